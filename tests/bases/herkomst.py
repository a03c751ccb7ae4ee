"""Bases by the program that wrote them, and by how the package is put together."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache, partial
from pathlib import Path

from tests.bases.basis import Base, of
from tests.bases.beelden import jpeg, ole, picture, png
from tests.bases.pakket import (
    DOCUMENT,
    FOOTER,
    HEADER,
    MICROSOFT,
    ROOT,
    SETTINGS,
    STYLES,
    TYPES,
    WORD_TYPE,
    added,
    changed,
    dropped,
    dutch,
    everywhere,
    head,
    line,
    main_type,
    new,
    parts,
    related,
    relations_of,
    renamed,
    story,
    suffix,
    swap,
    together,
    unzipped,
)
from tests.word_fouten import Change, zipped

_XML = ("document.xml", "styles.xml", "numbering.xml", "header1.xml", "footer1.xml")
_MACRO_TYPE = "application/vnd.ms-word"
DOTX = f"{WORD_TYPE}.template.main+xml"
DOCM = f"{_MACRO_TYPE}.document.macroEnabled.main+xml"
DOTM = f"{_MACRO_TYPE}.template.macroEnabledTemplate.main+xml"

# -- other programs ----------------------------------------------------------------------------


def _python_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("BODYTEKST kop", 1)
    document.add_paragraph("BODYTEKST opsomming", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "BRIEFHOOFD kop"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def _pandoc() -> bytes:
    command = ["pandoc", "--print-default-data-file", "reference.docx"]
    done = subprocess.run(command, capture_output=True, check=True)
    content = changed(unzipped(done.stdout), [swap(DOCUMENT, "\nTitle\n", "BODYTEKST titel")])
    return zipped(content)


@cache
def _office(content: bytes, source: str, target: str) -> bytes:
    """A file after LibreOffice has read and written it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profiel').as_uri()}"
        path = Path(folder, f"basis.{source}")
        path.write_bytes(content)
        command = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to"]
        into = Path(folder, "uit")
        subprocess.run(
            [*command, target, "--outdir", into, path], capture_output=True, check=True, timeout=120
        )
        return into.joinpath(f"basis.{target}").read_bytes()


def _by_office(target: str) -> bytes:
    return _office(dutch(), "docx", target)


def _writer() -> bytes:
    return _office(Path(__file__).with_name("writer.fodt").read_bytes(), "fodt", "docx")


_ENGLISH = {
    "Kop1": "Heading1",
    "Kop2": "Heading2",
    "Kop3": "Heading3",
    "Kop 1": "Heading 1",
    "Kop 2": "Heading 2",
    "Kop 3": "Heading 3",
    "Standaardalinea-lettertype": "DefaultParagraphFont",
    "Standaardtabel": "TableNormal",
    "Standaard": "Normal",
    "Geenlijst": "NoList",
    "Titel": "Title",
    "Koptekst": "Header",
    "Voettekst": "Footer",
    "Lijstopsomteken": "ListBullet",
    "Lijstalinea": "ListParagraph",
    "Voetnoottekst": "FootnoteText",
    "Voetnootmarkering": "FootnoteReference",
    "Verwijzingopmerking": "CommentReference",
    "Tekstopmerking": "CommentText",
    "Zwaar": "Strong",
    "Tekstvantijdelijkeaanduiding": "PlaceholderText",
    "Tabelraster": "TableGrid",
    "nl-NL": "en-GB",
}
_TRANSLATED = everywhere(
    (f'"{dutch_word}{end}', f'"{english}{end}')
    for dutch_word, english in _ENGLISH.items()
    for end in ('"', "Char", " Char")
)

# -- the four kinds of file --------------------------------------------------------------------

_VBA_DATA = (
    '<wne:vbaSuppData xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml">'
    "<wne:docEvents><wne:eventDocOpen/></wne:docEvents></wne:vbaSuppData>"
)
_KEYS = (
    '<wne:tcg xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml">'
    '<wne:keymaps><wne:keymap wne:kcmPrimary="0252"><wne:macro wne:macroName="PROJECT.RAAD.NU"/>'
    "</wne:keymap></wne:keymaps></wne:tcg>"
)
_PIECE = (
    '<w:docParts><w:docPart><w:docPartPr><w:name w:val="Aanhef"/><w:category>'
    '<w:name w:val="Algemeen"/><w:gallery w:val="autoTxt"/></w:category></w:docPartPr>'
    "<w:docPartBody><w:p><w:r><w:t>BODYTEKST bouwsteen</w:t></w:r></w:p></w:docPartBody>"
    "</w:docPart></w:docParts>"
)
GLOSSARY = "word/glossary/document.xml"
MACROS = together(
    added(
        "word/vbaProject.bin",
        ole("VBA", "PROJECT"),
        "application/vnd.ms-office.vbaProject",
        f"{MICROSOFT}/vbaProject",
        "rMacro",
    ),
    added(
        "word/vbaData.xml",
        _VBA_DATA,
        f"{_MACRO_TYPE}.vbaData+xml",
        f"{MICROSOFT}/wordVbaData",
        "rData",
        "word/vbaProject.bin",
    ),
)
KEYS = added(
    "word/customizations.xml",
    _KEYS,
    f"{_MACRO_TYPE}.keyMapCustomizations+xml",
    f"{MICROSOFT}/keyMapCustomizations",
    "rToets",
)


