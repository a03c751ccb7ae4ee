"""Findings for GitHub Actions: workflow commands that put a note at the line of a file.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable

from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.reporting.form import PLAIN, Setting, in_words, whole

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github(findings: Iterable[Diagnostic], _: Setting = PLAIN) -> str:
    """A command per finding, on one line; a place in a Word file stands in the message."""
    return "".join(f"{_command(one)}\n" for one in findings)


def _command(one: Diagnostic) -> str:
    place = {} if one.where else {"line": one.location.line, "col": one.location.column}
    properties = {
        "file": one.location.file,
        **place,
        "title": f"{one.code} {CODES[one.code].name}",
    }
    listed = ",".join(f"{name}={_escaped(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[one.severity]} {listed}::{whole(in_words(one)).translate(_DATA)}"


def _escaped(value: str) -> str:
    return whole(value).translate(_PROPERTY)
