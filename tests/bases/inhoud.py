"""Bases by their styles, settings, page and body; the letterhead is that of the Dutch template."""

from __future__ import annotations

import re

from tests.audit.goed import cell, p, r
from tests.bases.basis import Base, of
from tests.bases.beelden import font, media, ole, picture, png
from tests.bases.pakket import (
    DOCUMENT,
    FOOTER,
    HEADER,
    LETTERHEAD,
    NUMBERING,
    SETTINGS,
    STYLES,
    WORD_TYPE,
    added,
    body,
    cut,
    dropped,
    everywhere,
    field,
    foot,
    head,
    line,
    lost,
    new,
    related,
    section,
    setting,
    story,
    suffix,
    swap,
    together,
)
from tests.word_fouten import Change

_WHO = 'w:author="BODYTEKST schrijver" w:date="2020-12-01T10:00:00Z"'

# -- styles and numbering ----------------------------------------------------------------------

_OWN_STYLES = {
    "VBKop1": ("VB Kop 1", 0, 28),
    "VBKop2": ("VB Kop 2", 1, 24),
    "VBTekst": ("VB Tekst", 9, 20),
}


def _own_style(identifier: str, name: str, level: int, size: int) -> str:
    outline = f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:qFormat/>{outline}'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _numbering_dropped(content: dict[str, bytes]) -> None:
    dropped(NUMBERING)(content)
    for part in (STYLES, DOCUMENT):
        content[part] = re.sub(rb"<w:numPr>.*?</w:numPr>", b"", content[part], flags=re.DOTALL)


def _styles_dropped(content: dict[str, bytes]) -> None:
    dropped(STYLES)(content)
    for part in (DOCUMENT, HEADER, FOOTER):
        content[part] = re.sub(rb"<w:(pStyle|rStyle|tblStyle) [^>]*/>", b"", content[part])
    cut(NUMBERING, "<w:pStyle [^>]*/>")(content)


_OWN = together(
    cut(STYLES, r'<w:style [^>]*w:styleId="Kop\d(Char)?">.*?</w:style>'),
    swap(
        STYLES,
        "</w:styles>",
        "".join(_own_style(key, *about) for key, about in _OWN_STYLES.items()) + "</w:styles>",
    ),
    swap(DOCUMENT, '"Kop1"', '"VBKop1"'),
)
_HEADING_NUMBERS = together(
    swap(
        STYLES,
        '<w:keepNext/><w:keepLines/><w:spacing w:before="240"',
        '<w:keepNext/><w:keepLines/><w:numPr><w:numId w:val="3"/></w:numPr><w:spacing '
        'w:before="240"',
    ),
    swap(
        STYLES,
        '<w:keepNext/><w:keepLines/><w:spacing w:before="40"',
        '<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/>'
        '</w:numPr><w:spacing w:before="40"',
    ),
)
_HIGH = "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/></w:num>' for number in range(4, 41)
)
_NAMES_TAKEN = "".join(
    f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/><w:r><w:t>BODYTEKST {name}</w:t></w:r>'
    f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    for number, name in enumerate(("rv_besluit", "rv_1", "RV_Bijlage", "_Ref1"), 900)
)
_TAKEN = together(
    swap(NUMBERING, "</w:numbering>", f"{_HIGH}</w:numbering>"),
    body(_NAMES_TAKEN),
    head(
        '<w:p><w:bookmarkStart w:id="2147483000" w:name="rv_kop"/><w:r><w:t>BRIEFHOOFD bladwijzer'
        '</w:t></w:r><w:bookmarkEnd w:id="2147483000"/></w:p>'
    ),
    suffix("png", "image/png"),
    media(HEADER, "rLogo", "image1.png", png()),
    head(line(picture('r:embed="rLogo"', identifier=2147483646))),
    added(
        "word/header2.xml",
        story("hdr", lost("koptekst")),
        f"{WORD_TYPE}.header+xml",
        "header",
        "rId99",
    ),
)
_LISTED_FOOT = together(
    swap(
        NUMBERING,
        "</w:numbering>",
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
    ),
    foot(
        p(
            f"{LETTERHEAD} genummerd",
            "Voettekst",
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>',
        )
    ),
)
_TWICE_NAMED = swap(
    STYLES,
    "</w:styles>",
    _own_style("Kop1Oud", "Heading 1", 0, 30)
    + _own_style("Kop1Oud2", "heading 1", 0, 31)
    + "</w:styles>",
)
_ODD_IDS = everywhere(
    [
        ('"Kop1"', '"Kop 1"'),
        ('"Koptekst"', '"Köptekst vóór"'),
        ('"Lijstalinea"', '"Lijst-alinea (a)"'),
    ]
)
_STYLES: dict[str, Base] = {
    "zonder nummering": Base(of(_numbering_dropped), "a letter template without any list"),
    "zonder stijlen": Base(of(_styles_dropped), "made by a program that writes no styles"),
    "eigen stijlen zonder koppen": Base(
        of(_OWN), "a design agency's template: VB Kop 1 with an outline level, and no headings"
    ),
    "genummerde koppen": Base(of(_HEADING_NUMBERS), "headings numbered by their style"),
    "bezette namen en nummers": Base(
        of(_TAKEN), "an old template: ids up to the largest, names that we use too"
    ),
    "nummering in de voet": Base(of(_LISTED_FOOT), "a numbered line in the footer"),
    "dubbele stijlnamen": Base(
        of(_TWICE_NAMED), "styles pasted from other documents", lint="styles"
    ),
    "vreemde stijl-id's": Base(of(_ODD_IDS), "a template made on a Mac"),
    "zonder docDefaults": Base(
        of(cut(STYLES, "<w:docDefaults>.*?</w:docDefaults>")), "a template that began as .doc"
    ),
}

