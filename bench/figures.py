"""Medians and what lies around them; of ratios always the ratio within one round."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """A median between its quartiles."""

    median: float
    low: float
    high: float


def spread(values: Iterable[float]) -> Spread:
    """Of one value it is that value three times."""
    found = sorted(values)
    if len(found) == 1:
        return Spread(found[0], found[0], found[0])
    low, middle, high = statistics.quantiles(found, n=4, method="inclusive")
    return Spread(middle, low, high)


def ratio(above: Sequence[float], below: Sequence[float]) -> Spread:
    """How many times as much, round by round: what slows a whole round down cancels out."""
    return spread(one / other for one, other in zip(above, below, strict=True))


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """How a quantity grows: 1 is as fast as its cause, 2 is with the square of it."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    slope, _ = statistics.linear_regression([x for x, _ in logs], [y for _, y in logs])
    return slope
