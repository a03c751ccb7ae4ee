"""The theme of a Word file: the colours and fonts of the house style, as Word offers them.

Styles name their own colours and fonts; whoever adds something by hand finds the same ones here.
"""

from __future__ import annotations

from raadsvoorstel.housestyle import Uiterlijk
from raadsvoorstel.word.elements import q
from raadsvoorstel.word.xml import Element, parsed

_WHITE, _GREY, _LINK, _VISITED = "FFFFFF", "E7E6E6", "0563C1", "954F72"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_THEME = f"""
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Huisstijl"
><a:themeElements
  ><a:clrScheme name="Huisstijl"/><a:fontScheme name="Huisstijl"
    ><a:majorFont><a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont
    ><a:minorFont><a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont
  ></a:fontScheme><a:fmtScheme name="Huisstijl"
    ><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst
    ><a:lnStyleLst>{f'<a:ln w="6350">{_FILL}</a:ln>' * 3}</a:lnStyleLst
    ><a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst
    ><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme
></a:themeElements></a:theme>
""".encode()


def theme(look: Uiterlijk) -> Element:
    """The theme of a look."""
    root = parsed(_THEME)
    for scheme in root.iter(q("a:clrScheme")):
        scheme.extend(_colour(scheme, name, value) for name, value in _colours(look).items())
    fonts = {"majorFont": look.titel.lettertype or look.lettertype, "minorFont": look.lettertype}
    for name, font in fonts.items():
        for letters in root.iterfind(f".//{q(f'a:{name}')}/{q('a:latin')}"):
            letters.set("typeface", font)
    return root


def _colours(look: Uiterlijk) -> dict[str, str]:
    accents = (look.accent, look.titel.kleur, look.kop1.kleur, look.kop2.kleur, look.kleur, _GREY)
    return {
        "dk1": look.kleur,
        "lt1": _WHITE,
        "dk2": look.titel.kleur,
        "lt2": _GREY,
        **{f"accent{number}": colour for number, colour in enumerate(accents, 1)},
        "hlink": _LINK,
        "folHlink": _VISITED,
    }


def _colour(scheme: Element, name: str, value: str) -> Element:
    colour = scheme.makeelement(q(f"a:{name}"))
    colour.append(colour.makeelement(q("a:srgbClr"), val=value.upper()))
    return colour
