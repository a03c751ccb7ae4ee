"""An audit of the accessibility of any Word file: what it is, where, and how to mend it in Word.

A rule is a generator of findings; adding one is adding it to `RULES` and its code to `CODES`. No
rule can tell that a file is accessible: a file without findings has only passed these checks.
"""

from __future__ import annotations

from raadsvoorstel.audit import contrast, document, headings, pictures, tables, text
from raadsvoorstel.audit.finding import Rule
from raadsvoorstel.audit.wordfile import WordFile, word_file
from raadsvoorstel.codes import severity_of
from raadsvoorstel.diagnostics import Diagnostic, Location
from raadsvoorstel.word.opening import UnreadableError, read

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


def audit(data: bytes, file: str) -> tuple[Diagnostic, ...]:
    """Every finding in the bytes of a file, or the one finding that it is no sound Word file."""
    try:
        found = word_file(read(data))
    except UnreadableError as error:
        return (_unreadable(error, file),)
    return audit_word(found, file)


def audit_word(found: WordFile, file: str) -> tuple[Diagnostic, ...]:
    """Every finding in a file that could be read."""
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


def _unreadable(error: UnreadableError, file: str) -> Diagnostic:
    return Diagnostic(
        _UNREADABLE,
        severity_of(_UNREADABLE),
        Location(file),
        error.message,
        error.hint,
        where="het hele bestand",
    )
