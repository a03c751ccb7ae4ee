"""What is wrong with the YAML, in Dutch: the parser only says it in English."""

from __future__ import annotations

import re

from msgspec import Struct

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.nodes import Scalar

QUOTES = ("'", '"')
APOSTROPHE = (
    "De apostrof aan het begin is als aanhalingsteken gelezen",
    'Zet de hele tekst tussen dubbele aanhalingstekens, zoals "\'s-Hertogenbosch"',
)
BRACES = (
    "Een tekst die met {{ begint, leest YAML als een blok",
    'Zet de hele tekst tussen dubbele aanhalingstekens: "{{ … }}"',
)


COLON = "Schrijf `veld: waarde`; tekst over meer regels begint met `|` of `>-`"


class Stuck(Struct, frozen=True):
    """Where the parser gave up: at what, and where the thing began that it was reading."""

    problem: str
    at: Location
    opened: Location
    quoted: Scalar | None
    lines: tuple[str, ...]
    """The text of the whole file."""

    def after(self, place: Location) -> str:
        """The rest of the line from a place on."""
        return self.line(place.line)[place.column - 1 :]

    def line(self, number: int) -> str:
        """Line `number`, counted from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


class Explained(Struct, frozen=True):
    """The finding that a policy officer can act on."""

    code: str
    at: Location
    message: str
    hint: str


_SYNTAX = (
    ("found character '\\t'", "RV005", "Hier staat een tab als inspringing", "Gebruik spaties"),
    (
        "found character that cannot start any token",
        "RV005",
        "Een waarde kan niet met dit teken beginnen",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "did not find expected key",
        "RV005",
        "De inspringing klopt hier niet met de regels erboven",
        "Zet velden van één blok precies onder elkaar",
    ),
    (
        "did not find expected '-' indicator",
        "RV005",
        "De inspringing klopt hier niet met de lijst erboven",
        "Zet de streepjes van één lijst precies onder elkaar",
    ),
    (
        "block sequence entries are not allowed",
        "RV005",
        "Een lijst kan hier niet beginnen",
        "Zet het streepje op een nieuwe regel",
    ),
    (
        "unknown escape character",
        "RV005",
        "Deze \\-code bestaat niet",
        "Gebruik enkele aanhalingstekens, of schrijf \\\\ voor een backslash",
    ),
    (
        "did not find expected hexdecimal number",
        "RV005",
        "Deze \\-code is niet compleet",
        "Gebruik enkele aanhalingstekens, of schrijf \\\\ voor een backslash",
    ),
    (
        "scanning a tag",
        "RV008",
        "YAML leest een woord met ! ervoor als label",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "tag handle",
        "RV008",
        "YAML leest een woord met ! ervoor als label",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "scanning an alias",
        "RV007",
        "YAML leest een woord met * ervoor als verwijzing",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "scanning an anchor",
        "RV007",
        "YAML leest een woord met & ervoor als bron van een verwijzing",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "invalid Unicode character",
        "RV005",
        "Deze \\-code is geen teken",
        "Typ het teken zelf",
    ),
    (
        "directive",
        "RV005",
        "Een regel die met % begint, leest YAML als opdracht",
        "Zet de tekst tussen aanhalingstekens",
    ),
)


def explain(stuck: Stuck) -> Explained:
    """What the parser stumbled over, at the place where it is to be mended."""
    ways = (_trap, _quotes, _fixed_space, _no_space, _no_dash, _no_colon, _colon, _brackets)
    found = next((told for way in ways if (told := way(stuck)) is not None), None)
    if found:
        return found
    if re.match(r" *\t", stuck.line(stuck.at.line)):
        return Explained("RV005", stuck.at, "Hier staat een tab als inspringing", "Gebruik spaties")
    for fragment, code, message, hint in _SYNTAX:
        if fragment in stuck.problem:
            return Explained(code, stuck.at, message, hint)
    return Explained(
        "RV005",
        stuck.at,
        "Dit is geen geldige YAML",
        "Kijk naar inspringing, dubbele punten en aanhalingstekens op deze regel en erboven",
    )


def _trap(stuck: Stuck) -> Explained | None:
    for place in (stuck.opened, *((stuck.quoted.at,) if stuck.quoted else ())):
        if re.match(r"'[st][- ]", stuck.after(place)):
            return Explained("RV011", place, *APOSTROPHE)
        if stuck.after(place).startswith("{{"):
            return Explained("RV012", place, *BRACES)
    return None


def _quotes(stuck: Stuck) -> Explained | None:
    """A quotation mark that is closed too early, too late or never."""
    if "found unexpected end of stream" in stuck.problem:
        return Explained(
            "RV005",
            stuck.opened,
            "Het aanhalingsteken wordt nergens gesloten",
            "Sluit de tekst af met hetzelfde aanhalingsteken",
        )
    quoted = stuck.quoted
    if quoted is None or quoted.at.line + quoted.raw.count("\n") != stuck.at.line:
        return None
    if "\n" in quoted.raw:
        return Explained(
            "RV005",
            quoted.at,
            f"Het aanhalingsteken wordt pas op regel {stuck.at.line} gesloten",
            "Sluit de tekst eerder af met hetzelfde aanhalingsteken",
        )
    return Explained(
        "RV005",
        stuck.at,
        "Na het gesloten aanhalingsteken staat nog tekst",
        "Zet de hele tekst tussen aanhalingstekens, en daarbinnen de andere soort (' of \")",
    )


def _fixed_space(stuck: Stuck) -> Explained | None:
    """A field that is indented as Word or a web page does it; the parser trips further on."""
    for number in range(stuck.at.line, 0, -1):
        found = re.match(r" *(?=[^\S \t\n])\s+[\w-]+:", stuck.line(number))
        if found:
            return Explained(
                "RV005",
                Location(stuck.at.file, number, len(found[0]) - len(found[0].lstrip(" ")) + 1),
                "Hier staat een vaste spatie als inspringing",
                "Typ gewone spaties; een vaste komt mee uit Word of van een webpagina",
            )
    return None


def _no_space(stuck: Stuck) -> Explained | None:
    """A field or a dash that is glued to its value is text, and a mistake on the next line."""
    if not any(one in stuck.problem for one in ("expected ':'", "expected '-'", "mapping values")):
        return None
    for number in (stuck.opened.line, stuck.at.line, _above(stuck)):
        field = re.match(r"\s*(?:- +)?[\w-]+:(?=[^\s/])", stuck.line(number))
        dash = re.match(r"\s*-(?=[\w{\[\"'])", stuck.line(number))
        found = field or dash
        if found:
            return Explained(
                "RV005",
                Location(stuck.at.file, number, len(found[0]) + 1),
                f"Na {'de dubbele punt' if field else 'het streepje'} ontbreekt een spatie",
                "Schrijf `veld: waarde`" if field else "Schrijf `- ` voor elk deel van een lijst",
            )
    return None


def _no_dash(stuck: Stuck) -> Explained | None:
    if "'-' indicator" not in stuck.problem or stuck.after(stuck.at)[:1] not in tuple("{[\"'"):
        return None
    return Explained(
        "RV005",
        stuck.at,
        "Voor dit deel van de lijst ontbreekt een streepje",
        "Schrijf `- ` voor elk deel van een lijst, precies onder elkaar",
    )


def _no_colon(stuck: Stuck) -> Explained | None:
    """The parser looked for the colon of a field, and gave up on a later line."""
    if "could not find expected ':'" not in stuck.problem:
        return None
    if re.fullmatch(r"[\w-]+\s*", stuck.after(stuck.opened)):
        message = "Er ontbreekt een dubbele punt na de veldnaam"
        return Explained("RV005", stuck.opened, message, COLON)
    return Explained(
        "RV005",
        stuck.opened,
        "Deze regel is geen veld, en springt niet in als de tekst erboven",
        "Hoort hij bij die tekst, spring hem dan even ver in; een veld is `veld: waarde`",
    )


def _above(stuck: Stuck) -> int:
    """The line above it that is not empty."""
    above = stuck.at.line - 1
    while above > 1 and not stuck.line(above).strip():
        above -= 1
    return above


def _colon(stuck: Stuck) -> Explained | None:
    in_brackets = stuck.at.line == stuck.opened.line and stuck.after(stuck.at).startswith(":")
    if "mapping values" not in stuck.problem and not in_brackets:
        return None
    before = stuck.line(stuck.at.line)[: stuck.at.column - 1]
    if re.fullmatch(r"\s*(- +)?[\w-]+", before) and "mapping values" in stuck.problem:
        above = _above(stuck)
        if ":" in stuck.line(above):
            return Explained(
                "RV005",
                Location(stuck.at.file, stuck.at.line, len(before) - len(before.lstrip()) + 1),
                "De inspringing klopt hier niet met de regels erboven",
                "Zet velden van één blok precies onder elkaar",
            )
        return Explained(
            "RV005",
            Location(stuck.at.file, above, len(stuck.line(above).rstrip()) + 1),
            "Op deze regel ontbreekt een dubbele punt na de veldnaam",
            COLON,
        )
    return Explained(
        "RV013",
        stuck.at,
        "Een dubbele punt met een spatie erachter begint in YAML een nieuw veld",
        "Zet de hele tekst tussen aanhalingstekens, of begin hem met `>-` op een nieuwe regel",
    )


def _brackets(stuck: Stuck) -> Explained | None:
    if "did not find expected ',' or" not in stuck.problem:
        return None
    return Explained(
        "RV005",
        stuck.opened,
        "Wat met dit haakje begint, is niet goed afgesloten",
        "Zet een komma tussen de delen en sluit af met hetzelfde soort haakje",
    )
