"""Where words stand and how much room there is round them, as the Word file says it."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import pytest
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.parfmt import ParagraphFormat
from msgspec.structs import replace
from msgspec.structs import replace as changed

from raadsvoorstel.document import (
    Block,
    Document,
    Group,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    Table,
    Text,
)
from raadsvoorstel.housestyle import Basis, HouseStyle, Stijlen, StyleFiles
from raadsvoorstel.values import Regel
from raadsvoorstel.word.tables import widths
from raadsvoorstel.writers import docx
from tests import proefstuk, word_bases
from tests.test_paginas import replace_look
from tests.test_rollen import POINT
from tests.test_word import styles
from tests.uitlezen import W

PAGE = 9070
"""Between the margins, in twentieths of a point."""


def paragraphs(
    *blocks: Block, style: HouseStyle | None = None, basis: bytes | None = None
) -> list[WordParagraph]:
    paper = replace(proefstuk.paper(), document=Document(blocks))
    content = docx.write(paper, style or styles()["standaard"], StyleFiles(basis=basis))
    return list(python_docx.Document(io.BytesIO(content)).paragraphs)


def heading(level: int) -> Heading:
    return Heading(level, (Text(f"Kop {level}"),))


def above(paragraph: WordParagraph) -> float | None:
    """The room above a paragraph that it asks for itself."""
    room = paragraph.paragraph_format.space_before
    return None if room is None else room.pt


def of_style(name: str) -> ParagraphFormat:
    paper = docx.write(proefstuk.paper(), styles()["standaard"])
    layout: ParagraphFormat = python_docx.Document(io.BytesIO(paper)).styles[name].paragraph_format
    return layout


# -- headings ----------------------------------------------------------------------------------


def test_headings_that_meet_close_up_and_others_keep_the_room_of_their_style() -> None:
    found = paragraphs(heading(1), heading(2), heading(3), proefstuk.line("tekst"), heading(3))

    assert [above(one) for one in found] == [None, None, 4.0, None, None]


def test_a_heading_that_starts_a_page_has_no_room_above_it() -> None:
    look = styles()["standaard"].uiterlijk
    style = changed(styles()["standaard"], uiterlijk=changed(look, nieuwe_pagina_voor=("doel",)))
    section = Section("doel", (heading(2), proefstuk.line("tekst")))
    _, first, _, second = paragraphs(heading(1), section, heading(2), style=style)

    assert first.paragraph_format.page_break_before
    assert (above(first), above(second)) == (0.0, None)


def test_the_styles_of_a_base_keep_their_own_room() -> None:
    basis = word_bases.content(next(iter(word_bases.BASES)))
    found = paragraphs(heading(1), heading(2), heading(3), basis=basis)

    assert [above(one) for one in found] == [None, None, None]


def test_a_beslispunt_has_the_room_that_numbered_lists_of_a_base_have() -> None:
    basis = word_bases.content(next(iter(word_bases.BASES)))
    points = ListBlock(True, (proefstuk.item("gewoon"), ListItem((Paragraph((POINT,)),))))  # noqa: FBT003
    item, point = (one.style for one in paragraphs(points, basis=basis))

    assert item is not None
    assert point is not None
    assert point.name == "RV Beslispunt"
    assert point.base_style == item
    assert point.paragraph_format.space_after is None


# -- metadata ----------------------------------------------------------------------------------

_LABELS = ("Onderwerp:", "Raadsvergadering:", "Zaaknummer:")


def metadata(**given: Any) -> list[ParagraphFormat]:
    """The style of each of these labels, where one paragraph holds them all."""
    pieces = (piece for label in _LABELS for piece in (LineBreak(), Text(label)))
    group = Group("kenmerken", (Paragraph(tuple(pieces)[1:]),))
    found = paragraphs(group, **given)
    assert tuple(one.text for one in found) == _LABELS
    return [one.style.paragraph_format for one in found if one.style is not None]


def test_a_long_value_hangs_under_its_own_label_and_labels_stand_close() -> None:
    for layout in metadata():
        assert layout.left_indent is not None
        assert layout.left_indent.pt == pytest.approx(14.2)
        assert layout.first_line_indent == -layout.left_indent
        assert layout.element.find(f"{W}pPr/{W}contextualSpacing") is not None


def test_a_style_of_the_municipality_for_metadata_keeps_its_own_indent() -> None:
    basis = word_bases.content(next(iter(word_bases.BASES)))
    mapped = Basis(bestand=Regel("basis.docx"), stijlen=Stijlen(kenmerken=Regel("Normal")))
    style = changed(styles()["standaard"], basis=mapped)

    assert {one.left_indent for one in metadata(style=style, basis=basis)} == {None}


# -- signatures --------------------------------------------------------------------------------


def test_a_name_stands_nearer_to_its_own_office_than_to_the_next_one() -> None:
    name, office = of_style("RV Handtekening"), of_style("RV Ondertekening")
    assert name.space_before is not None
    assert name.space_after is not None
    assert office.space_after is not None
    assert office.space_before is not None

    own = max(name.space_before.pt, office.space_after.pt)
    following = max(name.space_after.pt, office.space_before.pt)
    assert own < following
    assert own >= 2 * 11, "room to sign"


# -- header and table --------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["links", "midden", "rechts"])
def test_the_running_lines_stand_under_the_name(side: str) -> None:
    style = replace_look(styles()["standaard"], woordmerk=Regel(side))
    content = docx.write(proefstuk.paper(), style)
    header = python_docx.Document(io.BytesIO(content)).sections[0].header.paragraphs
    sides = {one.style.paragraph_format.alignment for one in header if one.style is not None}

    assert len(header) == 2
    assert len(sides) == 1


def test_a_header_that_outgrew_its_margin_stands_apart_from_the_title() -> None:
    content = docx.write(proefstuk.paper(), styles()["standaard"])
    *_, last = python_docx.Document(io.BytesIO(content)).sections[0].header.paragraphs

    assert last.paragraph_format.space_after == Pt(12)


def table(*labels: str) -> Table:
    cells = ((Text("Kenmerk"),), (Text("Gegeven"),))
    return Table(cells, tuple(((Text(one),), (Text(proefstuk.SENTENCE),)) for one in labels))


@pytest.mark.parametrize("size", [9, 11])
def test_a_label_stands_on_one_line(size: int) -> None:
    """Also in a wide font that takes the place of one that is not there: 0.6 of its size a letter.

    A cell has margins of 5.4 points.
    """
    for label in ("Datum raadsvergadering", "Verantwoordelijk wethouder"):
        narrow, wide = widths(table("Zaak", label), PAGE, size)

        assert narrow >= len(label) * size * 12 + 2 * 108
        assert wide >= PAGE / 2
        assert narrow + wide == PAGE


def test_a_long_label_does_not_squeeze_what_it_says() -> None:
    narrow, wide = widths(table("Wie er in het college verantwoordelijk voor is"), PAGE, 11)

    assert narrow < wide
