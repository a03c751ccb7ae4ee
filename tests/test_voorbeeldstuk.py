"""The sample: every element, clean in every house style, no fact of anyone; and its command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from raadsvoorstel import document, sample
from raadsvoorstel.audit import audit
from raadsvoorstel.document import Block, Document, Filler, Inline, Paper, blanks
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.word import filling as letterhead
from raadsvoorstel.word.roles import BY_GROUP
from raadsvoorstel.writers import docx, markdown
from tests.bases.pakket import unzipped
from tests.conftest import Run, shipped_case
from tests.test_basis_meldingen import BASIS, footed, lay
from tests.test_word import styles
from tests.uitlezen import Word
from tests.word_lint import lint

PAPER = sample.sample("Proef")


def inside(one: object) -> list[object]:
    """Everything in a tree, itself included."""
    if isinstance(one, tuple):
        return [deeper for each in one for deeper in inside(each)]
    if not isinstance(one, msgspec.Struct):
        return []
    below = [getattr(one, name) for name in one.__struct_fields__]
    return [one, *(deeper for each in below for deeper in inside(each))]


def test_every_element_of_a_document_is_in_it() -> None:
    kinds = {type(one) for one in inside(PAPER)}

    assert {*get_args(Block), *get_args(Inline)} <= kinds


def test_every_group_and_level_is_in_it() -> None:
    found = inside(PAPER)
    groups = {one.role for one in found if isinstance(one, document.Group)}
    levels = {one.level for one in found if isinstance(one, document.Heading)}
    lists = {one.ordered for one in found if isinstance(one, document.ListBlock)}

    assert {*BY_GROUP, "handtekening"} - groups == set()
    assert (levels, lists) == ({1, 2, 3}, {True, False})
    assert len({one.filler for one in blanks(PAPER)} & set(Filler)) > 1


def test_it_names_no_municipality_person_date_or_number() -> None:
    text = markdown.write(PAPER, styles()["standaard"], StyleFiles()).decode()
    names = {str(name) for name in shipped_case().names.values()}

    assert [name for name in names if name in text] == []
    assert re.findall(r"\d{4}", text.replace("1.000.000", "")) == []
    assert "Dit is een voorbeeld van de opmaak en geen raadsstuk." in text


def test_it_answers_every_field_that_a_letterhead_may_ask() -> None:
    own = {"Title", "Subject", "Author", "Gegevens", "Sjabloon"}
    told = {name for name, _ in PAPER.properties.custom}

    assert set(letterhead.PROPERTIES.values()) - own - told == set()


@pytest.mark.parametrize("name", styles())
def test_it_has_no_finding_in_any_house_style(name: str) -> None:
    content = docx.write(PAPER, styles()[name])

    assert audit(content, name) == ()
    assert lint(content) == []


def test_a_fault_in_it_would_be_found() -> None:
    heading = document.Heading(4, (document.Text("Kop"),))
    broken = Document((PAPER.document.blocks[0], heading))
    content = docx.write(Paper(broken, PAPER.properties), styles()["standaard"])

    assert [one.code for one in audit(content, "x")] == ["RV609"]


# -- the command -------------------------------------------------------------------------------


def test_a_preview_is_a_word_file_in_the_output_of_the_project(minimal: Path, run: Run) -> None:
    ran = run("huisstijl", "preview", "haarlem")

    path = minimal / "uitvoer/voorbeeld-haarlem.docx"
    title = Word.read(path.read_bytes()).pieces[0].text
    assert ran.code == 0
    assert "uitvoer/voorbeeld-haarlem.docx: nieuw" in ran.out
    assert title.startswith("Voorbeeld van de huisstijl")
    assert run("huisstijl", "preview", "Haarlem").out.endswith("ongewijzigd\n")


def test_a_preview_follows_its_house_style(minimal: Path, run: Run) -> None:
    lay(minimal, footed("BRIEFHOOFD eigen"), *BASIS)

    ran = run("huisstijl", "preview", "eigen", "--uitvoer", "proef")

    content = (minimal / "proef/voorbeeld-eigen.docx").read_bytes()
    assert ran.code == 0
    assert "RV322" in ran.out
    assert b"BRIEFHOOFD eigen" in b"".join(unzipped(content).values())


def test_a_preview_that_somebody_edited_stays(minimal: Path, run: Run) -> None:
    run("huisstijl", "preview", "haarlem")
    path = minimal / "uitvoer/voorbeeld-haarlem.docx"
    path.write_bytes(b"van mij")

    ran = run("huisstijl", "preview", "haarlem")

    assert ran.code == 1
    assert "RV503" in ran.out
    assert path.read_bytes() == b"van mij"
    assert (minimal / "uitvoer/voorbeeld-haarlem.nieuw.docx").is_file()


def test_a_house_style_with_an_error_gives_no_preview(minimal: Path, run: Run) -> None:
    lay(minimal, b"%PDF-1.7", *BASIS)

    ran = run("huisstijl", "preview", "eigen")

    assert ran.code == 1
    assert "RV325" in ran.out
    assert not (minimal / "uitvoer").exists()


def test_papers_and_previews_share_an_output_folder(minimal: Path, run: Run) -> None:
    run("huisstijl", "preview", "haarlem")

    assert run("generate").code == 0
    assert "eerdere run" not in run("generate").out
    assert (minimal / "uitvoer/voorbeeld-haarlem.docx").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("preview", "harlem"), "Bedoelde u 'haarlem'?"),
        (("preview", "haarlem", "--uitvoer", "data"), "kunnen niet in `data/`"),
        (("preview",), "'NAAM' ontbreekt"),
        (("chek",), "Bedoelde u 'check'?"),
        (("check", "weg.docx"), "bestaat niet"),
        (("check", "x.docx", "--weergave", "jsn"), "Bedoelde u 'json'?"),
    ],
)
def test_wrong_use_is_explained(
    minimal: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    ran = run("huisstijl", *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert not (minimal / "uitvoer").exists()


def test_the_group_alone_shows_its_help(run: Run) -> None:
    ran = run("huisstijl")

    assert ran.code == 0
    assert "Opdrachten:\n  check" in ran.out
