"""Files of anybody, read as passages: the same words, parts and places in every form of a file."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.inspecting import inspect
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.papers import composed, files, plain
from raadsvoorstel.papers.reading import OPAQUE, Kind, Reading
from raadsvoorstel.word.opening import UnreadableError
from raadsvoorstel.writers import docx, markdown
from tests import word_bases
from tests.audit.goed import GOOD, r, zipped
from tests.audit.veranderingen import at_end, para
from tests.conftest import ROOT, STRESS, Run, compose, shipped_case

COUNCILS = ("bloemendaal", "heemstede", "velsen")
STRESS_INPUTS = 2000
SECONDS = 5.0


@cache
def ours(council: str) -> Reading:
    paper = compose(shipped_case(), council, "raadsvoorstel")
    return composed.reading(paper, council, "raadsvoorstel", Location("sjabloon"))


@cache
def as_file(council: str, suffix: str) -> Reading:
    case = shipped_case()
    paper, style = compose(case, council, "raadsvoorstel"), case.style(council)
    content = (docx if suffix == ".docx" else markdown).write(paper, style)
    return files.read_paper(content, f"stuk{suffix}", suffix).reading


def texts(reading: Reading, *kinds: Kind) -> list[str]:
    return [" ".join(one.text.replace(OPAQUE, "").split()) for one in reading.of(*kinds)]


# -- our own papers ----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".md"])
@pytest.mark.parametrize("council", COUNCILS)
def test_a_file_of_ours_is_read_as_it_was_composed(council: str, suffix: str) -> None:
    expected, found = ours(council), as_file(council, suffix)

    assert texts(expected, Kind.HEADING)
    assert texts(found, Kind.HEADING) == texts(expected, Kind.HEADING)
    clauses = {text.rstrip(".;") for text in texts(expected, Kind.CLAUSE)}
    assert clauses
    assert clauses <= {text.rstrip(".;") for text in texts(found, Kind.CLAUSE, Kind.ITEM)}
    sentences = [text for text in texts(expected, Kind.TEXT) if text]
    everything = "\n".join(texts(found, *Kind))
    assert [text for text in sentences if text not in everything] == []


def test_every_passage_of_ours_points_to_a_file_that_holds_its_words() -> None:
    """The first letters of a passage stand on the line where the finding would point."""
    checked = 0
    for passage in ours("heemstede").of(Kind.TEXT, Kind.ITEM):
        at = passage.at(0)
        path = ROOT / at.file
        if path.suffix != ".yaml" or "{{" in path.read_text().splitlines()[at.line - 1]:
            continue
        line = path.read_text(encoding="utf-8").splitlines()[at.line - 1]
        checked += passage.text[:12] in line
    assert checked > 10


def test_a_blank_is_no_word_in_any_form() -> None:
    for reading in (ours("heemstede"), as_file("heemstede", ".docx"), as_file("heemstede", ".md")):
        everything = "".join(one.text for one in reading.passages)
        assert OPAQUE in everything
        assert "in te vullen" not in everything


# -- plain text --------------------------------------------------------------------------------

WRAPPED = """Onderwerp
De raad krijgt een plan voorgelegd over water in de straat, in de tuin
en in de sloot. Het plan is af.
Voorgesteld besluit:

De raad van de gemeente Voorbeeld;

gelezen het voorstel van burgemeester en wethouders van 6 mei 2025;

besluit:

1. het plan vast te stellen;
2. het krediet beschikbaar te stellen.

De raad voornoemd,

