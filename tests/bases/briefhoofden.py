"""Bases by their letterhead: sections, fields, boxes, controls, logos, and what was left in."""

from __future__ import annotations

from tests.audit.goed import cell, p, r
from tests.bases.basis import Base, of
from tests.bases.beelden import SVG, VECTOR, emf, jpeg, media, picture, png
from tests.bases.pakket import (
    DOCUMENT,
    FOOTER,
    HEADER,
    body,
    dropped,
    field,
    foot,
    head,
    headed,
    instruction,
    line,
    mark,
    new,
    related,
    section,
    setting,
    simple,
    suffix,
    swap,
    together,
    typed,
)
from tests.word_fouten import Change

# -- sections ----------------------------------------------------------------------------------

_KOP, _VOET = (
    '<w:headerReference w:type="default" r:id="rId7"/>',
    '<w:footerReference w:type="default" r:id="rId8"/>',
)
_PAPER = '<w:pgSz w:w="11906" w:h="16838"/>'


def _break(inside: str) -> str:
    """The end of a section."""
    return f"<w:p><w:pPr><w:sectPr>{inside}{_PAPER}</w:sectPr></w:pPr>{r('BODYTEKST sectie')}</w:p>"


def _named(kind: str, rid: str, place: str = "header") -> str:
    return f'<w:{place}Reference w:type="{kind}" r:id="{rid}"/>'


_FIRST = headed("header2", mark("eerste"), rid="rEerste")
_EVEN = headed("header3", mark("even"), rid="rEven")
_FIRST_FOOT = headed("footer2", mark("eerstevoet", "Voettekst"), "footer", "rEersteVoet")
_EVEN_ODD = setting("<w:evenAndOddHeaders/>", "characterSpacingControl")
_INHERITED = together(
    section(_KOP + _VOET, ""),
    swap(DOCUMENT, "<w:tbl>", _break(_KOP) + _break(_VOET) + "<w:tbl>"),
)
_FIRST_SECTION = together(
    _FIRST,
    section(_KOP + _VOET, ""),
    swap(
        DOCUMENT,
        "<w:tbl>",
        _break(_KOP + _named("first", "rEerste") + _VOET).replace(
            "</w:sectPr>", "<w:titlePg/></w:sectPr>"
        )
        + "<w:tbl>",
    ),
)
_COVER = together(
    headed("header2", p("BODYTEKST voorblad", "Koptekst"), rid="rVoorblad"),
    swap(DOCUMENT, "<w:tbl>", _break(_named("default", "rVoorblad")) + "<w:tbl>"),
)
_ALL_KINDS = together(
    _FIRST,
    _EVEN,
    _FIRST_FOOT,
    _EVEN_ODD,
    section(
        _KOP + _VOET,
        _KOP
        + _named("first", "rEerste")
        + _named("even", "rEven")
        + _VOET
        + _named("first", "rEersteVoet", "footer"),
    ),
    section("<w:docGrid", "<w:titlePg/><w:docGrid"),
)
_ONLY_FIRST = together(
    _FIRST,
    section(_KOP + _VOET, _named("first", "rEerste")),
    section("<w:docGrid", "<w:titlePg/><w:docGrid"),
    dropped(HEADER),
    dropped(FOOTER),
)
_SECTIONS: dict[str, Base] = {
    "overgenomen kop": Base(
        of(_INHERITED), "three sections: the header is named in the first, the footer in the second"
    ),
    "overgenomen eerste pagina": Base(
        of(_FIRST_SECTION), "a first page of its own, in the first section only"
    ),
    "voorblad met eigen kop": Base(of(_COVER), "a cover page with a header of its own"),
    "eerste en even pagina": Base(of(_ALL_KINDS), "letterhead on page 1, name on the next pages"),
    "alleen een eerste pagina": Base(of(_ONLY_FIRST), "letterhead on page 1 and nothing after it"),
    "zonder kop en voet": Base(
        of(section(_KOP + _VOET, ""), dropped(HEADER), dropped(FOOTER)),
        "pre-printed paper: margins and styles only",
        letterhead=False,
    ),
}

# -- fields ------------------------------------------------------------------------------------

