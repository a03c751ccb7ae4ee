"""A paper says the same in Word and in Markdown, by the eyes of programs that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from raadsvoorstel.document import (
    Blank,
    Block,
    Document,
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
    texts,
)
from raadsvoorstel.writers import docx, markdown
from tests.conftest import COUNCILS, KINDS, compose, shipped_case
from tests.uitlezen import (
    PANDOC_MARKDOWN,
    Piece,
    W,
    Word,
    document_pieces,
    libreoffice_texts,
    pandoc_plain,
)
from tests.word_fouten import zipped


@dataclass(frozen=True, slots=True)
class Pair:
    """One paper in both formats, each also with one word less."""

    name: str
    paper: Paper
    word: bytes
    markdown: bytes
    word_less: bytes
    markdown_less: bytes


@cache
def pairs() -> dict[str, Pair]:
    """Every paper of every council; of each another word is left out."""
    case = shipped_case()
    found = {}
    for number, gemeente in enumerate(case.participants):
        for kind in KINDS:
            paper, look = compose(case, gemeente, kind), case.style(gemeente)
            less = replace(paper, document=without_word(paper.document, 7 * number + 3))
            name = f"{gemeente}-{kind}"
            written = (writer(one, look) for one in (paper, less) for writer in WRITERS)
            found[name] = Pair(name, paper, *written)
    return found


WRITERS = (docx.write, markdown.write)
NAMES = tuple(f"{gemeente}-{kind}" for gemeente in COUNCILS for kind in KINDS)


def test_there_is_a_pair_of_every_paper() -> None:
    assert tuple(pairs()) == NAMES


# -- the same words ----------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Every word and number in order; white space, rules of tables and kinds of bullet fall out."""
    lines = (line.strip() for line in text.splitlines())
    said = (line for line in lines if not re.fullmatch(r"[-\s]*", line))
    return " ".join(re.sub(r"^[•–-]\s", "", line) for line in said).split()


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every Word file, whole and with a word less, in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files: list[Path] = []
    for pair in pairs().values():
        for name, content in ((pair.name, pair.word), (f"{pair.name}-min", pair.word_less)):
            files.append(folder / f"{name}.docx")
            files[-1].write_bytes(content)
    found = libreoffice_texts(files, folder)
    return {file.stem: text for file, text in zip(files, found, strict=True)}


@cache
def markdown_words(name: str) -> list[str]:
    return words(pandoc_plain(pairs()[name].markdown, PANDOC_MARKDOWN))


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_reads_the_text_of_the_markdown(
    name: str, by_libreoffice: dict[str, str]
) -> None:
    assert words(by_libreoffice[name]) == markdown_words(name)


@pytest.mark.parametrize("name", NAMES)
def test_pandoc_reads_the_text_of_the_markdown(name: str) -> None:
    assert words(pandoc_plain(without_table_names(pairs()[name].word), "docx")) == (
        markdown_words(name)
    )


def without_table_names(word: bytes) -> bytes:
    """Pandoc shows the name of a table as text; on paper nobody reads it."""
    parts = Word.read(word).parts
    document = re.sub(rb"<w:tblCaption [^>]*/>", b"", parts["word/document.xml"])
    assert document.count(b"<w:tbl>") == parts["word/document.xml"].count(b"<w:tblCaption ")
    return zipped({**parts, "word/document.xml": document})


@pytest.mark.parametrize("name", NAMES)
def test_a_word_less_is_seen(name: str, by_libreoffice: dict[str, str]) -> None:
    pair, whole = pairs()[name], markdown_words(name)
    shorter = (
        words(by_libreoffice[f"{name}-min"]),
        words(pandoc_plain(without_table_names(pair.word_less), "docx")),
        words(pandoc_plain(pair.markdown_less, PANDOC_MARKDOWN)),
    )
    for seen in shorter:
        assert seen != whole
        assert len(seen) == len(whole) - 1


def test_numbers_are_compared_too() -> None:
    assert words("1. een\n\n- twee") == words("    1.  een\n    • twee")
    assert words("1. een") != words("2. een")
    assert words("1. een") != words("een")


def without_word(document: Document, number: int) -> Document:
    """The document without its word `number`, counted over and over through the text."""
    spoken = [word for run in texts(document.blocks) for word in _words_of(run)]
    return Document(_Less(number % len(spoken)).blocks(document.blocks))


