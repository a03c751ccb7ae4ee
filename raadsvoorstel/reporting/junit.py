"""Findings as JUnit XML, which build servers show as tests that failed.

ASCII only, so that the bytes do not depend on the encoding of the standard output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from raadsvoorstel.codes import CODES
from raadsvoorstel.diagnostics import Diagnostic, has_errors
from raadsvoorstel.reporting.form import NO_CHARACTER, PLAIN, Setting, in_words

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROGRAM = "raadsvoorstel"


def junit(findings: Iterable[Diagnostic], setting: Setting = PLAIN) -> str:
    """A suite per file and a case per finding; a file without findings has one case that passes."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in setting.files}
    for one in findings:
        by_file.setdefault(one.location.file, []).append(one)
    suites = [_suite(file, found, setting) for file, found in (by_file or {_PROGRAM: []}).items()]
    root = ET.Element("testsuites", {"name": _PROGRAM, **_sums(suites)})
    root.extend(suites)
    ET.indent(root)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + ET.tostring(root).decode("ascii") + "\n"


def _sums(suites: list[ET.Element]) -> dict[str, str]:
    return {
        name: str(sum(int(suite.get(name, "0")) for suite in suites))
        for name in ("tests", "failures", "errors")
    }


def _suite(file: str, found: list[Diagnostic], setting: Setting) -> ET.Element:
    cases = [_case(one, setting) for one in found] or [_passed(file)]
    failures = sum(has_errors([one], strict=setting.strict) for one in found)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    suite = ET.Element("testsuite", {"name": _xml(file), **counts})
    suite.extend(cases)
    return suite


def _case(one: Diagnostic, setting: Setting) -> ET.Element:
    case = ET.Element("testcase", {"classname": _xml(one.location.file), "name": _xml(_name(one))})
    if has_errors([one], strict=setting.strict):
        about = {"type": one.code, "message": _xml(one.message)}
        ET.SubElement(case, "failure", about).text = _xml(in_words(one))
    else:
        ET.SubElement(case, "system-out").text = _xml(f"{one.severity}: {in_words(one)}")
    return case


def _name(one: Diagnostic) -> str:
    place = one.where or f"regel {one.location.line}, kolom {one.location.column}"
    return f"{one.code} {CODES[one.code].name} ({place})"


def _passed(file: str) -> ET.Element:
    return ET.Element("testcase", {"classname": _xml(file), "name": "geen bevindingen"})


def _xml(text: str) -> str:
    """A text that XML can hold and gives back as it is; a carriage return would become a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub(NO_CHARACTER, lines)
