"""The line of `generate`: what was checked and composed, written and published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from raadsvoorstel import stylefiles
from raadsvoorstel.batch import (
    Checked,
    ComposedPaper,
    Progress,
    composed,
    councils,
    resolved,
    silent,
)
from raadsvoorstel.codes import severity_of
from raadsvoorstel.composing import composer
from raadsvoorstel.diagnostics import Diagnostic, Problem
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.loading import Case, house_style, load, locate
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import DEFAULT_DOSSIER, Project
from raadsvoorstel.publishing import OutputFile, leftovers, publish
from raadsvoorstel.verdict import Asked, Generated, Verdict, in_order
from raadsvoorstel.writers import FORMATS


class Known(Struct, frozen=True):
    """The verdict of an earlier run on the same input, and whether that still is the input."""

    verdict: Verdict
    holds: Callable[[], bool]


def generate(
    project: Project,
    asked: Asked,
    output: Path,
    progress: Progress = silent,
    *,
    known: Known | None = None,
) -> Generated:
    """Make the papers of every council without an error of its own; write nothing if all have one.

    With `known` nothing is checked again while that holds. Raises `OutsideError` where the output
    can't be written at all.
    """
    _refuse_project_folders(project, output)
    checked = _checked(project, asked, progress, known)
    verdict, case = checked.verdict.about(checked.wanted.gemeenten), checked.loaded.case
    if case is None or verdict.stops_the_run:
        return Generated(
            verdict, (), leftovers=leftovers(output, asked.dossier, (), (), whole=True)
        )
    broken = verdict.broken
    files = tuple(
        file
        for one in checked.papers
        if one.gemeente not in broken
        for file in _files(checked, case, one)
    )
    outcomes = publish(output, files) if files else ()
    made = {one.file.path for one in outcomes}
    skipped = {
        id_: str(case.names[id_]) for id_ in checked.wanted.gemeenten or case.names if id_ in broken
    }
    left = leftovers(output, asked.dossier, made, skipped, whole=asked.is_whole)
    return Generated(verdict, outcomes, skipped, left)


def _checked(project: Project, asked: Asked, progress: Progress, known: Known | None) -> Checked:
    """The papers with the verdict on them; the checks are not even loaded where that is known."""
    if known is not None:
        checked = _unchecked(project, asked, progress, known.verdict)
        if known.holds():  # else somebody saved a file while it was read
            return checked
    from raadsvoorstel import checking

    return checking.check(project, asked.dossier, only=asked, progress=progress)


def _unchecked(project: Project, asked: Asked, progress: Progress, known: Verdict) -> Checked:
    loaded = load(project, asked.dossier, _unheard)
    wanted = resolved(asked, loaded, project.kinds)
    case = loaded.case
    if case is None:
        return Checked(loaded, known, wanted)
    making = composer(case)
    papers = tuple(
        paper
        for gemeente in councils(case, wanted, progress)
        for paper in composed(making, gemeente, wanted.kinds, _unheard)
    )
    return Checked(loaded, known, wanted, papers, stylefiles.read(case, _unheard))


def _unheard(_: Diagnostic) -> None:
    """What is told here is in the verdict already."""


def preview(project: Project, name: str, output: Path) -> Generated:
    """The sample in one house style, as Word shows it; nothing is written where it has an error."""
    _refuse_project_folders(project, output)
    from raadsvoorstel.sample import sample

    findings: list[Diagnostic] = []
    style, trees = house_style(project, name, findings.append)

    def tell(problem: Problem) -> None:
        severity = problem.severity or severity_of(problem.code)
        place = locate(trees, problem.at)
        findings.append(Diagnostic(problem.code, severity, place, problem.message, problem.hint))

    files = stylefiles.of(project, name, style, tell) if style is not None else StyleFiles()
    verdict = Verdict(in_order(findings, project.root))
    if style is None or verdict.errors:
        return Generated(verdict, ())
    content = FORMATS["docx"].load()(sample(str(style.naam)), style, files)
    about = {"gemeente": "", "dossier": "", "stuk": "voorbeeld", "formaat": "docx"}
    return Generated(
        verdict, publish(output, (OutputFile(f"voorbeeld-{name}.docx", content, about),))
    )


def _refuse_project_folders(project: Project, output: Path) -> None:
    for name in ("data", "templates"):
        if output.resolve().is_relative_to(project.root / name):
            raise OutsideError(
                f"De stukken kunnen niet in `{name}/` van het project staan",
                "Kies een andere map met `--uitvoer`",
            )


def _files(checked: Checked, case: Case, one: ComposedPaper) -> Iterator[OutputFile]:
    folder = case.folder(one.gemeente)
    if case.dossier_id != DEFAULT_DOSSIER:
        folder = f"{case.dossier_id}/{folder}"
    style = case.municipalities[one.gemeente].huisstijl
    for name in checked.wanted.formats:
        yield OutputFile(
            f"{folder}/{one.kind}.{name}",
            FORMATS[name].load()(one.paper, case.styles[style], checked.files[style]),
            {
                "gemeente": one.gemeente,
                "dossier": case.dossier_id,
                "stuk": one.kind,
                "formaat": name,
            },
        )