def _words_of(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        match child:
            case Text(value):
                yield from re.findall(_WORD, value)
            case Strong(inner) | Emphasis(inner) | Link(inner) | InLanguage(inner) | Named(inner):
                yield from _words_of(inner)
            case LineBreak() | Blank():
                pass


_WORD = r"(?<!\S)\w\S+(?!\S)"


@dataclass(slots=True)
class _Less:
    """Copies a tree, leaving out one word."""

    left: int

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, children=self.line(block.children))
            case ListBlock(_, items):
                copies = (ListItem(self.blocks(item.blocks)) for item in items)
                return replace(block, items=tuple(copies))
            case Table(header, rows):
                head = tuple(self.line(cell) for cell in header)
                body = tuple(tuple(self.line(cell) for cell in row) for row in rows)
                return replace(block, header=head, rows=body)
            case Group() | Section():
                return replace(block, blocks=self.blocks(block.blocks))

    def line(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(child) for child in children)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Text(value):
                return Text(re.sub(_WORD, self.word, value))
            case Strong() | Emphasis() | Link() | InLanguage() | Named():
                return replace(inline, children=self.line(inline.children))
            case LineBreak() | Blank():
                return inline

    def word(self, match: re.Match[str]) -> str:
        self.left -= 1
        return "" if self.left == -1 else match.group()


# -- the Word file as XML ----------------------------------------------------------------------


@pytest.fixture(params=NAMES)
def word(request: pytest.FixtureRequest) -> Word:
    return Word.read(pairs()[request.param].word)


@pytest.mark.parametrize("name", NAMES)
def test_the_xml_holds_the_document(name: str) -> None:
    """In Word each line of a signature, and each label with its value, is a paragraph."""
    pair = pairs()[name]
    assert lines(Word.read(pair.word).pieces) == lines(document_pieces(pair.paper.document))


def lines(pieces: list[Piece]) -> list[Piece]:
    return [replace(one, text=line) for one in pieces for line in one.text.split("\n")]


def test_the_language_is_dutch(word: Word) -> None:
    for part in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        for element in word.tree(part).iter(f"{W}lang", f"{W}themeFontLang"):
            assert element.get(f"{W}val") == "nl-NL"
            assert element.get(f"{W}eastAsia") in (None, "nl-NL")
    default = word.tree("word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    assert default is not None
    assert b"<dc:language>nl-NL</dc:language>" in word.parts["docProps/core.xml"]


def test_the_page_is_a4(word: Word) -> None:
    for size in word.tree("word/document.xml").iter(f"{W}pgSz"):
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
        assert size.get(f"{W}orient") in (None, "portrait")


def test_a_small_table_stands_on_one_page(word: Word) -> None:
    for table in word.tree("word/document.xml").iter(f"{W}tbl"):
        kept = [
            [p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")]
            for row in table.iter(f"{W}tr")
        ]
        last = len(kept) - 1
        assert all(set(row) == {number < last} for number, row in enumerate(kept))


def test_each_list_has_a_number_of_its_own_that_starts_anew(word: Word) -> None:
    for num in word.tree("word/numbering.xml").iter(f"{W}num"):
        assert num.find(f".//{W}startOverride") is not None
    used = [element.get(f"{W}val") for element in word.tree("word/document.xml").iter(f"{W}numId")]
    runs = [one for one, before in zip(used, [None, *used], strict=False) if one != before]
    assert len(runs) == len(set(runs))


def test_every_table_has_a_header_row(word: Word) -> None:
    for table in word.tree("word/document.xml").iter(f"{W}tbl"):
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)


def test_the_footer_counts_the_pages(word: Word) -> None:
    footers = [part for part in word.parts if re.fullmatch(r"word/footer\d+\.xml", part)]
    codes = "".join(code.text for part in footers for code in word.tree(part).iter(f"{W}instrText"))
    assert "PAGE" in codes.split()
    assert "NUMPAGES" in codes.split()


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_real(name: str) -> None:
    pair = pairs()[name]
    word = Word.read(pair.word)
    styles = {
        style.get(f"{W}styleId"): style for style in word.tree("word/styles.xml").iter(f"{W}style")
    }
    levels = []
    for element in word.tree("word/document.xml").iter(f"{W}pStyle"):
        style = styles[element.get(f"{W}val")]
        match = re.fullmatch(r"heading (\d)", style.find(f"{W}name").get(f"{W}val"))
        if match:
            levels.append(int(match.group(1)))
            assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == str(levels[-1] - 1)
    assert levels == [
        int(piece.kind[-1])
        for piece in document_pieces(pair.paper.document)
        if piece.kind.startswith("kop")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
