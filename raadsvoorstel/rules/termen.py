"""One spelling per term: as the dossier writes it, and the same all through a paper."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from msgspec import Struct

from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted, quotations
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.wetten import abbreviations
from raadsvoorstel.rules.zinnen import Cut, key_of

_WRITTEN = (*RUNNING_TEXT, Kind.CLAUSE)
_LONGEST = 6
_LONG = 8
"""A shorter word without a hyphen is too common to be a term."""
_NAME_BEFORE = Pattern(
    r"(?<![\w-])(?:gemeente|regio|(?:raad|college|burgemeester|griffier|inwoners) van"
    r"(?: de gemeente)?)\s+$",
    re.IGNORECASE,
)
_DETERMINERS = (
    *("de", "het", "een", "deze", "dit", "die", "dat", "onze", "ons", "haar", "zijn", "hun"),
    *("van", "nieuwe", "regionale"),
)
_REACH = 80
"""Letters before a word; more space than that stands nowhere."""
_VERBS = frozenset(
    {*("besluit", "besluiten", "werk", "werkt", "werken", "start", "starten", "verzoek")}
    | {*("verzoekt", "vraag", "vraagt", "vragen", "antwoord", "antwoordt", "deel", "delen")}
    | {*("doel", "plan", "plannen", "stel", "stelt", "houd", "houdt", "verslag", "leid", "leidt")}
    | {*("stuur", "stuurt", "steun", "steunt", "raadt", "steeds", "samen")}
)
"""“Het college besluit” is no “collegebesluit” in two words."""
_VOWELS = frozenset("aeiou")
_NO_NAME = Pattern(r"[\d;:,.]")
_DOMAIN = Pattern(r"\.\w$", needs=(".",))
_Shapes = frozenset[tuple[str, str]]
"""The keys of what may be terms, with the letters as typed."""


class _Form(Struct, frozen=True):
    """One way in which a term is written, with its place."""

    key: str
    text: str
    start: int
    around: str
    """The text in which it stands."""

    @property
    def opens(self) -> bool:
        """Whether a sentence begins here, so that its first capital says nothing."""
        return _opens(self.around, self.start)


class _Spot(Struct, frozen=True):
    """A form in a passage."""

    form: _Form
    passage: Passage


# -- the rules ---------------------------------------------------------------------------------


def other_than_dossier(passage: Passage, case: Case) -> Iterator[Hit]:
    """A term of the dossier with other capitals, hyphens or spaces."""
    terms, names = _glossary(case), _names(case)
    keys = _keys(case)
    masked = _without(passage.text, str(case.dossier.titel))
    found = [*_terms_in(passage, masked, terms, keys), *_names_in(masked, names)]
    for wanted, start, end in found:
        if not is_quoted(passage.text, start) or masked[start - 1 : start] in tuple("“‘'\""):
            yield Hit(
                passage,
                start,
                f"“{_typed(masked, start, end)}” heet in het dossier “{wanted}”",
                f"Schrijf {wanted}",
            )


def two_spellings(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A term that one paper writes in two ways."""
    known = _glossary(case) if case is not None else {}
    title = str(case.dossier.titel) if case is not None else ""
    spots = [spot for spot in _spots(reading, title) if key_of(spot.form.key) not in known]
    odd = [pair for group in _grouped(spots).values() if (pair := _odd_one(group))]
    told = _told(reading, case) if case is not None and odd else set()
    for spot, twin in odd:
        part_of_a_term = any(key_of(spot.form.key) in key for key in known)
        place = (spot.passage.text, spot.form.start)
        if part_of_a_term or place in told:
            continue
        if not any(_is_inside(spot, other) for other, _ in odd):
            yield Hit(
                spot.passage,
                spot.form.start,
                f"“{spot.form.text}” staat elders in dit stuk als “{twin.form.text}”",
                "Kies één schrijfwijze; zet de term bij `begrippen`, dan geldt zij voor alle raden",
            )


def _told(reading: Reading, case: Case) -> set[tuple[str, int]]:
    """Where the dossier already says how the term is written."""
    return {
        (hit.passage.text, hit.start)
        for passage in reading.passages
        for hit in other_than_dossier(passage, case)
    }


