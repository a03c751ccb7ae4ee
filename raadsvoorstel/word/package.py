"""The zip around the parts of a Word file: the same parts give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from raadsvoorstel.document import Properties
from raadsvoorstel.word.archive import EMPTY, THOROUGHLY, extended
from raadsvoorstel.word.base import CONTENT_TYPES
from raadsvoorstel.word.markup import DECLARATION, escaped

LARGEST = 200_000_000
"""Bytes of a file, packed or unpacked."""
_DATE = "2020-01-01T00:00:00Z"
"""Files carry no clock: the date in the properties says nothing, and is always this one."""
_METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_METADATA}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
_APP = (
    f'<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_ARROWS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_FIRST = (CONTENT_TYPES, "_rels/.rels")
_CORE_PART, _CUSTOM_PART = PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
"""The members that say what a paper is."""
APP = {"docProps/app.xml": f"{DECLARATION}{_APP}".encode()}
"""The member that is the same in every file of ours."""


class Arrow(Struct, frozen=True):
    """From a member of the zip to another, or to an address outside it."""

    id: str
    kind: str
    target: str
    external: bool = False


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip with fixed dates and order, as Word opens it."""
    first = [name for name in _FIRST if name in parts]
    others = sorted(name for name in parts if name not in _FIRST)
    return extended(EMPTY, [(name, parts[name]) for name in (*first, *others)], THOROUGHLY)


def extended_package(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip with more members behind those that it has, which are not packed again."""
    return extended(archive, sorted(parts.items()))


def content_types(types: Mapping[str, str]) -> bytes:
    """The part that says what each member is; relations need no mention of their own."""
    rels = f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    inside = rels + xml + overrides(dict(sorted(types.items())))
    return f'{DECLARATION}<Types xmlns="{_CONTENT}">{inside}</Types>'.encode()


def overrides(types: Mapping[str, str]) -> str:
    """What each of these members is."""
    return "".join(
        f'<Override PartName="/{escaped(name)}" ContentType="{escaped(kind)}"/>'
        for name, kind in types.items()
    )


def relations(arrows: Iterable[Arrow]) -> bytes:
    """The part that says where a member points to."""
    inside = "".join(map(relation, arrows))
    return f'{DECLARATION}<Relationships xmlns="{_ARROWS}">{inside}</Relationships>'.encode()


def relation(arrow: Arrow) -> str:
    """One arrow in such a part."""
    said = {"Id": arrow.id, "Type": arrow.kind, "Target": arrow.target}
    named = "".join(f' {name}="{escaped(value)}"' for name, value in said.items())
    mode = ' TargetMode="External"' if arrow.external else ""
    return f"<Relationship{named}{mode}/>"


def property_parts(properties: Properties, language: str) -> dict[str, bytes]:
    """What the file says of itself: title, author, language and our own properties."""
    return {
        _CORE_PART: _core(properties, language),
        _CUSTOM_PART: _custom(properties),
    }


def _core(properties: Properties, language: str) -> bytes:
    said = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "dc:language": language,
        "cp:lastModifiedBy": properties.author,
    }
    inside = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in said.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return f"{DECLARATION}{_CORE}{inside}{dates}</cp:coreProperties>".encode()


def _custom(properties: Properties) -> bytes:
    inside = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.custom, 2)
    )
    return f"{DECLARATION}{_CUSTOM}{inside}</Properties>".encode()