_SPLIT = instruction(" DOCPRO") + instruction("PERTY  Zaak") + instruction("nummer  ")
_INSIDE = (
    instruction(" IF ")
    + field("DOCPROPERTY Status", "concept")
    + instruction(' = "concept" "CONCEPT" "" ')
)
_PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    + "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:{kind}>{value}</vt:{kind}></property>"
        for number, (name, kind, value) in enumerate(
            (
                ("Gemeente", "lpwstr", "BODYTEKST gemeente"),
                ("dossier", "lpwstr", "BODYTEKST dossier"),
                ("Zaaknummer", "lpwstr", "BODYTEKST zaak"),
                ("Status", "lpwstr", "concept"),
                ("Datum stuk", "filetime", "2020-11-02T00:00:00Z"),
                ("Openbaar", "bool", "true"),
                ("Versie", "i4", "3"),
            ),
            2,
        )
    )
    + "</Properties>"
)
_CUSTOM = together(
    new("docProps/custom.xml", _PROPERTIES),
    typed(
        "docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    ),
    related("", "rEigen", "custom-properties", "docProps/custom.xml"),
)
_DOC_PROPERTIES = head(
    line(r("BRIEFHOOFD zaak "), simple("DOCPROPERTY Gemeente", "Voorbeeld"), field(_SPLIT, "Z-1"))
    + line(r("BRIEFHOOFD status "), field(_INSIDE, "CONCEPT"), simple("TITLE", "titel"))
)
_FROZEN = {
    r'DATE \@ "d MMMM yyyy"': "2 november 2020",
    r'SAVEDATE \@ "dd-MM-yyyy"': "02-11-2020",
    r"FILENAME \p": r"G:\Griffie\sjabloon.docx",
    "REF rv_besluit": "Fout! Verwijzingsbron niet gevonden.",
    'IF "1" = "1" "CONCEPT" ""': "CONCEPT",
}
_OTHER_FIELDS = foot(
    line(
        r("BRIEFHOOFD velden "),
        field('STYLEREF "Kop 1"', "Onderwerp"),
        field("PAGE", "1"),
        simple("NUMPAGES", "4"),
        field("SECTIONPAGES", "4"),
        field("AUTHOR", "BODYTEKST maker"),
        style="Voettekst",
    )
    + "".join(line(field(code, shown), style="Voettekst") for code, shown in _FROZEN.items())
)
_LINKED_PICTURE = head(
    line(
        r("BRIEFHOOFD plaatje "),
        field(r'INCLUDEPICTURE "G:\\Huisstijl\\logo.png" \d', "[logo]"),
    )
)
_CLICK = field("MACROBUTTON NoMacro [Klik hier en typ de naam]", "")
_BUILT_IN = foot(
    '<w:sdt><w:sdtPr><w:id w:val="81"/><w:docPartObj><w:docPartGallery '
    'w:val="Page Numbers (Bottom of Page)"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>"
    + line(
        r("BRIEFHOOFD ingebouwd"),
        '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>',
        r("Pagina "),
        field("PAGE", "1"),
        r(" van "),
        field("NUMPAGES", "4"),
        style="Voettekst",
    )
    + "</w:sdtContent></w:sdt>"
)
_FIELDS: dict[str, Base] = {
    "ingebouwde voettekst": Base(of(_BUILT_IN), "Invoegen > Voettekst > Pagina X van Y"),
    "eigen eigenschappen": Base(of(_CUSTOM), "file properties that a case system filled in"),
    "eigenschappen als veld": Base(
        of(_CUSTOM, _DOC_PROPERTIES), "a letterhead that shows file properties"
    ),
    "velden in de voet": Base(
        of(_OTHER_FIELDS),
        "page, heading, date, file and author as fields",
        leftovers=tuple(_FROZEN.values()),
    ),
    "logo als veld": Base(of(_LINKED_PICTURE), "a logo that is fetched from the file server"),
    "klikvelden": Base(
        of(head(line(r("BRIEFHOOFD behandelaar "), _CLICK))),
        "the old way to say: click here and type",
        leftovers=("[Klik hier en typ de naam]",),
    ),
}

# -- text boxes, tables, watermark -------------------------------------------------------------

_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
    'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
    'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH '
    'relativeFrom="page"><wp:posOffset>5000000</wp:posOffset></wp:positionH><wp:positionV '
    'relativeFrom="page"><wp:posOffset>300000</wp:posOffset></wp:positionV><wp:extent cx="1800000" '
    'cy="900000"/><wp:wrapNone/><wp:docPr id="41" name="Tekstvak 1"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" '
    'cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
    'id="Tekstvak_x0020_1" style="position:absolute;width:141pt;height:71pt"><v:textbox>'
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
_OLD_BOX = (
    '<w:p><w:r><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s2049" type="#_x0000_t202" '
    'style="position:absolute;width:141pt;height:71pt"><v:textbox><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_WATERMARK = (
    '<w:p><w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
    'path="m@7,l@8,m@5,21600l@6,21600e"/><v:shape id="PowerPlusWaterMarkObject1" '
    'type="#_x0000_t136" style="position:absolute;width:400pt;height:160pt;rotation:315" '
    'fillcolor="silver" stroked="f"><v:textpath style="font-family:&quot;Calibri&quot;" '
    'string="CONCEPT"/></v:shape></w:pict></w:r></w:p>'
)
_GRID = (
    '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders><w:bottom w:val="single" '
    'w:sz="8" w:space="0" w:color="154273"/></w:tblBorders></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl><w:p/>'
)
_LINKED = together(
    related(HEADER, "rSite", "hyperlink", "https://www.example.org/griffie", external=True),
    related(FOOTER, "rPost", "hyperlink", "mailto:griffie@example.org", external=True),
    head(line(f'<w:hyperlink r:id="rSite">{r("BRIEFHOOFD koppeling")}</w:hyperlink>')),
    foot(
        line(
            f'<w:hyperlink r:id="rPost">{r("griffie@example.org")}</w:hyperlink>', style="Voettekst"
        )
    ),
)
_SHAPES: dict[str, Base] = {
    "tekstvak": Base(of(head(_BOX.format(mark("tekstvak")))), "an address in a text box"),
    "oud tekstvak": Base(
        of(head(_OLD_BOX.format(mark("tekstvak")))), "the same in a file that began in Word 2007"
    ),
    "watermerk": Base(of(head(_WATERMARK)), "a template for drafts", leftovers=("CONCEPT",)),
    "tabel als briefhoofd": Base(
        of(
            suffix("png", "image/png"),
            media(HEADER, "rLogo", "image1.png", png()),
            head(_GRID.format(cell(line(picture('r:embed="rLogo"'))), cell(mark("tabel")))),
        ),
        "logo left, address right",
    ),
    "koppeling in de kop": Base(of(_LINKED), "site and e-mail address as links"),
    "tekstvakken in de tekst": Base(
        of(body(_BOX.format(p("BODYTEKST tekstvak"))), body(_OLD_BOX.format(p("BODYTEKST oud")))),
        "notes to the author in boxes",
    ),
}

# -- logos -------------------------------------------------------------------------------------


def _logo(file: str, content_type: str, content: bytes) -> Change:
    return together(
        suffix(file.rpartition(".")[2], content_type),
        media(HEADER, "rLogo", file, content),
        head(line(picture('r:embed="rLogo"'))),
    )


_LOGOS: dict[str, Base] = {
    "logo PNG": Base(of(_logo("image1.png", "image/png", png())), "the usual logo"),
    "logo JPEG": Base(of(_logo("image1.jpeg", "image/jpeg", jpeg())), "a photograph as logo"),
    "logo EMF": Base(
        of(_logo("image1.emf", "image/x-emf", emf())), "a logo pasted from Illustrator"
    ),
    "logo SVG": Base(
        of(
            suffix("png", "image/png"),
            suffix("svg", "image/svg+xml"),
            media(HEADER, "rLogo", "image1.png", png()),
            media(HEADER, "rSvg", "image2.svg", SVG),
            head(line(picture('r:embed="rLogo"', inner=VECTOR))),
        ),
        "a vector logo with a picture for older Words",
    ),
    "logo in de tekst en in de kop": Base(
        of(
            _logo("image1.png", "image/png", png()),
            related(DOCUMENT, "rZelfde", "image", "media/image1.png"),
            body(line(picture('r:embed="rZelfde"', identifier=41), style="Standaard")),
        ),
        "one picture for two parts",
    ),
}

# -- content controls --------------------------------------------------------------------------

_ASK = "Klik of tik om tekst in te voeren."
_STORE = "{7F2C3D4E-5A6B-4C7D-8E9F-0A1B2C3D4E5F}"
_DATA = (
    '<zaak xmlns="urn:zaak"><nummer>BRIEFHOOFD gebonden</nummer><geheim>BODYTEKST '
    "zaak</geheim></zaak>"
)
_ITEM = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_STORE}"><ds:schemaRefs/></ds:datastoreItem>'
)


