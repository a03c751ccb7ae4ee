"""How the rules run: once on words that papers share, and with patterns that wait for a text.

Counts, no clock: what is held here is the work, whatever machine does it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from raadsvoorstel import cache, rules
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Blank
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Kind, Passage, Reading, Span
from raadsvoorstel.rules import beslissing, woordenboek, zinnen
from raadsvoorstel.rules.needed import Needed, worth
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import (
    DossierRule,
    EitherRule,
    Hit,
    PaperRule,
    PassageRule,
    Setting,
)
from raadsvoorstel.rules.shared import MOST, Shared
from raadsvoorstel.values import Regel
from tests.conftest import ROOT, shipped_case
from tests.test_regels import FILES, passages

COUNCILS = 40
MOST_COMPILED = 70
"""Patterns of the rules in a run on one council; a new one that names what it needs adds none."""
PASSAGE_RULES = (*rules.PASSAGE_RULES, *rules.LANGUAGE_PASSAGE_RULES)
KNOWN_RULES = (*rules.KNOWN_PASSAGE_RULES, *rules.WORD_RULES)


def corpus() -> list[Reading]:
    """Every case of every rule as a paper, as ours and as anybody's."""
    cases = [
        case
        for path in FILES
        for kind in ("fout", "goed")
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))[kind]
    ]
    return [
        Reading("stuk", passages(case), "heemstede", "raadsvoorstel", is_ours=is_ours)
        for case in cases
        for is_ours in (False, True)
    ]


def papers(*texts: str) -> list[Reading]:
    """The same texts in the papers of many councils, each at a line of its own."""
    return [
        Reading(
            f"stuk-{number}",
            tuple(
                Passage(Kind.TEXT, text, spans=(Span(0, Location(f"stuk-{number}", number)),))
                for text in texts
            ),
        )
        for number in range(COUNCILS)
    ]


# -- once per shared passage -------------------------------------------------------------------


def test_a_passage_that_all_councils_share_is_looked_at_once() -> None:
    seen = Counter[str]()

    def every_x(passage: Passage, _: Setting) -> Iterator[Hit]:
        seen[passage.text] += 1
        yield from (Hit(passage, one.start(), "x", "") for one in re.finditer("x", passage.text))

    shared = Shared((PassageRule("RV801", every_x),), (), None)
    found = [
        (code, hit.passage.at(hit.start).file, hit.passage.at(hit.start).line, hit.start)
        for reading in papers("axbx", "niets")
        for code, hit in shared.hits(reading)
    ]

    assert seen == {"axbx": 1, "niets": 1}
    assert found == [
        ("RV801", f"stuk-{number}", number, start) for number in range(COUNCILS) for start in (1, 3)
    ]


def test_what_a_passage_is_makes_it_another_one() -> None:
    seen: list[Passage] = []

    def look(passage: Passage, _: Setting) -> Iterator[Hit]:
        seen.append(passage)
        yield from ()

    shared = Shared((PassageRule("RV801", look),), (), None)
    different = (
        Passage(Kind.TEXT, "a"),
        Passage(Kind.ITEM, "a"),
        Passage(Kind.TEXT, "b"),
        Passage(Kind.TEXT, "a", heading="kop"),
        Passage(Kind.TEXT, "a", slot="onderwerp"),
        Passage(Kind.TEXT, "a", name="bp_een"),
        Passage(Kind.TEXT, "a", number="1."),
    )
    for is_ours in (False, True, True):
        list(shared.hits(Reading("stuk", different, is_ours=is_ours)))

    assert seen == [*different, *different]


