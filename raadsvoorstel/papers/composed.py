"""A paper that was just composed, as passages that point to the YAML or template of each word."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import (
    Blank,
    Block,
    Cell,
    Emphasis,
    Group,
    Heading,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Named,
    Paper,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    names,
)
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading, Span

_BY_GROUP = {
    "kenmerken": Kind.METADATA,
    "formule": Kind.FORMULA,
    "ondertekening": Kind.SIGNATURE,
    "handtekening": Kind.SIGNATURE,
    "concept": Kind.NOTICE,
    "voorbeeld": Kind.NOTICE,
    "afwijking": Kind.NOTICE,
}
_CLAUSE, _METADATA = "bp_", "kenmerk_"
_TEXT, _TITLE, _HEADING, _ITEM = Kind.TEXT, Kind.TITLE, Kind.HEADING, Kind.ITEM
_CELL, _FIELD = Kind.CELL, Kind.METADATA
"""By a name of our own: a member of an enumeration is slow to name, in Python 3.11."""


def reading(paper: Paper, gemeente: str, soort: str, at: Location) -> Reading:
    """The passages of a paper; `at` is the place of words that no value brought: the template."""
    walk = _Walk(at)
    body = walk.blocks(paper.document.blocks, _Around())
    header = (walk.passage(line, _Around(Kind.HEADER)) for line in paper.header)
    footer = (walk.passage(line, _Around(Kind.FOOTER)) for line in paper.footer)
    slots = frozenset(one.slot for one in body if one.slot)
    return Reading(at.file, (*header, *body, *footer), gemeente, soort, is_ours=True, slots=slots)


class _Around(Struct, frozen=True):
    """Where the walk is."""

    kind: Kind = _TEXT
    heading: str = ""
    slot: str = ""
    number: str = ""


class _Walk(Struct, frozen=True):
    """The walk over a paper; in lists, because most passages stand three or four blocks deep."""

    template: Location

    def blocks(self, blocks: tuple[Block, ...], around: _Around) -> list[Passage]:
        found: list[Passage] = []
        for block in blocks:
            passages = self.block(block, around)
            found += passages
            if type(block) is Heading and block.level > 1:
                around = replace(around, heading=passages[0].text)
        return found

    def block(self, block: Block, around: _Around) -> list[Passage]:
        match block:
            case Paragraph():
                return [self.passage(block.children, around)]
            case Heading():
                kind = _TITLE if block.level == 1 else _HEADING
                return [self.passage(block.children, replace(around, kind=kind))]
            case Group():
                kind = _BY_GROUP.get(block.role, around.kind)
                return self.blocks(block.blocks, replace(around, kind=kind))
            case Section():
                return self.blocks(block.blocks, replace(around, slot=block.slot))
            case ListBlock():
                return self.list_block(block, around)
            case Table():
                rows = (block.header, *block.rows)
                return [one for row in rows for one in self.row(row, around)]

    def list_block(self, block: ListBlock, around: _Around) -> list[Passage]:
        found: list[Passage] = []
        for index, item in enumerate(block.items, block.start):
            number = f"{index}." if block.ordered else ""
            found += self.blocks(item.blocks, replace(around, kind=_ITEM, number=number))
        return found

    def row(self, cells: tuple[Cell, ...], around: _Around) -> list[Passage]:
        inside = around if around.kind is _FIELD else replace(around, kind=_CELL)
        return [self.passage(cell, inside) for cell in cells]

    def passage(self, children: tuple[Inline, ...], around: _Around) -> Passage:
        if len(children) == 1 and type(only := children[0]) is Text:  # as most are
            return self.of(only.value, (Span(0, only.origin or self.template),), around)
        text, spans = "", list[Span]()
        for piece, at in _pieces(children):
            spans.append(Span(len(text), at or self.template))
            text += piece
        name = next(names(children), "")
        if not name.startswith((_CLAUSE, _METADATA)):
            return self.of(text, tuple(spans), around, name)
        kind = Kind.CLAUSE if name.startswith(_CLAUSE) else _FIELD
        return self.of(text, tuple(spans), replace(around, kind=kind), name)

    @staticmethod
    def of(text: str, spans: tuple[Span, ...], around: _Around, name: str = "") -> Passage:
        """A passage at this place of the paper."""
        return Passage(around.kind, text, around.heading, around.slot, name, around.number, spans)


def letters(children: tuple[Inline, ...]) -> str:
    """The letters as a reading holds them: a blank is one opaque letter."""
    return "".join([value for value, _ in _pieces(children)])


def _pieces(children: tuple[Inline, ...]) -> list[tuple[str, Location | None]]:
    """The letters with the place where each stretch was typed."""
    found: list[tuple[str, Location | None]] = []
    for child in children:
        match child:
            case Text():
                found.append((child.value, child.origin))
            case Blank():
                found.append((OPAQUE, None))
            case LineBreak():
                found.append(("\n", None))
            case Strong() | Emphasis() | Link() | Named() | InLanguage():
                found += _pieces(child.children)
    return found
