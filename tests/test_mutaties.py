"""Mutants of the shipped YAML: each is refused at a place, or renders; none is a crash.

2,000 under RV_STRESS=1, else a seeded tenth. A batch prints how many it refused (`pytest -s`).
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from raadsvoorstel import batch as papers
from raadsvoorstel import checking, verdict
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import Project, find

from .conftest import ROOT

BATCHES = 4
SIZE = 500 if os.environ.get("RV_STRESS") else 50
STYLE = "templates/huisstijlen/heemstede/huisstijl.yaml"
FILES = ("data/municipalities.yaml", "data/regiovisie.yaml", STYLE)
Operator = Callable[[list[str], int, random.Random], bool]
"""Spoils line n in place; False where it does not apply there."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one mistake in it, and the council whose papers it would change."""

    file: str
    what: str
    line: int
    text: str
    gemeente: str


# -- operators ---------------------------------------------------------------------------------


def drop_line(lines: list[str], n: int, _: random.Random) -> bool:
    del lines[n]
    return True


def double_line(lines: list[str], n: int, _: random.Random) -> bool:
    lines.insert(n, lines[n])
    return _is_field(lines[n])


def swap_lines(lines: list[str], n: int, _: random.Random) -> bool:
    if n + 1 >= len(lines) or not lines[n + 1].strip():
        return False
    lines[n], lines[n + 1] = lines[n + 1], lines[n]
    return True


def shift_line(lines: list[str], n: int, dice: random.Random) -> bool:
    line = lines[n]
    lines[n] = dice.choice((f" {line}", f"   {line}", line[1:] if line[0] == " " else f" {line}"))
    return True


def drop_quote(lines: list[str], n: int, dice: random.Random) -> bool:
    places = [index for index, letter in enumerate(lines[n]) if letter in "\"'"]
    if not places:
        return False
    at = dice.choice(places)
    lines[n] = lines[n][:at] + lines[n][at + 1 :]
    return True


def misspell_key(lines: list[str], n: int, dice: random.Random) -> bool:
    match = re.match(r"(\s*(?:- )?\{?)([a-z_]{3,})(: |:$)", lines[n])
    if match is None:
        return False
    key = match.group(2)
    at = dice.randrange(1, len(key))
    lines[n] = f"{match.group(1)}{key[:at]}x{key[at:]}{lines[n][match.end(2) :]}"
    return True


def wrong_type(lines: list[str], n: int, dice: random.Random) -> bool:
    match = re.match(r"(\s*(?:- )?[a-z_]+: )(.+)", lines[n])
    if match is None or match.group(2)[0] in "|>&":
        return False
    value = dice.choice(("[a, [b]]", "{a: {b: c}}", "~", "[]", '""', "!!int 3", "*niets"))
    lines[n] = match.group(1) + value
    return True


def insert_sign(lines: list[str], n: int, dice: random.Random) -> bool:
    line = lines[n]
    start = len(line) - len(line.lstrip())
    at = dice.randrange(start, len(line) + 1)
    sign = dice.choice(('"', "'", ": ", "\t", "{", "[", "]", "}", "\x07", "\ue000", " #", "&", "*"))
    lines[n] = line[:at] + sign + line[at:]
    return True


def break_date(lines: list[str], n: int, dice: random.Random) -> bool:
    match = re.search(r"(\d{4})-(\d\d)-(\d\d)", lines[n])
    if match is None:
        return False
    year, month, day = match.groups()
    wrong = dice.choice((f"{day}-{month}-{year}", f"{year}-13-{day}", f"{year}-02-30", f"{year}"))
    lines[n] = lines[n][: match.start()] + wrong + lines[n][match.end() :]
    return True


def insert_placeholder(lines: list[str], n: int, dice: random.Random) -> bool:
    match = re.match(r"\s{4,}[A-Z][a-z]+ [a-z]+ ", lines[n])  # a line of text
    if match is None:
        return False
    wrong = dice.choice(("{{ nope }}", "{{ gemeente.nope }}", "{{ 1 + 1 }}", "{{ regio | nope }}"))
    lines[n] = f"{lines[n][: match.end()]}{wrong} {lines[n][match.end() :]}"
    return True


