"""What a run was asked, what it found, and what it made.

It is plain data, so that it can be kept for a next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.diagnostics import Diagnostic, Location, Severity, has_errors
from raadsvoorstel.document import Blank, Filler
from raadsvoorstel.project import seen_from
from raadsvoorstel.publishing import Leftover, Outcome, State

OPEN_BLANKS = "RV210"


class Asked(Struct, frozen=True):
    """What a user typed after `generate`."""

    dossier: str
    gemeenten: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it asks for every paper of every council."""
        return not (self.gemeenten or self.kinds or self.formats)


class PaperVerdict(Struct, frozen=True):
    """A paper of one council, with the blanks that it shows, each once, in reading order."""

    gemeente: str
    kind: str
    blanks: tuple[Blank, ...]


class Verdict(Struct, frozen=True):
    """Every finding, and every paper that could be composed."""

    findings: tuple[Diagnostic, ...]
    papers: tuple[PaperVerdict, ...] = ()
    rests_outside: bool = False
    """Whether a file outside `data/` and `templates/` played a part."""

    def has_errors(self, *, strict: bool = False) -> bool:
        """Whether anything was found that fails a check; under `strict` a warning does too."""
        return has_errors(self.findings, strict=strict)

    def only(self, codes: frozenset[str]) -> Verdict:
        """With the findings of these codes alone."""
        return replace(self, findings=tuple(one for one in self.findings if one.code in codes))

    def about(self, gemeenten: Iterable[str]) -> Verdict:
        """Without the findings that concern other councils than these; all where none is named."""
        concerned = frozenset(gemeenten)
        if not concerned:
            return self
        found = (one for one in self.findings if not one.gemeenten or one.gemeenten & concerned)
        return replace(self, findings=tuple(found))

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


def in_order(findings: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """Sorted as from the root of the project, and once each, with all councils that meet it."""
    merged: dict[tuple[str, Location, str], Diagnostic] = {}
    for one in findings:
        key = (one.code, one.location, one.message)
        first = merged.setdefault(key, one)
        if first is not one:
            both = first.gemeenten and one.gemeenten
            merged[key] = replace(
                first, gemeenten=first.gemeenten | one.gemeenten if both else frozenset()
            )
    files = {file: seen_from(root, file) for file in {at.file for _, at, _ in merged}}
    return tuple(sorted(merged.values(), key=lambda one: (files[one.location.file], one.sort_key)))


def count_blanks(found: Iterable[Blank]) -> dict[Filler, int]:
    """How many blanks each filler still has."""
    all_of_them = tuple(found)
    return {filler: sum(one.filler is filler for one in all_of_them) for filler in Filler}


class Generated(Struct, frozen=True):
    """What came of a run."""

    verdict: Verdict
    outcomes: tuple[Outcome, ...]
    skipped: Mapping[str, str] = {}
    """The councils that have an error of their own, and so no new papers: id and name."""
    leftovers: tuple[Leftover, ...] = ()
    """Files of earlier runs of this dossier that could be taken for new ones."""


def exit_code(made: Generated, *, deliver: bool = False) -> int:
    """0 good; 1 errors, or files kept, or (to `deliver`) open blanks; 2 files not written."""
    if any(one.state is State.FAILED for one in made.outcomes):
        return 2
    kept = any(one.state is State.KEPT for one in made.outcomes)
    open_ = deliver and any(
        blank.filler is not Filler.GRIFFIE for one in made.verdict.papers for blank in one.blanks
    )
    return 1 if made.verdict.has_errors() or kept or open_ else 0
