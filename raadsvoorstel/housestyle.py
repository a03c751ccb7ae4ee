"""The schema of a house style: the wording of each kind of paper, and the look of the Word file.

The types are no strings here, as they are elsewhere: `decode` reads them at every start.
"""

from typing import Annotated, Literal

from msgspec import Struct

from raadsvoorstel.document import DUTCH, LANGUAGE, PAGE_NUMBER
from raadsvoorstel.model import Id, Record
from raadsvoorstel.values import Frase, Regel, Vorm

Kleur = Annotated[Regel, Vorm(r"^[0-9A-Fa-f]{6}$", "zes tekens uit 0-9 en A-F: `1F3864`")]
Punten = Annotated[
    Regel,
    Vorm(r"^([6-9]|[1-6][0-9]|7[0-2])(,[0-9]{1,2})?$", "6 tot en met 72: `10,5`"),
]
Regelafstand = Annotated[Regel, Vorm(r"^[1-3](,[0-9]{1,2})?$", "1 tot en met 3: `1,15`")]
Centimeters = Annotated[Regel, Vorm(r"^[0-6](,[0-9]{1,2})?$", "0 tot en met 6 centimeter: `2,5`")]
Bestandsnaam = Annotated[
    Regel,
    Vorm(
        r'^(?!\.)(?=.*\S)[^/\\:*?"<>|\n]{1,100}$',
        "een bestand naast huisstijl.yaml, zonder map: `logo.png`",
    ),
]
Logobreedte = Annotated[Regel, Vorm(r"^([1-9]|1[0-6])(,[0-9]{1,2})?$", "1 tot en met 16: `4,5`")]
Wordbestand = Annotated[
    Regel,
    Vorm(
        r"^[A-Za-z0-9_-][A-Za-z0-9_ .-]*\.(docx|dotx|docm|dotm)$",
        "de naam van een Word-bestand naast huisstijl.yaml: `basis.dotx`",
    ),
]
Beschrijving = Annotated[
    Regel, Vorm(r"^(?=.*\S).{1,150}$", "hooguit 150 tekens: `Logo van de gemeente`")
]
Taal = Annotated[
    Regel,
    Vorm(
        LANGUAGE,
        "een taal met haar land: `nl-NL` (Nederlands), `fy-NL` (Fries), `en-GB`",
    ),
]

Paginatekst = Annotated[
    Regel,
    Vorm(
        r"^[^{}\n]*\{pagina\}[^{}\n]*(\{paginas\}[^{}\n]*)?$",
        "tekst met `{pagina}`, daarachter eventueel `{paginas}`: `{pagina}/{paginas}`",
    ),
]

Ondertekenpaar = Literal["indiener", "raad"]


class Herkomst(Record, frozen=True, kw_only=True):
    """What the house style rests on: a real paper, a description, or an assumption."""

    soort: Literal["stuk", "beschrijving", "aanname"]
    toelichting: Regel


class Kopstijl(Record, frozen=True, kw_only=True):
    """How headings of one level look; sizes in points."""

    grootte: Punten = Regel("12")
    kleur: Kleur = Regel("000000")
    vet: bool = True
    hoofdletters: bool = False
    lettertype: Regel | None = None
    lijn: bool = False


class Marges(Record, frozen=True, kw_only=True):
    """Distance from the edge of the page, in centimetres."""

    boven: Centimeters = Regel("2,5")
    onder: Centimeters = Regel("2,5")
    links: Centimeters = Regel("2,5")
    rechts: Centimeters = Regel("2,5")


class Uiterlijk(Record, frozen=True, kw_only=True):
    """The look of the Word file; it never changes a letter of the text."""

    lettertype: Regel = Regel("Calibri")
    lettertype_anders: Regel | None = None
    grootte: Punten = Regel("11")
    regelafstand: Regelafstand = Regel("1,15")
    kleur: Kleur = Regel("000000")
    accent: Kleur = Regel("000000")
    marges: Marges = Marges()
    titel: Kopstijl = Kopstijl(grootte=Regel("18"))
    kop1: Kopstijl = Kopstijl(grootte=Regel("13"))
    kop2: Kopstijl = Kopstijl(grootte=Regel("11"))
    kenmerken: Literal["tabel", "regels"] = "tabel"
    paginering: Literal["geen", "onder links", "onder midden", "onder rechts"] = "onder rechts"
    woordmerk: Literal["geen", "links", "midden", "rechts"] = "links"
    woordmerk_op: Literal["elke pagina", "eerste pagina"] = "elke pagina"
    nieuwe_pagina_voor: tuple[Id, ...] = ()


class Logo(Record, frozen=True, kw_only=True):
    """A picture that takes the place of the woordmerk; `breedte` in centimetres.

    Word shows `svg`, which is sharp at every size, where it can, and else `bestand`.
    """

    bestand: Bestandsnaam
    svg: Bestandsnaam | None = None
    alt: Beschrijving
    breedte: Logobreedte


