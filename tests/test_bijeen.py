"""What stays with what follows it: words that announce, signatures, a short last section."""

from __future__ import annotations

import pytest
from docx.shared import Pt

from raadsvoorstel.document import (
    Block,
    Group,
    Heading,
    Named,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from raadsvoorstel.sample import bulleted, item, numbered, signed
from raadsvoorstel.word.tables import kept_rows
from tests import proefstuk, word_bases
from tests.test_rollen import TABLE, body
from tests.test_witruimte import above, heading, paragraphs
from tests.uitlezen import W

INTRO, STATEMENT = "De raad wordt voorgesteld:", "De visie helpt"


def kept(*blocks: Block, basis: bytes | None = None) -> list[str]:
    """The paragraphs that ask for themselves to stay with the next, styles aside."""
    found = paragraphs(*blocks, basis=basis)
    return [one.text for one in found if one.paragraph_format.keep_with_next]


def strong(text: str) -> Paragraph:
    return Paragraph((Strong((Text(text),)),))


def section(name: str, *blocks: Block) -> Section:
    return Section(name, (Heading(2, (Text(name),)), *blocks))


BASES = (None, word_bases.content(next(iter(word_bases.BASES))))


@pytest.mark.parametrize("basis", BASES, ids=["eigen opmaak", "basis"])
@pytest.mark.parametrize(
    "following",
    [
        numbered(item("het eerste")),
        bulleted(item("iets")),
        Paragraph((Named((Text("de visie vast te stellen"),), "bp_visie"),)),
        proefstuk.line("tekst"),
        TABLE,
    ],
)
def test_words_that_end_in_a_colon_stay_with_what_they_announce(
    following: Block, basis: bytes | None
) -> None:
    line = proefstuk.line
    assert kept(line("Dit niet."), line(INTRO), following, basis=basis) == [INTRO]


def test_what_opens_a_list_stays_with_it_and_an_item_needs_not_stay_with_the_next() -> None:
    line = proefstuk.line
    items = numbered(item("een", line("vervolg")), item("twee"))
    assert kept(line("Niet."), line("De raad wordt gevraagd"), items) == ["De raad wordt gevraagd"]


def test_an_item_that_announces_stays_with_the_items_below_it() -> None:
    nested = item("twee dingen:", bulleted(item("een"), item("twee")))
    assert kept(numbered(nested, item("klaar"))) == ["twee dingen:"]


def test_a_strong_statement_stays_with_its_explanation_and_stands_close_to_it() -> None:
    partly = Paragraph((Strong((Text("Deels"),)), Text(" zwaar")))
    blocks = (strong(STATEMENT), proefstuk.line("Want dat is zo."), partly, proefstuk.line("tekst"))

    assert kept(*blocks) == [STATEMENT]
    rooms = [one.paragraph_format.space_after for one in paragraphs(*blocks)]
    assert [room and room.pt for room in rooms] == [3, None, None, None]


@pytest.mark.parametrize("basis", BASES, ids=["eigen opmaak", "basis"])
def test_signatures_never_stand_on_a_page_without_text(basis: bytes | None) -> None:
    closing = signed("De raad,", ("de griffier,", "[naam]"), ("de voorzitter,", "[naam]"))
    found = kept(proefstuk.line("eerst"), numbered(item("a"), item("b")), closing, basis=basis)

    assert found[:2] == ["eerst", "b"]


def test_signatures_without_closing_words_stay_with_the_text_too() -> None:
    name = Group("ondertekening", (Group("handtekening", (proefstuk.line("[naam], griffier"),)),))
    assert kept(proefstuk.line("tekst"), name) == ["tekst"]


# -- tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "text", "kept"),
    [
        (0, "", []),
        (1, "kort", [0]),
        (3, "kort", [0, 1, 2]),
        (9, "kort", [0, 8]),
        (3, proefstuk.SENTENCE * 3, [0, 2]),
    ],
)
def test_a_table_that_fits_a_page_stays_whole_and_another_keeps_its_ends(
    rows: int, text: str, kept: list[int]
) -> None:
    """Of a long one the head stays with its first row, and the last row never moves alone."""
    found = kept_rows(Table(((Text("Kop"),),), (((Text(text),),),) * rows))

    assert [number for number in range(rows + 1) if number in found] == kept


def test_the_last_row_of_a_table_stays_with_signatures_below_it() -> None:
    (table,) = body(TABLE, proefstuk.signatures()).iter(f"{W}tbl")
    *_, last = table.iter(f"{W}tr")

    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in last.iter(f"{W}p"))


# -- the end of a paper ------------------------------------------------------------------------


def test_a_short_last_section_takes_the_one_before_it_along() -> None:
    line = proefstuk.line
    blocks = (
        section("A", line("a")),
        section("B", line("b"), numbered(item("c"))),
        section("Bijlagen", numbered(item("de visie"))),
    )
    assert kept(*blocks) == ["B", "b", "c"]


def test_of_a_long_section_only_the_last_paragraph_goes_along() -> None:
    long = proefstuk.line(proefstuk.SENTENCE * 10)
    blocks = (
        section("A", long, proefstuk.line("tot slot")),
        section("Bijlagen", proefstuk.line("n.v.t.")),
    )
    assert kept(*blocks) == ["tot slot"]


@pytest.mark.parametrize(
    "last", [proefstuk.line(proefstuk.SENTENCE * 5), TABLE, proefstuk.signatures()]
)
def test_a_last_section_that_fills_its_page_stands_alone(last: Block) -> None:
    found = kept(section("A", proefstuk.line("a")), section("Bijlagen", last))
    assert not {"A", "a"} & set(found)


# -- room after a list -------------------------------------------------------------------------


def test_text_after_a_list_stands_as_far_from_it_as_from_text() -> None:
    note = Group("afwijking", (proefstuk.line("Afwijking"),))
    found = paragraphs(
        proefstuk.line("a"),
        numbered(item("een", bulleted(item("nog een")))),
        proefstuk.line("b"),
        numbered(item("twee")),
        note,
        numbered(item("drie")),
        heading(2),
    )
    rooms = {one.text: above(one) for one in found}

    assert rooms == dict.fromkeys(rooms) | {"b": 6.0, "Afwijking": 6.0}


def test_a_table_after_a_list_stands_as_far_from_it_as_text() -> None:
    one, two, _ = paragraphs(numbered(item("een"), item("twee")), TABLE, proefstuk.line("tekst"))

    assert one.paragraph_format.space_after is None
    assert two.paragraph_format.space_after == Pt(6)
