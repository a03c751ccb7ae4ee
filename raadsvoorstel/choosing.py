"""What a user typed, found among what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from raadsvoorstel.dutch import folded, nearest, opsomming
from raadsvoorstel.outside import OutsideError


def chosen(given: Iterable[str], known: Mapping[str, str], what: str) -> tuple[str, ...]:
    """The ids for what a user typed: id or name, in any case.

    `what` is an option, or how a sentence about the word begins. Raises `OutsideError` naming the
    nearest where there is none.
    """
    by_name = {folded(name): id_ for id_, name in known.items()} | {
        folded(id_): id_ for id_ in known
    }
    unknown = [word for word in given if folded(word) not in by_name]
    if unknown:
        hint = nearest(unknown[0], [*known.values(), *known]) or f"Kies uit: {', '.join(known)}"
        names = opsomming([f"'{word}'" for word in unknown])
        option = what.startswith("--")
        message = f"Onbekend bij {what}: {names}" if option else f"{what} {names} bestaat niet"
        raise OutsideError(message, hint)
    return tuple(dict.fromkeys(by_name[folded(word)] for word in given))
