"""The files that a house style names: read beside its huisstijl.yaml, and refused if unusable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from raadsvoorstel.diagnostics import Problem, Report
from raadsvoorstel.housestyle import HouseStyle, Logo, LogoFiles, StyleFiles, UnusableFileError
from raadsvoorstel.loading import STYLE, Case, located
from raadsvoorstel.project import Project, shown
from raadsvoorstel.values import Regel

_UNUSABLE = "RV330"
_UNUSABLE_BASE, _NOT_USED = "RV325", "RV324"
_LARGEST = 5_000_000
"""Bytes of a picture: it goes into every paper of the council."""


Tell = Callable[[Problem], None]


def read(case: Case, report: Report) -> dict[str, StyleFiles]:
    """The files of each house style; one that can't be used is reported and left out."""

    def tell(problem: Problem) -> None:
        report(located(case, problem))

    return {name: of(case.project, name, style, tell) for name, style in case.styles.items()}


def of(project: Project, name: str, style: HouseStyle, tell: Tell) -> StyleFiles:
    """The files of one house style."""
    logo = _logo(project, name, style.logo, tell) if style.logo else None
    return StyleFiles(logo, _basis(project, name, style, logo, tell))


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


def _logo(project: Project, style: str, logo: Logo, tell: Tell) -> LogoFiles | None:
    from raadsvoorstel.word import logo as pictures

    field = "bestand"
    try:
        picture = content(beside(project, logo.bestand), _LARGEST)
        pictures.refuse_picture(picture, logo)
        field = "svg"
        svg = content(beside(project, logo.svg), _LARGEST) if logo.svg else None
        pictures.refuse_svg(svg)
        field = "alt"
        _refuse_alt(logo.alt)
    except UnusableFileError as error:
        tell(Problem(_UNUSABLE, (STYLE, style, "logo", field), error.message, error.hint))
        return None
    return LogoFiles(picture, svg)


def _refuse_alt(alt: str) -> None:
    """What the audit of any Word file would say of this description."""
    from raadsvoorstel.word.logo import is_file_name

    if is_file_name(alt):
        raise UnusableFileError(
            f"De beschrijving van het logo is een bestandsnaam: '{alt}'",
            "Schrijf wat het logo zegt: Logo van de gemeente …",
        )


def _basis(
    project: Project, name: str, style: HouseStyle, logo: LogoFiles | None, tell: Tell
) -> bytes | None:
    """The municipality's own Word file, after telling all that there is to say about it."""
    if style.basis is None:
        return None
    from raadsvoorstel.word.package import LARGEST
    from raadsvoorstel.word.ready import ready

    def say(code: str, message: str, hint: str, *at: str | int) -> None:
        tell(Problem(code, (STYLE, name, "basis", *at), message, hint))

    try:
        found = content(beside(project, style.basis.bestand), LARGEST)
        own = ready(style, StyleFiles(logo, found), style.taal)
    except UnusableFileError as error:
        say(_UNUSABLE_BASE, error.message, error.hint, "bestand")
        return None
    for one in own.remarks:
        say(one.code, one.message, one.hint, *one.at)
    made = {one.kind for one in own.running}
    for kind, what, hint in _running_parts(style):
        if kind not in made:
            message = f"{what} van de huisstijl komt niet op de stukken: de basis heeft een eigen"
            say(_NOT_USED, message, hint, "bestand")
    return found


def _running_parts(style: HouseStyle) -> Iterator[tuple[str, str, str]]:
    """What the house style wants in a header or footer, and what to do where that is taken."""
    shows = "Laat de basis tonen wat nodig is, of"
    if any(stuk.koptekst for stuk in style.stukken.values()):
        yield "header", "De koptekst", f"{shows} maak haar koptekst leeg"
    if any(stuk.voettekst for stuk in style.stukken.values()):
        yield "footer", "De voettekst", f"{shows} maak haar voettekst leeg"
    if style.logo is not None:
        yield "header", "Het logo", f"{shows} haal `logo` weg uit de huisstijl"
