"""No silent change of text: every letter of a value comes out, in each format and place."""

from __future__ import annotations

import json
import random
import unicodedata
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from raadsvoorstel import loading, project
from raadsvoorstel.diagnostics import Diagnostic, Severity
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
    Properties,
    Section,
    Strong,
    Table,
    Text,
    inline_text,
)
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.readers import markdown as reader
from raadsvoorstel.writers import docx, markdown
from tests.conftest import MINIMAL, case_of, compose
from tests.uitlezen import (
    BULLET,
    Piece,
    Word,
    document_pieces,
    markdown_pieces,
    pandoc_pieces,
)

HOSTILE = (
    "B&W", "<b>", "</b>", "<!-- x -->", "<https://x.nl>", "{{ x }}", "{% x %}", "2020. Het", "1)",
    "1. ", "007. Bond", "# kop", "#", "## ", "kop ##", "a|b", "|", "| --- |", "--- | ---", ":--",
    "*", "**", "_", "__", "snake_case_naam", "*x*", "**x**", "_x_", "`", "``", "`x`", "~~~", "~x~",
    "\\", "\\\\", "\\*", "C:\\map", "---", "- - -", "-", "- x", "+ x", "* x", "===", "=", "> x",
    "[x](y)", "[x]: y", "[x][y]", "![", "!", "[", "]", "](", "[^1]", "[ ]", "[x] y", "(x)", "&amp;",
    "&#65;", "&amp", ";", "&", ":::", "::: ondertekening", ":", "'", '"', "“x”", "’s", "'s-Ceedam",
    "😀", "👩\u200d👩\u200d👧", "e\u0301", "\u00a0", "a\u00a0b", "\u2009", "עברית", "\u200fx\u200e",
    "\ufeff", "\u200b", "\u00ad", "  ", " ", "\t", "a  b", "a\tb", "€ 1.250,-", "§", "x" * 300,
    "ﬁ", "İ", "ǅ", "½", "²", "$x$", "@x", "^", "%", "http://x.nl/a_b_c", "&nbsp;", "n.v.t.", "A",
    "[x]{lang=fy-NL}", "]{lang=fy-NL}", "{lang=fy-NL}", "[x]{.b}", "]{", "{", "{}", "{#a .b}",
)  # fmt: skip
"""Values that Markdown, Jinja, XML or Word would read as something else."""

_FREE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\u2028\u2029"),
    max_size=8,
)
_SIGNS = st.text("ab 1.-*_`#|[](){}<>&;:!\\~=+\t\u00a0", max_size=8)
WORDS = st.lists(st.one_of(st.sampled_from(HOSTILE), _SIGNS, _FREE), min_size=1, max_size=4).map(
    "".join
)
LANGUAGES = ("fy-NL", "en-GB")
URLS = st.sampled_from(
    ("https://x.nl", "https://x.nl/a b", "https://x.nl/(a)?b=1&amp;c|d", "https://x.nl/<\\>_*")
)


def _has_letters(children: tuple[Inline, ...]) -> bool:
    return bool(inline_text(children).strip())


def _inlines(*, links: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    leaf: st.SearchStrategy[Inline] = st.one_of(
        WORDS.map(Text), st.builds(LineBreak), st.builds(Blank, st.sampled_from(("datum", "a*b")))
    )

    def inside(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        language = st.sampled_from(LANGUAGES)
        return st.one_of(
            st.builds(Strong, children),
            st.builds(Emphasis, children),
            st.builds(InLanguage, children, language),
        )

    marked = st.recursive(leaf, inside, max_leaves=6)
    if links:
        label = st.lists(marked, min_size=1, max_size=2).map(tuple).filter(_has_letters)
        marked = st.one_of(marked, marked, st.builds(Link, label, URLS))
    return st.lists(marked, min_size=1, max_size=4).map(tuple)


INLINES = _inlines()
PARAGRAPHS = st.builds(Paragraph, INLINES.filter(lambda one: bool(inline_text(one).strip("\n"))))
CELLS = st.one_of(st.just(()), INLINES)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    right = st.lists(st.booleans(), min_size=width, max_size=width).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=3))), draw(right))


def _lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    item = st.builds(ListItem, st.lists(inner, max_size=3).map(tuple))
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ListBlock, st.just(False), items),  # noqa: FBT003
        st.builds(ListBlock, st.just(True), items, st.sampled_from((0, 1, 1, 2, 9, 2020))),  # noqa: FBT003
    )


_LEAF = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.builds(Heading, st.integers(1, 6), INLINES),
    _tables(),
)
BLOCKS = st.recursive(_LEAF, _lists, max_leaves=6)
OUTER = st.one_of(
    BLOCKS,
    BLOCKS,
    st.builds(Group, st.sampled_from(("kenmerken", "formule")), st.tuples(BLOCKS)),
    st.builds(Section, st.just("aanleiding"), st.tuples(BLOCKS, BLOCKS)),
)
DOCUMENTS = st.lists(OUTER, min_size=1, max_size=4).map(lambda b: Document(tuple(b)))


