"""What a table style says about a cell: header row, first column, banded rows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.audit.styles import Chain, Styles
from raadsvoorstel.word.elements import child, number, q, says_yes, value
from raadsvoorstel.word.xml import Element

_FIRST_ROW, _LAST_ROW, _FIRST_COLUMN, _LAST_COLUMN, _NO_ROWS, _NO_COLUMNS = (
    (0x0020, "firstRow"),
    (0x0040, "lastRow"),
    (0x0080, "firstColumn"),
    (0x0100, "lastColumn"),
    (0x0200, "noHBand"),
    (0x0400, "noVBand"),
)
"""The parts of a table style that a table may use: its bit in `w:tblLook`, or its own attribute."""


class _At(Struct, frozen=True):
    """Where a cell stands in its table."""

    table: Element
    row: int
    rows: int
    column: int
    columns: int


class Cells:
    """The cells of one story; made once, because counting rows for each letter would be slow."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self._at: dict[Element, _At] = {}
        self._layers: dict[Element, Chain] = {}
        for table in root.iter(q("tbl")):
            rows = inside(table, "tr")
            for row, element in enumerate(rows):
                cells = inside(element, "tc")
                for column, cell in enumerate(cells):
                    self._at[cell] = _At(table, row, len(rows), column, len(cells))

    def layers(self, paragraph: Element) -> Chain:
        """The parts of the table style that hold for the cell around, the strongest first."""
        cell = next(paragraph.iterancestors(q("tc")), None)
        return self._of(cell) if cell is not None else ()

    def shades(self, paragraph: Element) -> Iterator[Element]:
        """The `w:shd` of each cell around a paragraph, from the inside out."""
        for cell in paragraph.iterancestors(q("tc")):
            for one in (cell, *self._of(cell)):
                shade = child(one, "tcPr", "shd")
                if shade is not None:
                    yield shade
                    break

    def _of(self, cell: Element) -> Chain:
        if cell not in self._layers:
            at = self._at.get(cell)
            self._layers[cell] = tuple(self._found(at)) if at is not None else ()
        return self._layers[cell]

    def _found(self, at: _At) -> Iterator[Element]:
        chain = self._styles.chain(value(child(at.table, "tblPr", "tblStyle")))
        for kind in _kinds(at, chain):
            for style in chain:
                for part in style.iterchildren(q("tblStylePr")):
                    if value(part, "type") == kind:
                        yield part
        yield from chain


def inside(element: Element, name: str) -> list[Element]:
    """Rows or cells, also those in a content control, but not those of a table inside."""
    found = list[Element]()
    for one in element:
        if one.tag == q(name):
            found.append(one)
        elif one.tag in {q("sdt"), q("sdtContent"), q("customXml"), q("ins")}:
            found += inside(one, name)
    return found


def _kinds(at: _At, chain: Chain) -> Iterator[str]:
    """The names of the parts that this cell is in, as `w:tblStylePr` calls them."""
    top, bottom = at.row == 0, at.row == at.rows - 1
    left, right = at.column == 0, at.column == at.columns - 1
    first_row, last_row = top and _uses(at, _FIRST_ROW), bottom and _uses(at, _LAST_ROW)
    first, last = left and _uses(at, _FIRST_COLUMN), right and _uses(at, _LAST_COLUMN)
    for is_in, kind in (
        (first_row and first, "nwCell"),
        (first_row and last, "neCell"),
        (last_row and first, "swCell"),
        (last_row and last, "seCell"),
        (first_row, "firstRow"),
        (last_row, "lastRow"),
        (first, "firstCol"),
        (last, "lastCol"),
    ):
        if is_in:
            yield kind
    if not (first_row or last_row or _uses(at, _NO_ROWS)):
        yield f"band{_band(at.row - _uses(at, _FIRST_ROW), chain, 'Row')}Horz"
    if not (first or last or _uses(at, _NO_COLUMNS)):
        yield f"band{_band(at.column - _uses(at, _FIRST_COLUMN), chain, 'Col')}Vert"


def _uses(at: _At, part: tuple[int, str]) -> bool:
    bit, name = part
    look = child(at.table, "tblPr", "tblLook")
    own = value(look, name)
    if own:
        return says_yes(own)
    try:
        return bool(int(value(look) or "0", 16) & bit)
    except ValueError:
        return False


def _band(count: int, chain: Chain, side: str) -> int:
    sizes = (value(child(style, "tblPr", f"tblStyle{side}BandSize")) for style in chain)
    size = int(number(next((one for one in sizes if one), "1")))
    return count // max(1, size) % 2 + 1
