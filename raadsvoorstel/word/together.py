"""What stays on the page of what follows it, so that nothing is left behind that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from raadsvoorstel.document import Strong, Text
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Ready
from raadsvoorstel.word.lines import Grid, Line, Piece

_RUNNING = (roles.BODY, roles.NUMBERED, roles.BULLETED, roles.CONTINUED, roles.POINT)
_SIGNED = (roles.CLOSING, roles.SIGNATURE)
_FEW, _SOME = 500, 1500
"""The letters of a section that leaves its page nearly empty, and of one that can go along."""


def keep_together(content: Sequence[Piece], base: Ready) -> list[Piece]:
    """Let words that announce stay with what they announce, and signatures with the text."""
    running = {base.style(role) for role in _RUNNING}
    signed = {base.style(role) for role in _SIGNED}
    point = base.style(roles.POINT)

    def leads(above: Piece, below: Piece) -> bool:
        if isinstance(below, Line) and below.style in signed:
            return above.style not in signed
        if isinstance(above, Grid) or above.style not in running:
            return False
        return is_statement(above) or _announces(above) or _opens(above, below, point)

    kept = [one.kept() if leads(one, below) else one for one, below in pairwise(content)]
    return [*kept, *content[-1:]]


def is_statement(line: Line) -> bool:
    """Whether all words are strong: what follows explains them."""
    return len(line.children) == 1 and type(line.children[0]) is Strong


def _announces(line: Line) -> bool:
    last = line.children[-1] if line.children else None
    return type(last) is Text and last.value[-1:] == ":"


def _opens(above: Line, below: Piece, point: str) -> bool:
    """Whether a list, or a beslispunt without a number, begins below running text."""
    if isinstance(below, Grid) or (below.number is None and below.style != point):
        return False
    return above.number is None and above.indent is None and above.style != point


def end_in_company(content: Sequence[Piece], base: Ready) -> list[Piece]:
    """Let a short last section take the one before it along, if it has to go to a new page."""
    heading = base.style(roles.HEADINGS[1])
    starts = [n for n, one in enumerate(content) if isinstance(one, Line) and one.style == heading]
    first, last = starts[-2:] if len(starts) > 1 else (0, 0)
    if not last or not _is_short(content[last:], _FEW, base):
        return list(content)
    if not _is_short(content[first:last], _SOME, base):
        first = last - 1
    return [one.kept() if first <= number < last else one for number, one in enumerate(content)]


def _is_short(section: Sequence[Piece], letters: int, base: Ready) -> bool:
    """Whether it has no more letters than this, no table and no signatures."""
    signed = {base.style(role) for role in _SIGNED}
    lines = [one for one in section if isinstance(one, Line) and one.style not in signed]
    return len(lines) == len(section) and sum(len(one.words) for one in lines) <= letters
