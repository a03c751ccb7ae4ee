"""Whether a decision can stand by itself: what it adopts, one act per point, in the right form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import inline_text
from raadsvoorstel.loading import DOSSIER, Case, local_path, locate
from raadsvoorstel.model import Bijlage
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading, Span
from raadsvoorstel.rules.beslissing import (
    INFINITIVE,
    Decision,
    Point,
    council_decisions,
    for_comparing,
)
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_ADOPTS = Pattern(r"\bvast te stellen\b|\bvaststell(?:en|ing)\b", re.IGNORECASE, needs=("vast",))
_KNOWN = 0.5
"""The part of a title's words that makes a text speak of it, however badly it is spelt."""
_ACT = Pattern(
    r"\bte\s+[^\W\d_]+n\b(?=\s*(?:$|[,;.:(]|\b(?:en|alsmede|evenals|met|van|voor|aan|in|op|door|uit|tot|per"
    r"|conform|overeenkomstig|zoals|waarbij|de|het|een)\b))",
    re.IGNORECASE,
)
_AND = Pattern(r"\b(?:en|alsmede|evenals)\b", re.IGNORECASE)
_GOVERNS = Pattern(
    r"\bom\b|\b(?:op|voor) te (?:dragen|roepen|stellen)\b"
    r"|\bte (?:verzoeken|vragen|machtigen|mandateren|besluiten|laten|geven|bevestigen)\b"
    r"|\bopdracht\b|\bvolmacht\b|\bmandaat\b|\bdoor\b.*\bte\b|\bzonder\b",
    re.IGNORECASE,
)
"""What makes the verbs that follow somebody else's acts, or parts of one act."""
_AGREES = Pattern(
    r"\b(?:in te stemmen|akkoord te gaan|kennis te nemen|te onderschrijven)\b",
    re.IGNORECASE,
    needs=("stemmen", "akkoord", "kennis", "onderschrijven"),
)
_REPLACES = Pattern(
    r"\b(?:vervangt|vervangen|in de plaats van|ter vervanging van)\b[^.;\n]{0,60}?"
    r"\b(?P<beleid>beleid\w*|\w*kader|\w*visie|\w*nota|\w*plan|verordening)\b",
    re.IGNORECASE,
    needs=("vervang", "in de plaats van"),
)
_WITHDRAWS = Pattern(
    r"\bin te trekken\b|\bintrekk|\bvervall?en\b|\bte vervangen\b|\bvervangt\b",
    re.IGNORECASE,
    needs=("trek", "verval", "vervang"),
)
_FRAMES = ("kaderstelling", "verordening")


def not_self_contained(reading: Reading, case: Case) -> Iterator[Hit]:
    """A decision that adopts something without its title, its years or its version."""
    if _deviates(reading, case):
        return  # what it leaves out was decided, and is shown
    for decision in council_decisions(reading):
        adopting = next((one for one in decision.points if _ADOPTS.search(one.clause)), None)
        if adopting is None:
            continue
        missing = list(_missing(decision, case))
        if missing:
            yield Hit(
                adopting.passage,
                adopting.start,
                f"Het besluit noemt niet {' en niet '.join(missing)}",
                "Een besluit moet los van het voorstel te lezen zijn: zeg precies wat wordt "
                "vastgesteld",
            )
            return


def _deviates(reading: Reading, case: Case) -> bool:
    known = case.takes_part(reading.gemeente)
    return known and bool(case.local(reading.gemeente).afwijkingen)


def _missing(decision: Decision, case: Case) -> Iterator[str]:
    dossier, text = case.dossier, decision.text
    if isinstance(dossier.titel, str) and not _is_named(dossier.titel, text):
        yield f"de titel “{dossier.titel}”"
    years = dossier.periode
    if years is not None and not (years.van in text and years.tot_en_met in text):
        yield f"de periode {years.van} tot en met {years.tot_en_met}"
    adopted = _adopted(case)
    if adopted is not None and adopted.versie and not _names_version(text, adopted.versie):
        yield f"versie {adopted.versie} van het stuk"


def _is_named(title: str, text: str) -> bool:
    words = {word.casefold() for word in for_comparing(title)}
    return len(words & {word.casefold() for word in for_comparing(text)}) >= _KNOWN * len(words)


