"""WordprocessingML as text: `tag("p", tag("pPr"), …)`; one function escapes all that others typed.

A paper is written as text, because that takes a tenth of the time of elements; what is read or
mended is elements, and those are of `word.xml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def escaped(value: str) -> str:
    """Letters as they stand in text and attributes; raises `ValueError` where XML has no way."""
    return _SPECIAL.sub(_escape, value) if _SPECIAL.search(value) else value


def _escape(found: re.Match[str]) -> str:
    known = _ESCAPES.get(found[0])
    if known is None:
        raise ValueError(f"XML cannot hold {found[0]!a}")
    return known


def tag(name: str, /, *children: str, **attributes: str | int) -> str:
    """An element in the namespace of Word around text of ours; its attributes are in it too."""
    opened = f"<w:{name}"
    for key, value in attributes.items():
        opened += f' w:{key}="{escaped(value) if isinstance(value, str) else value}"'
    inside = "".join(children)
    return f"{opened}>{inside}</w:{name}>" if inside else f"{opened}/>"


def part(name: str, *children: str) -> bytes:
    """A whole member of the package, with this element of Word as its root."""
    inside = "".join(children)
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    return f"{DECLARATION}<w:{name} {spaces}>{inside}</w:{name}>".encode()


def extended(frame: str, more: str) -> bytes:
    """A member with more at the end of its root."""
    head, end, tail = frame.rpartition("</")
    return f"{head}{more}{end}{tail}".encode()


@lru_cache(maxsize=1024)
def letters(value: str) -> str:
    """The elements for letters: tabs and line ends are elements of their own.

    What was written is kept, because councils share most of their words.
    """
    if not _SPECIAL.search(value):  # nearly all texts
        return _text(value, value)
    lines = ([_text(one, escaped(one)) for one in line.split("\t")] for line in value.split("\n"))
    return tag("br").join(tag("tab").join(line) for line in lines)


def _text(value: str, written: str) -> str:
    if not value:
        return ""
    keep = ' xml:space="preserve"' if value != value.strip() or "  " in value else ""
    return f"<w:t{keep}>{written}</w:t>"
