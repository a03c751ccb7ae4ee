"""One spelling per term: as the dossier writes it, and the same all through a paper."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted, quotations
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.wetten import abbreviations
from raadsvoorstel.rules.zinnen import Word, key_of

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
_DETERMINER = Pattern(rf"\b(?:{'|'.join(_DETERMINERS)})\s+$", re.IGNORECASE)
_VERBS = Pattern(
    r"besluit(?:en)?|werk(?:t|en)?|start(?:en)?|verzoekt?|vra(?:ag|agt|gen)|antwoordt?|de(?:el|len)"
    r"|doel|plan(?:nen)?|stelt?|houdt?|verslag|leidt?|stuurt?|steunt?|raadt|steeds|samen",
    re.IGNORECASE,
)
"""“Het college besluit” is no “collegebesluit” in two words."""
_NO_NAME = Pattern(r"[\d;:,.]")
_DOMAIN = Pattern(r"\.\w$", needs=(".",))
_OPENS = Pattern(r"(?:^|[^\w\s,’'])\s*$")
"""What stands before the first word of a sentence, cell or quotation."""


class _Form(NamedTuple):
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


class _Spot(NamedTuple):
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
    if re.search(r"[^aeiou][aeiou][bdfgklmnprst]$", term):
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
    regions = (*str(case.dossier.regio).split(),) if " " not in case.dossier.regio else ()
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
    written = [(one, _forms(_without(one.text, title))) for one in reading.of(*_WRITTEN)]
    first: dict[str, str] = {}
    several = set[str]()
    single = set[str]()
    for _, forms in written:
        for form in forms:
            if first.setdefault(form.key, form.text) != form.text:
                several.add(form.key)
            if " " not in form.text:
                single.add(form.key)
    several = {key for key in several if " " in key or key in single}
    return [
        _Spot(form, passage) for passage, forms in written for form in forms if form.key in several
    ]


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


@lru_cache(maxsize=4096)
def _forms(text: str) -> tuple[_Form, ...]:
    all_words = zinnen.words(text)
    joined = [
        text[start + len(word) : following].isspace()
        for (word, start), (_, following) in pairwise(all_words)
    ]
    long = (word for word in all_words if len(word.text) >= _LONG or "-" in word.text)
    forms = (
        *[_single(text, word) for word in long if _is_term(text, word)],
        *_pairs(text, all_words, joined),
        *_capitals(text, all_words, joined),
    )
    quoted = quotations(text)
    if not quoted:
        return forms
    return tuple(
        form for form in forms if not any(begin <= form.start < end for begin, end in quoted)
    )


def _is_term(text: str, word: Word) -> bool:
    """Whether a long word, or one with a hyphen, may be a term; no address and no law."""
    if word.text.isupper():
        return False
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 2]
    is_address = "@" in around or around[:1] in {".", "/"} or _DOMAIN.search(around)
    is_of_a_law = word.text.split("-")[0].casefold() in abbreviations()
    return not (is_address or is_of_a_law)


def _single(text: str, word: Word) -> _Form:
    """A word for itself; a first capital at the start of a sentence says nothing."""
    is_plain = word.text[1:].islower() and "-" not in word.text
    typed = intern(word.text.lower()) if is_plain else word.text
    return _Form(key_of(word.text), typed, word.start, text)


def _pairs(text: str, all_words: tuple[Word, ...], joined: list[bool]) -> Iterator[_Form]:
    """Two words that may be one: after “de” or “het”, or an abbreviation and a word."""
    for at, is_joined in enumerate(joined):
        right = all_words[at + 1].text
        if not is_joined or len(right) < 4:  # noqa: PLR2004
            continue
        left, start = all_words[at]
        short = len(left) <= 4 and left[0].isupper() and right[0].islower()  # noqa: PLR2004
        if not short and (len(left) < 4 or at == 0 or not joined[at - 1]):  # noqa: PLR2004
            continue
        if (short or _is_determined(text, all_words[at - 1], start)) and not _VERBS.fullmatch(
            right
        ):
            typed = intern(f"{left} {right}")
            yield _Form(key_of(typed), typed, start, text)


def _is_determined(text: str, before: Word, at: int) -> bool:
    """Whether “de”, “het” or the like stands before; most words have something else there."""
    is_near = at - before.end < _REACH and before.text.casefold().endswith(_DETERMINERS)
    return is_near and _DETERMINER.search(text, max(before.start, at - _REACH), at) is not None


def _capitals(text: str, all_words: tuple[Word, ...], joined: list[bool]) -> Iterator[_Form]:
    """Runs of words that begin or end with a capital: names, and what may be the same name.

    No run begins or ends with a small word that is no part of a name: “de Veilige”.
    """
    is_capital = [one[0].isupper() for one, _ in all_words]
    is_loose = [len(one) <= 3 and one[1:].islower() for one, _ in all_words]  # noqa: PLR2004
    for first, last in _runs(is_capital, is_loose, joined):
        typed = intern(" ".join([one for one, _ in all_words[first : last + 1]]))
        form = _Form(_folded(typed), typed, all_words[first].start, text)
        if not typed.isupper() and not (typed[1:].islower() and form.opens):
            yield form


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return text.casefold()


def _runs(
    is_capital: list[bool], is_loose: list[bool], joined: list[bool]
) -> Iterator[tuple[int, int]]:
    """The first and last word of each run with nothing but space between its words."""
    for first, loose in enumerate(is_loose):
        if loose or True not in is_capital[first : first + _LONGEST]:
            continue
        for last in range(first + 1, min(first + _LONGEST, len(is_loose))):
            if not joined[last - 1]:
                break
            if not is_loose[last] and (is_capital[first] or is_capital[last]):
                yield first, last


def _opens(text: str, at: int) -> bool:
    return zinnen.begins_sentence(text, at) or just_before(_OPENS, text, at) is not None
