"""What a body is written into: an empty paper with styles, page, numbering and running parts.

The writer sees a `Ready` one and nothing else, so a base that is built by code and one that a
municipality brings are alike to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field

from raadsvoorstel.word.remark import Remark
from raadsvoorstel.word.roles import Role

LEVELS = 6
"""The levels of a list that have an indent of their own."""
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
NUMBERING = "word/numbering.xml"
CONTENT_TYPES = "[Content_Types].xml"

Parts = MappingProxyType[str, bytes]
"""The members of a Word file by their name in the zip."""


class Running(Struct, frozen=True):
    """A header or footer that the writer makes: the member of the zip, and where it shows."""

    part: str
    kind: Literal["header", "footer"]
    first_page: bool = False


class Numbering(Struct, frozen=True):
    """The abstract numberings of lists, the highest number in use, and the indents per level."""

    decimal: int
    bullet: int
    taken: int
    indents: tuple[int, ...]
    """How far the text of each level stands from the margin, twentieths of a point."""


class Base(Struct, frozen=True):
    """An empty paper, prepared once for all papers in a house style."""

    parts: Parts
    section: bytes
    """The `w:sectPr` that closes the body."""
    styles: MappingProxyType[Role, str]
    """The id of the style of each role; empty where a paragraph needs none."""
    numbering: Numbering
    running: tuple[Running, ...]
    text_width: int
    """Room between the margins, twentieths of a point."""
    letter: float
    """The size of running text in points."""
    language: str
    """Of all text that names no other."""
    marked: tuple[str, ...] = ()
    """The members with fields that show a value of the paper."""


class Ready(Struct, frozen=True):
    """A base of which all is done that can be done once: what is left is the text of a paper."""

    archive: bytes
    """A zip of the members that are the same in every paper."""
    frames: Mapping[str, str]
    """The members that a paper adds to: its text, numbers of lists, links, fields."""
    styles: Mapping[str, str]
    """The id of the style of each role, by the id of the role."""
    numbering: Numbering
    running: tuple[Running, ...]
    text_width: int
    letter: float
    language: str
    marked: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    """The properties of a paper that its letterhead shows."""
    is_own: bool = False
    """Whether a municipality brought it: its styles have the room that they should have."""
    drawing: str = ""
    """The logo as it stands in a header, or nothing."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The members that the drawing shows, by the id of the relation."""
    remarks: tuple[Remark, ...] = ()
    """All that there is to say about the file of the municipality."""

    def style(self, role: Role) -> str:
        """The id of the style of a role; empty where a paragraph needs none."""
        return self.styles[role.id]
