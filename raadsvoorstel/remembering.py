"""What an earlier run found or made, where nothing of its input has changed since.

The input is every file in `data/` and `templates/`, the code, its libraries and the question. Of
the output nothing is taken on trust: a paper counts as made only while it stands there whole.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from raadsvoorstel import __version__, cache
from raadsvoorstel.project import Project, packaged
from raadsvoorstel.publishing import Outcome, OutputFile, State, leftovers, stands
from raadsvoorstel.verdict import Asked, Generated, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

_KIND = "run"
_Kept = TypeVar("_Kept")


class _File(Struct, frozen=True):
    """A paper that was made: its hash, and what the manifest says of it."""

    sha256: str
    about: dict[str, str]


class _Made(Struct, frozen=True):
    """A run of `generate`."""

    verdict: Verdict
    skipped: dict[str, str]
    files: dict[str, _File]


def validated(project: Project, names: tuple[str, ...]) -> Verdict:
    """Every finding in these dossiers of a project."""
    question = _Question(project, ("validate", *names))
    kept = _get(question, Verdict)
    if kept is not None:
        return kept
    from raadsvoorstel import checking
    from raadsvoorstel.readers.recalled import recalling

    with recalling(str(project.root)):
        verdict = checking.check_all(project, names)
    _put(question, verdict, verdict)
    return verdict


def generated(
    project: Project, asked: Asked, output: Path, progress: Callable[[str, int], None]
) -> Generated:
    """The papers that are asked for, made; none is composed where all of them stand already."""
    question = _Question(project, ("generate", msgspec.json.encode(asked)))
    kept = _get(question, _Made)
    if kept is not None and stands(output, {path: one.sha256 for path, one in kept.files.items()}):
        return _still_there(kept, asked, output)
    from raadsvoorstel import pipeline
    from raadsvoorstel.readers.recalled import recalling

    known = pipeline.Known(kept.verdict, question.holds) if kept is not None else None
    with recalling(str(project.root)):
        made = pipeline.generate(project, asked, output, progress, known=known)
    if kept is None:
        files = {one.file.path: one.file for one in made.outcomes}
        hashes = {path: _File(one.sha256, dict(one.about)) for path, one in files.items()}
        _put(question, _Made(made.verdict, dict(made.skipped), hashes), made.verdict)
    return made


def _still_there(kept: _Made, asked: Asked, output: Path) -> Generated:
    files = (OutputFile(path, b"", one.about) for path, one in kept.files.items())
    whole = asked.is_whole or kept.verdict.stops_the_run
    left = leftovers(output, asked.dossier, kept.files, kept.skipped, whole=whole)
    outcomes = tuple(Outcome(one, State.SAME) for one in files)
    return Generated(kept.verdict, outcomes, kept.skipped, left)


# -- keeping -----------------------------------------------------------------------------------


class _Question(Struct, frozen=True, dict=True):
    """What is asked about a project, and one name for that with all input; None where none is."""

    project: Project
    words: tuple[str | bytes, ...]

    @cached_property
    def key(self) -> str | None:
        """The name as it was when the run began."""
        return self.key_now()

    def holds(self) -> bool:
        """Whether the input still is what it was when the run began."""
        return self.key_now() == self.key

    def key_now(self) -> str | None:
        """The name for the input as it is at this moment."""
        if not cache.is_on():
            return None
        root = self.project.root
        try:
            input_ = (*_contents(root / "data"), *_contents(root / "templates"))
            return cache.key(*self.words, str(Path.cwd()), str(root), *input_, _code())
        except (OSError, _EndlessError):
            return None


def _get(question: _Question, kind: type[_Kept]) -> _Kept | None:
    content = cache.get(_KIND, question.key) if question.key is not None else None
    try:
        return msgspec.msgpack.decode(content, type=kind) if content is not None else None
    except msgspec.MsgspecError:
        return None


def _put(question: _Question, kept: object, verdict: Verdict) -> None:
    """Keep an answer; one to a question that changed while it was sought answers neither."""
    if question.key is None or verdict.rests_outside or not question.holds():
        return
    cache.put(_KIND, question.key, msgspec.msgpack.encode(kept, enc_hook=str))  # a Regel is letters


@lru_cache(maxsize=1)
def _code() -> str:
    """What stands for this program, its libraries, and the templates in it."""
    return cache.key(__version__, cache.stamp(), *_contents(packaged() / "templates"))


class _EndlessError(Exception):
    """A folder leads to another place."""


def _contents(folder: Path) -> Iterator[str]:
    """Each file with the hash of its content."""
    for path in _files(folder):
        yield os.fspath(path)
        yield hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        below = Path(name)
        if any((below / one).is_symlink() for one in folders):
            raise _EndlessError
        folders.sort()
        yield from (below / one for one in sorted(files))
