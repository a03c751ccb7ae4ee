"""Findings and results as text: for a person, an editor, a build server, a program.

A form is a function from findings to text, in one table.
"""

from __future__ import annotations

from collections.abc import Mapping

from raadsvoorstel.reporting.form import PLAIN, Form, Setting
from raadsvoorstel.reporting.full import in_full, volledig
from raadsvoorstel.reporting.github import github
from raadsvoorstel.reporting.junit import junit
from raadsvoorstel.reporting.objects import as_json
from raadsvoorstel.reporting.results import (
    counts,
    inspection_summary,
    preview_report,
    report,
    results,
    summary,
)
from raadsvoorstel.reporting.sarif import sarif
from raadsvoorstel.reporting.short import kort
from raadsvoorstel.reporting.terminal import progress, table, wants_colour

REPORTERS: Mapping[str, Form] = {
    "volledig": in_full,
    "kort": kort,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
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
    "summary",
    "table",
    "volledig",
    "wants_colour",
]