def _control(number: int, kind: str, content: str, alias: str = "Zaak") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{alias}"/><w:id '
        f'w:val="{number}"/>{kind}'
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


_GREY = r(_ASK, '<w:rStyle w:val="Tekstvantijdelijkeaanduiding"/>')
_UNFILLED = (
    '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>'
    "<w:showingPlcHdr/><w:text/>"
)
_CONTROLS = together(
    suffix("png", "image/png"),
    media(HEADER, "rLogo", "image1.png", png()),
    head(
        _control(61, "<w:text/>", mark("besturing"))
        + line(
            _control(62, _UNFILLED, _GREY, "Afdeling"),
            _control(
                63,
                '<w:showingPlcHdr/><w:date><w:dateFormat w:val="d MMMM yyyy"/>'
                '<w:lid w:val="nl-NL"/></w:date>',
                r("Kies een datum."),
                "Datum",
            ),
            _control(
                64,
                '<w:dropDownList><w:listItem w:displayText="Hamerstuk" w:value="h"/>'
                "</w:dropDownList>",
                r("Hamerstuk"),
                "Soort",
            ),
            _control(65, "<w:picture/>", picture('r:embed="rLogo"'), "Logo"),
        )
    ),
)
_BINDING = (
    "<w:dataBinding w:prefixMappings=\"xmlns:z='urn:zaak'\" "
    f'w:xpath="/z:zaak[1]/z:nummer[1]" w:storeItemID="{_STORE}"/><w:text/>'
)
_BOUND = together(
    new("customXml/item1.xml", _DATA),
    related(DOCUMENT, "rData", "customXml", "../customXml/item1.xml"),
    new("customXml/itemProps1.xml", _ITEM),
    typed(
        "customXml/itemProps1.xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    ),
    related("customXml/item1.xml", "rId1", "customXmlProps", "itemProps1.xml"),
    head(_control(71, _BINDING, mark("gebonden"))),
    body(_control(72, _BINDING, p("BODYTEKST gebonden"))),
)
_TITLE = (
    "<w:dataBinding w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'\" "
    'w:xpath="/ns1:coreProperties[1]/ns0:title[1]" '
    'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
)
_FILLED: dict[str, Base] = {
    "inhoudsbesturing in de kop": Base(
        of(_CONTROLS), "a letterhead to fill in", leftovers=(_ASK, "Kies een datum.")
    ),
    "gebonden aan XML": Base(of(_BOUND), "a case system fills in the letterhead"),
    "gebonden aan de titel": Base(
        of(head(_control(73, _TITLE, p("BODYTEKST titel van het sjabloon"), "Titel"))),
        "the title of the file stands in the header",
    ),
}

# -- what was left in --------------------------------------------------------------------------

_LEFT = (
    "[naam afdeling]",
    "<<zaaknummer>>",
    "XX",
    "J. Jansen",
    "2 november 2020",
    "j.jansen@example.org",
    "14 012",
)


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


_LEFTOVERS: dict[str, Base] = {
    "restanten in de voet": Base(
        of(
            foot(
                "".join(
                    p(f"BRIEFHOOFD rest{letter} {_escaped(words)}", "Voettekst")
                    for letter, words in zip("abcdefg", _LEFT, strict=True)
                )
            )
        ),
        "the letterhead of one official, saved as a template for all",
        leftovers=_LEFT,
    ),
    "doorgehaald en verborgen in de kop": Base(
        of(
            head(
                line(
                    r("BRIEFHOOFD zichtbaar "),
                    r("oude naam", "<w:strike/>"),
                    r("intern", "<w:vanish/>"),
                )
            )
        ),
        "a header with hidden text",
        leftovers=("oude naam", "intern"),
    ),
}
LETTERHEADS: dict[str, Base] = _SECTIONS | _FIELDS | _SHAPES | _LOGOS | _FILLED | _LEFTOVERS
