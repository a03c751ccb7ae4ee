"""What holds for the shared dossier: participants, ids, annexes, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Key, Problem
from raadsvoorstel.document import inline_text
from raadsvoorstel.dutch import folded
from raadsvoorstel.loading import DOSSIER, STYLE, Case, local_path, locals_, source_names
from raadsvoorstel.model import Beslispunt, Bijlage, LokaalDossier, Record
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.values import Frase


def participant_not_in_file(case: Case) -> Iterator[Problem]:
    """A participant without a block would be missing from every enumeration."""
    known = {folded(id_) for id_ in case.known}
    for index, gemeente in enumerate(case.dossier.deelnemers):
        misspelt = folded(gemeente) in known  # has its own code
        if gemeente not in case.names and not misspelt:
            yield Problem(
                "RV301",
                (DOSSIER, "deelnemers", index),
                f"De gemeente '{gemeente}' staat niet in municipalities.yaml",
                dutch.nearest(gemeente, _unlisted(case))
                or f"Voeg een blok `{gemeente}:` toe, of haal haar uit `deelnemers`",
            )


def _unlisted(case: Case) -> list[str]:
    """The municipalities that a misspelt participant may be: the list does not have them."""
    return [id_ for id_ in case.known if id_ not in case.names]


def nothing_to_decide(case: Case) -> Iterator[Problem]:
    """A dossier is there to let councils decide something."""
    for field, none in (("beslispunten", "enkel beslispunt"), ("deelnemers", "enkele deelnemer")):
        if not getattr(case.dossier, field):
            yield Problem(
                "RV211",
                (DOSSIER, field),
                f"Het dossier heeft geen {none}",
                f"Zet er ten minste één in `{field}`",
            )


def clause_is_dressed(case: Case) -> Iterator[Problem]:
    """A beslispunt is a bare clause: the house style adds number and closing mark."""
    for path, id_, clause in _clauses(case):
        text = inline_text(clause.children)
        if re.match(r"\s*(\d+[.)]|[-•*])\s", text) or re.search(r"[.;:,]\s*$", text):
            yield Problem(
                "RV213",
                path,
                f"Het beslispunt '{id_}' heeft zelf al een nummer of een slotteken",
                "Schrijf een kale zin; de huisstijl zet er nummer en leesteken bij",
            )


def _clauses(case: Case) -> Iterator[tuple[DataPath, str, Frase]]:
    """Every clause that a council or college may decide, a recorded deviation too."""
    lists: list[tuple[DataPath, tuple[Beslispunt, ...]]] = [
        ((DOSSIER, "beslispunten"), case.dossier.beslispunten),
        ((DOSSIER, "collegepunten"), case.dossier.collegepunten),
    ]
    for gemeente, local in locals_(case):
        lists.append((local_path(case, gemeente, "beslispunten"), local.beslispunten))
        path = local_path(case, gemeente, "collegebesluit", "punten")
        lists.append((path, local.collegebesluit.punten))
        for index, one in enumerate(local.afwijkingen):
            yield local_path(case, gemeente, "afwijkingen", index, "tekst"), one.punt, one.tekst
    for path, punten in lists:
        for index, punt in enumerate(punten):
            yield (*path, index, "tekst"), punt.id, punt.tekst


def participant_twice(case: Case) -> Iterator[Problem]:
    """A participant named twice would be counted twice."""
    seen: set[str] = set()
    for index, gemeente in enumerate(case.dossier.deelnemers):
        if gemeente in seen:
            yield Problem(
                "RV201",
                (DOSSIER, "deelnemers", index),
                f"De gemeente '{gemeente}' staat twee keer in de lijst",
                "Houd één van de twee",
            )
        seen.add(gemeente)


def same_name(case: Case) -> Iterator[Problem]:
    """Two participants with one name can't be told apart in any enumeration."""
    first: dict[str, str] = {}
    for index, gemeente in enumerate(case.dossier.deelnemers):
        if gemeente not in case.names:
            continue
        other = first.setdefault(folded(case.names[gemeente]), gemeente)
        if other != gemeente:
            yield Problem(
                "RV314",
                (DOSSIER, "deelnemers", index),
                f"De deelnemers '{other}' en '{gemeente}' heten allebei {case.names[gemeente]}",
                "Geef elk in municipalities.yaml een eigen `naam`",
            )


def contribution_of_a_stranger(case: Case) -> Iterator[Problem]:
    """Money of a municipality that takes no part; one misspelt in the list is told there."""
    participants = {*case.dossier.deelnemers}
    unpaid = [one for one in case.dossier.deelnemers if one not in case.dossier.bijdragen]
    unlisted = _unlisted(case)
    meant = {dutch.near(one, unlisted) for one in participants if one not in case.names} - {""}
    for gemeente in case.dossier.bijdragen:
        if gemeente not in participants and gemeente not in meant:
            yield Problem(
                "RV301",
                (DOSSIER, "bijdragen", Key(gemeente)),
                f"'{gemeente}' betaalt mee, maar is geen deelnemer",
                dutch.nearest(gemeente, unpaid) or "Zet de gemeente bij `deelnemers`",
            )


