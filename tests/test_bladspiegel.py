"""The estimate of page 1: by itself, in a run, and against the pages of LibreOffice."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from msgspec.structs import replace as changed

from raadsvoorstel import paging
from raadsvoorstel.document import Block, Document, Heading, Paper, Section, Table, Text
from raadsvoorstel.housestyle import HouseStyle, Logo, LogoFiles, StyleFiles, Uiterlijk
from raadsvoorstel.values import Regel
from tests import proefstuk
from tests.conftest import ROOT, Run, compose, shipped_case
from tests.test_paginas import CM, Sample, bodies, read, render, sample

LOOKS = {
    "heemstede": {},
    "groot": {"grootte": "10,5", "regelafstand": "1"},
    "arial": {"lettertype": "Arial"},
    "times": {"lettertype": "Times New Roman", "grootte": "11", "regelafstand": "1"},
    "verdana, tabel": {"lettertype": "Verdana", "grootte": "9"},
    "onbekend": {"lettertype": "Een eigen letter"},
}
FULL = (0.85, 0.9, 0.93, 0.96, 0.98, 1.0, 1.02, 1.04, 1.06, 1.1, 1.12)
"""How full page 1 is by the estimate, in the papers that LibreOffice lays out."""
PIECE = "De raad stelt de visie vast en vraagt het college om ieder jaar verslag te doen. "
TABLE = Table(
    ((Text("Kenmerk"),), (Text("Gegeven"),)),
    (
        ((Text("Onderwerp"),), (Text(PIECE * 2),)),
        ((Text("Raadsvergadering"),), (Text("17 december 2020"),)),
        ((Text("Portefeuillehouder"),), (Text("A. de Vries"),)),
    ),
)


def png(width: int, height: int) -> bytes:
    """A picture of which no more is there than its size."""
    size = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", size), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@cache
def heemstede() -> tuple[Paper, HouseStyle]:
    case = shipped_case()
    return compose(case, "heemstede", "raadsvoorstel"), case.style("heemstede")


def looking(name: str) -> HouseStyle:
    _, style = heemstede()
    changes = {field: Regel(value) for field, value in LOOKS[name].items()}
    return changed(style, uiterlijk=changed(style.uiterlijk, **changes))


def longer(words: int, *, table: bool = False) -> Paper:
    """Heemstede's proposal with a summary of so many words, and perhaps a table above it."""
    paper, _ = heemstede()
    text = (PIECE * (words // 15 + 1)).split()[:words]
    title, *rest = (_summed(one, " ".join(text)) for one in paper.document.blocks)
    blocks = (title, *((TABLE,) if table else ()), *rest)
    return replace(paper, document=replace(paper.document, blocks=blocks))


def _summed(block: Block, text: str) -> Block:
    if isinstance(block, Section) and block.slot == "samenvatting":
        return replace(block, blocks=(block.blocks[0], proefstuk.line(text)))
    return block


def fullness(paper: Paper, style: HouseStyle) -> float:
    """The height of page 1 as a part of the room for it."""
    blocks = paper.document.blocks
    (index,) = (
        number
        for number, one in enumerate(blocks)
        if isinstance(one, Section) and one.slot == "aanleiding"
    )
    return paging.height(blocks[:index], style.uiterlijk) / paging.room(paper, style)


# -- by itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOOKS)
def test_more_text_is_higher(name: str) -> None:
    style = looking(name)
    heights = [fullness(longer(words), style) for words in range(0, 600, 50)]
    assert heights == sorted(heights)
    assert heights[-1] > heights[0] + 0.2


def test_a_line_is_as_high_as_its_font_asks() -> None:
    look = Uiterlijk(lettertype=Regel("Calibri"), grootte=Regel("10"), regelafstand=Regel("1"))
    one, more = (paging.height((proefstuk.line(text),), look) for text in ("a", "a " * 300))
    assert one == pytest.approx(10 * 1.22)
    assert more / one == pytest.approx(6, abs=1)


def test_of_two_spaces_that_meet_the_larger_counts() -> None:
    look = Uiterlijk()
    line, heading = proefstuk.line("a"), Heading(2, (Text("b"),))
    apart = paging.height((line,), look) + paging.height((heading,), look)
    assert paging.height((line, heading), look) == pytest.approx(apart)  # 12 points, once
    assert paging.height((heading, line), look) == pytest.approx(apart + 3)


def test_a_header_that_outgrows_its_margin_takes_room() -> None:
    paper, style = heemstede()
    high = replace(paper, header=((Text("kop"),),) * 12)
    assert paging.room(high, style) < paging.room(paper, style) - 50


def test_a_logo_takes_the_height_of_its_picture() -> None:
    paper, style = heemstede()
    logo = Logo(bestand=Regel("logo.png"), alt=Regel("Logo"), breedte=Regel("4"))
    files = StyleFiles(LogoFiles(png(300, 200)))
    low, high = (
        paging.room(paper, changed(style, logo=changed(logo, breedte=Regel(width))), files)
        for width in ("4", "7")
    )
    assert low - high == pytest.approx((7 - 4) * 200 / 300 * CM)


def test_nothing_is_said_of_a_base_document_of_ones_own() -> None:
    _, style = heemstede()
    assert paging.overflow(longer(450), style) is not None
    assert paging.overflow(longer(450), style, StyleFiles(basis=b"")) is None


@pytest.mark.parametrize("name", LOOKS)
def test_it_speaks_up_where_the_page_is_clearly_too_full(name: str) -> None:
    style = looking(name)
    doubt = paging.sure(style.uiterlijk)
    for words in range(0, 1200, 40):
        paper = longer(words)
        full = fullness(paper, style)
        assert (paging.overflow(paper, style) is not None) == (1 + doubt < full < 2)


def test_the_number_of_lines_is_what_stands_too_much() -> None:
    _, style = heemstede()
    ten = (proefstuk.line(""),) * 10
    found = paging.overflow(longer(450), style)
    assert found is not None
    assert found.section == "aanleiding"
    paper = longer(450)
    more = replace(paper, document=Document((*ten, *paper.document.blocks)))
    more_found = paging.overflow(more, style)
    assert more_found is not None
    assert more_found.lines - found.lines == pytest.approx(10 * (12.81 + 6) / 12.81, abs=1)


@pytest.mark.parametrize("pages", [(), ("er-is-geen",), ("onderwerp",)])
def test_without_a_page_that_must_end_it_is_silent(pages: tuple[str, ...]) -> None:
    _, style = heemstede()
    look = changed(style.uiterlijk, nieuwe_pagina_voor=pages)
    assert paging.overflow(longer(600), changed(style, uiterlijk=look)) is None


# -- in a run ----------------------------------------------------------------------------------


def _fill(project: Path, sentences: int) -> None:
    path = project / "data" / "municipalities.yaml"
    text = path.read_text(encoding="utf-8")
    own = f'      teksten: {{samenvatting: {{vervang: "{PIECE * sentences}"}}}}\n'
    path.write_text(
        text.replace("standaard", "heemstede").replace(
            "      behandeling", own + "      behandeling"
        ),
        encoding="utf-8",
    )


def test_a_run_says_which_paper_runs_over(minimal: Path, run: Run) -> None:
    _fill(minimal, 60)
    result = run("validate", "--weergave", "kort")
    (line,) = (one for one in result.out.splitlines() if "RV504" in one)
    assert line.startswith("(ingebouwd)/templates/huisstijlen/heemstede/huisstijl.yaml:")
    assert (
        ": waarschuwing RV504 Aadorp, raadsvoorstel: pagina 1 loopt waarschijnlijk over, met "
        in line
    )
    assert "daarna begint 'aanleiding' op een nieuwe pagina" in line
    assert result.code == 0
    assert run("validate", "--strikt").code == 1
    made = run("generate")
    assert "RV504" in made.out
    assert (minimal / "uitvoer" / "aadorp" / "raadsvoorstel.docx").is_file()


def test_a_run_is_silent_where_it_fits(minimal: Path, run: Run) -> None:
    _fill(minimal, 5)
    assert "RV504" not in run("validate", "--weergave", "kort").out
    assert "RV504" not in run("validate", "--map", str(ROOT), "--weergave", "kort").out


# -- against the pages of LibreOffice ----------------------------------------------------------


def _at(style: HouseStyle, full: float, *, table: bool) -> Paper:
    """The first paper that is as full as this."""
    papers = (longer(words, table=table) for words in range(0, 3000, 4))
    return next(paper for paper in papers if fullness(paper, style) >= full)


def series() -> Iterator[tuple[str, float, Sample]]:
    for name in LOOKS:
        style = looking(name)
        for full in FULL:
            paper = _at(style, full, table="tabel" in name)
            yield name, full, sample(paper, style)


def test_the_estimate_holds_on_paper(tmp_path: Path) -> None:
    """Where it speaks up the page is too full; where a page is too full it is not far from it."""
    found = {f"{name} {full:.2f}": one for name, full, one in series()}
    render(found, tmp_path / "reeks")
    wrong, runs_over = [], 0
    for name, one in found.items():
        second = bodies(one, read(tmp_path / "reeks" / f"{name}.pdf"))[1]
        fits = second[0].text == "AANLEIDING"
        style = looking(name.rpartition(" ")[0])
        full, doubt = fullness(one.paper, style), paging.sure(one.look)
        runs_over += not fits
        says = paging.overflow(one.paper, style) is not None
        if (says and fits) or (not fits and full < 1 - doubt):
            wrong.append((name, full, fits, says))
    assert not wrong
    assert 15 < runs_over < len(found) - 15
