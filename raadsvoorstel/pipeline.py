"""The straight line of each command: load, check, compose, write, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from raadsvoorstel import checks, rules, stylefiles, templating
from raadsvoorstel.checks.herkomst import printed_assumptions
from raadsvoorstel.checks.texts import unfillable_texts
from raadsvoorstel.codes import severity_of
from raadsvoorstel.composing import Composer, composer
from raadsvoorstel.diagnostics import Diagnostic, Location, Problem, Severity, has_errors
from raadsvoorstel.document import Blank, Filler, Paper, blanks
from raadsvoorstel.dutch import folded, nearest, opsomming
from raadsvoorstel.housestyle import StyleFiles
from raadsvoorstel.loading import STYLE, Case, Loaded, house_style, load, locate, located
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.paging import overflow
from raadsvoorstel.papers import composed
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.project import DEFAULT_DOSSIER, MUNICIPALITIES, Project
from raadsvoorstel.publishing import Outcome, OutputFile, State, publish, read_manifest
from raadsvoorstel.sample import sample
from raadsvoorstel.writers import FORMATS

OPEN_BLANKS = "RV210"

Progress = Callable[[str, int], None]
"""Told the name of each council as its papers are made, and how many councils there are."""


class ComposedPaper(Struct, frozen=True):
    """A paper of one council, with the blanks that it shows."""

    gemeente: str
    kind: str
    paper: Paper
    template: Location
    """Where its words come from that no value brought."""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Each blank once, in reading order."""
        return tuple(dict.fromkeys(blanks(self.paper)))


class Checked(Struct, frozen=True):
    """A case with every finding, and the papers of the councils that have no error."""

    loaded: Loaded
    findings: tuple[Diagnostic, ...]
    papers: tuple[ComposedPaper, ...] = ()
    files: Mapping[str, StyleFiles] = field(default_factory=dict)
    """What each house style brings beside its words, by the name of the style."""

    def has_errors(self, *, strict: bool = False) -> bool:
        """Whether anything was found that fails a check; under `strict` a warning does too."""
        return has_errors(self.findings, strict=strict)

    def only(self, codes: frozenset[str]) -> Checked:
        """With the findings of these codes alone."""
        return replace(self, findings=tuple(one for one in self.findings if one.code in codes))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps papers back; an open blank, however grave, is visible and does not."""
        return tuple(
            one
            for one in self.findings
            if one.severity is Severity.ERROR and one.code != OPEN_BLANKS
        )

    @property
    def stops_the_run(self) -> bool:
        """Whether an error concerns every council."""
        return any(not one.gemeenten for one in self.errors)

    @property
    def broken(self) -> frozenset[str]:
        """The councils that have an error of their own, and can't be written."""
        return frozenset(gemeente for one in self.errors for gemeente in one.gemeenten)


class Wanted(Struct, frozen=True):
    """What the user asked to make."""

    gemeenten: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = tuple(FORMATS)


class Generated(Struct, frozen=True):
    """What came of a run."""

    checked: Checked
    outcomes: tuple[Outcome, ...]
    skipped: tuple[str, ...] = ()
    """The names of councils that have an error of their own, and so no new papers."""
    leftovers: tuple[str, ...] = ()
    """Files of an earlier run of this dossier that this whole run no longer makes."""


def _silent(_: str, __: int) -> None:
    """No progress to tell."""


# -- checking ----------------------------------------------------------------------------------


def check(
    project: Project,
    dossier: str,
    *,
    only: Wanted | None = None,
    thorough: bool = False,
    progress: Progress = _silent,
) -> Checked:
    """Every finding of a dossier, and its papers; `thorough` also reads what no paper uses."""
    findings: list[Diagnostic] = []
    loaded = load(project, dossier, findings.append, all_styles=thorough)
    if thorough:
        findings += templating.template_errors(templating.environment(project))
    case = loaded.case
    if case is None:
        return Checked(loaded, _in_order(findings))
    findings += [located(case, problem) for problem in checks.check(case)]
    files = stylefiles.read(case, findings.append)
    chosen = only or Wanted()
    gemeenten = [id_ for id_ in case.participants if id_ in (chosen.gemeenten or case.names)]
    making = composer(case)
    papers: list[ComposedPaper] = []
    for gemeente in gemeenten:
        progress(case.names[gemeente], len(gemeenten))
        findings += unfillable_texts(case, gemeente)
        papers += _compose(making, gemeente, chosen.kinds, findings)
    findings += _open_blanks(case, papers)
    findings += _overfull(case, files, papers)
    read = tuple(_reading(one) for one in papers)
    printed = (span.at for one in read for passage in one.passages for span in passage.spans)
    findings += (located(case, problem) for problem in printed_assumptions(case, printed))
    findings += rules.findings(read, case, language=thorough)
    return Checked(loaded, _in_order(rules.chosen(findings, case)), tuple(papers), files)


