"""Time in a process that is running already: from data in memory to the bytes of Word files.

Every set of papers has words of its own, and what the rivals need of it is made in another process:
nobody gains from having seen a text before.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench import ours
from bench.dossier import Size, write
from bench.fat import write_fat
from bench.rivals import with_docxtpl, with_python_docx
from bench.rivals.work import OtherWordsError, Work, words, work
from raadsvoorstel.project import Project

COUNCILS = 8
Run = Callable[[], object]
Times = Mapping[str, list[float]]
"""CPU seconds of each task, one per round."""


Make = Callable[[Path, Size], Project]


@dataclass(frozen=True, slots=True)
class _Round:
    """One set of papers on one base, for all who make them."""

    made: ours.Ready
    templates: ours.Templates
    """Read in the first round, as the tuned docxtpl keeps its own."""
    works: tuple[Work, ...]
    blocks: tuple[list[dict[str, Any]], ...]


def measure(folder: Path, rounds: int) -> Times:
    """CPU time of every task in every round; the tasks take turns in going first."""
    tuned = with_docxtpl.Tuned()
    times: dict[str, list[float]] = {}
    kept: dict[Path, ours.Templates] = {}
    ours.keep_cache_in(folder / "cache")
    with _aside() as aside:
        for number in range(rounds + 1):
            sets = lean, fat, single = [
                _round(folder / name, Size(COUNCILS, seed=3 * number + turn), make, aside, kept)
                for turn, (name, make) in enumerate(_SETS.items())
            ]
            if number == 0:
                for one in sets:
                    refuse_other_words(one.works)
            tasks = list(_tasks(lean, fat, single, tuned, number % COUNCILS).items())
            turn = number % len(tasks)
            for name, run in (*tasks[turn:], *tasks[:turn]):
                spent = _spent(run)
                if number:  # the first round only warms up
                    times.setdefault(name, []).append(spent)
    return times


def _aside() -> ProcessPoolExecutor:
    """A process that shares nothing with this one, not even a cache on disk."""
    context = get_context("spawn")
    return ProcessPoolExecutor(1, context, initializer=ours.keep_cache_in, initargs=(None,))


_SETS: Mapping[str, Make] = {"klein": write, "groot": write_fat, "los": write}


def _round(
    folder: Path,
    size: Size,
    make: Make,
    aside: ProcessPoolExecutor,
    kept: dict[Path, ours.Templates],
) -> _Round:
    shutil.rmtree(folder, ignore_errors=True)
    project = make(folder, size)
    papers = aside.submit(prepared, project.root).result()
    blocks = tuple([asdict(block) for block in one.blocks] for one in papers)
    made = ours.ready(project)
    return _Round(made, kept.setdefault(folder, ours.templates(made)), papers, blocks)


def prepared(root: Path) -> tuple[Work, ...]:
    """What the rivals need for a project on disk."""
    return works(ours.ready(Project(root)))


def works(made: ours.Ready) -> tuple[Work, ...]:
    """What the rivals need for the papers of all councils."""
    making = made.composer()
    return tuple(
        work(f"{id_}.{kind}", made.case.names[id_], ours.paper(made, making, id_, kind))
        for id_ in made.gemeenten
        for kind in ours.KINDS
    )


def refuse_other_words(papers: tuple[Work, ...]) -> None:
    """Raise where a product of a rival differs from ours in as much as a letter."""
    tuned = with_docxtpl.Tuned()
    for one in papers:
        blocks = [asdict(block) for block in one.blocks]
        products = {
            "docxtpl": with_docxtpl.idiomatic(one.template, one.context),
            "docxtpl tuned": tuned.make(one.template, one.context),
            "python-docx": with_python_docx.naive(one.base, blocks),
        }
        for name, product in products.items():
            if words(product) != one.words:
                raise OtherWordsError(f"{name}: {one.name}")


def _tasks(
    lean: _Round, fat: _Round, single: _Round, tuned: with_docxtpl.Tuned, council: int
) -> dict[str, Run]:
    first = council * len(ours.KINDS)
    one = single.works[first]
    return {
        "ours": lambda: ours.batch(lean.made, lean.templates),
        "docxtpl": lambda: [with_docxtpl.idiomatic(w.template, w.context) for w in lean.works],
        "tuned": lambda: [tuned.make(w.template, w.context) for w in lean.works],
        "naive": lambda: [*map(with_python_docx.naive, _bases(lean), lean.blocks)],
        "ours one": _one(single.made, council),
        "docxtpl one": lambda: with_docxtpl.idiomatic(one.template, one.context),
        "tuned one": lambda: tuned.make(one.template, one.context),
        "naive one": lambda: with_python_docx.naive(one.base, single.blocks[first]),
        "ours fat": lambda: ours.batch(fat.made, fat.templates),
        "docxtpl fat": lambda: [with_docxtpl.idiomatic(w.template, w.context) for w in fat.works],
        "tuned fat": lambda: [tuned.make(w.template, w.context) for w in fat.works],
    }


def _bases(given: _Round) -> list[bytes]:
    return [one.base for one in given.works]


def _one(made: ours.Ready, council: int) -> Run:
    """One paper by a composer that made those of another council before: its templates are read."""
    making = made.composer()
    before, gemeente = made.gemeenten[council - 1], made.gemeenten[council]
    for kind in ours.KINDS:
        ours.paper(made, making, before, kind)
    return lambda: ours.paper(made, making, gemeente, ours.KINDS[0])


def _spent(run: Run) -> float:
    """CPU seconds of a task, after tidying up what the one before it left behind.

    The collector takes Python's share; a large piece of memory makes the C library join the many
    small ones that others gave back, which took the next task some 30 ms.
    """
    gc.collect()
    bytearray(1 << 16)
    start = time.process_time()
    run()
    return time.process_time() - start
