"""Two texts word by word: what went, and what came in its place; each pair once."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.papers.reading import OPAQUE
from raadsvoorstel.rules.beslissing import for_comparing, words

_LONGEST = 2_000
"""Letters of a clause; what is longer was never one, and comparing it takes long."""
_AROUND = 3
"""How many words on either side tell where a difference stands."""


class Difference(Struct, frozen=True):
    """`…in de aanpak [van] geweld…`: the words, and the letter where they first part."""

    shown: str
    start: int


@lru_cache(maxsize=1024)
def likeness(one: str, other: str) -> float:
    """How much two texts have in common: 1 is the same words in the same order."""
    if max(len(one), len(other)) > _LONGEST:
        return float(one == other)
    first, second = for_comparing(one), for_comparing(other)
    return 1.0 if first == second else SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=1024)
def difference(expected: str, found: str) -> Difference | None:
    """How a text differs from the one that it should be; a blank stands for any words."""
    before, after = for_comparing(expected), for_comparing(found)
    if before == after:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes = [
        (i, j, k, m)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal" and OPAQUE not in (*before[i:j], *after[k:m])
    ]
    if not changes:
        return None
    typed = tuple(word for word, _ in words(expected))
    come, places = zip(*words(found), strict=True) if after else ((), (0,))
    first = min(changes[0][2], len(places) - 1)
    shown = "; ".join(_shown(typed, come, change) for change in changes)
    return Difference(shown, places[first])


def _shown(
    before: tuple[str, ...], after: tuple[str, ...], change: tuple[int, int, int, int]
) -> str:
    i, j, k, m = change
    gone = [f"[{_line(before[i:j])}]"] if j > i else []
    come = [f"{{{_line(after[k:m])}}}"] if m > k else []
    left, right = before[max(0, i - _AROUND) : i], before[j : j + _AROUND]
    start = "…" if i > _AROUND else ""
    end = "…" if j + _AROUND < len(before) else ""
    return start + _line((*left, *gone, *come, *right)) + end


def _line(tokens: tuple[str, ...]) -> str:
    text = " ".join(tokens).replace(OPAQUE, "…")
    for mark in ",;:.)":
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(")
