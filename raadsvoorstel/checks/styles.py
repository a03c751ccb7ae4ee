"""House styles that name what exists."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Problem
from raadsvoorstel.loading import STYLE, Case
from raadsvoorstel.placeholders import look_up
from raadsvoorstel.view import View, view


def unknown_field(case: Case) -> Iterator[Problem]:
    """The metadata of a house style names fields that exist."""
    for gemeente in case.participants[:1]:
        seen = view(case, gemeente)
        for name, style in case.styles.items():
            for kind, stuk in style.stukken.items():
                for index, one in enumerate(stuk.kenmerken):
                    yield from _field(
                        one.veld, seen, (STYLE, name, "stukken", kind, "kenmerken", index, "veld")
                    )


def _field(field: str, seen: View, path: DataPath) -> Iterator[Problem]:
    try:
        look_up(tuple(field.split(".")), seen)
    except KeyError as error:
        _, names = error.args
        yield Problem(
            "RV308",
            path,
            f"Het veld '{field}' bestaat niet",
            dutch.nearest(field.rsplit(".", maxsplit=1)[-1], names)
            or f"Mogelijk zijn: {', '.join(names)}",
        )
