"""Inlines as CommonMark: every letter comes back, and only what would be misread is escaped.

Emphasis is the hard part: `**` only works between the right neighbours. Blanks move out of it,
marks that touch get different signs, and where a letter stands in the way (`**(x)**y`) that letter
is written as an entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.document import (
    Blank,
    Emphasis,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Named,
    Strong,
    Text,
    inline_text,
)

_STRONG = "**"


def inlines(children: tuple[Inline, ...]) -> str:
    """The Markdown of inlines; a line break is a newline."""
    if _is_unmarked(children):  # nearly all: nothing stands between their letters
        return _escaped(inline_text(children), in_link=False, before_link=False)
    pieces = list(_pieces(_tidied(children)))
    _choose_signs(pieces)
    written = [_written(piece, pieces[index + 1 :][:1]) for index, piece in enumerate(pieces)]
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Mark):
            _make_room(written, index, piece)
        elif isinstance(piece, _Sign) and piece.text.startswith("]"):
            _end(written, index)
    return "".join(written)


_UNMARKED = frozenset((Text, Blank, LineBreak))


def _is_unmarked(children: tuple[Inline, ...]) -> bool:
    return all(
        type(child) in _UNMARKED or (isinstance(child, Named) and _is_unmarked(child.children))
        for child in children
    )


def entity(letter: str) -> str:
    """A letter in a form that no parser drops, folds or reads as a sign."""
    return f"&#{ord(letter)};"


# -- a tree that CommonMark can express --------------------------------------------------------

_Marked = Strong | Emphasis


def _tidied(
    children: tuple[Inline, ...], within: tuple[type[Inline], ...] = ()
) -> tuple[Inline, ...]:
    """Neighbours joined, a mark never in its like, and no blank at the inner edge of a mark."""
    tidy: list[Inline] = []
    for child in children:
        for one in _tidy(child, within):
            _add(tidy, one)
    return tuple(tidy)


def _tidy(child: Inline, within: tuple[type[Inline], ...]) -> Iterator[Inline]:
    match child:
        case Text(value):
            yield from _lines(value)
        case Blank():
            yield Text(str(child))
        case LineBreak():
            yield child
        case Named(inner):
            yield from _tidied(inner, within)
        case InLanguage(inner):
            tidy = _tidied(inner, within)
            yield from (replace(child, children=tidy),) if inline_text(tidy).strip() else tidy
        case Strong(inner) | Emphasis(inner) | Link(inner):
            if type(child) in within:
                yield from _tidied(inner, within)
            elif isinstance(child, Link):
                yield replace(child, children=_tidied(inner, (*within, Link)))
            else:
                yield from _bare(child, _tidied(inner, (*within, type(child))))
        case _:
            assert_never(child)


def _lines(value: str) -> Iterator[Inline]:
    for number, line in enumerate(value.split("\n")):
        if number:
            yield LineBreak()
        if line:
            yield Text(line)


def _bare(marked: _Marked, inner: tuple[Inline, ...]) -> Iterator[Inline]:
    """The mark around what is not blank at its edges."""
    before, rest = _blank_start(inner)
    after, middle = _blank_start(tuple(map(_turned, reversed(rest))))
    yield from before
    if middle:
        yield replace(marked, children=tuple(map(_turned, reversed(middle))))
    yield from map(_turned, reversed(after))


def _turned(inline: Inline) -> Inline:
    return Text(inline.value[::-1]) if isinstance(inline, Text) else inline


def _blank_start(inner: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    match inner:
        case (LineBreak() as first, *rest):
            blank, other = _blank_start(tuple(rest))
            return (first, *blank), other
        case (Text(value), *rest) if not value.strip():
            blank, other = _blank_start(tuple(rest))
            return (Text(value), *blank), other
        case (Text(value), *rest) if value != value.lstrip():
            start = value.lstrip()
            return (Text(value[: len(value) - len(start)]),), (Text(start), *rest)
        case _:
            return (), inner


def _add(tidy: list[Inline], one: Inline) -> None:
    match (tidy[-1] if tidy else None), one:
        case Text(before), Text(value):
            tidy[-1] = Text(before + value)
        case Strong(before), Strong(inner):
            tidy[-1] = Strong(_joined(before, inner))
        case Emphasis(before), Emphasis(inner):
            tidy[-1] = Emphasis(_joined(before, inner))
        case _:
            tidy.append(one)


def _joined(before: tuple[Inline, ...], after: tuple[Inline, ...]) -> tuple[Inline, ...]:
    joined = list(before)
    for child in after:
        _add(joined, child)
    return tuple(joined)


# -- pieces ------------------------------------------------------------------------------------


class _Letters(Struct, frozen=True):
    text: str
    in_link: bool
    """Between brackets of our own, so that others must not count."""


class _Mark(Struct, frozen=True):
    """Where a mark opens or closes."""

    opens: bool
    sign: str = ""


class _Sign(Struct, frozen=True):
    """Markdown of our own, such as the brackets of a link or of words in a language."""

    text: str


_Piece = _Letters | _Mark | _Sign


def _pieces(children: tuple[Inline, ...], *, in_link: bool = False) -> Iterator[_Piece]:
    for child in children:
        match child:
            case Text() | Blank():
                yield _Letters(child.value if isinstance(child, Text) else str(child), in_link)
            case LineBreak():
                yield _Sign("\n")
            case Named(inner):
                yield from _pieces(inner, in_link=in_link)
            case Strong(inner) | Emphasis(inner):
                sign = _STRONG if isinstance(child, Strong) else ""
                yield _Mark(opens=True, sign=sign)
                yield from _pieces(inner, in_link=in_link)
                yield _Mark(opens=False, sign=sign)
            case Link(inner, url):
                yield _Sign("[")
                yield from _pieces(inner, in_link=True)
                yield _Sign(f"]({_address(url)})")
            case InLanguage(inner, language):
                yield _Sign("[")
                yield from _pieces(inner, in_link=True)
                yield _Sign(f"]{{lang={language}}}")
            case _:
                assert_never(child)


def _choose_signs(pieces: list[_Piece]) -> None:
    """Emphasis is `*`, or `_` where it touches another mark: `***` would be read otherwise."""
    open_ = -1
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Mark) and not piece.sign:
            if piece.opens:
                open_ = index
            else:
                beside = (open_ - 1, open_ + 1, index - 1, index + 1)
                touches = any(isinstance(_at(pieces, place), _Mark) for place in beside)
                for place in (open_, index):
                    pieces[place] = _Mark(place == open_, "_" if touches else "*")


def _at(pieces: list[_Piece], place: int) -> _Piece | None:
    return pieces[place] if 0 <= place < len(pieces) else None


def _written(piece: _Piece, following: list[_Piece]) -> str:
    match piece:
        case _Letters(text, in_link):
            return _escaped(text, in_link=in_link, before_link=following == [_Sign("[")])
        case _Mark(_, sign):
            return sign
        case _Sign(text):
            return text
        case _:
            assert_never(piece)


def _make_room(written: list[str], index: int, mark: _Mark) -> None:
    """Write the letter outside a mark as an entity where CommonMark would not see the mark."""
    outside, inside = (index - 1, index + 1) if mark.opens else (index + 1, index - 1)
    if not (0 <= outside < len(written)):
        return
    edge, other = (-1, 0) if mark.opens else (0, -1)
    letter, neighbour = written[outside][edge], written[inside][other]
    if _is_apart(letter) or (neighbour.isalnum() and mark.sign != "_"):
        return
    text = written[outside]
    written[outside] = text[:-1] + entity(letter) if mark.opens else entity(letter) + text[1:]


def _end(written: list[str], index: int) -> None:
    """Keep a brace behind a link or words in a language from going on with it."""
    if "".join(written[index + 1 : index + 2]).startswith("{"):
        written[index + 1] = "\\" + written[index + 1]


def _is_apart(letter: str) -> bool:
    """A blank or punctuation: beside it a mark works whatever stands on the other side."""
    kind = unicodedata.category(letter)
    return letter in "\n\t$+<=>^`|~" or kind == "Zs" or kind.startswith("P")


def _address(url: str) -> str:
    """The address as it is, or between `<` and `>` where it holds a sign that would end it."""
    if re.fullmatch(r"[\w\-.~:/?#@!$+,;=%]+", url, re.ASCII):
        return url
    return "<" + re.sub(r"([\\<>]|&(?=#?\w+;))", r"\\\1", url) + ">"


_SPECIAL = (
    r"(?P<word>(?<=[^\W_]{2})_+(?=[^\W_]{2}))"
    r"|[\\`*_~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)|\](?=[(:\[{])|\[(?=[\^ x])"
)
"""`]` only matters before an address, definition or language, `[` before a footnote or tick box."""
_IN_LINK = r"|[\[\]]"
_BEFORE_LINK = r"|[!\[\]]$"


def _escaped(text: str, *, in_link: bool, before_link: bool) -> str:
    special = _SPECIAL + (_IN_LINK if in_link else _BEFORE_LINK if before_link else "")
    return re.sub(special, lambda m: m.group() if m.group("word") else "\\" + m.group(), text)
