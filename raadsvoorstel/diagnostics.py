"""What is wrong, and where: problems by data path, diagnostics by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct


class Key(str):
    """The last step of a path where the name of the field itself is wrong, not its value."""

    __slots__ = ()


DataPath = tuple[str | int, ...]
"""The road to a value from the name of its file: ``("regiovisie", "beslispunten", 0, "tekst")``."""


class Severity(StrEnum):
    """How bad a finding is, in the word that the user reads."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    INFO = "opmerking"

    @property
    def in_json(self) -> str:
        """The word that programs read; it stays what it is, whatever people read."""
        return "info" if self is Severity.INFO else self.value


class Location(Struct, array_like=True, frozen=True, order=True, gc=False):
    """A place in a file; lines and columns (in code points) count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1


class Problem(Struct, frozen=True, gc=False):
    """What a check found at which value; it never sees the text of the YAML."""

    code: str
    at: DataPath
    message: str
    hint: str = ""
    severity: Severity | None = None


class Diagnostic(Struct, frozen=True, gc=False):
    """A finding for people.

    `gemeenten` holds the ids of the councils that the finding concerns; empty means the whole run.
    `where` tells the place in a Word file, which has no lines: `alinea 12, onder “Financiën”`.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    gemeenten: frozenset[str] = frozenset()
    where: str = ""

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Order of a report: file, line, column, code."""
        return self.location, self.code, self.message


def has_errors(findings: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether anything was found that fails a check; under `strict` a warning does too."""
    return any(is_grave(one.severity, strict=strict) for one in findings)


def is_grave(severity: Severity, *, strict: bool = False) -> bool:
    """Whether a finding of this severity fails a check; under `strict` a warning does too."""
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)


Report = Callable[[Diagnostic], None]
"""Leaves a diagnostic with whoever collects them."""
