"""Words and sentences in the text of a passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from raadsvoorstel.rules.pattern import Pattern

_WORD = Pattern(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_ENDS = Pattern(r"(?<![A-Z])[.!?;][”’\"')]*\s+(?=[“‘„\"'(]?[^\Wa-z])|\n")
_KEPT = 2048
"""Texts: more than a paper of a hundred pages has."""
_HEAD = 3
"""So many letters of a word tell whether a term can begin with it."""
_LONG_HEAD = 8
"""So many letters of some words tell whether a term can still come of them."""


class Word(NamedTuple):
    """A word with its place: `Veilig`, `Wmo-raad`, `foto's`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The letter after it."""
        return self.start + len(self.text)


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text; rules ask for the same text in turn, and texts for the same words."""
    return tuple([Word(intern(found[0]), found.start()) for found in _WORD.finditer(text)])


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


def are_joined(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but spaces or a hyphen stands between two words."""
    return not text[left.end : right.start].replace("-", "").strip()


def forget() -> None:
    """Let go of the words that were kept for the rules on one paper.

    What a rule makes of a text that papers share it keeps itself, in less room than the words take.
    """
    for kept in (words, _starts, _keys_of):
        kept.cache_clear()


class Keys:
    """The keys of terms, so kept that most words of a text can be passed over at once."""

    __slots__ = ("_heads", "_keys", "_long_heads", "_longest")

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._heads = frozenset(key[:_HEAD] for key in self._keys)
        self._long_heads = frozenset(key[:_LONG_HEAD] for key in self._keys)
        self._longest = max(map(len, self._keys), default=0)

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every run of words that is one of the terms: its key and its place.

        `Wmo-raad`, `Wmo raad` and `wmoraad` have the same key.
        """
        all_words, keys, heads = words(text), _keys_of(text), self._heads
        firsts = [at for at, key in enumerate(keys) if key[:_HEAD] in heads or len(key) < _HEAD]
        for first in firsts:
            word, key = all_words[first], keys[first]
            last = first
            while len(key) <= self._longest:
                if key in self._keys:
                    yield key, word.start, all_words[last].end
                if len(key) >= _LONG_HEAD and key[:_LONG_HEAD] not in self._long_heads:
                    break
                last += 1
                if last == len(all_words) or not are_joined(
                    text, all_words[last - 1], all_words[last]
                ):
                    break
                key += keys[last]


@lru_cache(maxsize=_KEPT)
def _keys_of(text: str) -> tuple[str, ...]:
    return tuple([key_of(word.text) for word in words(text)])


@lru_cache(maxsize=16384)
def key_of(words_: str) -> str:
    """A text for comparing: without spaces, hyphens and case."""
    if words_.isalnum():
        return words_.casefold()
    return re.sub(r"[\s‑-]+", "", words_.replace("’", "'")).casefold()
