"""What is kept for a next run: it changes no byte, and nothing wrong with it is an error."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from raadsvoorstel import cache
from raadsvoorstel.housestyle import NO_FILES, Basis, HouseStyle, Logo, LogoFiles, StyleFiles
from raadsvoorstel.sample import sample
from raadsvoorstel.values import Regel
from raadsvoorstel.word import logo, preparing
from raadsvoorstel.word.ready import of_look, ready
from raadsvoorstel.writers import docx
from tests import word_bases
from tests.bases import beelden
from tests.conftest import MINIMAL, ROOT
from tests.test_word import styles

LOOK = replace(
    styles()["standaard"],
    logo=Logo(bestand=Regel("logo.png"), alt=Regel("Logo"), breedte=Regel("4")),
)
KEY = cache.key("sleutel")
LOOKS_THROUGH = next(
    key for key in map(cache.key, map(str, range(10, 1000))) if key.startswith("0")
)
NAME = f"proef-{KEY}"
OWN = StyleFiles(basis=word_bases.content("eigenschappen als veld"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a process that knows nothing of earlier papers."""
    found = tmp_path / "cache"
    monkeypatch.setenv(cache.VARIABLE, str(found))
    forget()
    return found


def forget() -> None:
    of_look.cache_clear()
    logo.picture.cache_clear()


