"""What must hold, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bench.cold import Runs
from bench.figures import Spread, ratio, spread
from bench.growth import Line
from bench.processes import Spent
from bench.warm import Times


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured; a quick run leaves out what takes long."""

    warm: Times
    runs: Runs
    growth: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """One promise about speed or memory, in the words of the report."""

    subject: str
    side: Literal["ten minste", "ten hoogste"]
    limit: float
    unit: str
    found: Spread | None
    """None where a run did not measure it."""

    @property
    def is_met(self) -> bool | None:
        """By the median."""
        if self.found is None:
            return None
        if self.side == "ten minste":
            return self.found.median >= self.limit
        return self.found.median <= self.limit


def limits(results: Results) -> tuple[Limit, ...]:
    """Every limit, in the order of the report."""
    return (*_warm(results.warm), *_cold(results.runs))


def _warm(times: Times) -> Iterator[Limit]:
    batch, one = "Acht gemeenten, 16 Word-bestanden, warm", "Eén raadsvoorstel, warm"
    tuned = "docxtpl met behoud van sjablonen"
    yield _faster(times, f"{batch}: docxtpl", "docxtpl", "", 8)
    yield _faster(times, f"{batch}: {tuned}", "tuned", "", 4)
    yield _faster(times, f"{one}: docxtpl", "docxtpl", " one", 4)
    yield _faster(times, f"{one}: {tuned}", "tuned", " one", 2)
    fat = ratio(times["ours fat"], times["ours"])
    subject = "Raadsvoorstel op een grote basis tegen een kleine, warm"
    yield Limit(subject, "ten hoogste", 1.25, "×", fat)


def _faster(times: Times, subject: str, rival: str, what: str, limit: float) -> Limit:
    """How many times as long a rival takes."""
    found = ratio(times[f"{rival}{what}"], times[f"ours{what}"])
    return Limit(f"{subject} tegen raadsvoorstel", "ten minste", limit, "×", found)


def _cold(runs: Runs) -> Iterator[Limit]:
    def share(subject: str, above: str, below: str, limit: float) -> Limit:
        return Limit(subject, "ten hoogste", limit, "×", _share(runs, above, below))

    def figure(subject: str, name: str, what: Callable[[Spent], float], limit: float) -> Limit:
        unit = "MiB" if what is _peak else "s"
        found = spread(map(what, runs[name])) if name in runs else None
        return Limit(subject, "ten hoogste", limit, unit, found)

    yield share(
        "342 gemeenten, vier bestanden elk, verse map, met controles: tegen de docxtpl-lus "
        "voor alleen de 684 Word-bestanden",
        "country",
        "docxtpl country",
        0.3,
    )
    script = "tegen het docxtpl-script voor twee Word-bestanden"
    subject = f"Eén gemeente, vier bestanden, met controles: {script}"
    yield share(subject, "one", "docxtpl pair", 1.2)
    yield share(f"`validate` van acht gemeenten: {script}", "validate", "docxtpl pair", 1.0)
    again = "niets veranderd sinds de vorige keer"
    subject = f"Eén gemeente, {again}, verse map: {script}"
    yield share(subject, "one again", "docxtpl pair", 1.2)
    yield share(f"`validate` van acht, {again}: {script}", "validate again", "docxtpl pair", 1.0)
    yield share('`--help`: tegen `python -c "import typer"`', "help", "typer", 1.3)
    yield figure("Piekgeheugen, één gemeente", "one", _peak, 45)
    yield figure("Piekgeheugen, 342 gemeenten", "country", _peak, 90)
    yield figure("`check` op een Word-bestand van 100 pagina's", "check", _wall, 1)
    yield figure("Controles op de data van 342 gemeenten", "check data", _wall, 1)
    subject = "`validate` van 342 gemeenten: alle stukken samengesteld en nagekeken"
    yield figure(subject, "validate country", _wall, 4)
    subject = "342 gemeenten nog eens, niets veranderd: tegen de eerste keer"
    yield share(subject, "country again", "country", 0.5)


def _share(runs: Runs, above: str, below: str) -> Spread | None:
    if above not in runs or below not in runs:
        return None
    return ratio([one.wall for one in runs[above]], [one.wall for one in runs[below]])


def _wall(spent: Spent) -> float:
    return spent.wall


def _peak(spent: Spent) -> float:
    return spent.peak
