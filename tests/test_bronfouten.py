"""The mistakes in the two papers that this dossier rests on: which are found, by which code.

`bronfouten.yaml` holds the list by number; the papers and the list of mistakes stand beside the
repository, so without them only the shape of the table is held.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from raadsvoorstel.codes import CODES
from tests.conftest import ROOT, Run, shared

TABLE = yaml.safe_load((Path(__file__).parent / "bronfouten.yaml").read_text(encoding="utf-8"))
PAPERS = {"A": "bloemendaal-raadsvoorstel.txt", "B": "heemstede-raadsbesluit.txt"}
PAGE = ROOT / "docs" / "bronfouten.md"
LIST = "research/domain.md"
ROW = re.compile(r"^\| ([AB]\d+) \|.*\| ([^|]+?) \|$", re.MULTILINE)
FEWEST, MOST_WRONG = 0.95, 0.05
ACROSS = {"X1", "X2", "X3", "X4", "X5"}

Place = tuple[str, int, str]
"""A paper, a line of it, and a code."""


def places(row: dict[str, Any]) -> Iterator[Place]:
    for paper in PAPERS:
        for line, codes in row.get(paper, {}).items():
            yield from ((paper, line, code) for code in codes)


def of_rows() -> list[Place]:
    return [place for row in TABLE["rijen"].values() for place in places(row)]


@pytest.fixture
def found(run: Run, monkeypatch: pytest.MonkeyPatch) -> Counter[Place]:
    """Every finding in the two papers together, beside the dossier."""
    files = {paper: shared(f"seeds/{name}") for paper, name in PAPERS.items()}
    monkeypatch.chdir(ROOT)
    arguments = ("check", *map(str, files.values()), "--dossier", "regiovisie")
    told = json.loads(run(*arguments, "--weergave", "json").out)
    letter = {path.name: paper for paper, path in files.items()}
    return Counter((letter[Path(one["file"]).name], one["line"], one["code"]) for one in told)


def test_a_row_has_a_place_or_a_reason() -> None:
    for row, told in TABLE["rijen"].items():
        assert bool([*places(told)]) != bool(told.get("waarom_niet")), row
    assert {code for _, _, code in of_rows()} <= CODES.keys()
    assert TABLE["rijen"].keys() >= ACROSS


def test_every_mistake_is_found_at_its_line(found: Counter[Place]) -> None:
    missing = {
        row: [place for place in places(told) if place not in found]
        for row, told in TABLE["rijen"].items()
    }
    assert {row: gone for row, gone in missing.items() if gone} == {}


def test_nearly_all_that_can_be_found_is_found() -> None:
    """Of the rows that say a tool can see it; those across the papers all."""
    text = shared(LIST).read_text(encoding="utf-8")
    listed = {row for row, check in ROW.findall(text) if check.startswith("J")}
    assert len(listed) > 50
    assert TABLE["rijen"].keys() == listed | ACROSS

    told = {row for row in listed if "waarom_niet" not in TABLE["rijen"][row]}
    assert len(told) / len(listed) >= FEWEST
    assert all("waarom_niet" not in TABLE["rijen"][row] for row in ACROSS)


def test_a_finding_is_a_row_or_true_or_known_to_be_wrong(found: Counter[Place]) -> None:
    true, wrong = {*places(TABLE["ook_waar"])}, {*places(TABLE["onterecht"])}
    known = {*of_rows()} | true | wrong

    assert {*found} == known
    assert not wrong & ({*of_rows()} | true)
    assert sum(found[place] for place in wrong) <= MOST_WRONG * found.total()


def test_the_page_says_what_the_table_says() -> None:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if re.match(r"\| [ABX]\d+ \|", line)
    ]
    assert {row: (at, code) for row, _, at, code in cells} == {
        row: shown(told) for row, told in TABLE["rijen"].items()
    }


def shown(told: dict[str, Any]) -> tuple[str, str]:
    """The lines and the codes of a row, or why there are none."""
    if "waarom_niet" in told:
        return "-", told["waarom_niet"]
    lines = ", ".join(f"{paper}:{line}" for paper in PAPERS for line in told.get(paper, {}))
    return lines, ", ".join(sorted({code for _, _, code in places(told)}))
