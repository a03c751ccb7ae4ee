"""Words, sections and papers in another language: read, written, and never a letter changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.document import (
    DUTCH,
    Blank,
    Document,
    Emphasis,
    Heading,
    InLanguage,
    Inline,
    LineBreak,
    Link,
    Paper,
    Paragraph,
    Properties,
    Section,
    Strong,
    Text,
    is_language,
)
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.readers import markdown as reader
from raadsvoorstel.writers import docx, markdown
from tests import proefstuk
from tests.conftest import MINIMAL, Run, case_of, need
from tests.uitlezen import PANDOC_MARKDOWN, W, Word, markdown_pieces

FRISIAN = "fy-NL"
AN_X = InLanguage((Text("x"),), FRISIAN)


@cache
def style() -> HouseStyle:
    return case_of(MINIMAL).style("aadorp")


def paper(*inlines: Inline) -> Paper:
    return Paper(Document((Paragraph(inlines),)), Properties("t", "a"))


# -- what users write --------------------------------------------------------------------------

WRITTEN: dict[str, tuple[Inline, ...]] = {
    "[x]{lang=fy-NL}": (AN_X,),
    '[x]{lang="fy-NL"}': (AN_X,),
    "de [x]{lang=fy-NL}.": (Text("de "), AN_X, Text(".")),
    "**[x]{lang=fy-NL}**": (Strong((AN_X,)),),
    "[**x**]{lang=fy-NL}": (InLanguage((Strong((Text("x"),)),), FRISIAN),),
    "[a [x](https://x.nl)]{lang=fy-NL}": (
        InLanguage((Text("a "), Link((Text("x"),), "https://x.nl")), FRISIAN),
    ),
    "[a [x]{lang=fy-NL}](https://x.nl)": (Link((Text("a "), AN_X), "https://x.nl"),),
    "[a [x]{lang=fy-NL} b]{lang=en-GB}": (InLanguage((Text("a "), AN_X, Text(" b")), "en-GB"),),
    "[a\nb]{lang=fy-NL}": (InLanguage((Text("a b"),), FRISIAN),),
    "[a\\\nb]{lang=fy-NL}": (InLanguage((Text("a"), LineBreak(), Text("b")), FRISIAN),),
    "[a]x]{lang=fy-NL}": (Text("[a]x]{lang=fy-NL}"),),
    "[a [x]{lang=fy-NL}": (Text("[a "), AN_X),
    "[x]{lang=fy-NL}{.b}": (AN_X, Text("{.b}")),
    "*a [b* c]{lang=fy-NL}": (Text("*a "), InLanguage((Text("b* c"),), FRISIAN)),
    # all that is no mark of a language stays as typed
    "[x]": (Text("[x]"),),
    "[x]{}": (Text("[x]{}"),),
    "[x]{.klas}": (Text("[x]{.klas}"),),
    "[x]{#naam .klas kleur=rood}": (Text("[x]{#naam .klas kleur=rood}"),),
    "[x]{% opmerking %}": (Text("[x]{% opmerking %}"),),
    "[x]{style=fy-NL}": (Text("[x]{style=fy-NL}"),),
    "[x] {lang=fy-NL}": (Text("[x] {lang=fy-NL}"),),
    "x{lang=fy-NL}": (Text("x{lang=fy-NL}"),),
    "[x]{lang=fy-NL": (Text("[x]{lang=fy-NL"),),
    # and so does a mark that is escaped
    "\\[x]{lang=fy-NL}": (Text("[x]{lang=fy-NL}"),),
    "[x\\]{lang=fy-NL}": (Text("[x]{lang=fy-NL}"),),
    "[x]\\{lang=fy-NL}": (Text("[x]{lang=fy-NL}"),),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_mark_of_a_language_is_read_and_anything_else_is_text(text: str) -> None:
    reading = reader.read(text)
    assert reading.refusals == ()
    assert reading.blocks == (Paragraph(WRITTEN[text]),)


NO_LANGUAGE = "noemt geen taal met haar land: schrijf bijvoorbeeld {lang=fy-NL}"
REFUSED = {
    "een\n[x]{lang=fy_NL}": (1, f"'{{lang=fy_NL}}' {NO_LANGUAGE}"),
    "[x\ny]{lang=fy}": (0, f"'{{lang=fy}}' {NO_LANGUAGE}"),
    "[x]{lang=Fries}": (0, f"'{{lang=Fries}}' {NO_LANGUAGE}"),
    "[x]{lang=}": (0, f"'{{lang=}}' {NO_LANGUAGE}"),
    "[x]{taal=fy-NL}": (0, f"'{{taal=fy-NL}}' {NO_LANGUAGE}"),
    "[x]{LANG=fy-NL}": (0, f"'{{LANG=fy-NL}}' {NO_LANGUAGE}"),
    "[x]{ lang=fy-NL }": (0, f"'{{ lang=fy-NL }}' {NO_LANGUAGE}"),
    "[x]{lang=fy-NL .b}": (0, f"'{{lang=fy-NL .b}}' {NO_LANGUAGE}"),
    "[x]{lang='fy-NL'}": (0, f"'{{lang='fy-NL'}}' {NO_LANGUAGE}"),
    "[]{lang=fy-NL}": (0, "Tussen de haken voor '{lang=fy-NL}' staat geen tekst"),
    "[ ]{lang=fy-NL}": (0, "Tussen de haken voor '{lang=fy-NL}' staat geen tekst"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_bad_mark_is_refused_with_its_line(text: str) -> None:
    assert [(one.line, one.message) for one in reader.read(text).refusals] == [REFUSED[text]]


@pytest.mark.parametrize("tag", ["nl-NL", "fy-NL", "en-GB", "nds-NL", "sr-Latn-RS", "es-419"])
def test_a_language_has_a_country(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "nl", "NL-nl", "nl_NL", "nl-nl", "nl-NL ", "nederlands", "n-NL"]
)
def test_anything_else_is_no_language(tag: str) -> None:
    assert not is_language(tag)


def _spelled(children: tuple[Inline, ...]) -> str:
    """The letters, with the marks of languages as they were typed."""
    letters = ""
    for child in children:
        match child:
            case InLanguage(inner, language):
                letters += f"[{_spelled(inner)}]{{lang={language}}}"
            case Link(inner):
                letters += _spelled(inner)
            case Text(value):
                letters += value
            case _:
                raise AssertionError(child)
    return letters


_PARTS = st.sampled_from(
    ("[", "]", "{", "}", "{lang=fy-NL}", "]{lang=en-GB}", "{.b}", "](https://x.nl)", "\\", "a", "!")
)


@given(st.lists(_PARTS, max_size=14).map("".join))
@example("[[a]{lang=fy-NL}](https://x.nl)")
@example("[[[a]{lang=fy-NL}")
def test_no_letter_is_lost_but_the_marks_themselves(text: str) -> None:
    """Where plain Markdown shows `[a]{lang=fy-NL}`, we have `a` in Frisian, and nothing else."""
    reading = reader.read(f"x{text}")
    letters = "".join(_spelled(one.children) for one in reading.blocks if hasattr(one, "children"))
    if not reading.refusals:
        assert letters == "".join(piece.text for piece in markdown_pieces(f"x{text}"))


# -- templates ---------------------------------------------------------------------------------


def test_a_group_in_a_template_may_have_a_language() -> None:
    names = ("sectie a {lang=fy-NL}", 'formule {lang="en-GB"}', "kenmerken")
    text = "\n\n".join(f"::: {name}\nx\n:::" for name in names)
    first, second, third = reader.read(text, groups=True).blocks
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    assert (first.slot, first.language) == ("a", FRISIAN)
    assert (second.slot, second.language) == ("", "en-GB")
    assert not isinstance(third, Section)


# -- Markdown ----------------------------------------------------------------------------------

OUT: dict[str, tuple[Inline, ...]] = {
    "de [Provinsje **Fryslân**]{lang=fy-NL}.": (
        Text("de "),
        InLanguage((Text("Provinsje "), Strong((Text("Fryslân"),))), FRISIAN),
        Text("."),
    ),
    "[x\\]\\[]{lang=fy-NL}": (InLanguage((Text("x]["),), FRISIAN),),
    "[x]{lang=fy-NL}\\{.b}": (AN_X, Text("{.b}")),
    "[x](https://x.nl)\\{.b}": (Link((Text("x"),), "https://x.nl"), Text("{.b}")),
    "[a\\]{.b}": (Text("[a]{.b}"),),
    "[a\\]{lang=fy-NL}": (Text("[a]{lang=fy-NL}"),),
    "[[x]{lang=fy-NL}](https://x.nl)": (Link((AN_X,), "https://x.nl"),),
    "*[x]{lang=fy-NL}*": (Emphasis((AN_X,)),),
    "x ": (Text("x"), InLanguage((Text(" "),), FRISIAN)),
}


@pytest.mark.parametrize("expected", OUT)
def test_markdown_marks_words_as_pandoc_does(expected: str) -> None:
    written = markdown.write(paper(*OUT[expected]), style()).decode().removesuffix("\n")
    assert written.replace("&#32;", " ") == expected


def test_a_section_needs_no_mark_that_would_show() -> None:
    """Code hosts show `:::` as text; the words of a section are enough there."""
    section = Section("a", (Heading(2, (Text("x"),)),), FRISIAN)
    written = markdown.write(Paper(Document((section,)), Properties("t", "a")), style())
    assert written == b"## x\n"


def _pandoc(text: bytes) -> Iterator[tuple[str, str]]:
    """The letters with their language, as pandoc reads them."""
    command = [need("pandoc"), "-f", PANDOC_MARKDOWN, "-t", "json"]
    done = subprocess.run(command, input=text, capture_output=True, check=True)

    def walk(node: Any, language: str) -> Iterator[tuple[str, str]]:
        match node:
            case {"t": "Span", "c": [[_, _, attributes], inner]}:
                yield from walk(inner, dict(attributes)["lang"])
            case {"t": "Str", "c": letters}:
                yield letters, language
            case {"c": inner}:
                yield from walk(inner, language)
            case list():
                for one in node:
                    yield from walk(one, language)
            case _:
                pass

    return walk(json.loads(done.stdout)["blocks"], "")


@pytest.mark.parametrize("expected", OUT)
def test_pandoc_reads_the_same_languages(expected: str) -> None:
    def meant(children: tuple[Inline, ...], language: str = "") -> Iterator[tuple[str, str]]:
        for child in children:
            match child:
                case Text(value):
                    yield from ((letter, language) for letter in value if letter != " ")
                case InLanguage(inner, other):
                    yield from meant(inner, other)
                case Strong(inner) | Emphasis(inner) | Link(inner):
                    yield from meant(inner, language)
                case _:
                    raise AssertionError(child)

    text = markdown.write(paper(*OUT[expected]), style())
    read = [(one, language) for letters, language in _pandoc(text) for one in letters.strip()]
    assert read == [*meant(OUT[expected])]


# -- Word --------------------------------------------------------------------------------------


def _spoken(content: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Each run of letters with its language; empty where it is that of the document."""
    found = []
    for run in Word.read(content).tree(part).iter(f"{W}r"):
        letters = "".join(one.text or "" for one in run.iter(f"{W}t"))
        mark = run.find(f"{W}rPr/{W}lang")
        if letters:
            found.append((letters, "" if mark is None else mark.get(f"{W}val")))
    return found


