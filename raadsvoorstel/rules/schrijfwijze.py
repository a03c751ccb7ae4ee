"""How the words are written: slips that no reader needs a dossier to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsvoorstel.papers.reading import RUNNING_TEXT, Passage
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit, Setting

_TWICE = Pattern(r"\b(\w++)(\s++)\1\b", re.IGNORECASE)
_MAY_REPEAT = {"die", "dat", "had", "was", "of", "ja", "nee", "heel", "zijn", "je", "u"}
"""Words that good Dutch may repeat: “zij die die taak hebben”, “waar je je thuis voelt”."""


def word_twice(passage: Passage, _: Setting) -> Iterator[Hit]:
    """A word that stands there twice in a row: “van van”."""
    if passage.kind not in RUNNING_TEXT:
        return
    for found in _TWICE.finditer(passage.text):
        word = found[1]
        if word.isdigit() or word.casefold() in _MAY_REPEAT or "\n" in found[2]:
            continue
        yield Hit(
            passage,
            found.start(),
            f"Het woord “{word}” staat er twee keer achter elkaar",
            "Haal er één weg",
        )