def test_the_limit_of_findings_holds_for_a_paper_and_not_for_a_passage() -> None:
    def every_letter(passage: Passage, _: Setting) -> Iterator[Hit]:
        yield from (Hit(passage, start, "x", "") for start in range(len(passage.text)))

    shared = Shared((PassageRule("RV801", every_letter),), (), None)
    half = "x" * (MOST // 2 + 10)

    assert [len([*shared.hits(one)]) for one in papers(half, half)] == [MOST] * COUNCILS


def test_a_passage_rule_says_in_a_batch_what_it_says_by_itself() -> None:
    case = shipped_case()
    shared = Shared(PASSAGE_RULES, KNOWN_RULES, case)
    told = Counter[str]()
    for reading in [*corpus(), *corpus()]:
        found = list(shared.hits(reading))
        plain = [one for passage in reading.passages for one in by_itself(passage, reading, case)]
        assert found == plain
        told.update(code for code, _ in found)

    every = {one.code for one in PASSAGE_RULES} | {one.code for one in KNOWN_RULES}
    assert every - told.keys() == OF_ANOTHER_DOSSIER


def by_itself(passage: Passage, reading: Reading, case: Case) -> Iterator[tuple[str, Hit]]:
    """What the rules say of a passage that no paper shares."""
    for rule in PASSAGE_RULES:
        yield from ((rule.code, hit) for hit in rule.find(passage, Setting(case, reading.is_ours)))
    for known in KNOWN_RULES:
        yield from ((known.code, hit) for hit in known.find(passage, case))


OF_ANOTHER_DOSSIER = {"RV780"}
"""Its cases are about a dossier that has terms, which the example lacks."""


@pytest.fixture(scope="module")
def cases() -> tuple[Reading, ...]:
    """Every case of every rule, as typed and in capitals."""
    typed = corpus()
    loud = [
        replace(one, passages=tuple(replace(it, text=it.text.upper()) for it in one.passages))
        for one in typed
    ]
    return (*typed, *loud)


ON_PAPERS: tuple[PaperRule | EitherRule | DossierRule, ...] = (
    *rules.PAPER_RULES,
    *rules.EITHER_RULES,
    *rules.DOSSIER_RULES,
)
NEEDY_RULES = [pytest.param(rule, id=rule.code) for rule in ON_PAPERS if rule.needs]


@pytest.mark.parametrize("rule", NEEDY_RULES)
def test_a_rule_on_papers_that_names_what_it_needs_finds_nothing_without(
    rule: PaperRule | EitherRule | DossierRule, cases: tuple[Reading, ...]
) -> None:
    needed, case = Needed((rule,)), shipped_case()
    without = [one for one in cases if not worth((rule,), needed.in_paper(one))]

    assert [word for word in rule.needs if word != word.casefold()] == []
    assert without
    assert [one for one in without if any(True for _ in of_paper(rule, one, case))] == []


def of_paper(
    rule: PaperRule | EitherRule | DossierRule, reading: Reading, case: Case
) -> Iterator[Hit]:
    """What a rule says of a paper, whatever words it holds."""
    match rule:
        case PaperRule():
            yield from rule.find(reading)
        case EitherRule():
            yield from rule.find(reading, None)
            yield from rule.find(reading, case)
        case DossierRule():
            yield from rule.find(reading, case)


def test_a_rule_waits_for_a_passage_that_has_what_it_needs() -> None:
    seen = list[str]()

    def look(passage: Passage, _: Setting) -> Iterator[Hit]:
        seen.append(passage.text)
        yield from ()

    shared = Shared((PassageRule("RV801", look, ("geheim",)),), (), None)
    for reading in papers("niets", "Geheim", "zaak"):
        list(shared.hits(reading))

    assert seen == ["Geheim"]


def test_no_paper_is_held_after_a_run() -> None:
    given = tuple(papers("De visie is is klaar.", "De raad besluit:", "de visie vast te stellen."))
    run = rules.findings(given, None, language=False)
    held = [beslissing.decisions.cache_info().currsize for _ in run]

    assert max(held) >= COUNCILS - 1
    for kept in (beslissing.decisions, beslissing.council_decisions, zinnen.words):
        assert kept.cache_info().currsize == 0


def test_a_title_without_a_word_stops_no_rule() -> None:
    """Who does not know the title yet may type a question mark."""
    case = shipped_case()
    untitled = replace(case, dossier=replace(case.dossier, titel=Regel("?")))

    annex = Passage(Kind.ITEM, "Kaart van het gebied", heading="Bijlagen")
    reading = Reading("stuk", (annex, Passage(Kind.TEXT, "De kaart is is klaar.")))

    assert "RV801" in {one.code for one in rules.findings((reading,), untitled, language=False)}


def test_a_title_that_is_not_known_yet_is_not_looked_for() -> None:
    case = shipped_case()
    blank = replace(case, dossier=replace(case.dossier, titel=Blank("titel van het plan")))
    wrong = "Regiovisie VERBINDEN EN VERSTERKEN in de aanpak van huiselijk geweld"
    passages = (
        Passage(Kind.TEXT, f"Wij stellen de {wrong} vast."),
        Passage(Kind.TEXT, "Hier is nog in te vullen welke titel het plan van de regio heeft."),
        Passage(Kind.CLAUSE, "de nota vast te stellen", heading="Besluit"),
        Passage(Kind.ITEM, "Regiovisie huiselijk geweld", heading="Bijlagen"),
    )
    reading = Reading("stuk", passages, gemeente="heemstede", soort="raadsbesluit")

    def about_it(case: Case) -> set[str]:
        found = tuple(rules.findings((reading,), case, language=False))
        codes = {one.code for one in found} & {"RV706", "RV707", "RV708"}
        return codes | {one.message for one in found if "de titel" in one.message}

    assert about_it(case)
    assert about_it(blank) == set()


# -- patterns ----------------------------------------------------------------------------------


def patterns() -> dict[str, Pattern]:
    """Every pattern of the rules, by module and name."""
    found = {}
    for info in iter_modules(rules.__path__):
        module = import_module(f"raadsvoorstel.rules.{info.name}")
        for name, value in vars(module).items():
            inner: dict[str, Any] = value if isinstance(value, dict) else {"": value}
            for key, one in inner.items():
                if isinstance(one, Pattern):
                    found[f"{info.name}.{name}{key and '.'}{key}"] = one
    return found


@pytest.fixture(scope="module")
def texts() -> tuple[str, ...]:
    """The words of the cases and of all data of the project, as typed and in capitals."""
    of_cases = [one.text for reading in corpus() for one in reading.passages]
    files = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")]
    lines = [line for path in files if path.is_file() for line in read(path).splitlines()]
    plain = dict.fromkeys((*of_cases, *lines))
    return (*plain, *(one.upper() for one in of_cases))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


NEEDY = [name for name, one in patterns().items() if one.needs]


@pytest.mark.parametrize("name", NEEDY)
def test_a_pattern_that_names_what_it_needs_misses_nothing(
    name: str, texts: tuple[str, ...]
) -> None:
    pattern = patterns()[name]
    plain = re.compile(pattern.source, pattern.flags)

    assert [word for word in pattern.needs if word != word.casefold()] == []
    missed = [one for one in texts if not pattern.may_match(one) and plain.search(one)]
    assert missed == []


RARE = ("Dat is klaar;; zo.", "Twee\u00a0 woorden", "In 2021 is 3.4% besteed aan € 1,000")
SEPARATES = (
    ("leestekens._NEAR_A_MARK", "leestekens._SPACING"),
    ("conversie._ODD_SIGN", "conversie._ODD"),
)


@pytest.mark.parametrize(("first", "then"), SEPARATES)
def test_what_is_looked_for_first_stands_in_all_that_is_found(
    first: str, then: str, texts: tuple[str, ...]
) -> None:
    known = patterns()
    found = [one for text in (*texts, *RARE) for one in known[then].finditer(text)]

    assert {one.lastgroup for one in found} == set(known[then].plain.groupindex)
    around = [one.string[max(0, one.start() - 1) : one.end() + 1] for one in found]
    assert [one for one in around if not known[first].search(one)] == []


@pytest.mark.parametrize("letters", ["GEHEİMHOUDING", "geheımhouding", "GEHEIMHOUDING"])
def test_letters_that_the_pattern_takes_for_each_other_are_so_for_what_it_needs(
    letters: str,
) -> None:
    pattern = Pattern(r"geheimhouding", re.IGNORECASE, needs=("geheimhouding",))

    assert pattern.search(f"de {letters}") is not None


@pytest.mark.parametrize("letters", ["Op 31 aprİl 2020.", "Op 31 aprıl 2020.", "De drİe raden."])
def test_such_letters_stop_no_rule(letters: str) -> None:
    (reading, *_) = papers(letters)

    found = {one.code for one in rules.findings((reading,), shipped_case(), language=False)}
    assert found & {"RV730", "RV701"}


def test_a_pattern_answers_as_that_of_re() -> None:
    plain, lazy = re.compile(r"(\d)(x)?"), Pattern(r"(\d)(x)?", needs=("1", "2"))
    text = "a1x b2 c3"

    assert [one.span() for one in lazy.finditer(text)] == [
        one.span() for one in plain.finditer(text)
    ]
    assert lazy.findall(text) == plain.findall(text)
    assert lazy.sub("-", text) == plain.sub("-", text)
    assert lazy.search("geen") is None
    assert lazy.sub("-", "geen") == "geen"


def test_a_pattern_is_compiled_for_a_text_that_has_what_it_needs() -> None:
    pattern = Pattern("geheim", needs=("geheim",))

    assert pattern.search("niets") is None
    assert not pattern.is_compiled
    assert pattern.search("geheim") is not None
    assert pattern.is_compiled


COUNTING = """
import sys
from tests.test_regelwerk import patterns
from raadsvoorstel.cli import main
sys.argv[1:] = ["generate", "--gemeente", "heemstede", "--uitvoer", sys.argv[1]]
before = sum(one.is_compiled for one in patterns().values())
try:
    main()
finally:
    print("compiled", before, sum(one.is_compiled for one in patterns().values()))
"""


def test_few_patterns_are_compiled_in_a_run_on_one_council(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, cache.VARIABLE: cache.OFF},
    )
    (line,) = [one for one in done.stdout.splitlines() if one.startswith("compiled")]
    before, after = map(int, line.split()[1:])

    assert before == 0, "a pattern was compiled before any text was read"
    assert 0 < after <= MOST_COMPILED