de griffier,          de voorzitter,
"""


def test_wrapped_lines_are_one_passage_and_each_letter_keeps_its_place() -> None:
    reading = files.read_paper(WRAPPED.encode(), "a.txt", ".txt").reading

    kinds = [(one.kind, one.number, one.text[:12]) for one in reading.passages]
    assert kinds == [
        (Kind.HEADING, "", "Onderwerp"),
        (Kind.TEXT, "", "De raad krij"),
        (Kind.HEADING, "", "Voorgesteld "),
        (Kind.FORMULA, "", "De raad van "),
        (Kind.FORMULA, "", "gelezen het "),
        (Kind.FORMULA, "", "besluit:"),
        (Kind.CLAUSE, "1.", "het plan vas"),
        (Kind.CLAUSE, "2.", "het krediet "),
        (Kind.SIGNATURE, "", "De raad voor"),
        (Kind.SIGNATURE, "", "de griffier,"),
    ]
    text = reading.passages[1]
    assert text.text.endswith("in de tuin en in de sloot. Het plan is af.")
    assert text.at(text.text.index("sloot")) == Location("a.txt", 3, 10)
    assert reading.passages[7].at(4) == Location("a.txt", 13, 8)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Financiën".encode(), "Financiën"),
        ("Financiën".encode("utf-8-sig"), "Financiën"),
        ("Financiën".encode("cp1252"), "Financiën"),
        ("Financiën".encode("utf-16"), "Financiën"),
        (b"Kop\r\n\r\nTekst", "Kop\r\n\r\nTekst"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(content: bytes, text: str) -> None:
    assert plain.decoded(content) == text


def test_a_new_page_starts_a_passage_and_no_line() -> None:
    text = f"{'Een lange regel tekst die is afgebroken ' * 2}\n\fKop van de pagina\nTekst.\n"

    found = files.read_paper(text.encode(), "a.txt", ".txt").reading.passages

    assert [(one.text[:12], one.at(0).line, one.at(0).column) for one in found[1:]] == [
        ("Kop van de p", 2, 2),
        ("Tekst.", 3, 1),
    ]


def test_marks_of_markdown_are_taken_off_and_letters_keep_their_place() -> None:
    text = "# Titel\n\nHet **hele** plan van \\[2020\\], en *niet* minder.\n\n| Jaar | Bedrag |\n"
    reading = files.read_paper(text.encode(), "a.md", ".md").reading

    assert [one.text for one in reading.passages] == [
        "Titel",
        "Het hele plan van [2020], en niet minder.",
        "Jaar",
        "Bedrag",
    ]
    sentence = reading.passages[1]
    line = text.splitlines()[2]
    for word in ("hele", "plan", "2020", "niet", "minder"):
        at = sentence.at(sentence.text.index(word))
        assert line[at.column - 1 :].startswith(word)


@pytest.mark.parametrize(
    ("row", "cells"),
    [("| a \\| b | c |", ["a | b", "c"]), ("|a|b\\\\|c|", ["a", "b\\", "c"])],
)
def test_a_bar_behind_a_backslash_parts_no_cells(row: str, cells: list[str]) -> None:
    found = files.read_paper(f"{row}\n".encode(), "a.md", ".md").reading.passages

    assert [one.text for one in found] == cells
    assert row[found[-1].at(0).column - 1 :].startswith(cells[-1][0])


@given(st.text(alphabet="ab *_\\#|[](){}\n.-1", max_size=200))
def test_each_letter_of_any_markdown_comes_from_its_place(text: str) -> None:
    lines = text.split("\n")
    for passage in files.read_paper(text.encode(), "a.md", ".md").reading.passages:
        for offset, letter in enumerate(passage.text):
            at = passage.at(offset)
            if letter != " ":
                assert lines[at.line - 1][at.column - 1] == letter


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_each_letter_of_an_endless_line_comes_from_its_place(suffix: str) -> None:
    text = " ".join(map(str, range(10_000)))
    found = files.read_paper(text.encode(), f"a{suffix}", suffix).reading.passages

    assert len(found) == 3
    for passage in found:
        for offset in (0, 1000):
            start = passage.at(offset).column - 1
            assert text[start : start + 40] == passage.text[offset : offset + 40]


@pytest.mark.parametrize("marks", ["**a ", "**a** ", "\\* ", "*a ", "_a_ ", "| "])
def test_a_text_full_of_marks_is_read_in_time(marks: str) -> None:
    start = time.process_time()
    files.read_paper((marks * 20_000).encode(), "a.md", ".md")

    assert time.process_time() - start < SECONDS


# -- Word --------------------------------------------------------------------------------------


def test_a_tracked_change_is_read_as_it_will_be() -> None:
    changed = para(
        r("Het plan is "), "<w:del>", r("slecht"), "</w:del><w:ins>", r("goed"), "</w:ins>"
    )
    content = zipped(at_end(changed)(GOOD))

    read = [one.text for one in files.read_paper(content, "a.docx", ".docx").reading.passages]

    assert "Het plan is goed" in read


# -- whatever else -----------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF", b"\0\1\2", b"PK\3\4 kapot"])
def test_a_broken_file_gets_one_sentence(content: bytes) -> None:
    with pytest.raises((UnreadableError, OutsideError)) as error:
        files.read_paper(content, "a", ".txt")
    assert error.value.args[0]


def test_the_council_of_a_file_is_recognised(tmp_path: Path) -> None:
    case = shipped_case()
    for council in COUNCILS:
        path = tmp_path / f"{council}.md"
        paper = compose(case, council, "raadsvoorstel")
        path.write_bytes(markdown.write(paper, case.style(council)))
        from raadsvoorstel.inspecting import _recognised

        assert _recognised(files.paper_file(path).reading, case).gemeente == council
        assert inspect([path], case)[0].file.endswith(f"{council}.md")


def test_a_file_that_is_no_pdf_gets_our_words_alone(
    tmp_path: Path, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"geen pdf")

    result = run("check", str(path), "--weergave", "kort")

    assert (result.code, result.out.count("RV600"), caplog.messages) == (1, 1, [])
    assert "header" not in result.err


PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 33>> stream
BT /F 12 Tf 9 9 Td (Tekst) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R /Size 6>>
startxref
0
%%EOF"""


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def packed() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(PDF))
    writer.pages[0].compress_content_streams()
    return written(writer)


