"""What one municipality may change, and what it must keep apart."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import Key, Problem, Severity
from raadsvoorstel.loading import DOSSIER, Case, local_path, locals_
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.view import holds_office, signing_day


def locked(case: Case) -> Iterator[Problem]:
    """Shared beslispunten, and what `vast` names, are the same in every council."""
    shared = {punt.id: index for index, punt in enumerate(case.dossier.beslispunten)}
    for gemeente, local in locals_(case):
        for index, punt in enumerate(local.beslispunten):
            if punt.id in shared:
                yield Problem(
                    "RV202",
                    local_path(case, gemeente, "beslispunten", index, "id"),
                    f"Het beslispunt '{punt.id}' is gedeeld en kan hier niet opnieuw staan",
                    "Leg een afwijking vast onder `afwijkingen`, of kies een ander id",
                )
        for slot in local.teksten:
            if _is_locked(slot, case):
                yield Problem(
                    "RV202",
                    local_path(case, gemeente, "teksten", slot),
                    f"De tekst '{slot}' staat vast voor alle raden",
                    "Haal de lokale tekst weg, of overleg met de regio",
                )


def _is_locked(slot: str, case: Case) -> bool:
    whole = f"teksten.{slot.split('.', maxsplit=1)[0]}"
    return any(
        path in (f"teksten.{slot}", whole) or path.startswith(f"teksten.{slot}.")
        for path in case.dossier.vast
    )


def locked_text_is_unknown(case: Case) -> Iterator[Problem]:
    """A misspelt text in `vast` would leave the text that was meant free to change."""
    parts = (
        f"teksten.{slot}.{part}"
        for slot, text in case.dossier.teksten.items()
        if isinstance(text, dict)
        for part in text
    )
    known = (*(f"teksten.{slot}" for slot in SLOTS), *parts)
    for index, path in enumerate(case.dossier.vast):
        if path not in known:
            yield Problem(
                "RV214",
                (DOSSIER, "vast", index),
                f"De vaste tekst '{path}' bestaat niet",
                dutch.nearest(f"teksten.{path.removeprefix('teksten.')}", known)
                or f"Schrijf `teksten.` en een van: {', '.join(SLOTS)}",
            )


def deviation(case: Case) -> Iterator[Problem]:
    """A deviation names a shared point, and is shown wherever the papers are checked."""
    shared = {punt.id for punt in case.dossier.beslispunten}
    for gemeente, local in locals_(case):
        for index, one in enumerate(local.afwijkingen):
            path = local_path(case, gemeente, "afwijkingen", index)
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
    for gemeente, local in locals_(case):
        known = shared | {one.id for one in local.bijlagen}
        for identifier in local.bijlagenummers:
            if identifier not in known:
                yield Problem(
                    "RV207",
                    local_path(case, gemeente, "bijlagenummers", Key(identifier)),
                    f"De bijlage '{identifier}' bestaat niet",
                    dutch.nearest(identifier, known)
                    or f"Mogelijk zijn: {', '.join(sorted(known))}",
                )


def unknown_dossier(case: Case) -> Iterator[Problem]:
    """What stands under a misspelt dossier would be missing from every paper."""
    for gemeente, municipality in case.municipalities.items():
        for name in municipality.dossiers:
            if not case.project.data(name).is_file():
                yield Problem(
                    "RV212",
                    (MUNICIPALITIES, gemeente, "dossiers", name),
                    f"Het dossier '{name}' bestaat niet: data/{name}.yaml ontbreekt",
                    dutch.nearest(name, [case.dossier_id]) or "Maak dat bestand",
                )


def two_in_one_office(case: Case) -> Iterator[Problem]:
    """Of two people in one office on the day of the paper, neither is printed."""
    for gemeente, local in locals_(case):
        held: set[str] = set()
        for index, one in enumerate(case.municipalities[gemeente].ambtsdragers):
            day = signing_day(one.ambt, case.dossier, local)
            if one.ambt == "wethouder" or not holds_office(one, day):
                continue
            if one.ambt in held:
                yield Problem(
                    "RV311",
                    (MUNICIPALITIES, gemeente, "ambtsdragers", index),
                    f"Er is op de dag van het stuk nog een {one.ambt}",
                    "Vul `van` en `tot` in; tot dan blijft de naam leeg",
                )
            held.add(one.ambt)


def same_folder(case: Case) -> Iterator[Problem]:
    """Two municipalities in one folder would overwrite each other's papers."""
    owners: dict[str, str] = {}
    by_default_first = sorted(case.participants, key=lambda id_: case.folder(id_) != id_)
    for gemeente in by_default_first:
        owner = owners.setdefault(case.folder(gemeente), gemeente)
        if owner != gemeente:
            yield Problem(
                "RV306",
                (MUNICIPALITIES, gemeente, "map"),
                f"{case.names[owner]} schrijft al naar de map '{case.folder(gemeente)}'",
                f"Geef {case.names[gemeente]} een andere `map`",
            )


UNNAMED = "Naam van de gemeente"
"""In the empty start, where a name is needed and there is none yet."""


def still_unnamed(case: Case) -> Iterator[Problem]:
    """A name can't be a blank: folders, lists and sentences rest on it."""
    for gemeente in case.participants:
        if case.names[gemeente] == UNNAMED:
            yield Problem(
                "RV336",
                (MUNICIPALITIES, gemeente, "naam"),
                f"De gemeente heet nog “{UNNAMED}”, zoals in de lege start",
                "Vul haar naam in; geef het blok ook haar id, en zet dat in `deelnemers`",
            )


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
