"""Meetings on days that make sense, in an order that does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Problem, Severity
from raadsvoorstel.loading import Case, local_path, locals_, locate
from raadsvoorstel.model import LokaalDossier, Stap
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.view import council_steps

_SATURDAY = 5
_YEARS = 3
"""A regional plan is treated within this many years of its dossier."""
_SOME = 3
"""Days among which the one in the middle is not the wrong one."""


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


def meeting_on_a_holiday(case: Case) -> Iterator[Problem]:
    """A council does not meet on Hemelvaartsdag; `afwijking` gives the reason if it does."""
    for gemeente, one in _council_days(case):
        holiday = dutch.feestdag(one.day) if one.day.weekday() < _SATURDAY else ""
        if holiday:
            yield Problem(
                "RV331",
                one.path,
                f"De raadsvergadering van {case.names[gemeente]} op {dutch.datum(one.day)} valt op "
                f"{holiday}",
                "Controleer de datum; klopt hij, zet dan de reden in `afwijking`",
            )


def meeting_on_another_weekday(case: Case) -> Iterator[Problem]:
    """Another day of the week than the body usually meets on, by `vergaderschema`."""
    for gemeente, one in _council_days(case):
        usual = case.municipalities[gemeente].vergaderschema.raad
        if usual is not None and one.day.weekday() < _SATURDAY:
            yield from _another_weekday(case, gemeente, one, usual, Severity.WARNING)
    for gemeente, local in locals_(case):
        usual = case.municipalities[gemeente].vergaderschema.college
        day = local.collegebesluit.datum
        if usual is not None and isinstance(day, date):
            path = local_path(case, gemeente, "collegebesluit", "datum")
            college = _Dated(path, day, "het college")
            yield from _another_weekday(case, gemeente, college, usual, Severity.INFO)


def _another_weekday(
    case: Case, gemeente: str, one: _Dated, usual: str, severity: Severity
) -> Iterator[Problem]:
    real = dutch.weekdag(one.day)
    if real != usual:
        yield Problem(
            "RV332",
            one.path,
            f"{dutch.datum(one.day)} is een {real}; {one.what} van {case.names[gemeente]} "
            f"vergadert op {usual}",
            "Controleer de datum; van een raadsvergadering mag de reden in `afwijking` staan",
            severity,
        )


def _council_days(case: Case) -> Iterator[tuple[str, _Dated]]:
    """The days of the council for which nobody gave a reason."""
    for gemeente, local in locals_(case):
        for one in _days_of_one(case, gemeente, local):
            yield gemeente, one


def _days_of_one(case: Case, gemeente: str, local: LokaalDossier) -> Iterator[_Dated]:
    for index, stap in enumerate(local.behandeling):
        if stap.gremium == "raad" and stap.afwijking is None:
            path = local_path(case, gemeente, "behandeling", index, "datum")
            for day in _days(stap):
                if isinstance(day, date):
                    yield _Dated(path, day, "de raad")


def proposal_after_the_council(case: Case) -> Iterator[Problem]:
    """Nobody proposes what the council has already treated."""
    for gemeente, local in locals_(case):
        proposed = local.voorsteldatum
        days = [one.day for one in _days_of_one(case, gemeente, local)]
        if isinstance(proposed, date) and days and proposed > max(days):
            yield Problem(
                "RV333",
                local_path(case, gemeente, "voorsteldatum"),
                f"Het voorstel is van {dutch.datum(proposed)}, ná de raadsvergadering van "
                f"{dutch.datum(max(days))}",
                "Controleer de twee data; eerst komt het voorstel, dan de raad",
            )


def term_runs_back(case: Case) -> Iterator[Problem]:
    """Somebody leaves an office before or on the day of coming into it."""
    for gemeente in case.participants:
        for index, one in enumerate(case.municipalities[gemeente].ambtsdragers):
            if one.van is not None and one.tot is not None and one.tot <= one.van:
                yield Problem(
                    "RV334",
                    (MUNICIPALITIES, gemeente, "ambtsdragers", index, "tot"),
                    f"{one.naam} vertrekt op {dutch.datum(one.tot)}, maar begint op "
                    f"{dutch.datum(one.van)}",
                    "Controleer `van` en `tot`",
                )


def dates_out_of_order(case: Case) -> Iterator[Problem]:
    """First the college, then the committee, then the council; days may be equal."""
    for gemeente, local in locals_(case):
        for before, after in itertools.pairwise(_dated(case, gemeente, local)):
            if after.day < before.day and not after.has_reason:
                yield Problem(
                    "RV309",
                    after.path,
                    f"{dutch.datum(after.day)} ({after.what}) ligt vóór "
                    f"{dutch.datum(before.day)} ({before.what})",
                    "Zet de stappen op volgorde, of controleer de datum",
                )


def year_far_away(case: Case) -> Iterator[Problem]:
    """2002 for 2020: a day that lies years from the day on which the dossier looks.

    A dossier that names no such day has that of its other days, where there are some.
    """
    found = [one for gemeente, local in locals_(case) for one in _dated(case, gemeente, local)]
    looks, days = case.dossier.peildatum, sorted(one.day for one in found)
    if looks is None and len(days) < _SOME:
        return
    middle = days[len(days) // 2] if looks is None else looks
    others = f"andere dagen ({middle.year})"
    beside = others if looks is None else f"peildatum ({dutch.datum(looks)})"
    for one in found:
        if abs(one.day.year - middle.year) > _YEARS and not one.has_reason:
            yield Problem(
                "RV313",
                one.path,
                f"{dutch.datum(one.day)} ({one.what}) ligt jaren van de {beside}",
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


class _Dated(Struct, frozen=True):
    """A known day of one step, where it stands, and whose day it is."""

    path: DataPath
    day: date
    what: str
    has_reason: bool = False
    """Whether `afwijking` explains it."""


def _dated(case: Case, gemeente: str, local: LokaalDossier) -> list[_Dated]:
    """The known days of the college and of the steps after it, in the order of the file."""
    decided = local.collegebesluit.datum
    path = local_path(case, gemeente, "collegebesluit", "datum")
    steps = [
        _Dated(
            local_path(case, gemeente, "behandeling", index, "datum"),
            day,
            stap.naam or stap.gremium,
            has_reason=stap.afwijking is not None,
        )
        for index, stap in enumerate(local.behandeling)
        if stap.gremium != "regio"
        for day in _days(stap)
        if isinstance(day, date)
    ]
    return [_Dated(path, decided, "college"), *steps] if isinstance(decided, date) else steps


def _days(stap: Stap) -> tuple[object, ...]:
    return (stap.datum, *stap.vervolg)
