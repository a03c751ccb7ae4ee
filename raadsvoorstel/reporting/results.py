"""What a run of `generate` made, and the lines that close each command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.document import Filler
from raadsvoorstel.dutch import opsomming
from raadsvoorstel.publishing import Outcome, State
from raadsvoorstel.reporting.full import volledig
from raadsvoorstel.reporting.terminal import Rows, table, wants_colour
from raadsvoorstel.verdict import (
    OPEN_BLANKS,
    Generated,
    PaperVerdict,
    Verdict,
    count_blanks,
    exit_code,
)

if TYPE_CHECKING:
    from raadsvoorstel.inspecting import Inspected

_PLURALS = {
    Severity.ERROR: "fouten",
    Severity.WARNING: "waarschuwingen",
    Severity.INFO: "opmerkingen",
}
_STATES = {
    State.NEW: "nieuw",
    State.CHANGED: "bijgewerkt",
    State.SAME: "ongewijzigd",
    State.KEPT: "bewaard (bewerkt)",
    State.FAILED: "mislukt",
}


# -- one line ----------------------------------------------------------------------------------


def summary(checked: Verdict) -> str:
    """One line: how many findings, and how many blanks each filler still has."""
    found = f"{counts(checked.findings)}."
    if not checked.papers:
        return found
    return f"{found} Nog in te vullen: {_fillers(_blanks_by_council(checked.papers))}."


def inspection_summary(inspected: Iterable[Inspected]) -> str:
    """A line per file; of a clean one only that these checks found nothing, never more."""
    files = tuple(inspected)
    return "\n".join(
        (f"{one.file}: " if len(files) > 1 else "")
        + f"{counts(one.findings) if one.findings else 'geen bevindingen'} "
        + ("in 1 controle" if len(one.rules) == 1 else f"in {len(one.rules)} controles")
        + (f"; nog in te vullen: {one.blanks}" if one.blanks else "")
        for one in files
    )


def counts(findings: Iterable[Diagnostic]) -> str:
    """How many findings of each severity: `1 fout, 0 waarschuwingen en 2 opmerkingen`."""
    severities = [one.severity for one in findings]
    return opsomming(
        f"{number} {severity if number == 1 else _PLURALS[severity]}"
        for severity in Severity
        for number in [severities.count(severity)]
    )


def _blanks_by_council(papers: Iterable[PaperVerdict]) -> dict[Filler, int]:
    found = {(one.gemeente, blank) for one in papers for blank in one.blanks}
    return count_blanks(blank for _, blank in found)


def _fillers(counts: Mapping[Filler, int]) -> str:
    return ", ".join(f"{filler} {number}" for filler, number in counts.items())


# -- the report --------------------------------------------------------------------------------


def results(made: Generated) -> tuple[tuple[str, ...], Rows]:
    """The table of a run: a line per paper with its state and blanks per filler.

    A finding is of a council, not of one paper: the first line of each council counts those told.
    """
    header = ("stuk", "staat", *(f"leeg: {filler}" for filler in Filler), "bevindingen gemeente")
    papers = {(one.gemeente, one.kind): one for one in made.verdict.papers}
    found = Counter(gemeente for one in _told(made) for gemeente in one.gemeenten)
    by_council = groupby(made.outcomes, key=lambda one: one.file.about["gemeente"])
    return header, tuple(
        (*_result(path, tuple(outcomes), papers), "" if number else str(found[gemeente]))
        for gemeente, own in by_council
        for number, (path, outcomes) in enumerate(
            groupby(own, key=lambda one: one.file.path.rpartition(".")[0])
        )
    )


def _result(
    path: str, outcomes: tuple[Outcome, ...], papers: Mapping[tuple[str, str], PaperVerdict]
) -> tuple[str, ...]:
    about = outcomes[0].file.about
    counts = count_blanks(papers[about["gemeente"], about["stuk"]].blanks)
    return path, _state(outcomes), *(str(counts[one]) for one in Filler)


def _state(outcomes: tuple[Outcome, ...]) -> str:
    """One word where all formats fared alike, else a word per format."""
    if len({one.state for one in outcomes}) == 1:
        return _STATES[outcomes[0].state]
    return ", ".join(f"{one.file.about['formaat']} {_STATES[one.state]}" for one in outcomes)


def report(made: Generated, output: str, stream: TextIO, *, deliver: bool = False) -> str:
    """All that `generate` says: the table, what needs attention, and how many files there are.

    To `deliver` also who keeps the papers from going to the griffie.
    """
    parts = [
        table(*results(made), stream) if made.outcomes else "",
        volledig(_told(made), colour=wants_colour(stream)),
        attention(made, output),
        _closing(made, output) + (_undelivered(made) if deliver else ""),
    ]
    return "\n".join(part for part in parts if part)


def _told(made: Generated) -> tuple[Diagnostic, ...]:
    """The findings that `generate` shows; the table counts open blanks, as long as they may be."""
    return tuple(
        one
        for one in made.verdict.findings
        if one.severity is Severity.ERROR
        or (one.severity is Severity.WARNING and one.code != OPEN_BLANKS)
    )


def _undelivered(made: Generated) -> str:
    """Which councils have blanks that somebody else than the griffie fills in, or that none has."""
    found = {
        (one.gemeente, blank)
        for one in made.verdict.papers
        for blank in one.blanks
        if blank.filler is not Filler.GRIFFIE
    }
    if not found:
        ready = bool(made.outcomes) and not exit_code(made)
        return "Alles is ingevuld, behalve wat de griffie zelf invult.\n" if ready else ""
    counted = Counter(gemeente for gemeente, _ in found)
    names = ", ".join(f"{gemeente} {number}" for gemeente, number in sorted(counted.items()))
    return f"Nog niet aan te leveren; in te vullen vóór de griffie: {names}.\n"


def preview_report(made: Generated, output: str, *, colour: bool) -> str:
    """All that is said of a sample: what was found in its house style, and where it stands."""
    states = [
        f"{output}/{one.file.path}: {_STATES[one.state]}\n"
        for one in made.outcomes
        if one.state is not State.FAILED
    ]
    found = volledig(made.verdict.findings, colour=colour)
    return "\n".join(part for part in (found, attention(made, output), *states) if part) or (
        "Er is niets geschreven.\n"
    )


def schema_report(written: Mapping[str, State], folder: str) -> str:
    """What became of each schema; one that was edited stays, and how to get the new one."""
    lines = [f"{folder}/{name}.json: {_STATES[state]}" for name, state in written.items()]
    kept = [name for name, state in written.items() if state is State.KEPT]
    if kept:
        lines.append(
            "  = hulp: Verwijder of hernoem wat bewerkt is, en vraag het opnieuw; de nieuwe versie "
            f"ziet u met {opsomming(f'`raadsvoorstel schema {name}`' for name in kept)}"
        )
    return "".join(f"{line}\n" for line in lines)


def _closing(made: Generated, output: str) -> str:
    if made.verdict.stops_the_run and made.leftovers:
        verb = "is" if len(made.leftovers) == 1 else "zijn"
        older = f"{_files(len(made.leftovers))} in {output} {verb} nog van een eerdere run"
        return f"Er is niets geschreven; {older}.\n"
    if not made.outcomes:
        return "Er is niets geschreven.\n"
    written = sum(one.state in (State.NEW, State.CHANGED) for one in made.outcomes)
    councils = {one.file.about["gemeente"] for one in made.outcomes}
    papers = (one for one in made.verdict.papers if one.gemeente in councils)
    return (
        f"{_files(len(made.outcomes))} in {output}, {written} geschreven. "
        f"Nog in te vullen: {_fillers(_blanks_by_council(papers))}.\n"
    )


def _files(number: int) -> str:
    return "1 bestand" if number == 1 else f"{number} bestanden"


_LEFT = (
    "Dit stuk maakt het dossier niet meer; lever het niet aan, en verwijder het als u het niet "
    "meer nodig hebt"
)


def attention(made: Generated, output: str) -> str:
    """A sentence for each file or council that did not simply get its new paper."""
    kept = [one for one in made.outcomes if one.state is State.KEPT]
    lines = [
        f"waarschuwing[RV503]: {output}/{one.file.path} is met de hand bewerkt en blijft staan; "
        f"de nieuwe versie staat in {output}/{one.beside}"
        for one in kept
    ]
    if kept:
        lines.append("  = hulp: Neem over wat u wilt houden, en verwijder of hernoem één van beide")
    lines += [
        f"fout[{_failure_code(one)}]: {output}/{one.file.path} is niet geschreven: {one.reason}"
        for one in made.outcomes
        if one.state is State.FAILED
    ]
    lines += [line for id_ in made.skipped for line in _skipped(id_, made, output)]
    if not made.verdict.stops_the_run:
        older = [one for one in made.leftovers if one.gemeente not in made.skipped]
        lines += [f"{output}/{one.path} is van een eerdere run en blijft staan" for one in older]
        if older:
            lines.append(f"  = hulp: {_LEFT}")
    return "".join(f"{line}\n" for line in lines)


def _skipped(gemeente: str, made: Generated, output: str) -> Iterator[str]:
    """That a council got no new papers, and which older ones could be taken for them."""
    yield f"{made.skipped[gemeente]} is overgeslagen: los eerst de fouten op"
    older = [f"{output}/{one.path}" for one in made.leftovers if one.gemeente == gemeente]
    if older:
        yield f"  = let op: nog van een eerdere run, en niet bijgewerkt: {', '.join(older)}"


def _failure_code(one: Outcome) -> str:
    return "RV502" if one.in_the_way else "RV501"
