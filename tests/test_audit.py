"""`raadsvoorstel check`: each rule finds its own fault and no other; no file makes it stumble."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from raadsvoorstel.audit import RULES, audit, contrast
from raadsvoorstel.audit.contrast import Look, ratio
from raadsvoorstel.audit.styles import Worn
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.housestyle import NO_FILES
from raadsvoorstel.writers import FORMATS
from tests.audit.goed import GOOD, r, zipped
from tests.audit.veranderingen import (
    ALLOWED,
    CAUGHT,
    DOCUMENT,
    STYLES,
    Change,
    at_end,
    para,
    swap,
)
from tests.conftest import COUNCILS, KINDS, ROOT, Run, compose, shipped_case

CLEAN = f"geen bevindingen in {len(RULES)} controles"


def found(parts: dict[str, str]) -> tuple[Diagnostic, ...]:
    return audit(zipped(parts), "stuk.docx")


# -- the rules ---------------------------------------------------------------------------------


def test_the_good_file_gives_no_finding() -> None:
    assert found(GOOD) == ()


@pytest.mark.parametrize("change", CAUGHT, ids=lambda one: f"{one.code}-{one.name}")
def test_a_change_is_caught_by_its_own_rule_and_no_other(change: Change) -> None:
    assert found(GOOD) == ()

    findings = found(change.apply(GOOD))

    assert {one.code for one in findings} == {change.code}
    assert all(one.message and one.hint and one.where for one in findings)


@pytest.mark.parametrize("change", ALLOWED, ids=lambda one: one.name)
def test_what_is_allowed_is_not_caught(change: Change) -> None:
    assert found(change.apply(GOOD)) == ()


def test_every_rule_has_a_code_and_a_fixture() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) >= 22
    assert [code for code in codes if code not in {one.code for one in CAUGHT}] == []
    assert {"RV600", *codes} == {code for code in CODES if code.startswith("RV6")}


def test_the_names_of_the_fixtures_are_their_own() -> None:
    names = [(one.code, one.name) for one in (*CAUGHT, *ALLOWED)]
    assert len(set(names)) == len(names)


def test_a_finding_tells_the_section_and_the_paragraph() -> None:
    (one,) = found(swap(DOCUMENT, "de Jeugdwet", "hier")(GOOD))
    assert one.where == "alinea 15, onder “Juridisch kader”: “De grondslag is hier.”"
    assert (one.location.line, one.location.column) == (15, 1)


def test_findings_stand_in_the_order_of_the_text() -> None:
    parts = at_end("<w:p/><w:p/>")(swap(DOCUMENT, "<w:tblHeader/>", "")(GOOD))
    parts = swap("docProps/core.xml", "Raadsvoorstel Regiovisie", "")(parts)
    assert [one.code for one in found(parts)] == ["RV601", "RV618", "RV613"]


def test_contrast_is_that_of_wcag() -> None:
    assert ratio("000000", "FFFFFF") == pytest.approx(21)
    assert ratio("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert ratio("4F81BD", "FFFFFF") == pytest.approx(4.03, abs=0.01)


def test_a_look_that_styles_alone_decide_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Worn] = []
    look = contrast._Looks._look

    def told(looks: contrast._Looks, worn: Worn, ground: contrast._Ground) -> Look | None:
        asked.append(worn)
        return look(looks, worn, ground)

    monkeypatch.setattr(contrast._Looks, "_look", told)

    found(GOOD)
    once = len(asked)
    found(at_end(para(r("Tekst.")) * 50)(GOOD))

    assert 0 < len(asked) - once <= once + 1


def test_our_own_papers_give_no_finding() -> None:
    """Every paper of every council."""
    case, write = shipped_case(), FORMATS["docx"].load()
    papers = {
        (gemeente, kind): write(compose(case, gemeente, kind), case.style(gemeente), NO_FILES)
        for gemeente in case.participants
        for kind in case.project.kinds
    }
    assert len(papers) == len(COUNCILS) * len(KINDS)
    assert {key: findings for key, data in papers.items() if (findings := audit(data, ""))} == {}


def test_strict_open_xml_is_read_too() -> None:
    """Word can save with other names for the same things."""
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        .replace(
            "http://schemas.openxmlformats.org/drawingml/2006/",
            "http://purl.oclc.org/ooxml/drawingml/",
        )
        for name, text in GOOD.items()
    }
    assert found(strict) == ()
    assert [one.code for one in found(swap(DOCUMENT, "<w:tblHeader/>", "")(strict))] == ["RV618"]


def test_the_documentation_tells_what_a_clean_report_says() -> None:
    page = (ROOT / "docs" / "controles.md").read_text(encoding="utf-8")
    assert re.sub(r"\d+", "N", CLEAN) in page


# -- files that are no sound Word file ---------------------------------------------------------


def _with(part: str, data: bytes) -> bytes:
    """The good file with one part of any bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in GOOD.items():
            archive.writestr(name, data if name == part else text.encode())
        if part not in GOOD:
            archive.writestr(part, data)
    return buffer.getvalue()


