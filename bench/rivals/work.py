"""The same words on the same base for every rival, taken from a Word file of ours.

A template is our own file with its text taken out: a place for each text, and a loop where
paragraphs of one kind follow each other. The base is our own file without a body.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml; its stubs know no namespaces in searches."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT, _CORE, _CUSTOM = "word/document.xml", "docProps/core.xml", "docProps/custom.xml"
_HEADING, _STRONG = "heading", "Strong"
"""The names that Word itself has for these styles; their ids differ per base."""


class OtherWordsError(Exception):
    """A rival made another paper, so nothing can be compared."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph as a plain script would add it: a style, and pieces that are bold or not."""

    style: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table as rows of cells."""

    part: Part | None = None
    rows: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One paper to be made: what each rival needs, and the words that it must give."""

    name: str
    template: bytes
    context: dict[str, Any]
    base: bytes
    blocks: tuple[Block, ...]
    words: tuple[str, ...]

    def save(self, folder: Path) -> None:
        """For a script of its own: the template and the base as Word files, the rest as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.sjabloon.docx").write_bytes(self.template)
        (folder / f"{self.name}.basis.docx").write_bytes(self.base)
        blocks = [asdict(block) for block in self.blocks]
        for suffix, data in (("context", self.context), ("blokken", blocks)):
            text = json.dumps(data, ensure_ascii=False)
            (folder / f"{self.name}.{suffix}.json").write_text(text, encoding="utf-8")


def work(name: str, gemeente: str, ours: bytes) -> Work:
    """What a rival needs to make the paper that we made; `gemeente` is the name it prints."""
    names = _style_names(ours)
    body = _body(ours)
    context: dict[str, Any] = {"gemeente": gemeente}
    blocks = tuple(_blocks(body, names))
    base = _changed(ours, {_DOCUMENT: _emptied})
    filler = _Filler(gemeente, context, names)
    named = [part for part in _parts(ours) if _is_running(part) or part == _CORE]
    changes: dict[str, Callable[[Element], None]] = dict.fromkeys(named, filler.named)
    changes |= {_DOCUMENT: filler.document, _CUSTOM: _without_children}
    template = _changed(ours, changes)
    return Work(name, template, context, base, blocks, words(ours))


def words(content: bytes) -> tuple[str, ...]:
    """The text of every paragraph, first those of the headers and footers that a page shows."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        running = sorted(name for name in archive.namelist() if _is_running(name))
        roots = [etree.fromstring(archive.read(name)) for name in (*running, _DOCUMENT)]
    texts = (_letters(one) for root in roots for one in root.iter(f"{_W}p"))
    return tuple(one for one in texts if one)


def body_words(content: bytes) -> tuple[str, ...]:
    """The text of every paragraph but those of headers and footers."""
    return tuple(one for one in map(_letters, _body(content).iter(f"{_W}p")) if one)


# -- reading -----------------------------------------------------------------------------------


