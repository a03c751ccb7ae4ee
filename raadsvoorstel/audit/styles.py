"""What a paragraph or run looks like in the end: direct formatting, styles, tables, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

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
_BODY_LEVEL = 9
"""`w:outlineLvl` of text that is no heading."""


class Styles(Struct, frozen=True, dict=True):
    """The styles of a file by their id; a Dutch Word calls `heading 1` `Kop1`."""

    root: Element | None
    by_id: dict[str, Element] = field(default_factory=dict)
    chains: dict[str, Chain] = field(default_factory=dict)

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
        return self.chain(value(child(paragraph, "pPr", "pStyle")) or self.normal)

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
            named = re.fullmatch(r"heading ([1-9])", value(child(style, "name")).lower())
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

    def run_properties(self, paragraph: Element, run: Element) -> Iterator[Element]:
        """Every `w:rPr` that says something about a run, the strongest first; not of tables."""
        yield from _present(child(run, "rPr"))
        yield from self.styled_properties(paragraph, run)
        yield from _present(self.defaults)

    def styled_properties(self, paragraph: Element, run: Element) -> Iterator[Element]:
        """What the styles of a run and of its paragraph say."""
        for style in (*self.of_run(run), *self.of_paragraph(paragraph)):
            yield from _present(child(style, "rPr"))

    def of_run(self, run: Element) -> Chain:
        """The character styles of a run."""
        return self.chain(value(child(run, "rPr", "rStyle")))

    def language(self, paragraph: Element, run: Element) -> str:
        """The language tag of a run, or nothing."""
        for properties in self.run_properties(paragraph, run):
            tag = value(child(properties, "lang"))
            if tag:
                return tag
        return ""

    def is_bold(self, paragraph: Element, run: Element) -> bool:
        """Whether a run is bold: styles of word and paragraph turn each other off, as in Word."""
        direct = child(run, "rPr", "b")
        if direct is not None:
            return is_on(direct)
        word, text = (_toggle(chain) for chain in (self.of_run(run), self.of_paragraph(paragraph)))
        return word is not text or (not word and is_on(child(self.defaults, "b")))

    def size(self, paragraph: Element, run: Element) -> float:
        """The size of the letters in points."""
        for properties in self.run_properties(paragraph, run):
            size = number(value(child(properties, "sz")))
            if size:
                return size / 2
        return 10


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
