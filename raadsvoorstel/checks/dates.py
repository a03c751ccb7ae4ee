"""Meetings on days that make sense, in an order that does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from raadsvoorstel import dutch
from raadsvoorstel.checks.paths import local_path, locals_
from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.loading import Case, locate
from raadsvoorstel.model import LokaalDossier, Stap
from raadsvoorstel.view import council_steps

_SATURDAY = 5
_YEARS = 3
"""A regional plan is treated within this many years of its dossier."""


def meeting_in_the_weekend(case: Case) -> Iterator[Problem]:
    """A council rarely meets on Saturday or Sunday; `afwijking` gives the reason if it does."""
    for gemeente, local in locals_(case):
        for index, stap in enumerate(local.behandeling):
            for day in _days(stap):
                if (
                    stap.gremium == "raad"
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
        for before, after in itertools.pairwise(_dated(case, gemeente, local)):
            if after.day < before.day:
                yield Problem(
                    "RV309",
                    after.path,
                    f"{dutch.datum(after.day)} ({after.what}) ligt vóór "
                    f"{dutch.datum(before.day)} ({before.what})",
                    "Zet de stappen op volgorde, of controleer de datum",
                )


def year_far_away(case: Case) -> Iterator[Problem]:
    """2002 for 2020: a day that lies years from the day on which the dossier looks."""
    looks = case.dossier.peildatum
    if looks is None:
        return
    for gemeente, local in locals_(case):
        for one in _dated(case, gemeente, local):
            if abs(one.day.year - looks.year) > _YEARS:
                yield Problem(
                    "RV313",
                    one.path,
                    f"{dutch.datum(one.day)} ({one.what}) ligt jaren van de peildatum "
                    f"({dutch.datum(looks)})",
                    "Controleer het jaartal",
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


class _Dated(NamedTuple):
    """A known day of one step, where it stands, and whose day it is."""

    path: DataPath
    day: date
    what: str


def _dated(case: Case, gemeente: str, local: LokaalDossier) -> list[_Dated]:
    """The known days of the college and of the steps after it, in the order of the file."""
    path = local_path(case, gemeente, "collegebesluit", "datum")
    days: list[tuple[DataPath, object, str]] = [(path, local.collegebesluit.datum, "college")]
    days += [
        (local_path(case, gemeente, "behandeling", index, "datum"), day, stap.naam or stap.gremium)
        for index, stap in enumerate(local.behandeling)
        if stap.gremium != "regio"
        for day in _days(stap)
    ]
    return [_Dated(path, day, what) for path, day, what in days if isinstance(day, date)]


def _days(stap: Stap) -> tuple[object, ...]:
    return (stap.datum, *stap.vervolg)
