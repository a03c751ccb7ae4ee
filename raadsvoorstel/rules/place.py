"""Where in the data a letter of our own paper was typed: a paragraph only knows where it begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from raadsvoorstel import nodes
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.loading import Case
from raadsvoorstel.nodes import Node, Scalar, Sequence, Unreadable
from raadsvoorstel.papers.reading import Passage, Span

_WORDS = 4
"""So many words tell a place from any other in its paragraph."""


def place(passage: Passage, start: int, case: Case) -> Location | None:
    """The place of a letter within a text, where its words stand once in the paragraph."""
    spans = passage.spans
    number = bisect_right(spans, start, key=lambda one: one.start) - 1
    if start == 0 or number < 0 or spans[number].advances:
        return None
    until = spans[number + 1].start if number + 1 < len(spans) else len(passage.text)
    return _typed(passage.text[start:until], spans[number], case)


@lru_cache(maxsize=1024)
def _typed(words: str, span: Span, case: Case) -> Location | None:
    """The same words come back in the papers of all councils."""
    known = _scalars(case).get(span.at.file, [])
    scalar = known[bisect_right(known, span.at, key=lambda one: one.at) - 1] if known else None
    first = re.match(r"\w+|\S", words)
    if scalar is None or first is None or scalar.at > span.at:
        return None
    begin, end = _paragraph(scalar, span.at)
    for sought in (first[0], " ".join(words.split()[:_WORDS])):
        words_apart = r"\s+".join(map(re.escape, sought.split()))
        pattern = re.compile(rf"(?<!\w){words_apart}(?!\w)")
        found = [one.start() for one in pattern.finditer(scalar.value, begin, end)]
        if len(found) == 1:
            return scalar.place(found[0])
    return None


def _paragraph(scalar: Scalar, at: Location) -> tuple[int, int]:
    """From and up to which letter the paragraph goes that begins here; empty if none does."""
    begin = _lines(scalar).get(at)
    if begin is None:
        return 0, 0
    end = scalar.value.find("\n\n", begin)
    return begin, end if end >= 0 else len(scalar.value)


@lru_cache(maxsize=8)
def _lines(scalar: Scalar) -> Mapping[Location, int]:
    """Where each line of a text begins, by its place in the file."""
    text = scalar.value
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return {scalar.place(_first_letter(text, start)): start for start in reversed(starts)}


def _first_letter(text: str, line: int) -> int:
    end = text.find("\n", line)
    typed = text[line : end if end >= 0 else len(text)]
    return line + len(typed) - len(typed.lstrip())


@lru_cache(maxsize=2)
def _scalars(case: Case) -> Mapping[str, list[Scalar]]:
    """The texts of each file, in its order."""
    found: defaultdict[str, dict[Location, Scalar]] = defaultdict(dict)
    for tree in case.trees.values():
        for one in _texts(tree):
            found[one.at.file][one.at] = one
    return {file: [texts[at] for at in sorted(texts)] for file, texts in found.items()}


def _texts(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items):
            for item in items:
                yield from _texts(item)
        case nodes.Mapping():
            for _, value in node.entries:
                yield from _texts(value)
        case Unreadable():
            return
