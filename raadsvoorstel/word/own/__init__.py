"""A municipality's own Word file as a base: letterhead, styles, lists and page; never its text.

Every part is copied under a name of ours, and only what is known to be harmless is: macros,
links to templates, controls, comments and hidden data stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from raadsvoorstel.dutch import opsomming
from raadsvoorstel.housestyle import Basis, Uiterlijk
from raadsvoorstel.word import roles
from raadsvoorstel.word.base import NUMBERING, Base, Numbering, Running
from raadsvoorstel.word.built import built
from raadsvoorstel.word.elements import q, value
from raadsvoorstel.word.filling import EXAMPLES, is_marked
from raadsvoorstel.word.opening import Package, Relation, UnreadableError, read, refused
from raadsvoorstel.word.own import letterhead, mending, numbering, section, settings, styles
from raadsvoorstel.word.own.assembly import Assembly
from raadsvoorstel.word.own.letterhead import Letterhead
from raadsvoorstel.word.own.suspect import is_blank, is_offered
from raadsvoorstel.word.remark import Fragment, Remark
from raadsvoorstel.word.xml import Element, kept, parsed, w

LEFT_OUT, UNCONFIRMED, HEAVY = "RV320", "RV321", "RV329"
_KINDS: tuple[Literal["header", "footer"], ...] = ("header", "footer")
_STYLES, _SETTINGS, _THEME, _FONTS = (
    "word/styles.xml",
    "word/settings.xml",
    "word/theme/theme1.xml",
    "word/fontTable.xml",
)
_BEHIND = {
    "vbaProject": "macro's",
    "attachedTemplate": "een koppeling naar een sjabloon",
    "keyMapCustomizations": "eigen sneltoetsen",
    "glossaryDocument": "bouwstenen",
    "comments": "opmerkingen",
    "customXml": "verborgen gegevens (custom XML)",
    "mailMergeSource": "een koppeling voor afdruk samenvoegen",
    "control": "besturingselementen (ActiveX)",
    "oleObject": "objecten van andere programma's",
    "package": "objecten van andere programma's",
    "extensibility": "eigen knoppen in het lint",
    "ui/extensibility": "eigen knoppen in het lint",
}
"""What may matter to a reader, and stays behind; a list or a note does not."""
_MAIN_TYPES = {
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
} | {
    f"application/vnd.ms-word.{kind}.macroenabled{rest}.main+xml"
    for kind, rest in (("document", ""), ("template", ""), ("template", "template"))
}
_HEAVY, _TOO_HEAVY = 2_000_000, 20_000_000
"""Bytes of pictures, which every paper carries along."""
_ELSEWHERE = re.compile(r"(https?|ftp)://|\\\\|//|file:////|file://[^/]", re.IGNORECASE)
_UNSAFE_NAME = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|\\|^[A-Za-z]:|[\x00-\x1f]")


class Own(Struct, frozen=True):
    """A municipality's own file as a base, and all that there is to say about it."""

    base: Base
    remarks: tuple[Remark, ...]
    fragments: tuple[Fragment, ...]
    """Every text, field and content control that the letterhead prints."""


def adopted(content: bytes, basis: Basis | None, look: Uiterlijk, language: str) -> Own:
    """The base that a house style names; raises what `adopt` raises."""
    if basis is None:
        return adopt(content, look, language)
    named = ((name, getattr(basis.stijlen, name)) for name in basis.stijlen.__struct_fields__)
    mapping = tuple((name, str(one)) for name, one in named if one is not None)
    confirmed = tuple(str(one) for one in basis.vaste_tekst)
    return adopt(content, look, language, mapping, confirmed)


