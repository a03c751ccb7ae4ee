"""A mistake put into a right paper is found: under its own code, on its own line.

Every paper of both dossiers is written as Markdown and read back as anybody's file. An operator
makes one mistake at each place where it can be made; a seed chooses among them. What is not found
stands in `regelmutaties.txt`, so that a rule that gets worse shows.

`RV_ZAAD` takes another seed, `RV_STRESS` every place. A new family is one more `Operator`.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import batch, checking, project, rules
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.files import read_paper
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.writers import FORMATS
from tests.conftest import ROOT, Golden

SEED = int(os.environ.get("RV_ZAAD", "20201219"))
MOST = 10_000 if os.environ.get("RV_STRESS") else 17
"""Mutants of one operator in a usual run."""
FEWEST_PER_FAMILY, FEWEST = 15, 300
MISSED = ROOT / "tests" / "regelmutaties.txt"


@dataclass(frozen=True, slots=True)
class Paper:
    """A right paper as a file, with what the rules say of it as it is."""

    dossier: str
    gemeente: str
    kind: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.dossier}/{self.gemeente}/{self.kind}.md"


class Change(Struct, frozen=True):
    """The letters from `start` to `end` become other ones."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Operator:
    """One sort of mistake: where it can be made, and the codes that may tell of it."""

    family: str
    name: str
    codes: frozenset[str]
    places: Callable[[Paper], Iterator[Change]]
    on_its_line: bool = True
    """Whether the finding stands where the mistake was made; what is gone has no place."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A paper with one mistake."""

    operator: Operator
    paper: Paper
    change: Change

    @property
    def text(self) -> str:
        before, after = self.paper.text[: self.change.start], self.paper.text[self.change.end :]
        return before + self.change.new + after

    @property
    def line(self) -> int:
        return self.paper.text.count("\n", 0, self.change.start) + 1

    @property
    def shown(self) -> str:
        old = " ".join(self.paper.text[self.change.start : self.change.end].split())
        old = old if len(old) <= 60 else f"{old[:60]}…"
        return f"{self.operator.name}: {self.paper.name}:{self.line} [{old}] {{{self.change.new}}}"


# -- the papers --------------------------------------------------------------------------------


@cache
def _case(dossier: str) -> Case:
    found = _checked(dossier).loaded.case
    assert found is not None
    return found


@cache
def _checked(dossier: str) -> batch.Checked:
    folder = ROOT if dossier == "regiovisie" else ROOT / "tests" / "tweede"
    return checking.check(project.find(folder), dossier)


@cache
def papers() -> tuple[Paper, ...]:
    """All papers of the example and of the second dossier."""
    write = FORMATS["md"].load()
    return tuple(
        Paper(dossier, one.gemeente, one.kind, _markdown(write, dossier, one))
        for dossier in ("regiovisie", "warmteplan")
        for one in _checked(dossier).papers
    )


def _markdown(write: Callable[..., bytes], dossier: str, one: batch.ComposedPaper) -> str:
    style = _case(dossier).municipalities[one.gemeente].huisstijl
    files = _checked(dossier).files[style]
    return write(one.paper, _case(dossier).styles[style], files).decode()


def told(paper: Paper, text: str) -> Counter[tuple[str, str]]:
    """Code and line of every finding in a text that stands in the place of this paper."""
    found: Reading = read_paper(text.encode(), "stuk.md", ".md").reading
    reading = replace(found, gemeente=paper.gemeente, soort=paper.kind)
    findings = rules.findings((reading,), _case(paper.dossier))
    return Counter((one.code, str(one.location.line)) for one in findings)


@cache
def baseline(paper: Paper) -> Counter[tuple[str, str]]:
    """What is told of the paper as it is; that is no find."""
    return told(paper, paper.text)


