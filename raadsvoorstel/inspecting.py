"""Papers that exist already, ours or anyone's: their words, and of Word files how accessible.

With a dossier the words are held against what it says; without one, against themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import audit, rules
from raadsvoorstel.codes import CODES, severity_of
from raadsvoorstel.diagnostics import Diagnostic, Location
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.files import PaperFile, paper_file, refuse_missing
from raadsvoorstel.papers.reading import OPAQUE, Kind, Reading
from raadsvoorstel.project import shown
from raadsvoorstel.word.opening import UnreadableError

_UNREADABLE = "RV600"
_KINDS = ("raadsbesluit", "raadsvoorstel")
_AFTER_THE_BODY = ("koptekst", "voettekst", "voetnoten", "eindnoten")
_REPEATED = frozenset({Kind.HEADER, Kind.FOOTER})
_FIRST = 12
"""The passages in which a paper says what it is."""


class Inspected(Struct, frozen=True):
    """A file and what was found in it, in the order of its text."""

    file: str
    findings: tuple[Diagnostic, ...]
    rules: tuple[str, ...]
    """The codes of the rules that looked at it; those of accessibility look at Word files alone."""
    blanks: int = 0
    """The places in it that this program left open: visible, and so no finding."""


def inspect(
    paths: Iterable[Path], case: Case | None = None, codes: Container[str] = CODES
) -> tuple[Inspected, ...]:
    """Look at files, for findings of these codes.

    Raises `OutsideError` before the first when one can't be read at all. With a case the decisions
    of the files are also held against each other.
    """
    opened = _all_opened(paths)
    readings = {
        file: _recognised(one.reading, case)
        for file, one in opened.items()
        if isinstance(one, PaperFile)
    }
    words = list(rules.findings(tuple(readings.values()), case))
    held = rules.codes(with_case=case is not None)
    return tuple(
        _selected(_inspected(file, one, words, held), codes) for file, one in opened.items()
    )


def recognised(
    paths: Iterable[Path], case: Case
) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """The papers in files, each with its council as far as its words tell, and what is none.

    Raises `OutsideError` when a file can't be read at all.
    """
    opened = _all_opened(paths).values()
    return (
        tuple(_recognised(one.reading, case) for one in opened if isinstance(one, PaperFile)),
        tuple(one for one in opened if isinstance(one, Diagnostic)),
    )


def _all_opened(paths: Iterable[Path]) -> dict[str, PaperFile | Diagnostic]:
    wanted = tuple(dict.fromkeys(paths))
    for path in wanted:
        refuse_missing(path)
    return {shown(path): _opened(path) for path in wanted}


def _opened(path: Path) -> PaperFile | Diagnostic:
    try:
        return paper_file(path)
    except UnreadableError as error:
        return Diagnostic(
            _UNREADABLE,
            severity_of(_UNREADABLE),
            Location(shown(path)),
            error.message,
            error.hint,
            where="het hele bestand",
        )


def _inspected(
    file: str, one: PaperFile | Diagnostic, words: list[Diagnostic], held: tuple[str, ...]
) -> Inspected:
    if isinstance(one, Diagnostic):
        return Inspected(file, (one,), (one.code,))
    own = [finding for finding in words if finding.location.file == file]
    accessible = audit.audit_word(one.word, file) if one.word is not None else ()
    found = sorted(
        [*own, *accessible],
        key=lambda finding: (finding.where.startswith(_AFTER_THE_BODY), finding.sort_key),
    )
    looked = tuple(rule.code for rule in audit.RULES) if one.word is not None else ()
    body = (passage for passage in one.reading.passages if passage.kind not in _REPEATED)
    blanks = sum(passage.text.count(OPAQUE) for passage in body)
    return Inspected(file, tuple(found), (*held, *looked), blanks)


def _selected(inspected: Inspected, codes: Container[str]) -> Inspected:
    """With what was asked for; that a file can't be read is always told."""
    return replace(
        inspected,
        findings=tuple(
            one for one in inspected.findings if one.code in codes or one.code == _UNREADABLE
        ),
        rules=tuple(code for code in inspected.rules if code in codes),
    )


def _recognised(reading: Reading, case: Case | None) -> Reading:
    """With the council and the kind of paper, as far as its words tell."""
    text = "\n".join(one.text for one in reading.passages)
    gemeente = _council(text, case) if case is not None else ""
    first = [one for one in reading.passages if one.kind is not Kind.TEXT][:_FIRST]
    said = "\n".join(one.text.casefold() for one in first)
    soort = next((kind for kind in _KINDS if kind in said), "")
    return replace(reading, gemeente=gemeente, soort=soort)


def _council(text: str, case: Case) -> str:
    """The council whose own words name it: “De raad van de gemeente Heemstede”."""
    names = {str(name): id_ for id_, name in case.names.items()}
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    if not alternatives:
        return ""
    own = re.compile(
        rf"(?:raad (?:van de|der) gemeente|wethouders van|^Gemeente|^In) (?:de gemeente )?"
        rf"({alternatives})\b",
        re.MULTILINE,
    )
    counted = Counter(own.findall(text)).most_common(1)
    return names[counted[0][0]] if counted else ""
