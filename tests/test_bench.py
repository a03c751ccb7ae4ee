"""What `make bench` measures is what it says: the same dossier, the same words, the same limits."""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from raadsvoorstel import checking, checks, composing, loading, project
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.document import Paper, inline_text, texts
from raadsvoorstel.project import Project
from tests.conftest import KINDS, ROOT, shipped_case

pytest.importorskip("bench", reason="bench/ is not in the source package")

from bench import figures, growth, ours, plot, report, sentences
from bench.dossier import Size, write
from bench.fat import write_fat
from bench.limits import Limit, Results, limits
from bench.processes import Command, FailedError, Spent, run
from bench.rivals.work import OtherWordsError, Work, body_words, words
from bench.warm import refuse_other_words, works

EVERY_COUNCIL = 72
"""Nine house styles and eight councils to mirror: every pair of them once."""


def _bytes(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# -- the generator -----------------------------------------------------------------------------


def test_the_same_size_gives_the_same_bytes_and_another_seed_other_words(tmp_path: Path) -> None:
    for name, size in (("a", Size(3)), ("b", Size(3)), ("c", Size(3, seed=1))):
        write(tmp_path / name, size)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    assert _bytes(tmp_path / "a") != _bytes(tmp_path / "c")
    shapes = (
        [len(text.splitlines()) for text in _bytes(tmp_path / name).values()] for name in "ac"
    )
    assert next(shapes) == next(shapes)


def test_a_dossier_in_every_house_style_validates_without_errors(tmp_path: Path) -> None:
    checked = checking.check(write(tmp_path, Size(9)), project.DEFAULT_DOSSIER, thorough=True)
    assert [one for one in checked.findings if one.severity is Severity.ERROR] == []
    assert len(checked.papers) == 9 * len(KINDS)


@pytest.mark.parametrize("lengte", [1, 10])
def test_data_of_every_pair_of_style_and_model_has_no_errors(tmp_path: Path, lengte: int) -> None:
    found: list[Diagnostic] = []
    made = write(tmp_path, Size(EVERY_COUNCIL, lengte))
    case = loading.load(made, project.DEFAULT_DOSSIER, found.append).case
    assert case is not None
    found += [loading.located(case, problem) for problem in checks.check(case)]
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert {str(one.huisstijl) for one in case.municipalities.values()} == set(made.house_styles)


def _length(paper: Paper) -> int:
    return sum(len(inline_text(one).split()) for one in texts(paper.document.blocks))


def _lengths(case: loading.Case) -> int:
    making = composing.composer(case)
    papers = (making.compose(id_, kind, print) for id_ in case.participants for kind in ours.KINDS)
    return sum(_length(one) for one in papers if one is not None)


def test_papers_are_as_long_as_those_of_the_shipped_dossier(tmp_path: Path) -> None:
    made = ours.ready(write(tmp_path, Size(8)))
    assert _lengths(made.case) == pytest.approx(_lengths(shipped_case()), rel=0.05)


def _sentences(folder: Path) -> list[str]:
    text = (folder / "data" / "regiovisie.yaml").read_text(encoding="utf-8")
    slots = text.split("\nteksten:\n")[1].split("\nbijlagen:\n")[0]
    return [line for line in slots.splitlines() if line.endswith(".")]


def test_texts_are_as_many_times_as_long_as_asked(tmp_path: Path) -> None:
    one, ten = (_sentences(write(tmp_path / str(n), Size(1, n)).root) for n in (1, 10))
    assert len(one) > 50
    assert len(ten) == 10 * len(one)


def test_no_name_of_a_real_municipality_is_in_it(tmp_path: Path) -> None:
    written = "".join(text.decode() for text in _bytes(write(tmp_path, Size(8)).root).values())
    assert [name for name in shipped_case().names.values() if name in written] == []


def test_no_sentence_comes_back() -> None:
    many = [sentences.plain(number, 12) for number in range(20_000)]
    assert len(set(many)) == len(many)


# -- the rivals --------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [write, write_fat])
def test_rivals_make_every_letter_of_our_papers(
    tmp_path: Path, make: Callable[[Path, Size], Project]
) -> None:
    papers = works(ours.ready(make(tmp_path, Size(9))))
    assert len(papers) == 9 * len(ours.KINDS)
    assert all(len(one.words) > 10 for one in papers)
    refuse_other_words(papers)


def _works(folder: Path) -> tuple[Work, ...]:
    return works(ours.ready(write(folder, Size(1))))


def test_a_rival_with_a_letter_less_is_refused(tmp_path: Path) -> None:
    first = _works(tmp_path)[0]
    name, value = next((k, v) for k, v in first.context.items() if isinstance(v, list))
    poorer = first.context | {name: [value[0][:-1], *value[1:]]}
    given = {key: getattr(first, key) for key in Work.__dataclass_fields__} | {"context": poorer}
    with pytest.raises(OtherWordsError, match="docxtpl"):
        refuse_other_words((Work(**given),))


def test_a_template_holds_places_and_loops_and_none_of_the_texts(tmp_path: Path) -> None:
    first = _works(tmp_path)[0]
    template = " ".join(words(first.template))
    assert "{%p for alinea in " in template
    values = [v for v in first.context.values() if isinstance(v, str) and len(v) > 30]
    assert values
    assert [value for value in values if value in template] == []
    assert body_words(first.base) == ()


def _styles(paper: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        return archive.read("word/styles.xml").count(b"<w:style ")


def test_a_fat_base_has_many_styles_and_gives_the_same_words(tmp_path: Path) -> None:
    lean = ours.batch(ours.ready(write(tmp_path / "lean", Size(1))))[0]
    fat = ours.batch(ours.ready(write_fat(tmp_path / "fat", Size(1))))[0]
    assert body_words(lean) == body_words(fat)
    assert _styles(lean) < 40
    assert _styles(fat) >= 164


# -- figures -----------------------------------------------------------------------------------


def test_a_ratio_is_taken_round_by_round() -> None:
    assert figures.ratio([2, 40, 6], [1, 10, 3]).median == 2
    assert figures.spread([1, 2, 3, 4, 5]) == figures.Spread(3, 2, 4)
    assert figures.spread([7]) == figures.Spread(7, 7, 7)


def test_an_exponent_tells_how_a_quantity_grows() -> None:
    assert figures.exponent([(1, 3), (10, 300), (100, 30_000)]) == pytest.approx(2)


def test_a_limit_is_met_on_its_own_side() -> None:
    half = figures.Spread(0.5, 0.4, 0.6)
    assert Limit("", "ten hoogste", 0.5, "×", half).is_met
    assert not Limit("", "ten hoogste", 0.4, "×", half).is_met
    assert Limit("", "ten minste", 0.5, "×", half).is_met
    assert not Limit("", "ten minste", 0.6, "×", half).is_met
    assert Limit("", "ten minste", 0.6, "×", None).is_met is None


def _results() -> Results:
    makers = ("ours", "docxtpl", "tuned", "naive")
    warm = {f"{one}{what}": [1.0, 1.0] for one in makers for what in ("", " one", " fat")}
    sizes = [(n, growth.Point(n, 1, n**2, 50)) for n in (1, 10, 100)]
    lines = tuple(growth.Line(name, name, tuple(sizes)) for name in ("a", "b", "c"))
    return Results(warm, {"one": [Spent(1, 1, 44)]}, lines)


def test_every_limit_is_told_also_where_a_quick_run_does_not_measure_it() -> None:
    found = limits(_results())
    assert len(found) == 17
    assert [one.is_met for one in found if one.unit == "MiB"] == [True, None]
    page = report.page(_results(), plotted=True)
    assert page.count("**nee**") == 4
    assert page.count("niet gemeten") == 11
    assert [one.subject for one in found if page.count(f"| {one.subject} |") != 1] == []


def test_the_page_tells_how_it_grows() -> None:
    page = report.page(_results(), plotted=True)
    assert "bij a rekentijd met macht 2 en geheugen met macht 0;" in page
    assert f"]({report.PLOT})" in page
    svg = report.plot(_results().growth)
    assert svg.count("<path") == 6 + 4  # those in the two legends


def test_the_page_in_the_docs_has_every_limit_of_today() -> None:
    page = (ROOT / "docs" / "snelheid.md").read_text(encoding="utf-8")
    wanted = {f"| {one.subject} |" for one in limits(_results())}
    assert [one for one in wanted if one not in page] == []
    assert (ROOT / "docs" / report.PLOT).is_file()


def test_a_process_is_told_by_its_own_peak_and_a_failure_stops_the_run(tmp_path: Path) -> None:
    ballast = b"x" * 200_000_000  # a child would start with this as its peak
    small = run(Command("pass", lambda _: (sys.executable, "-S", "-c", "pass")), tmp_path)
    assert 1 < small.peak < 40 < len(ballast) / 2**20
    assert small.cpu > 0
    assert small.wall > 0
    with pytest.raises(FailedError, match="help"):
        run(Command("x", lambda _: (sys.executable, "-c", "raise SystemExit('help')")), tmp_path)


def test_data_change_before_a_run_that_must_not_remember_the_last(tmp_path: Path) -> None:
    root = write(tmp_path / "project", Size(1)).root
    before = _bytes(root)
    quiet = (sys.executable, "-S", "-c", "pass")
    for _ in range(2):
        run(Command("pass", lambda _: quiet, changes=root), tmp_path)
        assert _bytes(root) != before
        before = _bytes(root)
    run(Command("pass", lambda _: quiet), tmp_path)
    assert _bytes(root) == before
    ours.ready(project.Project(root))


def test_a_plot_is_drawn_to_scale() -> None:
    series = plot.Series("", ((1, 1), (10, 10), (100, 100)))
    svg = plot.drawing((plot.Panel("t", "x", (series,)),), 1, "titel", "wat <er> staat")
    line = svg.split('<path d="M')[1].split('"')[0].split(" L")
    xs, ys = zip(*(map(float, place.split(",")) for place in line), strict=True)
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.2)
    assert ys[1] - ys[0] == pytest.approx(ys[2] - ys[1], abs=0.2)
    assert xs[0] < xs[2]
    assert ys[0] > ys[2]
    assert "wat &lt;er&gt; staat" in svg


def test_nothing_of_the_bench_is_installed() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = built["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["packages"] == ["raadsvoorstel"]
    assert "bench" not in targets["sdist"]["include"]
