"""What a code means at length: why it matters, how to mend it, a wrong and a right example.

The texts stand in `uitleg/`, one TOML file per family. The program and the documentation read the
same ones.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.codes import CODES
from raadsvoorstel.dutch import folded, nearest
from raadsvoorstel.outside import OutsideError

TEXTS = Path(__file__).parent / "uitleg"
_WIDTH = 80


class Entry(Struct, frozen=True):
    """The explanation of one code; an example is YAML, a template or a description, as typed."""

    waarom: str
    herstel: str
    fout: str
    goed: str

    def as_text(self) -> str:
        """For a terminal: lines of 80, the examples indented."""
        parts = (
            f"Waarom: {self.waarom}",
            f"Herstel: {self.herstel}",
            f"Fout:\n\n{_indented(self.fout)}",
            f"Goed:\n\n{_indented(self.goed)}",
        )
        return "\n\n".join(_filled(part) for part in parts)

    def as_markdown(self) -> str:
        """For a page: the examples stand in fences."""
        return (
            f"**Waarom:** {self.waarom}\n\n**Herstel:** {self.herstel}\n\n"
            f"Fout:\n\n{_fenced(self.fout)}\n\nGoed:\n\n{_fenced(self.goed)}\n"
        )


def explain(words: Iterable[str]) -> str:
    """All about codes, given by code or name; raises `OutsideError` with the nearest to a stranger.

    A code that is asked for twice is told once. Without any, every code in a line of its own.
    """
    codes = dict.fromkeys(_code(word) for word in words)
    return "\n".join(_told(code) for code in codes) or "".join(_line(code) for code in CODES)


def entry(code: str) -> Entry:
    """The explanation of a code."""
    return _entries(code[:3])[code]


@cache
def _entries(family: str) -> dict[str, Entry]:
    import tomllib

    text = (TEXTS / f"{family.lower()}.toml").read_text(encoding="utf-8")
    return {
        code: Entry(**{name: value.strip("\n") for name, value in fields.items()})
        for code, fields in tomllib.loads(text).items()
    }


def _code(word: str) -> str:
    by_name = {folded(known): code for code, one in CODES.items() for known in (code, one.name)}
    for typed in (folded(word), folded(f"RV{word}")):
        if typed in by_name:
            return by_name[typed]
    names = [one.name for one in CODES.values()]  # another number is another subject
    hint = _about(word) or nearest(word, names) or "`raadsvoorstel explain` noemt alle codes"
    raise OutsideError(f"De code '{word}' bestaat niet", hint)


def _about(word: str) -> str:
    """The codes that a word may be meant for, by what is said of them."""
    wanted = folded(word)
    told = {code: folded(f"{one.name} {one.meaning}") for code, one in CODES.items()}
    found = [f"{code} ({CODES[code].name})" for code, text in told.items() if wanted in text]
    return f"Met dat woord zijn er: {', '.join(found)}" if wanted and found else ""


def _line(code: str) -> str:
    about = CODES[code]
    return f"{code} {about.name} ({about.severity}): {about.meaning}\n"


def _told(code: str) -> str:
    about = CODES[code]
    head = f"{code} {about.name} ({about.severity})"
    return f"{head}\n{about.meaning}\n\n{entry(code).as_text()}\n"


def _filled(part: str) -> str:
    """A sentence on lines of its own width; an example as it is."""
    if "\n" in part:
        return part
    return textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(example: str) -> str:
    return textwrap.indent(example, "    ")


def _fenced(example: str) -> str:
    return f"```text\n{example}\n```"
