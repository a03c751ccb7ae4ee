"""The document in the middle: a small closed tree that carries meaning and never a font.

Readers make it, writers consume it, nobody changes it. Heading level 1 is the title, level 2 the
sections. `origin` says where a text was typed and takes no part in equality. A tree is made from
its leaves up and can't hold itself, so the collector of cycles may pass it by (`gc=False`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import assert_never

from msgspec import Struct

from raadsvoorstel.diagnostics import Location

DUTCH = "nl-NL"
PAGE_NUMBER = "Pagina {pagina} van {paginas}"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|[0-9]{3})$"
"""A language with its country, as BCP 47 writes them: `fy-NL`. Word wants the country too."""


class Filler(StrEnum):
    """Who fills in a blank."""

    STELLER = "steller"
    COLLEGE = "college"
    GRIFFIE = "griffie"


class Text(Struct, tag=True, frozen=True, gc=False, eq=False):
    """Letters as they are meant; nothing in them is markup."""

    value: str
    origin: Location | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.value == self.value

    def __hash__(self) -> int:
        return hash(self.value)


class Blank(Struct, tag=True, frozen=True, gc=False):
    """A value that is not known yet, always visible: `[nog in te vullen: …]`."""

    label: str
    filler: Filler = Filler.STELLER

    def __str__(self) -> str:
        return f"[nog in te vullen: {self.label}]"


class LineBreak(Struct, tag=True, frozen=True, gc=False):
    """A new line inside a paragraph."""


class Strong(Struct, tag=True, frozen=True, gc=False):
    """Important words."""

    children: tuple[Inline, ...]


class Emphasis(Struct, tag=True, frozen=True, gc=False):
    """Stressed words."""

    children: tuple[Inline, ...]


class Link(Struct, tag=True, frozen=True, gc=False):
    """Words that lead to an address."""

    children: tuple[Inline, ...]
    url: str


class InLanguage(Struct, tag=True, frozen=True, gc=False):
    """Words in another language than those around them, such as a Frisian name."""

    children: tuple[Inline, ...]
    language: str


class Named(Struct, tag=True, frozen=True, gc=False):
    """A passage that can be found back by its name, such as a beslispunt; it looks like any."""

    children: tuple[Inline, ...]
    name: str


class Heading(Struct, tag=True, frozen=True, gc=False):
    """A heading; 1 is the title of the paper."""

    level: int
    children: tuple[Inline, ...]


class Paragraph(Struct, tag=True, frozen=True, gc=False):
    """Running text."""

    children: tuple[Inline, ...]


class ListItem(Struct, frozen=True, gc=False):
    """One item of a list."""

    blocks: tuple[Block, ...]


class ListBlock(Struct, tag=True, frozen=True, gc=False):
    """A list; an ordered one counts from `start`."""

    ordered: bool
    items: tuple[ListItem, ...]
    start: int = 1


Cell = tuple["Inline", ...]


class Table(Struct, tag=True, frozen=True, gc=False):
    """A table with one header row; every row is as wide as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[bool, ...] = ()
    """Per column whether it is set against the right (amounts)."""


class Group(Struct, tag=True, frozen=True, gc=False):
    """Blocks that belong together in a role, such as `ondertekening` or `kenmerken`."""

    role: str
    blocks: tuple[Block, ...]


class Section(Struct, tag=True, frozen=True, gc=False):
    """A part of the paper with its own heading, by the name of its slot."""

    slot: str
    blocks: tuple[Block, ...]
    language: str = ""
    """Of the whole part; empty where it is that of the document."""


Inline = Text | Strong | Emphasis | Link | InLanguage | Named | LineBreak | Blank
Block = Heading | Paragraph | ListBlock | Table | Group | Section


class Document(Struct, frozen=True, gc=False):
    """The body of a paper, and the language of all that says nothing else."""

    blocks: tuple[Block, ...]
    language: str = DUTCH


class Properties(Struct, frozen=True, gc=False):
    """What a file says about itself, in the order in which it is written."""

    title: str
    author: str
    subject: str = ""
    custom: tuple[tuple[str, str], ...] = ()


class Paper(Struct, frozen=True, gc=False):
    """A document with its running header and footer, ready for every format."""

    document: Document
    properties: Properties
    header: tuple[Cell, ...] = ()
    footer: tuple[Cell, ...] = ()
    woordmerk: str = ""
    """The name that stands where a logo would."""
    page_number: str = PAGE_NUMBER
    """The words around the number of the page, and around how many there are."""


def is_language(name: str) -> bool:
    """Whether this names a language with its country, as `LANGUAGE` has it."""
    return re.match(LANGUAGE, name, re.ASCII) is not None


def inline_text(children: tuple[Inline, ...]) -> str:
    """The plain letters of inlines; a line break is a newline."""
    if len(children) == 1 and isinstance(children[0], Text):  # as most runs are
        return children[0].value
    return "".join(
        [child.value if isinstance(child, Text) else _letters(child) for child in children]
    )


def _letters(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.value
        case Strong() | Emphasis() | Link() | InLanguage() | Named():
            return inline_text(inline.children)
        case LineBreak():
            return "\n"
        case Blank():
            return str(inline)
        case _:
            assert_never(inline)


def names(children: tuple[Inline, ...]) -> Iterator[str]:
    """The names of the passages in inlines, the outer one first."""
    for child in children:
        match child:
            case Named(inner, name):
                yield name
                yield from names(inner)
            case Strong(inner) | Emphasis(inner) | Link(inner) | InLanguage(inner):
                yield from names(inner)
            case Text() | Blank() | LineBreak():
                pass
            case _:
                assert_never(child)


def origins(children: tuple[Inline, ...]) -> Iterator[Location | None]:
    """Where the letters of inlines were typed."""
    for child in children:
        match child:
            case Text(_, origin):
                yield origin
            case Blank() | LineBreak():
                pass
            case _:
                yield from origins(child.children)


def texts(blocks: tuple[Block, ...]) -> list[tuple[Inline, ...]]:
    """Each run of inlines in reading order: of headings, paragraphs, items and cells.

    As a list: every paper is asked several times, and a generator per level takes twice as long.
    """
    runs: list[tuple[Inline, ...]] = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                runs.append(block.children)
            case Section() | Group():
                runs.extend(texts(block.blocks))
            case ListBlock():
                for item in block.items:
                    runs.extend(texts(item.blocks))
            case Table():
                runs.extend(block.header)
                for row in block.rows:
                    runs.extend(row)
            case _:
                assert_never(block)
    return runs


def blanks(paper: Paper) -> Iterator[Blank]:
    """Every blank of the paper, in reading order, as often as it stands there."""
    for children in (*paper.header, *texts(paper.document.blocks), *paper.footer):
        for child in children:
            if not isinstance(child, Text):  # as most of a paper is
                yield from _blanks_in(child)


def _blanks_in(inline: Inline) -> Iterator[Blank]:
    match inline:
        case Blank():
            yield inline
        case Strong() | Emphasis() | Link() | InLanguage() | Named():
            for child in inline.children:
                yield from _blanks_in(child)
        case Text() | LineBreak():
            pass
        case _:
            assert_never(inline)
