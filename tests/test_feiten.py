"""Every fact of the two source papers stands in the papers that follow them, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from raadsvoorstel import checking, loading, project
from raadsvoorstel.diagnostics import Report
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.verdict import Asked
from raadsvoorstel.writers import markdown
from tests.conftest import ROOT, compose, shared, shipped_case
from tests.uitlezen import Piece, document_pieces, markdown_pieces

COUNCILS = ("bloemendaal", "heemstede")
SEEDS = {
    "bloemendaal": "bloemendaal-raadsvoorstel.txt",
    "heemstede": "heemstede-raadsbesluit.txt",
}
IN_ORDER = ("titel", "koppen", "kenmerken", "formule", "ondertekening")
"""The slots whose facts stand in the order of the seed; texts are written afresh."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a seed, and the words in which a paper gives it back."""

    stuk: str
    regel: int
    paper: str
    slot: str
    waarde: str
    seed: str = ""
    keuze: str = ""

    @property
    def name(self) -> str:
        return f"{self.stuk}-{self.regel}-{self.paper}-{self.slot}"


def facts() -> tuple[Fact, ...]:
    return _facts((ROOT / "tests" / "feiten.yaml").read_text(encoding="utf-8"))


@cache
def _facts(text: str) -> tuple[Fact, ...]:
    return tuple(Fact(**entry) for entry in yaml.safe_load(text))


def folded(text: str) -> str:
    """Without regard to letter case and white space."""
    return " ".join(text.split()).casefold()


def said(pieces: list[Piece]) -> str:
    return folded(" ".join(piece.text for piece in pieces))


# -- the papers --------------------------------------------------------------------------------


@cache
def pieces_of(stuk: str, paper: str) -> list[Piece]:
    """The letters of a paper as any reader of Markdown sees them."""
    case = shipped_case()
    written = markdown.write(compose(case, stuk, paper), case.style(stuk))
    return markdown_pieces(written.decode())


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact.name)
def test_the_fact_stands_in_the_paper(fact: Fact) -> None:
    assert folded(fact.waarde) in said(pieces_of(fact.stuk, fact.paper))


@pytest.mark.parametrize("stuk", COUNCILS)
@pytest.mark.parametrize("paper", ["raadsvoorstel", "raadsbesluit"])
def test_the_frame_stands_in_the_order_of_the_seed(stuk: str, paper: str) -> None:
    frame = [one for one in facts() if (one.stuk, one.paper) == (stuk, paper)]
    frame = [one for one in frame if one.slot in IN_ORDER]
    assert out_of_order(frame, pieces_of(stuk, paper)) is None
    assert frame == sorted(frame, key=lambda one: one.regel)


def test_two_headings_that_change_places_are_seen() -> None:
    frame = [one for one in facts() if one.stuk == "bloemendaal" and one.slot == "koppen"]
    first, second, *rest = frame
    pieces = pieces_of("bloemendaal", "raadsvoorstel")
    assert out_of_order(frame, pieces) is None
    assert out_of_order([second, first, *rest], pieces) is not None


def out_of_order(frame: list[Fact], pieces: list[Piece]) -> Fact | None:
    """The first fact that does not stand at or behind the one before it."""
    place = (0, 0)
    for fact in frame:
        found = next(_places(fact, pieces, place), None)
        if found is None:
            return fact
        place = found
    return None


def _places(fact: Fact, pieces: list[Piece], start: tuple[int, int]) -> Iterator[tuple[int, int]]:
    first, offset = start
    wanted = folded(fact.waarde)
    for index, piece in enumerate(pieces[first:], first):
        text = folded(piece.text)
        if fact.slot in ("koppen", "titel"):
            whole = text == wanted or (fact.slot == "titel" and text.startswith(wanted))
            if piece.kind.startswith("kop") and whole:
                yield index, 0
        elif (at := text.find(wanted, offset if index == first else 0)) >= 0:
            yield index, at


# -- the seeds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact.name)
def test_the_seed_says_so_on_that_line(fact: Fact) -> None:
    """`seed` holds the seed's own words where a choice made ours differ."""
    lines = shared(f"seeds/{SEEDS[fact.stuk]}").read_text(encoding="utf-8").splitlines()
    if fact.seed:
        assert fact.keuze
        here = " ".join(lines[fact.regel - 1 : fact.regel + 1])
        assert folded(fact.seed) in folded(here)
    else:
        assert lines[fact.regel - 1].strip()


# -- each value counts -------------------------------------------------------------------------

Path_ = tuple[str | int, ...]

NO_FACT_RESTS_ON: dict[str, str] = {
    r"bron|bronnen\..*": "waar een gegeven vandaan komt, staat niet in een stuk",
    r"voorbeeld": "de aanduiding als voorbeeld is van ons",
    r"versiedatum|peildatum|eensluidend": "stuurt de controles en staat in geen stuk",
    r"termen": "de controles houden er de teksten aan",
    r"teksten\.juridisch_kader": "deze twee stukken noemen alleen de namen van de wetten",
    r"wetten\.afkorting": "de afkorting achter de naam is van ons",
    r"feiten\.[a-z0-9-]+\.bekend_op": "houdt een later feit juist uit de stukken",
    r"tooi": "de code van een gemeente staat in geen stuk",
    r"ambtsdragers\.(van|tot)": "kiest wie tekent; zonder blijft het dezelfde persoon",
    r"vergaderschema\.raad": "de gewone vergaderdag staat in geen stuk",
    r"behandeling\.(naam|soort)": "staat ook letterlijk in het besluit van het college",
}
"""Values that no fact of the seeds rests on, by their path, and why."""


