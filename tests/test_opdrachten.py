"""The commands as their users run them: what they say, where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COUNCILS, KINDS, PAPERS, ROOT, Run


def made(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_generate_makes_the_papers_of_all_councils(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    ran = run("generate", "--uitvoer", str(tmp_path))

    expected = {f"{id_}/{paper}" for id_ in COUNCILS for paper in PAPERS}
    assert ran.code == 0
    assert made(tmp_path) == expected | {"manifest.json"}


@pytest.mark.parametrize("name", ["heemstede", "Heemstede", "HEEMSTEDE", " heemstede "])
def test_a_council_is_found_by_id_or_name_in_any_case(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(ROOT)

    ran = run("generate", "--gemeente", name, "--uitvoer", str(tmp_path))

    assert ran.code == 0
    assert made(tmp_path) == {*(f"heemstede/{paper}" for paper in PAPERS), "manifest.json"}


def test_kind_and_format_narrow_the_run(minimal: Path, run: Run) -> None:
    run("generate", "--stuk", "raadsbesluit", "--formaat", "md", "--gemeente", "aadorp")

    assert made(minimal / "uitvoer") == {"aadorp/raadsbesluit.md", "manifest.json"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("generate", "--gemeente", "aadrop"), "Bedoelde u 'aadorp'?"),
        (("generate", "--stuk", "raadsbsluit"), "Bedoelde u 'raadsbesluit'?"),
        (("generate", "--formaat", "pdf"), "docx, md"),
        (("validate", "--weergave", "jsn"), "Bedoelde u 'json'?"),
        (("generate", "--dossier", "regiovise"), "Bedoelde u 'regiovisie'?"),
        (("generate", "--dossier", "../weg"), "Onbekend bij --dossier"),
        (("generat",), "Bedoelde u 'generate'?"),
        (("generate", "--gemeent", "aadorp"), "Bedoelde u '--gemeente'?"),
        (("generate", "--gemeente"), "heeft een waarde nodig"),
        (("init",), "'MAP' ontbreekt"),
        (("verschil",), "De opdracht 'verschil' bestaat niet. Bedoelde u 'compare'?"),
        (("help",), "Bedoelde u '--help'?"),
        (("huisstijl", "preview", "standard"), "De huisstijl 'standard' bestaat niet"),
        (("schema", "dosier"), "Het schema 'dosier' bestaat niet"),
        (("validate", "--map", "bestaat-niet"), "bestaat niet"),
    ],
)
def test_wrong_use_is_explained_and_ends_with_2(
    minimal: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    ran = run(*arguments)

    assert ran.code == 2
    assert said in ran.err
    assert not (minimal / "uitvoer").exists()


def test_every_run_names_its_project(
    minimal: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Project: ." in run("validate").err
    (tmp_path / "leeg").mkdir()
    monkeypatch.chdir(tmp_path / "leeg")

    assert "het ingebouwde voorbeeld" in run("validate").err
    assert minimal.is_dir()


def test_a_project_is_found_from_a_folder_below_it(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(minimal / "data")

    assert run("generate").code == 0
    assert (minimal / "uitvoer/aadorp/raadsvoorstel.md").is_file()


def test_validate_of_the_shipped_data(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    ran = run("validate", "--weergave", "json")

    findings = json.loads(ran.out)
    saturday = [one for one in findings if one["code"] == "RV307"]
    assert ran.code == 0
    assert not [one for one in findings if one["severity"] == "fout"]
    assert [one["message"] for one in saturday] == [
        "De raadsvergadering van Heemstede is op zaterdag 19 december 2020"
    ]
    assert len([one for one in findings if one["code"] == "RV210"]) == len(COUNCILS)
    assert "0 fouten" in ran.err
    assert "Nog in te vullen: steller " in ran.err


def test_strict_counts_warnings(minimal: Path, run: Run) -> None:
    assert run("validate").code == 0
    assert run("validate", "--strikt").code == 1
    assert minimal.is_dir()


_DECISION = '{% include "onderdelen/beslispunten.md.j2" %}'
"""Without it, that no paper holds the decision is a finding."""


def test_json_without_findings_is_an_empty_list(minimal: Path, run: Run) -> None:
    for path in (minimal / "data").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    template = minimal / "templates"
    template.mkdir()
    for kind in KINDS:
        text = f"# Stuk\n\nVan {{{{ gemeente.naam }}}}.\n\n{_DECISION}\n"
        (template / f"{kind}.md.j2").write_text(text, encoding="utf-8")

    assert run("validate", "--weergave", "json").out == "[]\n"


def test_deliver_fails_while_a_blank_is_open(minimal: Path, run: Run) -> None:
    assert run("generate").code == 0
    told = run("generate", "--aanleveren")
    assert told.code == 1
    assert told.out.endswith(
        "Nog niet aan te leveren; in te vullen vóór de griffie: aadorp 9, beedorp 11.\n"
    )
    (minimal / "templates").mkdir()
    for kind in KINDS:
        text = f"# Stuk\n\n{{{{ raad.datum }}}}\n\n{_DECISION}\n"
        (minimal / f"templates/{kind}.md.j2").write_text(text, encoding="utf-8")

    ready = run("generate", "--aanleveren")
    assert "aan te leveren" not in ready.out
    assert ready.out.endswith("Alles is ingevuld, behalve wat de griffie zelf invult.\n")
    assert ready.code == 0, "the date of the council is the griffie's"


def test_who_takes_no_part_may_take_part_in_another_dossier(minimal: Path, run: Run) -> None:
    data = minimal / "data"
    other = (data / "regiovisie.yaml").read_text(encoding="utf-8")
    (data / "wandelplan.yaml").write_text(other, encoding="utf-8")
    municipalities = data / "municipalities.yaml"
    text = municipalities.read_text(encoding="utf-8")
    municipalities.write_text(f"{text}ceedorp:\n  naam: Ceedorp\n", encoding="utf-8")

    told = run("generate", "--gemeente", "ceedorp")

    assert told.code == 2
    assert "Geen deelnemer van het dossier 'regiovisie': ceedorp" in told.err
    assert "noem een ander dossier met `--dossier`: wandelplan" in told.err


def _rename(folder: Path, old: str, new: str) -> None:
    (folder / f"data/{old}").rename(folder / f"data/{new}")
    path = folder / "data/municipalities.yaml"
    stem = old.partition(".")[0]
    if path.exists() and stem != "municipalities":
        text = path.read_text(encoding="utf-8").replace(f"{stem}:", f"{new.partition('.')[0]}:")
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("command", ["generate", "list", "compare"])
def test_the_only_dossier_need_not_be_named(minimal: Path, run: Run, command: str) -> None:
    _rename(minimal, "regiovisie.yaml", "wandelplan.yaml")
    assert run(command).code == 0

    other = (minimal / "data/wandelplan.yaml").read_text(encoding="utf-8")
    (minimal / "data/fietsplan.yaml").write_text(other, encoding="utf-8")
    told = run(command)
    assert told.code == 2
    assert "Er zijn 2 dossiers: fietsplan, wandelplan" in told.err
    assert "Noem er een met `--dossier`" in told.err


def test_a_project_just_below_is_offered_instead_of_the_example(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "bedoelde u" not in run("list").err
    run("init", "mijn-regio", "--leeg")
    assert "het ingebouwde voorbeeld (" in run("list").err
    assert "; bedoelde u `--map mijn-regio`?)" in run("list").err


def test_a_folder_is_no_house_style_yet(minimal: Path, run: Run) -> None:
    (minimal / "templates/huisstijlen/eigen").mkdir(parents=True)
    told = run("huisstijl", "preview", "eigen")
    assert told.code == 2
    assert "templates/huisstijlen/eigen/huisstijl.yaml ontbreekt" in told.err

    data = minimal / "data/municipalities.yaml"
    text = data.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: eigen")
    data.write_text(text, encoding="utf-8")
    assert "Er is wel een map; maak daarin huisstijl.yaml" in run("validate").out


@pytest.mark.usefixtures("minimal")
def test_the_folder_of_the_data_stands_for_its_project(run: Run) -> None:
    ran = run("validate", "--map", "data")
    assert ran.code == 0
    assert "Project: .\n" in ran.err

    told = run("validate", "--map", "data/regiovisie.yaml")
    assert told.code == 2
    assert "'data/regiovisie.yaml' is geen map" in told.err


@pytest.mark.parametrize("name", ["municipalities", "regiovisie"])
def test_a_file_under_the_other_suffix_of_yaml_is_not_passed_over(
    minimal: Path, run: Run, name: str
) -> None:
    """Nor is the example used instead of the project that it is part of."""
    _rename(minimal, f"{name}.yaml", f"{name}.yml")
    for command in ("validate", "generate"):
        told = run(command)
        assert told.code == 1
        assert f"Er staat wel {name}.yml; verander die naam in {name}.yaml" in told.out


def test_a_misspelt_participant_is_told_to_whoever_asks_for_it(minimal: Path, run: Run) -> None:
    dossier = minimal / "data" / "regiovisie.yaml"
    text = dossier.read_text(encoding="utf-8").replace("beedorp", "bedorp")
    dossier.write_text(text, encoding="utf-8")

    told = run("generate", "--gemeente", "beedorp")

    assert told.code == 1
    assert "RV301" in told.out
    assert "Bedoelde u 'beedorp'?" in told.out


def test_list_shows_each_council(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    table, objects = run("list"), json.loads(run("list", "--weergave", "json").out)

    assert len(table.out.splitlines()) == 9
    assert [one["id"] for one in objects] == list(COUNCILS)
    heemstede = next(one for one in objects if one["id"] == "heemstede")
    assert heemstede["code"] == "gm0397"
    assert heemstede["raadsdatum"] == "2020-12-19"
    assert heemstede["bron"] == "stuk"
    assert {one["bron"] for one in objects} == {"stuk", "beschrijving", "aanname"}


@pytest.mark.parametrize("empty", [True, False])
def test_init_gives_a_project_that_works(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    empty: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path / "mijn regio"

    assert run("init", str(folder), *(("--leeg",) if empty else ())).code == 0
    monkeypatch.chdir(folder)

    assert run("validate").code == 0
    assert run("generate").code == 0
    assert (folder / "uitvoer/manifest.json").is_file()


def test_an_empty_start_prints_nothing_that_looks_filled_in(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not known yet is a blank; a name, which can't be one, is a finding."""
    run("init", str(tmp_path / "nieuw"), "--leeg")
    monkeypatch.chdir(tmp_path / "nieuw")

    made = run("generate")

    paper = Path("uitvoer/voorbeeldgemeente/raadsvoorstel.md").read_text(encoding="utf-8")
    assert "Vaststellen “[nog in te vullen: titel van het plan]”" in paper
    assert re.findall(r"\b(?:Naam|Titel) van (?:de )?\w+", paper) == ["Naam van de gemeente"] * 2
    assert "waarschuwing[RV336]: De gemeente heet nog “Naam van de gemeente”" in made.out
    assert made.code == 0
    assert "voorbeeldgemeente 15" in run("generate", "--aanleveren").out
    assert "het plan “…” vast te stellen" in run("compare").out


