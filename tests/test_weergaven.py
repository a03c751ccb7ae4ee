"""The forms of findings: each is read back by what its readers use, whatever a message holds.

The schema of SARIF is that of the npm package `@microsoft/jest-sarif`, which `.ci/run` puts in
`.tools/`; without it the test that needs it is skipped.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import Failure, JUnitXml

from raadsvoorstel import cli
from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic, Location, Severity
from raadsvoorstel.model import Controle
from raadsvoorstel.reporting import REPORTERS, Setting, table
from raadsvoorstel.reporting.form import in_words
from raadsvoorstel.reporting.github import github
from raadsvoorstel.reporting.junit import junit
from raadsvoorstel.reporting.sarif import sarif, uri
from tests.conftest import ALL_TOOLS, EXAMPLES, ROOT, Run, overlay

WEEKEND = ROOT / "tests" / "gevallen" / "RV307-weekend"
FOR_PROGRAMS = [form for form in REPORTERS if form not in {"volledig", "kort"}]
NASTY = (
    "%", "%0A", "%25", "\r", "\n", "\r\n", "::", ",", "=", "]]>", "<![CDATA[", "<b>", "&amp;", '"',
    "'", "{0}", "{", "}}", "[x](1)", "\\", "😀", "é", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028",
    "\ud800", "\udfff", "\ufffe", "\uffff", "\ue000", "C:", "/", "..", " ",
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=()), max_size=6)
TEXTS = st.lists(st.sampled_from(NASTY) | ANY, max_size=6).map("".join)
PLACES = st.builds(Location, TEXTS.filter(str.strip), st.integers(1, 10**6), st.integers(1, 10**6))
FINDINGS = st.lists(
    st.builds(
        Diagnostic,
        code=st.sampled_from(sorted(CODES)),
        severity=st.sampled_from(Severity),
        location=PLACES,
        message=TEXTS.map(lambda text: f"m{text}"),
        hint=TEXTS,
        where=st.just("") | TEXTS,
    ),
    max_size=5,
)


def one(message: str = "Mis", where: str = "", **fields: Any) -> Diagnostic:
    place = Location("data/een bestand.yaml", 3, 14)
    given_ = {"location": place, "hint": "Doe dit", **fields}
    return Diagnostic("RV307", Severity.WARNING, message=message, where=where, **given_)


def whole(text: str) -> str:
    """A text with a replacement character for each half of a pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# -- GitHub ------------------------------------------------------------------------------------


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command, read as the runner of GitHub reads it (actions/runner, ActionCommand)."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    pairs = (part.split("=", 1) for part in rest.strip().split(",") if part)
    return name, {key: plain(value, ":,") for key, value in pairs}, plain(data)


def plain(text: str, more: str = "") -> str:
    for sign in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


@given(FINDINGS)
def test_github_reads_every_finding_back(findings: list[Diagnostic]) -> None:
    lines = re.split(r"[\r\n]", github(findings))

    assert lines.pop() == ""
    assert len(lines) == len(findings)
    for line, finding in zip(lines, findings, strict=True):
        name, properties, message = command(line)
        level = {"fout": "error", "waarschuwing": "warning", "opmerking": "notice"}
        place = finding.location
        numbers = {} if finding.where else {"line": str(place.line), "col": str(place.column)}
        title = f"{finding.code} {CODES[finding.code].name}"
        assert name == level[finding.severity]
        assert properties == {"file": halves(place.file), **numbers, "title": title}
        assert message == halves(in_words(finding))


