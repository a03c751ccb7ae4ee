"""docxtpl: a Word template with places in it, filled by Jinja.

Run as a program it makes the Word files of the papers in a folder, as a script of a municipality
would: `python with_docxtpl.py MAP UITVOER [NAAM …]`.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, Template


def idiomatic(template: bytes, context: dict[str, Any]) -> bytes:
    """A template per file, as its manual shows."""
    return _filled(DocxTemplate(io.BytesIO(template)), context)


class Remembering(Environment):
    """Compiles each text once; docxtpl itself compiles nine texts for every file."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *given: Any, **named: Any) -> Template:  # noqa: ANN401
        """What was compiled before, or else is now."""
        if source not in self.compiled:
            self.compiled[source] = super().from_string(source, *given, **named)
        return self.compiled[source]


class Tuned:
    """What docxtpl gives who knows it well: template objects kept, and compiled texts kept."""

    def __init__(self) -> None:
        self.environment = Remembering()
        self.templates: dict[bytes, DocxTemplate] = {}

    def make(self, template: bytes, context: dict[str, Any]) -> bytes:
        """A file from a template that may have been used before."""
        if template not in self.templates:
            self.templates[template] = DocxTemplate(io.BytesIO(template))
        return _filled(self.templates[template], context, self.environment)


def _filled(
    template: DocxTemplate, context: dict[str, Any], environment: Environment | None = None
) -> bytes:
    template.render(context, environment, autoescape=True)
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def _main(source: Path, target: Path, names: list[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    chosen = names or sorted(
        path.name.removesuffix(".context.json") for path in source.glob("*.context.json")
    )
    for name in chosen:
        context = json.loads((source / f"{name}.context.json").read_text(encoding="utf-8"))
        template = DocxTemplate(source / f"{name}.sjabloon.docx")
        template.render(context, autoescape=True)
        template.save(target / f"{name}.docx")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
