"""The spelling: most slips are found, right words are left alone, and `generate` never waits.

The slips are made here, at random, in the words of the papers that ship; the words they are held
to are those of the installed dictionary.
"""

from __future__ import annotations

import random
import re
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from raadsvoorstel import cache, checking, project, rules
from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules import spelling, woordenboek
from raadsvoorstel.rules.eigen_woorden import own_words
from raadsvoorstel.rules.woordenboek import Dictionary
from tests.conftest import ROOT, shipped_case

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {
    key: "".join(b if a == key else a for row in ROWS for a, b in pairwise(row) if key in {a, b})
    for row in ROWS
    for key in row
}
LANGUAGE = {"RV820", "RV821", "RV822"}


@lru_cache(maxsize=1)
def paper_words() -> tuple[str, ...]:
    """The words in small letters of four letters and more, in all papers that ship."""
    papers = checking.check(project.find(ROOT), "regiovisie").papers
    readings = (checking._reading(one) for one in papers)
    texts = (one.text for reading in readings for one in reading.of(*RUNNING_TEXT))
    return tuple(sorted({word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text)}))


@lru_cache(maxsize=1)
def every_word() -> frozenset[str]:
    return frozenset(woordenboek._list().decode().split('"')[1::2])


def slip(chance: random.Random, word: str) -> str:
    """One letter left out, swapped with the next, typed twice, or its neighbour on the keyboard."""
    at = chance.randrange(len(word) - 1)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        [
            head + tail,
            head + tail[0] + letter + tail[1:],
            head + letter * 2 + tail,
            head + chance.choice(BESIDE[letter]) + tail,
        ]
    )


def told(text: str, kind: Kind = Kind.TEXT) -> list[str]:
    passage = Passage(kind, text)
    found = rules.findings((Reading("stuk", (passage,), "heemstede"),), shipped_case())
    return [one.message for one in found if one.code in LANGUAGE]


def test_every_word_of_the_papers_that_ship_is_known() -> None:
    words = paper_words()
    book = Dictionary(own_words(shipped_case(), "heemstede"))

    assert len(words) > 250
    assert [word for word in words if not book.knows(word)] == []


@pytest.mark.parametrize("seed", range(3))
def test_four_in_five_random_slips_are_found(seed: int) -> None:
    """Slips that make another word, which no dictionary can see, count as missed."""
    words, chance = paper_words(), random.Random(seed)  # noqa: S311 - the same slips in every run
    book = Dictionary(own_words(shipped_case(), "heemstede"))
    slips = [one for word in chance.choices(words, k=150) if (one := slip(chance, word)) != word]

    found = [one for one in slips[:100] if not book.knows(one)]

    assert len(slips) >= 100
    assert len(found) / 100 >= 0.8, sorted(set(slips[:100]) - set(found))


def test_a_word_of_the_dossier_is_right_and_never_made_into_another() -> None:
    own = frozenset({"gremialist", "gremialist-plus", "gremialisk"})
    reading = Reading("stuk", (Passage(Kind.TEXT, "De gremialist en de gremialisk."),))

    assert spelling._strangers(reading, own) == ()
    assert spelling._strangers(reading, frozenset()) != ()


def test_the_names_of_a_dossier_are_known_and_a_slip_in_one_is_found() -> None:
    assert told("Onze buren in Bloemendaal en Haarlemmermeer doen mee.") == []
    assert told("Onze buren in Bloemendaaal doen mee.") == [
        "“Bloemendaaal” staat niet in het woordenboek. Bedoelde u “Bloemendaal”?"
    ]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("De beliedsnota is klaar.", Severity.WARNING),
        ("De qxwzvkjq is klaar.", Severity.INFO),
    ],
)
def test_only_a_slip_with_one_way_out_is_a_warning(text: str, severity: Severity) -> None:
    reading = Reading("stuk", (Passage(Kind.TEXT, text, spans=()),))

    assert [one.severity for one in rules.findings((reading,), None)] == [severity]


@pytest.mark.parametrize(
    "kind", [Kind.TITLE, Kind.FORMULA, Kind.CLAUSE, Kind.METADATA, Kind.SIGNATURE]
)
def test_titles_formulas_and_beslispunten_are_left_alone(kind: Kind) -> None:
    assert told("De beliedsnota is klaar.", kind) == []
    assert told("De beliedsnota is klaar.") != []


def test_making_papers_does_not_wait_for_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded() -> bytes:
        raise AssertionError("the dictionary was loaded")

    monkeypatch.setattr(woordenboek, "_list", loaded)
    woordenboek._has.cache_clear()
    woordenboek._is_known.cache_clear()
    woordenboek.is_word.cache_clear()
    spelling._candidates.cache_clear()
    spelling._strangers.cache_clear()
    place = project.find(ROOT)

    assert checking.check(place, "regiovisie").papers
    with pytest.raises(AssertionError, match="was loaded"):
        checking.check(place, "regiovisie", thorough=True)


def test_the_list_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A next run reads it as it was kept: not a letter more or less."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    unpacked = woordenboek._list.__wrapped__()

    def unpacks(*_: object) -> bytes:
        raise AssertionError("unpacked again")

    monkeypatch.setattr(zlib, "decompress", unpacks)

    assert woordenboek._list.__wrapped__() == unpacked
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    with pytest.raises(AssertionError, match="unpacked again"):
        woordenboek._list.__wrapped__()


def test_the_list_is_cut_into_words_only_for_an_unknown_word_and_only_near_it() -> None:
    spelling._strangers.cache_clear()
    woordenboek._beginning.cache_clear()

    assert told("De beleidsnota is klaar.") == []
    assert woordenboek._beginning.cache_info().currsize == 0
    assert told("De beliedsnota is klaar.") != []
    near = woordenboek._beginning.cache_info().currsize
    assert told("Onze buren in Bloemendaaal doen mee.") != []
    assert woordenboek._beginning.cache_info().currsize == near
    assert 0 < near < len({word[:2] for word in every_word()}) / 2


def test_every_word_of_the_list_is_under_its_first_letters() -> None:
    first = {word[:2] for word in every_word()}

    assert frozenset().union(*map(woordenboek._beginning, first)) == every_word()
    assert woordenboek._beginning("qq") == frozenset()


def test_the_dictionary_is_of_the_installed_package() -> None:
    import spellchecker

    assert "site-packages" in str(Path(spellchecker.__file__))
    assert len(every_word()) > 300_000
