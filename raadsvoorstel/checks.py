"""The rules on the data of a case. A check is a generator of problems; `CHECKS` is the list."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from raadsvoorstel import dutch
from raadsvoorstel.codes import severity_of
from raadsvoorstel.composing import printers
from raadsvoorstel.diagnostics import DataPath, Diagnostic, Problem, Severity
from raadsvoorstel.loading import DOSSIER, STYLE, Case
from raadsvoorstel.placeholders import PlaceholderError, content, look_up
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.view import View, council_steps, view

if TYPE_CHECKING:
    from raadsvoorstel.model import Bijlage, LokaalDossier, LokaleTekst, Stap

Check = Callable[[Case], Iterator[Problem]]
_SATURDAY = 5
_ORDER = ("regio", "college", "commissie", "presidium", "raad")


def _local_path(case: Case, gemeente: str, *rest: str | int) -> DataPath:
    return (MUNICIPALITIES, gemeente, "dossiers", case.dossier_id, *rest)


def _locals(case: Case) -> Iterator[tuple[str, LokaalDossier]]:
    return ((gemeente, case.local(gemeente)) for gemeente in case.participants)


# -- the dossier -------------------------------------------------------------------------------


def participant_not_in_file(case: Case) -> Iterator[Problem]:
    """A participant without a block would be missing from every enumeration."""
    for index, gemeente in enumerate(case.dossier.deelnemers):
        if gemeente not in case.names:
            yield Problem(
                "RV301",
                (DOSSIER, "deelnemers", index),
                f"De gemeente '{gemeente}' staat niet in municipalities.yaml",
                dutch.nearest(gemeente, case.names) or f"Voeg een blok `{gemeente}:` toe",
            )


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


def contribution_of_a_stranger(case: Case) -> Iterator[Problem]:
    """Money of a municipality that takes no part."""
    for gemeente in case.dossier.bijdragen:
        if gemeente not in case.dossier.deelnemers:
            yield Problem(
                "RV301",
                (DOSSIER, "bijdragen", gemeente),
                f"'{gemeente}' betaalt mee, maar is geen deelnemer",
                dutch.nearest(gemeente, case.dossier.deelnemers)
                or "Zet de gemeente bij `deelnemers`",
            )


def same_id_twice(case: Case) -> Iterator[Problem]:
    """Ids tell beslispunten, annexes and sections apart."""
    dossier = case.dossier
    yield from _doubles((DOSSIER, "beslispunten"), [one.id for one in dossier.beslispunten])
    yield from _doubles((DOSSIER, "collegepunten"), [one.id for one in dossier.collegepunten])
    yield from _doubles((DOSSIER, "bijlagen"), [one.id for one in dossier.bijlagen])
    for gemeente, local in _locals(case):
        path = _local_path(case, gemeente, "bijlagen")
        yield from _doubles(
            path, [one.id for one in local.bijlagen], {one.id for one in dossier.bijlagen}
        )
    for name, style in case.styles.items():
        for kind, stuk in style.stukken.items():
            yield from _doubles(
                (STYLE, name, "stukken", kind, "secties"), [one.id for one in stuk.secties]
            )


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
        ((DOSSIER, "bijlagen"), case.dossier.bijlagen)
    ]
    lists += [
        (_local_path(case, gemeente, "bijlagen"), local.bijlagen)
        for gemeente, local in _locals(case)
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


def unknown_source(case: Case) -> Iterator[Problem]:
    """A `bron` names an entry of `bronnen`."""
    known = case.dossier.bronnen
    places = [
        ((DOSSIER,), case.dossier),
        *(
            ((MUNICIPALITIES, gemeente), case.municipalities[gemeente])
            for gemeente in case.participants
        ),
    ]
    for path, record in places:
        for at, bron in _sources(path, record, case.dossier_id):
            if bron not in known:
                yield Problem(
                    "RV205",
                    at,
                    f"De bron '{bron}' staat niet in `bronnen`",
                    dutch.nearest(bron, known) or "Voeg haar toe aan het dossier",
                )


def _sources(path: DataPath, value: object, dossier: str) -> Iterator[tuple[DataPath, str]]:
    """Every `bron` below a value; of the dossiers of a municipality only the one in hand."""
    match value:
        case msgspec.Struct():
            for name in value.__struct_fields__:
                inner = getattr(value, name)
                if name == "bron" and inner is not None:
                    yield (*path, name), inner
                else:
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


# -- slots -------------------------------------------------------------------------------------


def unknown_slot(case: Case) -> Iterator[Problem]:
    """A slot is in the list of texts, or has a template of its own."""
    known = (*SLOTS, *printers(case.project))
    for slot in case.dossier.teksten:
        if slot not in SLOTS:
            yield _unknown_slot((DOSSIER, "teksten", slot), slot, tuple(SLOTS))
    for gemeente, local in _locals(case):
        for name in local.teksten:
            if not _is_text(name, case):
                yield _unknown_slot(
                    _local_path(case, gemeente, "teksten", name), name, _text_names(case)
                )
    for style_name, style in case.styles.items():
        for kind, stuk in style.stukken.items():
            for number, sectie in enumerate(stuk.secties):
                for index, name in enumerate(sectie.onderdelen):
                    if name.split(".")[0] not in known:
                        path = (
                            STYLE,
                            style_name,
                            "stukken",
                            kind,
                            "secties",
                            number,
                            "onderdelen",
                            index,
                        )
                        yield _unknown_slot(path, name, known)


def _unknown_slot(path: DataPath, name: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        "RV304",
        path,
        f"Het onderdeel '{name}' bestaat niet",
        dutch.nearest(name, known) or f"Mogelijk zijn: {', '.join(known)}",
    )


def _is_text(name: str, case: Case) -> bool:
    return name in SLOTS or name in _text_names(case)


def _text_names(case: Case) -> tuple[str, ...]:
    parts = (
        f"{slot}.{part}"
        for slot, content_ in case.dossier.teksten.items()
        if isinstance(content_, dict)
        for part in content_
    )
    return (*SLOTS, *parts)


# -- what a municipality may change ------------------------------------------------------------


def local_text_not_one_of_four(case: Case) -> Iterator[Problem]:
    """A slot is replaced, preceded, followed or dropped: exactly one of these."""
    for gemeente, local in _locals(case):
        for slot, change in local.teksten.items():
            given = [
                name
                for name in ("vervang", "vooraf", "erna", "vervalt")
                if getattr(change, name) is not None
            ]
            if len(given) != 1:
                yield Problem(
                    "RV203",
                    _local_path(case, gemeente, "teksten", slot),
                    f"De lokale tekst '{slot}' heeft {_words(given)}",
                    "Kies er één: vervang, vooraf, erna of vervalt",
                )


def _words(given: list[str]) -> str:
    return f"tegelijk {dutch.opsomming(given)}" if given else "geen inhoud"


def locked(case: Case) -> Iterator[Problem]:
    """Shared beslispunten, and what `vast` names, are the same in every council."""
    shared = {punt.id: index for index, punt in enumerate(case.dossier.beslispunten)}
    for gemeente, local in _locals(case):
        for index, punt in enumerate(local.beslispunten):
            if punt.id in shared:
                yield Problem(
                    "RV202",
                    _local_path(case, gemeente, "beslispunten", index, "id"),
                    f"Het beslispunt '{punt.id}' is gedeeld en kan hier niet opnieuw staan",
                    "Leg een afwijking vast onder `afwijkingen`, of kies een ander id",
                )
        for slot, change in local.teksten.items():
            if _is_locked(slot, change, case):
                yield Problem(
                    "RV202",
                    _local_path(case, gemeente, "teksten", slot),
                    f"De tekst '{slot}' staat vast voor alle raden",
                    "Haal de lokale tekst weg, of overleg met de regio",
                )


def _is_locked(slot: str, change: LokaleTekst, case: Case) -> bool:
    del change
    return any(
        path in (f"teksten.{slot}", f"teksten.{slot.split('.', maxsplit=1)[0]}")
        for path in case.dossier.vast
    )


def deviation(case: Case) -> Iterator[Problem]:
    """A deviation names a shared point, and is shown wherever the papers are checked."""
    shared = {punt.id for punt in case.dossier.beslispunten}
    for gemeente, local in _locals(case):
        for index, one in enumerate(local.afwijkingen):
            path = _local_path(case, gemeente, "afwijkingen", index)
            if one.punt not in shared:
                yield Problem(
                    "RV204",
                    (*path, "punt"),
                    f"Het beslispunt '{one.punt}' bestaat niet",
                    dutch.nearest(one.punt, shared)
                    or f"Mogelijk zijn: {', '.join(sorted(shared))}",
                )
            else:
                yield Problem(
                    "RV209",
                    path,
                    f"{case.names[gemeente]} besluit iets anders bij '{one.punt}': {one.reden}",
                    "Bespreek het met de regio; het besluit is hier niet meer hetzelfde",
                    Severity.INFO if case.dossier.eensluidend == "nee" else Severity.WARNING,
                )


def unknown_annex(case: Case) -> Iterator[Problem]:
    """A number belongs to an annex of the dossier or of the municipality itself."""
    shared = {one.id for one in (*case.dossier.bijlagen, *case.dossier.achterliggend)}
    for gemeente, local in _locals(case):
        known = shared | {one.id for one in local.bijlagen}
        for identifier in local.bijlagenummers:
            if identifier not in known:
                yield Problem(
                    "RV207",
                    _local_path(case, gemeente, "bijlagenummers", identifier),
                    f"De bijlage '{identifier}' bestaat niet",
                    dutch.nearest(identifier, known)
                    or f"Mogelijk zijn: {', '.join(sorted(known))}",
                )


def same_folder(case: Case) -> Iterator[Problem]:
    """Two municipalities in one folder would overwrite each other's papers."""
    folders = Counter(folder_of(case, gemeente) for gemeente in case.participants)
    for gemeente in case.participants:
        if folders[folder_of(case, gemeente)] > 1:
            yield Problem(
                "RV306",
                (MUNICIPALITIES, gemeente, "map"),
                f"Meer gemeenten schrijven naar de map '{folder_of(case, gemeente)}'",
                "Geef elke gemeente een eigen `map`",
            )


