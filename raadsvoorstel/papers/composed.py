"""A paper that was just composed, as passages that point to the YAML or template of each word."""

from __future__ import annotations

from collections.abc import Iterator

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


def reading(paper: Paper, gemeente: str, soort: str, at: Location) -> Reading:
    """The passages of a paper; `at` is the place of words that no value brought: the template."""
    walk = _Walk(at)
    body = tuple(walk.blocks(paper.document.blocks, _Around()))
    header = (walk.passage(line, _Around(Kind.HEADER)) for line in paper.header)
    footer = (walk.passage(line, _Around(Kind.FOOTER)) for line in paper.footer)
    slots = frozenset(one.slot for one in body if one.slot)
    return Reading(at.file, (*header, *body, *footer), gemeente, soort, is_ours=True, slots=slots)


class _Around(Struct, frozen=True):
    """Where the walk is."""

    kind: Kind = Kind.TEXT
    heading: str = ""
    slot: str = ""
    number: str = ""


class _Walk(Struct, frozen=True):
    template: Location

    def blocks(self, blocks: tuple[Block, ...], around: _Around) -> Iterator[Passage]:
        for block in blocks:
            passages = list(self.block(block, around))
            yield from passages
            if isinstance(block, Heading) and block.level > 1:
                around = replace(around, heading=passages[0].text)

    def block(self, block: Block, around: _Around) -> Iterator[Passage]:
        match block:
            case Heading(level, children):
                kind = Kind.TITLE if level == 1 else Kind.HEADING
                yield self.passage(children, replace(around, kind=kind))
            case Paragraph(children):
                yield self.passage(children, around)
            case ListBlock():
                yield from self.list_block(block, around)
            case Table(header, rows):
                for row in (header, *rows):
                    yield from self.row(row, around)
            case Group(role, inner):
                yield from self.blocks(
                    inner, replace(around, kind=_BY_GROUP.get(role, around.kind))
                )
            case Section(slot, inner):
                yield from self.blocks(inner, replace(around, slot=slot))

    def list_block(self, block: ListBlock, around: _Around) -> Iterator[Passage]:
        for index, item in enumerate(block.items, block.start):
            number = f"{index}." if block.ordered else ""
            yield from self.blocks(item.blocks, replace(around, kind=Kind.ITEM, number=number))

    def row(self, cells: tuple[Cell, ...], around: _Around) -> Iterator[Passage]:
        kind = around.kind if around.kind is Kind.METADATA else Kind.CELL
        for cell in cells:
            yield self.passage(cell, replace(around, kind=kind))

    def passage(self, children: tuple[Inline, ...], around: _Around) -> Passage:
        if len(children) == 1 and isinstance(only := children[0], Text):  # as most are
            spans = (Span(0, only.origin or self.template),)
            return Passage(
                around.kind, only.value, around.heading, around.slot, "", around.number, spans
            )
        text, found = "", list[Span]()
        for letters, at in _letters(children):
            found.append(Span(len(text), at or self.template))
            text += letters
        name = next(names(children), "")
        kind = around.kind
        if name.startswith(_CLAUSE):
            kind = Kind.CLAUSE
        elif name.startswith(_METADATA):
            kind = Kind.METADATA
        return Passage(kind, text, around.heading, around.slot, name, around.number, tuple(found))


def letters(children: tuple[Inline, ...]) -> str:
    """The letters as a reading holds them: a blank is one opaque letter."""
    return "".join(value for value, _ in _letters(children))


def _letters(children: tuple[Inline, ...]) -> Iterator[tuple[str, Location | None]]:
    for child in children:
        match child:
            case Text(value, origin):
                yield value, origin
            case Blank():
                yield OPAQUE, None
            case LineBreak():
                yield "\n", None
            case Strong(inner) | Emphasis(inner) | Link(inner) | Named(inner) | InLanguage(inner):
                yield from _letters(inner)
