"""Markdown (CommonMark, GFM tables, `:::` groups, `[…]{lang=fy-NL}`) to blocks.

The only module on `markdown_it`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from msgspec import Struct

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import (
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
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    inline_text,
    is_language,
)
from raadsvoorstel.readers.recalled import Reading, Refusal
from raadsvoorstel.tokens import TOKEN, forbidden

SECTION = "sectie"
FIRST_LEVEL_OF_A_TEXT = 3
"""A text stands under the heading of its section, which has level 2."""
_LANGUAGE_MARK = re.compile(r"\{\s*(?:lang|taal)\s*=[^{}\n]*\}", re.IGNORECASE)
"""What is meant to name a language, well written or not; any other `{…}` is text."""
_NUMBERED = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.ASCII | re.IGNORECASE)
_ALLOWED_URLS = ("https://", "http://", "mailto:")

_REFUSED = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "Een afbeelding",
    "code_block": "Code (een regel met vier spaties inspringing)",
    "code_inline": "Code (tussen `…`)",
    "fence": "Een codeblok",
    "hr": "Een scheidingslijn",
    "blockquote": "Een citaatblok (>)",
    "container_groep": "Een groep met :::",
}


Place = Callable[[int], Location | None]
"""Where line n (from 0) of the text stands in its file."""


def read(text: str, starts: tuple[Location, ...] = (), *, groups: bool = False) -> Reading:
    """The blocks of a Markdown text; `groups` allows `::: rol`, which only templates use."""
    if groups:
        return _template(text)
    last = len(starts) - 1
    return _read(text, lambda line: starts[min(line, last)] if starts else None, groups=False)


@lru_cache(maxsize=64)
def _template(text: str) -> Reading:
    """A filled template holds tokens for all values, so many councils have the same one."""
    return _read(text, lambda _: None, groups=True)


def _read(text: str, place: Place, *, groups: bool) -> Reading:
    refusals = list(_no_letters(text)) if "&#" in text else []
    lines = tuple(re.split(r"\r\n?|\n", text))
    reader = _Reader(place, refusals.append, lines, groups=groups)
    tree = SyntaxTreeNode(_parser().parse(text))
    return Reading(tuple(reader.blocks(tree)), tuple(refusals))


def _no_letters(text: str) -> Iterator[Refusal]:
    """Numbers of characters that no text may hold; what tokens are made of is among them."""
    for found in _NUMBERED.finditer(text):
        number = int(found[1], 16) if found[1] else int(found[2])
        if number <= sys.maxunicode and any(forbidden(chr(number))):
            shown = f"'{found[0]}' staat voor een onzichtbaar teken dat geen tekst is"
            yield Refusal(text.count("\n", 0, found.start()), shown, "Haal het weg")


@cache
def _parser() -> MarkdownIt:
    # A definition such as `[1]: bron` would leave the text without a trace.
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    # An address is kept as typed; the default would turn its letters into %-codes.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = _any_address  # type: ignore[method-assign]  # checked in link()
    container_plugin(parser, "groep", validate=lambda params, *_: bool(params.strip()))
    parser.inline.ruler.after("link", "taal", _words_in_language)
    return parser


def _words_in_language(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Words between `[` and `]{lang=fy-NL}`, as pandoc has them.

    The plugin for attributes would drop every attribute and remark that it doesn't know. A silent
    look is for the end of a link: there brackets count and words in a language may stand inside.
    """
    if silent or state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    mark = _LANGUAGE_MARK.match(state.src, end + 1, maximum) if end >= start else None
    if mark is None:
        return False
    state.push("taal_open", "span", 1).attrs["lang"] = mark.group()
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push("taal_close", "span", -1)
    state.pos, state.posMax = mark.end(), maximum
    return True


def _language(mark: str) -> str:
    """The tag in `{lang=fy-NL}`; a mark in any other form comes back whole and is no language."""
    found = re.fullmatch(r'\{lang=("?)([^"]*)\1\}', mark)
    return found.group(2) if found else mark


def _any_address(url: str) -> bool:
    return bool(url)


