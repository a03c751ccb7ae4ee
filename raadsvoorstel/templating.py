"""Jinja templates to Markdown in which every value is a token. The only module on `jinja2`.

Templates travel between organisations, so they run in a sandbox: no Python, no method calls on
values, no text glued together in expressions, and a budget of steps and letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from raadsvoorstel.diagnostics import Diagnostic, Location, Severity
from raadsvoorstel.document import Blank
from raadsvoorstel.dutch import nearest
from raadsvoorstel.filters import FILTER_NAMES, FilterError, filters
from raadsvoorstel.placeholders import PlaceholderError, UnwritableError, content
from raadsvoorstel.project import Project, shown
from raadsvoorstel.tokens import Value, token
from raadsvoorstel.view import View

Environment = jinja2.Environment
"""The sandbox in which the templates of one project run."""

MAX_STEPS = 100_000
"""Rounds of loops and calls in one paper; the largest real one takes a few hundred."""
MAX_LETTERS = 5_000_000


class TemplateError(Exception):
    """A template that can't be used: code, place, what is wrong, what to do."""

    def __init__(self, code: str, at: Location, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.at, self.message, self.hint = code, at, message, hint


@dataclass(frozen=True, slots=True)
class Filled:
    """Markdown with tokens, and the values that they stand for."""

    markdown: str
    values: tuple[Value, ...]


class _OverBudgetError(Exception):
    """The template takes more steps or letters than any real paper needs."""


@dataclass(slots=True)
class _Run:
    """One filling of one template: its values so far, and what it has spent."""

    seen: View
    values: list[Value] = field(default_factory=list)
    steps: int = 0
    letters: int = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise _OverBudgetError

    def spend(self, letters: int) -> None:
        self.letters += letters
        if self.letters > MAX_LETTERS:
            raise _OverBudgetError

    def put(self, value: object) -> Markup:
        """The token that stands for a value from now on."""
        self.step()
        self.values.append(content(value, self.seen))
        return Markup(token(len(self.values) - 1))  # noqa: S704 - a token holds no markup


_RUN: ContextVar[_Run] = ContextVar("run")


def fill(sandbox: Environment, name: str, seen: View, names: Mapping[str, object]) -> Filled:
    """The template `name` filled in; raises `TemplateError` or `PlaceholderError`."""
    run = _Run(seen)
    previous = _RUN.set(run)
    try:
        pieces = []
        for piece in sandbox.get_template(name).generate(**names):
            run.spend(len(piece))
            pieces.append(piece)
        return Filled("".join(pieces), tuple(run.values))
    except (PlaceholderError, TemplateError):
        raise
    except _TEMPLATE_ERRORS as error:
        raise _explained(error, name, sandbox) from error
    except (TypeError, ArithmeticError) as error:
        if not _in_a_template(error):
            raise
        raise _explained(error, name, sandbox) from error
    finally:
        _RUN.reset(previous)


def environment(project: Project) -> Environment:
    """The sandbox for the templates of a project."""
    sandbox = _Sandbox(
        loader=_Loader(project),
        autoescape=True,
        undefined=_Unknown,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sandbox.filters = {name: _filter(name) for name in FILTER_NAMES} | {_COUNTED: _counted}
    sandbox.tests = {
        "leeg": _is_blank,
        **{name: sandbox.tests[name] for name in ("none", "defined", "eq", "ne", "in")},
    }
    sandbox.globals = {"kop": _heading_marks}
    return sandbox


def template_errors(sandbox: Environment) -> Iterator[Diagnostic]:
    """The errors of every template by itself, also of those that no paper uses."""
    for name in sandbox.list_templates():
        try:
            sandbox.get_template(name)
        except TemplateError as error:
            yield Diagnostic(error.code, Severity.ERROR, error.at, error.message, error.hint)
        except _TEMPLATE_ERRORS as error:
            found = _explained(error, name, sandbox)
            yield Diagnostic(found.code, Severity.ERROR, found.at, found.message, found.hint)


def _heading_marks(niveau: object) -> Markup:
    """`##` for level 2: so that a template can let the house style choose."""
    return Markup("#" * int(str(niveau)))  # noqa: S704 - only #


def _is_blank(value: object) -> bool:
    return isinstance(value, Blank)


def _finalize(value: object) -> object:
    if isinstance(value, Markup):
        _RUN.get().spend(len(value))
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, with the name that is unknown
    return _RUN.get().put(value)


def _filter(name: str) -> Callable[[object], object]:
    def apply(value: object) -> object:
        if isinstance(value, Undefined):
            str(value)
        return filters(_RUN.get().seen.huisstijl.bedragen)[name](value)

    return apply


# -- the sandbox -------------------------------------------------------------------------------

_COUNTED = " counted"
"""A filter name that no template can write."""
_MAPPING_METHODS = frozenset(("items", "keys", "values"))


def _counted(items: Iterable[object]) -> Iterator[object]:
    if isinstance(items, Undefined):
        str(items)
    for item in items:
        _RUN.get().step()
        yield item


class _Sandbox(ImmutableSandboxedEnvironment):
    """Values are read, never called or joined; every round of a loop is counted."""

    intercepted_binops = frozenset(("+", "*", "%", "-", "/", "//", "**"))

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - jinja2's own signature
    ) -> str:
        for joined in source.find_all(nodes.Concat):
            _refuse(self, joined.lineno, name, filename, "`~` plakt teksten aan elkaar")
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None).set_environment(self)
        return super()._generate(source, name, filename, defer_init=defer_init)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_"):
            return False
        if callable(value) and not isinstance(value, Macro):
            return isinstance(obj, LoopContext) or (
                isinstance(obj, Mapping) and attr in _MAPPING_METHODS
            )
        return True

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", None)
        return (
            isinstance(obj, Macro)
            or obj is _heading_marks
            or isinstance(owner, LoopContext | Mapping)
        )

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,
        right: Any,
    ) -> Any:
        if isinstance(left, int) and isinstance(right, int) and operator in "+-%":
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"`{operator}` mag alleen tussen twee gehele getallen")

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        _RUN.get().step()
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        del obj
        raise SecurityError(f"`{attribute}` is hier niet te gebruiken")


