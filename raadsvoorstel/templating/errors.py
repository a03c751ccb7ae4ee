"""What can be wrong with a template."""

from __future__ import annotations

import jinja2

from raadsvoorstel.diagnostics import Location


class TemplateError(Exception):
    """A template that can't be used: code, place, what is wrong, what to do."""

    def __init__(self, code: str, at: Location, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.at, self.message, self.hint = code, at, message, hint


class OverBudgetError(Exception):
    """The template takes more steps or letters than any real paper needs."""


class ForbiddenError(jinja2.TemplateSyntaxError):
    """Valid Jinja that our templates may not use."""
