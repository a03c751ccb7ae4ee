"""Annexes: what a text mentions and what its list holds are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.document import inline_text
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.beslissing import for_comparing
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.verschil import difference, likeness
from raadsvoorstel.rules.zinnen import casefolded

_HEADING = Pattern(r"bijlagen?\b(?: \(?\w+\)?)?\s*:?", re.IGNORECASE, needs=("bijlage",))
_MENTION = Pattern(
    r"\bbijlagen?\s+(?P<first>\d{1,2}|[A-H]\b)"
    r"(?!\s*(?:,\s*)?(?:bij|van) (?:de|het)\b)(?![.\d]*\d)",
    re.IGNORECASE,
    needs=("bijlage",),
)
_ATTACHED = Pattern(
    r"\b(?:(?:de|het) (?:bijgevoegde|bijgaande)|als bijlage (?:bij)?gevoegd)\b",
    re.IGNORECASE,
    needs=("bijgevoegde", "bijgaande", "als bijlage"),
)
_OWN_NUMBER = Pattern(r"\s*bijlage\s+(\d{1,2}|[A-H])\b[.:)]?\s*", re.IGNORECASE, needs=("bijlage",))
_REFERENCE = Pattern(r"(?<![\d-])\d{6,12}(?![\d-])")
_MONTH = r"(?:jan|feb|ma?a?r|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*"
_IDENTIFIED = Pattern(
    rf"\d{{4,}}|\b[A-Z]{{1,4}}[-/.]\d|\bversie\b|\bnummer\b|\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}\b"
    rf"|\b\d{{1,2}} {_MONTH} \d{{4}}|{OPAQUE}",
    re.IGNORECASE,
)
_NO_ANNEX = Pattern(r"\W*(?:n\.?\s*v\.?\s*t\.?|geen|niet van toepassing|-)\W*", re.IGNORECASE)
_AFTER_TITLE = Pattern(
    r"\s*\((?:nummer|nr\.?|versie|kenmerk)\b.*$", re.IGNORECASE | re.DOTALL, needs=("(",)
)
_BEFORE_TITLE = Pattern(r"\s*(?:\d{6,12}|[A-Z]{1,4}[-/.]\d[\w/.-]*)\s+")
_TAIL = Pattern(
    r"[,;]\s*(?:versie|nummer|nr\.?|d\.d\.|kenmerk)\b.*$",
    re.IGNORECASE | re.DOTALL,
    needs=("versie", "nummer", "nr", "d.d.", "kenmerk"),
)
_AS_HEADING = frozenset({Kind.HEADING, Kind.TEXT})
_LISTED = frozenset({Kind.ITEM, Kind.TEXT, Kind.CELL, Kind.CLAUSE})
_ALIKE = 0.6
"""From here on two titles are versions of one."""
_KNOWN = 0.6
"""The part of a title's words that makes a sentence speak of it."""
_SMALL = 4
"""Words of fewer letters say nothing about what a text is about."""


class Annex(Struct, frozen=True):
    """One line of the list."""

    passage: Passage
    start: int
    title: str
    number: str


@lru_cache(maxsize=4)
def annexes(reading: Reading) -> tuple[Annex, ...] | None:
    """The list below the heading for annexes; None in a paper without one."""
    found: list[Annex] = []
    has_list = False
    for passage in reading.passages:
        kind = passage.kind
        if kind in _AS_HEADING and _is_heading(passage.text):
            has_list = True
        elif kind in _LISTED:
            under = passage.heading
            if under and _is_heading(under) and not _NO_ANNEX.fullmatch(passage.text):
                found.append(_annex(passage, len(found) + 1))
    return tuple(found) if has_list or found else None


@lru_cache(maxsize=1024)
def _is_heading(text: str) -> bool:
    return _HEADING.fullmatch(text.strip()) is not None


def _annex(passage: Passage, index: int) -> Annex:
    text = passage.text
    own = _OWN_NUMBER.match(text)
    begin = own.end() if own else 0
    before = _BEFORE_TITLE.match(text, begin)
    begin = before.end() if before else begin
    title = _TAIL.sub("", _AFTER_TITLE.sub("", text[begin:])).rstrip(" .;,")
    number = own[1].upper() if own else passage.number.rstrip(".)") or str(index)
    return Annex(passage, begin, title, number)


def not_in_list(reading: Reading) -> Iterator[Hit]:
    """An annex that a text mentions, and that nobody can find below."""
    known = annexes(reading)
    if known is None and reading.soort != "raadsvoorstel":
        return  # a decision leans on the list of the proposal
    numbers = {one.number.upper() for one in known or ()}
    for passage in _text(reading, known or ()):
        mentioned, attached = _pointers(passage.text)
        for found in mentioned:
            if found["first"].upper() not in numbers:
                yield Hit(
                    passage,
                    found.start(),
                    f"“{found[0]}” staat niet in de lijst van bijlagen",
                    "Zet de bijlage in de lijst, of verbeter het nummer",
                )
        if attached is not None and not known:
            yield Hit(
                passage,
                attached.start(),
                f"“{attached[0]}” wijst naar een bijlage, maar de lijst van bijlagen is leeg",
                "Zet het stuk in de lijst van bijlagen",
            )
    yield from _unknown_references(reading, known or ())


