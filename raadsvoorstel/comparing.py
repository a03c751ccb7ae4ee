"""`compare`: the decisions of all councils side by side, as the data say it or as files do.

Beside each shared beslispunt stand the councils that have it literally, those with a recorded
deviation, those that say something else, and those in whose papers it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import checking, inspecting
from raadsvoorstel.checks import samenhang
from raadsvoorstel.diagnostics import Diagnostic, Severity, is_grave
from raadsvoorstel.loading import Case, usable_case
from raadsvoorstel.model import Afwijking, Bijlage
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.project import Project
from raadsvoorstel.rules.eensluidendheid import SharedClause, Variant, concordance

SEVERITIES = {
    "verplicht": Severity.ERROR,
    "gewenst": Severity.WARNING,
    "nee": Severity.INFO,
}
"""How grave a difference is, by `eensluidend` of the dossier."""
_TOLD_HERE = frozenset({"RV750", "RV752"})
"""Findings of `validate` that the comparison itself shows."""


Recorded = tuple[tuple[Afwijking, tuple[str, ...]], ...]
"""What councils with one wording wrote about their deviation, each with those who wrote it so."""


class ComparedClause(NamedTuple):
    """A shared beslispunt and who has it how; each council once, by its gravest paper."""

    clause: SharedClause
    alike: tuple[str, ...]
    deviating: tuple[tuple[Variant, Recorded], ...]
    different: tuple[tuple[Variant, Recorded], ...]
    missing: tuple[str, ...]

    @property
    def local(self) -> tuple[str, ...]:
        """The names of the values in it that are each council's own."""
        return tuple(dict.fromkeys(re.findall(r"⟨(.+?)⟩", self.clause.text)))

    @property
    def differences(self) -> int:
        """How often a council has it otherwise, or not at all, without having recorded that."""
        return sum(len(variant.gemeenten) for variant, _ in self.different) + len(self.missing)


class Version(NamedTuple):
    """What one owner says of an annex."""

    owner: str
    annex: Bijlage


class ComparedAnnex(NamedTuple):
    """An annex that is adopted, with what the dossier and the councils say of it."""

    id: str
    versions: tuple[Version, ...]
    apart: tuple[str, ...]
    """The fields that two owners give another value."""

    @property
    def is_told_apart(self) -> bool:
        """Whether there is anything to compare: one version, or a field that two owners fill in."""
        return len(self.versions) == 1 or any(
            sum(getattr(one.annex, field) is not None for one in self.versions) > 1
            for field in samenhang.IDENTITY
        )


class Compared(Struct, frozen=True):
    """The whole comparison; `labels` are the councils, or the files of nobody known."""

    case: Case
    labels: tuple[str, ...]
    clauses: tuple[ComparedClause, ...]
    annexes: tuple[ComparedAnnex, ...] = ()
    strangers: tuple[Variant, ...] = ()
    """Points that stand between the shared ones in other words than anybody recorded."""
    own: tuple[Variant, ...] = ()
    """The points that councils recorded for themselves."""
    broken: tuple[Diagnostic, ...] = ()
    """Why papers could not be made or read."""
    uncompared: tuple[str, ...] = ()
    """The councils that errors in their data kept out."""
    is_of_data: bool = False
    """Whether it is of what the data say now, and not of files."""

    @property
    def severity(self) -> Severity:
        """How grave a difference is in this dossier."""
        return SEVERITIES[self.case.dossier.eensluidend]

    @property
    def differences(self) -> int:
        """How many differences are shown: per beslispunt each council, and each annex."""
        return (
            sum(one.differences for one in self.clauses)
            + sum(len(one.gemeenten) for one in self.strangers)
            + sum(bool(one.apart) for one in self.annexes)
        )

    @property
    def deviations(self) -> int:
        """How many recorded deviations there are."""
        return sum(len(variant.gemeenten) for one in self.clauses for variant, _ in one.deviating)

    @property
    def is_identical(self) -> bool:
        """Whether everything was compared, and nothing is other anywhere."""
        apart = self.differences or self.deviations or self.own
        return not (apart or self.broken or self.uncompared) and all(
            one.is_told_apart for one in self.annexes
        )

    def fails(self, *, strict: bool = False) -> bool:
        """Whether a difference fails the check; under `strict` a warning does too."""
        return bool(self.broken or self.uncompared) or (
            self.differences > 0 and is_grave(self.severity, strict=strict)
        )

    def name(self, label: str) -> str:
        """A council by its name, a file by its own."""
        return str(self.case.names.get(label, label))


