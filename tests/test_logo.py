"""A logo stands where the name of the municipality would, sharp, described and in its own shape."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.audit import audit
from raadsvoorstel.document import Document, Paper, Properties
from raadsvoorstel.housestyle import HouseStyle, Logo, LogoFiles, StyleFiles, UnusableFileError
from raadsvoorstel.values import Regel
from raadsvoorstel.word.logo import refuse_picture, refuse_svg
from raadsvoorstel.writers import docx
from tests import proefstuk, word_bases
from tests.conftest import Run
from tests.test_word import VERSIONS, audit_errors, file, sdk_errors, styles
from tests.uitlezen import W, Word
from tests.word_lint import lint

ALT = "Logo van de gemeente Proefdorp"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>'
PER_CENTIMETRE = 360_000


def png(width: int, height: int) -> bytes:
    """An even plane."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x1f\x4e\x5f" * width) * height
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080001000301011100"
    "ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000"
    "ffda0008010100003f0054dfffd9"
)
"""Three grey points beside each other."""


def logo(breedte: str = "4,5") -> Logo:
    return Logo(bestand=Regel("logo.png"), alt=Regel(ALT), breedte=Regel(breedte))


def with_logo(breedte: str = "4,5", **look: str) -> HouseStyle:
    style = styles()["standaard"]
    changed = replace(style.uiterlijk, **{name: Regel(value) for name, value in look.items()})
    return replace(style, logo=logo(breedte), uiterlijk=changed)


FILES = {
    "png": LogoFiles(png(300, 100)),
    "jpeg": LogoFiles(JPEG),
    "svg": LogoFiles(png(300, 100), SVG),
}


def written(name: str, paper: Paper, **look: str) -> bytes:
    return docx.write(paper, with_logo(**look), StyleFiles(logo=FILES[name]))


def header(word: Word, number: int = 1) -> Any:
    return word.tree(f"word/header{number}.xml")


def sound() -> Paper:
    """Without what the audit has something to say about in the sample paper."""
    blocks = proefstuk.paper().document.blocks[:6]
    return Paper(Document(blocks), Properties("t", "a"), woordmerk="Gemeente Proefdorp")


@pytest.mark.parametrize("name", FILES)
def test_a_paper_with_a_logo_has_no_finding(name: str, tmp_path: Path) -> None:
    content = written(name, proefstuk.paper(), woordmerk_op="eerste pagina")

    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []
    assert audit(written(name, sound()), "") == ()


@pytest.mark.parametrize("name", FILES)
def test_the_sdk_has_no_finding(name: str, tmp_path: Path) -> None:
    assert sdk_errors(file(tmp_path, written(name, proefstuk.paper())), *VERSIONS) == []


def _blip(root: Any) -> Mapping[str, str]:
    return {etree.QName(one).localname: one.get(key) for one in root.iter() for key in one.keys()  # noqa: SIM118
            if etree.QName(key).localname == "embed"}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_logo_takes_the_place_of_the_name(name: str) -> None:
    word = Word.read(written(name, sound()))
    root = header(word)
    (named,) = root.iter("{*}docPr")

    assert named.get("descr") == ALT
    assert word.side("header") == [""]
    targets = {
        one.get("Id"): word.parts[f"word/{one.get('Target')}"]
        for one in word.tree("word/_rels/header1.xml.rels")
    }
    shown = {tag: targets[id_] for tag, id_ in _blip(root).items()}
    drawing = {"svgBlip": SVG} if name == "svg" else {}
    assert shown == {"blip": FILES[name].picture, **drawing}


