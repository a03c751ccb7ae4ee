"""python-docx as its manual shows: open the base, add paragraphs and tables by style, save.

Run as a program it makes the Word files of some papers in a folder:
`python with_python_docx.py MAP UITVOER NAAM …`.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import IO, Any

import docx


def naive(base: bytes, blocks: list[dict[str, Any]]) -> bytes:
    """One file from its blocks."""
    made = io.BytesIO()
    _save(io.BytesIO(base), blocks, made)
    return made.getvalue()


def _save(base: str | IO[bytes], blocks: list[dict[str, Any]], target: str | IO[bytes]) -> None:
    document = docx.Document(base)
    for block in blocks:
        if block["part"] is not None:
            part = block["part"]
            _fill(document.add_paragraph(style=part["style"]), part)
            continue
        rows = block["rows"]
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, part in zip(row.cells, cells, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = part["style"]
                _fill(paragraph, part)
    document.save(target)


def _fill(paragraph: Any, part: dict[str, Any]) -> None:  # noqa: ANN401 - a class of python-docx
    for text, bold in part["pieces"]:
        paragraph.add_run(text).bold = bold or None


def _main(source: Path, target: Path, names: list[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        blocks = json.loads((source / f"{name}.blokken.json").read_text(encoding="utf-8"))
        _save(str(source / f"{name}.basis.docx"), blocks, str(target / f"{name}.docx"))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
