"""The JSON Schemas say what the tool says: a file that an editor refuses, the tool refuses too.

For a schema, YAML is read as check-jsonschema and the YAML extension of an editor read it: YAML
1.2, dates as text. What that reading loses stands in `KNOWN`, with the reason; nothing else may
differ. Only mistakes of form count (`FORM`): rules between fields are no work for a schema.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
import regress
from check_jsonschema.parsers.yaml import construct_yaml_implementation, impl2loader
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from raadsvoorstel import fields, loading, project, schemas, source
from raadsvoorstel.codes import CODES
from raadsvoorstel.decode import decode
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.housestyle import Kleur
from raadsvoorstel.model import Record
from raadsvoorstel.values import Bedrag, Datum, Frase, Regel, Tekst
from tests.conftest import MINIMAL, ROOT, Run, overlay

FORM = frozenset(("RV101", "RV102", "RV103", "RV104", "RV105", "RV106", "RV107", "RV109", "RV305"))
"""What a schema must find; RV108 is Markdown, RV110 and the rest are rules between fields."""

CASES = ROOT / "tests" / "gevallen"
Block = type[Record]


# -- the schema's side -------------------------------------------------------------------------


def _pattern(_: object, form: str, value: object, __: object) -> Iterator[ValidationError]:
    """Patterns as JavaScript reads them: editors do, and check-jsonschema too."""
    if isinstance(value, str) and _regex(form).find(value) is None:
        yield ValidationError(f"{value!r} does not match {form}")


@cache
def _regex(form: str) -> regress.Regex:
    return regress.Regex(form, "u")


_Editor = extend(Draft202012Validator, {"pattern": _pattern})
_read = impl2loader(construct_yaml_implementation(pure=True))


def _as_editor(text: str | bytes) -> Any:
    return _read(io.BytesIO(text.encode() if isinstance(text, str) else text))


_schema = cache(schemas.schema)


@cache
def _validator(name: str, definition: str = "") -> Validator:
    schema = _schema(name)
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return _Editor(schema, format_checker=FormatChecker())


# -- every kind of field against every kind of value -------------------------------------------

_EXAMPLES = {
    Regel: "tekst",
    Frase: "tekst",
    Tekst: "tekst",
    Datum: "2020-10-06",
    Bedrag: "1250",
    bool: "ja",
}
WRONG_KINDS = ("~", "tekst", "[]", "{}", "[~]", "[a]", "{a: b}", '""')
VALUES = (
    *("", "~", "null", "Null", "NULL", '""', "''", '"  "', '"~"'),
    *("[]", "{}", "[~]", '[""]', "[a]", "[a, a]", "[[a]]", "[2020-10-06]", "[{}]", "[711325]"),
    *("{a: b}", "{a: ~}", "{a: {}}", "{a: []}", "{a: {b: 1250}}", "{a: {2020: 1}}", "[{a: b}]"),
    *("tekst", '"tekst"', "twee woorden", "A-stuk", "con", "x" * 61, "é", "*a*"),
    *("711325", '"711325"', "0012345", "00", "0", "-3", "+5", "1e3", "0x10", "0o17", ".inf"),
    *("1.250", "1.0", "10.5", "1250", '"1.250,50"', "€ 1.250", "1.250.000,-", "12,5", '"10,5"'),
    *("2020-10-06", '"2020-10-06"', "2020-02-30", "2020-13-01", "6-10-2020", "2020-10-6", "2020"),
    *("ja", "nee", '"ja"', "Ja", "true", "True", "false", "yes", "19:30", "11", "2", "7", "99999"),
    *("1F3864", "123456", "000000", "gm0397", "nl-NL", "logo.png", "basis.dotx", "map/logo.png"),
    *('"{{ gemeente.naam }}"', '"{{ x | datum }}"', '"{{ x y }}"', '"{% if %}"', r'"\\{{ x"'),
    *(
        r'"een\ntwee"',
        "|\n  een\n  twee\n",
        "|\n  een\n",
        ">-\n  een\n  twee\n",
        '"pagina {pagina}"',
    ),
)


def _sample(hint: Any) -> str:
    """A right value of a type, in YAML on one line."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        quoted = str(inside[1].uitleg).split("`")
        return f'"{quoted[1]}"' if len(quoted) > 1 else "a" * 64
    if origin in (Union, UnionType):
        return _sample(inside[0])
    if origin is Literal:
        return str(inside[0])
    if origin is tuple:
        return f"[{_sample(inside[0])}]"
    if origin is dict:
        return f"{{naam: {_sample(inside[1])}}}"
    if isinstance(hint, type) and issubclass(hint, Record):
        return f"{{{', '.join(f'{name}: {value}' for name, value in _required(hint).items())}}}"
    return _EXAMPLES[hint]


@cache
def _required(block: Block) -> dict[str, str]:
    hints = fields.hints(block)
    return {
        one.name: _sample(hints[one.name]) for one in msgspec.structs.fields(block) if one.required
    }


def _document(values: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in values.items()) or "{}\n"


def _tool_refuses(text: str, block: Block) -> bool | None:
    """Whether the tool finds a mistake of form; None where YAML itself is wrong."""
    found: list[Diagnostic] = []
    tree = source.read(text.encode(), "proef.yaml", found.append)
    if tree is None or found:
        return None
    decode(tree, block, found.append)
    return bool(FORM & {one.code for one in found})


@cache
def _value(typed: str) -> Any:
    return _as_editor(f"veld: {typed}\n")["veld"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A right block but for one value of one field, and what came of it."""

    block: Block
    field: str
    hint: Any
    typed: str

    @property
    def text(self) -> str:
        values = {**_required(self.block), self.field: self.typed}
        return "".join(f"{name}: {value}\n" for name, value in values.items())

    @property
    def value(self) -> Any:
        return _value(self.typed)

    @property
    def data(self) -> dict[str, Any]:
        """The block as an editor reads it."""
        values = {**_required(self.block), self.field: self.typed}
        return {name: _value(typed) for name, typed in values.items()}


ROOT_OF = {block: root for root, of in fields.blocks().items() for block in of}


def _proofs() -> Iterator[Proof]:
    """Every value for each kind of field, and the wrong kinds for every single field."""
    seen = []
    for block in ROOT_OF:
        needed = _required(block)
        for name, hint in fields.hints(block).items():
            is_new = (hint, name in needed) not in seen
            seen.append((hint, name in needed))
            for typed in VALUES if is_new else WRONG_KINDS:
                yield Proof(block, name, hint, typed)
            for typed in (_sample(hint), *_choices(hint)):
                yield Proof(block, name, hint, typed)
        yield Proof(block, "onbekend", None, "tekst")
        yield Proof(block, "onbekend", None, "~")


def _choices(hint: Any) -> tuple[str, ...]:
    inside = get_args(hint)
    return tuple(map(str, inside)) if get_origin(hint) is Literal else ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _has_form(hint: Any) -> bool:
    return any(get_origin(one) is Annotated for one in (hint, *get_args(hint)))


Known = Callable[[Proof], bool]
KNOWN: dict[str, Known] = {
    "a number loses its writing: 0x10 is 16, and 1.0 a whole number": lambda of: (
        _is_number(of.value) and not (type(of.value) is int and str(of.value) == of.typed)
    ),
    "a colour may begin with zeros, and then a short number is right": lambda of: (
        of.hint == Kleur and _is_number(of.value)
    ),
    "YAML 1.2 has more writings of null and true; to the tool they are words": lambda of: (
        of.typed in {"Null", "NULL", "True"}
    ),
    "a schema does not see quotation marks": lambda of: of.hint is bool and of.typed == '"ja"',
    "the line end of a block of text is part of its value": lambda of: (
        _has_form(of.hint) and of.typed.startswith("|")
    ),
}
"""Why the two may differ, each with the values that it holds for."""


def _differs(proof: Proof) -> bool:
    tool = _tool_refuses(proof.text, proof.block)
    editor = _validator(ROOT_OF[proof.block], proof.block.__name__)
    return tool is not None and tool == editor.is_valid(proof.data)


@cache
def _differences() -> tuple[Proof, ...]:
    return tuple(proof for proof in _proofs() if _differs(proof))


def test_a_schema_and_the_tool_refuse_the_same_values() -> None:
    unknown = [
        f"{one.block.__name__}.{one.field}: {one.typed}"
        for one in _differences()
        if not any(holds(one) for holds in KNOWN.values())
    ]
    assert unknown == []


@pytest.mark.parametrize("reason", KNOWN)
def test_every_known_difference_is_there(reason: str) -> None:
    """A reason that no value needs any more is to be removed."""
    others = [holds for name, holds in KNOWN.items() if name != reason]
    assert any(
        KNOWN[reason](one) and not any(holds(one) for holds in others) for one in _differences()
    )


@pytest.mark.parametrize("block", ROOT_OF, ids=lambda block: block.__name__)
def test_a_schema_wants_the_fields_that_the_tool_wants(block: Block) -> None:
    editor, needed = _validator(ROOT_OF[block], block.__name__), _required(block)
    assert editor.is_valid(_as_editor(_document(needed)))
    assert _tool_refuses(_document(needed), block) is False
    for name in needed:
        without = _document({one: value for one, value in needed.items() if one != name})
        assert _tool_refuses(without, block)
        assert not editor.is_valid(_as_editor(without))


@pytest.mark.parametrize(
    "typed", ["711325", "0012345", "19:30", "1.250", "1e3", "true", "2020-10-06"]
)
def test_nobody_needs_to_quote_a_number_in_a_text(typed: str) -> None:
    assert _validator("gemeenten", "LokaalDossier").is_valid(_as_editor(f"afdeling: {typed}"))
    assert _validator("gemeenten", "LokaalDossier").is_valid(_as_editor(f"zaaknummers: [{typed}]"))


def test_of_a_style_that_rests_on_another_nothing_is_required_but_in_lists() -> None:
    """Maps merge per key; a list is replaced whole, so what is in it must be whole."""
    every = schemas.schema("huisstijl")["$defs"]
    parts = {name: one for name, one in every.items() if name.endswith("-deel")}
    assert len(parts) > 5
    for name, part in parts.items():
        whole = {**every[name.removesuffix("-deel")]}
        whole.pop("required", None)
        assert json.loads(json.dumps(part).replace("-deel", "")) == whole
        assert "-deel" not in json.dumps([one for one in _walk(part) if "items" in one])


def _walk(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(inner, dict | list):
            yield from _walk(inner)


# -- whole projects ----------------------------------------------------------------------------

UNSEEN = frozenset(code for code in CODES if code < "RV1") - {"RV014"} | {"RV302", "RV303"}
"""No YAML, or not what it seems; or a house style whose base is missing, which stops the tool."""

PROJECTS = {
    "minimaal": MINIMAL,
    "tweede": ROOT / "tests" / "tweede",
    "voorbeeld": ROOT,
    **{path.name: path for path in sorted(CASES.glob("RV*"))},
    **{f"{path.parent.name}/{path.name}": path for path in sorted(CASES.glob("[gs]*/*"))},
}


def _laid(name: str, folder: Path) -> project.Project:
    if PROJECTS[name].is_relative_to(CASES):
        shutil.copytree(MINIMAL, folder)
        removed = PROJECTS[name] / "weg.txt"
        for file in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
            (folder / file).unlink()
        overlay(folder, PROJECTS[name])
        return project.Project(folder)
    return project.Project(PROJECTS[name])


def _found(of: project.Project) -> dict[Path, set[str]]:
    """The codes of every file of a project, as `validate` tells them."""
    found: list[Diagnostic] = []
    for dossier in of.dossiers:
        loading.load(of, dossier, found.append, all_styles=True)
    codes: dict[Path, set[str]] = {}
    for one in found:
        codes.setdefault(Path(one.location.file).resolve(), set()).add(one.code)
    return codes


def _files(of: project.Project) -> Iterator[tuple[str, Path]]:
    yield "gemeenten", of.data(project.MUNICIPALITIES)
    yield from (("dossier", of.data(name)) for name in of.dossiers)
    styles = of.root / "templates" / "huisstijlen"
    yield from (("huisstijl", path) for path in sorted(styles.glob("*/huisstijl.yaml")))


@pytest.mark.parametrize("name", PROJECTS)
def test_a_schema_refuses_the_files_that_the_tool_refuses(name: str, tmp_path: Path) -> None:
    of = _laid(name, tmp_path / "project")
    told = _found(of)
    for kind, path in _files(of):
        codes = told.get(path.resolve(), set())
        if not path.is_file() or codes & UNSEEN:
            continue
        assert _accepts(kind, path) == (not codes & FORM), f"{path.name}: {codes}"


def _accepts(kind: str, path: Path) -> bool:
    try:
        data = _as_editor(path.read_bytes())
    except ValueError:  # a number of 5000 digits
        return False
    return bool(_validator(kind).is_valid(data))


# -- the files of a project --------------------------------------------------------------------

_FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_schemas_in_the_repository_are_up_to_date(name: str) -> None:
    """`make docs` writes them; same code, same bytes."""
    file = ROOT / schemas.FOLDER / f"{name}.json"
    assert file.read_text(encoding="utf-8") == schemas.text(name), f"{name}.json: run make docs"


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_a_right_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas.schema(name))
    for one in _walk(schemas.schema(name)):
        if "pattern" in one:
            _regex(one["pattern"])  # raises where JavaScript can't read it
        assert "](" not in one.get("description", ""), "a link leads nowhere from an editor"


@pytest.mark.parametrize("arguments", [(), ("--leeg",)], ids=["voorbeeld", "leeg"])
def test_every_file_of_a_new_project_names_its_schema(
    arguments: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    """An editor finds it by its first line, without a network."""
    assert run("init", str(tmp_path / "nieuw"), *arguments).code == 0
    files = list(_files(project.Project(tmp_path / "nieuw")))
    assert {kind for kind, _ in files} >= {"gemeenten", "dossier"}
    for kind, path in files:
        named = _FIRST_LINE.match(path.read_text(encoding="utf-8"))
        assert named is not None, path
        schema = path.parent / named[1]
        assert json.loads(schema.read_text(encoding="utf-8")) == schemas.schema(kind)
        assert _accepts(kind, path)


def test_the_files_of_the_repository_name_their_schemas() -> None:
    for kind, path in _files(project.Project(ROOT)):
        named = _FIRST_LINE.match(path.read_text(encoding="utf-8"))
        assert named is not None, path
        assert (path.parent / named[1]).resolve() == ROOT / schemas.FOLDER / f"{kind}.json"


def test_schema_writes_those_of_a_project(minimal: Path, run: Run) -> None:
    written = run("schema")
    assert written.code == 0
    for name in schemas.NAMES:
        assert f"data/schema/{name}.json" in written.out
        file = minimal / "data" / "schema" / f"{name}.json"
        assert file.read_text(encoding="utf-8") == run("schema", name).out
    assert run("validate").code == 0, "a schema is no dossier"


def test_schema_writes_one_where_it_is_told(tmp_path: Path, run: Run) -> None:
    assert run("schema", "dossier", "--uitvoer", str(tmp_path / "hier")).code == 0
    assert [path.name for path in (tmp_path / "hier").iterdir()] == ["dossier.json"]


_EDITS: dict[str, Callable[[str], str]] = {
    "een ander woord": lambda text: text.replace("raadsvoorstel: dossier", "ons dossier"),
    "een regel minder": lambda text: text.replace('  "additionalProperties": false\n', "", 1),
    "geen kenmerk": lambda text: re.sub(r" Kenmerk: \w+\.", "", text),
    "geen JSON meer": lambda text: text + "<<<<<<< HEAD\n",
    "iets anders": lambda _: "[]\n",
}


@pytest.mark.parametrize("edit", _EDITS.values(), ids=_EDITS)
def test_a_schema_that_was_edited_stays(
    minimal: Path, run: Run, edit: Callable[[str], str]
) -> None:
    run("schema")
    file = minimal / "data" / "schema" / "dossier.json"
    edited = edit(file.read_text(encoding="utf-8"))
    file.write_text(edited, encoding="utf-8")

    told = run("schema")

    assert told.code == 1
    assert "data/schema/dossier.json: bewaard (bewerkt)\n" in told.out
    assert "data/schema/gemeenten.json: ongewijzigd\n" in told.out
    assert "`raadsvoorstel schema dossier`" in told.out
    assert file.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="leeg"),
        pytest.param(json.dumps(schemas.schema("gemeenten")), id="van een andere versie"),
        pytest.param(schemas.text("dossier").replace("\n", "\r\n"), id="regeleinden van Windows"),
    ],
)
def test_a_schema_of_the_program_itself_is_brought_up_to_date(
    minimal: Path, run: Run, content: str
) -> None:
    file = minimal / "data" / "schema" / "dossier.json"
    file.parent.mkdir()
    file.write_bytes(content.encode())

    told = run("schema")

    assert told.code == 0
    assert "data/schema/dossier.json: bijgewerkt\n" in told.out
    assert file.read_text(encoding="utf-8") == schemas.text("dossier")


def test_schema_needs_a_project_or_a_folder(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("schema")
    assert told.code == 2
    assert "--uitvoer" in told.err
    assert run("schema", "huistijl").code == 2
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    assert "kan niet worden geschreven" in run("schema", "--uitvoer", "bezet").err


@pytest.mark.parametrize(("titel", "code"), [("Een plan", 0), ("[a]", 1)])
def test_check_jsonschema_judges_as_the_tool_does(
    minimal: Path, titel: str, code: int, run: Run
) -> None:
    """The line of docs/ci.md, on a right file and on a wrong one."""
    run("schema")
    path = minimal / "data" / "regiovisie.yaml"
    text = re.sub(r"(?m)^titel: .*$", f"titel: {titel}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema"),
            *("--schemafile", "data/schema/dossier.json", "data/regiovisie.yaml"),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert ("$.titel" in ran.stdout) == bool(code)
    assert run("validate").code == code