def written(files: StyleFiles = NO_FILES, look: HouseStyle | None = None) -> bytes:
    """A paper, as a run that has just begun writes it."""
    forget()
    return docx.write(sample(), look or LOOK, files)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the bases that were prepared and not found."""
    made: list[str] = []
    real = preparing.prepared

    def counted(*arguments: object) -> object:
        made.append(str(arguments[-1]))
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing, "prepared", counted)
    return made


# -- entries -----------------------------------------------------------------------------------


def test_what_was_put_is_found(folder: Path) -> None:
    assert cache.get("proef", KEY) is None

    cache.put("proef", KEY, b"inhoud\n\x00")

    assert cache.get("proef", KEY) == b"inhoud\n\x00"
    assert cache.get("ander", KEY) is None
    assert cache.get("proef", cache.key("andere sleutel")) is None
    assert [one.name for one in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("damage", [b"", b"kort", b"x" * 40, b"inhoud"])
def test_a_damaged_entry_is_not_used(folder: Path, damage: bytes) -> None:
    cache.put("proef", KEY, b"inhoud")
    (folder / NAME).write_bytes(damage)

    assert cache.get("proef", KEY) is None

    cache.put("proef", KEY, b"weer heel")
    assert cache.get("proef", KEY) == b"weer heel"


def test_an_entry_that_was_cut_off_is_not_used(folder: Path) -> None:
    cache.put("proef", KEY, b"inhoud")
    whole = (folder / NAME).read_bytes()

    for length in range(len(whole)):
        (folder / NAME).write_bytes(whole[:length])
        assert cache.get("proef", KEY) is None


def test_an_entry_under_the_name_of_another_is_not_used(folder: Path) -> None:
    other = cache.key("een andere sleutel")
    cache.put("proef", KEY, b"inhoud")
    for name in (f"proef-{other}", f"ander-{KEY}"):
        (folder / name).write_bytes((folder / NAME).read_bytes())

    assert cache.get("proef", other) is None
    assert cache.get("ander", KEY) is None


@pytest.mark.parametrize("place", ["bestand", "bestand/eronder", "\x00"])
def test_a_folder_that_cannot_be_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    monkeypatch.setattr(cache, "_folder", lambda: tmp_path / place)

    cache.put("proef", KEY, b"inhoud")

    assert cache.get("proef", KEY) is None


def test_nobody_at_home_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setattr(cache, "_of_the_user", nobody)

    cache.put("proef", KEY, b"inhoud")

    assert cache.get("proef", KEY) is None


def test_writers_at_once_leave_one_whole_entry(folder: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=cache.put, args=("proef", KEY, one)) for one in contents]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert cache.get("proef", KEY) in contents
    assert [one.name for one in folder.iterdir()] == [NAME]


def test_the_oldest_entries_go_and_other_files_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST", 3)
    folder.mkdir()
    (folder / "brief.docx").touch()
    os.utime(folder / "brief.docx", (0, 0))
    for number in range(6):
        path = folder / f"proef-{cache.key(str(number))}"
        path.touch()
        os.utime(path, (number, number))

    cache.put("proef", LOOKS_THROUGH, b"nieuw")

    kept = {f"proef-{cache.key(str(number))}" for number in (3, 4, 5)}
    assert {one.name for one in folder.iterdir()} == {"brief.docx", f"proef-{LOOKS_THROUGH}", *kept}


def test_what_is_too_large_together_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_LARGEST", 25)
    folder.mkdir()
    for number in range(6):
        path = folder / f"proef-{cache.key(str(number))}"
        path.write_bytes(b"x" * 10)
        os.utime(path, (number, number))

    cache.put("proef", LOOKS_THROUGH, b"nieuw")

    kept = {f"proef-{cache.key(str(number))}" for number in (4, 5)}
    assert {one.name for one in folder.iterdir()} == {f"proef-{LOOKS_THROUGH}", *kept}


def test_the_border_between_sources_counts() -> None:
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key("")}) == 4


def test_other_code_has_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = tmp_path / "deel"
    (part / "__pycache__").mkdir(parents=True)
    (part / "een.py").write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(cache, "_PACKAGE", str(tmp_path))
    stamps = [stamp()]
    (part / "__pycache__" / "een.pyc").touch()
    assert stamp() == stamps[0]

    (part / "een.py").write_text("A = 22\n", encoding="utf-8")
    stamps.append(stamp())
    os.utime(part / "een.py", (1, 1))
    stamps.append(stamp())
    (part / "twee.py").touch()
    stamps.append(stamp())
    monkeypatch.setattr(cache, "_LIBRARIES", ("er_is_geen_module",))
    stamps += [stamp(), stamp()]

    assert len(set(stamps)) == len(stamps)


def test_another_version_of_a_library_has_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bieb").mkdir()
    (tmp_path / "bieb" / "__init__.py").write_text("from .versie import *\n", encoding="utf-8")
    (tmp_path / "bieb-1.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cache, "_LIBRARIES", ("bieb",))
    before = stamp()
    assert stamp() == before

    (tmp_path / "bieb-1.9.dist-info").rename(tmp_path / "bieb-1.10.dist-info")
    assert stamp() != before


def test_the_version_of_each_library_is_seen() -> None:
    beside = set(cache._installed(map(cache._origin, cache._LIBRARIES)))
    distributions = importlib.metadata.packages_distributions()
    for module in cache._LIBRARIES:
        found = importlib.metadata.distribution(distributions[module][0])
        assert any(f"-{found.version}." in one for one in beside), module


def stamp() -> str:
    """The stamp as another process would take it."""
    cache.stamp.cache_clear()
    return cache.stamp()


# -- bases -------------------------------------------------------------------------------------

FILES = {
    "built": NO_FILES,
    "own": OWN,
    "logo": StyleFiles(logo=LogoFiles(beelden.png(), b"<svg/>")),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.usefixtures("folder")
def test_a_kept_base_changes_no_byte(
    name: str, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = written(FILES[name]), written(FILES[name])
    assert builds == ["nl-NL"]
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)

    assert first == second == written(FILES[name])
    assert (b"word/media/logo.svg" in first) == (name == "logo")
    assert builds == ["nl-NL", "nl-NL"]


@pytest.mark.usefixtures("folder")
def test_what_there_is_to_say_of_a_base_is_kept(builds: list[str]) -> None:
    look = replace(LOOK, basis=Basis(bestand=Regel("basis.docx")))
    said = [ready(look, OWN, "nl-NL").remarks]
    forget()
    said.append(ready(look, OWN, "nl-NL").remarks)

    assert said[0] == said[1]
    assert said[0]
    assert len(builds) == 1


@pytest.mark.usefixtures("folder")
def test_another_look_language_file_or_code_is_another_base(
    builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look = replace(LOOK, uiterlijk=replace(LOOK.uiterlijk, kleur=Regel("112233")))
    frisian = replace(sample(), document=replace(sample().document, language="fy-NL"))
    own = [written(), written(OWN), written(look=look), docx.write(frisian, LOOK)]
    assert len({*own}) == len(builds) == 4
    written()
    assert len(builds) == 4

    monkeypatch.setattr(cache, "stamp", lambda *_: "andere code")
    assert written() == own[0]
    assert len(builds) == 5


@pytest.mark.parametrize("entry", [b"{}\n", b"[1]\nPK", b"geen json\n"])
def test_an_entry_of_another_kind_is_not_used(
    folder: Path, builds: list[str], entry: bytes
) -> None:
    content = written()
    (kept,) = folder.glob("basis-*")
    kind, key = kept.name.split("-")
    cache.put(kind, key, entry)

    assert written() == content
    assert len(builds) == 2


def test_an_entry_is_json_and_a_zip(folder: Path) -> None:
    written()
    (kept,) = folder.glob("basis-*")

    values, _, archive = (cache.get(*kept.name.split("-")) or b"").partition(b"\n")

    assert json.loads(values)["language"] == "nl-NL"
    assert archive.startswith(b"PK")


# -- a whole run -------------------------------------------------------------------------------


def generated(tmp_path: Path, kept: str) -> tuple[list[str], dict[str, bytes]]:
    """The heavy modules that a run of its own loads, and the papers that it makes."""
    output = tmp_path / "uit"
    code = (
        "import sys\nfrom raadsvoorstel.cli import main\n"
        f"sys.argv = ['', 'generate', '--map', {str(MINIMAL)!r}, '--uitvoer', {str(output)!r}]\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        "print([name for name in ('docx', 'lxml') if name in sys.modules])"
    )
    environment = {**os.environ, cache.VARIABLE: kept}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=ROOT,
    )
    papers = {one.name: one.read_bytes() for one in output.rglob("*.docx")}
    for one in output.rglob("*.docx"):
        one.unlink()
    return json.loads(ran.stdout.splitlines()[-1].replace("'", '"')), papers


def test_a_run_with_a_kept_base_loads_no_library_for_word(tmp_path: Path) -> None:
    kept = str(tmp_path / "cache")
    first, second = generated(tmp_path / "a", kept), generated(tmp_path / "b", kept)

    assert first == (["docx", "lxml"], second[1])
    assert second[0] == []
    assert second[1]


def test_a_run_without_a_cache_writes_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path / "xdg"))

    assert generated(tmp_path, cache.OFF)[1]
    assert not (tmp_path / "xdg").exists()
