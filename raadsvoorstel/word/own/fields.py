"""Fields in a letterhead: which stay, which show a value of the paper, which become plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from raadsvoorstel.word.elements import child, q, remove, unwrap, value
from raadsvoorstel.word.filling import OF_THE_PAGE, PROPERTIES, TITLE_HEADING, mark_of
from raadsvoorstel.word.xml import Element, w

_OF_THE_FILE = {"TITLE", "SUBJECT", "AUTHOR"}
_TITLES = {"1", "kop 1", "heading 1", "titel", "title"}
_ARGUMENT = re.compile(r'\s*\w+\s+(?:"([^"]*)"|([^\s\\]+))')


class Field(Struct):
    """A field: its instruction, what it shows, and the elements around that."""

    instruction: str = ""
    frame: list[Element] = field(default_factory=list)
    shown: list[Element] = field(default_factory=list)
    has_result: bool = False

    @property
    def name(self) -> str:
        """`DOCPROPERTY`, `PAGE`."""
        return (self.instruction.split() or [""])[0].upper()

    @property
    def argument(self) -> str:
        """The first word behind the name, or the words between quotes."""
        found = _ARGUMENT.match(self.instruction)
        return (found[1] or found[2] or "").strip() if found else ""

    @property
    def is_of_the_page(self) -> bool:
        """Whether Word counts it by itself: page numbers."""
        return self.name in OF_THE_PAGE

    @property
    def value_of(self) -> str:
        """The property of the paper that it shows; empty for any other field."""
        if self.name == "DOCPROPERTY":
            return PROPERTIES.get(self.argument.casefold(), "")
        if self.name == "STYLEREF" and self.argument.casefold() in _TITLES:
            return TITLE_HEADING
        return self.name.capitalize() if self.name in _OF_THE_FILE else ""

    @property
    def text(self) -> str:
        """The letters that it shows."""
        return "".join(one.text or "" for one in self.shown if one.tag == q("t"))

    def show(self, name: str) -> None:
        """Show the value of a property, which each paper fills in."""
        letters = [one for one in self.shown if one.tag == q("t")]
        for one in letters[1:]:
            remove(one)
        letter = letters[0] if letters else self._new_letters()
        letter.text = mark_of(name)

    def unlink(self, *, with_text: bool = True) -> None:
        """Leave the text that it showed, without the field."""
        for one in (*self.frame, *(() if with_text else self.shown)):
            if one.tag == q("fldSimple"):
                unwrap(one)
            else:
                remove(one)

    def _new_letters(self) -> Element:
        letter, last = w("t"), self.frame[-1]
        if last.tag == q("fldSimple"):
            last.append(w("r", letter))
            return letter
        run = last.getparent()
        if run is not None and not self.has_result:
            run.insert(run.index(last), w("fldChar", fldCharType="separate"))
        if run is not None:
            run.insert(run.index(last), letter)
        return letter


def fields(root: Element) -> list[Field]:
    """Every field under an element, the inner ones first."""
    return [*_simple(root), *_complex(root)]


def unlink_halves(root: Element) -> None:
    """Drop the marks and instructions of fields that do not begin, or do not end."""
    open_: list[list[Element]] = []
    lost: list[Element] = []
    for mark in root.iter(q("fldChar"), q("instrText")):
        kind = value(mark, "fldCharType")
        if kind == "begin":
            open_.append([])
        if not open_:
            lost.append(mark)
            continue
        open_[-1].append(mark)
        if kind == "end":
            open_.pop()
    for one in (*lost, *(mark for marks in open_ for mark in marks)):
        remove(one)


def show_in_control(control: Element, name: str) -> None:
    """Let a content control show the value of a property."""
    content = child(control, "sdtContent")
    letters = list(content.iter(q("t"))) if content is not None else []
    for one in letters[1:]:
        remove(one)
    if letters:
        letters[0].text = mark_of(name)


def _simple(root: Element) -> Iterator[Field]:
    for one in list(root.iter(q("fldSimple"))):
        yield Field(value(one, "instr"), [one], list(one.iter(q("t"))), has_result=True)


def _complex(root: Element) -> Iterator[Field]:
    open_: list[Field] = []
    for run in root.iter(q("r")):
        for part in run:
            kind = value(part, "fldCharType")
            if kind == "begin":
                open_.append(Field(frame=[part]))
            elif open_ and kind == "end":
                open_[-1].frame.append(part)
                yield from _closed(open_)
            elif open_ and kind == "separate":
                open_[-1].frame.append(part)
                open_[-1].has_result = True
            elif open_:
                _follow(open_, part)


def _closed(open_: list[Field]) -> Iterator[Field]:
    """Take the innermost field off; in the instruction of another one it is part of that."""
    inner = open_.pop()
    if open_ and not open_[-1].has_result:
        open_[-1].frame += [*inner.frame, *inner.shown]
        return
    if open_:
        open_[-1].shown += inner.shown
    yield inner


def _follow(open_: list[Field], part: Element) -> None:
    inner = open_[-1]
    if inner.has_result:
        if part.tag != q("rPr"):
            inner.shown.append(part)
        return
    if part.tag == q("instrText"):
        inner.instruction += part.text or ""
    if part.tag != q("rPr"):
        inner.frame.append(part)
