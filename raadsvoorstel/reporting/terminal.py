"""What a terminal adds: drawn tables, a progress bar, colour. Owner of `rich`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import JustifyMethod

Rows = tuple[tuple[str, ...], ...]


def table(header: tuple[str, ...], rows: Rows, stream: TextIO) -> str:
    """A table: drawn on a terminal, plain columns elsewhere."""
    if is_terminal(stream):
        return _drawn(header, rows)
    widths = [max(len(cell) for cell in column) for column in zip(header, *rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in (header, *rows)
    )


def _drawn(header: tuple[str, ...], rows: Rows) -> str:
    """Nothing is cut off where the terminal is narrow; what a line is about stays whole."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold")
    for number, name in enumerate(header):
        is_count = all(row[number].isdigit() for row in rows if row[number])
        side: JustifyMethod = "right" if is_count else "left"
        drawn.add_column(name, justify=side, overflow="fold", no_wrap=number == 0)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as capture:
        console.print(drawn)
    return capture.get()


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A progress bar on a terminal; silence elsewhere."""
    if not is_terminal(sys.stderr):
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Stukken maken", total=None)
        yield lambda name, total: bar.update(task, advance=1, description=name, total=total)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Colour only on a terminal, and never against https://no-color.org."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")
