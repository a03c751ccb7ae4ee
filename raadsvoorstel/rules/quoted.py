"""Which letters of a text are somebody else's words."""

from __future__ import annotations

from raadsvoorstel.rules.pattern import Pattern

_QUOTED = Pattern(
    r"“[^“”]*”|„[^„”“]*[”“]|«[^«»]*»|\"[^\"]*\"|(?<!\w)[‘'](?=\S)[^‘'’]*?(?<=\S)[’'](?!\w)",
    needs=("“", "„", "«", '"', "‘", "'"),
)


def quotations(text: str) -> list[tuple[int, int]]:
    """From which letter to which letter the text quotes."""
    return [found.span() for found in _QUOTED.finditer(text)]


def is_quoted(text: str, offset: int) -> bool:
    """Whether this letter stands in a quotation."""
    return any(start <= offset < end for start, end in quotations(text))
