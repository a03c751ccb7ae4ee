"""The zip around the parts of a Word file: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from lxml import etree
from lxml.etree import SubElement

from raadsvoorstel.document import Properties
from raadsvoorstel.word.xml import Element

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATE = "2020-01-01T00:00:00Z"
"""Files carry no clock: the date in the properties says nothing, and is always this one."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_ARROWS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")


class Arrow(NamedTuple):
    """From a member of the zip to another, or to an address outside it."""

    id: str
    kind: str
    target: str
    external: bool = False


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip with fixed dates and order, as Word opens it."""
    buffer = io.BytesIO()
    names = (*_FIRST, *sorted(name for name in parts if name not in _FIRST))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def content_types(types: Mapping[str, str]) -> bytes:
    """The part that says what each member is; relations need no mention of their own."""
    root = etree.Element(f"{{{_CONTENT}}}Types", nsmap=cast("dict[str, str]", {None: _CONTENT}))
    SubElement(root, f"{{{_CONTENT}}}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
    SubElement(root, f"{{{_CONTENT}}}Default", Extension="xml", ContentType="application/xml")
    for name, kind in sorted(types.items()):
        SubElement(root, f"{{{_CONTENT}}}Override", PartName=f"/{name}", ContentType=kind)
    return _xml(root)


def relations(arrows: Iterable[Arrow]) -> bytes:
    """The part that says where a member points to."""
    root = etree.Element(
        f"{{{_ARROWS}}}Relationships", nsmap=cast("dict[str, str]", {None: _ARROWS})
    )
    for one in arrows:
        element = SubElement(
            root, f"{{{_ARROWS}}}Relationship", Id=one.id, Type=one.kind, Target=one.target
        )
        if one.external:
            element.set("TargetMode", "External")
    return _xml(root)


def property_parts(properties: Properties, language: str) -> dict[str, bytes]:
    """What the file says of itself: title, author, language and our own properties."""
    return {
        "docProps/core.xml": _core(properties, language),
        "docProps/app.xml": _app(),
        "docProps/custom.xml": _custom(properties),
    }


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _core(properties: Properties, language: str) -> bytes:
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    for tag, value in (
        (f"{{{_DC}}}title", properties.title),
        (f"{{{_DC}}}subject", properties.subject),
        (f"{{{_DC}}}creator", properties.author),
        (f"{{{_DC}}}language", language),
        (f"{{{_CORE}}}lastModifiedBy", properties.author),
    ):
        SubElement(root, tag).text = value
    for tag in ("created", "modified"):
        element = SubElement(root, f"{{{_TERMS}}}{tag}")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = _DATE
    return _xml(root)


def _custom(properties: Properties) -> bytes:
    root = etree.Element(
        f"{{{_CUSTOM}}}Properties", nsmap=cast("dict[str, str]", {None: _CUSTOM, "vt": _TYPES})
    )
    for number, (name, value) in enumerate(properties.custom, 2):
        element = SubElement(
            root, f"{{{_CUSTOM}}}property", {"fmtid": _FORMAT_ID, "pid": str(number), "name": name}
        )
        SubElement(element, f"{{{_TYPES}}}lpwstr").text = value
    return _xml(root)


def _app() -> bytes:
    root = etree.Element(f"{{{_APP}}}Properties", nsmap=cast("dict[str, str]", {None: _APP}))
    SubElement(root, f"{{{_APP}}}Application").text = "Microsoft Office Word"
    SubElement(root, f"{{{_APP}}}AppVersion").text = "16.0000"
    return _xml(root)
