"""The zip that a Word file is, written so that what was packed once is not packed again.

`zipfile` would read all members that a zip has before it adds one, and pack a footer anew for each
paper. Ours hold no clock, no comment and nothing of 4 GB: then a zip is its members, and a list of
them behind it that tells the same few numbers.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

_MEMBER = struct.Struct("<5H3L2H")
"""What stands before a member and in the list: version, flags, method, time, date, checksum,
the length packed and unpacked, and those of the name and of what we leave out."""
_PLACE = struct.Struct("<3H2L")
"""What stands in the list alone: three times nothing, the rights and where the member is."""
_END = struct.Struct("<4s4H2LH")
"""How many members there are (twice), the length of their list and where it is."""
_VERSION, _UNICODE, _DEFLATED, _OWNER_ONLY = 20, 0x800, 8, 0o600 << 16
_MADE_BY = bytes((_VERSION, 3))
"""By a program of that version, on a system with the rights of Unix."""
_EPOCH = 0, 1 << 5 | 1
"""The start of 1980, before which a zip knows no time."""
QUICKLY, THOROUGHLY = 1, 9
"""How hard `zlib` tries: for what one paper holds, and for what all papers in a look share."""
_SMALL = 8_000
"""Bytes of a member that another paper may well have too, such as a footer."""


def extended(archive: bytes, members: Sequence[tuple[str, bytes]], effort: int = QUICKLY) -> bytes:
    """A zip of ours with more members behind those that it has."""
    *_, number, _, start, _ = _END.unpack(archive[-_END.size :])
    content, listed = bytearray(archive[:start]), bytearray(archive[start : -_END.size])
    for name, member in members:
        called, packed = name.encode(), _packed(member, effort)
        flags = 0 if name.isascii() else _UNICODE
        lengths = len(packed.content), len(member), len(called), 0
        said = _MEMBER.pack(_VERSION, flags, _DEFLATED, *_EPOCH, packed.checksum, *lengths)
        place = _PLACE.pack(0, 0, 0, _OWNER_ONLY, len(content))
        listed += b"PK\1\2" + _MADE_BY + said + place + called
        content += b"PK\3\4" + said + called + packed.content
    return bytes(content + listed) + _end(number + len(members), len(listed), len(content))


def _end(number: int, length: int, start: int) -> bytes:
    return _END.pack(b"PK\5\6", 0, 0, number, number, length, start, 0)


EMPTY = _end(0, 0, 0)
"""A zip without members."""


class _Packed(Struct, frozen=True):
    checksum: int
    content: bytes


def _packed(member: bytes, effort: int) -> _Packed:
    return (_kept if len(member) < _SMALL else _deflated)(member, effort)


def _deflated(member: bytes, effort: int) -> _Packed:
    packed = zlib.compress(member, effort, wbits=-zlib.MAX_WBITS)
    return _Packed(zlib.crc32(member), packed)


_kept = lru_cache(maxsize=128)(_deflated)
