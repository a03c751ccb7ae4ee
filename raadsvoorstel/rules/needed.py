"""Which of the words that rules need stand in a paper: looked for once, for all rules.

A rule that looks at whole papers would else ask each passage of each paper for its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules.pattern import small_letters
from raadsvoorstel.rules.rule import DossierRule, EitherRule, PaperRule

_WholeRule = PaperRule | EitherRule | DossierRule
_Rule = TypeVar("_Rule", PaperRule, EitherRule, DossierRule)


class Needed:
    """The words that some rules need, and where in the texts of this run they stand."""

    __slots__ = ("_held",)

    def __init__(self, rules: Iterable[_WholeRule]) -> None:
        self._held = _Held(dict.fromkeys(word for rule in rules for word in rule.needs))

    def held(self, reading: Reading) -> frozenset[str]:
        """Those that a paper holds; papers share most texts, so each text is looked at once."""
        return frozenset[str]().union(*[self._held[one.text] for one in reading.passages])


class _Held(dict[str, frozenset[str]]):
    """The words that each text holds."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self._words = tuple(words)

    def __missing__(self, text: str) -> frozenset[str]:
        small = small_letters(text)
        self[text] = frozenset([word for word in self._words if word in small])
        return self[text]


def worth(rules: Iterable[_Rule], held: frozenset[str]) -> list[_Rule]:
    """The rules that may find anything in a paper which holds these words."""
    return [one for one in rules if not one.needs or not held.isdisjoint(one.needs)]