def test_init_writes_over_nothing(minimal: Path, run: Run) -> None:
    before = (minimal / "data/regiovisie.yaml").read_bytes()

    ran = run("init", str(minimal))

    assert ran.code == 2
    assert "bestaat al" in ran.err
    assert (minimal / "data/regiovisie.yaml").read_bytes() == before


def test_the_table_counts_the_findings_below_it_once_for_each_council(
    minimal: Path, run: Run
) -> None:
    """An open blank of a council that decided is a warning, and has columns of its own."""
    data = minimal / "data/municipalities.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("datum: 2024-03-07", "datum: 2024-03-09"), encoding="utf-8")

    made = run("generate")

    found = json.loads(run("validate", "--weergave", "json").out)
    severities = {one["code"]: one["severity"] for one in found if "Aadorp" in one["message"]}
    assert severities == {"RV210": "waarschuwing", "RV307": "waarschuwing"}
    table = [re.split(r" {2,}", line) for line in made.out.split("\n\n")[0].splitlines()]
    assert table[0][-1] == "bevindingen gemeente"
    assert {row[0]: row[5:] for row in table[1:]} == {
        f"{council}/{kind}": [said] if kind == min(KINDS) else []
        for council, said in (("aadorp", "1"), ("beedorp", "0"))
        for kind in KINDS
    }
    assert made.out.count("waarschuwing[") == 1


