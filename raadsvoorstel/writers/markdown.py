"""A paper as CommonMark with GFM tables, without any HTML, pleasant to read raw.

Only what Markdown would misread is escaped. The running header is left out: what it says also
stands in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from raadsvoorstel.document import (
    Block,
    Cell,
    Group,
    Heading,
    Inline,
    ListBlock,
    Paper,
    Paragraph,
    Section,
    Table,
)
from raadsvoorstel.housestyle import NO_FILES, HouseStyle, StyleFiles
from raadsvoorstel.writers.markdown_inlines import entity, inlines


def write(paper: Paper, style: HouseStyle, files: StyleFiles = NO_FILES) -> bytes:
    """The Markdown of a paper, in UTF-8 with Unix line ends; the look plays no part."""
    del style, files
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
        match block:
            case Section(_, inner) | Group(_, inner):
                yield from _flat(inner)
            case _:
                yield block


def _block(block: Block, *, other_marker: bool) -> str:
    match block:
        case Paragraph(children):
            return _lines(children)
        case Heading(level, children):
            return _heading(level, children)
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
    written = [list(_apart(item.blocks)) for item in block.items]
    loose = any(len(blocks) > 1 and not _is_tight(blocks) for blocks in written)
    for number, blocks in enumerate(written, block.start):
        marker = f"{number}{close}" if block.ordered else bullet
        indent = " " * (len(marker) + 1)
        first, *rest = ("\n" if _is_tight(blocks) else "\n\n").join(blocks).split("\n")
        if _RULE.fullmatch(f"{marker} {first}"):
            yield marker
            yield indent + first
        else:
            yield f"{marker} {first}".rstrip(" ")
        for line in rest:
            yield indent + line if line else ""
        if loose and number < block.start + len(block.items) - 1:
            yield ""


_RULE = re.compile(r"([-*]\s*){3,}")
"""Empty lists in each other would look like a rule: `- - -`."""


def _is_tight(blocks: list[str]) -> bool:
    """A paragraph and a list need no empty line between, if the list can be seen for one."""
    match blocks:
        case [first, second]:
            return not first.startswith("|") and re.match(r"([-*]|1[.)]) \S", second) is not None
        case _:
            return False


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
        f"| {' | '.join(map(_set, row, widths, right))} |"
        for row in (rows[0], tuple(rules), *rows[1:])
    )


def _set(cell: str, width: int, against_right: bool) -> str:  # noqa: FBT001
    return cell.rjust(width) if against_right else cell.ljust(width)


def _cell(children: Cell) -> str:
    return _one_line(children).replace("|", "\\|")


# -- lines, each worked out once for what many councils say -------------------------------------


@lru_cache(maxsize=512)
def _heading(level: int, children: tuple[Inline, ...]) -> str:
    line = re.sub(r"(?<![^ \t])(#+)$", r"\\\1", _one_line(children))
    return f"{'#' * level} {line}".rstrip(" ")


@lru_cache(maxsize=512)
def _lines(children: tuple[Inline, ...]) -> str:
    """A paragraph; a line break is a backslash at the end of a line."""
    lines = inlines(children).strip("\n").split("\n")
    return "\\\n".join(_safe_edges(_safe_start(line)) for line in lines)


@lru_cache(maxsize=512)
def _one_line(children: tuple[Inline, ...]) -> str:
    """A heading and a cell stand on one line: a break is a blank there."""
    return _safe_edges(inlines(children).replace("\n", " "))


_START = re.compile(
    r"(\d{1,9})(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+])(?:\s|$)|=+$|>|:::|[|:-][-:|\s]*$)"
)
"""A line that begins as a list, heading, quotation, rule or table; a backslash prevents it."""


def _safe_start(line: str) -> str:
    match = _START.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


_EDGES = re.compile(r"^\s+|\s+$|\t| {2,}")


def _safe_edges(line: str) -> str:
    """Outer blanks, tabs and double blanks as entities: CommonMark would drop or fold them."""
    return _EDGES.sub(lambda match: "".join(map(entity, match.group())), line)
