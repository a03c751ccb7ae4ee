"""The councils of a dossier in a table: what is known of each."""

from __future__ import annotations

import json
from datetime import date
from typing import TextIO

from msgspec import Struct

from raadsvoorstel.batch import Checked
from raadsvoorstel.document import Blank, Filler
from raadsvoorstel.loading import Case
from raadsvoorstel.reporting import table
from raadsvoorstel.verdict import count_blanks
from raadsvoorstel.view import view


class Council(Struct, frozen=True):
    """One line of the list."""

    id: str
    naam: str
    code: str
    raadsdatum: str
    huisstijl: str
    bron: str
    leeg: dict[Filler, int]


def councils(checked: Checked) -> tuple[Council, ...]:
    """Each participant that can be read, in order of name."""
    case = checked.loaded.case
    return tuple(_council(case, id_, checked) for id_ in case.participants) if case else ()


def _council(case: Case, gemeente: str, checked: Checked) -> Council:
    seen = view(case, gemeente)
    open_ = {blank for one in checked.papers if one.gemeente == gemeente for blank in one.blanks}
    day = seen.raad.datum
    return Council(
        gemeente,
        str(seen.gemeente.naam),
        "" if isinstance(seen.gemeente.tooi, Blank) else str(seen.gemeente.tooi),
        day.isoformat() if isinstance(day, date) else "",
        str(case.municipalities[gemeente].huisstijl),
        seen.huisstijl.bron.soort,
        count_blanks(open_),
    )


def listing(checked: Checked, form: str, stream: TextIO) -> str:
    """The list as a table or as JSON; an unknown value is empty, in JSON null."""
    found = councils(checked)
    if form == "json":
        return json.dumps([_as_object(one) for one in found], indent=2) + "\n"
    header = (
        "gemeente",
        "code",
        "raadsdatum",
        "huisstijl",
        "huisstijl volgt",
        *(f"leeg: {filler}" for filler in Filler),
    )
    rows = tuple(
        (
            one.naam,
            one.code or "-",
            one.raadsdatum or "-",
            one.huisstijl,
            one.bron,
            *(str(one.leeg[filler]) for filler in Filler),
        )
        for one in found
    )
    return table(header, rows, stream)


def _as_object(one: Council) -> dict[str, object]:
    return {
        "id": one.id,
        "naam": one.naam,
        "code": one.code or None,
        "raadsdatum": one.raadsdatum or None,
        "huisstijl": one.huisstijl,
        "bron": one.bron,
        "leeg": {filler.value: number for filler, number in one.leeg.items()},
    }
