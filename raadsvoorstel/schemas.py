"""JSON Schema of the three kinds of files, for editors and CI: what `decode` accepts.

Walks the same types as `decode`, alternative by alternative. A schema sees YAML 1.2 as a program
reads it, not as it was typed: a number where text is wanted is right, for nobody quotes a number.
"""

from __future__ import annotations

import hashlib
import json
import re
import types
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import fields
from raadsvoorstel.decode import BEDRAG, PLACE
from raadsvoorstel.document import Blank
from raadsvoorstel.fields import Block, Words
from raadsvoorstel.model import ID, Onderdeel
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import Project, shown
from raadsvoorstel.publishing import State, write_file
from raadsvoorstel.slots import SLOTS, label
from raadsvoorstel.values import Bedrag, Datum, Frase, Regel, Tekst, Vorm

Schema = dict[str, Any]

FOLDER: Final = "data/schema"
"""Where the schemas of a project stand; the first line of each file names its own."""
NAMES: Final = tuple(fields.ROOTS)

_COMMENT: Final = "$comment"
_PART: Final = "-deel"
_NULL: Final[Schema] = {"type": "null"}
_SCALAR: Final = ["string", "number", "boolean"]
_NO_PLACE: Final = r"(?<!\\)(?:\{%|\{\{(?!" + PLACE + "))"
_DIGITS: Final = 15
"""More of them do not survive as a number; an amount has no more either."""
_MOST: Final = 10**_DIGITS - 1

_LEAVES: Final[Mapping[object, tuple[str, Schema]]] = {
    Regel: (
        "regel",
        {
            "type": _SCALAR,
            "pattern": r"^(?=[^\n]*\S)[^\n]+\n?$",
            "patternErrorMessage": "Hier hoort een tekst van één regel.",
        },
    ),
    Frase: (
        "zin",
        {
            "type": _SCALAR,
            "pattern": rf"^(?!.*{_NO_PLACE})(?=[^\n]*\S)[^\n]+\n?$",
            "patternErrorMessage": "Hier hoort een tekst van één regel; tussen {{ en }} een naam.",
        },
    ),
    Tekst: (
        "tekst",
        {
            "type": _SCALAR,
            "pattern": rf"^(?![\s\S]*{_NO_PLACE})[\s\S]*\S",
            "patternErrorMessage": "Hier hoort een tekst; tussen {{ en }} een naam.",
        },
    ),
    Datum: (
        "datum",
        {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "Schrijf jaar-maand-dag, zoals 2020-12-10.",
        },
    ),
    Bedrag: (
        "bedrag",
        {
            "type": ["string", "number"],
            "pattern": rf"^\s*{BEDRAG}\s*$",
            "minimum": -_MOST,
            "maximum": _MOST,
            "patternErrorMessage": "Schrijf bijvoorbeeld 1250, 1.250 of 1.250,50.",
        },
    ),
    bool: ("ja-nee", {"enum": ["ja", "nee"]}),
}
_WORDS_NOT_A_DATE: Final = (
    "geen-datum",
    {"type": ["string", "boolean"], "pattern": r"^(?=[^\n]*[^0-9/.\-\n])(?=[^\n]*\S)[^\n]+\n?$"},
)
_KNOWN_KEYS: Final = {"teksten": {slot: label(slot) for slot in SLOTS}}
"""Names that an editor offers where others are right too."""


def schema(name: str) -> Schema:
    """The schema of one kind of file: `dossier`, `gemeenten` or `huisstijl`."""
    walk = _Walk(fields.descriptions())
    block = fields.ROOTS[name]
    root = _ROOTS[name](walk, block)
    blocks = tuple(dict.fromkeys(fields.reachable(block)))
    every = {
        **dict((*_LEAVES.values(), _WORDS_NOT_A_DATE)),
        "onderdeel": walk.onderdeel(),
        **{one.__name__: walk.block(one) for one in blocks},
        **{f"{one.__name__}{_PART}": walk.part().block(one) for one in blocks},
    }
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        _COMMENT: "Gemaakt met `raadsvoorstel schema`; niet met de hand bewerken.",
        "title": f"raadsvoorstel: {name}",
        **root,
        "$defs": _used(root, every),
    }
    return {**made, _COMMENT: f"{made[_COMMENT]} Kenmerk: {_mark(made)}."}


