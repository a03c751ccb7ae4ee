"""The texts of the case are plain Dutch of our own: short sentences, explained abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from statistics import mean

import pytest

from raadsvoorstel.document import inline_text, texts
from raadsvoorstel.placeholders import content
from raadsvoorstel.tokens import Blocks, Line
from raadsvoorstel.view import view
from tests.conftest import shared, shipped_case

MEAN, LONGEST, RUN = 15, 25, 9
SEEDS = ("bloemendaal-raadsvoorstel.txt", "heemstede-raadsbesluit.txt")
KNOWN = ("Wmo", "Awb", "Avg", "Wth", "JenV")
"""Abbreviations that are not written in capitals only."""
LITERAL = (
    "Regiovisie VERBINDEN EN VERSTERKEN in de aanpak van huiselijk geweld en kindermishandeling",
    "Volksgezondheid, Welzijn en Sport",
    "Beverwijk, Haarlem, Haarlemmermeer, Heemskerk, Heemstede, Velsen en Zandvoort",
)
"""Titles, names and headings: facts that stay as they are."""


@cache
def case_texts() -> dict[str, str]:
    """Every text of the case as it reads in a paper, by council and slot."""
    case = shipped_case()
    found = {}
    for gemeente in case.participants:
        seen = view(case, gemeente)
        for slot, delen in seen.teksten.items():
            for number, deel in enumerate(delen):
                words = [content(one, seen) for one in (deel.stelling, deel.tekst) if one]
                found[f"{gemeente}-{slot}-{number}"] = "\n".join(map(_plain, words))
    return found


def _plain(value: Line | Blocks) -> str:
    if isinstance(value, Line):
        return inline_text(value.children)
    return "\n".join(inline_text(run) for run in texts(value.blocks))


def unique_texts() -> dict[str, str]:
    """Each text once, by the first place where it stands."""
    first = {text: name for name, text in reversed(case_texts().items())}
    return {name: text for text, name in first.items() if "nog in te vullen" not in text}


# -- sentences ---------------------------------------------------------------------------------


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a heading or a line of a list is one too."""
    parts = re.split(r"(?<=[.?!])\s+|\n+", text)
    return [part.split() for part in parts if part.strip()]


def long_sentences(text: str) -> list[str]:
    return [" ".join(words) for words in sentences(text) if len(words) > LONGEST]


def mean_length(text: str) -> float:
    return mean(len(words) for words in sentences(text))


def test_sentences_are_short_enough() -> None:
    assert not [one for text in unique_texts().values() for one in long_sentences(text)]


def test_sentences_are_short_on_the_whole() -> None:
    long = {name: mean_length(text) for name, text in unique_texts().items()}
    assert not {name: length for name, length in long.items() if length > MEAN}


def test_a_long_sentence_is_seen() -> None:
    assert not long_sentences("Een " + "woord " * 24 + ".")[1:]
    assert long_sentences("Kort. " + "woord " * 26 + ".")
    assert mean_length("woord " * 16) > MEAN


# -- abbreviations -----------------------------------------------------------------------------

_ABBREVIATION = re.compile(rf"\b(?:[A-Z]{{2,}}|{'|'.join(KNOWN)})\b")


def unexplained(text: str) -> list[str]:
    """Abbreviations whose words do not stand before them, in front of the brackets."""
    bare = text
    for phrase in LITERAL:
        bare = bare.replace(phrase, "…")
    first = {match.group(): match.start() for match in [*_ABBREVIATION.finditer(bare)][::-1]}
    return [one for one, place in first.items() if not _explained(one, bare[:place])]


def _explained(abbreviation: str, before: str) -> bool:
    words, bracket, inside = before.rpartition("(")
    if not bracket or ")" in inside:
        return False
    initials = "".join(word[0] for word in re.findall(r"\w+", words)).casefold()
    return abbreviation.casefold() in initials[-len(abbreviation) - 2 :]


def test_abbreviations_are_explained() -> None:
    found = {name: unexplained(text) for name, text in unique_texts().items()}
    assert not {name: missing for name, missing in found.items() if missing}


def test_an_unexplained_abbreviation_is_seen() -> None:
    assert unexplained("De VNG helpt. Dat is de Vereniging van Nederlandse Gemeenten (VNG).")
    assert unexplained("Het Wmo-beleid verandert.") == ["Wmo"]
    assert unexplained("De bond (VNG) helpt.") == ["VNG"]
    assert not unexplained("De Vereniging Nederlandse Gemeenten (VNG) helpt. De VNG is groot.")
    assert not unexplained("De raad voor de Wet maatschappelijke ondersteuning 2015 (Wmo-raad).")


# -- our own words -----------------------------------------------------------------------------


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words, without those that touch a literal phrase."""
    plain = " ".join(text.split())
    for phrase in LITERAL:
        plain = re.sub(re.escape(phrase), "|", plain, flags=re.IGNORECASE)
    for part in plain.split("|"):
        words = re.findall(r"\w+", part.casefold())
        yield from zip(*(words[start:] for start in range(RUN)), strict=False)


def borrowed(text: str, seed: str) -> list[str]:
    theirs = set(runs(seed))
    return [" ".join(run) for run in runs(text) if run in theirs]


@pytest.mark.parametrize("name", SEEDS)
def test_no_sentence_is_copied(name: str) -> None:
    seed = shared(f"seeds/{name}").read_text(encoding="utf-8")
    found = {place: borrowed(text, seed) for place, text in unique_texts().items()}
    assert not {place: copied for place, copied in found.items() if copied}


def test_a_copied_sentence_is_seen() -> None:
    seed = "Ja, er is een zin van meer dan\nnegen woorden in het stuk."
    assert borrowed("Er is een zin van meer dan negen woorden.", seed)
    assert not borrowed("Een zin van meer dan negen woorden staat er.", seed)
    assert not borrowed(f"De {LITERAL[0]} geldt.", f"de {LITERAL[0].upper()} geldt nu")
