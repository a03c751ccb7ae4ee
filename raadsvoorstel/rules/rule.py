"""A rule on the words of papers: a generator of hits under one code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from raadsvoorstel.codes import severity_of
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules.place import place


class Hit(Struct, frozen=True):
    """What a rule found: the letters from `start` on in a passage."""

    passage: Passage
    start: int
    message: str
    hint: str
    severity: Severity | None = None
    """Where it differs from that of the code."""


class Setting(Struct, frozen=True):
    """What a rule may know besides a passage: the same for all papers of a run."""

    case: Case | None
    is_ours: bool
    """Whether the paper was composed just now, from data that has been checked."""


class PassageRule(Struct, frozen=True):
    """A rule that needs one passage, whatever stands around it: it looks once at shared text."""

    code: str
    find: Callable[[Passage, Setting], Iterator[Hit]]
    needs: tuple[str, ...] = ()
    """Every passage in which it finds anything holds one of these, in small letters or capitals."""


class KnownPassageRule(Struct, frozen=True):
    """A rule that holds one passage against what the dossier says, once for all who share it."""

    code: str
    find: Callable[[Passage, Case], Iterator[Hit]]
    needs: tuple[str, ...] = ()


class PaperRule(Struct, frozen=True):
    """A rule that needs nothing but the paper."""

    code: str
    find: Callable[[Reading], Iterator[Hit]]
    needs: tuple[str, ...] = ()
    """The same of every paper in which it finds anything."""


class EitherRule(Struct, frozen=True):
    """A rule that needs nothing but the paper, and errs less where there is a dossier."""

    code: str
    find: Callable[[Reading, Case | None], Iterator[Hit]]
    needs: tuple[str, ...] = ()


class DossierRule(Struct, frozen=True):
    """A rule that holds a paper against what the dossier says."""

    code: str
    find: Callable[[Reading, Case], Iterator[Hit]]
    needs: tuple[str, ...] = ()


class CouncilsRule(Struct, frozen=True):
    """A rule that holds the papers of all councils against each other."""

    code: str
    find: Callable[[tuple[Reading, ...], Case], Iterator[tuple[Reading, Hit]]]


class PapersRule(Struct, frozen=True):
    """A rule that holds papers against each other, with a dossier or without one."""

    code: str
    find: Callable[[tuple[Reading, ...], Case | None], Iterator[tuple[Reading, Hit]]]


AnyRule = (
    PassageRule
    | KnownPassageRule
    | PaperRule
    | EitherRule
    | DossierRule
    | CouncilsRule
    | PapersRule
)


def diagnostic(code: str, reading: Reading, hit: Hit, case: Case | None) -> Diagnostic:
    """A hit as a finding for people."""
    at = hit.passage.at(hit.start)
    if case is not None and reading.is_ours:
        at = place(hit.passage, hit.start, case) or at
    return Diagnostic(
        code,
        hit.severity or severity_of(code),
        at,
        hit.message,
        hit.hint,
        frozenset({reading.gemeente} if reading.gemeente else ()),
        hit.passage.where,
    )
