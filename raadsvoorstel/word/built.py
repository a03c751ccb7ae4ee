"""The base document that is built by code: styles, page, numbering and settings, made once.

python-docx brings the package; its own styles are all replaced. A4, no compatibility mode.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from types import MappingProxyType
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.section import Section as SectionOfPages
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle, StyleFactory

from raadsvoorstel.housestyle import Kopstijl, Uiterlijk
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import DOCUMENT, LEVELS, Base, Numbering, Parts, Running
from raadsvoorstel.word.fonts import font_table
from raadsvoorstel.word.roles import Role
from raadsvoorstel.word.theme import theme
from raadsvoorstel.word.xml import Element, kept, parsed, serialised, w

DECIMAL, BULLET = 1, 2
"""The abstract numberings; every list gets a number of its own that points to one of them."""
INDENT = 482
"""How far each level of a list stands further in, twentieths of a point: room for “100.”."""
_HANGING = 284
"""How far the second line of a value stands in from its label."""
_A4 = (Cm(21), Cm(29.7))
_PAGE_WIDTH = 11906
_BLANK_FILL = "FFF2CC"
_LINK_COLOUR = "0563C1"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
    ("useWord2013TrackBottomHyphenation", "0"),
)
_CUSTOM = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
_NEEDLESS = (
    "/stylesWithEffects",
    "/customXml",
    "/thumbnail",
    "/theme",
    "/webSettings",
    "/fontTable",
)
"""What python-docx's own document brings and no paper of ours needs."""
_SIDES = {
    "links": WD_ALIGN_PARAGRAPH.LEFT,
    "midden": WD_ALIGN_PARAGRAPH.CENTER,
    "rechts": WD_ALIGN_PARAGRAPH.RIGHT,
}

_RUNNING = (Running("word/header1.xml", "header"), Running("word/footer1.xml", "footer"))
_FIRST_PAGE = (
    Running("word/header2.xml", "header", first_page=True),
    Running("word/footer2.xml", "footer", first_page=True),
)


@cache
def built(look: Uiterlijk, language: str) -> Base:
    """An empty paper in this look and language."""
    parts = _parts(look, language)
    sides = number(look.marges.links) + number(look.marges.rechts)
    return Base(
        parts,
        serialised(parsed(parts[DOCUMENT])[0][-1]),
        MappingProxyType({role: role.id for role in roles.ROLES} | {roles.BODY: ""}),
        Numbering(DECIMAL, BULLET, 0, tuple(INDENT * level for level in range(1, LEVELS + 1))),
        _RUNNING + (_FIRST_PAGE if _has_first_page(look) else ()),
        _PAGE_WIDTH - int(sides * 567),
        number(look.grootte),
        language,
    )


def _parts(look: Uiterlijk, language: str) -> Parts:
    document = docx.Document(io.BytesIO(_empty()))
    _styles(document, look, language)
    _settings(document, language)
    _numbering(document)
    _page(document, look)
    _other_parts(document, look)
    with zipfile.ZipFile(io.BytesIO(_saved(document))) as archive:
        return MappingProxyType({name: archive.read(name) for name in archive.namelist()})


@cache
def _empty() -> bytes:
    """The document of python-docx without its styles, which take long to read for every look."""
    document = docx.Document()
    _drop_needless(document)
    document.styles.element.clear()
    document.part.numbering_part.element.clear()
    return _saved(document)


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _has_first_page(look: Uiterlijk) -> bool:
    return look.woordmerk_op == "eerste pagina"


def number(value: str) -> float:
    """A measure of a house style: `10,5`."""
    return float(value.replace(",", "."))


def _drop_needless(document: Document) -> None:
    package = document.part.package
    for rels in (document.part.rels, package.rels):
        for rid in [rid for rid, rel in rels.items() if rel.reltype.endswith(_NEEDLESS)]:
            del rels[rid]


# -- styles ------------------------------------------------------------------------------------


def _styles(document: Document, look: Uiterlijk, language: str) -> None:
    root: Element = document.styles.element
    root.append(_defaults(look, language))
    _body(document, look)
    for level, role in enumerate(roles.HEADINGS, 1):
        _heading(document, role, level, _heading_look(look, level))
    _lists(document)
    _parts_of_a_paper(document, look)
    _characters(document)
    root.append(_table_style(look))


def _defaults(look: Uiterlijk, language: str) -> Element:
    fonts = w(
        "rFonts",
        ascii=look.lettertype,
        hAnsi=look.lettertype,
        cs=look.lettertype,
        eastAsia=look.lettertype,
    )
    size = int(number(look.grootte) * 2)
    spacing = w("spacing", after=120, line=int(240 * number(look.regelafstand)), lineRule="auto")
    return w(
        "docDefaults",
        w(
            "rPrDefault",
            w(
                "rPr",
                fonts,
                w("sz", val=size),
                w("szCs", val=size),
                w("lang", val=language, eastAsia=language, bidi="ar-SA"),
            ),
        ),
        w("pPrDefault", w("pPr", w("widowControl"), spacing)),
    )


