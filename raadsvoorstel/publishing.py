"""Bytes to files, so that nothing is lost: manifest, guard for edited files, atomic writing.

The manifest knows what we wrote. A file that is neither what we wrote nor what we meant to write
was edited by hand: it stays, and the new one is put beside it. In a file without a single byte
there is nothing to keep.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import shown

MANIFEST = "manifest.json"
_LOCK = ".raadsvoorstel.lock"
_PART, _PART_END = ".raadsvoorstel-", ".tmp"
"""How the name of a file begins and ends that is being written."""
_VERSION = 1
_NO_BYTES = hashlib.sha256(b"").hexdigest()
"""What a power cut may leave of a paper."""


class State(StrEnum):
    """What became of a paper's file."""

    NEW = "nieuw"
    CHANGED = "bijgewerkt"
    SAME = "ongewijzigd"
    KEPT = "bewaard"
    FAILED = "mislukt"


class OutputFile(Struct, frozen=True, dict=True):
    """A file to write, by its path below the output folder with `/`."""

    path: str
    content: bytes
    about: Mapping[str, str]
    """What the manifest says of it: gemeente, dossier, stuk, formaat."""

    @cached_property
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


class Leftover(Struct, frozen=True):
    """A file of an earlier run that this one did not make."""

    path: str
    gemeente: str


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
_Look = tuple[int, int] | None
"""The date and size of a file; None where there is none."""
_Known = Mapping[str, set[str]]
"""By path the hashes of what we wrote there, or put beside it for the user to take over."""


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
    look: _Look = None
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
        known = _known(manifest)
        steps = tuple(_step(folder, file, known) for file in files)
        _sweep({(folder / step.target).parent for step in steps} | {folder})
        intended = _intended(manifest, steps)
        _write_manifest(folder, manifest, intended)
        outcomes = tuple(_perform(folder, step) for step in steps)
        _write_manifest(folder, intended, _settled(manifest, intended, steps, outcomes))
        return outcomes


