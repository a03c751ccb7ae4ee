"""Rules on running text: lay-out by typing, lists by hand, links that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.wordfile import Paragraph, Story, WordFile
from raadsvoorstel.word.elements import q, value
from raadsvoorstel.word.xml import Element

_SPACES = re.compile(r"[ \u00a0\u2002\u2003]{3,}")
_MARK = re.compile(r"[ \t\u00a0]*([-–—•·*▪▫◦○●■□➢✓oO]|(\d{1,3})[.)]|([a-z])[.)])[ \t\u00a0]+\S")
_VAGUE = {
    *("hier", "klik hier", "klik", "zie hier", "link", "deze link", "website", "deze website"),
    *("meer", "lees meer", "lees verder", "verder", "meer informatie", "deze pagina"),
    *("download", "download hier", "here", "click here", "read more"),
}
_MARKS = {q(name) for name in ("bookmarkStart", "bookmarkEnd", "proofErr")}
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PAGE = re.compile(
    r"\b(pagina|pag\.|page|blad|bladzijde|blz\.?)\s*\d+"
    r"|^[-–—\s]*\d{1,3}(\s*(van|/)\s*\d{1,3})?[-–—\s]*$",
    re.IGNORECASE,
)


def empty_paragraphs(file: WordFile) -> Iterator[Finding]:
    """White space between paragraphs belongs to the style; an empty one is read as “leeg”."""
    for _, siblings in groupby(file.body.paragraphs, key=lambda one: one.element.getparent()):
        for is_empty, found in groupby(siblings, key=_is_spacing):
            empty = list(found)
            if is_empty and (len(empty) > 1 or _between_text(empty[0].element)):
                yield Finding(
                    empty[0].place,
                    "Een lege alinea maakt witruimte"
                    if len(empty) == 1
                    else f"{len(empty)} lege alinea's na elkaar maken witruimte",
                    "Verwijder ze en kies Indeling > Alinea > Afstand > Na; voor een nieuwe "
                    "pagina Invoegen > Pagina-einde",
                )


def _is_spacing(paragraph: Paragraph) -> bool:
    return paragraph.level is None and paragraph.is_empty and not paragraph.breaks_page


def _between_text(element: Element) -> bool:
    """Word itself wants an empty paragraph beside a table or at the end of a cell."""
    before, after = (
        next((one for one in element.itersiblings(preceding=back) if one.tag not in _MARKS), None)
        for back in (True, False)
    )
    return all(one is not None and one.tag == q("p") for one in (before, after))


def typed_spaces(file: WordFile) -> Iterator[Finding]:
    """Columns made of spaces or tabs fall apart with another font, and are read one by one."""
    for story in file.stories:
        for paragraph in story.paragraphs:
            text = paragraph.text.strip("\n")
            tabs = story.is_body and "\t\t" in text.strip()
            if tabs or (text.strip() and _SPACES.search(text)):
                yield Finding(
                    paragraph.place,
                    "Tabs na elkaar schuiven de tekst op hun plaats"
                    if tabs
                    else "Spaties na elkaar schuiven de tekst op hun plaats",
                    "Gebruik een tabstop (Start > Alinea > Tabs), inspringing (Indeling > Alinea "
                    "> Inspringen) of een tabel (Invoegen > Tabel)",
                )


def typed_list(file: WordFile) -> Iterator[Finding]:
    """A list is a list when Word made it; typed signs are only letters."""
    for story in file.stories:
        row: list[tuple[Paragraph, str]] = []
        for paragraph, mark in _marks(file, story):
            if row and not _continues(row[-1][1], mark):
                yield from _list_findings(row)
                row = []
            if mark:
                row.append((paragraph, mark))
        yield from _list_findings(row)


def _list_findings(row: list[tuple[Paragraph, str]]) -> Iterator[Finding]:
    for paragraph, mark in row[:1] if len(row) > 1 else ():
        kind = "Nummering" if mark[0].isalnum() and len(mark) > 1 else "Opsommingstekens"
        yield Finding(
            paragraph.place,
            f"{len(row)} regels zijn een lijst met getypte tekens (“{mark}”)",
            f"Haal de tekens weg, selecteer de regels en kies Start > {kind}",
        )


def _marks(file: WordFile, story: Story) -> Iterator[tuple[Paragraph, str]]:
    """The sign or number that each line starts with when it was typed, else nothing."""
    for paragraph in story.paragraphs:
        is_listed = file.styles.is_listed(paragraph.own, paragraph.style)
        made_by_word = paragraph.level is not None or is_listed
        for line in paragraph.text.split("\n"):
            match = _MARK.match(line)
            yield paragraph, match[1] if match and not made_by_word else ""


def _continues(mark: str, following: str) -> bool:
    """Whether a mark is the next one of a list: the same sign, or one further."""
    if mark[:-1].isdigit() and following[:-1].isdigit():
        return int(following[:-1]) == int(mark[:-1]) + 1
    if len(mark) == 2 and len(following) == 2:  # noqa: PLR2004 - a letter and its dot
        return ord(following[0]) == ord(mark[0]) + 1
    return mark == following


# -- links -------------------------------------------------------------------------------------


def link_text(file: WordFile) -> Iterator[Finding]:
    """A list of links must make sense without the text around it."""
    for story in file.stories:
        for element, text in _links(story):
            words = " ".join(text.split())
            problem = ""
            if words.lower().strip(" .>»→[]()") in _VAGUE:
                problem = f"De linktekst “{words}” zegt niet waar de link heen gaat"
            elif _ADDRESS.fullmatch(words):
                problem = f"De linktekst is een kaal adres: {words[:60]}"
            elif not words and next(element.iter(q("drawing"), q("pict")), None) is None:
                problem = "Een link heeft geen tekst"
            if problem:
                yield Finding(
                    story.place(element),
                    problem,
                    "Klik met de rechtermuisknop op de link, kies Hyperlink bewerken en vul bij "
                    "Weer te geven tekst in waar hij heen gaat",
                )


def _links(story: Story) -> Iterator[tuple[Element, str]]:
    for element in story.root.iter(q("hyperlink")):
        yield element, "".join(one.text or "" for one in element.iter(q("t")))
    for element in story.root.iter(q("fldSimple")):
        if value(element, "instr").split()[:1] == ["HYPERLINK"]:
            yield element, "".join(one.text or "" for one in element.iter(q("t")))
    marks = story.root.iter(q("fldChar"))
    with_fields = {around for one in marks for around in one.iterancestors(q("p"))}
    for paragraph in story.paragraphs:
        if paragraph.element in with_fields:
            yield from _field_links(paragraph.element)


def _field_links(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """Links that are a field in several runs: instruction, separator, text, end."""
    start: Element | None = None
    instruction, text, is_result = "", "", False
    for one in paragraph.iter(q("fldChar"), q("instrText"), q("t")):
        kind = value(one, "fldCharType")
        if kind == "begin":
            start, instruction, text, is_result = one, "", "", False
        elif kind == "separate":
            is_result = True
        elif kind == "end":
            if start is not None and is_result and instruction.split()[:1] == ["HYPERLINK"]:
                yield start, text
            start, is_result = None, False
        elif one.tag == q("instrText"):
            instruction += one.text or ""
        elif is_result:
            text += one.text or ""


# -- header and footer -------------------------------------------------------------------------


def typed_page_number(file: WordFile) -> Iterator[Finding]:
    """A typed number is the same on every page."""
    for story in file.stories:
        for paragraph in story.paragraphs if story.is_running else ():
            typed = "".join(piece.text for piece in paragraph.pieces if not piece.in_field)
            if _PAGE.search(typed.strip()):
                yield Finding(
                    paragraph.place,
                    "Het paginanummer is getypt en is op elke pagina hetzelfde",
                    "Verwijder het getal en kies Invoegen > Paginanummer",
                )
