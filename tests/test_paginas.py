"""The pages of Word files, as LibreOffice lays them out and poppler reads them back.

Every check is also tried on files that are wrong in that one way.
"""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import (
    Block,
    Document,
    Group,
    Heading,
    Link,
    ListBlock,
    Paper,
    Section,
    Table,
    Text,
    inline_text,
    texts,
)
from raadsvoorstel.housestyle import HouseStyle, Uiterlijk
from raadsvoorstel.values import Regel
from raadsvoorstel.writers import docx
from tests import proefstuk
from tests.conftest import COUNCILS, HOUSE_STYLES, KINDS, compose, need, shipped_case
from tests.test_word import audit_errors, file, styles
from tests.word_fouten import DOCUMENT, HEADER, STYLES, Change, replaced, zipped
from tests.word_lint import lint

CM = 72 / 2.54
TOLERANCE = 1.0
"""Points that a word may stand outside the margin: letters hang over their box."""
ROOM = 3.0
"""Points between text and header or footer."""
SIDE = 1 * CM
"""The distance of header and footer to the edge of the paper."""


# -- the papers --------------------------------------------------------------------------------


class Sample(Struct, frozen=True):
    """A paper with the look in which it is written, and the Word file."""

    paper: Paper
    look: Uiterlijk
    content: bytes


def sample(paper: Paper, style: HouseStyle) -> Sample:
    return Sample(paper, style.uiterlijk, docx.write(paper, style))


def own(*blocks: Block) -> Paper:
    """The sample paper's properties, header and footer round other blocks, then signatures."""
    title, end = Heading(1, (Text("Proefstuk"),)), proefstuk.line("Tot zover.")
    content = Document((title, *blocks, end, proefstuk.signatures()))
    return replace(proefstuk.paper(), document=content)


def _heading(level: int, text: str) -> Heading:
    return Heading(level, (Text(text),))


def many_pages(count: int) -> tuple[Block, ...]:
    """Sections, subsections and paragraphs of changing length."""
    return tuple(block for number in range(count) for block in _chapter(number))


def _chapter(number: int) -> tuple[Block, ...]:
    below = (proefstuk.line(proefstuk.SENTENCE * (number % 7 + 1)) for _ in range(number % 5 + 1))
    return (
        _heading(2, f"Hoofdstuk {number}"),
        proefstuk.line(proefstuk.SENTENCE * (number % 11 + 1)),
        _heading(3, f"Paragraaf {number}"),
        *below,
    )


LONG = "Huiselijkgeweldenkindermishandelingsbestrijdingsregiovisie" * 4
assert len(LONG) > 200


def long_words() -> Paper:
    """A word that is wider than the page, in every place that holds text."""
    link = Link((Text(LONG),), f"https://example.org/{LONG}")
    cells = ((Text(LONG),), (Text("kort"),), (Text(LONG),))
    blocks = (
        Group("kenmerken", (proefstuk.line(LONG),)),
        _heading(2, LONG),
        proefstuk.line(LONG),
        ListBlock(True, (proefstuk.item(LONG, proefstuk.nested(3)),)),  # noqa: FBT003
        Table(cells, (cells, ((Text("€ 1.250"),), (link,), (Text("€ 0"),)))),
        replace(proefstuk.line(""), children=(link,)),
        Group("ondertekening", (Group("handtekening", (proefstuk.line(LONG),)),)),
    )
    return replace(own(*blocks), header=((Text(LONG),),), footer=((Text(LONG),),))


