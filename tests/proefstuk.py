"""A paper with every element that a document can hold, for tests of what writers make of it."""

from __future__ import annotations

from raadsvoorstel.document import (
    Blank,
    Block,
    Document,
    Emphasis,
    Group,
    Heading,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Named,
    Paper,
    Paragraph,
    Properties,
    Section,
    Strong,
    Table,
    Text,
)
from raadsvoorstel.sample import bulleted, item, line, numbered, signed

__all__ = ["item", "line", "nested", "paper", "points", "signatures"]

LETTERS = "Regionale samenwerking, “vastgesteld” — één raad per gemeente: € 1.250,- & 100 % <zeker>"
SENTENCE = (
    "De raad bespreekt het voorstel eerst in de commissie en neemt daarna een besluit, zodat elke "
    "gemeente in de regio op tijd weet wat de andere raden hebben gekozen. "
)
FRISIAN = "fy-NL"
SECRETARY, CHAIR = "A. de Vries", "B. Jansen"


def paper(*extra: Block) -> Paper:
    """Headings, lists, tables, links, blanks, emphasis, every group; then `extra`."""
    return Paper(
        Document((*_opening(), *_lists(), *_tables(), *extra, signatures())),
        Properties(
            "Proefstuk",
            "het college van Proefdorp",
            "Alle elementen",
            (("Gemeente", "Proefdorp"), ("Stuk", "proefstuk")),
        ),
        header=((Text("Proefstuk van de gemeente "), Strong((Text("Proefdorp"),))),),
        footer=((Text("Zaaknummer "), Blank("zaaknummer")),),
        woordmerk="Gemeente Proefdorp",
    )


def points(count: int) -> ListBlock:
    """A numbered list."""
    return numbered(*(item(f"punt {number}; {SENTENCE}") for number in range(count)))


def nested(depth: int) -> ListBlock:
    """A list in a list, numbers and bullets by turns, until `depth`."""
    inner = (nested(depth - 1),) if depth > 1 else ()
    return ListBlock(depth % 2 == 0, (item(f"diepte {depth}", *inner), item(SENTENCE)))


def signatures() -> Group:
    """The closing words with two signatories."""
    return signed(
        "Burgemeester en wethouders van Proefdorp,",
        ("de secretaris,", SECRETARY),
        ("de burgemeester,", CHAIR),
    )


def _opening() -> tuple[Block, ...]:
    marked: tuple[Inline, ...] = (
        Text("Gewoon, "),
        Strong((Text("zwaar"),)),
        Text(", "),
        Emphasis((Text("nadruk"), Strong((Text(" en beide"),)))),
        Text(", \tna een tab, "),
        Link((Text("een "), Strong((Text("koppeling"),))), "https://example.org/a?b=1&c=é d#e"),
        Text(" en "),
        Link((Text("post"),), "mailto:griffie@example.org"),
        LineBreak(),
        Blank("datum raadsvergadering"),
        Text(" van de "),
        InLanguage((Text("Provinsje "), Strong((Text("Fryslân"),))), FRISIAN),
        Text("."),
    )
    labels = (Strong((Text("Zaaknummer:"),)), Text(" Z-1"), LineBreak(), Text("Datum: 1 mei 2021"))
    return (
        Heading(1, (Text("Proefstuk"),)),
        Group("voorbeeld", (line("Voorbeeld."),)),
        Group("concept", (line("Concept: de raad heeft nog niet besloten."),)),
        Group("afwijking", (line("Afwijking van de andere raden."),)),
        Group("kenmerken", (Paragraph(labels),)),
        Section("onderwerp", (Heading(2, (Text("Onderwerp"),)), Paragraph(marked), line(LETTERS))),
        Section(
            "beslispunten", (Heading(2, (Text("Beslispunten"),)), _formula(), points(3), _point())
        ),
        Section("fries", _frisian(), FRISIAN),
        *(block for level in range(3, 7) for block in _heading(level)),
    )


def _frisian() -> tuple[Block, ...]:
    table = Table(((Text("Gemeenteried"),),), (((Blank("naam"),),),))
    linked = Link((Text("Provinsje Fryslân"),), "https://example.org/fy")
    return (
        Heading(2, (Text("Gemeenteried"),)),
        Paragraph((linked, LineBreak(), Emphasis((Text("gemeenteried"),)))),
        bulleted(item("Fryslân")),
        table,
    )


def _formula() -> Group:
    return Group("formule", (line("De raad van Proefdorp;"), line("besluit:")))


def _point() -> Paragraph:
    return Paragraph((Named((Text("de visie vast te stellen."),), "bp_visie"),))


def _heading(level: int) -> tuple[Block, ...]:
    return Heading(level, (Text(f"Kop van niveau {level}"),)), line(SENTENCE * 3)


def _lists() -> tuple[Block, ...]:
    from_seven = numbered(item("zeven"), item("acht", SENTENCE), start=7)
    bullets = bulleted(item("een"), item("twee", _table()), item(nested(2)))
    return (
        Heading(2, (Text("Lijsten"),)),
        points(2),
        line("Een nieuwe lijst begint opnieuw bij 1."),
        points(2),
        line("En een telt verder vanaf zeven."),
        from_seven,
        bullets,
        nested(6),
    )


def _tables() -> tuple[Block, ...]:
    narrow = Table(((Text("Een kolom"),),), (((),), ((Blank("bedrag"),),)))
    caption = Group("bijschrift", (line("Bedrag per gemeente"),))
    heading = Heading(2, (Text("Tabellen"),))
    return heading, caption, _table(), _table(), line(SENTENCE), narrow


def _table() -> Table:
    head = ((Text("Gemeente"),), (Text("Toelichting"),), (Text("Bedrag"),))
    rows = (
        ((Strong((Text("Proefdorp"),)),), (Text(SENTENCE),), (Text("€\u00a01.250,50"),)),
        ((Text("Oefenstad"),), (Link((Text("zie de site"),), "https://example.org/"),), ()),
    )
    return Table(head, rows, right=(False, False, True))
