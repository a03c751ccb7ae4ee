"""`explain`: every code is told, and the examples of codes on data and templates do what they say.

An example is laid over the small project as its reader would: line by line, under the keys that it
names. The wrong one must then give its code, and the right one must not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from raadsvoorstel import cli, explaining
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.reporting import full
from tests.conftest import COUNCILS, MINIMAL, ROOT, Run
from tests.test_nederlands import english

_FILE = re.compile(r"^(?:# ((?:data|templates)/\S+)|\{# (templates/\S+) #\})$")
_KEY = re.compile(r" *([^\s:]+)")
STYLE = "templates/huisstijlen/eigen/huisstijl.yaml"
OWN_STYLE = (
    "naam: Eigen\n"
    "bron: {soort: aanname, toelichting: nog niet vergeleken met een stuk}\n"
    "gebaseerd_op: standaard\n"
)
TOLD_IN_WORDS = {
    "RV001": "a file that is not there",
    "RV003": "the bytes of a file",
    "RV009": "a file too large to show",
    "RV015": "the name of a file",
    **{code: "what stands in a Word file" for code in CODES if code.startswith("RV32")},
}
"""Codes on the data whose examples are no text of a file."""
BLANKS = "RV210"
STAYS = {
    BLANKS: "there are other blanks",
    "RV330": "the right picture is not there either",
}
"""Codes that the right example leaves."""
COMES_WITH = {"RV204": "RV209"}
"""A deviation that is right is still told."""
SHOWN = [code for code in CODES if code[2] in "01234" and code not in TOLD_IN_WORDS]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of YAML with the deeper lines below it."""

    line: str
    inner: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        found = _KEY.match(self.line)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        return f"{self.line}\n{''.join(one.text for one in self.inner)}"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _parts(lines: list[str]) -> tuple[Part, ...]:
    starts = [number for number, line in enumerate(lines) if _depth(line) == _depth(lines[0])]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Part(lines[start], _parts(lines[start + 1 : end]) if end > start + 1 else ())
        for start, end in zip(starts, ends, strict=True)
    )


def _merged(below: tuple[Part, ...], above: tuple[Part, ...]) -> tuple[Part, ...]:
    """Keys of the example over those of the file; a list and a second equal key stay as typed."""
    if any(one.key == "-" for one in above):
        return above
    found, taken = list(below), set[str]()
    for one in above:
        same = [number for number, other in enumerate(found) if other.key == one.key]
        if not same or one.key in taken:
            found.append(one)
        else:
            found[same[0]] = _over(found[same[0]], one)
        taken.add(one.key)
    return tuple(found)


def _over(below: Part, above: Part) -> Part:
    if below.inner and above.inner:
        return Part(above.line, _merged(below.inner, above.inner))
    return above


def _files(example: str) -> dict[str, str]:
    """The files that an example names, each with its lines."""
    files: dict[str, list[str]] = {}
    name = ""
    for line in example.split("\n"):
        found = _FILE.match(line)
        if found:
            name = found[1] or found[2]
            files[name] = []
        elif name:
            files[name].append(line)
    return {file: "\n".join(lines) for file, lines in files.items()}


def _lay(project: Path, example: str) -> None:
    for file, text in _files(example).items():
        path = project / file
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
        if path.suffix == ".yaml" and path.exists() and lines:
            below = _parts(path.read_text(encoding="utf-8").splitlines())
            merged = "".join(one.text for one in _merged(below, _parts(lines)))
            path.write_text(merged, encoding="utf-8")
        else:
            path.write_text(f"{text}\n", encoding="utf-8")
    full._lines.cache_clear()


@pytest.fixture
def sample(minimal: Path) -> Path:
    """The small project with the names of the examples and a house style of its own."""
    names = {"aadorp": "voorbeeldgemeente", "beedorp": "buurgemeente"}
    for path in (minimal / "data").iterdir():
        text = path.read_text(encoding="utf-8")
        for old, new in names.items():
            text = text.replace(old, new).replace(old.title(), new.title())
        path.write_text(text.replace("huisstijl: standaard", "huisstijl: eigen"), encoding="utf-8")
    (minimal / STYLE).parent.mkdir(parents=True)
    (minimal / STYLE).write_text(OWN_STYLE, encoding="utf-8")
    return minimal


def _found(run: Run) -> dict[str, str]:
    """The codes that were found, each with its severity; that of blanks left out."""
    ran = run("validate", "--weergave", "json")
    assert "Traceback" not in ran.err
    return {one["code"]: one["severity"] for one in json.loads(ran.out) if one["code"] != BLANKS}


def test_the_sample_has_no_mistakes(sample: Path, run: Run) -> None:
    assert sample.is_dir()
    assert _found(run) == {}


