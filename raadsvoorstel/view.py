"""What templates and texts see of one council: values of this dossier only, with Dutch names.

Everything here is derived from the data; a value that is not known is a `Blank`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType

import msgspec
from msgspec import Struct

from raadsvoorstel import dutch, slots
from raadsvoorstel.document import Blank, Filler
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.loading import Case
from raadsvoorstel.model import (
    Afwijking,
    Ambt,
    Ambtsdrager,
    Beslispunt,
    Bijlage,
    Dossier,
    Feit,
    LokaalDossier,
    LokaleTekst,
    Municipality,
    Onderdeel,
    Ondertekenaar,
    Periode,
    Raadsbesluit,
    Stap,
    Stelling,
    Termijn,
    VervangenBeleid,
    Wet,
)
from raadsvoorstel.tokens import Line
from raadsvoorstel.values import Bedrag, Datum, Frase, Regel, Tekst

_COUNCIL_DAY = Blank("datum raadsvergadering", Filler.GRIFFIE)
_OF_COLLEGE: tuple[Ambt, ...] = ("burgemeester", "gemeentesecretaris")
_OF_COUNCIL: tuple[Ambt, ...] = ("griffier", "voorzitter")
_INDIENERS = {"presidium": "het presidium", "burgemeester": "de burgemeester"}


class GemeenteView(Struct, frozen=True):
    """The municipality itself."""

    id: str
    naam: Regel
    tooi: Regel | Blank


class DossierView(Struct, frozen=True):
    """The values of the dossier that a text may quote."""

    titel: Regel | Blank
    onderwerp: Frase
    regio: Regel | Blank
    periode: Periode | Blank
    versie: Regel
    versiedatum: Datum | Blank
    soort_voorstel: str


class CollegeView(Struct, frozen=True):
    """The college's decision."""

    datum: Datum | Blank


class RaadView(Struct, frozen=True):
    """The council's meeting, and its decision once that is recorded."""

    datum: Datum | Blank
    besluit: Raadsbesluit | None


class CommissieView(Struct, frozen=True):
    """The committee that treats the proposal first, and when."""

    naam: Regel | Blank
    datum: Datum | Blank


class IndienerView(Struct, frozen=True):
    """Who brings the proposal in, as the formula names it, and on which day."""

    soort: str
    naam: Regel | Blank
    datum: Datum | Blank


class Punt(Struct, frozen=True):
    """A beslispunt before it is dressed; `afwijking` holds the recorded deviation."""

    id: str
    tekst: Frase
    afwijking: Afwijking | None = None


class Deel(Struct, frozen=True):
    """A piece of a slot: a text, or a statement with its explanation."""

    tekst: Tekst | Blank
    stelling: Frase | None = None


class BijlageView(Struct, frozen=True):
    """An annex with the number that this municipality gave it."""

    id: str
    titel: Frase
    nummer: Regel | Blank
    versie: Regel | None
    datum: Datum | None
    openbaarheid: str


class Bijdrage(Struct, frozen=True):
    """What one municipality pays, in the order of the years."""

    gemeente: Regel
    bedragen: tuple[Bedrag | Blank, ...]


class Ondertekening(Struct, frozen=True):
    """A signatory: the office, the name or a blank, and what deviates from the house style."""

    ambt: str
    naam: Regel | Blank
    functie: Regel | None = None
    aantekening: Regel | None = None


class StukView(Struct, frozen=True):
    """The paper in hand: its kind, and its title for now (concept or not)."""

    soort: str
    titel: Line


class View(Struct, frozen=True, eq=False):
    """One council's side of a dossier, in its house style; it equals nothing but itself."""

    gemeente: GemeenteView
    dossier: DossierView
    deelnemers: tuple[Regel, ...]
    andere_deelnemers: tuple[Regel, ...]
    college: CollegeView
    raad: RaadView
    indiener: IndienerView
    concept: bool
    voorbeeld: bool
    commissie: CommissieView
    adviseurs: tuple[Regel, ...]
    adviezen: tuple[Stap, ...]
    behandeling: tuple[Stap, ...]
    zaaknummers: tuple[Regel, ...] | Blank
    agendapunt: Regel | Blank
    afdeling: Regel | Blank
    programma: Regel | Blank
    openbaarheid: Regel | Blank
    portefeuillehouders: tuple[Regel, ...] | Blank
    stellers: tuple[Regel, ...] | Blank
    voorsteldatum: Datum | Blank
    beslispunten: tuple[Punt, ...]
    punten: Mapping[str, Frase]
    collegepunten: tuple[Punt, ...]
    teksten: Mapping[str, tuple[Deel, ...]]
    bijlagen: tuple[BijlageView, ...]
    achterliggend: tuple[BijlageView, ...]
    wetten: tuple[Wet, ...]
    gelet_op: tuple[Frase, ...]
    overwegende: tuple[Frase, ...]
    termijnen: tuple[Termijn, ...]
    vervangt: VervangenBeleid | None
    bijdragejaren: tuple[Regel, ...]
    bijdragen: tuple[Bijdrage, ...]
    begrippen: Mapping[str, Regel]
    feiten: Mapping[str, Regel]
    later_bekend: tuple[str, ...]
    ondertekenaars: tuple[Ondertekening, ...]
    huisstijl: HouseStyle
    stuk: StukView = StukView("", Line(()))


