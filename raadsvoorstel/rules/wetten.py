"""Laws by their official name, with the year, and in force on the day of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.datums import day_of_paper
from raadsvoorstel.rules.pattern import Pattern, small_letters
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.rules.wettenlijst import LAWS, Law
from raadsvoorstel.rules.zinnen import key_of

_NEAR = 0.93
_ENOUGH = 3
"""Words in a name from which on a slip can be told from another law."""
_FIRST_WORDS = frozenset({"wet", "algemene"})
"""With one of these begins the name of a law in which a slip is looked for."""
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_A_YEAR = Pattern(r"\s?\d{4}")
_YEAR = Pattern(r"\s?(\d{4})(?!\d|\s?[-–/]\s?\d)")
_LOCAL = Pattern(
    r"(?:verordening|beleids\w+|nota|besluit|begroting|nadere regels|uitvoerings\w+|jaar\w*)\W+"
    r"(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_LAW = Pattern(r"[wW]et|verordening|WET", needs=("wet", "verordening"))
_SHORT = Pattern(r"[A-Z](?<!\w.)(?:[A-Z]{2}|(?<=W)[a-z]{2,3}|(?<=A)wb)\b")
"""Three capitals, `Wlz`, `Wabo`, `Awb`; a class of letters in front is found fastest."""
_CITED = Pattern(r"\b(?:artikel(?:en)?|lid|grond van|bedoeld in)\b.{0,40}$", re.IGNORECASE)
_PAST = Pattern(
    r"\b(?:tot|voorheen|destijds|vervallen|vervang\w+|opgevolgd|opvolger|ingetrokken|voorganger"
    r"|oude|toenmalige|was|waren|werd|werden|uit (?:19|20)\d\d|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FUTURE = Pattern(
    r"\b(?:straks|vanaf|per \d|zal|zullen|zodra|wetsvoorstel|toekomstige|aankomende|komende|komst"
    r"|verwacht\w*|treedt|nieuwe|invoering|voorbereid\w*|inwerkingtreding|aanloop)\b",
    re.IGNORECASE,
)


class _Mention(Struct, frozen=True):
    """Where a law stands in a passage."""

    law: Law
    passage: Passage
    start: int
    end: int

    def holds_not(self, day: date) -> bool:
        """Whether the law is of a later day, or was gone by then."""
        return self.law.van > day or (self.law.tot is not None and self.law.tot <= day)


# -- the rules ---------------------------------------------------------------------------------


def abbreviation(passage: Passage, _: Setting) -> Iterator[Hit]:
    """The abbreviation of a law in other capitals than its own."""
    right = abbreviations()
    if not _may_abbreviate(passage.text):
        return
    for found in _abbreviations().finditer(passage.text):
        wanted = right[found[0].casefold()]
        if found[0] == wanted or found[0].islower():
            continue
        if not zinnen.is_shouted(passage.text, found.start(), found.end()):
            yield Hit(
                passage,
                found.start(),
                f"De afkorting van deze wet is “{wanted}”, niet “{found[0]}”",
                f"Schrijf {wanted}",
            )


def wrong_year(passage: Passage, _: Setting) -> Iterator[Hit]:
    """A year after the name of a law that is not the year in its name."""
    for law, found in _named(passage.text):
        year = _YEAR.match(passage.text, found.end())
        is_full = found["short"] is None
        if year and year[1] != law.year and _is_slip(passage, found.start(), year[1], law, is_full):
            right = law.naam if is_full else law.afkorting
            yield Hit(
                passage,
                year.start(1),
                f"Het jaartal {year[1]} klopt niet: de wet heet “{right}”",
                f"Schrijf {right}",
            )


def year_missing(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """The name of a law without its year, where an older law had that name."""
    day = day_of_paper(reading, case)
    for passage in reading.passages:
        for law, start in _without_year(passage.text):
            if not (day and day < law.van):
                yield Hit(
                    passage,
                    start,
                    f"Bij “{law.without_year}” ontbreekt het jaartal: zonder is het de oude wet",
                    f"Schrijf {law.naam}",
                )


@lru_cache(maxsize=1024)
def _without_year(text: str) -> tuple[tuple[Law, int], ...]:
    """The laws that a text names without the year that tells them from an older one."""
    return tuple(
        (law, found.start())
        for law, found in _named(text)
        if law.voorheen_zonder_jaar
        and found["short"] is None
        and law.year not in text[found.end() : found.end() + 16]
        and not _A_YEAR.match(text, found.end())
        and not _PAST.search(zinnen.sentence_text(text, found.start()))
    )


def not_in_force(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A law that did not hold yet, or no longer, on the day of the paper."""
    day = day_of_paper(reading, case)
    if day is None:
        return
    for one in _mentions(reading):
        sentence = zinnen.sentence_text(one.passage.text, one.start) if one.holds_not(day) else ""
        if one.law.van > day and not _FUTURE.search(sentence):
            older = next((law.naam for law in LAWS if law.opvolger == one.law.naam), "")
            yield Hit(
                one.passage,
                one.start,
                f"De {one.law.naam} gold nog niet op {dutch.datum(day)}: zij geldt sinds "
                f"{dutch.datum(one.law.van)}",
                f"Toen gold de {older}" if older else "Noem de wet die op die dag gold",
            )
        elif one.law.tot and one.law.tot <= day and not _PAST.search(sentence):
            yield Hit(
                one.passage,
                one.start,
                f"De {one.law.naam} gold niet meer op {dutch.datum(day)}: zij is vervallen "
                f"per {dutch.datum(one.law.tot)}",
                f"Nu geldt de {one.law.opvolger}" if one.law.opvolger else "Noem de wet die geldt",
            )


