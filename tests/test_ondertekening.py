"""Who signs: the right pair, by the right day."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

HOLDERS = """
  ambtsdragers:
    - {ambt: burgemeester, naam: Oude Burgemeester, tot: 2024-03-01}
    - {ambt: burgemeester, naam: Nieuwe Burgemeester, van: 2024-03-01}
    - {ambt: gemeentesecretaris, naam: Een Secretaris}
    - {ambt: griffier, naam: Een Griffier}
"""


def paper(project: Path, kind: str) -> str:
    return (project / f"uitvoer/aadorp/{kind}.md").read_text(encoding="utf-8")


def with_holders(project: Path) -> Path:
    data = project / "data/municipalities.yaml"
    text = data.read_text(encoding="utf-8").replace(
        "  naam: Aadorp\n", f"  naam: Aadorp{HOLDERS}", 1
    )
    data.write_text(text, encoding="utf-8")
    return data


def test_each_pair_signs_as_it_was_on_its_own_day(minimal: Path, run: Run) -> None:
    """The college decided on 6 February, the council will on 7 March; the mayor changed between."""
    with_holders(minimal)

    assert run("generate").code == 0

    assert "Oude Burgemeester" in paper(minimal, "raadsvoorstel")
    assert "Nieuwe Burgemeester" not in paper(minimal, "raadsvoorstel")
    assert "Nieuwe Burgemeester" in paper(minimal, "raadsbesluit")
    assert "Een Secretaris" not in paper(minimal, "raadsbesluit")


def test_a_rejected_proposal_is_no_decision(minimal: Path, run: Run) -> None:
    data = with_holders(minimal)
    text = data.read_text(encoding="utf-8").replace(
        "      zaaknummers", "      besluit: {uitslag: verworpen}\n      zaaknummers", 1
    )
    data.write_text(text, encoding="utf-8")

    run("generate")

    assert "Aldus vastgesteld" not in paper(minimal, "raadsbesluit")
    assert "op 7 maart 2024 verworpen" in paper(minimal, "raadsbesluit")


def test_a_recorded_decision_is_no_concept(minimal: Path, run: Run) -> None:
    data = with_holders(minimal)
    text = data.read_text(encoding="utf-8").replace(
        "      zaaknummers", "      besluit: {uitslag: aangenomen}\n      zaaknummers", 1
    )
    data.write_text(text, encoding="utf-8")

    ran = run("generate", "--gemeente", "aadorp")

    assert "Concept" not in paper(minimal, "raadsbesluit")
    assert "Aldus vastgesteld in de openbare vergadering van 7 maart 2024" in paper(
        minimal, "raadsbesluit"
    )
    assert ran.code == 1, "an open blank is an error once the council has decided"
    assert "RV210" in ran.out
    assert "ook wat de griffie invult, hoort er nu te staan" in ran.out
    assert "mag open blijven" not in ran.out


def test_list_says_why_a_council_is_missing(minimal: Path, run: Run) -> None:
    data = minimal / "data/municipalities.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("2024-03-07", "2024-02-30"), "utf-8")

    ran = run("list", "--weergave", "json")

    assert ran.code == 1
    assert [one["id"] for one in json.loads(ran.out)] == ["beedorp"]
    assert "RV105" in ran.err
