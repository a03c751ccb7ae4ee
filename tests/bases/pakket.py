"""A small letter template in parts, as Dutch Word writes it, and ways to change it by name.

The parts are the files below `nederlands/`. Body text says BODYTEKST, the letterhead BRIEFHOOFD.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from tests.audit.goed import NAMES, OFFICE, PACKAGE, p, r
from tests.word_fouten import Change, Parts, zipped

BODY, LETTERHEAD = "BODYTEKST", "BRIEFHOOFD"
"""What may never come through from a base, and what must; each is followed by a word of its own."""

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
NUMBERING, HEADER, FOOTER = "word/numbering.xml", "word/header1.xml", "word/footer1.xml"
TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
IMAGE = f"{OFFICE}/image"
_FOLDER = Path(__file__).parent / "nederlands"
_NO_RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
_NAMES = (
    f'{NAMES} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15 adec"'
)
_MARKER = re.compile(rf"{LETTERHEAD} \w+")


def dutch(*changes: Change) -> bytes:
    """The Dutch template after these changes."""
    return zipped(changed(parts(), changes))


def parts() -> dict[str, bytes]:
    """The Dutch template, part by part."""
    files = (path for path in sorted(_FOLDER.rglob("*")) if path.is_file())
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in files}


def changed(content: Parts, changes: Iterable[Change]) -> dict[str, bytes]:
    """These parts after the changes, in that order."""
    result = dict(content)
    for change in changes:
        change(result)
    return result


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letterhead(content: bytes) -> frozenset[str]:
    """The letterhead of a file by its markers: those that stand in a header or a footer."""
    found: set[str] = set()
    for name, part in unzipped(content).items():
        if name.endswith(".xml"):
            tree = etree.fromstring(part)
            if etree.QName(tree).localname in ("hdr", "ftr"):
                found.update(_MARKER.findall("\n".join(str(text) for text in tree.itertext())))
    return frozenset(found)


# -- changes to any part -----------------------------------------------------------------------


def swap(part: str, old: str, new: str) -> Change:
    """The first `old` in a part becomes `new`; it must be there."""

    def change(content: dict[str, bytes]) -> None:
        assert old.encode() in content[part], f"{part} does not hold {old!r}"
        content[part] = content[part].replace(old.encode(), new.encode(), 1)

    return change


def everywhere(swaps: Iterable[tuple[str, str]], suffixes: tuple[str, ...] = (".xml",)) -> Change:
    """In all parts of these kinds, every old text becomes the new one."""
    pairs = [(old.encode(), new.encode()) for old, new in swaps]

    def change(content: dict[str, bytes]) -> None:
        for name in [name for name in content if name.endswith(suffixes)]:
            for old, new in pairs:
                content[name] = content[name].replace(old, new)

    return change


def cut(part: str, pattern: str, new: str = "") -> Change:
    """Whatever matches the pattern goes, and at least one place does."""

    def change(content: dict[str, bytes]) -> None:
        content[part], count = re.subn(
            pattern.encode(), new.encode(), content[part], flags=re.DOTALL
        )
        assert count, f"{part} does not hold {pattern!r}"

    return change


def new(part: str, content: bytes | str) -> Change:
    """A part of this content, in the place of the one that may be there."""

    def change(content_of: dict[str, bytes]) -> None:
        content_of[part] = content if isinstance(content, bytes) else content.encode()

    return change


def dropped(part: str) -> Change:
    """A part goes, with its type and all relations to it and from it."""
    file = re.escape(posixpath.basename(part))

    def change(content: dict[str, bytes]) -> None:
        del content[part]
        content.pop(relations_of(part), None)
        for name in [name for name in content if name.endswith(".rels")]:
            pattern = rf'<Relationship [^>]*Target="[^"]*{file}"[^>]*/>'
            content[name] = re.sub(pattern.encode(), b"", content[name])
        typed_here = rf'<Override PartName="/{re.escape(part)}"[^>]*/>'
        content[TYPES] = re.sub(typed_here.encode(), b"", content[TYPES])

    return change


def renamed(old: str, fresh: str, target: str) -> Change:
    """A part of the document gets another name, to which `target` leads."""

    def change(content: dict[str, bytes]) -> None:
        content[fresh] = content.pop(old)
        if relations_of(old) in content:
            content[relations_of(fresh)] = content.pop(relations_of(old))
        relations = ROOT if old == DOCUMENT else relations_of(DOCUMENT)
        short = old if old == DOCUMENT else old.removeprefix("word/")
        swap(relations, f'"{short}"', f'"{target}"')(content)
        swap(TYPES, f'"/{old}"', f'"/{fresh}"')(content)

    return change


def relations_of(part: str) -> str:
    """Where the relations of a part stand."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels") if part else ROOT


