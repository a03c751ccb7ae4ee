"""The parts of a paper: each once, with something in it, and with what its heading promises.

Of a paper of our own the place is mostly in the house style or template that orders these parts.
What its data can say for itself is left to the checks on data: its days (RV309, RV333), a name
that is missing (RV210), the ground of a secret annex (RV208). So RV733, RV736 and RV745 pass our
papers over. So do RV738, because they print the name of a portefeuillehouder and no office, and
RV740: a heading of a house style without texts is there for the headings below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from raadsvoorstel import dutch
from raadsvoorstel.dutch import folded
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.datums import mentions
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_PARTS = {
    "onderwerp": ("onderwerp",),
    "samenvatting": ("samenvatting", "kernboodschap"),
    "besluit": ("besluit", "beslispunt", "voorgesteld"),
    "aanleiding": ("aanleiding", "inleiding", "beoogd", "doelstelling"),
    "argumenten": ("argument", "gedachtegang", "motivering", "overweging"),
    "kanttekeningen": ("kanttekening", "risico"),
    "alternatieven": ("alternatie",),
    "geld": ("financ", "middelen", "kosten"),
    "participatie": ("participatie", "communicatie"),
    "uitvoering": ("uitvoering", "planning", "vervolg", "evaluatie"),
    "bijlagen": ("bijlage", "achterliggend"),
}
"""What a heading is about, by a word in it; a heading may be about more than one."""
_HEADER = {
    "raadsvergadering": r"vergadering|vergaderdatum|datum raad|\braad ?(?:d\.d\.|:)|\bstemmen\b",
    "zaaknummer": r"nummer|kenmerk|\bzaak",
    "portefeuillehouder": r"portefeuille|wethouder|collegelid",
}
_HEADER_WORDS = {name: Pattern(words, re.IGNORECASE) for name, words in _HEADER.items()}
_ABOVE = frozenset({Kind.METADATA, Kind.CELL, Kind.HEADER, Kind.FOOTER, Kind.ITEM})
_FORMULA = Kind.FORMULA
_HEADINGS = (Kind.HEADING, Kind.TITLE)
_RUNNING = frozenset({Kind.HEADER, Kind.FOOTER})
_OPENING = Pattern(r"\bde raad (?:van de|der) gemeente\b", re.IGNORECASE, needs=("de raad",))
_DECIDES = Pattern(r"\bb ?e ?s ?l ?u ?i ?t ?:?\s*$", re.IGNORECASE)
_CLOSING = Pattern(
    r"de raad voornoemd|\baldus (?:vastgesteld|besloten)",
    re.IGNORECASE,
    needs=("voornoemd", "aldus"),
)
_CONCEPT = Pattern(
    r"\b(?:concept|ontwerp)|voorgesteld besluit",
    re.IGNORECASE,
    needs=("concept", "ontwerp", "voorgesteld besluit"),
)
_REVIEW = Pattern(r"\bevaluatie\b", re.IGNORECASE, needs=("evaluatie",))
_WHEN = Pattern(
    r"\b(?:(?:19|20)\d\d|jaarlijks|halfjaarlijks|tweejaarlijks|kwartaal|maanden|na .{1,12} jaar|"
    r"elk jaar|ieder jaar|tussentijds|rapporta\w+|rapporteer\w+|geïnformeerd|informeren|"
    r"verslag\w*|n\.v\.t\.|niet van toepassing)",
    re.IGNORECASE,
)


def heading_twice(reading: Reading) -> Iterator[Hit]:
    """The same heading twice in a paper; a colon makes no difference."""
    seen: set[str] = set()
    for passage in reading.of(Kind.HEADING):
        words = _heading_words(passage.text)
        if topics(passage.text) and words in seen:
            yield Hit(
                passage,
                0,
                f"De kop “{passage.text.strip()}” staat er al eerder",
                "Voeg de twee delen samen, of geef elk een eigen kop",
            )
        seen.add(words)


@lru_cache(maxsize=1024)
def _heading_words(heading: str) -> str:
    """A heading for comparing, without its number and colon."""
    return re.sub(r"^[\d.]+\s+|[\s:]+$", "", folded(heading))


@lru_cache(maxsize=1024)
def topics(heading: str) -> frozenset[str]:
    """What a heading is about; nothing for a heading inside a part, such as “Stap 1”."""
    if len(heading.split()) > 6:  # noqa: PLR2004
        return frozenset()
    small = heading.casefold()
    return frozenset(name for name, words in _PARTS.items() if any(one in small for one in words))


def empty_section(reading: Reading) -> Iterator[Hit]:
    """A heading above nothing in a paper that exists already, before one about something else."""
    if reading.is_ours:
        return
    body = [one for one in reading.passages if one.kind not in _RUNNING and one.text.strip()]
    for passage, following in pairwise((*body, None)):
        if passage is None or passage.kind is not Kind.HEADING:
            continue
        own = topics(passage.text)
        if own and _leaves_it_empty(own, following):
            yield Hit(
                passage,
                0,
                f"Onder de kop “{passage.text.strip()}” staat niets",
                "Schrijf de tekst, of zet er “n.v.t.” onder",
            )


def _leaves_it_empty(own: frozenset[str], following: Passage | None) -> bool:
    if following is None:
        return True
    if following.kind is Kind.HEADING:
        other = topics(following.text)
        return bool(other) and not own & other
    return following.kind is Kind.SIGNATURE and "besluit" not in own


def header_data_missing(reading: Reading) -> Iterator[Hit]:
    """No raadsvergadering, zaaknummer or portefeuillehouder above a paper."""
    if not _is_whole_paper(reading):
        return
    said = frozenset[str]().union(
        *[
            _header_data(one.text)
            for one in reading.passages
            if one.kind in _ABOVE or (one.kind is _FORMULA and "bijeen" in one.text)
        ]
    )
    missing = [
        name
        for name in _HEADER_WORDS
        if name not in said
        and not (name == "portefeuillehouder" and reading.soort == "raadsbesluit")
    ]
    if missing:
        yield Hit(
            _above(reading),
            0,
            f"Boven het stuk {'ontbreekt' if len(missing) == 1 else 'ontbreken'}: "
            f"{dutch.opsomming(missing)}",
            "Zet deze gegevens in de kop van het stuk",
        )


@lru_cache(maxsize=1024)
def _header_data(text: str) -> frozenset[str]:
    """What a line above a paper tells of it."""
    return frozenset([name for name, words in _HEADER_WORDS.items() if words.search(text)])


def _above(reading: Reading) -> Passage:
    """Where the paper begins; in our own the first label that the house style brings."""
    labels = (one for one in reading.of(Kind.METADATA) if one.at(0).file != reading.file)
    return next(labels if reading.is_ours else iter(()), reading.passages[0])


def _is_whole_paper(reading: Reading) -> bool:
    """Whether this is a council paper, and not a few lines of one."""
    parts = {name for one in reading.of(Kind.HEADING) for name in topics(one.text)}
    return "besluit" in parts and len(parts) > 1


def decision_without_closing(reading: Reading) -> Iterator[Hit]:
    """A decision of the council that ends without its closing words, and is no concept."""
    passages = reading.passages
    decides = [at for at, one in enumerate(passages) if one.kind is _FORMULA]
    decides = [at for at in decides if _DECIDES.search(passages[at].text)]
    if not decides or is_concept(reading):
        return
    if not any(_OPENING.search(one.text) for one in passages[: decides[0] + 1]):
        return
    closing = [one for one in passages[decides[0] :] if _CLOSING.search(one.text)]
    if not closing:
        yield Hit(
            passages[decides[0]],
            0,
            "Het besluit van de raad heeft geen slotformule",
            "Sluit af met “Aldus vastgesteld in de openbare vergadering van …”, en wie tekent",
        )
    elif not _is_dated(reading, closing[0]):
        yield Hit(
            closing[0],
            0,
            "De slotformule van het besluit noemt geen datum, en het stuk ook niet",
            "Zet de dag van de raadsvergadering in de slotformule",
        )


def is_concept(reading: Reading) -> bool:
    """A proposal may hold the decision as it would be."""
    kinds = (Kind.TITLE, Kind.HEADING, Kind.HEADER, Kind.NOTICE, Kind.METADATA)
    return any(_CONCEPT.search(one.text) for one in reading.of(*kinds))


def _is_dated(reading: Reading, closing: Passage) -> bool:
    if OPAQUE in closing.text:
        return True
    dated = {id(one.passage) for one in mentions(reading) if one.day is not None}
    fields = (Kind.METADATA, Kind.CELL, Kind.HEADER, Kind.SIGNATURE)
    return any(id(one) in dated for one in reading.of(*fields))


def review_without_a_moment(reading: Reading) -> Iterator[Hit]:
    """A heading that announces an evaluation, above a text that names no moment or report."""
    for heading in reading.of(Kind.HEADING):
        found = _REVIEW.search(heading.text)
        if found is None:
            continue
        below = [one.text for one in reading.running_text if _is_below(one, heading)]
        whole = " ".join(below)
        if below and not _WHEN.search(_without_plans(whole)) and OPAQUE not in whole:
            yield Hit(
                heading,
                found.start(),
                f"De kop “{heading.text.strip()}” kondigt een evaluatie aan; de tekst noemt geen "
                "moment en geen verslag",
                "Schrijf wanneer u evalueert en hoe de raad ervan hoort, of verander de kop",
            )


def _without_plans(text: str) -> str:
    """Years of a plan are no moment of evaluation: “actieprogramma 2021-2024”."""
    return re.sub(r"\b\d{4}\s?(?:-|–|tot en met|t/m)\s?\d{4}\b", "", text)


def _is_below(passage: Passage, heading: Passage) -> bool:
    return folded(passage.heading) == folded(heading.text)
