"""Fonts: what takes the place of one that a machine lacks, and nothing that nobody asked for."""

from __future__ import annotations

from msgspec.structs import replace

from raadsvoorstel.housestyle import HouseStyle, Kopstijl
from raadsvoorstel.values import Regel
from raadsvoorstel.writers import docx
from tests import proefstuk
from tests.test_word import styles
from tests.uitlezen import W, Word

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def style(**look: str | Kopstijl) -> HouseStyle:
    one = styles()["standaard"]
    typed = {
        name: value if isinstance(value, Kopstijl) else Regel(value) for name, value in look.items()
    }
    return replace(one, uiterlijk=replace(one.uiterlijk, **typed))


def word(one: HouseStyle) -> Word:
    return Word.read(docx.write(proefstuk.paper(), one))


def alternatives(one: HouseStyle) -> dict[str, str]:
    """Each font of the table with what takes its place."""
    return {
        font.get(f"{W}name"): ""
        if (alt := font.find(f"{W}altName")) is None
        else alt.get(f"{W}val")
        for font in word(one).tree("word/fontTable.xml")
    }


def test_every_font_of_a_house_style_has_one_that_takes_its_place() -> None:
    for name, one in styles().items():
        used = {
            fonts.get(f"{W}ascii") for fonts in word(one).tree("word/styles.xml").iter(f"{W}rFonts")
        }
        found = alternatives(one)
        assert set(found) == used, name
        assert all(found.values()), name


def test_fonts_of_the_same_widths_come_first() -> None:
    kop = Kopstijl(lettertype=Regel("Cambria"))

    assert alternatives(style(titel=kop, kop1=kop)) == {"Calibri": "Carlito", "Cambria": "Caladea"}


def test_a_house_style_declares_another_for_its_own_font() -> None:
    kop = Kopstijl(lettertype=Regel("Arial"))
    rare = style(lettertype="Gemeenteletter", lettertype_anders="Open Sans", titel=kop)

    assert alternatives(rare) == {"Gemeenteletter": "Open Sans", "Arial": "Liberation Sans"}
    assert alternatives(style(lettertype="Gemeenteletter")) == {"Gemeenteletter": ""}


def test_the_theme_offers_the_colours_and_fonts_of_the_house_style() -> None:
    kop = Kopstijl(lettertype=Regel("Arial"), kleur=Regel("1f4e5f"))
    theme = word(style(accent="8A1538", titel=kop)).tree("word/theme/theme1.xml")

    colours = {one.tag: one[0].get("val") for one in theme.iter(f"{A}clrScheme").__next__()}
    assert colours[f"{A}accent1"] == "8A1538"
    assert colours[f"{A}dk2"] == colours[f"{A}accent2"] == "1F4E5F"
    assert [one.get("typeface") for one in theme.iter(f"{A}latin")] == ["Arial", "Calibri"]


def test_a_file_holds_our_own_parts_and_no_others() -> None:
    parts = word(style()).parts

    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    }
    everything = b"".join(parts.values())
    assert not [one for one in (b"MS Gothic", b"Office Theme", b"rsid") if one in everything]