def misspelt(passage: Passage, setting: Setting) -> Iterator[Hit]:
    """The name of a law in other capitals, or with a slip in it."""
    if not _may_name_law(passage.text):
        return
    right, keys = _official(setting.case)
    exact = [(right[key], start, end) for key, start, end in keys.found(passage.text)]
    near = () if exact else _nearly(passage.text, right)
    for wanted, start, end in (*exact, *near):
        typed = " ".join(passage.text[start:end].split())
        if _is_misspelt(typed, wanted, passage, start, end):
            yield Hit(
                passage,
                start,
                f"De wet heet “{wanted}”, niet “{typed}”",
                f"Schrijf {wanted}",
            )


def _is_misspelt(typed: str, wanted: str, passage: Passage, start: int, end: int) -> bool:
    if typed == wanted or typed.isupper():
        return False
    if " " in typed and " " not in wanted:  # “wat de gemeente wet” is no Gemeentewet
        return False
    around = passage.text[start - 1 : start] + passage.text[end : end + 2]
    is_address = "@" in around or around[:1] in {".", "/"}
    return typed.replace("‑", "-") != wanted and not is_address


@lru_cache(maxsize=4)
def _official(case: Case | None) -> tuple[dict[str, str], zinnen.Keys]:
    """The names of laws, those of the dossier included, by their keys."""
    names = {law.naam for law in LAWS} | {law.without_year for law in LAWS}
    if case is not None:
        names |= {str(wet.naam) for wet in case.dossier.wetten}
    right = {key_of(name): name for name in names}
    return right, zinnen.Keys(right)


