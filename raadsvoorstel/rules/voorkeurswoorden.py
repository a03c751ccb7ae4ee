"""One name per thing: other words for what the dossier names, found by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from raadsvoorstel import dutch, tokens
from raadsvoorstel.document import Blank, Text, texts
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Onderdeel
from raadsvoorstel.papers.composed import letters
from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern, small_letters
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.woordenboek import Dictionary
from raadsvoorstel.values import Frase, Tekst

_READ = (*RUNNING_TEXT, Kind.CLAUSE)
_REACH = 80
_PART = 4
"""The shortest part of a compound."""
_FEWEST = 3
"""From here on a number can be that of a list; one and two stand beside anything."""
_THE = (
    r"\b(?:de|het|deze|dit|die|dat|onze|ons|alle|hun|zijn|haar)\s+"
    r"(?:(?:\d{1,2}|nieuwe|gezamenlijke|eerste)\s+)?"
)
_GOES_ON = (
    r"(?![\w-]|\s+(?:op|over|van|voor|rond|rondom|inzake|tegen|uit|der|des|betreffende|naar|tot|waar"
    r"|\(|(?-i:[A-Z][a-z])))"
)
"""Not “op”, “over” or “van”: “het regionale plan voor wonen” is about something else."""
_NUMBERED = r"\b(?:in|langs|uit|telt|tellen|kent|heeft|bevat|omvat|van|met|de)\s+(?:de\s+)?"
_RANKS = (
    *("landelijk", "landelijke", "regional", "regionale", "provinciale"),
    *("gemeentelijk", "gemeentelijke", "lokal", "lokale", "europese"),
)
_RANK = "|".join(_RANKS)
_BEFORE_KIND = Pattern(rf"\b(?:(?P<rank>{_RANK})\s+)?(?P<head>[a-z]{{3,}}-?)?\Z", re.IGNORECASE)
"""What a kind may have in front of it; looked for there, because it fits on any word."""
_KINDS = (
    *("programma", "plan", "project", "regeling", "aanpak", "actie", "visie", "agenda", "akkoord"),
    *("fonds", "traject", "campagne", "nota"),
)
_NAMED = Pattern(r"(?:(\w+)\s+)?(\w+)\s+[“‘]?\{\{feiten\.([\w-]+)\}\}")


# -- terms -------------------------------------------------------------------------------------


def other_word(passage: Passage, case: Case) -> Iterator[Hit]:
    """A term of the dossier under another name: an adjective and its head, or a shorter compound.

    What is a word in its own right, in the dossier or the dictionary, is another thing.
    """
    if passage.kind not in _READ:
        return
    small = passage.text.casefold()
    for term, letters_, pattern in _other_names(case):
        for found in pattern.finditer(passage.text) if letters_ in small else ():
            at = found.start("found")
            if not is_quoted(passage.text, at):
                yield Hit(
                    passage,
                    at,
                    f"“{found['found']}” heet in het dossier “{term}”",
                    f"Schrijf {term}, of leg uit dat het om iets anders gaat",
                )


@lru_cache(maxsize=4)
def _other_names(case: Case) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The terms of the dossier, each with how else people name it."""
    dossier = case.dossier
    known = frozenset(str(one).casefold() for one in (*dossier.termen, *dossier.begrippen))
    return tuple(
        (str(term), *variant) for term in dossier.termen for variant in _variants(str(term), known)
    )


