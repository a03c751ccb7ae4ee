"""Room above and below a paragraph where its style alone would leave too much or too little."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.word import roles
from raadsvoorstel.word.base import Ready
from raadsvoorstel.word.lines import Grid, Line, Piece
from raadsvoorstel.word.together import is_statement

UNDER_HEADING = 80
"""Above a heading that stands right under another one, in twentieths of a point."""
_UNDER_LIST, _UNDER_STATEMENT = 120, 60
"""Between a list and what follows it, and between a statement and its explanation."""
_LISTED = (roles.NUMBERED, roles.BULLETED, roles.CONTINUED, roles.POINT)
_RUNNING = (roles.BODY, roles.FORMULA, roles.DEVIATION)


def settle(content: Sequence[Piece], base: Ready) -> list[Piece]:
    """Let what belongs together stand close, and what comes after it apart."""
    found = _Settling(
        frozenset(map(base.style, roles.HEADINGS[1:])),
        frozenset(map(base.style, _LISTED)),
        frozenset(map(base.style, _RUNNING)),
    )
    above, below = (None, *content[:-1]), (*content[1:], None)
    return list(map(found.settled, above, content, below))


class _Settling(Struct, frozen=True):
    """The styles of a base by what the room around them depends on."""

    headings: frozenset[str]
    listed: frozenset[str]
    running: frozenset[str]

    def settled(self, above: Piece | None, one: Piece, below: Piece | None) -> Piece:
        """What stands between two others; one that starts a page begins at its top."""
        if not isinstance(one, Line):
            return one
        if one.new_page:
            return replace(one, before=0)
        if one.style in self.headings:
            meet = isinstance(above, Line) and above.style in self.headings
            return replace(one, before=UNDER_HEADING) if meet else one
        if one.style in self.running:
            return self.running_text(above, one)
        ends = isinstance(below, Grid) and one.style in self.listed  # no table has room above it
        return replace(one, after=_UNDER_LIST) if ends else one

    def running_text(self, above: Piece | None, one: Line) -> Line:
        """A list ends before it; words that are all strong stand close to what explains them."""
        if isinstance(above, Line) and above.style in self.listed:
            one = replace(one, before=_UNDER_LIST)
        return replace(one, after=_UNDER_STATEMENT) if is_statement(one) else one
