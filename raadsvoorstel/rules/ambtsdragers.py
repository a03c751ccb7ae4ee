"""Who signs and who brings in: the right pair, with names, in office on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.dutch import folded
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Ambtsdrager
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.datums import day_of_paper
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.view import holds_office

_COUNCIL = Pattern(
    r"de raad voornoemd|aldus (?:vastgesteld|besloten)|de raad (?:van|der)",
    re.IGNORECASE,
    needs=("de raad", "aldus"),
)
_COLLEGE = Pattern(
    r"burgemeester en wethouders (?:van|voornoemd)|college van burgemeester en wethouders",
    re.IGNORECASE,
    needs=("burgemeester en wethouders",),
)
_OFFICE = Pattern(
    r"\b(?:(?:plv|wnd)\. ?|(?:plaatsvervangend|waarnemend|loco)[ -]?)?(?P<office>griffier|"
    r"raadsgriffier|voorzitter|burgemeester|gemeentesecretaris|secretaris|wethouder)\b",
    re.IGNORECASE,
    needs=("griffier", "voorzitter", "burgemeester", "secretaris", "wethouder"),
)
_STRANGE_IN_COUNCIL = Pattern(
    r"\b(?:loco-?burgemeester|wethouder|loco-?secretaris|(?:gemeente)?secretaris)\b",
    re.IGNORECASE,
    needs=("loco", "wethouder", "secretaris"),
)
_STRANGE_IN_COLLEGE = Pattern(
    r"\b(?:raads)?griffier\b|\b(?:raads)?voorzitter\b(?! van het college)", re.IGNORECASE
)
_SMALL = Pattern(r"\b(?:de|het|namens|dezen?|plv|wnd|loco|was getekend|w\.g\.|digitaal)\b|\W")
_LONGEST = 80
"""Letters of a line of names."""
_SIGNED = Kind.SIGNATURE
_HOLDER = Pattern(
    r"^\W*portefeuillehouder(?:\(s\)|s?\b)\W*", re.IGNORECASE, needs=("portefeuillehouder",)
)
_FUNCTION = Pattern(r"\b(?:loco-?)?(?:wethouder|burgemeester)\b", re.IGNORECASE)
_PERSON = Pattern(r"(?:\b[A-Z]\.|\b(?:mr|drs|dr|ir|ing|dhr|mw|mevr)\.|\b[A-Z]\w+ .*\b[A-Z]\w+)")
"""A name on a line of its own has initials, a title, or two words with a capital."""


class _Block(Struct, frozen=True):
    """The lines of one pair of signatures."""

    lines: tuple[Passage, ...]
    of_council: bool | None
    """None where the opening words don't say it."""


def _blocks(reading: Reading) -> Iterator[_Block]:
    """The signatures in order; a line that opens one begins a new block."""
    lines: list[Passage] = []
    for before, passage in pairwise((None, *reading.passages, None)):
        if passage is None or passage.kind is not _SIGNED:
            if lines and before is lines[-1]:
                yield _block([*lines, passage] if passage and _looks_signed(passage) else lines)
                lines = []
        elif lines and _opens(passage):
            yield _block(lines)
            lines = [passage]
        else:
            lines.append(passage)


def _looks_signed(passage: Passage) -> bool:
    """Whether a line after a signature holds names: in a plain text that looks like a heading."""
    return len(passage.text) <= _LONGEST and _is_free_name(passage)


def _opens(passage: Passage) -> bool:
    return _of_council(passage.text) is not None


@lru_cache(maxsize=1024)
def _of_council(text: str) -> bool | None:
    """Whose signatures a line opens; None where it opens none."""
    return True if _COUNCIL.search(text) else False if _COLLEGE.search(text) else None


def _block(lines: list[Passage]) -> _Block:
    return _Block(tuple(lines), _of_council(lines[0].text))


def wrong_pair(reading: Reading) -> Iterator[Hit]:
    """The council's decision is signed by griffier and voorzitter, that of the college not."""
    for block in _blocks(reading):
        of_council = _is_of_council(block, reading)
        if of_council is None:
            continue
        strange = _STRANGE_IN_COUNCIL if of_council else _STRANGE_IN_COLLEGE
        whose, right = (
            ("het besluit van de raad", "de griffier en de voorzitter")
            if of_council
            else ("het stuk van het college", "de burgemeester en de gemeentesecretaris")
        )
        found = [(line, one) for line in block.lines for one in strange.finditer(_signed(line))]
        for line, one in found[:1]:
            yield Hit(
                line,
                one.start(),
                f"Onder {whose} staat “{one[0]}”; daar tekenen {right}",
                "Zet de juiste functies onder het stuk (Gemeentewet, artikel 32a en 59a)"
                if of_council
                else "Zet de juiste functies onder het stuk",
            )


