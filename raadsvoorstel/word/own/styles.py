"""The styles of a municipality's own file, and which of them plays which role.

A style is found by its name, which is English in every language of Word (`heading 1` is shown as
“Kop 1”); a role may also be mapped to a style by hand. What is missing gets our sober style.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from raadsvoorstel.dutch import nearest
from raadsvoorstel.word import roles
from raadsvoorstel.word.elements import child, number, q, says_yes, value
from raadsvoorstel.word.own.order import PARAGRAPH, RUN, STYLE, put
from raadsvoorstel.word.remark import Remark
from raadsvoorstel.word.roles import Role
from raadsvoorstel.word.xml import Element, w

MISSING, UNKNOWN = "RV322", "RV323"
_EXPECTED = {
    roles.HEADINGS[0]: "Kop 1",
    roles.HEADINGS[1]: "Kop 2",
    roles.HEADINGS[2]: "Kop 3",
    roles.NUMBERED: "Lijstnummering",
    roles.BULLETED: "Lijst opsom.teken",
}
"""What a template for council papers has; the other roles are ours, and no lack of it."""
_ROLE_NAMES = {role: name for name, role in roles.BY_NAME.items()}


class Sheet(Struct, frozen=True):
    """The style sheet, the id of the style of each role, and what there is to say."""

    root: Element
    ids: MappingProxyType[Role, str]
    remarks: tuple[Remark, ...]
    letter: float
    """The size of running text in points."""

    def style(self, role: Role) -> Element:
        """The style of a role."""
        return next(one for one in self.root if value(one, "styleId") == self.ids[role])


def adopt(own: Element | None, built: Element, mapping: Mapping[Role, str], language: str) -> Sheet:
    """The styles of a file, completed with ours; `mapping` names a style of the file per role."""
    root = copy.deepcopy(own if own is not None else built)
    sheet = _Making(root, built)
    remarks: list[Remark] = []
    sheet.body(mapping.get(roles.BODY, ""))
    for role in roles.ROLES:
        remarks += sheet.cast(role, mapping.get(role, ""))
    for level, role in enumerate(roles.HEADINGS, 1):
        sheet.make_heading(role, level)
    sheet.take_number(roles.POINT)
    sheet.speak(language)
    ids = {role: sheet.ids[role] for role in roles.ROLES}
    default = sheet.ids[roles.BODY] == sheet.default_id
    ids[roles.BODY] = "" if default else sheet.ids[roles.BODY]
    return Sheet(root, MappingProxyType(ids), tuple(remarks), sheet.letter())


class _Making:
    """A style sheet that is being completed."""

    def __init__(self, root: Element, built: Element) -> None:
        self.root = root
        self.built = {value(one, "styleId"): one for one in built.findall(q("style"))}
        self.defaults = child(built, "docDefaults")
        self.ids: dict[Role, str] = {}
        if child(root, "docDefaults") is None and self.defaults is not None:
            root.insert(0, copy.deepcopy(self.defaults))

    @property
    def styles(self) -> list[Element]:
        return self.root.findall(q("style"))

    @property
    def default_id(self) -> str:
        found = (one for one in self.styles if _is_default_paragraph(one))
        return next((value(one, "styleId") for one in found), "")

    def body(self, wanted: str) -> None:
        """Running text: the style that is mapped, else that of a paragraph that names none."""
        found = self.named(wanted, "paragraph") if wanted else None
        named = self.named("Normal", "paragraph")
        if found is not None:
            self.ids[roles.BODY] = value(found, "styleId")
        elif self.default_id:
            self.ids[roles.BODY] = self.default_id
        elif named is not None:
            named.set(q("default"), "1")
            self.ids[roles.BODY] = value(named, "styleId")
        else:
            self.add(roles.BODY)

    def cast(self, role: Role, wanted: str) -> Iterator[Remark]:
        """Find or make the style of a role."""
        kind = value(self.built[role.id], "type")
        mapped = self.named(wanted, kind) if wanted else None
        if wanted and mapped is None:
            names = [value(child(one, "name")) for one in self.styles]
            yield Remark(
                UNKNOWN,
                f"De stijl '{wanted}' staat niet in de basis",
                nearest(wanted, names)
                or "Neem de naam over die Word in de lijst met stijlen toont",
                ("stijlen", _ROLE_NAMES[role]),
            )
        if role in self.ids:
            return
        found = self.named(role.name, kind)
        if mapped is not None and not role.is_ours:
            self.ids[role] = value(mapped, "styleId")
        elif found is not None:
            self.ids[role] = value(found, "styleId")
        elif (likely := self.by_level(role)) is not None:
            self.ids[role] = value(likely, "styleId")
        else:
            self.add(role)
            yield from () if wanted else self.lacks(role)
        if mapped is not None and role.is_ours:
            self.follow(role, value(mapped, "styleId"))

    def lacks(self, role: Role) -> Iterator[Remark]:
        if role in _EXPECTED:
            yield Remark(
                MISSING,
                f"De basis heeft geen stijl '{_EXPECTED[role]}'; "
                "de stukken krijgen daarvoor een sobere opmaak",
                "Maak de stijl in Word, of noem een andere stijl van de basis onder "
                f"`basis: stijlen: {_ROLE_NAMES[role]}:`",
            )

    def named(self, name: str, kind: str) -> Element | None:
        """The style of a kind by its name or alias, in any case: LibreOffice writes `Heading 1`."""
        wanted = _DUTCH_NAMES.get(name.casefold(), name.casefold())
        return next(
            (one for one in self.styles if wanted in _names(one) and _kind(one) == kind), None
        )

    def by_level(self, role: Role) -> Element | None:
        """For a heading: a style of the municipality's own with that outline level."""
        if role not in roles.HEADINGS:
            return None
        level = roles.HEADINGS.index(role)
        taken = set(self.ids.values())
        for one in self.styles:
            outline = value(child(one, "pPr", "outlineLvl"))
            if outline == str(level) and value(one, "styleId") not in taken:
                return one
        return None

    def add(self, role: Role) -> None:
        """Our style for a role, based on the running text of the file."""
        style = copy.deepcopy(self.built[role.id])
        taken = {value(one, "styleId").casefold() for one in self.styles}
        id_ = role.id if role.id.casefold() not in taken else f"RV{role.id}"
        style.set(q("styleId"), id_)
        self.ids[role] = id_
        layout = child(style, "pPr")
        if role in _BASED_ON and layout is not None:
            style.remove(layout)
        for name, base in (("basedOn", _BASED_ON.get(role, roles.BODY)), ("next", roles.BODY)):
            other = child(style, name)
            if other is not None:
                other.set(q("val"), self.ids[base])
        self.root.append(style)

    def follow(self, role: Role, other: str) -> None:
        """Let a style of ours look like one of the file: it keeps its name and what holds it."""
        style = self.by_id(self.ids[role])
        put(style, w("basedOn", val=other), STYLE)
        for look in style.findall(q("rPr")):
            style.remove(look)
        for layout in style.findall(q("pPr")):
            for indent in layout.findall(q("ind")):
                layout.remove(indent)

    def by_id(self, id_: str) -> Element:
        return next(one for one in self.styles if value(one, "styleId") == id_)

    def chain(self, style: Element) -> Iterator[Element]:
        """A style and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        ids = {value(one, "styleId"): one for one in self.styles}
        at: Element | None = style
        while at is not None and value(at, "styleId") not in seen:
            seen.add(value(at, "styleId"))
            yield at
            at = ids.get(value(child(at, "basedOn")))

    def make_heading(self, role: Role, level: int) -> None:
        """A heading that has its level, stays with its text, and gets no number of itself."""
        layout = self.layout(role)
        put(layout, w("outlineLvl", val=level - 1), PARAGRAPH)
        put(layout, w("keepNext"), PARAGRAPH)
        self.take_number(role)

    def layout(self, role: Role) -> Element:
        """What the style of a role says of paragraphs."""
        style = self.by_id(self.ids[role])
        found = child(style, "pPr")
        if found is None:
            found = w("pPr")
            put(style, found, STYLE)
        return found

    def take_number(self, role: Role) -> None:
        """No number but that of a list that the paper has."""
        chain = self.chain(self.by_id(self.ids[role]))
        if any(child(one, "pPr", "numPr") is not None for one in chain):
            put(self.layout(role), w("numPr", w("numId", val=0)), PARAGRAPH)

    def speak(self, language: str) -> None:
        """The language of the text, wherever the styles of a paper name one."""
        defaults = child(self.root, "docDefaults")
        if defaults is None:
            return
        looks = _made(_made(defaults, "rPrDefault", ("rPrDefault", "pPrDefault")), "rPr", RUN)
        put(looks, w("lang", val=language, eastAsia=language, bidi="ar-SA"), RUN)
        for id_ in set(self.ids.values()):
            for style in self.chain(self.by_id(id_)):
                for one in style.iter(q("lang")):
                    one.set(q("val"), language)

    def letter(self) -> float:
        """The size of running text, or the ten points that Word takes."""
        for style in self.chain(self.by_id(self.ids[roles.BODY])):
            size = child(style, "rPr", "sz")
            if size is not None:
                return number(value(size), 20) / 2
        return number(value(child(self.root, "docDefaults", "rPrDefault", "rPr", "sz")), 20) / 2


_BASED_ON = {roles.POINT: roles.NUMBERED}
"""A beslispunt looks like the numbered lists of the file."""
_DUTCH_NAMES = {
    "standaard": "normal",
    "titel": "title",
    "koptekst": "header",
    "voettekst": "footer",
    "bijschrift": "caption",
    "lijstnummering": "list number",
    "lijst opsom.teken": "list bullet",
    "lijstvoortzetting": "list continue",
    "tabelraster": "table grid",
    "platte tekst": "body text",
    "zwaar": "strong",
    "nadruk": "emphasis",
} | {f"kop {level}": f"heading {level}" for level in range(1, 10)}
"""Word's own styles as a Dutch Word shows them: the file has the English name."""


_SHOWN = {english: dutch.capitalize() for dutch, english in _DUTCH_NAMES.items()}


def shown_name(name: str) -> str:
    """The name of a style as a Dutch Word shows it."""
    return _SHOWN.get(name.casefold(), name)


def _names(style: Element) -> set[str]:
    aliases = value(child(style, "aliases")).casefold().split(",")
    return {value(child(style, "name")).casefold(), *aliases} - {""}


def _kind(style: Element) -> str:
    return value(style, "type") or "paragraph"


def _is_default_paragraph(style: Element) -> bool:
    return _kind(style) == "paragraph" and says_yes(value(style, "default"))


def _made(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    found = child(parent, name)
    if found is None:
        found = w(name)
        if name in order:
            put(parent, found, order)
        else:
            parent.append(found)
    return found
