"""A drawing of points on two logarithmic axes, as SVG: no library needed for that."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 360, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 16, 34, 46
_INK, _GRID = "#1f2933", "#d9dee3"
_LOOKS = (("#1f5fa8", ""), ("#a33b00", ' stroke-dasharray="6 3"'))
"""A colour, and a dash for who sees no difference between colours."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points with a name."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: what it shows, along which axes."""

    title: str
    x: str
    series: tuple[Series, ...]


def drawing(panels: tuple[Panel, ...], columns: int, title: str, description: str) -> str:
    """All panels on one sheet; the description is for who does not see it."""
    rows = math.ceil(len(panels) / columns)
    width, height = columns * _WIDTH, rows * _HEIGHT
    view = f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d"'
    look = f'font-family="sans-serif" font-size="11" fill="{_INK}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view} {look}>',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(panels):
        row, column = divmod(number, columns)
        parts.append(f'<g transform="translate({column * _WIDTH} {row * _HEIGHT})">')
        parts.extend(_panel(panel))
        parts.append("</g>")
    return "\n".join((*parts, "</svg>", ""))


@dataclass(frozen=True, slots=True)
class _Axis:
    """From a value to a place, by powers of ten."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> Iterator[float]:
        """1, 2 and 5 of every power of ten; where there are many, the powers alone."""
        steps = (1, 2, 5) if self.high - self.low < 2 else (1,)  # noqa: PLR2004
        for power in range(math.floor(self.low), math.ceil(self.high) + 1):
            for step in steps:
                if self.low <= math.log10(step * 10.0**power) <= self.high + 1e-9:
                    yield step * 10.0**power


def _axis(values: list[float], start: float, end: float) -> _Axis:
    low, high = math.log10(min(values)), math.log10(max(values))
    room = max(0.08 * (high - low), 0.1)
    return _Axis(low - room, high + room, start, end)


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for one in panel.series for point in one.points]
    across = _axis([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _axis([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    yield _words(_LEFT, 18, panel.title, size=13)
    for tick in up.ticks():
        yield _line(_LEFT, up.at(tick), _WIDTH - _RIGHT, up.at(tick))
        yield _words(_LEFT - 6, up.at(tick) + 4, _number(tick), anchor="end")
    for tick in sorted({x for x, _ in points}):
        yield _line(across.at(tick), _TOP, across.at(tick), _HEIGHT - _BOTTOM)
        yield _words(across.at(tick), _HEIGHT - _BOTTOM + 15, _number(tick), anchor="middle")
    yield _words((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, panel.x, anchor="middle")
    for number, (series, look) in enumerate(zip(panel.series, _LOOKS, strict=False)):
        yield from _path([(across.at(x), up.at(y)) for x, y in series.points], *look)
        if len(panel.series) > 1:
            level = _TOP + 12 + 15 * number
            yield from _path([(_LEFT + 8, level - 4), (_LEFT + 36, level - 4)], *look)
            yield _words(_LEFT + 44, level, series.name)


def _path(places: list[tuple[float, float]], colour: str, dash: str) -> Iterator[str]:
    steps = " L".join(f"{x},{y}" for x, y in places)
    yield f'<path d="M{steps}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_GRID}"/>'


def _words(x: float, y: float, words: str, *, anchor: str = "start", size: int = 11) -> str:
    look = f'text-anchor="{anchor}" font-size="{size}"'
    return f'<text x="{x}" y="{y}" {look}>{escape(words)}</text>'


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