def readings(checked: Checked) -> tuple[Reading, ...]:
    """The papers of a case as passages that know their place."""
    return tuple(_reading(one) for one in checked.papers)


def _reading(one: ComposedPaper) -> Reading:
    return composed.reading(one.paper, one.gemeente, one.kind, one.template)


def usable_case(project: Project, dossier: str) -> Case:
    """The data of a dossier; raises `OutsideError` where too much is wrong to use it."""
    case = load(project, dossier, lambda _: None).case
    if case is None:
        raise OutsideError(
            f"Het dossier '{dossier}' is niet te gebruiken",
            "`raadsvoorstel validate` zegt wat er mis is",
        )
    return case


def check_all(project: Project, names: tuple[str, ...]) -> Checked:
    """Every finding of several dossiers, and of all templates and house styles."""
    each = [check(project, name, thorough=True) for name in names]
    return Checked(
        each[-1].loaded,
        _in_order(finding for one in each for finding in one.findings),
        tuple(paper for one in each for paper in one.papers),
    )


def _compose(
    making: Composer, gemeente: str, kinds: tuple[str, ...], findings: list[Diagnostic]
) -> Iterator[ComposedPaper]:
    case = making.case
    delivered = case.municipalities[gemeente].stukken or case.project.kinds
    for kind in kinds or delivered:
        if kind in delivered and kind in case.project.kinds:
            paper = making.compose(gemeente, kind, findings.append)
            if paper is not None:
                yield ComposedPaper(gemeente, kind, paper, making.template(gemeente, kind).at)