@lru_cache(maxsize=1024)
def _pointers(text: str) -> tuple[tuple[re.Match[str], ...], re.Match[str] | None]:
    """Where a text names an annex by its number, or just one that is attached; few texts do."""
    return tuple(_MENTION.finditer(text)), _ATTACHED.search(text)


def _unknown_references(reading: Reading, known: tuple[Annex, ...]) -> Iterator[Hit]:
    listed = {number for one in known for number in _REFERENCE.findall(one.passage.text)}
    if not listed:
        return
    for passage in _text(reading, known):
        for found in _REFERENCE.finditer(passage.text):
            before = passage.text[: found.start()].casefold()
            if found[0] not in listed and re.search(r"\b(?:bijlage|document)\w*\W*$", before):
                yield Hit(
                    passage,
                    found.start(),
                    f"Het stuk met nummer {found[0]} staat niet in de lijst van bijlagen",
                    "Verbeter het nummer, of zet het stuk in de lijst",
                )


def _text(reading: Reading, known: tuple[Annex, ...]) -> Iterator[Passage]:
    """The sentences, without the list itself."""
    listed = {id(one.passage) for one in known}
    kinds = (Kind.TEXT, Kind.ITEM, Kind.CELL, Kind.CLAUSE, Kind.FORMULA)
    return (one for one in reading.of(*kinds) if id(one) not in listed)


def not_mentioned(reading: Reading) -> Iterator[Hit]:
    """An annex of which no sentence tells the reader why it is there."""
    known = annexes(reading)
    if not known:
        return
    kinds = (Kind.TEXT, Kind.ITEM, Kind.CELL, Kind.CLAUSE, Kind.HEADING, Kind.METADATA)
    listed = {id(one.passage) for one in known}
    texts = [one.text for one in reading.of(*kinds) if id(one) not in listed]
    numbers = {found["first"].upper() for text in texts for found in _pointers(text)[0]}
    folded = [(text, casefolded(text)) for text in texts]
    for one in known:
        title = _big_words(one.title)
        if one.number.upper() in numbers or not title or _is_secret(one):
            continue
        if not any(_speaks_of(title, text, small) for text, small in folded):
            yield Hit(
                one.passage,
                one.start,
                f"Geen enkele zin noemt de bijlage “{one.title}”",
                "Zeg in de tekst waar de bijlage voor dient, of haal haar uit de lijst",
            )


def _is_secret(one: Annex) -> bool:
    """Of a secret annex a text says nothing on purpose."""
    return one.passage.text.rstrip().endswith("geheim)")


def _speaks_of(title: frozenset[str], text: str, small: str) -> bool:
    """Whether enough words of a title stand in a text; most texts have too few of its letters."""
    enough = _KNOWN * len(title)
    return (
        sum([word in small for word in title]) >= enough and len(title & _big_words(text)) >= enough
    )


@lru_cache(maxsize=256)
def _big_words(text: str) -> frozenset[str]:
    words = (word.casefold() for word in for_comparing(text))
    return frozenset(word for word in words if len(word) >= _SMALL)


def other_title(reading: Reading, case: Case) -> Iterator[Hit]:
    """An annex that is called otherwise in the list than in the dossier."""
    if reading.is_ours:
        return
    known = annexes(reading) or ()
    titles = list(_titles(reading, case))
    for one in known:
        near = max(titles, key=lambda title: likeness(title, one.title), default=None)
        if near is None or likeness(near, one.title) < _ALIKE:
            continue
        apart = difference(near, one.title)
        if apart is not None:
            yield Hit(
                one.passage,
                one.start + apart.start,
                f"De bijlage heet in het dossier anders: {apart.shown}",
                f"Schrijf “{near}”, zoals in het dossier",
            )


def _titles(reading: Reading, case: Case) -> Iterator[str]:
    local = case.local(reading.gemeente).bijlagen if case.takes_part(reading.gemeente) else ()
    for one in (*case.dossier.bijlagen, *case.dossier.achterliggend, *local):
        title = inline_text(one.titel.children)
        if not one.titel.placeholders and title != case.dossier.titel:  # that one has its own code
            yield title


def not_identified(reading: Reading) -> Iterator[Hit]:
    """An annex without number, date or version: which one did the council see?"""
    if reading.is_ours:
        return
    for one in annexes(reading) or ():
        if not _IDENTIFIED.search(one.passage.text):
            yield Hit(
                one.passage,
                one.start,
                "De bijlage heeft in de lijst geen nummer, datum of versie",
                "Zet er het documentnummer bij, of de datum of versie",
            )
