"""The words in header and footer that a house style chooses itself."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from raadsvoorstel.document import inline_text, texts
from raadsvoorstel.writers import docx
from tests.conftest import case_of, compose

STYLE = """\
naam: Eigen
gebaseerd_op: standaard
bron: {soort: aanname, toelichting: Verzonnen.}
"""


def sides(project: Path, words: str) -> tuple[str, str, str]:
    """The letters of Aadorp's header and footer, fields by their code; and those of its body."""
    folder = project / "templates" / "huisstijlen" / "eigen"
    folder.mkdir(parents=True)
    (folder / "huisstijl.yaml").write_text(STYLE + words, encoding="utf-8")
    path = project / "data" / "municipalities.yaml"
    text = path.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: eigen")
    path.write_text(text, encoding="utf-8")
    case = case_of(project)
    paper = compose(case, "aadorp", "raadsvoorstel")
    with zipfile.ZipFile(io.BytesIO(docx.write(paper, case.style("aadorp")))) as archive:
        header, footer = (
            _letters(archive.read(f"word/{side}1.xml")) for side in ("header", "footer")
        )
    return header, footer, "\n".join(inline_text(run) for run in texts(paper.document.blocks))


def _letters(content: bytes) -> str:
    root = etree.fromstring(content)
    found = "".join(one.text or "" for one in root.iter("{*}t", "{*}instrText"))
    return re.sub(r" (PAGE|NUMPAGES) 1", r"<\1>", found)


def test_without_words_of_its_own_a_style_says_the_usual(minimal: Path) -> None:
    header, footer, _ = sides(minimal, "")
    assert header.startswith("Gemeente Aadorp")
    assert footer == "Pagina <PAGE> van <NUMPAGES>"


def test_a_style_names_the_municipality_in_its_own_words(minimal: Path) -> None:
    header, _, _ = sides(minimal, 'woordmerktekst: "Raad van {{ gemeente.naam }}"\n')
    assert header.startswith("Raad van Aadorp")
    assert "Gemeente Aadorp" not in header


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{pagina}", "<PAGE>"),
        ("{pagina}/{paginas}", "<PAGE>/<NUMPAGES>"),
        ("Side {pagina} fan {paginas}.", "Side <PAGE> fan <NUMPAGES>."),
    ],
)
def test_a_style_numbers_pages_in_its_own_words(minimal: Path, words: str, shown: str) -> None:
    assert sides(minimal, f'paginatekst: "{words}"\n')[1] == shown


def test_a_woordmerk_without_the_name_does_not_hide_it_from_page_1(minimal: Path) -> None:
    nameless = """\
woordmerktekst: De raad
stukken:
  raadsvoorstel:
    kenmerken: []
    secties: [{id: een, kop: Een, tekst: Niets}]
    ondertekening: ~
"""
    header, _, body = sides(minimal, nameless)
    assert header.startswith("De raad")
    assert body.splitlines()[1] == "Gemeente Aadorp"
