"""Jinja templates to Markdown in which every value is a token. The only module on `jinja2`.

Templates travel between organisations, so they run in a sandbox: no Python, no method calls on
values, no text glued together in expressions, and a budget of steps and letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from raadsvoorstel.diagnostics import Diagnostic, Location, Severity
from raadsvoorstel.document import Blank
from raadsvoorstel.dutch import nearest
from raadsvoorstel.filters import FILTER_NAMES, FilterError, filters
from raadsvoorstel.placeholders import PlaceholderError, UnwritableError, content, names_of
from raadsvoorstel.project import Project, shown
from raadsvoorstel.tokens import FORBIDDEN, Value, token
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
        if isinstance(value, str) and FORBIDDEN.search(value):
            raise FilterError("Hier staat een teken dat geen tekst is")
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
    except (TypeError, ValueError, LookupError) as error:
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
    sandbox.filters = {name: _filter(name) for name in FILTER_NAMES}
    sandbox.filters |= {_COUNTED: _counted, _FLAT: _flat}
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


_LEVELS = ("1", "2", "3", "4", "5", "6")


def _heading_marks(niveau: object) -> Markup:
    """`##` for level 2: so that a template can let the house style choose."""
    if str(niveau) not in _LEVELS:
        raise FilterError("`kop` hoort bij een niveau van 1 tot en met 6")
    return Markup("#" * int(str(niveau)))  # noqa: S704 - only #


def _is_blank(value: object) -> bool:
    return isinstance(value, Blank)


@jinja2.pass_context  # so that a constant is not written while the template is compiled
def _finalize(context: Context, value: object) -> object:
    del context
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
        if isinstance(value, Markup):  # text of a template, with tokens in it
            raise FilterError(f"`{name}` hoort direct achter een waarde")
        return filters(_RUN.get().seen.huisstijl.bedragen)[name](value)

    return apply


# -- the sandbox -------------------------------------------------------------------------------

_COUNTED, _FLAT = " counted", " flat"
"""Names of filters that no template can write."""
_MAPPING_METHODS = frozenset(("items", "keys", "values"))


def _counted(items: Iterable[object]) -> Iterator[object]:
    if isinstance(items, Undefined):
        str(items)
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise FilterError("`for` hoort bij een lijst")
    for item in items:
        _RUN.get().step()
        yield item


def _flat(item: object) -> object:
    """A list in a list in a list could grow beyond all bounds."""
    if isinstance(item, list | tuple | dict):
        raise SecurityError("een lijst in een lijst")
    return item


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
            loop.iter = self._through(_COUNTED, loop.iter)
        for made in source.find_all(nodes.List):
            made.items = [self._flat(item) for item in made.items]
        for row in source.find_all(nodes.Tuple):
            row.items = [self._flat(item) if row.ctx == "load" else item for item in row.items]
        for pair in source.find_all(nodes.Pair):
            pair.value = self._through(_FLAT, pair.value)
        return super()._generate(source, name, filename, defer_init=defer_init)

    def _flat(self, item: nodes.Expr) -> nodes.Expr:
        return item if isinstance(item, nodes.Literal) else self._through(_FLAT, item)

    def _through(self, name: str, value: nodes.Node) -> nodes.Expr:
        return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno, environment=self)

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, MemoryError) as error:  # Python nests no deeper
            raise _OverBudgetError from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return super()._parse(source, name, filename)
        except ValueError as error:  # a number of thousands of digits
            raise _OverBudgetError from error

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
        if operator not in {"+", "-", "%"}:
            raise SecurityError(f"rekenen met `{operator}`")
        if not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"`{operator}` buiten twee gehele getallen")
        if operator == "%" and not right:
            raise SecurityError("delen door nul")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        _RUN.get().step()
        if isinstance(obj, Undefined):
            str(obj)
        if not self.is_safe_callable(obj):
            raise SecurityError("een waarde aanroepen met ( )")
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
        name, owner = str(self._undefined_name), self._undefined_obj
        names = _known_names() if owner is missing else names_of(owner)
        return f"De naam '{name}' bestaat niet\n{_near(name, names)}"


class _Loader(jinja2.BaseLoader):
    """Templates of the project, file by file from the package where it has none."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        del environment
        if not isinstance(template, str):
            raise FilterError("Achter `include` en `extends` hoort de naam van een sjabloon")
        safe = not template.startswith("/") and ".." not in template.split("/")
        path = self._project.template(template) if safe and "\\" not in template else None
        inside = path is not None and any(
            path.resolve().is_relative_to(folder.resolve())
            for folder in self._project.template_folders
        )
        if path is None or not inside:
            raise jinja2.TemplateNotFound(template)
        return _text(path), str(path), lambda: True

    def list_templates(self) -> list[str]:
        return sorted(
            path.relative_to(folder).as_posix()
            for folder in self._project.template_folders
            for path in folder.rglob("*.md.j2")
        )


