"""XML of a Word file by short names: `q("p")`, `q("wp:docPr")`; and values that may be nonsense."""

from __future__ import annotations

import re
from functools import cache

from raadsvoorstel.word.markup import R, W
from raadsvoorstel.word.xml import Element

_OFFICE = "http://schemas.openxmlformats.org"
_SPACES = {
    "": W,
    "r": R,
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_NUMBER = re.compile(r"-?\d{1,9}(\.\d+)?")
_OFF = {"0", "false", "off", "none"}


@cache
def q(name: str) -> str:
    """The full name of an element or attribute; without a prefix it is Word's own."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of this road of children."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(q(name)), None)  # `find` reads its path every time
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute, or nothing."""
    return element.get(q(name), "") if element is not None else ""


def number(text: str, otherwise: float = 0) -> float:
    """A number in a file that anyone may have written."""
    return float(text) if _NUMBER.fullmatch(text) else otherwise


def is_on(element: Element | None) -> bool:
    """Whether a property such as `w:b` is set; its value may say that it is not."""
    return element is not None and value(element).lower() not in _OFF


def says_yes(written: str) -> bool:
    """Whether an attribute such as `w:default` is set; one that is not there is not."""
    return written.lower() in {"1", "true", "on"}


def remove(element: Element) -> None:
    """Take an element and all that is in it out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Leave what is in an element, without the element."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def within(element: Element, name: str) -> bool:
    """Whether an element of this name is around it."""
    return next(element.iterancestors(q(name)), None) is not None