@pytest.mark.parametrize("here", ["data", "templates", "templates/huisstijlen/kapot", ".."])
def test_findings_come_in_the_same_order_from_every_folder(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch, here: str
) -> None:
    _break_a_house_style(minimal)
    (minimal / "templates/raadsbesluit.md.j2").write_text("# {{ x }}\n", encoding="utf-8")

    def order(*arguments: str) -> list[tuple[str, str, int]]:
        found = json.loads(run("validate", "--weergave", "json", *arguments).out)
        return [(one["code"], Path(one["file"]).name, one["line"]) for one in found]

    at_home = order()
    monkeypatch.chdir(minimal / here)

    assert len({name for _, name, _ in at_home}) == 3
    assert order("--map", str(minimal)) == at_home


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_has_a_script_for_each_shell(run: Run, shell: str) -> None:
    ran = run("completion", shell)

    assert ran.code == 0
    assert "raadsvoorstel" in ran.out


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "raadsvoorstel", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_completion_completes_a_council(minimal: Path) -> None:
    ran = process(
        _RAADSVOORSTEL_COMPLETE="complete_bash",
        COMP_WORDS="raadsvoorstel generate --gemeente bee",
        COMP_CWORD="3",
    )

    assert ran.stdout.decode().split() == ["beedorp"]
    assert minimal.is_dir()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("command", [("validate",), ("generate",), ("list",), ("--help",)])
