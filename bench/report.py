"""The page that tells what was measured, in Dutch."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench import growth
from bench.cold import LIBRARIES
from bench.figures import Spread, ratio, spread
from bench.growth import Line
from bench.limits import Limit, Results, limits
from bench.plot import Panel, Series, drawing
from bench.warm import Times

PLOT = "afbeeldingen/groei.svg"
_MADE_BY = "<!-- Gemaakt door `make bench`: verander bench/report.py, niet deze bladzijde. -->"
_PAPERS = 16
_MAKERS = {
    "ours": "raadsvoorstel",
    "docxtpl": "docxtpl",
    "tuned": "docxtpl, sjablonen en vertaalde teksten bewaard",
    "naive": "python-docx, zonder sjabloon",
}
_COMMANDS = {
    "python": "`python -c pass`",
    "typer": '`python -c "import typer"`',
    "libraries": f'`python -c "import {LIBRARIES}"`',
    "help": "`raadsvoorstel --help`",
    "docxtpl pair": "script met docxtpl: twee Word-bestanden",
    "naive pair": "script met python-docx: twee Word-bestanden",
    "pandoc raadsvoorstel": "pandoc: één raadsvoorstel",
    "pandoc raadsbesluit": "pandoc: één raadsbesluit",
    "one": "`generate --gemeente …`: vier bestanden",
    "one without cache": "hetzelfde, voor het eerst: nog niets bewaard",
    "one again": "hetzelfde, niets veranderd sinds de vorige keer",
    "validate": "`validate` van acht gemeenten",
    "validate again": "hetzelfde, niets veranderd sinds de vorige keer",
    "eight": "`generate` van acht gemeenten: 32 bestanden",
    "check": "`check` op een Word-bestand van 100 pagina's",
    "docxtpl country": "script met docxtpl: 684 Word-bestanden",
    "country": "`generate` van 342 gemeenten: 1368 bestanden",
    "country again": "342 gemeenten nog eens, niets veranderd",
    "validate country": "`validate` van 342 gemeenten",
    "check data": "alleen de controles op de data van 342 gemeenten",
}
_HOW = Path(__file__).with_name("werkwijze.md")


def page(results: Results, *, plotted: bool) -> str:
    """The whole page."""
    parts = ["# Snelheid", _MADE_BY, _intro(), "## Wat moet", table(results), "## Warm"]
    parts += [_warm(results.warm), "## Koud", _cold(results)]
    if results.growth:
        parts += ["## Groei", _growth(results.growth, plotted=plotted)]
    return "\n\n".join((*parts, _HOW.read_text(encoding="utf-8")))


def table(results: Results) -> str:
    """Each limit with what was measured."""
    return _table(("wat", "gemeten", "grens", "gehaald"), (_row(one) for one in limits(results)))


def _row(one: Limit) -> tuple[str, ...]:
    verdict = {None: "", True: "ja", False: "**nee**"}[one.is_met]
    shown = "niet gemeten" if one.found is None else _spread(one.found, one.unit)
    return one.subject, shown, f"{one.side} {_number(one.limit)} {one.unit}", verdict


def _intro() -> str:
    return (
        f"Gemeten op {date.today():%d-%m-%Y} met `make bench`, op {_machine()}.\n"  # noqa: DTZ011
        f"{_versions()}.\n"
        "Onder de tabellen staat [hoe er is gemeten](#hoe-er-is-gemeten)."
    )


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    return f"{cores} processorkernen ({_processor()}), {platform.system()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    text = told.read_text(encoding="utf-8") if told.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _versions() -> str:
    names = ("raadsvoorstel", "docxtpl", "python-docx", "lxml", "Jinja2", "typer")
    found = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)]
    if shutil.which("pandoc"):
        told = subprocess.run(["pandoc", "--version"], capture_output=True, text=True, check=True)
        found.append(told.stdout.splitlines()[0])
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    found += [f"commit {commit}"] if commit else []
    return ", ".join(found)


# -- tables ------------------------------------------------------------------------------------


def _warm(times: Times) -> str:
    head = (
        "programma",
        "ms per stuk",
        "× raadsvoorstel",
        "grote basis, ms per stuk",
        "één raadsvoorstel, ms",
    )
    return _table(head, (_maker(times, key) for key in _MAKERS))


def _maker(times: Times, key: str) -> Iterator[str]:
    yield _MAKERS[key]
    yield _milliseconds(times[key], _PAPERS)
    yield _spread(ratio(times[key], times["ours"]), "×")
    fat = f"{key} fat"
    yield _milliseconds(times[fat], _PAPERS) if fat in times else ""
    yield _milliseconds(times[f"{key} one"], 1)


def _milliseconds(seconds: Iterable[float], papers: int) -> str:
    return _number(spread(one * 1000 / papers for one in seconds).median)


def _cold(results: Results) -> str:
    rows = (
        (
            words,
            _spread(spread(one.wall for one in results.runs[key])),
            _number(spread(one.cpu for one in results.runs[key]).median),
            _number(spread(one.peak for one in results.runs[key]).median),
        )
        for key, words in _COMMANDS.items()
        if key in results.runs
    )
    return _table(("opdracht", "seconden", "rekentijd, s", "piek, MiB"), rows)


def _table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ("---",) * len(head), *map(tuple, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _spread(found: Spread, unit: str = "") -> str:
    shown = _number(found.median) + (f" {unit}" if unit else "")
    if found.low == found.high:
        return shown
    return f"{shown} ({_number(found.low)}–{_number(found.high)})"


def _number(value: float) -> str:
    """Three digits, as people write them here."""
    shown = f"{value:.3g}" if value < 1000 else f"{value:.0f}"  # noqa: PLR2004
    return shown.replace(".", ",")


# -- growth ------------------------------------------------------------------------------------


def _growth(lines: tuple[Line, ...], *, plotted: bool) -> str:
    picture = (
        [f"![Rekentijd en geheugen van generate; de cijfers staan in de tabel hieronder.]({PLOT})"]
        if plotted
        else []
    )
    rows = (
        (str(one.gemeenten), f"{one.lengte} ×", _number(one.seconds), _number(one.peak))
        for one in growth.every(lines)
    )
    head = ("gemeenten", "lengte", "rekentijd, s", "piek, MiB")
    return "\n\n".join((*picture, _described(lines), _table(head, rows)))


def _described(lines: tuple[Line, ...]) -> str:
    parts = "; ".join(
        f"bij {one.subject} rekentijd met macht {_number(one.time_exponent())} "
        f"en geheugen met macht {_number(one.memory_exponent())}"
        for one in lines
    )
    return (
        "Hoe `generate` groeit tussen de twee grootste maten "
        f"(met macht 1 groeit het even hard als de maat): {parts}."
    )


def plot(lines: tuple[Line, ...]) -> str:
    """Time and memory against the number of councils and the length of the text."""
    councils, *lengths = lines
    panels = []
    for title, value in (("Rekentijd in seconden", "seconds"), ("Piekgeheugen in MiB", "peak")):
        for x, chosen in (("aantal gemeenten", [councils]), ("keer de lengte van nu", lengths)):
            series = tuple(
                Series(one.series, tuple((at, getattr(point, value)) for at, point in one.points))
                for one in chosen
            )
            panels.append(Panel(title, x, series))
    return drawing(tuple(panels), 2, "Rekentijd en geheugen van generate", _described(lines))
