"""Dutch as it is written: dates, amounts, enumerations, number words, first capitals."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from raadsvoorstel.dutch_words import MAANDEN, TELWOORDEN, WEEKDAGEN


def feestdag(day: date) -> str:
    """`Hemelvaartsdag`; nothing on any other day."""
    if not _may_be_holiday(day):
        return ""
    import holidays

    return str(holidays.country_holidays("NL", years=day.year, language="nl").get(day, ""))


def _may_be_holiday(day: date) -> bool:
    """Whether it is worth loading the calendar: most holidays move about in spring."""
    fixed = (day.month, day.day) in {(1, 1), (12, 25), (12, 26)}
    return fixed or (3, 20) <= (day.month, day.day) <= (6, 14)


def datum(day: date) -> str:
    """`19 december 2020`."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def weekdag(day: date) -> str:
    """`zaterdag`."""
    return WEEKDAGEN[day.weekday()]


def bedrag(euros: Decimal, vorm: str = "€ 1.250") -> str:
    """`€ 1.250`, `€ 1.250,-` or `€ 1.250,00`, with a no-break space after €; cents always stay."""
    whole, _, cents = f"{abs(euros):.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if cents == "00":
        cents = vorm.removeprefix("€ 1.250").removeprefix(",")
    sign = "-" if euros < 0 else ""
    return f"€\u00a0{sign}{grouped}" + (f",{cents}" if cents else "")


def opsomming(items: Iterable[str]) -> str:
    """`Beverwijk, Velsen en Zandvoort`."""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} en {last}" if most else last


def telwoord(number: int) -> str:
    """`acht`; numbers above twenty stay digits, as the Taalunie advises."""
    return TELWOORDEN[number] if 0 <= number < len(TELWOORDEN) else str(number)


def hoofdletter(text: str) -> str:
    """The text with its first letter as a capital: `IJmond`, `'s-Hertogenbosch`, `De “Visie”`.

    An apostrophe word keeps its small letter and gives the capital to the next word (Leidraad).
    """
    match = re.match(r"(\W*?['’‘][a-z](?=[-\s])[-\s]?|\W*)(ij|\w)", text, re.IGNORECASE)
    if match is None:
        return text
    return match.group(1) + match.group(2).upper() + text[match.end() :]


_HET = (
    "presidium",
    "college",
    "forum",
    "platform",
    "beraad",
    "overleg",
    "plein",
    "convent",
    "team",
)
"""How the first word ends in the names of bodies that take “het”; all others take “de”."""


def met_lidwoord(name: str) -> str:
    """A body as a sentence names it: `de commissie Water`, `het presidium`."""
    first = re.split(r"\W", name.casefold(), maxsplit=1)[0]
    if first in {"de", "het"}:
        return name
    return f"{'het' if first.endswith(_HET) else 'de'} {name}"


def folded(name: str) -> str:
    """A name for comparing: letter case, accents typed in two ways and outer blanks don't count."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def nearest(word: str, words: Iterable[str]) -> str:
    """`Bedoelde u 'huisstijl'?`, or nothing when no word is near."""
    found = near(word, words)
    return f"Bedoelde u '{found}'?" if found else ""


def near(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, or nothing when none is near."""
    by_folded = {folded(candidate): candidate for candidate in words}
    found = difflib.get_close_matches(folded(word), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
