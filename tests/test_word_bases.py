"""The Word templates of the tests are what they say: the good ones good, the hostile ones hostile.

Whether a good file opens is asked of python-docx, LibreOffice and the Open XML SDK.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

import docx
import pytest
from lxml import etree

from tests.bases.pakket import unzipped
from tests.bases.vijandig import GROUPS
from tests.conftest import need
from tests.test_word import sdk, sdk_errors
from tests.word_bases import BASES, BODY, DISARMED, REFUSED, content, letterhead
from tests.word_lint import lint

_MAIN = re.compile(
    r"wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macro"
)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, etree.LxmlError
)  # fmt: skip
HAND_MADE = [name for name, base in BASES.items() if not base.needs]


def test_there_are_enough_of_them_and_no_name_is_used_twice() -> None:
    assert len(BASES) >= 80
    assert len(REFUSED) >= 40
    assert len(DISARMED) >= 40
    assert len(BASES | REFUSED | DISARMED) == len(BASES) + len(REFUSED) + len(DISARMED)


# -- good bases --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASES)
def test_a_good_base_is_readable_with_the_findings_that_are_listed(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content(name))) as archive:
        assert archive.testzip() is None
    rules = sorted({finding.rule for finding in lint(content(name))})
    assert " ".join(rules) == BASES[name].lint


@pytest.mark.parametrize("name", BASES)
def test_a_good_base_has_its_marks_where_it_says(name: str) -> None:
    base = BASES[name]

    assert bool(letterhead(content(name))) == base.letterhead
    assert (BODY in said(content(name), "document")) == base.body
    shown = said(content(name), "hdr", "ftr")
    assert [words for words in base.leftovers if words not in shown] == []


def said(file: bytes, *kinds: str) -> str:
    """The letters in the parts of these kinds, and in their attributes (a watermark)."""
    trees = [etree.fromstring(part) for name, part in unzipped(file).items() if name[-4:] == ".xml"]
    found = [tree for tree in trees if etree.QName(tree).localname in kinds]
    texts = [
        text
        for tree in found
        for one in tree.iter(etree.Element)
        for text in (one.text or "", *one.attrib.values())
    ]
    return "\n".join(map(str, texts))


def test_every_good_base_is_another_file() -> None:
    built = [content(name) for name in HAND_MADE if not BASES[name].origin.startswith("renamed")]
    assert len(set(built)) == len(built)


@pytest.mark.parametrize("name", HAND_MADE)
def test_a_base_is_built_the_same_twice(name: str) -> None:
    assert unzipped(BASES[name].build()) == unzipped(content(name))


@pytest.mark.parametrize("name", BASES)
def test_python_docx_opens_what_it_should(name: str) -> None:
    try:
        docx.Document(io.BytesIO(content(name)))
    except (ValueError, KeyError):
        assert "python-docx" in BASES[name].troubles
    else:
        assert "python-docx" not in BASES[name].troubles


def test_libreoffice_opens_every_good_base(tmp_path: Path) -> None:
    soffice = need("soffice")
    paths = [tmp_path / f"{number}{base.suffix}" for number, base in enumerate(BASES.values())]
    for path, name in zip(paths, BASES, strict=True):
        path.write_bytes(content(name))
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, tmp_path / "uit", *paths], check=True, capture_output=True)
    missing = [
        name
        for path, name in zip(paths, BASES, strict=True)
        if not (tmp_path / "uit" / f"{path.stem}.pdf").exists()
    ]
    assert missing == []


def test_the_sdk_accepts_what_it_should(tmp_path: Path) -> None:
    """One version of Office, and one base in eight without RV_STRESS: a call takes a second."""
    sdk()
    tried = HAND_MADE if os.environ.get("RV_STRESS") else HAND_MADE[::8]

    def faulty(name: str) -> bool:
        path = tmp_path / f"{HAND_MADE.index(name)}{BASES[name].suffix}"
        path.write_bytes(content(name))
        return bool(sdk_errors(path, "Office2016"))

    with ThreadPoolExecutor(2) as threads:
        found = dict(zip(tried, threads.map(faulty, tried), strict=True))
    assert found == {name: "sdk" in BASES[name].troubles for name in tried}


# -- hostile files -----------------------------------------------------------------------------


def verdict(file: bytes) -> str:
    """What a simple judge has against a file: the name of a group, or nothing."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(file))
    except zipfile.BadZipFile:
        return "zip" if file.startswith(b"PK\x03") else "kind"
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if sum(member.file_size for member in members) > 90_000_000 or len(members) > 10_000:
        return "zip" if members and max(one.file_size for one in members) > 1 << 31 else "large"
    if len(set(names)) < len(names) or not all(map(safe, (m.orig_filename for m in members))):
        return "zip"
    try:
        parts = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    except _BROKEN:
        return "zip"
    return parsed(parts) or kind(parts)


def safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or set(name) & set("\\:\0"))


def parsed(parts: dict[str, bytes]) -> str:
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError as error:
                return "large" if "depth" in str(error) else "xml"
            document: Any = tree.getroottree()
            if document.docinfo.doctype:
                return "xml"
    return ""


def kind(parts: dict[str, bytes]) -> str:
    types = parts.get("[Content_Types].xml", b"").decode()
    arrows: Any = etree.fromstring(parts.get("_rels/.rels", b"<none/>"))
    main = [
        parts.get(one.get("Target").lstrip("/"), b"<none/>")
        for one in arrows
        if one.get("Type").endswith("/officeDocument") and one.get("TargetMode") != "External"
    ]
    roots = [etree.QName(etree.fromstring(part)).localname for part in main]
    return "" if _MAIN.search(types) and roots == ["document"] else "kind"


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group, found in GROUPS.items() for name in found]
)
def test_a_refused_file_has_the_fault_of_its_group(group: str, name: str) -> None:
    assert verdict(content(name)) == group


@pytest.mark.parametrize("name", [*BASES, *DISARMED])
def test_a_file_that_is_not_to_be_refused_has_none_of_those_faults(name: str) -> None:
    assert verdict(content(name)) == ("xml" if name == "doctype in de eigenschappen" else "")


@pytest.mark.parametrize("name", DISARMED)
def test_a_file_to_disarm_holds_the_danger_beside_a_good_letterhead(name: str) -> None:
    parts = unzipped(content(name))

    assert DISARMED[name].gone
    for danger in DISARMED[name].gone:
        assert any(danger in one.lower() for both in parts.items() for one in encoded(*both))
    assert letterhead(content(name)) >= {"BRIEFHOOFD kop", "BRIEFHOOFD voet"}


def encoded(name: str, part: bytes) -> tuple[bytes, bytes]:
    return name.encode(), part
