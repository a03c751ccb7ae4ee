"""The wheel works without the repository: data, templates and the empty start are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import COUNCILS, PAPERS, ROOT


def test_the_wheel_holds_the_data_and_every_template(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if "/_project/" in name}
    wanted = {
        f"raadsvoorstel/_project/{path.relative_to(ROOT).as_posix()}"
        for folder in ("data", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }

    assert wanted
    assert inside == wanted


@pytest.mark.parametrize("command", [("generate",), ("init", "nieuw", "--leeg")])
def test_the_wheel_works_from_an_empty_folder(
    wheel: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    unpacked, empty = tmp_path / "pakket", tmp_path / "leeg"
    zipfile.ZipFile(wheel).extractall(unpacked)
    empty.mkdir()
    ran = subprocess.run(
        [sys.executable, "-m", "raadsvoorstel", *command],
        cwd=empty,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        text=True,
    )

    assert ran.returncode == 0, ran.stderr
    if command[0] == "generate":
        assert "het ingebouwde voorbeeld" in ran.stderr
        assert len(list((empty / "uitvoer").glob("*/*"))) == len(COUNCILS) * len(PAPERS)
    else:
        assert (empty / "nieuw/data/regiovisie.yaml").is_file()
