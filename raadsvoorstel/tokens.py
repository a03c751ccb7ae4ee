"""Tokens: how a value travels through Markdown without being read as Markdown.

A value is replaced by private-use characters around its number before the Markdown is read, and put
back in the tree afterwards. Data that holds those characters is refused by `source`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import (
    Blank,
    Block,
    Emphasis,
    Group,
    Heading,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Named,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    inline_text,
    is_language,
)

_OPENS, _CLOSES = "\ue000", "\ue001"
TOKEN = re.compile(f"{_OPENS}([0-9]+){_CLOSES}")
_FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"  # control characters, strange line ends
    "\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"  # no letters, and what tokens are made of
)
"""No text holds one of these, and none of these can be printed."""


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """The characters that no text may hold; one that can be printed has none of them."""
    shown = text.replace("\n", "").isprintable()
    return iter(()) if shown else re.finditer(_FORBIDDEN, text)


def token(number: int) -> str:
    """The letters that stand for value `number`."""
    return f"{_OPENS}{number}{_CLOSES}"


class Line(Struct, frozen=True, gc=False):
    """A value that stands within a line; with a name, its place can be found back."""

    children: tuple[Inline, ...]
    name: str = ""


class Blocks(Struct, frozen=True, gc=False):
    """A value of whole paragraphs; it stands alone on its line."""

    blocks: tuple[Block, ...]


Value = Line | Blocks


class MisplacedBlocksError(Exception):
    """A text of several paragraphs stands in the middle of a line."""


class NotOnlyLettersError(Exception):
    """A value in an address or a name is more, or less, than letters."""


class NoLanguageError(Exception):
    """A value that should name a language does not."""


Mould = Callable[[Sequence[Value]], tuple[Block, ...]]
"""Blocks that wait for their values."""
LineMould = Callable[[Sequence[Value]], tuple[Inline, ...]]

_One = TypeVar("_One")
_Part = tuple[_One, ...] | Callable[[Sequence[Value]], tuple[_One, ...]]
"""What is known as it stands, or waits for the values."""


def mould(blocks: tuple[Block, ...]) -> Mould:
    """What fills in the tokens of blocks: they are looked for once, however often it is used."""
    return _waiting(_blocks(blocks))


def line_mould(children: tuple[Inline, ...]) -> LineMould:
    """What fills in the tokens of inlines."""
    return _waiting(_line(children))


def fill_line(children: tuple[Inline, ...], values: Sequence[Value]) -> tuple[Inline, ...]:
    """The inlines with every token replaced by its value."""
    return line_mould(children)(values)


def _waiting(part: _Part[_One]) -> Callable[[Sequence[Value]], tuple[_One, ...]]:
    return (lambda _: part) if isinstance(part, tuple) else part


def _joined(parts: Sequence[_Part[_One]]) -> _Part[_One]:
    """The parts as one, which is known where all of them are."""
    if len(parts) == 1:
        return parts[0]
    known = [part for part in parts if isinstance(part, tuple)]
    if len(known) == len(parts):
        return tuple([one for part in known for one in part])
    return lambda values: tuple(
        [one for part in parts for one in (part if isinstance(part, tuple) else part(values))]
    )


def _blocks(blocks: tuple[Block, ...]) -> _Part[Block]:
    return _joined([_block(block) for block in blocks])


def _block(block: Block) -> _Part[Block]:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading(level, children):
            line = _line(children)
            if isinstance(line, tuple):
                return (block,)
            return lambda values: (Heading(level, line(values)),)
        case ListBlock():
            return _list_block(block)
        case Table():
            return _table(block)
        case Group(role, blocks):
            name, inner = _name(role), mould(blocks)
            return lambda values: (Group(name(values), inner(values)),)
        case Section():
            return _section(block)
        case _:
            assert_never(block)


def _paragraph(paragraph: Paragraph) -> _Part[Block]:
    line = _line(paragraph.children)
    if isinstance(line, tuple):
        return (paragraph,)
    number = _sole(paragraph.children)

    def filled(values: Sequence[Value]) -> tuple[Block, ...]:
        value = values[number] if number is not None else None
        return value.blocks if isinstance(value, Blocks) else (Paragraph(line(values)),)

    return filled


def _list_block(block: ListBlock) -> _Part[Block]:
    items = [_blocks(item.blocks) for item in block.items]
    if all(isinstance(item, tuple) for item in items):
        return (block,)
    moulds = [_waiting(item) for item in items]

    def filled(values: Sequence[Value]) -> tuple[Block, ...]:
        inner = tuple([ListItem(item(values)) for item in moulds])
        return (ListBlock(block.ordered, inner, block.start),)

    return filled


def _table(table: Table) -> Mould:
    header = tuple([line_mould(cell) for cell in table.header])
    rows = tuple([tuple([line_mould(cell) for cell in row]) for row in table.rows])

    def filled(values: Sequence[Value]) -> tuple[Block, ...]:
        top = tuple([cell(values) for cell in header])
        body = tuple([tuple([cell(values) for cell in row]) for row in rows])
        return (Table(top, body, table.right),)

    return filled


def _section(section: Section) -> Mould:
    slot, language = _name(section.slot), _name(section.language)
    inner = mould(section.blocks)

    def filled(values: Sequence[Value]) -> tuple[Block, ...]:
        spoken = language(values)
        if spoken and not is_language(spoken):
            raise NoLanguageError(spoken)
        return (Section(slot(values), inner(values), spoken),)

    return filled


def _line(children: tuple[Inline, ...]) -> _Part[Inline]:
    return _joined([_inline(child) for child in children])


def _inline(inline: Inline) -> _Part[Inline]:
    match inline:
        case Text():
            return _text(inline)
        case Strong(children) | Emphasis(children) | InLanguage(children) | Named(children):
            line = line_mould(children)
            return lambda values: (replace(inline, children=line(values)),)
        case Link(children, url):
            line, address = line_mould(children), _name(url)
            return lambda values: (Link(line(values), address(values)),)
        case LineBreak() | Blank():
            return (inline,)
        case _:
            assert_never(inline)


def _text(text: Text) -> _Part[Inline]:
    if _OPENS not in text.value:
        return (text,)
    parts = enumerate(TOKEN.split(text.value))
    return _joined(
        [_at(int(part)) if odd % 2 else (Text(part, text.origin),) for odd, part in parts if part]
    )


def _at(number: int) -> LineMould:
    return lambda values: _letters_of(values[number])


def _name(text: str) -> Callable[[Sequence[Value]], str]:
    """What fills in a name in a template (such as a slot), with plain letters."""
    if _OPENS not in text:
        return lambda _: text
    number = _number(text)
    if number is not None:
        return lambda values: _plain(values[number])
    return lambda values: TOKEN.sub(lambda match: _plain(values[int(match.group(1))]), text)


def _plain(value: Value) -> str:
    if isinstance(value, Blocks):
        raise MisplacedBlocksError
    if not all(isinstance(child, Text) for child in value.children):
        raise NotOnlyLettersError
    return inline_text(value.children)


def _sole(children: tuple[Inline, ...]) -> int | None:
    """The number of the token that is the whole line, as most lines of a template are."""
    match children:
        case (Text(text),):
            return _number(text)
        case _:
            return None


def _number(text: str) -> int | None:
    found = TOKEN.fullmatch(text)
    return int(found.group(1)) if found else None


def _letters_of(value: Value) -> tuple[Inline, ...]:
    match value:
        case Line(children, name):
            return (Named(children, name),) if name else children
        case Blocks((Paragraph(children),)):
            return children
        case Blocks(()):
            return ()
        case Blocks():
            raise MisplacedBlocksError
        case _:
            assert_never(value)
