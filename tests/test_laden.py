"""Loading costs what there is to load: each file, block and text once, and a square of nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from bench import dossier as made_up
from bench.dossier import Size, write
from raadsvoorstel import cache, checks, loading, source, tokens
from raadsvoorstel import decode as decoding
from raadsvoorstel.diagnostics import Diagnostic, Location, Problem
from raadsvoorstel.loading import Loaded, located
from raadsvoorstel.model import Municipality
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence
from raadsvoorstel.project import MUNICIPALITIES, Project
from raadsvoorstel.readers import markdown
from raadsvoorstel.trees import tree_of
from raadsvoorstel.values import Frase, Tekst
from tests.conftest import ROOT

SHIPPED = Project(ROOT)
FILES = [*sorted((ROOT / "data").glob("*.yaml")), *sorted((ROOT / "templates").rglob("*.yaml"))]
STYLES = """
plain: a text
continued: a text
  of two lines  # and a comment
single: 'it''s'
double: "a \\"text\\""
double_lines: "a text
  of
  three lines"
single_lines: 'it''s
  the second line'
literal: |

  a text

    with an indent
literal_bare: |-
  a text
folded: >-
  a text
  on one line

  and another
folded_kept: >+
  a text

here: &here
  - one
  - {two: 2, three: [3, "4"]}
