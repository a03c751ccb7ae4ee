"""A project of one's own: the example case to edit, or an empty start."""

from __future__ import annotations

from pathlib import Path

from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import packaged, shown
from raadsvoorstel.publishing import write_file

_EMPTY = Path(__file__).parent / "_leeg"
_SCHEMAS = "data/schema/*.json"
_COPIED = ("data/*.yaml", _SCHEMAS, "templates/*.j2", "templates/**/*.j2", "templates/**/*.yaml")


def start(folder: Path, *, empty: bool) -> tuple[str, ...]:
    """Write the files of a new project and return their paths; never over what is there.

    Templates that a project lacks come from the package, so an empty start has none.
    """
    files = _empty() if empty else _example()
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        raise OutsideError(
            f"{shown(folder / taken[0])} bestaat al", "Kies een lege map; er is niets geschreven"
        )
    try:
        for name, content in files.items():
            write_file(folder / name, content)
    except OSError as error:
        raise OutsideError(
            f"In '{shown(folder)}' kan niet worden geschreven",
            "Kies een andere map, of controleer de rechten",
        ) from error
    return tuple(files)


def _empty() -> dict[str, bytes]:
    own = {f"data/{path.name}": path.read_bytes() for path in sorted(_EMPTY.glob("*.yaml"))}
    return {**own, **_copied(_SCHEMAS)}


def _example() -> dict[str, bytes]:
    return _copied(*_COPIED)


def _copied(*patterns: str) -> dict[str, bytes]:
    root = packaged()
    paths = {path for pattern in patterns for path in root.glob(pattern)}
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}
