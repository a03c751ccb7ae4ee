"""Which style of a municipality's own file plays which role, and what the file lacks for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from raadsvoorstel.document import DUTCH
from raadsvoorstel.dutch import opsomming
from raadsvoorstel.word import roles
from raadsvoorstel.word.elements import child, q, value
from raadsvoorstel.word.opening import read
from raadsvoorstel.word.own import Own, typefaces
from raadsvoorstel.word.own.styles import shown_name
from raadsvoorstel.word.remark import Remark
from raadsvoorstel.word.xml import Element, parsed

UNNUMBERED, LANGUAGE, FONTS = "RV326", "RV327", "RV328"
_LISTS = (roles.NUMBERED, roles.BULLETED)


class Part(NamedTuple):
    """A role by its name in `stijlen:`, and the style that plays it."""

    role: str
    style: str
    """The name as a Dutch Word shows it."""
    is_theirs: bool
    """Whether the style is in the file; else it is one of ours."""


def cast(content: bytes, own: Own) -> tuple[Part, ...]:
    """Every role that a house style can name, in that order."""
    theirs = {value(one, "styleId") for one in _styles(_sheet(content))}
    played = _styles(parsed(own.base.parts["word/styles.xml"]))
    names = {value(one, "styleId"): value(child(one, "name")) for one in played}
    default = next((value(one, "styleId") for one in played if _is_default(one)), "")
    ids = {name: own.base.styles[role] or default for name, role in roles.BY_NAME.items()}
    return tuple(Part(name, shown_name(names[id_]), id_ in theirs) for name, id_ in ids.items())


def lacks(content: bytes, own: Own) -> Iterator[Remark]:
    """What papers on this file do without; none of it is in the way."""
    sheet = _sheet(content)
    yield from _unnumbered(_styles(sheet), own)
    language = _language(sheet)
    if language != DUTCH:
        yield Remark(
            LANGUAGE,
            f"De taal van de basis is {language or 'niet ingesteld'}; de stukken krijgen de taal "
            f"van de huisstijl, en dat is {DUTCH} als daar geen andere staat",
            "U hoeft niets te doen",
        )
    fonts = typefaces.unusual(own.base)
    if fonts:
        yield Remark(
            FONTS,
            f"Niet elke lezer heeft {opsomming([f'“{name}”' for name in fonts])}: "
            "dat komt niet met Word mee en zit niet in de basis",
            "Sluit het in: in Word onder Bestand > Opties > Opslaan, als de licentie dat toestaat; "
            "anders kiest het programma van de lezer een ander lettertype",
        )


def _unnumbered(styles: list[Element], own: Own) -> Iterator[Remark]:
    for role in _LISTS:
        found = (one for one in styles if value(one, "styleId") == own.base.styles[role])
        style = next(found, None)
        if style is not None and not value(child(style, "pPr", "numPr", "numId")):
            yield Remark(
                UNNUMBERED,
                f"De stijl '{shown_name(value(child(style, 'name')))}' heeft zelf geen nummering; "
                "de lijsten in de stukken springen in zoals in een stuk zonder basis",
                "Koppel in Word een lijst aan de stijl als u een eigen inspringing wilt",
            )


def _sheet(content: bytes) -> Element | None:
    package = read(content)
    return package.related(package.main, "styles")


def _styles(sheet: Element | None) -> list[Element]:
    return sheet.findall(q("style")) if sheet is not None else []


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default").lower() in {
        "1",
        "true",
        "on",
    }


def _language(sheet: Element | None) -> str:
    """Of text that says nothing about itself."""
    normal = (one for one in _styles(sheet) if _is_default(one))
    named = value(child(next(normal, None), "rPr", "lang"))
    return named or value(child(sheet, "docDefaults", "rPrDefault", "rPr", "lang"))
