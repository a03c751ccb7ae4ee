"""Paragraphs and tables whose letters are written, while their place among the others is not.

What they stand between decides on the room above them, a page that they start, and a name.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import Inline, inline_text
from raadsvoorstel.word.markup import escaped, tag


class Line(Struct, frozen=True, gc=False):
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

    def kept(self) -> Line:
        """The paragraph, on the page of what follows."""
        return replace(self, keep=True)

    def xml(self) -> str:
        """The paragraph; its properties stand in the order that Word prescribes."""
        properties = f'<w:pStyle w:val="{escaped(self.style)}"/>' if self.style else ""
        if self.keep:
            properties += "<w:keepNext/>"
        if self.new_page:
            properties += "<w:pageBreakBefore/>"
        if self.number is not None:
            level, number = self.number
            named = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
            properties += f"<w:numPr>{named}</w:numPr>"
        if self.before is not None or self.after is not None:
            properties += self._spacing()
        if self.indent is not None:
            properties += f'<w:ind w:left="{self.indent}"/>'
        if self.right:
            properties += '<w:jc w:val="right"/>'
        if properties:
            return f"<w:p><w:pPr>{properties}</w:pPr>{self.runs}</w:p>"
        return tag("p", self.runs)

    def _spacing(self) -> str:
        above = "" if self.before is None else f' w:before="{self.before}"'
        below = "" if self.after is None else f' w:after="{self.after}"'
        return f"<w:spacing{above}{below}/>"


class Row(Struct, frozen=True, gc=False):
    """A row of a table, whole on one page."""

    cells: tuple[Line, ...]
    header: bool = False

    def kept(self) -> Row:
        """The row, on the page of what follows."""
        return replace(self, cells=tuple(one.kept() for one in self.cells))

    def xml(self, columns: tuple[int, ...]) -> str:
        """The row; each cell says how wide it is."""
        repeated = "<w:tblHeader/>" if self.header else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell.xml()}</w:tc>'
            for cell, width in zip(self.cells, columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


class Grid(Struct, frozen=True, gc=False):
    """A table."""

    style: str
    columns: tuple[int, ...]
    """The width of each, in twentieths of a point."""
    rows: tuple[Row, ...]
    name: str = ""
    """What a screen reader calls it."""

    def kept(self) -> Grid:
        """The table, its last row on the page of what follows."""
        return replace(self, rows=(*self.rows[:-1], self.rows[-1].kept()))

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
        columns = [f'<w:gridCol w:w="{width}"/>' for width in self.columns]
        rows = (row.xml(self.columns) for row in self.rows)
        return tag("tbl", properties, tag("tblGrid", *columns), *rows)


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
