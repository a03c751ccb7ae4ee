"""The logo of a house style: what can be one, and its XML in a header.

python-docx reads the size of a picture; a drawing (SVG) stands beside it for programs that know it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from raadsvoorstel.housestyle import Logo, LogoFiles, UnusableFileError
from raadsvoorstel.word.elements import q
from raadsvoorstel.word.xml import Element, parsed

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}
_HIGHEST = 8
"""Centimetres; a header that is higher leaves no page."""
_PER_CENTIMETRE, _PER_TWENTIETH = 360_000, 635
"""The measure of drawings: 914400 to the inch."""
_PICTURE_ID, _DRAWING_ID = "rLogo", "rLogoSvg"
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {
    "script",
    "handler",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "set",
    "animate",
    "animateMotion",
    "animateTransform",
}
"""What runs, shows another document, or changes an address while the drawing is shown."""
_FETCHES = re.compile(
    r"""@import|\\|url\((?!\s*["']?(#|data:image/(png|jpeg)[;,]))""", re.IGNORECASE
)
"""Style that asks for something from outside the file; an escape could hide that."""
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg)[;,])", re.IGNORECASE)
_END_OF_JPEG = b"\xff\xd9"
_HINT = "Bewaar het logo als PNG of JPEG"

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
)

_INLINE = f"""
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
     xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
><w:drawing
  ><wp:inline distT="0" distB="0" distL="0" distR="0"
    ><wp:extent cx="1" cy="1"/><wp:docPr id="20001" name="Logo" descr=""
    /><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr
    ><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"
      ><pic:pic
        ><pic:nvPicPr><pic:cNvPr id="20001" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr
        ><pic:blipFill><a:blip r:embed="{_PICTURE_ID}"
          ><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"
            ><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
                           r:embed="{_DRAWING_ID}"
          /></a:ext></a:extLst></a:blip
          ><a:stretch><a:fillRect/></a:stretch></pic:blipFill
        ><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></a:xfrm
          ><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr
      ></pic:pic></a:graphicData></a:graphic
  ></wp:inline></w:drawing></w:r>
""".encode()
"""The number of the drawing is far from those that a base with drawings of its own counts."""


class Picture(NamedTuple):
    """What a file holds: PNG or JPEG, and its height for each unit of width."""

    suffix: str
    ratio: float


class Placed(NamedTuple):
    """A logo that is ready for a header: its members of the zip, and its size."""

    members: dict[str, bytes]
    suffix: str
    alt: str
    width: int
    height: int

    @property
    def types(self) -> dict[str, str]:
        """The content type of each member."""
        kinds = {**{suffix: kind for kind, suffix in _SUFFIXES.items()}, "svg": "image/svg+xml"}
        return {name: kinds[name.rpartition(".")[2]] for name in self.members}

    @property
    def relations(self) -> dict[str, str]:
        """The members as a header in `word/` names them, by the id of the relation."""
        ids = (_PICTURE_ID, _DRAWING_ID)
        return {
            id_: name.removeprefix("word/") for id_, name in zip(ids, self.members, strict=False)
        }

    def drawing(self) -> Element:
        """The picture in line with the text; the ratio of its sides is that of the file."""
        element = parsed(_INLINE)
        named = element.find(f".//{q('wp:docPr')}")
        if named is not None:
            named.set("descr", self.alt)
        for sized in element.iter(q("wp:extent"), q("a:ext")):
            if sized.get("cx"):
                sized.set("cx", str(self.width))
                sized.set("cy", str(self.height))
        if len(self.members) == 1:
            for extended in [*element.iter(q("a:extLst"))]:
                parent = extended.getparent()
                if parent is not None:
                    parent.remove(extended)
        return element


def placed(logo: Logo, files: LogoFiles, text_width: int) -> Placed:
    """The logo in its width, or in that of the text where it would stand out."""
    shape = picture(files.picture)
    wanted = round(_centimetres(logo) * _PER_CENTIMETRE)
    width = min(wanted, text_width * _PER_TWENTIETH)
    members = {f"word/media/logo.{shape.suffix}": files.picture}
    if files.svg is not None:
        members["word/media/logo.svg"] = files.svg
    return Placed(members, shape.suffix, str(logo.alt), width, round(width * shape.ratio))


def _centimetres(logo: Logo) -> float:
    return float(logo.breedte.replace(",", "."))


@cache
def picture(data: bytes) -> Picture:
    """The kind and shape of a picture; raises `UnusableFileError` where it is none."""
    try:
        image = Image.from_blob(data)
    except UnrecognizedImageError:
        raise UnusableFileError("Het logo is geen PNG en geen JPEG", _HINT) from None
    except Exception:  # noqa: BLE001 - on a broken file python-docx raises just that
        raise UnusableFileError("Het logo is beschadigd of niet compleet", _HINT) from None
    suffix = _SUFFIXES.get(image.content_type)
    if suffix is None:
        raise UnusableFileError("Het logo is geen PNG en geen JPEG", _HINT)
    cut_off = suffix == "jpeg" and _END_OF_JPEG not in data
    if cut_off or not image.px_width or not image.px_height:
        raise UnusableFileError("Het logo is beschadigd of niet compleet", _HINT)
    return Picture(suffix, image.px_height / image.px_width)


def refuse_picture(data: bytes, logo: Logo) -> None:
    """Raise `UnusableFileError` for what can't stand in a header."""
    height = _centimetres(logo) * picture(data).ratio
    if height > _HIGHEST:
        raise UnusableFileError(
            f"Het logo wordt bij deze breedte {height:.0f} centimeter hoog",
            f"Kies een kleinere `breedte`: hooguit {_HIGHEST} centimeter hoog past",
        )


def refuse_svg(data: bytes | None) -> None:
    """Raise `UnusableFileError` for a drawing that runs or fetches anything, or is none."""
    if data is None:
        return
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise _no_svg() from None
    document: Any = root.getroottree().docinfo
    if root.tag != f"{_SVG}svg" or document.doctype:
        raise _no_svg()
    if root.getprevious() is not None or any(map(_is_active, root.iter())):
        raise UnusableFileError(
            "De SVG van het logo heeft een script of haalt iets van elders",
            "Bewaar het logo als gewone SVG, met alles erin",
        )


def _is_active(element: Element) -> bool:
    """Whether an element runs, or fetches something; a processing instruction may do either."""
    if not isinstance(element.tag, str):
        return True
    name = etree.QName(element).localname
    style = element.text or "" if name == "style" else ""
    return (
        name in _ACTIVE
        or _FETCHES.search(style) is not None
        or any(_is_active_attribute(str(key), str(value)) for key, value in element.attrib.items())
    )


def _is_active_attribute(key: str, value: str) -> bool:
    name = etree.QName(key).localname.lower()
    if name in {"href", "src"}:
        return _INSIDE.match(value) is None
    return name.startswith("on") or _FETCHES.search(value) is not None


def _no_svg() -> UnusableFileError:
    return UnusableFileError(
        "De SVG van het logo is geen gewone SVG", "Bewaar het logo als gewone SVG, zonder DOCTYPE"
    )