def _refuse(
    sandbox: jinja2.Environment, line: int, name: str | None, filename: str | None, what: str
) -> None:
    del sandbox
    raise _ForbiddenError(what, line, name, filename)


class _ForbiddenError(jinja2.TemplateSyntaxError):
    """Valid Jinja that our templates may not use."""


class _Unknown(jinja2.StrictUndefined):
    """An unknown name: an error wherever it is used, also in a test or a loop."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"De naam '{self._undefined_name}' bestaat niet"


class _Loader(jinja2.BaseLoader):
    """Templates of the project, file by file from the package where it has none."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        del environment
        safe = not template.startswith("/") and ".." not in template.split("/")
        path = self._project.template(template) if safe and "\\" not in template else None
        inside = path is not None and any(
            path.resolve().is_relative_to(folder.resolve())
            for folder in self._project.template_folders
        )
        if path is None or not inside:
            raise jinja2.TemplateNotFound(template)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateError(
                "RV003",
                Location(shown(path)),
                "Het sjabloon is geen UTF-8",
                "Sla het bestand op als UTF-8",
            ) from error
        if re.search("[\ue000-\uf8ff]", text):
            raise TemplateError(
                "RV004",
                Location(shown(path)),
                "In het sjabloon staat een onzichtbaar stuurteken",
                "Verwijder het teken",
            )
        return text, str(path), lambda: True

    def list_templates(self) -> list[str]:
        return sorted(
            path.relative_to(folder).as_posix()
            for folder in self._project.template_folders
            for path in folder.rglob("*.md.j2")
        )


# -- errors, in Dutch and with their line ------------------------------------------------------

_TEMPLATE_ERRORS = (
    jinja2.TemplateError,
    SecurityError,
    _OverBudgetError,
    FilterError,
    UnwritableError,
    RecursionError,
    OverflowError,
)


def _in_a_template(error: Exception) -> bool:
    """Whether the template's own line went wrong; anything deeper is a bug of ours."""
    return [file for file, _ in _frames(error.__traceback__)][-1].endswith(".md.j2")