there: *here
empty:
"""


def load(project: Project, findings: list[Diagnostic] | None = None) -> Loaded:
    kept: list[Diagnostic] = [] if findings is None else findings
    return loading.load(project, made_up.DOSSIER, kept.append)


def refuse(found: Diagnostic) -> None:
    pytest.fail(found.message)


def texts_in(value: object) -> int:
    match value:
        case Tekst():
            return 1
        case msgspec.Struct():
            return sum(texts_in(getattr(value, name)) for name in value.__struct_fields__)
        case dict():
            return sum(map(texts_in, value.values()))
        case tuple():
            return sum(map(texts_in, value))
        case _:
            return 0


def test_the_parser_in_c_is_used_where_there_is_one() -> None:
    assert yaml.__with_libyaml__ == (vars(source)["_Loader"] is yaml.CSafeLoader)


CONTENTS = [*(path.read_bytes() for path in FILES), STYLES.encode()]
NAMES = [*(path.parent.name + "-" + path.stem for path in FILES), "every-style"]


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_without_the_parser_in_c_the_tree_is_the_same(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    found: list[Diagnostic] = []
    fast = source.read(content, "x.yaml", found.append)
    monkeypatch.setattr(source, "_Loader", yaml.SafeLoader)

    assert source.read(content, "x.yaml", found.append) == fast
    assert fast is not None
    assert not found


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_a_kept_tree_is_the_tree(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    read = tree_of(content, "x.yaml", refuse)
    monkeypatch.setattr(source, "read", pytest.fail)

    assert tree_of(content, "x.yaml", refuse) == read
    assert read is not None


def test_what_is_wrong_in_a_file_is_told_each_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    found: list[Diagnostic] = []

    for _ in range(2):
        tree_of(b"titel: A #1\n", "x.yaml", found.append)

    assert [one.code for one in found] == ["RV010", "RV010"]


def test_a_file_that_changed_is_read_again_and_takes_no_more_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))

    for content in (b"a: b\n", b"a: c\n", b"a: b\n"):
        assert tree_of(content, "x.yaml", refuse) == source.read(content, "x.yaml", refuse)

    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_under_another_name_is_another_tree(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))

    trees = [tree_of(b"a: b\n", name, refuse) for name in ("x.yaml", "y.yaml")]

    assert [one.at.file for one in trees if one is not None] == ["x.yaml", "y.yaml"]


def test_every_word_of_every_style_has_its_place() -> None:
    """The place of a word in the value holds that word in the file."""
    lines = STYLES.split("\n")
    tree = source.read(STYLES.encode(), "x.yaml", lambda _: None)
    scalars = scalars_in(tree)
    words = 0
    for one in scalars:
        offset = 0
        for word in one.value.split():
            offset = one.value.index(word, offset)
            at = one.place(offset)
            words += 1
            seen = lines[at.line - 1][at.column - 1 :].replace("''", "'").replace('\\"', '"')
            assert seen.startswith(word), (one, word, at)
    assert words > 50


def scalars_in(node: Node | None) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Mapping(entries):
            return [one for key, value in entries for one in (key, *scalars_in(value))]
        case Sequence(items):
            return [one for item in items for one in scalars_in(item)]
        case _:
            return []


def test_no_character_that_texts_may_not_hold_can_be_printed() -> None:
    """So a text of which each line can be printed holds none, and nobody has to look for them."""
    letters = "".join(map(chr, range(sys.maxunicode + 1)))
    found = {match.group() for match in tokens.forbidden(letters)}

    assert {"\x00", "\x85", "\u2028", "\ud800", "\ue000", "\uffff"} <= found
    assert "\n" not in found
    assert not any(one.isprintable() for one in found)


def test_each_file_and_each_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    files: Counter[Path] = Counter()
    texts: Counter[str] = Counter()
    read, parse = Path.read_bytes, markdown.read

    def reading(path: Path) -> bytes:
        files[path] += 1
        return read(path)

    def parsing(text: str, *rest: Any, **more: Any) -> Any:
        texts[text] += 1
        return parse(text, *rest, **more)

    monkeypatch.setattr(Path, "read_bytes", reading)
    monkeypatch.setattr(markdown, "read", parsing)
    case = load(SHIPPED).case
    assert case is not None
    list(checks.check(case))

    assert set(files.values()) == {1}
    assert texts.total() == texts_in(case.dossier) + texts_in(dict(case.municipalities)) > 10


def test_each_block_of_a_municipality_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: Counter[int] = Counter()
    decode = decoding.decode

    def counting(node: Node, schema: Any, report: Any, *known: Any) -> Any:
        if schema is Municipality:
            blocks[node.at.line] += 1
        return decode(node, schema, report, *known)

    monkeypatch.setattr(loading, "decode", counting)
    load(SHIPPED)

    assert len(blocks) >= 8
    assert set(blocks.values()) == {1}


def test_what_house_styles_take_from_their_base_is_decoded_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: Counter[Location] = Counter()
    leaf = decoding._LEAVES[Frase]

    def counting(decoder: Any, node: Scalar) -> Any:
        read[node.at] += 1
        return leaf(decoder, node)

    monkeypatch.setitem(decoding._LEAVES, Frase, counting)
    load(SHIPPED)

    assert [one for one in read if "standaard" in one.file]
    assert set(read.values()) == {1}


# -- growth ------------------------------------------------------------------------------------


def _calls(work: Callable[[], object]) -> int:
    """How many calls of functions it takes."""
    count = 0

    def tell(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _costs(project: Project) -> dict[str, int]:
    """The calls of each step, apart: a square in a small one would drown in a large one."""
    found: list[Diagnostic] = []
    case = load(project, found).case
    assert case is not None
    problems = list(checks.check(case))
    wrong = [Problem("RV301", (MUNICIPALITIES, id_, "naam"), "") for id_ in case.known]
    return {
        "load": _calls(lambda: load(project)),
        "check": _calls(lambda: list(checks.check(case))),
        "locate": _calls(lambda: [located(case, one) for one in (*problems, *wrong)]),
    }


def _assert_linear(small: Project, large: Project) -> None:
    _costs(small)  # what is worked out once per process
    before, after = _costs(small), _costs(large)
    for step, calls in after.items():
        assert calls < 2.02 * before[step], step


def test_twice_the_councils_is_twice_the_work(tmp_path: Path) -> None:
    few, many = (write(tmp_path / str(n), Size(n), ("haarlem",)) for n in (20, 40))

    _assert_linear(few, many)


def test_twice_the_councils_with_a_mistake_each_is_twice_the_work(tmp_path: Path) -> None:
    few, many = (write(tmp_path / str(n), Size(n), ("haarlem",)) for n in (20, 40))
    for project in (few, many):
        path = project.data(MUNICIPALITIES)
        text = path.read_text(encoding="utf-8")
        cut = text.replace("naam: Voorbeeldgemeente", "tooi: x #y\n  naam: Voorbeeldgemeente")
        path.write_text(cut, encoding="utf-8")
    found: list[Diagnostic] = []
    load(many, found)

    assert len(found) == 2 * 40  # the code, and the text behind it that is cut off
    _assert_linear(few, many)


def test_twice_the_text_is_twice_the_work(tmp_path: Path) -> None:
    short, long = (write(tmp_path / str(n), Size(2, n), ("haarlem",)) for n in (5, 10))

    _assert_linear(short, long)
