"""Days in the words of a paper: whether they exist, and whether anyone would meet on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel import dutch, dutch_words
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Stap
from raadsvoorstel.papers.reading import Kind, Passage, Reading
from raadsvoorstel.rules.pattern import Pattern, small_letters
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.view import council_day, proposal_day

_SATURDAY = 5
_LEAP = 2000
"""A year with a 29 February, for a day that is written without its year."""
_LATER, _OLDEST = 40, 1500
"""A paper plans no day further ahead than this, and quotes no older year."""
_APART = 3
"""The steps towards one decision lie within this many years."""
_LABEL = 40
_PLACES = frozenset({Kind.METADATA, Kind.CELL, Kind.HEADER, Kind.FORMULA, Kind.SIGNATURE})
_LABELLED = frozenset({Kind.METADATA, Kind.CELL})
_LINK = r"(?:\s|van de gemeente(?:raad)?(?: [A-Z][\w'’-]+)*|van|op|d\.d\.|de|datum|,|:|\()*$"
_COUNCIL = Pattern(
    r"(?:raadsvergadering|vergadering van de (?:gemeente)?raad|"
    r"(?:aldus|bijeen)\b[^.]{0,60}\bvergadering|vergadering bijeen)" + _LINK,
    re.IGNORECASE,
    needs=("vergadering",),
)
_COLLEGE = Pattern(
    r"(?:(?:gelezen|gezien) het voorstel van (?:het college van )?burgemeester en wethouders|"
    r"^(?:besluit (?:b&w|college)|college(?:besluit)?|datum college))" + _LINK,
    re.IGNORECASE,
)


class Mention(Struct, frozen=True):
    """A day as a paper writes it; `day` is None where the calendar has no such day."""

    passage: Passage
    start: int
    words: str
    day: date | None
    weekday: str
    before: str
    """What stands before it; for the cell of a table the label in the cell to its left."""


_DAYS, _MONTHS = "|".join(dutch_words.WEEKDAGEN), "|".join(dutch_words.MAANDEN)
_DATE = Pattern(
    rf"(?P<day>\d(?<![\w.,/-].)\d?) (?P<month>{_MONTHS})\b"
    rf"(?: (?P<year>\d{{4}})\b(?! (?:inwoners|euro)))?(?: \((?P<after>{_DAYS})\))?",
    re.IGNORECASE,
    needs=dutch_words.MAANDEN,
)
"""Begins with a digit, because a text is searched many times as fast for one than for a choice."""
_WEEKDAY_BEFORE = Pattern(rf"\b(?P<weekday>{_DAYS}),? \Z", re.IGNORECASE)
_LONGEST_WEEKDAY = len("donderdag, ")


@lru_cache(maxsize=4)
def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Every full date in words; one without its year only where no year has such a day."""
    return tuple(_mentions(reading))


def _mentions(reading: Reading) -> Iterator[Mention]:
    before: Passage | None = None
    for passage in reading.passages:
        for start, words, day, weekday in _in_text(passage.text):
            told = passage.text[:start]
            if not told.strip() and before is not None and _is_label(passage, before):
                told = before.text
            yield Mention(passage, start, words, day, weekday, told)
        before = passage


