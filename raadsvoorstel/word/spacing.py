"""Room above a paragraph where its style alone would leave too much or too little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Ready
from raadsvoorstel.word.lines import Line, Piece

UNDER_HEADING = 80
"""Above a heading that stands right under another one, in twentieths of a point."""


def settle_headings(content: Sequence[Piece], base: Ready) -> list[Piece]:
    """Let headings that meet close up, and one that starts a page begin at its top."""
    headings = {base.style(role) for role in roles.HEADINGS[1:]}

    def settled(above: Piece | None, below: Piece) -> Piece:
        if not isinstance(below, Line):
            return below
        if below.new_page:
            return replace(below, before=0)
        meet = isinstance(above, Line) and above.style in headings and below.style in headings
        return replace(below, before=UNDER_HEADING) if meet else below

    return [settled(above, below) for above, below in pairwise((None, *content)) if below]
