"""The years of the plan and of what goes with it, and what nobody knew yet on its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.dutch import folded
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Periode
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules.datums import day_of_paper, mentions
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_RANGE = Pattern(
    r"(?P<first>[12](?<![\d./-].)[09](?<=19|20)\d\d)\s?(?P<link>-|–|/|tot en met|t/m|tot)\s?"
    r"(?P<last>(?:19|20)\d\d)(?!\d|[./-]\d)"
)
_OTHER_SPAN = frozenset({"/", "tot"})
"""A school year is no period, and `tot` leaves its last year out."""
_PLANNED = Pattern(
    r"(?:visie|plan|programma|kader|nota|begroting|agenda|beleid|voor|periode|jaren)\W*$",
    re.IGNORECASE,
)
"""What stands before years with a dash; after other words it may be a number: 2024-2021."""
_BETWEEN = Pattern(
    r"[\s“”\"'‘’,(*]*(?:(?:voor |in |over )?de (?:jaren|periode)(?: van)?)?"
    r"[\s“”\"'‘’,(*]*$"
)
_FUNDING = Pattern(
    r"\b(?:programma|subsidie|regeling|financiering|bekostiging|middelen|uitkering|bijdrage)\b"
    r"[^.;]{0,60}\b(?:loopt|lopen|eindigt|eindigen|stopt|stoppen|beschikbaar|vervalt)\b[^.;]{0,30}"
    r"\b(?:tot(?: en met)?|per|op|t/m)\b[^.;]{0,20}",
    re.IGNORECASE,
    needs=("loopt", "lopen", "eindigt", "eindigen", "stopt", "stoppen", "beschikbaar", "vervalt"),
)
_AHEAD = Pattern(
    r"\b(?:wordt|worden|zal|zullen)\b[^.;]{0,80}\b(?:opgesteld|gemaakt|uitgewerkt)\b",
    needs=("opgesteld", "gemaakt", "uitgewerkt"),
)
_RISK = Pattern(
    r"\b(?:kanttekening|risico|na (?:afloop|die datum)|na 20\d\d)",
    re.IGNORECASE,
    needs=("kanttekening", "risico", "na afloop", "na die datum", "na 20"),
)
_FOR_THE_YEARS = Pattern(
    r"\bvoor de (?:jaren|periode)(?: van)?\s+$",
    re.IGNORECASE,
    needs=("voor de jaren", "voor de periode"),
)
_SOMETHING_ELSE = Pattern(
    r"programma|begroting|subsidie|budget|krediet|bijdrage|middelen|contract|regeling|agenda|akkoord",
    re.IGNORECASE,
)
"""What has years of its own, which need not be those of the plan."""
_SHORTEST = 12
"""Letters of a fact: shorter words stand in any text."""


def other_period(passage: Passage, case: Case) -> Iterator[Hit]:
    """Years beside the title of the plan that are not those of the dossier."""
    period = case.dossier.periode
    if period is None:
        return
    for found in _ranges(passage.text):
        title = folded(str(case.dossier.titel))
        at = folded(passage.text).find(title)
        beside = at >= 0 and _is_beside(passage, at + len(title), found)
        if (beside or _is_half(passage, found, period)) and not _same(found, period):
            yield Hit(
                passage,
                found.start(),
                f"Hier staat “{found[0]}”; het dossier geldt voor {period.van} tot en met "
                f"{period.tot_en_met}",
                "Verbeter de jaren, of de `periode` van het dossier",
            )


def _is_half(passage: Passage, found: re.Match[str], period: Periode) -> bool:
    """Whether years that go with nothing else are those of the plan at one end only."""
    ends = (found["first"] == str(period.van)) != (found["last"] == str(period.tot_en_met))
    opening = just_before(_FOR_THE_YEARS, passage.text, found.start())
    if found["link"] in _OTHER_SPAN or not ends or opening is None:
        return False
    sentence = re.split(r"[.;\n]", passage.text[: found.start()])[-1]
    return _SOMETHING_ELSE.search(sentence) is None


def _is_beside(passage: Passage, end: int, found: re.Match[str]) -> bool:
    if found["link"] in _OTHER_SPAN or found.start() < end:
        return False
    return _BETWEEN.fullmatch(passage.text[end : found.start()]) is not None


def _same(found: re.Match[str], period: Periode) -> bool:
    return (found["first"], found["last"]) == (str(period.van), str(period.tot_en_met))


def impossible(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """Years of plan, programme and money that do not go together."""
    yield from _runs_back(reading)
    yield from _over_before_it_is_made(reading, case)
    if case is not None:
        yield from _funding_ends_first(reading, case)


@lru_cache(maxsize=1024)
def _ranges(text: str) -> tuple[re.Match[str], ...]:
    """The periods of a text; kept, for the rules and councils that share it."""
    return tuple(_RANGE.finditer(text))


def _runs_back(reading: Reading) -> Iterator[Hit]:
    """A period that ends before it begins: 2024-2020."""
    for passage in reading.passages:
        for found in _ranges(passage.text):
            is_years = len(found["link"]) > 1 or just_before(_PLANNED, passage.text, found.start())
            if found["link"] != "/" and is_years and found["last"] < found["first"]:
                yield Hit(
                    passage,
                    found.start(),
                    f"De periode “{found[0]}” eindigt voordat zij begint",
                    "Zet het eerste jaar voorop, of verbeter het jaartal",
                )


def _over_before_it_is_made(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A programme that is yet to be made, and whose years have passed."""
    day = day_of_paper(reading, case)
    for passage in reading.running_text if day is not None else ():
        for found in _ranges(passage.text):
            rest, *_ = re.split(r"[.;]", passage.text[found.end() :], maxsplit=1)
            ahead = _AHEAD.search(rest)
            if ahead and day is not None and int(found["last"]) < day.year:
                yield Hit(
                    passage,
                    found.start(),
                    f"Wat nog wordt gemaakt, kan niet gelden voor “{found[0]}”: het stuk is van "
                    f"{day.year}",
                    "Verbeter de jaren van het programma",
                )


