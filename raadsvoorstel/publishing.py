"""Bytes to files, so that nothing is lost: manifest, guard for edited files, atomic writing.

The manifest knows what we wrote. A file that is neither what we wrote nor what we meant to write
was edited by hand: it stays, and the new one is put beside it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import shown

MANIFEST = "manifest.json"
_LOCK = ".raadsvoorstel.lock"
_VERSION = 1


class State(StrEnum):
    """What became of a paper's file."""

    NEW = "nieuw"
    CHANGED = "bijgewerkt"
    SAME = "ongewijzigd"
    KEPT = "bewaard"
    FAILED = "mislukt"


class OutputFile(Struct, frozen=True):
    """A file to write, by its path below the output folder with `/`."""

    path: str
    content: bytes
    about: Mapping[str, str]
    """What the manifest says of it: gemeente, dossier, stuk, formaat."""

    @property
    def sha256(self) -> str:
        """The hash that the manifest keeps."""
        return hashlib.sha256(self.content).hexdigest()


class Outcome(Struct, frozen=True):
    """What happened to one file; `beside` is where the new version went, `reason` why it failed."""

    file: OutputFile
    state: State
    beside: str = ""
    reason: str = ""
    in_the_way: bool = False


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the manifest knows of one file; `eerder` holds the hash from before a cut-off run."""

    gemeente: str
    dossier: str
    stuk: str
    formaat: str
    sha256: str
    eerder: str | None = None
    naast: str | None = None


Manifest = Mapping[str, Entry]


class _File(msgspec.Struct, frozen=True):
    """The manifest as it stands on disk."""

    versie: int
    stukken: dict[str, Entry]


class _Step(Struct, frozen=True):
    """What is to be done with one file."""

    file: OutputFile
    state: State
    target: str
    disk: str | None = None
    """The hash of what stands at the target now; it is ours, or there is nothing."""
    reason: str = ""


def publish(folder: Path, files: Iterable[OutputFile]) -> tuple[Outcome, ...]:
    """Write what is new; touch nothing where nothing changed.

    Raises `OutsideError` where the folder can't be used at all. A single file that can't be written
    is an outcome.
    """
    files = tuple(files)
    if _is_unchanged(folder, files):
        return tuple(Outcome(file, State.SAME) for file in files)
    with _sole_run(folder):
        manifest = read_manifest(folder)
        steps = tuple(_step(folder, file, manifest) for file in files)
        intended = _intended(manifest, steps)
        _write_manifest(folder, manifest, intended)
        outcomes = tuple(_perform(folder, step) for step in steps)
        _write_manifest(folder, intended, _settled(manifest, intended, steps, outcomes))
        return outcomes


def _is_unchanged(folder: Path, files: tuple[OutputFile, ...]) -> bool:
    if not (folder / MANIFEST).is_file():
        return False
    manifest = read_manifest(folder)
    return all(
        _step(folder, file, manifest).state is State.SAME
        and (entry := manifest.get(file.path)) is not None
        and entry.sha256 == file.sha256
        and entry.eerder is None
        for file in files
    )


# -- the guard ---------------------------------------------------------------------------------


def _step(folder: Path, file: OutputFile, manifest: Manifest) -> _Step:
    try:
        disk = _hash(folder / file.path)
        if disk == file.sha256:
            return _Step(file, State.SAME, file.path, disk)
        if disk is None:
            return _Step(file, State.NEW, file.path)
        if disk in _ours(manifest, file.path):
            return _Step(file, State.CHANGED, file.path, disk)
        beside = _beside(folder, file, manifest)
        return _Step(file, State.KEPT, beside, _hash(folder / beside))
    except OSError as error:
        return _Step(file, State.FAILED, file.path, reason=_why(error))


def _ours(manifest: Manifest, path: str) -> set[str | None]:
    """The hashes of what we wrote at a path, or put beside it for the user to take over."""
    entries = [entry for name, entry in manifest.items() if path in (name, entry.naast)]
    return {known for entry in entries for known in (entry.sha256, entry.eerder) if known}


def _beside(folder: Path, file: OutputFile, manifest: Manifest) -> str:
    """`raadsvoorstel.nieuw.docx`; with a number where that one was edited by hand as well."""
    stem, _, suffix = file.path.rpartition(".")
    for number in range(1, 1000):
        path = f"{stem}.nieuw{number if number > 1 else ''}.{suffix}"
        disk = _hash(folder / path)
        if disk is None or disk == file.sha256 or disk in _ours(manifest, path):
            return path
    raise OutsideError(f"Naast {file.path} staan te veel versies", "Ruim de map op")


def _hash(path: Path) -> str | None:
    """The hash of a file; None where there is none. A folder has no hash."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except PermissionError:
        if path.is_dir():  # Windows has no rights on a folder, where others say that it is one
            return None
        raise


