"""What docs/ci.md gives to copy works: its lines are run as they stand, with the built wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from raadsvoorstel import starting
from tests.conftest import COUNCILS, KINDS, ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = {
    name: yaml.safe_load(block)
    for name, block in re.findall(r"^```yml\n# (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
}
SHELLS = {"github": ("bash", "-e", "-c"), "gitlab": ("sh", "-e", "-c")}


STEPS = BLOCKS[".github/workflows/raadsvoorstel.yml"]["jobs"]["controle"]["steps"]
JOB = BLOCKS[".gitlab-ci.yml"]["raadsvoorstel"]
LINES: dict[str, list[str]] = {
    "github": [step["run"] for step in STEPS if "run" in step],
    "gitlab": JOB["script"],
}
KEPT = {
    "github": [step["with"]["path"] for step in STEPS if "path" in step.get("with", {})],
    "gitlab": [*JOB["artifacts"]["paths"], JOB["artifacts"]["reports"]["junit"]],
}
"""What a server keeps of a run."""


@pytest.fixture
def folder(tmp_path: Path, wheel: Path) -> Path:
    """A new project with the program in `gereedschap/`, as the page tells."""
    project = tmp_path / "project"
    starting.start(project, empty=False)
    (project / "gereedschap").mkdir()
    shutil.copy(wheel, project / "gereedschap")
    return project


def _run(folder: Path, server: str) -> tuple[int, str]:
    """Line after line until one fails; pip puts the wheel in a folder apart, without a network."""
    site = folder.parent / "site"
    bins = os.pathsep.join((str(site / "bin"), str(Path(sys.executable).parent)))
    environment = {
        **os.environ,
        "PATH": f"{bins}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(site),
        "PIP_TARGET": str(site),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
    }
    said = ""
    for line in LINES[server]:
        ran = subprocess.run(
            [*SHELLS[server], line],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
        )
        said += ran.stdout + ran.stderr
        if ran.returncode:
            return ran.returncode, said
    return 0, said


@pytest.mark.parametrize("server", LINES)
def test_the_lines_of_a_server_make_the_papers(folder: Path, server: str) -> None:
    code, said = _run(folder, server)
    assert code == 0, said
    assert (folder.parent / "site" / "raadsvoorstel" / "_project").is_dir(), "not the wheel"
    assert len(list((folder / "uitvoer").rglob("*.docx"))) == len(COUNCILS) * len(KINDS)
    assert KEPT[server]
    assert [path for path in KEPT[server] if not (folder / path).exists()] == []


@pytest.mark.parametrize("server", LINES)
def test_a_mistake_stops_a_server_before_it_makes_papers(folder: Path, server: str) -> None:
    path = folder / "data" / "regiovisie.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^versie: .*$", "versie: [a]", text), encoding="utf-8")
    code, said = _run(folder, server)
    assert code == 1
    assert not (folder / "uitvoer").exists()
    told = said if server == "github" else (folder / "bevindingen.xml").read_text(encoding="utf-8")
    assert "RV103" in told
    if server == "github":
        assert re.search(r"^::error file=data/regiovisie.yaml,line=\d+", said, re.MULTILINE)


@pytest.mark.parametrize(
    "line", [line for lines in LINES.values() for line in lines if line.startswith("raads")]
)
def test_a_wrong_folder_is_never_good(line: str, tmp_path: Path) -> None:
    """Without a project, the built-in example would be judged in its place."""
    _fails_without_a_project(line.partition(" > ")[0].split(), tmp_path)


def _fails_without_a_project(words: list[str], folder: Path) -> None:
    program = Path(sys.executable).with_name(words[0])
    ran = subprocess.run(
        [program, *words[1:]], cwd=folder, capture_output=True, check=False, text=True
    )
    assert ran.returncode == 1
    assert "RV001" in ran.stdout


# -- pre-commit --------------------------------------------------------------------------------


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = hook
    return found


def test_the_hook_of_the_page_exists() -> None:
    (repo,) = BLOCKS[".pre-commit-config.yaml"]["repos"]
    assert [one["id"] for one in repo["hooks"]] == [_hook()["id"]]


@pytest.mark.parametrize(
    ("file", "looks"),
    [
        ("data/municipalities.yaml", True),
        ("regio/data/regiovisie.yaml", True),
        ("templates/raadsvoorstel.md.j2", True),
        ("templates/huisstijlen/haarlem/huisstijl.yaml", True),
        ("data/schema/dossier.json", False),
        ("metadata/x.yaml", False),
        ("uitvoer/haarlem/raadsbesluit.md", False),
    ],
)
def test_the_hook_looks_when_a_file_of_the_project_changes(file: str, looks: bool) -> None:  # noqa: FBT001
    assert bool(re.search(_hook()["files"], file)) == looks


@pytest.mark.parametrize(("versie", "code"), [('"1.0"', 0), ("[a]", 1)])
def test_the_hook_judges_as_validate_does(minimal: Path, versie: str, code: int) -> None:
    path = minimal / "data" / "regiovisie.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^versie: .*$", f"versie: {versie}", text), encoding="utf-8")
    assert not _hook()["pass_filenames"]
    program = Path(sys.executable).with_name("raadsvoorstel")
    words = _hook()["entry"].split()
    ran = subprocess.run([program, *words[1:]], capture_output=True, check=False, text=True)
    assert words[0] == program.name
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert ("RV103" in ran.stdout) == bool(code)


def test_the_hook_is_not_content_without_a_project(tmp_path: Path) -> None:
    _fails_without_a_project(_hook()["entry"].split(), tmp_path)
    words = [*_hook()["entry"].split(), "--map", str(ROOT)]
    program = Path(sys.executable).with_name(words[0])
    ran = subprocess.run([program, *words[1:]], cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == 0, "what `args` adds comes after the entry, and counts"
