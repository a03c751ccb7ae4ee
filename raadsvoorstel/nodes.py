"""The tree of a YAML file: texts as typed, blocks and lists, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from msgspec import Struct

from raadsvoorstel.diagnostics import Key, Location

_BLOCK_STYLES = frozenset("|>")
NULLS = frozenset(("", "~", "null"))
"""How an unknown value is typed, without quotation marks."""


class Scalar(Struct, tag=True, array_like=True, frozen=True, gc=False):
    """A text as typed; `style` is empty for plain, else one of `'`, `"`, `|` and `>`.

    `raw` is how a text of more lines stands in the file; of one line nothing is kept beside it.
    """

    value: str
    at: Location
    style: str = ""
    raw: str = ""

    @property
    def is_null(self) -> bool:
        """Unknown: nothing, `~` or `null`, without quotation marks."""
        return not self.style and self.value in NULLS

    def place(self, offset: int) -> Location:
        """Where character `offset` of the value stands in the file.

        Words come in the same order in every style, so word n of the value is word n of the source.
        """
        if self.style not in _BLOCK_STYLES and "\n" not in self.raw:
            quote = 1 if self.style else 0
            doubled = self.value.count("'", 0, offset) if self.style == "'" else 0
            return Location(self.at.file, self.at.line, self.at.column + quote + offset + doubled)
        if self.style == "|":
            return self._in_literal(offset)
        word, inside = _word_at(self.value, offset)
        start = self.raw.find("\n") + 1 if self.style in _BLOCK_STYLES else len(self.style)
        starts, _ = _words(self.raw, start)
        return self._at_index(starts[word] + inside) if word < len(starts) else self.at

    def _in_literal(self, offset: int) -> Location:
        """Line for line as typed, and every line as much to the right."""
        breaks = _line_breaks(self.value)
        above = bisect_left(breaks, offset)
        column = offset - (breaks[above - 1] if above else -1) + _indent(self.value, self.raw)
        return Location(self.at.file, self.at.line + 1 + above, column)

    def _at_index(self, index: int) -> Location:
        breaks = _line_breaks(self.raw)
        lines = bisect_right(breaks, index - 1)
        if not lines:
            return Location(self.at.file, self.at.line, self.at.column + index)
        return Location(self.at.file, self.at.line + lines, index - breaks[lines - 1])


@lru_cache(maxsize=8)
def _indent(value: str, raw: str) -> int:
    """The blanks before each line of a literal block; its first line with words tells."""
    _, *typed = raw.split("\n")
    lines = zip(value.split("\n"), typed, strict=False)
    return next((len(there) - len(line) for line, there in lines if line.strip()), 0)


def _word_at(value: str, offset: int) -> tuple[int, int]:
    starts, ends = _words(value, 0)
    number = bisect_right(ends, offset)
    return (number, max(0, offset - starts[number])) if number < len(ends) else (0, 0)


@lru_cache(maxsize=8)
def _words(text: str, start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each word starts and ends; a long text is asked for thousands of places in a row."""
    spans = [match.span() for match in re.compile(r"\S+").finditer(text, start)]
    return tuple(first for first, _ in spans), tuple(last for _, last in spans)


@lru_cache(maxsize=8)
def _line_breaks(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer("\n", text))


class Mapping(Struct, tag=True, array_like=True, frozen=True, dict=True):
    """Keys and values, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Location

    @cached_property
    def by_name(self) -> dict[str, tuple[Scalar, Node]]:
        """Each key with its value; a file of hundreds of blocks is asked for one at a time."""
        return {key.value: (key, node) for key, node in self.entries}

    def get(self, key: str) -> Node | None:
        """The value under a key; None where it is absent."""
        found = self.by_name.get(key)
        return None if found is None else found[1]


class Sequence(Struct, tag=True, array_like=True, frozen=True, gc=False):
    """Values in order."""

    items: tuple[Node, ...]
    at: Location


class Unreadable(Struct, tag=True, array_like=True, frozen=True, gc=False):
    """A value whose mistake has been reported: nothing more is said about it."""

    at: Location


Node = Scalar | Mapping | Sequence | Unreadable


_BLOCKS = (Mapping, Sequence)


def locate(tree: Node, path: tuple[str | int, ...]) -> Location:
    """The place of a value by its path, or of the nearest parent that exists."""
    node = tree
    at = tree.at
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        at, node = child
    return at


def _child(node: Node, step: str | int) -> tuple[Location, Node] | None:
    match node:
        case Mapping() if isinstance(step, str) and step in node.by_name:
            key, value = node.by_name[step]
            is_name = isinstance(step, Key) or isinstance(value, _BLOCKS)
            return key.at if is_name else value.at, value
        case Sequence(items) if isinstance(step, int) and step < len(items):
            return items[step].at, items[step]
        case _:
            return None