def test_any_encoding_of_the_terminal_will_do(
    minimal: Path, encoding: str, command: tuple[str, ...]
) -> None:
    data = minimal / "data/municipalities.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("Aadorp", "Súdwest-Fryslân €"), "utf-8"
    )

    ran = process(*command, PYTHONIOENCODING=encoding)

    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr


def test_a_closed_pipe_is_no_error(minimal: Path) -> None:
    script = f'"{sys.executable}" -m raadsvoorstel validate | head -1; exit ${{PIPESTATUS[0]}}'
    ran = subprocess.run(["bash", "-c", script], capture_output=True, check=False, cwd=minimal)

    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert b"BrokenPipe" not in ran.stderr


def test_ctrl_c_ends_with_130_and_says_so(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from raadsvoorstel import publishing

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "write_file", interrupt)
    ran = run("generate")

    assert ran.code == 130
    assert "Afgebroken" in ran.err
    assert made(minimal / "uitvoer") == set()


def test_a_bug_of_ours_keeps_its_traceback(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from raadsvoorstel import checking

    def bug(*_: object, **__: object) -> None:
        raise RuntimeError("eigen fout")

    monkeypatch.setattr(checking, "check", bug)
    ran = run("generate")

    assert ran.code == 3
    assert "RuntimeError: eigen fout" in ran.err
    assert minimal.is_dir()


def test_one_failing_council_leaves_the_others_whole(minimal: Path, run: Run) -> None:
    data = minimal / "data/municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("2024-03-07", "2024-02-30"), "utf-8")

    ran = run("generate")

    assert ran.code == 1
    assert {path.split("/")[0] for path in made(minimal / "uitvoer")} == {
        "beedorp",
        "manifest.json",
    }
    assert "RV105" in ran.out


def test_the_papers_of_the_others_still_name_the_failing_council(minimal: Path, run: Run) -> None:
    dossier = minimal / "data/regiovisie.yaml"
    dossier.write_text(
        dossier.read_text(encoding="utf-8").replace(
            "Het water stijgt", "{{ deelnemers | opsomming }}: het water stijgt"
        ),
        "utf-8",
    )
    data = minimal / "data/municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("2024-03-07", "2024-02-30"), "utf-8")

    run("generate")

    text = (minimal / "uitvoer/beedorp/raadsvoorstel.md").read_text(encoding="utf-8")
    assert "Aadorp en Beedorp: het water stijgt" in text


def _break_a_house_style(project: Path) -> None:
    """Of the first council, and of one that takes no part."""
    data = project / "data/municipalities.yaml"
    text = data.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: kapot", 1)
    data.write_text(text + "cedorp: {naam: Cedorp, huisstijl: kapot}\n", "utf-8")
    style = project / "templates/huisstijlen/kapot/huisstijl.yaml"
    style.parent.mkdir(parents=True)
    style.write_text("gebaseerd_op: standaard\nonzin: ja\n", encoding="utf-8")


def test_a_broken_house_style_harms_only_its_users(minimal: Path, run: Run) -> None:
    _break_a_house_style(minimal)

    ran = run("generate")

    assert ran.code == 1
    assert "Onbekend veld 'onzin'" in ran.out
    assert "Aadorp is overgeslagen" in ran.out
    assert {path.split("/")[0] for path in made(minimal / "uitvoer")} == {
        "beedorp",
        "manifest.json",
    }


@pytest.mark.parametrize(
    "arguments", [("generate", "--uitvoer"), ("validate", "--map"), ("init",)], ids=" ".join
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells it otherwise")
def test_a_name_that_is_too_long_is_told(
    minimal: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments, "u" * 300)

    assert ran.code == 2
    assert "te lang" in ran.err
    assert "Traceback" not in ran.err
    assert not (minimal / "uitvoer").exists()
