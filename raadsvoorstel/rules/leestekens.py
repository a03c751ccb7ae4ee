"""Punctuation: pairs that do not close, spaces and full stops, one kind of dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit, Setting

_WRITTEN = RUNNING_TEXT | {Kind.CLAUSE, Kind.FORMULA, Kind.TITLE, Kind.HEADING, Kind.NOTICE}
_PAIRS = {"“": "”", "„": "”", "«": "»", '"': '"', "‘": "’", "'": "'", "(": ")", "[": "]"}
_SINGLE = frozenset("‘'’")
_CLOSERS = frozenset("”»\"’')]")
_MARK = Pattern(r"[“”„«»\"‘’'()\[\]]")
_APOSTROPHE = Pattern(r"[’‘'](?:[stnmr]\b|\d)", re.IGNORECASE)
_LIST_MARK = Pattern(r"(?:^|[\s(])(?:\w{1,2}|[ivx]{1,5})\)$", re.IGNORECASE)
_LIST_MARK_LENGTH = 8
_DEEP = 9
"""How many open marks are looked back upon; more is no prose."""
_FAR = 10
"""Over how many passages a long quotation may run."""


class _Loose(Struct, frozen=True):
    """A mark without its other half."""

    number: int
    passage: Passage
    start: int
    mark: str


def pairs(reading: Reading) -> Iterator[Hit]:
    """Quotation marks and brackets that have no other half, or the wrong one."""
    loose: list[_Loose] = []
    for index, passage in enumerate(reading.passages):
        if passage.kind not in _WRITTEN:
            continue
        for mark, start, opened in _unpaired(passage.text):
            if opened:
                yield Hit(
                    passage,
                    start,
                    f"Wat met {opened} begint, eindigt met {mark}",
                    f"Sluit met {_PAIRS[opened]}",
                )
            else:
                loose.append(_Loose(index, passage, start, mark))
    for one in _still_loose(loose):
        closes = one.mark in _CLOSERS and one.mark not in _PAIRS
        yield Hit(
            one.passage,
            one.start,
            f"Bij {one.mark} hoort nog een teken dat {'opent' if closes else 'sluit'}",
            "Zet het andere teken erbij, of haal dit weg",
        )


@lru_cache(maxsize=1024)
def _unpaired(text: str) -> tuple[tuple[str, int, str], ...]:
    return tuple(_halves(text))


def _halves(text: str) -> Iterator[tuple[str, int, str]]:
    """The mark, its place, and what it wrongly closes; in order."""
    stack: list[tuple[str, int]] = []
    for found in _MARK.finditer(text):
        mark, start = found[0], found.start()
        if _is_apostrophe(text, start, mark, [one for one, _ in stack[-_DEEP:]]):
            continue
        opened = stack[-1][0] if stack else ""
        if opened and _closes(opened, mark, text, start):
            stack.pop()
        elif _opens(text, start, mark):
            stack.append((mark, start))
        elif opened and _is_quote(opened) and _is_quote(mark):
            stack.pop()
            yield mark, start, opened
        elif (
            mark == ")"
            and (not opened or opened != "(")
            and _LIST_MARK.search(text[max(0, start - _LIST_MARK_LENGTH) : start + 1])
        ):
            continue
        elif not (mark == '"' and text[start - 1 : start].isdigit()):
            yield mark, start, ""
    yield from ((mark, start, "") for mark, start in stack)


def _is_quote(mark: str) -> bool:
    return mark not in "()[]"


def _closes(opened: str, mark: str, text: str, start: int) -> bool:
    if mark == _PAIRS[opened] or (opened, mark) in {("„", "“"), ("'", "’")}:
        return not (_is_quote(mark) and text[start - 1 : start].isspace())
    return False


def _opens(text: str, start: int, mark: str) -> bool:
    if mark not in _PAIRS:
        return False
    if mark in {'"', "'"}:
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        return (not before or before in "([ \n\u00a0“‘/-") and bool(after) and not after.isspace()
    return True


def _is_apostrophe(text: str, start: int, mark: str, stack: list[str]) -> bool:
    """`'s-Gravenhage`, `regio's`, `Hans' fiets`, `de jaren '90`."""
    if mark not in _SINGLE:
        return False
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if (before.isalnum() and after.isalnum()) or _APOSTROPHE.match(text, start):
        return True
    return mark != "‘" and before != "" and not before.isspace() and not _SINGLE & set(stack)


def _still_loose(loose: list[_Loose]) -> Iterator[_Loose]:
    """Without a quotation that opens in one passage and closes in a later one."""
    open_: list[_Loose] = []
    for one in loose:
        first = next(
            (
                index
                for index in range(len(open_) - 1, max(-1, len(open_) - 1 - _DEEP), -1)
                if _PAIRS.get(open_[index].mark) == one.mark
                and 0 < one.number - open_[index].number <= _FAR
            ),
            None,
        )
        if first is not None:
            del open_[first]
        else:
            open_.append(one)
    yield from open_


_SPACING = Pattern(
    r"(?P<before>(?<=[^\s\ufffc]) +[,;.!?](?=\s|$))"
    r"|(?P<colon>(?<=[^\W\d]) +:(?=\s))"
    r"|(?P<stops>(?<![.…])\.\.(?=[\s”\")]|$))"
    r"|(?P<twice>;;|,,(?!\w)|::)"
    r"|(?P<gap>(?<=\S) {3,}(?=\S))"
    r"|(?P<glued>(?<![\w@./])[^\W\d_]{2,}(?:\.(?=[A-Z][a-zà-ÿ])|[,;](?=[^\W\d_]{2}))"
    r"[^\W\d_]{2,}\b(?![\w@./-]*[@/]|\.\w))"
    r"|(?P<decimal>(?<![\d.])\d{1,3}\.\d{1,2}(?=\s?(?:%|(?:procent|miljoen|miljard|fte)\b))"
    r"|€\s?\d+\.\d{2}(?![\d.]))"
    r"|(?P<grouped>€\s?\d{1,3},\d{3}(?!\d))"
)
_NEAR_A_MARK = Pattern(r"[ .,;:](?:(?<! )[.,;:\w]|(?<= )(?:[.,;:!?]|  ))")
"""Stands in all that the pattern above finds, and is looked for many times as fast."""
_TELL = {
    "before": ("Voor “{0}” staat een spatie", "Haal de spatie weg"),
    "colon": ("Voor “:” staat een spatie", "Haal de spatie weg"),
    "stops": ("Er staan twee punten achter elkaar", "Haal er één weg"),
    "twice": ("Een leesteken staat er twee keer: “{0}”", "Haal er één weg"),
    "gap": ("Tussen twee woorden staan drie of meer spaties", "Laat er één staan"),
    "glued": ("In “{0}” ontbreekt een spatie na het leesteken", "Zet er een spatie achter"),
    "decimal": ("“{0}” heeft een decimale punt", "Schrijf een komma: {1}"),
    "grouped": ("“{0}” heeft een komma tussen de duizendtallen", "Schrijf een punt: {1}"),
}
_ABBREVIATED = frozenset({"mr", "drs", "dr", "ir", "ing", "prof", "nr", "art", "jl", "afd", "st"})
_NO_VALUE = Pattern(r"\b(?:van|op|d\.d\.)$", re.IGNORECASE)
_AS_LABEL = Pattern(r"[A-Z][\w/&()-]*(?: [\w/&()-]+){0,2} ?:")


def spacing(passage: Passage, setting: Setting) -> Iterator[Hit]:
    """Spaces where none belong, none where one belongs, double stops, decimal points."""
    if passage.kind not in _WRITTEN or not _NEAR_A_MARK.search(passage.text):
        return
    for found in _SPACING.finditer(passage.text):
        kind = found.lastgroup or ""
        dressed = setting.is_ours and passage.kind is Kind.CLAUSE  # RV213 says so of the data
        if dressed or _is_right(passage.text, found, kind):
            continue
        message, hint = _TELL[kind]
        sign = found[0].strip()
        swapped = sign.translate(str.maketrans(".,", ",."))
        yield Hit(passage, found.start(), message.format(sign), hint.format(sign, swapped))


def _is_right(text: str, found: re.Match[str], kind: str) -> bool:
    start = found.start()
    if kind == "before":
        return bool(_NO_VALUE.search(text, max(0, start - 6), start)) or text.startswith(
            " ..", found.end() - 2
        )
    if kind == "colon":
        label = _AS_LABEL.match(text)
        return label is not None and label.end() >= found.end()
    if kind == "glued":
        return re.split(r"[.,;]", found[0])[0].casefold() in _ABBREVIATED
    return False


_HYPHEN = Pattern(r"(?<=[^\W\d_] )- (?=[a-zà-ÿ])", needs=(" - ",))
_DASH = Pattern(r"(?<=[^\W\d_]) – (?=[a-zà-ÿ])", needs=(" – ",))


def one_dash(reading: Reading) -> Iterator[Hit]:
    """Two ways to write a dash within a paper."""
    texts = tuple(reading.of(*RUNNING_TEXT))
    if any(_DASH.search(passage.text) for passage in texts):
        found = ((passage, _HYPHEN.search(passage.text)) for passage in texts)
        first = next(((passage, one) for passage, one in found if one), None)
        if first is not None:
            yield Hit(
                first[0],
                first[1].start(),
                "Het stuk gebruikt “ - ” en “ – ” door elkaar als gedachtestreep",
                "Kies er één; de gedachtestreep is –",
            )