@cache
def adopt(
    content: bytes,
    look: Uiterlijk,
    language: str,
    mapping: tuple[tuple[str, str], ...] = (),
    confirmed: tuple[str, ...] = (),
) -> Own:
    """The base in these bytes; `mapping` names a style per role, `confirmed` fixed texts.

    Raises `UnreadableError` for a file that is no Word file, or that may be made to hurt.
    """
    package = read(content)
    _refuse_hostile(package)
    document = _text(package)
    sober, making = built(look, language), Assembly(package)
    sheet, numbers = _text_styles(making, sober, dict(mapping), language)
    page, running, heads = _page(making, document)
    own = package.related(package.main, "settings")
    making.add(_SETTINGS, "settings", settings.settings(own, parsed(sober.parts[_SETTINGS])))
    making.add_related("theme", _THEME)
    making.add_related("fontTable", _FONTS)
    parts = making.close(page)
    base = Base(
        parts,
        kept(page),
        sheet.ids,
        numbers,
        running,
        section.text_width(page),
        sheet.letter,
        language,
        tuple(name for name, part in parts.items() if is_marked(part)),
    )
    fragments = tuple(fragment for head in heads for fragment in head.fragments)
    left = _left_behind(package, own, dropped=any(head.dropped for head in heads))
    return Own(
        base,
        (*sheet.remarks, *left, *_heavy(making.weight), *_doubts(fragments, confirmed)),
        fragments,
    )


def _text(package: Package) -> Element:
    document = package.tree(package.main)
    if document is None or document.tag != q("document"):
        raise refused("Dit is geen Word-document, maar een ander bestand van Office")
    return document


def _refuse_hostile(package: Package) -> None:
    if package.content_type(package.main) not in _MAIN_TYPES:
        raise refused("Dit is geen Word-document of -sjabloon, maar een ander bestand van Office")
    for name in (one.orig_filename for one in package.archive.infolist()):
        if _UNSAFE_NAME.search(name):
            raise refused(
                f"Het bestand heeft een onderdeel met een gevaarlijke naam ({name[:40]!r})"
            )
    if package.has_doubles:
        raise refused("Het bestand heeft twee onderdelen met dezelfde naam")
    for one in _all_relations(package):
        if one.kind == "attachedTemplate" and _ELSEWHERE.match(one.target):
            raise refused("Het bestand haalt bij het openen een sjabloon van een ander adres")


def _all_relations(package: Package) -> Iterator[Relation]:
    main = package.main
    yield from package.relations("")
    for one in package.relations(main):
        yield one
        if one.kind == "settings" and not one.external:
            yield from package.relations(one.target)


# -- the parts ---------------------------------------------------------------------------------


def _text_styles(
    making: Assembly, sober: Base, mapping: dict[str, str], language: str
) -> tuple[styles.Sheet, Numbering]:
    package = making.package
    theirs, counted = (package.tree(making.source(kind)) for kind in ("styles", "numbering"))
    mending.mend(theirs, counted)
    sheet = styles.adopt(
        theirs,
        parsed(sober.parts[_STYLES]),
        {roles.BY_NAME[name]: style for name, style in mapping.items()},
        language,
    )
    lists, numbers = numbering.numbering(
        counted,
        parsed(sober.parts[NUMBERING]),
        sheet.style(roles.NUMBERED),
        sheet.style(roles.BULLETED),
    )
    making.add(_STYLES, "styles", sheet.root)
    arrows = making.arrows_of("numbering", lists)
    mending.drop_lost_bullets(lists)
    making.add(NUMBERING, "numbering", lists, arrows)
    return sheet, numbers


def _page(
    making: Assembly, document: Element
) -> tuple[Element, tuple[Running, ...], tuple[Letterhead, ...]]:
    """The section, the running parts that the file lacks, and those that it brings."""
    page = section.page(document)
    targets = {one.id: one.target for one in making.package.relations(making.package.main)}
    running, heads = list[Running](), list[Letterhead]()
    for kind in _KINDS:
        visible = list[Letterhead]()
        for reference in page.findall(q(f"{kind}Reference")):
            target = targets.get(reference.get(q("r:id"), ""), "")
            head = letterhead.letterhead(making.package, target, kind, value(reference, "type"))
            if head is None:
                page.remove(reference)
                continue
            reference.set(q("r:id"), making.add_letterhead(kind, head))
            visible += [] if head.is_empty else [head]
        if not visible:
            running.append(_our_own(making, page, kind))
        heads += visible
    _number_drawings(heads)
    return page, tuple(running), tuple(heads)


