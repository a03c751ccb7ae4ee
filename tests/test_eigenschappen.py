"""What a Word file says of itself, so that a letterhead can show it and a paper be found back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from raadsvoorstel.composing import composer
from raadsvoorstel.writers import docx
from tests.conftest import KINDS, ROOT, case_of, compose

OWN_STYLE = """\
naam: Eigen
gebaseerd_op: standaard
bron: {soort: aanname, toelichting: Verzonnen.}
"""
WITH_TABLE = """\
stukken:
  raadsvoorstel:
    secties:
      - {id: geld, kop: Geld, onderdelen: [bijdragen]}
"""
CONTRIBUTIONS = 'bijdragen:\n  aadorp: {"2025": 1.000}\n  beedorp: {"2025": 2.000}\n'
ANNEX = (
    "bijlagen:\n"
    "  - {id: kaart, titel: Kaart, openbaarheid: GEHEIM, grond: artikel 87, "
    "opgelegd_door: college, versie: a, bestand: kluis-1.pdf}\n"
)


def properties(folder: Path, gemeente: str, kind: str = "raadsvoorstel") -> dict[str, str]:
    """The custom properties in the Word file of a paper, as typed texts."""
    case = case_of(folder)
    content = docx.write(compose(case, gemeente, kind), case.style(gemeente))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("docProps/custom.xml"))
    texts = {one.get("name", ""): one.findtext("{*}lpwstr") or "" for one in root}
    assert all(texts.values())
    return texts


def prints(folder: Path, gemeente: str, kind: str = "raadsvoorstel") -> tuple[str, str]:
    found = properties(folder, gemeente, kind)
    return found["Gegevens"], found["Sjabloon"]


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def test_a_paper_says_what_is_known_of_it(minimal: Path) -> None:
    found = properties(minimal, "aadorp")

    assert list(found) == [
        "Gemeente", "Dossier", "Stuk", "Versie", "Zaaknummer", "Collegedatum", "Raadsdatum",
        "Status", "Gegevens", "Sjabloon",
    ]  # fmt: skip
    assert found["Zaaknummer"] == "0012345"
    assert found["Collegedatum"] == "6 februari 2024"
    assert found["Raadsdatum"] == "7 maart 2024"


def test_what_is_unknown_gets_no_property(minimal: Path) -> None:
    assert not {"Zaaknummer", "Collegedatum", "Raadsdatum"} & set(properties(minimal, "beedorp"))


def test_all_case_numbers_are_there(minimal: Path) -> None:
    change(minimal, "data/municipalities.yaml", '["0012345"]', '["0012345", "17/b"]')
    assert properties(minimal, "aadorp")["Zaaknummer"] == "0012345; 17/b"


def test_an_empty_list_of_case_numbers_is_unknown(minimal: Path) -> None:
    change(minimal, "data/municipalities.yaml", '["0012345"]', "[]")
    assert "Zaaknummer" not in properties(minimal, "aadorp")


DATA_CHANGES = {
    "shared text": ("data/regiovisie.yaml", "Het water stijgt", "Het water daalt"),
    "shared field that is not printed": ("data/regiovisie.yaml", "kaderstelling", "zienswijze"),
    "own number": ("data/municipalities.yaml", '["0012345"]', '["12345"]'),
    "known to unknown": ("data/municipalities.yaml", "2024-03-07", "~"),
}


@pytest.mark.parametrize("what", DATA_CHANGES)
def test_other_data_gives_another_hash(minimal: Path, what: str) -> None:
    data, template = prints(minimal, "aadorp")
    change(minimal, *DATA_CHANGES[what])
    new_data, new_template = prints(minimal, "aadorp")

    assert new_data != data
    assert new_template == template


SAME_DATA = {
    "comment": ("data/regiovisie.yaml", "regio: Polderland", "regio: Polderland  # streek"),
    "quotation marks": ("data/regiovisie.yaml", "regio: Polderland", 'regio: "Polderland"'),
    "empty line": ("data/regiovisie.yaml", "regio: Polderland\n", "regio: Polderland\n\n"),
    "another council": ("data/municipalities.yaml", "regiovisie: {}", "regiovisie: {afdeling: B}"),
    "another dossier": (
        "data/municipalities.yaml",
        "    regiovisie:\n      zaak",
        "    anders: {afdeling: C}\n    regiovisie:\n      zaak",
    ),
}


@pytest.mark.parametrize("what", SAME_DATA)
def test_the_same_data_gives_the_same_hash(minimal: Path, what: str) -> None:
    (minimal / "data" / "anders.yaml").write_text("titel: Anders\n", encoding="utf-8")
    before = prints(minimal, "aadorp")
    change(minimal, *SAME_DATA[what])
    assert prints(minimal, "aadorp") == before


def test_line_ends_and_the_folder_play_no_part(minimal: Path, tmp_path: Path) -> None:
    add(minimal, "templates/raadsvoorstel.md.j2", '{% extends "_stuk.md.j2" %}\n')
    before = prints(minimal, "aadorp")
    for path in minimal.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    moved = minimal.rename(tmp_path / "een andere map")

    assert prints(moved, "aadorp") == before


def test_a_name_counts_where_it_is_printed(minimal: Path) -> None:
    before = prints(minimal, "aadorp")
    change(minimal, "data/municipalities.yaml", "naam: Beedorp", "naam: Beestad")
    assert prints(minimal, "aadorp") == before

    add(minimal, "data/regiovisie.yaml", '  samenvatting: "Samen: {{ deelnemers | opsomming }}."\n')
    named = prints(minimal, "aadorp")
    change(minimal, "data/municipalities.yaml", "naam: Beestad", "naam: Beedorp")
    assert prints(minimal, "aadorp") != named


@pytest.mark.parametrize("shown", [True, False])
def test_the_money_of_another_council_counts_where_it_is_printed(
    minimal: Path,
    shown: bool,  # noqa: FBT001
) -> None:
    add(minimal, "data/regiovisie.yaml", CONTRIBUTIONS)
    style = OWN_STYLE + (WITH_TABLE if shown else WITH_TABLE.replace("bijdragen", "aanleiding"))
    add(minimal, "templates/huisstijlen/standaarden/huisstijl.yaml", style)
    change(
        minimal,
        "data/municipalities.yaml",
        "Aadorp\n  huisstijl: standaard",
        "Aadorp\n  huisstijl: standaarden",
    )
    before = prints(minimal, "aadorp")
    change(minimal, "data/regiovisie.yaml", "2.000", "3.000")
    assert (prints(minimal, "aadorp") != before) == shown

    before = prints(minimal, "aadorp")
    change(minimal, "data/regiovisie.yaml", "1.000", "4.000")
    assert prints(minimal, "aadorp") != before


def test_the_words_of_a_kind_count_for_that_kind(minimal: Path) -> None:
    style = "templates/huisstijlen/standaard/huisstijl.yaml"
    add(minimal, style, (ROOT / style).read_text(encoding="utf-8"))
    before = [prints(minimal, "aadorp", kind) for kind in KINDS]
    change(minimal, style, "titel_concept: Concept raadsbesluit", "titel_concept: Ontwerp")
    after = [prints(minimal, "aadorp", kind) for kind in KINDS]
    assert after[0] == before[0]
    assert after[1] != before[1]

    change(minimal, style, "Burgemeester en wethouders van", "Het college van")
    assert prints(minimal, "aadorp")[0] != after[0][0]


@pytest.mark.parametrize(("openness", "counts"), [("geheim", False), ("besloten", True)])
@pytest.mark.parametrize("place", ["bijlagen", "achterliggend", "own"])
def test_no_hash_rests_on_a_secret_annex(
    minimal: Path,
    place: str,
    openness: str,
    counts: bool,  # noqa: FBT001
) -> None:
    annex = ANNEX.replace("GEHEIM", openness).replace("bijlagen", place.replace("own", "bijlagen"))
    if place == "own":
        name, indented = "data/municipalities.yaml", annex.replace("\n", "\n      ").rstrip(" ")
        change(minimal, name, "      zaaknummers", f"      {indented}      zaaknummers")
    else:
        name = "data/regiovisie.yaml"
        add(minimal, name, annex)
    before = prints(minimal, "aadorp")
    change(minimal, name, "kluis-1.pdf", "kluis-2.pdf")
    assert (prints(minimal, "aadorp") != before) == counts

    change(minimal, name, "titel: Kaart", "titel: Grote kaart")
    assert prints(minimal, "aadorp") != before


def test_a_template_counts_where_it_is_used(minimal: Path) -> None:
    before = {kind: prints(minimal, "aadorp", kind) for kind in KINDS}
    for name in ("raadsbesluit.md.j2", "onderdelen/begrippen.md.j2"):
        text = (ROOT / "templates" / name).read_text(encoding="utf-8")
        add(minimal, f"templates/{name}", text + "{# veranderd #}\n")

    assert prints(minimal, "aadorp", "raadsvoorstel") == before["raadsvoorstel"]
    data, template = prints(minimal, "aadorp", "raadsbesluit")
    assert data == before["raadsbesluit"][0]
    assert template != before["raadsbesluit"][1]


@pytest.mark.parametrize("name", ["_stuk", "_handtekeningen", "onderdelen/tekst"])
def test_what_a_template_takes_in_counts_with_it(minimal: Path, name: str) -> None:
    before = prints(minimal, "aadorp")
    text = (ROOT / "templates" / f"{name}.md.j2").read_text(encoding="utf-8")
    add(minimal, f"templates/{name}.md.j2", text + "{# veranderd #}\n")
    data, template = prints(minimal, "aadorp")
    assert data == before[0]
    assert template != before[1]


def test_the_order_of_making_plays_no_part(minimal: Path) -> None:
    """A template that an earlier paper loaded is kept; the next one still counts it."""
    making = composer(case_of(minimal))
    orders = (KINDS, KINDS[::-1], KINDS)
    found = [
        {kind: making.compose("aadorp", kind, lambda _: None) for kind in order} for order in orders
    ]
    assert None not in found[0].values()
    assert found[0] == found[1] == found[2]
