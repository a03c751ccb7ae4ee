"""How many municipalities take part: every number beside gemeenten, raden or colleges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.opsommingen import Enumeration, enumerations
from raadsvoorstel.rules.pattern import Pattern, small_letters
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit

_MOST = 20
"""Up to here numbers are written as words; above it they are digits."""
_FEWEST = 3
"""Two is the number of a subset: “de twee gemeenten”, “beide raden”."""
_BODIES = (
    r"(?:regio-?|kust-?|buur-?)?(?:gemeenten|gemeentes|gemeenteraden|gemeentebesturen)"
    r"|raden|colleges"
)
COUNTED = (
    *("gemeenten", "gemeentes", "gemeentebesturen", "raden", "colleges", "andere", "overige"),
)
"""Each of the bodies holds one of these, and where no body stands, a word for the others does."""
_ADJECTIVES = (
    "deelnemende|betrokken|samenwerkende|genoemde|regionale|aangesloten|participerende|gezamenlijke"
)
_ALL = Pattern(r"\b(?:de|alle|onze|deze|van|elk(?:e)?)\s*$", re.IGNORECASE)
_WITH = Pattern(r"\bmet\s+(?:de|alle|onze)\s*$", re.IGNORECASE)
_ELSEWHERE = Pattern(
    r"veiligheidsregio|metropoolregio|arbeidsmarktregio|jeugdregio|\bGGD\b|omgevingsdienst"
    r"|gemeenschappelijke regeling|\bprovincie|landelijk|\bNederland(?:se)?\b|\bvoorheen\b"
    r"|\bvorige\b|\btoen\b|\bvroeger\b|\bdestijds\b|\btoenmalige?\b|\bindertijd\b|\booit\b|\bpilot",
    re.IGNORECASE,
)
_TOGETHER = Pattern(r"\bgezamenlijk|\bsamen\b|\bdeelnemen", re.IGNORECASE)
_PLACE = Pattern(r"\s+(?:in|van|uit|binnen)\s+(?:de\s+|het\s+)?(?:regio\s+)?([^\Wa-z_][\w-]*)")
_PART_OF = Pattern(r"\s+(?:van|uit)\s+de\s+(?:\w+)\b(?=\s+(?:gemeenten|raden|colleges|\W))")
_WHICH = Pattern(r",?\s+(?:die|waar\w*|met een|zonder)\b")
_WE = Pattern(r"\b(?:wij|we|ons|onze)\b", re.IGNORECASE)
_SOMEBODY = Pattern(
    r"projectleider|regisseur|organisatie|partner|Veilig Thuis|\bVNG\b|\bRijk\b|politie"
    r"|centrumgemeente|stuurgroep|werkgroep",
    re.IGNORECASE,
)


class _Count(Struct, frozen=True):
    """A number beside the bodies that it counts."""

    passage: Passage
    start: int
    end: int
    words: str
    number: int
    others: bool
    """Whether it counts the others: “de andere zeven”."""


# -- the rules ---------------------------------------------------------------------------------


def wrong_number(passage: Passage, case: Case) -> Iterator[Hit]:
    """A number of municipalities, councils or colleges that is not that of the participants."""
    total = len(case.dossier.deelnemers)
    if total < _FEWEST or not case.is_counted:
        return
    counts = tuple(_counts(passage))
    for one in counts:
        if _is_wrong(one, counts, case):
            yield _wrong(one, total)


def _wrong(one: _Count, total: int) -> Hit:
    right = total - 1 if one.others else total
    besides = ", de eigen gemeente niet meegeteld" if one.others else ""
    return Hit(
        one.passage,
        one.start,
        f"Er staat “{one.words}”, maar het dossier heeft "
        f"{dutch.telwoord(right)} deelnemers{besides}",
        f"Maak er {dutch.telwoord(right)} van, of noem erbij om welke gemeenten het gaat",
    )


def counts_itself(reading: Reading, case: Case) -> Iterator[Hit]:
    """“Samen met de … gemeenten” in a paper of one of them: it does not work with itself."""
    total = len(case.dossier.deelnemers)
    is_stranger = reading.gemeente and reading.gemeente not in case.names
    if total < _FEWEST or not case.is_counted or is_stranger:
        return
    name = str(case.names.get(reading.gemeente, ""))
    for passage in reading.passages:
        for one in _counts(passage) if _counted(passage.text) else ():
            if one.number == total and not one.others and _is_with(one, name):
                rest = dutch.telwoord(total - 1)
                yield Hit(
                    passage,
                    one.start,
                    f"“Met {one.words}” telt de eigen gemeente mee; die werkt niet met zichzelf "
                    "samen",
                    f"Schrijf: met de {rest} andere {one.words.split()[-1]}",
                )


# -- finding numbers ---------------------------------------------------------------------------


@cache
def _numbers() -> dict[str, int]:
    words = {dutch.telwoord(number): number for number in range(2, _MOST + 1)}
    return words | {word.replace("é", "e"): number for word, number in words.items()}


@cache
def _counting() -> Pattern:
    number = rf"(?P<number>\d{{1,3}}(?![\d.,]*\d)|{'|'.join(_numbers())})"
    before, after = r"(?P<before>(?:andere|overige)\s+)?", r"(?P<after>\s+(?:andere|overige))?"
    bodies = rf"(?P<body>(?:\s+(?:{_ADJECTIVES}))?\s+(?:{_BODIES}))\b"
    alone = r"(?=\s*[.,;:)]|\s*$)"
    return Pattern(
        rf"(?<![\w.,/-]){before}{number}{after}(?:{bodies}|(?(before){alone}|(?(after){alone}|(?!))))",
        re.IGNORECASE,
        needs=COUNTED,
    )


def _counts(passage: Passage) -> Iterator[_Count]:
    for found in _counted(passage.text):
        typed = small_letters(found["number"])
        number = int(typed) if typed.isdigit() else _numbers()[typed]
        others = bool(found["before"] or found["after"])
        yield _Count(passage, found.start(), found.end(), found[0], number, others)


@lru_cache(maxsize=1024)
def _counted(text: str) -> tuple[re.Match[str], ...]:
    """The numbers of bodies in a text; kept, for the papers that share it."""
    return tuple(
        found
        for found in _counting().finditer(text)
        if (found["body"] or _speaks_of_bodies(text, found.start()))
        and not is_quoted(text, found.start())
    )


def _speaks_of_bodies(text: str, at: int) -> bool:
    return re.search(_BODIES + r"|gemeente\b", zinnen.sentence_text(text, at)) is not None


# -- judging -----------------------------------------------------------------------------------


def _is_wrong(one: _Count, counts: tuple[_Count, ...], case: Case) -> bool:
    total = len(case.dossier.deelnemers)
    right = {total - 1} if one.others else {total}
    if one.number in right or one.number < _FEWEST:
        return False
    return _is_about_all(one, case) and not _is_a_part(one, counts, case)


def _is_about_all(one: _Count, case: Case) -> bool:
    """Whether the words point to all who take part, and not to municipalities elsewhere."""
    text = one.passage.text
    sentence = zinnen.sentence_text(text, one.start)
    if _ELSEWHERE.search(sentence):
        return False
    place = _PLACE.match(text, one.end)
    if place and place[1] not in str(case.dossier.regio).split():
        return False
    if one.others or just_before(_ALL, text, one.start):
        return True
    return _TOGETHER.search(sentence) is not None


def _is_a_part(one: _Count, counts: tuple[_Count, ...], case: Case) -> bool:
    """Whether it counts a part that the text itself introduces."""
    total = len(case.dossier.deelnemers)
    text = one.passage.text
    with_the_rest = one.number == total - 1 and just_before(_WITH, text, one.start)
    if with_the_rest or _PART_OF.match(text, one.end) or _WHICH.match(text, one.end):
        return True
    lists = enumerations((one.passage,), case)
    if any(len(known.items) == one.number and _is_near(one, known) for known in lists):
        return True
    named = sum(str(name) in text for name in case.names.values())
    if one.others and one.number + named == total:
        return True
    earlier = [other for other in counts if other.start < one.start]
    return any(
        other.number == one.number and not _is_about_all(other, case) for other in earlier
    ) or any(other.number + one.number == total for other in (*counts, *earlier) if other != one)


def _is_near(one: _Count, known: Enumeration) -> bool:
    """Whether the names follow right after the number, or stand before it."""
    start = known.items[0].start
    return start < one.start or start - one.end < len(" , te weten de gemeenten ")


def _is_with(one: _Count, name: str) -> bool:
    text = one.passage.text
    before = just_before(_WITH, text, one.start)
    if before is None:
        return False
    begin, end = zinnen.sentence(text, one.start)
    ours = [found.end() for found in _WE.finditer(text, begin, end)]
    if name and name in text[begin : before.start()]:
        ours.append(text.index(name, begin) + len(name))
    leading = [at for at in ours if at <= before.start()]
    if leading:
        return not _SOMEBODY.search(text, min(leading), before.start())
    opening = text[begin : before.start()].strip().casefold()
    return opening in {"samen", ""} and bool(ours)