@pytest.mark.parametrize(
    ("breedte", "picture", "size"),
    [
        ("4,5", png(300, 100), (4.5, 1.5)),
        ("2", png(2, 3), (2, 3)),
        ("3", JPEG, (3, 1)),
        ("16", png(300, 100), (None, None)),
    ],
)
def test_the_shape_is_that_of_the_file_and_never_wider_than_the_text(
    breedte: str, picture: bytes, size: tuple[float | None, float | None]
) -> None:
    style = with_logo(breedte, woordmerk="rechts")
    margins = replace(style.uiterlijk.marges, links=Regel("5"), rechts=Regel("5"))
    narrow = replace(style, uiterlijk=replace(style.uiterlijk, marges=margins))
    word = Word.read(docx.write(sound(), narrow, StyleFiles(LogoFiles(picture))))
    (extent,) = header(word).iter("{*}extent")

    found = tuple(int(extent.get(side)) / PER_CENTIMETRE for side in ("cx", "cy"))
    wanted = (11, 11 / 3) if size[0] is None else size
    assert found == pytest.approx(wanted, abs=0.01)


def test_the_logo_can_stand_on_page_1_alone() -> None:
    word = Word.read(written("png", sound(), woordmerk_op="eerste pagina"))
    section = word.tree("word/document.xml").find(f"{W}body/{W}sectPr")

    assert section.find(f"{W}titlePg") is not None
    pictures = [len(list(header(word, number).iter("{*}docPr"))) for number in (1, 2)]
    assert pictures == [0, 1]
    assert word.side("header") == ["Gemeente Proefdorp", ""]
    assert word.side("footer")[0].startswith("Pagina ")
    assert len(set(word.side("footer"))) == 1


def test_without_a_logo_page_1_has_the_name_and_the_next_the_running_lines() -> None:
    style = with_logo(woordmerk_op="eerste pagina")
    word = Word.read(docx.write(proefstuk.paper(), replace(style, logo=None)))

    line = "Proefstuk van de gemeente Proefdorp"
    assert word.side("header") == [line, "Gemeente Proefdorp", line]


ON_A_BASE = {"zonder kop en voet": True, "logo PNG": False, "logo SVG": False}


@pytest.mark.parametrize("name", ON_A_BASE)
def test_a_base_with_a_header_of_its_own_leaves_no_room(name: str, tmp_path: Path) -> None:
    basis = word_bases.content(name)
    content = docx.write(proefstuk.paper(), with_logo(), StyleFiles(FILES["svg"], basis))

    assert lint(content) == []
    assert audit_errors(file(tmp_path, content)) == []
    assert (SVG in Word.read(content).parts.values()) is ON_A_BASE[name]


def test_a_large_file_is_refused(minimal: Path, run: Run) -> None:
    folder = minimal / "templates" / "huisstijlen" / "eigen"
    folder.mkdir(parents=True)
    (folder / "huisstijl.yaml").write_text(
        "naam: Eigen\nbron: {soort: aanname, toelichting: verzonnen}\ngebaseerd_op: standaard\n"
        f'logo: {{bestand: logo.png, alt: {ALT}, breedte: "4"}}\n',
        encoding="utf-8",
    )
    (folder / "logo.png").write_bytes(png(3, 1) + b"\0" * 5_000_000)

    assert (
        "RV330 Het bestand logo.png is groter dan 5 MB" in run("validate", "--weergave", "kort").out
    )


def test_a_logo_that_a_base_leaves_no_room_for_is_told(minimal: Path, run: Run) -> None:
    folder = minimal / "templates" / "huisstijlen" / "eigen"
    folder.mkdir(parents=True)
    (folder / "huisstijl.yaml").write_text(
        "naam: Eigen\nbron: {soort: aanname, toelichting: verzonnen}\ngebaseerd_op: standaard\n"
        f'logo: {{bestand: logo.png, alt: {ALT}, breedte: "4"}}\nbasis: {{bestand: basis.docx}}\n',
        encoding="utf-8",
    )
    (folder / "logo.png").write_bytes(png(3, 1))
    (folder / "basis.docx").write_bytes(word_bases.content("logo PNG"))

    told = "RV324 Het logo van de huisstijl komt niet op de stukken"
    assert told in run("validate", "--weergave", "kort").out
    (folder / "basis.docx").write_bytes(word_bases.content("zonder kop en voet"))
    assert told not in run("validate", "--weergave", "kort").out


