"""What a paragraph or run looks like in the end: direct formatting, styles, tables, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from raadsvoorstel.word.elements import child, is_on, number, q, value
from raadsvoorstel.word.xml import Element

Chain = tuple[Element, ...]
_DUTCH = {
    "Normal": "Standaard",
    "Title": "Titel",
    "Subtitle": "Ondertitel",
    "Body Text": "Platte tekst",
    "caption": "Bijschrift",
    "header": "Koptekst",
    "footer": "Voettekst",
    "Strong": "Zwaar",
    "Emphasis": "Nadruk",
}
"""Some of Word's own styles: the file has the English name, whatever the language of Word."""
_HEADING = re.compile(r"heading ([1-9])")
_BODY_LEVEL = 9
"""`w:outlineLvl` of text that is no heading."""
_USUAL_SIZE = 10.0
"""Points, where a file says nothing."""


class Worn(NamedTuple):
    """What decides how a run looks: its own properties, its style, and that of its paragraph."""

    direct: Element | None
    word: str
    text: str


class _Styled(NamedTuple):
    """What the styles of a run and its paragraph make of it, and of all that have the same two."""

    properties: Chain
    language: str
    is_bold: bool
    size: float


class Styles(Struct, frozen=True, dict=True):
    """The styles of a file by their id; a Dutch Word calls `heading 1` `Kop1`."""

    root: Element | None
    by_id: dict[str, Element] = field(default_factory=dict)
    chains: dict[str, Chain] = field(default_factory=dict)
    styled: dict[tuple[str, str], _Styled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.root.iter(q("style")) if self.root is not None else ():
            self.by_id.setdefault(value(style, "styleId"), style)

    @cached_property
    def defaults(self) -> Element | None:
        """The run properties that hold where nothing else is said."""
        return child(self.root, "docDefaults", "rPrDefault", "rPr")

    @cached_property
    def normal(self) -> str:
        """The id of the style of a paragraph that names none."""
        for id_, style in self.by_id.items():
            if value(style, "type") == "paragraph" and _is_default(style):
                return id_
        return ""

    def chain(self, style_id: str) -> Chain:
        """A style and those that it is based on, nearest first; a circle ends where it closes."""
        if style_id not in self.chains:
            found: dict[str, Element] = {}
            at = style_id
            while at in self.by_id and at not in found:
                found[at] = self.by_id[at]
                at = value(child(found[at], "basedOn"))
            self.chains[style_id] = tuple(found.values())
        return self.chains[style_id]

    def of_paragraph(self, paragraph: Element) -> Chain:
        """The styles of a paragraph."""
        return self.chain(self.style_of(paragraph))

    def style_of(self, paragraph: Element) -> str:
        """The id of the style of a paragraph."""
        return value(child(paragraph, "pPr", "pStyle")) or self.normal

    def name(self, chain: Chain) -> str:
        """The name of the first style as a Dutch Word shows it."""
        name = value(child(chain[0], "name")) if chain else "Normal"
        return _DUTCH.get(name, re.sub(r"^[Hh]eading (?=\d$)", "Kop ", name))

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading, from 1; None for other text."""
        direct = child(paragraph, "pPr", "outlineLvl")
        if direct is not None:
            return _level(direct)
        for style in self.of_paragraph(paragraph):
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                return _level(outline)
            named = _HEADING.fullmatch(value(child(style, "name")).lower())
            if named:
                return int(named[1])
        return None

    def is_listed(self, paragraph: Element) -> bool:
        """Whether Word sets a number or bullet before the paragraph."""
        for properties in (paragraph, *self.of_paragraph(paragraph)):
            numbering = child(properties, "pPr", "numPr")
            if numbering is not None:
                return value(child(numbering, "numId")) != "0"
        return False

    def worn(self, text: str, run: Element) -> Worn:
        """What a run wears in a paragraph of this style."""
        direct = child(run, "rPr")
        return Worn(direct, value(child(direct, "rStyle")), text)

    def properties(self, worn: Worn) -> Iterator[Element]:
        """Every `w:rPr` of a run and its styles, the strongest first; not of tables."""
        yield from _present(worn.direct)
        yield from self._of(worn).properties

    def language(self, worn: Worn) -> str:
        """The language tag of a run, or nothing."""
        return value(child(worn.direct, "lang")) or self._of(worn).language

    def is_bold(self, worn: Worn) -> bool:
        """Whether a run is bold: styles of word and paragraph turn each other off, as in Word."""
        direct = child(worn.direct, "b")
        return is_on(direct) if direct is not None else self._of(worn).is_bold

    def size(self, worn: Worn) -> float:
        """The size of the letters in points."""
        return number(value(child(worn.direct, "sz"))) / 2 or self._of(worn).size

    def _of(self, worn: Worn) -> _Styled:
        key = (worn.word, worn.text)
        if key not in self.styled:
            self.styled[key] = self._found(self.chain(worn.word), self.chain(worn.text))
        return self.styled[key]

    def _found(self, word: Chain, text: Chain) -> _Styled:
        properties = tuple(
            found for style in (*word, *text) if (found := child(style, "rPr")) is not None
        )
        weakest = (*properties, *_present(self.defaults))
        tags = (value(child(one, "lang")) for one in weakest)
        sizes = (number(value(child(one, "sz"))) for one in weakest)
        toggled = _toggle(word), _toggle(text)
        return _Styled(
            properties,
            next((tag for tag in tags if tag), ""),
            toggled[0] is not toggled[1] or (not toggled[0] and is_on(child(self.defaults, "b"))),
            next((size / 2 for size in sizes if size), _USUAL_SIZE),
        )


def _is_default(style: Element) -> bool:
    return value(style, "default").lower() in {"1", "true", "on"}


def _level(outline: Element) -> int | None:
    level = int(number(value(outline), _BODY_LEVEL))
    return level + 1 if 0 <= level < _BODY_LEVEL else None


def _toggle(chain: Chain) -> bool:
    for style in chain:
        bold = child(style, "rPr", "b")
        if bold is not None:
            return is_on(bold)
    return False


def _present(element: Element | None) -> Iterator[Element]:
    if element is not None:
        yield element