def _funding_ends_first(reading: Reading, case: Case) -> Iterator[Hit]:
    """Money that ends before the period does, and no kanttekening that says what then."""
    period = case.dossier.periode
    if period is None:
        return
    for one in mentions(reading):
        ends = one.day is not None and one.day < date(int(period.tot_en_met), 12, 31)
        said = _FUNDING.search(one.before) if ends else None
        is_end = said is not None and said.end() == len(one.before)
        if is_end and one.day is not None and not _names_the_risk(reading):
            yield Hit(
                one.passage,
                one.start,
                f"Wat hier loopt tot {dutch.datum(one.day)}, eindigt vóór de periode (tot en met "
                f"{period.tot_en_met}); geen kanttekening zegt wat daarna gebeurt",
                "Zet bij de kanttekeningen wie het daarna betaalt",
                Severity.INFO,
            )


_folded = lru_cache(maxsize=1024)(folded)
"""Kept, for the facts and papers that share a text."""


def _names_the_risk(reading: Reading) -> bool:
    return any(_RISK.search(one.text) for one in reading.passages)


def fact_of_a_later_day(reading: Reading, case: Case) -> Iterator[Hit]:
    """The words of a fact that only became known after the day of the paper."""
    day = day_of_paper(reading, case)
    if day is None:
        return
    later = {
        id_: fact
        for id_, fact in case.dossier.feiten.items()
        if fact.bekend_op is not None and fact.bekend_op > day and len(fact.waarde) >= _SHORTEST
    }
    for passage in reading.passages if later else ():
        text = _folded(passage.text)
        for id_, fact in later.items():
            at = text.find(_folded(str(fact.waarde)))
            if at >= 0 and fact.bekend_op is not None:
                yield Hit(
                    passage,
                    at,
                    f"Dit feit (`{id_}`) werd pas bekend op {dutch.datum(fact.bekend_op)}, na de "
                    f"dag van het stuk ({dutch.datum(day)})",
                    "Haal het uit de tekst; wat nog niemand wist, hoort niet in het stuk",
                    Severity.WARNING,
                )