def _variants(term: str, known: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How else people name what this word names, each with letters that it never lacks."""
    found = [(f" {tail}", _with_adjective(head, tail)) for head, tail in _parts(term)]
    book = Dictionary(known)
    for head, tail in _parts(term):
        for shorter in (head + last for _, last in _parts(tail)):
            if not book.lists(shorter):
                pattern = re.compile(rf"\b(?P<found>{shorter})(?:s|en)?\b", re.IGNORECASE)
                found.append((shorter, pattern))
    return tuple(found)


def _with_adjective(head: str, tail: str) -> re.Pattern[str]:
    adjective = rf"{head}(?:n?a(?:al|le)|e?lijke?)"
    return re.compile(rf"{_THE}(?P<found>{adjective}\s+{tail}){_GOES_ON}", re.IGNORECASE)


def _parts(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to see a word as a compound of two: `jaarplan` is jaar and plan."""
    if not (word.isalpha() and word.islower()):
        return ()
    book = Dictionary()
    cuts = range(_PART, len(word) - _PART + 1)
    pairs = ((word[:cut], word[cut:]) for cut in cuts)
    return tuple(pair for pair in pairs if all(book.lists(part) for part in pair))


# -- numbers -----------------------------------------------------------------------------------


def other_noun(passage: Passage, case: Case) -> Iterator[Hit]:
    """The number of a fact beside another noun than that of the fact.

    Only in a sentence about a term of the dossier, and a noun that begins as the term does or is a
    part of the fact: any number may count other things as well.
    """
    if passage.kind not in _READ:
        return
    terms = tuple(str(one) for one in case.dossier.termen)
    for name, number in _numbers(case) if terms else ():
        for found in _numbered(number).finditer(passage.text):
            if _is_other_noun(passage, found, name, terms):
                yield Hit(
                    passage,
                    found.start("number"),
                    f"“{found['number']} {found['noun']}” heet in het dossier “{number} {name}”",
                    f"Schrijf {name}, of verander het feit `{name}`",
                )


@lru_cache(maxsize=4)
def _numbers(case: Case) -> tuple[tuple[str, int], ...]:
    """The facts that are a number."""
    return tuple(
        (name, int(one.waarde)) for name, one in case.dossier.feiten.items() if _counts(one.waarde)
    )


def _counts(value: str) -> bool:
    return value.isdigit() and int(value) >= _FEWEST


@lru_cache(maxsize=64)
def _numbered(number: int) -> re.Pattern[str]:
    words = f"{number}|{dutch.telwoord(number)}"
    return re.compile(rf"{_NUMBERED}(?P<number>{words})\s+(?P<noun>[a-zà-ÿ]{{5,}})", re.IGNORECASE)


def _is_other_noun(passage: Passage, found: re.Match[str], name: str, terms: Iterable[str]) -> bool:
    noun = found["noun"].casefold()
    if noun == name or noun in terms or is_quoted(passage.text, found.start("number")):
        return False
    sentence = zinnen.sentence_text(passage.text, found.start("number")).casefold()
    heads = [head for one in terms if one in sentence for head, _ in _parts(one)]
    shorter = [head + end for head, _ in _parts(name) for end in ("en", "s")] if heads else []
    is_kin = any(noun.startswith(head) and len(noun) >= len(head) + _PART for head in heads)
    return is_kin or noun in shorter


# -- programmes --------------------------------------------------------------------------------


def other_kind(passage: Passage, case: Case) -> Iterator[Hit]:
    """The name of a programme behind another word than the dossier puts before it."""
    if passage.kind not in _READ:
        return
    for ranks, kind, pattern in _behind_kinds(case):
        for found in pattern.finditer(passage.text):
            before = _before_kind(passage.text, found.start())
            if before is None or is_quoted(passage.text, before.start()):
                continue
            if before["head"] or _is_other_rank(before["rank"] or "", ranks):
                wanted = f"{ranks[0]} {kind}" if ranks else kind
                yield Hit(
                    passage,
                    before.start(),
                    f"“{before[0]}{found['kind']}” heet in het dossier “{wanted}”",
                    f"Schrijf {wanted}",
                )


def _before_kind(text: str, at: int) -> re.Match[str] | None:
    """What may make another kind of it: a word joined to it, or a rank; mostly there is neither."""
    *_, last = ("", *text[max(0, at - _REACH) : at].casefold().split())
    is_joined = at > 0 and not text[at - 1].isspace()
    return just_before(_BEFORE_KIND, text, at) if is_joined or last in _RANKS else None


def _is_other_rank(rank: str, ranks: tuple[str, ...]) -> bool:
    """Whether it is of another level than the dossier says; “landelijk” is as “landelijke”."""
    plain = {one.removesuffix("e") for one in ranks}
    return bool(rank and plain) and rank.casefold().removesuffix("e") not in plain


@lru_cache(maxsize=4)
def _behind_kinds(case: Case) -> tuple[tuple[tuple[str, ...], str, Pattern], ...]:
    """Of each fact that is a name its ranks and noun, and the pattern for the name behind them."""
    return tuple(
        (ranks, kind, _behind_kind(kind, str(case.dossier.feiten[id_].waarde)))
        for id_, (ranks, kind) in _words_before(case).items()
    )


def _behind_kind(kind: str, name: str) -> Pattern:
    return Pattern(
        rf"(?P<kind>{kind})\s+[“‘\"']?{re.escape(name)}",
        re.IGNORECASE,
        needs=(small_letters(name),),
    )


def _words_before(case: Case) -> Mapping[str, tuple[tuple[str, ...], str]]:
    """Per fact that is a name: the ranks and the one noun that the shared texts put before it."""
    named = {id_ for id_, one in case.dossier.feiten.items() if one.waarde[:1].isupper()}
    quoting = (
        one
        for part in case.dossier.teksten.values()
        for one in _parts_of(part)
        if any(at.path[0] == "feiten" and at.path[-1] in named for at in one.placeholders)
    )
    return _kinds(tuple(quoting), frozenset(named))


def _kinds(
    quoting: tuple[Tekst | Frase, ...], named: frozenset[str]
) -> Mapping[str, tuple[tuple[str, ...], str]]:
    seen: dict[str, set[tuple[str, str]]] = {}
    for text in (line for one in quoting for line in _lines(one)):
        for rank, kind, id_ in _NAMED.findall(text):
            if id_ in named:
                seen.setdefault(id_, set()).add((rank.casefold(), kind.casefold()))
    return {
        id_: (tuple(sorted({rank for rank, _ in pairs if rank in _RANKS})), kind)
        for id_, pairs in seen.items()
        for kind in [min(kind for _, kind in pairs)]
        if len({kind for _, kind in pairs}) == 1 and kind in _KINDS
    }


def _lines(one: Tekst | Frase) -> Iterator[str]:
    """The lines of a shared text, with the road of each placeholder where its value comes."""
    roads = (".".join(at.path) for at in one.placeholders)
    values = [tokens.Line((Text(f"{{{{{road}}}}}"),)) for road in roads]
    lines = texts(one.blocks) if isinstance(one, Tekst) else (one.children,)
    yield from (letters(tokens.fill_line(line, values)) for line in lines)


def _parts_of(part: Onderdeel) -> Iterator[Tekst | Frase]:
    if isinstance(part, Tekst):
        yield part
    elif isinstance(part, tuple):
        both = (text for one in part for text in (one.stelling, one.toelichting))
        yield from (one for one in both if not isinstance(one, Blank))
    elif not isinstance(part, Blank):
        yield from (one for one in part.values() if not isinstance(one, Blank))
