"""Everything that a user reads is Dutch: help, usage errors, messages and hints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from raadsvoorstel import codes, dutch, yaml_words
from raadsvoorstel.cli import app

from .conftest import Run

PROGRAM: Any = get_command(app)
COMMANDS = sorted(PROGRAM.commands)
ENGLISH = frozenset(  # one text reads better than 200 quoted words
    """
    about after all allowed already also an and any are argument arguments be been before
    between both but by cannot character choose command commands could default did directory does
    duplicate each either else empty encoding error errors example exception expected fail failed
    file files folder for found from given has have help here if input instead into invalid
    install its key keys line lines mapping match may message missing more must name names near
    no none not null number object of on one only open option options or other output path please
    print provided read required requires run see sequence set should show some string
    such takes text than that the their there these they this those to token too traceback true
    try two type unexpected unknown unsupported usage use used using value values was were when
    where which while will with without word write wrong yet you your yes
    """.split()  # noqa: SIM905
)
SAME_IN_DUTCH = frozenset(("of", "on", "open", "was", "type", "word"))
"""Dutch words too."""
NAMED = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\{[{%].*?[}%]\}|--?[\w-]+|\S+/\S*|<\S+>|\S+\.\w+")
"""What is quoted from the input, or the name of an option or a file."""


def english(text: str) -> set[str]:
    """The English words in a text for users."""
    words = re.findall(r"[a-z’']+", NAMED.sub(" ", text).lower())
    return set(words) & (ENGLISH - SAME_IN_DUTCH)


def test_the_list_finds_english() -> None:
    assert english("Error: No such option: x, try --help for the usage") >= {"error", "option"}
    assert not english("Fout: De optie '--gemeete' bestaat niet. Bedoelde u '--gemeente'?")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(command: str, run: Run) -> None:
    result = run(*command.split(), "--help")
    assert result.code == 0
    assert "Gebruik: " in result.out
    assert "Voorbeelden:" in result.out
    prose = re.sub(r"^  raadsvoorstel .*$", "", result.out, flags=re.MULTILINE)
    names = re.sub(r"^  (\S+)", "", prose, flags=re.MULTILINE)  # names of commands and options
    assert english(names) == set(), result.out


WRONG = {
    "unknown command": (["generat"], "Bedoelde u 'generate'?"),
    "unknown option": (["generate", "--gemeete", "x"], "Bedoelde u '--gemeente'?"),
    "unknown option of the program": (["--versio"], "Bedoelde u '--version'?"),
    "unknown short option": (["generate", "-q"], ""),
    "option without value": (["generate", "--gemeente"], ""),
    "short option without value": (["generate", "-g"], ""),
    "value for a flag": (["validate", "--strikt=1"], ""),
    "missing argument": (["init"], "MAP"),
    "council as argument": (["generate", "aadorp"], "Bedoelde u '--gemeente aadorp'?"),
    "extra argument": (["init", "a", "b"], ""),
    "unknown view": (["validate", "--weergave", "krt"], "Bedoelde u 'kort'?"),
    "unknown view of the list": (["list", "--weergave", "tabl"], "Bedoelde u 'tabel'?"),
    "unknown format": (["generate", "--formaat", "dox"], "Bedoelde u 'docx'?"),
    "unknown paper": (["generate", "--stuk", "raadsvorstel"], "Bedoelde u 'raadsvoorstel'?"),
    "unknown council": (["generate", "-g", "Aadrop"], "Bedoelde u 'aadorp'?"),
    "two unknown councils": (["generate", "-g", "xx", "-g", "yy"], "'xx' en 'yy'"),
    "unknown dossier": (["generate", "--dossier", "regiovise"], "Bedoelde u 'regiovisie'?"),
    "no such folder": (["generate", "--map", "nergens"], "'nergens'"),
    "unknown shell": (["completion", "basj"], "Bedoelde u 'bash'?"),
    "name of a code": (["explain", "weekent"], "Bedoelde u 'weekend'?"),
    "number of no code": (["explain", "RV999"], "noemt alle codes"),
    "nothing near": (["validate", "--weergave", "qqqqqq"], "volledig"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_usage_error_is_dutch_and_helps(minimal: Path, wrong: str, run: Run) -> None:
    arguments, expected = WRONG[wrong]
    before = sorted(minimal.rglob("*"))
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert re.search(r"^Fout: \S", result.err, re.MULTILINE)
    assert re.search(r"^Hulp: \S", result.err, re.MULTILINE)
    assert expected in result.err
    assert english(result.err) == set(), result.err
    assert sorted(minimal.rglob("*")) == before


def test_codes_are_dutch() -> None:
    for code, meaning in codes.CODES.items():
        assert english(f"{meaning.name.replace('-', ' ')} {meaning.meaning}") == set(), code


def test_what_yaml_says_is_said_in_dutch() -> None:
    for _, code, message, hint in yaml_words._SYNTAX:
        assert english(f"{message} {hint}") == set(), code


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("commissie Water", "de commissie Water"),
        ("raad", "de raad"),
        ("presidium", "het presidium"),
        ("Presidium in de ochtend", "het Presidium in de ochtend"),
        ("raadsplein Velsen", "het raadsplein Velsen"),
        ("het presidium van Aadorp", "het presidium van Aadorp"),
        ("De Ronde", "De Ronde"),
        ("Forumcommissie", "de Forumcommissie"),
    ],
)
def test_a_body_gets_its_article(name: str, written: str) -> None:
    assert dutch.met_lidwoord(name) == written
