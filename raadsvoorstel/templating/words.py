"""What is wrong with a template, in Dutch and at its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import jinja2
from jinja2.exceptions import SecurityError

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.dutch import nearest
from raadsvoorstel.filters import FILTER_NAMES, FilterError
from raadsvoorstel.placeholders import UnwritableError
from raadsvoorstel.project import shown
from raadsvoorstel.templating.errors import ForbiddenError, OverBudgetError, TemplateError
from raadsvoorstel.templating.loader import Loader
from raadsvoorstel.templating.tracing import at_word
from raadsvoorstel.view import View

TEMPLATE_ERRORS = (
    jinja2.TemplateError,
    SecurityError,
    OverBudgetError,
    FilterError,
    UnwritableError,
    RecursionError,
    OverflowError,
)


def in_a_template(error: Exception) -> bool:
    """Whether the template's own line went wrong; anything deeper is a bug of ours."""
    inner = [
        file
        for file, _ in _frames(error.__traceback__)
        if not any(
            Path(file).is_relative_to(Path(own).parent) for own in (__file__, jinja2.__file__)
        )
    ]
    return inner[-1].endswith(".md.j2")


def explained(error: Exception, name: str, sandbox: jinja2.Environment) -> TemplateError:
    """The error in Dutch, at the word that it is about where the line has that once."""
    found = _in_words(error, name, sandbox)
    if found.message.startswith(_ABSENT):
        return found
    text = _text_of(found.at.file, sandbox)
    at = at_word(found.at, found.message, text)
    return TemplateError(found.code, at, found.message, found.hint)


def _text_of(file: str, sandbox: jinja2.Environment) -> str:
    """What was read of a template, by its file."""
    read = sandbox.loader.texts if isinstance(sandbox.loader, Loader) else {}
    texts = (
        text for name, text in read.items() if _template_location(name, 1, sandbox).file == file
    )
    return next(texts, "")


def _in_words(error: Exception, name: str, sandbox: jinja2.Environment) -> TemplateError:
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
        case OverBudgetError() | RecursionError() | OverflowError():
            message = "Het sjabloon maakt te veel stappen of te veel tekst"
            return TemplateError("RV404", at, message, "Kijk of een lus of macro eindigt")
        case FilterError():
            return TemplateError("RV402", at, str(error), "Kijk in docs/sjablonen.md wat hier kan")
        case _:
            message = "Deze waarde kan hier niet zo worden gebruikt"
            hint = "Noem een veld ervan, of gebruik een filter zoals `opsomming`"
            return TemplateError("RV402", at, message, hint)


def _syntax_error(error: jinja2.TemplateSyntaxError, at: Location) -> TemplateError:
    if isinstance(error, ForbiddenError):
        hint = "Zet de delen gewoon achter elkaar: {{ a }}{{ b }}"
        return TemplateError("RV403", at, str(error.message), hint)
    return TemplateError("RV401", at, *_syntax(error.message or ""))


def near(name: str, names: tuple[str, ...]) -> str:
    if name in names:
        return "Gebruik `include`, of zet `with context` achter `import`"
    return nearest(name, names) or "Kijk in docs/sjablonen.md welke namen er zijn"


def known_names() -> tuple[str, ...]:
    return (
        *View.__struct_fields__,
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
        file, line = _most(lines) if isinstance(error, RecursionError) else lines[-1]
        return Location(shown(Path(file)), line)
    return _template_location(name, 1, sandbox)


def _most(lines: list[tuple[str, int]]) -> tuple[str, int]:
    """The line that comes back; where an endless road was cut off is a matter of chance."""
    return Counter(lines).most_common(1)[0][0]


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _template_location(name: str, line: int, sandbox: jinja2.Environment) -> Location:
    loader = sandbox.loader
    path = loader._project.template(name) if isinstance(loader, Loader) else None  # noqa: SLF001
    return Location(shown(path) if path else f"templates/{name}", line)


_ABSENT = "Hier ontbreekt"
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
    (r"expected token '(.+?)'", f"{_ABSENT} '{{}}'", "Kijk of elk {{{{ en {{% ook sluit"),
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
