"""The documentation tells what the program does now: generated parts, links, commands, examples."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from msgspec import structs
from msgspec.structs import replace

from raadsvoorstel import checks, cli, composing, decode, loading, schemas, source
from raadsvoorstel.codes import CODES, severity_of
from raadsvoorstel.diagnostics import Diagnostic, Severity
from raadsvoorstel.filters import FILTER_NAMES
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.model import Dossier, Municipality
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.values import Leaf
from raadsvoorstel.view import View
from raadsvoorstel.writers import FORMATS
from tests.conftest import ROOT, shipped_case

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("genereer", DOCS / "genereer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# -- generated parts ---------------------------------------------------------------------------


def test_generated_parts_are_up_to_date() -> None:
    """`make docs` writes them; same code, same bytes."""
    for name, text in _generator().pages().items():
        assert _text(DOCS / name) == text, f"docs/{name} is stale: run make docs"


def test_the_dutch_words_are_those_of_the_libraries() -> None:
    generator = _generator()
    assert generator.DUTCH_WORDS.read_text(encoding="utf-8") == generator.dutch_words()


def test_every_field_has_dutch_words_and_a_line() -> None:
    generator, page = _generator(), _text(DOCS / "gegevens.md")
    for found in generator.blocks().values():
        for schema in found:
            described = generator.descriptions()[schema.__name__]
            assert {"_uitleg", *schema.__struct_fields__} <= set(described), schema.__name__
            assert all(f"| `{field}` |" in page for field in schema.__struct_fields__)


def test_every_kind_of_value_is_read_named_described_and_documented() -> None:
    for table in (decode._LEAVES, decode._NAMES, schemas._LEAVES, _generator()._LEAVES):
        assert set(table) == {*get_args(Leaf), bool}


def test_every_code_is_documented() -> None:
    page = _text(DOCS / "controles.md")
    assert [code for code in CODES if f"| {code} |" not in page] == []


def test_every_command_and_option_is_documented() -> None:
    page = _text(DOCS / "opdrachten.md")
    for name, command in _commands().items():
        assert f"\n## {name}\n" in page
        assert f"`raadsvoorstel {name}" in _text(ROOT / "README.md"), name
        for option in command.params:
            assert all(word in page for word in option.opts if word.startswith("--"))


def _commands() -> dict[str, Any]:
    """Every command by its full name: `huisstijl check`."""
    from typer.main import get_command

    found = dict(_any(get_command(cli.app)).commands)
    for name, command in list(found.items()):
        inner = getattr(command, "commands", {})
        found |= {f"{name} {below}": one for below, one in inner.items()}
    return found


def test_every_name_and_filter_of_a_template_is_documented() -> None:
    page, case = _text(DOCS / "sjablonen.md"), shipped_case()
    making = composing.composer(case)
    names = {*View.__struct_fields__, *_names_of_templates(making)}
    missing = [
        name for name in sorted(names) if not re.search(rf"^\| .*`{name}`", page, re.MULTILINE)
    ]
    assert missing == []
    assert [name for name in FILTER_NAMES if f"| `{name}` |" not in page] == []
    printers = [name for name in making.printers if name != "tekst"]
    assert [name for name in printers if f"| `{name}` |" not in page] == []


def _names_of_templates(making: composing.Composer) -> set[str]:
    from raadsvoorstel.view import view

    seen = view(making.case, "heemstede")
    return set(making._names(seen.huisstijl.stukken["raadsvoorstel"], seen, seen))


def _any(value: object) -> Any:
    return value


def test_every_module_has_its_place_in_the_architecture() -> None:
    page = _text(DOCS / "architectuur.md")
    package = ROOT / "raadsvoorstel"
    modules = [
        path.relative_to(package).with_suffix("").as_posix()
        for path in package.rglob("*.py")
        if not path.name.startswith("_")
    ]
    folders = {name.split("/")[0] for name in modules if "/" in name}
    alone = [name for name in modules if "/" not in name]
    missing = [name for name in sorted([*alone, *folders]) if f"`{name}" not in page]
    assert missing == []


# -- links, commands, targets ------------------------------------------------------------------


def _anchors(page: Path) -> set[str]:
    prose = _FENCE.sub("", _text(page))
    slug = _generator().slug
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", prose, re.MULTILINE)}


def _links() -> list[tuple[str, str]]:
    return [
        (_named(page), target)
        for page in PAGES
        for target in re.findall(r"(?:\]\(|src=\")([^)\"\s]+)", _FENCE.sub("", _text(page)))
        if not re.match(r"[a-z]+:", target)
    ]


@pytest.mark.parametrize(("page", "target"), _links())
def test_every_link_between_pages_leads_somewhere(page: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    file = (ROOT / page).parent / path if path else ROOT / page
    assert file.exists()
    assert not anchor or anchor in _anchors(file)


def test_the_manual_begins_with_all_its_chapters() -> None:
    text = _text(DOCS / "handleiding.md")
    listed = re.findall(r"^\d+\. \[(.*)\]", text, re.MULTILINE)
    assert listed == re.findall(r"^## (.*)$", text, re.MULTILINE)


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", _text(page), re.MULTILINE))
        assert named <= targets, f"{_named(page)}: {named - targets}"


def test_every_command_line_exists() -> None:
    """Commands, options, formats and councils that a page names."""
    options = {
        name: {*(word for one in command.params for word in one.opts), "--help"}
        for name, command in _commands().items()
    }
    for page in PAGES:
        for line in re.findall(r"(?:^|`)raadsvoorstel ([a-z][^`\n]*)", _text(page), re.MULTILINE):
            command, *words = line.split()
            if command in {"is", "en"}:
                continue
            if words and f"{command} {words[0]}" in options:
                command = f"{command} {words.pop(0)}"
            assert command in options, f"{_named(page)}: {line}"
            assert {word for word in words if word.startswith("-")} <= options[command], line
            for option, value in pairwise(words):
                assert option != "--formaat" or value in FORMATS, line


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMATS) == cli._FORMATS


# -- examples in YAML --------------------------------------------------------------------------


def _examples() -> list[tuple[str, str]]:
    return [
        (_named(page), code)
        for page in PAGES
        for kind, code in _FENCE.findall(_text(page))
        if kind == "yaml"
    ]


@pytest.mark.parametrize(("page", "code"), _examples())
def test_every_yaml_example_makes_papers(page: str, code: str) -> None:
    """Its first line names its file; what it leaves out comes from the shipped case."""
    found: list[Diagnostic] = []
    tree = source.read(code.encode(), page, found.append)
    case = _changed(shipped_case(), code.splitlines()[0], tree, found)
    making = composing.composer(case)
    for gemeente in case.participants:
        for kind in case.project.kinds:
            assert making.compose(gemeente, kind, found.append) is not None
    assert found == []
    errors = {
        problem.code
        for problem in checks.check(case)
        if (problem.severity or severity_of(problem.code)) is Severity.ERROR
    }
    # The file of a second dossier stands in another example; that of sections names a few of them.
    assert errors <= {"RV212", "RV315"}


def _changed(case: loading.Case, file: str, tree: Any, found: list[Diagnostic]) -> loading.Case:
    """The case with an example put over the file that it belongs to."""
    match file:
        case "# municipalities.yaml":
            whole = _any(loading.merge(case.trees["municipalities"], tree))
            decoded = {
                key.value: decode.decode(node, Municipality, found.append)
                for key, node in whole.entries
            }
            return replace(case, municipalities=_any(decoded))
        case "# dossier":
            dossier = _any(decode.decode(tree, Dossier, found.append))
            dossier = structs.replace(dossier, bronnen=case.dossier.bronnen)  # as the page tells
            names = {id_: case.names[id_] for id_ in dossier.deelnemers}
            return replace(case, dossier_id="jeugdhulp", dossier=dossier, names=names)
        case "# regiovisie.yaml":
            whole = loading.merge(case.trees["dossier"], tree)
            return replace(case, dossier=_any(decode.decode(whole, Dossier, found.append)))
        case "# huisstijl.yaml":
            whole = loading.merge(case.trees["huisstijl/heemstede"], tree)
            style = _any(decode.decode(whole, HouseStyle, found.append))
            return replace(case, styles={**case.styles, "heemstede": style})
        case _:
            pytest.fail(f"the first line names no file: {file}")


# -- what a page promises ----------------------------------------------------------------------


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (DOCS / "afbeeldingen").iterdir()}
    sheet = sizes.pop("contactblad.png")
    assert {"heemstede.png", "bloemendaal.png", "groei.svg"} == set(sizes)
    assert max(sizes.values()) < 150_000
    assert sheet < 400_000


def test_every_slot_is_documented() -> None:
    page = _text(DOCS / "gegevens.md")
    assert [slot for slot in SLOTS if f"| `{slot}` |" not in page] == []


def test_version_is_in_the_changelog_and_publiccode() -> None:
    from raadsvoorstel import __version__

    assert f"## [{__version__}]" in _text(ROOT / "CHANGELOG.md")
    assert f"softwareVersion: {__version__}\n" in _text(ROOT / "publiccode.yml")