@cache
def style() -> HouseStyle:
    return case_of(MINIMAL).style("aadorp")


def paper(document: Document, header: tuple[tuple[Inline, ...], ...] = ()) -> Paper:
    return Paper(document, Properties("t", "a"), header=header)


# -- the writers -------------------------------------------------------------------------------


@given(DOCUMENTS)
def test_markdown_keeps_every_letter_and_mark(document: Document) -> None:
    text = markdown.write(paper(document), style()).decode()
    assert markdown_pieces(text) == document_pieces(_spelled_out(document)), text
    reading = reader.read(text, groups=True)
    assert not reading.refusals, text
    assert canonical(reading.blocks) == canonical(document.blocks), text


def _spelled_out(document: Document) -> Document:
    """The document as it shows where nobody knows languages: their marks are letters."""
    return Document(tuple(_spelled_block(one) for one in document.blocks))


def _spelled_block(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, children=_spelled(block.children))
        case ListBlock(_, items):
            inner = ((_spelled_block(one) for one in item.blocks) for item in items)
            return replace(block, items=tuple(ListItem(tuple(one)) for one in inner))
        case Table(header, rows):
            head, *body = (tuple(map(_spelled, row)) for row in (header, *rows))
            return replace(block, header=head, rows=tuple(body))
        case Group() | Section():
            return replace(block, blocks=tuple(map(_spelled_block, block.blocks)))