def folder_of(case: Case, gemeente: str) -> str:
    """The folder of a council's papers, below the output folder."""
    return str(case.municipalities[gemeente].map or gemeente)


def unknown_kind(case: Case) -> Iterator[Problem]:
    """A council can only deliver papers that have a template."""
    for gemeente in case.participants:
        for index, kind in enumerate(case.municipalities[gemeente].stukken):
            if kind not in case.project.kinds:
                yield Problem(
                    "RV310",
                    (MUNICIPALITIES, gemeente, "stukken", index),
                    f"Het stuk '{kind}' heeft geen sjabloon",
                    dutch.nearest(kind, case.project.kinds)
                    or f"Mogelijk zijn: {', '.join(case.project.kinds)}",
                )


# -- dates -------------------------------------------------------------------------------------


def meeting_in_the_weekend(case: Case) -> Iterator[Problem]:
    """A council rarely meets on Saturday or Sunday; `afwijking` gives the reason if it does."""
    for gemeente, local in _locals(case):
        steps = council_steps(local)
        for index, stap in enumerate(local.behandeling):
            for day in (stap.datum, *stap.vervolg):
                if (
                    stap in steps
                    and isinstance(day, date)
                    and day.weekday() >= _SATURDAY
                    and stap.afwijking is None
                ):
                    yield Problem(
                        "RV307",
                        _local_path(case, gemeente, "behandeling", index, "datum"),
                        f"De raadsvergadering van {case.names[gemeente]} is op "
                        f"{dutch.weekdag(day)} {dutch.datum(day)}",
                        "Controleer de datum; klopt hij, zet dan de reden in `afwijking`",
                    )


