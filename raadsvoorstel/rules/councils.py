"""Which council a paper is of."""

from __future__ import annotations

from raadsvoorstel.loading import Case


def takes_part(case: Case, gemeente: str) -> bool:
    """Whether a council takes part, with a block that can be used; asked for every paper."""
    return gemeente in case.names and gemeente in case.municipalities
