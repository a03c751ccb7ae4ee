"""What an existing paper leaves open: a start that has passed, a part or decision left bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.datums import day_of_paper, mentions
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.secties import is_concept, topics

_TO_BE_MADE = Pattern(
    r"(?:plan|programma|agenda|nota|visie|kader)s?\s+(?:voor\s+)?(?:de\s+(?:jaren|periode)\s+)?"
    r"(?P<years>(?P<first>(?:19|20)\d\d)\s?(?:-|–|tot en met|t/m)\s?(?:19|20)\d\d)"
    r"[”’\"']?(?:\s*,?\s*(?:dat|die)\b(?:(?!\b(?:dat|die|waar\w*|waarin)\b)[^.;,]){0,80}?)?"
    r"\s+(?:nog\s+)?(?:zal\s+|zullen\s+)?(?:wordt|worden)\b"
    r"(?:(?!\b(?:dat|die|waar\w*)\b)[^.;,]){0,60}?"
    r"\s(?:opgesteld|gemaakt|geschreven|opgemaakt|ontwikkeld)\b",
    re.IGNORECASE,
    needs=("opgesteld", "gemaakt", "geschreven", "opgemaakt", "ontwikkeld"),
)
"""A plan with its years, itself the subject of what is still to be done."""
_HALFWAY = 7
"""From this month on the first year is no longer ahead."""
_NOT_APPLICABLE = Pattern(
    r"[(\[]?(?:n\.?v\.?t\.?|niet van toepassing|geen|-|–|—)[)\]]?\.?", re.IGNORECASE
)
_COLLEGE_DECISION = Pattern(
    r"^\W*(?:concept)?\s*(?:besluit|beslissing)\s+(?:van\s+)?(?:het\s+)?(?:college|b\s?(?:&|en)\s?w\b)"
    r"|^\W*collegebesluit\b",
    re.IGNORECASE,
    needs=("besluit", "beslissing"),
)
_COLLEGE_DAY = Pattern(r"college|b\s?(?:&|en)\s?w\b|burgemeester en wethouders", re.IGNORECASE)
_PLAIN_DAY = Pattern(r"^\W*(?:datum|besluitdatum)\b(?!.{0,20}raad)", re.IGNORECASE)
_OPENING = Pattern(r"^\W*de raad (?:van de|der) gemeente\b", re.IGNORECASE, needs=("de raad",))
_DECIDES = Pattern(r"\bb ?e ?s ?l ?u ?i ?t ?:?\s*$", re.IGNORECASE)
_CLOSING = Pattern(
    r"de raad voornoemd|\baldus (?:vastgesteld|besloten|besluit)|\bgriffier\b", re.IGNORECASE
)


def begins_before_it_is_made(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A plan that is yet to be drawn up, for years that have begun by then."""
    day = day_of_paper(reading, case)
    for passage in reading.running_text if day is not None else ():
        for found in _TO_BE_MADE.finditer(passage.text):
            first = int(found["first"])
            if day is not None and (first, _HALFWAY) <= (day.year, day.month):
                yield Hit(
                    passage,
                    found.start("years"),
                    f"Wat nog wordt gemaakt, begint hier al in {first}: het stuk is van {day.year}",
                    "Laat de jaren ingaan als het er is, of noem ze pas dan",
                )


def not_applicable(reading: Reading) -> Iterator[Hit]:
    """A heading of an existing paper with nothing below it but “n.v.t.”."""
    for heading, below in _parts(reading):
        text = [one for one in below if one.kind is not Kind.SIGNATURE]
        if len(text) == 1 and text[0].kind is not Kind.CELL and topics(heading.text):
            said = text[0].text.strip()
            if _NOT_APPLICABLE.fullmatch(said):
                yield Hit(
                    text[0],
                    0,
                    f"Onder de kop “{heading.text.strip()}” staat alleen “{said}”",
                    "Laat de kop weg, of schrijf waarom er niets is",
                )


def college_without_date(reading: Reading) -> Iterator[Hit]:
    """The decision of the college, in an existing paper that nowhere says of which day it is."""
    if reading.is_ours or any(_is_college_day(reading, one) for one in reading.passages):
        return
    for heading, below in _parts(reading):
        found = _COLLEGE_DECISION.match(heading.text)
        part = (heading, *below)
        dated = {id(one.passage) for one in mentions(reading)}
        if found and below and not any(id(one) in dated or OPAQUE in one.text for one in part):
            yield Hit(
                heading,
                0,
                f"Bij “{heading.text.strip()}” staat niet op welke dag het college besloot",
                "Zet de datum van het collegebesluit erbij",
            )


def _is_college_day(reading: Reading, passage: Passage) -> bool:
    """Whether the data above a paper say when the college met."""
    if passage.kind not in {Kind.METADATA, Kind.CELL, Kind.HEADER, Kind.FORMULA}:
        return False
    if not (_COLLEGE_DAY.search(passage.text) or _PLAIN_DAY.search(passage.text)):
        return False
    return OPAQUE in passage.text or any(one.passage is passage for one in mentions(reading))


def opened_not_closed(reading: Reading) -> Iterator[Hit]:
    """A decision inside a proposal with the opening words of the council, and no closing ones."""
    if reading.is_ours or reading.soort == "raadsbesluit" or not is_concept(reading):
        return
    passages = reading.passages
    decides = [
        at
        for at, one in enumerate(passages)
        if one.kind is Kind.FORMULA and _DECIDES.search(one.text)
    ]
    opened = [at for at, one in enumerate(passages) if _OPENING.search(one.text)]
    if not decides or not opened or opened[0] > decides[0]:
        return
    if not any(_CLOSING.search(one.text) for one in passages[decides[0] :]):
        yield Hit(
            passages[opened[0]],
            0,
            "Het besluit in dit voorstel begint als een raadsbesluit, maar heeft geen slotformule, "
            "dag en ondertekening van de raad",
            "Maak er een raadsbesluit van, met slotformule, of laat de aanhef weg",
        )


def _parts(reading: Reading) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Every heading of a paper that exists already, with what stands below it."""
    if reading.is_ours:
        return
    body = [
        one
        for one in reading.passages
        if one.kind not in {Kind.HEADER, Kind.FOOTER} and one.text.strip()
    ]
    headings = [at for at, one in enumerate(body) if one.kind is Kind.HEADING]
    for at, following in pairwise((*headings, len(body))):
        yield body[at], tuple(body[at + 1 : following])
