"""Lists of municipalities: whom they name, and whether those are the participants."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Kind, Passage, Reading
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_FEWEST, _MOST_OF_THEM, _NEAR = 3, 0.75, 0.8
_ITEM = Kind.ITEM
_LONGEST = 5
"""Words in the name of a municipality: Capelle aan den IJssel has four."""
_BETWEEN = Pattern(r",\s*(?:en\s+)?|\s+en\s+|\s*;\s*(?:en\s+)?|\s+&\s+")
_IN_A_ROW = Pattern(r"[,;]\s+(?:en\s+)?[^\Wa-z].*(?:[,;]|\ben|&)\s+['’]?[^\Wa-z]", re.DOTALL)
_ASIDE = Pattern(r"\([^(),]*\)", needs=("(",))
"""What a list says about one name: “Aadorp (1.000 inwoners), Beedorp”."""
_LAST = Pattern(r"\ben\s+$|&\s+$")
_NAME = Pattern(
    r"(?:['’]s-)?[^\W\da-z_][\w’'-]*(?:\s+(?:(?:aan|bij|op|in|van)\s+(?:de[nr]?\s+)?)?[^\W\da-z_]"
    r"[\w’'-]*){0,2}"
)
_INTRODUCED = Pattern(r"\b(?:gemeenten|gemeentes)\s*:?\s*$", re.IGNORECASE)
_SOME = Pattern(
    r"\b(?:inmiddels|reeds|al|nog|behalve|uitgezonderd|sommige|enkele|waaronder|onder andere"
    r"|onder meer|zoals|eerder|eerst|later|stemden|ingestemd|niet)\b|veiligheidsregio"
    r"|metropoolregio|\bGGD\b|omgevingsdienst|gemeenschappelijke regeling|\bvoorheen\b",
    re.IGNORECASE,
)
_BESIDES_US = Pattern(
    r"\b(?:wij|we|ons|onze|andere|overige|samen met|met de gemeenten)\b", re.IGNORECASE
)
_NO_MUNICIPALITY = Pattern(r"[^a-z]+$|(?i:.*(?:staat|schap|dienst|politie|zorg|thuis))\b")


class Item(Struct, frozen=True):
    """A name in a list; `id` is empty where no municipality of the file has it."""

    name: str
    id: str
    passage: Passage
    start: int


class Enumeration(Struct, frozen=True):
    """Three or more names in a row."""

    items: tuple[Item, ...]
    sentence: str
    is_introduced: bool
    """Whether “de gemeenten” stands before it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The municipalities that are known."""
        return tuple(item.id for item in self.items if item.id)


# -- the rules ---------------------------------------------------------------------------------


def participant_missing(reading: Reading, case: Case) -> Iterator[Hit]:
    """A list that is meant to name all participants lacks one."""
    for known in _of_all(reading, case):
        named = set(known.ids)
        missing = [id_ for id_ in case.names if id_ not in named]
        absent = [
            id_
            for id_ in missing
            if not _typo_of(case.names[id_], known) and case.names[id_] not in _apart(known)
        ]
        if absent and not _may_lack(absent, known, reading):
            names = dutch.opsomming(str(case.names[id_]) for id_ in absent)
            verb = "ontbreekt" if len(absent) == 1 else "ontbreken"
            yield Hit(
                known.items[0].passage,
                known.items[0].start,
                f"In deze opsomming van de {len(case.names)} deelnemers {verb} {names}",
                "Vul de opsomming aan, of maak duidelijk welk deel van de gemeenten dit is",
            )


def stranger(reading: Reading, case: Case) -> Iterator[Hit]:
    """A list of the participants names somebody who takes no part."""
    for known in _of_all(reading, case):
        for item in known.items:
            if item.id not in case.names:
                near = dutch.nearest(item.name, map(str, case.names.values()))
                yield Hit(
                    item.passage,
                    item.start,
                    f"“{item.name}” staat tussen de deelnemers, maar doet niet mee",
                    near or "Haal de naam weg, of zet de gemeente bij `deelnemers`",
                )


def out_of_order(reading: Reading, case: Case) -> Iterator[Hit]:
    """A list of the participants does not follow the alphabet; one's own name may go first."""
    lists = _of_all(reading, case)
    order = list(case.names) if lists else []
    place = {id_: number for number, id_ in enumerate(order)}
    for known in lists:
        places = [place[id_] for id_ in known.ids if id_ in place]
        if known.ids[0] == reading.gemeente:
            places = places[1:]
        for before, after in pairwise(places):
            if after < before:
                item = next(one for one in known.items if one.id == order[after])
                yield Hit(
                    item.passage,
                    item.start,
                    f"{item.name} staat na {case.names[order[before]]}, maar hoort er in het "
                    "alfabet voor",
                    "Zet de gemeenten op alfabet: dan krijgt geen van hen voorrang",
                )
                break


