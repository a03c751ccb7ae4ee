"""Tokens: how a value travels through Markdown without being read as Markdown.

A value is replaced by private-use characters around its number before the Markdown is read, and put
back in the tree afterwards. Data that holds those characters is refused by `source`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import (
    LANGUAGE,
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
)

_OPENS, _CLOSES = "\ue000", "\ue001"
TOKEN = re.compile("\ue000([0-9]+)\ue001")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"  # control characters, strange line ends
    "\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"  # no letters, and what tokens are made of
)
"""No text holds one of these."""


def token(number: int) -> str:
    """The letters that stand for value `number`."""
    return f"\ue000{number}\ue001"


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


def fill(blocks: tuple[Block, ...], values: Sequence[Value]) -> tuple[Block, ...]:
    """The blocks with every token replaced by its value."""
    return tuple([filled for block in blocks for filled in _fill_block(block, values)])


def fill_line(children: tuple[Inline, ...], values: Sequence[Value]) -> tuple[Inline, ...]:
    """The inlines with every token replaced by its value."""
    value = _sole(children, values)
    if value is not None:
        return _letters_of(value)
    return tuple([filled for child in children for filled in _fill_inline(child, values)])


def fill_name(text: str, values: Sequence[Value]) -> str:
    """A name in a template (such as a slot), with its tokens replaced by plain letters."""

    def letters(match: re.Match[str]) -> str:
        value = values[int(match.group(1))]
        if isinstance(value, Blocks):
            raise MisplacedBlocksError
        if not all(isinstance(child, Text) for child in value.children):
            raise NotOnlyLettersError
        return inline_text(value.children)

    return TOKEN.sub(letters, text) if _OPENS in text else text


def _fill_block(block: Block, values: Sequence[Value]) -> tuple[Block, ...]:
    match block:
        case Paragraph(children):
            value = _sole(children, values)
            if isinstance(value, Blocks):
                return value.blocks
            return (Paragraph(fill_line(children, values)),)
        case Heading(level, children):
            return (Heading(level, fill_line(children, values)),)
        case ListBlock(_, items):
            inner = tuple([ListItem(fill(item.blocks, values)) for item in items])
            return (replace(block, items=inner),)
        case Table(header, rows):
            return (
                replace(
                    block,
                    header=tuple(fill_line(cell, values) for cell in header),
                    rows=tuple(tuple(fill_line(cell, values) for cell in row) for row in rows),
                ),
            )
        case Group(role, blocks):
            return (Group(fill_name(role, values), fill(blocks, values)),)
        case Section(slot, blocks, language):
            filled = fill_name(language, values)
            if filled and not LANGUAGE.match(filled):
                raise NoLanguageError(filled)
            return (Section(fill_name(slot, values), fill(blocks, values), filled),)
        case _:
            assert_never(block)


def _sole(children: tuple[Inline, ...], values: Sequence[Value]) -> Value | None:
    """The value of a line that is one token, as most lines of a template are."""
    match children:
        case (Text(text),) if text.startswith(_OPENS) and text.find(_CLOSES) == len(text) - 1:
            return values[int(text[1:-1])]
        case _:
            return None


def _fill_inline(inline: Inline, values: Sequence[Value]) -> tuple[Inline, ...]:
    match inline:
        case Text():
            return _fill_text(inline, values)
        case Strong(children):
            return (Strong(fill_line(children, values)),)
        case Emphasis(children):
            return (Emphasis(fill_line(children, values)),)
        case InLanguage(children, language):
            return (InLanguage(fill_line(children, values), language),)
        case Named(children, name):
            return (Named(fill_line(children, values), name),)
        case Link(children, url):
            return (Link(fill_line(children, values), fill_name(url, values)),)
        case LineBreak() | Blank():
            return (inline,)
        case _:
            assert_never(inline)


def _fill_text(text: Text, values: Sequence[Value]) -> tuple[Inline, ...]:
    if _OPENS not in text.value:
        return (text,)
    parts: list[Inline] = []
    for index, part in enumerate(TOKEN.split(text.value)):
        if index % 2:
            parts.extend(_letters_of(values[int(part)]))
        elif part:
            parts.append(Text(part, text.origin))
    return tuple(parts)


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