@lru_cache(maxsize=1024)
def _in_text(text: str) -> tuple[tuple[int, str, date | None, str], ...]:
    """The dates of a text; kept, for the rules and councils that share it."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[tuple[int, str, date | None, str]]:
    for found in _DATE.finditer(text):
        month = dutch_words.MAANDEN.index(small_letters(found["month"])) + 1
        day = _day(int(found["year"] or _LEAP), month, int(found["day"]))
        if found["year"] is None and (day is not None or int(found["day"]) > 31):  # noqa: PLR2004
            continue
        before = _weekday_before(text, found.start())
        weekday = (before["weekday"] if before else found["after"] or "").casefold()
        start = before.start() if before else found.start()
        yield start, text[start : found.end()], day, weekday


def _weekday_before(text: str, at: int) -> re.Match[str] | None:
    first = max(0, at - _LONGEST_WEEKDAY)
    return _WEEKDAY_BEFORE.search(text, first, at) if "dag" in text[first:at].casefold() else None


def _is_label(passage: Passage, previous: Passage) -> bool:
    return {passage.kind, previous.kind} <= _LABELLED and len(previous.text) <= _LABEL


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4)
def day_of_paper(reading: Reading, case: Case | None) -> date | None:
    """The day on which a paper looks: its own word first, else that of the dossier."""
    if not reading.is_ours:
        own = _steps(reading)
        if own:
            return own[-1][1]
    if case is None or not case.takes_part(reading.gemeente):
        return None
    of_council = reading.soort == "raadsbesluit"
    return (council_day if of_council else proposal_day)(case.dossier, case.local(reading.gemeente))


def no_such_day(passage: Passage, _: Setting) -> Iterator[Hit]:
    """A day that no calendar has: 31 November."""
    for start, words, day, _weekday in _in_text(passage.text):
        if day is None:
            yield Hit(
                passage,
                start,
                f"De datum “{words}” bestaat niet",
                "Zoek de juiste dag op; de maand heeft er minder",
            )


def wrong_weekday(passage: Passage, _: Setting) -> Iterator[Hit]:
    """A weekday beside a date on which it is another day."""
    for start, words, day, weekday in _in_text(passage.text):
        if day is None or not weekday or str(day.year) not in words:
            continue
        real = dutch.weekdag(day)
        if real != weekday:
            yield Hit(
                passage,
                start,
                f"{dutch.datum(day)} is een {real}, geen {weekday}",
                "Controleer welke van de twee klopt: de dag of de datum",
            )


def _has_year(one: Mention) -> bool:
    return str(one.day.year) in one.words if one.day is not None else False


def meeting_on_a_day_off(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A council meeting on Saturday, Sunday or a holiday; of the data themselves, checks tell."""
    known = _known_days(reading, case)
    told: set[date] = set()
    for one in mentions(reading):
        day = one.day
        if day is None or day in told or day in known or not _is_council_day(one):
            continue
        what = dutch.weekdag(day) if day.weekday() >= _SATURDAY else dutch.feestdag(day)
        if what:
            told.add(day)
            yield Hit(
                one.passage,
                one.start + one.words.index(str(day.day)),
                f"De raadsvergadering van {dutch.datum(day)} valt op {what}",
                "Controleer de datum in de vergaderplanning van de griffie",
            )


def _known_days(reading: Reading, case: Case | None) -> set[object]:
    """Days that a check already told of, or that have a reason in the data."""
    if case is None or not case.takes_part(reading.gemeente):
        return set()
    steps: tuple[Stap, ...] = case.local(reading.gemeente).behandeling
    return {
        day
        for stap in steps
        if reading.is_ours or stap.afwijking is not None
        for day in (stap.datum, *stap.vervolg)
    }


def _is_council_day(one: Mention) -> bool:
    return _COUNCIL.search(one.before) is not None


def days_do_not_follow(reading: Reading) -> Iterator[Hit]:
    """The college's day after the council's, or years from it, in a paper that exists already."""
    steps = _steps(reading) if not reading.is_ours else []
    if len(steps) != 2:  # noqa: PLR2004
        return
    (proposal, first), (council, last) = steps
    if first > last:
        yield Hit(
            proposal.passage,
            proposal.start,
            f"Het voorstel is van {dutch.datum(first)}, ná de raadsvergadering van "
            f"{dutch.datum(last)}",
            "Het college besluit vóór de raad; controleer beide data",
        )
    elif last.year - first.year > _APART:
        yield Hit(
            council.passage,
            council.start,
            f"De raadsvergadering van {dutch.datum(last)} ligt jaren na het voorstel van "
            f"{dutch.datum(first)}",
            "Controleer het jaartal",
        )


def _steps(reading: Reading) -> list[tuple[Mention, date]]:
    """The day of the college and that of the council, as the paper's own fields say them."""
    fields = [one for one in mentions(reading) if one.passage.kind in _PLACES]
    found = (
        next(((one, one.day) for one in fields if one.day is not None and is_step(one)), None)
        for is_step in (_is_college_day, _is_day_of_this_meeting)
    )
    return [one for one in found if one is not None]


def _is_college_day(one: Mention) -> bool:
    return _COLLEGE.search(one.before) is not None


def _is_day_of_this_meeting(one: Mention) -> bool:
    """A formula may also name an earlier meeting; its own stands behind `bijeen`."""
    is_formula = one.passage.kind is Kind.FORMULA
    return _is_council_day(one) and (not is_formula or "bijeen" in one.before)


def year_out_of_reach(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A full date in a year that no paper of its day speaks of: 2202 for 2022."""
    looks = day_of_paper(reading, case)
    for one in mentions(reading) if looks is not None else ():
        if one.day is None or looks is None or not _has_year(one):
            continue
        if not _OLDEST <= one.day.year <= looks.year + _LATER:
            yield Hit(
                one.passage,
                one.start,
                f"De datum “{one.words}” ligt ver van het jaar van het stuk ({looks.year})",
                "Controleer het jaartal",
            )
