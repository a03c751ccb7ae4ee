"""Findings as SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
No clock and no folder of this machine: the same findings are the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from raadsvoorstel import __version__
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.explaining import entry
from raadsvoorstel.reporting.form import NO_CHARACTER, PLAIN, Setting, in_words, whole

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_DRIVE = re.compile("[A-Za-z]:/")
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
Object = dict[str, Any]


def sarif(findings: Iterable[Diagnostic], _: Setting = PLAIN) -> str:
    """One run, with the rules that found something; without findings a run without results."""
    found = tuple(findings)
    rules = sorted({one.code for one in found})
    driver = {
        "name": "raadsvoorstel",
        "version": __version__,
        "language": "nl-NL",
        "rules": [_rule(code) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": "nl-NL",
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, rules.index(one.code)) for one in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(code: str) -> Object:
    about, told = CODES[code], entry(code)
    return {
        "id": code,
        "name": about.name,
        "shortDescription": {"text": _string(about.meaning)},
        "fullDescription": {"text": _string(told.waarom)},
        "help": {"text": _string(told.as_text()), "markdown": _string(told.as_markdown())},
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
    }


def _result(one: Diagnostic, rule: int) -> Object:
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": _string(in_words(one))},
        "locations": [_location(one)],
    }


def _location(one: Diagnostic) -> Object:
    """A Word file has no lines; its place is told in words."""
    file: Object = {"artifactLocation": {"uri": uri(one.location.file)}}
    if one.where:
        words = [{"fullyQualifiedName": whole(one.where)}]
        return {"physicalLocation": file, "logicalLocations": words}
    region = {"startLine": one.location.line, "startColumn": one.location.column}
    return {"physicalLocation": {**file, "region": region}}


def _string(text: str) -> str:
    """A message string of the standard (3.11.5): a single brace would begin a placeholder."""
    return whole(text).replace("{", "{{").replace("}", "}}")


def uri(file: str) -> str:
    """The address of a file: relative as it is shown, else with `file:`."""
    if _DRIVE.match(file):
        return f"file:///{file[:2]}{_quoted(file[2:])}"
    if file.startswith("//"):  # a share on another computer
        return f"file:{_quoted(file)}"
    return f"file://{_quoted(file)}" if file.startswith("/") else _quoted(file)


def _quoted(path: str) -> str:
    """Bytes of a name that are no UTF-8 stay as they are; other halves of a pair are no text."""
    return quote(_HALVES.sub(NO_CHARACTER, path), safe="/", errors="surrogateescape")
