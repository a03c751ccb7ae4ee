"""Rules on tables: a screen reader tells the header of each cell, if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.audit.cells import inside
from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.wordfile import Place, WordFile
from raadsvoorstel.word.elements import child, is_on, number, q, value, within
from raadsvoorstel.word.xml import Element

_CONTENT = ("drawing", "pict", "object", "fldSimple", "instrText", "m:oMath", "sym", "checkBox")


class Table(Struct, frozen=True):
    """A table, its place and its number in the file."""

    element: Element
    place: Place
    name: str

    @property
    def rows(self) -> list[Element]:
        """The rows of this table and not of one inside it."""
        return inside(self.element, "tr")


def no_header(file: WordFile) -> Iterator[Finding]:
    """A table of one row has nothing to be the header of."""
    for table in _tables(file):
        if len(table.rows) > 1 and not is_on(child(table.rows[0], "trPr", "tblHeader")):
            yield Finding(
                table.place,
                f"{table.name} heeft geen kopregel",
                "Zet de cursor in de eerste rij en kies Indeling (bij de tabel) > "
                "Veldnamenrijen herhalen; heeft de tabel geen koppen, voeg dan een rij toe",
            )


def empty_header_cell(file: WordFile) -> Iterator[Finding]:
    """A column without a name."""
    for table in _tables(file):
        for row in table.rows[:1]:
            if not is_on(child(row, "trPr", "tblHeader")):
                continue
            for count, cell in enumerate(inside(row, "tc"), 1):
                if not _has_content(cell):
                    yield Finding(
                        table.place,
                        f"{table.name} heeft een lege cel in de kopregel: kolom {count}",
                        "Schrijf in de cel wat er in de kolom staat",
                    )


def merged_cells(file: WordFile) -> Iterator[Finding]:
    """Merged cells make it unclear which header belongs to which cell."""
    for table in _tables(file):
        merged = any(
            number(value(child(cell, "tcPr", "gridSpan"))) > 1
            or child(cell, "tcPr", "vMerge") is not None
            or child(cell, "tcPr", "hMerge") is not None
            for row in table.rows
            for cell in inside(row, "tc")
        )
        if merged:
            yield Finding(
                table.place,
                f"{table.name} heeft samengevoegde cellen",
                "Kies Indeling (bij de tabel) > Cellen splitsen, of maak er twee tabellen van",
            )


def nested(file: WordFile) -> Iterator[Finding]:
    """A table in a table is read in an order that nobody sees."""
    for table in _tables(file):
        if within(table.element, "tc"):
            yield Finding(
                table.place,
                f"{table.name} staat in een andere tabel",
                "Zet de tabel eronder: knip haar (Ctrl+X) en plak haar na de buitenste tabel",
            )


def empty_rows(file: WordFile) -> Iterator[Finding]:
    """An empty row seems to be the end of the table."""
    for table in _tables(file):
        for count, row in enumerate(table.rows[1:], 2):
            if not any(_has_content(cell) for cell in inside(row, "tc")):
                yield Finding(
                    table.place,
                    f"{table.name} heeft een lege rij: rij {count}",
                    "Kies Indeling (bij de tabel) > Verwijderen > Rijen verwijderen; "
                    "maak witruimte met Tabeleigenschappen > Rij > Hoogte",
                )


def _tables(file: WordFile) -> Iterator[Table]:
    count = 0
    for story in file.stories:
        for element in story.root.iter(q("tbl")):
            count += 1
            yield Table(element, story.place(next(element.iter(q("p")), element)), f"Tabel {count}")


def _has_content(cell: Element) -> bool:
    if any((one.text or "").strip() for one in cell.iter(q("t"))):
        return True
    return any(next(cell.iter(q(name)), None) is not None for name in _CONTENT)
