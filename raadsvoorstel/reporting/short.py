"""Findings for an editor: a line each."""

from __future__ import annotations

from collections.abc import Iterable

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.reporting.form import PLAIN, Setting


def kort(findings: Iterable[Diagnostic], _: Setting = PLAIN) -> str:
    """A line each: `bestand:regel:kolom: ernst code boodschap`, and the place in a Word file."""
    return "".join(
        f"{one.location.file}:{one.location.line}:{one.location.column}: "
        f"{one.severity} {one.code} {one.message}{f' ({one.where})' if one.where else ''}\n"
        for one in findings
    )
