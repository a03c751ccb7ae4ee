"""The house style's words around the values: what a template prints, ready in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import slots
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Blank, Emphasis, InLanguage, Inline, Link, Named, Strong, Text
from raadsvoorstel.dutch import hoofdletter, nearest
from raadsvoorstel.housestyle import Handtekening, Kenmerk, Opmaak, Sectie, Stuk
from raadsvoorstel.placeholders import (
    PlaceholderError,
    UnwritableError,
    content,
    field_paths,
    look_up,
    phrase,
)
from raadsvoorstel.tokens import Blocks, Line
from raadsvoorstel.values import Frase, Regel, plain
from raadsvoorstel.view import Deel, Ondertekening, Punt, View

TEXT_TEMPLATE = "onderdelen/tekst.md.j2"
_SEPARATOR = Text("; ")


class KenmerkRegel(Struct, frozen=True, gc=False):
    """A line of the metadata."""

    label: Regel
    waarde: Line


class OnderdeelView(Struct, frozen=True, gc=False):
    """A slot in a section: the template that prints it, and its text in pieces."""

    naam: str
    sjabloon: str
    delen: tuple[Deel, ...]


class SectieView(Struct, frozen=True, gc=False):
    """A section with the slots that it really shows."""

    id: str
    kop: Frase
    niveau: str
    tekst: Frase | None
    onderdelen: tuple[OnderdeelView, ...]
    taal: str | None = None


class Punten(Struct, frozen=True, gc=False):
    """Beslispunten in the dress of the house style."""

    opening: Regel | None
    genummerd: bool
    punten: tuple[Line, ...]
    afwijkingen: tuple[Punt, ...]


class Naam(Struct, frozen=True, gc=False):
    """One signatory, line by line."""

    ambt: str
    regels: tuple[Line, ...]


class Handtekeningblok(Struct, frozen=True, gc=False):
    """The closing words and the pair that signs."""

    slot: Line | None
    namen: tuple[Naam, ...]


def kenmerken(stuk: Stuk, seen: View) -> tuple[KenmerkRegel, ...]:
    """The metadata of a paper."""
    return tuple(kenmerk(one, seen) for one in stuk.kenmerken)


def kenmerk(one: Kenmerk, seen: View) -> KenmerkRegel:
    """A label with its value; the label is plural where a list holds more than one.

    Raises `PlaceholderError` for a field that does not exist, or can't stand on a line.
    """
    origin = one.veld.origin or Location("huisstijl.yaml")
    try:
        value = look_up(tuple(one.veld.split(".")), seen)
        many = isinstance(value, tuple) and len(value) > 1
        label = one.meervoud if many and one.meervoud else one.label
        written = _written(value, one, seen).children
        return KenmerkRegel(label, Line(written, f"kenmerk_{one.veld}"))
    except KeyError as error:
        step, names = error.args
        near = nearest(one.veld, (*names, *field_paths(seen))) or nearest(step, names)
        hint = near or f"Mogelijk zijn: {', '.join(names)}"
        message = f"Het veld '{one.veld}' bestaat niet"
        raise PlaceholderError(message, hint, origin, "RV308") from None
    except UnwritableError:
        message = f"Het veld '{one.veld}' is geen enkele waarde"
        hint = "Noem een veld ervan, zoals `raad.datum`"
        raise PlaceholderError(message, hint, origin, "RV308") from None


def _written(value: object, one: Kenmerk, seen: View) -> Line:
    if isinstance(value, tuple):
        lines = [_written(item, one, seen).children for item in value]
        return Line(_joined(lines)) if lines else Line((Blank(one.label.lower()),))
    line = content(value, seen)
    if isinstance(line, Blocks):
        raise UnwritableError
    return line


def _joined(lines: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    first, *rest = lines
    return first + tuple(child for line in rest for child in (_SEPARATOR, *line))


def secties(stuk: Stuk, seen: View, printers: Mapping[str, str]) -> tuple[SectieView, ...]:
    """The sections to print; `printers` holds the template of each slot that has its own."""
    found = (_sectie(one, seen, printers) for one in stuk.secties)
    return tuple(one for one in found if one is not None)


def _sectie(one: Sectie, seen: View, printers: Mapping[str, str]) -> SectieView | None:
    onderdelen = tuple(
        part
        for name in one.onderdelen
        if (part := _onderdeel(name, one, seen, printers)) is not None
    )
    tekst = one.tekst
    if one.onderdelen and not onderdelen:
        if one.als_leeg == "weglaten":
            return None
        tekst = tekst or plain("n.v.t.")
    return SectieView(one.id, one.kop, one.niveau, tekst, onderdelen, one.taal)


def _onderdeel(
    name: str, sectie: Sectie, seen: View, printers: Mapping[str, str]
) -> OnderdeelView | None:
    """The slot, or None where this council has nothing to say in it."""
    if name in printers:
        if has_content(name, seen):
            return OnderdeelView(name, printers[name], ())
        if sectie.als_leeg != "invullen":
            return None
        value = getattr(seen, name, None)
        blank = value if isinstance(value, Blank) else Blank(name.replace("_", " "))
        return OnderdeelView(name, TEXT_TEMPLATE, (Deel(blank),))
    if name in seen.teksten:
        delen = seen.teksten[name]
    elif sectie.als_leeg == "invullen":
        delen = (Deel(Blank(slots.label(name))),)
    else:
        delen = ()
    return OnderdeelView(name, TEXT_TEMPLATE, delen) if delen else None


def has_content(name: str, seen: View) -> bool:
    """Whether a slot with a list behind it has anything in that list, and it is known."""
    value = getattr(seen, name, True)
    if value is None or isinstance(value, Blank):
        return False
    return not (isinstance(value, Sized) and len(value) == 0)


# -- beslispunten ------------------------------------------------------------------------------


def punten(items: tuple[Punt, ...], opmaak: Opmaak, seen: View) -> Punten:
    """The clauses with the house style's capital, number and marks; not a letter else changes."""
    last = len(items) - 1
    dressed = tuple(
        Line(
            _dressed(phrase(punt.tekst, seen), opmaak, opmaak.slot if i == last else opmaak.tussen),
            f"bp_{punt.id}",
        )
        for i, punt in enumerate(items)
    )
    numbered = opmaak.nummer == "altijd" or (opmaak.nummer == "vanaf twee" and len(items) > 1)
    deviating = tuple(punt for punt in items if punt.afwijking is not None)
    return Punten(opmaak.opening, numbered, dressed, deviating)


