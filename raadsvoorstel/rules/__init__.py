"""The rules on the words of papers: what a reader would see, whoever made the paper.

A rule is a generator of hits; adding one is adding it to a table and its code to `CODES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.loading import Case, located
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules import choices, schrijfwijze
from raadsvoorstel.rules.choices import chosen, may_be_set
from raadsvoorstel.rules.rule import (
    CouncilsRule,
    DossierRule,
    EitherRule,
    Hit,
    PaperRule,
    diagnostic,
)

__all__ = [
    "COUNCILS_RULES",
    "DOSSIER_RULES",
    "EITHER_RULES",
    "LANGUAGE_RULES",
    "PAPER_RULES",
    "chosen",
    "count",
    "findings",
    "may_be_set",
]

PAPER_RULES: tuple[PaperRule, ...] = (PaperRule("RV801", schrijfwijze.word_twice),)
EITHER_RULES: tuple[EitherRule, ...] = ()
LANGUAGE_RULES: tuple[EitherRule, ...] = ()
"""These need a dictionary, which takes as long to load as all papers to make."""
DOSSIER_RULES: tuple[DossierRule, ...] = ()
COUNCILS_RULES: tuple[CouncilsRule, ...] = ()


def findings(
    readings: tuple[Reading, ...], case: Case | None, *, language: bool = True
) -> Iterator[Diagnostic]:
    """Every finding in these papers; without a case only what the papers themselves say.

    What the dossier excepts is left out; an exception that nothing needs is a finding of its own,
    where every council's papers were looked at.
    """
    exceptions = case.dossier.uitzonderingen if case is not None else ()
    used = set[int]()
    for code, reading, hit in _hits(readings, case, language=language):
        needed = {
            index
            for index, one in enumerate(exceptions)
            if choices.silences(one, code, reading, hit)
        }
        used |= needed
        if not needed:
            yield diagnostic(code, reading, hit)
    if case is not None and {one.gemeente for one in readings if one.is_ours} >= set(case.names):
        yield from (located(case, problem) for problem in choices.unused(case, used))


def _hits(
    readings: tuple[Reading, ...], case: Case | None, *, language: bool
) -> Iterator[tuple[str, Reading, Hit]]:
    either_rules = (*EITHER_RULES, *(LANGUAGE_RULES if language else ()))
    for reading in readings:
        for rule in PAPER_RULES:
            yield from ((rule.code, reading, hit) for hit in rule.find(reading))
        for either in either_rules:
            yield from ((either.code, reading, hit) for hit in either.find(reading, case))
    if case is None:
        return
    for reading in readings:
        for known in DOSSIER_RULES:
            yield from ((known.code, reading, hit) for hit in known.find(reading, case))
    for across in COUNCILS_RULES:
        yield from ((across.code, *found) for found in across.find(readings, case))


def count(*, with_case: bool) -> int:
    """How many rules look at a paper."""
    always = len(PAPER_RULES) + len(EITHER_RULES) + len(LANGUAGE_RULES)
    return always + (len(DOSSIER_RULES) + len(COUNCILS_RULES) if with_case else 0)
