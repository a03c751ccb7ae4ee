"""Papers of several councils about one plan: sentences that drifted apart, and other accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.secties import topics
from raadsvoorstel.rules.verschil import difference

_FEWEST = 9
"""Words of a sentence; shorter ones are alike by chance."""
_ALIKE = 0.8
_SAME_WORDS = 0.6
"""The part of its words that a sentence must find in another, before it is compared in order."""
_ENOUGH = 0.5
"""From here on two accounts share so much that they say the same."""
_KEYS = 5
"""So many of its longest words a sentence is found back by."""
_NO_PROSE = frozenset({"onderwerp", "bijlagen"})
"""Parts that hold titles."""
_ACCOUNT = 2
"""A single sentence is no account."""
_SUBJECTS = {"geld": "het geld", "participatie": "de participatie"}
_HEADINGS = (Kind.HEADING, Kind.TITLE)


class _Own(Struct, frozen=True):
    """What sentences are compared without."""

    names: frozenset[str]
    title: str


class _Sentence(Struct, frozen=True):
    """One sentence of a paper, as words for comparing and with its place."""

    passage: Passage
    start: int
    text: str
    words: tuple[str, ...]


class _Seen:
    """The sentences met so far, each once, to be found back by their longest words."""

    __slots__ = ("_by_word", "_same", "_sentences")

    def __init__(self) -> None:
        self._sentences: list[tuple[Reading, _Sentence]] = []
        self._same: set[tuple[str, ...]] = set()
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, reading: Reading, sentence: _Sentence) -> None:
        """Keep it, unless the very same words were met."""
        if sentence.words in self._same:
            return
        self._same.add(sentence.words)
        for word in _longest(sentence):
            self._by_word[word].append(len(self._sentences))
        self._sentences.append((reading, sentence))

    def twin(self, reading: Reading, sentence: _Sentence) -> tuple[Reading, _Sentence] | None:
        """The most alike sentence of another council; None for one that was met in these words."""
        if sentence.words in self._same:
            return None
        places = sorted({at for word in _longest(sentence) for at in self._by_word[word]})
        best: tuple[float, tuple[Reading, _Sentence] | None] = (_ALIKE, None)
        for other, like in (self._sentences[at] for at in places):
            if _is_other_council(other, reading):
                likeness = _likeness(sentence.words, like.words)
                if likeness > best[0]:
                    best = likeness, (other, like)
        return best[1]


# -- the rules ---------------------------------------------------------------------------------


def drifted(readings: tuple[Reading, ...], case: Case | None) -> Iterator[tuple[Reading, Hit]]:
    """A sentence that another council has too, in slightly other words."""
    own, seen = _own_words(case), _Seen()
    for reading in _existing(readings):
        sentences = _sentences(reading, own)
        for sentence in sentences:
            twin = seen.twin(reading, sentence)
            if twin is not None:
                yield from _told(reading, sentence, *twin)
        for sentence in sentences:
            seen.add(reading, sentence)


def _told(
    reading: Reading, sentence: _Sentence, other: Reading, like: _Sentence
) -> Iterator[tuple[Reading, Hit]]:
    change = difference(like.text, sentence.text)
    if change is not None:
        hit = Hit(
            sentence.passage,
            sentence.start + change.start,
            f"Deze zin luidt bij een andere raad net anders ({_place(other, like)}): "
            f"{change.shown}",
            "Maak de zinnen gelijk: zet de tekst in het dossier, dan delen alle raden haar",
        )
        yield reading, hit


def other_account(
    readings: tuple[Reading, ...], case: Case | None
) -> Iterator[tuple[Reading, Hit]]:
    """What a paper says of money or participation, where another council says something else."""
    own = _own_words(case)
    first: dict[str, tuple[Reading, tuple[_Sentence, ...]]] = {}
    for reading in _existing(readings):
        for subject, sentences in _accounts(reading, own).items():
            other, theirs = first.setdefault(subject, (reading, sentences))
            if _is_other_council(other, reading) and _shared(sentences, theirs) < _ENOUGH:
                hit = Hit(
                    sentences[0].passage,
                    sentences[0].start,
                    f"Over {_SUBJECTS[subject]} zegt een andere raad bij hetzelfde plan iets "
                    f"anders ({_place(other, theirs[0])})",
                    "Ga na of het verschil klopt; wat voor alle raden geldt, hoort in het dossier",
                )
                yield reading, hit


def _place(reading: Reading, sentence: _Sentence) -> str:
    """The place in words; a Word file has no lines, but knows which paragraph it is."""
    passage = sentence.passage
    number = f"regel {passage.at(sentence.start).line}"
    return f"{reading.file}, {re.split('[,:]', passage.where)[0] or number}"


# -- councils and their sentences --------------------------------------------------------------


def _existing(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The papers of known councils that exist already: our own share their text."""
    return tuple(one for one in readings if one.gemeente and not one.is_ours)


def _is_other_council(one: Reading, reading: Reading) -> bool:
    return one.gemeente != reading.gemeente


def _own_words(case: Case | None) -> _Own:
    """What does not count: the names of the participants may differ, and the title is shared."""
    if case is None:
        return _Own(frozenset(), "")
    names = frozenset(str(one).casefold() for one in case.names.values())
    return _Own(names, str(case.dossier.titel).casefold())


def _sentences(reading: Reading, own: _Own) -> tuple[_Sentence, ...]:
    return tuple(
        found
        for passage in reading.of(*RUNNING_TEXT)
        if not topics(passage.heading) & _NO_PROSE
        for found in _in_passage(passage, own)
    )


def _in_passage(passage: Passage, own: _Own) -> Iterator[_Sentence]:
    at, text = 0, passage.text
    while at < len(text):
        start, end = zinnen.sentence(text, at)
        typed = text[start:end]
        words = tuple(
            "…" if word in own.names else word
            for word in re.findall(r"\w[\w’'-]*", _untitled(typed, own.title))
        )
        if len(words) >= _FEWEST and OPAQUE not in typed:
            yield _Sentence(passage, start, typed.rstrip(), words)
        at = max(end, at + 1)


def _untitled(typed: str, title: str) -> str:
    small = typed.casefold()
    return small.replace(title, " ") if title else small


def _longest(sentence: _Sentence) -> tuple[str, ...]:
    return tuple(sorted(set(sentence.words), key=len, reverse=True)[:_KEYS])


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    shared = len(set(one) & set(other))
    if shared < _SAME_WORDS * min(len(set(one)), len(set(other))):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _accounts(reading: Reading, own: _Own) -> Mapping[str, tuple[_Sentence, ...]]:
    """The sentences of a paper per subject, by the heading above them."""
    found: dict[str, tuple[_Sentence, ...]] = {}
    about: frozenset[str] = frozenset()
    for passage in reading.passages:
        if passage.kind in _HEADINGS:
            about = topics(passage.text) & _SUBJECTS.keys()
        elif about and passage.kind in RUNNING_TEXT:
            told = tuple(_in_passage(passage, own))
            for subject in about:
                found[subject] = (*found.get(subject, ()), *told)
    return {subject: told for subject, told in found.items() if len(told) >= _ACCOUNT}


def _shared(ours: tuple[_Sentence, ...], theirs: tuple[_Sentence, ...]) -> float:
    """Which part of the shorter account the other has as well."""
    fewer, more = sorted((ours, theirs), key=len)
    same = sum(any(_likeness(one.words, two.words) >= _ALIKE for two in more) for one in fewer)
    return same / len(fewer)
