"""Page 1 says in its body whose paper it is: a header is no part of the text that is read aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from raadsvoorstel.document import Group, Heading, Paper, inline_text, texts
from raadsvoorstel.writers import markdown
from tests.conftest import COUNCILS, KINDS, ROOT, case_of, compose, shipped_case
from tests.test_paginas import bodies, glued, read, render, sample

PROJECTS = {
    "voorbeeld": (ROOT, "regiovisie"),
    "minimaal": (ROOT / "tests" / "minimaal", "regiovisie"),
    "tweede": (ROOT / "tests" / "tweede", "warmteplan"),
    "derde": (ROOT / "tests" / "tweede", "zwemwater"),
}
STYLE = """\
naam: Eigen
gebaseerd_op: standaard
bron: {soort: aanname, toelichting: Verzonnen.}
uiterlijk: {nieuwe_pagina_voor: [apart]}
stukken:
  raadsvoorstel:
    titel: TITEL
    kenmerken: []
    secties:
      - {id: een, kop: Aanleiding, tekst: EERST}
      - {id: twee, kop: Besluit, onderdelen: [beslispunten]}
      - {id: apart, kop: Apart, tekst: DAARNA}
    ondertekening: ~
"""
ADDED = "Gemeente Aadorp"


def paper(project: Path, title: str, first: str = "Niets.", after: str = "Niets.") -> Paper:
    """Aadorp's proposal in a house style with these words, and neither metadata nor signatures."""
    folder = project / "templates" / "huisstijlen" / "eigen"
    folder.mkdir(parents=True)
    words = {"TITEL": title, "EERST": first, "DAARNA": after}
    text = re.sub("TITEL|EERST|DAARNA", lambda found: words[found[0]], STYLE)
    (folder / "huisstijl.yaml").write_text(text, encoding="utf-8")
    data = project / "data" / "municipalities.yaml"
    own = data.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: eigen")
    data.write_text(own, encoding="utf-8")
    found: Paper = compose(case_of(project), "aadorp", "raadsvoorstel")
    return found


def lines(one: Paper) -> list[str]:
    return [inline_text(run) for run in texts(one.document.blocks)]


@pytest.mark.parametrize("name", PROJECTS)
def test_every_paper_names_its_municipality_near_the_top(name: str) -> None:
    case = case_of(*PROJECTS[name])
    for gemeente in case.participants:
        for kind in KINDS:
            top = "\n".join(lines(compose(case, gemeente, kind)))[:1700]
            assert case.names[gemeente] in top, (gemeente, kind)


def test_a_paper_without_it_gets_it_below_the_title(minimal: Path) -> None:
    one = paper(minimal, "Raadsvoorstel")
    title, name, *_ = one.document.blocks
    assert isinstance(title, Heading)
    assert isinstance(name, Group)
    assert lines(one)[:2] == ["Raadsvoorstel", ADDED]
    assert lines(one).count(ADDED) == 1
    style = case_of(minimal).styles["eigen"]
    assert b"# Raadsvoorstel\n\nGemeente Aadorp\n" in markdown.write(one, style)


NAMED = {
    "title": ("Voorstel aan de raad van Aadorp", "Niets."),
    "text": ("Raadsvoorstel", "De raad van Aadorp besluit."),
    "at the end of 1400 letters": ("Raadsvoorstel", "x " * 700 + "in Aadorp"),
}


@pytest.mark.parametrize("where", NAMED)
def test_a_paper_that_says_it_is_left_alone(minimal: Path, where: str) -> None:
    assert ADDED not in lines(paper(minimal, *NAMED[where]))


UNNAMED = {
    "among the other participants": ("Raadsvoorstel", "Met Aadorp en Beedorp samen."),
    "inside another word": ("Raadsvoorstel", "In Aadorperveen en Groot-Aadorperdijk."),
    "another participant": ("Raadsvoorstel", "De raad van Beedorp besluit."),
    "on a later page": ("Raadsvoorstel", "Niets.", "De raad van Aadorp besluit."),
}


@pytest.mark.parametrize("where", UNNAMED)
def test_what_does_not_say_it_does_not_count(minimal: Path, where: str) -> None:
    assert lines(paper(minimal, *UNNAMED[where]))[1] == ADDED


def test_far_down_is_not_page_1(minimal: Path) -> None:
    path = minimal / "data" / "regiovisie.yaml"
    text = path.read_text(encoding="utf-8").replace("Het water stijgt", "Het water " + "x " * 1000)
    path.write_text(text, encoding="utf-8")
    assert lines(compose(case_of(minimal), "aadorp", "raadsvoorstel"))[1] != ADDED
    path = minimal / "templates" / "raadsvoorstel.md.j2"
    path.parent.mkdir()
    own = "# Eigen\n\n{{ teksten.aanleiding[0].tekst }}\n\nVoor {{ gemeente.naam }}.\n"
    path.write_text(own, encoding="utf-8")
    assert lines(compose(case_of(minimal), "aadorp", "raadsvoorstel"))[1] == ADDED


def test_a_name_inside_the_own_name_is_no_other(minimal: Path) -> None:
    path = minimal / "data" / "municipalities.yaml"
    text = path.read_text(encoding="utf-8").replace("naam: Beedorp", "naam: Aa")
    path.write_text(text, encoding="utf-8")
    assert ADDED not in lines(paper(minimal, "Voorstel Aadorp"))


def test_the_first_page_on_paper_says_it(tmp_path: Path) -> None:
    case = shipped_case()
    found = {
        f"{gemeente} {kind}": sample(compose(case, gemeente, kind), case.style(gemeente))
        for gemeente in COUNCILS
        for kind in KINDS
    }
    render(found, tmp_path / "stukken")
    for name, one in found.items():
        first = bodies(one, read(tmp_path / "stukken" / f"{name}.pdf"))[0]
        assert glued(case.names[name.split()[0]]) in glued(*(word.text for word in first)), name
