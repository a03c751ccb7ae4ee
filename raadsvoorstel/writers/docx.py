"""A paper as a Word file: lxml elements with the style ids of the house style's base document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from textwrap import shorten
from types import MappingProxyType
from typing import assert_never
from urllib.parse import quote

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from raadsvoorstel.document import (
    DUTCH,
    PAGE_NUMBER,
    Blank,
    Block,
    Cell,
    Emphasis,
    Group,
    Heading,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Named,
    Paper,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    inline_text,
    names,
)
from raadsvoorstel.housestyle import NO_FILES, HouseStyle, StyleFiles, Uiterlijk
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import DOCUMENT, LEVELS, NUMBERING, RELATIONS, Base, Running
from raadsvoorstel.word.built import built
from raadsvoorstel.word.logo import Placed, placed
from raadsvoorstel.word.package import package, property_parts
from raadsvoorstel.word.roles import Role
from raadsvoorstel.word.spacing import settle_headings
from raadsvoorstel.word.tables import name_tables, tables_apart, widths
from raadsvoorstel.word.xml import Element, R, kept, parsed, serialised, text, w

_LINK_TYPE, _IMAGE_TYPE = f"{R}/hyperlink", f"{R}/image"
CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS_SPACE}}}Relationship"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS_SPACE}"/>'.encode()
_TOOLTIP = 260
"""The letters of a tooltip; Word refuses a file with more."""
_URL_SIGNS = "!#$%&'()*+,/:;=?@[]~"
_SIDE_ROOM = 120
"""Between the text and a header or footer that outgrew its margin."""


def write(paper: Paper, style: HouseStyle, files: StyleFiles = NO_FILES) -> bytes:
    """The bytes of a .docx; the same paper in the same look gives the same bytes."""
    language = paper.document.language
    base = _base(style, files, language)
    parts = dict(base.parts)
    body = _Body(base, style.uiterlijk, language)
    content = list(body.blocks(paper.document.blocks, roles.BODY))
    name_tables(content, base)
    if files.basis is None:  # a municipality's own styles have the room that they should have
        settle_headings(content, base)
    content = tables_apart(content, base)
    parts[DOCUMENT] = serialised(w("document", w("body", *content, parsed(base.section))))
    parts[RELATIONS] = _relations(parts[RELATIONS], body.links)
    parts[NUMBERING] = _numbering(parts[NUMBERING], base, body.lists)
    logo = _logo(style, files, base)
    for running in base.running:
        parts |= _running(running, paper, _Body(base, style.uiterlijk, language), logo)
    if logo is not None:
        parts |= logo.members
        parts[CONTENT_TYPES] = _content_types(parts[CONTENT_TYPES], logo.types)
    if base.marked:
        return package(parts | _personal(paper, base))
    return package(parts | property_parts(paper.properties, language))


def _logo(style: HouseStyle, files: StyleFiles, base: Base) -> Placed | None:
    """The logo of the house style; where a base has headers of its own there is no place for it."""
    if style.logo is None or files.logo is None:
        return None
    room = any(one.kind == "header" for one in base.running)
    return placed(style.logo, files.logo, base.text_width) if room else None


def _base(style: HouseStyle, files: StyleFiles, language: str) -> Base:
    if files.basis is None:
        return built(style.uiterlijk, language)
    from raadsvoorstel.word.own import adopted

    return adopted(files.basis, style, language).base


def _personal(paper: Paper, base: Base) -> dict[str, bytes]:
    """The letterhead with the values of this paper in its fields, and a property for each."""
    from raadsvoorstel.word.own import fields

    titles = (one for one in paper.document.blocks if isinstance(one, Heading))
    title = inline_text(next(titles, Heading(1, ())).children)
    marked = {name: base.parts[name] for name in base.marked}
    values = fields.values(paper.properties, title, fields.asked(marked.values()))
    properties = replace(paper.properties, custom=tuple(values.custom.items()))
    letterhead = {name: fields.filled(part, values.all) for name, part in marked.items()}
    return letterhead | property_parts(properties, base.language)


class _List(Struct, frozen=True):
    """A list that got a number: ordered or not, its level and its first number."""

    ordered: bool
    level: int
    start: int


class _Body(Struct):
    """Writes blocks, and remembers the links and lists that other parts must know."""

    base: Base
    look: Uiterlijk
    language: str
    """Of the words at hand."""
    links: list[str] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    lists: list[_List] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...], role: Role) -> Iterator[Element]:
        for block in blocks:
            yield from self.block(block, role)

    def block(self, block: Block, role: Role) -> Iterator[Element]:
        match block:
            case Heading(level, children):
                yield self.paragraph(roles.HEADINGS[level - 1], children)
            case Paragraph(children):
                yield self.paragraph(role, children)
            case ListBlock():
                yield from self.list_block(block, 0)
            case Table():
                yield from self.table(block)
            case Group("bijschrift", inner):
                yield from self.caption(inner)
            case Group("ondertekening", inner):
                yield from self.signatures(inner)
            case Group(name, inner):
                yield from self.blocks(inner, roles.BY_GROUP.get(name, role))
            case Section(slot, inner, language):
                yield from self.speaking(language or self.language).section(slot, inner)
            case _:
                assert_never(block)

    def paragraph(self, role: Role, children: tuple[Inline, ...], *extra: Element) -> Element:
        style = self.base.styles[roles.POINT if _is_point(role, children) else role]
        properties = w("pPr", *((w("pStyle", val=style),) if style else ()), *extra)
        return w("p", *((properties,) if len(properties) else ()), *self.runs(children))

    def caption(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        """The words above a table, on the page where it starts."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self.paragraph(roles.CAPTION, block.children, w("keepNext"))
            else:
                yield from self.block(block, roles.CAPTION)

    def section(self, slot: str, blocks: tuple[Block, ...]) -> Iterator[Element]:
        match blocks:
            case (Heading(level, children), *rest) if slot:
                blocks = (Heading(level, (Named(children, slot),)), *rest)
            case _:
                pass
        elements = list(self.blocks(blocks, roles.BODY))
        if slot in self.look.nieuwe_pagina_voor and elements:
            properties = elements[0].find(w("pPr").tag)
            if properties is not None:
                properties.insert(1, w("pageBreakBefore"))
        yield from elements

    def signatures(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        """The closing words and all signatories, on one page."""
        for block in blocks:
            if isinstance(block, Group) and block.role == "handtekening":
                yield from self.signature(block.blocks, last=block is blocks[-1])
            else:
                yield from self.block(block, roles.CLOSING)

    def signature(self, blocks: tuple[Block, ...], *, last: bool) -> Iterator[Element]:
        """The lines of a signatory; room for the signature stands above the last line."""
        keep = () if last else ("keepNext",)
        for block in blocks:
            if not isinstance(block, Paragraph):
                yield from self.block(block, roles.CLOSING)
                continue
            *above, name = _lines(block.children)
            for line in above:
                yield self.paragraph(roles.CLOSING, line)
            yield self.paragraph(roles.SIGNATURE, name, *(w(tag) for tag in keep))

    # -- lists ---------------------------------------------------------------------------------

    def list_block(self, block: ListBlock, level: int) -> Iterator[Element]:
        level = min(level, LEVELS - 1)
        self.lists.append(_List(block.ordered, level, block.start))
        number = self.base.numbering.taken + len(self.lists)
        for item in block.items:
            yield from self.item(item, block.ordered, level, number)

    def item(self, item: ListItem, ordered: bool, level: int, number: int) -> Iterator[Element]:  # noqa: FBT001
        role = roles.NUMBERED if ordered else roles.BULLETED
        numbered = w("numPr", w("ilvl", val=level), w("numId", val=number))
        first, rest = _first_paragraph(item)
        yield self.paragraph(role, first, numbered)
        for block in rest:
            match block:
                case Paragraph(children):
                    indent = w("ind", left=self.base.numbering.indents[level])
                    yield self.paragraph(roles.CONTINUED, children, indent)
                case ListBlock():
                    yield from self.list_block(block, level + 1)
                case _:
                    yield from self.block(block, roles.CONTINUED)

    # -- tables --------------------------------------------------------------------------------

    def table(self, table: Table) -> Iterator[Element]:
        right = (*table.right, *(False,) * len(table.header))[: len(table.header)]
        columns = widths(table, self.base.text_width, self.base.letter)
        properties = w(
            "tblPr",
            w("tblStyle", val=self.base.styles[roles.TABLE]),
            w("tblW", w=sum(columns), type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0420",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in columns))
        last_but_one = len(table.rows) - 1
        rows = [
            self.row(row, columns, right, header=number == 0, keep=number == last_but_one)
            for number, row in enumerate((table.header, *table.rows))
        ]
        yield w("tbl", properties, grid, *rows)

    def row(
        self,
        cells: tuple[Cell, ...],
        widths: tuple[int, ...],
        right: tuple[bool, ...],
        *,
        header: bool,
        keep: bool,
    ) -> Element:
        """A row; the last but one keeps to the last, which LibreOffice may lose on its own."""
        role = roles.CELL_HEAD if header else roles.CELL
        properties = w("trPr", w("cantSplit"), *((w("tblHeader"),) if header else ()))
        return w(
            "tr",
            properties,
            *(
                w(
                    "tc",
                    w("tcPr", w("tcW", w=width, type="dxa")),
                    self.paragraph(role, cell, *_cell_layout(keep=keep, right=against_right)),
                )
                for cell, width, against_right in zip(cells, widths, right, strict=True)
            ),
        )

    # -- inlines -------------------------------------------------------------------------------

    def speaking(self, language: str) -> _Body:
        """The same body, for words in this language."""
        return replace(self, language=language)

    def runs(self, children: tuple[Inline, ...], *marks: Role) -> Iterator[Element]:
        for child in children:
            yield from self.run(child, marks)

    def run(self, inline: Inline, marks: tuple[Role, ...]) -> Iterator[Element]:
        match inline:
            case Text(value):
                yield self.letters(value, marks)
            case Blank():
                yield self.speaking(DUTCH).letters(str(inline), (roles.BLANK,))
            case LineBreak():
                yield w("r", w("br"))
            case Strong(children):
                yield from self.runs(children, *marks, roles.STRONG)
            case Emphasis(children):
                yield from self.runs(children, *marks, roles.EMPHASIS)
            case InLanguage(children, language):
                yield from self.speaking(language).runs(children, *marks)
            case Named(children, name):
                yield from self.bookmarked(name, self.runs(children, *marks))
            case Link(children, url):
                yield self.link(children, url, marks)
            case _:
                assert_never(inline)

    def bookmarked(self, name: str, runs: Iterable[Element]) -> Iterator[Element]:
        """A passage between bookmarks, by which it is found back in an edited file.

        A name holds letters, digits and `_`, at most 40, and occurs once; what comes back in a
        paper (the decision in proposal and decision) gets a number.
        """
        clean = "rv_" + re.sub(r"\W", "_", name)[:32]
        numbered = (clean if number == 1 else f"{clean}_{number}" for number in count(1))
        unique = next(one for one in numbered if one.casefold() not in self.bookmarks)
        self.bookmarks.add(unique.casefold())
        identifier = len(self.bookmarks)
        yield w("bookmarkStart", id=identifier, name=unique)
        yield from runs
        yield w("bookmarkEnd", id=identifier)

    def link(self, children: tuple[Inline, ...], url: str, marks: tuple[Role, ...]) -> Element:
        self.links.append(url)
        tip = shorten(inline_text(children), _TOOLTIP, placeholder="…")
        element = w("hyperlink", *self.runs(children, *marks, roles.LINK), tooltip=tip, history=1)
        element.set(f"{{{R}}}id", f"rLink{len(self.links)}")
        return element

    def letters(self, value: str, marks: tuple[Role, ...] = ()) -> Element:
        """Letters in a character style; any further mark on the same letters is set directly."""
        spoken = self.language != self.base.language
        language = (w("lang", val=self.language),) if spoken else ()
        if not marks:
            return w("r", *(w("rPr", one) for one in language), *text(value))
        style = roles.LINK if roles.LINK in marks else marks[-1]
        direct = {roles.STRONG: "b", roles.EMPHASIS: "i"}
        more = (w(tag) for mark, tag in direct.items() if mark in marks and mark != style)
        named = w("rStyle", val=self.base.styles[style])
        return w("r", w("rPr", named, *more, *language), *text(value))

    # -- header and footer ---------------------------------------------------------------------

    def header(self, paper: Paper, *, marked: bool, logo: Placed | None) -> Element:
        """The running lines below the woordmerk; a page without it says the name if all else is."""
        lines = [self.paragraph(roles.HEADER, line) for line in paper.header]
        has_name = self.look.woordmerk != "geen" and bool(paper.woordmerk)
        if marked and logo is not None:
            lines.insert(0, self.paragraph(roles.WORDMARK, ()))
            lines[0].append(logo.drawing())
        elif marked and has_name:
            lines.insert(0, self.paragraph(roles.WORDMARK, (Text(paper.woordmerk),)))
        elif not lines and (has_name or logo is not None):
            lines = [self.paragraph(roles.HEADER, (Text(paper.woordmerk),))]
        lines = lines or [self.paragraph(roles.HEADER, ())]
        _set_apart(lines[-1], "after")
        return w("hdr", *lines)

    def footer(self, paper: Paper) -> Element:
        lines = [self.paragraph(roles.FOOTER, line) for line in paper.footer]
        if self.look.paginering != "geen":
            empty = self.paragraph(roles.FOOTER, ())
            ours = paper.page_number == PAGE_NUMBER
            words = self.speaking(DUTCH) if ours else self
            empty.extend(words.page_number(paper.page_number))
            lines.append(empty)
        lines = lines or [self.paragraph(roles.FOOTER, ())]
        _set_apart(lines[0], "before")
        return w("ftr", *lines)

    def page_number(self, words: str) -> Iterator[Element]:
        fields = {"{pagina}": " PAGE ", "{paginas}": " NUMPAGES "}
        for piece in re.split(r"(\{paginas?\})", words):
            if piece in fields:
                yield from self.field(fields[piece])
            elif piece:
                yield self.letters(piece)

    def field(self, instruction: str) -> Iterator[Element]:
        yield w("r", w("fldChar", fldCharType="begin"))
        code = w("instrText")
        code.text = instruction
        code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield w("r", code)
        yield w("r", w("fldChar", fldCharType="separate"))
        yield self.letters("1")
        yield w("r", w("fldChar", fldCharType="end"))


_POINT = "bp_"
"""What the name of a beslispunt starts with."""
_RUNNING_TEXT = {roles.BODY, roles.NUMBERED, roles.BULLETED}


def _is_point(role: Role, children: tuple[Inline, ...]) -> bool:
    return role in _RUNNING_TEXT and any(name.startswith(_POINT) for name in names(children))


def _cell_layout(*, keep: bool, right: bool) -> Iterator[Element]:
    if keep:
        yield w("keepNext")
    if right:
        yield w("jc", val="right")


def _lines(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    lines: list[tuple[Inline, ...]] = [()]
    for child in children:
        if isinstance(child, LineBreak):
            lines.append(())
        else:
            lines[-1] = (*lines[-1], child)
    return lines


def _first_paragraph(item: ListItem) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """What stands behind the number; an item that starts with something else has nothing there."""
    match item.blocks:
        case (Paragraph(children), *rest):
            return children, tuple(rest)
        case _:
            return (), item.blocks


# -- the other parts ---------------------------------------------------------------------------


def _relations(
    blank: bytes, links: list[str], pictures: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    root = parsed(blank)
    for identifier, target in pictures.items():
        etree.SubElement(root, _RELATION, Id=identifier, Type=_IMAGE_TYPE, Target=target)
    for index, url in enumerate(links, 1):
        etree.SubElement(
            root,
            _RELATION,
            Id=f"rLink{index}",
            Type=_LINK_TYPE,
            Target=quote(url, safe=_URL_SIGNS),
            TargetMode="External",
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types(blank: bytes, types: Mapping[str, str]) -> bytes:
    root = parsed(blank)
    for name, kind in types.items():
        etree.SubElement(
            root, f"{{{_CONTENT_SPACE}}}Override", PartName=f"/{name}", ContentType=kind
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _numbering(blank: bytes, base: Base, lists: list[_List]) -> bytes:
    """A number per list, so that each starts anew (else Word goes on counting)."""
    root = parsed(blank)
    for identifier, one in enumerate(lists, base.numbering.taken + 1):
        kind = base.numbering.decimal if one.ordered else base.numbering.bullet
        root.append(
            w(
                "num",
                w("abstractNumId", val=kind),
                w("lvlOverride", w("startOverride", val=one.start), ilvl=one.level),
                numId=identifier,
            )
        )
    return kept(root)


def _running(
    running: Running, paper: Paper, side: _Body, logo: Placed | None
) -> Iterator[tuple[str, bytes]]:
    """A header or footer, with its relations where it has any."""
    if running.kind == "footer":
        root, marked = side.footer(paper), False
    else:
        marked = running.first_page or not any(one.first_page for one in side.base.running)
        root = side.header(paper, marked=marked, logo=logo)
    yield running.part, serialised(root)
    pictures = logo.relations if marked and logo is not None else {}
    if side.links or pictures:
        folder, name = posixpath.split(running.part)
        yield f"{folder}/_rels/{name}.rels", _relations(_NO_RELATIONS, side.links, pictures)


def _set_apart(paragraph: Element, side: str) -> None:
    for properties in paragraph.iter(w("pPr").tag):
        properties.append(w("spacing", **{side: _SIDE_ROOM}))