def html(lines: list[str], n: int, _: random.Random) -> bool:
    match = re.match(r"\s{4,}[A-Z][a-z]+ [a-z]+ ", lines[n])
    if match is None:
        return False
    lines[n] = f"{lines[n][: match.end()]}<b>nee</b> {lines[n][match.end() :]}"
    return True


OPERATORS: tuple[Operator, ...] = (
    drop_line, double_line, swap_lines, shift_line, drop_quote, misspell_key, wrong_type,
    insert_sign, break_date, insert_placeholder, html,
)  # fmt: skip


def _is_field(line: str) -> bool:
    return re.match(r"\s*(- )?\{?[a-z_]+:", line) is not None


# -- mutants -----------------------------------------------------------------------------------


def mutant(seed: int) -> Mutant:
    """Mutant number `seed`, the same on every machine."""
    dice = random.Random(seed)  # noqa: S311 - a seed, no secret
    operator = OPERATORS[seed % len(OPERATORS)]
    while True:
        file = dice.choice(FILES)
        lines = (ROOT / file).read_text(encoding="utf-8").split("\n")
        n = dice.randrange(len(lines))
        if not lines[n].strip() or lines[n].lstrip().startswith("#"):
            continue
        changed = [*lines]
        if operator(changed, n, dice) and changed != lines:
            gemeente = _council(lines, n) if file == FILES[0] else "heemstede"
            return Mutant(file, operator.__name__, n + 1, "\n".join(changed), gemeente)


def _council(lines: list[str], n: int) -> str:
    heads = [line for line in lines[: n + 1] if re.match(r"[a-z-]+:", line)]
    return heads[-1].partition(":")[0]


def _project(folder: Path) -> Project:
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / STYLE).parent.mkdir(parents=True)
    shutil.copy(ROOT / STYLE, folder / STYLE)
    return find(folder)


def _checked(project: Project, gemeente: str) -> papers.Checked:
    """One council's papers; those of all where the mutant has made it a stranger."""
    try:
        asked = verdict.Asked("regiovisie", gemeenten=(gemeente,))
        return checking.check(project, "regiovisie", only=asked)
    except OutsideError:
        return checking.check(project, "regiovisie")


def _try(project: Project, one: Mutant) -> tuple[Diagnostic, ...]:
    """The errors of a mutant; where there are none, its council's papers are all there."""
    path = project.root / one.file
    before = path.read_text(encoding="utf-8")
    path.write_text(one.text, encoding="utf-8")
    try:
        fresh = find(project.root)
        checked = _checked(fresh, one.gemeente)
    finally:
        path.write_text(before, encoding="utf-8")
    errors = tuple(item for item in checked.findings if item.severity is Severity.ERROR)
    case = checked.loaded.case
    if not errors:
        assert case is not None
        kinds = {paper.kind for paper in checked.papers if paper.gemeente == one.gemeente}
        assert kinds == set(case.municipalities[one.gemeente].stukken or fresh.kinds)
    return errors


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutant_is_refused_at_a_place_or_renders(
    batch: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = _project(tmp_path)
    monkeypatch.chdir(tmp_path)
    refused: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for number in range(SIZE):
        one = mutant(batch * 10_000 + number)
        errors = _try(project, one)
        tried[one.what] += 1
        refused[one.what] += bool(errors)
        for error in errors:
            at = error.location
            assert at.line > 0
            assert at.column > 0
            assert (tmp_path / at.file).is_file() or at.file.startswith("(ingebouwd)/"), error
            assert error.message
            assert error.hint, error
    total = refused.total()
    rates = ", ".join(f"{name} {refused[name]}/{tried[name]}" for name in sorted(tried))
    print(f"batch {batch}: {total} of {SIZE} refused ({rates})")  # noqa: T201 - the measurement
    assert total >= SIZE / 2, rates
