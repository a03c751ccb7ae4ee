"""The decisions in a paper: found by their names in our own, by their words in any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.pattern import Pattern

_COUNCIL_HEADING = Pattern(
    r"(?:\d+\.? )?(?:(?:ontwerp|concept|voorgesteld|gevraagd|te nemen)\W*(?:van het )?)*"
    r"(?:besluit|beslissing|beslispunt(?:en)?|voorstel)"
    r"(?: (?:aan |van )?(?:de )?(?:gemeente)?raad)?\s*:?",
    re.IGNORECASE,
)
_ASKED = Pattern(
    r"(?:wij stellen (?:u|de raad) voor|(?:de raad|u) wordt (?:voorgesteld|gevraagd)"
    r"|(?:aan )?de (?:gemeente)?raad voor te stellen)(?: om)?(?: te besluiten)?(?: om)?\s*:?",
    re.IGNORECASE,
    needs=("wij stellen", "wordt voorgesteld", "wordt gevraagd", "voor te stellen"),
)
_COLLEGE_HEADING = Pattern(
    r"\b(?:besluit|beslispunten)\b.*\b(?:b\s*&\s*w|college|burgemeester en wethouders)\b",
    re.IGNORECASE,
    needs=("&", "college", "burgemeester en wethouders"),
)
_RESOLVES = Pattern(
    r"(?:^|\s)(?:b ?e ?s ?l ?u ?i ?t|besluiten)(?: het volgende| als volgt)?\s*:$", re.IGNORECASE
)
"""The last line of a formula: “besluit:”."""
_ENDS = Pattern(
    r"(?:aldus\b|de raad voornoemd|vastgesteld in\b|burgemeester en wethouders van\b"
    r"|de (?:plv\. |plaatsvervangend )?(?:griffier|voorzitter|secretaris|burgemeester)\b"
    r"|stemming\b|afwijking van\b)",
    re.IGNORECASE,
)
_TO_COUNCIL = Pattern(
    r"(?:aan )?de (?:gemeente)?raad (?:voor te stellen|te vragen|te verzoeken)(?: om)?:?\s+",
    re.IGNORECASE,
    needs=("voor te stellen", "te vragen", "te verzoeken"),
)
_NUMBER = Pattern(r"\s*(?:\d{1,2}[.)]|[a-z][.)]|[ivx]{1,4}[.)]|[-•*–])\s+", re.IGNORECASE)
_CLOSING = Pattern(r"(?:\s*[;,]\s*en|[\s;.,:])+$")
INFINITIVE = Pattern(r"\bte\s+(?:[^\W\d_]+n)\b", re.IGNORECASE)
"""The form in which a council decides: “vast te stellen”."""
_AT_THE_END = Pattern(r"\bte\s+[^\W\d_]+n\W*$", re.IGNORECASE)
_APOSTROPHE = "’"
_MISFORMED = Pattern(
    r"(?:de|het|een)\s+\S.*\b(?:vastgesteld|vaststellen|vast)\W*$", re.IGNORECASE | re.DOTALL
)
"""What was meant as a clause, but lost its “te”; a sentence has its verb before the end."""
_FINITE = Pattern(
    r"\b(?:is|zijn|heeft|hebben|wordt|worden|werd|zal|zullen|kan|moet|wil|was)\b", re.IGNORECASE
)
_CLAUSE = Kind.CLAUSE
_NEVER = frozenset({Kind.HEADER, Kind.FOOTER, Kind.METADATA, Kind.NOTICE})
"""Where no decision stands. A member of an enumeration is slow to name, in a loop over passages."""
_QUOTES = str.maketrans(dict.fromkeys("“”„\"‘‚'«»", " "))
_WORD = Pattern(rf"[\w]+(?:[-’./&]\w+)*|{OPAQUE}|[^\w\s]")


class Point(Struct, frozen=True):
    """One clause of a decision, without its number and its closing mark."""

    passage: Passage
    start: int
    clause: str

    @property
    def id(self) -> str:
        """The name of the beslispunt; only in a paper of our own."""
        return self.passage.name.removeprefix("bp_")

    @property
    def numbered(self) -> bool:
        """Whether a number stands before it."""
        return bool(self.passage.number) or self.start > 0


class Decision(Struct, frozen=True):
    """The points under one heading, or below one formula."""

    points: tuple[Point, ...]
    is_formal: bool
    """Whether the words “besluit:” stand above it."""
    of_college: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(point.clause for point in self.points)


class _Open(Struct, frozen=True):
    is_formal: bool = False
    of_college: bool = False
    points: tuple[Point, ...] = ()


_PAPERS = 1024
"""Two for every council of the country; the rules on all papers ask for them again."""
_MOST = 1000
"""Points of one decision; what has more is no decision of a council."""


@lru_cache(maxsize=_PAPERS)
def decisions(reading: Reading) -> tuple[Decision, ...]:
    """Every decision that a paper writes out, those of the college included."""
    return tuple(_found(reading))


@lru_cache(maxsize=_PAPERS)
def council_decisions(reading: Reading) -> tuple[Decision, ...]:
    """What the council decides, or is asked to decide."""
    return tuple(one for one in decisions(reading) if not one.of_college)


def forget() -> None:
    """Let go of the papers of a run; nobody asks for their decisions again."""
    for kept in (decisions, council_decisions):
        kept.cache_clear()


def point(passage: Passage) -> Point:
    """A passage as a clause."""
    number = _NUMBER.match(passage.text) if not passage.number else None
    start = number.end() if number else 0
    return Point(passage, start, _unclosed(passage.text[start:]))


def bare(text: str) -> str:
    """A clause without a number before it or a mark after it."""
    found = _NUMBER.match(text)
    return _unclosed(text[found.end() :] if found else text)


@lru_cache(maxsize=1024)
def _unclosed(text: str) -> str:
    return _CLOSING.sub("", text)


def words(clause: str) -> tuple[tuple[str, int], ...]:
    """The words of a clause and where each begins; quotation marks do not count."""
    found = _WORD.finditer(clause.translate(_QUOTES))
    return tuple((word[0], word.start()) for word in found if word[0] != _APOSTROPHE)


@lru_cache(maxsize=1024)
def for_comparing(clause: str) -> tuple[str, ...]:
    """Only the words; the first letter may be a capital or not."""
    found = [word for word, _ in words(clause)]
    return tuple([found[0][:1].lower() + found[0][1:], *found[1:]] if found else ())


@lru_cache(maxsize=1024)
def to_council(clause: str) -> str:
    """What the college proposes to the council: “de raad voor te stellen …” without those words."""
    return _TO_COUNCIL.sub("", clause, count=1) if _TO_COUNCIL.match(clause) else clause


def _found(reading: Reading) -> Iterator[Decision]:
    at: _Open | None = None
    for passage in reading.passages:
        if passage.kind in _NEVER:
            continue
        opened, closes = _borders(passage.kind, passage.text, named=bool(passage.name))
        if opened is not None or closes or _trails(passage, at):
            yield from _closed(at)
            at = opened
        elif at is not None and len(at.points) >= _MOST:
            continue
        elif passage.kind is _CLAUSE or (at is not None and _is_point(passage, at)):
            known = at or _Open(of_college=_COLLEGE_HEADING.search(passage.heading) is not None)
            at = replace(known, points=(*known.points, point(passage)))
    yield from _closed(at)


def _closed(at: _Open | None) -> Iterator[Decision]:
    if at is not None and at.points:
        of_college = at.of_college or any(_TO_COUNCIL.match(one.clause) for one in at.points)
        yield Decision(at.points, at.is_formal, of_college)


@lru_cache(maxsize=1024)
def _borders(kind: Kind, text: str, *, named: bool) -> tuple[_Open | None, bool]:
    """What begins with a passage, and whether an earlier decision ends; most are no border."""
    return _opens(kind, text.strip()), _closes(kind, text, named=named)


def _opens(kind: Kind, text: str) -> _Open | None:
    """What begins with such a passage: a heading above decisions, or the last line of a formula."""
    if kind is Kind.CLAUSE or len(text) > 120:  # noqa: PLR2004 - a heading is short
        return None
    if kind in (Kind.FORMULA, Kind.TEXT) and _RESOLVES.search(text):
        return _Open(is_formal=True, of_college="college" in text.casefold())
    if kind in (Kind.HEADING, Kind.TEXT):
        if _COLLEGE_HEADING.search(text):
            return _Open(of_college=True)
        if _COUNCIL_HEADING.fullmatch(text) or _ASKED.fullmatch(text):
            return _Open()
    return None


def _closes(kind: Kind, text: str, *, named: bool) -> bool:
    """Whether what follows a decision begins here: who signs it, who voted."""
    if kind in (Kind.TITLE, Kind.HEADING, Kind.SIGNATURE):
        return True
    return not named and _ENDS.match(text.strip()) is not None


def _trails(passage: Passage, at: _Open | None) -> bool:
    """A line below numbered points that is none itself; a file only guesses where they end."""
    if at is None or not at.points or passage.name or passage.kind is not _CLAUSE:
        return False
    plain = not passage.number and _NUMBER.match(passage.text) is None
    return plain and at.points[0].numbered and not _is_clause(passage.text)


def _is_point(passage: Passage, at: _Open) -> bool:
    if passage.kind is Kind.ITEM or _NUMBER.match(passage.text):
        return at.is_formal or _is_clause(passage.text)
    if passage.kind is not Kind.TEXT:
        return False
    if at.points:
        return _AT_THE_END.search(passage.text) is not None
    return at.is_formal or _is_clause(passage.text)


@lru_cache(maxsize=1024)
def _is_clause(text: str) -> bool:
    bare = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    if ". " in bare.rstrip(" .;"):
        return False  # sentences
    return INFINITIVE.search(bare) is not None or (
        _MISFORMED.match(bare) is not None and _FINITE.search(bare) is None
    )