def own_papers(project: Project, dossier: str) -> Compared:
    """Of all councils as the data say it now; raises `OutsideError` without usable data."""
    checked = checking.check(project, dossier)
    case = checked.loaded.case or usable_case(project, dossier)
    compared = _compared(checking.readings(checked), case)
    broken = tuple(one for one in checked.verdict.errors if one.code not in _TOLD_HERE)
    lost = tuple(id_ for id_ in case.names if broken and id_ not in compared.labels)
    return replace(
        compared, annexes=_annexes(case), broken=broken, uncompared=lost, is_of_data=True
    )


def files(paths: Iterable[Path], case: Case) -> Compared:
    """Of papers that exist already; raises `OutsideError` where a file is not there."""
    readings, unreadable = inspecting.recognised(paths, case)
    lost = tuple(
        id_ for id_ in dict.fromkeys(one.gemeente for one in readings) if _is_broken(id_, case)
    )
    kept = tuple(one for one in readings if one.gemeente not in lost)
    return replace(_compared(kept, case), broken=unreadable, uncompared=lost)


def _is_broken(gemeente: str, case: Case) -> bool:
    """Whether what this council decides is not known, through errors in its data."""
    return gemeente in case.names and not case.takes_part(gemeente)


def _compared(readings: tuple[Reading, ...], case: Case) -> Compared:
    named = tuple(_labelled(one) for one in readings)
    labels = tuple(dict.fromkeys(one.gemeente for one in named))
    found = concordance(named, case)
    clauses = tuple(_clause(one, labels, case) for one in found.clauses)
    apart = tuple(one for one in found.own if one.soort == "verschil")
    own = tuple(one for one in found.own if one.soort != "verschil")
    return Compared(case, labels, clauses, strangers=(*found.strangers, *apart), own=own)


def _labelled(reading: Reading) -> Reading:
    """A file of a council that nobody knows goes by its own name."""
    if reading.gemeente:
        return reading
    return Reading(reading.file, reading.passages, reading.file, reading.soort)


def _clause(clause: SharedClause, labels: tuple[str, ...], case: Case) -> ComparedClause:
    by_kind = {
        kind: tuple(one for one in clause.variants if one.soort == kind)
        for kind in ("gelijk", "afwijking", "verschil")
    }
    has = {kind: {id_ for one in found for id_ in one.gemeenten} for kind, found in by_kind.items()}
    elsewhere = has["afwijking"] | has["verschil"]
    lacking = frozenset(clause.missing) - has["verschil"]
    return ComparedClause(
        clause,
        tuple(id_ for id_ in labels if id_ in has["gelijk"] - elsewhere - lacking),
        tuple((one, _recorded(case, clause.id, one)) for one in by_kind["afwijking"]),
        tuple((one, _recorded(case, clause.id, one)) for one in by_kind["verschil"]),
        tuple(id_ for id_ in labels if id_ in lacking or id_ not in has["gelijk"] | elsewhere),
    )


def _recorded(case: Case, id_: str, variant: Variant) -> Recorded:
    """What each council of a wording wrote about its deviation, once for those who say the same."""
    found: dict[tuple[str, str, date], tuple[Afwijking, tuple[str, ...]]] = {}
    for gemeente in variant.gemeenten:
        known = case.local(gemeente).afwijkingen if case.takes_part(gemeente) else ()
        for one in known:
            if one.punt == id_:
                said = (one.reden, one.besloten_door, one.datum)
                first, others = found.get(said, (one, ()))
                found[said] = first, (*others, gemeente)
    return tuple(found.values())


def _annexes(case: Case) -> tuple[ComparedAnnex, ...]:
    documents: dict[str, list[Version]] = {}
    for owner, _, one in samenhang.annexes(case):
        documents.setdefault(samenhang.document(one), []).append(Version(owner, one))
    return tuple(
        ComparedAnnex(str(versions[0].annex.id), tuple(versions), _apart(versions))
        for versions in documents.values()
        if versions[0].owner == samenhang.SHARED or len(versions) > 1
    )


def _apart(versions: list[Version]) -> tuple[str, ...]:
    return tuple(
        field
        for field in samenhang.IDENTITY
        if len({getattr(one.annex, field) for one in versions} - {None}) > 1
    )
