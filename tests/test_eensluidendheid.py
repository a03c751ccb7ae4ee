"""All councils decide the same, or the difference is shown, word by word, with both places."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from raadsvoorstel import checking, project, rules
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Afwijking
from raadsvoorstel.papers.files import read_paper
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules.eensluidendheid import Concordance, concordance
from raadsvoorstel.rules.verschil import difference
from raadsvoorstel.values import Datum
from tests.conftest import ROOT, case_of

SECOND = ROOT / "tests" / "tweede"
DECIDED = "het “Warmteplan POLDERGLOED voor huizen zonder gas” voor 2031-2036 vast te stellen"
CREDIT = "een krediet te geven van zeven maal een ton"
HALF = "een half krediet te geven en de rest te bewaren voor de Beelaan"


def _file(name: str, *points: str, gemeente: str = "") -> Reading:
    lines = ["Voorgesteld besluit", "", *(f"{n}. {one}" for n, one in enumerate(points, 1))]
    found = read_paper("\n".join(lines).encode(), name, ".txt").reading
    return replace(found, gemeente=gemeente)


def _told(readings: tuple[Reading, ...], case: Case | None, *codes: str) -> list[Diagnostic]:
    return [one for one in rules.findings(readings, case, language=False) if one.code in codes]


def _second(kind: str = "verplicht") -> Case:
    case = case_of(SECOND, "warmteplan")
    return replace(case, dossier=msgspec.structs.replace(case.dossier, eensluidend=kind))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the second project, as the current folder."""
    shutil.copytree(SECOND, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def _checked(folder: Path) -> tuple[Case, tuple[Reading, ...], list[Diagnostic]]:
    checked = checking.check(project.find(folder), "warmteplan")
    assert checked.loaded.case is not None
    readings = checking.readings(checked)
    told = [one for one in checked.findings if one.code in {"RV750", "RV751"}]
    return checked.loaded.case, readings, told


def _own_template(folder: Path, gemeente: str, text: str) -> None:
    path = folder / "templates" / "gemeenten" / gemeente / "raadsbesluit.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


# -- papers of our own -------------------------------------------------------------------------


def test_papers_from_one_source_are_the_same(own: Path) -> None:
    case, readings, told = _checked(own)
    found = concordance(readings, case)

    assert told == []
    assert found.is_identical
    assert [one.id for one in found.clauses] == ["vaststellen", "krediet"]
    assert _councils(found, "vaststellen", "gelijk") == {"aadorp", "beedorp", "ceedam"}


def _councils(found: Concordance, id_: str, soort: str) -> set[str]:
    return {
        gemeente
        for clause in found.clauses
        if clause.id == id_
        for one in clause.variants
        if one.soort == soort
        for gemeente in one.gemeenten
    }


def test_a_recorded_deviation_is_shown_and_not_counted(own: Path) -> None:
    case, readings, _ = _checked(own)
    found = concordance(readings, case)
    variants = {one.soort: one for clause in found.clauses for one in clause.variants}

    assert _councils(found, "krediet", "afwijking") == {"beedorp"}
    assert _councils(found, "krediet", "gelijk") == {"aadorp", "ceedam"}
    assert "{half}" in variants["afwijking"].shown
    assert variants["afwijking"].at.file.endswith("municipalities.yaml")
    assert found.is_identical


def test_a_local_value_is_shown_and_not_counted(own: Path) -> None:
    path = own / "data" / "warmteplan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "voor {{ dossier.periode.van }}-",
            "in {{ gemeente.naam }} voor {{ dossier.periode.van }}-",
        ),
        encoding="utf-8",
    )
    case, readings, told = _checked(own)

    assert told == []
    assert "in ⟨gemeente.naam⟩ voor 2031-2036" in concordance(readings, case).clauses[0].text


