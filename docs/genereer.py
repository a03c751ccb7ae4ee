"""Writes the parts of the documentation that follow from the code, and the pictures.

python docs/genereer.py              the tables between `gemaakt` and `einde`, the schemas in
                                     data/schema and the Dutch words; same code, same bytes
python docs/genereer.py afbeelding   the pictures of the README; needs LibreOffice and poppler
python docs/genereer.py contactblad  page 1 of all papers on one sheet; needs ImageMagick too
python docs/genereer.py blindproef   that sheet shuffled and with blurred names, in a folder apart

What a field means stands in `raadsvoorstel/velden.toml`, in Dutch; a field without a line there
stops the run.
"""

# ruff: noqa: INP001, ANN401 - a script beside its pages; type hints and typer's contexts are Any

from __future__ import annotations

import importlib
import re
import sys
import types
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
)

import msgspec
from typer.main import get_command

from raadsvoorstel import cli, schemas
from raadsvoorstel.codes import CODES
from raadsvoorstel.document import Blank
from raadsvoorstel.explaining import entry
from raadsvoorstel.fields import Block, Words, blocks, descriptions, hints, is_block, title
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.values import Bedrag, Datum, Frase, Regel, Tekst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

DOCS = Path(__file__).parent
PAGES = ("gegevens.md", "controles.md", "opdrachten.md")
_WIDTH = 80
_PART = re.compile(r"(<!-- gemaakt: (\w+) ?(\w*) -->\n).*?(<!-- einde -->\n)", re.DOTALL)


def pages() -> dict[str, str]:
    """Every page with generated parts, by its file name, as it should be."""
    return {name: _filled((DOCS / name).read_text(encoding="utf-8")) for name in PAGES}


def _filled(page: str) -> str:
    return _PART.sub(lambda part: f"{part[1]}\n{_PARTS[part[2]](part[3])}\n{part[4]}", page)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (header, ("---",) * len(header), *rows)
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


# -- the data ----------------------------------------------------------------------------------

_LEAVES: Mapping[object, tuple[str, str]] = {
    Regel: ("regel", "regels"),
    Frase: ("zin", "zinnen"),
    Tekst: ("tekst", "teksten"),
    Datum: ("datum", "datums"),
    Bedrag: ("bedrag", "bedragen"),
    bool: ("ja of nee", "ja of nee"),
}


def _data(root: str) -> str:
    words = descriptions()
    return "\n".join(_block(schema, words) for schema in blocks()[root])


def _block(schema: Block, words: Words) -> str:
    mine, kinds = words[schema.__name__], hints(schema)
    rows = (
        (f"`{field.name}`", _kind(kinds[field.name], words), _absent(field), mine[field.name])
        for field in msgspec.structs.fields(schema)
    )
    table = _table(("veld", "soort", "als het ontbreekt", "uitleg"), rows)
    return f"### {title(schema, words)}\n\n{mine['_uitleg']}\n\n{table}"