def long_cells() -> Paper:
    """Cells longer than a page, amounts that may not break, and more columns than fit well."""
    head = ((Text("Post"),), (Text("Toelichting"),), (Text("Bedrag"),), (Text("Structureel"),))
    amount = (Text("€\u00a0123.456.789,50"),)
    rows = tuple(
        ((Text(f"post {number}"),), (Text(proefstuk.SENTENCE * size),), amount, amount)
        for number, size in enumerate((1, 40, 3, 90, 2))
    )
    wide = ((Text(proefstuk.SENTENCE),),) * 2 + ((Text("ja"),),) * 10
    narrow = tuple((Text(f"K{number}"),) for number in range(12))
    return own(
        _heading(2, "Tabel"),
        Table(head, rows, (False, False, True, True)),
        _heading(2, "Brede tabel"),
        Table(narrow, (wide,) * 3),
    )


def without_font() -> Sample:
    """A house style whose font is on no machine."""
    style = styles()["standaard"]
    font = Regel("Lettertype dat er niet is")
    look = replace_look(style, lettertype=font)
    return sample(proefstuk.paper(), look)


def replace_look(style: HouseStyle, **changes: Regel) -> HouseStyle:
    from msgspec.structs import replace as changed

    return changed(style, uiterlijk=changed(style.uiterlijk, **changes))


@cache
def good() -> dict[str, Sample]:
    """The papers of every council, the sample in every house style, and the hard cases."""
    case, style = shipped_case(), styles()["standaard"]
    hard = {
        "honderdtwintig bladzijden": own(*many_pages(190)),
        "driehonderd punten": own(_heading(2, "Beslispunten"), proefstuk.points(300)),
        "lange woorden": long_words(),
        "lange cellen": long_cells(),
    }
    return {
        **{
            f"{council} {kind}": sample(compose(case, council, kind), case.style(council))
            for council in COUNCILS
            for kind in KINDS
        },
        **{f"proefstuk {name}": sample(proefstuk.paper(), one) for name, one in styles().items()},
        **{name: sample(paper, style) for name, paper in hard.items()},
        "zonder lettertype": without_font(),
    }


NAMES = (
    *(f"{council} {kind}" for council in COUNCILS for kind in KINDS),
    *(f"proefstuk {style}" for style in HOUSE_STYLES),
    "honderdtwintig bladzijden",
    "driehonderd punten",
    "lange woorden",
    "lange cellen",
    "zonder lettertype",
)


# -- the pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, with its box in points from the left upper corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its words, header and footer included, in the order of poppler."""

    width: float
    height: float
    words: tuple[Word, ...]


Pages = tuple[Page, ...]