def _dressed(clause: tuple[Inline, ...], opmaak: Opmaak, mark: str) -> tuple[Inline, ...]:
    start = _capitalised(clause) if opmaak.hoofdletter else clause
    return (*start, Text(mark)) if mark else start


def _capitalised(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    match children:
        case (Text(value, origin), *rest):
            return (Text(hoofdletter(value), origin), *rest)
        case (
            Strong(inner)
            | Emphasis(inner)
            | Link(inner)
            | InLanguage(inner)
            | Named(inner) as first,
            *rest,
        ):
            return (replace(first, children=_capitalised(inner)), *rest)
        case _:
            return children


# -- formula and signatures --------------------------------------------------------------------


def formule(seen: View) -> tuple[Line, ...]:
    """The lines above the decision; those whose facts do not exist are left out."""
    return tuple(
        Line(children)
        for regel in seen.huisstijl.formule.regels
        for children in _formule_lines(regel.soort, regel.tekst, seen)
    )


def _formule_lines(soort: str, tekst: Frase, seen: View) -> tuple[tuple[Inline, ...], ...]:
    """`gelet_op` and `overwegende` come once per ground: wording, ground, semicolon."""
    grounds = {"gelet_op": seen.gelet_op, "overwegende": seen.overwegende}
    if soort in grounds:
        return tuple(
            (*phrase(tekst, seen), Text(" "), *phrase(ground, seen), Text(";"))
            for ground in grounds[soort]
        )
    if soort == "gezien" and not seen.adviezen:
        return ()
    return (phrase(tekst, seen),)


def handtekeningen(paar: str, seen: View) -> Handtekeningblok:
    """The closing words and signatories of `raad`, or of whoever brings the proposal in.

    Gemeentewet 32a: burgemeester (as chair) and griffier sign for the council; never the college.
    """
    style = seen.huisstijl
    if paar == "raad" or seen.indiener.soort in ("presidium", "commissie"):
        slot = style.formule.slot if paar == "raad" else None
        if paar == "raad" and not seen.concept and style.formule.slot_vastgesteld:
            slot = style.formule.slot_vastgesteld
        return _blok(slot, style.handtekeningen.raad, seen)
    if seen.indiener.soort in ("raadslid", "fractie"):
        return Handtekeningblok(None, (Naam("raadslid", (Line(_inlines(seen.indiener.naam)),)),))
    return _blok(style.college.slot, style.handtekeningen.college, seen)


def _blok(slot: Frase | None, pair: tuple[Handtekening, ...], seen: View) -> Handtekeningblok:
    people = {one.ambt: one for one in seen.ondertekenaars}
    return Handtekeningblok(
        Line(phrase(slot, seen)) if slot is not None else None,
        tuple(Naam(one.ambt, _signature(one, people[one.ambt])) for one in pair),
    )


def _signature(one: Handtekening, person: Ondertekening) -> tuple[Line, ...]:
    """`{naam}, {functie}.` as the house style writes it; `/` starts a new line."""
    noted = (Text(f"{person.aantekening} "),) if person.aantekening else ()
    parts: dict[str, tuple[Inline, ...]] = {
        "{naam}": (*noted, *_inlines(person.naam)),
        "{functie}": (Text(person.functie or one.functie),),
    }
    return tuple(
        Line(tuple([child for piece in line for child in parts.get(piece, (Text(piece),))]))
        for line in _form(one.vorm)
    )


@lru_cache(maxsize=64)
def _form(vorm: str) -> tuple[tuple[str, ...], ...]:
    """The pieces of each line of a signature, as every council in a house style has them."""
    lines = (re.split(r"(\{naam\}|\{functie\})", line) for line in vorm.split("/"))
    return tuple(tuple(piece for piece in line if piece) for line in lines)


def _inlines(value: Regel | Blank) -> tuple[Inline, ...]:
    return (value,) if isinstance(value, Blank) else (Text(str(value), value.origin),)
