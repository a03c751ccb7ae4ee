"""Rules on headings: by them a screen reader shows what is where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.wordfile import Paragraph, WordFile

_LONGEST = 120
_SHORT = 80
_NO_HEADING = re.compile(r"titel|ondertitel|bijschrift|toc heading|signature|closing|list .*")
"""Styles that may be bold without being a heading."""


def none_at_all(file: WordFile) -> Iterator[Finding]:
    """A text without any heading can only be read from top to bottom."""
    first = next((one for one in file.body.paragraphs if one.text.strip()), None)
    if first is not None and not file.headings:
        yield Finding(
            first.place,
            "Het bestand heeft geen enkele kop",
            "Zet de cursor in de titel en kies Start > Stijlen > Kop 1; "
            "daarna Kop 2 voor elk onderdeel",
        )


def not_first_level(file: WordFile) -> Iterator[Finding]:
    """The first heading names the whole paper."""
    for heading, level in _filled(file)[:1]:
        if level > 1:
            yield Finding(
                heading.place,
                f"De eerste kop is van niveau {level}, niet 1",
                "Geef de titel van het stuk de stijl Start > Stijlen > Kop 1",
            )


def skipped_level(file: WordFile) -> Iterator[Finding]:
    """After level 1 comes 2, not 3."""
    for (_, above), (heading, level) in pairwise(_filled(file)):
        if level > above + 1:
            yield Finding(
                heading.place,
                f"De kop springt van niveau {above} naar niveau {level}",
                f"Kies Start > Stijlen > Kop {above + 1}, of geef de kop erboven een lager niveau",
            )


def empty(file: WordFile) -> Iterator[Finding]:
    """An empty heading is read out as a heading."""
    for heading, level in file.headings:
        if heading.is_empty:
            yield Finding(
                heading.place,
                f"Een kop van niveau {level} is leeg",
                "Verwijder de regel, of kies Start > Stijlen > Standaard",
            )


def too_long(file: WordFile) -> Iterator[Finding]:
    """A heading is a signpost, not a paragraph."""
    for heading, _ in file.headings:
        length = len(heading.text.strip())
        if length > _LONGEST:
            yield Finding(
                heading.place,
                f"De kop is {length} tekens lang; meer dan {_LONGEST} leest niet als kop",
                "Kort de kop in, of kies Start > Stijlen > Standaard als het gewone tekst is",
            )


def bold_instead(file: WordFile) -> Iterator[Finding]:
    """A short bold line above a paragraph looks like a heading and is none."""
    for paragraph, following in pairwise(file.body.paragraphs):
        if _looks_like_heading(file, paragraph) and _is_running_text(file, following):
            yield Finding(
                paragraph.place,
                "Vette tekst doet dienst als kop",
                "Kies Start > Stijlen en dan Kop 2, 3 of 4, naar zijn plaats in het stuk",
            )


def _filled(file: WordFile) -> list[tuple[Paragraph, int]]:
    return [(heading, level) for heading, level in file.headings if not heading.is_empty]


def _looks_like_heading(file: WordFile, paragraph: Paragraph) -> bool:
    text, name = paragraph.text.strip(), file.styles.text(paragraph.style).name
    return (
        paragraph.level is None
        and not (paragraph.in_table or paragraph.in_text_box)
        and 1 < len(text) <= _SHORT
        and "\n" not in text
        and text[-1] not in ".:;,"
        and _NO_HEADING.fullmatch(name.lower()) is None
        and not file.styles.is_listed(paragraph.own, paragraph.style)
        and _is_bold(file, paragraph)
    )


def _is_running_text(file: WordFile, paragraph: Paragraph) -> bool:
    return (
        paragraph.level is None
        and not (paragraph.in_table or paragraph.in_text_box)
        and bool(paragraph.text.strip())
        and not _is_bold(file, paragraph)
    )


def _is_bold(file: WordFile, paragraph: Paragraph) -> bool:
    return all(file.styles.is_bold(piece.worn) for piece in paragraph.pieces if piece.text.strip())