def _nearly(text: str, right: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Names of laws with a slip in them."""
    if _FIRST_WORDS.isdisjoint(zinnen.cut(text).keys):
        return
    all_words = zinnen.words(text)
    for first, word in enumerate(all_words):
        if word.text.casefold() not in _FIRST_WORDS:
            continue
        for key, name in right.items():
            run = all_words[first : first + len(name.split())]
            if len(run) < max(_ENOUGH, len(name.split())) or run[-1].text.isdigit():
                continue
            if _is_near(key, key_of("".join(one.text for one in run))):
                yield name, word.start, run[-1].end
                break


@lru_cache(maxsize=65536)
def _is_near(key: str, typed: str) -> bool:
    """Whether two names differ by a slip; the quick answers come first."""
    pair = SequenceMatcher(None, key, typed)
    return pair.real_quick_ratio() > _NEAR and pair.quick_ratio() > _NEAR and pair.ratio() > _NEAR


# -- finding -----------------------------------------------------------------------------------


@cache
def abbreviations() -> Mapping[str, str]:
    """The abbreviations of laws, by their small letters."""
    return {law.short.casefold(): law.short for law in LAWS if law.short}


def _may_abbreviate(text: str) -> bool:
    """Whether a word, or a part of it, is the abbreviation of a law in any capitals."""
    pieces, shorts = zinnen.cut(text), abbreviations().keys()
    in_parts = [word for word in pieces.words if not word.isalnum()]
    return not shorts.isdisjoint(pieces.keys) or any(
        not shorts.isdisjoint(zinnen.parts(word)) for word in in_parts
    )


@cache
def _abbreviations() -> Pattern:
    shorts = "|".join(sorted(map(re.escape, abbreviations())))
    return Pattern(rf"(?<![\w.@/-])(?:{shorts})(?![\w@’']|\.\w)", re.IGNORECASE)


@cache
def _by_key() -> dict[str, Law]:
    return {key_of(name): law for law in LAWS for name in (law.naam, law.afkorting) if name}


@cache
def _keys() -> zinnen.Keys:
    return zinnen.Keys(_by_key())


@cache
def _name_of(law: Law) -> Pattern:
    name = re.escape(law.without_year).replace(r"\ ", r"\s+")
    short = rf"|(?P<short>\b{re.escape(law.short)})" if law.short else "|(?P<short>(?!))"
    longest = max(law.without_year.split(), key=len)
    needs = tuple(word.casefold() for word in (longest, law.short) if word)
    return Pattern(rf"(?:\b{name}{short})(?!\w|-)", re.IGNORECASE, needs=needs)


@lru_cache(maxsize=1024)
def _named(text: str) -> tuple[tuple[Law, re.Match[str]], ...]:
    """Where the name or the `short` of a law with a year stands, apart from that year."""
    small = small_letters(text)
    laws_, needed = _with_year()
    if not any(word in small for word in needed):
        return ()
    return tuple((law, found) for law in laws_ for found in _name_of(law).finditer(text))


@cache
def _with_year() -> tuple[tuple[Law, ...], tuple[str, ...]]:
    """The laws with a year in their name, and the words of which all that name one have any."""
    found = tuple(law for law in LAWS if law.year)
    return found, tuple(dict.fromkeys(word for law in found for word in _name_of(law).needs))


def _is_slip(passage: Passage, start: int, year: str, law: Law, is_full: bool) -> bool:  # noqa: FBT001
    """Whether a year is meant as part of the name: “begroting Wmo 2023” has a year of its own."""
    turned = sorted(year) == sorted(law.year)
    impossible = not _FIRST_YEAR <= int(year) <= _LAST_YEAR
    before = passage.text[max(0, start - 60) : start]
    if turned or impossible:
        return True
    if int(year) == law.van.year or _LOCAL.search(before):
        return False
    return is_full or _CITED.search(before) is not None


def _mentions(reading: Reading) -> Iterator[_Mention]:
    for passage in reading.passages:
        for law, start, end in _in_text(passage.text):
            yield _Mention(law, passage, start, end)


@lru_cache(maxsize=64)
def _may_name_law(text: str) -> bool:
    """Whether it may; it saves looking further in most texts."""
    return _LAW.search(text) is not None or _SHORT.search(text) is not None


@lru_cache(maxsize=1024)
def _in_text(text: str) -> tuple[tuple[Law, int, int], ...]:
    """The laws of a text; kept, for the papers that share it."""
    if not _may_name_law(text):
        return ()
    found = _keys().found(text)
    return tuple(
        (_by_key()[key], start, end) for key, start, end in found if not is_quoted(text, start)
    )
