"""What each field means, in the Dutch words of `velden.toml`; docs and editors show the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.model import Dossier, Municipality, Record

Block = type[Record]
Words = dict[str, dict[str, str]]

WORDS: Final = Path(__file__).parent / "velden.toml"

ROOTS: Final[Mapping[str, Block]] = MappingProxyType(
    {"dossier": Dossier, "gemeenten": Municipality, "huisstijl": HouseStyle}
)
"""What each kind of file is made of; the file of the municipalities holds one under each id."""


def descriptions() -> Words:
    """The words of every block and field; an unknown or a missing one raises `LookupError`."""
    words: Words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    known = {
        one.__name__: {"_uitleg", *one.__struct_fields__} for of in blocks().values() for one in of
    }
    given = {f"{block}.{name}" for block, names in words.items() for name in names}
    wanted = {f"{block}.{name}" for block, names in known.items() for name in names}
    strangers = given - wanted - {f"{block}._titel" for block in known}
    if strangers or wanted - given:
        odd = [f"no field: {name}" for name in sorted(strangers)]
        odd += [f"no words: {name}" for name in sorted(wanted - given)]
        raise LookupError(f"{WORDS.name}: {', '.join(odd)}")
    return words


def blocks() -> dict[str, tuple[Block, ...]]:
    """The blocks of each file; a block stands at the file that first uses it."""
    seen: dict[Block, str] = {}
    for root, block in ROOTS.items():
        for inner in reachable(block):
            seen.setdefault(inner, root)
    return {root: tuple(one for one, at in seen.items() if at == root) for root in ROOTS}


def reachable(block: Block) -> Iterator[Block]:
    """The block itself and every block in it, in the order of the fields."""
    yield block
    for hint in hints(block).values():
        for inner in _structs(hint):
            yield from reachable(inner)


def hints(block: Block) -> dict[str, Any]:
    """The type of each field, with what is said of it."""
    return get_type_hints(block, include_extras=True)


def is_block(hint: object) -> bool:
    """Whether a type is a block of fields."""
    return isinstance(hint, type) and issubclass(hint, Record)


def title(block: Block, words: Words) -> str:
    """What a block is called: its own words, or its name cut into words."""
    own = words[block.__name__].get("_titel")
    return own or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", block.__name__).capitalize()


def _structs(hint: object) -> Iterator[Block]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for inner in get_args(hint) if get_origin(hint) is not Literal else ():
        yield from _structs(inner)
