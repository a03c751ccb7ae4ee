"""What a council wants to read before it decides, by the kind of proposal.

Hints: of a paper that exists already above that paper, of our own where the text can be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath
from raadsvoorstel.housestyle import Sectie
from raadsvoorstel.loading import DOSSIER, STYLE, Case, local_path, locate
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading, Span
from raadsvoorstel.rules.pattern import Pattern
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
_NEEDS = {
    "alternatieven": ("alternatie", "variant", "scenario", "andere ", "keuzeruimte"),
    "kanttekeningen of risico’s": (
        *("kanttekening", "risico", "nadeel", "nadelen", "tegenargument", "onzeker"),
    ),
    "uitvoering": (
        *("uitvoer", "uitgevoerd", "planning", "vervolg", "plan van aanpak", "inwerking"),
    ),
    "participatie": (
        *("participa", "inspraak", "geraadpleegd", "betrokken", "zienswijzen", "in overleg met"),
    ),
    "geld": ("€", "euro", "kosten", "financi", "budget", "begroting", "dekking"),
}
"""The words without which a text is not about a subject, for those that are looked for most."""
_WORDS = {
    name: Pattern(words, re.IGNORECASE | re.MULTILINE, needs=_NEEDS.get(name, ()))
    for name, words in _TOPICS.items()
}
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
_SLOTS = {
    "alternatieven": ("alternatieven", "keuzeruimte"),
    "kanttekeningen of risico’s": ("kanttekeningen", "risicos"),
    "uitvoering": ("planning_uitvoering",),
    "participatie": ("participatie",),
    **dict.fromkeys(("geld", *_MONEY), ("financien",)),
}
"""The texts of our own in which a council would look for a subject."""
_KINDS = {kind: Pattern(words, re.IGNORECASE) for kind, words in _SAYS.items()}


def not_discussed(
    readings: tuple[Reading, ...], case: Case | None
) -> Iterator[tuple[Reading, Hit]]:
    """What a proposal says nothing about: no heading for it, and no sentence."""
    proposals = [one for one in readings if _is_proposal(one)]
    for reading in proposals:
        if not reading.is_ours:
            yield from ((reading, hit) for hit in _in_a_file(reading, case))
    if case is not None:
        yield from _in_ours([one for one in proposals if one.is_ours], case)


def _in_a_file(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """One hint for the paper, above it."""
    kind = str(case.dossier.soort_voorstel) if case is not None else _kind(reading)
    missing = [name for name in _WANTED[kind] if not _says(reading, name)]
    first = next((one for one in reading.of(Kind.TITLE, Kind.HEADING)), None)
    if missing and first is not None:
        yield Hit(first, 0, _message(missing), _hint(kind, "voeg het toe"))


def _says(reading: Reading, name: str) -> bool:
    kinds = (*RUNNING_TEXT, Kind.HEADING, Kind.METADATA)
    return any(_speaks_of(one.text, name) for one in reading.of(*kinds))


@lru_cache(maxsize=2048)
def _speaks_of(text: str, name: str) -> bool:
    """Whether a text is about a subject; kept, for the papers that share it."""
    return _WORDS[name].search(text) is not None


def _message(missing: list[str]) -> str:
    return f"Het voorstel zegt niets over {dutch.opsomming(missing)}"


def _hint(kind: str, remedy: str) -> str:
    return (
        f"Een raad verwacht dat bij {_as_words(kind)}; {remedy}, of schrijf waarom het niet speelt"
    )


# -- papers of our own -------------------------------------------------------------------------


def _in_ours(proposals: list[Reading], case: Case) -> Iterator[tuple[Reading, Hit]]:
    """One hint per subject: for the dossier where all councils lack it, else for each council."""
    kind = str(case.dossier.soort_voorstel)
    first = {one.gemeente: one for one in reversed(proposals)}
    for name in _WANTED[kind]:
        discussed = {one.gemeente for one in proposals if _discusses(one, name, case)}
        silent = first.keys() - discussed
        lacking = [first[id_] for id_ in case.participants if id_ in silent]
        if len(lacking) == len(case.names) > 1:
            path, remedy = _shared_place(case, lacking, name)
            lacking = [_of_nobody(lacking[0])]
            yield lacking[0], _at(lacking[0], path, name, _hint(kind, remedy), case)
            continue
        for reading in lacking:
            path, remedy = _place(case, reading, name)
            yield reading, _at(reading, path, name, _hint(kind, remedy), case)


def _of_nobody(reading: Reading) -> Reading:
    """A paper that stands for those of all councils: what is found in it concerns the dossier."""
    return Reading(reading.file, reading.passages, soort=reading.soort, is_ours=True)


def _discusses(reading: Reading, name: str, case: Case) -> bool:
    """Whether it says something about a subject, or leaves a visible blank where it should."""
    if _says(reading, name):
        return True
    sections = {str(one.id) for one, _ in _sections(case, reading, name)}
    below = [one for one in reading.passages if one.slot in sections]
    return any(OPAQUE in one.text for one in below)


def _sections(case: Case, reading: Reading, name: str) -> list[tuple[Sectie, str]]:
    """The sections of its house style about a subject, each with the text that it holds."""
    stuk = case.style(reading.gemeente).stukken.get(reading.soort)
    return [
        (section, slot)
        for slot in _SLOTS[name]
        for section in (stuk.secties if stuk is not None else ())
        if slot in {one.partition(".")[0] for one in section.onderdelen}
    ]


def _shared_place(case: Case, lacking: list[Reading], name: str) -> tuple[DataPath, str]:
    """Where the dossier can mend it for all councils."""
    slot = _SLOTS[name][0]
    remedy = f"schrijf in het dossier een gedeelde tekst `{slot}`"
    if not all(_sections(case, one, name) for one in lacking):
        remedy += " en geef elke huisstijl er een sectie voor"
    return (DOSSIER, "teksten" if case.dossier.teksten else "soort_voorstel"), remedy


def _place(case: Case, reading: Reading, name: str) -> tuple[DataPath, str]:
    """Where a council can mend it: in its own texts, or in a house style without such a section."""
    gemeente = reading.gemeente
    texts = local_path(case, gemeente, "teksten")
    for _, slot in _sections(case, reading, name):
        return (*texts, slot), f"schrijf bij `teksten` van deze gemeente een eigen tekst `{slot}`"
    style, slot = str(case.municipalities[gemeente].huisstijl), _SLOTS[name][0]
    sections: DataPath = (STYLE, style, "stukken", reading.soort, "secties")
    if style in case.project.own_house_styles and _is_its_own(case, style, sections):
        return sections, f"geef de huisstijl een sectie met het onderdeel `{slot}`"
    return texts, (
        f"de huisstijl '{style}' heeft er geen sectie voor: schrijf het bij `teksten` van deze "
        "gemeente onder een ander onderdeel"
    )


def _is_its_own(case: Case, style: str, path: DataPath) -> bool:
    """Whether a part of a house style stands in its own file, and not in that of its base."""
    return locate(case.trees, path).file == locate(case.trees, (STYLE, style)).file


def _at(reading: Reading, path: DataPath, name: str, hint: str, case: Case) -> Hit:
    """A hit at a place in the data; its words are those above the paper."""
    words = next((one.text for one in reading.of(Kind.TITLE, Kind.HEADING)), "")
    passage = Passage(Kind.TITLE, words, spans=(Span(0, locate(case.trees, path)),))
    return Hit(passage, 0, _message([name]), hint)


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
