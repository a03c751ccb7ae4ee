"""A finding of a rule: where, what, and how to mend it in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from raadsvoorstel.audit.wordfile import Place, WordFile


class Finding(NamedTuple):
    """What a rule found; the table of rules knows its code."""

    place: Place
    message: str
    hint: str


class Rule(NamedTuple):
    """A rule and its code; each code has one rule."""

    code: str
    find: Callable[[WordFile], Iterator[Finding]]