# -- settings ----------------------------------------------------------------------------------

_PROTECTED = setting(
    '<w:documentProtection w:edit="forms" w:enforcement="1" w:cryptProviderType="rsaAES" '
    'w:cryptAlgorithmClass="hash" w:cryptAlgorithmType="typeAny" w:cryptAlgorithmSid="14" '
    'w:cryptSpinCount="100000" w:hash="AAAA" w:salt="AAAA"/>'
)
_MAIL_MERGE = together(
    setting(
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/>'
        '<w:dataType w:val="native"/><w:connectString w:val="DSN=Raadsleden"/>'
        '<w:query w:val="SELECT * FROM leden"/><w:dataSource r:id="rBron"/></w:mailMerge>'
    ),
    related(SETTINGS, "rBron", "mailMergeSource", r"file:///G:\Griffie\leden.xlsx", external=True),
    body(line(field("MERGEFIELD Raadslid", "BODYTEKST raadslid"), style="Standaard")),
)
_ATTACHED = together(
    setting('<w:attachedTemplate r:id="rSjab"/><w:linkStyles/>'),
    related(
        SETTINGS, "rSjab", "attachedTemplate", r"file:///G:\Sjablonen\Raad.dotm", external=True
    ),
)
_FONTS = together(
    setting("<w:embedTrueTypeFonts/><w:saveSubsetFonts/>", "proofState"),
    suffix("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
    new("word/fonts/font1.odttf", font()),
    related("word/fontTable.xml", "rId1", "font", "fonts/font1.odttf"),
    swap(
        "word/fontTable.xml",
        '<w:pitch w:val="variable"/>',
        '<w:pitch w:val="variable"/><w:embedRegular r:id="rId1" '
        'w:fontKey="{5C0A7C5D-0D1B-4E6F-9A2B-3C4D5E6F7A8B}"/>',
    ),
)
_FRAMES = together(
    swap(
        "word/webSettings.xml",
        "<w:optimizeForBrowser/>",
        '<w:frameset><w:frameset><w:frame><w:name w:val="kader"/>'
        '<w:sourceFileName r:id="rKader"/></w:frame></w:frameset></w:frameset>'
        "<w:optimizeForBrowser/>",
    ),
    related("word/webSettings.xml", "rKader", "frame", "kader.htm", external=True),
)


def _compatible(mode: str) -> Change:
    return swap(SETTINGS, 'word" w:val="15"', f'word" w:val="{mode}"')


_SETTINGS: dict[str, Base] = {
    "beveiligd": Base(of(_PROTECTED), "a form of which only the fields may be filled in"),
    "samenvoegen": Base(of(_MAIL_MERGE), "a letter to all councillors, with its list"),
    "gekoppeld sjabloon": Base(of(_ATTACHED), "a document made from a template on the file server"),
    "ingesloten lettertypen": Base(of(_FONTS), "a house style with a font of its own"),
    "kaders": Base(of(_FRAMES), "a page of the old intranet", lint="relation_targets"),
    "Word 2003": Base(
        of(cut(SETTINGS, "<w:compat>.*?</w:compat>", "<w:compat><w:ulTrailSpace/></w:compat>")),
        "converted from .doc: no compatibility mode at all",
    ),
    "Word 2003 met stand": Base(of(_compatible("11")), "compatibility mode 11"),
    "Word 2007": Base(of(_compatible("12")), "compatibility mode 12"),
    "Word 2010": Base(of(_compatible("14")), "compatibility mode 14"),
    "wijzigingen aan": Base(
        of(setting("<w:trackRevisions/>")), "left with “Wijzigingen bijhouden” on"
    ),
}

# -- the page ----------------------------------------------------------------------------------

_SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
_PAGES: dict[str, Base] = {
    "liggend": Base(
        of(section(_SIZE, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')),
        "an overview for a committee",
    ),
    "A5": Base(of(section(_SIZE, '<w:pgSz w:w="8391" w:h="11906"/>')), "a booklet"),
    "Letter": Base(
        of(section(_SIZE, '<w:pgSz w:w="12240" w:h="15840"/>')), "an American provider's template"
    ),
    "zonder papiermaat": Base(of(section(_SIZE, "")), "written by a program: no page size"),
    "kolommen, regelnummers en rand": Base(
        of(
            section(
                '<w:cols w:space="708"/>',
                '<w:pgBorders w:offsetFrom="page"><w:top w:val="single" w:sz="4" w:space="24" '
                'w:color="auto"/></w:pgBorders><w:lnNumType w:countBy="5"/>'
                '<w:pgNumType w:start="3"/><w:cols w:num="2" w:space="708"/><w:vAlign '
                'w:val="center"/>',
            )
        ),
        "a newsletter that became a template",
    ),
    "achtergrond": Base(
        of(
            swap(DOCUMENT, "<w:body>", '<w:background w:color="FFF2CC"/><w:body>'),
            setting("<w:displayBackgroundShape/>", "proofState"),
        ),
        "draft papers on a yellow page",
    ),
}

# -- the body ----------------------------------------------------------------------------------

_CHANGED = together(
    body(
        f'<w:p><w:ins w:id="921" {_WHO}>{r("BODYTEKST erbij")}</w:ins><w:del w:id="922" '
        f"{_WHO}><w:r>"
        "<w:delText>BODYTEKST eraf</w:delText></w:r></w:del></w:p>"
    ),
    head(
        f'<w:p><w:pPr><w:rPr><w:ins w:id="931" {_WHO}/></w:rPr></w:pPr><w:ins w:id="932" {_WHO}>'
        f'{r("BRIEFHOOFD erbij")}</w:ins><w:del w:id="933" {_WHO}><w:r><w:delText>BODYTEKST '
        "oud adres"
        "</w:delText></w:r></w:del></w:p>"
    ),
    section(
        '<w:docGrid w:linePitch="360"/>',
        f'<w:docGrid w:linePitch="360"/><w:sectPrChange w:id="934" {_WHO}><w:sectPr>'
        '<w:pgSz w:w="12240" w:h="15840"/></w:sectPr></w:sectPrChange>',
    ),
)
_COMMENT = (
    f'<w:comment w:id="0" {_WHO} w:initials="X"><w:p>{r("BODYTEKST opmerking")}</w:p></w:comment>'
)
_PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:person w15:author="BODYTEKST schrijver"/></w15:people>'
)
_COMMENTED = together(
    added(
        "word/comments.xml",
        story("comments", _COMMENT),
        f"{WORD_TYPE}.comments+xml",
        "comments",
        "rPraat",
    ),
    added(
        "word/people.xml",
        _PEOPLE,
        f"{WORD_TYPE}.people+xml",
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "rMens",
    ),
    body(
        f'<w:p><w:commentRangeStart w:id="0"/>{r("BODYTEKST besproken")}<w:commentRangeEnd '
        'w:id="0"/>'
        '<w:r><w:rPr><w:rStyle w:val="Verwijzingopmerking"/></w:rPr><w:commentReference '
        'w:id="0"/></w:r></w:p>'
    ),
)


def _noted(kind: str) -> Change:
    note = f'<w:{kind} w:id="1"><w:p>{r(f"BODYTEKST {kind}")}</w:p></w:{kind}>'
    return together(
        swap(f"word/{kind}s.xml", f"</w:{kind}s>", f"{note}</w:{kind}s>"),
        body(f'<w:p>{r("BODYTEKST noot")}<w:r><w:{kind}Reference w:id="1"/></w:r></w:p>'),
    )


_SHAPE = (
    '<w:p><w:r><w:object w:dxaOrig="1440" w:dyaOrig="720"><v:shape id="_x0000_i1025" '
    'style="width:72pt;height:36pt" o:ole=""><v:imagedata r:id="rBeeld" o:title=""/></v:shape>'
    '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" '
    'DrawAspect="Content" ObjectID="_1600000001" r:id="rOle"/></w:object></w:r></w:p>'
)
_OBJECT = together(
    suffix("png", "image/png"),
    media(DOCUMENT, "rBeeld", "image9.png", png()),
    suffix("bin", "application/vnd.openxmlformats-officedocument.oleObject"),
    new("word/embeddings/oleObject1.bin", ole("BODYTEKST tabel")),
    related(DOCUMENT, "rOle", "oleObject", "embeddings/oleObject1.bin"),
    body(_SHAPE),
)
_HTML = "<html><body><p>BODYTEKST uit een ander bestand</p></body></html>"
_CHUNK = together(
    suffix("html", "text/html"),
    new("word/afchunk.html", _HTML),
    related(DOCUMENT, "rStuk", "aFChunk", "afchunk.html"),
    body('<w:altChunk r:id="rStuk"/><w:p/>'),
)
_WHOLE = together(
    cut(
        DOCUMENT,
        "<w:body>",
        '<w:body><w:sdt><w:sdtPr><w:id w:val="77"/><w:docPartObj><w:docPartGallery '
        'w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>',
    ),
    swap(DOCUMENT, "<w:sectPr", "</w:sdtContent></w:sdt><w:sectPr"),
)
_CONTENTS = (
    '<w:sdt><w:sdtPr><w:id w:val="78"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    + line(field(r'TOC \o "1-3" \h \z \u', "BODYTEKST inhoud"), style="Standaard")
    + "</w:sdtContent></w:sdt>"
)


def _last_in_paragraph(content: dict[str, bytes]) -> None:
    """The section stands in the last paragraph, and no section follows."""
    whole = content[DOCUMENT]
    start, end = whole.index(b"<w:sectPr"), whole.index(b"</w:sectPr>") + len("</w:sectPr>")
    paragraph = (
        b"<w:p><w:pPr>" + whole[start:end] + b"</w:pPr><w:r><w:t>BODYTEKST eind</w:t></w:r></w:p>"
    )
    content[DOCUMENT] = whole[:start] + paragraph + whole[end:]


_DEEP = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol '
    'w:w="4000"/></w:tblGrid><w:tr>{}</w:tr></w:tbl>'
)


def _nested(depth: int) -> str:
    inner = lost(f"tabel{depth}")
    for _ in range(depth):
        inner = _DEEP.format(cell(inner + "<w:p/>")) + "<w:p/>"
    return inner


_IDS = together(
    swap(
        DOCUMENT,
        '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr>',
        '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:pPr><w:pStyle w:val="Kop1"/>'
        "<w15:collapsed/></w:pPr>",
    ),
    swap(HEADER, "<w:p>", '<w:p w14:paraId="5E6F7A8B" w14:textId="77777777">'),
    swap(
        HEADER,
        "<w:r>",
        '<w:r><w:rPr><w14:ligatures w14:val="standard"/><w14:numForm w14:val="lining"/></w:rPr>',
    ),
    swap(SETTINGS, "</w:settings>", '<w14:docId w14:val="1A2B3C4D"/></w:settings>'),
    swap(
        SETTINGS,
        "<w:settings ",
        '<w:settings xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" ',
    ),
)
_BODIES: dict[str, Base] = {
    "wijzigingen": Base(of(_CHANGED), "the last editor's changes, also in the header"),
    "opmerkingen": Base(of(_COMMENTED), "comments of the communications department"),
    "voetnoten en eindnoten": Base(of(_noted("footnote"), _noted("endnote")), "an annex"),
    "OLE-object": Base(of(_OBJECT), "a spreadsheet in the text"),
    "altChunk": Base(of(_CHUNK), "a text that a case system pasted in"),
    "alles in een inhoudsbesturing": Base(of(_WHOLE), "a cover page around the whole template"),
    "inhoudsopgave": Base(of(body(_CONTENTS)), "a report with a table of contents"),
    "sectie in de laatste alinea": Base(of(_last_in_paragraph), "written by a converter"),
    "tabel in tabel": Base(of(body(_nested(12))), "a form laid out with tables"),
    "w14 en w15": Base(of(_IDS), "Word 2013 and later"),
    "lege tekst": Base(
        of(
            cut(DOCUMENT, "<w:body>.*?<w:sectPr", "<w:body><w:p/><w:sectPr"),
            swap("docProps/core.xml", "BODYTEKST titel van het sjabloon", ""),
        ),
        "letterhead only",
        body=False,
    ),
}
CONTENTS: dict[str, Base] = _STYLES | _SETTINGS | _PAGES | _BODIES