def _flagged_as_encrypted() -> bytes:
    data = bytearray(zipped(GOOD))
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(start)
        data[place + at] |= 1
    return bytes(data)


def _with_wrong_sum() -> bytes:
    data = bytearray(zipped(GOOD))
    place = data.find(zlib.compress(GOOD[DOCUMENT].encode())[2:12])
    data[place + 400] ^= 0xFF
    return bytes(data)


def _many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.xml", b"")
    return buffer.getvalue()


def _lzma() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, text in GOOD.items():
            archive.writestr(name, text)
    return buffer.getvalue()


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    + GOOD[DOCUMENT].replace(" xmlns:o", ' x="&b;" xmlns:o').encode()
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
DEEP = GOOD[DOCUMENT].replace("<w:body>", "<w:body>" + "<w:sdt>" * 5000).encode()
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "leeg": (lambda: b"", "geen Word-bestand"),
    "tekst": (lambda: b"# Raadsvoorstel\n", "geen Word-bestand"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3", "geen Word-bestand"),
    "afgekapt": (lambda: zipped(GOOD)[:-300], "beschadigd"),
    "alleen-het-begin": (lambda: zipped(GOOD)[:60], "beschadigd"),
    "verkeerde-som": (_with_wrong_sum, "beschadigd"),
    "oud-word": (lambda: OLD_WORD, "oude versie"),
    "versleuteld": (lambda: OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "versleuteld"),
    "zip-met-wachtwoord": (_flagged_as_encrypted, "versleuteld"),
    "bom": (lambda: _with("word/media/image1.bmp", bytes(60_000_000)), "te groot"),
    "bom-in-het-stuk": (lambda: _with(DOCUMENT, b" " * 30_000_000), "te groot"),
    "te-veel-onderdelen": (_many_parts, "te veel onderdelen"),
    "vreemde-compressie": (_lzma, "beschadigd"),
    "doctype": (lambda: _with(DOCUMENT, LAUGHS), "DOCTYPE"),
    "doctype-in-stijlen": (lambda: _with(STYLES, OUTSIDE), "DOCTYPE"),
    "doctype-in-utf-16": (
        lambda: _with(STYLES, '<?xml version="1.0"?><!DOCTYPE x []><x/>'.encode("utf-16")),
        "DOCTYPE",
    ),
    "geen-xml": (lambda: _with(DOCUMENT, b"hallo"), "beschadigd"),
    "half-xml": (lambda: _with(STYLES, GOOD[STYLES][:500].encode()), "beschadigd"),
    "te-diep": (lambda: _with(DOCUMENT, DEEP), "beschadigd"),
    "lege-zip": (lambda: zipped({}), "geen Word-document"),
    "zip-van-iets-anders": (lambda: zipped({"foto.txt": "x"}), "geen Word-document"),
    "stuk-ontbreekt": (
        lambda: zipped({name: text for name, text in GOOD.items() if name != DOCUMENT}),
        "geen Word-document",
    ),
    "excel": (
        lambda: _with(DOCUMENT, b'<workbook xmlns="http://x"><sheets/></workbook>'),
        "geen Word-document",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_sound_word_file_gives_one_message(
    name: str, tmp_path: Path, run: Run
) -> None:
    make, words = HOSTILE[name]
    file = tmp_path / "stuk.docx"
    file.write_bytes(make())

    result = run("check", "--alleen", "RV6", str(file), "--weergave", "json")

    (finding,) = json.loads(result.out)
    assert finding["code"] == "RV600"
    assert words in finding["message"]
    assert result.code == 1


def test_a_huge_file_is_not_read(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "groot.docx"
    with file.open("wb") as stream:
        stream.truncate(300_000_000)
    result = run("check", "--alleen", "RV6", str(file), "--weergave", "kort")
    assert (result.code, result.out.count("RV600")) == (1, 1)
    assert "te groot (300 MB)" in result.out


def test_files_cut_off_anywhere_never_make_it_stumble() -> None:
    data = zipped(GOOD)
    for end in range(0, len(data), 37):
        assert {one.code for one in audit(data[:end], "")} == {"RV600"}


def test_parts_cut_off_anywhere_never_make_it_stumble() -> None:
    for part in GOOD:
        whole = GOOD[part].encode()
        for end in range(0, len(whole), 211):
            audit(_with(part, whole[:end]), "")


# -- the command -------------------------------------------------------------------------------


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "goed.docx"
    file.write_bytes(zipped(GOOD))
    return file


@pytest.fixture
def warned(good: Path) -> Path:
    """A file with one warning."""
    file = good.with_name("leeg.docx")
    file.write_bytes(zipped(at_end("<w:p/><w:p/>")(GOOD)))
    return file


@pytest.fixture
def wrong(good: Path) -> Path:
    """A file with one error."""
    file = good.with_name("fout.docx")
    file.write_bytes(zipped(swap(DOCUMENT, "<w:tblHeader/>", "")(GOOD)))
    return file


def test_a_clean_report_promises_nothing(good: Path, run: Run) -> None:
    result = run("check", "--alleen", "RV6", good.name)
    assert (result.code, result.out, result.err) == (0, "", f"{CLEAN}\n")
    assert not any(word in result.err for word in ("toegankelijk", "voldoet"))


def test_a_clean_report_in_json_is_an_empty_list(good: Path, run: Run) -> None:
    assert json.loads(run("check", "--alleen", "RV6", good.name, "--weergave", "json").out) == []


def test_an_error_fails_and_a_warning_only_when_strict(warned: Path, wrong: Path, run: Run) -> None:
    assert run("check", "--alleen", "RV6", wrong.name).code == 1
    assert run("check", "--alleen", "RV6", warned.name).code == 0
    assert run("check", "--alleen", "RV6", warned.name, "--strikt").code == 1


def test_several_files_each_get_a_line(good: Path, wrong: Path, run: Run) -> None:
    result = run("check", "--alleen", "RV6", good.name, wrong.name, "--weergave", "kort")
    assert result.err.splitlines() == [
        f"goed.docx: {CLEAN}",
        f"fout.docx: 1 fout, 0 waarschuwingen en 0 opmerkingen in {len(RULES)} controles",
    ]
    assert result.out == (
        "fout.docx:5:1: fout RV618 Tabel 1 heeft geen kopregel "
        "(alinea 5, onder “Financiën”: “Jaar”)\n"
    )


def test_the_full_view_tells_the_place_in_words(wrong: Path, run: Run) -> None:
    assert run("check", "--alleen", "RV6", wrong.name).out.splitlines()[:3] == [
        "fout[RV618]: Tabel 1 heeft geen kopregel",
        " --> fout.docx:5:1",
        "  = plaats: alinea 5, onder “Financiën”: “Jaar”",
    ]


def test_open_blanks_are_counted_beside_the_findings(tmp_path: Path, run: Run) -> None:
    """A paper full of blanks is not told to be without findings and no more."""
    paper = tmp_path / "stuk.txt"
    paper.write_text("Dit is [nog in te vullen: datum] en [nog in te vullen: naam].\n", "utf-8")
    assert "controles; nog in te vullen: 2\n" in run("check", str(paper)).err
    paper.write_text("Dit is ingevuld.\n", "utf-8")
    assert "nog in te vullen" not in run("check", str(paper)).err


def test_json_has_the_place_in_words(wrong: Path, run: Run) -> None:
    (finding,) = json.loads(run("check", "--alleen", "RV6", wrong.name, "--weergave", "json").out)
    assert finding["where"] == "alinea 5, onder “Financiën”: “Jaar”"
    assert (finding["file"], finding["line"], finding["column"]) == ("fout.docx", 5, 1)


@pytest.mark.parametrize(
    ("name", "words", "hint"),
    [
        ("weg.docx", "bestaat niet", "Controleer de naam, en de map waarin u staat"),
        ("goet.docx", "bestaat niet", "Bedoelde u 'goed.docx'?"),
        ("map.docx", "is een map", "Noem de bestanden erin, zoals map.docx/*.docx"),
        ("x" * 300, "is niet te lezen", "Controleer de naam en de rechten"),
    ],
)
def test_a_path_that_is_no_file_is_an_error_of_use(
    name: str, words: str, hint: str, good: Path, run: Run
) -> None:
    (good.parent / "map.docx").mkdir()
    result = run("check", "--alleen", "RV6", good.name, name)
    assert (result.code, result.out) == (2, "")
    assert f"'{name}' {words}" in result.err
    assert hint in result.err
    assert len(result.err.splitlines()) == 2
