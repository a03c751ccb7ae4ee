"""What the file of a logo holds: PNG or JPEG, or a drawing (SVG) that runs and fetches nothing."""

from __future__ import annotations

import re
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from raadsvoorstel.housestyle import UnusableFileError
from raadsvoorstel.word.xml import Element

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}
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


def shape(data: bytes) -> tuple[str, float]:
    """The suffix of a picture, and its height for each unit of width.

    Raises `UnusableFileError` where it is none.
    """
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
    return suffix, image.px_height / image.px_width


def refuse_svg(data: bytes) -> None:
    """Raise `UnusableFileError` for a drawing that runs or fetches anything, or is none."""
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
