"""The schema of the data: every field that `municipalities.yaml` and a dossier may hold.

A field name is the YAML key, verbatim. A field that may be unknown has a `Blank` as default: that
is what the paper then shows. `Regel` is plain text, `Tekst` is Markdown with placeholders.

The types are no strings here, as they are elsewhere: `decode` reads them at every start.
"""

from typing import Annotated, Literal

import msgspec

from raadsvoorstel.document import Blank, Filler
from raadsvoorstel.values import Bedrag, Datum, Frase, Regel, Tekst, Vorm


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A block of fields; an unknown one is an error."""


ID = (
    r"^(?!(con|prn|aux|nul|com[1-9]|lpt[1-9])$)"  # Windows makes no folder of that name
    r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$"
)
Id = Annotated[
    Regel,
    Vorm(
        ID,
        "hooguit 60 kleine letters, cijfers en streepjes (`heemstede`), "
        "en geen apparaat van Windows zoals `con`",
    ),
]
TooiCode = Annotated[Regel, Vorm(r"^gm[0-9]{4}$", "gm en vier cijfers: `gm0397`")]
Versie = Annotated[
    Regel,
    Vorm(
        r"^[^ \t]{1,5}$",
        "een nummer van hooguit vijf tekens zonder spatie, zoals `1.0`; "
        "meer neemt een raadsinformatiesysteem niet",  # by the model of Open Raadsinformatie
    ),
]
Sha256 = Annotated[Regel, Vorm(r"^[0-9a-f]{64}$", "64 cijfers en letters a tot en met f")]
Jaar = Annotated[Regel, Vorm(r"^(1[89]|2[0-9])[0-9]{2}$", "vier cijfers: `2024`")]

Ambt = Literal["burgemeester", "gemeentesecretaris", "griffier", "wethouder", "voorzitter"]
Gremium = Literal["regio", "college", "commissie", "presidium", "raad"]
Weekdag = Literal["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
SoortIndiener = Literal["college", "presidium", "commissie", "fractie", "raadslid", "burgemeester"]
SoortVoorstel = Literal[
    "kaderstelling",
    "zienswijze",
    "toestemming",
    "wensen en bedenkingen",
    "krediet",
    "verordening",
    "overig",
]


# -- a dossier ---------------------------------------------------------------------------------


class Bron(Record, frozen=True, kw_only=True):
    """Where a fact comes from."""

    titel: Regel
    vindplaats: Regel | None = None
    geraadpleegd: Datum | None = None
    aanname: bool = False


class Periode(Record, frozen=True, kw_only=True):
    """The years for which the plan holds, both included."""

    van: Jaar
    tot_en_met: Jaar


class Feit(Record, frozen=True, kw_only=True):
    """A value that a text may quote; not printed in a paper from before `bekend_op`."""

    waarde: Regel
    bron: Regel | None = None
    bekend_op: Datum | None = None


class Beslispunt(Record, frozen=True, kw_only=True):
    """A bare clause; the house style adds opening, capital, number and closing mark."""

    id: Id
    tekst: Frase


class Stelling(Record, frozen=True, kw_only=True):
    """One statement, and the text that explains it."""

    stelling: Frase
    toelichting: Tekst | Blank = Blank("toelichting bij de stelling")


Onderdeel = Tekst | tuple[Stelling, ...] | dict[str, Tekst | Blank] | Blank
"""What fills a slot: a text, statements with explanation, or named parts in order."""


class Bijlage(Record, frozen=True, kw_only=True):
    """An annex; of a secret one nothing but its title reaches a paper."""

    id: Id
    titel: Frase
    versie: Regel | None = None
    datum: Datum | None = None
    openbaarheid: Literal["openbaar", "besloten", "geheim"] = "openbaar"
    grond: Regel | None = None
    opgelegd_door: Regel | None = None
    bestand: Regel | None = None
    sha256: Sha256 | None = None
    bron: Regel | None = None


class Wet(Record, frozen=True, kw_only=True):
    """A law that frames the decision; `artikelen` only where they have been read."""

    naam: Regel
    afkorting: Regel | None = None
    artikelen: tuple[Regel, ...] = ()
    bron: Regel | None = None


class Termijn(Record, frozen=True, kw_only=True):
    """A moment in the further course."""

    naam: Regel
    datum: Datum | Regel | Blank = Blank("datum termijn")
    bron: Regel | None = None


class VervangenBeleid(Record, frozen=True, kw_only=True):
    """The policy that the plan replaces."""

    titel: Regel | Blank = Blank("naam van het vervangen beleid")
    vastgesteld_op: Datum | None = None
    bron: Regel | None = None


class Controle(Record, frozen=True, kw_only=True):
    """How grave a finding is in this dossier; the reason is for whoever reads it later."""

    ernst: Literal["fout", "waarschuwing", "opmerking", "uit"]
    reden: Regel


class Uitzondering(Record, frozen=True, kw_only=True):
    """Words that are right, though a rule says otherwise; in one council or in all."""

    code: Regel
    tekst: Regel
    gemeente: Id | None = None
    reden: Regel


class Dossier(Record, frozen=True, kw_only=True):
    """The text that all councils share."""

    titel: Regel | Blank = Blank("titel van het plan")
    onderwerp: Frase
    regio: Regel | Blank = Blank("naam van de regio")
    periode: Periode | None = None
    voorbeeld: bool = False
    versie: Versie
    versiedatum: Datum | Blank = Blank("versiedatum")
    peildatum: Datum | None = None
    soort_voorstel: SoortVoorstel
    eensluidend: Literal["verplicht", "gewenst", "nee"] = "verplicht"
    deelnemers: tuple[Id, ...]
    beslispunten: tuple[Beslispunt, ...]
    collegepunten: tuple[Beslispunt, ...] = ()
    teksten: dict[str, Onderdeel] = {}
    bijlagen: tuple[Bijlage, ...] = ()
    achterliggend: tuple[Bijlage, ...] = ()
    wetten: tuple[Wet, ...] = ()
    gelet_op: tuple[Frase, ...] = ()
    overwegende: tuple[Frase, ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    vervangt: VervangenBeleid | None = None
    bijdragen: dict[str, dict[str, Bedrag]] = {}
    begrippen: dict[str, Regel] = {}
    termen: tuple[Regel, ...] = ()
    feiten: dict[str, Feit] = {}
    vast: tuple[Regel, ...] = ()
    controles: dict[str, Controle] = {}
    uitzonderingen: tuple[Uitzondering, ...] = ()
    bronnen: dict[str, Bron] = {}


# -- a municipality ----------------------------------------------------------------------------


class Ambtsdrager(Record, frozen=True, kw_only=True):
    """Who holds an office, from `van` up to (not including) `tot`."""

    ambt: Ambt
    naam: Regel
    functie: Regel | None = None
    van: Datum | None = None
    tot: Datum | None = None
    bron: Regel | None = None


class Ondertekenaar(Record, frozen=True, kw_only=True):
    """Who signs this one paper instead of the office holder: a deputy or acting one."""

    ambt: Ambt
    naam: Regel | Blank = Blank("naam ondertekenaar")
    functie: Regel | None = None
    aantekening: Regel | None = None
    bron: Regel | None = None


class Portefeuillehouder(Record, frozen=True, kw_only=True):
    """A member of the college who brings in the proposal."""

    naam: Regel
    functie: Regel | None = None
    bron: Regel | None = None


class Stap(Record, frozen=True, kw_only=True):
    """One step in the treatment; `soort` is the council's own word, such as A-stuk."""

    gremium: Gremium
    naam: Regel | None = None
    datum: Datum | Blank = Blank("datum behandeling", Filler.GRIFFIE)
    vervolg: tuple[Datum, ...] = ()
    soort: Regel | None = None
    advies: Regel | None = None
    afwijking: Regel | None = None
    bron: Regel | None = None


