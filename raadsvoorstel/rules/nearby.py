"""Looking back a little: what stands just before a word."""

from __future__ import annotations

import re

from raadsvoorstel.rules.pattern import Pattern

_REACH = 80
"""Letters; a search from the start of a long line, for every word in it, would take minutes."""


def just_before(pattern: Pattern, text: str, at: int) -> re.Match[str] | None:
    """What a pattern that ends in `$` finds directly before a place."""
    return pattern.search(text, max(0, at - _REACH), at)
