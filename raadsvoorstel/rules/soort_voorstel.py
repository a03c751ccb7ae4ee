"""What a council wants to read before it decides, by the kind of proposal.

Hints about a paper that exists already; in papers of our own the house style decides on sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Reading
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.secties import topics

_TOPICS = {
    "alternatieven": r"\balternatie|\bvariant|\bscenario|\bandere (?:keuze|mogelijkhe)|keuzeruimte",
    "kanttekeningen of risico’s": r"kanttekening|^.{0,30}risico.{0,30}$|\bnade(?:el|len)\b|"
    r"\b(?:het|een|financieel|financiële|juridisch|juridische) risico|tegenargument|onzeker",
    "uitvoering": r"\buitvoer|\buitgevoerd|planning|vervolg|\bplan van aanpak|\binwerking",
    "participatie": r"participa|inspraak|geraadpleegd|\bbetrokken\b|zienswijzen|\bin overleg met",
    "geld": r"€|\beuro\b|\bkosten|financi|\bbudget|begroting|dekking",
    "de dekking": r"\bdekking|\bgedekt|ten laste van|uit de reserve|onttrek|begrotingswijzig",
    "of het eenmalig of structureel is": r"incidente|structure|eenmalig|jaarlijks",
    "het bedrag": r"€ ?\d|\b\d[\d.,]* (?:miljoen )?euro\b",
}
_WORDS = {name: re.compile(words, re.IGNORECASE | re.MULTILINE) for name, words in _TOPICS.items()}
_USUAL = ("kanttekeningen of risico’s", "geld")
_MONEY = ("het bedrag", "de dekking", "of het eenmalig of structureel is")
_WANTED = {
    "kaderstelling": ("alternatieven", *_USUAL, "participatie", "uitvoering"),
    "verordening": (*_USUAL, "participatie", "uitvoering"),
    "krediet": ("alternatieven", "kanttekeningen of risico’s", *_MONEY, "uitvoering"),
    "toestemming": (*_USUAL, "uitvoering"),
    "zienswijze": _USUAL,
    "wensen en bedenkingen": _USUAL,
    "overig": _USUAL,
}
_SAYS = {
    "wensen en bedenkingen": r"wensen en bedenkingen",
    "zienswijze": r"\bzienswijze\b",
    "toestemming": r"\btoestemming\b",
    "krediet": r"krediet",
    "verordening": r"verordening",
    "kaderstelling": r"visie\b|\bbeleid|\bkader|\bnota\b|plan\b|programma\b",
}
_KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _SAYS.items()}


def not_discussed(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """What the paper says nothing about: no heading for it, and no sentence."""
    if reading.is_ours or not _is_proposal(reading):
        return
    kind = str(case.dossier.soort_voorstel) if case is not None else _kind(reading)
    kinds = (*RUNNING_TEXT, Kind.HEADING, Kind.METADATA)
    said = "\n".join(one.text for one in reading.of(*kinds) if one.kind is not Kind.TITLE)
    missing = [name for name in _WANTED[kind] if not _WORDS[name].search(said)]
    first = next((one for one in reading.of(Kind.TITLE, Kind.HEADING)), None)
    if missing and first is not None:
        yield Hit(
            first,
            0,
            f"Het voorstel zegt niets over {dutch.opsomming(missing)}",
            f"Een raad verwacht dat bij {_as_words(kind)}; voeg het toe, of schrijf waarom het "
            "niet speelt",
        )


def _is_proposal(reading: Reading) -> bool:
    """Whether the paper explains itself to a council: it asks something and gives reasons."""
    about = {name for one in reading.of(Kind.HEADING) for name in topics(one.text)}
    return "besluit" in about and bool(about & {"aanleiding", "argumenten", "samenvatting"})


def _kind(reading: Reading) -> str:
    """The kind of proposal, by what it asks the council."""
    asked = " ".join(one.text for one in reading.of(Kind.TITLE, Kind.CLAUSE))
    return next((kind for kind, words in _KINDS.items() if words.search(asked)), "overig")


def _as_words(kind: str) -> str:
    return "elk voorstel" if kind == "overig" else f"een voorstel van de soort “{kind}”"