@lru_cache(maxsize=4)
def view(case: Case, gemeente: str) -> View:
    """All that the papers of one council may show; each of them, and the checks, ask for it."""
    municipality, local, dossier = case.municipalities[gemeente], case.local(gemeente), case.dossier
    style, day = case.style(gemeente), proposal_day(dossier, local)
    beslispunten = _beslispunten(dossier, local)
    names, own = tuple(case.names.values()), municipality.naam
    return _with_local(_with_dossier(case, day), local)(
        gemeente=GemeenteView(gemeente, municipality.naam, municipality.tooi),
        deelnemers=names,
        andere_deelnemers=tuple([name for name in names if name != own]),
        indiener=_indiener(local, style),
        beslispunten=beslispunten,
        punten=_proposed(dossier, local),
        collegepunten=_punten((*dossier.collegepunten, *local.collegebesluit.punten)),
        teksten=MappingProxyType(_teksten(case, local)),
        bijlagen=_bijlagen((*dossier.bijlagen, *local.bijlagen), local),
        achterliggend=_bijlagen(dossier.achterliggend, local),
        ondertekenaars=_ondertekenaars(municipality, dossier, local),
        huisstijl=style,
    )


def _with_dossier(case: Case, day: date | None) -> partial[View]:
    """The half of a view that the dossier gives; some facts were not known yet on an early day."""
    dossier = case.dossier
    later = {id_ for id_, fact in dossier.feiten.items() if _known_later(fact, day)}
    return partial(
        View,
        dossier=_dossier(dossier),
        voorbeeld=dossier.voorbeeld,
        wetten=dossier.wetten,
        gelet_op=dossier.gelet_op,
        overwegende=dossier.overwegende,
        termijnen=dossier.termijnen,
        vervangt=dossier.vervangt,
        bijdragejaren=tuple(Regel(year) for year in _years(dossier)),
        bijdragen=_bijdragen(case),
        begrippen=dossier.begrippen,
        feiten={id_: fact.waarde for id_, fact in dossier.feiten.items() if id_ not in later},
        later_bekend=tuple(sorted(later)),
    )


def _with_local(half: partial[View], local: LokaalDossier) -> partial[View]:
    """What one municipality adds of its own, as it stands in its block."""
    raad = _raad(local)
    return partial(
        half,
        college=CollegeView(local.collegebesluit.datum),
        raad=raad,
        concept=raad.besluit is None or raad.besluit.uitslag == "verworpen",
        commissie=_commissie(local),
        adviseurs=tuple(_adviseur(stap) for stap in local.behandeling if stap.advies),
        adviezen=tuple(stap for stap in local.behandeling if stap.advies),
        behandeling=tuple(_named(stap) for stap in local.behandeling),
        zaaknummers=local.zaaknummers or Blank("zaaknummer"),
        agendapunt=local.agendapunt,
        afdeling=local.afdeling,
        programma=local.programma,
        openbaarheid=local.openbaarheid,
        portefeuillehouders=_portefeuillehouders(local),
        stellers=local.stellers or Blank("steller"),
        voorsteldatum=local.voorsteldatum,
    )


def proposal_day(dossier: Dossier, local: LokaalDossier) -> date | None:
    """The day on which the proposal looks: of the college, else of the dossier or the council."""
    council = _raad(local).datum
    return _first_day(
        local.collegebesluit.datum,
        local.voorsteldatum,
        dossier.peildatum,
        council,
        dossier.versiedatum,
    )


def council_day(dossier: Dossier, local: LokaalDossier) -> date | None:
    """The day on which the decision looks: of the council, else that of the proposal."""
    return _first_day(_raad(local).datum, proposal_day(dossier, local))


def _first_day(*days: object) -> date | None:
    return next((day for day in days if isinstance(day, date)), None)


def signing_day(ambt: str, dossier: Dossier, local: LokaalDossier) -> date | None:
    """Who signs for the college held office when it decided; for the council, when it will."""
    return (proposal_day if ambt in _OF_COLLEGE else council_day)(dossier, local)


def _known_later(fact: Feit, day: date | None) -> bool:
    return fact.bekend_op is not None and day is not None and fact.bekend_op > day


def council_steps(local: LokaalDossier) -> tuple[Stap, ...]:
    """The meetings of the council, in order."""
    return tuple(stap for stap in local.behandeling if stap.gremium == "raad")


