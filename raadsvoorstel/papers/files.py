"""A file of anybody as a reading: Word, Markdown, plain text, or the text of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.audit.wordfile import WordFile, word_file
from raadsvoorstel.dutch import near
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.papers.guessing import Line, moved, passages
from raadsvoorstel.papers.pdf import pdf_lines
from raadsvoorstel.papers.plain import decoded, markdown_lines, text_lines
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.papers.word import word_lines
from raadsvoorstel.project import shown
from raadsvoorstel.word.opening import UnreadableError, read
from raadsvoorstel.word.package import LARGEST

_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
SUFFIXES = (*_WORD_SUFFIXES, ".md", ".txt", ".pdf")
_KINDS = f"Noem een bestand op {', '.join(SUFFIXES)}"
_RIGHTS = "Controleer de naam en de rechten"
_WORD, _OLD_WORD, _PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"
_LARGEST_TEXT, _MOST_LINES = 700_000, 12_000
"""Bytes, and lines: some two hundred and fifty pages."""
_LONGEST = 20_000
"""Letters of a passage; a longer line is no sentence, and is read in pieces."""


class PaperFile(Struct, frozen=True):
    """A file that could be read: its words, and for a Word file all that its audit looks at."""

    reading: Reading
    word: WordFile | None = None


def refuse_missing(path: Path) -> None:
    """Raise `OutsideError` where there is no file to read."""
    try:
        is_folder, exists, is_file = path.is_dir(), path.exists(), path.is_file()
    except OSError as error:  # a folder above it that may not be entered, a name that is too long
        raise _outside(path, "is niet te lezen", _RIGHTS) from error
    if is_folder:
        raise _outside(path, "is een map", f"Noem de bestanden erin, zoals {shown(path)}/*.docx")
    if not exists:
        raise _outside(path, "bestaat niet", _meant(path))
    if not is_file:
        raise _outside(path, "is geen gewoon bestand", _KINDS)


def paper_file(path: Path) -> PaperFile:
    """The file at a path; raises `UnreadableError` with one clear sentence, or `OutsideError`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(size, LARGEST)
        content = path.read_bytes()
    except OSError as error:
        raise _outside(path, "is niet te lezen", _RIGHTS) from error
    found = read_paper(content, shown(path), path.suffix.lower())
    if found.word is None and not found.reading.passages:
        raise UnreadableError(
            "In het bestand staat geen tekst", "Noem het bestand waarin het stuk staat"
        )
    return found


def read_paper(content: bytes, file: str, suffix: str) -> PaperFile:
    """The paper in these bytes: what they are counts for more than how the file is called."""
    if content.startswith((_WORD, _OLD_WORD)) or suffix in _WORD_SUFFIXES:
        found = word_file(read(content))
        return PaperFile(_reading(file, word_lines(found, file)), found)
    if content.startswith(_PDF) or suffix == ".pdf":
        return PaperFile(_reading(file, pdf_lines(content, file)))
    if suffix not in SUFFIXES:
        kind = f"op '{suffix}'" if suffix else "zonder achtervoegsel"
        raise UnreadableError(f"Een bestand {kind} wordt niet als stuk gelezen", _KINDS)
    text = decoded(content)
    if len(content) > _LARGEST_TEXT or text.count("\n") > _MOST_LINES:
        raise UnreadableError(
            "De tekst is te lang voor een stuk: meer dan zo'n 250 bladzijden",
            "Knip haar op, of geef alleen het stuk zelf",
        )
    if "\0" in text:
        raise UnreadableError("Dit is geen tekst, Word-bestand of PDF", _KINDS)
    lines = markdown_lines(text, file) if suffix == ".md" else text_lines(text, file)
    return PaperFile(_reading(file, lines))


def _reading(file: str, lines: Iterable[Line]) -> Reading:
    return Reading(file, passages(piece for line in lines for piece in _pieces(line)))


def _pieces(line: Line) -> Iterator[Line]:
    if len(line.text) <= _LONGEST:
        yield line
        return
    for start in range(0, len(line.text), _LONGEST):
        text = line.text[start : start + _LONGEST]
        yield replace(line, text=text, spans=tuple(moved(line, start, start + len(text), 0)))


def _too_large(size: int, largest: int) -> UnreadableError:
    return UnreadableError(
        f"Het bestand is te groot ({size // 1_000_000} MB)",
        f"Verklein het; tot {largest // 1_000_000} MB wordt gelezen",
    )


def _meant(path: Path) -> str:
    """The file in the same folder whose name is most like it, whatever it ends on."""
    try:
        there = {one.stem: one.name for one in path.parent.iterdir()}
    except OSError:
        there = {}
    found = near(path.stem, there)
    if not found:
        return "Controleer de naam, en de map waarin u staat"
    return f"Bedoelde u '{there[found]}'?"


def _outside(path: Path, problem: str, hint: str) -> OutsideError:
    return OutsideError(f"'{shown(path)}' {problem}", hint)