def _add(
    document: Document, role: Role, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH
) -> BaseStyle:
    """A new style; `styles.add_style` would first look for one of that name among all others."""
    builtin = not role.name.startswith("RV ")
    element = document.styles.element.add_style_of_type(role.name, kind, builtin)
    element.set(qn("w:styleId"), role.id)
    style: BaseStyle = StyleFactory(element)
    style.quick_style = True
    if role is not roles.BODY and kind is WD_STYLE_TYPE.PARAGRAPH:
        style.element.insert_element_before(
            w("basedOn", val=roles.BODY.id),
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
        )
    return style


def _paragraph(document: Document, role: Role) -> ParagraphStyle:
    style = _add(document, role)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(role)
    return style


def _body(document: Document, look: Uiterlijk) -> None:
    style = _paragraph(document, roles.BODY)
    style.element.set(qn("w:default"), "1")
    style.font.color.rgb = RGBColor.from_string(look.kleur)


def _heading_look(look: Uiterlijk, level: int) -> Kopstijl:
    return (look.titel, look.kop1)[level - 1] if level <= 2 else look.kop2  # noqa: PLR2004


def _heading(document: Document, role: Role, level: int, look: Kopstijl) -> None:
    style = _paragraph(document, role)
    style.next_paragraph_style = document.styles["Normal"]
    font, layout = style.font, style.paragraph_format
    font.size, font.bold = Pt(number(look.grootte)), look.vet
    font.color.rgb = RGBColor.from_string(look.kleur)
    if look.lettertype:
        font.name = look.lettertype
    if look.hoofdletters:
        font.all_caps = True
    layout.keep_with_next = True
    layout.space_before, layout.space_after = Pt(0 if level == 1 else 12), Pt(3)
    properties = style.element.get_or_add_pPr()
    if look.lijn:
        properties.insert_element_before(
            w("pBdr", w("bottom", val="single", sz=6, space=1, color=look.kleur)),
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        )
    properties.append(w("outlineLvl", val=level - 1))


def _lists(document: Document) -> None:
    for role in (roles.NUMBERED, roles.BULLETED, roles.CONTINUED, roles.POINT):
        layout = _paragraph(document, role).paragraph_format
        layout.space_after = Pt(3)


def _parts_of_a_paper(document: Document, look: Uiterlijk) -> None:
    accent = RGBColor.from_string(look.accent)
    small = Pt(max(8, number(look.grootte) - 2))
    for role in (roles.HEADER, roles.FOOTER):
        style = _paragraph(document, role)
        style.font.size, style.paragraph_format.space_after = small, Pt(0)
    caption = _paragraph(document, roles.CAPTION)
    caption.font.size, caption.font.italic = small, True
    caption.paragraph_format.keep_with_next, caption.paragraph_format.space_after = True, Pt(3)
    wordmark = _paragraph(document, roles.WORDMARK)
    wordmark.font.size, wordmark.font.bold, wordmark.font.color.rgb = Pt(14), True, accent
    wordmark.paragraph_format.line_spacing = 1.0  # more would grow with the height of a logo
    _metadata(document)
    formula = _paragraph(document, roles.FORMULA).paragraph_format
    formula.keep_with_next = True
    closing = _paragraph(document, roles.CLOSING).paragraph_format
    closing.keep_with_next, closing.keep_together, closing.space_after = True, True, Pt(0)
    closing.space_before = Pt(14)
    signature = _paragraph(document, roles.SIGNATURE).paragraph_format
    signature.space_before, signature.keep_together = Pt(28), True
    signature.space_after = Pt(36)  # more than above it: a name belongs to the office above it
    for role in (roles.CONCEPT, roles.EXAMPLE, roles.DEVIATION):
        notice = _paragraph(document, role)
        notice.font.italic = True
    for role in (roles.CELL, roles.CELL_HEAD):
        cell = _paragraph(document, role)
        cell.paragraph_format.space_after = Pt(2)
        cell.paragraph_format.space_before = Pt(2)
        cell.font.bold = True if role is roles.CELL_HEAD else None


def _metadata(document: Document) -> None:
    """Labels under each other, a long value under its own; only the last has room below it."""
    layout: Element = _paragraph(document, roles.METADATA).element.get_or_add_pPr()
    layout.extend((w("ind", left=_HANGING, hanging=_HANGING), w("contextualSpacing")))


