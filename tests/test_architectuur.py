"""The structure that every change must keep."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "raadsvoorstel"
MODULES = sorted(PACKAGE.rglob("*.py"))

OWNERS = {
    "yaml": {"source"},
    "jinja2": {
        "templating",
        "templating.errors",
        "templating.loader",
        "templating.sandbox",
        "templating.compiled",
        "templating.words",
    },
    "markdown_it": {"readers.markdown"},
    "mdit_py_plugins": {"readers.markdown"},
    "docx": {"word.built", "word.image"},
    "lxml": {"word.xml", "word.opening", "word.image"},
    "typer": {"cli", "usage"},
    "pypdf": {"papers.pdf"},
    "rich": {"reporting.terminal"},
    "holidays": {"dutch"},
    "sqlite3": {"publishing"},
}
"""Each library is imported by its owner alone."""

LAYERS = (
    {"diagnostics", "outside", "cache", "slots", "dutch", "dutch_words"},
    {"codes", "choosing", "explaining", "document", "nodes", "yaml_words", "project"},
    {"source", "tokens", "trees", "values", "readers", "publishing", "sample"},
    {"model", "decode", "filters", "starting", "verdict"},
    {"housestyle"},
    {"loading", "word", "fields"},
    {"view", "fingerprint", "paging", "writers", "audit", "stylefiles", "schemas"},
    {"trial", "papers"},
    {"placeholders"},
    {"wording", "templating"},
    {"composing"},
    {"checks", "rules"},
    {"batch", "checking"},
    {"pipeline", "inspecting", "comparing"},
    {"remembering"},
    {"reporting"},
    {"listing", "appraisal", "sidebyside"},
    {"usage", "cli"},
    {"__main__"},
)
"""A module imports from its own layer and those above it in this list."""


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int:
    top = name.split(".", maxsplit=1)[0]
    return next(number for number, names in enumerate(LAYERS) if top in names)


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_owner(library: str) -> None:
    users = {
        module_name(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path))
    }

    assert users == OWNERS[library]


def test_imports_point_one_way() -> None:
    backwards = [
        f"{name} imports {used}"
        for path in MODULES
        if (name := module_name(path)) != "__init__"
        for used in imports(path)
        if used.startswith("raadsvoorstel.")
        for target in [used.removeprefix("raadsvoorstel.").split(".")[0]]
        if (PACKAGE / f"{target}.py").exists() or (PACKAGE / target / "__init__.py").exists()
        if layer(target) > layer(name)
    ]

    assert not backwards


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py")))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]

    assert not long
