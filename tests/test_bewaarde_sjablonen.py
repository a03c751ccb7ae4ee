"""Compiled templates are kept for a next run, in a private folder, and never outlive their text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from raadsvoorstel import cache, project, templating
from raadsvoorstel.templating.sandbox import Sandbox
from tests.conftest import ROOT

KIND = "raadsvoorstel.md.j2"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled, as they come."""
    names: list[str] = []
    compile_ = Sandbox._compile

    def told(self: Sandbox, source: str, filename: str) -> object:
        names.append(Path(filename).name)
        return compile_(self, source, filename)

    monkeypatch.setattr(Sandbox, "_compile", told)
    return names


def fill(root: Path) -> None:
    templating.environment(project.find(root)).get_template(KIND)


def test_a_template_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    fill(ROOT)
    assert compiled == [KIND]
    assert [one.name for one in folder.iterdir() if one.name.startswith("sjabloon-")]
    fill(ROOT)
    assert compiled == [KIND]


def test_a_changed_template_is_compiled_again(
    folder: Path, compiled: list[str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "project" / "templates")
    own = tmp_path / "project" / "templates" / KIND
    fill(tmp_path / "project")
    own.write_text(own.read_text(encoding="utf-8") + "\nSlot.\n", encoding="utf-8")
    fill(tmp_path / "project")
    assert folder.is_dir()
    assert compiled == [KIND, KIND]


def test_a_folder_that_others_can_write_is_not_trusted_with_code(
    folder: Path, compiled: list[str]
) -> None:
    fill(ROOT)
    folder.chmod(0o777)
    fill(ROOT)
    assert compiled == [KIND, KIND]


def test_a_damaged_entry_is_not_used(folder: Path, compiled: list[str]) -> None:
    fill(ROOT)
    for one in folder.iterdir():
        content = one.read_bytes()
        one.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    fill(ROOT)
    assert compiled == [KIND, KIND]