class Collegebesluit(Record, frozen=True, kw_only=True):
    """What the college decided; its points follow those of the dossier."""

    datum: Datum | Blank = Blank("datum collegebesluit", Filler.COLLEGE)
    punten: tuple[Beslispunt, ...] = ()
    bron: Regel | None = None


class Raadsbesluit(Record, frozen=True, kw_only=True):
    """The result that the council recorded; until then the paper is a concept.

    The day is that of the last meeting in `behandeling`; `datum` is for a dossier without steps.
    """

    datum: Datum | None = None
    uitslag: Literal["aangenomen", "geamendeerd aangenomen", "verworpen"]
    stemming: Regel | None = None
    bron: Regel | None = None


class Indiener(Record, frozen=True, kw_only=True):
    """Who brings the proposal before the council."""

    soort: SoortIndiener = "college"
    naam: Regel | None = None
    ondertekenaars: tuple[Ondertekenaar, ...] = ()


class LokaleTekst(Record, frozen=True, kw_only=True):
    """How a slot differs here: exactly one of the four."""

    vervang: Onderdeel | None = None
    vooraf: Tekst | None = None
    erna: Tekst | None = None
    vervalt: Regel | None = None
    bron: Regel | None = None


class Afwijking(Record, frozen=True, kw_only=True):
    """A recorded deviation from a shared beslispunt: printed, and shown as one."""

    punt: Id
    tekst: Frase
    reden: Regel
    besloten_door: Regel
    datum: Datum


