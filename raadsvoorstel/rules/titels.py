"""The title of the plan: the same words in the same order, wherever it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.zinnen import Word, casefolded

_SHORT = 0.6
"""A smaller part of the title than this is a short reference: “de regiovisie”."""
_LIKE = 0.75
"""Without a name in capitals, so many of its words make a text a variant of the title."""
_FEW = 4
_STRAY = 3
"""So many words of another text may stand between those of the title."""
_APART = Pattern(rf"[.!?;:]\s|{OPAQUE}")
"""Ends a title: the sentence ends, or the title has just stood there as it should."""
_OTHER_PAPER = Pattern(
    r"(?:programma|\w+plan|agenda|brief|nota|notitie|presentatie|samenvatting|convenant|verordening"
    r"|evaluatie|monitor|rapport|onderzoek|akkoord|project|folder|infographic)s?$",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "“„«‘'\"", "”»’'\""
_PAIRS = {"“": "”", "„": "”", "«": "»", "‘": "’", "'": "'", '"': '"'}
_INNER_QUOTE = Pattern(r"[“”„«»\"‘]|(?<=\s)'(?=\w)", needs=("“", "”", "„", "«", "»", '"', "‘", "'"))
_SENTENCE = Pattern(
    r"(?:dit (?:raads)?(?:voorstel|stuk)|met dit (?:raads)?voorstel|hierbij|wij|u wordt|de raad"
    r" (?:wordt|besluit|stelt))\b",
    re.IGNORECASE,
    needs=("dit ", "hierbij", "wij", "u wordt", "de raad "),
)
_SUBJECT = "onderwerp"
_ANNEXES = Pattern(r"^\W*\d*\W*bijlagen?\b", re.IGNORECASE)


class _Title(Struct, frozen=True):
    """The title as it should be, cut into words."""

    text: str
    words: tuple[str, ...]
    """None in a title of signs alone, or one that is not known yet."""
    name: tuple[str, ...]
    """The words in capitals, by which people know the plan; there may be none."""

    literal: Pattern
    """The title as typed; spaces may be line ends, an apostrophe may be straight."""


class _Found(Struct, frozen=True):
    """A stretch of a passage that is the title, or means to be."""

    passage: Passage
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return " ".join(self.passage.text[self.start : self.end].split())

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.text.casefold() for word in self.words)


# -- the rules ---------------------------------------------------------------------------------


def other_title(passage: Passage, case: Case) -> Iterator[Hit]:
    """Words of the title are missing, added, or in another order."""
    title = _of(case)
    for found in _in_passage(passage, title):
        if found.keys == title.words:
            if _differs_in_case(found, title):
                yield _hit(found, title, Severity.WARNING)
        else:
            yield _hit(found, title, None)


def _hit(found: _Found, title: _Title, severity: Severity | None) -> Hit:
    return Hit(
        found.passage,
        found.start,
        f"De titel luidt anders dan in het dossier: “{found.text}” {_difference(found, title)}",
        f"Schrijf: {title.text}",
        severity,
    )


def _difference(found: _Found, title: _Title) -> str:
    """What differs, in words."""
    if found.keys == title.words:
        return "heeft andere hoofdletters"
    missing = _left(title.words, found.keys)
    added = _left(found.keys, title.words)
    if not (missing or added) or len(missing) > (1 - _SHORT) * len(title.words):
        return "heeft een andere volgorde"
    told = [f"mist “{' '.join(missing)}”"] if missing else []
    told += [f"heeft “{' '.join(added)}” te veel"] if added else []
    return " en ".join(told)


def _left(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words that the others lack; of a word that stands there twice, the last."""
    lacking = Counter(words) - Counter(others)
    left: list[str] = []
    for word in reversed(words):
        if lacking[word] > 0:
            lacking[word] -= 1
            left.insert(0, word)
    return left


def title_dressed(passage: Passage, case: Case) -> Iterator[Hit]:
    """Marks inside the title, or quotation marks around it that don't match."""
    title = _of(case)
    for found in _whole(passage, title):
        inside = passage.text[found.start : found.end]
        if any(mark in inside and mark not in title.text for mark in "*_`"):
            yield _dressed(found, "staan opmaaktekens (* of _)", "Haal die tekens weg")
        elif _INNER_QUOTE.search(inside) and not _INNER_QUOTE.search(title.text):
            yield _dressed(
                found,
                "staat een aanhalingsteken",
                "Zet de aanhalingstekens om de hele titel, of laat ze weg",
            )
        elif _mismatched(passage.text, found):
            yield Hit(
                passage,
                found.start,
                "De aanhalingstekens voor en na de titel zijn niet van dezelfde soort",
                f"Schrijf: “{title.text}”",
            )


