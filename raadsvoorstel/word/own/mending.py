"""Faults in the styles and lists of a municipality's own file that Word lives with, mended.

The first of two wins, what points to nothing goes, and the order becomes that of the standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from raadsvoorstel.word.elements import child, q, remove, says_yes, value
from raadsvoorstel.word.own.order import (
    CELL,
    LEVEL,
    NUMBERING,
    PARAGRAPH,
    RUN,
    STYLE,
    TABLE,
    in_order,
)
from raadsvoorstel.word.xml import Element

_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange")
_SIDES = {"start": "left", "end": "right"}
"""What LibreOffice writes for a side, and what Word reads there."""


def mend(styles: Element | None, numbering: Element | None) -> None:
    """Mend the styles and the numbering of a file, as far as it has them."""
    if numbering is not None:
        _mend_numbering(numbering)
    if styles is not None:
        _mend_styles(styles)
        _drop_lost_lists(styles, numbering)


def _mend_styles(root: Element) -> None:
    """Style ids, names and defaults that occur once; styles that follow ones that are there."""
    _forget_changes(root)
    _drop(_doubles(root.findall(q("style")), "styleId"))
    kinds = {value(one, "styleId"): _kind(one) for one in root.findall(q("style"))}
    names, defaults = set[str](), set[str]()
    for style in root.findall(q("style")):
        _name_once(style, names)
        _default_once(style, defaults)
        _drop(_dangling(style, kinds))
        in_order(style, STYLE)
    _sort_looks(root)


def _mend_numbering(root: Element) -> None:
    """List numbers that occur once and have a definition, in the order that Word wants."""
    _forget_changes(root)
    for name, key in (("abstractNum", "abstractNumId"), ("num", "numId")):
        _drop(_doubles(root.findall(q(name)), key))
    defined = {value(one, "abstractNumId") for one in root.findall(q("abstractNum"))}
    _drop(
        one for one in root.findall(q("num")) if value(child(one, "abstractNumId")) not in defined
    )
    for side in root.iter(q("lvlJc")):
        side.set(q("val"), _SIDES.get(value(side), value(side)))
    for level in root.iter(q("lvl")):
        in_order(level, LEVEL)
    in_order(root, NUMBERING)
    _sort_looks(root)


def mend_fonts(root: Element) -> None:
    """The names of alphabets that LibreOffice writes; the number beside them says the same."""
    for one in root.iter(q("charset")):
        one.attrib.pop(q("characterSet"), "")


def drop_lost_bullets(root: Element) -> None:
    """Pictures as bullets that could not come along, with what points to them."""
    _drop(one for one in root.findall(q("numPicBullet")) if not len(one))
    there = {value(one, "numPicBulletId") for one in root.findall(q("numPicBullet"))}
    _drop(one for one in root.iter(q("lvlPicBulletId")) if value(one) not in there)


def _drop_lost_lists(styles: Element, numbering: Element | None) -> None:
    """Lists in styles that the numbering does not have; `0` says that there is none."""
    nums = numbering.findall(q("num")) if numbering is not None else []
    known = {"0", *(value(one, "numId") for one in nums)}
    _drop(
        one
        for one in styles.iter(q("numPr"))
        if child(one, "numId") is not None and value(child(one, "numId")) not in known
    )


def _drop(elements: Iterable[Element]) -> None:
    for one in list(elements):
        remove(one)


def _forget_changes(root: Element) -> None:
    """How it once looked, and who changed that."""
    _drop(root.iter(*(q(name) for name in _CHANGES)))


def _doubles(elements: Iterable[Element], key: str) -> Iterator[Element]:
    seen = set[str]()
    for one in elements:
        if value(one, key) in seen:
            yield one
        seen.add(value(one, key))


def _kind(style: Element) -> str:
    return value(style, "type") or "paragraph"


def _name_once(style: Element, taken: set[str]) -> None:
    """A later style of the same name keeps its look for who names it, under its id."""
    name = child(style, "name")
    if name is None:
        return
    if value(name).casefold() in taken:
        name.set(q("val"), f"{value(name)} ({value(style, 'styleId')})")
        style.set(q("customStyle"), "1")
    taken.add(value(name).casefold())


def _default_once(style: Element, taken: set[str]) -> None:
    if not says_yes(value(style, "default")):
        return
    if _kind(style) in taken:
        del style.attrib[q("default")]
    taken.add(_kind(style))


def _dangling(style: Element, kinds: dict[str, str]) -> Iterator[Element]:
    """References to a style that is not there, or that is of another kind."""
    for name, allowed in (
        ("basedOn", {_kind(style)}),
        ("next", {"paragraph"}),
        ("link", {"paragraph", "character"} - {_kind(style)}),
    ):
        for one in style.findall(q(name)):
            if kinds.get(value(one)) not in allowed:
                yield one


def _sort_looks(root: Element) -> None:
    orders = (("pPr", PARAGRAPH), ("rPr", RUN), ("tblPr", TABLE), ("tcPr", CELL))
    for name, order in orders:
        for one in root.iter(q(name)):
            in_order(one, order)
