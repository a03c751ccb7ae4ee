"""Findings for a person: each with its line quoted and a caret below the place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.project import BUILT_IN, packaged
from raadsvoorstel.reporting.form import PLAIN, Setting

_WIDTH = 160
"""Letters of a quoted line."""
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
}
_GRAVITY = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def in_full(findings: Iterable[Diagnostic], setting: Setting = PLAIN) -> str:
    """The form of this name: in colour where that is asked for."""
    return volledig(findings, colour=setting.colour)


def volledig(findings: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Each finding with its line quoted and a caret below the place; the gravest come last."""
    worst_last = sorted(findings, key=lambda one: _GRAVITY.index(one.severity))
    return "\n".join(_full(one, colour=colour) for one in worst_last)


def _full(one: Diagnostic, *, colour: bool) -> str:
    at = one.location
    head = f"{one.severity}[{one.code}]"
    if colour:
        head = f"{_COLOURS[one.severity]}{head}\x1b[0m"
    lines = [f"{head}: {one.message}", f" --> {at.file}:{at.line}:{at.column}"]
    quoted = _line(at.file, at.line) if not one.where else None
    if one.where:
        lines.append(f"  = plaats: {one.where}")
    if quoted is not None:
        gutter = " " * len(str(at.line))
        text, lead = _around(quoted, at.column - 1)
        lines += [f"{gutter} |", f"{at.line} | {text}", f"{gutter} | {lead}^"]
    if one.hint:
        lines.append(f"  = hulp: {one.hint}")
    return "\n".join(lines) + "\n"


def _around(line: str, index: int) -> tuple[str, str]:
    """The part of a line around a place, and the white space that leads to it."""
    start = max(0, index - _WIDTH // 2) if index > _WIDTH - 20 else 0
    cut = "…" if start else ""
    part = "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in line[start:])
    lead = "".join(c if c == "\t" else " " for c in f"{cut}{part}"[: index - start + len(cut)])
    return f"{cut}{part[:_WIDTH].rstrip()}{'…' if len(part) > _WIDTH else ''}", lead


@cache
def _lines(file: str) -> tuple[str, ...]:
    """The lines of a file; none of one with two bytes for a letter: nobody can read it so."""
    path = packaged() / file.removeprefix(BUILT_IN) if file.startswith(BUILT_IN) else Path(file)
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    return () if text.count("\0") > len(text) // 4 else tuple(text.split("\n"))


def _line(file: str, number: int) -> str | None:
    lines = _lines(file)
    return lines[number - 1] if 0 < number <= len(lines) else None
