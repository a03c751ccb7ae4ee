"""Secret annexes: on the law of the day, and confirmed by the council in a point of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.document import inline_text
from raadsvoorstel.loading import DOSSIER, Case, local_path, locals_
from raadsvoorstel.model import Beslispunt, Bijlage
from raadsvoorstel.rules.geheimhouding import NEW_ARTICLES, NEW_LAW, OLD_ARTICLES
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.view import proposal_day

_ARTICLE = Pattern(
    r"\bart(?:ikel|\.)? ?(25|55|86|87|88|89)\b(?![.\d])[^;]*?\bGemeentewet\b",
    re.IGNORECASE,
    needs=("gemeentewet",),
)
_CONFIRMS = Pattern(
    r"\bbekrachtig.*\bgeheimhouding\b|\bgeheimhouding\b.*\bbekrachtig",
    re.IGNORECASE,
    needs=("geheimhouding",),
)
_COUNCIL = Pattern(r"\braad\b|\bgemeenteraad\b", re.IGNORECASE, needs=("raad",))


def secrecy_on_another_law(case: Case) -> Iterator[Problem]:
    """From 1 April 2023 secrecy stands in other articles of the Gemeentewet than before."""
    day = _day(case)
    for path, bijlagen in _lists(case):
        for index, one in enumerate(bijlagen):
            found = _ARTICLE.search(one.grond or "")
            if one.openbaarheid != "geheim" or found is None or day is None:
                continue
            right = NEW_ARTICLES if day >= NEW_LAW else OLD_ARTICLES
            if found[1] not in right:
                yield Problem(
                    "RV221",
                    (*path, index, "grond"),
                    f"Artikel {found[1]} van de Gemeentewet gaat op {dutch.datum(day)} niet over "
                    "geheimhouding",
                    f"Op die dag zijn het de artikelen {dutch.opsomming(right)}; kies het artikel "
                    "dat past",
                )


def secrecy_not_confirmed(case: Case) -> Iterator[Problem]:
    """What the college keeps secret from the public, the council confirms in a point of its own."""
    shared = _secret(case.dossier.bijlagen)
    if _confirmed(case.dossier.beslispunten):
        return
    without = [
        gemeente
        for gemeente, local in locals_(case)
        if not _confirmed(local.beslispunten) and (shared or _secret(local.bijlagen))
    ]
    if shared and without:
        yield _not_confirmed((DOSSIER, "bijlagen", shared[0]))
        return
    for gemeente in without:
        index = _secret(case.local(gemeente).bijlagen)[0]
        yield _not_confirmed(local_path(case, gemeente, "bijlagen", index))


def _not_confirmed(path: DataPath) -> Problem:
    return Problem(
        "RV222",
        path,
        "Geen beslispunt bekrachtigt de geheimhouding van deze bijlage",
        "Voeg een eigen beslispunt toe: de geheimhouding van … te bekrachtigen",
    )


def _secret(bijlagen: tuple[Bijlage, ...]) -> list[int]:
    """The annexes on which another body than the council imposed secrecy."""
    return [
        index
        for index, one in enumerate(bijlagen)
        if one.openbaarheid == "geheim"
        and one.opgelegd_door is not None
        and not _COUNCIL.search(one.opgelegd_door)
    ]


def _confirmed(punten: tuple[Beslispunt, ...]) -> bool:
    return any(_CONFIRMS.search(inline_text(punt.tekst.children)) for punt in punten)


def _day(case: Case) -> date | None:
    """The first day on which a council's proposal looks."""
    days = (proposal_day(case.dossier, local) for _, local in locals_(case))
    return min((day for day in days if day is not None), default=None)


def _lists(case: Case) -> Iterator[tuple[DataPath, tuple[Bijlage, ...]]]:
    yield (DOSSIER, "bijlagen"), case.dossier.bijlagen
    yield (DOSSIER, "achterliggend"), case.dossier.achterliggend
    for gemeente, local in locals_(case):
        yield local_path(case, gemeente, "bijlagen"), local.bijlagen
