"""The rules on one passage, run once on words that papers share and told for each paper.

Most of a dossier's text is the same for all councils, so that with every council the work grows
only by what is its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules.needed import Needed, worth
from raadsvoorstel.rules.rule import Hit, KnownPassageRule, PassageRule, Setting

MOST = 200
"""Findings of one rule in one paper."""
_Found = tuple[tuple[str, Hit], ...]


class Shared:
    """What the rules say of each passage that was met in this run, by its words and its part."""

    __slots__ = ("_case", "_found", "_known_rules", "_needed", "_rules")

    def __init__(
        self,
        rules: tuple[PassageRule, ...],
        known_rules: tuple[KnownPassageRule, ...],
        case: Case | None,
    ) -> None:
        self._rules = rules
        self._known_rules = known_rules
        self._case = case
        self._needed = Needed((*rules, *known_rules))
        self._found: dict[tuple[object, ...], _Found] = {}

    def hits(self, reading: Reading) -> Iterator[tuple[str, Hit]]:
        """What is found in a paper, at its own places, with the code of each rule."""
        told = Counter[str]()
        is_ours, known = reading.is_ours, self._found
        for one in reading.passages:
            key = (one.text, one.kind, one.heading, one.slot, one.name, one.number, is_ours)
            found = known.get(key)
            if found is None:
                found = known[key] = tuple(self._looked(one, Setting(self._case, is_ours)))
            for code, hit in found:
                told[code] += 1
                if told[code] <= MOST:
                    yield code, replace(hit, passage=one)

    def _looked(self, passage: Passage, setting: Setting) -> Iterator[tuple[str, Hit]]:
        held = self._needed[passage.text]
        for rule in worth(self._rules, held):
            for hit in islice(rule.find(passage, setting), MOST):
                yield rule.code, hit
        if setting.case is None:
            return
        for known in worth(self._known_rules, held):
            for hit in islice(known.find(passage, setting.case), MOST):
                yield known.code, hit
