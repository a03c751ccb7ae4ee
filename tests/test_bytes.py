"""Same input, same bytes: on every machine, in every folder, in any order."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COUNCILS, PAPERS, ROOT

VARIANTS = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C", "LANG": "C"},
    "hash seed": {"PYTHONHASHSEED": "4321"},
}


def hashes(project: Path, output: Path, *arguments: str, **environment: str) -> dict[str, str]:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "raadsvoorstel",
            "generate",
            "--map",
            str(project),
            "--uitvoer",
            str(output),
            *arguments,
        ],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = hashes(ROOT, tmp_path_factory.mktemp("reference"), PYTHONHASHSEED="1", TZ="UTC")
    assert len(found) == len(COUNCILS) * len(PAPERS) + 1
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_surroundings_change_no_byte(
    tmp_path: Path, reference: dict[str, str], variant: str
) -> None:
    assert hashes(ROOT, tmp_path, **VARIANTS[variant]) == reference


def test_another_folder_changes_no_byte(tmp_path: Path, reference: dict[str, str]) -> None:
    elsewhere = tmp_path / "een andere map"
    shutil.copytree(ROOT / "data", elsewhere / "data")
    shutil.copytree(ROOT / "templates", elsewhere / "templates")

    assert hashes(elsewhere, tmp_path / "uit") == reference


def test_the_order_of_councils_changes_no_byte(tmp_path: Path, reference: dict[str, str]) -> None:
    turned = tmp_path / "project"
    shutil.copytree(ROOT / "data", turned / "data")
    shutil.copytree(ROOT / "templates", turned / "templates")
    path = turned / "data/municipalities.yaml"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if line[:1].isalpha()] + [len(lines)]
    blocks = ["".join(lines[a:b]) for a, b in itertools.pairwise(starts)]
    assert len(blocks) == 8
    path.write_text("".join(reversed(blocks)), encoding="utf-8")
    names = [line.partition(":")[0] for line in lines if line[:1].isalpha()]

    one_by_one: dict[str, str] = {}
    for name in reversed(names):
        one_by_one |= hashes(turned, tmp_path / "uit", "--gemeente", name)

    assert one_by_one == reference
