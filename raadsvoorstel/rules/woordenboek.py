"""Dutch words: which are known, also as a compound, and which known word is near another."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from raadsvoorstel import cache as kept

_KIND = "woorden"
_LINE, _LAST = b'\n"', b"\xff"
"""What stands before each word, and what comes after every letter."""
_GZIP = 16 + zlib.MAX_WBITS
_HEAD = _TAIL = 4
"""The shortest parts of a compound; shorter ones would make a word of too many slips."""
_LINKS = ("s", "-")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LOOK_ALIKE = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "u"),
    ("l", "i"),
    ("i", "l"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
)
_ACUTE = "\u0301"
_VOWELS = frozenset("aeiouy")
_STRESSED = frozenset(
    re.findall(
        r"\w+",
        "alle allen andere anders eigen samen ieder iedere elke altijd onze alleen beide zonder "
        "binnen buiten boven tegen over onder eerder eerste zeker moeten kunnen willen mogen "
        "zullen hebben worden voordat nadat ook nooit nergens ergens iemand niemand allemaal "
        "meteen direct deze",
    )
)
"""Words that writers stress, with an accent on a single vowel: “álle raden”."""


@cache
def _list() -> bytes:
    """The list as the package has it: a word on each line, in the order of its bytes.

    It is kept as it is unpacked, because to unpack it takes as long as to read ten papers.
    """
    packed = _packed()
    key = kept.key(packed)
    listed = kept.get(_KIND, key)
    if listed is None:
        size = int.from_bytes(packed[-4:], "little")  # told at the end: no letter is moved twice
        listed = zlib.decompress(packed, _GZIP, size)
        kept.put(_KIND, key, listed)
    return listed


def _packed() -> bytes:
    """The file beside the code of the package, which itself is not needed and slow to load."""
    package = find_spec("spellchecker")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("spellchecker")
    return (Path(package.origin).with_name("resources") / "nl.json.gz").read_bytes()


@lru_cache(maxsize=100_000)
def _has(word: str) -> bool:
    """Whether the list has a word, by halving it: a set of all words takes ten times as long."""
    wanted = word.encode()
    return _list().startswith(b'%b%b"' % (_LINE, wanted), _place(wanted))


def _place(wanted: bytes) -> int:
    """Where the first line starts that has this word, or one that comes after it."""
    listed = _list()
    low, high = 0, len(listed)
    while low < high:
        start = listed.rfind(_LINE, low, (low + high) // 2 + len(_LINE))
        start = listed.find(_LINE, low, high) if start < 0 else start
        if start < 0:
            break
        begin = start + len(_LINE)
        found = listed[begin : listed.index(b'"', begin)]
        low, high = (begin, high) if found < wanted else (low, start)
    return high


@lru_cache(maxsize=1024)
def _beginning(letters: str) -> frozenset[str]:
    """The words that begin with two letters, for who tries thousands that begin so.

    What an unknown word may have meant begins as it does, or nearly so; a set of all words takes
    as long as reading the paper.
    """
    first = letters.encode()
    lines = _list()[_place(first) : _place(first + _LAST)]
    return frozenset(lines.decode().split('"')[1::2])


class Dictionary(Struct, frozen=True):
    """The Dutch words and those of a dossier: its names and terms, in small letters."""

    own: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Whether this is a word, a compound of words, or one with an accent for stress."""
        small = word.casefold().replace("’", "'")
        if small in self.own or _is_known(small):
            return True
        parts = small.split("-")
        return len(parts) > 1 and all(len(one) < _HEAD or self.knows(one) for one in parts)

    def lists(self, word: str) -> bool:
        """Whether the word itself stands there: not as a compound that happens to fit."""
        return word in self.own or _has(word)

    def near(self, word: str) -> tuple[str, ...]:
        """The words that are one slip away; for a compound the slip is in one of its parts."""
        small = word.casefold().replace("’", "'")
        found = sorted({one for one in _slips(small) if one != small and self._offers(one)})
        return tuple(found) or tuple(sorted(set(self._near_compounds(small))))

    def near_own(self, word: str) -> tuple[str, ...]:
        """The words of the dossier that are one slip away; for them the list stays uncut."""
        small = word.casefold().replace("’", "'")
        return tuple(sorted({one for one in _slips(small) if one in self.own}))

    def _offers(self, word: str) -> bool:
        return word in self.own or word in _beginning(word[:2])

    @staticmethod
    def _near_compounds(word: str) -> Iterator[str]:
        for cut in range(_TAIL, len(word) - _TAIL + 1):
            head, tail = word[:cut], word[cut:]
            if _is_part(head):
                yield from (head + one for one in _slips(tail) if _is_listed_tail(one))
            if _has(tail):
                yield from (one + tail for one in _slips(head) if _is_long(one) and _is_part(one))

    def without_accent(self, word: str) -> str:
        """The word that is meant where an accent has no business; empty where it has."""
        small = word.casefold()
        bare = without_accents(small)
        if bare == small or not _is_known(bare) or _is_stress(small, bare):
            return ""
        return bare

    def read_right(self, word: str) -> str:
        """The word that was misread, letter for a letter that looks like it; empty if none."""
        small = word.casefold()
        meant = {
            other
            for wrong, right in _LOOK_ALIKE
            for at in _places(small, wrong)
            for other in [small[:at] + right + small[at + len(wrong) :]]
            if self.lists(other)
        }
        return meant.pop() if len(meant) == 1 else ""


@lru_cache(maxsize=100_000)
def is_word(word: str) -> bool:
    """Whether the list alone knows a word as it was typed: answered once for a whole run."""
    return Dictionary().knows(word)


def _places(word: str, part: str) -> Iterator[int]:
    at = word.find(part)
    while at >= 0:
        yield at
        at = word.find(part, at + 1)


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    if _has(word) or len(word) == 1:
        return True
    bare = without_accents(word)
    if bare != word and _has(bare) and _is_stress(word, bare):
        return True
    return _is_compound(word)


def _is_long(part: str) -> bool:
    return len(part) > _TAIL


def _is_listed_tail(part: str) -> bool:
    return _is_long(part) and part in _beginning(part[:2])


def _is_compound(word: str, depth: int = 2) -> bool:
    for cut in range(_HEAD, len(word) - _TAIL + 1):
        tail = word[cut:]
        if _is_part(word[:cut]) and (_has(tail) or (depth > 1 and _is_compound(tail, depth - 1))):
            return True
    return False


def _is_part(head: str) -> bool:
    """A first part, with or without the s that joins: `veiligheids`."""
    if len(head) >= _HEAD and _has(head):
        return True
    return len(head) > _TAIL and head[-1] in _LINKS and _has(head[:-1])


def without_accents(word: str) -> str:
    """The word without any accent."""
    loose = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in loose if not unicodedata.combining(letter))


def _is_stress(word: str, bare: str) -> bool:
    """`wél`, `één`, `vóór`, `álle`: acute accents only, in a short word or on a doubled vowel."""
    loose = unicodedata.normalize("NFD", word)
    marks = [letter for letter in loose if unicodedata.combining(letter)]
    if any(mark != _ACUTE for mark in marks):
        return False
    groups = sum(
        letter in _VOWELS and before not in _VOWELS
        for before, letter in zip(f" {bare}", bare, strict=False)
    )
    return groups == 1 or len(marks) > 1 or bare in _STRESSED


def _slips(word: str) -> Iterator[str]:
    """Every string that is one letter more, less, other or swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