# -- words -------------------------------------------------------------------------------------


def test_a_cut_text_is_all_of_it_with_every_word_at_its_place(texts: tuple[str, ...]) -> None:
    word = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
    for text in texts:
        pieces = zinnen.cut.__wrapped__(text)
        whole = "".join(map("".join, zip(pieces.gaps, (*pieces.words, ""), strict=True)))
        places = [(pieces.start(at), pieces.end(at)) for at in range(len(pieces.words))]

        assert whole == text
        assert places == [one.span() for one in word.finditer(text)]
        assert pieces.keys == tuple(map(zinnen.key_of, pieces.words))


def test_terms_are_found_however_they_are_parted(texts: tuple[str, ...]) -> None:
    terms = ("wmoraad", "regiovisie", "veilig", "veiligthuis", "thuis", "gemeentewet")
    keys = zinnen.Keys(terms)
    for text in texts[::97]:
        assert list(keys.found(text)) == list(runs(text, terms))


def runs(text: str, terms: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Every run of words with nothing but spaces or a hyphen between, that makes a term."""
    found = [*re.finditer(r"[^\W_]+(?:[-‑'’][^\W_]+)*", text)]
    for first, begin in enumerate(found):
        key = ""
        for at, end in enumerate(found[first:], first):
            apart = text[found[at - 1].end() : end.start()] if at > first else ""
            if apart.replace("-", "").strip():
                break
            key += zinnen.key_of(end[0])
            if key in terms:
                yield key, begin.start(), end.end()


def test_the_list_of_words_is_halved_to_the_word_itself() -> None:
    words = sorted(woordenboek._list().decode().split('"')[1::2])
    asked = (*words[:20], *words[-20:], *words[::997])

    assert [one for one in asked if not woordenboek._has(one)] == []
    strange = [f"{one}q" for one in asked] + ["", '"', "a\n", "zzzzz", "!"]
    assert [one for one in strange if woordenboek._has(one) != (one in set(words))] == []
