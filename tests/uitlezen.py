"""Reading papers back for tests, without our own readers: Word by its XML, Markdown by its tokens.

Every reader gives the same flat list of pieces, so that formats can be compared with each other and
with the document that was written.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, assert_never

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from raadsvoorstel.document import (
    Block,
    Document,
    Group,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Section,
    Table,
    inline_text,
)
from tests.conftest import need

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"


class Piece(Struct, frozen=True):
    """A run of letters: of a heading (`kop2`), a paragraph or a cell; `label` is a list number."""

    kind: str
    text: str
    label: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.text or self.label)


def _kept(pieces: Iterable[Piece]) -> list[Piece]:
    """Empty paragraphs say nothing, and neither do the outer line breaks of a paragraph."""
    trimmed = (Piece(one.kind, one.text.strip("\n"), one.label) for one in pieces)
    return [one for one in trimmed if one.says_something or one.kind == "cel"]


def _labels(ordered: bool, start: int) -> Iterator[str]:  # noqa: FBT001
    number = start
    while True:
        yield str(number) if ordered else BULLET
        number += 1


def _labelled(pieces: Iterable[Piece], label: str) -> Iterator[Piece]:
    """The pieces of an item: its label stands before its first paragraph, or alone."""
    first, *rest = [*pieces] or [Piece("alinea", "")]
    if first.kind == "alinea" and not first.label:
        yield Piece("alinea", first.text, label)
    else:
        yield Piece("alinea", "", label)
        yield first
    yield from rest


# -- the document that was meant ---------------------------------------------------------------


def document_pieces(document: Document) -> list[Piece]:
    return _kept(_of_blocks(document.blocks))


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading(level, children):
                yield Piece(f"kop{level}", _letters(children).replace("\n", " "))
            case Paragraph(children):
                yield Piece("alinea", _letters(children))
            case ListBlock(ordered, items, start):
                for item, label in zip(items, _labels(ordered, start), strict=False):
                    yield from _labelled(_kept(_of_blocks(item.blocks)), label)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield Piece("cel", _letters(cell).replace("\n", " "))
            case Group(_, inner) | Section(_, inner):
                yield from _of_blocks(inner)
            case _:
                assert_never(block)


def _letters(children: tuple[Inline, ...]) -> str:
    return inline_text(children)


# -- Markdown by markdown-it -------------------------------------------------------------------


def markdown_pieces(text: str) -> list[Piece]:
    """What plain CommonMark with tables reads; anything else than our blocks is an error."""
    parser = MarkdownIt("commonmark").enable("table")
    return _kept(_of_nodes(SyntaxTreeNode(parser.parse(text)).children))


def _of_nodes(nodes: list[SyntaxTreeNode]) -> Iterator[Piece]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Piece(f"kop{node.tag[1]}", _of_inline(node.children))
            case "paragraph":
                yield Piece("alinea", _of_inline(node.children))
            case "bullet_list" | "ordered_list":
                labels = _labels(node.type == "ordered_list", int(node.attrs.get("start", 1)))
                for item, label in zip(node.children, labels, strict=False):
                    yield from _labelled(_kept(_of_nodes(item.children)), label)
            case "table":
                for part in node.children:
                    for row in part.children:
                        for cell in row.children:
                            yield Piece("cel", _of_inline(cell.children))
            case _:
                raise AssertionError(f"read as {node.type}: {node.content!r}")


def _of_inline(nodes: list[SyntaxTreeNode]) -> str:
    return "".join(_of_inline_node(node) for node in nodes)


def _of_inline_node(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "text_special":
            return node.content
        case "inline" | "strong" | "em" | "link":
            return _of_inline(node.children)
        case "hardbreak":
            return "\n"
        case _:
            raise AssertionError(f"read as {node.type}: {node.content!r}")


# -- Markdown by pandoc ------------------------------------------------------------------------

PANDOC_MARKDOWN = "commonmark+pipe_tables+bracketed_spans"
_BETWEEN = "XXTUSSENXX"


def pandoc_pieces(texts: list[str]) -> list[list[Piece]]:
    """The pieces of many Markdown texts, read by pandoc in one call."""
    joined = f"\n\n{_BETWEEN}\n\n".join(texts)
    command = [need("pandoc"), "-f", PANDOC_MARKDOWN, "-t", "json"]
    done = subprocess.run(command, input=joined.encode(), capture_output=True, check=True)
    documents: list[list[Piece]] = [[]]
    for piece in _of_pandoc(json.loads(done.stdout)["blocks"]):
        if piece.text == _BETWEEN:
            documents.append([])
        else:
            documents[-1].append(piece)
    return [_kept(pieces) for pieces in documents]


def _of_pandoc(blocks: list[Any]) -> Iterator[Piece]:
    for block in blocks:
        content = block.get("c")
        match block["t"]:
            case "Header":
                yield Piece(f"kop{content[0]}", _of_pandoc_line(content[2]))
            case "Para" | "Plain":
                yield Piece("alinea", _of_pandoc_line(content))
            case "BulletList":
                for item in content:
                    yield from _labelled(_kept(_of_pandoc(item)), BULLET)
            case "OrderedList":
                for item, label in zip(content[1], _labels(True, content[0][0]), strict=False):  # noqa: FBT003
                    yield from _labelled(_kept(_of_pandoc(item)), label)
            case "Table":
                yield from _of_pandoc_table(content)
            case other:
                raise AssertionError(f"pandoc read {other}: {content}")


def _of_pandoc_table(content: list[Any]) -> Iterator[Piece]:
    _, _, _, head, bodies, _ = content
    for row in (*head[1], *(row for body in bodies for row in body[3])):
        for cell in row[1]:
            yield Piece("cel", "".join(piece.text for piece in _of_pandoc(cell[4])))


def _of_pandoc_line(inlines: list[Any]) -> str:
    return "".join(_of_pandoc_inline(one) for one in inlines)


def _of_pandoc_inline(inline: dict[str, Any]) -> str:
    match inline["t"]:
        case "Str":
            return str(inline["c"])
        case "Space":
            return " "
        case "LineBreak":
            return "\n"
        case "Strong" | "Emph":
            return _of_pandoc_line(inline["c"])
        case "Link" | "Span":
            return _of_pandoc_line(inline["c"][1])
        case other:
            raise AssertionError(f"pandoc read {other}: {inline}")


# -- Word by its XML ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """The parts of a .docx, and what they say."""

    parts: dict[str, bytes]

    @classmethod
    def read(cls, content: bytes) -> Word:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def tree(self, part: str) -> Any:
        return etree.fromstring(self.parts[part])

    @property
    def pieces(self) -> list[Piece]:
        body = self.tree("word/document.xml")[0]
        return _kept(self._of_elements(body, _Counter(self.tree("word/numbering.xml"))))

    def side(self, name: str) -> list[str]:
        """The paragraphs of every header or footer (`header`, `footer`)."""
        found = sorted(part for part in self.parts if re.fullmatch(rf"word/{name}\d+\.xml", part))
        return [_letters_of(p) for part in found for p in self.tree(part).iter(f"{W}p")]

    def _of_elements(self, parent: Any, counter: _Counter) -> Iterator[Piece]:
        for element in parent:
            if element.tag == f"{W}p":
                yield self._paragraph(element, counter)
            elif element.tag == f"{W}tbl":
                for cell in element.iter(f"{W}tc"):
                    text = "\n".join(_letters_of(p) for p in cell.iter(f"{W}p"))
                    yield Piece("cel", text.replace("\n", " "))

    def _paragraph(self, element: Any, counter: _Counter) -> Piece:
        style = element.find(f"{W}pPr/{W}pStyle")
        level = re.fullmatch(r"Kop(\d)", style.get(f"{W}val")) if style is not None else None
        text = _letters_of(element)
        if level:
            return Piece(f"kop{level.group(1)}", text.replace("\n", " "))
        return Piece("alinea", text, counter.label(element.find(f"{W}pPr/{W}numPr")))


def _letters_of(paragraph: Any) -> str:
    """Text, tabs and breaks of a paragraph; the code of a field is no text."""
    letters = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        (element.text or "") if element.tag == f"{W}t" else letters.get(element.tag, "")
        for run in paragraph.iter(f"{W}r")
        for element in run
    )


class _Counter:
    """Counts as Word does: per numId and level, from its start override."""

    def __init__(self, numbering: Any) -> None:
        self.formats: dict[tuple[str, str], str] = {}
        self.starts: dict[tuple[str, str], int] = {}
        self.kinds: dict[str, str] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.signs: dict[tuple[str, str], str] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                key = (abstract.get(f"{W}abstractNumId"), level.get(f"{W}ilvl"))
                self.formats[key] = level.find(f"{W}numFmt").get(f"{W}val")
                self.signs[key] = level.find(f"{W}lvlText").get(f"{W}val")
        for num in numbering.iter(f"{W}num"):
            identifier = num.get(f"{W}numId")
            self.kinds[identifier] = num.find(f"{W}abstractNumId").get(f"{W}val")
            for override in num.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride").get(f"{W}val")
                self.starts[identifier, override.get(f"{W}ilvl")] = int(start)

    def label(self, properties: Any) -> str:
        if properties is None:
            return ""
        level = properties.find(f"{W}ilvl").get(f"{W}val")
        identifier = properties.find(f"{W}numId").get(f"{W}val")
        if self.formats[self.kinds[identifier], level] == "bullet":
            return BULLET
        kind = (self.kinds[identifier], level)
        assert (self.formats[kind], self.signs[kind]) == ("decimal", f"%{int(level) + 1}.")
        key = (identifier, level)
        self.counts[key] = self.counts.get(key, self.starts.get(key, 1) - 1) + 1
        return str(self.counts[key])


# -- files -------------------------------------------------------------------------------------


def pandoc_plain(text: bytes, source: str) -> str:
    """The text of one file as pandoc sees it."""
    command = [need("pandoc"), "-f", source, "-t", "plain", "--wrap=none", "--columns=5000"]
    return subprocess.run(command, input=text, capture_output=True, check=True).stdout.decode()


def libreoffice_texts(files: list[Path], folder: Path) -> list[str]:
    """The text of many Word files as LibreOffice sees it, in one run; file names must differ."""
    command = [
        need("soffice"),
        f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(folder / "tekst"),
        *map(str, files),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return [
        (folder / "tekst" / f"{file.stem}.txt").read_text(encoding="utf-8-sig") for file in files
    ]
