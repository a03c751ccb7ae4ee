"""The commands as a user runs them, installed from the wheel, beside a script with docxtpl."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import ours
from bench.dossier import Size, write
from bench.processes import Command, Spent, clean_environment, compare, run
from bench.rivals import with_pandoc
from bench.rivals.work import OtherWordsError, work
from raadsvoorstel.project import Project

ROOT = Path(__file__).parent.parent
_RIVALS = ROOT / "bench" / "rivals"
COUNCILS, COUNTRY = 8, 342
HUNDRED_PAGES = 72
"""Times today's length: a paper of a hundred pages in LibreOffice."""
LIBRARIES = "typer, jinja2, yaml, msgspec"
"""What a run that writes papers cannot do without: below this no work of ours can bring it."""
Runs = Mapping[str, list[Spent]]


@dataclass(frozen=True, slots=True)
class Installed:
    """A virtual environment with the wheel and docxtpl in it, and nothing of this checkout."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def tool(self) -> Path:
        """The command that users type."""
        return self.folder / "bin" / "raadsvoorstel"


def install(folder: Path) -> Installed:
    """Build the wheel and install it, in the versions that development pins."""
    wheels = folder / "wheel"
    _quietly(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT)
    _quietly(sys.executable, "-m", "venv", folder / "venv")
    made = Installed(folder / "venv")
    pip = (made.python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    pins = ROOT / "requirements-dev.txt"
    wanted = f"docxtpl=={version('docxtpl')}"
    _quietly(*pip, "--constraint", pins, *wheels.glob("*.whl"), wanted)
    return made


def _quietly(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=clean_environment())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A project, and the same papers as work for the rivals."""

    project: Path
    works: Path
    first: str
    """The id of a council."""


def prepare(folder: Path, size: Size) -> Prepared:
    """Write a project, and what each rival needs to make the Word files of the same papers."""
    project = write(folder / "project", size)
    made = ours.ready(project)
    making = made.composer()
    works = folder / "werk"
    for gemeente in made.gemeenten:
        for kind in ours.KINDS:
            name = f"{gemeente}.{kind}"
            content = ours.paper(made, making, gemeente, kind)
            work(name, made.case.names[gemeente], content).save(works)
    first = made.gemeenten[0]
    for kind in ours.KINDS:
        name = f"{first}.{kind}"
        (works / f"{name}.md").write_bytes(ours.paper(made, making, first, kind, "md"))
        if not with_pandoc.makes(works, name, folder, ours.paper(made, making, first, kind)):
            raise OtherWordsError(f"pandoc: {name}")
    return Prepared(project.root, works, first)


def small(installed: Installed, folder: Path, rounds: int) -> Runs:
    """One council and eight."""
    given = prepare(folder / "acht", Size(COUNCILS))
    commands = (*_small(installed, given), *_again(installed, folder / "acht"))
    return compare(commands, rounds, folder)


def _again(installed: Installed, folder: Path) -> tuple[Command, ...]:
    """Runs on data that nobody changed since the warming up; the papers go to a new folder."""
    project = write(folder / "zelfde", Size(COUNCILS))
    tool, first = installed.tool, ours.ready(project).gemeenten[0]
    one = (tool, "generate", "--map", project.root, "--gemeente", first)
    return (
        Command("one again", lambda new: (*one, "--uitvoer", new / "uit")),
        Command("validate again", lambda _: (tool, "validate", "--map", project.root)),
    )


def _small(installed: Installed, given: Prepared) -> Iterable[Command]:
    python, tool = installed.python, installed.tool
    pair = tuple(f"{given.first}.{kind}" for kind in ours.KINDS)
    docxtpl, naive = (
        (python, _RIVALS / f"{name}.py", given.works)
        for name in ("with_docxtpl", "with_python_docx")
    )
    every = (tool, "generate", "--map", given.project)
    one = (*every, "--gemeente", given.first)
    return (
        Command("python", lambda _: (python, "-c", "pass")),
        Command("typer", lambda _: (python, "-c", "import typer")),
        Command("libraries", lambda _: (python, "-c", f"import {LIBRARIES}")),
        Command("help", lambda _: (tool, "--help")),
        Command("docxtpl pair", lambda new: (*docxtpl, new, *pair)),
        Command("naive pair", lambda new: (*naive, new, *pair)),
        *with_pandoc.commands(given.works, pair),
        Command("one", lambda new: (*one, "--uitvoer", new / "uit"), changes=given.project),
        Command(
            "one without cache", lambda new: (*one, "--uitvoer", new / "uit"), keeps_home=False
        ),
        Command(
            "validate",
            lambda _: (tool, "validate", "--map", given.project),
            changes=given.project,
        ),
        Command("eight", lambda new: (*every, "--uitvoer", new / "uit"), changes=given.project),
    )


def country(installed: Installed, folder: Path, rounds: int) -> Runs:
    """All councils of a whole country; the unchanged run comes right after the first."""
    given = prepare(folder / "land", Size(COUNTRY))
    python, tool = installed.python, installed.tool
    docxtpl = (python, _RIVALS / "with_docxtpl.py", given.works)
    generate = (tool, "generate", "--map")
    same, out = write(folder / "land" / "zelfde", Size(COUNTRY)).root, folder / "land" / "uitvoer"
    commands = (
        Command("docxtpl country", lambda new: (*docxtpl, new / "uit")),
        Command(
            "country",
            lambda new: (*generate, given.project, "--uitvoer", new / "uit"),
            changes=given.project,
        ),
        Command("country again", lambda _: (*generate, same, "--uitvoer", out)),
        Command(
            "validate country",
            lambda _: (tool, "validate", "--map", given.project),
            changes=given.project,
        ),
        Command("check data", lambda _: (python, ROOT / "bench" / "ours.py", given.project)),
    )
    run(commands[2], folder)  # fills the folder of the unchanged run
    return compare(commands, rounds, folder, warm_up=False)


def hundred_pages(installed: Installed, folder: Path, rounds: int) -> Runs:
    """The checks on one long Word file that our own writer made."""
    project = write(folder / "lang", Size(1, HUNDRED_PAGES))
    made = ours.ready(Project(project.root))
    content = ours.paper(made, made.composer(), made.gemeenten[0], ours.KINDS[0])
    paper = folder / "lang.docx"
    paper.write_bytes(content)
    command = Command("check", lambda _: (installed.tool, "check", paper), keeps_home=False)
    return compare([command], rounds, folder)
