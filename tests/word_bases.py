"""Word templates as municipalities have them, made by code: good ones and the hostile ones.

A good base keeps its letterhead and loses its body; `REFUSED` is no base; of `DISARMED` the
dangerous thing goes and the letterhead stays. `content` builds one, once in a run.
"""

from __future__ import annotations

from functools import cache

from tests.bases.basis import Base, Hostile
from tests.bases.briefhoofden import LETTERHEADS
from tests.bases.herkomst import PROGRAMS
from tests.bases.inhoud import CONTENTS
from tests.bases.pakket import BODY, LETTERHEAD, letterhead
from tests.bases.vijandig import DISARMED, REFUSED
from tests.conftest import need

__all__ = ["BASES", "BODY", "DISARMED", "LETTERHEAD", "REFUSED", "content", "letterhead"]

BASES: dict[str, Base] = PROGRAMS | CONTENTS | LETTERHEADS


@cache
def content(name: str) -> bytes:
    """The file of this name; without the program that makes it, the test is skipped."""
    found: Base | Hostile = (BASES | REFUSED | DISARMED)[name]
    if isinstance(found, Base) and found.needs:
        need(found.needs)
    return found.build()
