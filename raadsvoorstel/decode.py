"""A tree with places to the typed data of `model`: every problem in one go, never an exception.

The types are the schema: a new field in a Struct is all that is needed here. What a type asks of a
value is worked out once, not for each of the thousands of values.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

import msgspec
from msgspec import Struct

from raadsvoorstel import nodes
from raadsvoorstel.diagnostics import Diagnostic, Location, Report, Severity
from raadsvoorstel.document import Blank, Text
from raadsvoorstel.dutch import near, nearest
from raadsvoorstel.model import Record
from raadsvoorstel.nodes import Node, Scalar, Sequence, Unreadable
from raadsvoorstel.readers import recalled
from raadsvoorstel.tokens import token
from raadsvoorstel.values import Bedrag, Datum, Frase, Placeholder, Regel, Tekst, Vorm

T = TypeVar("T")
_FEW = 2
"""Places in which a field may belong; of more, none is a help."""
_SHAPES: Mapping[object, str] = {
    dict: ", in een blok met een naam",
    tuple: ", bij een van de delen",
}
_LONG = 60


class _Bad:
    """No value: the reason has been reported."""


BAD: Final = _Bad()

_Plan = Callable[["_Decoder", Node], Any]
"""How one kind of value is read."""


Known = dict[tuple[int, int], tuple[Node, _Plan, Any]]
"""What was read without a problem, with all that it was read from, so that no id comes again."""


def decode(node: Node, schema: type[T], report: Report, known: Known | None = None) -> T | None:
    """The value of a tree by its schema; None after reporting every problem in it.

    With `known`, a part that another tree has too is read once for both.
    """
    value = _Decoder(report, known).value(node, _plan(schema))
    return None if isinstance(value, _Bad) else value


class _Decoder(Struct, frozen=True):
    report: Report
    known: Known | None

    def bad(self, code: str, at: Location, message: str, hint: str = "") -> _Bad:
        self.report(Diagnostic(code, Severity.ERROR, at, message, hint))
        return BAD

    def value(self, node: Node, plan: _Plan) -> Any:
        if isinstance(node, Unreadable):
            return BAD
        if self.known is None:
            return plan(self, node)
        found = self.known.get((id(node), id(plan)))
        if found is not None:
            return found[2]
        value = plan(self, node)
        if value is not BAD:
            self.known[id(node), id(plan)] = node, plan, value
        return value

    # -- blocks --------------------------------------------------------------------------------

    def record(self, node: Node, schema: type[Record]) -> Any:
        plans = _plans(schema)
        if not isinstance(node, nodes.Mapping):
            return self.wrong_kind(node, f"een blok met velden ({_first(plans)})")
        values = {
            key.value: self.value(value, plans[key.value])
            for key, value in node.entries
            if key.value in plans and not _unknown_yet(value)
        }
        meant = self.strangers(node, plans, schema)
        missing = self.missing(node, schema, {*values, *meant})
        return BAD if meant or missing or BAD in values.values() else schema(**values)

    def strangers(
        self, node: nodes.Mapping, known: Mapping[str, object], schema: type[Record]
    ) -> list[str]:
        """The names that no field has, each as the field that was probably meant."""
        meant = []
        for key, _ in node.entries:
            if key.value not in known:
                self.bad(
                    "RV101",
                    key.at,
                    f"Onbekend veld {_quoted(key)}",
                    nearest(key.value, known)
                    or _below(key.value, schema)
                    or f"Mogelijk zijn: {', '.join(known)}",
                )
                meant.append(near(key.value, known) or key.value)
        return meant

    def missing(self, node: nodes.Mapping, schema: type[Record], given: set[str]) -> list[str]:
        """The required fields that are not there; a misspelt one has been reported."""
        missing = [name for name in _required(schema) if name not in given]
        for name in missing:
            empty = node.get(name)
            at = empty.at if empty is not None else node.at
            self.bad(
                "RV102",
                at,
                f"Het veld '{name}' ontbreekt of is leeg",
                f"Voeg `{name}: …` toe aan dit blok",
            )
        return missing

    def items(self, node: Node, plan: _Plan) -> Any:
        if not isinstance(node, Sequence):
            return self.wrong_kind(node, "een lijst (elk deel op een regel met `- ` ervoor)")
        values = tuple([self.value(item, plan) for item in node.items])
        return BAD if BAD in values else values

    def entries(self, node: Node, plan: _Plan) -> Any:
        if not isinstance(node, nodes.Mapping):
            return self.wrong_kind(node, "een blok met namen en waarden")
        values = {key.value: self.value(value, plan) for key, value in node.entries}
        return BAD if BAD in values.values() else values

    # -- choices -------------------------------------------------------------------------------

    def choice_of_kinds(self, node: Node, choice: _Choice) -> Any:
        """Null is unknown; else the one alternative that fits the kind of node."""
        if _unknown_yet(node):
            return choice.unknown
        plan = choice.plans.get(type(node))
        return self.wrong_kind(node, choice.kinds) if plan is None else plan(self, node)

    def datum_or_words(self, node: Node) -> Any:
        is_date = isinstance(node, Scalar) and re.fullmatch(r"[\d/.-]+", node.value)
        return self.leaf(node, Datum if is_date else Regel)

    def literal(self, node: Node, choices: tuple[str, ...]) -> Any:
        if not isinstance(node, Scalar):
            return self.wrong_kind(node, _or(choices))
        if node.value in choices:
            return node.value
        return self.bad(
            "RV104",
            node.at,
            f"{_quoted(node)} kan hier niet",
            nearest(node.value, choices) or f"Kies uit: {_or(choices)}",
        )

    def constrained(self, node: Node, plan: _Plan, vorm: Vorm) -> Any:
        value = plan(self, node)
        if value is BAD or re.search(vorm.pattern, value, re.ASCII):
            return value
        return self.bad(
            "RV107",
            node.at,
            f"{_quoted(value)} heeft niet de juiste vorm",
            f"Verwacht: {vorm.uitleg}",
        )

    # -- leaves --------------------------------------------------------------------------------

    def leaf(self, node: Node, schema: Any) -> Any:
        if not isinstance(node, Scalar):
            return self.wrong_kind(node, _NAMES.get(schema, "een tekst"))
        if node.is_null:
            return self.bad(
                "RV102",
                node.at,
                "Hier hoort een waarde te staan",
                "Vul haar in, of verwijder de regel",
            )
        return _LEAVES[schema](self, node)

    def wrong_kind(self, node: Node, expected: str) -> _Bad:
        if _unknown_yet(node):
            return self.bad("RV102", node.at, f"Hier hoort {expected}", "Vul het hier in")
        if isinstance(node, nodes.Mapping) and expected.startswith("een tekst"):
            return self.bad(
                "RV103",
                node.at,
                f"Hier hoort {expected}, maar YAML leest een blok",
                "Staat er een dubbele punt met een spatie in de tekst? "
                "Zet de tekst dan tussen aanhalingstekens",
            )
        found = "een blok" if isinstance(node, nodes.Mapping) else "een lijst"
        return self.bad(
            "RV103",
            node.at,
            f"Hier hoort {expected}, maar er staat "
            + ("een enkele waarde" if isinstance(node, Scalar) else found),
            _shape_hint(expected),
        )

    def regel(self, node: Scalar) -> Regel | _Bad:
        text = node.value.removesuffix("\n") if node.style in ("|", ">") else node.value
        if "\n" in text:
            return self.bad(
                "RV103",
                node.at,
                "Dit veld is één regel, maar er staan er meer",
                "Zet de tekst op één regel, of begin hem met `>-`",
            )
        return Regel(text, node.at) if text.strip() else self.empty(node)

    def empty(self, node: Scalar) -> _Bad:
        return self.bad(
            "RV102",
            node.at,
            "Hier staat een lege tekst",
            "Vul de tekst in; onbekend schrijft u als `~`",
        )

    def ja_nee(self, node: Scalar) -> bool | _Bad:
        if not node.style and node.value in ("ja", "nee"):
            return node.value == "ja"
        return self.bad(
            "RV103",
            node.at,
            f"{_quoted(node)} is geen ja of nee",
            "Schrijf `ja` of `nee`, zonder aanhalingstekens",
        )

    def datum(self, node: Scalar) -> Datum | _Bad:
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
                return Datum.at(date.fromisoformat(node.value), node.at)
        except ValueError:
            return self.bad(
                "RV105",
                node.at,
                f"De datum {_quoted(node)} bestaat niet",
                "Kijk op de kalender: eerst het jaar, dan de maand, dan de dag",
            )
        return self.bad(
            "RV105", node.at, f"{_quoted(node)} is geen datum (jjjj-mm-dd)", _iso_hint(node.value)
        )

    def bedrag(self, node: Scalar) -> Bedrag | _Bad:
        match = re.fullmatch(BEDRAG, node.value.strip())
        if match is None:
            return self.bad(
                "RV106",
                node.at,
                f"{_quoted(node)} is geen bedrag",
                "Schrijf bijvoorbeeld 1250, 1.250 of 1.250,50",
            )
        sign, whole, cents = match.groups()
        cents = "00" if cents in (None, "-") else cents
        return Bedrag(Decimal(f"{sign}{whole.replace('.', '')}.{cents}"), node.value, node.at)

    def frase(self, node: Scalar) -> Frase | _Bad:
        regel = self.regel(node)
        if isinstance(regel, _Bad):
            return regel
        found = self.placeholders(node, regel)
        if found is None:
            return BAD
        text, placeholders = found
        return Frase((Text(text.replace("\\{{", "{{"), node.at),), placeholders, node.at)

    def tekst(self, node: Scalar) -> Tekst | _Bad:
        if not node.value.strip():
            return self.empty(node)
        found = self.placeholders(node, node.value)
        if found is None:
            return BAD
        starts = _line_starts(node)
        reading = recalled.read(found[0], starts)
        for refusal in reading.refusals:
            self.bad(
                "RV108",
                starts[min(refusal.line, len(starts) - 1)],
                refusal.message,
                refusal.hint
                or "Gebruik alinea's, lijsten, tabellen, **vet**, *cursief*, links en ###-koppen",
            )
        return BAD if reading.refusals else Tekst(reading.blocks, found[1], node.at)

    def placeholders(self, node: Scalar, text: str) -> tuple[str, tuple[Placeholder, ...]] | None:
        """The text with tokens for its placeholders; None after reporting one that is none."""
        found: list[Placeholder] = []
        wrong = [
            self.bad(
                "RV109",
                node.place(match.start()),
                f"'{match.group()}' is geen invulplek",
                "Schrijf {{ gemeente.naam }}; voor letterlijke accolades \\{{",
            )
            for match in _OPENING.finditer(text)
            if not _PLACEHOLDER.match(text, match.start())
        ]

        def put(match: re.Match[str]) -> str:
            filters = tuple(name.strip() for name in match.group(2).split("|")[1:])
            found.append(
                Placeholder(tuple(match.group(1).split(".")), filters, node.place(match.start()))
            )
            return token(len(found) - 1)

        with_tokens = _PLACEHOLDER.sub(put, text)
        return None if wrong else (with_tokens, tuple(found))


_OPENING = re.compile(r"(?<!\\)(\{\{[^}\n]{0,40}\}{0,2}|\{%[^}\n]{0,40}%?\}?)")
PLACE = r"[ ]*([a-z_][a-z0-9_]*(?:\.[a-z0-9_-]+)*)[ ]*((?:\|[ ]*[a-z_]+[ ]*)*)\}\}"
"""What follows the `{{` of a placeholder."""
_PLACEHOLDER = re.compile(r"(?<!\\)\{\{" + PLACE)

BEDRAG = (
    r"(?:€[ \t]?)?(-?)([0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,15})"
    r"(?:,(-|[0-9]{2}))?"
)
"""An amount as people type it: sign, euros, cents."""

_LEAVES: Mapping[Any, Callable[[_Decoder, Scalar], Any]] = {
    Regel: _Decoder.regel,
    Datum: _Decoder.datum,
    Bedrag: _Decoder.bedrag,
    Frase: _Decoder.frase,
    Tekst: _Decoder.tekst,
    bool: _Decoder.ja_nee,
}

_NAMES: Mapping[Any, str] = {
    Regel: "een tekst van één regel",
    Datum: "een datum",
    Bedrag: "een bedrag",
    Frase: "een tekst van één regel",
    Tekst: "een tekst",
    bool: "ja of nee",
}


# -- types to plans ----------------------------------------------------------------------------


class _Choice(Struct, frozen=True):
    """What a field with alternatives takes: one plan for each kind of node."""

    unknown: Blank | None
    plans: Mapping[type, _Plan]
    kinds: str


def _plan(schema: Any) -> _Plan:
    """How to read any type that `model` uses; a new kind of field is a new row here."""
    if schema in _LEAVES:
        return partial(_Decoder.leaf, schema=schema)
    origin, inner = get_origin(schema), get_args(schema)
    if origin is Annotated:
        return partial(_Decoder.constrained, plan=_plan(inner[0]), vorm=inner[1])
    if origin in (Union, types.UnionType):
        return partial(_Decoder.choice_of_kinds, choice=_choice(inner))
    if origin is Literal:
        return partial(_Decoder.literal, choices=inner)
    if origin is tuple:
        return partial(_Decoder.items, plan=_plan(inner[0]))
    if origin is dict:
        return partial(_Decoder.entries, plan=_plan(inner[1]))
    if isinstance(schema, type) and issubclass(schema, Record):
        return partial(_Decoder.record, schema=schema)
    raise TypeError(schema)


def _choice(schemas: tuple[Any, ...]) -> _Choice:
    plans: dict[type, _Plan] = {}
    for kind in (Scalar, Sequence, nodes.Mapping):
        fitting = [s for s in schemas if s not in (Blank, type(None)) and _kind_of_node(s) is kind]
        if fitting == [Datum, Regel]:
            plans[kind] = _Decoder.datum_or_words
        elif fitting:
            plans[kind] = _plan(fitting[0])
    return _Choice(Blank("waarde") if Blank in schemas else None, plans, _kinds(schemas))


@cache
def _plans(schema: type[Record]) -> Mapping[str, _Plan]:
    """A plan for each field of a block; its types stand in the class as they are, not as text."""
    return {name: _plan(hint) for name, hint in schema.__annotations__.items()}


@cache
def _required(schema: type[Record]) -> tuple[str, ...]:
    fields, defaults = schema.__struct_fields__, schema.__struct_defaults__
    always = len(fields) - len(defaults)
    optional = zip(fields[always:], defaults, strict=True)
    return fields[:always] + tuple(name for name, one in optional if one is msgspec.NODEFAULT)


def _unknown_yet(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _kind_of_node(schema: Any) -> type:
    origin = get_origin(schema)
    if origin is Annotated:
        return _kind_of_node(get_args(schema)[0])
    if origin is tuple:
        return Sequence
    is_block = origin is dict or (isinstance(schema, type) and issubclass(schema, Record))
    return nodes.Mapping if is_block else Scalar


def _kinds(schemas: tuple[Any, ...]) -> str:
    names = [_kind(schema) for schema in schemas if schema not in (Blank, type(None))]
    return _or(tuple(dict.fromkeys(names)))


def _kind(schema: Any) -> str:
    origin = get_origin(schema)
    if origin is Annotated:
        return _kind(get_args(schema)[0])
    return {tuple: "een lijst", dict: "een blok"}.get(origin) or _NAMES.get(schema, "een blok")


def _or(words: tuple[str, ...]) -> str:
    *most, last = words
    return f"{', '.join(most)} of {last}" if most else last


def _below(name: str, schema: type[Record]) -> str:
    """In which block a field belongs that stands one too high."""
    places = [
        f"`{one.encode_name}`{_SHAPES.get(get_origin(part), '')}"
        for one in msgspec.structs.fields(schema)
        for part in _alternatives(one.type)
        if any(name in _plans(inner) for inner in _records(part))
    ]
    return f"Dit veld hoort onder {' of '.join(places)}" if 0 < len(places) <= _FEW else ""


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in {Union, types.UnionType} else (kind,)


def _records(kind: Any) -> list[type[Record]]:
    inner = (kind, *get_args(kind))
    return [one for one in inner if isinstance(one, type) and issubclass(one, Record)]


def _first(names: Mapping[str, object]) -> str:
    """The first fields of a block, as a sentence names them."""
    return ", ".join([*names][:3]) + (", …" if len(names) > 3 else "")  # noqa: PLR2004


def _quoted(value: Scalar | str) -> str:
    """A value as a sentence quotes it: on one line, and not endless."""
    text = " ".join((value.value if isinstance(value, Scalar) else value).split())
    return f"'{text}'" if len(text) <= _LONG else f"'{text[:_LONG]}…'"


def _shape_hint(expected: str) -> str:
    if expected.startswith("een blok"):
        return "Zet hieronder, ingesprongen, regels als `veld: waarde`"
    if expected.startswith("een lijst"):
        return "Zet elk deel op een eigen regel met `- ` ervoor, of tussen [ en ]"
    return "Schrijf één waarde achter de dubbele punt"


def _iso_hint(text: str) -> str:
    first = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text, re.ASCII)
    last = re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", text, re.ASCII)
    typed = last.groups() if last else tuple(reversed(first.groups())) if first else ()
    try:
        return f"Schrijf {date(*map(int, typed))}"
    except (TypeError, ValueError):  # not three numbers, or no day, as 12-31-2020
        return "Schrijf jaar-maand-dag, zoals 2020-12-10; onbekend schrijft u als `~`"


def _line_starts(node: Scalar) -> tuple[Location, ...]:
    """Where each line of the value starts in its file."""
    offset, starts = 0, []
    for line in node.value.split("\n"):
        lead = len(line) - len(line.lstrip())
        starts.append(node.place(offset + lead) if line.strip() else node.at)
        offset += len(line) + 1
    return tuple(starts)
