"""Findings for a program: a list of objects in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.reporting.form import PLAIN, Setting


def as_json(findings: Iterable[Diagnostic], _: Setting = PLAIN) -> str:
    """A list of objects; without findings `[]`."""
    return json.dumps([_object(one) for one in findings], indent=2) + "\n"


def _object(one: Diagnostic) -> dict[str, str | int]:
    return {
        "code": one.code,
        "severity": one.severity.in_json,
        "file": one.location.file,
        "line": one.location.line,
        "column": one.location.column,
        "message": one.message,
        "hint": one.hint,
        **({"where": one.where} if one.where else {}),
    }
