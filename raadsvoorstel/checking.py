"""The line of `validate`: load, check, compose, read what was composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from raadsvoorstel import checks, rules, stylefiles, templating
from raadsvoorstel.batch import (
    Checked,
    ComposedPaper,
    Progress,
    Wanted,
    composed,
    councils,
    resolved,
    silent,
)
from raadsvoorstel.checks.controlesom import is_outside
from raadsvoorstel.checks.herkomst import printed_assumptions
from raadsvoorstel.checks.texts import unfillable_texts
from raadsvoorstel.codes import severity_of
from raadsvoorstel.composing import composer
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.document import Blank, Filler
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.loading import STYLE, Case, load, locate, located
from raadsvoorstel.paging import overflow
from raadsvoorstel.papers import composed as of_ours
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.project import DEFAULT_DOSSIER, MUNICIPALITIES, Project
from raadsvoorstel.verdict import (
    OPEN_BLANKS,
    Asked,
    PaperVerdict,
    Verdict,
    count_blanks,
    in_order,
)


def check(
    project: Project,
    dossier: str,
    *,
    only: Asked | None = None,
    thorough: bool = False,
    progress: Progress = silent,
) -> Checked:
    """Every finding of a dossier, and its papers; `thorough` also reads what no paper uses."""
    findings: list[Diagnostic] = []
    loaded = load(project, dossier, findings.append, all_styles=thorough)
    wanted = resolved(only, loaded, project.kinds) if only is not None else Wanted()
    if thorough:
        findings += templating.template_errors(templating.environment(project))
    case = loaded.case
    if case is None:
        return Checked(loaded, Verdict(in_order(findings, project.root)), wanted)
    findings += [located(case, problem) for problem in checks.check(case)]
    files = stylefiles.read(case, findings.append)
    papers: list[ComposedPaper] = []
    making = composer(case)
    for gemeente in councils(case, wanted, progress):
        findings += unfillable_texts(case, gemeente)
        papers += composed(making, gemeente, wanted.kinds, findings.append)
    told = tuple(PaperVerdict(one.gemeente, one.kind, one.blanks) for one in papers)
    findings += _open_blanks(case, told)
    findings += _overfull(case, files, papers)
    read = tuple(_reading(one) for one in papers)
    printed = (span.at for one in read for passage in one.passages for span in passage.spans)
    findings += (located(case, problem) for problem in printed_assumptions(case, printed))
    findings += rules.findings(read, case, language=thorough)
    found = in_order(rules.chosen(findings, case), project.root)
    verdict = Verdict(found, told, rests_outside=is_outside(case))
    return Checked(loaded, verdict, wanted, tuple(papers), files)


def readings(checked: Checked) -> tuple[Reading, ...]:
    """The papers of a case as passages that know their place."""
    return tuple(_reading(one) for one in checked.papers)


def _reading(one: ComposedPaper) -> Reading:
    return of_ours.reading(one.paper, one.gemeente, one.kind, one.template)


def check_all(project: Project, names: tuple[str, ...]) -> Verdict:
    """Every finding of several dossiers, and of all templates and house styles."""
    each = [check(project, name, thorough=True).verdict for name in names]
    return Verdict(
        in_order((finding for one in each for finding in one.findings), project.root),
        tuple(paper for one in each for paper in one.papers),
        rests_outside=any(one.rests_outside for one in each),
    )


def _open_blanks(case: Case, papers: tuple[PaperVerdict, ...]) -> Iterator[Diagnostic]:
    """One finding per council: what is to be filled in, by whom; graver as the decision nears."""
    for gemeente, own in groupby(papers, key=lambda one: one.gemeente):
        found = tuple(dict.fromkeys(blank for one in own for blank in one.blanks))
        if found:
            yield Diagnostic(
                OPEN_BLANKS,
                _blank_severity(case, gemeente),
                locate(case.trees, (MUNICIPALITIES, gemeente)),
                f"{_title(case, gemeente)}: {len(found)} nog in te vullen: {_per_filler(found)}",
                f"Vul in wat van de gemeente is onder dit blok, en gedeelde tekst in "
                f"{case.dossier_id}.yaml; {_griffie(case, gemeente)}",
                frozenset({gemeente}),
            )


def _griffie(case: Case, gemeente: str) -> str:
    if case.local(gemeente).besluit is not None:
        return "de raad heeft besloten: ook wat de griffie invult, hoort er nu te staan"
    return "wat de griffie invult, mag open blijven"


def _overfull(
    case: Case, files: Mapping[str, StyleFiles], papers: list[ComposedPaper]
) -> Iterator[Diagnostic]:
    """What probably runs over page 1 in a house style that starts a new page after it."""
    for one in papers:
        style = str(case.municipalities[one.gemeente].huisstijl)
        found = overflow(one.paper, case.styles[style], files[style])
        if found is not None:
            lines = "1 regel" if found.lines == 1 else f"{found.lines} regels"
            yield Diagnostic(
                "RV504",
                severity_of("RV504"),
                locate(case.trees, (STYLE, style, "uiterlijk", "nieuwe_pagina_voor")),
                f"{_title(case, one.gemeente)}, {one.kind}: pagina 1 loopt waarschijnlijk over, "
                f"met ongeveer {lines}; daarna begint '{found.section}' op een nieuwe pagina",
                "Bekijk het stuk in Word; maak de tekst op pagina 1 korter, of de letter of "
                f"marges kleiner, of haal '{found.section}' weg uit `nieuwe_pagina_voor`",
                frozenset({one.gemeente}),
            )


def _title(case: Case, gemeente: str) -> str:
    name = str(case.names[gemeente])
    return name if case.dossier_id == DEFAULT_DOSSIER else f"{name} ({case.dossier_id})"


def _blank_severity(case: Case, gemeente: str) -> Severity:
    local = case.local(gemeente)
    if local.besluit is not None:
        return Severity.ERROR
    decided = isinstance(local.collegebesluit.datum, date)
    return Severity.WARNING if decided else Severity.INFO


def _per_filler(found: tuple[Blank, ...]) -> str:
    counts = count_blanks(found)
    parts = [
        f"{filler} {counts[filler]} "
        f"({', '.join(blank.label for blank in found if blank.filler is filler)})"
        for filler in Filler
        if counts[filler]
    ]
    return "; ".join(parts)
