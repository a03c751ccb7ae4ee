"""The house styles of the councils: no two look alike, also without colour, and all can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from msgspec import structs

from raadsvoorstel.audit.contrast import ratio
from raadsvoorstel.housestyle import Kopstijl, Uiterlijk
from raadsvoorstel.values import Regel
from tests.conftest import COUNCILS, ROOT, Run, shipped_case

PAPER, BLANK = "FFFFFF", "FFF2CC"
"""What letters stand on: the page, and the fill of a blank."""
NEEDED = 4.5
APART = 2
"""Of the marks that remain without colour, how many must differ besides the font."""


def looks() -> dict[str, Uiterlijk]:
    case = shipped_case()
    return {council: case.style(council).uiterlijk for council in COUNCILS}


def without_colour(look: Uiterlijk) -> dict[str, object]:
    """What is seen at a glance on a page that was printed in grey."""
    return {
        "wordmark": look.woordmerk,
        "metadata": look.kenmerken,
        "margins": (look.marges.links, look.marges.rechts),
        "title": _form(look.titel),
        "headings": _form(look.kop1),
    }


def _form(heading: Kopstijl) -> tuple[bool, bool, bool]:
    return heading.vet, heading.hoofdletters, heading.lijn


def alike(found: dict[str, Uiterlijk]) -> Iterator[str]:
    """Pairs that share a font or an accent, or too many of the other marks."""
    for (one, first), (other, second) in combinations(found.items(), 2):
        if first.lettertype == second.lettertype or first.accent == second.accent:
            yield f"{one} and {other}: font or accent"
        marks, others = without_colour(first), without_colour(second)
        if sum(marks[mark] != others[mark] for mark in marks) < APART:
            yield f"{one} and {other}: {marks}"


def faint(look: Uiterlijk) -> list[str]:
    colours = (look.kleur, look.accent, look.titel.kleur, look.kop1.kleur, look.kop2.kleur)
    return [one for one in colours for behind in (PAPER, BLANK) if ratio(one, behind) < NEEDED]


def test_no_two_councils_look_alike() -> None:
    assert list(alike(looks())) == []


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("kept", ["lettertype", "accent", "form"])
def test_a_council_that_looks_like_another_is_found(council: str, kept: str) -> None:
    found = looks()
    mine = found[council]
    other = next(one for one in COUNCILS if one != council)
    own = {"lettertype": Regel("Ander lettertype"), "accent": Regel("123456")}
    changed = {name: value for name, value in own.items() if name != kept}
    copied = structs.replace(found[other] if kept == "form" else mine, **changed)
    if kept != "form":
        copied = structs.replace(copied, **{kept: getattr(found[other], kept)})
    pairs = list(alike({**found, council: copied}))
    assert len(pairs) == 1
    assert council in pairs[0]
    assert other in pairs[0]


@pytest.mark.parametrize("council", COUNCILS)
def test_every_colour_can_be_read_on_the_page_and_on_a_blank(council: str) -> None:
    look = looks()[council]
    assert faint(look) == []
    assert faint(structs.replace(look, accent=Regel("B0B0B0"))) != []


# -- the pictures of them ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "tool"),
    [("afbeelding", "soffice"), ("contactblad", "montage"), ("blindproef", "pdftotext")],
)
def test_a_tool_that_is_missing_is_named(work: str, tool: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "docs" / "genereer.py"), work]
    done = subprocess.run(
        command, capture_output=True, check=False, text=True, env={"PATH": str(tmp_path)}
    )
    assert done.returncode == 1
    assert re.fullmatch(rf"Op deze computer ontbreekt .*\b{tool} \(uit .*\n", done.stderr)


OWN_SECTION = """\
naam: Eigen
bron: {soort: aanname, toelichting: verzonnen}
gebaseerd_op: standaard
stukken:
  raadsvoorstel:
    secties:
      - {id: alternatieven, kop: Alternatieven, onderdelen: [alternatieven]}
"""


@pytest.mark.parametrize("template", ["", "{{ besluit.opening }}{{ besluit.punten[0].tekst }}\n"])
def test_a_section_of_your_own_does_not_lose_the_decision_in_silence(
    minimal: Path, run: Run, template: str
) -> None:
    """In the raadsbesluit the decision still stands, or a template prints it: then no error."""
    style = minimal / "templates" / "huisstijlen" / "eigen" / "huisstijl.yaml"
    style.parent.mkdir(parents=True)
    style.write_text(OWN_SECTION, encoding="utf-8")
    if template:
        text = '{% extends "_stuk.md.j2" %}{% block slot %}\n' + template + "{% endblock %}\n"
        (minimal / "templates" / "raadsvoorstel.md.j2").write_text(text, encoding="utf-8")
    data = minimal / "data" / "municipalities.yaml"
    own = data.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: eigen")
    data.write_text(own, encoding="utf-8")
    result = run("validate", "--alleen", "RV316")
    assert result.code == 0
    assert ("waarschuwing[RV316]" in result.out) is not bool(template)
