"""WordprocessingML elements by short names: `w("p", w("pPr"), val=…)`."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element in the namespace of Word; attributes are in it too."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def text(value: str) -> list[Element]:
    """The elements for letters: tabs and line ends are elements of their own."""
    found: list[Element] = []
    for index, line in enumerate(value.split("\n")):
        if index:
            found.append(w("br"))
        for number, part in enumerate(line.split("\t")):
            if number:
                found.append(w("tab"))
            if part:
                element = w("t")
                element.text = part
                if part != part.strip() or "  " in part:
                    element.set(_XML_SPACE, "preserve")
                found.append(element)
    return found


def parsed(part: bytes) -> Element:
    """The root of a part of ours."""
    return etree.fromstring(part)


def kept(root: Element) -> bytes:
    """A part of somebody else's: attributes such as `mc:Ignorable` name its prefixes too."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def serialised(root: Element) -> bytes:
    """The part as it goes into the package."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
