"""`make bench`: measure all, write docs/snelheid.md and its plot; `BENCH=snel` only prints."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import cold, growth, report, warm
from bench.limits import Results

DOCS = cold.ROOT / "docs"


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often each part is measured."""

    warm: int
    small: int
    paper: int
    country: int = 0
    growth: int = 0


_ALL = Rounds(warm=12, small=15, paper=5, country=3, growth=2)
_QUICK = Rounds(warm=3, small=3, paper=1)


def _measure(folder: Path, rounds: Rounds) -> Results:
    _tell("warm")
    times = warm.measure(folder / "warm", rounds.warm)
    _tell("installing")
    installed = cold.install(folder)
    _tell("one council and eight")
    runs = {**cold.small(installed, folder, rounds.small)}
    runs |= cold.hundred_pages(installed, folder, rounds.paper)
    if not rounds.country:
        return Results(times, runs)
    _tell("a whole country")
    runs |= cold.country(installed, folder, rounds.country)
    _tell("growth")
    return Results(times, runs, growth.measure(installed, folder, rounds.growth))


def _tell(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("manner", nargs="?", choices=("snel",), help="a quick run that only prints")
    quick = parser.parse_args().manner is not None
    with tempfile.TemporaryDirectory(prefix="raadsvoorstel-bench-") as folder:
        results = _measure(Path(folder), _QUICK if quick else _ALL)
    if quick:
        sys.stdout.write(f"{report.page(results, plotted=False)}\n")
        return
    page = report.page(results, plotted=True)  # before anything is written: it names the commit
    (DOCS / report.PLOT).write_text(report.plot(results.growth), encoding="utf-8")
    (DOCS / "snelheid.md").write_text(page, encoding="utf-8")
    sys.stdout.write(f"{report.table(results)}\n")


if __name__ == "__main__":
    _main()
