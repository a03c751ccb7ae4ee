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
    assert ran.err.endswith(
        "8 raden vergeleken, zoals de gegevens het nu zeggen: alles is gelijk. "
        "Geef bestanden op om die te vergelijken.\n"
    )


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


def test_councils_that_deviate_in_the_same_words_each_show_their_reason(
    own: Path, run: Run
) -> None:
    _change(
        own / "data" / "municipalities.yaml",
        "zaaknummers: [AA-1001, AA-1002]\n",
        "zaaknummers: [AA-1001, AA-1002]\n"
        "      afwijkingen:\n"
        "        - punt: krediet\n"
        "          tekst: een half krediet te geven en de rest te bewaren voor de Beelaan\n"
        "          reden: Aadorp heeft geen geld\n"
        "          besloten_door: de raad\n"
        "          datum: 2030-03-07\n",
    )
    ran = run("compare", "--dossier", "warmteplan")
    _, found = _compared(run)
    [deviation] = _by_id(found)["krediet"]["afwijkingen"]

    assert "vastgelegde afwijking: Aadorp en Beedorp (" in ran.out
    assert "    reden van Aadorp: Aadorp heeft geen geld (de raad, 7 maart 2030)\n" in ran.out
    assert "    reden van Beedorp: Beedorp wil eerst een proef op de Beelaan (" in ran.out
    assert [(one["gemeenten"], one["datum"]) for one in deviation["redenen"]] == [
        (["aadorp"], "2030-03-07"),
        (["beedorp"], "2030-02-12"),
    ]


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


def test_a_point_that_one_of_the_papers_of_a_council_lacks_is_missing(own: Path, run: Run) -> None:
    whole = _typed(own, "voorstel.txt", DECIDED, CREDIT, gemeente="Aadorp")
    half = _typed(own, "besluit.txt", DECIDED, gemeente="Aadorp")
    code, found = _compared(run, whole, half, "--strikt")

    assert code == 1
    assert _by_id(found)["vaststellen"]["gelijk"] == ["aadorp"]
    assert _by_id(found)["krediet"]["gelijk"] == []
    assert _by_id(found)["krediet"]["ontbreekt"] == ["aadorp"]
    assert found["verschillen"] == 1


def test_a_point_that_nobody_recorded_is_a_difference(own: Path, run: Run) -> None:
    more = _typed(own, "meer.txt", DECIDED, CREDIT, "een brug te bouwen", gemeente="Aadorp")
    ran = run("compare", more, "--dossier", "warmteplan", "--strikt")
    code, found = _compared(run, more, "--strikt")

    assert ran.code == code == 1
    assert "alles is gelijk" not in ran.err
    assert "Beslispunten die niet gezamenlijk zijn, en niet zo vastgelegd\n" in ran.out
    assert "  verschil (waarschuwing): Aadorp (meer.txt:7:4)\n    {een brug te bouwen}\n" in ran.out
    assert [one["gemeenten"] for one in found["niet_gezamenlijk"]] == [["aadorp"]]
    assert found["verschillen"] == 1


OWN_POINT = "de reserve Aardgasvrij met dit bedrag te verlagen"


def test_a_point_of_one_council_is_shown_and_is_no_difference(own: Path, run: Run) -> None:
    ran = run("compare", "--dossier", "warmteplan")
    told = (
        f"Eigen beslispunten, vastgelegd bij de gemeente\n  Aadorp (data/{{}})\n    {OWN_POINT}\n"
    )

    assert told.format("municipalities.yaml:39:32") in ran.out
    assert ran.err.count("1 eigen beslispunt.") == 1
    same = _typed(own, "zo.txt", DECIDED, CREDIT, OWN_POINT, gemeente="Aadorp")
    assert _compared(run, same)[1]["verschillen"] == 0


def test_a_point_of_one_council_in_other_words_is_a_difference(own: Path, run: Run) -> None:
    other = f"{OWN_POINT} en af te sluiten"
    _, found = _compared(run, _typed(own, "anders.txt", DECIDED, CREDIT, other, gemeente="Aadorp"))
    [difference] = found["niet_gezamenlijk"]

    assert found["verschillen"] == 1
    assert "{en af te sluiten}" in difference["verschil"]