def _spelled(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    spelled: list[Inline] = []
    for child in children:
        match child:
            case InLanguage(inner, language) if _has_letters(inner):
                mark = Text(f"]{{lang={language}}}")
                spelled += [Text("["), *_spelled(inner), mark]
            case Strong(inner) | Emphasis(inner) | Link(inner) | InLanguage(inner) | Named(inner):
                spelled.append(replace(child, children=_spelled(inner)))
            case Text() | Blank() | LineBreak():
                spelled.append(child)
    return tuple(spelled)


@given(DOCUMENTS, st.lists(INLINES, max_size=2))
def test_word_keeps_every_letter(document: Document, header: list[tuple[Inline, ...]]) -> None:
    written = Word.read(docx.write(paper(document, tuple(header)), style()))
    assert written.pieces == document_pieces(document)
    assert written.side("header") == ([inline_text(line) for line in header] or [""])


def test_pandoc_reads_every_letter() -> None:
    documents = _many_documents(300)
    texts = [markdown.write(paper(one), style()).decode() for one in documents]
    for document, text, pieces in zip(documents, texts, pandoc_pieces(texts), strict=True):
        expected = [_composed(one) for one in document_pieces(document)]
        assert [_composed(one) for one in pieces] == expected, text


def _composed(piece: Piece) -> Piece:
    """Pandoc itself writes letter and accent as one."""
    return replace(piece, text=unicodedata.normalize("NFC", piece.text))


def _many_documents(number: int) -> list[Document]:
    """Documents from a fixed seed: pandoc reads them all in one call."""
    chance = random.Random(2020)  # noqa: S311

    def line() -> tuple[Inline, ...]:
        words = " ".join(chance.choices(HOSTILE, k=chance.randint(1, 3)))
        kind = chance.choice((Strong, Emphasis, partial(InLanguage, language="fy-NL"), None, None))
        first: Inline = Text(words) if kind is None else kind((Text(words),))
        rest = (Text(chance.choice(HOSTILE)),) if chance.random() < 0.5 else ()
        broken = (LineBreak(), Text(chance.choice(HOSTILE))) if chance.random() < 0.2 else ()
        return (first, *rest, *broken)

    def block(depth: int) -> Block:
        kind = chance.choice("ppkt" if depth > 1 else "ppktll")
        match kind:
            case "k":
                return Heading(chance.randint(1, 6), line())
            case "t":
                return Table((line(), line()), ((line(), ()),))
            case "l":
                inner = tuple(block(depth + 1) for _ in range(chance.randint(1, 2)))
                items = (ListItem((Paragraph(line()), *inner)), ListItem(inner))
                return ListBlock(chance.random() < 0.5, items, chance.choice((1, 1, 3)))
            case _:
                return Paragraph(line())

    return [Document(tuple(block(0) for _ in range(3))) for _ in range(number)]


# -- the whole line: from YAML to both formats -------------------------------------------------

DOSSIER = """
titel: {value}
onderwerp: Vaststellen “{{{{ dossier.titel }}}}”
regio: {value}
versie: "1.0"
versiedatum: 2024-01-15
soort_voorstel: kaderstelling
deelnemers: [aadorp, beedorp]
beslispunten:
  - {{id: een, tekst: "vast te stellen: {{{{ feiten.waarde }}}}"}}
  - {{id: twee, tekst: "te bepalen: {{{{ feiten.waarde }}}}"}}
teksten:
  aanleiding: |
    ### {{{{ feiten.waarde }}}}

    - {{{{ feiten.waarde }}}}

    1. {{{{ feiten.waarde }}}}

    | {{{{ feiten.waarde }}}} | b |
    | --- | --- |
    | c | {{{{ feiten.waarde }}}} |

    **{{{{ feiten.waarde }}}}** staat vet, en *{{{{ feiten.waarde }}}}* schuin.
feiten:
  waarde: {{waarde: {value}}}
"""
MUNICIPALITIES = """
aadorp:
  naam: {value}
  huisstijl: standaard
  ambtsdragers:
    - {{ambt: griffier, naam: {value}}}
  dossiers:
    regiovisie:
      zaaknummers: [{value}]
      portefeuillehouders: [{{naam: {value}}}]
      behandeling: [{{gremium: raad, datum: 2024-03-07}}]
beedorp:
  naam: Beedorp
  huisstijl: standaard
"""


def _load(folder: Path, value: str) -> loading.Case | None:
    """The small case with one value everywhere; None where the data is refused."""
    quoted = json.dumps(value, ensure_ascii=False)
    (folder / "data").mkdir(exist_ok=True)
    for name, text in (("regiovisie", DOSSIER), ("municipalities", MUNICIPALITIES)):
        path = folder / "data" / f"{name}.yaml"
        path.write_text(text.format(value=quoted), encoding="utf-8")
    found: list[Diagnostic] = []
    loaded = loading.load(project.find(folder), "regiovisie", found.append)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert loaded.case is not None or errors
    return None if errors else loaded.case


def _places(value: str) -> list[Piece]:
    """Where the value must stand in the raadsvoorstel, letter for letter."""
    return [
        Piece("cel", f"Vaststellen “{value}”"),
        Piece("cel", value),
        Piece("alinea", f"Vast te stellen: {value};", "1"),
        Piece("alinea", f"Te bepalen: {value}.", "2"),
        Piece("kop3", value),
        Piece("alinea", value, BULLET),
        Piece("alinea", value, "1"),
        Piece("alinea", f"{value} staat vet, en {value} schuin."),
        Piece("alinea", f"Burgemeester en wethouders van {value},"),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letterlijk")


def _check_everywhere(folder: Path, value: str) -> None:
    case = _load(folder, value)
    assert case is not None, f"{value!r} is refused"
    look = case.style("aadorp")
    voorstel = compose(case, "aadorp", "raadsvoorstel")
    besluit = compose(case, "aadorp", "raadsbesluit")
    for made, places in (
        (voorstel, _places(value)),
        (besluit, [*_places(value)[:4], Piece("alinea", f"De raad van de gemeente {value};")]),
    ):
        written = Word.read(docx.write(made, look))
        text = markdown.write(made, look).decode()
        for pieces in (written.pieces, markdown_pieces(text)):
            missing = [place for place in places if place not in pieces]
            assert not missing, text
        assert any(line.endswith(f" gemeente {value}") for line in written.side("header"))


@pytest.mark.parametrize("value", [one for one in HOSTILE if one.strip()])
def test_a_hostile_value_comes_out_everywhere(folder: Path, value: str) -> None:
    _check_everywhere(folder, value)


@given(WORDS.filter(str.strip))
def test_any_value_comes_out_everywhere(folder: Path, value: str) -> None:
    _check_everywhere(folder, value)


# -- equality that only forgives what Markdown cannot say --------------------------------------

_Letter = tuple[str, frozenset[str]]


def canonical(blocks: tuple[Block, ...]) -> list[object]:
    """The blocks, with each letter and the marks on it; a mark on a blank is not seen."""
    return [one for block in blocks for one in _canonical(block)]


def _canonical(block: Block) -> list[object]:
    match block:
        case Heading(level, children):
            return [("kop", level, _line(children))]
        case Paragraph(children):
            letters = _letters(children)
            while letters and letters[0][0] == "\n":
                letters.pop(0)
            while letters and letters[-1][0] == "\n":
                letters.pop()
            return [("alinea", letters)] if letters else []
        case ListBlock(ordered, items, start):
            inner = [canonical(item.blocks) for item in items]
            return [("lijst", start if ordered else None, inner)]
        case Table(header, rows, right):
            sides = (*right, *(False for _ in header))[: len(header)]
            return [("tabel", sides, [[_line(cell) for cell in row] for row in (header, *rows)])]
        case Group(_, inner) | Section(_, inner):
            return canonical(inner)


def _line(children: tuple[Inline, ...]) -> list[_Letter]:
    return [(" " if letter == "\n" else letter, marks) for letter, marks in _letters(children)]


def _letters(children: tuple[Inline, ...], marks: frozenset[str] = frozenset()) -> list[_Letter]:
    found: list[_Letter] = []
    for child in children:
        match child:
            case Strong(inner) | Emphasis(inner):
                found += _letters(inner, marks | {type(child).__name__})
            case Link(inner, mark) | InLanguage(inner, mark):
                found += _letters(inner, marks | {mark})
            case _:
                found += [(one, _seen(one, marks)) for one in inline_text((child,))]
    return found


def _seen(letter: str, marks: frozenset[str]) -> frozenset[str]:
    return marks - {"Strong", "Emphasis", *LANGUAGES} if letter.isspace() else marks
