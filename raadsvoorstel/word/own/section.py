"""The page of a municipality's own file: its size, margins, and the letterhead that it shows."""

from __future__ import annotations

import copy

from raadsvoorstel.word.elements import child, number, q, value, within
from raadsvoorstel.word.own.order import SECTION, put
from raadsvoorstel.word.xml import Element, w

_A4 = (11906, 16838)
_MARGIN = 1418
_LEAST_WIDTH = 2000
"""Twentieths of a point: where a file says nothing, or something that leaves no room for text."""
_NOT_OF_A_PAPER = ("type", "footnotePr", "endnotePr", "sectPrChange", "printerSettings", "formProt")
"""What belongs to the text that is dropped."""
_REFERENCES = (q("headerReference"), q("footerReference"))


def page(document: Element) -> Element:
    """The last section of a file, with the headers and footers that it takes over from others.

    Whether the first page differs is asked of the first section: the paper begins there.
    """
    body = child(document, "body")
    found = document.iter(q("sectPr")) if body is not None else ()
    sections = [one for one in found if not within(one, "sectPrChange")]
    if not sections:
        return w("sectPr", w("pgSz", w=_A4[0], h=_A4[1]), _margins())
    shown: dict[tuple[str, str], Element] = {}
    for section in sections:
        for one in section:
            if one.tag in _REFERENCES:
                shown[str(one.tag), value(one, "type")] = one
    last = copy.deepcopy(sections[-1])
    for one in list(last):
        if one.tag in _REFERENCES or one.tag in {q(name) for name in _NOT_OF_A_PAPER}:
            last.remove(one)
    for index, one in enumerate(shown.values()):
        last.insert(index, copy.deepcopy(one))
    if child(sections[0], "titlePg") is not None:
        put(last, copy.deepcopy(sections[0].findall(q("titlePg"))[0]), SECTION)
    _measured(last)
    last.attrib.clear()
    return last


def text_width(section: Element) -> int:
    """Room between the margins, or in a column where there are more; twentieths of a point."""
    size, margins, columns = (child(section, name) for name in ("pgSz", "pgMar", "cols"))
    width = number(value(size, "w"), _A4[0])
    sides = (number(value(margins, side), _MARGIN) for side in ("left", "right"))
    room = width - sum(sides) - number(value(margins, "gutter"))
    count = max(1, number(value(columns, "num"), 1))
    between = number(value(columns, "space"), 708) * (count - 1)
    return max(_LEAST_WIDTH, int((room - between) / count))


def _measured(section: Element) -> None:
    if child(section, "pgSz") is None:
        put(section, w("pgSz", w=_A4[0], h=_A4[1]), SECTION)
    if child(section, "pgMar") is None:
        put(section, _margins(), SECTION)
    numbers = child(section, "pgNumType")
    if numbers is not None:
        numbers.attrib.pop(q("start"), "")


def _margins() -> Element:
    sides = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    return w("pgMar", **sides, header=708, footer=708, gutter=0)
