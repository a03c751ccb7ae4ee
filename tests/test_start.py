"""What each command may load: a library that is not needed costs time at every start.

A stopwatch would say something else on every machine; which modules are loaded is always the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from typer.models import CommandInfo

from raadsvoorstel import cache, cli
from raadsvoorstel.word import preparing, ready
from raadsvoorstel.word.base import Ready
from tests.conftest import MINIMAL, Run

REPORT = """
import json, sys
sys.argv = ["raadsvoorstel", *sys.argv[1:]]
from raadsvoorstel.__main__ import main
try:
    main()
except SystemExit as ended:
    assert ended.code in (0, None), ended.code
print(json.dumps(sorted(sys.modules)))
"""
NEVER = {
    "babel",
    "importlib.metadata",
    "num2words",
    "pydantic",
    "pypdf",
    "rich",
    "spellchecker",
    "typer.rich_utils",
}
"""In no run that writes to a file or a pipe."""
OUR_OWN = {
    f"raadsvoorstel.{name}" for name in ("checking", "checks", "loading", "pipeline", "rules")
}
HEAVY = {"docx", "sqlite3", "holidays", "jinja2", "lxml", "markdown_it", "yaml"}


class Start(NamedTuple):
    """A run after which some modules must not have been loaded, and some must."""

    name: str
    arguments: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    """Runs that come first, with the same cache."""
    without: set[str]
    loaded: set[str]
    """Shows that the run did its work, and that a name here is spelt right."""


CHANGED = ("wijzig",)
"""Not a run: the data change."""
STARTS = (
    Start("help", ("--help",), (), {*HEAVY, *OUR_OWN, "msgspec"}, {"typer"}),
    Start("version", ("--version",), (), {*HEAVY, *OUR_OWN, "msgspec"}, {"typer"}),
    Start(
        "validate",
        ("validate",),
        (),
        {"docx", "sqlite3", "holidays", "lxml", "raadsvoorstel.audit", "raadsvoorstel.pipeline"},
        {"jinja2", "markdown_it", "raadsvoorstel.rules", "yaml"},
    ),
    Start(
        "validate-ongewijzigd",
        ("validate",),
        (("validate",),),
        {*HEAVY, *OUR_OWN},
        {"msgspec", "raadsvoorstel.remembering"},
    ),
    Start(
        "validate-gewijzigd",
        ("validate",),
        (("validate",), CHANGED),
        {"docx", "sqlite3", "lxml", "markdown_it"},
        {"jinja2", "raadsvoorstel.rules", "yaml"},
    ),
    Start(
        "generate",
        ("generate",),
        (),
        {"holidays", "raadsvoorstel.audit", "raadsvoorstel.inspecting"},
        {"docx", "sqlite3", "jinja2", "raadsvoorstel.rules"},
    ),
    Start(
        "generate-gewijzigd",
        ("generate",),
        (("generate",), CHANGED),
        {"docx", "holidays", "lxml", "markdown_it", "raadsvoorstel.audit"},
        {"jinja2", "raadsvoorstel.rules", "raadsvoorstel.writers.docx"},
    ),
    Start(
        "generate-ongewijzigd",
        ("generate",),
        (("generate",),),
        {*HEAVY, *OUR_OWN},
        {"msgspec", "raadsvoorstel.publishing"},
    ),
    Start(
        "generate-elders",
        ("generate", "--uitvoer", "elders"),
        (("generate",),),
        {"docx", "lxml", "markdown_it", "raadsvoorstel.checks", "raadsvoorstel.rules", "yaml"},
        {"jinja2", "raadsvoorstel.writers.docx", "sqlite3"},
    ),
    Start(
        "check",
        ("check", "uitvoer/aadorp/raadsvoorstel.docx"),
        (("generate",),),
        {"docx", "sqlite3", "holidays", "jinja2", "markdown_it", "yaml"},
        {"raadsvoorstel.audit", "raadsvoorstel.rules"},
    ),
)


def modules(folder: Path, arguments: tuple[str, ...]) -> set[str]:
    """What a process of its own has loaded at the end of a run."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, cache.VARIABLE: str(folder / "cache")},
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {*found}


def change(folder: Path) -> None:
    """Another day for the council of Aadorp; nothing else, and no line moves."""
    path = folder / "data" / "municipalities.yaml"
    text = path.read_text(encoding="utf-8")
    assert "datum: 2024-03-07" in text
    path.write_text(text.replace("datum: 2024-03-07", "datum: 2024-03-14"), encoding="utf-8")


@pytest.mark.parametrize("start", STARTS, ids=[one.name for one in STARTS])
def test_a_run_loads_no_more_than_it_needs(start: Start, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "project")
    folder = tmp_path / "project"
    for before in start.before:
        if before is CHANGED:
            change(folder)
        else:
            modules(folder, before)

    found = modules(folder, start.arguments)

    assert sorted(start.loaded - found) == []
    assert sorted((start.without | NEVER) & found) == []


LOOKS = """
import gc, sys
looks = []
gc.callbacks.append(lambda phase, _: looks.append(phase))
sys.argv = ["raadsvoorstel", *sys.argv[1:]]
from raadsvoorstel.__main__ import main
try:
    main()
except SystemExit:
    print(len(looks) // 2, gc.get_freeze_count() > 10_000)
"""


def test_a_run_hardly_looks_for_garbage(minimal: Path) -> None:
    """With the thresholds of Python it looks dozens of times, at the end at all there is."""
    done = subprocess.run(
        [sys.executable, "-c", LOOKS, "generate"],
        capture_output=True,
        text=True,
        check=True,
        cwd=minimal,
    )

    looks, frozen = done.stdout.splitlines()[-1].split()

    assert int(looks) <= 10
    assert frozen == "True"


@pytest.mark.usefixtures("minimal")
def test_only_the_asked_command_is_prepared(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer reads the signature of every command that it is given; only help needs them all."""
    names: list[str | None] = []
    prepare = typer.main.get_command_from_info

    def told(command_info: CommandInfo, **settings: Any) -> Any:
        names.append(command_info.name)
        return prepare(command_info, **settings)

    monkeypatch.setattr(typer.main, "get_command_from_info", told)

    assert run("list").code == 0
    assert names == ["list"]
    assert run("--help").code == 0
    assert {one.name for one in cli.app.registered_commands} < set(names)


def test_a_batch_prepares_a_house_style_once(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two councils in one house style make four papers from one base."""
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    ready.of_look.cache_clear()
    looks: list[str] = []
    build = preparing.prepared

    def told(*given: Any) -> Ready:
        looks.append("basis")
        return build(*given)

    monkeypatch.setattr(preparing, "prepared", told)

    assert run("generate").code == 0
    assert len(list((minimal / "uitvoer").rglob("*.docx"))) == 4
    assert looks == ["basis"]
