"""The font table of a Word file: what each font looks like, and which takes its place.

Word takes the alternative for a font that is not there, or else one with the same kind of letter;
LibreOffice asks the system and passes over the alternative. Where a font was drawn to the same
widths (Carlito for Calibri), lines and pages stay as they were.
"""

from __future__ import annotations

from typing import NamedTuple

from raadsvoorstel.housestyle import Uiterlijk
from raadsvoorstel.word.xml import Element, w


class Font(NamedTuple):
    """A font by its family, its ten digits (panose) and the free font that comes nearest."""

    family: str
    panose: str
    instead: str


_KNOWN = {
    "Aptos": Font("swiss", "020B0004020202020204", "Carlito"),
    "Arial": Font("swiss", "020B0604020202020204", "Liberation Sans"),
    "Book Antiqua": Font("roman", "02040602050305030304", "P052"),
    "Calibri": Font("swiss", "020F0502020204030204", "Carlito"),
    "Cambria": Font("roman", "02040503050406030204", "Caladea"),
    "Century Gothic": Font("swiss", "020B0502020202020204", "URW Gothic"),
    "Garamond": Font("roman", "02020404030301010803", "EB Garamond"),
    "Georgia": Font("roman", "02040502050405020303", "Gelasio"),
    "Palatino Linotype": Font("roman", "02040502050505030304", "P052"),
    "Segoe UI": Font("swiss", "020B0502040204020203", "Open Sans"),
    "Tahoma": Font("swiss", "020B0604030504040204", "DejaVu Sans Condensed"),
    "Times New Roman": Font("roman", "02020603050405020304", "Liberation Serif"),
    "Trebuchet MS": Font("swiss", "020B0603020202020204", "Fira Sans"),
    "Verdana": Font("swiss", "020B0604030504040204", "DejaVu Sans"),
}


def font_table(look: Uiterlijk) -> Element:
    """Every font of a look, once; of one that is not known, its alternative is all there is."""
    headings = (one.lettertype for one in (look.titel, look.kop1, look.kop2))
    names = dict.fromkeys((look.lettertype, *(name for name in headings if name)))
    return w("fonts", *(_font(name, look) for name in names))


def _font(name: str, look: Uiterlijk) -> Element:
    known = _KNOWN.get(name)
    declared = look.lettertype_anders if name == look.lettertype else None
    instead = declared or (known.instead if known else "")
    return w(
        "font",
        *((w("altName", val=instead),) if instead else ()),
        *((w("panose1", val=known.panose),) if known else ()),
        w("charset", val="00"),
        w("family", val=known.family if known else "auto"),
        w("pitch", val="variable"),
        name=name,
    )
