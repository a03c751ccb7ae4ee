"""What a test may know of a base: where it comes from, and what other programs make of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.bases.pakket import dutch
from tests.word_fouten import Change

Build = Callable[[], bytes]


class Base(NamedTuple):
    """A template of a municipality, and what must become of it."""

    build: Build
    origin: str
    """Who makes such files, and why."""
    suffix: str = ".docx"
    letterhead: bool = True
    """Whether a header or footer of the last section, its own or inherited, holds the mark."""
    body: bool = True
    """Whether the body holds its mark, which must never come through."""
    needs: str = ""
    """The program without which it cannot be built."""
    lint: str = ""
    """The rules of our lint that have a finding, in this order."""
    troubles: str = ""
    """Which of `python-docx` and `sdk` refuse it or find faults."""
    leftovers: tuple[str, ...] = ()
    """Words in the letterhead that a paper should not be sent with."""


class Hostile(NamedTuple):
    """A file that harms or misleads whoever trusts it."""

    build: Build
    why: str
    suffix: str = ".docx"
    gone: tuple[bytes, ...] = ()
    """What no part of a disarmed file may hold, and no name of a part; letters in any case."""
    or_refused: bool = False
    """Whether refusing the whole file is as good."""


def of(*changes: Change) -> Build:
    """The Dutch template after these changes, built when it is asked for."""
    return partial(dutch, *changes)
