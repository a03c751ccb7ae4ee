"""The leaves of the data: what a field holds, with the place where it was typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Self

from msgspec import Struct

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Block, Inline, Text
from raadsvoorstel.tokens import LineMould, Mould, line_mould, mould


class Regel(str):
    """One line of text, letter for letter as typed; nothing in it is markup."""

    __slots__ = ("origin",)
    origin: Location | None

    def __new__(cls, value: str, origin: Location | None = None) -> Self:
        regel = super().__new__(cls, value)
        regel.origin = origin
        return regel


class Datum(date):
    """A day of the calendar, typed as `2020-12-19`."""

    __slots__ = ("origin",)
    origin: Location | None

    @classmethod
    def at(cls, value: date, origin: Location | None = None) -> Self:
        """The same day with the place where it was typed."""
        datum = cls(value.year, value.month, value.day)
        datum.origin = origin
        return datum


class Bedrag(Struct, frozen=True, gc=False, eq=False):
    """An exact number of euros; `typed` keeps the writing of the data."""

    euros: Decimal
    typed: str = ""
    origin: Location | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bedrag) and other.euros == self.euros

    def __hash__(self) -> int:
        return hash(self.euros)


class Placeholder(Struct, frozen=True, gc=False):
    """`{{ raad.datum | datum }}` in a text: a road into the context and filters by name."""

    path: tuple[str, ...]
    filters: tuple[str, ...]
    origin: Location


class Vorm(Struct, frozen=True, gc=False):
    """What a line must look like, and the words for that; Python and JavaScript read it alike.

    A `Meta` of msgspec would compile its pattern at every start, also where no value asks for it.
    """

    pattern: str
    uitleg: str


class Tekst(Struct, frozen=True, dict=True):
    """Markdown of the data, parsed once; token n in it stands for placeholder n."""

    blocks: tuple[Block, ...]
    placeholders: tuple[Placeholder, ...] = ()
    origin: Location | None = None

    @cached_property
    def mould(self) -> Mould:
        """What fills it in, for one council after another."""
        return mould(self.blocks)


class Frase(Struct, frozen=True, dict=True):
    """One line of wording with placeholders; apart from those it is plain text."""

    children: tuple[Inline, ...]
    placeholders: tuple[Placeholder, ...] = ()
    origin: Location | None = None

    @cached_property
    def mould(self) -> LineMould:
        """What fills it in, for one council after another."""
        return line_mould(self.children)


def plain(text: str) -> Frase:
    """Wording of our own, without placeholders."""
    return Frase((Text(text),))


Leaf = Regel | Datum | Bedrag | Frase | Tekst
"""Every kind of value that is typed in one place and knows it; yes or no knows none."""
