"""What several test files need: a small project, golden files, the two seeds if they are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from raadsvoorstel import cache, composing, loading, project
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.document import Paper
from raadsvoorstel.writers import FORMATS

ROOT = Path(__file__).parent.parent
MINIMAL = ROOT / "tests" / "minimaal"
STRESS = bool(os.environ.get("RV_STRESS"))
"""Whether every random case is wanted, however long it takes."""
EXAMPLES = 2000 if STRESS else 100
ALL_TOOLS = os.environ.get("RV_ALLES") == "1"
"""In CI every tool is there: a missing one is then a failure, not a skip."""
KINDS = ("raadsvoorstel", "raadsbesluit")
COUNCILS = (
    "beverwijk", "bloemendaal", "haarlem", "haarlemmermeer",
    "heemskerk", "heemstede", "velsen", "zandvoort",
)  # fmt: skip
"""Of the example; a council or a kind that joins it is added here alone."""
HOUSE_STYLES = sorted(
    path.parent.name for path in ROOT.glob("templates/huisstijlen/*/huisstijl.yaml")
)
PAPERS = {f"{kind}.{suffix}" for kind in KINDS for suffix in FORMATS}
"""The files that each council gets."""

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")


def pytest_configure(config: pytest.Config) -> None:
    """A cache of the run's own: no test sees what the user's holds, or leaves anything in it."""
    folder = tempfile.TemporaryDirectory(prefix="raadsvoorstel-cache-")
    os.environ[cache.VARIABLE] = folder.name
    config.add_cleanup(folder.cleanup)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept the present output")


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares a text with a file; `--update-golden` rewrites the file instead."""

    update: bool

    def check(self, path: Path, actual: str) -> None:
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run pytest --update-golden and read the diff"
        assert path.read_text(encoding="utf-8") == actual


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    update = bool(request.config.getoption("--update-golden"))
    assert not (update and os.environ.get("CI")), "golden files are never rewritten in CI"
    return Golden(update)


@pytest.fixture
def minimal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small project, as the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(MINIMAL, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as users install it, built once."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


def overlay(target: Path, case: Path) -> None:
    """Put the files of a case over those of a project."""
    shutil.copytree(case, target, dirs_exist_ok=True)


def shipped_case() -> loading.Case:
    """The example case of the repository; it must load without any error."""
    return case_of(ROOT)


def case_of(folder: Path, dossier: str = "regiovisie") -> loading.Case:
    """The case of a project that loads without a finding."""
    found: list[Diagnostic] = []
    loaded = loading.load(project.find(folder), dossier, found.append)
    assert not found
    assert loaded.case is not None
    return loaded.case


def compose(case: loading.Case, gemeente: str, kind: str) -> Paper:
    """One paper of a case without errors."""
    found: list[Diagnostic] = []
    paper = composing.composer(case).compose(gemeente, kind, found.append)
    assert not found
    assert paper is not None
    return paper


def need(tool: str) -> str:
    """The path of an outside tool; `make test` is Python only and skips what needs one."""
    if not ALL_TOOLS:
        pytest.skip(f"needs {tool}: runs with RV_ALLES=1")
    found = shutil.which(tool)
    assert found is not None, f"{tool} is missing, and RV_ALLES=1 promises every tool"
    return found


def shared(name: str) -> Path:
    """A file of the folder beside the repository; without it the test is skipped."""
    path = ROOT.parent / "shared" / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository")
    return path


Run = Callable[..., "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """How a run of the command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""
    from raadsvoorstel.cli import _run

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = _run(list(arguments))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
