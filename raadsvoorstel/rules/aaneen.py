"""Words that belong together: compounds written apart, and the short names of ministries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage
from raadsvoorstel.rules import zinnen
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.rules.wetten import abbreviations

_READ = (*RUNNING_TEXT, Kind.CLAUSE)
_COUNTED = (
    *("agenda", "plan", "programma", "nota", "groep", "team", "project", "commissie", "loket"),
    *("akkoord", "fonds", "medewerker", "consulent", "coördinator", "functionaris", "adviseur"),
    *("budget", "voorziening", "procedure", "indicatie", "adviesraad", "cliëntenraad", "manager"),
    *("visie", "strategie"),
)
"""Things that one counts: in the singular they never stand without “de”, “het” or “een”."""
_ARTICLES = frozenset({"de", "deze", "dit", "een", "het", "hun", "haar", "onze", "ons"})
_HYPHENS = str.maketrans("", "", "-‑")
_BODIES = (
    *("commissie", "organisatie", "fractie", "directie", "delegatie", "politie"),
    *("instantie", "coöperatie", "federatie", "vereniging", "stichting", "instelling", "regering"),
)
_AS_ADVERB = "akkoord"
_APART_FROM_BODIES = (_AS_ADVERB, "budget")
"""“Gaat de commissie akkoord?” and “geef de vereniging budget” are no compounds."""
_AGREES = Pattern(
    r"\b(?:ga|gaat|gaan|gegaan|ging|gingen|ben|bent|is|zijn|geweest|was|waren)\b", re.IGNORECASE
)
_NOUN_ENDS = ("tie", "sie", "heid", "teit", "isme")
_ROMAN = Pattern(r"[IVX]+")
_GOES_ON = Pattern(r"[\w’'-]|\s+(?:[“‘\"'(]|\d|[A-Z](?:[a-zà-ÿ]|\b))")
"""Not before a name or number: “de stichting project Zon”, “de begroting programma 3”."""
_MINISTRIES = {
    "Algemene Zaken": ("AZ",),
    "Asiel en Migratie": ("AenM",),
    "Binnenlandse Zaken en Koninkrijksrelaties": ("BZK",),
    "Buitenlandse Zaken": ("BZ",),
    "Economische Zaken": ("EZ",),
    "Economische Zaken en Klimaat": ("EZK",),
    "Infrastructuur en Waterstaat": ("IenW",),
    "Justitie en Veiligheid": ("JenV",),
    "Klimaat en Groene Groei": ("KGG",),
    "Landbouw, Natuur en Voedselkwaliteit": ("LNV",),
    "Onderwijs, Cultuur en Wetenschap": ("OCW",),
    "Sociale Zaken en Werkgelegenheid": ("SZW",),
    "Volksgezondheid, Welzijn en Sport": ("VWS",),
    "Volkshuisvesting en Ruimtelijke Ordening": ("VRO",),
}
"""As the government itself writes them (rijksoverheid.nl/ministeries)."""
_BY_LENGTH = tuple(sorted(_MINISTRIES, key=len, reverse=True))
_BETWEEN_BRACKETS = Pattern(r"\((?P<short>[A-Za-z&]+(?: [A-Za-z&]+)*)\)", needs=("(",))
_MINISTER = Pattern(r"\bminist(?:er|erie|ers|eries|eries)\b", re.IGNORECASE, needs=("minister",))
_LONGEST = 8
_REACH = 80
_SHORTEST = 5


def written_apart(passage: Passage, _: Setting) -> Iterator[Hit]:
    """Two nouns side by side that are one word, or an abbreviation without its hyphen."""
    for first, second, start in _pairs(passage.text) if passage.kind in _READ else ():
        joined = _joined(first, second)
        if not is_quoted(passage.text, start):
            yield Hit(
                passage,
                start,
                f"“{first} {second}” is één woord: “{joined}”",
                f"Schrijf “{joined}”",
            )


def _pairs(text: str) -> Iterator[tuple[str, str, int]]:
    """Two words behind “de”, “het” or the like that may be one, and where the first begins.

    Found by the words: a pattern with all of these is tried at every letter.
    """
    pieces = zinnen.cut(text)
    words, gaps = pieces.words, pieces.gaps
    counted = [at for at, is_counted in enumerate(map(_is_counted, words)) if is_counted]
    for at in counted:
        if at < 2 or not (gaps[at - 1].isspace() and gaps[at].isspace()):  # noqa: PLR2004
            continue
        the, first, second = words[at - 2], words[at - 1], words[at].partition("‑")[0]
        is_part = gaps[at - 2].endswith("_") and the.isalnum()  # of a name as `een_de`
        if not _determines(the) or is_part or not _is_first(first):
            continue
        start = pieces.start(at - 1)
        if _GOES_ON.match(text, pieces.start(at) + len(second)):
            continue
        if not _stands_apart(first, second, zinnen.sentence_text(text, start)):
            yield first, second, start


def _stands_apart(first: str, second: str, sentence: str) -> bool:
    """Whether the second word is no thing that the first tells more about."""
    if first.endswith(_BODIES):
        return second in _APART_FROM_BODIES
    return second == _AS_ADVERB and _AGREES.search(sentence) is not None


@lru_cache(maxsize=8192)
def _is_counted(word: str) -> bool:
    """Whether it is, or ends in, a thing that one counts; “beplan” and “verplan” are verbs."""
    small = word.partition("‑")[0]
    if not small.endswith(_COUNTED) or not small.isalnum():
        return False
    before = [small.removesuffix(one) for one in _COUNTED if small.endswith(one)]
    return any(not one or (len(one) > 1 and not one.endswith(("be", "ver"))) for one in before)


@lru_cache(maxsize=8192)
def _determines(word: str) -> bool:
    return zinnen.parts(word)[-1] in _ARTICLES


def _is_first(word: str) -> bool:
    """Whether it makes one word with the noun behind it: a noun by its end, or a short name."""
    if not word.isalpha():
        return word.translate(_HYPHENS).isalpha() and _is_noun(zinnen.parts(word)[-1])
    if _is_noun(word):
        return True
    return 2 <= len(word) <= _SHORTEST and word.isascii() and word[0].isupper() and _is_short(word)  # noqa: PLR2004


def _is_noun(word: str) -> bool:
    if any(word.endswith(end) and word != end for end in _NOUN_ENDS):
        return True
    return len(word) > len("ring") and word.endswith("ing") and word[-4] not in "aeiou"


def _joined(first: str, second: str) -> str:
    """The compound: with a hyphen after an abbreviation, with an s after -heid, -teit and -ing."""
    if _is_short(first):
        return f"{first}-{second}"
    return first + ("s" if first.endswith(("heid", "teit", "ing")) else "") + second


def _is_short(word: str) -> bool:
    """Whether it is an abbreviation: capitals, or the short name of a law."""
    if _ROMAN.fullmatch(word):
        return False
    return word.isupper() or abbreviations().get(word.casefold()) == word


def ministry(passage: Passage, _: Setting) -> Iterator[Hit]:
    """The abbreviation behind the name of a ministry that is not the one it has."""
    if passage.kind not in _READ or not _MINISTER.search(passage.text):
        return
    for found in _BETWEEN_BRACKETS.finditer(passage.text):
        before = passage.text[max(0, found.start() - _REACH) : found.start()].rstrip()
        name = next((one for one in _BY_LENGTH if before.endswith(one)), "")
        if not name:
            continue
        (wanted,) = _MINISTRIES[name]
        typed = found["short"]
        if typed not in {wanted, wanted.replace("en", "&")} and _may_stand_for(typed, wanted):
            yield Hit(
                passage,
                found.start("short"),
                f"Het ministerie van {name} kort zich af als “{wanted}”, niet als “{typed}”",
                f"Schrijf “{wanted}”",
            )


def _may_stand_for(typed: str, wanted: str) -> bool:
    """Whether these are letters for the ministry, and not a remark between brackets."""
    letters = [letter for letter in typed if letter.isupper()]
    return len(typed) <= _LONGEST and bool(letters) and letters[0] == wanted[0]
