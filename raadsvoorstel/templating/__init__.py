"""Jinja templates to Markdown in which every value is a token. The only package on `jinja2`.

Templates travel between organisations, so they run in a sandbox: no Python, no method calls on
values, no text glued together in expressions, and a budget of steps and letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import jinja2
from msgspec import Struct

from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.filters import FILTER_NAMES
from raadsvoorstel.placeholders import PlaceholderError
from raadsvoorstel.project import Project
from raadsvoorstel.templating.compiled import Compiled
from raadsvoorstel.templating.errors import OverBudgetError, TemplateError
from raadsvoorstel.templating.loader import Loader
from raadsvoorstel.templating.run import MAX_LETTERS, RUN, Run
from raadsvoorstel.templating.sandbox import (
    COUNTED,
    FLAT,
    Sandbox,
    Unknown,
    counted,
    finalize,
    flat,
    heading_marks,
    is_blank,
    named_filter,
)
from raadsvoorstel.templating.words import TEMPLATE_ERRORS, explained, in_a_template
from raadsvoorstel.tokens import Value
from raadsvoorstel.view import View

Environment = jinja2.Environment
"""The sandbox in which the templates of one project run."""


class Filled(Struct, frozen=True):
    """Markdown with tokens, and the values that they stand for."""

    markdown: str
    values: tuple[Value, ...]
    templates: tuple[tuple[str, str], ...]
    """The name and text of each template that took part, in the order of the names."""


def fill(sandbox: Environment, name: str, seen: View, names: Mapping[str, object]) -> Filled:
    """The template `name` filled in; raises `TemplateError` or `PlaceholderError`."""
    run = Run(seen)
    previous = RUN.set(run)
    try:
        markdown = _within_bounds(sandbox.get_template(name).generate(names))
        return Filled(markdown, tuple(run.values), _used(sandbox, run))
    except (PlaceholderError, TemplateError):
        raise
    except TEMPLATE_ERRORS as error:
        raise explained(error, name, sandbox) from error
    except (TypeError, ValueError, LookupError) as error:
        if not in_a_template(error):
            raise
        raise explained(error, name, sandbox) from error
    finally:
        RUN.reset(previous)


def _within_bounds(pieces: Iterator[str]) -> str:
    """The pieces of a text as one, unless they are too many letters."""
    text: list[str] = []
    letters = 0
    for piece in pieces:
        letters += len(piece)
        if letters > MAX_LETTERS:
            raise OverBudgetError
        text.append(piece)
    return "".join(text)


def _used(sandbox: Environment, run: Run) -> tuple[tuple[str, str], ...]:
    read = sandbox.loader.texts if isinstance(sandbox.loader, Loader) else {}
    return tuple((name, read[name]) for name in sorted(run.used) if name in read)


def environment(project: Project) -> Environment:
    """The sandbox for the templates of a project."""
    sandbox = Sandbox(
        loader=Loader(project),
        bytecode_cache=Compiled(),
        autoescape=True,
        undefined=Unknown,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sandbox.filters = {name: named_filter(name) for name in FILTER_NAMES}
    sandbox.filters |= {COUNTED: counted, FLAT: flat}
    sandbox.tests = {
        "leeg": is_blank,
        **{name: sandbox.tests[name] for name in ("none", "defined", "eq", "ne", "in")},
    }
    sandbox.globals = {"kop": heading_marks}
    return sandbox


def template_errors(sandbox: Environment) -> Iterator[Diagnostic]:
    """The errors of every template of the project itself, also of those that no paper uses."""
    loader = sandbox.loader
    for name in loader.own_templates() if isinstance(loader, Loader) else ():
        try:
            sandbox.get_template(name)
        except TemplateError as error:
            yield Diagnostic(error.code, Severity.ERROR, error.at, error.message, error.hint)
        except TEMPLATE_ERRORS as error:
            found = explained(error, name, sandbox)
            yield Diagnostic(found.code, Severity.ERROR, found.at, found.message, found.hint)
