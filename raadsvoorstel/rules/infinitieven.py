"""A row of infinitives: each has “te”, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.rules.woordenboek import Dictionary

_READ = (*RUNNING_TEXT, Kind.CLAUSE)
_INFINITIVE = r"[a-zà-ÿ]{3,}en"
_ROW = Pattern(
    rf"\bte (?P<first>{_INFINITIVE}), (?P<object>(?:de|het|een|deze|dit|onze|ons|hun|haar|zijn)"
    rf" (?:[a-zà-ÿ]+e )?(?P<noun>[a-zà-ÿ]{{3,}})) (?P<bare>{_INFINITIVE}) en"
    rf" (?P<last>[^.,;:!?]*(?:, [^.,;:!?]*,? )?)\bte {_INFINITIVE}\b"
)
_PLURAL = Pattern(r"(?:en|s|eren)$")
"""After a plural the word may be a finite verb: “de scholen werken en …”."""
_BARE = Pattern(
    r"\b(?:will?en|wil|wilt|wilde|moet|moeten|moest|kan|kunnen|kon|konden|zal|zullen|zou|zouden|mag"
    r"|mogen|laat|laten|gaat|gaan|helpt|helpen|leert|leren|blijft|blijven|doet|doen|hoeft|ziet)\b",
    re.IGNORECASE,
)
"""Words that take an infinitive without “te”."""


def te_missing(passage: Passage, _: Setting) -> Iterator[Hit]:
    """An infinitive without “te” between two that have it."""
    if passage.kind not in _READ:
        return
    book = Dictionary()
    for found in _ROW.finditer(passage.text):
        at = found.start("bare")
        until_last = zinnen.sentence_text(passage.text, at)
        if _PLURAL.search(found["noun"]) or _BARE.search(until_last):
            continue
        if is_quoted(passage.text, at) or not book.lists(found["bare"]):
            continue
        yield Hit(
            passage,
            at,
            f"In deze rij van werkwoorden mist “{found['bare']}” het woord “te”",
            f"Schrijf “te {found['bare']}”",
        )