def test_a_template_that_adds_words_to_the_decision_is_found(own: Path) -> None:
    _own_template(
        own,
        "ceedam",
        "# Raadsbesluit van {{ gemeente.naam }}\n\n::: formule\nbesluit:\n:::\n\n"
        "{% for punt in besluit.punten %}\n1. {{ punt }} zodra het kan\n{% endfor %}\n",
    )
    case, readings, told = _checked(own)
    differing = [one for one in told if one.code == "RV750"]

    assert {one.location.file for one in differing} == {
        "templates/gemeenten/ceedam/raadsbesluit.md.j2"
    }
    assert all("zodra het kan}" in one.message for one in differing)
    assert "data/warmteplan.yaml" in differing[0].hint
    assert {one.gemeenten for one in told} == {frozenset({"ceedam"})}
    assert _councils(concordance(readings, case), "vaststellen", "verschil") == {"ceedam"}


def test_a_template_that_decides_nothing_is_found(own: Path) -> None:
    _own_template(own, "ceedam", "# Raadsbesluit van {{ gemeente.naam }}\n\nWij zijn het eens.\n")
    _, _, told = _checked(own)

    assert {one.message for one in told} == {
        f"Het gezamenlijke beslispunt '{id_}' ontbreekt in dit stuk"
        for id_ in ("vaststellen", "krediet")
    }


def test_a_decision_typed_in_a_template_is_found(own: Path) -> None:
    _own_template(
        own,
        "ceedam",
        "# Raadsbesluit van {{ gemeente.naam }}\n\n::: formule\nbesluit:\n:::\n\n"
        f"1. {DECIDED.replace('2036', '2035')};\n2. {CREDIT}.\n",
    )
    _, _, told = _checked(own)

    assert {one.code for one in told} == {"RV750", "RV751"}
    assert all("2031-2035" in one.message for one in told)


# -- files of anybody --------------------------------------------------------------------------


