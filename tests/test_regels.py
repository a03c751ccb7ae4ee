"""The rules on the words of papers: each fires where it should, and is silent on a near miss.

A file per code in `regels/`: `fout` are texts with the letters that are reported and the message,
`goed` are texts that are right, with what a naive pattern would trip over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from raadsvoorstel import rules
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic, Location, Severity, has_errors
from raadsvoorstel.papers.reading import Kind, Passage, Reading, Span
from raadsvoorstel.rules.rule import AnyRule
from tests.conftest import ROOT, case_of, shipped_case

FOLDER = Path(__file__).parent / "regels"
FILES = sorted(FOLDER.glob("RV*.yaml"))
TABLES: tuple[AnyRule, ...] = (
    *rules.PASSAGE_RULES,
    *rules.PAPER_RULES,
    *rules.EITHER_RULES,
    *rules.LANGUAGE_PASSAGE_RULES,
    *rules.LANGUAGE_RULES,
    *rules.KNOWN_PASSAGE_RULES,
    *rules.DOSSIER_RULES,
    *rules.WORD_RULES,
    *rules.COUNCILS_RULES,
    *rules.PAPERS_RULES,
)


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{index}")
        for path in FILES
        for index, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind], 1)
    ]


def passages(case: dict[str, Any]) -> tuple[Passage, ...]:
    """The passages of a case: one text, or several in order."""
    parts = case.get("passages") or [case]
    return tuple(
        Passage(
            Kind(part.get("soort", "tekst")),
            part["tekst"],
            part.get("kop", ""),
            part.get("onderdeel", ""),
            part.get("naam", ""),
            part.get("nummer", ""),
            (Span(0, Location("stuk", number), advances=True),),
        )
        for number, part in enumerate(parts, 1)
    )


def found(code: str, case: dict[str, Any], *, ours: bool = False) -> list[Diagnostic]:
    """What the rule with this code says of the text, as a paper of Heemstede in the example.

    With `dossier` it is one of the second dossier instead, for what the example does not have.
    """
    gemeente, soort = case.get("gemeente", "heemstede"), case.get("stuk", "raadsvoorstel")
    reading = Reading("stuk", passages(case), gemeente, soort, is_ours=ours)
    dossier = case.get("dossier")
    known = case_of(ROOT / "tests" / "tweede", dossier) if dossier else shipped_case()
    everything = rules.findings((*_of_another(case), reading), known)
    return [one for one in everything if one.code == code and one.location.file == "stuk"]


def _of_another(case: dict[str, Any]) -> tuple[Reading, ...]:
    """The paper of another council beside it, where a case has one: `naast`."""
    beside = case.get("naast")
    if not beside:
        return ()
    return (Reading("ander stuk", passages(beside), beside.get("gemeente", "bloemendaal")),)


def test_every_rule_has_cases_of_both_kinds() -> None:
    assert {path.stem for path in FILES} == {rule.code for rule in TABLES}
    for path in FILES:
        known = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert known["fout"], path.name
        assert known["goed"], path.name
        assert all(case["waarom"] for case in known["goed"]), path.name


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in TABLES]

    assert len(codes) == len(set(codes))
    assert set(codes) <= set(CODES)


@pytest.mark.parametrize(("code", "case"), cases("fout"))
def test_a_wrong_text_is_found_at_its_place(code: str, case: dict[str, Any]) -> None:
    told = found(code, case)

    assert [one.message for one in told] == [case["melding"]]
    texts = [one.text for one in passages(case)]
    at = told[0].location
    assert texts[at.line - 1][at.column - 1 :].startswith(case["op"])
    assert told[0].hint


@pytest.mark.parametrize(("code", "case"), cases("fout"))
def test_a_warning_fails_a_strict_check_and_a_remark_none(code: str, case: dict[str, Any]) -> None:
    told = found(code, case)
    gravest = max(told, key=lambda one: list(Severity)[::-1].index(one.severity)).severity

    assert has_errors(told, strict=True) == (gravest is not Severity.INFO)
    assert has_errors(told) == (gravest is Severity.ERROR)


OF_ANY_PAPER = ("RV739", "RV741", "RV742")
"""Of papers of our own as well: the house style or a template brings these parts."""


@pytest.mark.parametrize(
    ("code", "case"), [one for one in cases("fout") if one.values[0] in OF_ANY_PAPER]
)
def test_the_parts_of_our_own_papers_are_looked_at_as_well(code: str, case: dict[str, Any]) -> None:
    assert [one.message for one in found(code, case, ours=True)] == [case["melding"]]


@pytest.mark.parametrize(("code", "case"), cases("goed"))
def test_a_right_text_gives_no_finding(code: str, case: dict[str, Any]) -> None:
    assert found(code, case) == []
