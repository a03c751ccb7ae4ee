"""Templates of the project, file by file from the package where it has none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.filters import FilterError
from raadsvoorstel.project import Project, shown
from raadsvoorstel.templating.errors import TemplateError
from raadsvoorstel.tokens import forbidden


class Loader(jinja2.BaseLoader):
    """Templates of the project, file by file from the package where it has none."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.texts: dict[str, str] = {}
        """What was read so far: each template once."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        del environment
        if not isinstance(template, str):
            raise FilterError("Achter `include` en `extends` hoort de naam van een sjabloon")
        safe = not template.startswith("/") and ".." not in template.split("/")
        path = self._project.template(template) if safe and "\\" not in template else None
        inside = path is not None and any(
            path.resolve().is_relative_to(folder.resolve())
            for folder in self._project.template_folders
        )
        if path is None or not inside:
            raise jinja2.TemplateNotFound(template)
        self.texts[template] = _text(path)
        return self.texts[template], str(path), lambda: True

    def own_templates(self) -> list[str]:
        """The templates in the project's own folder; those of the package have been checked."""
        return _below(self._project.template_folders[:1])

    def list_templates(self) -> list[str]:
        return _below(self._project.template_folders)


def _below(folders: tuple[Path, ...]) -> list[str]:
    return sorted(
        {
            path.relative_to(base).as_posix()
            for base in folders
            for path in base.rglob("*.md.j2")
            if not path.name.startswith((".", "~"))  # an editor's own
        }
    )


def _text(path: Path) -> str:
    content_ = path.read_bytes()
    try:
        text = content_.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(
            "RV003",
            _after(path, content_[: error.start].decode("utf-8-sig")),
            "Hier staat een teken dat geen UTF-8 is",
            "Sla het sjabloon op als UTF-8 (niet als ANSI of Windows-1252)",
        ) from error
    hidden = next(forbidden(text), None)
    if hidden:
        raise TemplateError(
            "RV004",
            _after(path, text[: hidden.start()]),
            f"Hier staat een onzichtbaar teken dat geen tekst is (U+{ord(hidden.group()):04X})",
            "Verwijder het teken; het komt vaak mee met plakken uit Word of pdf",
        )
    return text


def _after(path: Path, before: str) -> Location:
    return Location(shown(path), before.count("\n") + 1, len(before) - before.rfind("\n"))