def related(source: str, rid: str, kind: str, target: str, *, external: bool = False) -> Change:
    """A relation more; the kind is one of Office's, or a whole address."""
    mode = ' TargetMode="External"' if external else ""
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    target = escape(target, {'"': "&quot;"})
    one = f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"{mode}/>'

    def change(content: dict[str, bytes]) -> None:
        content.setdefault(relations_of(source), _NO_RELATIONS)
        swap(relations_of(source), "</Relationships>", one + "</Relationships>")(content)

    return change


def typed(part: str, content_type: str) -> Change:
    """The content type of one part."""
    one = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    return swap(TYPES, "</Types>", one + "</Types>")


def suffix(name: str, content_type: str) -> Change:
    """The content type of every part whose name ends so."""
    one = f'<Default Extension="{name}" ContentType="{content_type}"/>'
    return swap(TYPES, "<Override", one + "<Override")


def together(*changes: Change) -> Change:
    """Several changes as one."""

    def change(content: dict[str, bytes]) -> None:
        for one in changes:
            one(content)

    return change


def added(  # noqa: PLR0913, PLR0917 - a part, and the arrow that leads to it
    part: str, content: bytes | str, content_type: str, kind: str, rid: str, source: str = DOCUMENT
) -> Change:
    """A part more, with its type and the relation that leads to it."""
    target = posixpath.relpath(part, posixpath.dirname(source) or ".")
    return together(
        new(part, content), typed(part, content_type), related(source, rid, kind, target)
    )


# -- changes to a Word file --------------------------------------------------------------------


def story(tag: str, xml: str) -> str:
    """A part of Word with this content: a header, a comment, notes."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{tag} {_NAMES}>{xml}</w:{tag}>"


def body(xml: str) -> Change:
    """Content at the end of the body."""

    def change(content: dict[str, bytes]) -> None:
        head, found, tail = content[DOCUMENT].rpartition(b"<w:sectPr")
        assert found
        content[DOCUMENT] = head + xml.encode() + found + tail

    return change


def head(xml: str) -> Change:
    """Content at the end of the header."""
    return swap(HEADER, "</w:hdr>", f"{xml}</w:hdr>")


def foot(xml: str) -> Change:
    """Content at the end of the footer."""
    return swap(FOOTER, "</w:ftr>", f"{xml}</w:ftr>")


def setting(xml: str, before: str = "defaultTabStop") -> Change:
    """A setting, at its place in the order of the schema."""
    return swap(SETTINGS, f"<w:{before}", f"{xml}<w:{before}")


def section(old: str, fresh: str) -> Change:
    """Something else in the section of the whole document."""
    return swap(DOCUMENT, old, fresh)


def main_type(kind: str) -> Change:
    """The kind of file that the main part says it is."""
    return swap(TYPES, f"{WORD_TYPE}.document.main+xml", kind)


def headed(name: str, xml: str, kind: str = "header", rid: str = "rKop") -> Change:
    """A header or footer more; the section does not name it yet."""
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    return added(f"word/{name}.xml", story(tag, xml), f"{WORD_TYPE}.{kind}+xml", kind, rid)


# -- content -----------------------------------------------------------------------------------


def mark(word: str, style: str = "Koptekst") -> str:
    """A paragraph of the letterhead."""
    return p(f"{LETTERHEAD} {word}", style)


def lost(word: str) -> str:
    """A paragraph of the body."""
    return p(f"{BODY} {word}")


def instruction(text: str) -> str:
    """A stretch of the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def field(code: str, shown: str) -> str:
    """A field in runs; the code may be runs already, also with a field in it."""
    code = code if code.startswith("<w:") else instruction(f" {code} ")
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple(code: str, shown: str) -> str:
    """A field in one element."""
    code = escape(code, {'"': "&quot;"})
    return f'<w:fldSimple w:instr=" {code} ">{r(shown)}</w:fldSimple>'


def line(*runs: str, style: str = "Koptekst") -> str:
    """A paragraph of these runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'
