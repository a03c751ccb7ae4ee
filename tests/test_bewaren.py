"""Promise 3: nothing is lost. No edited file is overwritten, no half file is left."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from raadsvoorstel import publishing
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.publishing import Outcome, OutputFile, State, publish
from tests.conftest import PAPERS, Run

ABOUT = {"gemeente": "aadorp", "dossier": "regiovisie", "stuk": "raadsvoorstel", "formaat": "docx"}
PATH = "aadorp/raadsvoorstel.docx"


def paper(content: bytes, path: str = PATH) -> OutputFile:
    return OutputFile(path, content, ABOUT)


def states(outcomes: tuple[Outcome, ...]) -> list[State]:
    return [one.state for one in outcomes]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    before = snapshot(tmp_path)

    outcomes = publish(tmp_path, [paper(b"een")])

    assert states(outcomes) == [State.SAME]
    assert snapshot(tmp_path) == before


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])

    outcomes = publish(tmp_path, [paper(b"twee")])

    assert states(outcomes) == [State.CHANGED]
    assert (tmp_path / PATH).read_bytes() == b"twee"


def test_an_edited_file_stays_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"met de hand")

    outcomes = publish(tmp_path, [paper(b"twee")])

    assert states(outcomes) == [State.KEPT]
    assert outcomes[0].beside == "aadorp/raadsvoorstel.nieuw.docx"
    assert (tmp_path / PATH).read_bytes() == b"met de hand"
    assert (tmp_path / outcomes[0].beside).read_bytes() == b"twee"


def test_a_file_that_we_never_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / "aadorp").mkdir()
    (tmp_path / PATH).write_bytes(b"van een ander")

    outcomes = publish(tmp_path, [paper(b"een")])

    assert states(outcomes) == [State.KEPT]
    assert (tmp_path / PATH).read_bytes() == b"van een ander"


def test_the_file_beside_is_guarded_too(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"met de hand")
    publish(tmp_path, [paper(b"twee")])
    (tmp_path / "aadorp/raadsvoorstel.nieuw.docx").write_bytes(b"ook met de hand")

    outcomes = publish(tmp_path, [paper(b"drie")])

    assert outcomes[0].beside == "aadorp/raadsvoorstel.nieuw2.docx"
    assert (tmp_path / PATH).read_bytes() == b"met de hand"
    assert (tmp_path / "aadorp/raadsvoorstel.nieuw.docx").read_bytes() == b"ook met de hand"


def test_the_new_version_beside_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"met de hand")
    publish(tmp_path, [paper(b"twee")])

    publish(tmp_path, [paper(b"drie")])

    assert sorted(path.name for path in (tmp_path / "aadorp").iterdir()) == [
        "raadsvoorstel.docx",
        "raadsvoorstel.nieuw.docx",
    ]
    assert (tmp_path / "aadorp/raadsvoorstel.nieuw.docx").read_bytes() == b"drie"


def test_who_takes_over_the_new_version_goes_on_as_before(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"met de hand")
    publish(tmp_path, [paper(b"twee")])
    (tmp_path / "aadorp/raadsvoorstel.nieuw.docx").replace(tmp_path / PATH)

    assert states(publish(tmp_path, [paper(b"twee")])) == [State.SAME]
    assert states(publish(tmp_path, [paper(b"drie")])) == [State.CHANGED]
    assert list(publishing.read_manifest(tmp_path)) == [PATH]


@pytest.mark.parametrize("cut_at", [1, 2, 3])
def test_a_run_that_is_cut_off_leaves_whole_files_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_at: int
) -> None:
    """Wherever it stops, each file is the old or the new one, and the next run finishes."""
    old, new = [paper(b"een"), paper(b"een", "x/y.md")], [paper(b"twee"), paper(b"twee", "x/y.md")]
    publish(tmp_path, old)
    whole, calls = publishing.write_file, iter(range(1, 99))

    def cut(path: Path, content: bytes) -> None:
        if next(calls) >= cut_at:
            raise KeyboardInterrupt
        whole(path, content)

    monkeypatch.setattr(publishing, "write_file", cut)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, new)
    monkeypatch.setattr(publishing, "write_file", whole)

    assert {(tmp_path / one.path).read_bytes() for one in old} <= {b"een", b"twee"}
    assert State.KEPT not in states(publish(tmp_path, new))
    assert {(tmp_path / one.path).read_bytes() for one in new} == {b"twee"}
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    """Nothing in that process could still remove it."""
    code = (
        "import os, pathlib, signal, sys\nfrom raadsvoorstel import publishing\n"
        "pathlib.Path.chmod = lambda *_: os.kill(os.getpid(), 9)\n"
        "publishing.write_file(pathlib.Path(sys.argv[1]), b'half')"
    )
    for name in (PATH, publishing.MANIFEST):
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=False)
    (tmp_path / "aadorp" / ".eigen.tmp").write_bytes(b"van iemand anders")
    assert len(list(tmp_path.rglob("*.tmp"))) == 3

    publish(tmp_path, [paper(b"een")])

    assert [one.name for one in tmp_path.rglob("*.tmp")] == [".eigen.tmp"]


@pytest.mark.parametrize("before", [[], [paper(b"een")]], ids=["new", "ours"])
def test_a_file_that_is_saved_during_a_run_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[OutputFile]
) -> None:
    """Between the look at the first file and the writing of the last, anyone may save one."""
    publish(tmp_path, [*before, paper(b"een", "aadorp/x.md")])
    intended = publishing._intended

    def meanwhile(*known: Any) -> publishing.Manifest:
        (tmp_path / PATH).write_bytes(b"met de hand")
        return intended(*known)

    monkeypatch.setattr(publishing, "_intended", meanwhile)
    outcomes = publish(tmp_path, [paper(b"twee"), paper(b"twee", "aadorp/x.md")])
    monkeypatch.undo()

    assert states(outcomes) == [State.FAILED, State.CHANGED]
    assert "tijdens deze run" in outcomes[0].reason
    assert states(publish(tmp_path, [paper(b"twee")])) == [State.KEPT]
    assert (tmp_path / PATH).read_bytes() == b"met de hand"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EDQUOT])
def test_a_file_that_cannot_be_written_is_told_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    whole = publishing.write_file

    def fail(path: Path, content: bytes) -> None:
        if path.name == "raadsvoorstel.docx":
            raise OSError(number, os.strerror(number))
        whole(path, content)

    monkeypatch.setattr(publishing, "write_file", fail)
    outcomes = publish(tmp_path, [paper(b"een"), paper(b"een", "beedorp/x.docx")])

    assert states(outcomes) == [State.FAILED, State.NEW]
    assert outcomes[0].reason
    assert list(publishing.read_manifest(tmp_path)) == ["beedorp/x.docx"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, [paper(b"een")])

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutsideError, match="de schijf is vol"):
        publish(tmp_path, [paper(b"twee")])

    assert (tmp_path / PATH).read_bytes() == b"een"
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)

    outcomes = publish(tmp_path, [paper(b"een"), paper(b"een", "x.md")])

    assert states(outcomes) == [State.FAILED, State.NEW]
    assert outcomes[0].reason == "op deze plaats staat een map"


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("geen map", encoding="utf-8")

    with pytest.raises(OutsideError, match="kan niet worden gebruikt"):
        publish(tmp_path / "uit", [paper(b"een")])
    with pytest.raises(OutsideError, match="kan niet worden gebruikt"):
        publish(tmp_path / "uit" / "dieper", [paper(b"een")])


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"versie": 1, "stukken": {"a": 3}}', "\x00"])
def test_a_broken_manifest_is_refused_and_nothing_is_touched(tmp_path: Path, broken: str) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / "manifest.json").write_text(broken, encoding="utf-8")

    with pytest.raises(OutsideError, match="geen geldig manifest"):
        publish(tmp_path, [paper(b"twee")])

    assert (tmp_path / PATH).read_bytes() == b"een"


def test_two_runs_do_not_mix(tmp_path: Path) -> None:
    with publishing._sole_run(tmp_path), pytest.raises(OutsideError, match="andere run"):
        publish(tmp_path, [paper(b"een")])
    publish(tmp_path, [paper(b"een")])


def test_a_run_of_another_process_counts_until_that_is_cut_off(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom raadsvoorstel import publishing\n"
        "held = publishing._sole_run(pathlib.Path(sys.argv[1]))\nheld.__enter__()\n"
        "print('houdt', flush=True)\nsys.stdin.read()"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"houdt"
        with pytest.raises(OutsideError, match="andere run"):
            publish(tmp_path, [paper(b"een")])
        other.kill()

    assert states(publish(tmp_path, [paper(b"een")])) == [State.NEW]
    assert not list(tmp_path.glob("*journal*"))


def test_a_lock_that_is_something_else_is_an_unusable_folder(tmp_path: Path) -> None:
    (tmp_path / ".raadsvoorstel.lock").write_bytes(b"iets anders")

    with pytest.raises(OutsideError, match="kan niet worden gebruikt"):
        publish(tmp_path, [paper(b"een")])


def test_generate_keeps_an_edited_word_file(minimal: Path, run: Run) -> None:
    """The case of the policy officer: edit in Word, change a date, run again."""
    assert run("generate").code == 0
    edited = minimal / "uitvoer/aadorp/raadsvoorstel.docx"
    edited.write_bytes(b"bewerkt in Word")
    data = minimal / "data/municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("2024-03-07", "2024-03-14"), "utf-8")

    ran = run("generate")

    assert ran.code == 1
    assert edited.read_bytes() == b"bewerkt in Word"
    assert (minimal / "uitvoer/aadorp/raadsvoorstel.nieuw.docx").is_file()
    assert "is met de hand bewerkt en blijft staan" in ran.out
    assert "raadsvoorstel.nieuw.docx" in ran.out


def test_one_council_changes_only_its_own_entries(minimal: Path, run: Run) -> None:
    run("generate")
    manifest = minimal / "uitvoer/manifest.json"
    before = json.loads(manifest.read_bytes())["stukken"]
    data = minimal / "data/municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("0012345", "0054321"), "utf-8")

    ran = run("generate", "--gemeente", "aadorp")

    after = json.loads(manifest.read_bytes())["stukken"]
    assert ran.code == 0
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name.partition("/")[0] for name in changed} == {"aadorp"}


def test_an_unchanged_run_touches_nothing(minimal: Path, run: Run) -> None:
    run("generate")
    before = snapshot(minimal)

    ran = run("generate")

    assert snapshot(minimal) == before
    assert f"{2 * len(PAPERS)} bestanden in uitvoer, 0 geschreven" in ran.out


def test_two_runs_that_were_cut_off_leave_our_file_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = publishing.write_file
    publish(tmp_path, [paper(b"een")])
    for content in (b"twee", b"drie"):

        def cut(path: Path, data: bytes) -> None:
            if path.name != "manifest.json":
                raise KeyboardInterrupt
            whole(path, data)

        monkeypatch.setattr(publishing, "write_file", cut)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, [paper(content)])
    monkeypatch.setattr(publishing, "write_file", whole)

    assert states(publish(tmp_path, [paper(b"vier")])) == [State.CHANGED]


def test_a_new_version_that_was_taken_over_is_ours(tmp_path: Path) -> None:
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"met de hand")
    publish(tmp_path, [paper(b"twee")])
    (tmp_path / "aadorp/raadsvoorstel.nieuw.docx").replace(tmp_path / PATH)

    assert states(publish(tmp_path, [paper(b"drie")])) == [State.CHANGED]


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, [paper(b"een"), paper(b"een", "x.md")])

    def broken(path: Path) -> bytes:
        if path.name == "raadsvoorstel.docx":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        with path.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", broken)
    outcomes = publish(tmp_path, [paper(b"twee"), paper(b"twee", "x.md")])

    assert states(outcomes) == [State.FAILED, State.CHANGED]
    assert "niet te lezen" in outcomes[0].reason


def test_a_name_that_is_too_long_harms_no_other(tmp_path: Path) -> None:
    outcomes = publish(tmp_path, [paper(b"een", f"{'a' * 300}/x.md"), paper(b"een")])

    assert states(outcomes) == [State.FAILED, State.NEW]
    assert "te lang" in outcomes[0].reason


def test_every_file_is_read_once_and_hashed_once_or_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of hundreds of papers too: what a run asks of the disk grows with them, no faster."""
    read: list[str] = []
    hashed: list[int] = []
    whole, sha256 = Path.read_bytes, hashlib.sha256

    def reading(path: Path) -> bytes:
        read.append(path.name)
        return whole(path)

    def hashing(content: bytes) -> object:
        hashed.append(len(content))
        return sha256(content)

    old = [paper(b"een", f"{number}/{number}.md") for number in range(9)]
    new = [paper(b"twee", one.path) for one in old]
    publish(tmp_path, old)
    monkeypatch.setattr(Path, "read_bytes", reading)
    monkeypatch.setattr(hashlib, "sha256", hashing)

    assert set(states(publish(tmp_path, new))) == {State.CHANGED}
    assert sorted(name for name in read if name != "manifest.json") == [f"{n}.md" for n in range(9)]
    assert len(hashed) == 2 * len(new)  # what stands there, and what comes
    read.clear()
    hashed.clear()
    assert set(states(publish(tmp_path, [paper(b"twee", one.path) for one in old]))) == {State.SAME}
    assert len([name for name in read if name != "manifest.json"]) == len(hashed) == len(new)


def test_only_the_manifest_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one file that a next run can't make again."""
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)

    publish(tmp_path, [paper(b"een", f"{number}.md") for number in range(9)])
    assert len(flushed) == 1
    publish(tmp_path, [paper(b"twee", f"{number}.md") for number in range(9)])
    assert len(flushed) == 3  # before the papers what they were, and afterwards what they are


def test_an_empty_file_is_nobodys_work(tmp_path: Path) -> None:
    """A power cut may leave one; nothing of it can be lost."""
    publish(tmp_path, [paper(b"een")])
    (tmp_path / PATH).write_bytes(b"")

    assert states(publish(tmp_path, [paper(b"een")])) == [State.CHANGED]
    assert (tmp_path / PATH).read_bytes() == b"een"