def render(samples: dict[str, Sample], folder: Path) -> None:
    """Make a PDF of every sample in one run of LibreOffice, with a profile of its own."""
    folder.mkdir(parents=True)
    for name, one in samples.items():
        (folder / f"{name}.docx").write_bytes(one.content)
    files = [str(folder / f"{name}.docx") for name in samples]
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [need("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), *files], capture_output=True, check=True, timeout=500)


def read(pdf: Path) -> Pages:
    """The words of every page, by poppler."""
    command = [need("pdftotext"), "-bbox", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True).stdout
    visible = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", done)
    tree = etree.fromstring(visible, etree.XMLParser(recover=True))
    return tuple(
        Page(
            float(page.get("width", "")),
            float(page.get("height", "")),
            tuple(
                Word(
                    unicodedata.normalize("NFKC", word.text or ""),
                    *(float(word.get(side, "")) for side in ("xMin", "yMin", "xMax", "yMax")),
                )
                for word in page
            ),
        )
        for page in tree.iter("{*}page")
    )


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Pages]:
    """The pages of a sample, good or broken; LibreOffice runs once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "paginas"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            render({**good(), **broken()}, folder)
    return cache(lambda name: read(folder / f"{name}.pdf"))


# -- the checks --------------------------------------------------------------------------------


def said(text: str) -> list[str]:
    """The words of a text as they stand on paper."""
    return unicodedata.normalize("NFKC", text).split()


def header_of(one: Sample, page: int) -> str:
    """The name and the running lines; after page 1 the name may only stand in for those."""
    lines = [inline_text(line) for line in one.paper.header]
    marked = page == 1 or one.look.woordmerk_op == "elke pagina" or not lines
    wordmark = [one.paper.woordmerk] if one.look.woordmerk != "geen" and marked else []
    return " ".join((*wordmark, *lines))


def footer_of(one: Sample, page: int, total: int) -> str:
    numbers = [] if one.look.paginering == "geen" else [f"Pagina {page} van {total}"]
    return " ".join((*map(inline_text, one.paper.footer), *numbers))


@dataclass(frozen=True, slots=True)
class Parted:
    """A page in three: the words that stand highest, those that stand lowest, and the rest."""

    header: tuple[Word, ...]
    body: tuple[Word, ...]
    footer: tuple[Word, ...]


def parted(one: Sample, pages: Pages) -> Iterator[Parted]:
    """Header and footer have as many letters as they should; whether the right ones is a check."""
    for number, page in enumerate(pages, 1):
        above, below = header_of(one, number), footer_of(one, number, len(pages))
        header = _edge(sorted(page.words, key=lambda word: word.top), len(glued(above)))
        footer = _edge(sorted(page.words, key=lambda word: -word.bottom), len(glued(below)))
        yield Parted(
            tuple(word for word in page.words if word in header),
            tuple(word for word in page.words if word not in header | footer),
            tuple(word for word in page.words if word in footer),
        )


def _edge(words: list[Word], letters: int) -> set[Word]:
    found: set[Word] = set()
    for word in words:
        if letters <= 0:
            break
        found.add(word)
        letters -= len(word.text)
    return found


def glued(*texts_: str) -> str:
    """Letters alone: a word that is wider than the page is cut into several."""
    return "".join(said(" ".join(texts_)))


def bodies(one: Sample, pages: Pages) -> list[tuple[Word, ...]]:
    """The words between header and footer, page by page."""
    return [page.body for page in parted(one, pages)]


def in_margins(one: Sample, pages: Pages) -> Iterator[str]:
    """Words stand between the margins of the house style, header and footer within the sides."""
    margins = one.look.marges
    left, right, above, below = (
        float(side.replace(",", ".")) * CM
        for side in (margins.links, margins.rechts, margins.boven, margins.onder)
    )
    for number, (page, body) in enumerate(zip(pages, bodies(one, pages), strict=True), 1):
        for word in body:
            if word.top < above - TOLERANCE or word.bottom > page.height - below + TOLERANCE:
                yield f"page {number}: {word.text} at {word.top:.0f} of {page.height:.0f}"
        for word in page.words:
            if word.left < left - TOLERANCE or word.right > page.width - right + TOLERANCE:
                yield f"page {number}: {word.text} from {word.left:.0f} to {word.right:.0f}"
            if word.top < SIDE - TOLERANCE or word.bottom > page.height - SIDE + TOLERANCE:
                yield f"page {number}: {word.text} at {word.top:.0f} of {page.height:.0f}"


def apart(_: Sample, pages: Pages) -> Iterator[str]:
    """No two words share paper; boxes are taken without the room above and below letters."""
    for number, page in enumerate(pages, 1):
        words = sorted(page.words, key=lambda word: word.top)
        for index, word in enumerate(words):
            for other in words[index + 1 :]:
                if other.top > word.bottom:
                    break
                wide = min(word.right, other.right) - max(word.left, other.left)
                high = min(word.bottom, other.bottom) - max(word.top, other.top)
                lowest = min(word.bottom - word.top, other.bottom - other.top)
                if wide > TOLERANCE and high > lowest / 3:
                    yield f"page {number}: {word.text} and {other.text}"


def sides_present(one: Sample, pages: Pages) -> Iterator[str]:
    """Every page has the header, and the footer with its number."""
    for number, page in enumerate(parted(one, pages), 1):
        header, footer = (
            glued(*(word.text for word in side)) for side in (page.header, page.footer)
        )
        if header != glued(header_of(one, number)):
            yield f"page {number}: header {header}"
        if footer != glued(footer_of(one, number, len(pages))):
            yield f"page {number}: footer {footer}"


def sides_apart(one: Sample, pages: Pages) -> Iterator[str]:
    """There is room between the text and the header and footer, however long these are."""
    for number, page in enumerate(parted(one, pages), 1):
        highest = min(word.top for word in page.body)
        lowest = max(word.bottom for word in page.body)
        if any(word.bottom > highest - ROOM for word in page.header):
            yield f"page {number}: the text stands against the header"
        if any(word.top < lowest + ROOM for word in page.footer):
            yield f"page {number}: the text stands against the footer"


def headings_followed(one: Sample, pages: Pages) -> Iterator[str]:
    """No page ends with a heading."""
    headings = {" ".join(said(text)).casefold() for text in _headings(one.paper.document.blocks)}
    for number, words in enumerate(bodies(one, pages), 1):
        last = [word.text for word in words if abs(word.bottom - words[-1].bottom) < TOLERANCE]
        line = " ".join(last).casefold()
        if line in headings:
            yield f"page {number} ends with {line}"


def _headings(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield inline_text(block.children)
        elif isinstance(block, Group | Section):
            yield from _headings(block.blocks)


def signed_together(one: Sample, pages: Pages) -> Iterator[str]:
    """The closing words and all names of a signature block stand on one page."""
    sheets = [glued(*(word.text for word in words)) for words in bodies(one, pages)]
    for group in _signatures(one.paper.document.blocks):
        words = glued(*(inline_text(text) for text in texts(group.blocks)))
        if not any(words in sheet for sheet in sheets):
            yield words


def _signatures(blocks: tuple[Block, ...]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group) and block.role == "ondertekening":
            yield block
        elif isinstance(block, Group | Section):
            yield from _signatures(block.blocks)


def signed_with_text(one: Sample, pages: Pages) -> Iterator[str]:
    """No page holds signatures alone."""
    signed = [
        glued(*(inline_text(text) for text in texts(group.blocks)))
        for group in _signatures(one.paper.document.blocks)
    ]
    for number, words in enumerate(bodies(one, pages), 1):
        sheet = glued(*(word.text for word in words))
        if any(sheet in block for block in signed):
            yield f"page {number}: {sheet}"


def complete(one: Sample, pages: Pages) -> Iterator[str]:
    """Every letter of the document reaches the paper."""
    meant = _letters(inline_text(text) for text in texts(one.paper.document.blocks))
    seen = _letters(word.text for words in bodies(one, pages) for word in words)
    yield from (f"{count} × {letter}" for letter, count in (meant - seen).items())


def unbroken(one: Sample, pages: Pages) -> Iterator[str]:
    """Words stand on one line, but for what comes after a dash and what no line can hold."""
    meant = _words(inline_text(text) for text in texts(one.paper.document.blocks))
    seen = _words(word.text for words in bodies(one, pages) for word in words)
    yield from (word for word in meant - seen if len(word) < len(LONG) / 4)


def _words(texts_: Iterator[str]) -> Counter[str]:
    return Counter(
        part.casefold()
        for text in texts_
        for word in said(text)
        for part in re.findall(r"[^-/–]+", word)
    )


def _letters(texts_: Iterator[str]) -> Counter[str]:
    return Counter(glued(*texts_).casefold())


CHECKS = (
    in_margins,
    apart,
    sides_present,
    sides_apart,
    headings_followed,
    signed_together,
    signed_with_text,
    complete,
    unbroken,
)
"""What holds on every page of every paper."""


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_right(name: str, pages: Callable[[str], Pages]) -> None:
    one, found = good()[name], pages(name)

    assert {check.__name__: list(check(one, found))[:5] for check in CHECKS} == {
        check.__name__: [] for check in CHECKS
    }


def test_every_sample_is_looked_at() -> None:
    assert set(NAMES) == set(good())


def test_a_long_paper_is_long(pages: Callable[[str], Pages]) -> None:
    assert len(pages("honderdtwintig bladzijden")) >= 120
    assert len(pages("driehonderd punten")) >= 10


@pytest.mark.parametrize("name", NAMES[-5:])
def test_a_hard_case_is_valid(name: str, tmp_path: Path) -> None:
    content = good()[name].content
    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []


def test_page_1_of_heemstede_ends_with_the_signatures(pages: Callable[[str], Pages]) -> None:
    name = "heemstede raadsvoorstel"
    one = good()[name]
    first, second, *_ = ([word.text for word in words] for words in bodies(one, pages(name)))
    (signed,) = _signatures(one.paper.document.blocks)
    closing = said(" ".join(inline_text(text) for text in texts(signed.blocks)))

    assert first[-len(closing) :] == closing
    assert second[0] == "AANLEIDING"


def test_the_last_page_of_heemstede_holds_more_than_its_annexes(
    pages: Callable[[str], Pages],
) -> None:
    name = "heemstede raadsvoorstel"
    last = [word.text for word in bodies(good()[name], pages(name))[-1]]

    assert "BIJLAGEN" in last[10:]


# -- the checks see what is wrong --------------------------------------------------------------


def _everywhere(part: str, old: bytes, new: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return change


_LINES = b'w:line="%b" w:lineRule="%b"'
_ROW, _SIGNED = b"<w:trPr><w:cantSplit/>", b'<w:pStyle w:val="RVHandtekening"/>'
_CLOSED = b'<w:pStyle w:val="RVOndertekening"/>'
_WRONG: dict[str, tuple[str, Change]] = {
    "in_margins": ("proefstuk standaard", replaced(DOCUMENT, b'w:right="1417"', b'w:right="600"')),
    "apart": (
        "proefstuk standaard",
        _everywhere(STYLES, _LINES % (b"276", b"auto"), _LINES % (b"100", b"exact")),
    ),
    "sides_present": (
        "proefstuk standaard",
        replaced(DOCUMENT, b"</w:sectPr>", b"<w:titlePg/></w:sectPr>"),
    ),
    "sides_apart": (
        "lange woorden",
        replaced(HEADER, b'<w:spacing w:after="240"/>', b""),
    ),
    "headings_followed": (
        "honderdtwintig bladzijden",
        _everywhere(STYLES, b"<w:keepNext/>", b""),
    ),
    "signed_together": (
        "proefstuk standaard",
        replaced(DOCUMENT, _SIGNED + b"</w:pPr>", _SIGNED + b"<w:pageBreakBefore/></w:pPr>"),
    ),
    "signed_with_text": (
        "proefstuk standaard",
        replaced(DOCUMENT, _CLOSED + b"</w:pPr>", _CLOSED + b"<w:pageBreakBefore/></w:pPr>"),
    ),
    "unbroken": (
        "proefstuk standaard",
        replaced(STYLES, b'<w:left w:w="108"', b'<w:left w:w="1200"'),
    ),
    "complete": (
        "lange cellen",
        _everywhere(DOCUMENT, _ROW, _ROW + b'<w:trHeight w:val="300" w:hRule="exact"/>'),
    ),
}
"""Per check a good sample, and the change after which that check has something to say."""


@cache
def broken() -> dict[str, Sample]:
    """A file for every check, wrong in the way that it looks for."""
    found = {}
    for check, (name, change) in _WRONG.items():
        with zipfile.ZipFile(io.BytesIO(good()[name].content)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        change(parts)
        found[f"fout {check}"] = replace(good()[name], content=zipped(parts))
    return found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_sees_what_is_wrong(
    check: Callable[[Sample, Pages], Iterator[str]], pages: Callable[[str], Pages]
) -> None:
    name = f"fout {check.__name__}"

    assert list(check(broken()[name], pages(name)))
