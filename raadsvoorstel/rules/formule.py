"""The ritual words above a decision: their marks, their dates, and the labels above the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.beslissing import council_decisions
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_OPENS = Pattern(r"De (?:gemeente)?raad (?:van|der) (?:de )?(?:gemeente )?[^\W\d_]", re.IGNORECASE)
_GROUND = Pattern(
    r"(?:gelezen|gelet op|gezien|gehoord|overwegende|in vergadering bijeen|bijeen)\b",
    re.IGNORECASE,
)
_DECIDES = Pattern(
    r"(?:b ?e ?s ?l ?u ?i ?t|besluiten)(?: het volgende| als volgt)?\s*[:;.]?", re.IGNORECASE
)
_LONGEST_OPENING = 80
_HEADINGS = frozenset({Kind.HEADING, Kind.TITLE})
_READ = Pattern(r"gelezen\b.*\bvoorstel\b", re.IGNORECASE | re.DOTALL, needs=("gelezen",))
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATE = Pattern(
    rf"\b(\d{{1,2}}) ({_MONTHS}) (\d{{4}})\b|\b(\d{{1,2}})[-/](\d{{1,2}})[-/](\d{{4}})\b"
)
_BROKEN_OFF = Pattern(r"\b(?:van|d\.d\.|nr\.?|nummer)\s*[;,.]?\s*$", re.IGNORECASE)
_ID = Pattern(r"\b(?:nr\.?|nummer|zaaknummer|kenmerk|raadsvoorstel)\s*:?\s*\S*\d", re.IGNORECASE)
_LABEL = Pattern(
    r"\b(Raadsvergadering|Vergaderdatum|Zaaknummers?|Registratienummers?|Afdeling|Onderwerp"
    r"|Portefeuillehouders?|Openbaarheid|Programma|Agendapunt|Stellers?|Commissie|Kenmerk|Datum)"
    r"([ \u00a0\t]*):(?=\s|$)",
    needs=(":",),
)


def _formulas(reading: Reading) -> Iterator[tuple[Passage, ...]]:
    """The lines from “De raad van …” up to and including “besluit:”."""
    lines: list[Passage] = []
    for passage in reading.of(Kind.TEXT, Kind.FORMULA, Kind.ITEM, Kind.HEADING, Kind.TITLE):
        text = passage.text.strip()
        if len(text) <= _LONGEST_OPENING and _opens(text):
            lines = [passage]
        elif lines and passage.kind not in _HEADINGS:
            lines.append(passage)
            if _DECIDES.fullmatch(text):
                yield tuple(lines)
                lines = []
        else:
            lines = []


@lru_cache(maxsize=1024)
def _opens(text: str) -> bool:
    return _OPENS.match(text) is not None


def marks(reading: Reading) -> Iterator[Hit]:
    """Each line of the formula ends in a semicolon, and the last in a colon."""
    for *above, last in _formulas(reading):
        for passage in above:
            text = passage.text.rstrip()
            known = _OPENS.match(text.lstrip()) or _GROUND.match(text.lstrip())
            if known and text[-1] not in f";,:{OPAQUE}":
                yield Hit(
                    passage,
                    len(text) - 1,
                    "Aan het eind van deze regel van de formule ontbreekt een puntkomma",
                    "Sluit elke regel boven “besluit:” af met “;”",
                )
        if not last.text.rstrip().endswith(":"):
            yield Hit(
                last,
                0,
                "Achter “besluit” ontbreekt de dubbele punt",
                "Schrijf “besluit:”; daarna volgen de beslispunten",
            )


def proposal_without_date(reading: Reading) -> Iterator[Hit]:
    """Which proposal the council has read: a line that breaks off says it of none."""
    for passage in _read_lines(reading):
        text = passage.text.rstrip()
        if OPAQUE in text or _DATE.search(text) or _ID.search(text):
            continue
        broken = _BROKEN_OFF.search(text)
        if broken is not None:
            yield Hit(
                passage,
                broken.start(),
                f"De regel breekt af na “{broken[0].strip(' ;,.')}”: de datum ontbreekt",
                "Vul de datum van het voorstel in",
                Severity.ERROR,
            )
        else:
            yield Hit(
                passage,
                _start(text),
                "De formule zegt niet van welke datum het voorstel is",
                "Noem achter “het voorstel van …” de datum",
            )


def other_date(reading: Reading, case: Case) -> Iterator[Hit]:
    """The proposal bears the day on which the college decided."""
    known = _proposal_day(reading, case)
    if known is None:
        return
    for passage in _read_lines(reading):
        for found in _DATE.finditer(passage.text):
            written = _day(found)
            if written is not None and written != known:
                yield Hit(
                    passage,
                    found.start(),
                    f"Hier staat {found[0]}, maar het voorstel is van {dutch.datum(known)}",
                    "Verbeter de datum hier, of die van het collegebesluit in de gegevens",
                )


def _read_lines(reading: Reading) -> Iterator[Passage]:
    for passage in reading.of(Kind.FORMULA, Kind.TEXT):
        if _READ.match(passage.text.strip()):
            yield passage


def _start(text: str) -> int:
    return len(text) - len(text.lstrip())


def _proposal_day(reading: Reading, case: Case) -> date | None:
    if not case.takes_part(reading.gemeente):
        return None
    local = case.local(reading.gemeente)
    is_college = local.indiener.soort == "college"
    day = local.collegebesluit.datum if is_college else local.voorsteldatum
    return day if isinstance(day, date) else None


def _day(found: re.Match[str]) -> date | None:
    day, month, year, *numbers = found.groups()
    if day is None:
        day, number, year = numbers
    else:
        number = str(_MONTHS.split("|").index(month.lower()) + 1)
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


def no_legal_ground(reading: Reading) -> Iterator[Hit]:
    """A hint for a paper that somebody else made; what ours cites is the choice of the dossier."""
    if reading.is_ours:
        return
    for lines in _formulas(reading):
        if not any("gelet op" in one.text.casefold() for one in lines):
            yield Hit(
                lines[0],
                _start(lines[0].text),
                "De formule noemt geen wettelijke grondslag (“gelet op …”)",
                "Ga na of de griffie er een wil; verplicht is het niet",
            )


def two_label_styles(reading: Reading) -> Iterator[Hit]:
    """“Zaaknummer :” beside “Raadsvergadering:”."""
    found = [
        (passage, one)
        for passage in reading.of(Kind.METADATA, Kind.TEXT, Kind.HEADER)
        for one in _LABEL.finditer(passage.text)
    ]
    spaced = [one for one in found if one[1][2]]
    if not spaced or len(spaced) == len(found):
        return
    passage, label = spaced[0]
    other = next(one for _, one in found if not one[2])
    yield Hit(
        passage,
        label.start(),
        f"Voor de dubbele punt staat bij “{label[1]}” een spatie, bij “{other[1]}” niet",
        "Schrijf elk kopje gelijk: de dubbele punt direct achter het woord",
    )


def other_numbering(reading: Reading, case: Case) -> Iterator[Hit]:
    """Whether a single beslispunt bears a number is for the house style to say."""
    if reading.is_ours or not case.takes_part(reading.gemeente):
        return
    opmaak = case.style(reading.gemeente).beslispunten
    for decision in council_decisions(reading):
        number = len(decision.points)
        wanted = opmaak.nummer == "altijd" or (opmaak.nummer == "vanaf twee" and number > 1)
        first = decision.points[0]
        if decision.is_formal and first.numbered != wanted:
            has = "een" if first.numbered else "geen"
            yield Hit(
                first.passage,
                0,
                f"Dit beslispunt heeft {has} nummer; de huisstijl nummert '{opmaak.nummer}'",
                "Volg de huisstijl, of verander `beslispunten.nummer`",
            )