def test_files_are_held_against_the_dossier() -> None:
    good = _file("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="ceedam")
    bad = _file("b.txt", f"{DECIDED.replace('gas', 'olie')};", f"{CREDIT}.", gemeente="ceedam")

    assert _told((good,), _second(), "RV750") == []
    [one] = _told((bad,), _second(), "RV750")
    assert one.location.file == "b.txt"
    assert (one.location.line, one.location.column) == (3, f"1. {DECIDED}".index("gas") + 1)
    assert "[gas] {olie}" in one.message


def test_a_file_of_an_unknown_council_is_held_against_the_shared_points() -> None:
    good = _file("a.txt", f"{DECIDED};", f"{CREDIT}.")
    bad = _file("b.txt", f"{DECIDED.replace('gas', 'olie')};", f"{CREDIT}.")

    assert [one.location.file for one in _told((good, bad), _second(), "RV750")] == ["b.txt"]


def _besluit(name: str, *points: str, gemeente: str = "") -> Reading:
    lines = ["Raadsbesluit", "", "besluit:", *(f"{n}. {one}" for n, one in enumerate(points, 1))]
    found = read_paper("\n".join(lines).encode(), name, ".txt").reading
    return replace(found, gemeente=gemeente)


def test_a_proposal_may_say_what_was_shared_before_a_deviation() -> None:
    case, before = _second(), _file("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="beedorp")
    local = case.local("beedorp")
    decided = local.collegebesluit.datum
    assert isinstance(decided, date)
    [deviation] = local.afwijkingen

    def told(days: int) -> list[Diagnostic]:
        on = msgspec.structs.replace(deviation, datum=Datum.at(decided + timedelta(days)))
        return _told((before,), _deviating(case, on), "RV750")

    assert told(1) == []
    assert [one.code for one in told(0)] == ["RV750"], "the college proposed the deviation itself"


def _deviating(case: Case, deviation: Afwijking) -> Case:
    council = case.municipalities["beedorp"]
    local = msgspec.structs.replace(council.dossiers["warmteplan"], afwijkingen=(deviation,))
    council = msgspec.structs.replace(council, dossiers={"warmteplan": local})
    return replace(case, municipalities={**case.municipalities, "beedorp": council})


def test_a_decision_of_a_deviating_council_is_what_it_recorded() -> None:
    shared = _besluit("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="beedorp")
    own = _besluit("b.txt", f"{DECIDED};", f"{HALF}.", gemeente="beedorp")

    [told] = _told((shared,), _second(), "RV750")
    assert told.message.startswith("Het beslispunt 'krediet' is niet de vastgelegde afwijking: ")
    assert "data/municipalities.yaml" in told.hint
    assert _told((own,), _second(), "RV750") == []


def test_a_decision_of_nobody_known_is_held_against_what_is_shared() -> None:
    case = _second()
    deviating_first = replace(case, names=dict(sorted(case.names.items(), key=_deviates)))
    shared = _besluit("a.txt", f"{DECIDED};", f"{CREDIT}.")
    other = _besluit("b.txt", f"{DECIDED};", f"{CREDIT} minder.")

    assert _told((shared,), deviating_first, "RV750") == []
    [told] = _told((other,), deviating_first, "RV750")
    assert told.message.startswith("Het beslispunt 'krediet' is niet het gezamenlijke: ")


def _deviates(council: tuple[str, object]) -> bool:
    return council[0] != "beedorp"


def test_side_by_side_the_shared_words_are_not_what_a_deviating_council_decided() -> None:
    before = _file("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="beedorp")
    found = concordance((before,), _second())

    assert not found.is_identical
    assert _councils(found, "krediet", "verschil") == {"beedorp"}
    assert _councils(found, "vaststellen", "gelijk") == {"beedorp"}


@pytest.mark.parametrize(
    ("kind", "severities"),
    [
        ("verplicht", [Severity.ERROR]),
        ("gewenst", [Severity.WARNING]),
        ("nee", []),
    ],
)
def test_the_dossier_says_how_grave_a_difference_is(kind: str, severities: list[Severity]) -> None:
    bad = _file("b.txt", f"{DECIDED.replace('gas', 'olie')};", f"{CREDIT}.", gemeente="ceedam")

    assert [one.severity for one in _told((bad,), _second(kind), "RV750")] == severities


def test_files_are_held_against_each_other_without_a_dossier() -> None:
    one, other = _file("a.txt", f"{DECIDED}."), _file("b.txt", f"{DECIDED.replace('gas', 'olie')}.")
    [told] = _told((one, other), None, "RV751")

    assert told.location.file == "b.txt"
    assert told.message.startswith("Dit besluit staat eerder in a.txt in andere woorden: ")
    assert "a.txt:3:4" in told.hint


def test_files_about_other_things_are_left_alone() -> None:
    one, other = _file("a.txt", f"{DECIDED}."), _file("b.txt", "de brug te verven.")

    assert _told((one, other), None, "RV751") == []


def test_with_a_dossier_two_councils_are_not_told_twice() -> None:
    one = _file("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="aadorp")
    other = _file("b.txt", f"{DECIDED.replace('gas', 'olie')};", f"{CREDIT}.", gemeente="ceedam")

    assert _told((one, other), _second(), "RV751") == []


def test_the_papers_of_one_council_are_held_against_each_other() -> None:
    one = _file("a.txt", f"{DECIDED};", f"{CREDIT}.", gemeente="ceedam")
    other = _file("b.txt", f"{DECIDED.replace('gas', 'olie')};", f"{CREDIT}.", gemeente="ceedam")

    assert [found.location.file for found in _told((one, other), _second("nee"), "RV751")] == [
        "b.txt"
    ]


# -- the words of a difference -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "found", "shown"),
    [
        ("het plan vast te stellen", "Het ‘plan’ vast te stellen", None),
        (
            "het plan vast te stellen",
            "het plan van mei vast te stellen",
            "het plan {van mei} vast te stellen",
        ),
        (
            "het plan van mei vast te stellen",
            "het plan vast te stellen",
            "het plan [van mei] vast te stellen",
        ),
        ("a b c d e f g", "a b c d x f g", "…b c d [e] {x} f g"),
        ("in 's-Ceedam te zijn", "in 's-Ceedam te zijn", None),
        ("in \ufffc te zijn", "in het dorpshuis te zijn", None),
        ("het plan", "", "[het plan]"),
    ],
)
def test_a_difference_reads_word_by_word(expected: str, found: str, shown: str | None) -> None:
    apart = difference(expected, found)

    assert (apart.shown if apart else None) == shown