def _dressed(found: _Found, what: str, hint: str) -> Hit:
    return Hit(found.passage, found.start, f"Midden in de titel {what}", hint)


def annex_named_otherwise(reading: Reading, case: Case) -> Iterator[Hit]:
    """The list of annexes names the plan by a title that is not its own."""
    title = _of(case)
    annexes = [one for one in reading.of(Kind.ITEM, Kind.CELL, Kind.TEXT) if _is_annex(one)]
    if not title.words or any(title.literal.search(one.text) for one in annexes):
        return
    for passage in annexes:
        words = zinnen.words(passage.text)
        first = next((word for word in words if not word.text.isdigit()), None)
        shared = {word.text.casefold() for word in words} & set(title.words)
        own = shared - {"de", "het", "en", "van", "in", "voor", title.words[0]}
        if first and first.text.casefold() == title.words[0] and own and not _near(passage, title):
            yield Hit(
                passage,
                first.start,
                "In de lijst met bijlagen heet het stuk anders dan in het dossier",
                f"Schrijf: {title.text}",
            )


def subject_is_a_sentence(passage: Passage, case: Case) -> Iterator[Hit]:
    """The subject is a sentence, or leaves out the years of the plan."""
    periode = case.dossier.periode
    years = (str(periode.van), str(periode.tot_en_met)) if periode else ()
    if not _is_subject(passage) or not passage.text.strip():
        return
    if _SENTENCE.match(passage.text) or re.search(r"\w{3,}\.\s*$", passage.text):
        yield Hit(
            passage,
            0,
            "Het onderwerp is een hele zin",
            "Noem de handeling en het stuk, zonder punt: Vaststellen “…”",
        )
    elif (
        years and title_stands_in(passage, case) and not any(year in passage.text for year in years)
    ):
        yield Hit(
            passage,
            0,
            "Het onderwerp noemt niet voor welke jaren het stuk geldt",
            f"Zet er {years[0]}-{years[1]} bij; in een agenda staat alleen het onderwerp",
        )


def title_stands_in(passage: Passage, case: Case) -> bool:
    """Whether a passage has the title, letter for letter."""
    title = _of(case)
    return bool(title.words) and title.literal.search(passage.text) is not None


# -- finding -----------------------------------------------------------------------------------


def _of(case: Case) -> _Title:
    """The title of a dossier; one that is not known yet has no words."""
    titel = case.dossier.titel
    return _title(titel if isinstance(titel, str) else "")


@lru_cache(maxsize=8)
def _title(text: str) -> _Title:
    all_words = [word.text for word in zinnen.words(text)]
    capitals = [index for index, one in enumerate(all_words) if one.isupper() and len(one) > 1]
    longest = all_words[capitals[0] : capitals[-1] + 1] if capitals else []
    name = longest if longest and all(one.isupper() for one in longest) else []
    return _Title(
        text,
        tuple(one.casefold() for one in all_words),
        tuple(one.casefold() for one in name),
        Pattern(re.escape(text).replace(r"\ ", r"\s+").replace("’", "['’]")),
    )


def _in_passage(passage: Passage, title: _Title) -> Iterator[_Found]:
    """The stretches that mean to be the title and are not."""
    folded = casefolded(passage.text)
    if not title.words or not all(word in folded for word in title.name or title.words[:1]):
        return
    masked = title.literal.sub(lambda found: OPAQUE * len(found[0]), passage.text)
    for run in _runs(masked, title):
        found = _Found(passage, run)
        if _means_the_title(found, title) and not _is_another(found, title):
            yield found if _share(found, title) >= _SHORT else _name_alone(found, title)


def _runs(text: str, title: _Title) -> Iterator[tuple[Word, ...]]:
    """Stretches in which words of the title follow each other, with few others between them."""
    all_words = zinnen.words(text)
    known = set(title.words)
    run: list[Word] = []
    last = 0
    for index, word in enumerate(all_words):
        if word.text.casefold() not in known:
            continue
        far = index - last - 1 > _STRAY or len(run) >= 2 * len(title.words)
        if run and (far or _APART.search(text, run[-1].end, word.start)):
            yield _trimmed(run, title)
            run = []
        run += [*all_words[last + 1 : index], word] if run else [word]
        last = index
    if run:
        yield _trimmed(run, title)


