"""A header or footer of a municipality's own file: kept, made harmless, and listed word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from msgspec import Struct

from raadsvoorstel.word.elements import child, is_on, q, remove, value
from raadsvoorstel.word.filling import PROPERTIES, without_marks
from raadsvoorstel.word.markup import W
from raadsvoorstel.word.opening import Package
from raadsvoorstel.word.own import fields
from raadsvoorstel.word.own.pictures import drop_dangling, is_harmless
from raadsvoorstel.word.own.suspect import reason
from raadsvoorstel.word.remark import Fragment
from raadsvoorstel.word.xml import Element, w

_DROPPED = frozenset(
    """
    del moveFrom moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd
    rPrChange pPrChange tblPrChange tcPrChange trPrChange sectPrChange tblGridChange
    tblPrExChange numberingChange cellIns cellDel cellMerge commentRangeStart
    commentRangeEnd commentReference annotationRef bookmarkStart bookmarkEnd proofErr
    permStart permEnd footnoteReference endnoteReference altChunk subDoc object control
    dataBinding contentPart
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")
_FILM = "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}webVideoPr"
_REVISION = "rsid"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_DESCRIPTIONS = ("descr", "title", "alt")
_SAFE_LINKS = ("http://", "https://", "mailto:")
_PLACES = {
    ("header", "default"): "koptekst",
    ("header", "first"): "koptekst van de eerste pagina",
    ("header", "even"): "koptekst van de even pagina's",
    ("footer", "default"): "voettekst",
    ("footer", "first"): "voettekst van de eerste pagina",
    ("footer", "even"): "voettekst van de even pagina's",
}
_FILLED = "wordt per stuk ingevuld"
_STAYS = "blijft staan"


class Letterhead(Struct, frozen=True):
    """One header or footer, and the pictures and links that it points to by id."""

    root: Element
    pictures: MappingProxyType[str, str]
    links: MappingProxyType[str, str]
    fragments: tuple[Fragment, ...]
    dropped: bool
    """Whether something could not stay: a linked picture, an object of another program."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be seen."""
        seen = ("t", "drawing", "pict", "fldChar", "fldSimple", "sym", "pBdr", "tbl")
        return not any(next(self.root.iter(q(name)), None) is not None for name in seen)


def letterhead(package: Package, part: str, kind: str, pages: str) -> Letterhead | None:
    """A header or footer by its part; None where the file names one that it does not have."""
    root = package.tree(part)
    if root is None or root.tag not in {q("hdr"), q("ftr")}:
        return None
    place = _PLACES.get((kind, pages or "default"), _PLACES[kind, "default"])
    _settle(root)
    relations = package.relations(part)
    pictures = {
        one.id: one.target for one in relations if one.kind == "image" and is_harmless(package, one)
    }
    links = {
        one.id: one.target
        for one in relations
        if one.kind == "hyperlink" and one.external and one.target.lower().startswith(_SAFE_LINKS)
    }
    dropped = drop_dangling(root, {*pictures, *links})
    frozen: set[Element] = set()
    shown = tuple(_fields(root, place, frozen))
    texts = (*_texts(root, place, frozen), *_unseen(root, links.values(), place))
    fragments = (*shown, *_controls(root, place), *texts)
    return Letterhead(
        root,
        MappingProxyType(pictures),
        MappingProxyType(links),
        tuple(dict.fromkeys(fragments)),
        dropped,
    )


def _settle(root: Element) -> None:
    """Accept changes, drop marks and what runs or links, and leave no trace of who edited."""
    for name in _UNWRAPPED:
        for one in list(root.iter(q(name))):
            parent = one.getparent()
            if parent is not None:
                at = parent.index(one)
                parent[at : at + 1] = [part for part in one if part.tag != q("customXmlPr")]
    for one in [*root.iter(*(q(name) for name in _DROPPED)), *root.iter(_FILM)]:
        remove(one)
    for one in root.iter():
        for attribute in list(one.attrib):
            space, _, local = str(attribute).rpartition("}")
            is_trace = space[1:] in {W, _WORD_2010} and local.startswith(_REVISION)
            is_identity = space[1:] == _WORD_2010 and local in {"paraId", "textId"}
            if is_trace or is_identity:
                del one.attrib[attribute]
        _forget_addresses(one)
    fields.unlink_halves(root)
    _fill_up(root)


