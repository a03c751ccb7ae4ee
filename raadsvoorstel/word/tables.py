"""Tables among the text: their names, the room around them and the widths of their columns."""

from __future__ import annotations

import re
from itertools import zip_longest

from raadsvoorstel.document import Table, inline_text
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Base
from raadsvoorstel.word.spacing import room_above, style_of
from raadsvoorstel.word.xml import Element, W, w

_ROOM = 160
"""Space between a table and the text below it, in twentieths of a point."""
_LETTER, _CELL_SIDES = 13.5, 230
"""A generous letter per point of its size, and the margins of a cell; twentieths of a point."""
_LABEL, _LABEL_LETTER = 30, 11.5
"""The letters of a text that still stands on one line, and how wide they run together."""


def name_tables(content: list[Element], base: Base) -> None:
    """Give each table the words of the caption right above it, else of the nearest heading."""
    headings = {base.styles[role] for role in roles.HEADINGS}
    heading = caption = ""
    for element in content:
        style = style_of(element)
        if style in headings:
            heading = _words(element)
        if element.tag == w("tbl").tag and (caption or heading):
            element[0].append(w("tblCaption", val=caption or heading))
        caption = _words(element) if style == base.styles[roles.CAPTION] else ""


def _words(paragraph: Element) -> str:
    """The letters of a paragraph on one line."""
    return " ".join("".join(_letters(one) for one in paragraph.iter()).split())


def _letters(element: Element) -> str:
    return (element.text or "") if element.tag == w("t").tag else " " * (element.tag in _BLANKS)


_BLANKS = {w("br").tag, w("tab").tag}


def tables_apart(content: list[Element], base: Base) -> list[Element]:
    """Room after each table: Word joins tables that touch, and wants a paragraph at the end."""
    table, apart = w("tbl").tag, list[Element]()
    for element, following in zip_longest(content, content[1:]):
        apart.append(element)
        if element.tag != table:
            continue
        if following is None or following.tag == table:
            apart.append(w("p", w("pPr", w("pStyle", val=base.styles[roles.CELL]))))
        else:
            _room_above(following, {base.styles[role] for role in roles.HEADINGS})
    return apart


def _room_above(paragraph: Element, headings: set[str]) -> None:
    """Space above running text; a heading has its own, by its style."""
    if paragraph[0].tag != w("pPr").tag:
        paragraph.insert(0, w("pPr"))
    properties = paragraph[0]
    style = properties.find(w("pStyle").tag)
    if style is not None and style.get(f"{{{W}}}val") in headings:
        return
    room_above(properties, _ROOM)


def widths(table: Table, total: int, size: float) -> tuple[int, ...]:
    """Columns by the longest text in them, each wide enough for its longest word in this size.

    A column of short texts, such as labels, is wide enough for each of them on one line.
    An amount is one word: nothing breaks after its euro sign.
    """
    lines = [
        max(len(inline_text(cell)) for cell in column)
        for column in zip(table.header, *table.rows, strict=True)
    ]
    longest = [min(60, max(8, line)) for line in lines]
    words = [
        max(len(word) for cell in column for word in re.split(r"[ \t\n]", inline_text(cell)))
        for column in zip(table.header, *table.rows, strict=True)
    ]
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
