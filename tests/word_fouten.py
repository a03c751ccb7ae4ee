"""Named breakages of a good Word file: each one small change, and who must see it.

The good file is the sample paper with what municipalities' own templates also bring: bookmarks,
content controls, tracked changes, a comment, a picture. Three programs look at each breakage.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Parts = Mapping[str, bytes]
Change = Callable[[dict[str, bytes]], None]

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
SETTINGS, COMMENTS, HEADER = "word/settings.xml", "word/comments.xml", "word/header1.xml"
RELATIONS, ROOT, TYPES = "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml"
CORE, CUSTOM, PICTURE = "docProps/core.xml", "docProps/custom.xml", "word/media/beeld.png"
LOST = "word/los.xml"


@dataclass(frozen=True, slots=True)
class Breakage:
    """One change, the rules of our lint that see it, and whether `audit` and `sdk` do."""

    name: str
    change: Change
    rules: str
    others: str

    def apply(self, good: Parts) -> bytes:
        parts = dict(good)
        self.change(parts)
        return _ZIPS.get(self.name, zipped)(parts)


def zipped(parts: Parts) -> bytes:
    """The parts as a Word file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _with_a_name_twice(parts: Parts) -> bytes:
    buffer = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(STYLES, parts[STYLES])
    return buffer.getvalue()


_ZIPS: Mapping[str, Callable[[Parts], bytes]] = MappingProxyType(
    {
        "dubbele naam in de zip": _with_a_name_twice,
        "afgekapte zip": lambda parts: zipped(parts)[:-900],
    }
)


# -- the good file -----------------------------------------------------------------------------

_W14 = (
    b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    b'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" '
)
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WHO = b'w:author="Griffie" w:date="2020-12-01T10:00:00Z"'
_DRAWING = b"http://schemas.openxmlformats.org/drawingml/2006"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _picture(identifier: bytes) -> bytes:
    return (
        b'<w:p><w:r><w:drawing><wp:inline xmlns:wp="%b/wordprocessingDrawing">'
        b'<wp:extent cx="360000" cy="360000"/><wp:docPr id="%b" name="Beeld" descr="Een punt"/>'
        b'<a:graphic xmlns:a="%b/main"><a:graphicData uri="%b/picture">'
        b'<pic:pic xmlns:pic="%b/picture"><pic:nvPicPr><pic:cNvPr id="1" name="beeld.png"/>'
        b'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rBeeld"/><a:stretch>'
        b'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        b'<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        b"</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        b"</w:r></w:p>"
    ) % (_DRAWING, identifier, _DRAWING, _DRAWING, _DRAWING)