def _fill_up(root: Element) -> None:
    """Word refuses a header, cell or text box that does not end in a paragraph."""
    for one in (root, *root.iter(q("tc"), q("txbxContent"))):
        if not len(one) or one[-1].tag in {q("tcPr"), q("tbl")}:
            one.append(w("p"))


def _forget_addresses(element: Element) -> None:
    """Old drawings may name a file or a page on the web that Word then fetches."""
    for name in [str(one) for one in element.attrib]:
        if name.rpartition("}")[2] in {"href", "src"}:
            del element.attrib[name]


# -- what would stand on every paper -----------------------------------------------------------


def _fields(root: Element, place: str, frozen: set[Element]) -> Iterator[Fragment]:
    """Each field; `frozen` gets the letters of those that become plain text."""
    for one in fields.fields(root):
        shown, name = one.text, f"{one.name} {one.argument}".strip()
        if one.is_of_the_page:
            yield Fragment(place, "veld", name, _STAYS)
            one.show(one.name)
        elif one.value_of:
            one.show(one.value_of)
            yield Fragment(place, "veld", name, _FILLED)
        else:
            # the text of another heading, or of a date of today, says nothing about this paper
            one.unlink(with_text=one.name != "STYLEREF")
            frozen.update(one.shown)
            fate = f"wordt vaste tekst: “{shown}”" if shown else "wordt weggelaten"
            yield Fragment(place, "veld", name, fate)


def _controls(root: Element, place: str) -> Iterator[Fragment]:
    for control in root.iter(q("sdt")):
        settings = child(control, "sdtPr")
        if settings is None:
            continue
        names = (value(child(settings, one)) for one in ("tag", "alias"))
        known = (PROPERTIES[name] for one in names if (name := one.casefold()) in PROPERTIES)
        name, title = next(known, ""), value(child(settings, "alias")) or "zonder naam"
        for one in list(settings):
            if one.tag in {q("placeholder"), q("showingPlcHdr"), q("lock")}:
                settings.remove(one)
        if name:
            fields.show_in_control(control, name)
        yield Fragment(place, "invulveld", title, _FILLED if name else "blijft staan als tekst")


def _texts(root: Element, place: str, frozen: set[Element]) -> Iterator[Fragment]:
    for paragraph in root.iter(q("p")):
        text = plain(without_marks("".join(_letters(paragraph))))
        if text:
            in_box = next(paragraph.iterancestors(q("txbxContent")), None) is not None
            where = f"{place}, tekstvak" if in_box else place
            doubt = reason(text) or _hidden(paragraph) or _once_a_field(paragraph, frozen)
            yield Fragment(where, "tekst", text, _STAYS, doubt)
    for one in root.iter(q("v:textpath")):
        text = plain(one.get("string", ""))
        if text:
            yield Fragment(place, "watermerk", text, _STAYS, "een watermerk")


def _unseen(root: Element, links: Iterable[str], place: str) -> Iterator[Fragment]:
    """What no eye sees on paper and every reader of the file gets: descriptions and addresses."""
    for one in root.iter():
        is_old = str(one.tag).startswith("{urn:schemas-microsoft-com:vml}")
        names = _DESCRIPTIONS if is_old or one.tag == q("wp:docPr") else ()
        for text in (plain(one.get(name, "")) for name in names):
            if text:
                yield Fragment(place, "beschrijving", text, _STAYS, reason(text))
    for address in links:
        yield Fragment(place, "koppeling", plain(address), _STAYS, reason(address))


def _hidden(paragraph: Element) -> str:
    """Letters that are there, and that nobody may have meant to send."""
    for name, words in (("vanish", "verborgen tekst"), ("strike", "doorgehaalde tekst")):
        marks = paragraph.iter(q(name))
        if any(is_on(one) and child(_run(one), "t") is not None for one in marks):
            return words
    return ""


def _run(mark: Element) -> Element | None:
    return next(mark.iterancestors(q("r")), None)


def _once_a_field(paragraph: Element, frozen: set[Element]) -> str:
    return "wat een veld ooit toonde" if any(one in frozen for one in paragraph.iter()) else ""


def plain(text: str) -> str:
    """A text as it is compared with its confirmation: single spaces, each letter one sign."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _letters(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter(q("t"), q("tab"), q("br")):
        if next(one.iterancestors(q("p"))) is paragraph:
            yield (one.text or "") if one.tag == q("t") else " "
