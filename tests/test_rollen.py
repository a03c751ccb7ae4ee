"""Each part of a paper has a Word style of its own, and each table a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from raadsvoorstel.document import (
    Block,
    Document,
    Emphasis,
    Group,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Named,
    Paper,
    Paragraph,
    Properties,
    Section,
    Table,
    Text,
)
from raadsvoorstel.writers import docx
from tests import proefstuk
from tests.test_word import styles
from tests.uitlezen import W, Word

TABLE = Table(((Text("Gemeente"),),), (((Text("Proefdorp"),),),))
POINT = Named((Text("de visie vast te stellen"),), "bp_visie")
KOP = Heading(2, (Text("Middelen"), LineBreak(), Text("en dekking")))


def body(*blocks: Block) -> Any:
    paper = Paper(Document(blocks), Properties("t", "a"))
    return Word.read(docx.write(paper, styles()["standaard"])).tree("word/document.xml")[0]


def looks(*blocks: Block) -> list[str]:
    """The style of each paragraph outside tables."""
    return [
        "" if (found := one.find(f"{W}pPr/{W}pStyle")) is None else found.get(f"{W}val")
        for one in body(*blocks).findall(f"{W}p")
    ]


def table_names(*blocks: Block) -> Iterator[str]:
    for one in body(*blocks).iter(f"{W}tbl"):
        named = one.find(f"{W}tblPr/{W}tblCaption")
        yield "" if named is None else named.get(f"{W}val")


def caption(text: str) -> Group:
    return Group("bijschrift", (proefstuk.line(text),))


def test_a_beslispunt_has_a_style_of_its_own_in_a_list_and_out_of_it() -> None:
    items = (ListItem((Paragraph((POINT,)),)), proefstuk.item("gewoon"))

    found = looks(
        ListBlock(True, items),  # noqa: FBT003
        Paragraph((Emphasis((POINT, Text("."))),)),
        Paragraph((Named((Text("Z-1"),), "kenmerk_zaaknummers"),)),
        Heading(2, (POINT,)),
    )

    assert found == ["RVBeslispunt", "Lijstnummering", "RVBeslispunt", "", "Kop2"]


def test_a_caption_stays_with_its_table() -> None:
    paragraph = body(caption("Bijdrage per gemeente"), TABLE)[0]

    assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Bijschrift"
    assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_a_table_is_named_after_its_caption_or_else_its_heading() -> None:
    named = Section("middelen", (KOP, caption("Bijdrage per gemeente"), TABLE, TABLE))

    found = list(table_names(TABLE, KOP, TABLE, named, proefstuk.line("tekst"), TABLE))

    heading = "Middelen en dekking"
    assert found == ["", heading, "Bijdrage per gemeente", heading, heading]


def test_a_caption_further_up_is_of_another_table() -> None:
    found = list(table_names(KOP, caption("Bijdrage"), proefstuk.line("tekst"), TABLE))

    assert found == ["Middelen en dekking"]
