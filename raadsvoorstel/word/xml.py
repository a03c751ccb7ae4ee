"""WordprocessingML elements by short names: `w("p", w("pPr"), val=…)`."""

from __future__ import annotations

from typing import cast

from lxml import etree

from raadsvoorstel.word.markup import R, W

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element in the namespace of Word; attributes are in it too."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def parsed(part: bytes) -> Element:
    """The root of a part of ours."""
    return etree.fromstring(part)


def prefixed(root: Element) -> Element:
    """The same root, in which text that names the namespace of Word `w` can stand."""
    if root.nsmap.get("w") == W:
        return root
    spaces = cast("dict[str, str]", {**root.nsmap, "w": W})
    named = etree.Element(
        root.tag, {str(name): str(value) for name, value in root.attrib.items()}, nsmap=spaces
    )
    named.text = root.text
    named.extend(root)
    return named


def kept(root: Element) -> bytes:
    """A part of somebody else's: attributes such as `mc:Ignorable` name its prefixes too."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def serialised(root: Element) -> bytes:
    """The part as it goes into the package."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
