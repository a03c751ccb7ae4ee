"""What a rule sees of a Word file: its stories with their paragraphs, styles and properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from raadsvoorstel.audit.styles import Parts, Styles, Worn, parts
from raadsvoorstel.word.elements import child, q, value
from raadsvoorstel.word.opening import Package, UnreadableError
from raadsvoorstel.word.xml import Element

_EXCERPT = 50
_RUNNING = {"header": "koptekst", "footer": "voettekst"}
_PAGES = {"first": " van de eerste pagina", "even": " van de even pagina's"}
_LETTERS = {
    q(name): letter
    for name, letter in (
        *(("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n")),
        *(("noBreakHyphen", "-"), ("sym", "▪")),
    )
}
_TEXT, _PROPERTIES = q("t"), q("rPr")
_NOT_EMPTY = (
    "drawing",
    "pict",
    "object",
    "fldChar",
    "fldSimple",
    "footnoteReference",
    "endnoteReference",
    "m:oMath",
    "sectPr",
    "pageBreakBefore",
    "pBdr",
)
"""What gives a paragraph without letters a purpose of its own."""


class Place(Struct, frozen=True):
    """Where a finding is, in the words of somebody who looks at Word."""

    words: str
    story: int = 0
    number: int = 1


class Piece(Struct, frozen=True):
    """The letters of one run, and whether a field (such as a page number) made them."""

    worn: Worn
    text: str
    in_field: bool


class Paragraph(Struct, frozen=True, dict=True):
    """A `w:p` with what it says of itself, its style, its place and its level as a heading."""

    element: Element
    own: Parts
    style: str
    level: int | None
    place: Place
    in_table: bool
    in_text_box: bool
    pieces: tuple[Piece, ...]
    """The runs of this paragraph and not of a text box in it, in reading order."""

    @cached_property
    def text(self) -> str:
        """All letters, with tabs and new lines."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not self.text.strip() and not any(
            next(self.element.iter(q(name)), None) is not None for name in _NOT_EMPTY
        )

    @property
    def breaks_page(self) -> bool:
        """Whether it ends a page or column, and is empty for that reason."""
        return any(value(one, "type") in {"page", "column"} for one in self.element.iter(q("br")))


class Story(Struct, frozen=True, dict=True):
    """The body, or a header, footer or the notes: a text of its own."""

    name: str
    root: Element
    paragraphs: tuple[Paragraph, ...]

    @property
    def is_body(self) -> bool:
        """Whether this is the running text."""
        return not self.name

    @property
    def is_running(self) -> bool:
        """Whether this stands at the top or bottom of every page."""
        return self.name.startswith(tuple(_RUNNING.values()))

    @cached_property
    def _places(self) -> dict[Element, Place]:
        return {paragraph.element: paragraph.place for paragraph in self.paragraphs}

    def place(self, element: Element) -> Place:
        """The place of the paragraph around an element, or else of the first in it."""
        for paragraph in (*element.iterancestors(q("p")), *element.iter(q("p"))):
            return self._places[paragraph]
        return Place(self.name or "het hele bestand")


