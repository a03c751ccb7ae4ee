"""Word files as passages: text that was deleted is gone, text that was inserted is there."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.audit.wordfile import Paragraph, Story, WordFile
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.papers.guessing import Line
from raadsvoorstel.papers.reading import Span
from raadsvoorstel.word.elements import child


def word_lines(found: WordFile, file: str) -> Iterator[Line]:
    """The paragraphs of all stories, headers and footers last."""
    says_levels = bool(found.headings)
    for story in found.stories:
        for paragraph in story.paragraphs:
            for text in paragraph.text.split("\n"):
                if text.strip():
                    yield _line(story, paragraph, text.strip(), file, says_levels=says_levels)


def _line(story: Story, paragraph: Paragraph, text: str, file: str, *, says_levels: bool) -> Line:
    return Line(
        text,
        (Span(0, Location(file, paragraph.place.number)),),
        paragraph.level if story.is_body else None,
        is_item=child(paragraph.element, "pPr", "numPr") is not None,
        is_cell=paragraph.in_table,
        running=story.name.split(" ")[0] if story.is_running else "",
        where=paragraph.place.words,
        says_levels=says_levels,
    )
