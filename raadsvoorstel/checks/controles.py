"""What a dossier chooses about the checks themselves."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.codes import CODES, named
from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.dutch import nearest
from raadsvoorstel.loading import DOSSIER, Case
from raadsvoorstel.rules.choices import may_be_set

_CODE = "RV216"


def unknown_check(case: Case) -> Iterator[Problem]:
    """`controles` and `uitzonderingen` name what exists, and what a dossier may choose."""
    chosen: list[tuple[str, DataPath]] = [
        (name, (DOSSIER, "controles", name)) for name in case.dossier.controles
    ]
    chosen += [
        (str(one.code), (DOSSIER, "uitzonderingen", index, "code"))
        for index, one in enumerate(case.dossier.uitzonderingen)
    ]
    for name, path in chosen:
        code = named(name)
        if code not in CODES:
            names = (*CODES, *(one.name for one in CODES.values()))
            hint = nearest(name, names) or "`raadsvoorstel explain` noemt alle codes"
            yield Problem(_CODE, path, f"De controle '{name}' bestaat niet", hint)
        elif not may_be_set(code):
            yield Problem(
                _CODE,
                path,
                f"De controle {code} ligt vast: het gaat om een fout in de gegevens zelf",
                "Herstel wat gemeld wordt, en haal deze regel weg",
            )
