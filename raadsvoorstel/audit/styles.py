"""What a paragraph or run looks like in the end: direct formatting, styles, tables, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from raadsvoorstel.word.elements import child, is_on, number, q, says_yes, value
from raadsvoorstel.word.xml import Element

Chain = tuple[Element, ...]
Parts = Mapping[str, Element]
"""What stands in a `w:pPr`, by its full name; of each name the first."""
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


class Worn(Struct, frozen=True):
    """What decides how a run looks: its own properties, its style, and that of its paragraph."""

    direct: Element | None
    word: str
    text: str


class _Styled(Struct, frozen=True):
    """What the styles of a run and its paragraph make of it, and of all that have the same two."""

    properties: Chain
    language: str
    is_bold: bool
    size: float


class TextStyle(Struct, frozen=True):
    """What a style makes of all paragraphs that have it and say nothing else."""

    level: int | None
    is_listed: bool
    shade: Element | None
    name: str


class Styles(Struct, frozen=True, dict=True):
    """The styles of a file by their id; a Dutch Word calls `heading 1` `Kop1`."""

    root: Element | None
    by_id: dict[str, Element] = field(default_factory=dict)
    chains: dict[str, Chain] = field(default_factory=dict)
    styled: dict[tuple[str, str], _Styled] = field(default_factory=dict)
    texts: dict[str, TextStyle] = field(default_factory=dict)

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

    def style_of(self, own: Parts) -> str:
        """The id of the style of a paragraph."""
        return value(own.get(q("pStyle"))) or self.normal

    def text(self, style_id: str) -> TextStyle:
        """What a style makes of a paragraph."""
        if style_id not in self.texts:
            chain = self.chain(style_id)
            self.texts[style_id] = TextStyle(
                _style_level(chain),
                _is_list(_nearest(chain, "numPr")),
                _nearest(chain, "shd"),
                self.name(chain),
            )
        return self.texts[style_id]

    def name(self, chain: Chain) -> str:
        """The name of the first style as a Dutch Word shows it."""
        name = value(child(chain[0], "name")) if chain else "Normal"
        return _DUTCH.get(name, re.sub(r"^[Hh]eading (?=\d$)", "Kop ", name))

    def level(self, own: Parts, style: str) -> int | None:
        """The level of a heading, from 1; None for other text."""
        direct = own.get(q("outlineLvl"))
        return _level(direct) if direct is not None else self.text(style).level

    def is_listed(self, own: Parts, style: str) -> bool:
        """Whether Word sets a number or bullet before the paragraph."""
        direct = own.get(q("numPr"))
        return _is_list(direct) if direct is not None else self.text(style).is_listed

    def shade(self, own: Parts, style: str) -> Element | None:
        """The `w:shd` of a paragraph or its style."""
        direct = own.get(q("shd"))
        return direct if direct is not None else self.text(style).shade

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


def parts(properties: Element | None) -> Parts:
    """What stands in properties, read once for all who ask."""
    return {str(one.tag): one for one in reversed(properties)} if properties is not None else {}


def _is_default(style: Element) -> bool:
    return says_yes(value(style, "default"))


def _level(outline: Element) -> int | None:
    level = int(number(value(outline), _BODY_LEVEL))
    return level + 1 if 0 <= level < _BODY_LEVEL else None


def _style_level(chain: Chain) -> int | None:
    for style in chain:
        outline = child(style, "pPr", "outlineLvl")
        if outline is not None:
            return _level(outline)
        named = _HEADING.fullmatch(value(child(style, "name")).lower())
        if named:
            return int(named[1])
    return None


def _is_list(numbering: Element | None) -> bool:
    return numbering is not None and value(child(numbering, "numId")) != "0"


def _nearest(chain: Chain, name: str) -> Element | None:
    """What the first style that speaks of it says of its paragraphs."""
    found = (child(style, "pPr", name) for style in chain)
    return next((one for one in found if one is not None), None)


def _toggle(chain: Chain) -> bool:
    for style in chain:
        bold = child(style, "rPr", "b")
        if bold is not None:
            return is_on(bold)
    return False


def _present(element: Element | None) -> Iterator[Element]:
    if element is not None:
        yield element
