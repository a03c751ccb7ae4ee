"""The text of a PDF as passages; owner of `pypdf`, which is an extra."""

from __future__ import annotations

import io
from collections.abc import Iterator

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.papers.guessing import Line
from raadsvoorstel.papers.plain import text_lines
from raadsvoorstel.papers.reading import Span
from raadsvoorstel.word.opening import UnreadableError

_MOST_PAGES = 500
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)
"""What pypdf lets through of a damaged file, or of one that is packed in a way it doesn't know.

To read an encrypted one it may need a library of its own, which is then a `DependencyError`.
"""


def pdf_lines(content: bytes, file: str) -> Iterator[Line]:
    """The paragraphs of each page; raises `UnreadableError` where the file holds no text."""
    import logging  # comes along with pypdf; a check of anything else does without

    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise OutsideError(
            "Voor een PDF is de uitbreiding `pdf` nodig",
            "Installeer haar met `pip install 'raadsvoorstel[pdf]'`, of geef het Word-bestand",
        ) from error
    # it tells on stderr in English what goes wrong before it raises; the user gets one sentence
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]]
    except (PyPdfError, DependencyError, *_BROKEN) as error:
        raise UnreadableError(
            "De PDF is beschadigd of versleuteld", "Vraag het Word-bestand, of een nieuwe PDF"
        ) from error
    if not any(page.strip() for page in pages):
        raise UnreadableError(
            "In de PDF staat geen tekst; waarschijnlijk is het een scan",
            "Vraag het Word-bestand, of een PDF met tekst",
        )
    for number, page in enumerate(pages, 1):
        for line in text_lines(page, file):
            yield _on_page(line, number)


def _on_page(line: Line, page: int) -> Line:
    """A line of a page: what is counted there means nothing to a reader, the page does."""
    at = Location(line.spans[0].at.file, page)
    where = f"bladzijde {page}: “{line.text[:50]}”"
    return Line(line.text, (Span(0, at),), where=where)
