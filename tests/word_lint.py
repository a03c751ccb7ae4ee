"""A lint of Word packages: what Word refuses or misreads, and what no other validator sees.

`lint` gives findings, each under the name of its rule; a package that Word reads as meant has none.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{_OFFICE}/relationships}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"
_CORE, _CUSTOM, _DOCUMENT = "docProps/core.xml", "docProps/custom.xml", "word/document.xml"

_WORD_PARTS = ("styles", "numbering", "settings", "header", "footer", "comments", "fontTable")
_CONTENT_TYPES = {
    f"{_OFFICE}/relationships/{kind}": f"wordprocessingml.{kind}+xml" for kind in _WORD_PARTS
} | {
    f"{_OFFICE}/relationships/officeDocument": "wordprocessingml.document.main+xml",
    f"{_OFFICE}/relationships/theme": "officedocument.theme+xml",
    f"{_OFFICE}/relationships/custom-properties": "officedocument.custom-properties+xml",
    f"{_OFFICE}/relationships/image": "image/",
}
"""What the content type of a part must hold, by the relation that leads to it."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?|x-none")
_BOOKMARK = re.compile(r"[^\W\d][\w]{0,39}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CONTAINERS = frozenset(f"{W}{tag}" for tag in ("body", "tc", "hdr", "ftr", "comment"))
_NOT_CONTENT = frozenset(f"{W}{tag}" for tag in ("sectPr", "tcPr", "bookmarkEnd", "bookmarkStart"))
_STYLE_KINDS = {
    "pStyle": "paragraph",
    "rStyle": "character",
    "tblStyle": "table",
    "basedOn": "",
    "next": "paragraph",
    "link": "",
}

Element = Any
Complaints = Iterator[str]


class Finding(NamedTuple):
    """What is wrong, by the name of the rule that saw it."""

    rule: str
    what: str


class Relation(NamedTuple):
    """One arrow of a .rels part; `source` is the part that it starts from."""

    source: str
    id: str
    type: str
    target: str
    mode: str

    @property
    def external(self) -> bool:
        return self.mode == "External"

    @property
    def part(self) -> str:
        """The name of the part in the zip that it points to."""
        folder = posixpath.dirname(self.source)
        return posixpath.normpath(posixpath.join("/", folder, self.target)).lstrip("/")


@dataclass(slots=True)
class Package:
    """The members of the zip, parsed where they are XML."""

    names: list[str]
    trees: dict[str, Element] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[tuple[str, Element]]:
        """Every element with one of these tags of Word, with its part."""
        for part, tree in self.trees.items():
            for element in tree.iter(*(f"{W}{tag}" for tag in tags)):
                yield part, element


def lint(content: bytes) -> list[Finding]:
    """Every finding in a package, rule by rule."""
    try:
        package = _opened(content)
    except (zipfile.BadZipFile, EOFError) as error:
        return [Finding("zip_readable", str(error))]
    return [Finding(rule.__name__, what) for rule in RULES for what in rule(package)]


def _opened(content: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = Package(archive.namelist())
        for name in dict.fromkeys(package.names):
            if name.endswith((".xml", ".rels")):
                try:
                    package.trees[name] = etree.fromstring(archive.read(name))
                except etree.XMLSyntaxError as error:
                    package.broken.append(f"{name}: {error}")
    for name, tree in package.trees.items():
        if name.endswith(".rels"):
            package.relations.extend(_relations(name, tree))
    return package


def _relations(name: str, tree: Element) -> Iterator[Relation]:
    folder, file = posixpath.split(name)
    source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    for element in tree:
        values = (element.get(key, "") for key in ("Id", "Type", "Target", "TargetMode"))
        yield Relation(source, *values)


def _val(element: Element, name: str = "val") -> str:
    return str(element.get(f"{W}{name}", ""))


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


# -- the package -------------------------------------------------------------------------------


def well_formed(package: Package) -> Complaints:
    yield from package.broken


def names_unique(package: Package) -> Complaints:
    yield from _twice(name.lower() for name in package.names)


def content_types(package: Package) -> Complaints:
    """Every part has a type, and the type that its relation asks for."""
    types = _types(package)
    for name in package.names:
        if name != _TYPES and not types(name):
            yield f"{name} has no content type"
    for relation in package.relations:
        needed = _CONTENT_TYPES.get(relation.type, "")
        if not relation.external and needed not in types(relation.part):
            yield f"{relation.part} is {types(relation.part)!r}, not {needed}"


def _types(package: Package) -> Callable[[str], str]:
    tree = package.trees.get(_TYPES, ())
    overrides = {one.get("PartName", "").lstrip("/"): one.get("ContentType") for one in tree}
    by_suffix = {one.get("Extension", "").lower(): one.get("ContentType") for one in tree}
    return lambda name: str(overrides.get(name) or by_suffix.get(_suffix(name)) or "")


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def overrides_exist(package: Package) -> Complaints:
    for one in package.trees.get(_TYPES, ()):
        name = one.get("PartName")
        if name is not None and name.lstrip("/") not in package.names:
            yield f"{name} is typed and not there"


def parts_reachable(package: Package) -> Complaints:
    reached, ahead = {_TYPES}, [""]
    while ahead:
        source = ahead.pop()
        reached.add(source)
        folder, file = posixpath.split(source)
        reached.add(posixpath.join(folder, "_rels", f"{file}.rels"))
        targets = {one.part for one in package.relations if one.source == source}
        ahead.extend(targets - reached)
    yield from sorted(set(package.names) - reached)


def document_present(package: Package) -> Complaints:
    found = [one for one in package.relations if one.source == "" and "officeDocument" in one.type]
    main = [one for one in found if one.type.endswith("/officeDocument")]
    if len(main) != 1:
        yield f"{len(main)} main documents"


def relation_targets(package: Package) -> Complaints:
    """A target inside the package is there, by its exact name; one outside says that it is."""
    for one in package.relations:
        if one.external:
            if not _ADDRESS.match(one.target) or re.search(r"[^!-~]", one.target):
                yield f"{one.source} {one.id}: {one.target!r} is no address"
        elif one.mode not in ("", "Internal"):
            yield f"{one.source} {one.id}: TargetMode {one.mode}"
        elif one.part not in package.names:
            yield f"{one.source} {one.id}: no part {one.part}"


def relation_ids(package: Package) -> Complaints:
    """Ids are unique per part, and every r:id leads to a relation of the right kind."""
    known = {(one.source, one.id): one.type.rpartition("/")[2] for one in package.relations}
    yield from _twice(f"{one.source} {one.id}" for one in package.relations)
    kinds = {"headerReference": "header", "footerReference": "footer", "hyperlink": "hyperlink"}
    for part, tree in package.trees.items():
        for element in tree.iter(etree.Element):
            for value in (element.get(f"{R}{key}") for key in ("id", "embed", "link")):
                if value is None:
                    continue
                kind = known.get((part, value))
                if kind is None or kind != kinds.get(etree.QName(element).localname, kind):
                    yield f"{part}: {value} is {kind}"


def prefixes_declared(package: Package) -> Complaints:
    for part, tree in package.trees.items():
        for element in tree.iter(etree.Element):
            for prefix in element.get(IGNORABLE, "").split():
                if prefix not in element.nsmap:
                    yield f"{part}: mc:Ignorable names {prefix}"


# -- properties --------------------------------------------------------------------------------


def core_properties(package: Package) -> Complaints:
    tree = package.trees.get(_CORE)
    if tree is None:
        yield "no core properties"
        return
    yield from _twice(str(element.tag) for element in tree)
    for name in ("created", "modified"):
        for element in tree.iter(f"{_TERMS}{name}"):
            date = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.text or "")
            if element.get(_TYPE) != "dcterms:W3CDTF" or not date:
                yield f"{name}: {element.text} as {element.get(_TYPE)}"


def custom_properties(package: Package) -> Complaints:
    found = list(package.trees.get(_CUSTOM, ()))
    yield from _twice(one.get("pid", "") for one in found)
    yield from _twice(one.get("name", "").lower() for one in found)
    yield from (one.get("name") for one in found if int(one.get("pid", "0")) < 2)


def languages(package: Package) -> Complaints:
    tags = [
        value
        for _, element in package.all("lang", "themeFontLang")
        for value in element.attrib.values()
    ]
    for tree in package.trees.values():
        tags += [one.text or "" for one in tree.iter(f"{_DC}language")]
    yield from (tag for tag in tags if not _LANGUAGE.fullmatch(tag))


# -- references --------------------------------------------------------------------------------


def styles(package: Package) -> Complaints:
    """Style ids and names are unique, one default per kind, and every reference is right."""
    found = [element for _, element in package.all("style")]
    yield from _twice(_val(one, "styleId") for one in found)
    yield from _twice(_val(one.find(f"{W}name")).lower() for one in found)
    yield from _twice(_val(one, "type") for one in found if _val(one, "default") in ("1", "true"))
    kinds = {_val(one, "styleId"): _val(one, "type") for one in found}
    for tag, kind in _STYLE_KINDS.items():
        for part, element in package.all(tag):
            seen = kinds.get(_val(element))
            if seen is None or seen != (kind or seen):
                yield f"{part}: {tag} {_val(element)} is {seen}"


def numbering(package: Package) -> Complaints:
    """Every list has a number, every number an abstract one, with the level that is used."""
    levels = {
        _val(one, "abstractNumId"): {_val(level, "ilvl") for level in one.iter(f"{W}lvl")}
        for _, one in package.all("abstractNum")
    }
    yield from _twice(_val(one, "abstractNumId") for _, one in package.all("abstractNum"))
    yield from _twice(_val(one, "numId") for _, one in package.all("num"))
    numbers = {}
    for _, one in package.all("num"):
        numbers[_val(one, "numId")] = used = _val(one.find(f"{W}abstractNumId"))
        if used not in levels:
            yield f"num {_val(one, 'numId')}: no abstractNum {used}"
    for part, one in package.all("numPr"):
        number, level = one.find(f"{W}numId"), one.find(f"{W}ilvl")
        if number is None or _val(number) == "0":
            continue
        wanted = "0" if level is None else _val(level)
        if wanted not in levels.get(numbers.get(_val(number), ""), ()):
            yield f"{part}: no level {wanted} of list {_val(number)}"


def bookmarks(package: Package) -> Complaints:
    starts = [one for _, one in package.all("bookmarkStart")]
    ends = [_val(one, "id") for _, one in package.all("bookmarkEnd")]
    yield from _twice(_val(one, "id") for one in starts)
    yield from _twice(_val(one, "name").lower() for one in starts)
    yield from (_val(one, "name") for one in starts if not _BOOKMARK.fullmatch(_val(one, "name")))
    if sorted(ends) != sorted(_val(one, "id") for one in starts):
        yield "bookmarks without a start or an end"


def drawing_ids(package: Package) -> Complaints:
    found = (one for tree in package.trees.values() for one in tree.iter(f"{DRAWING}docPr"))
    yield from _twice(one.get("id", "") for one in found)


def comments(package: Package) -> Complaints:
    there = {_val(one, "id") for _, one in package.all("comment")}
    marks = package.all("commentReference", "commentRangeStart", "commentRangeEnd")
    yield from (f"no comment {_val(one, 'id')}" for _, one in marks if _val(one, "id") not in there)


def paragraph_ids(package: Package) -> Complaints:
    found = [
        value for _, one in package.all("p", "tr") if (value := one.get(f"{W14}paraId")) is not None
    ]
    yield from _twice(found)
    yield from (value for value in found if not 0 < int(value, 16) < 0x80000000)


# -- content -----------------------------------------------------------------------------------


def content_controls(package: Package) -> Complaints:
    for part, one in package.all("sdt"):
        content = one.find(f"{W}sdtContent")
        if content is None or not len(content):
            yield f"{part}: an empty content control"
    yield from _twice(_val(one) for _, one in package.all("id"))


def fields(package: Package) -> Complaints:
    """Every field begins, shows a result and ends, in one story."""
    for part, tree in package.trees.items():
        open_fields: list[bool] = []
        for mark in tree.iter(f"{W}fldChar"):
            kind = _val(mark, "fldCharType")
            if kind == "begin":
                open_fields.append(False)
            elif not open_fields or (kind == "separate" and open_fields[-1]):
                yield f"{part}: {kind} without begin"
            elif kind == "separate":
                open_fields[-1] = True
            else:
                open_fields.pop()
        if open_fields:
            yield f"{part}: a field without end"


def links_flat(package: Package) -> Complaints:
    for part, one in package.all("hyperlink"):
        if any(True for _ in one.iterancestors(f"{W}hyperlink")):
            yield f"{part}: a link in a link"
        if not one.get(f"{R}id") and not _val(one, "anchor"):
            yield f"{part}: a link to nowhere"


def spaces_kept(package: Package) -> Complaints:
    for part, one in package.all("t", "delText", "instrText"):
        text = one.text or ""
        if text != text.strip(" ") and one.get(_SPACE) != "preserve":
            yield f"{part}: {text!r} loses its space"


def deletions(package: Package) -> Complaints:
    for part, one in package.all("t"):
        if any(True for _ in one.iterancestors(f"{W}del")):
            yield f"{part}: {one.text!r} is deleted, and not as w:delText"
    for part, one in package.all("delText"):
        if not any(True for _ in one.iterancestors(f"{W}del", f"{W}moveFrom")):
            yield f"{part}: {one.text!r} is w:delText, and not deleted"


# -- tables ------------------------------------------------------------------------------------


def last_paragraphs(package: Package) -> Complaints:
    """A story, and a cell, ends with a paragraph; Word calls the file unreadable otherwise."""
    for part, tree in package.trees.items():
        for one in tree.iter(*_CONTAINERS):
            content = [child.tag for child in one if child.tag not in _NOT_CONTENT]
            if not content or content[-1] not in (f"{W}p", f"{W}sdt"):
                yield f"{part}: {etree.QName(one).localname} ends with {content[-1:]}"


def rows_filled(package: Package) -> Complaints:
    for part, one in package.all("tr"):
        if one.find(f"{W}tc") is None and one.find(f"{W}sdt") is None:
            yield f"{part}: a row without cells"
    for part, one in package.all("tbl"):
        if one.find(f"{W}tr") is None:
            yield f"{part}: a table without rows"


def grids(package: Package) -> Complaints:
    """Every row is as wide as the grid of its table, and Word knows at most 63 columns."""
    for part, table in package.all("tbl"):
        widths = [_val(one, "w") for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        yield from (f"{part}: a column of {width}" for width in widths if width.startswith("-"))
        columns = len(widths)
        if not 0 < columns <= 63:
            yield f"{part}: {columns} columns"
        for row in table.findall(f"{W}tr"):
            cells = [_span(cell, f"{W}tcPr/{W}gridSpan", 1) for cell in row.findall(f"{W}tc")]
            skips = [_span(row, f"{W}trPr/{W}grid{side}", 0) for side in ("Before", "After")]
            if sum((*cells, *skips)) != columns:
                yield f"{part}: a row of {sum((*cells, *skips))} in a grid of {columns}"


def _span(element: Element, path: str, default: int) -> int:
    found = element.find(path)
    return default if found is None else int(_val(found))


RULES: tuple[Callable[[Package], Complaints], ...] = (
    well_formed,
    names_unique,
    content_types,
    overrides_exist,
    parts_reachable,
    document_present,
    relation_targets,
    relation_ids,
    prefixes_declared,
    core_properties,
    custom_properties,
    languages,
    styles,
    numbering,
    bookmarks,
    drawing_ids,
    comments,
    paragraph_ids,
    content_controls,
    fields,
    links_flat,
    spaces_kept,
    deletions,
    last_paragraphs,
    rows_filled,
    grids,
)
