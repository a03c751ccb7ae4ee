"""What every form of findings is: a function from findings and their setting to text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from raadsvoorstel.diagnostics import Diagnostic

NO_CHARACTER = "\ufffd"


class Setting(Struct, frozen=True):
    """What a form may need beside the findings.

    `files` are the files that were looked at, also those in which nothing was found.
    """

    colour: bool = False
    strict: bool = False
    files: tuple[str, ...] = ()


PLAIN = Setting()


class Form(Protocol):
    """Findings as text; the same findings give the same text."""

    def __call__(self, findings: Iterable[Diagnostic], setting: Setting = PLAIN, /) -> str: ...


def in_words(one: Diagnostic) -> str:
    """All that a finding says, on lines of its own: message, place in a Word file, what to do."""
    place = f"Plaats: {one.where}" if one.where else ""
    hint = f"Hulp: {one.hint}" if one.hint else ""
    return "\n".join(part for part in (one.message, place, hint) if part)


def whole(text: str) -> str:
    """A text in which every character is one: half of a pair becomes a replacement character."""
    return "".join(NO_CHARACTER if "\ud800" <= c <= "\udfff" else c for c in text)
