"""Which of the words that rules need stand in a text or a paper: looked for once, for all rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules.pattern import small_letters
from raadsvoorstel.rules.rule import (
    DossierRule,
    EitherRule,
    KnownPassageRule,
    PaperRule,
    PassageRule,
)

_AnyOf = PassageRule | KnownPassageRule | PaperRule | EitherRule | DossierRule
_Rule = TypeVar("_Rule", bound=_AnyOf)


class Needed(dict[str, frozenset[str]]):
    """The words that some rules need, by the text that holds them; papers share most texts."""

    def __init__(self, rules: Iterable[_AnyOf]) -> None:
        super().__init__()
        self._words = tuple(dict.fromkeys(word for rule in rules for word in rule.needs))

    def __missing__(self, text: str) -> frozenset[str]:
        small = small_letters(text)
        self[text] = frozenset([word for word in self._words if word in small])
        return self[text]

    def in_paper(self, reading: Reading) -> frozenset[str]:
        """Those that any text of a paper holds."""
        return frozenset[str]().union(*[self[one.text] for one in reading.passages])


def worth(rules: Iterable[_Rule], held: frozenset[str]) -> list[_Rule]:
    """The rules that may find anything where these words stand."""
    return [one for one in rules if not one.needs or not held.isdisjoint(one.needs)]
