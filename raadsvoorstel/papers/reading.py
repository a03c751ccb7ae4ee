"""A paper as plain passages, each with its part in the paper and the place of every letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct, field

from raadsvoorstel.diagnostics import Location

OPAQUE = "\ufffc"
"""Stands for a blank: a word that no rule reads, because nobody has written it yet."""


class Kind(StrEnum):
    """What part a passage plays in the paper."""

    TITLE = "titel"
    HEADING = "kop"
    TEXT = "tekst"
    ITEM = "punt van een lijst"
    CLAUSE = "beslispunt"
    FORMULA = "formule"
    METADATA = "kenmerk"
    CELL = "cel"
    SIGNATURE = "ondertekening"
    NOTICE = "mededeling"
    HEADER = "koptekst"
    FOOTER = "voettekst"


RUNNING_TEXT = frozenset({Kind.TEXT, Kind.ITEM, Kind.CELL})
"""Where people write sentences; titles, formulas and beslispunten have words of their own."""


class Span(Struct, frozen=True):
    """From the letter `start` on, the words come from this place."""

    start: int
    at: Location
    advances: bool = False
    """Whether every letter stands one column further, as in a text file."""


class Passage(Struct, frozen=True):
    """One paragraph, heading, item or cell."""

    kind: Kind
    text: str
    heading: str = ""
    """The words of the heading above it."""
    slot: str = ""
    """The part of the paper by its id; only in a paper of our own."""
    name: str = ""
    """The name of a beslispunt or kenmerk: `bp_vaststellen`; only in a paper of our own."""
    number: str = ""
    """The number that a list prints before it."""
    spans: tuple[Span, ...] = ()
    """In the order of the text."""
    where: str = ""
    """The place in a Word file, in words."""

    def at(self, offset: int) -> Location:
        """The place of a letter."""
        if not self.spans:
            return Location("")
        following = bisect_right(self.spans, offset, key=lambda one: one.start)
        span = self.spans[max(0, following - 1)]
        step = max(0, offset - span.start) if span.advances else 0
        return Location(span.at.file, span.at.line, span.at.column + step)


class Reading(Struct, frozen=True, eq=False):
    """A paper: its passages in reading order, and what is known of it.

    A reading equals no other, so that what is derived from it can be kept by its identity.
    """

    file: str
    passages: tuple[Passage, ...]
    gemeente: str = ""
    """The id of the council; empty where nobody knows."""
    soort: str = ""
    """`raadsvoorstel`, `raadsbesluit`; empty where nobody knows."""
    is_ours: bool = False
    """Whether it was composed just now, from data that has been checked."""
    slots: frozenset[str] = field(default=frozenset())
    """The parts that it prints; only in a paper of our own."""

    def of(self, *kinds: Kind) -> Iterator[Passage]:
        """The passages of these kinds."""
        wanted = frozenset(kinds)
        return (one for one in self.passages if one.kind in wanted)

    @property
    def running_text(self) -> Iterator[Passage]:
        """Where people write sentences."""
        return self.of(*RUNNING_TEXT)

    @property
    def clauses(self) -> tuple[Passage, ...]:
        """The beslispunten."""
        return tuple(self.of(Kind.CLAUSE))
