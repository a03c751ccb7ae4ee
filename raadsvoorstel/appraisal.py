"""A Word file as a base, as text: its letterhead word by word, its styles by role, the YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from raadsvoorstel.reporting import counts, table, volledig, wants_colour
from raadsvoorstel.trial import Trial, as_yaml
from raadsvoorstel.word.filling import EXAMPLES
from raadsvoorstel.word.own.suspect import is_offered
from raadsvoorstel.word.remark import Fragment

_FROM_HERE = "sobere stijl van raadsvoorstel"


def appraisal(tried: Trial, stream: TextIO) -> str:
    """All that `huisstijl check` says; of a refused file only why."""
    found = volledig(tried.findings, colour=wants_colour(stream))
    if tried.is_refused:
        return found
    parts = (*_letterhead(tried, stream), *_styles(tried, stream), found, *_next(tried))
    return "\n".join(part for part in parts if part)


def verdict(tried: Trial) -> str:
    """In one line whether the file can be a base, and what was found."""
    if tried.is_refused:
        able = "kan geen basis zijn"
    elif tried.fails(strict=False):
        able = "kan een basis zijn als de fouten weg zijn"
    else:
        able = "kan een basis zijn"
    return f"{tried.file} {able}: {counts(tried.findings)}."


def _letterhead(tried: Trial, stream: TextIO) -> Iterator[str]:
    if not tried.fragments:
        yield "Het bestand heeft geen kop- of voettekst; de stukken krijgen die van de huisstijl.\n"
        return
    rows = tuple((one.place, one.kind, one.text, _fate(one)) for one in tried.fragments)
    yield "Dit staat in de kop- en voettekst, en komt zo op elk stuk:\n"
    yield table(("plaats", "soort", "inhoud", "op de stukken"), rows, stream)


def _fate(one: Fragment) -> str:
    if not one.doubt:
        return one.fate
    fate = f"{one.fate} na bevestiging" if is_offered(one.text) else "maak er een veld van"
    return f"{fate}: {one.doubt}"


def _styles(tried: Trial, stream: TextIO) -> Iterator[str]:
    rows = tuple((one.role, one.style if one.is_theirs else _FROM_HERE) for one in tried.parts)
    yield "Deze stijl speelt welke rol; een andere noemt u onder `basis: stijlen:`.\n"
    yield table(("rol", "stijl"), rows, stream)


def _next(tried: Trial) -> Iterator[str]:
    if tried.offered != tried.doubtful:
        yield (
            "Een lege plek, datum of zaaknummer hoort niet onder `vaste_tekst`: zet er in Word een "
            f"veld DocProperty\nvoor in de plaats ({EXAMPLES}), of haal de woorden weg.\n"
        )
    if tried.offered:
        yield (
            "Zet het bestand naast huisstijl.yaml. Neem dit daarin op, met onder `vaste_tekst` "
            "alleen wat op elk stuk hoort;\nhaal de rest weg uit het bestand:\n"
        )
    else:
        yield "Zet het bestand naast huisstijl.yaml, en neem daarin op:\n"
    yield as_yaml(tried)