def _is_of_council(block: _Block, reading: Reading) -> bool | None:
    """Whose signatures these are: by their opening words, or because a decision has no other."""
    if block.of_council is None and reading.soort == "raadsbesluit":
        return True
    return block.of_council


def signature_without_name(reading: Reading) -> Iterator[Hit]:
    """An office in a signature of a paper that exists already, with nobody's name to it.

    A line that begins with the comma after the name has a code of its own.
    """
    for block in _blocks(reading) if not reading.is_ours else ():
        offices = [
            (line, found) for line in block.lines for found in _OFFICE.finditer(_signed(line))
        ]
        nameless = [
            (line, found)
            for index, (line, found) in enumerate(offices)
            if not line.text.lstrip().startswith(",") and not _has_name(block, offices, index)
        ]
        if nameless:
            words = [found[0].strip() for _, found in nameless]
            line, found = nameless[0]
            yield Hit(
                line,
                found.start(),
                f"In de ondertekening ontbreekt de naam van {dutch.opsomming(words)}",
                "Vul de naam in, of maak het stuk als concept kenbaar",
            )


def _signed(line: Passage) -> str:
    """The line where it holds a signature; the opening words name the college, nobody's office."""
    return "" if _opens(line) else line.text


def _has_name(block: _Block, offices: list[tuple[Passage, re.Match[str]]], index: int) -> bool:
    """A name on the line itself, or on the lines up to the next office or after the last one."""
    line, found = offices[index]
    same = [one for other, one in offices if other is line]
    if _is_name(_OFFICE.sub(" ", line.text)):
        return len(same) == 1 or _is_name(line.text[: found.start()]) or same[0] is found
    at = block.lines.index(line)
    beside = at + 1 if _names_follow(block, offices) else at - 1
    return 0 <= beside < len(block.lines) and _is_free_name(block.lines[beside])


def _names_follow(block: _Block, offices: list[tuple[Passage, re.Match[str]]]) -> bool:
    """Whether each office stands above its name, so that no name serves two offices."""
    names = [index for index, one in enumerate(block.lines) if _is_free_name(one)]
    return not names or block.lines.index(offices[0][0]) < names[0]


def _is_free_name(line: Passage) -> bool:
    """A line with a name and no office, as it stands above or below the office."""
    if _opens(line) or _OFFICE.search(line.text):
        return False
    return bool(_PERSON.search(line.text)) or OPAQUE in line.text


def _is_name(text: str) -> bool:
    return len(_SMALL.sub("", text)) > 2 or OPAQUE in text  # noqa: PLR2004


def not_in_office(reading: Reading, case: Case) -> Iterator[Hit]:
    """Somebody who signs or brings in, and held no office on the day of the paper."""
    if not case.takes_part(reading.gemeente):
        return
    day = day_of_paper(reading, case)
    if day is None:
        return
    holders = case.municipalities[reading.gemeente].ambtsdragers
    holding = {str(one.naam) for one in holders if holds_office(one, day)}
    gone = {str(one.naam): one for one in reversed(holders) if one.naam not in holding}
    for passage in reading.of(Kind.SIGNATURE, Kind.METADATA) if gone else ():
        if passage.kind is Kind.METADATA and not _names_a_holder(passage):
            continue
        for name in dict.fromkeys(str(one.naam) for one in holders if one.naam in gone):
            at = folded(passage.text).find(folded(name))
            if at >= 0:
                yield _out_of_office(passage, at, gone[name], day)


def _names_a_holder(passage: Passage) -> bool:
    return bool(_HOLDER.match(passage.text)) or "portefeuillehouder" in passage.name


def _out_of_office(passage: Passage, at: int, one: Ambtsdrager, day: date) -> Hit:
    until = f"tot {dutch.datum(one.tot)}" if one.tot is not None and one.tot <= day else ""
    since = f"vanaf {dutch.datum(one.van)}" if one.van is not None and one.van > day else ""
    return Hit(
        passage,
        at,
        f"{one.naam} was op {dutch.datum(day)} niet in functie: {one.ambt} {until or since}",
        "Noem wie op die dag het ambt had, of verbeter `van` en `tot` bij `ambtsdragers`",
    )


def holder_without_function(reading: Reading) -> Iterator[Hit]:
    """A name without an office behind `Portefeuillehouder`, in a paper that exists already."""
    for passage in reading.of(Kind.METADATA) if not reading.is_ours else ():
        label = _HOLDER.match(passage.text)
        value = passage.text[label.end() :] if label else ""
        if label and _PERSON.search(value) and not _FUNCTION.search(value):
            yield Hit(
                passage,
                label.end(),
                f"Bij de portefeuillehouder staat geen functie: “{value.strip()}”",
                "Zet erbij of het een wethouder of de burgemeester is",
            )