def _trimmed(run: list[Word], title: _Title) -> tuple[Word, ...]:
    """Without what only happens to stand before or after the title in the sentence."""
    keys = [word.text.casefold() for word in run]
    start = _first(keys, title)
    seen: Counter[str] = Counter()
    wanted = Counter(title.words)
    end = start
    for index in range(start, len(run)):
        seen[keys[index]] += 1
        if keys[index] in wanted and seen[keys[index]] <= wanted[keys[index]]:
            end = index
    return tuple(run[start : end + 1])


def _first(keys: list[str], title: _Title) -> int:
    """Where the title begins: its first word, the one that stands nearest before its name."""
    names = [index for index, key in enumerate(keys) if key in title.name]
    until = names[0] if names else len(keys)
    firsts = [index for index in range(until) if keys[index] == title.words[0]]
    if names:
        return firsts[-1] if firsts else until
    return firsts[0] if firsts else 0


def _means_the_title(found: _Found, title: _Title) -> bool:
    share = _share(found, title)
    if not title.name:
        long_enough = len(title.words) >= _FEW and share >= _LIKE
        return long_enough and found.keys[0] == title.words[0]
    if not all(word in found.keys for word in title.name) or _is_spread(found, title):
        return False
    if share >= _SHORT:
        return found.keys != title.words or _differs_in_case(found, title)
    return _is_turned(found, title)


def _is_spread(found: _Found, title: _Title) -> bool:
    """Whether the words of the name stand apart: then they are words as any others."""
    long = [index for index, key in enumerate(found.keys) if key in title.name and len(key) > 3]  # noqa: PLR2004
    return bool(long) and max(long) - min(long) > len(title.name)


def _share(found: _Found, title: _Title) -> float:
    """How much of the title stands there."""
    there = Counter(found.keys) & Counter(title.words)
    return sum(there.values()) / len(title.words)


def _name_alone(found: _Found, title: _Title) -> _Found:
    """The words of the name, without what else of the title happens to follow."""
    places = [found.keys.index(one) for one in title.name] or [0]
    return _Found(found.passage, found.words[min(places) : max(places) + 1])


def _is_turned(found: _Found, title: _Title) -> bool:
    """The name of the plan in another order, typed as a name: “in capitals or quotes”."""
    places = [found.keys.index(one) for one in title.name]
    if places == sorted(places) or max(places) - min(places) >= len(title.name):
        return False
    words = [found.words[place] for place in places]
    start = min(word.start for word in words)
    is_name = all(word.text.isupper() for word in words if len(word.text) > 1)
    return is_name or found.passage.text[start - 1 : start] in tuple(_OPEN)


def _is_another(found: _Found, title: _Title) -> bool:
    """Whether it is the title of another paper: its action programme, a summary."""
    if title.words[0] in found.keys:
        return False
    before = [word for word in zinnen.words(found.passage.text) if word.end <= found.start]
    return bool(before) and _OTHER_PAPER.search(before[-1].text) is not None


def _differs_in_case(found: _Found, title: _Title) -> bool:
    """Whether capitals differ; in a heading that is all capitals they say nothing."""
    right = [word.text for word in zinnen.words(title.text)]
    typed = [word.text for word in found.words]
    return typed != right and not all(one.isupper() for one in typed)


def _near(passage: Passage, title: _Title) -> bool:
    """Whether the other rule has told it, or the annex is another paper."""
    return any(True for _ in _in_passage(passage, title)) or (
        _OTHER_PAPER.search(passage.text) is not None
    )


def _whole(passage: Passage, title: _Title) -> Iterator[_Found]:
    """Where all words of the title stand in their order, whatever stands between them."""
    folded = casefolded(passage.text)
    if not title.words or not all(word in folded for word in title.words):
        return
    all_words = zinnen.words(passage.text)
    keys = [word.text.casefold() for word in all_words]
    size = len(title.words)
    for start in range(len(keys) - size + 1):
        if keys[start] == title.words[0] and tuple(keys[start : start + size]) == title.words:
            yield _Found(passage, all_words[start : start + size])


def _mismatched(text: str, found: _Found) -> bool:
    opening, closing = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    both = opening in _PAIRS and closing != "" and closing in _CLOSE
    return both and _PAIRS[opening] != closing


def _is_annex(passage: Passage) -> bool:
    return passage.slot == "bijlagen" or _is_above_annexes(passage.heading)


@lru_cache(maxsize=1024)
def _is_above_annexes(heading: str) -> bool:
    return _ANNEXES.match(heading) is not None


def _is_subject(passage: Passage) -> bool:
    if passage.kind is Kind.HEADING:
        return False
    return (
        passage.slot == _SUBJECT
        or passage.name == f"kenmerk_{_SUBJECT}"
        or passage.heading.strip(" .:0123456789").casefold() == _SUBJECT
    )
