"""Texts as blocks: those of an earlier run from what it kept, any other through the reader.

Loading a parser of Markdown and reading all texts takes longer than all else in a run that changes
one date. A text counts as the same with the same letters in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import msgspec
from msgspec import Struct

from raadsvoorstel import cache
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Block
from raadsvoorstel.tokens import Mould, mould

_KIND = "teksten"


class Refusal(Struct, frozen=True):
    """Markdown that a paper can't hold; `line` counts from 0 within the text."""

    line: int
    message: str
    hint: str = ""


class Reading(Struct, frozen=True, dict=True):
    """What was read: blocks, and everything in them that a paper can't hold."""

    blocks: tuple[Block, ...]
    refusals: tuple[Refusal, ...] = ()

    @cached_property
    def mould(self) -> Mould:
        """What fills in the tokens: the papers of many councils come from one reading."""
        return mould(self.blocks)


_Readings = dict[str, Reading]


class _Memory(Struct):
    """What an earlier run has read, and what this one needed of it or added."""

    earlier: _Readings
    used: _Readings


_memories: list[_Memory] = []


def read(text: str, starts: tuple[Location, ...] = (), *, groups: bool = False) -> Reading:
    """The blocks of a Markdown text, of which line n starts at place n.

    `groups` allows `::: rol`, which only templates use.
    """
    if not _memories:
        return _read(text, starts, groups=groups)
    memory, key = _memories[-1], _key(text, starts, groups=groups)
    found = memory.used.get(key) or memory.earlier.get(key)
    if found is None:
        found = _read(text, starts, groups=groups)
    memory.used[key] = found
    return found


def _read(text: str, starts: tuple[Location, ...], *, groups: bool) -> Reading:
    from raadsvoorstel.readers import markdown

    return markdown.read(text, starts, groups=groups)


def _key(text: str, starts: tuple[Location, ...], *, groups: bool) -> str:
    places = (f"{at.line}:{at.column}" for at in starts)
    return cache.key(text, starts[0].file if starts else "", ",".join(places), str(groups))


# -- keeping -----------------------------------------------------------------------------------


@contextmanager
def recalling(whose: str) -> Iterator[None]:
    """A run that begins with the texts of the last one of the same project, and leaves its own."""
    name = cache.key(whose, cache.stamp())
    memory = _Memory(_kept(name), {})
    _memories.append(memory)
    try:
        yield
        if memory.used.keys() - memory.earlier.keys():
            _keep(name, memory)
    finally:
        _memories.pop()


def _kept(name: str) -> _Readings:
    content = cache.get(_KIND, name)
    try:
        return msgspec.msgpack.decode(content, type=_Readings) if content is not None else {}
    except msgspec.MsgspecError:
        return {}


def _keep(name: str, memory: _Memory) -> None:
    """Also what this run did not need, while that is the lesser part."""
    idle = {key: one for key, one in memory.earlier.items() if key not in memory.used}
    readings = memory.used | (idle if len(idle) <= len(memory.used) else {})
    cache.put(_KIND, name, msgspec.msgpack.encode(readings))