def _is_inside(spot: _Spot, other: _Spot) -> bool:
    """Whether a longer form at the same place tells the same."""
    begin, end = spot.form.start, spot.form.start + len(spot.form.text)
    until = other.form.start + len(other.form.text)
    longer = len(other.form.text) > len(spot.form.text)
    return other.passage is spot.passage and longer and other.form.start <= begin and end <= until


def _odd_one(group: list[_Spot]) -> tuple[_Spot, _Spot] | None:
    """The rarer of two forms, where it first stands, and the other; of a draw the later one."""
    inside: dict[str, str] = {}
    for one in group:
        if not one.form.opens:
            inside.setdefault(one.form.text[1:], one.form.text)
    shapes = [_shape(spot, inside) for spot in group]
    ranked = Counter(shapes).most_common()
    if len(ranked) < 2:  # noqa: PLR2004
        return None
    usual, odd = ranked[0][0], ranked[-1][0]
    return group[shapes.index(odd)], group[shapes.index(usual)]


def _shape(spot: _Spot, inside: Mapping[str, str]) -> str:
    """The form for comparing: a first capital counts only where no sentence begins."""
    if not spot.form.opens:
        return spot.form.text
    tail = spot.form.text[1:]
    return inside.get(tail, spot.form.text[0].lower() + tail)


# -- the terms of the dossier ------------------------------------------------------------------


@lru_cache(maxsize=4)
def _glossary(case: Case) -> Mapping[str, frozenset[str]]:
    """Key to the ways in which the dossier writes a term; two terms of the dossier are both right.

    Programmes and terms of two words or with a capital; what is a sentence or a number is not.
    """
    facts = (str(feit.waarde) for feit in case.dossier.feiten.values())
    names = (str(name) for name in (*case.known.values(), *case.names.values()))
    forms = [one for one in (*facts, *names, str(case.dossier.regio)) if _is_name(one)]
    for term in (*case.dossier.begrippen, *case.dossier.termen):
        forms += _with_plurals(str(term))
    found: dict[str, set[str]] = defaultdict(set)
    for one in forms:
        found[key_of(one)].add(one)
    return {key: frozenset(forms) for key, forms in found.items()}


def _with_plurals(term: str) -> tuple[str, ...]:
    """The term and what may be its plural; a form that nobody writes does no harm."""
    plurals = [term + "en", term + "s"]
    if term.endswith("raad"):
        plurals.append(term[:-3] + "aden")
    *_, before, vowel, last = ("", "", "", *term)
    if before and before not in _VOWELS and vowel in _VOWELS and last in "bdfgklmnprst":
        plurals.append(term + term[-1] + "en")
    return (term, *plurals)


def _is_name(text: str) -> bool:
    parts = text.split()
    return (
        2 <= len(parts) <= _LONGEST  # noqa: PLR2004
        and text[:1].isupper()
        and not _NO_NAME.search(text)
    )


@lru_cache(maxsize=4)
def _names(case: Case) -> Mapping[str, str]:
    """The names of one word: they may be a word in a sentence too, as Buren and Huizen are."""
    names = {str(name) for name in (*case.known.values(), *case.names.values())}
    regions = (region,) if " " not in (region := str(case.dossier.regio)) else ()
    return {one.casefold(): one for one in (*names, *regions) if one.isalpha()}


def _terms_in(
    passage: Passage, text: str, terms: Mapping[str, frozenset[str]], keys: zinnen.Keys
) -> Iterator[tuple[str, int, int]]:
    for key, start, end in keys.found(text):
        wanted = terms[key]
        typed = _typed(text, start, end)
        if typed in wanted or typed.endswith((" en", " s")):  # “warmtenet en” is no plural
            continue
        nearest = min(sorted(wanted), key=lambda one: abs(len(one) - (end - start)))
        if _is_other(passage, text, start, end, nearest):
            yield nearest, start, end


@lru_cache(maxsize=4)
def _keys(case: Case) -> zinnen.Keys:
    return zinnen.Keys(_glossary(case))


def _is_other(passage: Passage, text: str, start: int, end: int, wanted: str) -> bool:
    typed = _typed(text, start, end)
    if typed.isupper() or "@" in text[start - 1 : start] + text[end : end + 1]:
        return False
    if typed.casefold() != wanted.casefold():  # a hyphen or a space
        return " " in wanted or "-" in typed + wanted or len(typed) > _LONG
    if typed[1:] == wanted[1:]:
        lowered = wanted[0].islower() and typed[0].isupper()
        return lowered and passage.kind in _WRITTEN and not _may_begin(text, start, end)
    is_prose = typed[1:].islower() and (typed[0].islower() or _opens(text, start))
    return not (is_prose and " " in wanted)


