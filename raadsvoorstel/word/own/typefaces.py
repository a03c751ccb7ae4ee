"""The fonts that papers on a municipality's own file show, and which of them a reader may lack."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from raadsvoorstel.word.base import NUMBERING, Base
from raadsvoorstel.word.elements import child, q, value
from raadsvoorstel.word.xml import Element, parsed

_STYLES, _FONTS, _THEME = "word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml"
_LETTERS = ("ascii", "hAnsi")
"""What Latin letters are set in; a paper has no others."""
_EMBEDDED = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_USUAL = re.compile(
    r"aptos|arial|bahnschrift|bodoni mt|book antiqua|bookman old style|calibri|calisto mt|"
    r"cambria|cambria math|candara|century|century gothic|century schoolbook|comic sans ms|"
    r"consolas|constantia|corbel|courier new|ebrima|franklin gothic|gadugi|garamond|"
    r"georgia|gill sans mt|goudy old style|impact|leelawadee ui|lucida bright|"
    r"lucida console|lucida sans|lucida sans unicode|malgun gothic|microsoft sans serif|"
    r"nirmala ui|palatino linotype|perpetua|rockwell|segoe print|segoe script|segoe ui|"
    r"sitka|sylfaen|symbol|tahoma|times new roman|trebuchet ms|tw cen mt|verdana|webdings|"
    r"wingdings|wingdings 2|wingdings 3"
)
"""The families that come with Windows or with Microsoft 365, without their weights and widths."""
_CUT = re.compile(
    r" (Black|Bold|Book|Condensed|Cond|Demi|Display|Extra|ExtraBold|Extra Bold|Heading|Heavy|"
    r"Historic|Italic|Light|Medium|Mono|Narrow|Semibold|Semilight|Serif|Small|Subheading|Symbol|"
    r"Text|Thin|Banner|Emoji|Variable)$",
    re.IGNORECASE,
)


def unusual(base: Base) -> tuple[str, ...]:
    """The fonts that are not in the file and do not come with Word either, sorted."""
    table = parsed(base.parts[_FONTS]) if _FONTS in base.parts else None
    inside = {value(font, "name") for font in _embedded(table)}
    return tuple(sorted(name for name in _shown(base) if name not in inside and not _usual(name)))


def _usual(name: str) -> bool:
    """`Segoe UI Semibold` is of the family of Segoe UI."""
    while not _USUAL.fullmatch(name.casefold()):
        family = _CUT.sub("", name)
        if family == name:
            return False
        name = family
    return True


def _embedded(table: Element | None) -> Iterator[Element]:
    for font in table.iter(q("font")) if table is not None else ():
        if any(child(font, one) is not None for one in _EMBEDDED):
            yield font


def _shown(base: Base) -> set[str]:
    theme = parsed(base.parts[_THEME]) if _THEME in base.parts else None
    return {name for one in _sources(base) for name in _names(one, theme)} - {""}


def _sources(base: Base) -> Iterator[Element]:
    """The defaults, the styles that play a role, the letterhead, and the lists of the papers."""
    sheet = parsed(base.parts[_STYLES])
    defaults = child(sheet, "docDefaults")
    if defaults is not None:
        yield defaults
    heads = [
        parsed(part)
        for name, part in base.parts.items()
        if re.fullmatch(r"(rv_)?(header|footer)\d*\.xml", posixpath.basename(name))
    ]
    yield from heads
    named = {value(one) for head in heads for one in head.iter(q("pStyle"), q("rStyle"))}
    yield from _with_their_bases(sheet, {*base.styles.values(), *named})
    wanted = {str(base.numbering.decimal), str(base.numbering.bullet)}
    for one in parsed(base.parts[NUMBERING]).findall(q("abstractNum")):
        if value(one, "abstractNumId") in wanted:
            yield one


def _with_their_bases(sheet: Element, ids: Iterable[str]) -> Iterator[Element]:
    styles = {value(one, "styleId"): one for one in sheet.findall(q("style"))}
    open_, seen = [one for one in ids if one in styles], set[str]()
    while open_:
        at = open_.pop()
        if at in styles and at not in seen:
            seen.add(at)
            yield styles[at]
            open_.append(value(child(styles[at], "basedOn")))


def _names(source: Element, theme: Element | None) -> Iterator[str]:
    for fonts in source.iter(q("rFonts")):
        for letters in _LETTERS:
            by_theme = value(fonts, f"{letters}Theme")
            yield _of_theme(theme, by_theme) if by_theme else value(fonts, letters)


def _of_theme(theme: Element | None, name: str) -> str:
    """`minorHAnsi` is the font of running text, `majorHAnsi` that of headings."""
    kind = q("a:majorFont") if name.startswith("major") else q("a:minorFont")
    fonts = next(theme.iter(kind), None) if theme is not None else None
    latin = fonts.find(q("a:latin")) if fonts is not None else None
    return latin.get("typeface", "") if latin is not None else ""