def _defaults(content: bytes) -> set[str]:
    word = Word.read(content)
    default = word.tree("word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    theme = word.tree("word/settings.xml").find(f"{W}themeFontLang")
    said = word.tree("docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}language")
    return {default.get(f"{W}val"), default.get(f"{W}eastAsia"), theme.get(f"{W}val"), said.text}


def test_a_phrase_in_word_has_its_language_and_no_other_run_has() -> None:
    written = docx.write(paper(*WRITTEN["de [x]{lang=fy-NL}."]), style())
    assert _spoken(written) == [("de ", ""), ("x", FRISIAN), (".", "")]
    assert _defaults(written) == {DUTCH}


def test_a_section_in_word_is_all_in_its_language_but_for_our_own_words() -> None:
    section = proefstuk._frisian()
    content = Document((Section("a", section, FRISIAN), proefstuk.line("Gewoon.")))
    written = docx.write(Paper(content, Properties("t", "a")), style())
    runs = _spoken(written)
    assert {tag for _, tag in runs} == {FRISIAN, ""}
    assert [letters for letters, tag in runs if not tag] == [
        "[nog in te vullen: naam]",
        "Gewoon.",
    ]
    assert _defaults(written) == {DUTCH}


def test_a_paper_in_another_language_says_so_once() -> None:
    words = (Text("gemeenteried "), Blank("naam"), InLanguage((Text("raad"),), DUTCH))
    whole = replace(paper(*words), document=Document((Paragraph(words),), FRISIAN))
    written = docx.write(whole, style())
    assert _spoken(written) == [
        ("gemeenteried ", ""),
        ("[nog in te vullen: naam]", DUTCH),
        ("raad", DUTCH),
    ]
    assert ("Pagina ", DUTCH) in _spoken(written, "word/footer1.xml")
    assert _defaults(written) == {FRISIAN}


def test_the_language_stands_last_in_the_properties_of_a_run() -> None:
    marked = Strong((Emphasis((AN_X,)), Link((AN_X,), "https://x.nl")))
    tree = Word.read(docx.write(paper(marked), style())).tree("word/document.xml")
    order = [[etree.QName(one).localname for one in run] for run in tree.iter(f"{W}rPr")]
    assert order == [["rStyle", "b", "lang"], ["rStyle", "b", "lang"]]


# -- the whole line ----------------------------------------------------------------------------

STYLE = """
naam: Eigen
gebaseerd_op: standaard
bron: {soort: aanname, toelichting: proef}
taal: nl-NL
stukken:
  raadsvoorstel:
    secties:
      - {id: aanleiding, kop: Aanleiding, onderdelen: [aanleiding]}
      - {id: fries, kop: Gemeenteried, tekst: Provinsje Fryslân, taal: fy-NL}
"""


@pytest.fixture
def own_style(minimal: Path) -> Path:
    """The small project with a house style of its own and a Frisian name in a text."""
    path = minimal / "templates" / "huisstijlen" / "eigen" / "huisstijl.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STYLE, encoding="utf-8")
    for name, old, new in (
        ("municipalities", "huisstijl: standaard", "huisstijl: eigen"),
        ("regiovisie", "in {{ dossier.regio }}", "in [{{ dossier.regio }}]{lang=fy-NL}"),
    ):
        file = minimal / "data" / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def _paper(name: str) -> Path:
    return Path("uitvoer") / "aadorp" / f"raadsvoorstel.{name}"


@pytest.mark.usefixtures("own_style")
def test_from_yaml_to_word_and_markdown(run: Run) -> None:
    assert run("generate").code == 0
    frisian = [one for one, tag in _spoken(_paper("docx").read_bytes()) if tag == FRISIAN]
    assert frisian == ["Polderland", "Gemeenteried", "Provinsje Fryslân"]
    assert "in [Polderland]{lang=fy-NL}." in _paper("md").read_text(encoding="utf-8")


def test_a_house_style_in_frisian(own_style: Path, run: Run) -> None:
    text = own_style.read_text(encoding="utf-8").replace("taal: nl-NL", "taal: fy-NL")
    own_style.write_text(text, encoding="utf-8")
    assert run("generate").code == 0
    content = _paper("docx").read_bytes()
    assert _defaults(content) == {FRISIAN}
    assert {tag for _, tag in _spoken(content)} == {"", DUTCH}


# -- what the audit says of it -----------------------------------------------------------------


@pytest.mark.parametrize("language", [DUTCH, FRISIAN])
def test_frisian_in_our_own_paper_is_no_finding(language: str, tmp_path: Path, run: Run) -> None:
    sample = proefstuk.paper()
    sample = replace(sample, document=replace(sample.document, language=language))
    path = tmp_path / "stuk.docx"
    path.write_bytes(docx.write(sample, style()))
    assert [code for code in _codes(path, run) if code in LANGUAGE_RULES] == []


LANGUAGE_RULES = {"RV603", "RV604", "RV605"}


def test_dutch_that_is_marked_as_english_is_still_found(tmp_path: Path, run: Run) -> None:
    english = Section("a", (proefstuk.line(proefstuk.SENTENCE),), "en-GB")
    path = tmp_path / "stuk.docx"
    path.write_bytes(docx.write(proefstuk.paper(english), style()))
    assert [code for code in _codes(path, run) if code in LANGUAGE_RULES] == ["RV605"]


def _codes(path: Path, run: Run) -> list[str]:
    return [one["code"] for one in json.loads(run("check", str(path), "--weergave", "json").out)]
