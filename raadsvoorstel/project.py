"""Where the data and templates stand: a folder of the user's own, or the packaged example."""

from __future__ import annotations

import os
import re
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.outside import OutsideError

MUNICIPALITIES = "municipalities"
DEFAULT_DOSSIER = "regiovisie"
BUILT_IN = "(ingebouwd)/"
_MOST = 3
"""Projects that are offered instead of the example."""
_PACKAGE = Path(__file__).parent


@cache
def packaged() -> Path:
    """The folder with the example case: inside the wheel, or the repository itself."""
    inside = _PACKAGE / "_project"
    return inside if inside.is_dir() else _PACKAGE.parent


class Project(Struct, frozen=True, dict=True):
    """A folder with `data/` and, where it has its own, `templates/`."""

    root: Path
    is_example: bool = False

    @property
    def description(self) -> str:
        """How a run names its project."""
        if self.is_example:
            near = ", ".join(f"`--map {name}`" for name in _below(Path.cwd()))
            meant = f"; bedoelde u {near}?" if near else ""
            return (
                "Project: het ingebouwde voorbeeld (deze map heeft geen data/municipalities.yaml"
                f"{meant})"
            )
        return f"Project: {shown(self.root)}"

    def data(self, name: str) -> Path:
        """`data/<name>.yaml`; the example never fills in for a file that a project lacks."""
        return self.root / "data" / f"{name}.yaml"

    @cached_property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, one by one, the project's own first."""
        own, package = self.root / "templates", packaged() / "templates"
        return (own,) if own == package else (own, package)

    def template(self, name: str) -> Path | None:
        """The file of a template, from the project or else the package."""
        paths = (folder / name for folder in self.template_folders)
        return next((path for path in paths if path.is_file()), None)

    def templates(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The names, without suffix, of all templates in a folder, sorted."""
        found = {
            path.name.removesuffix(suffix)
            for base in self.template_folders
            for path in (base / folder).glob(f"*{suffix}")
            if not _is_hidden(path)
        }
        return tuple(sorted(name for name in found if not name.startswith("_")))

    @property
    def council_templates(self) -> frozenset[str]:
        """The templates that a municipality has for its own papers, by name."""
        return frozenset(
            path.relative_to(base).as_posix()
            for base in self.template_folders
            for path in base.glob("gemeenten/*/*.md.j2")
        )

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Every dossier: each file in `data/` but the municipalities."""
        names = {path.stem for path in self._data_files if may_be_dossier(path.stem)}
        return tuple(sorted(names)) or (DEFAULT_DOSSIER,)

    @property
    def default_dossier(self) -> str | None:
        """The dossier of a run that names none; None where nobody can tell which is meant."""
        if self.data(DEFAULT_DOSSIER).exists():
            return DEFAULT_DOSSIER
        names = self.dossiers
        return names[0] if len(names) == 1 else None

    @property
    def misnamed(self) -> tuple[Path, ...]:
        """The files in `data/` whose names no dossier can have."""
        return tuple(path for path in self._data_files if not may_be_dossier(path.stem))

    @property
    def _data_files(self) -> tuple[Path, ...]:
        """Also those that only lack an `a` in their suffix: reading them says what is wrong."""
        files = sorted((self.root / "data").glob("*.y*ml"))
        return tuple(
            path
            for path in files
            if path.suffix in (".yaml", ".yml")
            and path.stem != MUNICIPALITIES
            and not _is_hidden(path)
        )

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of paper: each template at the top is one."""
        return self.templates("", ".md.j2")

    @property
    def house_styles(self) -> tuple[str, ...]:
        """The names of all house styles that can be used."""
        return _house_styles(self.template_folders)

    @property
    def own_house_styles(self) -> tuple[str, ...]:
        """The house styles in the project itself; those of the package have been checked."""
        return _house_styles(self.template_folders[:1])

    def lacks_style_file(self, name: str) -> bool:
        """Whether there is a folder for a house style, without the file that makes it one."""
        folder = self.template_folders[0] / "huisstijlen" / name
        is_name = re.fullmatch(r"[\w-]+", name) is not None
        return is_name and folder.is_dir() and not (folder / "huisstijl.yaml").exists()

    @property
    def output(self) -> Path:
        """Where papers go when the user names no folder."""
        return (Path.cwd() if self.is_example else self.root) / "uitvoer"


def may_be_dossier(name: str) -> bool:
    """Whether a dossier can have this name: it is also the name of a folder."""
    return re.fullmatch(r"[\w-]+( [\w-]+)*", name) is not None


def _is_hidden(path: Path) -> bool:
    """A file that an editor or a system keeps for itself."""
    return path.name.startswith((".", "~"))


def _house_styles(folders: tuple[Path, ...]) -> tuple[str, ...]:
    files = (path for base in folders for path in base.glob("huisstijlen/*/huisstijl.yaml"))
    return tuple(sorted({path.parent.name for path in files}))


def find(folder: Path | None = None) -> Project:
    """The project of `--map`, else of this folder or the nearest one above it, else the example."""
    if folder is not None:
        if not folder.is_dir():
            name = f"'{shown(folder)}'"
            problem = f"{name} is geen map" if folder.exists() else f"De map {name} bestaat niet"
            raise OutsideError(problem, "Noem de map waarin `data/` staat")
        named = folder.resolve()
        is_data = named.name == "data" and not (named / "data").exists()
        return Project(named.parent if is_data and _is_project(named.parent) else named)
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if _is_project(candidate):
            return Project(candidate)
    return Project(packaged(), is_example=True)


def _below(folder: Path) -> list[str]:
    """The projects right below a folder: after `init` one forgets to go there."""
    try:
        names = sorted(one.parents[1].name for one in folder.glob(f"*/data/{MUNICIPALITIES}.yaml"))
    except OSError:  # a folder that may not be entered
        return []
    return names[:_MOST]


def _is_project(folder: Path) -> bool:
    names = (f"{MUNICIPALITIES}.yaml", f"{DEFAULT_DOSSIER}.yaml", f"{MUNICIPALITIES}.yml")
    return any((folder / "data" / name).exists() for name in names)


def shown(path: Path) -> str:
    """A path as users see it: relative to the current folder where that is shorter, with `/`."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    if absolute.is_relative_to(packaged()) and not absolute.is_relative_to(Path.cwd()):
        below = absolute.relative_to(packaged())
        if below.parts[:1] in (("data",), ("templates",)):
            return f"{BUILT_IN}{below.as_posix()}"
    try:
        relative = os.path.relpath(absolute)
    except ValueError:  # another drive on Windows
        return absolute.as_posix()
    return absolute.as_posix() if relative.count("..") > 3 else Path(relative).as_posix()  # noqa: PLR2004


def seen_from(root: Path, file: str) -> str:
    """The file that `shown` calls by this name, as users at the root of their project see it."""
    below = file.removeprefix(BUILT_IN)
    path = Path.cwd() / file if below == file else packaged() / below
    if below != file and not path.is_relative_to(root):
        return file
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive on Windows
        return file
