"""The parts of a municipality's own file that come along, under names of ours."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from raadsvoorstel.word.base import DOCUMENT, RELATIONS, Parts
from raadsvoorstel.word.opening import Package
from raadsvoorstel.word.own.letterhead import Letterhead
from raadsvoorstel.word.own.mending import mend_fonts
from raadsvoorstel.word.own.pictures import SUFFIXES, drop_dangling, is_harmless, picture_type
from raadsvoorstel.word.package import Arrow, content_types, relations
from raadsvoorstel.word.xml import Element, kept, w

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "document": f"{_WORD}.document.main+xml",
}
_PROPERTIES = (
    ("docProps/core.xml", _PACKAGE, "application/vnd.openxmlformats-package.core-properties+xml"),
    (
        "docProps/app.xml",
        f"{_OFFICE}/extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    (
        "docProps/custom.xml",
        f"{_OFFICE}/custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
)


class Assembly:
    """Parts with their types and relations, growing into a package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts: dict[str, bytes] = {}
        self.types = {name: kind for name, _, kind in _PROPERTIES}
        self.arrows: list[Arrow] = []
        """From the document."""
        self.copies: dict[str, str] = {}

    def add(self, name: str, kind: str, root: Element, arrows: Iterable[Arrow] = ()) -> str:
        """A part that the document points to; gives the id of that relation."""
        self.parts[name] = kept(root)
        self.types[name] = _TYPES.get(kind, f"{_WORD}.{kind}+xml")
        own = tuple(arrows)
        if own:
            folder, file = posixpath.split(name)
            self.parts[f"{folder}/_rels/{file}.rels"] = relations(own)
        arrow = Arrow(f"rv{len(self.arrows) + 1}", f"{_OFFICE}/{kind}", name.removeprefix("word/"))
        self.arrows.append(arrow)
        return arrow.id

    def add_letterhead(self, kind: str, head: Letterhead) -> str:
        """A header or footer with its pictures and links; gives the id of the relation."""
        number = sum(one.kind.endswith(kind) for one in self.arrows) + 1
        pictures = (
            Arrow(id_, f"{_OFFICE}/image", self._copy(target, "media/beeld"))
            for id_, target in head.pictures.items()
        )
        links = (
            Arrow(id_, f"{_OFFICE}/hyperlink", target, external=True)
            for id_, target in head.links.items()
        )
        return self.add(f"word/{kind}{number}.xml", kind, head.root, (*pictures, *links))

    def add_related(self, kind: str, name: str) -> None:
        """A part of the file as it is, with the pictures or fonts that it points to."""
        root = self.package.tree(self.source(kind))
        if root is not None:
            mend_fonts(root)
            self.add(name, kind, root, self.arrows_of(kind, root))

    def source(self, kind: str) -> str:
        """The name in the file of the part of a kind; empty where there is none."""
        found = (one for one in self.package.relations(self.package.main) if not one.external)
        return next((one.target for one in found if one.kind == kind), "")

    def arrows_of(self, kind: str, root: Element) -> tuple[Arrow, ...]:
        """The pictures and fonts of a part that come along; what points to others is dropped."""
        arrows = tuple(
            Arrow(one.id, f"{_OFFICE}/{one.kind}", self._copy(one.target, f"{one.kind}/deel"))
            for one in self.package.relations(self.source(kind))
            if not one.external and is_harmless(self.package, one)
        )
        drop_dangling(root, {one.id for one in arrows})
        return arrows

    @property
    def weight(self) -> int:
        """Bytes of all pictures that came along."""
        pictures = (name for name, kind in self.types.items() if kind in SUFFIXES)
        return sum(len(self.parts[name]) for name in pictures)

    def close(self, section: Element) -> Parts:
        """The package with an empty document that ends in this section."""
        empty = w("document", w("body", section))
        self.parts[DOCUMENT] = kept(empty)
        self.types[DOCUMENT] = _TYPES["document"]
        self.parts[RELATIONS] = relations(self.arrows)
        main = Arrow("rv1", f"{_OFFICE}/officeDocument", DOCUMENT)
        others = (Arrow(f"rv{n}", kind, name) for n, (name, kind, _) in enumerate(_PROPERTIES, 2))
        self.parts["_rels/.rels"] = relations((main, *others))
        self.parts["[Content_Types].xml"] = content_types(self.types)
        return Parts(self.parts)

    def _copy(self, source: str, name: str) -> str:
        """A picture or font under a name of ours, once; gives its road from `word/`."""
        if source not in self.copies:
            content = self.package.content(source)
            kind = picture_type(content) or self.package.content_type(source)
            suffix = SUFFIXES.get(kind, "odttf")
            road = f"{name}{len(self.copies) + 1}.{suffix}"
            self.parts[f"word/{road}"] = content
            self.types[f"word/{road}"] = kind
            self.copies[source] = road
        return self.copies[source]
