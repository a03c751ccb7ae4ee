"""Pictures of the papers, as LibreOffice shows the Word files; they need tools outside Python.

`genereer.py` calls the functions: `afbeelding` for the README, `contactblad` for all papers on one
sheet, `blindproef` for that sheet shuffled, with the names made unreadable.
"""

# ruff: noqa: INP001 - a script beside its pages

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import SystemRandom

from lxml import etree

from raadsvoorstel import checking, pipeline, project
from raadsvoorstel.document import Blank
from raadsvoorstel.loading import Case
from raadsvoorstel.verdict import Asked

DOCS = Path(__file__).parent
PICTURES = DOCS / "afbeeldingen"
PICTURED = ("heemstede", "bloemendaal")
_SHARP, _SMALL = 70, 54
"""Dots per inch: a page to read, and a page on the sheet."""
_COLUMNS = 4
_TOOLS = {
    "soffice": "LibreOffice",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "montage": "ImageMagick",
    "mogrify": "ImageMagick",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper made into a PDF; `council` is the id, `label` what stands below its picture."""

    council: str
    kind: str
    label: str
    pdf: Path


def readme() -> None:
    """Page 1 of the raadsvoorstel of two councils."""
    _require("soffice", "pdftoppm")
    with tempfile.TemporaryDirectory() as folder:
        pictured = Asked(project.DEFAULT_DOSSIER, PICTURED, ("raadsvoorstel",), ("docx",))
        for one in _sheets(Path(folder), pictured):
            _picture(one.pdf, PICTURES / f"{one.council}.png", _SHARP)


def contact_sheet() -> None:
    """Page 1 of every paper of every council on one sheet: do the house styles differ?"""
    _require("soffice", "pdftoppm", "montage", "mogrify")
    with tempfile.TemporaryDirectory() as folder:
        sheets = _sheets(Path(folder), Asked(project.DEFAULT_DOSSIER, formats=("docx",)))
        pages = [
            (one.label, _picture(one.pdf, one.pdf.with_suffix(".png"), _SMALL)) for one in sheets
        ]
        _montage(pages, PICTURES / "contactblad.png")


def blind_test() -> None:
    """The sheet in a random order with the names blurred, and apart from it the key."""
    _require(*_TOOLS)
    folder = Path(tempfile.mkdtemp(prefix="blindproef-"))
    wanted = Asked(project.DEFAULT_DOSSIER, formats=("docx",))
    sheets = _sheets(folder / "stukken", wanted)
    secret = _names(_case(wanted))
    SystemRandom().shuffle(sheets)
    pages = [
        (str(number), _blurred(one, secret, folder / f"{number}.png"))
        for number, one in enumerate(sheets, 1)
    ]
    _montage(pages, folder / "blindproef.png")
    key = "".join(f"{number} {one.label}\n" for number, one in enumerate(sheets, 1))
    (folder / "sleutel.txt").write_text(key, encoding="utf-8")
    sys.stdout.write(f"De bladen staan in {folder}; kijk pas na het paren in sleutel.txt.\n")


def _require(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        named = ", ".join(f"{tool} (uit {_TOOLS[tool]})" for tool in missing)
        raise SystemExit(f"Op deze computer ontbreekt {named}. Installeer dat en probeer opnieuw.")


# -- papers ------------------------------------------------------------------------------------


def _case(wanted: Asked) -> Case:
    here = project.find(DOCS.parent)
    case = checking.check(here, project.DEFAULT_DOSSIER, only=wanted).loaded.case
    if case is None:
        raise SystemExit("Er zijn geen stukken: `raadsvoorstel validate` zegt wat er mis is.")
    return case


def _sheets(folder: Path, wanted: Asked) -> list[Sheet]:
    """The wanted papers as PDF, council by council, the proposal first."""
    names = _case(wanted).names
    here = project.find(DOCS.parent)
    made = pipeline.generate(here, wanted, folder)
    sheets = []
    for outcome in made.outcomes:
        council, kind = outcome.file.about["gemeente"], outcome.file.about["stuk"]
        word = (folder / outcome.file.path).rename(folder / f"{council}-{kind}.docx")
        sheets.append(Sheet(council, kind, f"{names[council]}: {kind}", word.with_suffix(".pdf")))
    _to_pdf(folder, [one.pdf.with_suffix(".docx") for one in sheets])
    order = list(names)
    return sorted(sheets, key=lambda one: (order.index(one.council), one.kind != "raadsvoorstel"))


def _to_pdf(folder: Path, words: Iterable[Path]) -> None:
    office = ["soffice", f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless"]
    _done([*office, "--convert-to", "pdf", "--outdir", str(folder), *map(str, words)])


# -- pictures ----------------------------------------------------------------------------------


def _picture(pdf: Path, target: Path, dots: int) -> Path:
    target.parent.mkdir(exist_ok=True)
    command = ["pdftoppm", "-png", "-r", str(dots), "-f", "1", "-l", "1", "-singlefile"]
    _done([*command, str(pdf), str(target.with_suffix(""))])
    return target


def _montage(pages: Iterable[tuple[str, Path]], target: Path) -> None:
    """One picture of all pages; without its date, so that the same pages give the same bytes."""
    labelled = [word for label, page in pages for word in ("-label", label, str(page))]
    frame = ["-tile", f"{_COLUMNS}x", "-geometry", "+8+8", "-background", "#D0D0D0"]
    _done(["montage", *labelled, *frame, "-pointsize", "14", str(target)])
    small = ["+dither", "-colors", "255", "-depth", "8", "-define", "png:compression-level=9"]
    dateless = ["-strip", "-define", "png:exclude-chunks=date,time"]
    _done(["mogrify", *small, "-define", "png:compression-filter=0", *dateless, str(target)])


def _done(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


# -- blurring ----------------------------------------------------------------------------------


def _names(case: Case) -> frozenset[str]:
    """The words by which a paper could be known without its look: of councils and persons."""
    persons = [one.naam for council in case.municipalities.values() for one in council.ambtsdragers]
    for council in case.participants:
        holders = case.local(council).portefeuillehouders
        persons += [] if isinstance(holders, Blank) else [one.naam for one in holders]
    return frozenset(
        word.casefold()
        for name in (*case.known.values(), *case.names.values(), *persons)
        for word in re.findall(r"\w{3,}", name)
    )


def _blurred(one: Sheet, secret: frozenset[str], target: Path) -> Path:
    _picture(one.pdf, target, _SHARP)
    regions = [word for box in _boxes(one.pdf, secret) for word in ("-region", box, "-blur", "0x6")]
    _done(["mogrify", *regions, str(target)])
    return target


def _boxes(pdf: Path, secret: frozenset[str]) -> Iterator[str]:
    """Where the secret words stand on page 1, in dots."""
    command = ["pdftotext", "-bbox", "-f", "1", "-l", "1", str(pdf), "-"]
    scale = _SHARP / 72
    for word in etree.fromstring(_done(command)).iter("{*}word"):
        if secret.isdisjoint(re.findall(r"\w+", (word.text or "").casefold())):
            continue
        left, top, right, bottom = (
            round(float(word.get(side, "0")) * scale) for side in ("xMin", "yMin", "xMax", "yMax")
        )
        yield f"{right - left + 4}x{bottom - top + 2}+{left - 2}+{top - 1}"
