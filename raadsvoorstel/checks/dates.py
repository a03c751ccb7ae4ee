"""Meetings on days that make sense, in an order that does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from raadsvoorstel import dutch
from raadsvoorstel.checks.paths import local_path, locals_
from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.loading import Case, locate
from raadsvoorstel.model import Stap
from raadsvoorstel.view import council_steps

_SATURDAY = 5


def meeting_in_the_weekend(case: Case) -> Iterator[Problem]:
    """A council rarely meets on Saturday or Sunday; `afwijking` gives the reason if it does."""
    for gemeente, local in locals_(case):
        steps = council_steps(local)
        for index, stap in enumerate(local.behandeling):
            for day in (stap.datum, *stap.vervolg):
                if (
                    stap in steps
                    and isinstance(day, date)
                    and day.weekday() >= _SATURDAY
                    and stap.afwijking is None
                ):
                    yield Problem(
                        "RV307",
                        local_path(case, gemeente, "behandeling", index, "datum"),
                        f"De raadsvergadering van {case.names[gemeente]} is op "
                        f"{dutch.weekdag(day)} {dutch.datum(day)}",
                        "Controleer de datum; klopt hij, zet dan de reden in `afwijking`",
                    )


def dates_out_of_order(case: Case) -> Iterator[Problem]:
    """First the college, then the committee, then the council; days may be equal."""
    for gemeente, local in locals_(case):
        days: list[tuple[DataPath, object]] = [
            (_college(case, gemeente), local.collegebesluit.datum)
        ]
        days += [
            (local_path(case, gemeente, "behandeling", index, "datum"), day)
            for index, stap in enumerate(local.behandeling)
            if stap.gremium != "regio"
            for day in _days(stap)
        ]
        known = [(path, day) for path, day in days if isinstance(day, date)]
        for (_, before), (path, after) in itertools.pairwise(known):
            if after < before:
                yield Problem(
                    "RV309",
                    path,
                    f"{dutch.datum(after)} ligt vóór de vorige stap ({dutch.datum(before)})",
                    "Zet de stappen op volgorde, of controleer de datum",
                )


def day_of_the_decision_twice(case: Case) -> Iterator[Problem]:
    """The council decides in its last meeting: one of the two places is enough."""
    for gemeente, local in locals_(case):
        days = [day for stap in council_steps(local) for day in _days(stap)]
        given = local.besluit.datum if local.besluit is not None else None
        if given is not None and any(isinstance(day, date) for day in days):
            line = locate(case.trees, local_path(case, gemeente, "behandeling")).line
            yield Problem(
                "RV312",
                local_path(case, gemeente, "besluit", "datum"),
                f"De dag van het besluit staat ook in `behandeling` (vanaf regel {line})",
                "Houd de dag in `behandeling`, en laat `datum` hier weg",
            )


def _college(case: Case, gemeente: str) -> DataPath:
    return local_path(case, gemeente, "collegebesluit", "datum")


def _days(stap: Stap) -> tuple[object, ...]:
    return (stap.datum, *stap.vervolg)
