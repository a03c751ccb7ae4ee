"""The settings of a municipality's own file: what makes its pages, in front of our own."""

from __future__ import annotations

import copy

from raadsvoorstel.word.elements import child, q
from raadsvoorstel.word.own.order import SETTINGS, put
from raadsvoorstel.word.xml import Element

_OF_THE_PAGE = (
    "embedTrueTypeFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "defaultTabStop",
    "evenAndOddHeaders",
    "clrSchemeMapping",
)
"""All else is left: protection, mail merge, tracking, links to templates, document variables."""


def settings(own: Element | None, built: Element) -> Element:
    """Our settings (language, compatibility 15), with those of the file that shape its pages."""
    root = copy.deepcopy(built)
    for name in _OF_THE_PAGE:
        found = child(own, name)
        if found is not None:
            put(root, copy.deepcopy(found), SETTINGS)
    return root


def is_protected(own: Element | None) -> bool:
    """Whether the file asks for a password before it may be edited; the papers do not."""
    return own is not None and next(own.iter(q("documentProtection")), None) is not None