class LokaalDossier(Record, frozen=True, kw_only=True):
    """All that belongs to one dossier in one municipality."""

    zaaknummers: tuple[Regel, ...] | Blank = Blank("zaaknummer")
    agendapunt: Regel | Blank = Blank("agendapunt", Filler.GRIFFIE)
    afdeling: Regel | Blank = Blank("afdeling")
    programma: Regel | Blank = Blank("programma")
    openbaarheid: Regel | Blank = Blank("openbaarheid")
    portefeuillehouders: tuple[Portefeuillehouder, ...] | Blank = Blank("portefeuillehouder")
    stellers: tuple[Regel, ...] | Blank = Blank("steller")
    voorsteldatum: Datum | Blank = Blank("datum voorstel")
    indiener: Indiener = Indiener()
    collegebesluit: Collegebesluit = Collegebesluit()
    behandeling: tuple[Stap, ...] = ()
    besluit: Raadsbesluit | None = None
    ondertekening: tuple[Ondertekenaar, ...] = ()
    teksten: dict[str, LokaleTekst] = {}
    beslispunten: tuple[Beslispunt, ...] = ()
    afwijkingen: tuple[Afwijking, ...] = ()
    bijlagenummers: dict[str, Regel] = {}
    bijlagen: tuple[Bijlage, ...] = ()
    bron: Regel | None = None


class Orgaan(Record, frozen=True, kw_only=True):
    """A body of the municipality that treats proposals."""

    naam: Regel
    gremium: Gremium
    bron: Regel | None = None


class Vergaderschema(Record, frozen=True, kw_only=True):
    """The days on which the bodies usually meet."""

    raad: Weekdag | None = None
    college: Weekdag | None = None
    bron: Regel | None = None


class Municipality(Record, frozen=True, kw_only=True):
    """One municipality: who it is, who holds office, and its part in each dossier."""

    naam: Regel
    sorteernaam: Regel | None = None
    map: Id | None = None
    tooi: TooiCode | Blank = Blank("TOOI-code")
    huisstijl: Id
    stukken: tuple[Regel, ...] = ()
    organen: tuple[Orgaan, ...] = ()
    ambtsdragers: tuple[Ambtsdrager, ...] = ()
    vergaderschema: Vergaderschema = Vergaderschema()
    dossiers: dict[str, LokaalDossier] = {}
    bron: Regel | None = None
