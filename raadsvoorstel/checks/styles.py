"""House styles that name what exists, and print what a council decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsvoorstel import dutch
from raadsvoorstel.composing import printers
from raadsvoorstel.diagnostics import DataPath, Problem, Severity
from raadsvoorstel.loading import STYLE, Case
from raadsvoorstel.placeholders import PlaceholderError
from raadsvoorstel.project import MUNICIPALITIES
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.view import view
from raadsvoorstel.wording import kenmerk

_DECISION = {"raadsbesluit": "raadsbesluit", "raadsvoorstel": "beslispunten"}
"""The papers in which a council looks for what it decides, each with the slot for that."""
_DECIDES = re.compile(r"beslispunten|besluit\.punten|raadsbesluit\.md")
"""How a template prints the decision without a section of the house style."""


def unknown_field(case: Case) -> Iterator[Problem]:
    """The metadata of a house style names fields that exist, also where no council uses it."""
    for gemeente in case.participants[:1]:
        seen = view(case, gemeente)
        for name, style in case.styles.items():
            for kind, stuk in style.stukken.items():
                for index, one in enumerate(stuk.kenmerken):
                    try:
                        kenmerk(one, seen)
                    except PlaceholderError as error:
                        path = (STYLE, name, "stukken", kind, "kenmerken", index, "veld")
                        yield Problem(error.code, path, error.message, error.hint)


def decision_not_printed(case: Case) -> Iterator[Problem]:
    """A list of sections replaces that of the style below it, and may lose the decision so."""
    for name, users in _users(case).items():
        kinds = [kind for kind in _DECISION if any(_delivers(case, one, kind) for one in users)]
        silent = [kind for kind in kinds if not _prints_decision(case, name, kind)]
        if silent and not _templates_print_decision(case):
            elsewhere = silent == ["raadsvoorstel"] != kinds
            yield Problem(
                "RV316",
                _sections(case, name, users[0], silent[0]),
                f"De huisstijl '{name}' drukt in {_papers(silent)} geen beslispunten af",
                f"Geef {_papers(silent)} een sectie met het onderdeel `{_DECISION[silent[0]]}`; "
                "een eigen lijst `secties` vervangt die van `gebaseerd_op` helemaal",
                Severity.WARNING if elsewhere else None,
            )


def _users(case: Case) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for gemeente in case.participants:
        users.setdefault(str(case.municipalities[gemeente].huisstijl), []).append(gemeente)
    return users


def _delivers(case: Case, gemeente: str, kind: str) -> bool:
    kinds = case.municipalities[gemeente].stukken or case.project.kinds
    return kind in kinds and kind in case.style(gemeente).stukken


def _prints_decision(case: Case, style: str, kind: str) -> bool:
    """Whether a section is for it; one with an unknown name, which has its own code, may be."""
    secties = case.styles[style].stukken[kind].secties
    slots = {str(name) for sectie in secties for name in sectie.onderdelen}
    known = {*SLOTS, *printers(case.project)}
    return bool(slots & {*_DECISION.values()}) or not {one.split(".")[0] for one in slots} <= known


def _templates_print_decision(case: Case) -> bool:
    """Whether a template of a paper prints the decision itself; those of slots all wait for one."""
    own = case.project.template_folders[0]
    paths = [*own.glob("*.md.j2"), *own.glob("gemeenten/*/*.md.j2")]
    return any(_DECIDES.search(path.read_text("utf-8", errors="replace")) for path in paths)


def _papers(kinds: list[str]) -> str:
    return f"het {dutch.opsomming(kinds)}"


def _sections(case: Case, style: str, gemeente: str, kind: str) -> DataPath:
    if style in case.project.own_house_styles:
        return (STYLE, style, "stukken", kind, "secties")
    return (MUNICIPALITIES, gemeente, "huisstijl")