def _adopted(case: Case) -> Bijlage | None:
    """The annex that is the document itself."""
    for one in case.dossier.bijlagen:
        title = inline_text(one.titel.children)
        quotes_title = any(hole.path == ("dossier", "titel") for hole in one.titel.placeholders)
        if title == case.dossier.titel or (quotes_title and len(one.titel.children) == 1):
            return one
    return None


def _names_version(text: str, version: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(version)}(?![\w])", text) is not None


def two_acts(reading: Reading) -> Iterator[Hit]:
    """A point that does two things: nobody can vote for one and against the other."""
    for decision in council_decisions(reading):
        for point in decision.points:
            yield from _two_acts(point)


def _two_acts(point: Point) -> Iterator[Hit]:
    both = _acts(point.clause)
    if both is not None:
        first, second = both
        yield Hit(
            point.passage,
            point.start + second.start(),
            f"Dit beslispunt doet twee dingen: “{first[0]}” en “{second[0]}”",
            "Maak er twee beslispunten van, dan kan de raad over elk apart stemmen",
        )


@lru_cache(maxsize=1024)
def _acts(clause: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The first two acts of a clause that nothing but “en” joins."""
    for first, second in pairwise(_ACT.finditer(clause)):
        between, before = clause[first.end() : second.start()], clause[: second.start()]
        if _AND.search(between) and not _GOVERNS.search(before):
            return first, second
    return None


def wrong_form(reading: Reading) -> Iterator[Hit]:
    """After “besluit:” comes what the council decides “te” do."""
    for decision in council_decisions(reading):
        if not decision.is_formal:
            continue
        in_parts = False
        for point in decision.points:
            if not in_parts and INFINITIVE.search(point.clause) is None and point.clause.strip():
                yield Hit(
                    point.passage,
                    point.start,
                    "Na “besluit:” staat een beslispunt zonder werkwoord met “te”",
                    "Schrijf wat de raad besluit te doen: “… vast te stellen”",
                )
            in_parts = in_parts or point.passage.text.rstrip().endswith(":")


def agrees_instead(reading: Reading, case: Case) -> Iterator[Hit]:
    """A frame is adopted by the council; agreeing with one leaves it to somebody else."""
    if case.dossier.soort_voorstel not in _FRAMES:
        return
    for decision in council_decisions(reading):
        if _ADOPTS.search(decision.text):
            continue
        for point in decision.points:
            found = _AGREES.search(point.clause)
            if found is not None:
                yield Hit(
                    point.passage,
                    point.start + found.start(),
                    f"De raad stelt een kader vast; hier staat “{found[0]}”",
                    "Schrijf “vast te stellen”, of verander `soort_voorstel` in het dossier",
                )
                break


def not_withdrawn(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """What a text says is replaced stays in force until the council withdraws it."""
    decided = council_decisions(reading)
    if not decided or any(_WITHDRAWS.search(one.text) for one in decided):
        return
    for passage in reading.of(Kind.TEXT, Kind.ITEM):
        found = _REPLACES.search(passage.text)
        if found is not None and not _is_clause(passage, decided):
            start = found.start("beleid")
            place = _of_a_new_point(reading, passage.at(start), case)
            said = found[0].replace(OPAQUE, "…")
            yield Hit(
                passage if place is None else replace(passage, spans=(Span(0, place),)),
                start,
                f"De tekst zegt “{said}”, maar geen beslispunt trekt dat in",
                "Voeg een beslispunt toe dat het oude beleid noemt en intrekt"
                + (", hier bij `beslispunten`" if place is not None else ""),
            )
            return


def _of_a_new_point(reading: Reading, text: Location, case: Case | None) -> Location | None:
    """Where a point is to be written in our own data: beside the text that promises it."""
    if case is None or not reading.is_ours:
        return None
    place = locate(case.trees, local_path(case, reading.gemeente, "beslispunten"))
    return place if place.file == text.file else locate(case.trees, (DOSSIER, "beslispunten"))


def _is_clause(passage: Passage, decided: tuple[Decision, ...]) -> bool:
    return any(passage is point.passage for one in decided for point in one.points)