def halves(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def test_a_github_line_in_full() -> None:
    assert github([one("100%: kijk,\nhier")]) == (
        "::warning file=data/een bestand.yaml,line=3,col=14,title=RV307 weekend"
        "::100%25: kijk,%0Ahier%0AHulp: Doe dit\n"
    )
    assert github([one(where="alinea 5", location=Location("C:/a,b.docx", 5))]) == (
        "::warning file=C%3A/a%2Cb.docx,title=RV307 weekend"
        "::Mis%0APlaats: alinea 5%0AHulp: Doe dit\n"
    )


# -- SARIF -------------------------------------------------------------------------------------


def schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0 that Microsoft ships."""
    folder = ROOT / ".tools" / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas"
    path = folder / "sarif-2.1.0-rtm.5.json"
    if not path.exists():
        assert not ALL_TOOLS, "@microsoft/jest-sarif is missing, and RV_ALLES=1 promises it"
        pytest.skip("@microsoft/jest-sarif is not installed: .ci/run says how")
    return Draft4Validator(json.loads(path.read_text(encoding="utf-8")))


def test_sarif_follows_the_schema_whatever_is_found() -> None:
    validator = schema()
    place = Location("a b/é.docx", 7, 2)
    every = [Diagnostic(code, one.severity, place, "Mis", "Zo") for code, one in CODES.items()]
    assert list(validator.iter_errors(json.loads(sarif(every)))) == []

    @settings(max_examples=EXAMPLES // 4)
    @given(FINDINGS)
    def valid(findings: list[Diagnostic]) -> None:
        assert list(validator.iter_errors(json.loads(sarif(findings)))) == []

    valid()


@pytest.mark.parametrize(
    "broken",
    [
        ('"level": "warning"', '"level": "waarschuwing"'),
        ('"startLine": 3', '"startLine": 0'),
        ('"columnKind": "unicodeCodePoints"', '"columnKind": "letters"'),
        ('"version": "2.1.0"', '"version": "2.0.0"'),
        ('"text": "Mis', '"tekst": "Mis'),
    ],
)
def test_the_schema_sees_what_is_wrong(broken: tuple[str, str]) -> None:
    right, wrong = broken
    text = sarif([one()])

    assert right in text
    assert list(schema().iter_errors(json.loads(text.replace(right, wrong, 1))))


@given(FINDINGS)
def test_sarif_reads_every_finding_back(findings: list[Diagnostic]) -> None:
    (run,) = json.loads(sarif(findings))["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in findings})
    assert len(run["results"]) == len(findings)
    for result, finding in zip(run["results"], findings, strict=True):
        level = {"fout": "error", "waarschuwing": "warning", "opmerking": "note"}
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == level[finding.severity]
        assert braces(result["message"]["text"]) == halves(in_words(finding))
        if finding.where:
            assert "region" not in physical
            assert location["logicalLocations"] == [{"fullyQualifiedName": halves(finding.where)}]
        else:
            place = finding.location
            region = {"startLine": place.line, "startColumn": place.column}
            assert physical["region"] == region


def braces(text: str) -> str:
    """A message string as a viewer shows it (SARIF 2.1.0, 3.11.5); no placeholder is left in it."""
    assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text)
    return text.replace("{{", "{").replace("}}", "}")


def test_a_brace_in_sarif_begins_no_placeholder() -> None:
    (run,) = json.loads(sarif([one("'{{ x }}' en {0}")]))["runs"]

    assert run["results"][0]["message"]["text"] == "'{{{{ x }}}}' en {{0}}\nHulp: Doe dit"


def test_a_rule_of_sarif_tells_what_explain_tells() -> None:
    (run,) = json.loads(sarif([one()]))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]

    assert rule["name"] == "weekend"
    assert rule["shortDescription"]["text"] == CODES["RV307"].meaning
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert "Waarom: " in rule["help"]["text"]
    assert "**Waarom:** " in rule["help"]["markdown"]


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("data/regiovisie.yaml", "data/regiovisie.yaml"),
        ("data/een bestand #2.yaml", "data/een%20bestand%20%232.yaml"),
        ("data/é%.yaml", "data/%C3%A9%25.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("../nota.docx", "../nota.docx"),
        ("/srv/nota 1.docx", "file:///srv/nota%201.docx"),
        ("C:/stukken/nota 1.docx", "file:///C:/stukken/nota%201.docx"),
        ("//server/map/nota.docx", "file://server/map/nota.docx"),
        ("(ingebouwd)/data/x.yaml", "%28ingebouwd%29/data/x.yaml"),
        ("nota\udcff.docx", "nota%FF.docx"),
    ],
)
def test_the_address_of_a_file(file: str, address: str) -> None:
    assert uri(file) == address


@given(TEXTS.filter(lambda text: not re.search("[\ud800-\udfff]", text)))
def test_a_relative_address_gives_the_file_back(name: str) -> None:
    found = uri(f"data/{name}")

    assert re.fullmatch(r"data/[A-Za-z0-9._~/%-]*", found)
    assert unquote(found, errors="strict") == f"data/{name}"


# -- JUnit -------------------------------------------------------------------------------------


def in_xml(text: str) -> str:
    """What XML can hold of a text."""
    lines = re.sub("\r\n?", "\n", text)
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", lines)


@given(FINDINGS, st.booleans())
def test_junit_reads_every_finding_back(findings: list[Diagnostic], strict: bool) -> None:  # noqa: FBT001
    text = junit(findings, Setting(strict=strict))
    read = JUnitXml.fromstring(text.encode())
    cases = [case for suite in read for case in suite]
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    files = list(dict.fromkeys(in_xml(finding.location.file) for finding in findings))
    by_file = sorted(findings, key=lambda finding: files.index(in_xml(finding.location.file)))

    assert text.isascii()
    assert read.tests == len(cases) == max(1, len(findings))
    assert read.failures == sum(finding.severity in grave for finding in findings)
    for case, finding in zip(cases, by_file, strict=False):
        said = in_xml(in_words(finding))
        assert case.classname == in_xml(finding.location.file)
        assert case.name.startswith(f"{finding.code} {CODES[finding.code].name} (")
        if finding.severity in grave:
            (failure,) = case.result
            assert isinstance(failure, Failure)
            assert (failure.type, failure.message) == (finding.code, in_xml(finding.message))
            assert failure.text == said
        else:
            assert case.result == []
            assert case.system_out == f"{finding.severity}: {said}"


def test_junit_has_a_suite_for_each_file_also_without_findings() -> None:
    bad = one(location=Location("b.docx", 2), where="alinea 2")
    text = junit([bad], Setting(strict=True, files=("a.docx", "b.docx")))
    clean, found = JUnitXml.fromstring(text.encode())

    assert (clean.name, clean.tests, clean.failures) == ("a.docx", 1, 0)
    assert [case.name for case in clean] == ["geen bevindingen"]
    assert (found.name, found.tests, found.failures) == ("b.docx", 1, 1)


# -- the commands ------------------------------------------------------------------------------


def test_the_command_line_knows_every_form() -> None:
    assert tuple(REPORTERS) == cli._FORMS


@pytest.mark.parametrize("form", REPORTERS)
def test_only_the_full_form_has_colour(form: str) -> None:
    text = REPORTERS[form]([one()], Setting(colour=True))

    assert ("\x1b" in text) == (form == "volledig")
    assert "\x1b" not in REPORTERS[form]([one()])


def test_people_read_one_word_for_a_severity(minimal: Path, run: Run) -> None:
    """In a head, a summary, the explanation and the data; JSON keeps the word it has."""
    overlay(minimal, ROOT / "tests" / "gevallen" / "RV223-zonder-bron")
    told = run("validate", "--alleen", "RV223")
    found = json.loads(run("validate", "--alleen", "RV223", "--weergave", "json").out)

    assert told.out.startswith("opmerking[RV223]: ")
    assert told.err.splitlines()[-1].startswith("0 fouten, 0 waarschuwingen en 2 opmerkingen.")
    assert run("explain", "RV223").out.startswith("RV223 zonder-bron (opmerking)")
    assert {*get_args(Controle.__annotations__["ernst"])} == {*map(str, Severity), "uit"}
    assert {one["severity"] for one in found} == {"info"}


@pytest.mark.parametrize("form", FOR_PROGRAMS)
def test_the_same_run_gives_the_same_bytes(minimal: Path, run: Run, form: str) -> None:
    overlay(minimal, WEEKEND)
    first = run("validate", "--weergave", form)

    assert first.out == run("validate", "--weergave", form).out
    assert str(minimal) not in first.out
    assert not re.search(r"\d\d:\d\d:\d\d", first.out), "no clock"
    assert first.code == 0
    assert run("validate", "--weergave", form, "--strikt").code == 1


@pytest.mark.parametrize(
    ("form", "expected"), [("github", ""), ("json", "[]\n"), ("kort", ""), ("volledig", "")]
)
def test_nothing_found_is_next_to_nothing_said(form: str, expected: str) -> None:
    assert REPORTERS[form]([]) == expected


def test_nothing_found_is_a_run_without_results_and_a_test_that_passed() -> None:
    (run,) = json.loads(sarif([]))["runs"]
    (suite,) = JUnitXml.fromstring(junit([]).encode())

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
    assert (suite.name, suite.tests, suite.failures) == ("raadsvoorstel", 1, 0)


def test_strict_makes_a_warning_fail_in_junit(minimal: Path, run: Run) -> None:
    overlay(minimal, WEEKEND)
    lenient = JUnitXml.fromstring(run("validate", "--weergave", "junit").out.encode())
    strict = JUnitXml.fromstring(run("validate", "--weergave", "junit", "--strikt").out.encode())

    assert lenient.failures == 0
    notes = run("validate", "--weergave", "github").out
    assert strict.failures == len(re.findall("^::(?:warning|error) ", notes, re.MULTILINE)) > 0


def test_check_tells_the_place_in_a_word_file_in_every_form(minimal: Path, run: Run) -> None:
    docx.Document().save(str(minimal / "nota 1.docx"))
    found = json.loads(run("check", "nota 1.docx", "--weergave", "json").out)
    (sarif_run,) = json.loads(run("check", "nota 1.docx", "--weergave", "sarif").out)["runs"]
    (suite,) = JUnitXml.fromstring(run("check", "nota 1.docx", "--weergave", "junit").out.encode())
    lines = run("check", "nota 1.docx", "--weergave", "github").out.splitlines()

    assert len(found) == len(sarif_run["results"]) == suite.tests == len(lines) > 0
    for finding, result, line in zip(found, sarif_run["results"], lines, strict=True):
        (place,) = result["locations"]
        assert place["physicalLocation"] == {"artifactLocation": {"uri": "nota%201.docx"}}
        assert place["logicalLocations"] == [{"fullyQualifiedName": finding["where"]}]
        _, properties, message = command(line)
        assert properties.keys() == {"file", "title"}
        assert f"Plaats: {finding['where']}\n" in message
    assert suite.name == "nota 1.docx"


# -- a table -----------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_a_narrow_terminal_cuts_nothing_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    header = ("stuk", "staat", "leeg: steller", "leeg: college", "leeg: griffie", "bevindingen")
    row = ("haarlemmermeer/raadsvoorstel", "docx bijgewerkt, md ongewijzigd", "1", "0", "2", "")

    drawn = table(header, (row,), Terminal())

    cells = [re.split("[│┃]", line) for line in drawn.splitlines() if line[0] in "│┃"]
    columns = ["".join("".join(column).split()) for column in zip(*cells, strict=True)][1:-1]
    assert max(map(len, drawn.splitlines())) <= 80
    assert "haarlemmermeer/raadsvoorstel" in drawn
    assert columns == [
        (name + cell).replace(" ", "") for name, cell in zip(header, row, strict=True)
    ]
