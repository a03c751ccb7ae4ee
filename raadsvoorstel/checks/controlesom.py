"""The files of annexes: still the ones of which the dossier wrote down the hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.loading import DOSSIER, Case, local_path, locals_
from raadsvoorstel.model import Bijlage


def other_file(case: Case) -> Iterator[Problem]:
    """A file with another hash; one that is not in the project can't be looked at.

    Of a secret annex the hash is not told: that of a guess could be held against it.
    """
    for path, one in _annexes(case):
        found = _sha256(case.project.root, str(one.bestand)) if one.bestand else None
        if one.sha256 is None or found in {None, str(one.sha256)}:
            continue
        new = "de nieuwe controlesom" if one.openbaarheid == "geheim" else f"`sha256: {found}`"
        yield Problem(
            "RV225",
            (*path, "sha256"),
            f"Het bestand van bijlage '{one.id}' is niet meer dat van deze controlesom",
            f"Zet het goede bestand terug; is dit het goede, neem dan {new} over en geef de "
            "bijlage een nieuwe versie of datum",
        )


def is_outside(case: Case) -> bool:
    """Whether the hash of a file outside `data/` is looked at."""
    data = (case.project.root / "data").resolve()
    named = (str(one.bestand) for _, one in _annexes(case) if one.bestand and one.sha256)
    return any(not _road(data, name).is_relative_to(data) for name in named)


def _road(data: Path, name: str) -> Path:
    try:
        return (data / name).resolve()
    except (OSError, ValueError):
        return data


def _annexes(case: Case) -> Iterator[tuple[DataPath, Bijlage]]:
    lists: list[tuple[DataPath, tuple[Bijlage, ...]]] = [
        ((DOSSIER, "bijlagen"), case.dossier.bijlagen),
        ((DOSSIER, "achterliggend"), case.dossier.achterliggend),
    ]
    lists += [(local_path(case, id_, "bijlagen"), local.bijlagen) for id_, local in locals_(case)]
    for path, annexes in lists:
        yield from (((*path, index), one) for index, one in enumerate(annexes))


def _sha256(root: Path, name: str) -> str | None:
    """The hash of a file by its name from `data/`; a road out of the project leads nowhere."""
    try:
        file = (root / "data" / name).resolve()
        if not (file.is_relative_to(root.resolve()) and file.is_file()):
            return None
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