def test_a_template_that_lets_a_point_of_one_council_fall_is_told(own: Path, run: Run) -> None:
    template = own / "templates" / "gemeenten" / "aadorp" / "raadsbesluit.md.j2"
    template.parent.mkdir(parents=True)
    text = (ROOT / "templates" / "_stuk.md.j2").read_text(encoding="utf-8")
    points = "1. {{ besluit.punten[0] }}\n1. {{ besluit.punten[1] }}"
    text = text.replace("{% include onderdeel.sjabloon %}", points)
    template.write_text(text, encoding="utf-8")
    _, found = _compared(run)
    [difference] = found["niet_gezamenlijk"]

    assert difference["verschil"] == f"[{OWN_POINT}]"
    checked = json.loads(run("validate", "--weergave", "json", "--alleen", "RV750").out)
    assert any("eigen beslispunt 'reserve' ontbreekt" in one["message"] for one in checked)


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("raadsbesluit", "{{ besluit.punten[0] }}"),
        ("raadsbesluit", ""),
        ("raadsvoorstel", ""),
    ],
)
def test_a_template_that_lets_a_point_fall_is_never_called_equal(
    own: Path, run: Run, kind: str, points: str
) -> None:
    """Its other paper still has them all."""
    template = own / "templates" / "gemeenten" / "aadorp" / f"{kind}.md.j2"
    template.parent.mkdir(parents=True)
    formula = "::: formule\n{% for regel in formule %}\n{{ regel }}\n\n{% endfor %}\n:::\n"
    start = formula if points else "Wij schrijven u.\n"
    template.write_text(f"# {{{{ stuk.titel }}}}\n\n{start}\n{points}\n", encoding="utf-8")
    code, found = _compared(run, "--strikt")

    assert code == 1
    assert found["verschillen"] > 0
    assert "aadorp" in _by_id(found)["krediet"]["ontbreekt"]
    checked = json.loads(run("validate", "--weergave", "json", "--alleen", "RV750").out)
    assert any("'krediet' ontbreekt" in one["message"] for one in checked)


def test_a_paper_without_the_recorded_deviation_of_its_council_is_a_difference(
    own: Path, run: Run
) -> None:
    before = _typed(own, "stuk.txt", DECIDED, CREDIT, gemeente="Beedorp")
    ran = run("compare", before, "--dossier", "warmteplan", "--strikt")
    _, found = _compared(run, before)
    [difference] = _by_id(found)["krediet"]["verschillen"]

    assert ran.code == 1
    assert ran.err.endswith("1 raad vergeleken: 1 verschil en geen vastgelegde afwijkingen.\n")
    assert difference["gemeenten"] == ["beedorp"]
    assert "[half]" in difference["verschil"]
    assert "naast de vastgelegde afwijking van deze raad" in ran.out
    assert _by_id(found)["krediet"]["gelijk"] == []


def test_a_paper_with_the_recorded_deviation_of_its_council_is_no_difference(
    own: Path, run: Run
) -> None:
    half = "een half krediet te geven en de rest te bewaren voor de Beelaan"
    after = _typed(own, "stuk.txt", DECIDED, half, gemeente="Beedorp")
    ran = run("compare", after, "--dossier", "warmteplan", "--strikt")

    assert ran.code == 0
    assert ran.err.endswith("1 raad vergeleken: geen verschillen en 1 vastgelegde afwijking.\n")


def test_each_council_is_held_against_what_it_decides_itself(own: Path, run: Run) -> None:
    other = CREDIT.replace("zeven", "zes")
    papers = [
        _typed(own, f"{name}.txt", DECIDED, other, gemeente=name) for name in ("Aadorp", "Beedorp")
    ]
    _, found = _compared(run, *papers)
    first, second = _by_id(found)["krediet"]["verschillen"]

    assert (first["gemeenten"], second["gemeenten"]) == (["aadorp"], ["beedorp"])
    assert "[half]" not in first["verschil"]
    assert "[half]" in second["verschil"]


