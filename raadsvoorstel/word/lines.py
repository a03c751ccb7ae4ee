"""Paragraphs and tables whose letters are written, while their place among the others is not.

What they stand between decides on the room above them, a page that they start, and a name.
"""

from __future__ import annotations

from msgspec import Struct

from raadsvoorstel.document import Inline, inline_text
from raadsvoorstel.word.markup import tag


class Line(Struct, frozen=True):
    """A paragraph; measures in twentieths of a point."""

    style: str
    """The id of its style; empty where it needs none."""
    runs: str
    children: tuple[Inline, ...] = ()
    """What the runs say."""
    keep: bool = False
    """Whether it stays on the page of what follows."""
    new_page: bool = False
    number: tuple[int, int] | None = None
    """The level in a list, and the number of that list."""
    before: int | None = None
    after: int | None = None
    indent: int | None = None
    right: bool = False

    @property
    def words(self) -> str:
        """The letters on one line."""
        return " ".join(inline_text(self.children).split())

    @property
    def has_layout(self) -> bool:
        """Whether it is more than plain running text."""
        found = self.style or self.keep or self.number or self.right
        return bool(found) or self.indent is not None

    def xml(self) -> str:
        """The paragraph; its properties stand in the order that Word prescribes."""
        properties = "".join(
            (
                tag("pStyle", val=self.style) if self.style else "",
                tag("keepNext") if self.keep else "",
                tag("pageBreakBefore") if self.new_page else "",
                self._number() if self.number is not None else "",
                tag("spacing", before=self.before) if self.before is not None else "",
                tag("spacing", after=self.after) if self.after is not None else "",
                tag("ind", left=self.indent) if self.indent is not None else "",
                tag("jc", val="right") if self.right else "",
            )
        )
        return (
            f"<w:p><w:pPr>{properties}</w:pPr>{self.runs}</w:p>"
            if properties
            else tag("p", self.runs)
        )

    def _number(self) -> str:
        level, number = self.number or (0, 0)
        return tag("numPr", tag("ilvl", val=level), tag("numId", val=number))


class Grid(Struct, frozen=True):
    """A table, its rows written."""

    style: str
    columns: tuple[int, ...]
    """The width of each, in twentieths of a point."""
    rows: str
    name: str = ""
    """What a screen reader calls it."""

    def xml(self) -> str:
        """The table; its columns are fixed, so that every program shows the same."""
        properties = tag(
            "tblPr",
            tag("tblStyle", val=self.style),
            tag("tblW", w=sum(self.columns), type="dxa"),
            tag("tblLayout", type="fixed"),
            _TABLE_LOOK,
            tag("tblCaption", val=self.name) if self.name else "",
        )
        columns = (tag("gridCol", w=width) for width in self.columns)
        return tag("tbl", properties, tag("tblGrid", *columns), self.rows)


_TABLE_LOOK = tag(
    "tblLook",
    val="0420",
    firstRow=1,
    lastRow=0,
    firstColumn=0,
    lastColumn=0,
    noHBand=0,
    noVBand=1,
)
"""The first row is a head."""

Piece = Line | Grid
