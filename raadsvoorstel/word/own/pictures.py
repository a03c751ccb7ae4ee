"""Pictures and fonts in a municipality's own file: which come along, and what points to others."""

from __future__ import annotations

import re

from raadsvoorstel.word.elements import q, remove, unwrap
from raadsvoorstel.word.markup import R
from raadsvoorstel.word.opening import Package, Relation
from raadsvoorstel.word.xml import Element

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/svg+xml": "svg",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
"""The pictures that a letterhead may hold, and the suffix of their parts."""
_FONTS = {
    "application/vnd.openxmlformats-officedocument.obfuscatedfont",
    "application/x-fontdata",
}
_SIGNS = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/bmp", re.compile(rb"BM")),
    ("image/tiff", re.compile(rb"II\*\x00|MM\x00\*")),
    ("image/x-emf", re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL)),
    ("image/x-wmf", re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\x00\x09\x00")),
    (
        "image/svg+xml",
        re.compile(
            rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(\w+:)?svg\b", re.DOTALL
        ),
    ),
)
_UNSAFE_SVG = (b"<!DOCTYPE", b"<!ENTITY", b"<script")
_HOLDERS = tuple(q(name) for name in ("drawing", "pict", "object"))
_SMALL = {"hlinkClick", "hlinkHover", "hlinkMouseOver", "svgBlip"}
"""What may go without the picture or text that it belongs to."""


def is_harmless(package: Package, one: Relation) -> bool:
    """Whether a relation leads to a picture or font in the file itself."""
    if one.external or one.target not in package.names:
        return False
    kind = package.content_type(one.target)
    if one.kind == "font":
        return kind in _FONTS
    if one.kind != "image" or kind not in SUFFIXES:
        return False
    content = package.content(one.target)
    found = picture_type(content)
    return bool(found) and not (found == "image/svg+xml" and _is_unsafe_svg(content))


def picture_type(content: bytes) -> str:
    """What kind of picture these bytes are, whatever the package says; empty for any other."""
    return next((kind for kind, sign in _SIGNS if sign.match(content)), "")


def _is_unsafe_svg(content: bytes) -> bool:
    return any(sign in content for sign in _UNSAFE_SVG)


def drop_dangling(root: Element, allowed: set[str]) -> bool:
    """Take away what points to something that does not come along; whether there was any."""
    found = False
    for one in list(root.iter()):
        for attribute, target in list(one.attrib.items()):
            if str(attribute).startswith(f"{{{R}}}") and str(target) not in allowed:
                _drop(one, str(attribute))
                found = True
    return found


def _drop(element: Element, attribute: str) -> None:
    local = str(element.tag).rpartition("}")[2]
    others = any(name != attribute and R in str(name) for name in element.attrib)
    if element.tag == q("hyperlink"):
        unwrap(element)
        return
    if local == "blip" and others:
        del element.attrib[attribute]
        return
    remove(element if local in _SMALL else _holder(element))


def _holder(element: Element) -> Element:
    return next((one for one in element.iterancestors() if one.tag in _HOLDERS), element)