def _text(path: Path) -> str:
    content_ = path.read_bytes()
    try:
        text = content_.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(
            "RV003",
            _after(path, content_[: error.start].decode("utf-8-sig")),
            "Hier staat een teken dat geen UTF-8 is",
            "Sla het sjabloon op als UTF-8 (niet als ANSI of Windows-1252)",
        ) from error
    hidden = FORBIDDEN.search(text)
    if hidden:
        raise TemplateError(
            "RV004",
            _after(path, text[: hidden.start()]),
            f"Hier staat een onzichtbaar teken dat geen tekst is (U+{ord(hidden.group()):04X})",
            "Verwijder het teken; het komt vaak mee met plakken uit Word of pdf",
        )
    return text


def _after(path: Path, before: str) -> Location:
    return Location(shown(path), before.count("\n") + 1, len(before) - before.rfind("\n"))


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
    inner = [
        file
        for file, _ in _frames(error.__traceback__)
        if file != __file__ and not Path(file).is_relative_to(Path(jinja2.__file__).parent)
    ]
    return inner[-1].endswith(".md.j2")


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
            message, _, hint = str(error.message).partition("\n")
            return TemplateError("RV402", at, message, hint)
        case jinja2.TemplateRuntimeError() if re.search("No (filter|test) named", str(error)):
            return TemplateError("RV401", at, *_syntax(str(error)))
        case SecurityError():
            message = f"Dit mag een sjabloon niet: {error.message}"
            return TemplateError("RV403", at, message, "Een sjabloon leest alleen waarden")
        case _OverBudgetError() | RecursionError() | OverflowError():
            message = "Het sjabloon maakt te veel stappen of te veel tekst"
            return TemplateError("RV404", at, message, "Kijk of een lus of macro eindigt")
        case FilterError():
            return TemplateError("RV402", at, str(error), "Kijk in docs/sjablonen.md wat hier kan")
        case _:
            message = "Deze waarde kan hier niet zo worden gebruikt"
            hint = "Noem een veld ervan, of gebruik een filter zoals `opsomming`"
            return TemplateError("RV402", at, message, hint)


def _syntax_error(error: jinja2.TemplateSyntaxError, at: Location) -> TemplateError:
    if isinstance(error, _ForbiddenError):
        hint = "Zet de delen gewoon achter elkaar: {{ a }}{{ b }}"
        return TemplateError("RV403", at, str(error.message), hint)
    return TemplateError("RV401", at, *_syntax(error.message or ""))


def _near(name: str, names: tuple[str, ...]) -> str:
    if name in names:
        return "Gebruik `include`, of zet `with context` achter `import`"
    return nearest(name, names) or "Kijk in docs/sjablonen.md welke namen er zijn"


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
        return Location(shown(Path(file)), line)
    return _template_location(name, 1, sandbox)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _template_location(name: str, line: int, sandbox: jinja2.Environment) -> Location:
    loader = sandbox.loader
    path = loader._project.template(name) if isinstance(loader, _Loader) else None  # noqa: SLF001
    return Location(shown(path) if path else f"templates/{name}", line)


_SYNTAX = (
    (
        r"unknown tag '(end.+?|else|elif)'",
        "'{}' hoort hier bij niets",
        "Verwijder het, of open het blok erboven",
    ),
    (
        r"unknown tag '(.+?)'",
        "De opdracht '{}' bestaat niet",
        "Kies uit `if`, `for`, `include`, `import`, `macro`, `set`, `block`, `extends`",
    ),
    (
        r"No filter named '(.+?)'",
        "Het filter '{}' bestaat niet",
        f"Kies uit: {', '.join(FILTER_NAMES)}",
    ),
    (
        r"No test named '(.+?)'",
        "De test '{}' bestaat niet",
        "Kies uit `leeg`, `none`, `defined`, `in`",
    ),
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
