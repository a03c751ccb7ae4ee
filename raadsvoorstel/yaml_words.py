"""What is wrong with the YAML, in Dutch: the parser only says it in English."""

from __future__ import annotations

import re

_TRAPS = (
    (
        r"^\s*(-\s+)?([^:#]+:\s+)?'[st][- ]",
        "RV011",
        "De apostrof aan het begin is als aanhalingsteken gelezen",
        'Zet het woord tussen dubbele aanhalingstekens: "\'s-…"',
    ),
    (
        r"^\s*(-\s+)?([^:#]+:\s+)?\{\{",
        "RV012",
        "Een tekst die met {{ begint, leest YAML als een lijst",
        'Zet de tekst tussen dubbele aanhalingstekens: "{{ … }}"',
    ),
)

_SYNTAX = (
    (
        "mapping values are not allowed",
        "RV013",
        "Een dubbele punt met een spatie erachter begint in YAML een nieuw veld",
        "Zet de hele tekst tussen aanhalingstekens, of begin hem met `>-` op een nieuwe regel",
    ),
    ("found character '\\t'", "RV005", "Hier staat een tab als inspringing", "Gebruik spaties"),
    (
        "found character that cannot start any token",
        "RV005",
        "Een waarde kan niet met dit teken beginnen",
        "Zet de tekst tussen aanhalingstekens",
    ),
    (
        "could not find expected ':'",
        "RV005",
        "Er ontbreekt een dubbele punt na de veldnaam",
        "Schrijf `veld: waarde`; tekst over meer regels begint met `|` of `>-`",
    ),
    (
        "did not find expected ',' or",
        "RV005",
        "De lijst tussen haakjes is niet goed afgesloten",
        "Zet een komma tussen de delen en sluit af met hetzelfde soort haakje",
    ),
    (
        "found unexpected end of stream",
        "RV005",
        "Het aanhalingsteken wordt nergens gesloten",
        "Sluit de tekst af met hetzelfde aanhalingsteken",
    ),
    (
        "did not find expected key",
        "RV005",
        "De inspringing klopt hier niet met de regels erboven",
        "Zet velden van één blok precies onder elkaar; na een gesloten aanhalingsteken hoort niets",
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
        "did not find URI escaped octet",
        "RV005",
        "Het label na ! klopt niet",
        "Zet de tekst tussen aanhalingstekens",
    ),
)


def explain(problem: str, line: str, first: str) -> tuple[str, str, str]:
    """Code, message and hint for what the parser said.

    `line` is where it gave up, `first` where the thing that it was reading began.
    """
    for pattern, code, message, hint in _TRAPS:
        if re.match(pattern, first):
            return code, message, hint
    if line.startswith("\t") or re.match(r" *\t", line):
        return "RV005", "Hier staat een tab als inspringing", "Gebruik spaties"
    for fragment, code, message, hint in _SYNTAX:
        if fragment in problem:
            return code, message, hint
    return (
        "RV005",
        "Dit is geen geldige YAML",
        "Kijk naar inspringing, dubbele punten en aanhalingstekens op deze regel en erboven",
    )
