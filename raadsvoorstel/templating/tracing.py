"""Where in the templates that was written which only shows when they are filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Text, inline_text
from raadsvoorstel.tokens import TOKEN, Blocks, Line, Value

_HOLE = r"(\{\{.*?\}\})"
_NAMED = r"['`]([^'`]+)['`]"
_IN_AN_ADDRESS = r"\]\([^)]*$"
_GROUP = ":::"


class Hole(Struct, frozen=True):
    """A value in a line of Markdown: what stands before it, and which of its values it is."""

    line: str
    before: str
    number: int
    value: Value

    @property
    def is_alone(self) -> bool:
        """Whether nothing else stands on the line."""
        return TOKEN.fullmatch(self.line.strip()) is not None

    @property
    def is_in_a_name(self) -> bool:
        """Whether it is part of an address, or of what stands behind `:::`."""
        in_group = self.line.lstrip().startswith(_GROUP)
        return in_group or re.search(_IN_AN_ADDRESS, self.before) is not None


def at_word(at: Location, message: str, text: str) -> Location:
    """The column of what a message names, where its line in the template has that once."""
    lines, named = text.split("\n"), re.search(_NAMED, message)
    if named is None or at.line > len(lines):
        return at
    found = [*re.finditer(_whole(named[1]), lines[at.line - 1])]
    return Location(at.file, at.line, found[0].start() + 1) if len(found) == 1 else at


def _whole(word: str) -> str:
    before = r"(?<!\w)" if word[0].isalnum() else ""
    return before + re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "")


def at_line(line: str, source: Mapping[str, str], number: int | None = None) -> Location | None:
    """The one line of the templates that gives this line when filled in, or a value in it.

    `source` holds the text of each template that took part, by its file.
    """
    literal = TOKEN.split(line.strip())[::2]
    if not "".join(literal).strip():
        return None
    pattern = re.compile(rf"\s*{_HOLE.join(map(re.escape, literal))}\s*")
    found = [
        Location(file, row, _column(match, number))
        for file, text in source.items()
        for row, typed in enumerate(text.split("\n"), 1)
        if (match := pattern.fullmatch(typed)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _column(match: re.Match[str], number: int | None) -> int:
    if number is not None:
        return match.start(number + 1) + 1
    return len(match[0]) - len(match[0].lstrip()) + 1


def at_hole(
    markdown: str,
    values: tuple[Value, ...],
    source: Mapping[str, str],
    is_wrong: Callable[[Hole], bool],
) -> Location | None:
    """The place of the first value that is wrong where it stands."""
    wrong = next((hole for hole in _holes(markdown, values) if is_wrong(hole)), None)
    return at_line(wrong.line, source, wrong.number) if wrong is not None else None


def _holes(markdown: str, values: tuple[Value, ...]) -> Iterator[Hole]:
    for line in markdown.split("\n"):
        for number, found in enumerate(TOKEN.finditer(line)):
            yield Hole(line, line[: found.start()], number, values[int(found[1])])


def is_misplaced(hole: Hole) -> bool:
    """Whether paragraphs stand in the middle of a line."""
    return isinstance(hole.value, Blocks) and len(hole.value.blocks) > 1 and not hole.is_alone


def is_no_name(hole: Hole) -> bool:
    """Whether a value in an address or a name is more, or less, than letters."""
    return hole.is_in_a_name and not _is_letters(hole.value)


def _is_letters(value: Value) -> bool:
    return isinstance(value, Line) and all(isinstance(one, Text) for one in value.children)


def is_of_group(letters: str) -> Callable[[Hole], bool]:
    """Whether a value behind `:::` has these letters."""
    return lambda hole: (
        hole.line.lstrip().startswith(_GROUP)
        and isinstance(hole.value, Line)
        and inline_text(hole.value.children) == letters
    )
