"""Words that the dictionary does not know: a slip, a stray accent, or letters that were misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.dutch import hoofdletter
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules.eigen_woorden import own_words
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import quotations
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.woordenboek import Dictionary, is_word

_READ = (*RUNNING_TEXT, Kind.HEADING)
_WORD = Pattern(
    r"(?<![\w@.#-])(?=\d*[^\W\d_])[^\W_]++(?:['’-](?=[^\W\d_])[^\W_]++)*(?![\w@]|\.[^\W_]|-\s|\.\s+[a-z])"
)
_NO_PROSE = Pattern(
    r"(?<!\S)\S*(?:://|@|www\.|\w\.\w{2,4}/)\S*|`[^`]*`", needs=("/", "@", "www.", "`")
)
_SENTENCE_START = Pattern(r"(?:^|[a-zà-ÿ)\d·][.!?]\s+|[\n(]\s*)$")
_OLD_CASE = Pattern(r"\b[Tt]e[nr]? [a-z]+e$")
"""“Ten behoeve van”, “ter plaatse”: endings that live on in fixed phrases alone."""
_SHORTEST, _SHORTEST_NAME, _LONGEST = 4, 7, 60
_SUGGESTED = 3
_FOREIGN_WORDS, _FOREIGN_SHARE = 3, 0.3


class Kindred(Enum):
    """In what way a word is near a known one."""

    ACCENT = "accent"
    LETTERS = "letters"
    SLIP = "slip"


class Stranger(Struct, frozen=True):
    """A word that nobody knows, with the known words that it resembles."""

    passage: Passage
    start: int
    word: str
    kindred: Kindred
    meant: tuple[str, ...]


def unknown_word(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A word outside the dictionary; a warning where exactly one known word is near."""
    for one in _strangers(reading, own_words(case, reading.gemeente)):
        if one.kindred is not Kindred.SLIP:
            continue
        asked = " of ".join(f"“{word}”" for word in one.meant)
        yield Hit(
            one.passage,
            one.start,
            f"“{one.word}” staat niet in het woordenboek"
            + (f". Bedoelde u {asked}?" if asked else ""),
            "Verbeter het woord, of zet het bij `begrippen` van het dossier als het goed is",
            Severity.WARNING if len(one.meant) == 1 else Severity.INFO,
        )


def stray_accent(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """An accent on a word that has none, as scanners make of a speck."""
    for one in _strangers(reading, own_words(case, reading.gemeente)):
        if one.kindred is Kindred.ACCENT:
            yield Hit(
                one.passage,
                one.start,
                f"“{one.word}” heeft een accent dat niet in “{one.meant[0]}” hoort",
                f"Schrijf “{one.meant[0]}”",
            )


def confused_letters(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """Letters that were misread for others of the same look: i for l, rn for m."""
    for one in _strangers(reading, own_words(case, reading.gemeente)):
        if one.kindred is Kindred.LETTERS:
            yield Hit(
                one.passage,
                one.start,
                f"“{one.word}” lijkt een verkeerd gelezen “{one.meant[0]}”",
                "Typ het woord opnieuw",
            )


_MOST = 1000
"""Unknown words of one paper that are looked at more closely; a paper with more is no Dutch."""


@lru_cache(maxsize=2)
def _strangers(reading: Reading, own: frozenset[str]) -> tuple[Stranger, ...]:
    """Looked up once for all rules that need it."""
    book = Dictionary(own)
    unknown = [found for passage in reading.of(*_READ) for found in _unknown(passage, book)]
    often = Counter(word for _, _, word, _ in unknown)
    return tuple(
        Stranger(passage, start, word, *told)
        for passage, start, word, is_name in unknown[:_MOST]
        for told in [_resemblance(word, book, is_name=is_name)]
        if told is not None and (len(told[1]) == 1 or often[word] == 1)
    )


def _unknown(passage: Passage, book: Dictionary) -> list[tuple[Passage, int, str, bool]]:
    """The unknown words of a passage, unless it seems to be in another language."""
    total, candidates = _candidates(passage.text)
    unknown = [
        (passage, start, word, is_name)
        for start, word, is_name in candidates
        if not book.knows(word)
    ]
    strange = sum(not is_name for _, _, _, is_name in unknown)
    if strange >= _FOREIGN_WORDS and strange > _FOREIGN_SHARE * total:
        return []
    return [one for one in unknown if len(one[2]) >= _SHORTEST]


@lru_cache(maxsize=1024)
def _candidates(text: str) -> tuple[int, tuple[tuple[int, str, bool], ...]]:
    """How many words a text has, and those that only a dossier could know; once if it is shared."""
    prose = _prose(text)
    words = [one for one in _WORD.findall(prose) if not one.isupper() and len(one) <= _LONGEST]
    unknown = {one for one in words if not is_word(one)}
    if not unknown:  # as in most texts, whose words then need no place
        return len(words), ()
    return len(words), tuple(
        (one.start(), one[0], _is_name(prose, one))
        for one in _WORD.finditer(prose)
        if one[0] in unknown and not just_before(_OLD_CASE, prose, one.end())
    )


def _prose(text: str) -> str:
    """Of the same length, without quotations, addresses and blanks."""
    spans = [*quotations(text), *(found.span() for found in _NO_PROSE.finditer(text))]
    if not spans:
        return text.replace(OPAQUE, "·")
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "·" * (end - start)
    return "".join(letters).replace(OPAQUE, "·")


def _is_name(text: str, found: re.Match[str]) -> bool:
    return not found[0].islower() and not (
        found[0][1:].islower() and just_before(_SENTENCE_START, text, found.start())
    )


def _resemblance(
    word: str, book: Dictionary, *, is_name: bool
) -> tuple[Kindred, tuple[str, ...]] | None:
    """What the word was meant to be; a name may be near any word, so it is only held to names."""
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        read = book.read_right(word)
        return (Kindred.LETTERS, (read,)) if read else None
    if is_name or (not word.islower() and len(word) < _SHORTEST_NAME):
        return _name_resembled(word, book)
    bare = book.without_accent(word)
    if bare:
        return Kindred.ACCENT, (bare,)
    read = book.read_right(word)
    if read:
        return Kindred.LETTERS, (read,)
    near = book.near(word)
    if len(near) != 1 and not word.islower():
        return None
    return Kindred.SLIP, near if len(near) <= _SUGGESTED else ()


def _as_name(word: str) -> str:
    return "-".join(hoofdletter(part) for part in word.split("-"))


def _name_resembled(word: str, book: Dictionary) -> tuple[Kindred, tuple[str, ...]] | None:
    if len(word) < _SHORTEST_NAME:
        return None
    read = book.read_right(word)
    if read:
        return Kindred.LETTERS, (_as_name(read),)
    near = book.near_own(word)
    return (Kindred.SLIP, (_as_name(near[0]),)) if len(near) == 1 else None
