"""A base as the writer wants it: prepared once for all papers in a look, and kept for next runs.

Preparing one takes python-docx or a municipality's own file; using one that was kept takes neither.
"""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec.structs import replace

from raadsvoorstel import cache as kept
from raadsvoorstel.housestyle import Basis, HouseStyle, Logo, StyleFiles, Uiterlijk
from raadsvoorstel.word.base import Ready

_KIND = "basis"


def ready(style: HouseStyle, files: StyleFiles, language: str) -> Ready:
    """The base of a house style; raises `UnusableFileError` where its own file can be none."""
    return of_look(style.uiterlijk, style.basis, style.logo, files, str(language))


@cache
def of_look(
    look: Uiterlijk, basis: Basis | None, logo: Logo | None, files: StyleFiles, language: str
) -> Ready:
    """The base of a look; a look says all that its base comes from."""
    asked = repr((look, basis, logo, language))
    key = kept.key(kept.stamp(), asked, *_contents(files))
    found = kept.get(_KIND, key)
    known = _read(found) if found is not None else None
    if known is not None:
        return known
    from raadsvoorstel.word.preparing import prepared

    made = prepared(look, basis, logo, files, language)
    kept.put(_KIND, key, _written(made))
    return made


def _contents(files: StyleFiles) -> tuple[bytes, ...]:
    """The files, each with a sign that tells an empty one from none."""
    logo = (files.logo.picture, files.logo.svg) if files.logo is not None else (None, None)
    return tuple(b"" if one is None else b"=" + one for one in (files.basis, *logo))


def _written(made: Ready) -> bytes:
    """A line of JSON, and behind it the zip as it is."""
    return msgspec.json.encode(replace(made, archive=b"")) + b"\n" + made.archive


def _read(entry: bytes) -> Ready | None:
    values, _, archive = entry.partition(b"\n")
    try:
        return replace(msgspec.json.decode(values, type=Ready), archive=archive)
    except msgspec.DecodeError:
        return None
