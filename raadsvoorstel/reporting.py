"""Findings and results as text: for a person, for an editor, for a program. Owner of `rich`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TextIO

from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.document import Filler
from raadsvoorstel.dutch import opsomming
from raadsvoorstel.pipeline import OPEN_BLANKS, Checked, ComposedPaper, Generated, count_blanks
from raadsvoorstel.project import packaged
from raadsvoorstel.publishing import Outcome, State

_WIDTH = 160
"""Letters of a quoted line."""
Rows = tuple[tuple[str, ...], ...]
Findings = tuple[Diagnostic, ...]
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
}
_GRAVITY = (Severity.INFO, Severity.WARNING, Severity.ERROR)
_PLURALS = {
    Severity.ERROR: "fouten",
    Severity.WARNING: "waarschuwingen",
    Severity.INFO: "opmerkingen",
}
_SINGULARS = {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.INFO: "opmerking"}


# -- findings ----------------------------------------------------------------------------------


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
    path = packaged() / file.removeprefix("(ingebouwd)/") if "(ingebouwd)" in file else Path(file)
    try:
        return tuple(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"))
    except OSError:
        return ()


def _line(file: str, number: int) -> str | None:
    lines = _lines(file)
    return lines[number - 1] if 0 < number <= len(lines) else None


def kort(findings: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """A line each: `bestand:regel:kolom: code boodschap`, and the place in a Word file."""
    del colour
    return "".join(
        f"{one.location.file}:{one.location.line}:{one.location.column}: {one.code} {one.message}"
        f"{f' ({one.where})' if one.where else ''}\n"
        for one in findings
    )


def as_json(findings: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """A list of objects; without findings `[]`."""
    del colour
    return (
        json.dumps(
            [
                {
                    "code": one.code,
                    "severity": one.severity.value,
                    "file": one.location.file,
                    "line": one.location.line,
                    "column": one.location.column,
                    "message": one.message,
                    "hint": one.hint,
                    **({"where": one.where} if one.where else {}),
                }
                for one in findings
            ],
            indent=2,
        )
        + "\n"
    )


REPORTERS: Mapping[str, Callable[..., str]] = {
    "volledig": volledig,
    "kort": kort,
    "json": as_json,
}


def summary(checked: Checked) -> str:
    """One line: how many findings, and how many blanks each filler still has."""
    found = f"{counts(checked.findings)}."
    if not checked.papers:
        return found
    return f"{found} Nog in te vullen: {_fillers(_blanks_by_council(checked.papers))}."


def audit_summary(audited: Iterable[tuple[str, Findings]], rules: int) -> str:
    """A line per file; of a clean one only that these checks found nothing, never more."""
    files = tuple(audited)
    return "\n".join(
        (f"{file}: " if len(files) > 1 else "")
        + f"{counts(findings) if findings else 'geen bevindingen'} in {rules} controles"
        for file, findings in files
    )


def counts(findings: Iterable[Diagnostic]) -> str:
    """How many findings of each severity: `1 fout, 0 waarschuwingen en 2 opmerkingen`."""
    severities = [one.severity for one in findings]
    return opsomming(
        f"{number} {_SINGULARS[severity] if number == 1 else _PLURALS[severity]}"
        for severity in Severity
        for number in [severities.count(severity)]
    )


def _blanks_by_council(papers: Iterable[ComposedPaper]) -> dict[Filler, int]:
    found = {(one.gemeente, blank) for one in papers for blank in one.blanks}
    return count_blanks(blank for _, blank in found)


def _fillers(counts: Mapping[Filler, int]) -> str:
    return ", ".join(f"{filler} {number}" for filler, number in counts.items())


# -- results -----------------------------------------------------------------------------------

_STATES = {
    State.NEW: "nieuw",
    State.CHANGED: "bijgewerkt",
    State.SAME: "ongewijzigd",
    State.KEPT: "bewaard (bewerkt)",
    State.FAILED: "mislukt",
}


def results(made: Generated) -> tuple[tuple[str, ...], Rows]:
    """The table of a run: a line per paper with its state, blanks per filler and findings."""
    header = ("stuk", "staat", *(f"leeg: {filler}" for filler in Filler), "bevindingen")
    papers = {(one.gemeente, one.kind): one for one in made.checked.papers}
    by_paper = groupby(made.outcomes, key=lambda one: one.file.path.rpartition(".")[0])
    return header, tuple(
        _result(path, tuple(outcomes), papers, made.checked) for path, outcomes in by_paper
    )


def _result(
    path: str,
    outcomes: tuple[Outcome, ...],
    papers: Mapping[tuple[str, str], ComposedPaper],
    checked: Checked,
) -> tuple[str, ...]:
    about = outcomes[0].file.about
    counts = count_blanks(papers[about["gemeente"], about["stuk"]].blanks)
    findings = sum(
        about["gemeente"] in one.gemeenten and one.severity is not Severity.INFO
        for one in checked.findings
    )
    return path, _state(outcomes), *(str(counts[one]) for one in Filler), str(findings)


def _state(outcomes: tuple[Outcome, ...]) -> str:
    """One word where all formats fared alike, else a word per format."""
    if len({one.state for one in outcomes}) == 1:
        return _STATES[outcomes[0].state]
    return ", ".join(f"{one.file.about['formaat']} {_STATES[one.state]}" for one in outcomes)


def report(made: Generated, output: str, stream: TextIO) -> str:
    """All that `generate` says: the table, what needs attention, and how many files there are."""
    grave = [
        one
        for one in made.checked.findings
        if one.severity is Severity.ERROR
        or (one.severity is Severity.WARNING and one.code != OPEN_BLANKS)
    ]
    parts = [
        table(*results(made), stream) if made.outcomes else "",
        volledig(grave, colour=wants_colour(stream)),
        attention(made, output),
        _closing(made, output),
    ]
    return "\n".join(part for part in parts if part)


def preview_report(made: Generated, output: str, *, colour: bool) -> str:
    """All that is said of a sample: what was found in its house style, and where it stands."""
    states = [
        f"{output}/{one.file.path}: {_STATES[one.state]}\n"
        for one in made.outcomes
        if one.state is not State.FAILED
    ]
    found = volledig(made.checked.findings, colour=colour)
    return "\n".join(part for part in (found, attention(made, output), *states) if part) or (
        "Er is niets geschreven.\n"
    )


def _closing(made: Generated, output: str) -> str:
    if not made.outcomes:
        return "Er is niets geschreven.\n"
    written = sum(one.state in (State.NEW, State.CHANGED) for one in made.outcomes)
    return (
        f"{_files(len(made.outcomes))} in {output}, {written} geschreven. "
        f"Nog in te vullen: {_fillers(_blanks_by_council(made.checked.papers))}.\n"
    )


def _files(number: int) -> str:
    return "1 bestand" if number == 1 else f"{number} bestanden"


def attention(made: Generated, output: str) -> str:
    """A sentence for each file or council that did not simply get its new paper."""
    kept = [one for one in made.outcomes if one.state is State.KEPT]
    lines = [
        f"waarschuwing[RV503]: {output}/{one.file.path} is met de hand bewerkt en blijft staan; "
        f"de nieuwe versie staat in {output}/{one.beside}"
        for one in kept
    ]
    if kept:
        lines.append("  = hulp: Neem over wat u wilt houden, en verwijder of hernoem één van beide")
    lines += [
        f"fout[{_failure_code(one)}]: {output}/{one.file.path} is niet geschreven: {one.reason}"
        for one in made.outcomes
        if one.state is State.FAILED
    ]
    lines += [f"{name} is overgeslagen: los eerst de fouten op" for name in made.skipped]
    lines += [f"{output}/{path} is van een eerdere run en blijft staan" for path in made.leftovers]
    return "".join(f"{line}\n" for line in lines)


def _failure_code(one: Outcome) -> str:
    return "RV502" if one.in_the_way else "RV501"


def table(header: tuple[str, ...], rows: Rows, stream: TextIO) -> str:
    """A table: drawn on a terminal, plain columns elsewhere."""
    if is_terminal(stream):
        return _drawn(header, rows)
    widths = [max(len(cell) for cell in column) for column in zip(header, *rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in (header, *rows)
    )


def _drawn(header: tuple[str, ...], rows: Rows) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold")
    for number, name in enumerate(header):
        is_count = all(row[number].isdigit() for row in rows)
        drawn.add_column(name, justify="right" if is_count else "left")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as capture:
        console.print(drawn)
    return capture.get()


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A progress bar on a terminal; silence elsewhere."""
    if not is_terminal(sys.stderr):
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Stukken maken", total=None)
        yield lambda name, total: bar.update(task, advance=1, description=name, total=total)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Colour only on a terminal, and never against https://no-color.org."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")
