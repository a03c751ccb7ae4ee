"""House styles that name what exists."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel.diagnostics import Problem
from raadsvoorstel.loading import STYLE, Case
from raadsvoorstel.placeholders import PlaceholderError
from raadsvoorstel.view import view
from raadsvoorstel.wording import kenmerk


def unknown_field(case: Case) -> Iterator[Problem]:
    """The metadata of a house style names fields that exist, also where no council uses it."""
    for gemeente in case.participants[:1]:
        seen = view(case, gemeente)
        for name, style in case.styles.items():
            for kind, stuk in style.stukken.items():
                for index, one in enumerate(stuk.kenmerken):
                    try:
                        kenmerk(one, seen)
                    except PlaceholderError as error:
                        path = (STYLE, name, "stukken", kind, "kenmerken", index, "veld")
                        yield Problem(error.code, path, error.message, error.hint)