@lru_cache(maxsize=4)
def _of_all(reading: Reading, case: Case) -> tuple[Enumeration, ...]:
    """The lists that are meant to name everybody: nearly all names, and not a part of them."""
    if not case.is_counted:
        return ()
    return tuple(known for known in enumerations(reading.passages, case) if _is_of_all(known, case))


def _is_of_all(known: Enumeration, case: Case) -> bool:
    total = len(case.names)
    named = len({id_ for id_ in known.ids if id_ in case.names})
    nearly = named >= max(_FEWEST + 1, ceil(_MOST_OF_THEM * total))
    everybody = named == total >= _FEWEST
    return (nearly or everybody) and not _SOME.search(known.sentence)


def _may_lack(absent: list[str], known: Enumeration, reading: Reading) -> bool:
    """A council names the others: “samen met …”."""
    alone = len(absent) == 1 and absent[0] == (reading.gemeente or absent[0])
    return (alone and _BESIDES_US.search(known.sentence) is not None) or (
        _counted(known) == len(known.items)
    )


def _apart(known: Enumeration) -> frozenset[str]:
    """The names that the sentence has beside the list: “Aadorp werkt samen met …”."""
    return frozenset(one.text for one in zinnen.words(known.sentence))


def _counted(known: Enumeration) -> int:
    """The number that the sentence gives: “de zes gemeenten A, B, …”."""
    first = known.items[0]
    before = zinnen.words(first.passage.text[max(0, first.start - 40) : first.start])
    numbers = {dutch.telwoord(number): number for number in range(2, 21)}
    last = [one.text.casefold() for one in before[-3:]]
    if not any(word.endswith(("gemeenten", "raden", "colleges")) for word in last):
        return 0
    found = (int(word) if word.isdecimal() else numbers.get(word, 0) for word in last)
    return next((number for number in found if number), 0)


def _typo_of(name: str, known: Enumeration) -> bool:
    """Whether the list names it after all, with a slip that is told by itself."""
    return any(_is_like(item.name, name) for item in known.items if not item.id)


