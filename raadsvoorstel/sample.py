"""A paper that shows every element once, to look at a house style; it holds no fact of anyone."""

from __future__ import annotations

from raadsvoorstel.document import (
    Blank,
    Block,
    Document,
    Emphasis,
    Filler,
    Group,
    Heading,
    InLanguage,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Named,
    Paper,
    Paragraph,
    Properties,
    Section,
    Strong,
    Table,
    Text,
)

MUNICIPALITY = "Voorbeeldgemeente"
_TITLE = "Voorbeeld van de huisstijl"
_FRISIAN = "fy-NL"
_SENTENCE = (
    "Deze zin staat er om te laten zien hoe lopende tekst over meer dan één regel verdeeld wordt, "
    "hoe ver de regels van elkaar staan en hoe breed de tekst op het papier is. "
)


def sample(style: str = "") -> Paper:
    """The paper; `style` is the name of the house style that it shows."""
    told = f"{_TITLE} {style}".rstrip()
    names = ("Dossier", "Stuk", "Versie", "Status", "Zaaknummer", "Collegedatum", "Raadsdatum")
    properties = Properties(
        told,
        f"het college van {MUNICIPALITY}",
        "Alle elementen van een raadsstuk",
        (("Gemeente", MUNICIPALITY), *((name, f"[{name.lower()}]") for name in names)),
    )
    return Paper(
        Document((*_opening(told), *_text(), *_decision(), *_lists(), *_tables(), _closing())),
        properties,
        header=((Text(told),),),
        footer=((Text("Zaaknummer "), Blank("zaaknummer")),),
        woordmerk=MUNICIPALITY,
    )


# -- what other papers are made of as well -----------------------------------------------------


def line(text: str) -> Paragraph:
    """A paragraph of plain letters."""
    return Paragraph((Text(text),))


def item(*blocks: Block | str) -> ListItem:
    """An item of a list; a string is a paragraph."""
    return ListItem(tuple(line(one) if isinstance(one, str) else one for one in blocks))


def numbered(*items: ListItem, start: int = 1) -> ListBlock:
    """A list that counts."""
    return ListBlock(True, items, start)  # noqa: FBT003 - the tree has no other words for it


def bulleted(*items: ListItem) -> ListBlock:
    """A list that does not count."""
    return ListBlock(False, items)  # noqa: FBT003 - the tree has no other words for it


def signed(opening: str, *pairs: tuple[str, str]) -> Group:
    """The closing words, and who signs: office and name."""
    signatures = (
        Group("handtekening", (Paragraph((Text(office), LineBreak(), Text(name))),))
        for office, name in pairs
    )
    return Group("ondertekening", (line(opening), *signatures))


# -- the sample --------------------------------------------------------------------------------


def _opening(title: str) -> tuple[Block, ...]:
    labels = ("Onderwerp", "Portefeuillehouder", "Datum raadsvergadering")
    pieces = [
        piece
        for label in labels
        for piece in (LineBreak(), Strong((Text(f"{label}:"),)), Text(" "), Blank(label.lower()))
    ]
    return (
        Heading(1, (Text(title),)),
        Group("voorbeeld", (line("Dit is een voorbeeld van de opmaak en geen raadsstuk."),)),
        Group("concept", (line("Concept: zo staat het er zolang de raad niet heeft besloten."),)),
        Group("kenmerken", (Paragraph(tuple(pieces[1:])),)),
    )


def _text() -> tuple[Block, ...]:
    marked = Paragraph(
        (
            Text("Gewone tekst, "),
            Strong((Text("zware tekst"),)),
            Text(", "),
            Emphasis((Text("nadruk"),)),
            Text(", "),
            Link((Text("een koppeling naar een site"),), "https://example.org/"),
            Text(", een lege plek "),
            Blank("datum raadsvergadering", Filler.GRIFFIE),
            Text(" en woorden in het Fries: "),
            InLanguage((Text("Provinsje Fryslân"),), _FRISIAN),
            Text("."),
        )
    )
    return (
        Section("tekst", (Heading(2, (Text("Tekst"),)), line(_SENTENCE * 3), marked)),
        Heading(3, (Text("Een kop eronder"),)),
        line(_SENTENCE * 2),
        Section(
            "fries", (Heading(2, (Text("Gemeenteried"),)), line("Provinsje Fryslân")), _FRISIAN
        ),
    )


def _decision() -> tuple[Block, ...]:
    points = (
        ListItem((Paragraph((Named((Text(f"{words};"),), f"bp_voorbeeld_{number}"),)),))
        for number, words in enumerate(("Het eerste beslispunt", "Het tweede beslispunt"), 1)
    )
    formula = (f"De raad van {MUNICIPALITY};", "gelezen het voorstel van het college;", "besluit:")
    return (
        Section(
            "beslispunten",
            (
                Heading(2, (Text("Beslispunten"),)),
                Group("formule", tuple(line(one) for one in formula)),
                numbered(*points),
                Group("afwijking", (line("Zo staat een afwijking van de andere raden er."),)),
            ),
        ),
    )


def _lists() -> tuple[Block, ...]:
    inner = numbered(item("een nummer daaronder"), item("en nog een", bulleted(item("dieper"))))
    return (
        Heading(2, (Text("Lijsten"),)),
        bulleted(item("een punt"), item("een punt met meer tekst", _SENTENCE, inner)),
        line("Een nieuwe lijst begint opnieuw bij 1."),
        numbered(item("het eerste"), item("het tweede", bulleted(item("met een punt eronder")))),
    )


def _tables() -> tuple[Block, ...]:
    head = ((Text("Onderdeel"),), (Text("Toelichting"),), (Text("Bedrag"),))
    rows = (
        ((Text("Eerste post"),), (Text(_SENTENCE),), (Text("€\u00a01.000"),)),
        ((Text("Tweede post"),), (Text("Een korte toelichting"),), (Text("€\u00a01.000.000"),)),
        ((Strong((Text("Totaal"),)),), (Text("Voorbeeldbedragen"),), (Blank("bedrag"),)),
    )
    return (
        Heading(2, (Text("Tabellen"),)),
        Group("bijschrift", (line("Een tabel met voorbeeldbedragen"),)),
        Table(head, rows, right=(False, False, True)),
        line(_SENTENCE),
    )


def _closing() -> Group:
    opening = f"Burgemeester en wethouders van {MUNICIPALITY},"
    return signed(opening, ("de secretaris,", "[naam]"), ("de burgemeester,", "[naam]"))
