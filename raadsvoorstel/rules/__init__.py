"""The rules on the words of papers: what a reader would see, whoever made the paper.

A rule is a generator of hits; adding one is adding it to a table and its code to `CODES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules import schrijfwijze
from raadsvoorstel.rules.rule import CouncilsRule, DossierRule, PaperRule, diagnostic

PAPER_RULES: tuple[PaperRule, ...] = (PaperRule("RV801", schrijfwijze.word_twice),)
DOSSIER_RULES: tuple[DossierRule, ...] = ()
COUNCILS_RULES: tuple[CouncilsRule, ...] = ()


def findings(readings: tuple[Reading, ...], case: Case | None) -> Iterator[Diagnostic]:
    """Every finding in these papers; without a case only what the papers themselves say."""
    for reading in readings:
        for rule in PAPER_RULES:
            yield from (diagnostic(rule.code, reading, hit) for hit in rule.find(reading))
        if case is not None:
            for known in DOSSIER_RULES:
                hits = known.find(reading, case)
                yield from (diagnostic(known.code, reading, hit) for hit in hits)
    if case is not None:
        for across in COUNCILS_RULES:
            for reading, hit in across.find(readings, case):
                yield diagnostic(across.code, reading, hit)