def _our_own(making: Assembly, page: Element, kind: Literal["header", "footer"]) -> Running:
    """A header or footer that the file does not have: made as in a paper without such a file."""
    for reference in page.findall(q(f"{kind}Reference")):
        page.remove(reference)
    name = f"word/rv_{kind}.xml"
    empty = w("hdr" if kind == "header" else "ftr", w("p"))
    reference = w(f"{kind}Reference", type="default")
    reference.set(q("r:id"), making.add(name, kind, empty))
    page.insert(0, reference)
    return Running(name, kind)


def _number_drawings(heads: list[Letterhead]) -> None:
    """Drawings have numbers that occur once in a file; each header counted for itself."""
    drawings = (one for head in heads for one in head.root.iter(q("wp:docPr")))
    for number, drawing in enumerate(drawings, 1):
        drawing.set("id", str(number))


# -- what there is to say ----------------------------------------------------------------------


def _left_behind(package: Package, own: Element | None, *, dropped: bool) -> Iterator[Remark]:
    kinds = {one.kind for one in _all_relations(package)}
    words = [words for kind, words in _BEHIND.items() if kind in kinds]
    words += ["de beveiliging tegen bewerken"] if settings.is_protected(own) else []
    words += ["een deel van het briefhoofd dat naar elders verwijst"] if dropped else []
    if words:
        yield Remark(
            LEFT_OUT,
            f"Uit de basis komen niet mee: {opsomming(list(dict.fromkeys(words)))}",
            "De stukken zijn zonder; u hoeft niets te doen",
        )


def _heavy(weight: int) -> Iterator[Remark]:
    hint = (
        "Verklein ze in Word: klik een afbeelding aan en kies Afbeelding > "
        "Afbeeldingen comprimeren, voor alle afbeeldingen"
    )
    shown = f"De afbeeldingen in de basis zijn samen {_megabytes(weight)} MB"
    if weight > _TOO_HEAVY:
        raise UnreadableError(f"{shown}; meer dan {_megabytes(_TOO_HEAVY)} MB kan niet", hint)
    if weight > _HEAVY:
        yield Remark(HEAVY, f"{shown}; die komen in elk stuk", hint)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0").replace(".", ",")


def _doubts(fragments: tuple[Fragment, ...], confirmed: tuple[str, ...]) -> Iterator[Remark]:
    known = [letterhead.plain(text) for text in confirmed]
    for one in fragments:
        if one.doubt and one.text not in known:
            yield Remark(
                UNCONFIRMED,
                f"In de {one.place} van de basis staat {one.doubt}: “{one.text}”; "
                "dat komt op elk stuk",
                _way_out(one.text),
                place=one.place,
            )
    texts = {one.text for one in fragments}
    for index, text in enumerate(known):
        at = ("vaste_tekst", index)
        if text not in texts:
            yield Remark(
                UNCONFIRMED,
                f"De vaste tekst “{text}” staat niet in de kop- of voettekst van de basis",
                "Neem de tekst letterlijk over uit `huisstijl check`, of haal de regel weg",
                at,
            )
        elif is_blank(text):
            yield Remark(
                UNCONFIRMED,
                f"De vaste tekst “{text}” is een lege plek; "
                "die zou op elk stuk staan, en niemand telt haar",
                f"Haal de regel weg. {_way_out(text)}",
                at,
            )


def _way_out(text: str) -> str:
    """What to do about a text that is not confirmed; a blank can't be."""
    if is_offered(text):
        return (
            "Haal het weg uit de basis, of neem de tekst letterlijk op onder "
            "`basis: vaste_tekst:` als hij op elk stuk hoort"
        )
    asked = f"Zet er in Word een veld DocProperty voor in de plaats ({EXAMPLES}), of haal het weg"
    never = "; alleen wat nooit verandert, hoort onder `basis: vaste_tekst:`"
    return asked if is_blank(text) else f"{asked}{never}"