def _control(identifier: bytes) -> bytes:
    return (
        b'<w:sdt><w:sdtPr><w:alias w:val="Zaak"/><w:id w:val="%b"/></w:sdtPr><w:sdtContent><w:p>'
        b"<w:r><w:t>veld</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ) % identifier


_EXTRAS = (
    b'<w:p w14:paraId="0A000001"><w:bookmarkStart w:id="901" w:name="eigen_een"/><w:r><w:t>een'
    b'</w:t></w:r><w:bookmarkEnd w:id="901"/></w:p>'
    b'<w:p w14:paraId="0A000002"><w:bookmarkStart w:id="902" w:name="eigen_twee"/><w:r><w:t>twee'
    b'</w:t></w:r><w:bookmarkEnd w:id="902"/></w:p>'
    b'<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>besproken</w:t></w:r>'
    b'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    b'<w:p><w:ins w:id="921" %b><w:r><w:t>erbij</w:t></w:r></w:ins><w:del w:id="922" %b><w:r>'
    b"<w:delText>eraf</w:delText></w:r></w:del></w:p>%b%b%b%b<w:p/>"
) % (_WHO, _WHO, _control(b"11"), _control(b"12"), _picture(b"801"), _picture(b"802"))
_COMMENTS = (
    b'<w:comments xmlns:w="%b">'
    b'<w:comment w:id="0" %b><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>'
) % (_WORD, _WHO)
_TYPED = (
    b'<Default Extension="png" ContentType="image/png"/><Override PartName="/word/comments.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
)
_RELATED = (
    b'<Relationship Id="rBeeld" Type="%b/image" Target="media/beeld.png"/>'
    b'<Relationship Id="rPraat" Type="%b/comments" Target="comments.xml"/>'
) % (_OFFICE, _OFFICE)


def enriched(content: bytes) -> Parts:
    """The parts of a good file, with the things in it that breakages need."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {COMMENTS: _COMMENTS, PICTURE: _PNG}
    for change in (
        replaced(DOCUMENT, b"<w:document ", b"<w:document " + _W14),
        replaced(DOCUMENT, b"<w:sectPr", _EXTRAS + b"<w:sectPr"),
        replaced(TYPES, b"<Override", _TYPED + b"<Override"),
        replaced(RELATIONS, b"</Relationships>", _RELATED + b"</Relationships>"),
    ):
        change(parts)
    return parts


# -- changes -----------------------------------------------------------------------------------


def replaced(part: str, old: bytes, new: bytes) -> Change:
    """The first `old` in a part becomes `new`."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part], f"{part} does not hold {old!r}"
        parts[part] = parts[part].replace(old, new, 1)

    return change


def _body(old: bytes, new: bytes) -> Change:
    return replaced(DOCUMENT, old, new)


def _added(xml: bytes) -> Change:
    return replaced(DOCUMENT, b"<w:sectPr", xml + b"<w:sectPr")


def _dropped(part: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        del parts[part]

    return change


def _new(part: str, content: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = content

    return change


def _unchanged(_: dict[str, bytes]) -> None:
    """The mistake is made while zipping."""


def _moved(part: str, start: bytes, end: bytes, before: bytes) -> Change:
    """The first stretch from `start` to `end` goes to stand before `before`."""

    def change(parts: dict[str, bytes]) -> None:
        head, found, rest = parts[part].partition(start)
        inside, closing, tail = rest.partition(end)
        assert found
        assert closing
        left = head + tail
        assert before in left
        parts[part] = left.replace(before, start + inside + end + before, 1)

    return change


_CELL = b'<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>%b</w:tc>'
_TABLE = (
    b'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>'
    b'<w:gridCol w:w="9000"/></w:tblGrid>%b</w:tbl>'
)
_INNER = _TABLE % (b"<w:tr>" + _CELL % b"<w:p/>" + b"</w:tr>")
_FIELD_END = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_CREATED = b'<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created>'
_LINK = b'<w:hyperlink w:anchor="eigen_een">'
_OVERRIDE = b'<Override PartName="/word/header1.xml" ContentType="application/vnd.openxml'

_PACKAGE_BREAKAGES = (
    ("dubbele naam in de zip", _unchanged, "names_unique", "sdk"),
    ("afgekapte zip", _unchanged, "zip_readable", "audit sdk"),
    ("plaatje zonder inhoudstype", replaced(TYPES, b"png", b"jpg"), "content_types", "sdk"),
    (
        "kop met het type van een voet",
        replaced(TYPES, b"wordprocessingml.header+xml", b"wordprocessingml.footer+xml"),
        "content_types",
        "sdk",
    ),
    (
        "inhoudstype van een onderdeel dat er niet is",
        replaced(TYPES, _OVERRIDE, _OVERRIDE.replace(b"header1", b"header9") + b'x"/>' + _OVERRIDE),
        "overrides_exist",
        "",
    ),
    ("los onderdeel", _new(LOST, b"<los/>"), "parts_reachable", ""),
    ("plaatje ontbreekt", _dropped(PICTURE), "relation_targets", "audit sdk"),
    (
        "opmerkingen ontbreken",
        _dropped(COMMENTS),
        "comments overrides_exist relation_targets",
        "audit sdk",
    ),
    (
        "verkeerde hoofdletter in een pad",
        replaced(RELATIONS, b'"styles.xml"', b'"Styles.xml"'),
        "content_types parts_reachable relation_targets",
        "audit",
    ),
    (
        "relatie naar de stijlen ontbreekt",
        replaced(RELATIONS, b"relationships/styles", b"relationships/stijlen"),
        "",
        "audit",
    ),
    (
        "geen hoofddocument",
        replaced(ROOT, b"relationships/officeDocument", b"relationships/officeX"),
        "document_present",
        "audit sdk",
    ),
    (
        "koppeling zonder TargetMode",
        replaced(RELATIONS, b' TargetMode="External"', b""),
        "relation_targets",
        "audit sdk",
    ),
    (
        "spatie in een adres",
        replaced(RELATIONS, b"example.org/", b"example.org/een pad"),
        "relation_targets",
        "",
    ),
    ("relatie die er niet is", _body(b'"rLink1"', b'"rLink99"'), "relation_ids", "audit sdk"),
    (
        "koptekst die er niet is",
        _body(b'w:type="default" r:id="', b'w:type="default" r:id="x'),
        "relation_ids",
        "audit sdk",
    ),
    (
        "relatie met een dubbele id",
        replaced(RELATIONS, b'"rBeeld"', b'"rPraat"'),
        "relation_ids",
        "audit sdk",
    ),
    (
        "mc:Ignorable met een onbekend voorvoegsel",
        _body(b'mc:Ignorable="w14"', b'mc:Ignorable="w14 w99"'),
        "prefixes_declared",
        "audit sdk",
    ),
    (
        "stuurteken in de tekst",
        _body("“vastgesteld”".encode(), b"\x02"),
        "well_formed",
        "audit sdk",
    ),
    ("los ampersandteken", _body(b"&amp;", b"&"), "well_formed", "audit sdk"),
)

_PROPERTY_BREAKAGES = (
    (
        "datum zonder type",
        replaced(CORE, b' xsi:type="dcterms:W3CDTF"', b""),
        "core_properties",
        "",
    ),
    (
        "datum zonder tijdzone",
        replaced(CORE, b"00:00:00Z", b"00:00:00"),
        "core_properties",
        "",
    ),
    (
        "twee titels",
        replaced(CORE, b"<dc:title>", b"<dc:title>Nog een</dc:title><dc:title>"),
        "core_properties",
        "",
    ),
    (
        "twee aanmaakdatums",
        replaced(CORE, _CREATED, _CREATED * 2),
        "core_properties",
        "",
    ),
    ("dubbele pid", replaced(CUSTOM, b'pid="3"', b'pid="2"'), "custom_properties", "audit"),
    ("pid onder de 2", replaced(CUSTOM, b'pid="2"', b'pid="1"'), "custom_properties", "audit sdk"),
    (
        "dubbele eigenschap",
        replaced(CUSTOM, b'name="Stuk"', b'name="gemeente"'),
        "custom_properties",
        "sdk",
    ),
    (
        "taal in woorden",
        replaced(STYLES, b'w:val="nl-NL"', b'w:val="Nederlands (Nederland)"'),
        "languages",
        "",
    ),
    ("taal met een liggend streepje", replaced(CORE, b"nl-NL", b"nl_NL"), "languages", ""),
    (
        "instellingen in de verkeerde volgorde",
        _moved(SETTINGS, b"<w:zoom", b"/>", b"</w:settings>"),
        "",
        "audit sdk",
    ),
)

_REFERENCE_BREAKAGES = (
    ("onbekende stijl", _body(b'"Kop2"', b'"Kop22"'), "styles", "audit"),
    ("alineastijl op een woord", _body(b'"Zwaar"', b'"Kop2"'), "styles", ""),
    (
        "gebaseerd op niets",
        replaced(STYLES, b'basedOn w:val="', b'basedOn w:val="x'),
        "styles",
        "audit",
    ),
    ("dubbele stijl-id", replaced(STYLES, b'"Kop3"', b'"Kop2"'), "styles", "audit sdk"),
    ("dubbele stijlnaam", replaced(STYLES, b'"heading 3"', b'"heading 2"'), "styles", ""),
    (
        "twee standaardstijlen",
        replaced(STYLES, b'w:styleId="Kop1"', b'w:styleId="Kop1" w:default="1"'),
        "styles",
        "",
    ),
    ("onbekende lijst", _body(b'numId w:val="1"', b'numId w:val="999"'), "numbering", "audit"),
    (
        "lijstnummer in letters",
        _body(b'numId w:val="1"', b'numId w:val="een"'),
        "numbering",
        "audit sdk",
    ),
    (
        "lijst zonder definitie",
        replaced(NUMBERING, b'abstractNumId w:val="1"', b'abstractNumId w:val="77"'),
        "numbering",
        "audit",
    ),
    ("lijstniveau dat er niet is", _body(b'ilvl w:val="1"', b'ilvl w:val="8"'), "numbering", ""),
    (
        "dubbel lijstnummer",
        replaced(NUMBERING, b'w:numId="2"', b'w:numId="1"'),
        "numbering",
        "audit",
    ),
    (
        "lijst voor haar definitie",
        _moved(NUMBERING, b"<w:num ", b"</w:num>", b"<w:abstractNum "),
        "",
        "audit sdk",
    ),
    ("dubbele bladwijzernaam", _body(b'"eigen_twee"', b'"Eigen_een"'), "bookmarks", ""),
    ("bladwijzer zonder eind", _body(b'<w:bookmarkEnd w:id="901"/>', b""), "bookmarks", ""),
    (
        "te lange bladwijzernaam",
        _body(b'"eigen_een"', b'"e' + b"n" * 40 + b'"'),
        "bookmarks",
        "audit sdk",
    ),
    ("bladwijzernaam met een spatie", _body(b'"eigen_een"', b'"eigen een"'), "bookmarks", ""),
    (
        "dubbele id van een tekening",
        _body(b'docPr id="802"', b'docPr id="801"'),
        "drawing_ids",
        "sdk",
    ),
    (
        "opmerking die er niet is",
        _body(b'Reference w:id="0"', b'Reference w:id="5"'),
        "comments",
        "audit sdk",
    ),
    ("dubbele paraId", _body(b'"0A000002"', b'"0A000001"'), "paragraph_ids", ""),
    ("te grote paraId", _body(b'"0A000002"', b'"8A000002"'), "paragraph_ids", "audit sdk"),
)

_CONTENT_BREAKAGES = (
    (
        "leeg invulveld",
        _body(b"<w:p><w:r><w:t>veld</w:t></w:r></w:p>", b""),
        "content_controls",
        "",
    ),
    (
        "dubbele id van een invulveld",
        _body(b'w:id w:val="12"', b'w:id w:val="11"'),
        "content_controls",
        "",
    ),
    ("veld zonder eind", replaced("word/footer1.xml", _FIELD_END, b""), "fields", ""),
    (
        "veld zonder begin",
        replaced("word/footer1.xml", b'w:fldCharType="begin"', b'w:fldCharType="end"'),
        "fields",
        "",
    ),
    (
        "koppeling in een koppeling",
        _added(b"<w:p>" + _LINK * 2 + b"<w:r/>" + b"</w:hyperlink>" * 2 + b"</w:p>"),
        "links_flat",
        "",
    ),
    (
        "koppeling naar niets",
        _added(b"<w:p><w:hyperlink><w:r/></w:hyperlink></w:p>"),
        "links_flat",
        "",
    ),
    (
        "spatie die verdwijnt",
        _body(b'<w:t xml:space="preserve">', b"<w:t>"),
        "spaces_kept",
        "",
    ),
    (
        "gewone tekst in een verwijdering",
        _body(b"<w:delText>eraf</w:delText>", b"<w:t>eraf</w:t>"),
        "deletions",
        "",
    ),
    (
        "verwijderde tekst die er nog staat",
        _body(b"<w:t>erbij</w:t>", b"<w:delText>erbij</w:delText>"),
        "deletions",
        "",
    ),
    ("invoeging zonder schrijver", _body(b'<w:ins w:id="921" ' + _WHO, b"<w:ins"), "", "audit sdk"),
    ("eigenschappen na de tekst", _body(b"</w:pPr>", b"</w:pPr><w:pPr/>"), "", "audit sdk"),
    (
        "eigenschappen in de verkeerde volgorde",
        _body(b'<w:pStyle w:val="Kop1"/>', b'<w:keepNext/><w:pStyle w:val="Kop1"/>'),
        "",
        "audit sdk",
    ),
    ("woorden los in de tekst", _added(b"<w:r><w:t>los</w:t></w:r><w:p/>"), "", "audit sdk"),
    ("alinea in een alinea", _added(b"<w:p><w:p/></w:p>"), "", "audit sdk"),
    ("onbekend element", _added(b"<w:paragraaf/><w:p/>"), "", "audit sdk"),
    (
        "kleur met een hekje",
        replaced(STYLES, b'w:color w:val="', b'w:color w:val="#'),
        "",
        "audit sdk",
    ),
    (
        "lettergrootte met een komma",
        replaced(STYLES, b'<w:sz w:val="', b'<w:sz w:val="2,'),
        "",
        "sdk",
    ),
    (
        "sectie vooraan",
        _moved(DOCUMENT, b"<w:sectPr", b"</w:sectPr>", b"<w:p>"),
        "",
        "audit sdk",
    ),
    (
        "te lange hint",
        _body(b'w:tooltip="', b'w:tooltip="' + b"n" * 261),
        "",
        "audit sdk",
    ),
)

_TABLE_BREAKAGES = (
    (
        "cel zonder alinea",
        _added(_TABLE % (b"<w:tr>" + _CELL % b"" + b"</w:tr>") + b"<w:p/>"),
        "last_paragraphs",
        "audit",
    ),
    (
        "tabel aan het eind van een cel",
        _added(_TABLE % (b"<w:tr>" + _CELL % (b"<w:p/>" + _INNER) + b"</w:tr>") + b"<w:p/>"),
        "last_paragraphs",
        "",
    ),
    ("tabel aan het eind van het stuk", _added(_INNER), "last_paragraphs", ""),
    (
        "lege koptekst",
        _new(HEADER, b'<w:hdr xmlns:w="%b"/>' % _WORD),
        "last_paragraphs",
        "",
    ),
    ("rij zonder cellen", _added(_TABLE % b"<w:tr/>" + b"<w:p/>"), "grids rows_filled", "audit"),
    ("tabel zonder rijen", _added(_TABLE % b"" + b"<w:p/>"), "rows_filled", ""),
    (
        "kolom te veel in het raster",
        _body(b"</w:tblGrid>", b"<w:gridCol/></w:tblGrid>"),
        "grids",
        "",
    ),
    (
        "kolom met een negatieve breedte",
        _body(b'<w:gridCol w:w="', b'<w:gridCol w:w="-'),
        "grids",
        "audit sdk",
    ),
    (
        "cel breder dan het raster",
        _body(b"</w:tcPr>", b'<w:gridSpan w:val="4"/></w:tcPr>'),
        "grids",
        "",
    ),
    (
        "meer kolommen dan Word kent",
        _added(
            b"<w:tbl><w:tblPr/><w:tblGrid>"
            + b'<w:gridCol w:w="100"/>' * 64
            + b"</w:tblGrid><w:tr>"
            + b"<w:tc><w:tcPr/><w:p/></w:tc>" * 64
            + b"</w:tr></w:tbl><w:p/>"
        ),
        "grids",
        "",
    ),
    (
        "kopregel in de cel",
        _body(b"<w:tcPr>", b"<w:tcPr><w:tblHeader/>"),
        "",
        "audit sdk",
    ),
)

BREAKAGES: tuple[Breakage, ...] = tuple(
    Breakage(*one)
    for group in (
        _PACKAGE_BREAKAGES,
        _PROPERTY_BREAKAGES,
        _REFERENCE_BREAKAGES,
        _CONTENT_BREAKAGES,
        _TABLE_BREAKAGES,
    )
    for one in group
)
