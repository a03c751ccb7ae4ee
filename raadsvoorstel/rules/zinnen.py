"""Words and sentences in the text of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_ENDS = re.compile(r"(?<![A-Z])[.!?;][”’\"')]*\s+(?=[“‘„\"'(]?[^\Wa-z])|\n")
_GAP = re.compile(r"[\s-]*")


class Word(NamedTuple):
    """A word with its place: `Veilig`, `Wmo-raad`, `foto's`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The letter after it."""
        return self.start + len(self.text)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text; rules ask for the same text in turn."""
    return tuple(Word(found[0], found.start()) for found in _WORD.finditer(text))


@lru_cache(maxsize=4096)
def _starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _ENDS.finditer(text)), len(text))


def sentence(text: str, at: int) -> tuple[int, int]:
    """From and up to which letter the sentence goes in which this letter stands."""
    starts = _starts(text)
    after = next((number for number in starts if number > at), len(text))
    return max(number for number in starts if number <= at), after


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
    return _GAP.fullmatch(text, left.end, right.start) is not None


def phrases(text: str, longest: int) -> Iterator[tuple[str, int, int]]:
    """Every run of words up to a length: its key without spaces, hyphens and case, and its place.

    `Wmo-raad`, `Wmo raad` and `wmoraad` have the same key.
    """
    all_words = words(text)
    for first, word in enumerate(all_words):
        key = ""
        for last in range(first, min(first + longest, len(all_words))):
            if last > first and not are_joined(text, all_words[last - 1], all_words[last]):
                break
            key += key_of(all_words[last].text)
            yield key, word.start, all_words[last].end


def key_of(words_: str) -> str:
    """A text for comparing: without spaces, hyphens and case."""
    return re.sub(r"[\s‑-]+", "", words_.replace("’", "'")).casefold()