class WordFile(Struct, frozen=True, dict=True):
    """Everything that the rules look at."""

    stories: tuple[Story, ...]
    styles: Styles
    settings: Element | None
    core: Element | None
    numbering: Element | None = None

    @property
    def body(self) -> Story:
        """The running text."""
        return self.stories[0]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Those of all stories."""
        for story in self.stories:
            yield from story.paragraphs

    @property
    def headings(self) -> tuple[tuple[Paragraph, int], ...]:
        """The headings of the body, with their level."""
        return tuple((one, one.level) for one in self.body.paragraphs if one.level is not None)

    @cached_property
    def languages(self) -> Counter[str]:
        """How many letters of the body are in each language."""
        counts = Counter[str]()
        for paragraph, tags in self.tagged:
            if not paragraph.place.story:
                counts.update(tags)
        return counts

    @cached_property
    def tagged(self) -> tuple[tuple[Paragraph, Counter[str]], ...]:
        """How many letters of each paragraph are in each language."""
        return tuple((one, self._tagged(one)) for one in self.paragraphs)

    def _tagged(self, paragraph: Paragraph) -> Counter[str]:
        """Without the runs that hold no letter: marks, numbers, spaces."""
        counts = Counter[str]()
        for piece in paragraph.pieces:
            if any(letter.isalpha() for letter in piece.text):
                counts[self.styles.language(piece.worn)] += len(piece.text)
        return counts

    def said(self, name: str) -> str:
        """What the file says of itself: `title`, `creator`, `language`."""
        found = child(self.core, f"dc:{name}")
        return (found.text or "").strip() if found is not None else ""


def word_file(package: Package) -> WordFile:
    """The file in a package; raises `UnreadableError` where its main part is no document."""
    main = package.main
    root = package.xml(main)
    body = child(root, "body")
    if root is None or body is None or root.tag != q("document"):
        raise UnreadableError(
            "Dit is geen Word-document, maar een ander bestand van Office",
            "Noem een bestand dat in Word is gemaakt",
        )
    styles = Styles(package.related(main, "styles"))
    roots = (("", body), *_running(package, main, root), *_notes(package, main))
    stories = tuple(
        Story(name, one, tuple(_paragraphs(name, number, one, styles)))
        for number, (name, one) in enumerate(roots)
    )
    return WordFile(
        stories,
        styles,
        package.related(main, "settings"),
        package.related("", "core-properties"),
        package.related(main, "numbering"),
    )


def _running(package: Package, main: str, root: Element) -> Iterator[tuple[str, Element]]:
    """The headers and footers that a page shows, once each."""
    targets = {one.id: one.target for one in package.relations(main) if not one.external}
    seen = set[str]()
    for kind, words in _RUNNING.items():
        for reference in root.iter(q(f"{kind}Reference")):
            name = targets.get(reference.get(q("r:id"), ""), "")
            part = package.xml(name) if name not in seen else None
            if part is not None:
                seen.add(name)
                yield f"{words}{_PAGES.get(value(reference, 'type'), '')}", part


def _notes(package: Package, main: str) -> Iterator[tuple[str, Element]]:
    for kind, words in (("footnotes", "voetnoten"), ("endnotes", "eindnoten")):
        part = package.related(main, kind)
        if part is not None:
            for separator in [one for one in part if value(one, "type") not in {"", "normal"}]:
                part.remove(separator)
            yield words, part


def _paragraphs(story: str, number: int, root: Element, styles: Styles) -> Iterator[Paragraph]:
    section, in_fields = "", _in_simple_fields(root)
    for count, element in enumerate(root.iter(q("p")), 1):
        around = {one.tag for one in element.iterancestors(q("tbl"), q("txbxContent"))}
        own = parts(child(element, "pPr"))
        style = styles.style_of(own)
        level = styles.level(own, style)
        pieces = tuple(_pieces(element, style, in_fields))
        text = " ".join("".join(piece.text for piece in pieces).split())
        words = f"{story}, alinea {count}" if story else f"alinea {count}"
        if section and level is None:
            words += f", onder “{_cut(section)}”"
        if text:
            words += f": “{_cut(text)}”"
        if level is not None:
            section = text or section
        place = Place(words, number, count)
        yield Paragraph(
            element,
            own,
            style,
            level,
            place,
            q("tbl") in around,
            q("txbxContent") in around,
            pieces,
        )


def _cut(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"


def _in_simple_fields(root: Element) -> frozenset[Element]:
    """The runs whose letters come from a field that is one element."""
    return frozenset(run for field in root.iter(q("fldSimple")) for run in field.iter(q("r")))


def _pieces(paragraph: Element, style: str, in_fields: frozenset[Element]) -> Iterator[Piece]:
    """Runs of one paragraph, without those of a text box in it and without instructions."""
    fields, plain = list[bool](), Worn(None, "", style)
    for run in paragraph.iter(q("r")):
        if run.getparent() is not paragraph and next(run.iterancestors(q("p"))) is not paragraph:
            continue
        letters, direct = "", None
        for part in run:
            _follow(part, fields)
            if part.tag == _PROPERTIES and direct is None:
                direct = part
            elif all(fields):
                letters += _letters(part)
        if letters:
            worn = plain if direct is None else Worn(direct, value(child(direct, "rStyle")), style)
            yield Piece(worn, letters, bool(fields) or run in in_fields)


def _follow(part: Element, fields: list[bool]) -> None:
    """Keep the open fields, and whether each has come from its instruction to its letters."""
    match value(part, "fldCharType"):
        case "begin":
            fields.append(False)
        case "separate" if fields:
            fields[-1] = True
        case "end" if fields:
            fields.pop()
        case _:
            pass


def _letters(part: Element) -> str:
    if part.tag == _TEXT:
        return part.text or ""
    return _LETTERS.get(str(part.tag), "")
