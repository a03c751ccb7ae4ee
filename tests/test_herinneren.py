"""A run remembers what the one before it found and made, and forgets it at the smallest change."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from raadsvoorstel import batch, cache, checking, composing, loading, pipeline
from raadsvoorstel.readers import recalled
from raadsvoorstel.values import Tekst
from tests.conftest import PAPERS, ROOT, Run, shipped_case
from tests.test_bewaren import snapshot

REGIOVISIE = Path("data/regiovisie.yaml")


@pytest.fixture
def loads(minimal: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """How often a run checks or composes, in the small project with templates and a new cache."""
    shutil.copytree(ROOT / "templates", minimal / "templates")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    done: list[str] = []

    def told(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def telling(*args: object, **options: object) -> object:
            done.append(name)
            return function(*args, **options)

        return telling

    monkeypatch.setattr(checking, "check", told("check", checking.check))
    monkeypatch.setattr(composing.Composer, "compose", told("compose", composing.Composer.compose))
    return done


def test_the_same_question_has_the_same_answer_without_a_look(loads: list[str], run: Run) -> None:
    first = run("validate")
    assert loads
    loads.clear()
    assert run("validate") == first
    assert loads == []


def test_options_that_choose_among_findings_share_one_answer(loads: list[str], run: Run) -> None:
    run("validate")
    loads.clear()
    assert "RV210" in run("validate", "--weergave", "json").out
    assert "RV210" not in run("validate", "--zonder", "RV210", "--weergave", "kort").out
    assert loads == []


def test_each_file_of_the_project_counts(loads: list[str], run: Run, minimal: Path) -> None:
    run("validate")
    files = [path for path in sorted(minimal.rglob("*")) if path.is_file()]
    assert {path.suffix for path in files} >= {".yaml", ".j2"}
    for path in files:
        loads.clear()
        with path.open("ab") as file:
            file.write(b"\n")
        run("validate")
        assert loads, path


def test_a_new_file_counts(loads: list[str], run: Run, minimal: Path) -> None:
    run("validate")
    loads.clear()
    (minimal / "templates" / "onderdelen" / "nieuw.md.j2").write_text("Nieuw.\n", encoding="utf-8")
    run("validate")
    assert loads


def test_another_dossier_and_folder_are_other_questions(
    loads: list[str], run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home = run("validate", "--weergave", "kort")
    monkeypatch.chdir(minimal / "data")
    loads.clear()
    elsewhere = run("validate", "--weergave", "kort")
    assert loads
    assert at_home.out != elsewhere.out


def test_other_code_gives_other_answers(
    loads: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("validate")
    loads.clear()
    monkeypatch.setattr("raadsvoorstel.remembering._code", lambda: "other")
    run("validate")
    assert loads


def test_an_answer_to_a_file_that_changed_meanwhile_is_not_kept(
    loads: list[str], run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = checking.check

    def while_somebody_types(*given: Any, **options: Any) -> batch.Checked:
        checked = look(*given, **options)
        with (minimal / REGIOVISIE).open("a", encoding="utf-8") as file:
            file.write("# nog iets\n")
        return checked

    before = (minimal / REGIOVISIE).read_bytes()
    monkeypatch.setattr(checking, "check", while_somebody_types)
    run("validate")
    (minimal / REGIOVISIE).write_bytes(before)
    loads.clear()
    run("validate")
    assert loads


def test_papers_that_stand_are_not_composed(loads: list[str], run: Run, minimal: Path) -> None:
    first = run("generate")
    before = snapshot(minimal / "uitvoer")
    loads.clear()
    again = run("generate")
    assert loads == []
    assert again.code == first.code
    assert "0 geschreven" in again.out
    assert snapshot(minimal / "uitvoer") == before


def test_a_paper_that_is_gone_is_made_without_checking(
    loads: list[str], run: Run, minimal: Path
) -> None:
    first = run("generate")
    before = snapshot(minimal / "uitvoer")
    shutil.rmtree(minimal / "uitvoer")
    loads.clear()
    again = run("generate")
    assert set(loads) == {"compose"}
    assert again.out == first.out
    after = snapshot(minimal / "uitvoer")
    assert {name: one[1] for name, one in after.items()} == {
        name: one[1] for name, one in before.items()
    }


def test_papers_of_a_file_that_changed_meanwhile_are_checked(
    loads: list[str], run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict of before is about other data."""
    run("generate")
    shutil.rmtree(minimal / "uitvoer")
    load = loading.load

    def while_somebody_types(*given: Any) -> loading.Loaded:
        text = (minimal / REGIOVISIE).read_text(encoding="utf-8")
        (minimal / REGIOVISIE).write_text(text.replace("versie:", "versje:"), encoding="utf-8")
        return load(*given)

    monkeypatch.setattr(pipeline, "load", while_somebody_types)
    loads.clear()
    told = run("generate")

    assert "check" in loads
    assert told.code == 1
    assert "Onbekend veld 'versje'" in told.out
    assert not (minimal / "uitvoer").exists()