class _Reader(Struct, frozen=True):
    place: Place
    refuse: Callable[[Refusal], None]
    lines: tuple[str, ...]
    groups: bool

    def blocks(self, parent: SyntaxTreeNode) -> Iterator[Block]:
        for node in parent.children:
            block = self.block(node)
            if block is not None:
                yield block

    def block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "heading":
                return self.heading(node)
            case "paragraph":
                return Paragraph(self.inlines(node.children[0]))
            case "bullet_list" | "ordered_list":
                return self.list_block(node)
            case "table":
                return self.table(node)
            case "container_groep" if self.groups:
                return self.group(node)
            case _:
                self.refused(node)
                return None

    def heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1])
        if level < FIRST_LEVEL_OF_A_TEXT and not self.groups:
            line = node.map[0] if node.map else 0
            self.refuse(Refusal(line, "Een kop van niveau 1 of 2 kan hier niet: gebruik `###`"))
        return Heading(level, self.inlines(node.children[0]))

    def list_block(self, node: SyntaxTreeNode) -> ListBlock:
        items = tuple(ListItem(tuple(self.blocks(item))) for item in node.children)
        start, ordered = int(node.attrs.get("start", 1)), node.type == "ordered_list"
        if ordered and not all(item.info == "1" for item in node.children):
            self.refuse_other_numbers(node, start)
        return ListBlock(ordered, items, start)

    def refuse_other_numbers(self, node: SyntaxTreeNode, start: int) -> None:
        """A list counts on from its first number, and shows none of the others as typed."""
        for shown, item in enumerate(node.children, start):
            if item.info != str(shown):
                typed = f"{item.info}{item.markup}"
                self.refuse(
                    Refusal(
                        item.map[0] if item.map else 0,
                        f"Hier staat '{typed}', maar in het stuk telt deze lijst door: {shown}",
                        f"Schrijf '{shown}.'; is het geen lijst, schrijf dan '{item.info}\\.'",
                    )
                )

    def table(self, node: SyntaxTreeNode) -> Table:
        head, *body = node.children
        header = head.children[0]
        rows = body[0].children if body else ()
        for row in rows:
            self.refuse_surplus(row, len(header.children))
        return Table(
            self.cells(header),
            tuple(self.cells(row) for row in rows),
            tuple("right" in str(cell.attrs.get("style", "")) for cell in header.children),
        )

    def refuse_surplus(self, row: SyntaxTreeNode, width: int) -> None:
        """The parser drops the cells of a row that stand beyond the last column."""
        line = row.map[0] if row.map else 0
        first, *rest = escapedSplit(self.lines[line].strip())
        cells = [first, *rest] if first else rest
        number = len(cells) - (not cells[-1]) if cells else 0
        if number > width:
            message = f"Deze rij heeft {number} cellen, maar de tabel heeft er {width} per rij"
            self.refuse(Refusal(line, message))

    def cells(self, row: SyntaxTreeNode) -> tuple[Cell, ...]:
        return tuple(self.inlines(cell.children[0]) for cell in row.children)

    def group(self, node: SyntaxTreeNode) -> Block:
        """A section or group; one in a language of its own is a section, or stands in one."""
        mark = _LANGUAGE_MARK.search(node.info)
        language = _language(mark.group()) if mark else ""
        role, _, name = _LANGUAGE_MARK.sub("", node.info).strip().partition(" ")
        blocks = tuple(self.blocks(node))
        if role == SECTION:
            return Section(name.strip(), blocks, language)
        group = (Group(role, blocks),) if role else blocks
        return Section("", group, language) if mark else Group(role, blocks)

    def inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        line = node.map[0] if node.map else 0
        inlines = _Inlines(self.place, self.refuse, line, templates=self.groups)
        return inlines.read(node.children)

    def refused(self, node: SyntaxTreeNode) -> None:
        what = _REFUSED.get(node.type, node.type)
        self.refuse(Refusal(node.map[0] if node.map else 0, f"{what} kan hier niet"))


class _Inlines(Struct):
    """Reads the inlines of one paragraph, counting its lines."""

    place: Place
    refuse: Callable[[Refusal], None]
    line: int
    templates: bool

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Inline, ...]:
        return _joined(tuple(found for node in nodes for found in self.inline(node)))

    def inline(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        match node.type:
            case "text" | "text_special":
                return (Text(node.content, self.place(self.line)),) if node.content else ()
            case "softbreak":
                self.line += 1
                return (Text(" ", self.place(self.line)),)
            case "hardbreak":
                self.line += 1
                return (LineBreak(),)
            case "strong":
                return (Strong(self.read(node.children)),)
            case "em":
                return (Emphasis(self.read(node.children)),)
            case "link":
                return self.link(node)
            case "taal":
                return self.in_language(node)
            case _:
                what = _REFUSED.get(node.type, node.type)
                self.refuse(Refusal(self.line, f"{what} kan hier niet"))
                return ()

    def link(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        url, line = str(node.attrs.get("href", "")), self.line
        shown = TOKEN.sub("{{ … }}", url)
        children = self.read(node.children)
        if shown != url and not self.templates:
            self.refuse(Refusal(line, f"In het adres '{shown}' kan geen invulplek staan"))
        elif not url.startswith(_ALLOWED_URLS):
            self.refuse(Refusal(line, f"De link naar '{shown}' kan niet: begin met https://"))
        if node.attrs.get("title"):
            self.refuse(Refusal(line, f"De link naar '{shown}' kan geen titel hebben"))
        if not inline_text(children).strip():
            self.refuse(Refusal(line, f"De link naar '{shown}' heeft geen tekst"))
        return (Link(children, url),)

    def in_language(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        mark, line = str(node.attrs["lang"]), self.line
        language, shown = _language(mark), TOKEN.sub("{{ … }}", mark)
        children = self.read(node.children)
        if not is_language(language):
            example = "schrijf bijvoorbeeld {lang=fy-NL}"
            self.refuse(Refusal(line, f"'{shown}' noemt geen taal met haar land: {example}"))
        if not inline_text(children).strip():
            self.refuse(Refusal(line, f"Tussen de haken voor '{shown}' staat geen tekst"))
        return (InLanguage(children, language),)


def _joined(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbouring texts as one: the parser cuts them at every escape."""
    joined: list[Inline] = []
    for inline in inlines:
        match joined, inline:
            case [*_, Text(before, origin)], Text(value):
                joined[-1] = Text(before + value, origin)
            case _:
                joined.append(inline)
    return tuple(joined)
