"""The zip that we write ourselves is the one that `zipfile` would write, byte for byte."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from raadsvoorstel.word.archive import EMPTY, QUICKLY, extended

MEMBERS = {
    "empty": b"",
    "word/document.xml": b"<w:p/>" * 30_000,
    "word/media/foto.png": random.Random(1).randbytes(100_000),  # noqa: S311
    "word/één.xml": "één".encode(),
}


def by_zipfile(names: tuple[str, ...]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, MEMBERS[name], compresslevel=QUICKLY)
    return buffer.getvalue()


def ours(names: tuple[str, ...], archive: bytes = EMPTY) -> bytes:
    return extended(archive, [(name, MEMBERS[name]) for name in names])


@pytest.mark.parametrize("number", range(len(MEMBERS) + 1))
def test_a_zip_is_the_same_as_that_of_zipfile(number: int) -> None:
    first, more = tuple(MEMBERS)[:number], tuple(MEMBERS)[number:]

    assert ours(first) == by_zipfile(first)
    assert ours(more, ours(first)) == by_zipfile((*first, *more))


@pytest.mark.parametrize("again", ["first time", "kept"])
def test_a_zip_is_whole(again: str) -> None:
    with zipfile.ZipFile(io.BytesIO(ours(tuple(MEMBERS)))) as archive:
        assert archive.testzip() is None, again
        assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS
