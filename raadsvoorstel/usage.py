"""Help and usage errors in Dutch: typer's own words are English."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = ("--help, -h", "Toon deze hulp")
_MEANT = {
    **dict.fromkeys(("maak", "maken", "genereer"), "generate"),
    **dict.fromkeys(("controleer", "controle", "valideer"), "validate"),
    **dict.fromkeys(("nakijken", "toets"), "check"),
    **dict.fromkeys(("vergelijk", "verschil", "verschillen", "diff"), "compare"),
    **dict.fromkeys(("uitleg", "verklaar"), "explain"),
    **dict.fromkeys(("lijst", "toon", "gemeenten"), "list"),
    **dict.fromkeys(("begin", "start", "nieuw", "new"), "init"),
    "help": "--help",
}
"""The command for a word that a Dutch user types instead."""


def _format(command: Any, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(_pieces(command)), "Gebruik: ")
    formatter.write_paragraph()
    for line in (command.help or "").strip().splitlines():
        formatter.write(f"{line.strip()}\n" if not line.startswith("  ") else f"{line}\n")
    options = [_record(one) for one in command.params if not getattr(one, "hidden", False)]
    with formatter.section("Opties"):
        formatter.write_dl([*options, _HELP])


def _pieces(command: Any) -> list[str]:
    arguments = [
        one.metavar or one.name.upper()
        for one in command.params
        if one.param_type_name == "argument"
    ]
    more = ["OPDRACHT", "…"] if isinstance(command, TyperGroup) else []
    return ["[OPTIES]", *arguments, *more]


def _record(one: Any) -> tuple[str, str]:
    if one.param_type_name == "argument":
        return one.metavar or one.name.upper(), one.help or ""
    names = ", ".join(one.opts)
    return (names if one.is_flag else f"{names} {one.metavar}"), one.help or ""


class DutchCommand(TyperCommand):
    """A command whose help is Dutch."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _format(self, ctx, formatter)


class DutchGroup(TyperGroup):
    """The program: its help lists the commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _format(self, ctx, formatter)
        with formatter.section("Opdrachten"):
            formatter.write_dl(
                [
                    (name, (command.help or "").strip().splitlines()[0])
                    for name, command in self.commands.items()
                ]
            )


_MESSAGES = (
    (r"No such command '(.*?)'", "De opdracht '{}' bestaat niet."),
    (r"No such option: (\S+)", "De optie '{}' bestaat niet."),
    (r"Option '?(.*?)'? requires an argument", "De optie '{}' heeft een waarde nodig."),
    (r"Option '(.*?)' does not take a value", "De optie '{}' heeft geen waarde."),
    (r"Missing (?:argument|option|parameter)\s+'?([^'.]*)'?", "'{}' ontbreekt."),
    (r"Missing command", "Er ontbreekt een opdracht."),
    (r"unexpected extra argument\S* \((.*)\)", "Dit hoort er niet bij: {}."),
    (r"(?:Expected|takes) \d+ arguments?", "De optie heeft het verkeerde aantal waarden."),
)


def usage_error(error: Any) -> str:
    """What is wrong with the command line, and the nearest that exists."""
    message = str(error.format_message())
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "raadsvoorstel"
    text = "De opdrachtregel klopt niet."
    for pattern, dutch in _MESSAGES:
        match = re.search(pattern, message)
        if match:
            text = f"{dutch.format(*match.groups())} {_near(match, ctx)}".rstrip()
            break
    return f"Fout: {text}\nHulp: {command} --help"


def _meant_council(match: re.Match[str], ctx: Any) -> str:
    """`generate heemstede` means the option."""
    if ctx is None or not any("--gemeente" in one.opts for one in ctx.command.params):
        return ""
    return f"Bedoelde u '--gemeente {match.group(1).split()[0]}'?"


def _near(match: re.Match[str], ctx: Any) -> str:
    if ctx is None or not match.groups():
        return ""
    if "extra" in match.group():
        return _meant_council(match, ctx)
    from raadsvoorstel.dutch import nearest

    word = match.group(1)
    if word.startswith("-"):
        return nearest(word, [name for one in ctx.command.params for name in one.opts])
    commands = getattr(ctx.command, "commands", {})
    meant = _MEANT.get(word.casefold(), "")
    return f"Bedoelde u '{meant}'?" if meant in {*commands, "--help"} else nearest(word, commands)