def same_id_twice(case: Case) -> Iterator[Problem]:
    """Ids tell beslispunten, annexes and sections apart."""
    dossier = case.dossier
    yield from _doubles((DOSSIER, "beslispunten"), [one.id for one in dossier.beslispunten])
    yield from _doubles((DOSSIER, "collegepunten"), [one.id for one in dossier.collegepunten])
    annexes = [one.id for one in dossier.bijlagen]
    behind = [one.id for one in dossier.achterliggend]
    yield from _doubles((DOSSIER, "bijlagen"), annexes)
    yield from _doubles((DOSSIER, "achterliggend"), behind, set(annexes))
    for gemeente, local in locals_(case):
        path = local_path(case, gemeente)
        own = [one.id for one in local.bijlagen]
        yield from _doubles((*path, "bijlagen"), own, {*annexes, *behind})
        yield from _local_doubles(case, path, local)
    for name, style in case.styles.items():
        for kind, stuk in style.stukken.items():
            yield from _doubles(
                (STYLE, name, "stukken", kind, "secties"), [one.id for one in stuk.secties]
            )


def _local_doubles(case: Case, path: DataPath, local: LokaalDossier) -> Iterator[Problem]:
    """Of the points of a municipality; one that repeats a shared point has its own code."""
    shared = {one.id for one in case.dossier.beslispunten}
    own = [one.id for one in local.beslispunten]
    for problem in _doubles((*path, "beslispunten"), own):
        if own[int(problem.at[-2])] not in shared:
            yield problem
    of_the_college = {one.id for one in case.dossier.collegepunten}
    points = [one.id for one in local.collegebesluit.punten]
    yield from _doubles((*path, "collegebesluit", "punten"), points, of_the_college)
    seen: set[str] = set()
    for index, one in enumerate(local.afwijkingen):
        if one.punt in seen:
            yield Problem(
                "RV201",
                (*path, "afwijkingen", index, "punt"),
                f"Bij het beslispunt '{one.punt}' staat al een afwijking",
                "Houd één van de twee",
            )
        seen.add(one.punt)


def _doubles(path: DataPath, ids: list[Any], taken: set[Any] | None = None) -> Iterator[Problem]:
    seen: set[str] = set(taken or ())
    for index, identifier in enumerate(ids):
        if identifier in seen:
            yield Problem(
                "RV201",
                (*path, index, "id"),
                f"Het id '{identifier}' bestaat al",
                "Kies een ander id",
            )
        seen.add(identifier)


def secret_annex_without_ground(case: Case) -> Iterator[Problem]:
    """Secrecy needs a ground and the body that imposed it."""
    lists: list[tuple[DataPath, tuple[Bijlage, ...]]] = [
        ((DOSSIER, "bijlagen"), case.dossier.bijlagen),
        ((DOSSIER, "achterliggend"), case.dossier.achterliggend),
    ]
    lists += [
        (local_path(case, gemeente, "bijlagen"), local.bijlagen)
        for gemeente, local in locals_(case)
    ]
    for path, bijlagen in lists:
        for index, one in enumerate(bijlagen):
            if one.openbaarheid == "geheim" and not (one.grond and one.opgelegd_door):
                yield Problem(
                    "RV208",
                    (*path, index),
                    f"De geheime bijlage '{one.id}' mist de grond of het orgaan",
                    "Vul `grond` en `opgelegd_door` in",
                )


_LONGEST_TITLE, _LONGEST_ITEM = 200, 100
"""What the interfaces of council information systems take."""


def title_too_long(case: Case) -> Iterator[Problem]:
    """A council information system would cut it off."""
    titles: list[tuple[DataPath, object, int]] = [
        ((DOSSIER, "titel"), case.dossier.titel, _LONGEST_TITLE)
    ]
    titles += [
        (local_path(case, gemeente, "agendapunt"), local.agendapunt, _LONGEST_ITEM)
        for gemeente, local in locals_(case)
    ]
    for path, title, longest in titles:
        if isinstance(title, str) and len(title) > longest:
            yield Problem(
                "RV335",
                path,
                f"Dit telt {len(title)} tekens; een raadsinformatiesysteem neemt er {longest}",
                "Maak de titel korter; de rest kan in de samenvatting",
            )


def unknown_source(case: Case) -> Iterator[Problem]:
    """A `bron` names an entry of `bronnen`; that of a municipality itself, in any dossier."""
    known = case.dossier.bronnen
    records: dict[DataPath, object] = {(DOSSIER,): case.dossier}
    records |= {(MUNICIPALITIES, id_): case.municipalities[id_] for id_ in case.participants}
    unknown = [
        (at, bron)
        for path, record in records.items()
        for at, bron in _sources(path, record, case.dossier_id)
        if bron not in known
    ]
    elsewhere = source_names(case.project) if unknown else frozenset()
    for at, bron in unknown:
        if "dossiers" in at or at[0] == DOSSIER or bron not in elsewhere:
            yield Problem(
                "RV205",
                at,
                f"De bron '{bron}' staat niet in `bronnen`",
                dutch.nearest(bron, known) or "Voeg haar toe aan het dossier",
            )


def _sources(path: DataPath, value: object, dossier: str) -> Iterator[tuple[DataPath, str]]:
    """Every `bron` below a value; of the dossiers of a municipality only the one in hand.

    Only blocks of fields hold one: the words of a text, by far the most, are passed over.
    """
    match value:
        case Record():
            for name in value.__struct_fields__:
                inner = getattr(value, name)
                if name == "bron" and inner is not None:
                    yield (*path, name), inner
                elif isinstance(inner, Record | tuple | dict):
                    yield from _sources((*path, name), inner, dossier)
        case tuple():
            for index, inner in enumerate(value):
                yield from _sources((*path, index), inner, dossier)
        case dict():
            for name, inner in value.items():
                if path[-1] != "dossiers" or name == dossier:
                    yield from _sources((*path, name), inner, dossier)
        case _:
            return