def _raad(local: LokaalDossier) -> RaadView:
    """The council decides in its last meeting, or in the last evening of a continued one."""
    steps = council_steps(local)
    given = local.besluit.datum if local.besluit is not None else None
    planned = (steps[-1].vervolg or (steps[-1].datum,))[-1] if steps else None
    day = planned if isinstance(planned, Datum) else given
    return RaadView(day or _COUNCIL_DAY, local.besluit)


def _adviseur(stap: Stap) -> Regel:
    """Who advised, with the article that belongs to it."""
    name = stap.naam or Regel(stap.gremium)
    return Regel(dutch.met_lidwoord(name), name.origin)


def _named(stap: Stap) -> Stap:
    """The step with its own name on a blank date: the council's is the one that all papers ask."""
    if not isinstance(stap.datum, Blank):
        return stap
    unknown = (
        _COUNCIL_DAY
        if stap.gremium == "raad"
        else Blank(f"datum {stap.naam or stap.gremium}", stap.datum.filler)
    )
    return msgspec.structs.replace(stap, datum=unknown)


def _commissie(local: LokaalDossier) -> CommissieView:
    found = next((stap for stap in local.behandeling if stap.gremium == "commissie"), None)
    if found is None:
        blanks = (Blank(f"{what}commissie", Filler.GRIFFIE) for what in ("", "datum "))
        return CommissieView(*blanks)
    return CommissieView(found.naam or Blank("commissie", Filler.GRIFFIE), _named(found).datum)


def _dossier(dossier: Dossier) -> DossierView:
    return DossierView(
        dossier.titel,
        dossier.onderwerp,
        dossier.regio,
        dossier.periode or Blank("periode"),
        dossier.versie,
        dossier.versiedatum,
        dossier.soort_voorstel,
    )


def _indiener(local: LokaalDossier, style: HouseStyle) -> IndienerView:
    indiener = local.indiener
    if indiener.soort == "college":
        return IndienerView(
            "college", indiener.naam or style.college.naam, local.collegebesluit.datum
        )
    name = indiener.naam or _INDIENERS.get(indiener.soort)
    known = Regel(name) if name and not isinstance(name, Regel) else name
    return IndienerView(indiener.soort, known or Blank("naam indiener"), local.voorsteldatum)


def _portefeuillehouders(local: LokaalDossier) -> tuple[Regel, ...] | Blank:
    holders = local.portefeuillehouders
    if isinstance(holders, Blank):
        return holders
    return tuple(holder.naam for holder in holders) or Blank("portefeuillehouder")


# -- beslispunten and texts --------------------------------------------------------------------


def _punten(beslispunten: tuple[Beslispunt, ...]) -> tuple[Punt, ...]:
    return tuple(Punt(punt.id, punt.tekst) for punt in beslispunten)


def _beslispunten(dossier: Dossier, local: LokaalDossier) -> tuple[Punt, ...]:
    """The shared points, each with its recorded deviation; own points follow."""
    deviations = {afwijking.punt: afwijking for afwijking in local.afwijkingen}
    shared = tuple(
        Punt(punt.id, deviations[punt.id].tekst, deviations[punt.id])
        if punt.id in deviations
        else Punt(punt.id, punt.tekst)
        for punt in dossier.beslispunten
    )
    return shared + _punten(local.beslispunten)


def _proposed(dossier: Dossier, local: LokaalDossier) -> dict[str, Frase]:
    """The clauses as the college proposed them: without deviations of a later day."""
    decided = local.collegebesluit.datum
    later = {
        one.punt for one in local.afwijkingen if isinstance(decided, date) and one.datum > decided
    }
    shared: dict[str, Frase] = {punt.id: punt.tekst for punt in dossier.beslispunten}
    return {
        punt.id: shared[punt.id] if punt.id in later else punt.tekst
        for punt in _beslispunten(dossier, local)
    }


def _teksten(case: Case, local: LokaalDossier) -> dict[str, tuple[Deel, ...]]:
    """Every slot, and every named part of one as `slot.deel`, with the local changes."""
    texts = dict(_shared_teksten(case))
    for slot in dict.fromkeys(name.split(".")[0] for name in local.teksten):
        texts |= _slot(slot, case.dossier.teksten.get(slot), local.teksten)
    return texts


@lru_cache(maxsize=2)
def _shared_teksten(case: Case) -> dict[str, tuple[Deel, ...]]:
    texts: dict[str, tuple[Deel, ...]] = {}
    for slot, shared in case.dossier.teksten.items():
        texts |= _slot(slot, shared, {})
    return texts


