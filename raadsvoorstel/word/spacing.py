"""Room above a paragraph where its style alone would leave too much or too little."""

from __future__ import annotations

from itertools import pairwise

from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Base
from raadsvoorstel.word.elements import child, value
from raadsvoorstel.word.xml import Element, w

UNDER_HEADING = 80
"""Above a heading that stands right under another one, in twentieths of a point."""
_AFTER_SPACING = {w(tag).tag for tag in ("ind", "jc", "outlineLvl")}
"""What follows `spacing` in the order that Word prescribes."""


def room_above(properties: Element, room: int) -> None:
    """Set the room above a paragraph, in twentieths of a point."""
    later = (index for index, one in enumerate(properties) if one.tag in _AFTER_SPACING)
    properties.insert(next(later, len(properties)), w("spacing", before=room))


def settle_headings(content: list[Element], base: Base) -> None:
    """Let headings that meet close up, and one that starts a page begin at its top."""
    headings = {base.styles[role] for role in roles.HEADINGS[1:]}
    for element in content:
        properties = child(element, "pPr")
        if properties is not None and child(properties, "pageBreakBefore") is not None:
            room_above(properties, 0)
    for above, below in pairwise(content):
        properties = child(below, "pPr")
        if properties is not None and {style_of(above), style_of(below)} <= headings:
            room_above(properties, UNDER_HEADING)


def style_of(paragraph: Element) -> str:
    """The id of the style that a paragraph names."""
    return value(child(paragraph, "pPr", "pStyle"))
