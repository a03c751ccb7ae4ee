"""Filling the placeholders of texts and phrases with the values of one council."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Blank, Block, Inline, Text, inline_text
from raadsvoorstel.filters import FILTER_NAMES, FilterError, filters
from raadsvoorstel.tokens import Blocks, Line, Value
from raadsvoorstel.values import Bedrag, Datum, Frase, Placeholder, Regel, Tekst
from raadsvoorstel.view import View

MAX_DEPTH, MAX_LETTERS = 10, 10_000
"""How far a phrase may quote phrases that quote phrases, and how long that may make it."""


class _Fields(dict[type, frozenset[str]]):
    """The names that may be read of a value of some type: the fields of a record, and no others.

    Looked up for every step of every road, so the answer is kept.
    """

    def __missing__(self, kind: type) -> frozenset[str]:
        names = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        self[kind] = frozenset(name for name in names if not name.startswith("_"))
        return self[kind]


FIELDS = _Fields()


class PlaceholderError(Exception):
    """A placeholder that can't be filled: what is wrong, where, and what to do."""

    def __init__(self, message: str, hint: str, origin: Location, code: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.origin, self.code = message, hint, origin, code


class _UnfillableError(Exception):
    """A road that gives no value, wherever it is named."""

    def __init__(self, message: str, hint: str, code: str = "RV110") -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


class UnwritableError(Exception):
    """A value that has no written form by itself, such as a list."""


def content(value: object, seen: View, depth: int = 0) -> Value:
    """What a value of the data puts into a paper.

    Raises `UnwritableError` for a value without a written form, such as a bare list.
    """
    match value:
        case Regel():
            return Line((Text(str(value), value.origin),))
        case Line() | Blocks():
            return value
        case Frase():
            return Line(phrase(value, seen, depth))
        case Tekst():
            return Blocks(_text(value, seen, depth))
        case Blank():
            return Line((value,))
        case Datum():
            return Line((Text(dutch.datum(value), value.origin),))
        case date():
            return Line((Text(dutch.datum(value)),))
        case Bedrag():
            return Line((Text(dutch.bedrag(value.euros, seen.huisstijl.bedragen), value.origin),))
        case bool():
            raise UnwritableError
        case str() | int():
            return Line((Text(str(value)),))
        case _:
            raise UnwritableError


def phrase(frase: Frase, seen: View, depth: int = 0) -> tuple[Inline, ...]:
    """The inlines of a phrase, filled in for this council."""
    if not frase.placeholders:
        return frase.children
    return frase.mould([_evaluate(one, seen, depth) for one in frase.placeholders])


def _text(text: Tekst, seen: View, depth: int) -> tuple[Block, ...]:
    if not text.placeholders:
        return text.blocks
    return text.mould([_evaluate(one, seen, depth) for one in text.placeholders])


def unfillable(value: Tekst | Frase, seen: View) -> Iterator[PlaceholderError]:
    """What is wrong with each placeholder of a text that can't be filled."""
    for placeholder in value.placeholders:
        try:
            _evaluate(placeholder, seen, 0)
        except PlaceholderError as error:
            yield error


def _evaluate(placeholder: Placeholder, seen: View, depth: int) -> Value:
    try:
        return _value(placeholder.path, placeholder.filters, seen, depth)
    except _UnfillableError as error:
        raise PlaceholderError(error.message, error.hint, placeholder.origin, error.code) from error


@lru_cache(maxsize=64)
def _value(path: tuple[str, ...], filters: tuple[str, ...], seen: View, depth: int) -> Value:
    """What stands at a road; a paper names the same few values again and again."""
    value = _filtered(path, filters, seen)
    try:
        found = content(value, seen, depth + 1) if depth < MAX_DEPTH else None
    except UnwritableError as error:
        raise _UnfillableError(
            f"'{'.'.join(path)}' kan niet zo in een zin staan",
            "Zet er een filter achter, zoals `| opsomming`, of noem een veld ervan",
        ) from error
    if found is None or _endless(value, found):
        raise _UnfillableError(
            f"'{'.'.join(path)}' verwijst via een omweg naar zichzelf, "
            "of door naar te veel andere teksten",
            "Schrijf de tekst hier uit",
        )
    return found


def _endless(value: object, found: Value) -> bool:
    """Phrases that each quote another one twice double with every step."""
    grows = isinstance(value, Frase) and len(value.placeholders) > 1
    return grows and isinstance(found, Line) and len(inline_text(found.children)) > MAX_LETTERS


def _filtered(path: tuple[str, ...], names: tuple[str, ...], seen: View) -> object:
    value = _look_up(path, seen)
    if not names:
        return value
    known = filters(seen.huisstijl.bedragen)
    for name in names:
        if name not in known:
            raise _UnfillableError(
                f"Het filter '{name}' bestaat niet",
                dutch.nearest(name, FILTER_NAMES) or f"Kies uit: {', '.join(FILTER_NAMES)}",
            )
        try:
            value = known[name](value)
        except FilterError as error:
            raise _UnfillableError(
                str(error), "Kies een ander filter, of een ander veld"
            ) from error
    return value


def look_up(path: tuple[str, ...], seen: View) -> object:
    """The value at a road such as `raad.datum`; a blank on the way is the value.

    Raises `KeyError` with the step that does not exist and the names that do.
    """
    value: object = seen
    for step in path:
        if isinstance(value, Blank):
            return value
        if step in FIELDS[type(value)]:
            value = getattr(value, step)
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        else:
            raise KeyError(step, names_of(value))
    return value


def field_paths(seen: View) -> tuple[str, ...]:
    """Every road of two steps, such as `raad.datum`."""
    return tuple(
        f"{name}.{inner}" for name in names_of(seen) for inner in names_of(getattr(seen, name))
    )


def _look_up(path: tuple[str, ...], seen: View) -> object:
    group, *rest = path
    if group == "feiten" and rest and rest[0] in seen.later_bekend:
        raise _UnfillableError(
            f"Het feit '{rest[0]}' was op de datum van dit stuk nog niet bekend",
            "Haal het uit de tekst; het blijft in de gegevens staan",
            "RV206",
        )
    try:
        return look_up(path, seen)
    except KeyError as error:
        step, names = error.args
        raise _UnfillableError(
            f"'{'.'.join(path)}' bestaat niet ('{step}' is onbekend)",
            dutch.nearest(step, names) or f"Mogelijk zijn: {', '.join(names)}",
        ) from None


def names_of(value: object) -> tuple[str, ...]:
    """The fields that a value has."""
    if isinstance(value, Mapping):
        return tuple(value)
    return value.__struct_fields__ if isinstance(value, Struct) else ()