def encrypted() -> bytes:
    """With the key of RC4, which pypdf has, and marks that say AES, which it has not."""
    writer = PdfWriter(clone_from=io.BytesIO(PDF))
    writer.encrypt("", "geheim", algorithm="RC4-128")
    aes = b"/CF <</A <</CFM /AESV2 /Length 16>>>> /StmF /A /StrF /A /V 4"
    return written(writer).replace(b"/V 2", aes).replace(b"/R 3", b"/R 4")


@pytest.mark.parametrize("content", [PDF, packed()], ids=["open", "ingepakt"])
def test_the_words_of_a_pdf_are_read(content: bytes) -> None:
    (passage,) = files.read_paper(content, "a.pdf", ".pdf").reading.passages

    assert passage.text == "Tekst"


@pytest.mark.parametrize(
    "content",
    [encrypted(), packed().replace(b"/FlateDecode", b"/Onbekend")],
    ids=["versleuteld", "onbekend ingepakt"],
)
def test_a_pdf_that_can_not_be_opened_gets_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="beschadigd of versleuteld"):
        files.read_paper(content, "a.pdf", ".pdf")


@pytest.mark.parametrize("name", ["stuk.yaml", "stuk.html", "stuk"])
def test_another_kind_of_file_is_not_taken_for_a_paper(name: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / name
    path.write_text("titel: Een plan\n", encoding="utf-8")

    result = run("check", str(path), "--weergave", "volledig")

    assert (result.code, result.out.count("RV600")) == (1, 1)
    assert "Noem een bestand op .docx, .docm, .dotx, .dotm, .md, .txt, .pdf" in result.out


def test_a_word_file_is_known_by_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "stuk.zonder"
    path.write_bytes(zipped(GOOD))

    assert files.paper_file(path).reading.passages


@pytest.mark.parametrize("content", [b"", b" \n\n\t\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_file_without_a_word_is_no_paper_without_faults(
    suffix: str, content: bytes, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / f"leeg{suffix}"
    path.write_bytes(content)

    result = run("check", str(path), "--weergave", "kort")

    assert result.code == 1
    assert "RV600 In het bestand staat geen tekst" in result.out


@cache
def good_files() -> tuple[tuple[str, bytes], ...]:
    case = shipped_case()
    paper, style = compose(case, "heemstede", "raadsvoorstel"), case.style("heemstede")
    text = markdown.write(paper, style)
    return (
        (".docx", docx.write(paper, style)),
        (".md", text),
        (".txt", text),
        (".txt", text.decode().encode("utf-16")),
        (".docx", word_bases.content("wijzigingen")),
        (".docx", word_bases.content("opmerkingen")),
    )


def damaged(seed: int) -> tuple[str, bytes]:
    """A good file after one to three random injuries."""
    chance = random.Random(seed)  # noqa: S311 - a seed, no secret
    suffix, content = chance.choice(good_files())
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(INJURIES)(chance, content)
    return chance.choice((suffix, suffix, ".txt", ".docx", ".md", ".pdf")), content


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _noise(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(1, 40)) + content[at:]


def _flip(chance: random.Random, content: bytes) -> bytes:
    letters = bytearray(content)
    for _ in range(min(len(letters), 20)):
        letters[chance.randrange(len(letters))] = chance.randrange(256)
    return bytes(letters)


def _repeat(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    piece = content[at : at + chance.randint(1, 30)]
    return content[:at] + piece * chance.randint(1, 20_000) + content[at:]


def _one_line(_: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", b" ") * 3


def _inner(chance: random.Random, content: bytes) -> bytes:
    """An injury inside a part of a Word file, with the zip around it whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return content
    buffer = io.BytesIO()
    victim = chance.choice(sorted(parts)) if parts else ""
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            hurt = chance.choice((_cut, _noise, _flip)) if name == victim else None
            archive.writestr(name, hurt(chance, part) if hurt else part)
    return buffer.getvalue()


INJURIES = (_cut, _noise, _flip, _repeat, _one_line, _inner, _inner, _inner)


@pytest.mark.parametrize("batch", range(4))
def test_no_file_makes_it_stumble_or_wait(batch: int, tmp_path: Path, run: Run) -> None:
    """A seeded tenth in every run; `RV_STRESS=1` takes all two thousand."""
    total = STRESS_INPUTS if STRESS else STRESS_INPUTS // 10
    for seed in range(batch * total // 4, (batch + 1) * total // 4):
        suffix, content = damaged(seed)
        path = tmp_path / f"stuk{seed}{suffix}"
        path.write_bytes(content)
        start = time.process_time()
        result = run("check", str(path), "--weergave", "kort")
        assert time.process_time() - start < SECONDS, (seed, suffix, len(content))
        assert result.code in {0, 1}, (seed, result.err)
        assert "Traceback" not in result.err


@pytest.mark.parametrize("name", word_bases.REFUSED)
def test_a_hostile_file_is_refused_or_read_in_time(name: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "stuk.docx"
    path.write_bytes(word_bases.content(name))
    start = time.process_time()
    result = run("check", str(path), "--weergave", "kort")
    assert time.process_time() - start < SECONDS
    assert result.code in {0, 1}