def _kind(hint: Any, words: Words, number: int = 0) -> str:
    """The type in Dutch words; with `number` 1 in the plural."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        form = "" if number else f": {inside[1].uitleg}"
        return _kind(inside[0], words, number) + form
    if origin in (Union, types.UnionType):
        kinds = (_kind(one, words) for one in inside if one not in (Blank, type(None)))
        return " of ".join(dict.fromkeys(kinds))
    if origin is Literal:
        return "keuze: " + ", ".join(f"`{one}`" for one in inside)
    if origin is tuple:
        return f"lijst van {_kind(inside[0], words, 1)}"
    if origin is dict:
        return f"namen met {_kind(inside[1], words, 1)}"
    if is_block(hint):
        name = title(hint, words)
        return f"[{name.lower()}](#{slug(name)})"
    return _LEAVES[hint][number]


def _absent(field: Any) -> str:
    match field.default:
        case _ if field.required:
            return "**verplicht**"
        case Blank() as blank:
            return f"`{blank}`, {blank.filler}"
        case bool() as value:
            return "`ja`" if value else "`nee`"
        case str() as value:
            return f"`{value}`"
        case msgspec.Struct():
            return "zie dat blok"
        case _:
            return ""


def _slots(_: str) -> str:
    return _table(
        ("onderdeel", "in een lege plek heet het"),
        ((f"`{slot}`", f"tekst {label}") for slot, label in SLOTS.items()),
    )


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# -- codes and commands ------------------------------------------------------------------------


def _codes(group: str) -> str:
    """The table of a family, and below it all that `explain` tells of each code."""
    family = {code: one for code, one in CODES.items() if code.startswith(group)}
    rows = (
        (code, f"[{one.name}](#{slug(_heading(code))})", one.severity.value, one.meaning)
        for code, one in family.items()
    )
    table = _table(("code", "naam", "ernst", "betekenis"), rows)
    told = (f"### {_heading(code)}\n\n{entry(code).as_markdown()}" for code in family)
    return "\n".join((table, *told))


def _heading(code: str) -> str:
    return f"{code} {CODES[code].name}"


def _commands(_: str) -> str:
    """The help of the program and of each command."""
    program: Any = get_command(cli.app)
    ctx = program.make_context(
        "raadsvoorstel", [], resilient_parsing=True, terminal_width=_WIDTH, max_content_width=_WIDTH
    )
    return "\n".join((_help("raadsvoorstel", ctx), *_below(program, ctx)))


def _below(group: Any, above: Any, names: str = "") -> Iterator[str]:
    """The help of every command in a group, and of those in a group of its own."""
    for name, command in group.commands.items():
        ctx = command.make_context(name, [], above, resilient_parsing=True)
        yield _help(f"{names}{name}", ctx)
        if hasattr(command, "commands"):
            yield from _below(command, ctx, f"{name} ")


def _help(name: str, ctx: Any) -> str:
    lines = "\n".join(line.rstrip() for line in ctx.get_help().strip().splitlines())
    return f"## {name}\n\n```text\n{lines}\n```\n"


# -- Dutch words -------------------------------------------------------------------------------

DUTCH_WORDS = DOCS.parent / "raadsvoorstel" / "dutch_words.py"
_MOST_IN_WORDS = 20


def dutch_words() -> str:
    """The names of months, days and small numbers, from Babel (CLDR) and num2words, as code."""
    from babel import Locale
    from num2words import num2words

    dutch: Any = Locale("nl")
    months, days = dutch.months["format"]["wide"], dutch.days["format"]["wide"]
    tables = (
        ("MAANDEN", [months[number] for number in range(1, 13)]),
        ("WEEKDAGEN", [days[number] for number in range(7)]),
        ("TELWOORDEN", [num2words(number, lang="nl") for number in range(_MOST_IN_WORDS + 1)]),
    )
    lines = "".join(f"{name} = (\n{_rows(words)})\n" for name, words in tables)
    return f'''"""Made by `make docs` from Babel (CLDR) and num2words; loading those takes too long.

Months from januari on, days from maandag on, numbers from nul on.
"""

{lines}'''


def _rows(words: list[str]) -> str:
    return "".join(f'    "{word}",\n' for word in words)


_PARTS: Mapping[str, Callable[[str], str]] = {
    "gegevens": _data,
    "onderdelen": _slots,
    "codes": _codes,
    "opdrachten": _commands,
}


def main() -> None:
    """Write the pages, or the pictures that are asked for."""
    match sys.argv[1:]:
        case []:
            for name, text in pages().items():
                (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
            for name in schemas.NAMES:
                file = schemas.file_in(DOCS.parent / schemas.FOLDER, name)
                file.write_text(schemas.text(name), encoding="utf-8", newline="\n")
            DUTCH_WORDS.write_text(dutch_words(), encoding="utf-8", newline="\n")
        case ["afbeelding"]:
            _pictures().readme()
        case ["contactblad"]:
            _pictures().contact_sheet()
        case ["blindproef"]:
            _pictures().blind_test()
        case _:
            raise SystemExit(__doc__)


def _pictures() -> types.ModuleType:
    """The pictures are another subject; who only reads the pages needs no tools for them."""
    return importlib.import_module("beelden")


if __name__ == "__main__":
    main()
