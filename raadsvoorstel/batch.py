"""The papers of the councils that are asked for, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field

from raadsvoorstel.choosing import chosen
from raadsvoorstel.composing import Composer
from raadsvoorstel.diagnostics import Diagnostic, Location, Report
from raadsvoorstel.document import Blank, Paper, blanks
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.loading import Case, Loaded
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.verdict import Asked, Verdict
from raadsvoorstel.writers import FORMATS

Progress = Callable[[str, int], None]
"""Told the name of each council as its papers are made, and how many councils there are."""


class ComposedPaper(Struct, frozen=True):
    """A paper of one council."""

    gemeente: str
    kind: str
    paper: Paper
    template: Location
    """Where its words come from that no value brought."""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Each blank once, in reading order."""
        return tuple(dict.fromkeys(blanks(self.paper)))


class Wanted(Struct, frozen=True):
    """The councils, kinds and formats that were asked for, by their ids; no council means all."""

    gemeenten: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = tuple(FORMATS)


class Checked(Struct, frozen=True):
    """A case with what was found in it, and the papers of the councils that have no error."""

    loaded: Loaded
    verdict: Verdict
    wanted: Wanted
    papers: tuple[ComposedPaper, ...] = ()
    files: Mapping[str, StyleFiles] = field(default_factory=dict)
    """What each house style brings beside its words, by the name of the style."""

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, in order."""
        return self.verdict.findings


def resolved(asked: Asked, loaded: Loaded, kinds: tuple[str, ...]) -> Wanted:
    """The ids for what was typed.

    Without a case nothing can be made, and all findings count. Raises `OutsideError`, naming the
    nearest, where there is none, and where a municipality takes no part in the dossier.
    """
    if loaded.case is None:
        return Wanted()
    wanted = Wanted(
        chosen(asked.gemeenten, loaded.known, "--gemeente"),
        chosen(asked.kinds, {one: one for one in kinds}, "--stuk"),
        chosen(asked.formats, {one: one for one in FORMATS}, "--formaat") or tuple(FORMATS),
    )
    _refuse_strangers(loaded.case, wanted)
    return wanted


def _refuse_strangers(case: Case, wanted: Wanted) -> None:
    """Where the list of participants has a mistake, that is told: a stranger may be none."""
    if not case.is_counted:
        return
    strangers = [id_ for id_ in wanted.gemeenten if id_ not in case.names]
    if strangers:
        raise OutsideError(
            f"Geen deelnemer van het dossier '{case.dossier_id}': {', '.join(strangers)}",
            f"Kies uit: {', '.join(case.names)}{_elsewhere(case)}",
        )


def _elsewhere(case: Case) -> str:
    others = [one for one in case.project.dossiers if one != case.dossier_id]
    return f"; of noem een ander dossier met `--dossier`: {', '.join(others)}" if others else ""


def silent(_: str, __: int) -> None:
    """No progress to tell."""


def councils(case: Case, wanted: Wanted, progress: Progress) -> Iterator[str]:
    """The councils to make papers for, telling each as its turn comes."""
    gemeenten = [id_ for id_ in case.participants if id_ in (wanted.gemeenten or case.names)]
    for gemeente in gemeenten:
        progress(case.names[gemeente], len(gemeenten))
        yield gemeente


def composed(
    making: Composer, gemeente: str, kinds: tuple[str, ...], report: Report
) -> Iterator[ComposedPaper]:
    """The papers of one council, of the kinds that it delivers."""
    case = making.case
    delivered = case.municipalities[gemeente].stukken or case.project.kinds
    for kind in map(str, kinds or delivered):
        if kind in delivered and kind in case.project.kinds:
            paper = making.compose(gemeente, kind, report)
            if paper is not None:
                yield ComposedPaper(gemeente, kind, paper, making.template(gemeente, kind).at)