def stands(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether each of these files is there with this hash, and the manifest says the same."""
    if not (folder / MANIFEST).is_file():
        return not files
    try:
        return _are_known(read_manifest(folder), files) and all(
            _hash(folder / path) == sha256 for path, sha256 in files.items()
        )
    except OSError:
        return False


def _are_known(manifest: Manifest, files: Mapping[str, str]) -> bool:
    """Whether the manifest has these hashes, of runs that were not cut off."""
    return all(
        (entry := manifest.get(path)) is not None
        and entry.sha256 == sha256
        and entry.eerder is None
        for path, sha256 in files.items()
    )


def leftovers(
    folder: Path, dossier: str, made: Container[str], skipped: Collection[str], *, whole: bool
) -> tuple[Leftover, ...]:
    """What stands there of councils that were skipped, and what a whole run no longer makes."""
    if not (whole or skipped):
        return ()
    return tuple(
        Leftover(path, entry.gemeente)
        for path, entry in read_manifest(folder).items()
        if entry.dossier == dossier
        and (entry.gemeente in skipped or (whole and entry.naast is None))
        and path not in made
        and (folder / path).exists()
    )


def _is_unchanged(folder: Path, files: tuple[OutputFile, ...]) -> bool:
    """By the manifest first: only where that knows every file as it is, the files are read."""
    if not (folder / MANIFEST).is_file():
        return False
    hashes = {file.path: file.sha256 for file in files}
    return _are_known(read_manifest(folder), hashes) and all(
        _step(folder, file, {}).state is State.SAME for file in files
    )


# -- the guard ---------------------------------------------------------------------------------


def _step(folder: Path, file: OutputFile, known: _Known) -> _Step:
    try:
        disk = _hash(folder / file.path, file)
        if disk == file.sha256:
            return _Step(file, State.SAME, file.path, disk)
        if disk is None:
            return _Step(file, State.NEW, file.path)
        if disk == _NO_BYTES or disk in known.get(file.path, ()):
            return _Step(file, State.CHANGED, file.path, disk, _look(folder / file.path))
        beside, disk = _beside(folder, file, known)
        return _Step(file, State.KEPT, beside, disk, _look(folder / beside))
    except OSError as error:
        return _Step(file, State.FAILED, file.path, reason=_why(error))


def _known(manifest: Manifest) -> _Known:
    known: dict[str, set[str]] = {}
    for name, entry in manifest.items():
        for path in (name, entry.naast):
            if path is not None:
                hashes = (entry.sha256, entry.eerder)
                known.setdefault(path, set()).update(one for one in hashes if one)
    return known


def _beside(folder: Path, file: OutputFile, known: _Known) -> tuple[str, str | None]:
    """`raadsvoorstel.nieuw.docx`, and the hash of what stands there now.

    With a number where that one was edited by hand as well.
    """
    stem, _, suffix = file.path.rpartition(".")
    for number in range(1, 1000):
        path = f"{stem}.nieuw{number if number > 1 else ''}.{suffix}"
        disk = _hash(folder / path, file)
        if disk in (None, _NO_BYTES, file.sha256) or disk in known.get(path, ()):
            return path, disk
    raise OutsideError(f"Naast {file.path} staan te veel versies", "Ruim de map op")


def _hash(path: Path, file: OutputFile | None = None) -> str | None:
    """The hash of what stands at a path; None where there is nothing. A folder has no hash.

    Bytes that are those of the new file have its hash: comparing costs less than hashing.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except PermissionError:
        if path.is_dir():  # Windows has no rights on a folder, where others say that it is one
            return None
        raise
    if file is not None and content == file.content:
        return file.sha256
    return hashlib.sha256(content).hexdigest()


def _look(path: Path) -> _Look:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else None


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
    in_place: set[str | None] = set()
    for step, outcome in zip(steps, outcomes, strict=True):
        if outcome.state is State.FAILED:
            old = before.get(step.target)
            settled.pop(step.target, None)
            if old is not None:
                settled[step.target] = old
        else:
            settled[step.target] = msgspec.structs.replace(settled[step.target], eerder=None)
            if step.target == step.file.path:
                in_place.add(step.target)
    return {name: entry for name, entry in settled.items() if entry.naast not in in_place}


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
    """Write a whole file or nothing: first beside it, then in its place. The only write.

    The manifest is to outlive a power cut too. Anything else is made again by the next run, and
    waiting for the disk a thousand times takes longer than all the rest.
    """
    handle, temporary = _beside_it(path)
    part = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if path.name == MANIFEST:
                file.flush()
                os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _beside_it(path: Path) -> tuple[int, str]:
    """A new file in the folder of another; most often that folder is there."""
    try:
        return tempfile.mkstemp(_PART_END, _PART, path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(_PART_END, _PART, path.parent)


def _sweep(folders: Iterable[Path]) -> None:
    """Remove what runs that were cut off left half written; who holds the lock is the only run."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as found:
            names = [one.name for one in found]
            for name in names:
                if name.startswith(_PART) and name.endswith(_PART_END):
                    (folder / name).unlink()


def _perform(folder: Path, step: _Step) -> Outcome:
    if step.state in (State.SAME, State.FAILED):
        return Outcome(step.file, step.state, reason=step.reason)
    if step.state is State.KEPT and step.disk == step.file.sha256:
        return Outcome(step.file, State.KEPT, step.target)
    target = folder / step.target
    try:
        if _look(target) != step.look:  # who saved it meanwhile would lose that
            return Outcome(step.file, State.FAILED, reason="iemand veranderde het tijdens deze run")
        write_file(target, step.file.content)
    except OSError as error:
        in_the_way = target.is_dir()
        reason = "op deze plaats staat een map" if in_the_way else _why(error)
        return Outcome(step.file, State.FAILED, reason=reason, in_the_way=in_the_way)
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
    """One run at a time in one output folder: an empty database that SQLite holds for us alone.

    Its lock is there on every system, goes away with the process, and is loaded in a tenth of the
    time that libraries for locks take.
    """
    import sqlite3

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(folder) from error
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise OutsideError(
                    f"Een andere run schrijft al in '{shown(folder)}'", "Wacht tot die klaar is"
                ) from error
            raise _unusable(folder) from error
        yield
