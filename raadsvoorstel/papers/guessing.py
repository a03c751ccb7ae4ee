"""What part each line of somebody's file plays: heading, label, formula, beslispunt, signature.

A file says little of that; the words do. A line that fits nothing is running text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import Blank
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Span

_ITEM = re.compile(r"(?P<number>(?:\d{1,3}|[a-z])[.)]|[-–•*▪]) +(?=\S)")
_LABEL = re.compile(r"[A-Z][\w /&()-]{2,40}? ?:(?: |$)(?!$)")
_OPENING = re.compile(r"de (gemeente)?raad (van|der) (de )?(gemeente )?\S", re.IGNORECASE)
_FORMULA = re.compile(
    r"(gelezen|gelet op|gezien|overwegende|gehoord|in vergadering bijeen|bijeen in)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"b ?e ?s ?l ?u ?i ?t ?:?\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"(de raad voornoemd|namens de (gemeente)?raad|aldus (vastgesteld|besloten)|"
    r"burgemeester en wethouders (van|voornoemd)|"
    r"(het college|college) van burgemeester en wethouders\b.{0,40}$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r".{0,60},\s*(plv\.? |wnd\.? |loco-?)?(griffier|voorzitter|burgemeester|(gemeente)?secretaris)"
    r"[\s.,]*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^[\s,]*((de|,)\s*)?((plv\.?|wnd\.?|loco-?|plaatsvervangend|waarnemend)\s*)*"
    r"(griffier|voorzitter|burgemeester|gemeentesecretaris|secretaris)\b[\s,.:]*",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(besluit|beslispunt|voorgesteld|voorstel)", re.IGNORECASE)
_ACT = re.compile(r"\bte \w+en\b[.;]?\s*$")
_BLANK = re.compile(re.escape(str(Blank("…"))).replace("…", "[^]]*"))
_LONGEST_HEADING, _LONGEST_NAME = 90, 60
_MANY = 3
_RUNNING = {"koptekst": Kind.HEADER, "voettekst": Kind.FOOTER}


class Line(Struct, frozen=True):
    """A paragraph of a file with what the file itself says of it."""

    text: str
    spans: tuple[Span, ...]
    level: int | None = None
    """As a heading; 1 is the title."""
    is_item: bool = False
    is_cell: bool = False
    running: str = ""
    """`koptekst`, `voettekst`."""
    where: str = ""
    says_levels: bool = False
    """Whether the file marks its headings, so that nothing has to be guessed."""
    number: str = ""
    """What a list of the file prints before it."""
    kind: Kind | None = None
    """What the file itself says that it is: our own files name their styles by it."""


def passages(lines: Iterable[Line]) -> tuple[Passage, ...]:
    """The passages of a file in order; what is still to be filled in is no word to read."""
    return tuple(_passages(tuple(_opaque(line) for line in lines)))


def _opaque(line: Line) -> Line:
    """With one sign for each blank; the letters behind it keep their places."""
    if not (line.spans[1:] or _BLANK.search(line.text)):
        return line  # a paragraph of Word has one place
    text, spans, at = "", list[Span](), 0
    for blank in (*_BLANK.finditer(line.text), None):
        end = blank.start() if blank else len(line.text)
        spans += moved(line, at, end, len(text))
        text += line.text[at:end] + (OPAQUE if blank else "")
        at = blank.end() if blank else end
    return replace(line, text=text, spans=tuple(spans) or line.spans) if at else line


def moved(line: Line, begin: int, end: int, to: int) -> Iterator[Span]:
    """The places of the letters from `begin` to `end`, when they come to stand at `to`."""
    whole = Passage(Kind.TEXT, line.text, spans=line.spans)
    first = bisect_right(line.spans, begin, key=lambda one: one.start)
    last = bisect_left(line.spans, end, key=lambda one: one.start)
    starts = [begin, *(span.start for span in line.spans[first:last])]
    advances = any(span.advances for span in line.spans)
    yield from (Span(to + start - begin, whole.at(start), advances) for start in starts)


def _passages(lines: tuple[Line, ...]) -> Iterator[Passage]:
    """In a file whose headings stand in capitals, no other line is one."""
    heading, stage = "", Kind.TEXT
    shouts = sum(_is_heading(one, "-") and one.text.isupper() for one in lines) >= _MANY
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if shouts and not line.text.isupper():
            following = ""
        kind = _kind(line, heading, stage, following)
        stage = _stage(line.text, kind, stage)
        if kind in {Kind.HEADING, Kind.TITLE}:
            heading = line.text.strip()
        yield _passage(line, kind, heading if kind is not Kind.HEADING else "")


def _passage(line: Line, kind: Kind, heading: str) -> Passage:
    found = _ITEM.match(line.text) if kind in {Kind.ITEM, Kind.CLAUSE} else None
    if found is None:
        return Passage(
            kind, line.text, heading, number=line.number, spans=line.spans, where=line.where
        )
    cut = found.end()
    first = line.spans[0]
    spans = (Span(0, Passage(kind, line.text, spans=line.spans).at(cut), first.advances),)
    later = tuple(
        Span(one.start - cut, one.at, one.advances) for one in line.spans if one.start > cut
    )
    return Passage(
        kind,
        line.text[cut:],
        heading,
        number=found["number"],
        spans=(*spans, *later),
        where=line.where,
    )


def _kind(line: Line, heading: str, stage: Kind, following: str) -> Kind:
    text = line.text.strip()
    if line.running:
        return _RUNNING[line.running]
    if line.kind is not None:
        return line.kind
    if line.level is not None:
        return Kind.TITLE if line.level == 1 else Kind.HEADING
    if line.is_cell:
        return Kind.CELL
    opened = stage is Kind.FORMULA and _FORMULA.match(text)
    if opened or _OPENING.match(text) or _DECIDES.fullmatch(text):
        return Kind.FORMULA
    is_short = len(text) <= _LONGEST_NAME
    if _CLOSING.match(text) or (is_short and (_OFFICE.match(text) or _SIGNED.fullmatch(text))):
        return Kind.SIGNATURE
    if stage is Kind.CLAUSE or (_ASKS.search(heading) and _ACT.search(text)):
        return Kind.CLAUSE if not _is_heading(line, following) else Kind.HEADING
    if line.is_item or _ITEM.match(text):
        return Kind.ITEM
    if _LABEL.match(text) and len(text) <= _LONGEST_HEADING:
        return Kind.METADATA
    if stage is Kind.SIGNATURE and is_short and not _is_heading(line, following):
        return Kind.SIGNATURE
    return Kind.HEADING if _is_heading(line, following) else Kind.TEXT


def _stage(text: str, kind: Kind, stage: Kind) -> Kind:
    """What the lines that follow are until another part begins."""
    if kind is Kind.FORMULA:
        return Kind.CLAUSE if _DECIDES.search(text) else Kind.FORMULA
    if kind in {Kind.SIGNATURE, Kind.HEADING, Kind.TITLE}:
        return kind
    return kind if kind is Kind.CLAUSE and stage is Kind.CLAUSE else Kind.TEXT


def _is_heading(line: Line, following: str) -> bool:
    """Whether a line of a file without headings looks like one."""
    text = line.text.strip()
    if line.says_levels or not following or len(text) > _LONGEST_HEADING:
        return False
    words = text.rstrip(":").split()
    ends_open = text[-1:] not in ".;,?!:" or (text.endswith(":") and len(words) <= 4)  # noqa: PLR2004
    return bool(words) and words[0][:1].isupper() and ends_open and not _LABEL.match(text)
