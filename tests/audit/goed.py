"""A good Word file in parts, with one of everything that the audit looks at; and the zip of it.

The style ids are those of a Dutch Word, the names those that every Word writes.
"""

from __future__ import annotations

import io
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def p(text: str, style: str = "", extra: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str, extra: str = "") -> str:
    """A table cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{extra}</w:tcPr>{content}</w:tc>'


def field(instruction: str, shown: str) -> str:
    """A field in runs, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


HEADER_ROW = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(p('Jaar'))}{cell(p('Bedrag'))}</w:tr>"
ROW = f"<w:tr>{cell(p('2024'))}{cell(p('€ 1.250'))}</w:tr>"
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Tabel"/><w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>'
    f"<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{HEADER_ROW}{ROW}</w:tbl>"
)
DOC_PR = '<wp:docPr id="1" name="Afbeelding 1" descr="Kaart van de acht gemeenten"/>'
PICTURE = (
    f"<w:p><w:r><w:drawing><wp:inline>{DOC_PR}<a:graphic/></wp:inline></w:drawing></w:r></w:p>"
)
LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
LINK = f'<w:hyperlink r:id="rLink">{r("de Jeugdwet", LINK_STYLE)}</w:hyperlink>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Naam van de steller"/></w:sdtPr>'
    f"<w:sdtContent>{p('In te vullen door de steller.')}</w:sdtContent></w:sdt>"
)
TEXT = "De gemeenten werken samen aan een betere aanpak van de hulp in de regio."
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BODY = "".join(
    (
        p("Raadsvoorstel", "Kop1"),
        p(TEXT),
        p("Financiën", "Kop2"),
        p("De kosten staan in de tabel."),
        TABLE,
        p(""),
        TABLE,
        p("Juridisch kader", "Kop2"),
        f"<w:p>{r('De grondslag is ')}{LINK}{r('.')}</w:p>",
        p("de Wmo 2015", "Lijst", LISTED),
        p("de Gemeentewet", "Lijst", LISTED),
        p("Bijlagen", "Kop3"),
        PICTURE,
        CONTROL,
        p("Heemstede, 10 november 2020"),
    )
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>'
    '<w:footerReference w:type="default" r:id="rFooter"/></w:sectPr>'
)
HEADER = p("Gemeente Heemstede", "Koptekst")
FOOTER = (
    '<w:p><w:pPr><w:pStyle w:val="Voettekst"/></w:pPr>'
    f"{r('Pagina ')}{field('PAGE', '1')}{r(' van ')}{field('NUMPAGES', '9')}</w:p>"
)
COLOUR = '<w:color w:val="1F4E5F"/>'


def style(id_: str, name: str, kind: str = "paragraph", inner: str = "", based: str = "") -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}"{default}>'
        f'<w:name w:val="{name}"/>{base}{inner}</w:style>'
    )


def _heading(level: int) -> str:
    inner = (
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/>{COLOUR}</w:rPr>'
        if level < 3
        else ""
    )
    return style(f"Kop{level}", f"heading {level}", inner=inner, based="Standaard")


SHADED_HEADER = (
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F4E5F"/></w:tcPr></w:tblStylePr>'
)
LANGUAGE = '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>'
DEFAULTS = f'<w:rPrDefault><w:rPr><w:sz w:val="22"/>{LANGUAGE}</w:rPr></w:rPrDefault>'
STYLES = "".join(
    (
        f"<w:docDefaults>{DEFAULTS}</w:docDefaults>",
        style("Standaard", "Normal"),
        *(_heading(level) for level in (1, 2, 3)),
        style("Lijst", "List Bullet", based="Standaard"),
        style("Koptekst", "header", based="Standaard"),
        style("Voettekst", "footer", based="Standaard"),
        style("Bijschrift", "caption", inner="<w:rPr><w:b/></w:rPr>", based="Standaard"),
        style("Hyperlink", "Hyperlink", "character", '<w:rPr><w:color w:val="0563C1"/></w:rPr>'),
        style("Tabel", "Grid Table 4", "table", SHADED_HEADER),
    )
)
_CORE = f"{PACKAGE}/metadata/core-properties"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def relations(*rows: tuple[str, str, str]) -> str:
    """A `.rels` part: id, type and target."""
    inner = "".join(_relation(*row) for row in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _relation(id_: str, kind: str, target: str) -> str:
    mode = ' TargetMode="External"' if "://" in target else ""
    return f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{mode}/>'


GOOD: dict[str, str] = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="'
        'application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    ),
    "_rels/.rels": relations(
        ("r1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("r2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Raadsvoorstel Regiovisie</dc:title>"
        "<dc:creator>burgemeester en wethouders</dc:creator>"
        "<dc:language>nl-NL</dc:language></cp:coreProperties>"
    ),
    "word/_rels/document.xml.rels": relations(
        ("rStyles", f"{OFFICE}/styles", "styles.xml"),
        ("rSettings", f"{OFFICE}/settings", "settings.xml"),
        ("rHeader", f"{OFFICE}/header", "header1.xml"),
        ("rFooter", f"{OFFICE}/footer", "footer1.xml"),
        ("rLink", f"{OFFICE}/hyperlink", "https://wetten.overheid.nl/"),
    ),
    "word/document.xml": f"<w:document {NAMES}><w:body>{BODY}{SECTION}</w:body></w:document>",
    "word/styles.xml": f"<w:styles {NAMES}>{STYLES}</w:styles>",
    "word/settings.xml": f"<w:settings {NAMES}></w:settings>",
    "word/header1.xml": f"<w:hdr {NAMES}>{HEADER}</w:hdr>",
    "word/footer1.xml": f"<w:ftr {NAMES}>{FOOTER}</w:ftr>",
}


def zipped(parts: dict[str, str]) -> bytes:
    """The file that these parts make."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode())
    return buffer.getvalue()