def _is_like(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _NEAR


# -- finding lists -----------------------------------------------------------------------------


class _Names(Struct, frozen=True, eq=False):
    """The municipalities by their folded names; one object per set of names."""

    ids: Mapping[str, str]


def enumerations(passages: Iterable[Passage], case: Case) -> Iterator[Enumeration]:
    """Every list of three or more municipalities, in a sentence or as items."""
    names = _names(case)
    for is_item, group in groupby(passages, _is_item):
        together = tuple(group)
        if is_item:
            yield from _of_items(together, names.ids)
        for passage in together:
            for known in _of_text(passage.text, names):
                items = (replace(one, passage=passage) for one in known.items)
                yield replace(known, items=tuple(items))


def _is_item(one: Passage) -> bool:
    return one.kind is _ITEM


@lru_cache(maxsize=4)
def _names(case: Case) -> _Names:
    return _Names({_folded(str(name)): id_ for id_, name in {**case.known, **case.names}.items()})


@lru_cache(maxsize=1024)
def _of_text(text: str, names: _Names) -> tuple[Enumeration, ...]:
    """The lists of a text, which many councils and several rules ask for."""
    return tuple(_in_text(Passage(Kind.TEXT, text), names.ids))


def _folded(name: str) -> str:
    return name.replace("’", "'").casefold()


def _of_items(passages: tuple[Passage, ...], ids: Mapping[str, str]) -> Iterator[Enumeration]:
    """A bulleted list with nothing but a name in each item."""
    items = []
    for passage in passages:
        name, folded = _alone(passage.text)
        if folded in ids:
            items.append(Item(name, ids[folded], passage, passage.text.find(name)))
    if len(items) >= _FEWEST:
        yield Enumeration(tuple(items), "", is_introduced=False)


@lru_cache(maxsize=1024)
def _alone(text: str) -> tuple[str, str]:
    """What may be a name by itself, as typed and folded."""
    name = text.strip(" .;,").removeprefix("gemeente ").removeprefix("de gemeente ")
    return name, _folded(name)


class _Part(Struct, frozen=True):
    """What stands between two separators."""

    text: str
    start: int


def _parts(text: str, ids: Mapping[str, str]) -> list[_Part]:
    """The text cut at commas and “en”; a name that has “en” in itself stays whole."""
    parts: list[_Part] = []
    at = 0
    for cut in (*_BETWEEN.finditer(text), None):
        end = cut.start() if cut else len(text)
        piece = _Part(text[at:end], at)
        if parts and _folded(joined := text[parts[-1].start : end]) in ids:
            parts[-1] = _Part(joined, parts[-1].start)
        else:
            parts.append(piece)
        at = cut.end() if cut else end
    return parts


def _in_text(passage: Passage, ids: Mapping[str, str]) -> Iterator[Enumeration]:
    run: list[Item] = []
    text = _ASIDE.sub(lambda found: " " * len(found[0]), passage.text)
    for part in _parts(text, ids) if _IN_A_ROW.search(text) else ():
        whole = _whole(part, passage, ids) if run else None
        if whole is not None:
            run.append(whole)
            continue
        last = _at_start(part, passage, ids) if run else None
        yield from _finished([*run, last] if last else run, passage, ids)
        run = [first] if (first := _at_end(part, passage, ids)) else []
    yield from _finished(run, passage, ids)


def _finished(run: list[Item], passage: Passage, ids: Mapping[str, str]) -> Iterator[Enumeration]:
    items = tuple(run)
    if sum(bool(item.id) for item in items) < _FEWEST:
        return
    first = items[0]
    introduced = just_before(_INTRODUCED, passage.text, first.start) is not None
    if not introduced:
        items = tuple(one for one in items if one.id or _is_misspelt(one, ids))
    yield Enumeration(items, zinnen.sentence_text(passage.text, first.start), introduced)


def _is_misspelt(item: Item, ids: Mapping[str, str]) -> bool:
    return bool(difflib.get_close_matches(_folded(item.name), ids, n=1, cutoff=_NEAR))


def _whole(part: _Part, passage: Passage, ids: Mapping[str, str]) -> Item | None:
    name = part.text.strip()
    if _folded(name) in ids or (_NAME.fullmatch(name) and not _NO_MUNICIPALITY.match(name)):
        return Item(name, ids.get(_folded(name), ""), passage, part.start)
    return None


def _at_end(part: _Part, passage: Passage, ids: Mapping[str, str]) -> Item | None:
    """The first name of a list: words stand before it."""
    for start in [found.start() for found in re.finditer(r"(?<!\S)\S", part.text)][-_LONGEST:]:
        name = part.text[start:].lstrip("“‘(")
        at = part.start + len(part.text) - len(name)
        name = name.rstrip()
        if _folded(name) in ids:
            return Item(name, ids[_folded(name)], passage, at)
        if _NAME.fullmatch(name) and just_before(_INTRODUCED, passage.text, at):
            return Item(name, "", passage, at)
    return None


def _at_start(part: _Part, passage: Passage, ids: Mapping[str, str]) -> Item | None:
    """The last name of a list: words may follow."""
    ends = [found.end() for found in re.finditer(r"\S(?!\S)", part.text)][:_LONGEST]
    for end in reversed(ends):
        name = part.text[:end].rstrip(".,;:)”’!?")
        if _folded(name) in ids:
            return Item(name, ids[_folded(name)], passage, part.start)
    found = _NAME.match(part.text)
    is_last = just_before(_LAST, passage.text, part.start) is not None
    if found and is_last and not _NO_MUNICIPALITY.match(found[0]):
        return Item(found[0], "", passage, part.start)
    return None