def text(name: str) -> str:
    """The file of a schema; same code, same bytes."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def folder(project: Project) -> Path:
    """Where the first line of each file of a project looks for its schema."""
    if project.is_example:
        raise OutsideError(
            "Hier is geen project om de schema's in te zetten",
            "Noem een map met `--uitvoer`, of begin met `raadsvoorstel init MAP`",
        )
    return project.root / FOLDER


def write(folder: Path, names: tuple[str, ...] = NAMES) -> Mapping[str, State]:
    """Write the schemas to a folder, but never over one that was edited; what became of each.

    Raises `OutsideError` where that can't be done.
    """
    try:
        return {name: _written(file_in(folder, name), text(name).encode()) for name in names}
    except OSError as error:
        raise OutsideError(
            f"In '{shown(folder)}' kan niet worden geschreven",
            "Kies een andere map, of controleer de rechten",
        ) from error


def file_in(folder: Path, name: str) -> Path:
    """The file of a schema in a folder."""
    return folder / f"{name}.json"


def _written(file: Path, content: bytes) -> State:
    there = file.read_bytes() if file.exists() else None
    if there == content:
        return State.SAME
    if there and _is_edited(there):
        return State.KEPT
    write_file(file, content)
    return State.NEW if there is None else State.CHANGED


def _is_edited(content: bytes) -> bool:
    """Whether a file is not as some version of this program wrote it; white space is no edit."""
    try:
        found = json.loads(content)
    except ValueError:
        return True
    return not isinstance(found, dict) or _mark(found) not in str(found.get(_COMMENT))


def _mark(schema: Schema) -> str:
    """What a schema says of itself: the hash of all but the place where that stands."""
    rest = {key: value for key, value in schema.items() if key != _COMMENT}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:16]


class _Walk(Struct, frozen=True):
    """From types to schemas; `is_part` where a house style rests on another: nothing is required.

    Maps merge per key, so every map of such a file may be a part; a list is replaced whole.
    """

    words: Words
    is_part: bool = False

    def part(self) -> _Walk:
        return replace(self, is_part=True)

    def whole(self) -> _Walk:
        return replace(self, is_part=False)

    def block(self, block: Block) -> Schema:
        hints = fields.hints(block)
        every = msgspec.structs.fields(block)
        required = [] if self.is_part else [one.name for one in every if one.required]
        return {
            "description": _plain(self.words[block.__name__]["_uitleg"]),
            "type": "object",
            "properties": {one.name: self.field(block, one, hints[one.name]) for one in every},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def field(self, block: Block, field: Any, hint: Any) -> Schema:
        """Nothing, `~` or `null` is as good as absent, but for what must be there."""
        kind = self.kind(hint)
        known = _KNOWN_KEYS.get(field.name)
        if known:
            inner = kind["additionalProperties"]
            offered = {key: {"description": words, **inner} for key, words in known.items()}
            kind = {**kind, "properties": offered}
        return {
            "description": _plain(self.words[block.__name__][field.name]),
            **(kind if field.required else _or_null(kind)),
            **_default(field.default),
        }

    def kind(self, hint: Any) -> Schema:
        """What a type accepts but null; a row for each row of `decode`."""
        origin, inside = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return _formed(inside[1])
        if origin in (Union, types.UnionType):
            return self.one_of(tuple(one for one in inside if one not in (Blank, type(None))))
        if origin is Literal:
            return {"enum": [*inside, *(int(one) for one in inside if one.isdecimal())]}
        if origin is tuple:
            return {"type": "array", "items": self.whole().element(inside[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.element(inside[1])}
        if fields.is_block(hint):
            return _ref(hint.__name__ + (_PART if self.is_part else ""))
        return _ref(_LEAVES[hint][0])

    def one_of(self, kinds: tuple[Any, ...]) -> Schema:
        if kinds == (Datum, Regel):
            return {"anyOf": [_ref(_LEAVES[Datum][0]), _ref(_WORDS_NOT_A_DATE[0])]}
        schemas = [self.kind(kind) for kind in kinds]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def element(self, hint: Any) -> Schema:
        """One of a list or map: there a null counts as a value, and must be meant."""
        if hint == Onderdeel:
            return _ref("onderdeel")
        return (
            _or_null(self.kind(hint))
            if {Blank, type(None)} & {*get_args(hint)}
            else self.kind(hint)
        )

    def onderdeel(self) -> Schema:
        return _or_null(self.kind(Onderdeel))


def _dossier(_: _Walk, block: Block) -> Schema:
    return _ref(block.__name__)


def _gemeenten(_: _Walk, block: Block) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": ID},
        "additionalProperties": _ref(block.__name__),
    }


def _huisstijl(_: _Walk, block: Block) -> Schema:
    based = {"required": ["gebaseerd_op"], "properties": {"gebaseerd_op": {"not": _NULL}}}
    return {
        "type": "object",
        "if": based,
        "then": _ref(block.__name__ + _PART),
        "else": _ref(block.__name__),
    }


_ROOTS: Final = {"dossier": _dossier, "gemeenten": _gemeenten, "huisstijl": _huisstijl}


def _formed(vorm: Vorm) -> Schema:
    """A text of a certain form, and the numbers and booleans that have it when typed."""
    form = vorm.pattern
    boolean = ["boolean"] if re.search(form, "true") else []
    number, bounds = _numbers(form)
    return {
        "type": ["string", *number, *boolean],
        "pattern": form,
        "patternErrorMessage": f"Verwacht: {vorm.uitleg}",
        **bounds,
    }


@cache
def _numbers(form: str) -> tuple[list[str], Schema]:
    """Which numbers have a form when typed, found by trying, and between which bounds."""
    few = [number for number in range(-1, 10_000) if re.search(form, str(number))]
    longer = [length for length in range(5, _DIGITS + 2) if re.search(form, "1" * length)]
    if not few and not longer:
        return [], {}
    highest = 10 ** max(longer) - 1 if longer else max(few)
    return ["number" if re.search(form, "1.5") else "integer"], {
        **({} if -1 in few else {"minimum": min(few, default=0)}),
        **({} if highest > _MOST else {"maximum": highest}),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if "type" in schema:
        return {**schema, "type": [*schema["type"], "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), _NULL]}


def _default(value: object) -> Schema:
    if isinstance(value, bool):
        return {"default": "ja" if value else "nee"}
    return {"default": str(value)} if isinstance(value, str) else {}


def _plain(words: str) -> str:
    """Words of the documentation without its links: those lead nowhere from an editor."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)


def _used(root: Schema, every: Mapping[str, Schema]) -> Schema:
    """The definitions that are referred to, directly or by another."""
    names: set[str] = set()
    todo = [root]
    while todo:
        for name in set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(todo.pop()))) - names:
            names.add(name)
            todo.append(every[name])
    return {name: every[name] for name in sorted(names)}