def is_found(mutant: Mutant) -> bool:
    """Whether a finding appears that was not there, under the right code and on the right line."""
    new = told(mutant.paper, mutant.text) - baseline(mutant.paper)
    return any(
        code in mutant.operator.codes
        and (not mutant.operator.on_its_line or line == str(mutant.line))
        for code, line in new
    )


# -- the operators -----------------------------------------------------------------------------


def swap(pattern: str, *new: str, only: str = "") -> Callable[[Paper], Iterator[Change]]:
    """Group `x` of every match becomes each of these in turn; `&` refers to a group."""
    sought = re.compile(pattern, re.MULTILINE)

    def places(paper: Paper) -> Iterator[Change]:
        if only and only not in paper.name:
            return
        for found in sought.finditer(paper.text):
            for one in new:
                put = found.expand(one)
                if put != found["x"]:
                    yield Change(*found.span("x"), put)

    return places


def names_of_a_list(paper: Paper) -> Iterator[Change]:
    """Each name of an enumeration of all participants left out, the first and the last too."""
    names = [re.escape(str(one)) for one in _case(paper.dossier).names.values()]
    one = rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})"
    for row in re.finditer(rf"{one}(?:, {one}){{2,}} en {one}|{one}, {one} en {one}", paper.text):
        for name in re.finditer(rf"{one}, ", row[0]):
            yield Change(row.start() + name.start(), row.start() + name.end(), "")


def strange_name(paper: Paper) -> Iterator[Change]:
    """A name of an enumeration becomes that of a council that takes no part."""
    for change in names_of_a_list(paper):
        yield replace(change, new="Diemen, ")


_DECISION = re.compile(
    r"^(?:\d\. )?(?:[Dd]e|[Hh]et) “[^”\n]+” voor .* vast te stellen[;.]?$"
    r"|^\d\. (?:[Ee]en) krediet te geven van .*$",
    re.MULTILINE,
)


def words_of_decisions(paper: Paper) -> Iterator[Change]:
    """Each word of a decision left out, but for those that make it one."""
    for row in _DECISION.finditer(paper.text):
        for word in re.finditer(r"(?<= )\w+ ", row[0]):
            if word[0].strip() not in {"vast", "te", "stellen"}:
                yield Change(row.start() + word.start(), row.start() + word.end(), "")


def sections(paper: Paper) -> Iterator[Change]:
    """The text below each heading gone."""
    for found in re.finditer(r"^## .+\n\n(?P<x>(?:(?!^#).*\n)+)", paper.text, re.MULTILINE):
        yield Change(*found.span("x"), "")


def op(
    family: str,
    name: str,
    codes: str,
    places: Callable[[Paper], Iterator[Change]],
    *,
    on_its_line: bool = True,
) -> Operator:
    return Operator(family, name, frozenset(codes.split()), places, on_its_line)