def _slot(
    slot: str, shared: Onderdeel | None, local: Mapping[str, LokaleTekst]
) -> dict[str, tuple[Deel, ...]]:
    if not isinstance(shared, dict):
        return {slot: _changed(slot, shared, local)}
    parts = {
        f"{slot}.{part}": _changed(f"{slot}.{part}", content, local)
        for part, content in shared.items()
    }
    whole = tuple(deel for part in parts.values() for deel in part)
    return parts | {slot: _apply(whole, slot, local.get(slot))}


def _changed(
    slot: str, shared: Onderdeel | None, local: Mapping[str, LokaleTekst]
) -> tuple[Deel, ...]:
    change = local.get(slot)
    if shared is None and change is not None:
        return _apply((), slot, change)
    return _apply(_delen(slot, shared), slot, change)


def _apply(delen: tuple[Deel, ...], slot: str, change: LokaleTekst | None) -> tuple[Deel, ...]:
    if change is None:
        return delen
    if change.vervalt is not None:
        return ()
    if change.vervang is not None:
        return _delen(slot, change.vervang)
    before = (Deel(change.vooraf),) if change.vooraf is not None else ()
    after = (Deel(change.erna),) if change.erna is not None else ()
    return before + delen + after


def _delen(slot: str, content: Onderdeel | None) -> tuple[Deel, ...]:
    match content:
        case None | Blank():
            return (Deel(Blank(slots.label(slot))),)
        case Tekst():
            return (Deel(content),)
        case dict():
            return tuple(
                deel for part, inner in content.items() for deel in _delen(f"{slot}.{part}", inner)
            )
        case _:
            return tuple(_stelling(one) for one in content)


def _stelling(one: Stelling) -> Deel:
    return Deel(one.toelichting, one.stelling)


# -- annexes, money, signatories ---------------------------------------------------------------


def _bijlagen(bijlagen: tuple[Bijlage, ...], local: LokaalDossier) -> tuple[BijlageView, ...]:
    return tuple(
        BijlageView(
            one.id,
            one.titel,
            local.bijlagenummers.get(one.id, Blank(f"nummer bijlage {one.id}")),
            None if one.openbaarheid == "geheim" else one.versie,
            None if one.openbaarheid == "geheim" else one.datum,
            one.openbaarheid,
        )
        for one in bijlagen
    )


def _years(dossier: Dossier) -> tuple[str, ...]:
    return tuple(sorted({year for row in dossier.bijdragen.values() for year in row}))


@lru_cache(maxsize=2)
def _bijdragen(case: Case) -> tuple[Bijdrage, ...]:
    """The contributions of all participants, once there is any; a missing amount is a blank."""
    table, years = case.dossier.bijdragen, _years(case.dossier)
    if not table:
        return ()
    return tuple(
        Bijdrage(
            name,
            tuple(table.get(id_, {}).get(year, Blank(f"bijdrage {name} {year}")) for year in years),
        )
        for id_, name in case.names.items()
    )


def _ondertekenaars(
    municipality: Municipality, dossier: Dossier, local: LokaalDossier
) -> tuple[Ondertekening, ...]:
    """Who signs for each office; the chair of the council is the burgemeester."""
    named = {one.ambt: one for one in (*local.indiener.ondertekenaars, *local.ondertekening)}
    pairs = (
        (_OF_COLLEGE, proposal_day(dossier, local)),
        (_OF_COUNCIL, council_day(dossier, local)),
    )
    return tuple(
        _ondertekening(ambt, named.get(ambt), municipality.ambtsdragers, day)
        for offices, day in pairs
        for ambt in offices
    )


def _ondertekening(
    ambt: str,
    named: Ondertekenaar | None,
    holders: tuple[Ambtsdrager, ...],
    day: date | None,
) -> Ondertekening:
    if named is not None:
        return Ondertekening(ambt, named.naam, named.functie, named.aantekening)
    office = "burgemeester" if ambt == "voorzitter" else ambt
    filler = Filler.COLLEGE if ambt in _OF_COLLEGE else Filler.GRIFFIE
    holder = in_office(holders, office, day)
    if holder is None:
        return Ondertekening(ambt, Blank(f"naam {ambt}", filler))
    # A wnd. burgemeester signs as such in the college; as chair of the council simply as chair.
    functie = None if ambt == "voorzitter" else holder.functie
    return Ondertekening(ambt, holder.naam, functie)


def in_office(holders: tuple[Ambtsdrager, ...], ambt: str, day: date | None) -> Ambtsdrager | None:
    """Who held the office on a day; None where nobody is known, or more than one."""
    found = [one for one in holders if one.ambt == ambt and holds_office(one, day)]
    return found[0] if len(found) == 1 else None


def holds_office(one: Ambtsdrager, day: date | None) -> bool:
    """Whether someone is in office on a day; on an unknown day nobody is."""
    return (
        day is not None
        and (one.van is None or one.van <= day)
        and (one.tot is None or day < one.tot)
    )