def _explained(error: Exception, name: str, sandbox: Environment) -> TemplateError:
    at = _place(error, name, sandbox)
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _syntax_error(error, at)
    match error:
        case jinja2.TemplateNotFound():
            known = sandbox.list_templates()
            message = f"Het sjabloon '{error.name}' is er niet"
            hint = nearest(str(error.name), known) or "Zet het bestand in de map `templates/`"
            return TemplateError("RV406", at, message, hint)
        case jinja2.UndefinedError():
            return TemplateError("RV402", at, str(error.message), _near(str(error.message)))
        case SecurityError():
            message = f"Dit mag een sjabloon niet: {error.message}"
            return TemplateError("RV403", at, message, "Een sjabloon leest alleen waarden")
        case _OverBudgetError() | RecursionError() | OverflowError():
            message = "Het sjabloon maakt te veel stappen of te veel tekst"
            return TemplateError("RV404", at, message, "Kijk of een lus of macro eindigt")
        case FilterError():
            return TemplateError("RV402", at, str(error), "Kies een ander filter of een ander veld")
        case _:
            message = "Deze waarde kan hier niet zo worden gebruikt"
            hint = "Noem een veld ervan, of gebruik een filter zoals `opsomming`"
            return TemplateError("RV402", at, message, hint)


def _syntax_error(error: jinja2.TemplateSyntaxError, at: Location) -> TemplateError:
    if isinstance(error, _ForbiddenError):
        hint = "Zet de delen gewoon achter elkaar: {{ a }}{{ b }}"
        return TemplateError("RV403", at, str(error.message), hint)
    return TemplateError("RV401", at, *_syntax(error.message or ""))


def _near(message: str) -> str:
    wanted = re.search(r"'(.*)'", message)
    found = nearest(wanted.group(1), _known_names()) if wanted else ""
    return found or "Kijk in docs/sjablonen.md welke namen er zijn"


def _known_names() -> tuple[str, ...]:
    return (
        *View.__dataclass_fields__,
        "stuk",
        "kenmerken",
        "secties",
        "sectie",
        "onderdeel",
        "besluit",
        "formule",
    )


def _place(error: Exception, name: str, sandbox: jinja2.Environment) -> Location:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _template_location(error.name or name, error.lineno, sandbox)
    lines = [
        (frame, line) for frame, line in _frames(error.__traceback__) if frame.endswith(".md.j2")
    ]
    if lines:
        file, line = lines[-1]
        return Location(shown(_path(file)), line)
    return _template_location(name, 1, sandbox)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _path(file: str) -> Any:
    from pathlib import Path

    return Path(file)


def _template_location(name: str, line: int, sandbox: jinja2.Environment) -> Location:
    loader = sandbox.loader
    path = loader._project.template(name) if isinstance(loader, _Loader) else None  # noqa: SLF001
    return Location(shown(path) if path else f"templates/{name}", line)


_SYNTAX = (
    (
        r"unknown tag '(.+?)'",
        "De opdracht '{}' bestaat niet",
        "Kies uit: if, for, include, import, macro, set, block, extends",
    ),
    (
        r"No filter named '(.+?)'",
        "Het filter '{}' bestaat niet",
        f"Kies uit: {', '.join(FILTER_NAMES)}",
    ),
    (r"No test named '(.+?)'", "De test '{}' bestaat niet", "Kies uit: leeg, none, defined, in"),
    (
        r"[Uu]nexpected end of template",
        "Een blok wordt niet afgesloten",
        "Voeg {{% endif %}}, {{% endfor %}} of {{% endmacro %}} toe",
    ),
    (r"expected token '(.+?)'", "Hier ontbreekt '{}'", "Kijk of elk {{{{ en {{% ook sluit"),
    (r"unexpected char '(.+?)'", "Het teken '{}' kan hier niet", "Kijk naar de aanhalingstekens"),
    (
        r"unexpected '(.+?)'",
        "'{}' staat hier op de verkeerde plaats",
        "Kijk of elk {{{{ en {{% ook sluit",
    ),
)


def _syntax(message: str) -> tuple[str, str]:
    for pattern, text, hint in _SYNTAX:
        match = re.search(pattern, message)
        if match:
            return text.format(*match.groups()), hint.format()
    return "De regels van het sjabloon zijn hier overtreden", "Kijk of elk {{ en {% ook sluit"