def _characters(document: Document) -> None:
    def character(role: Role) -> CharacterStyle:
        style = _add(document, role, WD_STYLE_TYPE.CHARACTER)
        if not isinstance(style, CharacterStyle):
            raise TypeError(role)
        return style

    character(roles.STRONG).font.bold = True
    character(roles.EMPHASIS).font.italic = True
    link = character(roles.LINK).font
    link.color.rgb, link.underline = RGBColor.from_string(_LINK_COLOUR), True
    blank: Element = character(roles.BLANK).element.get_or_add_rPr()
    blank.append(w("shd", val="clear", color="auto", fill=_BLANK_FILL))


def _table_style(look: Uiterlijk) -> Element:
    borders = w(
        "tblBorders",
        *(
            w(side, val="single", sz=4, space=0, color="808080")
            for side in ("top", "bottom", "insideH")
        ),
    )
    margins = w("tblCellMar", w("left", w=108, type="dxa"), w("right", w=108, type="dxa"))
    header = w(
        "tblStylePr",
        w("tcPr", w("tcBorders", w("bottom", val="single", sz=8, space=0, color=look.accent))),
        type="firstRow",
    )
    return w(
        "style",
        w("name", val=roles.TABLE.name),
        w("uiPriority", val=59),
        w("qFormat"),
        w("tblPr", borders, margins),
        header,
        type="table",
        styleId=roles.TABLE.id,
        customStyle=1,
    )


# -- settings, numbering, page -----------------------------------------------------------------


def _settings(document: Document, language: str) -> None:
    root: Element = document.settings.element
    root.clear()
    address = "http://schemas.microsoft.com/office/word"
    compat = w(
        "compat",
        *(w("compatSetting", name=name, uri=address, val=value) for name, value in _COMPATIBILITY),
    )
    root.extend(
        (
            w("zoom", percent=100),
            w("defaultTabStop", val=708),
            w("characterSpacingControl", val="doNotCompress"),
            compat,
            w("themeFontLang", val=language),
            w("decimalSymbol", val=","),
            w("listSeparator", val=";"),
        )
    )


def _numbering(document: Document) -> None:
    root: Element = document.part.numbering_part.element
    root.append(_abstract(DECIMAL, ("decimal",), "%{}."))
    root.append(_abstract(BULLET, ("bullet",), "•–"))


def _abstract(identifier: int, formats: tuple[str, ...], texts: str) -> Element:
    levels = []
    for level in range(LEVELS):
        bullet = formats == ("bullet",)
        sign = texts[level % 2] if bullet else texts.format(level + 1)
        children = [
            w("start", val=1),
            w("numFmt", val=formats[level % len(formats)]),
            w("lvlText", val=sign),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=INDENT * (level + 1), hanging=INDENT)),
        ]
        levels.append(w("lvl", *children, ilvl=level))
    return w(
        "abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=identifier
    )


def _page(document: Document, look: Uiterlijk) -> None:
    section = document.sections[0]
    _bare(section)
    section.page_width, section.page_height = _A4
    margins = look.marges
    section.top_margin, section.bottom_margin = Cm(number(margins.boven)), Cm(number(margins.onder))
    section.left_margin, section.right_margin = (
        Cm(number(margins.links)),
        Cm(number(margins.rechts)),
    )
    section.header_distance = section.footer_distance = Cm(1)
    _running_parts(section, first_page=_has_first_page(look))
    for place, style in (
        (look.woordmerk, "RV Woordmerk"),
        (look.woordmerk, "header"),
        (look.paginering, "footer"),
    ):
        side = place.rpartition(" ")[2]
        if side in _SIDES:
            found = document.styles[style]
            if isinstance(found, ParagraphStyle):
                found.paragraph_format.alignment = _SIDES[side]


def _bare(section: SectionOfPages) -> None:
    """Without what the document of python-docx says of its own making."""
    properties: Element = section._sectPr  # noqa: SLF001 - python-docx has no name for it
    properties.attrib.clear()
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)


def _running_parts(section: SectionOfPages, *, first_page: bool) -> None:
    """The headers and footers that the writer fills; python-docx numbers them as they come."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    if first_page:
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        section.first_page_footer.is_linked_to_previous = False


def _other_parts(document: Document, look: Uiterlijk) -> None:
    """Fonts, theme and an empty part for custom properties: python-docx makes none of them."""
    main, package = document.part, document.part.package
    fonts, theme_ = serialised(font_table(look)), kept(theme(look))
    for owner, name, kind, relation, content in (
        (main, "word/fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts),
        (main, "word/theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme_),
        (package, "docProps/custom", _CUSTOM, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, b""),
    ):
        part = Part(PackURI(f"/{name}.xml"), kind, content, cast("Any", package))
        owner.relate_to(part, relation)
