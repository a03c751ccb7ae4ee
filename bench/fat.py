"""The same house styles on a fat base: the 164 styles that python-docx's own document brings."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from bench.dossier import Size, write
from raadsvoorstel.project import Project

_STYLE = """\
naam: {name} op een grote basis
gebaseerd_op: {name}
bron:
  soort: aanname
  toelichting: Verzonnen voor een meting.
basis:
  bestand: basis.docx
"""


def write_fat(folder: Path, size: Size) -> Project:
    """The project of this size; each house style has a Word file of its own as a base."""
    base = io.BytesIO()
    docx.Document().save(base)
    names = Project(folder).house_styles
    for name in names:
        own = folder / "templates" / "huisstijlen" / f"{name}-groot"
        own.mkdir(parents=True, exist_ok=True)
        (own / "huisstijl.yaml").write_text(_STYLE.format(name=name), encoding="utf-8")
        (own / "basis.docx").write_bytes(base.getvalue())
    return write(folder, size, tuple(f"{name}-groot" for name in names))