def dates_out_of_order(case: Case) -> Iterator[Problem]:
    """First the college, then the committee, then the council; days may be equal."""
    for gemeente, local in _locals(case):
        days: list[tuple[DataPath, object]] = [
            (_college(case, gemeente), local.collegebesluit.datum)
        ]
        days += [
            (_local_path(case, gemeente, "behandeling", index, "datum"), day)
            for index, stap in enumerate(local.behandeling)
            if stap.gremium != "regio"
            for day in _days(stap)
        ]
        known = [(path, day) for path, day in days if isinstance(day, date)]
        for (_, before), (path, after) in itertools.pairwise(known):
            if after < before:
                yield Problem(
                    "RV309",
                    path,
                    f"{dutch.datum(after)} ligt vóór de vorige stap ({dutch.datum(before)})",
                    "Zet de stappen op volgorde, of controleer de datum",
                )


def _college(case: Case, gemeente: str) -> DataPath:
    return _local_path(case, gemeente, "collegebesluit", "datum")


def _days(stap: Stap) -> tuple[object, ...]:
    return (stap.datum, *stap.vervolg)


# -- house styles ------------------------------------------------------------------------------


def unknown_field(case: Case) -> Iterator[Problem]:
    """The metadata of a house style names fields that exist."""
    for gemeente in case.participants[:1]:
        seen = view(case, gemeente)
        for name, style in case.styles.items():
            for kind, stuk in style.stukken.items():
                for index, one in enumerate(stuk.kenmerken):
                    yield from _field(
                        one.veld, seen, (STYLE, name, "stukken", kind, "kenmerken", index, "veld")
                    )


def _field(field: str, seen: View, path: DataPath) -> Iterator[Problem]:
    try:
        look_up(tuple(field.split(".")), seen)
    except KeyError as error:
        _, names = error.args
        yield Problem(
            "RV308",
            path,
            f"Het veld '{field}' bestaat niet",
            dutch.nearest(field.rsplit(".", maxsplit=1)[-1], names)
            or f"Mogelijk zijn: {', '.join(names)}",
        )


CHECKS: tuple[Check, ...] = (
    participant_not_in_file,
    participant_twice,
    contribution_of_a_stranger,
    same_id_twice,
    secret_annex_without_ground,
    unknown_source,
    unknown_slot,
    local_text_not_one_of_four,
    locked,
    deviation,
    unknown_annex,
    same_folder,
    unknown_kind,
    meeting_in_the_weekend,
    dates_out_of_order,
    unknown_field,
)


def check(case: Case) -> Iterator[Problem]:
    """Every problem in the data of a case."""
    for one in CHECKS:
        yield from one(case)


def unfillable_texts(case: Case, gemeente: str) -> Iterator[Diagnostic]:
    """Placeholders of any text that can't be filled here, also where no paper prints the text."""
    seen = view(case, gemeente)
    for delen in seen.teksten.values():
        for deel in delen:
            for value in (deel.stelling, deel.tekst):
                try:
                    if value is not None:
                        content(value, seen)
                except PlaceholderError as error:
                    yield Diagnostic(
                        error.code,
                        severity_of(error.code),
                        error.origin,
                        error.message,
                        error.hint,
                        gemeente,
                    )
