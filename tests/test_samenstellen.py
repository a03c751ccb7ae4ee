"""Composing does nothing twice that comes out the same, and what it keeps changes no paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from raadsvoorstel import composing, placeholders, tokens, wording
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import (
    Blank,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    inline_text,
    texts,
)
from raadsvoorstel.readers import markdown
from raadsvoorstel.templating import sandbox
from raadsvoorstel.templating.run import RUN, Run
from raadsvoorstel.tokens import Line, mould, token
from raadsvoorstel.values import Frase, Placeholder, Regel
from raadsvoorstel.view import View, view
from tests.conftest import MINIMAL, case_of, compose, shipped_case


def test_no_text_is_looked_through_for_tokens_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Text] = []
    look = tokens._text

    def told(text: Text) -> object:
        looked.append(text)
        return look(text)

    monkeypatch.setattr(tokens, "_text", told)
    markdown._template.cache_clear()  # what other tests have read is not asked again
    case = shipped_case()
    making = composing.composer(case)
    for gemeente in case.participants:
        for kind in ("raadsvoorstel", "raadsbesluit"):
            assert making.compose(gemeente, kind, print) is not None
    assert len(looked) > 100
    assert len({id(one) for one in looked}) == len(looked)


def test_a_list_that_is_not_known_is_nothing_to_print() -> None:
    seen = view(case_of(MINIMAL), "beedorp")
    assert not wording.has_content("stellers", seen)
    assert not wording.has_content("bijlagen", seen)
    assert wording.has_content("beslispunten", seen)


def test_what_holds_no_token_stays_what_it_is() -> None:
    plain = (
        Paragraph((Text("a"),)),
        Heading(3, (Text("b"), Blank("c"))),
        ListBlock(ordered=True, items=(ListItem((Paragraph((Text("d"),)),)),)),
    )
    filled = mould((*plain, Paragraph((Text(token(0)),))))([Line((Text("e"),))])
    assert all(one is other for one, other in zip(filled, plain, strict=False))
    assert filled[-1] == Paragraph((Text("e"),))


def test_words_that_name_their_paper_are_not_those_of_the_other(minimal: Path) -> None:
    """What the papers of a council share is worded once, but not where it differs."""
    path = minimal / "data" / "regiovisie.yaml"
    text = path.read_text(encoding="utf-8")
    clause = "vast te stellen"
    assert text.count(clause) == 1
    path.write_text(text.replace(clause, f"{clause} bij {{{{ stuk.titel }}}}"), encoding="utf-8")
    case = case_of(minimal)
    for kind in ("raadsvoorstel", "raadsbesluit"):
        title, *lines = map(inline_text, texts(compose(case, "aadorp", kind).document.blocks))
        assert any(f"{clause} bij {title}" in line for line in lines), lines


def test_what_the_papers_of_a_council_share_is_worded_once(
    minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[str] = []
    formule = wording.formule

    def told(seen: View) -> object:
        worded.append(seen.gemeente.id)
        return formule(seen)

    monkeypatch.setattr(wording, "formule", told)
    case = case_of(minimal)
    making = composing.composer(case)
    for gemeente in case.participants:
        for kind in ("raadsvoorstel", "raadsbesluit"):
            assert making.compose(gemeente, kind, print) is not None
    assert worded == [*case.participants]


def test_a_road_is_followed_once_per_paper(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roads: list[tuple[str, ...]] = []
    follow = placeholders.look_up

    def told(path: tuple[str, ...], seen: View) -> object:
        roads.append(path)
        return follow(path, seen)

    monkeypatch.setattr(placeholders, "look_up", told)
    case = case_of(minimal)
    name = Placeholder(("gemeente", "naam"), (), Location("tekst.yaml"))
    frase = Frase((Text(f"{token(0)} en {token(1)}"),), (name, name))
    written = {
        gemeente: [placeholders.phrase(frase, view(case, gemeente)) for _ in range(3)]
        for gemeente in case.participants
    }
    assert roads == [("gemeente", "naam")] * len(case.participants)
    assert written["aadorp"][2] == (Text("Aadorp"), Text(" en "), Text("Aadorp"))
    assert written["beedorp"][0] == (Text("Beedorp"), Text(" en "), Text("Beedorp"))


@pytest.mark.parametrize("value", ["<b>", 3, Regel("<i>"), Blank("naam"), Markup("&lt;")])
def test_what_a_template_writes_for_a_value_needs_no_escaping(minimal: Path, value: object) -> None:
    """The code of a template counts on it: nothing escapes what comes from `finalize`."""
    case = case_of(minimal)
    before = RUN.set(Run(view(case, "aadorp")))
    try:
        written = sandbox.finalize(None, value)  # type: ignore[arg-type]
    finally:
        RUN.reset(before)
    assert isinstance(written, Markup)
    assert "<" not in written


@given(st.text("aA -'_1é", max_size=12), st.text("aA -'", min_size=1, max_size=4))
def test_a_name_stands_by_itself_where_no_letter_touches_it(line: str, name: str) -> None:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    assert composing._has_word(line, name) == bool(re.search(pattern, line))
