"""Word files as passages: text that was deleted is gone, text that was inserted is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from raadsvoorstel.audit.wordfile import Paragraph, Story, WordFile
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.papers.guessing import Line
from raadsvoorstel.papers.reading import Kind, Span
from raadsvoorstel.word import roles
from raadsvoorstel.word.elements import child, q, value
from raadsvoorstel.word.elements import number as counted
from raadsvoorstel.word.xml import Element

_KINDS = {
    roles.METADATA.id: Kind.METADATA,
    roles.FORMULA.id: Kind.FORMULA,
    roles.POINT.id: Kind.CLAUSE,
    roles.CLOSING.id: Kind.SIGNATURE,
    roles.SIGNATURE.id: Kind.SIGNATURE,
    roles.CONCEPT.id: Kind.NOTICE,
    roles.EXAMPLE.id: Kind.NOTICE,
    roles.DEVIATION.id: Kind.NOTICE,
}
"""The styles of our own files say what a paragraph is."""


def word_lines(found: WordFile, file: str) -> Iterator[Line]:
    """The paragraphs of all stories, headers and footers last."""
    says_levels, lists = bool(found.headings), _Lists(found.numbering)
    for story in found.stories:
        for paragraph in story.paragraphs:
            number = lists.number(paragraph.own.get(q("numPr")))
            for text in paragraph.text.split("\n"):
                if text.strip():
                    yield _line(story, paragraph, text.strip(), file, number, says_levels)


def _line(  # noqa: PLR0913, PLR0917 - what a line is made of
    story: Story,
    paragraph: Paragraph,
    text: str,
    file: str,
    number: str,
    says_levels: bool,  # noqa: FBT001
) -> Line:
    return Line(
        text,
        (Span(0, Location(file, paragraph.place.number)),),
        paragraph.level if story.is_body else None,
        is_item=bool(number),
        is_cell=paragraph.in_table,
        running=story.name.split(" ")[0] if story.is_running else "",
        where=paragraph.place.words,
        says_levels=says_levels,
        number=number,
        kind=_KINDS.get(value(paragraph.own.get(q("pStyle")))),
    )


class _Lists:
    """The numbers that Word prints: they stand nowhere in the file."""

    def __init__(self, numbering: Element | None) -> None:
        self.formats = dict(_formats(numbering)) if numbering is not None else {}
        self.counts = Counter[tuple[str, str]]()

    def number(self, own: Element | None) -> str:
        """`1.`, or a bullet, by the `w:numPr` of a paragraph; nothing where it has none."""
        list_ = value(child(own, "numId"))
        if list_ in {"", "0"}:
            return ""
        level = value(child(own, "ilvl")) or "0"
        if self.formats.get((list_, level), "decimal") in {"bullet", "none"}:
            return "•"
        self.counts[list_, level] += 1
        for deeper in [one for one in self.counts if one[0] == list_ and one[1] > level]:
            del self.counts[deeper]
        return f"{self.counts[list_, level]}."


def _formats(numbering: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """The format of each level of each list."""
    abstract = {
        value(one, "abstractNumId"): one
        for one in numbering
        if counted(value(one, "abstractNumId"), -1) >= 0
    }
    for list_ in numbering.iterchildren("{*}num"):
        source = abstract.get(value(child(list_, "abstractNumId")))
        for level in source.iterchildren("{*}lvl") if source is not None else ():
            yield (
                (value(list_, "numId"), value(level, "ilvl")),
                value(child(level, "numFmt")),
            )