def test_an_edited_paper_is_seen(loads: list[str], run: Run, minimal: Path) -> None:
    run("generate")
    paper = next((minimal / "uitvoer").rglob("*.docx"))
    paper.write_bytes(b"met de hand")
    loads.clear()
    told = run("generate")
    assert told.code == 1
    assert "RV503" in told.out
    assert paper.read_bytes() == b"met de hand"


def test_what_is_left_of_an_earlier_run_is_told_again(
    loads: list[str], run: Run, minimal: Path
) -> None:
    run("generate")
    municipalities = minimal / "data" / "municipalities.yaml"
    text = municipalities.read_text(encoding="utf-8")
    less = text.replace("  naam: Aadorp\n", "  naam: Aadorp\n  stukken: [raadsvoorstel]\n")
    assert less != text
    municipalities.write_text(less, encoding="utf-8")
    first = run("generate")
    assert "aadorp/raadsbesluit.docx is van een eerdere run" in first.out
    assert first.out.count("lever het niet aan") == 1
    loads.clear()
    assert "raadsbesluit.docx is van een eerdere run" in run("generate").out
    assert loads == []


def test_what_is_left_is_told_again_where_every_council_has_an_error(
    loads: list[str], run: Run, minimal: Path
) -> None:
    run("generate")
    for path in (minimal / "data").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("beedorp", "ceedorp")
        path.write_text(text.replace("  naam: ", "  naamm: x\n  naam: "), encoding="utf-8")
    told = run("generate")
    assert "beedorp/raadsbesluit.docx is van een eerdere run" in told.out
    assert "Er is niets geschreven." in told.out
    loads.clear()
    assert run("generate") == told
    assert loads == []


@pytest.mark.parametrize("asked", [(), ("--gemeente", "aadorp", "--stuk", "raadsbesluit")])
def test_the_older_papers_of_a_skipped_council_are_named(
    loads: list[str], run: Run, minimal: Path, asked: tuple[str, ...]
) -> None:
    """Nobody takes them for new ones; those of a council that was not asked for stay unnamed."""
    run("generate")
    (minimal / "uitvoer" / "aadorp" / "raadsvoorstel.md").unlink()
    municipalities = minimal / "data" / "municipalities.yaml"
    text = municipalities.read_text(encoding="utf-8")
    municipalities.write_text(text.replace("  naam: ", "  naamm: x\n  naam: "), encoding="utf-8")

    told = run("generate", *asked)

    older = [f"uitvoer/aadorp/{paper}" for paper in sorted(PAPERS - {"raadsvoorstel.md"})]
    assert (
        "Aadorp is overgeslagen: los eerst de fouten op\n"
        f"  = let op: nog van een eerdere run, en niet bijgewerkt: {', '.join(older)}\n"
    ) in told.out
    assert ("Beedorp is overgeslagen" in told.out) == (not asked)
    loads.clear()
    assert run("generate", *asked) == told
    assert loads == []


@pytest.mark.parametrize("asked", [(), ("--gemeente", "aadorp")])
def test_a_run_that_stops_tells_that_what_stands_there_is_older(
    loads: list[str], run: Run, minimal: Path, asked: tuple[str, ...]
) -> None:
    run("generate")
    dossier = minimal / REGIOVISIE
    dossier.write_text(f"onzin: x\n{dossier.read_text(encoding='utf-8')}", encoding="utf-8")

    told = run("generate", *asked)

    assert told.out.endswith(
        f"Er is niets geschreven; {2 * len(PAPERS)} bestanden in uitvoer zijn "
        "nog van een eerdere run.\n"
    )
    loads.clear()
    assert run("generate", *asked) == told
    assert loads == []
    assert run("generate", "--uitvoer", "leeg").out.endswith("Er is niets geschreven.\n")


