"""Lists in a municipality's own file: its indents and bullets, and numbers that equal the data."""

from __future__ import annotations

import copy

from raadsvoorstel.word.base import LEVELS, Numbering
from raadsvoorstel.word.elements import child, number, q, value
from raadsvoorstel.word.xml import Element, w


def numbering(
    own: Element | None, built: Element, decimal_style: Element | None, bullet_style: Element | None
) -> tuple[Element, Numbering]:
    """The numbering part, and what the writer needs of it.

    The lists of the papers count 1., 2., 3. at every level, as their text says; where the list
    styles of the file bring a numbering, its indents and its bullets are taken over.
    """
    root = copy.deepcopy(own) if own is not None else w("numbering")
    for cleanup in root.findall(q("numIdMacAtCleanup")):
        root.remove(cleanup)
    free = max((_identifier(one, "abstractNumId") for one in root), default=0) + 1
    lists = [
        _renumbered(copy.deepcopy(ours), identifier, _levels(own, style), bullets=bullets)
        for identifier, (ours, style, bullets) in enumerate(
            ((built[0], decimal_style, False), (built[1], bullet_style, True)), free
        )
    ]
    at = sum(one.tag in {q("abstractNum"), q("numPicBullet")} for one in root)
    for index, one in enumerate(lists):
        root.insert(at + index, one)
    taken = max((_identifier(one, "numId") for one in root.findall(q("num"))), default=0)
    return root, Numbering(free, free + 1, max(0, taken), tuple(_indents(lists[0])))


def _identifier(element: Element, name: str) -> int:
    return int(number(value(element, name)))


def _levels(own: Element | None, style: Element | None) -> dict[int, Element]:
    """The levels of the numbering that a list style of the file uses."""
    wanted = value(child(style, "pPr", "numPr", "numId"))
    if own is None or not wanted:
        return {}
    found = (one for one in own.findall(q("num")) if value(one, "numId") == wanted)
    abstract = value(child(next(found, None), "abstractNumId"))
    kinds = (
        one for one in own.findall(q("abstractNum")) if value(one, "abstractNumId") == abstract
    )
    source = next(kinds, None)
    levels = source.findall(q("lvl")) if source is not None else []
    return {_identifier(one, "ilvl"): one for one in levels}


def _renumbered(
    ours: Element, identifier: int, levels: dict[int, Element], *, bullets: bool
) -> Element:
    ours.set(q("abstractNumId"), str(identifier))
    for level in ours.findall(q("lvl")):
        theirs = levels.get(_identifier(level, "ilvl"))
        indent = child(theirs, "pPr", "ind")
        if theirs is None or indent is None or number(value(indent, "left"), -1) < 0:
            continue
        layout = child(level, "pPr")
        if layout is not None:
            layout[:] = [copy.deepcopy(indent)]
        if bullets and value(child(theirs, "numFmt")) == "bullet":
            _take_over(level, theirs, ("lvlText", "rPr"))
    return ours


def _take_over(level: Element, theirs: Element, names: tuple[str, ...]) -> None:
    for name in names:
        found = theirs.find(q(name))
        if found is None:
            continue
        for old in level.findall(q(name)):
            level.replace(old, copy.deepcopy(found))
            break
        else:
            level.append(copy.deepcopy(found))


def _indents(abstract: Element) -> list[int]:
    return [
        int(number(value(child(level, "pPr", "ind"), "left")))
        for level in abstract.findall(q("lvl"))[:LEVELS]
    ]
