"""The filters of templates and texts, in one list. A blank goes through each unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Blank
from raadsvoorstel.values import Bedrag, Datum, Regel

Filter = Callable[[object], object]


class FilterError(Exception):
    """A filter was given something that it can't write."""


def datum(value: object) -> object:
    """A day in words: `19 december 2020`."""
    if isinstance(value, date):
        return Regel(dutch.datum(value), _origin(value))
    raise FilterError("`datum` hoort bij een datum")


def weekdag(value: object) -> object:
    """The day of the week: `zaterdag`."""
    if isinstance(value, date):
        return Regel(dutch.weekdag(value), _origin(value))
    raise FilterError("`weekdag` hoort bij een datum")


def opsomming(value: object) -> object:
    """A list in words: `Beverwijk, Velsen en Zandvoort`."""
    if value == ():
        raise FilterError("`opsomming` kan niet met een lege lijst")
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return Regel(dutch.opsomming(value), _origin(value[0]))
    raise FilterError("`opsomming` hoort bij een lijst")


def aantal(value: object) -> object:
    """How many there are in a list, as a number."""
    if isinstance(value, tuple):
        return len(value)
    raise FilterError("`aantal` hoort bij een lijst")


def telwoord(value: object) -> object:
    """A number in words: `acht`."""
    if isinstance(value, int):
        return Regel(dutch.telwoord(value))
    raise FilterError("`telwoord` hoort bij een getal; zet er `aantal` voor")


def hoofdletter(value: object) -> object:
    """The text with a first capital: `IJmond`, `'s-Hertogenbosch`."""
    if isinstance(value, str):
        return Regel(dutch.hoofdletter(value), _origin(value))
    raise FilterError("`hoofdletter` hoort bij een tekst")


def _bedrag(vorm: str) -> Filter:
    def bedrag(value: object) -> object:
        """An amount in euros, as the house style writes it: `€ 1.250` or `€ 1.250,-`."""
        if isinstance(value, Bedrag):
            return Regel(dutch.bedrag(value.euros, vorm), value.origin)
        raise FilterError("`bedrag` hoort bij een bedrag")

    return bedrag


def _origin(value: object) -> Location | None:
    return value.origin if isinstance(value, Regel | Datum) else None


def _through_blanks(function: Filter) -> Filter:
    def filtered(value: object) -> object:
        return value if isinstance(value, Blank) else function(value)

    return filtered


@cache
def filters(bedragvorm: str) -> Mapping[str, Filter]:
    """The filters by name, for a house style that writes amounts in this way."""
    functions = (
        datum,
        weekdag,
        _bedrag(bedragvorm),
        opsomming,
        aantal,
        telwoord,
        hoofdletter,
    )
    return MappingProxyType({one.__name__: _through_blanks(one) for one in functions})


FILTER_NAMES = tuple(filters("€ 1.250"))
