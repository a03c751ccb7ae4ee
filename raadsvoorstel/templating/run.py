"""One filling of a template: the values that it put in, and what it has spent."""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct, field

from raadsvoorstel.filters import FilterError
from raadsvoorstel.placeholders import content
from raadsvoorstel.templating.errors import OverBudgetError
from raadsvoorstel.tokens import Value, forbidden, token
from raadsvoorstel.view import View

MAX_STEPS = 100_000
"""Rounds of loops and calls in one paper; the largest real one takes a few hundred."""
MAX_LETTERS = 5_000_000


class Run(Struct):
    """One filling of one template: its values so far, and what it has spent."""

    seen: View
    values: list[Value] = field(default_factory=list)
    steps: int = 0
    letters: int = 0
    used: set[str] = field(default_factory=set)
    """The names of the templates that this filling went through."""

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise OverBudgetError

    def spend(self, letters: int) -> None:
        self.letters += letters
        if self.letters > MAX_LETTERS:
            raise OverBudgetError

    def put(self, value: object) -> Markup:
        """The token that stands for a value from now on."""
        self.step()
        if isinstance(value, str) and any(forbidden(value)):
            raise FilterError("Hier staat een teken dat geen tekst is")
        self.values.append(content(value, self.seen))
        return _marked(len(self.values) - 1)


@lru_cache(maxsize=1024)
def _marked(number: int) -> Markup:
    return Markup(token(number))  # noqa: S704 - a token holds no markup


RUN: ContextVar[Run] = ContextVar("run")
