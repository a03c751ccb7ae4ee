"""Whole processes: what starting, importing, working and stopping take together."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

STOPWATCH = Path(__file__).with_name("stopwatch.py")
_LEFT_OUT = ("RAADSVOORSTEL_", "XDG_", "VIRTUAL_ENV", "HOME")


class FailedError(Exception):
    """A program that is measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run took: seconds, seconds, and MiB at its largest."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Command:
    """A program to measure; it gets a folder that is new in every run."""

    name: str
    arguments: Callable[[Path], Iterable[str | Path]]
    keeps_home: bool = True
    """Whether it finds the caches of its earlier runs."""
    changes: Path | None = None
    """A project whose data change before every run: no answer of an earlier run will do."""


def compare(
    commands: Iterable[Command], rounds: int, folder: Path, *, warm_up: bool = True
) -> Mapping[str, list[Spent]]:
    """Every command once per round, in turn; the first round does not count."""
    times: dict[str, list[Spent]] = {}
    for number in range(-warm_up, rounds):
        for command in commands:
            spent = run(command, folder)
            if number >= 0:
                times.setdefault(command.name, []).append(spent)
    return times


def run(command: Command, folder: Path) -> Spent:
    """One run of one command; raises `FailedError` where it fails."""
    fresh, kept = folder / "vers", folder / "thuis"
    shutil.rmtree(fresh, ignore_errors=True)
    for one in (fresh, kept):
        one.mkdir(parents=True, exist_ok=True)
    if command.changes is not None:
        _raise_version(command.changes / "data" / "regiovisie.yaml")
    home = kept if command.keeps_home else fresh / "thuis"
    log = folder / "uitvoer.txt"
    watched = subprocess.run(
        [sys.executable, "-I", "-S", STOPWATCH, log, *map(str, command.arguments(fresh))],
        env=_environment(home),
        cwd=folder,
        capture_output=True,
        check=True,
    )
    spent = json.loads(watched.stdout)
    if spent.pop("code"):
        raise FailedError(f"{command.name}: {log.read_text(encoding='utf-8')[-2000:]}")
    return Spent(**spent)


_VERSIONS = count(1)


def _raise_version(dossier: Path) -> None:
    text = dossier.read_text(encoding="utf-8")
    changed, times = re.subn(r"(?m)^versie: .*$", f"versie: 'v{next(_VERSIONS)}'", text)
    if times != 1:
        raise FailedError(f"{dossier} has no version")
    dossier.write_text(changed, encoding="utf-8")


def clean_environment() -> dict[str, str]:
    """Without what changes how Python starts, compiles or looks for modules."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def _environment(home: Path) -> dict[str, str]:
    """Of the environment only what no measurement depends on.

    The cache of a user is below this home: a fresh home is how a run goes without.
    """
    kept = {
        key: value for key, value in clean_environment().items() if not key.startswith(_LEFT_OUT)
    }
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