def test_the_total_is_what_is_shown(own: Path, run: Run) -> None:
    oil = _typed(own, "olie.txt", DECIDED.replace("gas", "olie"), CREDIT, gemeente="Aadorp")
    wood = _typed(own, "hout.txt", DECIDED.replace("gas", "hout"), gemeente="'s-Ceedam")
    ran = run("compare", oil, wood, "--dossier", "warmteplan")
    _, found = _compared(run, oil, wood)

    assert ran.out.count("verschil (") == 2
    assert ran.out.count("ontbreekt (") == 1
    assert ran.err.endswith("2 raden vergeleken: 3 verschillen en geen vastgelegde afwijkingen.\n")
    assert found["verschillen"] == 3


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
    assert "Aadorp is niet vergeleken: los eerst de fouten op" in ran.err
    assert _compared(run)[1]["niet_vergeleken"] == ["aadorp"]


def test_without_a_broken_council_not_all_is_equal(own: Path, run: Run) -> None:
    path = own / "data" / "municipalities.yaml"
    _change(path, "agendapunt: agendapunt 12", "agendapunten: 12")
    ran = run("compare", "--dossier", "warmteplan")

    assert ran.code == 1
    assert "alles is gelijk" not in ran.err
    assert "2 raden vergeleken, zoals de gegevens het nu zeggen: geen verschillen" in ran.err
    assert "Beedorp is niet vergeleken: los eerst de fouten op" in ran.err


def test_a_file_of_a_broken_council_is_not_called_equal(own: Path, run: Run) -> None:
    path = own / "data" / "municipalities.yaml"
    _change(path, "agendapunt: agendapunt 12", "agendapunten: 12")
    good = _typed(own, "aadorp.txt", DECIDED, CREDIT, gemeente="Aadorp")
    unknown = _typed(own, "beedorp.txt", DECIDED, CREDIT, gemeente="Beedorp")
    ran = run("compare", good, unknown, "--dossier", "warmteplan")

    assert ran.code == 1
    assert "gelijk in 1 raad: Aadorp" in ran.out
    assert "alles is gelijk" not in ran.err
    assert "Beedorp is niet vergeleken: los eerst de fouten op" in ran.err


def test_where_every_council_is_broken_nothing_is_compared(own: Path, run: Run) -> None:
    path = own / "data" / "municipalities.yaml"
    _change(path, "  huisstijl: polder", "  huisstijlen: polder")
    ran = run("compare", "--dossier", "warmteplan")

    assert ran.code == 1
    assert "Er is geen stuk om te vergelijken. Aadorp, Beedorp en 's-Ceedam zijn niet" in ran.err


@pytest.mark.usefixtures("own")
def test_it_says_that_it_compares_the_data_and_not_the_papers_on_disk(own: Path, run: Run) -> None:
    paper = _typed(own, "stuk.txt", DECIDED, CREDIT, gemeente="Aadorp")

    assert "vergeleken, zoals de gegevens het nu zeggen: " in _told(run)
    assert _told(run).endswith("Geef bestanden op om die te vergelijken.\n")
    assert _told(run, paper).endswith("1 raad vergeleken: alles is gelijk.\n")
    assert "zoals de gegevens het nu zeggen" in " ".join(run("compare", "--help").out.split())


def _told(run: Run, *arguments: str) -> str:
    return run("compare", "--dossier", "warmteplan", *arguments).err


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


@pytest.mark.usefixtures("own")
def test_one_clear_thing_is_said_of_an_annex_that_is_recorded_once(run: Run) -> None:
    shown = run("compare", "--dossier", "warmteplan").out.split("\n\n")

    assert (
        "Bijlage 'kaart'\n"
        "  één keer vastgelegd, voor alle raden: zonder versie, datum of sha256" in shown
    )
    assert (
        "Bijlage 'plan'\n"
        "  één keer vastgelegd, voor alle raden: versie 2.c en datum 16 januari 2030" in shown
    )


def test_annexes_that_nothing_tells_apart_are_not_called_equal(own: Path, run: Run) -> None:
    _local_annex(own, "id: onze-kaart, titel: Kaart van de putten, versie: 4.d")
    shown = run("compare", "--dossier", "warmteplan").out
    [chart] = [one for one in shown.split("\n\n") if one.startswith("Bijlage 'kaart'")]

    assert "niet te vergelijken: vul versie, datum of sha256 overal in" in chart
    assert "gelijk\n" not in chart


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
