"""What stays on the page of what follows it, so that nothing is left behind that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.document import Strong, Text
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Ready
from raadsvoorstel.word.lines import Line, Piece

_RUNNING = (roles.BODY, roles.NUMBERED, roles.BULLETED, roles.CONTINUED, roles.POINT)
_SIGNED = (roles.CLOSING, roles.SIGNATURE)


def keep_together(content: Sequence[Piece], base: Ready) -> list[Piece]:
    """Let words that announce stay with what they announce, and signatures with the text."""
    running = {base.style(role) for role in _RUNNING}
    signed = {base.style(role) for role in _SIGNED}

    def leads(above: Piece, below: Piece | None) -> bool:
        if not isinstance(above, Line) or below is None or above.style in signed:
            return False
        if isinstance(below, Line) and below.style in signed:
            return True
        return above.style in running and (is_statement(above) or _announces(above))

    return [
        replace(above, keep=True) if leads(above, below) else above
        for above, below in pairwise((*content, None))
        if above is not None
    ]


def is_statement(line: Line) -> bool:
    """Whether all words are strong: what follows explains them."""
    return len(line.children) == 1 and type(line.children[0]) is Strong


def _announces(line: Line) -> bool:
    last = line.children[-1] if line.children else None
    return type(last) is Text and last.value.endswith(":")
