"""The rules on the words of papers: what a reader would see, whoever made the paper.

A rule is a generator of hits; adding one is adding it to a table and its code to `CODES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules import schrijfwijze
from raadsvoorstel.rules.rule import (
    CouncilsRule,
    DossierRule,
    EitherRule,
    PaperRule,
    diagnostic,
)

PAPER_RULES: tuple[PaperRule, ...] = (PaperRule("RV801", schrijfwijze.word_twice),)
EITHER_RULES: tuple[EitherRule, ...] = ()
LANGUAGE_RULES: tuple[EitherRule, ...] = ()
"""These need a dictionary, which takes as long to load as all papers to make."""
DOSSIER_RULES: tuple[DossierRule, ...] = ()
COUNCILS_RULES: tuple[CouncilsRule, ...] = ()


def findings(
    readings: tuple[Reading, ...], case: Case | None, *, language: bool = True
) -> Iterator[Diagnostic]:
    """Every finding in these papers; without a case only what the papers themselves say."""
    for reading in readings:
        for rule in PAPER_RULES:
            yield from (diagnostic(rule.code, reading, hit) for hit in rule.find(reading))
        for either in (*EITHER_RULES, *(LANGUAGE_RULES if language else ())):
            hits = either.find(reading, case)
            yield from (diagnostic(either.code, reading, hit) for hit in hits)
        if case is not None:
            for known in DOSSIER_RULES:
                hits = known.find(reading, case)
                yield from (diagnostic(known.code, reading, hit) for hit in hits)
    if case is not None:
        for across in COUNCILS_RULES:
            for reading, hit in across.find(readings, case):
                yield diagnostic(across.code, reading, hit)


def count(*, with_case: bool) -> int:
    """How many rules look at a paper."""
    always = len(PAPER_RULES) + len(EITHER_RULES) + len(LANGUAGE_RULES)
    return always + (len(DOSSIER_RULES) + len(COUNCILS_RULES) if with_case else 0)
