"""Tables among the text: their names, the room around them and the widths of their columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.document import Table, inline_text
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Ready
from raadsvoorstel.word.lines import Grid, Line, Piece

_ROOM = 160
"""Space between a table and the text below it, in twentieths of a point."""
_LETTER, _CELL_SIDES = 13.5, 230
"""A generous letter per point of its size, and the margins of a cell; twentieths of a point."""
_LABEL, _LABEL_LETTER = 30, 12.5
"""The letters of a text that still stands on one line, and how wide they run together.

In wide fonts, which take the place of one that a machine lacks, labels run up to 12 wide.
"""
_SMALL, _SHORT = 8, 1200
"""The rows and letters of a table that stands on one page."""
_BREAK = re.compile(r"[ \t\n]")

_NOTHING = Line("", "")


def name_tables(content: Iterable[Piece], base: Ready) -> Iterator[Piece]:
    """Give each table the words of the caption right above it, else of the nearest heading."""
    headings = {base.style(role) for role in roles.HEADINGS}
    captioned = base.style(roles.CAPTION)
    heading = caption = _NOTHING
    for one in content:
        if isinstance(one, Grid):
            yield replace(one, name=caption.words or heading.words)
            caption = _NOTHING
            continue
        if one.style in headings:
            heading = one
        caption = one if one.style == captioned else _NOTHING
        yield one


def tables_apart(content: Sequence[Piece], base: Ready) -> Iterator[Piece]:
    """Room after each table: Word joins tables that touch, and wants a paragraph at the end.

    A heading has room of its own, by its style; so has what begins a page.
    """
    headings = {base.style(role) for role in roles.HEADINGS}
    for above, one in pairwise((None, *content, None)):
        is_under = isinstance(above, Grid)
        if is_under and not isinstance(one, Line):
            yield Line(base.style(roles.CELL), "")
        if one is not None:
            yield _with_room(one, headings) if is_under else one


def _with_room(piece: Piece, headings: set[str]) -> Piece:
    if isinstance(piece, Grid) or piece.style in headings or piece.before is not None:
        return piece
    return replace(piece, before=_ROOM)


def kept_rows(table: Table) -> Collection[int]:
    """The rows that stay with the next one, counted from the head: all, if the table is small.

    Else the head stays with what it is the head of, and the last but one with the last, which
    LibreOffice may lose on its own.
    """
    last = len(table.rows)
    if last <= _SMALL and sum(len(inline_text(one)) for row in table.rows for one in row) <= _SHORT:
        return range(last)
    return {0, last - 1}


def widths(table: Table, total: int, size: float) -> tuple[int, ...]:
    """Columns by the longest text in them, each wide enough for its longest word in this size.

    A column of short texts, such as labels, is wide enough for each of them on one line.
    An amount is one word: nothing breaks after its euro sign.
    """
    columns = [
        [inline_text(cell) for cell in column]
        for column in zip(table.header, *table.rows, strict=True)
    ]
    lines = [max(map(len, column)) for column in columns]
    longest = [min(60, max(8, line)) for line in lines]
    words = [max(map(len, _BREAK.split(" ".join(column)))) for column in columns]
    fair, narrow = total // len(longest), total // max(8, 2 * len(longest))
    needed = [
        min(fair, max(narrow, int(max(word * _LETTER, line) * size) + _CELL_SIDES))
        for word, line in zip(words, map(_line, lines), strict=True)
    ]
    return _shares(total, longest, needed)


def _line(letters: int) -> float:
    """The width of a short text per point of its size; a long one may be broken."""
    return letters * _LABEL_LETTER if letters <= _LABEL else 0


def _shares(total: int, weights: list[int], needed: list[int]) -> tuple[int, ...]:
    """Parts of the total by weight; who would get less than needed gets that, the others share."""
    shares = dict(enumerate(needed))
    sharing = list(shares)
    while sharing:
        room = total - sum(shares[one] for one in shares if one not in sharing)
        weight = sum(weights[one] for one in sharing)
        parts = {one: room * weights[one] // weight for one in sharing}
        short = [one for one in sharing if parts[one] < needed[one]]
        if not short:
            shares |= parts
            break
        sharing = [one for one in sharing if one not in short]
    widest = max(shares, key=lambda one: shares[one])
    shares[widest] += total - sum(shares.values())
    return tuple(shares.values())
