"""Writers: a `Paper` to the bytes of a format, in one table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from raadsvoorstel.document import Paper
from raadsvoorstel.housestyle import HouseStyle, StyleFiles

Write = Callable[[Paper, HouseStyle, StyleFiles], bytes]


class Format(Struct, frozen=True):
    """A format by its name on the command line, which is also the suffix of its files."""

    name: str
    module: str

    def load(self) -> Write:
        """The writer; its libraries are imported now and not before."""
        return cast("Write", import_module(f"raadsvoorstel.writers.{self.module}").write)


FORMATS: dict[str, Format] = {
    "docx": Format("docx", "docx"),
    "md": Format("md", "markdown"),
}
