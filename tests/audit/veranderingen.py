"""One named change each to the good file: caught by one rule and no other, or rightly by none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.audit.goed import (
    COLOUR,
    CONTROL,
    DOC_PR,
    FOOTER,
    HEADER,
    HEADER_ROW,
    LANGUAGE,
    LINK,
    LISTED,
    PICTURE,
    ROW,
    SECTION,
    SHADED_HEADER,
    TABLE,
    TEXT,
    cell,
    field,
    p,
    r,
)

Parts = dict[str, str]
DOCUMENT, STYLES, SETTINGS, CORE = (
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "docProps/core.xml",
)
TOP, FOOT = "word/header1.xml", "word/footer1.xml"


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to the good file, and the code that it must give; none where it is allowed."""

    code: str
    name: str
    apply: Callable[[Parts], Parts]


def swap(part: str, old: str, new: str) -> Callable[[Parts], Parts]:
    """Put a text in the place of the first one like it, which must be there."""

    def apply(parts: Parts) -> Parts:
        assert old in parts[part], old
        return {**parts, part: parts[part].replace(old, new, 1)}

    return apply


def every(part: str, old: str, new: str) -> Callable[[Parts], Parts]:
    """Put a text in the place of all that are like it."""

    def apply(parts: Parts) -> Parts:
        assert old in parts[part], old
        return {**parts, part: parts[part].replace(old, new)}

    return apply


def both(*changes: Callable[[Parts], Parts]) -> Callable[[Parts], Parts]:
    """A change that needs more than one part."""

    def apply(parts: Parts) -> Parts:
        for change in changes:
            parts = change(parts)
        return parts

    return apply


def drop(part: str) -> Callable[[Parts], Parts]:
    """Leave a part out."""
    return lambda parts: {name: text for name, text in parts.items() if name != part}


def at_end(xml: str) -> Callable[[Parts], Parts]:
    """Add something at the end of the body."""
    return swap(DOCUMENT, SECTION, xml + SECTION)


def above_text(xml: str) -> Callable[[Parts], Parts]:
    """Add something between the first heading and its text."""
    return swap(DOCUMENT, p(TEXT), xml + p(TEXT))


def coloured(colour: str, more: str = "") -> Callable[[Parts], Parts]:
    """Give a sentence a colour of its own."""
    run = r(TEXT, f'<w:color w:val="{colour}"/>{more}')
    return swap(DOCUMENT, r(TEXT), run)


def shade(fill: str, pattern: str = "clear", front: str = "auto") -> str:
    """A colour behind something."""
    return f'<w:shd w:val="{pattern}" w:color="{front}" w:fill="{fill}"/>'


def para(*inner: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(inner)}</w:p>"


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


BIG, BIG_BOLD = '<w:sz w:val="36"/>', '<w:b/><w:sz w:val="28"/>'
LONG = "Een erg lange kop over de samenwerking van de gemeenten, " * 3
BOLD_LINE = para(r("Wat vooraf ging", "<w:b/>"))
ENGLISH = r(
    "the council is asked to adopt the plan that was made by the municipalities of the region",
    '<w:lang w:val="en-GB"/>',
)
DECORATIVE = (
    '<wp:docPr id="1" name="Lijn" descr=""><a:extLst><a:ext uri="{C183D7F6}">'
    '<adec:decorative val="1"/></a:ext></a:extLst></wp:docPr>'
)
ANCHORED = PICTURE.replace("wp:inline", "wp:anchor")
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
    '<wp:docPr id="7" name="Tekstvak 1"/><wps:wsp><wps:txbx><w:txbxContent>'
    f"{p('Let op de datum.')}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{p('Let op de datum.')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