def _building_blocks(content: dict[str, bytes]) -> None:
    """The glossary of a template: a document of its own, with styles and settings of its own."""
    added(
        GLOSSARY,
        story("glossaryDocument", _PIECE),
        f"{WORD_TYPE}.document.glossary+xml",
        "glossaryDocument",
        "rBouw",
    )(content)
    for number, kind in enumerate(("styles", "settings", "fontTable"), 1):
        added(
            f"word/glossary/{kind}.xml",
            content[f"word/{kind}.xml"],
            f"{WORD_TYPE}.{kind}+xml",
            kind,
            f"rId{number}",
            GLOSSARY,
        )(content)


# -- how the package is put together -----------------------------------------------------------


def _packed_by_hand() -> bytes:
    """Folders as members, the types last, some members not compressed, a comment at the end."""
    buffer = io.BytesIO()
    content = parts()
    content[TYPES] = content.pop(TYPES)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = b"ingepakt met de hand"
        for folder in ("_rels/", "docProps/", "word/", "word/_rels/", "word/theme/"):
            archive.writestr(folder, b"")
        for number, (name, part) in enumerate(content.items()):
            archive.writestr(name, part, zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _recoded(content: dict[str, bytes]) -> None:
    """Sixteen bits a letter with a mark in front: the standard allows it beside UTF-8."""
    for name in (DOCUMENT, STYLES, HEADER):
        text = content[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        content[name] = text.encode("utf-16")


def _byte_order_mark(content: dict[str, bytes]) -> None:
    for name in (name for name in content if name.endswith((".xml", ".rels"))):
        content[name] = b"\xef\xbb\xbf" + content[name]


def _other_prefix(content: dict[str, bytes]) -> None:
    """As ElementTree of Python writes it: no namespace has its usual prefix."""
    for name in (name for name in content if name.endswith(_XML)):
        xml = content[name].replace(b"xmlns:w=", b"xmlns:ns0=").replace(b"xmlns:r=", b"xmlns:ns1=")
        xml = re.sub(rb"(</?|\s)w:", rb"\1ns0:", xml)
        content[name] = re.sub(rb"\sr:id=", b" ns1:id=", xml)


def _strict(content: dict[str, bytes]) -> None:
    """What Word calls a strict Open XML document."""
    swaps = (
        (
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        ),
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            "http://schemas.openxmlformats.org/drawingml/2006",
            "http://purl.oclc.org/ooxml/drawingml",
        ),
        ('extended-properties"', 'extendedProperties"'),
    )
    everywhere(swaps, (".xml", ".rels"))(content)
    swap(DOCUMENT, "<w:document ", '<w:document w:conformance="strict" ')(content)


def _absolute(content: dict[str, bytes]) -> None:
    for name, folder in ((ROOT, "/"), (relations_of(DOCUMENT), "/word/")):
        content[name] = content[name].replace(b'Target="', f'Target="{folder}'.encode())


_SAME_FOLDER = together(
    renamed(HEADER, "word/kop/kop.xml", "kop/kop.xml"),
    renamed(FOOTER, "word/kop/voet.xml", "kop/voet.xml"),
    new("word/kop/logo.png", png()),
    suffix("png", "image/png"),
    related("word/kop/kop.xml", "rLogo", "image", "logo.png"),
    swap("word/kop/kop.xml", "</w:hdr>", line(picture('r:embed="rLogo"')) + "</w:hdr>"),
)


def _spaced(file: str) -> Change:
    """A picture whose name has a space, which stands as %20 in the relation."""
    return together(
        suffix("png", "image/png"),
        new(f"word/media/{file}", png()),
        related(HEADER, "rLogo", "image", "media/Image%201.png"),
        head(line(picture('r:embed="rLogo"'))),
    )


_RIBBON = (
    '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui" onLoad="Laden">'
    '<ribbon><tabs><tab id="raad" label="Raad"/></tabs></ribbon></customUI>'
)
_DOTX = main_type(DOTX)
_PROGRAMS: dict[str, Base] = {
    "Nederlandse Word": Base(of(), "Word 365 in het Nederlands, map met huisstijlsjablonen"),
    "Engelse Word": Base(of(_TRANSLATED), "Word in English, at a provider's desk"),
    "python-docx": Base(_python_docx, "a script of the municipality's own", lint="styles"),
    "pandoc": Base(
        _pandoc,
        "reference.docx as pandoc ships it",
        letterhead=False,
        needs="pandoc",
        lint="bookmarks grids styles",
    ),
    "LibreOffice docx": Base(
        partial(_by_office, "docx"),
        "a Word file saved by LibreOffice",
        needs="soffice",
        lint="languages",
    ),
    "LibreOffice dotx": Base(
        partial(_by_office, "dotx"),
        "a template saved by LibreOffice",
        ".dotx",
        needs="soffice",
        lint="content_types languages",
        troubles="python-docx",
    ),
    "LibreOffice uit ODT": Base(
        _writer, "an ODF template exported to Word by LibreOffice", needs="soffice"
    ),
    "zonder documenteigenschappen": Base(
        of(
            dropped("docProps/core.xml"),
            dropped("docProps/app.xml"),
            dropped("word/theme/theme1.xml"),
        ),
        "Google Documenten en andere exports: only what is needed",
        lint="core_properties",
    ),
    "Word Online": Base(
        of(renamed(DOCUMENT, "word/document2.xml", "word/document2.xml")),
        "Word Online numbers the main part",
    ),
}
_KINDS: dict[str, Base] = {
    "Word-sjabloon": Base(
        of(_DOTX), "the usual template file", ".dotx", lint="content_types", troubles="python-docx"
    ),
    "met macro's": Base(
        of(main_type(DOCM), MACROS),
        "a document with macros that fill in the letter",
        ".docm",
        lint="content_types",
        troubles="python-docx",
    ),
    "sjabloon met macro's en bouwstenen": Base(
        of(main_type(DOTM), MACROS, KEYS, _building_blocks),
        "the old central template: macros, keys, building blocks",
        ".dotm",
        lint="content_types styles",
        troubles="python-docx",
    ),
    "sjabloon dat .docx heet": Base(
        of(_DOTX), "renamed by hand", lint="content_types", troubles="python-docx"
    ),
    "document dat .dotx heet": Base(of(), "renamed by hand", ".dotx"),
    "knoppen in het lint": Base(
        of(
            new("customUI/customUI.xml", _RIBBON),
            related("", "rLint", f"{MICROSOFT}/ui/extensibility", "customUI/customUI.xml"),
        ),
        "a template with buttons of its own",
    ),
}
_PACKAGES: dict[str, Base] = {
    "strikt": Base(
        of(_strict),
        "saved as “Strict Open XML-document”",
        troubles="python-docx",
    ),
    "opnieuw ingepakt": Base(
        _packed_by_hand,
        "unpacked, changed and zipped with 7-Zip",
        lint="content_types parts_reachable",
    ),
    "UTF-16": Base(of(_recoded), "written by an old .NET program"),
    "BOM": Base(of(_byte_order_mark), "written by a .NET program"),
    "ander voorvoegsel": Base(of(_other_prefix), "changed by a script with ElementTree"),
    "absolute doelen": Base(of(_absolute), "written by Aspose, docx4j and OpenXML SDK programs"),
    "koppen in een map": Base(of(_SAME_FOLDER), "written by a document generator"),
    "spatie in een naam": Base(
        of(_spaced("Image%201.png")), "a picture with a space in its name, as Word writes it"
    ),
    "losse spatie in een naam": Base(
        of(_spaced("Image 1.png")),
        "the same, zipped by a program that does not know the standard",
        lint="parts_reachable relation_targets",
        troubles="python-docx sdk",
    ),
    "miniatuur en oude stijlen": Base(
        of(
            suffix("jpeg", "image/jpeg"),
            new("docProps/thumbnail.jpeg", jpeg()),
            related(
                "",
                "rMini",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                "docProps/thumbnail.jpeg",
            ),
            added(
                "word/stylesWithEffects.xml",
                parts()[STYLES],
                f"{_MACRO_TYPE}.stylesWithEffects+xml",
                "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
                "rEffect",
            ),
        ),
        "Word 2010",
        lint="styles",
    ),
    **{
        f"zonder {part}": Base(of(*changes), "a package stripped by a program", lint=lint)
        for part, lint, changes in (
            ("instellingen", "", [dropped(SETTINGS)]),
            ("thema", "", [dropped("word/theme/theme1.xml")]),
        )
    },
}
PROGRAMS: dict[str, Base] = _PROGRAMS | _KINDS | _PACKAGES
