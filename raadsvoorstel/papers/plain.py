"""Text files (.txt, .md) as passages; lines that were only wrapped are joined again."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from msgspec.structs import replace

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.papers.guessing import Line, moved
from raadsvoorstel.papers.reading import Span

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NARROW, _WIDE = 40, 160
"""Letters of a line: shorter is no running text, longer was never wrapped."""
_FULL = 0.7
"""A line this full was broken off by the margin, and goes on below."""
_NEW_PAGE = "\f"
_STARTS_ANEW = re.compile(r"\s*((\d{1,3}|[a-z])[.)] |[-–•*▪|#>] ?)|\s*$|\s*-\s*\d+\s*-\s*$")
_HEADING = re.compile(r" {0,3}(#{1,6}) +(.*?)(?: +#+)? *$")
_MARKS = re.compile(
    r"\*\*(?=\S)((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*|(?<!\w)[*_](?=\S)([^*_]+?)(?<=\S)[*_](?!\w)"
)
"""No mark is looked for beyond the next of its kind: that takes minutes in a text full of them."""
_CELL = re.compile(r"(?:[^|\\]|\\.?)+")
"""What stands between two bars; a bar behind a backslash is a letter."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|\\$")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or else what Windows wrote."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_lines(text: str, file: str) -> Iterator[Line]:
    """The paragraphs of a plain text."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = _width(rows)
    held: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        goes_on = held and len(held[-1][1].rstrip()) >= _FULL * width
        if held and (not goes_on or row.startswith(_NEW_PAGE) or _STARTS_ANEW.match(row)):
            yield _joined(held, file)
            held = []
        if row.strip():
            held.append((number, row))
    if held:
        yield _joined(held, file)


def markdown_lines(text: str, file: str) -> Iterator[Line]:
    """The paragraphs of a Markdown text: its marks are taken off, its headings kept."""
    lines = tuple(text_lines(text, file))
    says_levels = any(_HEADING.match(line.text) for line in lines)
    for line in lines:
        yield from (replace(one, says_levels=says_levels) for one in _markdown_line(line))


def _markdown_line(line: Line) -> Iterator[Line]:
    heading = _HEADING.match(line.text)
    if heading is not None:
        yield _unmarked(line, heading.start(2), heading[2], len(heading[1]))
    elif line.text.lstrip().startswith("|"):
        yield from _cells(line)
    elif not re.fullmatch(r"\s*:{3,}.*|\s*(-{3,}|\*{3,}|_{3,})\s*", line.text):
        yield _unmarked(line, 0, line.text, None)


def _width(rows: list[str]) -> float:
    """The width at which a program wrapped the text; no line reaches it where none did."""
    lengths = sorted(len(row.rstrip()) for row in rows if len(row.rstrip()) > _NARROW)
    usual = lengths[len(lengths) * 9 // 10] if lengths else _WIDE
    return usual if usual <= _WIDE else float("inf")


def _joined(rows: list[tuple[int, str]], file: str) -> Line:
    text, spans = "", list[Span]()
    for number, row in rows:
        indent = len(row) - len(row.lstrip())
        start = len(text) + 1 if text else 0
        text = f"{text} {row.strip()}" if text else row.strip()
        spans.append(Span(start, Location(file, number, indent + 1), advances=True))
    return Line(text, tuple(spans))


def _unmarked(line: Line, start: int, text: str, level: int | None) -> Line:
    """Without emphasis marks and escapes; the place of each letter stays right."""
    plain, spans, at = "", list[Span](), 0
    marks = sorted([*_MARKS.finditer(text), *_ESCAPE.finditer(text)], key=lambda one: one.start())
    for mark in marks:
        if mark.start() < at:
            continue
        inner = next((number for number, one in enumerate(mark.groups(), 1) if one), 0)
        for begin, end in ((at, mark.start()), mark.span(inner) if inner else (0, 0)):
            spans += moved(line, start + begin, start + end, len(plain))
            plain += text[begin:end]
        at = mark.end()
    spans += moved(line, start + at, start + len(text), len(plain))
    return Line(plain + text[at:], tuple(spans), level)


def _cells(line: Line) -> Iterator[Line]:
    if re.fullmatch(r"[|:\s-]+", line.text):
        return
    for cell in _CELL.finditer(line.text):
        if cell[0].strip():
            start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
            inner = _unmarked(line, start, cell[0].strip(), None)
            yield Line(inner.text, inner.spans, is_cell=True)