def leaves(node: Node, path: Path_ = ()) -> Iterator[Path_]:
    """The path of each value that is a text of its own."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                yield from leaves(value, (*path, key.value))
        case Sequence(items):
            for index, item in enumerate(items):
                yield from leaves(item, (*path, index))
        case Scalar() if not node.is_null:
            yield path


def changed(node: Node, path: Path_, new: Node | None) -> Node | None:
    """The tree with another value at a path, or with none there."""
    if not path:
        return new
    step, *rest = path
    match node:
        case Mapping(entries, at):
            pairs = [
                (key, changed(value, tuple(rest), new) if key.value == step else value)
                for key, value in entries
            ]
            return Mapping(tuple((key, one) for key, one in pairs if one is not None), at)
        case Sequence(items, at):
            copies = [
                changed(item, tuple(rest), new) if index == step else item
                for index, item in enumerate(items)
            ]
            return Sequence(tuple(one for one in copies if one is not None), at)
        case _:
            raise KeyError(path)


def at_path(node: Node, path: Path_) -> Node:
    for step in path:
        found = node.get(str(step)) if isinstance(node, Mapping) else None
        node = node.items[int(step)] if isinstance(node, Sequence) else found or node
    return node


@cache
def tree(name: str) -> Node:
    found = loading._read(ROOT / "data" / f"{name}.yaml", lambda _: None)
    assert found is not None
    return found


def values() -> Iterator[tuple[str, Path_]]:
    """Each value of the dossier and of the two councils."""
    for path in leaves(tree("regiovisie")):
        yield "regiovisie", path
    for path in leaves(tree("municipalities")):
        if path[0] in COUNCILS:
            yield "municipalities", path


def dotted(path: Path_) -> str:
    return ".".join(map(str, path))


def test_without_any_one_value_a_fact_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    unused = [
        f"{name}: {dotted(path)}"
        for name, path in values()
        if not reason(path) and not missed(name, path, monkeypatch)
    ]
    assert not unused


@pytest.mark.parametrize("why", NO_FACT_RESTS_ON.values())
def test_every_exception_is_needed(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    covered = ((name, path) for name, path in values() if reason(path) == why)
    assert not all(missed(name, path, monkeypatch) for name, path in covered)


def reason(path: Path_) -> str:
    plain = dotted(tuple(step for step in path if not isinstance(step, int)))
    found = (why for form, why in NO_FACT_RESTS_ON.items() if re.search(rf"(^|\.)({form})$", plain))
    return next(found, "")


_READ = loading._read


@cache
def house_style(file: Path) -> Node | None:
    return _READ(file, lambda _: None)


def missed(
    name: str, path: Path_, monkeypatch: pytest.MonkeyPatch, new: Node | None = None
) -> bool:
    """Whether the papers lose a fact, or cannot be made, without a value or with another."""
    trees = {one: tree(one) for one in ("regiovisie", "municipalities")}
    trees[name] = changed(trees[name], path, new) or trees[name]

    def reading(file: Path, report: Report) -> Node | None:
        del report
        return trees[file.stem] if file.parent.name == "data" else house_style(file)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "_read", reading)
        wanted = Asked("regiovisie", COUNCILS)
        try:
            checked = checking.check(project.find(ROOT), "regiovisie", only=wanted)
        except OutsideError:  # a council that was asked for takes no part without this value
            return True
    if checked.verdict.has_errors():
        return True
    texts = {
        (one.gemeente, one.kind): said(document_pieces(one.paper.document))
        for one in checked.papers
    }
    return any(folded(one.waarde) not in texts.get((one.stuk, one.paper), "") for one in facts())


_YEARS = "voor de jaren {{ dossier.periode.van }} tot en met {{ dossier.periode.tot_en_met }}."


SAID_TWICE = (
    "Dat deden zij in het kader van het landelijke programma {{ feiten.programma }}.",
    f"Die koers geldt {_YEARS}",
    f"De regiovisie geldt {_YEARS}",
    "Ouderenmishandeling treft ouderen; oudermishandeling treft ouders.",
)
"""Sentences whose facts stand in the same paper once more; the last one explains two words."""


def test_without_any_one_sentence_a_fact_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    unused = [
        sentence
        for name, path in values()
        for sentence, rest in without_each_sentence(at_path(tree(name), path))
        if not reason(path) and not missed(name, path, monkeypatch, rest)
    ]
    assert unused == list(SAID_TWICE)


def without_each_sentence(node: Node) -> Iterator[tuple[str, Scalar]]:
    """Each line of a text of the data, and the text without it; headings stay."""
    lines = node.value.splitlines() if isinstance(node, Scalar) and node.style == "|" else []
    for index, line in enumerate(lines):
        if line.strip() and not line.startswith("#") and isinstance(node, Scalar):
            rest = "\n".join((*lines[:index], *lines[index + 1 :], ""))
            yield line, replace(node, value=rest)
