"""How time and memory grow with the number of councils and with the length of their texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.cold import COUNCILS, COUNTRY, Installed
from bench.dossier import Size, write
from bench.figures import exponent, spread
from bench.processes import Command, compare

_COUNCILS = (1, COUNCILS, 30, 100, COUNTRY)
_LENGTHS = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class Point:
    """One size of a project, and what `generate` took for it."""

    gemeenten: int
    lengte: int
    seconds: float
    """Of computing: on the clock the other work of the machine would count too."""
    peak: float


@dataclass(frozen=True, slots=True)
class Line:
    """Points that differ in one thing alone."""

    subject: str
    series: str
    """Its name beside others in one plot."""
    points: tuple[tuple[int, Point], ...]

    def time_exponent(self) -> float:
        """Over the two largest, where the fixed cost of a start weighs least."""
        return exponent([(x, one.seconds) for x, one in self.points[-2:]])

    def memory_exponent(self) -> float:
        """The same of memory."""
        return exponent([(x, one.peak) for x, one in self.points[-2:]])


def measure(installed: Installed, folder: Path, rounds: int) -> tuple[Line, ...]:
    """`generate` of four files per council into a fresh folder, for every size."""
    sizes = {Size(number) for number in _COUNCILS}
    sizes |= {Size(number, length) for number in (1, COUNCILS) for length in _LENGTHS}
    points = {
        size: _point(installed, folder, size, rounds)
        for size in sorted(sizes, key=lambda size: (size.gemeenten, size.lengte))
    }
    councils = tuple((number, points[Size(number)]) for number in _COUNCILS)
    lengths = (
        Line(f"langere teksten van {name}", name, _along_length(points, number))
        for number, name in ((1, "1 gemeente"), (COUNCILS, f"{COUNCILS} gemeenten"))
    )
    return (Line("meer gemeenten", "", councils), *lengths)


def _along_length(points: Mapping[Size, Point], number: int) -> tuple[tuple[int, Point], ...]:
    return tuple((length, points[Size(number, length)]) for length in _LENGTHS)


def every(lines: tuple[Line, ...]) -> Iterator[Point]:
    """Each point once."""
    yield from dict.fromkeys(point for line in lines for _, point in line.points)


def _point(installed: Installed, folder: Path, size: Size, rounds: int) -> Point:
    root = folder / "groei"
    shutil.rmtree(root, ignore_errors=True)
    write(root, size)
    command = Command(
        f"{size.gemeenten} × {size.lengte}",
        lambda new: (installed.tool, "generate", "--map", root, "--uitvoer", new / "uit"),
        changes=root,
    )
    spent = compare([command], rounds, folder, warm_up=False)[command.name]
    seconds = spread(one.cpu for one in spent).median
    peak = spread(one.peak for one in spent).median
    return Point(size.gemeenten, size.lengte, seconds, peak)