def test_an_inherited_logo_stands_beside_the_style_that_names_it(minimal: Path, run: Run) -> None:
    folder = minimal / "templates" / "huisstijlen"
    for name, base, more in (
        ("eigen", "standaard", f'logo: {{bestand: logo.png, alt: {ALT}, breedte: "4"}}\n'),
        ("afgeleid", "eigen", "logo: {alt: Logo van Aadorp}\n"),
    ):
        (folder / name).mkdir(parents=True)
        (folder / name / "huisstijl.yaml").write_text(
            "naam: Eigen\nbron: {soort: aanname, toelichting: verzonnen}\n"
            f"gebaseerd_op: {base}\n{more}",
            encoding="utf-8",
        )
    (folder / "eigen" / "logo.png").write_bytes(png(3, 1))
    councils = minimal / "data" / "municipalities.yaml"
    text = councils.read_text(encoding="utf-8")
    councils.write_text(text.replace("huisstijl: standaard", "huisstijl: afgeleid", 1))

    assert run("generate").code == 0
    word = Word.read((minimal / "uitvoer" / "aadorp" / "raadsvoorstel.docx").read_bytes())
    assert word.parts["word/media/logo.png"] == png(3, 1)
    assert [one.get("descr") for one in header(word).iter("{*}docPr")] == ["Logo van Aadorp"]


ACTIVE = (
    "<script>x()</script>",
    "<foreignObject/>",
    '<g onclick="x()"/>',
    '<image href="https://example.org/a.png"/>',
    '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="a.png"/>',
    '<image href="data:text/html;base64,AA=="/>',
    '<a href="javascript:x()"/>',
    '<style>@import "a.css";</style>',
    "<style>path {fill: url(https://example.org/a)}</style>",
    '<path style="fill: u\\72l(https://example.org/a)"/>',
    "<path fill=\"url( 'a.svg#b' )\"/>",
    '<set attributeName="href" to="javascript:x()"/>',
    "<?xml-stylesheet href='a.css'?>",
)
PASSIVE = (
    '<use href="#a"/>',
    '<path fill="url(#a)" style="stroke: url(\'#b\')"/>',
    '<image href="data:image/png;base64,AA=="/>',
    "<style>path {fill: red}</style><!-- gemaakt met Inkscape -->",
    '<text font-family="Arial">onder ons</text>',
)


def drawing(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


@pytest.mark.parametrize("inside", ACTIVE)
def test_a_drawing_that_runs_or_fetches_is_refused(inside: str) -> None:
    with pytest.raises(UnusableFileError, match="script of haalt iets"):
        refuse_svg(drawing(inside))


@pytest.mark.parametrize("inside", PASSIVE)
def test_a_drawing_that_holds_all_is_fine(inside: str) -> None:
    refuse_svg(drawing(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg>' + drawing("").decode()).encode(
            "utf-16"
        ),
        drawing("")[:-3],
    ],
)
def test_what_is_no_plain_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableFileError, match="geen gewone SVG"):
        refuse_svg(data)


def test_a_stylesheet_before_the_drawing_is_refused() -> None:
    with pytest.raises(UnusableFileError, match="script of haalt iets"):
        refuse_svg(b"<?xml-stylesheet href='a.css'?>" + drawing(""))


@pytest.mark.parametrize("size", range(0, len(JPEG) - 1, 7))
def test_a_picture_that_is_cut_off_is_refused(size: int) -> None:
    with pytest.raises(UnusableFileError):
        refuse_picture(JPEG[:size], logo())


@pytest.mark.parametrize("size", range(0, len(png(3, 1)) - 4, 5))
def test_a_png_that_is_cut_off_is_refused(size: int) -> None:
    with pytest.raises(UnusableFileError):
        refuse_picture(png(3, 1)[:size], logo())