class Stijlen(Record, frozen=True, kw_only=True):
    """The styles of the municipality's own Word file that play a role, by the name in Word."""

    titel: Regel | None = None
    kop1: Regel | None = None
    kop2: Regel | None = None
    tekst: Regel | None = None
    genummerd: Regel | None = None
    opsomming: Regel | None = None
    vervolg: Regel | None = None
    koptekst: Regel | None = None
    voettekst: Regel | None = None
    kenmerken: Regel | None = None
    formule: Regel | None = None
    ondertekening: Regel | None = None
    tabel: Regel | None = None
    tabeltekst: Regel | None = None
    tabelkop: Regel | None = None


class Basis(Record, frozen=True, kw_only=True):
    """The municipality's own Word file: its letterhead, styles, lists and page are used.

    `vaste_tekst` confirms, word for word, what its letterhead may say on every paper.
    """

    bestand: Wordbestand
    stijlen: Stijlen = Stijlen()
    vaste_tekst: tuple[Regel, ...] = ()


class Kenmerk(Record, frozen=True, kw_only=True):
    """One line of the metadata: a label, and the field whose value follows it."""

    label: Regel
    meervoud: Regel | None = None
    veld: Regel


class Sectie(Record, frozen=True, kw_only=True):
    """A heading with the slots that stand under it, or with a fixed text."""

    id: Id
    kop: Frase
    niveau: Literal["2", "3"] = "2"
    onderdelen: tuple[Regel, ...] = ()
    tekst: Frase | None = None
    als_leeg: Literal["invullen", "weglaten", "n.v.t."] = "invullen"
    taal: Taal | None = None


class Stuk(Record, frozen=True, kw_only=True):
    """The wording of one kind of paper.

    `titel_concept` replaces the title until the council's result is recorded.
    """

    titel: Frase
    titel_concept: Frase | None = None
    concept: Frase | None = None
    koptekst: tuple[Frase, ...] = ()
    voettekst: tuple[Frase, ...] = ()
    kenmerken: tuple[Kenmerk, ...] = ()
    secties: tuple[Sectie, ...] = ()
    ondertekening: Ondertekenpaar | None = None


class FormuleRegel(Record, frozen=True, kw_only=True):
    """One line of the formula; printed only where its facts exist (`gelet_op`, `gezien`)."""

    soort: Literal["aanhef", "bijeen", "gelezen", "gelet_op", "gezien", "overwegende", "besluit"]
    tekst: Frase


class Formule(Record, frozen=True, kw_only=True):
    """The ritual words of the council's decision, in order.

    `slot` closes a concept, `slot_vastgesteld` a recorded decision.
    """

    regels: tuple[FormuleRegel, ...]
    slot: Frase | None = None
    slot_vastgesteld: Frase | None = None


class Collegeformule(Record, frozen=True, kw_only=True):
    """How the college is named in the formula, and the words above its signatures."""

    naam: Regel = Regel("burgemeester en wethouders")
    slot: Frase | None = None


class Opmaak(Record, frozen=True, kw_only=True):
    """How beslispunten are dressed: the clause itself never changes."""

    opening: Regel | None = None
    hoofdletter: bool = True
    nummer: Literal["altijd", "vanaf twee", "nooit"] = "vanaf twee"
    tussen: Regel = Regel(";")
    slot: Regel = Regel(".")


class Handtekening(Record, frozen=True, kw_only=True):
    """How a signatory is printed: `{naam}` and `{functie}` in order, `/` starts a new line."""

    ambt: Literal["burgemeester", "gemeentesecretaris", "griffier", "voorzitter"]
    functie: Regel
    vorm: Regel = Regel("{functie}/{naam}")


class Handtekeningen(Record, frozen=True, kw_only=True):
    """The pair of the college and the pair of the council, each in its own order."""

    college: tuple[Handtekening, ...]
    raad: tuple[Handtekening, ...]


class HouseStyle(Record, frozen=True, kw_only=True):
    """All that makes a paper look and sound like one municipality's."""

    naam: Regel
    bron: Herkomst
    gebaseerd_op: Id | None = None
    taal: Taal = Regel(DUTCH)
    uiterlijk: Uiterlijk = Uiterlijk()
    woordmerktekst: Frase | None = None
    paginatekst: Paginatekst = Regel(PAGE_NUMBER)
    logo: Logo | None = None
    basis: Basis | None = None
    beslispunten: Opmaak = Opmaak()
    collegepunten: Opmaak = Opmaak()
    stellingen: Literal["kop", "vet", "tekst"] = "vet"
    bedragen: Literal["€ 1.250", "€ 1.250,-", "€ 1.250,00"] = "€ 1.250"
    formule: Formule
    college: Collegeformule = Collegeformule()
    handtekeningen: Handtekeningen
    stukken: dict[str, Stuk]


class LogoFiles(Struct, frozen=True):
    """The picture of a logo, PNG or JPEG, and the drawing that it was made from."""

    picture: bytes
    svg: bytes | None = None


class StyleFiles(Struct, frozen=True):
    """What the files say that a house style names; a writer reads no disk."""

    logo: LogoFiles | None = None
    basis: bytes | None = None


NO_FILES = StyleFiles()


class UnusableFileError(Exception):
    """A file that a house style names can't be used: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
