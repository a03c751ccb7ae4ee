"""Bad input: a folder per mistake, laid over the small project, with the exact words it gets.

`weg.txt` in a case lists the files of the small project that it does without, and `hulp.txt` holds
the hints where they are more than a standing sentence. A folder in `goed/` holds input that looks
strange and is right: `verwacht.txt` then holds the lines that its papers show, and a name in
`samen/` stands for several mistakes in one run.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from raadsvoorstel import nodes, source
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.reporting import full
from raadsvoorstel.writers import FORMATS

from .conftest import PAPERS, Golden, Run, overlay
from .test_basis_meldingen import SHOWN
from .test_nederlands import english

CASES = Path(__file__).parent / "gevallen"
MISTAKES = sorted(CASES.glob("RV*"))
TOGETHER = sorted((CASES / "samen").iterdir())
ADVISED = sorted(path.parent for path in CASES.glob("RV*/hulp.txt"))
GOOD = sorted((CASES / "goed").iterdir())
COUNCILS = ("aadorp", "beedorp")
_A_BASE = "about a Word file, which code makes: see `test_basis_meldingen`"
COUNTED_ELSEWHERE = dict.fromkeys(SHOWN, _A_BASE) | {
    "RV210": "a blank is no mistake: see the other tests of `validate`"
}
SAME_WORDS = {"Het filter … bestaat niet", "`datum` hoort bij een datum"}
"""Said of a text and of a template."""
ERRORS = {code for code, meaning in CODES.items() if meaning.severity is Severity.ERROR}


def _name(case: Path) -> str:
    return case.name


def _lay(project: Path, case: Path) -> None:
    removed = case / "weg.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (project / name).unlink()
    overlay(project, case)
    full._lines.cache_clear()


def _codes(text: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: \w+ (RV\d{3}) ", text, re.MULTILINE)


def _without_blanks(text: str) -> str:
    return "".join(f"{line}\n" for line in text.splitlines() if " RV210 " not in line)


def test_there_are_cases() -> None:
    assert len(MISTAKES) > 150
    assert TOGETHER
    assert GOOD


@pytest.mark.parametrize("case", [*MISTAKES, *TOGETHER], ids=_name)
def test_a_mistake_gets_its_message(minimal: Path, case: Path, run: Run, golden: Golden) -> None:
    _lay(minimal, case)
    result = run("validate", "--weergave", "json")
    assert "Traceback" not in result.err
    found = [one for one in json.loads(result.out) if one["code"] != "RV210"]
    golden.check(case / "verwacht.txt", "".join(map(_short, found)))
    codes = {one["code"] for one in found}
    assert result.code == bool(ERRORS & codes)
    for one in found:
        _is_complete(one)
    if case.parent == CASES:
        assert codes == {case.name[:5]}, "a case shows one mistake"


def _short(one: dict[str, str], severity: str = "") -> str:
    words = " ".join(filter(None, (severity, one["code"], one["message"])))
    return f"{one['file']}:{one['line']}:{one['column']}: {words}\n"


def _is_complete(one: dict[str, Any]) -> None:
    assert list(one) == ["code", "severity", "file", "line", "column", "message", "hint"]
    assert [type(value) for value in one.values()] == [str, str, str, int, int, str, str]
    assert one["line"] > 0
    assert one["column"] > 0
    assert one["hint"]
    assert english(f"{one['message']} {one['hint']}") == set()
    assert one["message"][0].isupper() or not one["message"][0].isalpha()
    assert "\n" not in one["message"]


@pytest.mark.parametrize("case", ADVISED, ids=_name)
def test_a_hint_says_what_to_write(minimal: Path, case: Path, run: Run, golden: Golden) -> None:
    _lay(minimal, case)
    found = json.loads(run("validate", "--weergave", "json").out)
    hints = [f"{one['hint']}\n" for one in found if one["code"] == case.name[:5]]
    golden.check(case / "hulp.txt", "".join(hints))


def test_the_short_view_is_a_line_per_finding(minimal: Path, run: Run) -> None:
    _lay(minimal, CASES / "samen" / "alles-in-een-keer")
    found = json.loads(run("validate", "--weergave", "json").out)

    severity = {"info": "opmerking"}
    assert len(found) > 3
    assert run("validate", "--weergave", "kort").out == "".join(
        _short(one, severity.get(one["severity"], one["severity"])) for one in found
    )


@pytest.mark.parametrize("case", ["RV014-losse-accenten", "RV209-afwijking", "RV307-weekend"])
def test_a_warning_fails_under_strict_alone(minimal: Path, case: str, run: Run) -> None:
    _lay(minimal, CASES / case)
    assert run("validate").code == 0
    assert run("validate", "--strikt").code == 1


@pytest.mark.parametrize("case", [*MISTAKES, *TOGETHER], ids=_name)
def test_nothing_half_is_written(minimal: Path, case: Path, run: Run) -> None:
    _lay(minimal, case)
    result = run("generate")
    assert "Traceback" not in result.err
    written = {path for path in (minimal / "uitvoer").rglob("*") if path.is_file()}
    listed = minimal / "uitvoer" / "manifest.json"
    for folder in {path.parent for path in written - {listed, *(minimal / "uitvoer").glob(".*")}}:
        assert {path.name for path in folder.iterdir()} == PAPERS
    if written:
        names = json.loads(listed.read_text(encoding="utf-8"))["stukken"]
        assert set(names) == {
            path.relative_to(minimal / "uitvoer").as_posix()
            for path in written
            if path.suffix[1:] in FORMATS
        }
    assert result.code in {0, 1}


def test_every_code_up_to_4_has_a_case() -> None:
    shown = {case.name[:5] for case in MISTAKES}
    wanted = {code for code in CODES if code < "RV5"}
    assert wanted - shown == set(COUNTED_ELSEWHERE)


def test_different_mistakes_have_different_messages() -> None:
    first_words: dict[str, str] = {}
    for case in MISTAKES:
        for line in (case / "verwacht.txt").read_text(encoding="utf-8").splitlines():
            code, message = re.sub(r"^\S+ ", "", line).split(" ", 1)
            plain = re.sub(r"'.*?'|\(.*?\)|\d+", "…", message)
            assert first_words.setdefault(plain, code) == code or plain in SAME_WORDS, message


def test_the_spoilt_bytes_are_still_there() -> None:
    def data(case: str, name: str = "regiovisie") -> bytes:
        return (CASES / case / "data" / f"{name}.yaml").read_bytes()

    assert data("goed/bom").startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data("goed/windows-regeleinden")
    assert data("RV003-utf-16", "municipalities").startswith(b"\xff\xfe")
    assert b"\xf6" in data("RV003-windows-1252")
    assert "o\u0308".encode() in data("RV014-losse-accenten")
    assert "\u2028".encode() in data("RV004-vreemd-regeleinde")
    assert data("RV002-leeg-bestand") == b""


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_strange_but_right(minimal: Path, case: Path, run: Run) -> None:
    _lay(minimal, case)
    assert _without_blanks(run("validate", "--weergave", "kort").out) == ""
    result = run("generate")
    assert result.code == 0, result.out
    papers = "\n".join(
        path.read_text(encoding="utf-8") for path in (minimal / "uitvoer").rglob("*.md")
    )
    for line in (case / "verwacht.txt").read_text(encoding="utf-8").splitlines():
        assert line in re.sub(r"\\([^\w\s])", r"\1", papers)


def test_one_failing_council_leaves_the_others_whole(minimal: Path, run: Run) -> None:
    _lay(minimal, CASES / "samen" / "een-gemeente-faalt")
    assert run("generate").code == 1
    assert not (minimal / "uitvoer" / "aadorp").exists()
    assert {path.name for path in (minimal / "uitvoer" / "beedorp").iterdir()} == PAPERS


@pytest.mark.parametrize(
    "case",
    [
        "RV006-dubbel-veld-in-een-gemeente",
        "RV008-los-uitroepteken",
        "RV101-onbekend-veld-zonder-voorstel",
        "RV110-lokale-tekst",
        "RV202-gedeeld-beslispunt",
        "RV306-dezelfde-map",
    ],
)
def test_a_mistake_in_one_block_stops_one_council(minimal: Path, case: str, run: Run) -> None:
    _lay(minimal, CASES / case)
    run("generate")
    made = {path.name for path in (minimal / "uitvoer").glob("*/")}
    shared = (CASES / case / "data" / "regiovisie.yaml").exists()
    assert made == (set() if shared else {"aadorp"})


@pytest.mark.parametrize(
    "case",
    [
        "RV004-ontsnapt-in-een-naam",
        "RV102-lege-sorteernaam",
        "RV102-naam-van-een-deelnemer",
        "RV103-naam-van-twee-regels",
        "RV314-dezelfde-naam",
    ],
)
def test_no_paper_names_the_participants_wrongly(minimal: Path, case: str, run: Run) -> None:
    _lay(minimal, CASES / case)
    assert run("generate", "--gemeente", "aadorp").code == 1
    assert not (minimal / "uitvoer").exists()


def test_the_full_view_quotes_the_line_with_a_caret(
    minimal: Path, run: Run, golden: Golden
) -> None:
    _lay(minimal, CASES / "samen" / "alles-in-een-keer")
    golden.check(CASES.parent / "golden" / "volledig.txt", run("validate").out)


def test_the_caret_stands_below_the_place_in_a_very_long_line(minimal: Path, run: Run) -> None:
    _lay(minimal, CASES / "samen" / "een-gemeente-faalt")
    path = minimal / "data" / "municipalities.yaml"
    text = path.read_text(encoding="utf-8").replace("commissie Water", "lang " * 200)
    path.write_text(text, encoding="utf-8")
    lines = run("validate").out.splitlines()
    carets = [number for number, line in enumerate(lines) if line.endswith("^")]
    caret = carets[-1]  # the gravest finding comes last
    assert lines[caret - 1][len(lines[caret]) - 1 :].startswith("2024-02-30")
    assert len(lines[caret - 1]) < 210


def test_no_control_character_reaches_the_terminal(minimal: Path, run: Run) -> None:
    _lay(minimal, CASES / "RV004-twee-tegelijk")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", run("validate").out)


def test_a_line_with_two_bytes_a_letter_is_not_quoted(minimal: Path, run: Run) -> None:
    _lay(minimal, CASES / "RV003-utf-16")
    assert "RV003" in run("validate").out
    assert "\ufffd" not in run("validate").out


def test_a_file_of_more_than_5_mb_is_refused(minimal: Path, run: Run) -> None:
    with (minimal / "data" / "regiovisie.yaml").open("a", encoding="utf-8") as file:
        file.write("# vulling\n" * 600_000)
    assert _codes(run("validate", "--weergave", "kort").out) == ["RV009"]


def test_a_large_file_is_read_in_time(minimal: Path, run: Run) -> None:
    with (minimal / "data" / "regiovisie.yaml").open("a", encoding="utf-8") as file:
        file.write("begrippen:\n" + "".join(f"  b{n}: uitleg {n}\n" for n in range(50_000)))
    assert run("validate", "--weergave", "kort").code in {0, 1}


def test_a_long_text_is_read_in_time() -> None:
    lines = "".join(f"  Regel {number} met {{{{ raad.datum }}}}.\n\n" for number in range(5000))
    tree = source.read(
        f"tekst: |\n{lines}".encode(), "lang.yaml", lambda one: pytest.fail(one.message)
    )
    text = tree.get("tekst") if isinstance(tree, nodes.Mapping) else None
    assert isinstance(text, nodes.Scalar)
    start = time.perf_counter()
    places = [text.place(found.start()) for found in re.finditer("Regel|{{", text.value)]
    assert time.perf_counter() - start < 0.5
    assert [place.line for place in places[::2]] == list(range(2, 10_002, 2))
    assert places[-1].column == len("  Regel 4999 met {{") - 1


@pytest.mark.parametrize("name", ["../data/regiovisie", "/etc/passwd", "a/b", "..", "", "a\nb"])
def test_a_dossier_is_no_path(minimal: Path, name: str, run: Run) -> None:
    before = set(minimal.rglob("*"))
    result = run("generate", "--dossier", name)
    assert result.code == 2
    assert "Traceback" not in result.err
    assert set(minimal.rglob("*")) == before


WILD = [
    b"", b"{}", b"[]", b"~", b"''", b"- a\n- b\n", b"a: b: c", b"? [a]\n: b\n", b"? |\n  a\n: b\n",
    b"&a [*a]", b"&a {? *a : b}", b"*a", b"%YAML 1.1\n---\na: 1\n", b"%YAML 9.9\n---\na: 1\n",
    b"%TAG ! x\n---\na: 1\n", b"--- a\n...\n", b"---\n---\n", b"...", b"a: !!binary x\n",
    b"a:\n  - b\n c\n", b"'", b'"', b"|", b">", b"|9\n", b"{", b"[", b"{a", b"{a: ", b"[,]", b"{,}",
    b": ", b"-", b"- ", b"?", b"!", b"&", b"*", b"@", b"`", b"\t", b"a:\tb\n", b"a: |\n\tb\n",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00", b"\xc3", b"\xed\xa0\x80", b"!!set {a}",
    b"\x85", "\u2029".encode(), b"1: 2\n", b"~: 2\n", b"'': 2\n", b"null: 2\n", b"<<: {a: 1}\n",
    b"aadorp: &a\n  naam: *a\n", b"{" * 5000, b"- " * 5000, b"[" * 5000 + b"]" * 5000,
    b"a: &x [" + b"*x, " * 3 + b"]", b"a: " + b"9" * 10_000, b"a: '" + b"''" * 1000 + b"'\n",
    b"titel: {{ x }}\nregio: {{ y }} z\n", b"- - - a\n    - b\n", b"a: b\r\rc: d\r", b"\n" * 999,
    b"aadorp: aadorp\n", b"aadorp: [1]\n", b"aadorp: {naam: [a], huisstijl: {b: c}}\n",
]  # fmt: skip


@pytest.mark.parametrize("content", WILD, ids=lambda content: ascii(content[:20]))
@pytest.mark.parametrize("file", ["data/regiovisie.yaml", "data/municipalities.yaml", "stijl"])
def test_no_yaml_is_a_crash(minimal: Path, content: bytes, file: str, run: Run) -> None:
    name = "templates/huisstijlen/standaard/huisstijl.yaml" if file == "stijl" else file
    (minimal / name).parent.mkdir(parents=True, exist_ok=True)
    (minimal / name).write_bytes(content)
    checked = run("validate", "--weergave", "kort")
    assert "Traceback" not in checked.err
    assert checked.code == 1


def test_no_golden_is_left_without_its_case() -> None:
    stray = [path for path in CASES.rglob("verwacht.txt") if len(list(path.parent.iterdir())) < 2]
    allowed = {"nullen-vooraan"}  # the small project itself
    assert {path.parent.name for path in stray} <= allowed
    assert shutil.which("git") is None or (CASES / ".gitattributes").is_file()
