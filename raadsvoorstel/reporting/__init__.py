"""Findings and results as text: for a person, an editor, a build server, a program.

A form is a function from findings to text, in one table; what those for programs need is imported
when one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module

from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.reporting.form import PLAIN, Form, Setting
from raadsvoorstel.reporting.full import in_full, volledig
from raadsvoorstel.reporting.results import (
    counts,
    inspection_summary,
    preview_report,
    report,
    results,
    schema_report,
    summary,
)
from raadsvoorstel.reporting.short import kort
from raadsvoorstel.reporting.terminal import progress, table, wants_colour


def _late(module: str, name: str) -> Form:
    def form(findings: Iterable[Diagnostic], setting: Setting = PLAIN, /) -> str:
        made: Form = getattr(import_module(f"raadsvoorstel.reporting.{module}"), name)
        return made(findings, setting)

    return form


REPORTERS: Mapping[str, Form] = {
    "volledig": in_full,
    "kort": kort,
    "json": _late("objects", "as_json"),
    "github": _late("github", "github"),
    "sarif": _late("sarif", "sarif"),
    "junit": _late("junit", "junit"),
}
__all__ = [
    "PLAIN",
    "REPORTERS",
    "Setting",
    "counts",
    "inspection_summary",
    "preview_report",
    "progress",
    "report",
    "results",
    "schema_report",
    "summary",
    "table",
    "volledig",
    "wants_colour",
]
