"""The roads to a municipality's part of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.diagnostics import DataPath
from raadsvoorstel.loading import Case
from raadsvoorstel.model import LokaalDossier
from raadsvoorstel.project import MUNICIPALITIES


def local_path(case: Case, gemeente: str, *rest: str | int) -> DataPath:
    """The path of a value in a municipality's block for the dossier in hand."""
    return (MUNICIPALITIES, gemeente, "dossiers", case.dossier_id, *rest)


def locals_(case: Case) -> Iterator[tuple[str, LokaalDossier]]:
    """Each participant with its part of the dossier."""
    return ((gemeente, case.local(gemeente)) for gemeente in case.participants)