_DAY = r"(?<=\D)(?P<x>\d{1,2} (?P<m>oktober|maart|februari|december|januari) (?P<j>20\d\d))\b"
_NUMBERS = r"\b(?P<x>acht|zeven|drie|twee)(?= (?:andere )?(?:gemeenten|raden)\b)"
OPERATORS = (
    op("deelnemers", "ander aantal", "RV701 RV705", swap(_NUMBERS, "vijf", "negen", "12")),
    op("deelnemers", "naam weg", "RV702", names_of_a_list),
    op("deelnemers", "vreemde naam", "RV702 RV703", strange_name),
    op(
        "titel",
        "woord in titel",
        "RV706 RV708 RV750 RV707",
        swap(
            r"(?P<x>VERBINDEN EN VERSTERKEN|POLDERGLOED)",
            "VERBINDEN OF VERSTERKEN",
            "VERBINDING EN VERSTERKEN",
        ),
    ),
    op("besluit", "woord weg", "RV750 RV751 RV755", words_of_decisions),
    op(
        "besluit",
        "ander werkwoord",
        "RV750 RV751 RV757",
        swap(
            r"^(?:\d\. )?(?:de|het|De|Het) “[^”\n]*” voor .*(?P<x>vast te stellen)",
            "te bespreken",
            "vastgesteld",
        ),
    ),
    op(
        "periode",
        "ander jaar",
        "RV747 RV750 RV748",
        swap(r"\b(?:tot en met |20(?:20|31)-)(?P<x>20(?:24|36))\b", "2029", "2042"),
    ),
    op(
        "datum",
        "ander weekdag",
        "RV731",
        swap(
            _DAY,
            r"zondag 2 \g<m> \g<j>",
            r"woensdag 11 \g<m> \g<j>",
        ),
    ),
    op(
        "datum",
        "dag bestaat niet",
        "RV730",
        swap(
            _DAY,
            r"32 \g<m> \g<j>",
        ),
    ),
    op(
        "wet",
        "jaar van een wet",
        "RV721",
        swap(r"(?:Wet maatschappelijke ondersteuning|Wmo) (?P<x>2015)", "2051", "2005"),
    ),
    op(
        "wet",
        "wet zonder jaar",
        "RV722",
        swap(r"Wet maatschappelijke ondersteuning(?P<x> 2015)", ""),
    ),
    op(
        "formule",
        "puntkomma weg",
        "RV760",
        swap(
            r"^(?:De raad (?!voornoemd)|gelezen|gelet|gezien|overwegende|bijeen) "
            r".*[^\s;,\]](?P<x>[;,])$",
            "",
        ),
    ),
    op("formule", "dubbele punt weg", "RV760", swap(r"^(?:b e s l u i t|besluit)(?P<x> ?:)$", "")),
    op(
        "formule",
        "datum van het voorstel",
        "RV761 RV762 RV803",
        swap(r"^gelezen .* van (?P<x>\d+ \w+ \d{4})", "5 mei 2019", ""),
    ),
    op(
        "bijlage",
        "andere titel",
        "RV768 RV708 RV706",
        swap(
            r"^1?\d\. (?:Het|Kaart|Prijzen|Brief|Regiovisie).*?"
            r"(?P<x> (?:zelf|putten|leveranciers|bewoners|huiselijk))\b",
            " elders",
        ),
    ),
    op(
        "bijlage",
        "bijlage die er niet is",
        "RV766",
        swap(r"(?<=[a-z])(?P<x>\.)$", " (zie bijlage 19).", only="raadsvoorstel"),
    ),
    op(
        "ondertekening",
        "verkeerde functie",
        "RV735 RV736 RV737",
        swap(r"^de (?P<x>griffier|voorzitter),?\\?$", "gemeentesecretaris", "wethouder"),
    ),
    op(
        "ondertekening",
        "ondertekenaar weg",
        "RV735 RV736 RV803",
        swap(r"^de (?:griffier|voorzitter),\\\n(?P<x>[A-Z].*)$", ""),
        on_its_line=False,
    ),
    op(
        "sjabloonrest",
        "niet ingevuld",
        "RV802",
        swap(r"(?<=[a-z] )(?P<x>de) (?=[a-z]+ )", "[XX]", "<naam>", "{{ naam }}"),
    ),
    op(
        "taal",
        "woord twee keer",
        "RV801 RV750 RV751 RV706",
        swap(r"(?<=[a-z] )(?P<x>(?P<w>voor|van|met|een))(?= [a-z])", r"\g<w> \g<w>"),
    ),
    op(
        "term",
        "andere hoofdletters",
        "RV810 RV811 RV782",
        swap(r"Geweld (?P<x>hoort nergens thuis)", "Hoort Nergens Thuis", "hoort Nergens thuis"),
    ),
    op(
        "term",
        "uiteen geschreven",
        "RV780 RV810 RV830",
        swap(r"\bactie(?P<x>)programma(?= [a-z])", " "),
    ),
    op(
        "term",
        "uitgeschreven",
        "RV780",
        swap(r"\b(?P<x>regiovisie)(?= [a-z])", "regionale visie"),
    ),
    op(
        "term",
        "ander woord",
        "RV780 RV810 RV811 RV830",
        swap(
            r"\b(?P<a>regio)(?P<x>projectleider)(?= [a-z])",
            "leider",
        ),
    ),
    op("leesteken", "aanhalingsteken weg", "RV806 RV707", swap(r"(?P<x>[“”])", "")),
    op(
        "geld",
        "ander bedrag",
        "RV772 RV773 RV774",
        swap(r"\| +(?P<x>€.?(?P<a>\d)\d\d\.(?P<b>\d{3}))", r"€ 9\g<a>9.\g<b>"),
    ),
    op("geld", "punt weg", "RV770", swap(r"€.?\d{1,3}(?P<x>\.)\d{3}", "")),
    op("geld", "andere vorm", "RV771", swap(r"€.?\d{1,3}\.\d{3}(?P<x>)(?= )", ",-")),
    op(
        "sectie",
        "tekst weg",
        "RV740 RV741 RV742 RV749 RV750 RV743 RV767",
        sections,
        on_its_line=False,
    ),
)


