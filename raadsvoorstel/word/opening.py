"""Any Word file as parts, read with distrust: it may be broken, hostile, or no Word file at all."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.elements import q
from raadsvoorstel.word.package import LARGEST
from raadsvoorstel.word.xml import Element

_LARGEST_XML = 50_000_000
_RATIO, _SMALL = 200, 1_000_000
"""A file that unpacks to this many times its size is refused, unless it stays small."""
_MOST_PARTS = 10_000
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "officeDocument"
_STRICT = (
    ("http://purl.oclc.org/ooxml/officeDocument/", "officeDocument/2006/"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "wordprocessingml/2006/main"),
    ("http://purl.oclc.org/ooxml/drawingml/", "drawingml/2006/"),
)
"""Namespaces of files saved as “Strict Open XML”, and what follows the usual start in others."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises on archives that are cut off, damaged, or made to hurt."""


class UnreadableError(Exception):
    """The file can't be audited, and why."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Relation(Struct, frozen=True):
    """An arrow from one part to another, or to the world outside."""

    id: str
    kind: str
    target: str
    external: bool


class Package(Struct, frozen=True):
    """The zip of a Word file; parts are read when somebody asks for them."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    @property
    def main(self) -> str:
        """The name of the part with the text; raises `UnreadableError` where there is none."""
        found = [one.target for one in self.relations("") if one.kind == _MAIN]
        if not found or found[0] not in self.names:
            raise UnreadableError(
                "In het bestand zit geen Word-document",
                "Open het bestand in Word en bewaar het als Word-document (.docx)",
            )
        return found[0]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The arrows that leave a part; those of the package itself leave `""`."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return tuple(_relation(folder, one) for one in root) if root is not None else ()

    def related(self, part: str, kind: str) -> Element | None:
        """The first part of a kind that a part points to."""
        for one in self.relations(part):
            if one.kind == kind and not one.external:
                return self.xml(one.target)
        return None

    def xml(self, name: str) -> Element | None:
        """A part as it is shown: no deleted text, no second version for old programs."""
        root = self.tree(name)
        return None if root is None else _shown(root)

    def tree(self, name: str) -> Element | None:
        """A part as it is written."""
        if name not in self.names:
            return None
        if self.archive.getinfo(name).file_size > _LARGEST_XML:
            raise refused(f"Het onderdeel {name} is te groot")
        return _parsed(self.content(name), name)

    def content_type(self, name: str) -> str:
        """What the package says that a part is."""
        types = self.tree("[Content_Types].xml")
        suffix = posixpath.splitext(name)[1].lstrip(".").lower()
        by_suffix = ""
        for one in types if types is not None else ():
            if one.get("PartName", "").lstrip("/").lower() == name.lower():
                return one.get("ContentType", "").lower()
            if one.get("Extension", "").lower() == suffix:
                by_suffix = one.get("ContentType", "").lower()
        return by_suffix

    @property
    def has_doubles(self) -> bool:
        """Whether two parts have one name: programs differ in which of them they read."""
        names = [name.lower() for name in self.archive.namelist()]
        return len(set(names)) < len(names)

    def content(self, name: str) -> bytes:
        """The bytes of a part, such as a picture."""
        try:
            return self.archive.read(name)
        except _BROKEN as error:
            raise _damaged() from error


def read(data: bytes) -> Package:
    """The package in these bytes; raises `UnreadableError` with one clear sentence."""
    if data.startswith(_OLD_WORD):
        raise _no_docx(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise (_damaged() if data.startswith(b"PK") else _no_word_file()) from error
    _refuse_bombs(archive.infolist())
    return Package(archive, frozenset(archive.namelist()))


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(one.file_size for one in members)
    packed = max(1, sum(one.compress_size for one in members))
    if unpacked > LARGEST or (unpacked > _SMALL and unpacked / packed > _RATIO):
        raise refused(f"Het bestand wordt uitgepakt te groot ({unpacked // 1_000_000} MB)")
    if len(members) > _MOST_PARTS:
        raise refused(f"Het bestand heeft te veel onderdelen ({len(members)})")
    if any(one.flag_bits & 1 for one in members):
        raise _protected()
    if any(one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for one in members):
        raise _damaged()


def _parsed(data: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in data:
        raise refused(f"Het onderdeel {name} heeft een DOCTYPE; dat heeft een Word-bestand nooit")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_transitional(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error
    document: Any = root.getroottree().docinfo  # in an encoding where the letters look different
    if document.doctype:
        raise refused(f"Het onderdeel {name} heeft een DOCTYPE; dat heeft een Word-bestand nooit")
    return root


def _transitional(data: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    for strict, usual in _STRICT:
        data = data.replace(strict.encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    return data


def _shown(root: Element) -> Element:
    for hidden in [*root.iter(q("mc:Fallback"), q("del"), q("moveFrom"))]:
        parent = hidden.getparent()
        if parent is not None:
            parent.remove(hidden)
    return root


def _relation(folder: str, element: Element) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), kind, target, external)


# -- what is wrong -----------------------------------------------------------------------------


def _no_docx(data: bytes) -> UnreadableError:
    if _ENCRYPTED in data:
        return _protected()
    return UnreadableError(
        "Dit is een bestand van een oude versie van Word (.doc), ook als de naam anders zegt",
        "Open het in Word en kies Bestand > Opslaan als > Word-document (.docx)",
    )


def _no_word_file() -> UnreadableError:
    return UnreadableError(
        "Dit is geen Word-bestand",
        "Open het in het programma waarmee het is gemaakt en bewaar het als .docx",
    )


def _damaged() -> UnreadableError:
    return UnreadableError(
        "Het bestand is beschadigd of niet compleet",
        "Haal het bestand opnieuw op, of laat Word het herstellen: "
        "Bestand > Openen > Bladeren, pijltje naast Openen > Openen en herstellen",
    )


def _protected() -> UnreadableError:
    return UnreadableError(
        "Het bestand is versleuteld",
        "Haal het wachtwoord weg: Bestand > Info > Document beveiligen > "
        "Versleutelen met wachtwoord",
    )


def refused(message: str) -> UnreadableError:
    """The file may be made to hurt: nothing of it is used."""
    return UnreadableError(message, "Vertrouw het bestand niet zomaar; vraag de afzender ernaar")