def _in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted, and once each, with all councils that meet it."""
    merged: dict[tuple[str, Location, str], Diagnostic] = {}
    for one in findings:
        key = (one.code, one.location, one.message)
        first = merged.setdefault(key, one)
        if first is not one:
            both = first.gemeenten and one.gemeenten
            merged[key] = replace(
                first, gemeenten=first.gemeenten | one.gemeenten if both else frozenset()
            )
    return tuple(sorted(merged.values(), key=lambda one: one.sort_key))


def _open_blanks(case: Case, papers: list[ComposedPaper]) -> Iterator[Diagnostic]:
    """One finding per council: what is to be filled in, by whom; graver as the decision nears."""
    for gemeente in case.participants:
        found = tuple(
            dict.fromkeys(
                blank for one in papers if one.gemeente == gemeente for blank in one.blanks
            )
        )
        if found:
            yield Diagnostic(
                OPEN_BLANKS,
                _blank_severity(case, gemeente),
                locate(case.trees, (MUNICIPALITIES, gemeente)),
                f"{_title(case, gemeente)}: {len(found)} nog in te vullen: {_per_filler(found)}",
                f"Vul in wat van de gemeente is onder dit blok, en gedeelde tekst in "
                f"{case.dossier_id}.yaml; wat de griffie invult, mag open blijven",
                frozenset({gemeente}),
            )


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


def count_blanks(found: Iterable[Blank]) -> dict[Filler, int]:
    """How many blanks each filler still has."""
    all_of_them = tuple(found)
    return {filler: sum(one.filler is filler for one in all_of_them) for filler in Filler}


# -- choosing ----------------------------------------------------------------------------------


def chosen(given: Iterable[str], known: Mapping[str, str], what: str) -> tuple[str, ...]:
    """The ids for what a user typed: id or name, in any case.

    Raises `OutsideError` naming the nearest where there is none.
    """
    by_name = {folded(name): id_ for id_, name in known.items()} | {
        folded(id_): id_ for id_ in known
    }
    unknown = [word for word in given if folded(word) not in by_name]
    if unknown:
        hint = nearest(unknown[0], [*known.values(), *known]) or f"Kies uit: {', '.join(known)}"
        names = opsomming([f"'{word}'" for word in unknown])
        raise OutsideError(f"Onbekend bij {what}: {names}", hint)
    return tuple(dict.fromkeys(by_name[folded(word)] for word in given))


# -- generating --------------------------------------------------------------------------------


def generate(
    project: Project,
    dossier: str,
    wanted: Wanted,
    output: Path,
    progress: Progress = _silent,
) -> Generated:
    """Make the papers of every council without an error of its own; write nothing if all have one.

    Raises `OutsideError` where the output can't be written at all.
    """
    _refuse_project_folders(project, output)
    checked = _relevant(check(project, dossier, only=wanted, progress=progress), wanted)
    case = checked.loaded.case
    if case is not None:
        _refuse_strangers(case, wanted)
    if case is None or checked.stops_the_run:
        return Generated(checked, ())
    files = tuple(
        file
        for one in checked.papers
        if one.gemeente not in checked.broken
        for file in _files(checked, case, one, wanted.formats)
    )
    outcomes = publish(output, files) if files else ()
    return Generated(
        checked,
        outcomes,
        skipped=tuple(case.names[id_] for id_ in case.names if id_ in checked.broken),
        leftovers=_leftovers(case, output, outcomes, checked.broken) if wanted == Wanted() else (),
    )


def preview(project: Project, name: str, output: Path) -> Generated:
    """The sample in one house style, as Word shows it; nothing is written where it has an error."""
    _refuse_project_folders(project, output)
    findings: list[Diagnostic] = []
    style, trees = house_style(project, name, findings.append)

    def tell(problem: Problem) -> None:
        severity = problem.severity or severity_of(problem.code)
        place = locate(trees, problem.at)
        findings.append(Diagnostic(problem.code, severity, place, problem.message, problem.hint))

    files = stylefiles.of(project, name, style, tell) if style is not None else StyleFiles()
    checked = Checked(Loaded(None, trees), _in_order(findings))
    if style is None or checked.errors:
        return Generated(checked, ())
    content = FORMATS["docx"].load()(sample(str(style.naam)), style, files)
    about = {"gemeente": "", "dossier": "", "stuk": "voorbeeld", "formaat": "docx"}
    return Generated(
        checked, publish(output, (OutputFile(f"voorbeeld-{name}.docx", content, about),))
    )


def _leftovers(
    case: Case, output: Path, outcomes: tuple[Outcome, ...], broken: frozenset[str]
) -> tuple[str, ...]:
    made = {one.file.path for one in outcomes}
    return tuple(
        path
        for path, entry in read_manifest(output).items()
        if entry.dossier == case.dossier_id
        and entry.naast is None
        and entry.gemeente not in broken
        and path not in made
        and (output / path).exists()
    )


def _refuse_strangers(case: Case, wanted: Wanted) -> None:
    strangers = [id_ for id_ in wanted.gemeenten if id_ not in case.names]
    if strangers:
        raise OutsideError(
            f"Geen deelnemer van het dossier '{case.dossier_id}': {', '.join(strangers)}",
            f"Kies uit: {', '.join(case.names)}",
        )


def _refuse_project_folders(project: Project, output: Path) -> None:
    for name in ("data", "templates"):
        if output.resolve().is_relative_to(project.root / name):
            raise OutsideError(
                f"De stukken kunnen niet in `{name}/` van het project staan",
                "Kies een andere map met `--uitvoer`",
            )


def _relevant(checked: Checked, wanted: Wanted) -> Checked:
    """Without the findings that concern another council than those asked for."""
    if not wanted.gemeenten:
        return checked
    concerned = frozenset(wanted.gemeenten)
    return replace(
        checked,
        findings=tuple(
            one for one in checked.findings if not one.gemeenten or one.gemeenten & concerned
        ),
    )


def _files(
    checked: Checked, case: Case, one: ComposedPaper, formats: tuple[str, ...]
) -> Iterator[OutputFile]:
    folder = case.folder(one.gemeente)
    if case.dossier_id != DEFAULT_DOSSIER:
        folder = f"{case.dossier_id}/{folder}"
    style = case.municipalities[one.gemeente].huisstijl
    for name in formats:
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


def exit_code(made: Generated, *, deliver: bool = False) -> int:
    """0 good; 1 errors, or files kept, or (to `deliver`) open blanks; 2 files not written."""
    if any(one.state is State.FAILED for one in made.outcomes):
        return 2
    kept = any(one.state is State.KEPT for one in made.outcomes)
    open_ = deliver and any(
        blank.filler is not Filler.GRIFFIE for one in made.checked.papers for blank in one.blanks
    )
    return 1 if made.checked.has_errors() or kept or open_ else 0
