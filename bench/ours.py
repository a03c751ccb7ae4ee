"""The seams of the package that are measured; whoever changes them changes this module alone.

Run as a program it does the checks on the data of a dossier, and composes nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from raadsvoorstel import cache, checks, stylefiles
from raadsvoorstel.composing import Composer, composer
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.loading import Case, load, located
from raadsvoorstel.project import DEFAULT_DOSSIER, Project
from raadsvoorstel.templating import Environment, environment
from raadsvoorstel.writers import FORMATS

Templates = Environment
KINDS = ("raadsvoorstel", "raadsbesluit")


def keep_cache_in(folder: Path | None) -> None:
    """Where this process and its children keep their cache; nowhere at all without a folder."""
    os.environ[cache.VARIABLE] = cache.OFF if folder is None else str(folder)


@dataclass(frozen=True, slots=True)
class Ready:
    """A decoded dossier with its house styles: where the warm measurement starts."""

    case: Case
    files: dict[str, StyleFiles]

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """The councils, in order."""
        return self.case.participants

    def composer(self, sandbox: Templates | None = None) -> Composer:
        """What composes the papers of a run; a sandbox holds templates that were read before."""
        return composer(self.case, sandbox)


def ready(project: Project) -> Ready:
    """Read and decode a project; an error in it is a fault of the generator."""
    found: list[Diagnostic] = []
    case = load(project, DEFAULT_DOSSIER, found.append).case
    errors = [one for one in found if one.severity is Severity.ERROR]
    if case is None or errors:
        raise ValueError(errors)
    return Ready(case, stylefiles.read(case, _refuse))


def _refuse(found: Diagnostic) -> None:
    if found.severity is Severity.ERROR:
        raise ValueError(found)


def paper(made: Ready, making: Composer, gemeente: str, kind: str, suffix: str = "docx") -> bytes:
    """One paper, from the data to the bytes of a file."""
    composed = making.compose(gemeente, kind, _refuse)
    if composed is None:
        raise ValueError(gemeente, kind)
    style = str(made.case.municipalities[gemeente].huisstijl)
    write = FORMATS[suffix].load()
    return write(composed, made.case.styles[style], made.files[style])


def templates(made: Ready) -> Templates:
    """The templates of a project, for a process that makes papers again and again."""
    return environment(made.case.project)


def batch(made: Ready, sandbox: Templates | None = None) -> list[bytes]:
    """The Word files of all councils, as one run makes them."""
    making = made.composer(sandbox)
    return [paper(made, making, gemeente, kind) for gemeente in made.gemeenten for kind in KINDS]


def _check_data(folder: Path) -> Iterator[Diagnostic]:
    made = ready(Project(folder))
    yield from (located(made.case, problem) for problem in checks.check(made.case))


if __name__ == "__main__":
    sys.exit(any(one.severity is Severity.ERROR for one in _check_data(Path(sys.argv[1]))))
