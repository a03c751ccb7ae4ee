"""Where values come from: persons and days without a source, and assumptions that a paper prints.

A `bron` holds for its own block and for the blocks inside it that have none; that of a municipality
holds for its name and code alone, because it says nothing of who holds office.

An assumption is a value whose `bron` is an entry of `bronnen` with `aanname: ja`. The `bron` of a
house style is none of these: it says what the layout follows, and no letter of it is a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeGuard, assert_never

import msgspec
from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Location, Problem
from raadsvoorstel.document import Blank, origins, texts
from raadsvoorstel.loading import DOSSIER, Case, local_path
from raadsvoorstel.model import LokaalDossier, Municipality, Ondertekenaar
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.values import Bedrag, Datum, Frase, Leaf, Regel, Tekst

_WITHOUT, _PRINTED = "RV223", "RV224"
_NAMED = 6
"""Values that one message names."""


class _Claim(Struct, frozen=True):
    """A person, a day or a fact that somebody must know from somewhere."""

    at: DataPath
    what: str
    bron: str | None


class _Sourced(Struct, frozen=True):
    """A value as typed, and the source that holds for it."""

    at: DataPath
    value: Leaf
    bron: str


# -- without a source --------------------------------------------------------------------------


def unsourced(case: Case) -> Iterator[Problem]:
    """Once per council and once for the dossier, in a file that names sources for such values."""
    councils = {id_: tuple(_of_council(case, id_)) for id_ in case.participants}
    if any(one.bron for claims in councils.values() for one in claims):
        for gemeente, claims in councils.items():
            yield from _told(
                str(case.names[gemeente]),
                claims,
                f"één `bron` onder `dossiers.{case.dossier_id}` geldt voor alles daaronder",
            )
    shared = tuple(_of_dossier(case))
    if any(one.bron for one in shared):
        yield from _told("Het dossier", shared, "de bron zelf staat in `bronnen`")


def _told(owner: str, claims: tuple[_Claim, ...], hint: str) -> Iterator[Problem]:
    missing = [one for one in claims if not one.bron]
    if missing:
        named = [one.what for one in missing[:_NAMED]]
        more = [f"nog {len(missing) - _NAMED}"] if len(missing) > _NAMED else []
        yield Problem(
            _WITHOUT,
            missing[0].at,
            f"{owner}: geen bron bij {dutch.opsomming([*named, *more])}",
            f"Noem bij elk een `bron`; {hint}",
        )


def _of_council(case: Case, gemeente: str) -> Iterator[_Claim]:
    for index, one in enumerate(case.municipalities[gemeente].ambtsdragers):
        at = (MUNICIPALITIES, gemeente, "ambtsdragers", index, "naam")
        yield _Claim(at, f"{one.ambt} {one.naam}", one.bron)
    local = case.local(gemeente)
    path = local_path(case, gemeente)
    for claim in (*_persons(local), *_days(local)):
        yield _Claim((*path, *claim.at), claim.what, claim.bron or local.bron)


def _persons(local: LokaalDossier) -> Iterator[_Claim]:
    """By their place in the block of the dossier; a name that is not known is a blank."""
    holders = () if isinstance(local.portefeuillehouders, Blank) else local.portefeuillehouders
    for index, holder in enumerate(holders):
        at = ("portefeuillehouders", index, "naam")
        yield _Claim(at, f"portefeuillehouder {holder.naam}", holder.bron)
    stellers = () if isinstance(local.stellers, Blank) else local.stellers
    for index, steller in enumerate(stellers):
        yield _Claim(("stellers", index), f"steller {steller}", None)
    signing: list[tuple[DataPath, tuple[Ondertekenaar, ...]]] = [
        (("ondertekening",), local.ondertekening),
        (("indiener", "ondertekenaars"), local.indiener.ondertekenaars),
    ]
    for path, signatories in signing:
        for index, one in enumerate(signatories):
            if not isinstance(one.naam, Blank):
                yield _Claim((*path, index, "naam"), f"ondertekenaar {one.naam}", one.bron)


def _days(local: LokaalDossier) -> Iterator[_Claim]:
    decided = local.besluit
    days: list[tuple[DataPath, str, object, str | None]] = [
        (("voorsteldatum",), "voorsteldatum", local.voorsteldatum, None),
        (
            ("collegebesluit", "datum"),
            "collegebesluit",
            local.collegebesluit.datum,
            local.collegebesluit.bron,
        ),
        *(
            (("behandeling", index, "datum"), str(one.naam or one.gremium), one.datum, one.bron)
            for index, one in enumerate(local.behandeling)
        ),
    ]
    if decided is not None:
        days.append((("besluit", "datum"), "raadsbesluit", decided.datum, decided.bron))
    for at, what, day, bron in days:
        if isinstance(day, Datum):
            yield _Claim(at, f"{what} ({dutch.datum(day)})", bron)


def _of_dossier(case: Case) -> Iterator[_Claim]:
    dossier = case.dossier
    for name, feit in dossier.feiten.items():
        yield _Claim((DOSSIER, "feiten", name, "waarde"), f"feit '{name}'", feit.bron)
    for index, one in enumerate(dossier.termijnen):
        if isinstance(one.datum, Datum):
            yield _Claim((DOSSIER, "termijnen", index, "datum"), f"termijn '{one.naam}'", one.bron)
    if dossier.vervangt is not None and dossier.vervangt.vastgesteld_op is not None:
        at = (DOSSIER, "vervangt", "vastgesteld_op")
        yield _Claim(at, "de dag van het vervangen beleid", dossier.vervangt.bron)
    for field in ("bijlagen", "achterliggend"):
        for index, annex in enumerate(getattr(dossier, field)):
            if annex.datum is not None:
                day = (DOSSIER, field, index, "datum")
                yield _Claim(day, f"de datum van bijlage '{annex.id}'", annex.bron)


# -- assumed and printed -----------------------------------------------------------------------


def printed_assumptions(case: Case, printed: Iterable[Location]) -> Iterator[Problem]:
    """A value that is assumed and stands in a paper; `printed` are the places of all its words."""
    assumed = {name for name, one in case.dossier.bronnen.items() if one.aanname}
    if not assumed:
        return
    places = frozenset(printed)
    for leaf in _leaves_of(case):
        if leaf.bron in assumed and not places.isdisjoint(_places(leaf.value)):
            yield Problem(
                _PRINTED,
                leaf.at,
                f"{_shown(leaf.value)} staat in een stuk, maar is een aanname (bron '{leaf.bron}')",
                "Zoek een bron die het zeker weet; of laat de waarde weg, dan toont het stuk een "
                "lege plek",
            )


def _leaves_of(case: Case) -> Iterator[_Sourced]:
    yield from _leaves((DOSSIER,), case.dossier, None)
    for gemeente in case.participants:
        yield from _leaves((MUNICIPALITIES, gemeente), case.municipalities[gemeente], None)
        yield from _leaves(local_path(case, gemeente), case.local(gemeente), None)


def _leaves(path: DataPath, value: object, bron: str | None) -> Iterator[_Sourced]:
    """Every value with a source; the dossiers of a municipality are looked at one by one."""
    match value:
        case _ if _is_leaf(value):
            if bron is not None:
                yield _Sourced(path, value, bron)
        case msgspec.Struct():
            own = getattr(value, "bron", None) or bron
            below = None if isinstance(value, Municipality) else own
            for name in value.__struct_fields__:
                inner = getattr(value, name)
                if name not in {"bron", "bronnen", "dossiers"}:
                    yield from _leaves((*path, name), inner, own if _is_leaf(inner) else below)
        case tuple():
            for index, inner in enumerate(value):
                yield from _leaves((*path, index), inner, bron)
        case dict():
            for name, inner in value.items():
                yield from _leaves((*path, name), inner, bron)
        case _:
            return


def _is_leaf(value: object) -> TypeGuard[Leaf]:
    return isinstance(value, Leaf)


def _places(value: Leaf) -> Iterator[Location]:
    """Where the letters of a value were typed."""
    match value:
        case Tekst(blocks):
            yield from (at for line in texts(blocks) for at in origins(line) if at is not None)
        case Frase(children):
            yield from (at for at in origins(children) if at is not None)
        case Regel() | Datum() | Bedrag():
            if value.origin is not None:
                yield value.origin
        case _:
            assert_never(value)


def _shown(value: Leaf) -> str:
    match value:
        case Datum():
            return dutch.datum(value)
        case Bedrag():
            return value.typed
        case Regel():
            return f"“{value}”"
        case _:
            return "Deze tekst"
