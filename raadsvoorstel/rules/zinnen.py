"""Words and sentences in the text of a passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from sys import intern

from msgspec import Struct

from raadsvoorstel.rules.pattern import Pattern

_WORD = Pattern(r"([^\W_]+(?:[-‑'’][^\W_]+)*)")
_ENDS = Pattern(r"(?<![A-Z])[.!?;][”’\"')]*\s+(?=[“‘„\"'(]?[^\Wa-z])|\n")
_APART = str.maketrans("-‑'’", "    ")
_KEPT = 2048
"""Texts: more than a paper of a hundred pages has."""


class Word(Struct, frozen=True):
    """A word with its place: `Veilig`, `Wmo-raad`, `foto's`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The letter after it."""
        return self.start + len(self.text)


class Cut(Struct, frozen=True):
    """A text cut into its words, side by side: most rules only need some of it."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    """The words for comparing."""
    gaps: tuple[str, ...]
    """What stands before each word, and after the last."""
    ends: tuple[int, ...]
    """Where each gap and each word ends, in turn."""

    def start(self, at: int) -> int:
        """The first letter of a word."""
        return self.ends[2 * at]

    def end(self, at: int) -> int:
        """The letter after a word."""
        return self.ends[2 * at + 1]

    def is_joined(self, at: int) -> bool:
        """Whether nothing but spaces or a hyphen stands between a word and the one before it."""
        return not self.gaps[at].replace("-", "").strip()


@lru_cache(maxsize=_KEPT)
def cut(text: str) -> Cut:
    """The words of a text; rules ask for the same text in turn, and texts for the same words.

    Splitting makes all pieces in one go; a match per word takes several times as long.
    """
    pieces = _WORD.plain.split(text)
    found = tuple(map(intern, pieces[1::2]))
    keys = tuple(map(key_of, found))
    return Cut(found, keys, tuple(pieces[::2]), tuple(accumulate(map(len, pieces))))


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, each with its place."""
    pieces = cut(text)
    return tuple(map(Word, pieces.words, pieces.ends[::2]))


@lru_cache(maxsize=_KEPT)
def _starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _ENDS.finditer(text)), len(text))


def sentence(text: str, at: int) -> tuple[int, int]:
    """From and up to which letter the sentence goes in which this letter stands."""
    starts = _starts(text)
    following = bisect_right(starts, at)
    return starts[following - 1], starts[following] if following < len(starts) else len(text)


def sentence_text(text: str, at: int) -> str:
    """The sentence in which this letter stands."""
    begin, end = sentence(text, at)
    return text[begin:end]


def begins_sentence(text: str, at: int) -> bool:
    """Whether this is the first letter of a sentence, so that its capital says nothing."""
    begin, _ = sentence(text, at)
    return not any(letter.isalnum() for letter in text[begin:at])


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around it are capitals too, as in a heading: then capitals say nothing."""
    around = [one.text for one in words(text) if not start <= one.start < end and len(one.text) > 1]
    near = [one for one in around if not one.isdigit()]
    return bool(near) and all(one.isupper() for one in near)


casefolded = lru_cache(maxsize=1024)(str.casefold)
"""A text in small letters, kept for the rules and the papers that ask for it in turn."""


def forget() -> None:
    """Let go of the words that were kept for the rules on one paper.

    What a rule makes of a text that papers share it keeps itself, in less room than the words take.
    """
    for kept in (cut, words, _starts):
        kept.cache_clear()


class Keys:
    """The keys of terms, so kept that most texts can be passed over at once."""

    __slots__ = ("_beginnings", "_keys")

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._beginnings = frozenset(
            key[:until] for key in self._keys for until in range(1, len(key) + 1)
        )

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every run of words that is one of the terms: its key and its place.

        `Wmo-raad`, `Wmo raad` and `wmoraad` have the same key.
        """
        pieces = cut(text)
        if self._beginnings.isdisjoint(pieces.keys):
            return
        for first, key in enumerate(pieces.keys):
            if key in self._beginnings:
                yield from self._from(pieces, first, key)

    def _from(self, pieces: Cut, first: int, key: str) -> Iterator[tuple[str, int, int]]:
        """The terms that begin with one word."""
        following = first + 1
        while key in self._beginnings:
            if key in self._keys:
                yield key, pieces.start(first), pieces.end(following - 1)
            if following == len(pieces.keys) or not pieces.is_joined(following):
                return
            key += pieces.keys[following]
            following += 1


def parts(word: str) -> list[str]:
    """What hyphens and apostrophes part, in small letters: “Wmo-raad” is wmo and raad."""
    small = word.casefold()
    return [small] if small.isalnum() else small.translate(_APART).split()


@lru_cache(maxsize=16384)
def key_of(words_: str) -> str:
    """A text for comparing: without spaces, hyphens and case."""
    if words_.isalnum():
        return words_.casefold()
    return re.sub(r"[\s‑-]+", "", words_.replace("’", "'")).casefold()
