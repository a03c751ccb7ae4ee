"""Endings that the dictionary settles: a participle on d, the e of an adjective."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsvoorstel.papers.reading import RUNNING_TEXT, Passage
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.rules.woordenboek import Dictionary

_PARTICIPLE = Pattern(
    r"\b(?:wordt|worden|werden?|is|zijn|was|waren|heeft|hebben|had|hadden)\b"
    r"(?P<between>[^.,;:!?()“”\n]{0,120}? )"
    r"(?P<word>(?:be|ge|her|ont|ver|om|onder|over|door|mis|vol|weer)[a-z]{3,}t)"
    r"(?=\s*[.;)]|\s*$| door\b)"
)
_NEW_CLAUSE = Pattern(
    r"\b(?:die|dat|wie|wat|wat|waar\w*|of|als|zoals|omdat|doordat|zodat|nadat|voordat|hoe|welke?|"
    r"wanneer|terwijl|en|maar|want|dan|hij|zij|het college)\b"
)
_ADJECTIVE = Pattern(
    r"(?P<before>\b(?:[Ee]en|[Dd]e|[Oo]nze|[Gg]een)|(?P<as>\b[Aa]ls)) "
    r"(?!weinig|menig|enig)(?P<word>[a-zà-ÿ]{2,}(?:lijk|(?<!t)ig|isch)) "
    r"(?P<noun>[a-zà-ÿ]{4,})\b(?P<end>\s*(?:[.,;:)]|$))?"
)
_FEMININE = Pattern(r"\w{2,}(?:heid|teit|[st]ie|gie|sie|nomie|[^aeiou]ing)$")
_NEUTER = Pattern(r"(?:(?:^|ge|be)ding|genie|concilie)$")
_PLURAL = Pattern(r"\w{2,}(?:heden|teiten|[st]ies|gieën|[^aeiou]ingen)$")

_INFLECTED = Pattern(
    r"\b(?!verscheidene)(?P<word>[a-z]{3,}en)e "
    r"(?!(?:anders|elders|immers|veeleer)\b)(?P<noun>[a-z]{2,}(?:ers|ors|[st]ies|ingen|heden|teiten))\b"
)
"""A form on -en takes no e: “gekozen oplossingen”. As a noun it does, so a plural must follow."""


def participle(passage: Passage, _: Setting) -> Iterator[Hit]:
    """A participle on t that the dictionary writes with d: “wordt … bepaalt”."""
    if passage.kind not in RUNNING_TEXT:
        return
    book = Dictionary()
    for found in _PARTICIPLE.finditer(passage.text):
        word, meant = found["word"], f"{found['word'][:-1]}d"
        if _NEW_CLAUSE.search(found["between"]) or is_quoted(passage.text, found.start("word")):
            continue
        if book.lists(meant) and book.lists(f"{meant}e"):
            yield Hit(
                passage,
                found.start("word"),
                f"“{word}” is hier een voltooid deelwoord en eindigt dan op d: “{meant}”",
                f"Schrijf “{meant}”",
            )


def adjective(passage: Passage, _: Setting) -> Iterator[Hit]:
    """An adjective without its e before what is certainly a de-word, or with one too many."""
    if passage.kind not in RUNNING_TEXT:
        return
    book = Dictionary()
    for found in _ADJECTIVE.finditer(passage.text):
        if _misses_e(found, book) and not is_quoted(passage.text, found.start()):
            yield _without_e(passage, found)
    for found in _INFLECTED.finditer(passage.text):
        if book.lists(found["word"]) and book.knows(found["noun"]):
            yield Hit(
                passage,
                found.start(),
                f"“{found[0]}” heeft een e te veel: een woord op -en krijgt er geen",
                f"Schrijf “{found['word']} {found['noun']}”",
            )


def _misses_e(found: re.Match[str], book: Dictionary) -> bool:
    noun = found["noun"].casefold()
    singular = _FEMININE.match(noun) and not _NEUTER.search(noun)
    plural = found["before"].casefold() in {"de", "onze", "geen"} and _PLURAL.match(noun)
    if not (singular or plural) or (found["as"] and not found["end"]):
        return False
    return book.lists(f"{found['word'].casefold()}e") and book.knows(noun)


def _without_e(passage: Passage, found: re.Match[str]) -> Hit:
    word, noun = found["word"], found["noun"]
    meant = f"{word}e"
    return Hit(
        passage,
        found.start("word"),
        f"“{word} {noun}” mist een e: “{noun}” is een de-woord",
        f"Schrijf “{meant} {noun}”",
    )
