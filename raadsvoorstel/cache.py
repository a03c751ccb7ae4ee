"""What may be lost: results by the hash of what they came from, in the user's cache folder.

Nothing here is ever an error: what cannot be kept is made again, and what was damaged is not used.
An entry is bytes that its maker reads back as data (JSON, a zip). Code may only be kept, or used,
in a folder that is private.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

VARIABLE = "RAADSVOORSTEL_CACHE"
OFF = "uit"
_MOST, _LARGEST = 1000, 500_000_000
"""The entries, and their bytes together, that a folder keeps when it is looked through."""
_LOOKS_THROUGH = "0"
"""How the key of an entry begins that looks for what is too much: one in sixteen, as that takes
4 ms in a full folder."""
_ENTRY = re.compile(r"[a-z]+-[0-9a-f]{64}(\.\d+\.[0-9a-f]{8})?")
"""An entry, or what is left of one whose writer was cut off."""
_PACKAGE = str(Path(__file__).parent)
_LIBRARIES = (
    "docx",
    "holidays",
    "jinja2",
    "lxml",
    "markdown_it",
    "mdit_py_plugins",
    "msgspec",
    "spellchecker",
    "yaml",
)
_METADATA = (".dist-info", ".egg-info")
_LENGTH = hashlib.sha256().digest_size


def get(kind: str, key: str) -> bytes | None:
    """What was put there under this key, if that is whole."""
    folder = _folder()
    if folder is None:
        return None
    try:
        entry = (folder / f"{kind}-{key}").read_bytes()
    except (OSError, ValueError):
        return None
    content = entry[_LENGTH:]
    return content if _seal(kind, key, content) == entry[:_LENGTH] else None


def put(kind: str, key: str, content: bytes) -> None:
    """Keep this for a next run, if that is possible; others never see half of it."""
    folder = _folder()
    if folder is None:
        return
    temporary = folder / f"{kind}-{key}.{os.getpid()}.{os.urandom(4).hex()}"
    with suppress(OSError, ValueError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if key.startswith(_LOOKS_THROUGH):
            _prune(folder)
        try:
            temporary.write_bytes(_seal(kind, key, content) + content)
            temporary.replace(folder / f"{kind}-{key}")
        finally:
            temporary.unlink(missing_ok=True)


def _seal(kind: str, key: str, content: bytes) -> bytes:
    """What stands before an entry: by it one that is whole, but another's, is not used either."""
    found = hashlib.sha256(f"{kind}-{key}".encode())
    found.update(content)
    return found.digest()


def is_on() -> bool:
    """Whether anything can be kept at all."""
    return _folder() is not None


def is_private() -> bool:
    """Whether nobody but this user can write an entry; a folder that is yet to be made will be."""
    folder = _folder()
    if folder is None:
        return False
    try:
        found = folder.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return own and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def key(*sources: str | bytes) -> str:
    """One name for all that a result came from; the border between two sources counts."""
    found = hashlib.sha256()
    for one in sources:
        content = one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


@cache
def stamp() -> str:
    """What stands for all code that makes an entry; which part makes which is nobody's to remember.

    Of ours each file counts by its size and date, because a checkout may change and keep its
    version. What is installed beside a library names its version; `importlib.metadata` takes 11 ms
    to say the same.
    """
    try:
        origins = [_origin(name) for name in _LIBRARIES]
        libraries = (*(one.read_bytes() for one in origins), *map(str.encode, _installed(origins)))
        return key(sys.version, zlib.ZLIB_RUNTIME_VERSION, *libraries, *_looks(_PACKAGE))
    except (OSError, ImportError):
        return os.urandom(_LENGTH).hex()  # code that nobody can read is never the same


def _origin(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(module)
    return Path(spec.origin)


def _installed(origins: Iterable[Path]) -> Iterator[str]:
    """The name and version of all that is installed where these are.

    The `__init__.py` of a library may be the same in its next version, with other words or days.
    """
    for folder in sorted({one.parent.parent for one in origins}):
        with os.scandir(folder) as found:
            yield from sorted(one.name for one in found if one.name.endswith(_METADATA))


def _looks(folder: str) -> Iterator[str]:
    """Each file below a folder of code, but what Python makes of it, with its size and date."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for one in entries:
        if not one.is_dir(follow_symlinks=False):
            look = one.stat()
            yield f"{one.path} {look.st_size} {look.st_mtime_ns}"
        elif one.name != "__pycache__":
            yield from _looks(one.path)


def _folder() -> Path | None:
    """Where entries stand; None where there is no such place, or nobody wants it."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted.casefold() == OFF:
        return None
    try:
        return Path(wanted) if wanted else _of_the_user() / "raadsvoorstel"
    except RuntimeError:  # nobody's home
        return None


def _of_the_user() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    found = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return found if found.is_absolute() else Path.home() / ".cache"


@cache
def _prune(folder: Path) -> None:
    """Drop the oldest entries, at most once in a run: to look at each for every new one takes long.

    Whatever else stands in a folder that the user chose is none of our business.
    """
    with os.scandir(folder) as entries:
        ours = [one for one in entries if _ENTRY.fullmatch(one.name)]
    size = 0
    newest_first = sorted(ours, key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for number, one in enumerate(newest_first, 1):
        size += one.stat().st_size
        if number > _MOST or size > _LARGEST:
            Path(one.path).unlink(missing_ok=True)
