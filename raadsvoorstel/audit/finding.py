"""A finding of a rule: where, what, and how to mend it in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from raadsvoorstel.audit.wordfile import Place, WordFile


class Finding(Struct, frozen=True):
    """What a rule found; the table of rules knows its code."""

    place: Place
    message: str
    hint: str


class Rule(Struct, frozen=True):
    """A rule and its code; each code has one rule."""

    code: str
    find: Callable[[WordFile], Iterator[Finding]]