OLD_PICTURE = '<w:p><w:r><w:pict><v:shape{}><v:imagedata r:id="x"/></v:shape></w:pict></w:r></w:p>'
HIDDEN_LINK = para(field("HYPERLINK &quot;https://example.org&quot;", "{}"), r(" is te vinden."))
MARKED_ENGLISH = para(
    r(
        "De raad wordt gevraagd om het plan vast te stellen met de begroting.",
        '<w:lang w:val="en-US"/>',
    )
)
SHORT_LINK = para(
    f'<w:fldSimple w:instr=" HYPERLINK &quot;https://x.nl&quot; ">{r("hier")}</w:fldSimple>'
)
EMPTY_ROW = row(cell(p("")), cell(p("")))
BANDED = f'<w:tblStylePr w:type="band1Horz"><w:tcPr>{shade("1F4E5F")}</w:tcPr></w:tblStylePr>'

CAUGHT = (
    Change("RV601", "lege titel", swap(CORE, "Raadsvoorstel Regiovisie", "  ")),
    Change("RV601", "geen titel", swap(CORE, "<dc:title>Raadsvoorstel Regiovisie</dc:title>", "")),
    Change("RV602", "geen auteur", swap(CORE, "burgemeester en wethouders", "")),
    Change("RV603", "geen taal", swap(STYLES, LANGUAGE, "")),
    Change(
        "RV603", "taal alleen voor Arabisch", swap(STYLES, LANGUAGE, '<w:lang w:bidi="ar-SA"/>')
    ),
    Change("RV604", "standaardtaal Engels", swap(STYLES, 'w:val="nl-NL"', 'w:val="en-US"')),
    Change(
        "RV604",
        "stijl Standaard in het Duits",
        swap(STYLES, '"Normal"/>', '"Normal"/><w:rPr><w:lang w:val="de-DE"/></w:rPr>'),
    ),
    Change("RV604", "eigenschappen zeggen Engels", swap(CORE, "nl-NL", "en-US")),
    Change(
        "RV605",
        "een Nederlandse alinea als Engels",
        above_text(MARKED_ENGLISH),
    ),
    Change(
        "RV606",
        "alleen lezen",
        swap(
            SETTINGS,
            "></w:settings>",
            '><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>',
        ),
    ),
    Change(
        "RV607",
        "koppen als gewone tekst",
        both(*(every(DOCUMENT, f'"Kop{n}"', '"Standaard"') for n in (1, 2, 3))),
    ),
    Change("RV608", "titel van niveau 2", swap(DOCUMENT, '"Kop1"', '"Kop2"')),
    Change("RV608", "geen titel, wel koppen", swap(DOCUMENT, '"Kop1"', '"Standaard"')),
    Change("RV609", "van 1 naar 3", swap(DOCUMENT, '"Kop2"', '"Kop3"')),
    Change(
        "RV609",
        "niveau in de alinea zelf",
        at_end(p("Slot", "", '<w:outlineLvl w:val="4"/>') + p("Dit is het slot.")),
    ),
    Change("RV610", "kop zonder tekst", swap(DOCUMENT, r("Bijlagen"), "")),
    Change("RV610", "kop met alleen wit", swap(DOCUMENT, r("Financiën"), r(" \u00a0"))),
    Change("RV611", "lange kop", swap(DOCUMENT, r("Bijlagen"), r(LONG))),
    Change("RV612", "vette regel", above_text(BOLD_LINE)),
    Change(
        "RV612",
        "regel in een vette stijl",
        both(
            swap(STYLES, '"List Bullet"/>', '"VB Kopje"/><w:rPr><w:b/></w:rPr>'),
            swap(DOCUMENT, LISTED, ""),
            swap(DOCUMENT, p("de Gemeentewet", "Lijst", LISTED), p("Zo gaat het verder.")),
        ),
    ),
    Change("RV613", "twee lege alinea's", at_end(p("") * 2)),
    Change("RV613", "lege alinea tussen tekst", above_text(p("Inleiding van het stuk.") + p(" "))),
    Change("RV613", "lege alinea's in een cel", swap(DOCUMENT, p("2024"), p("2024") + p("") * 3)),
    Change("RV614", "spaties", swap(DOCUMENT, "Heemstede, 10", "Heemstede,     10")),
    Change(
        "RV614", "vaste spaties in de voettekst", swap(FOOT, "Pagina ", "\u00a0" * 8 + "Pagina ")
    ),
    Change(
        "RV614",
        "tabs",
        at_end("<w:p><w:r><w:t>Datum</w:t><w:tab/><w:tab/><w:t>Plaats</w:t></w:r></w:p>"),
    ),
    Change("RV615", "streepjes", at_end(p("- het plan") + p("- de kosten"))),
    Change("RV615", "cijfers", at_end(p("1. het plan") + p("2. de kosten"))),
    Change("RV615", "letters", at_end(p("a) het plan") + p("b) de kosten"))),
    Change(
        "RV615",
        "regels in een alinea",
        at_end("<w:p><w:r><w:t>• een</w:t><w:br/><w:t>• twee</w:t></w:r></w:p>"),
    ),
    Change("RV616", "klik hier", swap(DOCUMENT, "de Jeugdwet", "Klik hier")),
    Change("RV616", "lees meer met een pijl", swap(DOCUMENT, "de Jeugdwet", "Lees meer »")),
    Change("RV616", "kaal adres", swap(DOCUMENT, "de Jeugdwet", "https://wetten.overheid.nl/x")),
    Change(
        "RV616",
        "link zonder tekst",
        swap(DOCUMENT, r("de Jeugdwet", '<w:rStyle w:val="Hyperlink"/>'), ""),
    ),
    Change("RV616", "link als veld", at_end(HIDDEN_LINK.format("hier"))),
    Change(
        "RV616",
        "link als kort veld",
        at_end(SHORT_LINK),
    ),
    Change("RV617", "getypte pagina", swap(FOOT, FOOTER, p("Pagina 3 van 9", "Voettekst"))),
    Change("RV617", "alleen een cijfer", swap(TOP, HEADER, p("- 4 -", "Koptekst"))),
    Change("RV618", "rij die niet herhaalt", swap(DOCUMENT, "<w:tblHeader/>", "")),
    Change(
        "RV618", "herhalen staat uit", swap(DOCUMENT, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>')
    ),
    Change("RV619", "kolom zonder kop", swap(DOCUMENT, p("Bedrag"), p(""))),
    Change(
        "RV620",
        "cel over twee kolommen",
        swap(DOCUMENT, ROW, row(cell(p("2024"), '<w:gridSpan w:val="2"/>'))),
    ),
    Change(
        "RV620",
        "cel over twee rijen",
        swap(
            DOCUMENT,
            ROW,
            row(cell(p("a"), '<w:vMerge w:val="restart"/>'), cell(p("b")))
            + row(cell(p(""), "<w:vMerge/>"), cell(p("c"))),
        ),
    ),
    Change("RV621", "tabel in een cel", swap(DOCUMENT, p("2024"), TABLE + p("2024"))),
    Change("RV622", "lege rij", swap(DOCUMENT, ROW, EMPTY_ROW + ROW)),
    Change(
        "RV623", "geen beschrijving", swap(DOCUMENT, ' descr="Kaart van de acht gemeenten"', "")
    ),
    Change("RV623", "oude afbeelding", at_end(OLD_PICTURE.format(""))),
    Change(
        "RV623",
        "in de koptekst",
        swap(TOP, HEADER, HEADER + PICTURE.replace(DOC_PR, '<wp:docPr id="2" name="Logo"/>')),
    ),
    Change(
        "RV624",
        "naam van een bestand",
        swap(DOCUMENT, "Kaart van de acht gemeenten", "kaart v2.PNG"),
    ),
    Change(
        "RV624",
        "naam die Word geeft",
        swap(DOCUMENT, "Kaart van de acht gemeenten", "Afbeelding 1"),
    ),
    Change("RV625", "hele alinea", swap(DOCUMENT, "Kaart van de acht gemeenten", TEXT * 3)),
    Change("RV626", "zwevend", swap(DOCUMENT, PICTURE, ANCHORED)),
    Change(
        "RV626",
        "oude zwevende afbeelding",
        at_end(OLD_PICTURE.format(' alt="Kaart" style="position: absolute;left:0"')),
    ),
    Change("RV627", "tekstvak", at_end(BOX)),
    Change("RV627", "tekstvak in de koptekst", swap(TOP, HEADER, HEADER + BOX)),
    Change(
        "RV628", "veld zonder titel", swap(DOCUMENT, '<w:alias w:val="Naam van de steller"/>', "")
    ),
    Change("RV629", "lichtgrijze tekst", coloured("999999")),
    Change("RV629", "blauw dat net te licht is", coloured("4F81BD")),
    Change("RV629", "kop in een lichte stijl", every(STYLES, COLOUR, '<w:color w:val="4F81BD"/>')),
    Change("RV629", "zwart op donker", coloured("000000", shade("333333"))),
    Change("RV629", "rood met markeerstift", coloured("FF0000", '<w:highlight w:val="yellow"/>')),
    Change(
        "RV629",
        "arcering van de cel",
        swap(
            DOCUMENT,
            cell(p("2024")),
            cell(para(r("2024", '<w:color w:val="595959"/>')), shade("808080")),
        ),
    ),
    Change(
        "RV629",
        "kopregel zonder vlak",
        swap(STYLES, '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F4E5F"/></w:tcPr>', ""),
    ),
    Change("RV629", "kleur van de stijl van de link", swap(STYLES, "0563C1", "7FB2F0")),
    Change("RV629", "vette tekst van 13 punt", coloured("808080", '<w:b/><w:sz w:val="26"/>')),
    Change("RV629", "grijs patroon", coloured("595959", shade("FFFFFF", "pct50", "000000"))),
    Change(
        "RV629",
        "kleur van de pagina",
        both(
            swap(DOCUMENT, "<w:body>", '<w:background w:color="000080"/><w:body>'),
            swap(SETTINGS, "></w:settings>", "><w:displayBackgroundShape/></w:settings>"),
            every(STYLES, '"Normal"/>', '"Normal"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
            swap(STYLES, "0563C1", "FFFFFF"),
            every(STYLES, COLOUR, '<w:color w:val="300000"/>'),
        ),
    ),
)

ALLOWED = (
    Change("", "Fries", swap(STYLES, 'w:val="nl-NL"', 'w:val="fy-NL"')),
    Change("", "Engelse alinea die zo gemerkt is", above_text(para(ENGLISH))),
    Change(
        "",
        "Engels stuk",
        both(
            swap(STYLES, 'w:val="nl-NL"', 'w:val="en-GB"'),
            swap(CORE, "nl-NL", "en-GB"),
            swap(DOCUMENT, p(TEXT), para(ENGLISH, ENGLISH)),
        ),
    ),
    Change("", "geen taal in de eigenschappen", swap(CORE, "<dc:language>nl-NL</dc:language>", "")),
    Change(
        "",
        "beveiliging die uit staat",
        swap(
            SETTINGS,
            "></w:settings>",
            '><w:documentProtection w:edit="readOnly" w:enforcement="0"/></w:settings>',
        ),
    ),
    Change("", "kopstijl met hoofdletter", every(STYLES, '"heading ', '"Heading ')),
    Change("", "geen instellingen", drop(SETTINGS)),
    Change("", "decoratief", swap(DOCUMENT, DOC_PR, DECORATIVE)),
    Change("", "zwevend in de koptekst", swap(TOP, HEADER, HEADER + ANCHORED)),
    Change(
        "", "horizontale lijn", at_end('<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>')
    ),
    Change(
        "",
        "inhoudsopgave van Word",
        at_end(
            CONTROL.replace(
                '<w:alias w:val="Naam van de steller"/>',
                '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
            )
        ),
    ),
    Change("", "vet bijschrift boven tekst", above_text(p("Tabel 1 Kosten", "Bijschrift"))),
    Change("", "vette zin die een zin is", above_text(para(r("Wij besluiten zo.", "<w:b/>")))),
    Change(
        "",
        "vette regel die een kop is",
        above_text(para('<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', r("Vooraf", "<w:b/>"))),
    ),
    Change("", "lege alinea naast een tabel", at_end(TABLE + p(""))),
    Change("", "pagina-einde", above_text('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')),
    Change(
        "", "lijn als rand van een lege alinea", above_text(p("Vooraf.") + p("", "", "<w:pBdr/>"))
    ),
    Change(
        "", "tabs van de voettekst", swap(FOOT, "Pagina ", "A</w:t><w:tab/><w:tab/><w:t>Pagina ")
    ),
    Change("", "twee spaties", swap(DOCUMENT, "Heemstede, 10", "Heemstede,  10")),
    Change("", "één streepje", at_end(p("- het plan"))),
    Change("", "twee getallen die geen rij zijn", at_end(p("1. het plan") + p("5. de kosten"))),
    Change("", "link als veld met tekst", at_end(HIDDEN_LINK.format("Het plan van de regio"))),
    Change("", "mailadres als link", swap(DOCUMENT, "de Jeugdwet", "griffie@heemstede.nl")),
    Change("", "jaartal in de voettekst", swap(TOP, HEADER, p("Begroting 2024", "Koptekst"))),
    Change("", "tabel van één rij", swap(DOCUMENT, HEADER_ROW, "")),
    Change(
        "",
        "samenvoegen van één kolom",
        swap(DOCUMENT, cell(p("2024")), cell(p("2024"), '<w:gridSpan w:val="1"/>')),
    ),
    Change(
        "",
        "cel met alleen een afbeelding",
        swap(DOCUMENT, ROW, f"<w:tr>{cell(PICTURE)}{cell(p(''))}</w:tr>"),
    ),
    Change(
        "",
        "verwijderde tekst",
        above_text(
            para("<w:del>", r("   - ", '<w:color w:val="EEEEEE"/>'), "</w:del>", r("Vooraf."))
        ),
    ),
    Change("", "verborgen tekst", coloured("FFFFFF", "<w:vanish/>")),
    Change("", "grote letters met minder contrast", coloured("808080", BIG)),
    Change("", "grote vette letters met minder contrast", coloured("808080", BIG_BOLD)),
    Change("", "wit op donker", coloured("FFFFFF", shade("1F4E5F"))),
    Change("", "kleur die Word kiest", coloured("auto", shade("000000"))),
    Change("", "onzin als kleur", coloured("blauw")),
    Change(
        "",
        "banen in de tabel",
        both(
            swap(STYLES, SHADED_HEADER, SHADED_HEADER + BANDED),
            every(DOCUMENT, r("2024"), r("2024", '<w:color w:val="FFFFFF"/>')),
            every(DOCUMENT, r("€ 1.250"), r("€ 1.250", '<w:color w:val="FFFFFF"/>')),
            every(DOCUMENT, 'w:val="0420"', 'w:val="0000"'),
        ),
    ),
    Change(
        "",
        "stijlen in een kring",
        swap(STYLES, '"Normal"/>', '"Normal"/><w:basedOn w:val="Lijst"/>'),
    ),
    Change(
        "", "getallen die geen getal zijn", every(STYLES, 'w:sz w:val="22"', 'w:sz w:val="veel"')
    ),
    Change(
        "",
        "link naar een plaats in het stuk",
        swap(DOCUMENT, LINK, LINK.replace("r:id", "w:anchor")),
    ),
)
