"""A paper as a Word file: text with the style ids of the base document of its house style."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import count
from textwrap import shorten
from typing import assert_never
from urllib.parse import quote

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
from raadsvoorstel.word.base import DOCUMENT, LEVELS, NUMBERING, RELATIONS, Ready, Running
from raadsvoorstel.word.filling import filled, values
from raadsvoorstel.word.lines import Grid, Line, Piece, Row
from raadsvoorstel.word.markup import R, escaped, extended, letters, part, tag
from raadsvoorstel.word.package import (
    Arrow,
    extended_package,
    property_parts,
    relation,
    relations,
)
from raadsvoorstel.word.ready import ready
from raadsvoorstel.word.roles import Role
from raadsvoorstel.word.spacing import settle
from raadsvoorstel.word.tables import kept_rows, name_tables, tables_apart, widths
from raadsvoorstel.word.together import end_in_company, keep_together

_LINK_TYPE, _IMAGE_TYPE = f"{R}/hyperlink", f"{R}/image"
_TOOLTIP = 260
"""The letters of a tooltip; Word refuses a file with more."""
_NOT_IN_NAME = re.compile(r"\W")
_PAGE_FIELD = re.compile(r"(\{paginas?\})")
_URL_SIGNS = "!#$%&'()*+,/:;=?@[]~"
_UNDER_HEADER, _ABOVE_FOOTER = 240, 120
"""Between the text and a header or footer that outgrew its margin: a title needs more room."""


def write(paper: Paper, style: HouseStyle, files: StyleFiles = NO_FILES) -> bytes:
    """The bytes of a .docx; the same paper in the same look gives the same bytes."""
    language = paper.document.language
    base = ready(style, files, language)
    body = _Body(base, style.uiterlijk, language)
    content = "".join(one.xml() for one in _settled(body, paper))
    text = base.frames[DOCUMENT].replace("<w:body>", f"<w:body>{content}", 1)
    arrows = "".join(map(relation, _links(body)))
    parts = {
        DOCUMENT: text.encode(),
        RELATIONS: extended(base.frames[RELATIONS], arrows),
        NUMBERING: extended(base.frames[NUMBERING], _numbers(body)),
    }
    for running in base.running:
        parts |= _running(running, paper, _Body(base, style.uiterlijk, language))
    return extended_package(base.archive, parts | _personal(paper, base))


def _settled(body: _Body, paper: Paper) -> list[Piece]:
    """The text of a paper, each piece with the room that its neighbours leave it."""
    base = body.base
    content = list(name_tables(body.blocks(paper.document.blocks, roles.BODY), base))
    if not base.is_own:  # a municipality's own styles have the room that they should have
        content = settle(content, base)
    return end_in_company(keep_together(list(tables_apart(content, base)), base), base)


def _personal(paper: Paper, base: Ready) -> dict[str, bytes]:
    """What a paper says of itself, and the letterhead with those values in its fields."""
    properties = paper.properties
    if not base.marked:
        return property_parts(properties, base.language)
    titles = (one for one in paper.document.blocks if isinstance(one, Heading))
    title = inline_text(next(titles, Heading(1, ())).children)
    known = values(properties, title, base.asked)
    letterhead = {name: filled(base.frames[name], known.all).encode() for name in base.marked}
    custom = replace(properties, custom=tuple(known.custom.items()))
    return letterhead | property_parts(custom, base.language)


class _List(Struct, frozen=True):
    """A list that got a number: ordered or not, its level and its first number."""

    ordered: bool
    level: int
    start: int


class _Body(Struct):
    """Writes blocks, and remembers the links and lists that other parts must know."""

    base: Ready
    look: Uiterlijk
    language: str
    """Of the words at hand."""
    links: list[str] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    lists: list[_List] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...], role: Role) -> Iterator[Piece]:
        for block in blocks:
            yield from self.block(block, role)

    def block(self, block: Block, role: Role) -> Iterator[Piece]:
        match block:  # what comes most comes first: each kind that a block is not takes time
            case Paragraph(children):
                yield self.paragraph(role, children)
            case Section(slot, inner, language):
                yield from self.speaking(language or self.language).section(slot, inner)
            case Heading(level, children):
                yield self.paragraph(roles.HEADINGS[level - 1], children)
            case Group(name, inner):
                yield from self.group(name, inner, role)
            case ListBlock():
                yield from self.list_block(block, 0)
            case Table():
                yield self.table(block)
            case _:
                assert_never(block)

    def group(self, name: str, blocks: tuple[Block, ...], role: Role) -> Iterator[Piece]:
        match name:
            case "bijschrift":
                yield from self.caption(blocks)
            case "kenmerken":
                yield from self.metadata(blocks)
            case "ondertekening":
                yield from self.signatures(blocks)
            case _:
                yield from self.blocks(blocks, roles.BY_GROUP.get(name, role))

    def paragraph(self, role: Role, children: tuple[Inline, ...]) -> Line:
        known = len(self.bookmarks)
        runs = self.runs(children)
        has_name = len(self.bookmarks) > known
        point = has_name and _is_point(role, children)
        return Line(self.base.style(roles.POINT if point else role), runs, children)

    def caption(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        """The words above a table, on the page where it starts."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield replace(self.paragraph(roles.CAPTION, block.children), keep=True)
            else:
                yield from self.block(block, roles.CAPTION)

    def section(self, slot: str, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        match blocks:
            case (Heading(level, children), *rest) if slot:
                blocks = (Heading(level, (Named(children, slot),)), *rest)
            case _:
                pass
        new_page = slot in self.look.nieuwe_pagina_voor
        for piece in self.blocks(blocks, roles.BODY):
            starts = new_page and isinstance(piece, Line) and piece.has_layout
            yield replace(piece, new_page=True) if starts else piece
            new_page = False

    def metadata(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        """Each label with its value, in a paragraph of its own: only that can hang under itself."""
        for block in blocks:
            if isinstance(block, Paragraph):
                for line in _lines(block.children):
                    yield self.paragraph(roles.METADATA, line)
            else:
                yield from self.block(block, roles.METADATA)

    def signatures(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        """The closing words and all signatories, on one page."""
        for block in blocks:
            if isinstance(block, Group) and block.role == "handtekening":
                yield from self.signature(block.blocks, last=block is blocks[-1])
            else:
                yield from self.block(block, roles.CLOSING)

    def signature(self, blocks: tuple[Block, ...], *, last: bool) -> Iterator[Piece]:
        """The lines of a signatory; room for the signature stands above the last line."""
        for block in blocks:
            if not isinstance(block, Paragraph):
                yield from self.block(block, roles.CLOSING)
                continue
            *above, name = _lines(block.children)
            for line in above:
                yield self.paragraph(roles.CLOSING, line)
            yield replace(self.paragraph(roles.SIGNATURE, name), keep=not last)

    # -- lists ---------------------------------------------------------------------------------

    def list_block(self, block: ListBlock, level: int) -> Iterator[Piece]:
        level = min(level, LEVELS - 1)
        self.lists.append(_List(block.ordered, level, block.start))
        number = self.base.numbering.taken + len(self.lists)
        for item in block.items:
            yield from self.item(item, block.ordered, level, number)

    def item(self, item: ListItem, ordered: bool, level: int, number: int) -> Iterator[Piece]:  # noqa: FBT001
        role = roles.NUMBERED if ordered else roles.BULLETED
        first, rest = _first_paragraph(item)
        yield replace(self.paragraph(role, first), number=(level, number))
        for block in rest:
            match block:
                case Paragraph(children):
                    line = self.paragraph(roles.CONTINUED, children)
                    yield replace(line, indent=self.base.numbering.indents[level])
                case ListBlock():
                    yield from self.list_block(block, level + 1)
                case _:
                    yield from self.block(block, roles.CONTINUED)

    # -- tables --------------------------------------------------------------------------------

    def table(self, table: Table) -> Grid:
        right = (*table.right, *(False,) * len(table.header))[: len(table.header)]
        columns = widths(table, self.base.text_width, self.base.letter)
        kept = kept_rows(table)
        rows = (
            self.row(row, right, header=number == 0, keep=number in kept)
            for number, row in enumerate((table.header, *table.rows))
        )
        return Grid(self.base.style(roles.TABLE), columns, tuple(rows))

    def row(
        self, cells: tuple[Cell, ...], right: tuple[bool, ...], *, header: bool, keep: bool
    ) -> Row:
        style = self.base.style(roles.CELL_HEAD if header else roles.CELL)
        lines = (
            Line(style, self.runs(cell), keep=keep, right=against_right)
            for cell, against_right in zip(cells, right, strict=True)
        )
        return Row(tuple(lines), header)

    # -- inlines -------------------------------------------------------------------------------

    def speaking(self, language: str) -> _Body:
        """The same body, for words in this language."""
        return self if language == self.language else replace(self, language=language)

    def runs(self, children: tuple[Inline, ...], *marks: Role) -> str:
        return "".join(
            [
                self.letters(child.value, marks)
                if isinstance(child, Text)
                else self.run(child, marks)
                for child in children
            ]
        )

    def run(self, inline: Inline, marks: tuple[Role, ...]) -> str:
        match inline:
            case Text(value):
                return self.letters(value, marks)
            case Blank():
                return self.speaking(DUTCH).letters(str(inline), (roles.BLANK,))
            case Named(children, name):
                return self.bookmarked(name, children, marks)
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Strong(children):
                return self.runs(children, *marks, roles.STRONG)
            case Emphasis(children):
                return self.runs(children, *marks, roles.EMPHASIS)
            case InLanguage(children, language):
                return self.speaking(language).runs(children, *marks)
            case Link(children, url):
                return self.link(children, url, marks)
            case _:
                assert_never(inline)

    def bookmarked(self, name: str, children: tuple[Inline, ...], marks: tuple[Role, ...]) -> str:
        """A passage between bookmarks, by which it is found back in an edited file.

        A name holds letters, digits and `_`, at most 40, and occurs once; what comes back in a
        paper (the decision in proposal and decision) gets a number.
        """
        unique = clean = "rv_" + _NOT_IN_NAME.sub("_", name)[:32]
        numbers = count(2)
        while unique.casefold() in self.bookmarks:
            unique = f"{clean}_{next(numbers)}"
        self.bookmarks.add(unique.casefold())
        place = f'w:id="{len(self.bookmarks)}"'
        start = f'<w:bookmarkStart {place} w:name="{unique}"/>'
        return f"{start}{self.runs(children, *marks)}<w:bookmarkEnd {place}/>"

    def link(self, children: tuple[Inline, ...], url: str, marks: tuple[Role, ...]) -> str:
        self.links.append(url)
        tip = escaped(shorten(inline_text(children), _TOOLTIP, placeholder="…"))
        runs = self.runs(children, *marks, roles.LINK)
        named = f'w:tooltip="{tip}" w:history="1" r:id="rLink{len(self.links)}"'
        return f"<w:hyperlink {named}>{runs}</w:hyperlink>"

    def letters(self, value: str, marks: tuple[Role, ...] = ()) -> str:
        spoken = self.language != self.base.language
        if not marks and not spoken:  # nearly all letters
            return f"<w:r>{letters(value)}</w:r>"
        language = tag("lang", val=self.language) if spoken else ""
        properties = self.marked(marks) + language
        return f"<w:r><w:rPr>{properties}</w:rPr>{letters(value)}</w:r>"

    def marked(self, marks: tuple[Role, ...]) -> str:
        """A character style; any further mark on the same letters is set directly."""
        if not marks:
            return ""
        if len(marks) == 1:
            return tag("rStyle", val=self.base.style(marks[0]))
        style = roles.LINK if roles.LINK in marks else marks[-1]
        direct = {roles.STRONG: "<w:b/>", roles.EMPHASIS: "<w:i/>"}
        more = [element for mark, element in direct.items() if mark in marks and mark != style]
        return "".join((tag("rStyle", val=self.base.style(style)), *more))

    # -- header and footer ---------------------------------------------------------------------

    def header(self, paper: Paper, *, marked: bool) -> bytes:
        """The running lines below the woordmerk; a page without it says the name if all else is."""
        lines = [self.paragraph(roles.HEADER, line) for line in paper.header]
        has_name = self.look.woordmerk != "geen" and bool(paper.woordmerk)
        if marked and self.base.drawing:
            lines.insert(0, Line(self.base.style(roles.WORDMARK), self.base.drawing))
        elif marked and has_name:
            lines.insert(0, self.paragraph(roles.WORDMARK, (Text(paper.woordmerk),)))
        elif not lines and (has_name or self.base.drawing):
            lines = [self.paragraph(roles.HEADER, (Text(paper.woordmerk),))]
        *above, last = lines or [self.paragraph(roles.HEADER, ())]
        return part("hdr", *(one.xml() for one in (*above, replace(last, after=_UNDER_HEADER))))

    def footer(self, paper: Paper) -> bytes:
        lines = [self.paragraph(roles.FOOTER, line) for line in paper.footer]
        if self.look.paginering != "geen":
            ours = paper.page_number == PAGE_NUMBER
            words = self.speaking(DUTCH) if ours else self
            number = words.page_number(paper.page_number)
            lines.append(Line(self.base.style(roles.FOOTER), number))
        first, *below = lines or [self.paragraph(roles.FOOTER, ())]
        return part("ftr", *(one.xml() for one in (replace(first, before=_ABOVE_FOOTER), *below)))

    def page_number(self, words: str) -> str:
        fields = {"{pagina}": "PAGE", "{paginas}": "NUMPAGES"}
        return "".join(
            self.field(fields[piece]) if piece in fields else self.letters(piece)
            for piece in _PAGE_FIELD.split(words)
            if piece
        )

    def field(self, name: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.letters("1")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )


_POINT = "bp_"
"""What the name of a beslispunt starts with."""
_RUNNING_TEXT = {roles.BODY, roles.NUMBERED, roles.BULLETED}


def _is_point(role: Role, children: tuple[Inline, ...]) -> bool:
    return role in _RUNNING_TEXT and any(name.startswith(_POINT) for name in names(children))


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


def _links(body: _Body) -> list[Arrow]:
    """The addresses outside the file that a body leads to."""
    return [
        Arrow(f"rLink{index}", _LINK_TYPE, quote(url, safe=_URL_SIGNS), external=True)
        for index, url in enumerate(body.links, 1)
    ]


def _numbers(body: _Body) -> str:
    """A number per list, so that each starts anew (else Word goes on counting)."""
    kinds = body.base.numbering
    return "".join(
        f'<w:num w:numId="{identifier}">'
        f'<w:abstractNumId w:val="{kinds.decimal if one.ordered else kinds.bullet}"/>'
        f'<w:lvlOverride w:ilvl="{one.level}"><w:startOverride w:val="{one.start}"/>'
        "</w:lvlOverride></w:num>"
        for identifier, one in enumerate(body.lists, kinds.taken + 1)
    )


def _running(running: Running, paper: Paper, side: _Body) -> Mapping[str, bytes]:
    """A header or footer, with its relations where it has any."""
    first = any(one.first_page for one in side.base.running)
    marked = running.kind == "header" and (running.first_page or not first)
    header = running.kind == "header"
    content = side.header(paper, marked=marked) if header else side.footer(paper)
    pictures = side.base.pictures if marked else {}
    arrows = [Arrow(id_, _IMAGE_TYPE, target) for id_, target in pictures.items()] + _links(side)
    if not arrows:
        return {running.part: content}
    folder, name = posixpath.split(running.part)
    return {running.part: content, f"{folder}/_rels/{name}.rels": relations(arrows)}
