"""An audit of the accessibility of any Word file: what it is, where, and how to mend it in Word.

A rule is a generator of findings; adding one is adding it to `RULES` and its code to `CODES`. No
rule can tell that a file is accessible: a file without findings has only passed these checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from raadsvoorstel.audit import contrast, document, headings, pictures, tables, text
from raadsvoorstel.audit.finding import Rule
from raadsvoorstel.audit.wordfile import word_file
from raadsvoorstel.codes import severity_of
from raadsvoorstel.diagnostics import Diagnostic, Location, OutsideError
from raadsvoorstel.project import shown
from raadsvoorstel.word.opening import LARGEST, UnreadableError, read

RULES = (
    Rule("RV601", document.title),
    Rule("RV602", document.author),
    Rule("RV603", document.no_language),
    Rule("RV604", document.foreign_language),
    Rule("RV605", document.foreign_paragraph),
    Rule("RV606", document.protection),
    Rule("RV607", headings.none_at_all),
    Rule("RV608", headings.not_first_level),
    Rule("RV609", headings.skipped_level),
    Rule("RV610", headings.empty),
    Rule("RV611", headings.too_long),
    Rule("RV612", headings.bold_instead),
    Rule("RV613", text.empty_paragraphs),
    Rule("RV614", text.typed_spaces),
    Rule("RV615", text.typed_list),
    Rule("RV616", text.link_text),
    Rule("RV617", text.typed_page_number),
    Rule("RV618", tables.no_header),
    Rule("RV619", tables.empty_header_cell),
    Rule("RV620", tables.merged_cells),
    Rule("RV621", tables.nested),
    Rule("RV622", tables.empty_rows),
    Rule("RV623", pictures.no_alt),
    Rule("RV624", pictures.file_name_as_alt),
    Rule("RV625", pictures.long_alt),
    Rule("RV626", pictures.floating),
    Rule("RV627", pictures.text_boxes),
    Rule("RV628", pictures.untitled_controls),
    Rule("RV629", contrast.contrast),
)
_UNREADABLE = "RV600"


class Audited(NamedTuple):
    """A file and what was found in it, in the order of its text."""

    file: str
    findings: tuple[Diagnostic, ...]


def audit_files(paths: Iterable[Path]) -> tuple[Audited, ...]:
    """Audit files; raises `OutsideError` before the first when one can't be read at all."""
    wanted = tuple(paths)
    for path in wanted:
        refuse_missing(path)
    return tuple(Audited(shown(path), _audit_path(path)) for path in wanted)


def audit(data: bytes, file: str) -> tuple[Diagnostic, ...]:
    """Every finding in the bytes of a file, or the one finding that it is no sound Word file."""
    try:
        found = word_file(read(data))
    except UnreadableError as error:
        return (_unreadable(error, file),)
    hits = [(rule.code, one) for rule in RULES for one in rule.find(found)]
    hits.sort(key=lambda hit: (hit[1].place.story, hit[1].place.number, hit[0]))
    return tuple(
        Diagnostic(
            code,
            severity_of(code),
            Location(file, one.place.number),
            one.message,
            one.hint,
            where=one.place.words,
        )
        for code, one in hits
    )


def _audit_path(path: Path) -> tuple[Diagnostic, ...]:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise _outside(path, "is niet te lezen") from error
    if size <= LARGEST:
        return audit(data, shown(path))
    too_large = UnreadableError(
        f"Het bestand is te groot ({size // 1_000_000} MB)",
        f"Verklein de afbeeldingen; tot {LARGEST // 1_000_000} MB wordt gelezen",
    )
    return (_unreadable(too_large, shown(path)),)


def _unreadable(error: UnreadableError, file: str) -> Diagnostic:
    return Diagnostic(
        _UNREADABLE,
        severity_of(_UNREADABLE),
        Location(file),
        error.message,
        error.hint,
        where="het hele bestand",
    )


def refuse_missing(path: Path) -> None:
    """Raise `OutsideError` where no file can be read here at all."""
    try:
        is_folder, exists, is_file = path.is_dir(), path.exists(), path.is_file()
    except OSError as error:  # a folder above it that may not be entered, a name that is too long
        raise _outside(path, "is niet te lezen") from error
    if is_folder:
        raise _outside(path, "is een map")
    if not exists:
        raise _outside(path, "bestaat niet")
    if not is_file:
        raise _outside(path, "is geen gewoon bestand")


def _outside(path: Path, problem: str) -> OutsideError:
    return OutsideError(f"'{shown(path)}' {problem}", "Noem een Word-bestand (.docx)")
