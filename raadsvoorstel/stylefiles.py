"""The files that a house style names: read beside its huisstijl.yaml, and refused if unusable."""

from __future__ import annotations

from pathlib import Path

from raadsvoorstel.diagnostics import Problem, Report
from raadsvoorstel.housestyle import Logo, LogoFiles, StyleFiles, UnusableFileError
from raadsvoorstel.loading import STYLE, Case, located
from raadsvoorstel.project import Project, shown
from raadsvoorstel.values import Regel

_UNUSABLE = "RV330"
_LARGEST = 5_000_000
"""Bytes of a picture: it goes into every paper of the council."""


def read(case: Case, report: Report) -> dict[str, StyleFiles]:
    """The files of each house style; one that can't be used is reported and left out."""
    return {
        name: StyleFiles(logo=_logo(case, name, style.logo, report) if style.logo else None)
        for name, style in case.styles.items()
    }


def beside(project: Project, name: Regel) -> Path:
    """The file that a value names, in the folder of the huisstijl.yaml where that was typed.

    A value that came through `gebaseerd_op` names a file of the style that it came from.
    """
    styles = (project.template(f"huisstijlen/{one}/huisstijl.yaml") for one in project.house_styles)
    folders = {shown(path): path.parent for path in styles if path is not None}
    return folders[name.origin.file if name.origin else ""] / name


def content(path: Path, largest: int) -> bytes:
    """The bytes of a file; raises `UnusableFileError` where it can't be read or is too large."""
    try:
        if path.stat().st_size > largest:
            raise UnusableFileError(
                f"Het bestand {path.name} is groter dan {largest // 1_000_000} MB",
                "Bewaar het kleiner",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableFileError(
            f"Het bestand {path.name} ontbreekt", f"Zet het in {shown(path.parent)}"
        ) from None
    except OSError:
        raise UnusableFileError(
            f"Het bestand {path.name} kan niet worden gelezen",
            "Controleer de rechten en of het echt een bestand is",
        ) from None


def _logo(case: Case, style: str, logo: Logo, report: Report) -> LogoFiles | None:
    from raadsvoorstel.word import logo as pictures

    field = "bestand"
    try:
        picture = content(beside(case.project, logo.bestand), _LARGEST)
        pictures.refuse_picture(picture, logo)
        field = "svg"
        svg = content(beside(case.project, logo.svg), _LARGEST) if logo.svg else None
        pictures.refuse_svg(svg)
        field = "alt"
        _refuse_alt(logo.alt)
    except UnusableFileError as error:
        problem = Problem(_UNUSABLE, (STYLE, style, "logo", field), error.message, error.hint)
        report(located(case, problem))
        return None
    return LogoFiles(picture, svg)


def _refuse_alt(alt: str) -> None:
    """What the audit of any Word file would say of this description."""
    from raadsvoorstel.audit.pictures import is_file_name

    if is_file_name(alt):
        raise UnusableFileError(
            f"De beschrijving van het logo is een bestandsnaam: '{alt}'",
            "Schrijf wat het logo zegt: Logo van de gemeente …",
        )
