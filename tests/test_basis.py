"""A municipality's own Word file as the base: its letterhead stays, its text and dangers do not."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree

from raadsvoorstel.document import Heading, Properties, inline_text
from raadsvoorstel.housestyle import StyleFiles, Uiterlijk, UnusableFileError
from raadsvoorstel.word import filling
from raadsvoorstel.word.opening import UnreadableError
from raadsvoorstel.word.own import adopt
from raadsvoorstel.word.own.suspect import is_blank, is_offered, reason
from raadsvoorstel.word.xml import Element
from raadsvoorstel.writers import docx
from tests import proefstuk, word_bases, word_fouten
from tests.bases import beelden, pakket
from tests.test_word import VERSIONS, audit_errors, file, sdk_errors, styles
from tests.uitlezen import Word
from tests.word_lint import lint

BODY, LETTERHEAD = b"BODYTEKST", b"BRIEFHOOFD"
BASES = tuple(word_bases.BASES)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def written(name: str) -> bytes:
    """The paper with every element, on this base."""
    return on(word_bases.content(name))


def on(basis: bytes) -> bytes:
    return docx.write(proefstuk.paper(), styles()["standaard"], StyleFiles(basis=basis))


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letterhead(content: bytes) -> dict[str, bytes]:
    parts = members(content).items()
    return {
        name: part for name, part in parts if posixpath.basename(name)[:6] in {"header", "footer"}
    }


def test_there_are_enough_bases() -> None:
    assert len(BASES) >= 30
    assert sum(word_bases.BASES[name].letterhead for name in BASES) >= 30


@pytest.mark.parametrize("name", BASES)
def test_the_letterhead_stays_and_the_text_goes(name: str) -> None:
    parts = members(written(name))

    assert [one for one, part in parts.items() if BODY in part] == []
    kept = any(LETTERHEAD in part for part in letterhead(written(name)).values())
    assert kept == word_bases.BASES[name].letterhead


@pytest.mark.parametrize("name", BASES)
def test_the_paper_is_read_back_word_for_word(name: str) -> None:
    paper = proefstuk.paper()
    found = Word.read(written(name))
    sober = Word.read(docx.write(paper, styles()["standaard"]))

    assert [piece.text for piece in found.pieces] == [piece.text for piece in sober.pieces]
    text = [one.text for one in python_docx.Document(io.BytesIO(written(name))).paragraphs]
    title = next(one for one in paper.document.blocks if isinstance(one, Heading))
    assert text[0] == inline_text(title.children)


@pytest.mark.parametrize("name", BASES)
def test_a_beslispunt_outside_a_list_gets_no_number_of_the_base(name: str) -> None:
    """Its style looks like that of numbered lists, which may count by itself."""
    sheet = Word.read(written(name)).tree("word/styles.xml")
    styles_ = {one.get(f"{W}styleId"): one for one in sheet.iter(f"{W}style")}
    named = (one for one in styles_.values() if one[0].get(f"{W}val") == "RV Beslispunt")
    style, numbers = next(named, None), []
    while style is not None:
        numbers += [one.get(f"{W}val") for one in style.iter(f"{W}numId")]
        basis = style.find(f"{W}basedOn")
        style = None if basis is None else styles_.get(basis.get(f"{W}val"))

    assert numbers[:1] in ([], ["0"])


@pytest.mark.parametrize("name", BASES)
def test_a_base_brings_no_finding_of_its_paper(name: str) -> None:
    found, theirs = lint(written(name)), lint(word_bases.content(name))

    assert {*map(str, found)} <= {*map(str, theirs)}


@pytest.mark.parametrize("name", BASES)
def test_the_validators_find_nothing_that_the_base_does_not_have(name: str, tmp_path: Path) -> None:
    paper = file(tmp_path, written(name))
    found = {*sdk_errors(paper, VERSIONS[-1]), *audit_errors(paper)}
    if found:
        theirs = file(tmp_path, word_bases.content(name))
        assert found <= {*sdk_errors(theirs, VERSIONS[-1]), *audit_errors(theirs)}


@pytest.mark.parametrize("name", [name for name in BASES if word_bases.BASES[name].leftovers])
def test_what_somebody_left_behind_waits_for_a_confirmation(name: str) -> None:
    own = adopt(word_bases.content(name), Uiterlijk(), "nl-NL")
    doubted = [one.text for one in own.fragments if one.doubt]
    parts = b"".join(own.base.parts.values()).decode(errors="replace")

    for words in word_bases.BASES[name].leftovers:
        shown = f">{words}<" in parts
        assert any(words in text for text in doubted) or not shown, words


def test_a_confirmed_text_is_no_finding_and_a_confirmation_too_many_is() -> None:
    content = word_bases.content("restanten in de voet")
    doubted = [one.text for one in adopt(content, Uiterlijk(), "nl-NL").fragments if one.doubt]
    texts = [text for text in doubted if not is_blank(text)]
    blanks = len(doubted) - len(texts)
    assert texts

    def codes(*confirmed: str) -> list[tuple[str, tuple[str | int, ...]]]:
        own = adopt(content, Uiterlijk(), "nl-NL", (), confirmed)
        return [(one.code, one.at) for one in own.remarks if one.code == "RV321"]

    assert codes() == [("RV321", ("bestand",))] * len(doubted)
    assert codes(*texts) == [("RV321", ("bestand",))] * blanks
    assert codes(*texts, "Postbus 1") == [
        *[("RV321", ("bestand",))] * blanks,
        ("RV321", ("vaste_tekst", len(texts))),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Gemeente Voorbeeld", ""),
        ("Pagina", ""),
        ("Raad van de gemeente Voorbeeld", ""),
        ("Burgemeester en wethouders van Voorbeeld", "een persoon"),
        ("T 023 511 51 15", "een nummer"),
        ("[naam afdeling]", "een plek om in te vullen"),
        ("<<zaaknummer>>", "een plek om in te vullen"),
        ("Klik of tik om tekst in te voeren.", "een plek om in te vullen"),
        ("Zaak XX", "een plek om in te vullen"),
        ("Zaaknummer [nog in te vullen: zaaknummer]", "een plek om in te vullen"),
        ("Datum …", "een plek om in te vullen"),
        ("Zaaknummer 2025-0012", "een zaaknummer of kenmerk"),
        ("Z/25/012345", "een zaaknummer of kenmerk"),
        ("12345678", "een zaaknummer of kenmerk"),
        ("2020004051", "een zaaknummer of kenmerk"),
        ("Nr. 123.456", "een zaaknummer of kenmerk"),
        ("14 023", "een nummer"),
        ("0235115115", "een nummer"),
        ("+31 23 511 51 15", "een nummer"),
        ("KvK 34123456", "een nummer"),
        ("Postbus 1, 2003 AA Haarlem", "een nummer"),
        ("T 06 12 12 12 12", "een nummer"),
        ("12 mei 2021", "een datum of jaartal"),
        ("12-5-2021", "een datum of jaartal"),
        ("post@voorbeeld.example", "een e-mailadres"),
        ("mw. Voorbeeld", "een persoon"),
        ("A.B. van Voorbeeld", "een persoon"),
        ("Anna de Voorbeeld", "misschien een naam"),
    ],
)
def test_what_looks_like_a_number_a_date_or_a_person(text: str, why: str) -> None:
    assert reason(text) == why


@pytest.mark.parametrize(
    ("text", "offered", "blank"),
    [
        ("Postbus 1, 2003 AA Haarlem", True, False),
        ("T 06 12 12 12 12", True, False),
        ("Gemeente <post@voorbeeld.example>", True, False),
        ("IBAN NL00 BANK 0123 4567 89", True, False),
        ("12 mei 2021", False, False),
        ("Zaaknummer 12345", False, False),
        ("12345678", False, False),
        ("023 511 51 15", True, False),
        ("Samen verder…", False, False),
        ("Zaaknummer [nog in te vullen: zaaknummer]", False, True),
        ("«zaaknummer»", False, True),
        ("Steller: ______", False, True),
        ("Besluit van n.t.b.", False, True),
    ],
)
def test_only_what_is_the_same_on_every_paper_is_offered(
    text: str, *, offered: bool, blank: bool
) -> None:
    assert (is_offered(text), is_blank(text)) == (offered, blank)


@pytest.mark.parametrize("name", word_bases.REFUSED)
def test_a_hostile_base_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(UnreadableError) as error:
        adopt(word_bases.content(name), Uiterlijk(), "nl-NL")

    assert error.value.message
    assert error.value.hint


@pytest.mark.parametrize("name", word_bases.DISARMED)
def test_a_dangerous_part_does_not_come_along(name: str) -> None:
    hostile = word_bases.DISARMED[name]
    try:
        parts = members(on(word_bases.content(name)))
    except UnusableFileError:
        assert hostile.or_refused
        return

    assert hostile.gone
    for sign in hostile.gone:
        assert not [one for one, part in parts.items() if sign.lower() in part.lower()]
        assert sign.decode().lower() not in " ".join(parts).lower()
    assert any(LETTERHEAD in part for part in parts.values())


def test_fields_show_the_values_of_the_paper_and_an_unknown_one_is_a_blank() -> None:
    own = adopt(word_bases.content("eigenschappen als veld"), Uiterlijk(), "nl-NL")
    assert own.base.marked
    marked = [own.base.parts[name].decode() for name in own.base.marked]
    properties = Properties("Titel & stuk", "college", custom=(("Gemeente", "A & B"),))

    values = filling.values(properties, "Titel", filling.asked(marked))
    shown = "".join(filling.filled(part, values.all) for part in marked)

    assert "A &amp; B" in shown
    assert "[nog in te vullen: zaaknummer]" in shown
    assert values.custom["Zaaknummer"] == "[nog in te vullen: zaaknummer]"
    assert not filling.asked([shown])


# -- faults of the file ------------------------------------------------------------------------


def tree(content: bytes, part: str) -> Element:
    return etree.fromstring(members(content)[part])


def test_a_page_is_as_large_as_it_is_now_and_not_as_it_once_was() -> None:
    sizes = tree(written("wijzigingen"), "word/document.xml").findall(f".//{W}pgSz")

    assert [one.get(f"{W}w") for one in sizes] == ["11906"]


@pytest.mark.parametrize(
    "name", [one for one in word_bases.DISARMED if one.startswith("koppeling")]
)
def test_a_link_that_leads_nowhere_is_text(name: str) -> None:
    content = on(word_bases.content(name))
    heads = b"".join(letterhead(content).values())

    assert b"hyperlink" in b"".join(letterhead(word_bases.content(name)).values())
    assert b"hyperlink" not in heads
    assert LETTERHEAD in heads


def with_bullet(source: str) -> bytes:
    return pakket.dutch(
        pakket.suffix("png", "image/png"),
        beelden.media(pakket.NUMBERING, "rTeken", "teken.png", beelden.png()),
        pakket.swap(
            pakket.NUMBERING,
            "<w:abstractNum ",
            '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape '
            'xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
            f'<v:imagedata r:id="{source}"/></v:shape></w:pict></w:numPicBullet><w:abstractNum ',
        ),
        pakket.swap(pakket.NUMBERING, "<w:lvlJc", '<w:lvlPicBulletId w:val="0"/><w:lvlJc'),
    )


@pytest.mark.parametrize(("source", "count"), [("rTeken", 1), ("rWeg", 0)])
def test_a_bullet_goes_with_its_picture(source: str, count: int) -> None:
    lists = tree(on(with_bullet(source)), "word/numbering.xml")

    assert len(lists.findall(f"{W}numPicBullet")) == count
    assert len(lists.findall(f".//{W}lvlPicBulletId")) == count


def with_logo(picture: bytes, kind: str = "image/png") -> bytes:
    return pakket.dutch(
        pakket.suffix("png", kind),
        beelden.media(pakket.HEADER, "rLogo", "image1.png", picture),
        pakket.head(pakket.line(beelden.picture('r:embed="rLogo"'))),
    )


def pictures(content: bytes) -> list[str]:
    return [name for name in members(content) if name.startswith("word/media/")]


@pytest.mark.parametrize(
    ("picture", "declared", "kept"),
    [
        (beelden.png(), "image/png", ["word/media/beeld1.png"]),
        (beelden.jpeg(), "image/jpeg", ["word/media/beeld1.jpeg"]),
        (beelden.jpeg(), "image/png", ["word/media/beeld1.jpeg"]),
        (beelden.emf(), "image/x-emf", ["word/media/beeld1.emf"]),
        (b'<?xml version="1.0"?>\n<!-- a --><svg/>', "image/svg+xml", ["word/media/beeld1.svg"]),
        (b"GIF89a", "image/gif", ["word/media/beeld1.gif"]),
        (beelden.ole("AANVAL"), "image/png", []),
        (b"MZ" + beelden.png(), "image/png", []),
        (b"<svg><script/></svg>", "image/png", []),
        (b"<html><svg/></html>", "image/svg+xml", []),
        (b"", "image/png", []),
    ],
)
def test_only_a_picture_comes_along_as_a_picture(
    picture: bytes, declared: str, kept: list[str]
) -> None:
    content = on(with_logo(picture, declared))

    assert pictures(content) == kept
    assert (b"<w:drawing" in b"".join(letterhead(content).values())) == bool(kept)


def noise(megabytes: int) -> bytes:
    """A picture of this size that no zip makes smaller."""
    return beelden.png() + hashlib.shake_256().digest(megabytes * 1_000_000)


def test_heavy_pictures_are_told_and_too_heavy_ones_refused() -> None:
    def remarks(megabytes: int) -> list[str]:
        own = adopt(with_logo(noise(megabytes)), Uiterlijk(), "nl-NL")
        return [one.message for one in own.remarks if one.code == "RV329"]

    assert remarks(1) == []
    assert remarks(3) == ["De afbeeldingen in de basis zijn samen 3 MB; die komen in elk stuk"]
    with pytest.raises(UnreadableError, match="21 MB; meer dan 20 MB kan niet"):
        remarks(21)


MENDED = (
    "gebaseerd op niets",
    "dubbele stijl-id",
    "dubbele stijlnaam",
    "twee standaardstijlen",
    "lijst zonder definitie",
    "dubbel lijstnummer",
    "lijst voor haar definitie",
    "veld zonder eind",
    "veld zonder begin",
    "lege koptekst",
)


@cache
def good() -> word_fouten.Parts:
    return word_fouten.enriched(docx.write(proefstuk.paper(), styles()["standaard"]))


@pytest.mark.parametrize("name", MENDED)
def test_a_fault_of_the_base_is_mended(name: str, tmp_path: Path) -> None:
    broken = next(one for one in word_fouten.BREAKAGES if one.name == name).apply(good())
    content = on(broken)

    assert lint(broken) or audit_errors(file(tmp_path, broken))
    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []


def test_of_two_styles_with_one_name_both_stay_and_only_one_keeps_the_name() -> None:
    base = word_bases.content("dubbele stijlnamen")
    theirs, sheet = (tree(one, "word/styles.xml") for one in (base, written("dubbele stijlnamen")))

    def named(root: Element) -> list[str]:
        return [str(one.get(f"{W}val")).casefold() for one in root.findall(f"{W}style/{W}name")]

    def ids(root: Element) -> set[str]:
        return {str(one.get(f"{W}styleId")) for one in root.findall(f"{W}style")}

    assert len(set(named(theirs))) < len(named(theirs))
    assert len(set(named(sheet))) == len(named(sheet))
    assert ids(theirs) <= ids(sheet)


@pytest.mark.parametrize("name", ["pandoc", "LibreOffice docx", "LibreOffice dotx"])
def test_the_faults_of_other_programs_do_not_come_along(name: str, tmp_path: Path) -> None:
    assert audit_errors(file(tmp_path, word_bases.content(name)))
    assert audit_errors(file(tmp_path, written(name))) == []