def _parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def _is_running(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return folder == "word" and ("header" in file or "footer" in file)


def _body(content: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(_DOCUMENT))[0]


def _style_names(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root: Element = etree.fromstring(archive.read("word/styles.xml"))
    return {
        one.get(f"{_W}styleId"): one.find(f"{_W}name").get(f"{_W}val")
        for one in root.iter(f"{_W}style")
    }


def _letters(paragraph: Element) -> str:
    found = paragraph.iter(f"{_W}t", f"{_W}br")
    return "".join("\n" if one.tag == f"{_W}br" else one.text or "" for one in found)


def _blocks(body: Element, names: dict[str, str]) -> Iterator[Block]:
    for one in body:
        if one.tag == f"{_W}p":
            yield Block(part=_part(one, names))
        elif one.tag == f"{_W}tbl":
            rows = one.iter(f"{_W}tr")
            yield Block(
                rows=tuple(tuple(_part(cell, names) for cell in row.iter(f"{_W}p")) for row in rows)
            )


def _part(paragraph: Element, names: dict[str, str]) -> Part:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = names[style.get(f"{_W}val")] if style is not None else "Normal"
    pieces = tuple((_letters(run), _is_strong(run, names)) for run in _merged(paragraph))
    return Part(name, tuple(one for one in pieces if one[0]))


def _is_strong(run: Element, names: dict[str, str]) -> bool:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return style is not None and names[style.get(f"{_W}val")] == _STRONG


def _is_heading(paragraph: Element, names: dict[str, str]) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and names[style.get(f"{_W}val")].lower().startswith(_HEADING)


# -- a template --------------------------------------------------------------------------------


def _changed(content: bytes, changes: Mapping[str, Callable[[Element], None]]) -> bytes:
    """The same Word file with some parts changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name in changes:
                root: Element = etree.fromstring(part)
                changes[name](root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _emptied(root: Element) -> None:
    for one in root[0][:-1]:
        root[0].remove(one)


def _without_children(root: Element) -> None:
    for one in list(root):
        root.remove(one)


def _merged(paragraph: Element) -> list[Element]:
    """The runs, after joining neighbours that look the same: a person types one."""
    runs: list[Element] = []
    for run in list(paragraph.iter(f"{_W}r")):
        letters = run.find(f"{_W}t")
        before = runs[-1] if runs else None
        if before is not None and letters is not None and _alike(before, run):
            before.find(f"{_W}t").text += letters.text or ""
            run.getparent().remove(run)
        else:
            runs.append(run)
    return runs


def _alike(before: Element, run: Element) -> bool:
    same_place = before.getnext() is run and before.find(f"{_W}t") is not None
    return same_place and _look(before, "rPr") == _look(run, "rPr")


def _look(element: Element, tag: str) -> bytes:
    found = element.find(f"{_W}{tag}")
    return b"" if found is None else etree.tostring(found)


@dataclass(frozen=True, slots=True)
class _Filler:
    """Takes the text out of a Word file and keeps it in a context."""

    gemeente: str
    context: dict[str, Any]
    styles: dict[str, str]

    def document(self, root: Element) -> None:
        for look, same in groupby(list(root[0]), self.kind):
            paragraphs = list(same)
            if look is not None and len(paragraphs) > 1:
                self.loop(paragraphs)
            else:
                for one in paragraphs:
                    self.single(one)

    def named(self, root: Element) -> None:
        """Words of the house style, and of the council only its name."""
        for one in root.iter():
            if isinstance(one.text, str) and self.gemeente in one.text:
                one.text = one.text.replace(self.gemeente, "{{ gemeente }}")

    def loop(self, paragraphs: list[Element]) -> None:
        name = self.kept([_letters(one) for one in paragraphs])
        first, *rest = paragraphs
        for one in rest:
            one.getparent().remove(one)
        run = _merged(first)[0]
        _say(run.find(f"{_W}t"), "{{ alinea }}")
        first.addprevious(_tag(f"{{%p for alinea in {name} %}}"))
        first.addnext(_tag("{%p endfor %}"))

    def single(self, block: Element) -> None:
        if block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                label, *cells = row.iter(f"{_W}p")
                self.named(label)
                for cell in cells:
                    self.paragraph(cell)
        elif block.tag != f"{_W}p" or _is_heading(block, self.styles):
            self.named(block)
        else:
            self.paragraph(block)

    def paragraph(self, paragraph: Element) -> None:
        """A place for each text; a label before a value stays as it is."""
        runs = _merged(paragraph)
        for run in runs:
            letters = run.find(f"{_W}t")
            label = len(runs) > 1 and _is_strong(run, self.styles)
            if letters is not None and (letters.text or "").strip() and not label:
                _say(letters, f"{{{{ {self.kept(letters.text)} }}}}")

    def kind(self, block: Element) -> bytes | None:
        """How a paragraph of one plain run looks; None for all else."""
        if block.tag != f"{_W}p" or {one.tag for one in block} - {f"{_W}pPr", f"{_W}r"}:
            return None
        runs = _merged(block)
        if len(runs) != 1 or runs[0].find(f"{_W}t") is None or _is_heading(block, self.styles):
            return None
        return _look(block, "pPr") + b"|" + _look(runs[0], "rPr")

    def kept(self, value: str | list[str]) -> str:
        name = f"p{len(self.context)}"
        self.context[name] = value
        return name


def _say(letters: Element, words_: str) -> None:
    letters.text = words_
    letters.set(_SPACE, "preserve")


def _tag(words_: str) -> Element:
    paragraph: Element = etree.Element(f"{_W}p")
    letters = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t")
    _say(letters, words_)
    return paragraph
