"""What a dossier chooses about the rules, with a reason: how grave, or silence at one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from raadsvoorstel.codes import CODES, named
from raadsvoorstel.diagnostics import Diagnostic, Problem, Severity
from raadsvoorstel.loading import DOSSIER, Case
from raadsvoorstel.model import Uitzondering
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules.rule import Hit

_OF_WORDS = ("RV7", "RV8")
_UNUSED = "RV217"


def may_be_set(code: str) -> bool:
    """Whether a dossier may choose how grave a finding is: an error in the data stays one."""
    return code.startswith(_OF_WORDS) or (
        code.startswith(("RV2", "RV3")) and CODES[code].severity is not Severity.ERROR
    )


def chosen(findings: Iterable[Diagnostic], case: Case) -> Iterator[Diagnostic]:
    """The findings as the dossier wants them; what is set to `uit` is gone."""
    wanted = {named(str(name)): one.ernst for name, one in case.dossier.controles.items()}
    for one in findings:
        ernst = wanted.get(one.code) if may_be_set(one.code) else None
        if ernst is None:
            yield one
        elif ernst != "uit":
            yield replace(one, severity=Severity(ernst))


def silences(exception: Uitzondering, code: str, reading: Reading, hit: Hit) -> bool:
    """Whether a dossier says that these words are right where they stand."""
    return (
        named(str(exception.code)) == code
        and exception.gemeente in {None, reading.gemeente}
        and " ".join(exception.tekst.split()) in " ".join(hit.passage.text.split())
    )


def unused(case: Case, used: set[int]) -> Iterator[Problem]:
    """Exceptions that nothing needs any more."""
    for index, one in enumerate(case.dossier.uitzonderingen):
        if index not in used and named(str(one.code)) in CODES:
            yield Problem(
                _UNUSED,
                (DOSSIER, "uitzonderingen", index, "tekst"),
                f"Er is geen bevinding {one.code} in een stuk met “{one.tekst}”",
                "Haal de uitzondering weg, of neem de woorden van het stuk letterlijk over",
            )