# -- the manifest ------------------------------------------------------------------------------


def read_manifest(folder: Path) -> dict[str, Entry]:
    """What earlier runs wrote; raises `OutsideError` where the file is no longer a manifest."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).stukken
    except FileNotFoundError:
        return {}
    except NotADirectoryError as error:
        raise _unusable(folder) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise OutsideError(
            f"{shown(path)} is geen geldig manifest meer",
            "Zet het origineel terug, of verwijder het: bestaande stukken blijven dan bewaard",
        ) from error
    except OSError as error:
        raise OutsideError(f"{shown(path)} is niet te lezen", "Controleer de rechten") from error


def _intended(manifest: Manifest, steps: tuple[_Step, ...]) -> Manifest:
    """The manifest as it is before writing: what each file was, and what it will be."""
    planned = dict(manifest)
    for step in steps:
        if step.state is not State.FAILED:
            earlier = step.disk if step.disk != step.file.sha256 else None
            planned[step.target] = _entry(step, earlier)
    return planned


def _entry(step: _Step, earlier: str | None) -> Entry:
    about = step.file.about
    beside = step.file.path if step.target != step.file.path else None
    return Entry(
        about["gemeente"],
        about["dossier"],
        about["stuk"],
        about["formaat"],
        step.file.sha256,
        earlier,
        beside,
    )


def _settled(
    before: Manifest, intended: Manifest, steps: tuple[_Step, ...], outcomes: tuple[Outcome, ...]
) -> Manifest:
    """The manifest afterwards: a file that was not written keeps what was known of it."""
    settled = dict(intended)
    for step, outcome in zip(steps, outcomes, strict=True):
        if outcome.state is State.FAILED:
            old = before.get(step.target)
            settled.pop(step.target, None)
            if old is not None:
                settled[step.target] = old
        else:
            settled[step.target] = msgspec.structs.replace(settled[step.target], eerder=None)
            if step.target == step.file.path:
                _forget_versions_beside(settled, step.file.path)
    return settled


def _forget_versions_beside(manifest: dict[str, Entry], path: str) -> None:
    for name in [name for name, entry in manifest.items() if entry.naast == path]:
        del manifest[name]


def _write_manifest(folder: Path, before: Manifest, after: Manifest) -> None:
    if before == after and (folder / MANIFEST).exists():
        return
    papers = _File(_VERSION, {name: after[name] for name in sorted(after)})
    content = msgspec.json.format(msgspec.json.encode(papers), indent=2) + b"\n"
    try:
        write_file(folder / MANIFEST, content)
    except OSError as error:
        raise OutsideError(
            f"{shown(folder / MANIFEST)} kan niet worden geschreven ({_why(error)})",
            "Controleer de schijfruimte en de rechten",
        ) from error


# -- writing -----------------------------------------------------------------------------------


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: first beside it, then in its place. The only write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _perform(folder: Path, step: _Step) -> Outcome:
    if step.state in (State.SAME, State.FAILED):
        return Outcome(step.file, step.state, reason=step.reason)
    target = folder / step.target
    if target.is_dir():
        return Outcome(
            step.file, State.FAILED, reason="op deze plaats staat een map", in_the_way=True
        )
    if step.state is State.KEPT and step.disk == step.file.sha256:
        return Outcome(step.file, State.KEPT, step.target)
    try:
        write_file(target, step.file.content)
    except OSError as error:
        return Outcome(step.file, State.FAILED, reason=_why(error))
    return Outcome(step.file, step.state, step.target if step.state is State.KEPT else "")


def _why(error: OSError) -> str:
    match error:
        case PermissionError():
            return "geen rechten, of het staat open in een ander programma"
        case FileExistsError() | NotADirectoryError() | IsADirectoryError():
            return "er staat een bestand of map in de weg"
        case _:
            pass
    if error.errno == errno.ENAMETOOLONG:
        return "de naam van het bestand of de map is te lang"
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "de schijf is vol" if full else "het bestand is niet te lezen of te schrijven"


def _unusable(folder: Path) -> OutsideError:
    return OutsideError(
        f"De map '{shown(folder)}' kan niet worden gebruikt",
        "Kies een andere map met `--uitvoer`; controleer de rechten",
    )


@contextmanager
def _sole_run(folder: Path) -> Iterator[None]:
    """One run at a time in one output folder."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise OutsideError(
            f"Een andere run schrijft al in '{shown(folder)}'", "Wacht tot die klaar is"
        ) from error
    except OSError as error:
        raise _unusable(folder) from error
    try:
        yield
    finally:
        lock.release()
