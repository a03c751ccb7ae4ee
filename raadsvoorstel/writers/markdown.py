"""A paper as CommonMark with GFM tables, without any HTML, pleasant to read raw.

Only what Markdown would misread is escaped. The running header is left out: what it says also
stands in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from raadsvoorstel.document import (
    Blank,
    Block,
    Cell,
    Emphasis,
    Group,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paper,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    inline_text,
)
from raadsvoorstel.housestyle import HouseStyle


def write(paper: Paper, style: HouseStyle) -> bytes:
    """The Markdown of a paper, in UTF-8 with Unix line ends; the look plays no part."""
    del style
    return (_blocks(paper.document.blocks) + "\n").encode()


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(_apart(blocks))


def _apart(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The written blocks; two lists in a row are kept apart by another marker."""
    previous: Block | None = None
    other = False
    for block in _flat(blocks):
        same = (
            isinstance(block, ListBlock)
            and isinstance(previous, ListBlock)
            and block.ordered == previous.ordered
        )
        other = same and not other
        written = _block(block, other_marker=other)
        if written:
            yield written
            previous = block


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Sections and groups have no form in Markdown: their blocks stand in line."""
    for block in blocks:
        if isinstance(block, Section | Group):
            yield from _flat(block.blocks)
        else:
            yield block


def _block(block: Block, *, other_marker: bool) -> str:
    match block:
        case Heading(level, children):
            return f"{'#' * level} {_one_line(children)}"
        case Paragraph(children):
            return _lines(children)
        case ListBlock():
            return "\n".join(_items(block, other_marker=other_marker))
        case Table():
            return _table(block)
        case Section(_, inner) | Group(_, inner):
            return _blocks(inner)
        case _:
            assert_never(block)


def _items(block: ListBlock, *, other_marker: bool) -> Iterator[str]:
    close = ")" if other_marker else "."
    bullet = "*" if other_marker else "-"
    loose = any(len(item.blocks) > 1 and not _is_tight(item) for item in block.items)
    for number, item in enumerate(block.items, block.start):
        marker = f"{number}{close}" if block.ordered else bullet
        indent = " " * (len(marker) + 1)
        lines = _item(item).split("\n")
        first, *rest = lines
        yield f"{marker} {first}".rstrip(" ") if not first else f"{marker} {first}"
        for line in rest:
            yield indent + line if line else ""
        if loose and number < block.start + len(block.items) - 1:
            yield ""


def _is_tight(item: ListItem) -> bool:
    """A paragraph followed by a list needs no empty line between."""
    first, *rest = item.blocks or (None,)
    return isinstance(first, Paragraph) and len(rest) == 1 and isinstance(rest[0], ListBlock)


def _item(item: ListItem) -> str:
    return "\n".join(_apart(item.blocks)) if _is_tight(item) else _blocks(item.blocks)


def _table(table: Table) -> str:
    columns = [
        [_cell(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)
    ]
    right = (*table.right, *(False,) * len(table.header))
    widths = [max(3, *(len(cell) for cell in column)) for column in columns]
    rules = [
        "-" * (width - 1) + ":" if against_right else "-" * width
        for width, against_right in zip(widths, right, strict=False)
    ]
    rows = list(zip(*columns, strict=True))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], tuple(rules), *rows[1:])
    )


def _cell(children: Cell) -> str:
    return _one_line(children).replace("|", "\\|")


# -- inlines -----------------------------------------------------------------------------------


def _lines(children: tuple[Inline, ...]) -> str:
    """A paragraph; a line break is a backslash at the end of a line."""
    lines = _inlines(children).split("\n")
    return "\\\n".join(_safe_edges(_safe_start(line)) for line in lines)


def _one_line(children: tuple[Inline, ...]) -> str:
    return _safe_edges(_inlines(children).replace("\n", " "))


def _inlines(children: tuple[Inline, ...]) -> str:
    """Letters that follow each other are escaped as one: `]` is harmless, `](` is not."""
    groups = groupby(children, key=lambda child: isinstance(child, Text | Blank))
    return "".join(
        _escaped(inline_text(tuple(group))) if letters else "".join(map(_inline, group))
        for letters, group in groups
    )


def _inline(inline: Inline) -> str:
    match inline:
        case Text() | Blank():
            return _escaped(inline_text((inline,)))
        case Strong(children):
            return _marked("**", children)
        case Emphasis(children):
            return _marked("*", children)
        case Link(children, url):
            label = re.sub(r"(?<!\\)([\[\]])", r"\\\1", _inlines(children))
            return f"[{label}](<{_address(url)}>)"
        case LineBreak():
            return "\n"
        case _:
            assert_never(inline)


def _marked(mark: str, children: tuple[Inline, ...]) -> str:
    return f"{mark}{_inlines(children)}{mark}" if inline_text(children) else ""


def _address(url: str) -> str:
    return re.sub(r"([\\<>])", r"\\\1", url)


_SPECIAL = re.compile(r"[\\`*_<>~]|\](?=[(:\[])|\[(?=[\^ x]|$)|&(?=#?\w+;)|!(?=\[|$)")
"""`]` only matters before an address or definition, `[` before a footnote or tick box."""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match.group(), text)


def _safe_start(line: str) -> str:
    """A line that begins as a heading, list or rule gets a backslash before its first sign."""
    line = re.sub(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|:(?=-))", r"\1\\\2", line)
    return re.sub(r"^(\s*\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)


def _safe_edges(line: str) -> str:
    """Outer blanks, tabs and double spaces as entities: CommonMark would drop or fold them."""
    return re.sub(
        r"^[ \t]+|[ \t]+$|\t| {2,}",
        lambda match: "".join(f"&#{ord(c)};" for c in match.group()),
        line,
    )