def mutants(operator: Operator) -> tuple[Mutant, ...]:
    """The mistakes of one operator that the seed chooses."""
    found = [
        Mutant(operator, paper, change) for paper in papers() for change in operator.places(paper)
    ]
    chosen = random.Random(f"{SEED}-{operator.name}").sample(found, min(MOST, len(found)))  # noqa: S311
    return tuple(sorted(chosen, key=lambda one: (one.paper.name, one.change.start, one.change.new)))


@cache
def results() -> dict[str, tuple[tuple[Mutant, bool], ...]]:
    """For each operator its mutants, and whether each was found."""
    return {one.name: tuple((m, is_found(m)) for m in mutants(one)) for one in OPERATORS}


def by_family() -> dict[str, tuple[int, int]]:
    """For each family how many of its mutants were found, of how many."""
    counted: dict[str, tuple[int, int]] = {}
    for one in OPERATORS:
        found, made = counted.get(one.family, (0, 0))
        outcome = results()[one.name]
        counted[one.family] = found + sum(good for _, good in outcome), made + len(outcome)
    return counted


# -- the promises ------------------------------------------------------------------------------


def test_there_are_mutants_of_every_family() -> None:
    made = {family: total for family, (_, total) in by_family().items()}

    assert {family: number for family, number in made.items() if number < FEWEST_PER_FAMILY} == {}
    assert sum(made.values()) >= FEWEST


def test_every_operator_changes_something() -> None:
    for operator in OPERATORS:
        for mutant in mutants(operator):
            assert mutant.text != mutant.paper.text


def test_what_is_missed_is_known(golden: Golden) -> None:
    """A rule that misses more than it did fails here, with the mutants by name."""
    if "RV_ZAAD" in os.environ or "RV_STRESS" in os.environ:
        pytest.skip("another choice of mutants")
    lines = [
        f"{family}: {found} van {made}" for family, (found, made) in sorted(by_family().items())
    ]
    missed = [m.shown for outcome in results().values() for m, good in outcome if not good]
    golden.check(MISSED, "\n".join([*lines, "", *missed, ""]))


def test_nineteen_of_twenty_are_found() -> None:
    counts = by_family().values()

    assert sum(found for found, _ in counts) >= 0.95 * sum(made for _, made in counts)


def test_the_documentation_tells_how_many_are_found() -> None:
    page = (ROOT / "docs" / "bronfouten.md").read_text(encoding="utf-8")
    rates = [line for line in MISSED.read_text(encoding="utf-8").splitlines() if " van " in line]
    rows = [re.fullmatch(r"(\w+): (\d+) van (\d+)", line) for line in rates]

    assert sum(row is not None for row in rows) >= FEWEST_PER_FAMILY
    for row in rows:
        if row is not None:
            assert f"| {row[1]} | {row[2]} | {row[3]} |" in page
