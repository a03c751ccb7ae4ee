"""What remains of a Word file when LibreOffice makes a tagged PDF of it: the structure, read back.

Whoever publishes a paper as PDF does so from Word or LibreOffice; a screen reader then needs the
headings, lists, table headers and languages. Every check is also tried on files that lack them.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filelock import FileLock
from pypdf import PdfReader

from raadsvoorstel.document import (
    Block,
    Group,
    Heading,
    ListBlock,
    Paper,
    Paragraph,
    Section,
    Table,
    inline_text,
)
from raadsvoorstel.writers import docx
from tests import proefstuk
from tests.conftest import compose, need, shipped_case
from tests.test_paginas import glued
from tests.test_word import styles
from tests.word_fouten import DOCUMENT, STYLES, Change, replaced, zipped

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
SAMPLE = "proefstuk"
COUNCILS = (("heemstede", "raadsvoorstel"), ("bloemendaal", "raadsbesluit"))
GOOD = (SAMPLE, *(" ".join(one) for one in COUNCILS))
_NODE = re.compile(r"( *)(\w+)(?: \(\w+\))?:?")
_TEXT = re.compile(r'( *)"(.*)"')
_LABEL = re.compile(r"\d+\.|[•–]")


@dataclass(slots=True)
class Node:
    """An element of the structure with the language that it names; letters have no name."""

    name: str
    depth: int
    language: str = ""
    own: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def all(self) -> Iterator[Node]:
        """The element and all in it, as they are read."""
        yield self
        for child in self.children:
            yield from child.all

    @property
    def letters(self) -> str:
        """Without spaces: lines are broken between words."""
        return glued("".join(node.own for node in self.all))

    def named(self, *names: str) -> list[Node]:
        return [node for node in self.all if node.name in names]


class Pdf(NamedTuple):
    """The structure of a PDF and the language of all that names none."""

    root: Node
    language: str


Check = Callable[[Paper, Pdf], Iterator[str]]


# -- reading -----------------------------------------------------------------------------------


def read(path: Path) -> Pdf:
    """The structure with its text by poppler, and the languages by pypdf."""
    command = [need("pdfinfo"), "-struct-text", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    root = structure(done)
    catalogue: Any = PdfReader(path).trailer["/Root"]
    found = languages(catalogue["/StructTreeRoot"]["/K"])
    elements = (node for node in root.children[0].all if node.name)
    for node, language in zip(elements, found, strict=True):
        node.language = language
    return Pdf(root, str(catalogue.get("/Lang", "")))


def structure(printed: str) -> Node:
    """The elements as poppler prints them: what is in another one stands further in."""
    root = Node("", -1)
    open_ = [root]
    for line in printed.splitlines():
        text, node = _TEXT.fullmatch(line), _NODE.fullmatch(line)
        if text:
            next(one for one in reversed(open_) if one.depth < len(text[1])).children.append(
                Node("", len(text[1]), own=text[2])
            )
        elif node:
            while open_[-1].depth >= len(node[1]):
                open_.pop()
            open_.append(Node(node[2], len(node[1])))
            open_[-2].children.append(open_[-1])
    return root


def languages(tree: Any) -> Iterator[str]:
    """The language that each element names, as they are read; letters are no element."""
    element = tree.get_object()
    if isinstance(element, list):
        for one in element:
            yield from languages(one)
    elif isinstance(element, dict) and "/S" in element:
        yield str(element.get("/Lang", ""))
        if "/K" in element:
            yield from languages(element["/K"])


# -- the checks --------------------------------------------------------------------------------


def blocks(of: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a paper, also those in others."""
    for block in of:
        yield block
        if isinstance(block, Section | Group):
            yield from blocks(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from blocks(item.blocks)


def compared(expected: list[str], found: list[str]) -> Iterator[str]:
    for one, other in zip_longest(expected, found, fillvalue="nothing"):
        if one != other:
            yield f"{one} is {other}"


def headings(paper: Paper, pdf: Pdf) -> Iterator[str]:
    """In capitals or not: those are a look, and LibreOffice writes them as letters."""
    expected = [
        f"H{block.level} {glued(inline_text(block.children)).casefold()}"
        for block in blocks(paper.document.blocks)
        if isinstance(block, Heading)
    ]
    found = pdf.root.named(*(f"H{level}" for level in range(1, 7)))
    yield from compared(expected, [f"{node.name} {node.letters.casefold()}" for node in found])


def items(paper: Paper, pdf: Pdf) -> Iterator[str]:
    """Every item of a list, by its first paragraph; LibreOffice puts later ones behind it."""
    for one in pdf.root.named("L"):
        yield from (f"{child.name} in L" for child in one.children if child.name not in {"L", "LI"})
    shown = [_LABEL.sub("", one.letters, count=1) for one in pdf.root.named("LI")]
    yield from compared(list(_items(paper.document.blocks)), shown)


def _items(of: tuple[Block, ...]) -> Iterator[str]:
    for block in of:
        if isinstance(block, Section | Group):
            yield from _items(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                first = item.blocks[0]
                yield glued(inline_text(first.children)) if isinstance(first, Paragraph) else ""
                yield from _items(item.blocks)


def tables(paper: Paper, pdf: Pdf) -> Iterator[str]:
    """The cells of every row; those of the first are headers."""
    expected = [
        [(name, glued(inline_text(cell))) for cell in row]
        for table in blocks(paper.document.blocks)
        if isinstance(table, Table)
        for name, row in (("TH", table.header), *(("TD", row) for row in table.rows))
    ]
    found = [[(cell.name, cell.letters) for cell in row.children] for row in pdf.root.named("TR")]
    yield from compared([str(row) for row in expected], [str(row) for row in found])


def language(_: Paper, pdf: Pdf) -> Iterator[str]:
    if pdf.language != "nl-NL":
        yield f"the document is in {pdf.language}"


def frisian(paper: Paper, pdf: Pdf) -> Iterator[str]:
    """The words of the sample that are Frisian say so, and no other words do."""
    expected = ["Provinsje", "Fryslân", "Gemeenteried", "ProvinsjeFryslân", "gemeenteried"]
    expected += ["Fryslân", "Gemeenteried"]
    found = [node.letters for node in pdf.root.all if node.language]
    others = {node.language for node in pdf.root.all} - {"", "fy-NL"}
    yield from (f"{one} in the structure" for one in sorted(others))
    yield from compared(expected if paper == proefstuk.paper() else [], found)


CHECKS: tuple[Check, ...] = (headings, items, tables, language, frisian)


# -- the files ---------------------------------------------------------------------------------


class Breakage(NamedTuple):
    """A change to the Word file of the sample, and the check that sees it in the PDF."""

    change: Change
    check: Check


BREAKAGES = {
    "kop als alinea": Breakage(replaced(DOCUMENT, b'<w:pStyle w:val="Kop3"/>', b""), headings),
    "kop van een ander niveau": Breakage(replaced(DOCUMENT, b'"Kop4"', b'"Kop3"'), headings),
    "punt met een getypt nummer": Breakage(
        replaced(DOCUMENT, b'<w:numId w:val="1"/>', b'<w:numId w:val="0"/>'), items
    ),
    "tabel zonder kopregel": Breakage(replaced(DOCUMENT, b"<w:tblHeader/>", b""), tables),
    "Engels stuk": Breakage(
        replaced(STYLES, b'w:lang w:val="nl-NL"', b'w:lang w:val="en-GB"'), language
    ),
    "Fries als Nederlands": Breakage(replaced(DOCUMENT, b"fy-NL", b"nl-NL"), frisian),
}


@cache
def paper(name: str) -> Paper:
    case = shipped_case()
    return next(
        (compose(case, *one) for one in COUNCILS if " ".join(one) == name), proefstuk.paper()
    )


def written(name: str) -> bytes:
    council = name.split(maxsplit=1)[0]
    return docx.write(paper(name), styles().get(council, styles()["standaard"]))


def broken(change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written(SAMPLE))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def export(folder: Path) -> None:
    """Make a tagged PDF of every file, in one run of LibreOffice."""
    folder.mkdir(parents=True)
    files = {name: written(name) for name in GOOD}
    files |= {name: broken(one.change) for name, one in BREAKAGES.items()}
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [need("soffice"), profile, "--headless", "--convert-to", TAGGED, "--outdir"]
    paths = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, str(folder), *paths], capture_output=True, check=True, timeout=200)


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Pdf]:
    """The PDF of a file, good or broken; LibreOffice runs once for all test processes."""
    need("soffice")
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "pdf"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            export(folder)
    return cache(lambda name: read(folder / f"{name}.pdf"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", GOOD)
def test_the_structure_is_in_the_pdf(name: str, check: Check, pdfs: Callable[[str], Pdf]) -> None:
    assert list(check(paper(name), pdfs(name))) == []


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_check_sees_what_it_is_for_and_only_that(name: str, pdfs: Callable[[str], Pdf]) -> None:
    found = [check for check in CHECKS if list(check(paper(SAMPLE), pdfs(name)))]

    assert found == [BREAKAGES[name].check]