@pytest.mark.parametrize("code", [code for code in SHOWN if code != BLANKS])
def test_the_wrong_example_gives_its_code(sample: Path, run: Run, code: str) -> None:
    """And no other of the data or a template; the words of a paper may tell of it too."""
    _lay(sample, explaining.entry(code).fout)

    assert {found for found in _found(run) if found < "RV5"} == {code}


@pytest.mark.parametrize("code", [code for code in SHOWN if code not in STAYS])
def test_the_right_example_is_right(sample: Path, run: Run, code: str) -> None:
    _lay(sample, explaining.entry(code).goed)
    found = _found(run)

    assert code not in found
    assert {one for one in found if found[one] != Severity.INFO.in_json} <= {COMES_WITH.get(code)}


def test_a_blank_is_told(sample: Path, run: Run) -> None:
    _lay(sample, explaining.entry(BLANKS).fout)
    told = run("validate", "--weergave", "kort").out

    _lay(sample, explaining.entry(BLANKS).goed)
    assert "zaaknummer" in told.split("Voorbeeldgemeente:")[1].split("\n")[0]
    after = run("validate", "--weergave", "kort").out
    assert "zaaknummer" not in after.split("Voorbeeldgemeente:")[1].split("\n")[0]


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_names_its_files(code: str) -> None:
    told = explaining.entry(code)

    assert _files(told.fout)
    assert _files(told.goed).keys() == _files(told.fout).keys() or code == "RV315"


def test_every_code_is_explained() -> None:
    families = [explaining._entries(path.stem.upper()) for path in explaining.TEXTS.glob("*.toml")]

    assert sorted(code for family in families for code in family) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_is_short_and_dutch(code: str) -> None:
    told = explaining.entry(code)

    for sentence in (told.waarom, told.herstel):
        assert 10 < len(sentence) < 260
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert max(map(len, re.split(r"[.!?;:] ", sentence))) < 150, "a sentence is short"
        assert english(sentence) == set()
    assert told.fout != told.goed
    assert max(map(len, f"{told.fout}\n{told.goed}".split("\n"))) <= 100


def test_examples_name_no_real_council() -> None:
    """Nothing in an example is a fact about somebody."""
    real = re.findall(
        r"^  naam: (.+)$", (ROOT / "data/municipalities.yaml").read_text("utf-8"), re.MULTILINE
    )
    told = "".join(path.read_text(encoding="utf-8") for path in explaining.TEXTS.iterdir())

    assert len(real) == len(COUNCILS)
    assert [name for name in real if name in told] == []
    assert MINIMAL.is_dir()


def test_a_name_stands_for_one_code() -> None:
    names = [one.name for one in CODES.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("word", ["RV307", "rv307", "weekend", " Weekend "])
def test_explain_takes_a_code_or_its_name(run: Run, word: str) -> None:
    ran = run("explain", word)

    told = explaining.entry("RV307")
    assert ran.code == 0
    assert ran.out.startswith("RV307 weekend (waarschuwing)\n")
    for part in (CODES["RV307"].meaning, told.waarom, told.herstel):
        assert part in " ".join(ran.out.split())
    for example in (told.fout, told.goed):
        assert all(f"    {line}\n" in ran.out for line in example.split("\n"))


def test_explain_tells_each_code_once_in_the_order_asked(run: Run) -> None:
    ran = run("explain", "RV307", "afwijking", "weekend")

    assert re.findall(r"^RV\d{3}", ran.out, re.MULTILINE) == ["RV307", "RV209"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("weekeind", "Bedoelde u 'weekend'?"),
        ("afwijkng", "Bedoelde u 'afwijking'?"),
        ("xyzzy", "noemt alle codes"),
        ("", "noemt alle codes"),
    ],
)
def test_an_unknown_code_gets_the_nearest_and_ends_with_2(run: Run, word: str, hint: str) -> None:
    ran = run("explain", "RV209", word)

    assert ran.code == 2
    assert hint in ran.err
    assert ran.out == "", "nothing is half told"


def test_without_a_code_all_are_named_in_a_line_each(run: Run) -> None:
    """An unknown code in `--alleen` sends the user here."""
    ran = run("explain")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(CODES)
    assert "RV307 weekend (waarschuwing): De raad vergadert zelden" in ran.out
    assert run("explain", "307").out == run("explain", "RV307").out
    assert "RV331 (feestdag)" in run("explain", "vergadert").err


@pytest.mark.parametrize(
    ("typed", "offered"), [("rv30", "RV307"), ("week", "weekend"), ("WEEK", "weekend")]
)
def test_tab_offers_codes_and_names(typed: str, offered: str) -> None:
    assert offered in cli._complete_code(typed)
    assert cli._complete_code("xyzzy") == []
