"""`compare`: who decides what in which words, what is recorded, and what is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

SECOND = ROOT / "tests" / "tweede"
DECIDED = "het “Warmteplan POLDERGLOED voor huizen zonder gas” voor 2031-2036 vast te stellen"
CREDIT = "een krediet te geven van zeven maal een ton"
HASH = "a" * 64


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the second project, as the current folder."""
    shutil.copytree(SECOND, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _compared(run: Run, *arguments: str) -> tuple[int, dict[str, Any]]:
    ran = run("compare", "--dossier", "warmteplan", "--weergave", "json", *arguments)
    return ran.code, json.loads(ran.out)


def _by_id(found: dict[str, Any], what: str = "beslispunten") -> dict[str, Any]:
    return {one["id"]: one for one in found[what]}


def _typed(folder: Path, name: str, *points: str, gemeente: str = "") -> str:
    opening = [f"De raad van de gemeente {gemeente}", ""] if gemeente else []
    lines = [*opening, "Voorgesteld besluit", ""]
    lines += [f"{number}. {one}" for number, one in enumerate(points, 1)]
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return name


def test_the_example_decides_the_same_everywhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = run("compare")

    assert ran.code == 0
    assert "gelijk in 8 raden: Beverwijk, " in ran.out
    assert ran.err.endswith("8 raden vergeleken: alles is gelijk.\n")


@pytest.mark.usefixtures("own")
def test_a_recorded_deviation_is_shown_with_its_reason_and_fails_nothing(run: Run) -> None:
    ran = run("compare", "--dossier", "warmteplan")
    code, found = _compared(run)
    [deviation] = _by_id(found)["krediet"]["afwijkingen"]

    assert ran.code == code == 0
    assert "vastgelegde afwijking: Beedorp (data/municipalities.yaml:" in ran.out
    assert "reden: Beedorp wil eerst een proef op de Beelaan (" in ran.out
    assert deviation["gemeenten"] == ["beedorp"]
    assert "{half}" in deviation["verschil"]
    assert found["afwijkingen"] == 1
    assert found["verschillen"] == 0


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("verplicht", (), (1, "fout")),
        ("gewenst", (), (0, "waarschuwing")),
        ("gewenst", ("--strikt",), (1, "waarschuwing")),
        ("nee", ("--strikt",), (0, "info")),
    ],
)
def test_the_dossier_says_how_grave_a_difference_is(
    own: Path, run: Run, kind: str, options: tuple[str, ...], expected: tuple[int, str]
) -> None:
    _change(own / "data" / "warmteplan.yaml", "eensluidend: gewenst", f"eensluidend: {kind}")
    bad = _typed(own, "stuk.txt", DECIDED.replace("gas", "olie"), CREDIT, gemeente="Aadorp")
    ended, found = _compared(run, bad, *options)
    [difference] = _by_id(found)["vaststellen"]["verschillen"]

    assert (ended, found["ernst"]) == expected
    assert "[gas] {olie}" in difference["verschil"]
    assert difference["plaats"] == "stuk.txt:5:4"
    assert _by_id(found)["vaststellen"]["plaats"].startswith("data/warmteplan.yaml:")
    assert _by_id(found)["krediet"]["gelijk"] == ["aadorp"]


def test_a_paper_that_lacks_a_point_or_its_council_is_told_by_name(own: Path, run: Run) -> None:
    whole = _typed(own, "heel.txt", DECIDED, CREDIT)
    half = _typed(own, "half.txt", DECIDED)
    ran = run("compare", whole, half, "--dossier", "warmteplan", "--strikt")

    assert ran.code == 1
    assert "gelijk in 2 stukken: heel.txt en half.txt" in ran.out
    assert "ontbreekt (waarschuwing): half.txt" in ran.out


def test_a_council_may_have_kept_the_shared_words_where_a_deviation_is_recorded(
    own: Path, run: Run
) -> None:
    before = _typed(own, "stuk.txt", DECIDED, CREDIT, gemeente="Beedorp")
    code, found = _compared(run, before)

    assert code == 0
    assert _by_id(found)["krediet"]["gelijk"] == ["beedorp"]
    assert _by_id(found)["krediet"]["afwijkingen"] == []


def test_a_local_value_is_shown_and_is_no_difference(own: Path, run: Run) -> None:
    _change(
        own / "data" / "warmteplan.yaml",
        "voor {{ dossier.periode.van }}-",
        "in {{ gemeente.naam }} voor {{ dossier.periode.van }}-",
    )
    code, found = _compared(run)
    point = _by_id(found)["vaststellen"]

    assert code == 0
    assert "in ⟨gemeente.naam⟩ voor" in point["tekst"]
    assert point["plaatselijk"] == ["gemeente.naam"]
    assert len(point["gelijk"]) == 3


def test_a_file_that_is_no_word_file_is_told_and_fails(own: Path, run: Run) -> None:
    (own / "kapot.docx").write_bytes(b"geen zip")
    ran = run("compare", "kapot.docx", "--dossier", "warmteplan")

    assert ran.code == 1
    assert "RV600" in ran.err
    assert ran.err.endswith("Er is geen stuk om te vergelijken.\n")


def test_a_broken_council_is_told_and_fails(own: Path, run: Run) -> None:
    _change(own / "data" / "municipalities.yaml", "agendapunt: agendapunt 7a", "agendapunten: 7a")
    ran = run("compare", "--dossier", "warmteplan")

    assert ran.code == 1
    assert "RV101" in ran.err
    assert "gelijk in 2 raden: Beedorp en 's-Ceedam" in ran.out


# -- annexes -----------------------------------------------------------------------------------


def _local_annex(own: Path, fields: str) -> None:
    """An annex of Ceedam's own, beside those of the dossier."""
    path = own / "data" / "municipalities.yaml"
    numbers = "      zaaknummers: [CC-3003, CC-3004, CC-3005]\n"
    _change(path, numbers, f"{numbers}      bijlagen:\n        - {{{fields}}}\n")


@pytest.mark.usefixtures("own")
def test_an_annex_of_the_dossier_is_the_same_for_all(run: Run) -> None:
    code, found = _compared(run)
    [version] = _by_id(found, "bijlagen")["plan"]["versies"]

    assert code == 0
    assert version == {
        "van": "het dossier",
        "openbaarheid": "openbaar",
        "versie": "2.c",
        "datum": "2030-01-16",
        "sha256": None,
    }


def test_another_version_of_an_annex_is_a_difference(own: Path, run: Run) -> None:
    _change(own / "data" / "warmteplan.yaml", "versie: 2.c,", f"versie: 2.c, sha256: {HASH},")
    _local_annex(own, f"id: ons-plan, titel: Het warmteplan zelf, versie: 2.d, sha256: {'b' * 64}")
    code, found = _compared(run)
    ran = run("compare", "--dossier", "warmteplan")

    assert code == ran.code == 0
    assert run("compare", "--dossier", "warmteplan", "--strikt").code == 1
    assert _by_id(found, "bijlagen")["plan"]["verschil"] == ["versie", "sha256"]
    assert "'s-Ceedam: versie 2.d en sha256 bbbbbbbb…" in ran.out
    assert "verschil (waarschuwing): versie en sha256" in ran.out


def test_nothing_is_told_of_a_secret_annex(own: Path, run: Run) -> None:
    shown = "\n".join(
        (run("compare", "--dossier", "warmteplan").out, json.dumps(_compared(run)[1]))
    )

    assert "prijzen" in shown
    assert "3.d" not in shown
    assert "Prijzen van de leveranciers" not in shown
    assert "3.d" in (own / "data" / "warmteplan.yaml").read_text(encoding="utf-8")
