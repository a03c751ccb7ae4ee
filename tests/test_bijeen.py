"""What stays with what follows it: words that announce, statements, signatures."""

from __future__ import annotations

import pytest

from raadsvoorstel.document import Block, Group, Named, Paragraph, Strong, Text
from raadsvoorstel.sample import bulleted, item, numbered, signed
from tests import proefstuk, word_bases
from tests.test_rollen import TABLE
from tests.test_witruimte import paragraphs

INTRO, STATEMENT = "De raad wordt voorgesteld:", "De visie helpt"


def kept(*blocks: Block, basis: bytes | None = None) -> list[str]:
    """The paragraphs that ask for themselves to stay with the next, styles aside."""
    found = paragraphs(*blocks, basis=basis)
    return [one.text for one in found if one.paragraph_format.keep_with_next]


def strong(text: str) -> Paragraph:
    return Paragraph((Strong((Text(text),)),))


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


def test_an_item_that_announces_stays_with_the_items_below_it() -> None:
    nested = item("twee dingen:", bulleted(item("een"), item("twee")))
    assert kept(numbered(nested, item("klaar"))) == ["twee dingen:"]


def test_a_strong_statement_stays_with_its_explanation() -> None:
    partly = Paragraph((Strong((Text("Deels"),)), Text(" zwaar")))
    blocks = (strong(STATEMENT), proefstuk.line("Want dat is zo."), partly, proefstuk.line("tekst"))

    assert kept(*blocks) == [STATEMENT]


@pytest.mark.parametrize("basis", BASES, ids=["eigen opmaak", "basis"])
def test_signatures_never_stand_on_a_page_without_text(basis: bytes | None) -> None:
    closing = signed("De raad,", ("de griffier,", "[naam]"), ("de voorzitter,", "[naam]"))
    found = kept(proefstuk.line("eerst"), numbered(item("punt")), closing, basis=basis)

    assert found[0] == "punt"
    assert "eerst" not in found


def test_signatures_without_closing_words_stay_with_the_text_too() -> None:
    name = Group("ondertekening", (Group("handtekening", (proefstuk.line("[naam], griffier"),)),))
    assert kept(proefstuk.line("tekst"), name) == ["tekst"]