def test_a_council_that_was_not_asked_for_is_not_skipped(run: Run, minimal: Path) -> None:
    data = minimal / "data" / "municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("standaard", "kapot"), "utf-8")
    style = minimal / "templates" / "huisstijlen" / "kapot" / "huisstijl.yaml"
    style.parent.mkdir(parents=True)
    style.write_text("gebaseerd_op: standaard\nonzin: ja\n", encoding="utf-8")

    told = run("generate", "--gemeente", "aadorp")

    assert "Aadorp is overgeslagen" in told.out
    assert "Beedorp" not in told.out


@pytest.mark.usefixtures("loads")
def test_a_hash_of_a_file_elsewhere_is_looked_at_every_time(run: Run, minimal: Path) -> None:
    annex = minimal / "kaart.txt"
    annex.write_bytes(b"kaart")
    dossier = minimal / REGIOVISIE
    dossier.write_text(
        dossier.read_text(encoding="utf-8")
        + "bijlagen:\n  - id: kaart\n    titel: Kaart\n    bestand: ../kaart.txt\n"
        f"    sha256: {hashlib.sha256(b'kaart').hexdigest()}\n",
        encoding="utf-8",
    )
    assert "RV225" not in run("validate", "--weergave", "kort").out
    annex.write_bytes(b"andere kaart")
    assert "RV225" in run("validate", "--weergave", "kort").out


def test_a_folder_that_leads_elsewhere_is_not_remembered(
    loads: list[str], run: Run, minimal: Path, tmp_path: Path
) -> None:
    (tmp_path / "elders").mkdir()
    (minimal / "templates" / "elders").symlink_to(tmp_path / "elders")
    run("validate")
    loads.clear()
    run("validate")
    assert loads


def test_without_a_cache_nothing_is_remembered(
    loads: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    first = run("validate")
    loads.clear()
    assert run("validate") == first
    assert loads


# -- texts -------------------------------------------------------------------------------------

REPORT = """
import sys
sys.argv = ["raadsvoorstel", *sys.argv[1:]]
from raadsvoorstel.cli import main
try:
    main()
except SystemExit:
    pass
print("markdown_it" in sys.modules)
"""


def loads_a_parser(*arguments: str) -> bool:
    """Whether a run in a process of its own loads the parser of Markdown."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1] == "True"


@pytest.mark.usefixtures("loads")
def test_texts_that_did_not_change_are_not_read_again(minimal: Path) -> None:
    municipalities = minimal / "data" / "municipalities.yaml"
    assert loads_a_parser("generate", "--uitvoer", "eerst")
    text = municipalities.read_text(encoding="utf-8")
    changed = text.replace("datum: 2024-03-07", "datum: 2024-03-14")
    assert changed != text
    municipalities.write_text(changed, encoding="utf-8")
    assert not loads_a_parser("generate", "--uitvoer", "daarna")
    municipalities.write_text("# een regel\n" + changed, encoding="utf-8")
    dossier = minimal / REGIOVISIE
    words = dossier.read_text(encoding="utf-8")
    dossier.write_text("# een regel\n" + words, encoding="utf-8")
    assert loads_a_parser("generate", "--uitvoer", "verschoven")


def test_kept_texts_give_the_same_papers(
    loads: list[str], run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also each word knows its place: the same findings come at the same lines."""
    run("generate", "--uitvoer", "eerst")
    with (minimal / "data" / "municipalities.yaml").open("a", encoding="utf-8") as file:
        file.write("# een opmerking\n")
    loads.clear()
    kept = run("generate", "--uitvoer", "met"), run("validate", "--weergave", "kort")
    assert set(loads) == {"check", "compose"}
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    fresh = run("generate", "--uitvoer", "zonder"), run("validate", "--weergave", "kort")
    assert kept[1] == fresh[1]
    with_, without = snapshot(minimal / "met"), snapshot(minimal / "zonder")
    assert {name: one[1] for name, one in with_.items()} == {
        name: one[1] for name, one in without.items()
    }


def test_every_text_that_ships_comes_back_as_it_was() -> None:
    case = shipped_case()
    texts = [case.dossier, *case.municipalities.values(), *case.styles.values()]
    found = [one for each in texts for one in _texts(each)]
    assert found
    for one in found:
        reading = recalled.Reading(one.blocks)
        again = msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=recalled.Reading)
        assert repr(again) == repr(reading)  # places take no part in ==


def _texts(value: object) -> Iterator[Tekst]:
    match value:
        case Tekst():
            yield value
        case dict():
            yield from (found for one in value.values() for found in _texts(one))
        case tuple():
            yield from (found for one in value for found in _texts(one))
        case msgspec.Struct():
            fields = value.__struct_fields__
            yield from (found for name in fields for found in _texts(getattr(value, name)))
        case _:
            pass
