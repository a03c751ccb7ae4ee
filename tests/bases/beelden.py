"""Pictures, fonts and old Office files by code: small, right enough to open, always the same."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from tests.audit.goed import OFFICE
from tests.bases.pakket import new, related, together
from tests.word_fouten import Change

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20" fill="#154273"/></svg>'
)
VECTOR = (
    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rSvg"/>'
    "</a:ext></a:extLst>"
)
"""What a picture says of the drawing that newer Words show in its place."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def png(width: int = 40, height: int = 20) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    rows = (b"\0" + bytes((21, 66, 115)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


@cache
def jpeg() -> bytes:
    """The miniature that python-docx brings: the only JPEG at hand without an encoder."""
    import docx

    parts = docx.Document().part.package.iter_parts()
    return bytes(next(part.blob for part in parts if part.partname.endswith(".jpeg")))


def emf() -> bytes:
    """An empty drawing of Windows: its header and its end."""
    bounds = struct.pack("<8i", 0, 0, 39, 19, 0, 0, 1058, 529)
    rest = struct.pack(
        "<4sIIIHHIIIiiii", b" EMF", 0x10000, 108, 2, 1, 0, 0, 0, 0, 1920, 1080, 508, 286
    )
    return struct.pack("<II", 1, 88) + bounds + rest + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def font() -> bytes:
    """An embedded font as it lies in the file: scrambled with its key, so no font to others."""
    return bytes(number * 31 % 251 for number in range(4096))


def ole(*streams: str) -> bytes:
    """A file of the old Office that holds streams of these names, all empty."""
    header = _OLE_START + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack("<II", _FAT, _END) + struct.pack("<I", _FREE) * 126
    entries = [_entry("Root Entry", 5, child=1 if streams else _FREE)]
    for number, name in enumerate(streams, 1):
        entries.append(_entry(name, 2, right=number + 1 if number < len(streams) else _FREE))
    return header + table + b"".join(entries).ljust(512, b"\0")


def _entry(name: str, kind: int, child: int = _FREE, right: int = _FREE) -> bytes:
    coded = name.encode("utf-16-le")
    first = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2, kind, 1)
    return (
        first + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", _END, 0)
    )


# -- a picture in a paragraph ------------------------------------------------------------------


def picture(reference: str, identifier: int = 40, name: str = "Logo", inner: str = "") -> str:
    """A run with a picture; the reference says embedded or linked, by which relation."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="360000" cy="180000"/><wp:docPr id="{identifier}" name="{name}" '
        f'descr="Logo van de gemeente"/><a:graphic><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{identifier}" '
        f'name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {reference}>{inner}'
        "</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="360000" cy="180000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def media(source: str, rid: str, file: str, content: bytes | str) -> Change:
    """A picture in the package, and the relation to it; its suffix has a type already."""
    return together(
        new(f"word/media/{file}", content), related(source, rid, f"{OFFICE}/image", f"media/{file}")
    )