def _may_begin(text: str, start: int, end: int) -> bool:
    """Whether a capital is right: a sentence or a title begins here."""
    after = text[end:].lstrip()[:1]
    return _opens(text, start) or after.isupper() or after in {"“", "‘", '"', OPAQUE}


def _names_in(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """A municipality or region in small letters: `gemeente heemstede`, `Noord-kennemerland`."""
    pieces = zinnen.cut(text)
    for at, word in enumerate(pieces.words):
        if pieces.keys[at] not in names and "-" not in word:
            continue
        *before, last = word.split("-")
        wanted = names.get(last.casefold()) if last[0].islower() else None
        if wanted is None or last == wanted:
            continue
        if before and before[0][:1].isupper():
            yield "-".join((*before, wanted)), pieces.start(at), pieces.end(at)
        elif not before and just_before(_NAME_BEFORE, text, pieces.start(at)):
            yield wanted, pieces.start(at), pieces.end(at)


def _without(text: str, title: str) -> str:
    """The text with the title of the plan, which has words of its own, made unreadable."""
    return text.replace(title, OPAQUE * len(title)) if title else text


def _typed(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


# -- the terms of a paper ----------------------------------------------------------------------


def _spots(reading: Reading, title: str) -> list[_Spot]:
    """Every form of a term that this paper writes in more than one way, in reading order."""
    written = tuple(reading.of(*_WRITTEN))
    several = _in_two_ways([_shapes(one.text, title) for one in written])
    return [
        _Spot(_Form(*form, masked), passage)
        for passage in (written if several else ())
        if any(key in several for key, _ in _shapes(passage.text, title))
        for masked in (_without(passage.text, title),)
        for form in _forms(masked)
        if form[0] in several
    ]


def _in_two_ways(shapes: list[_Shapes]) -> frozenset[str]:
    """The keys of what these texts together write in more than one way; in most papers none."""
    together = frozenset[tuple[str, str]]().union(*shapes)
    keys = [key for key, _ in together]
    if len(set(keys)) == len(keys):
        return frozenset()
    several = {key for key, times in Counter(keys).items() if times > 1}
    single = {key for key, typed in together if " " not in typed}
    return frozenset(key for key in several if " " in key or key in single)


@lru_cache(maxsize=1024)
def _shapes(text: str, title: str) -> _Shapes:
    """How a text writes what may be terms: kept, for the papers that share it, without places.

    The forms are interned: texts have most of them in common, and each is then held once.
    """
    return frozenset([(key, typed) for key, typed, _ in _forms(_without(text, title))])


def _grouped(spots: list[_Spot]) -> Mapping[str, list[_Spot]]:
    groups: dict[str, list[_Spot]] = defaultdict(list)
    for spot in spots:
        groups[spot.form.key].append(spot)
    return {
        key: group
        for key, group in groups.items()
        if " " not in key or any(_is_title(spot.form) for spot in group)
    }


def _is_title(form: _Form) -> bool:
    """Whether every word has a capital, apart from the small ones between them."""
    parts = form.text.split()
    return all(one[0].isupper() for one in parts if len(one) > 3) and (  # noqa: PLR2004
        parts[0][0].isupper() and parts[-1][0].isupper()
    )


@lru_cache(maxsize=256)
def _forms(text: str) -> tuple[tuple[str, str, int], ...]:
    """The key, letters and place of all that may be a term; asked again of few texts."""
    pieces = zinnen.cut(text)
    joined = [gap == " " or gap.isspace() for gap in pieces.gaps[1:-1]]
    forms = (
        *_singles(text, pieces),
        *_pairs(pieces, joined),
        *_capitals(text, pieces, joined),
    )
    quoted = quotations(text)
    if not quoted:
        return forms
    return tuple(form for form in forms if not any(begin <= form[2] < end for begin, end in quoted))


def _singles(text: str, pieces: Cut) -> Iterator[tuple[str, str, int]]:
    words = pieces.words
    for at in [at for at, word in enumerate(words) if len(word) >= _LONG or "-" in word]:
        typed = _as_term(words[at])
        if typed and not _is_address(text, pieces, at):
            yield pieces.keys[at], typed, pieces.start(at)


@lru_cache(maxsize=8192)
def _as_term(word: str) -> str:
    """A long word, or one with a hyphen, for comparing; nothing for what is no term.

    A first capital may be that of a sentence, and says nothing.
    """
    if word.isupper() or word.partition("-")[0].casefold() in abbreviations():
        return ""
    is_plain = word[1:].islower() and "-" not in word
    return intern(word.lower()) if is_plain else word


def _is_address(text: str, pieces: Cut, at: int) -> bool:
    """Whether a word is part of an address; between two spaces it is not."""
    if pieces.gaps[at] == " " == pieces.gaps[at + 1]:
        return False
    start, end = pieces.start(at), pieces.end(at)
    around = text[max(0, start - 1) : start] + text[end : end + 2]
    return "@" in around or around[:1] in {".", "/"} or _DOMAIN.search(around) is not None


def _pairs(pieces: Cut, joined: list[bool]) -> Iterator[tuple[str, str, int]]:
    """Two words that may be one: after “de” or “het”, or an abbreviation and a word."""
    words = pieces.words
    long = [len(word) >= 4 for word in words]  # noqa: PLR2004
    for at in [at for at, is_joined in enumerate(joined) if is_joined and long[at + 1]]:
        left, right = words[at], words[at + 1]
        short = len(left) <= 4 and left[0].isupper() and right[0].islower()  # noqa: PLR2004
        if not short and not (long[at] and at and joined[at - 1] and _is_determined(pieces, at)):
            continue
        if pieces.keys[at + 1] not in _VERBS:
            typed = intern(f"{left} {right}")
            yield key_of(typed), typed, pieces.start(at)


def _is_determined(pieces: Cut, at: int) -> bool:
    """Whether “de”, “het” or the like stands before; most words have something else there."""
    before = pieces.words[at - 1]
    is_part = pieces.gaps[at - 1].endswith("_") and before.isalnum()  # of a name as `een_de`
    return _determines(before) and not is_part and len(pieces.gaps[at]) < _REACH


@lru_cache(maxsize=8192)
def _determines(word: str) -> bool:
    return zinnen.parts(word)[-1] in _DETERMINERS


def _capitals(text: str, pieces: Cut, joined: list[bool]) -> Iterator[tuple[str, str, int]]:
    """Runs of words that begin or end with a capital: names, and what may be the same name."""
    capitals = [at for at, word in enumerate(pieces.words) if word[0].isupper()]
    gaps = pieces.gaps
    opening = {at for at in capitals if gaps[at] != " " or at == 0}
    opening = {at for at in opening if _opens(text, pieces.start(at))}
    for first, last in _runs(pieces.words, capitals, joined):
        typed = " ".join(pieces.words[first : last + 1])
        if not typed.isupper() and not (first in opening and typed[1:].islower()):
            yield intern(typed.casefold()), intern(typed), pieces.start(first)


def _runs(words: tuple[str, ...], capitals: list[int], joined: list[bool]) -> list[tuple[int, int]]:
    """The first and last word of each run with nothing but space between its words, in order.

    No run begins or ends with a small word that is no part of a name: “de Veilige”.
    """
    found = set[tuple[int, int]]()
    for at in capitals:
        if _is_loose(words[at]):
            continue
        last = first = at
        while last - at < _LONGEST - 1 and last < len(joined) and joined[last]:
            last += 1
            found.add((at, last))
        while at - first < _LONGEST - 1 and first and joined[first - 1]:
            first -= 1
            found.add((first, at))
    return sorted(
        one for one in found if not (_is_loose(words[one[0]]) or _is_loose(words[one[1]]))
    )


@lru_cache(maxsize=8192)
def _is_loose(word: str) -> bool:
    return len(word) <= 3 and word[1:].islower()  # noqa: PLR2004


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, cell or quotation begins here, so that its first capital says nothing."""
    if zinnen.begins_sentence(text, at):
        return True
    before = text[max(0, at - _REACH) : at].rstrip()
    return not (before[-1].isalnum() or before[-1] in "_,’'") if before else at <= _REACH
