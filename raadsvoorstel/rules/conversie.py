"""What scanning, copying from a PDF or converting left behind in the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.papers.reading import RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

_RUNNING = frozenset({Kind.HEADER, Kind.FOOTER})
_PAGE = Pattern(
    r"\s*(?P<number>[-–—]\s?\d{1,3}\s?[-–—])(?=\s|$)(?!\s*[a-z])"
    r"|\s*(?P<word>(?:pagina|blz\.?|bladzijde)\s\d{1,3}(?:\s?(?:van|/)\s?\d{1,3})?)\s*$",
    re.IGNORECASE,
    needs=("-", "–", "—", "pagina", "blz", "bladzijde"),
)
_PAGE_WITHIN = Pattern(r"(?<=[.!?:;] )[-–—]\s?\d{1,3}\s?[-–—](?= [A-Z])", needs=(" -", " –", " —"))
_PAGE_ITEM = Pattern(r"\d{1,3}\s?[-–—]\s*$")
_SLASH = Pattern(r"(?<=[^\W\d_] )I(?= [a-zà-ÿ])", needs=(" i ",))
_COUNTED = Pattern(
    r"\b\w*(?:deel|fase|titel|hoofdstuk|bijlage|boek|categorie|klasse|groep|tranche|artikel|route|"
    r"paragraaf|variant|type|niveau|lijn|spoor|scenario|afdeling|ronde|blok|tabel|figuur|schaal) $",
    re.IGNORECASE,
)
_SECOND = Pattern(r"\bII\b")
_BROKEN = Pattern(
    r"(?<![\w-])[^\W\d_]{2,}- (?!(?:en|of|noch|dan|maar|als|respectievelijk|resp|tot|versus|plus|"
    r"in|dus|naar|ofwel|alsook|alsmede|evenals|c|t|te|bij)\b)[a-zà-ÿ]{2,}",
    needs=("- ",),
)
_ODD = Pattern(
    r"(?P<soft>\u00ad)|(?P<ligature>[\ufb00-\ufb06\u0132\u0133])"
    r"|(?P<invisible>[\u200b\u2060\ufeff\u2028\u2029])|(?P<lost>\ufffd|[\ue000-\uf8ff])"
    r"|(?P<garbled>Ã[\u0080-\u00bf]|â€[\u0080-\u009f™œ˜“”])"
    r"|(?P<spaces>\u00a0[ \u00a0]| \u00a0)"
)
_ODD_SIGN = Pattern(r"[^\n -~èéêëïöü€“”‘’–…\ufffc]")
"""Stands in all that the pattern above finds; few papers have it, and it is found much faster."""
_STARTS_PAGE = tuple("-–—pPbB")
_TELL = {
    "soft": ("In “{0}” zit een onzichtbaar afbreekstreepje", "Typ het woord opnieuw"),
    "ligature": ("In “{0}” zijn letters één teken geworden", "Typ de letters los"),
    "invisible": ("Bij “{0}” staat een onzichtbaar teken", "Typ deze woorden opnieuw"),
    "lost": ("In “{0}” is een teken verloren gegaan", "Typ wat er hoort te staan"),
    "garbled": ("“{0}” is verkeerd gelezen: de codering klopt niet", "Typ het woord opnieuw"),
    "spaces": ("Bij “{0}” staat een vaste spatie naast een andere spatie", "Laat er één staan"),
}


def residue(reading: Reading) -> Iterator[Hit]:
    """Page numbers in the text, an I that was a slash, broken words, odd characters."""
    roman = any("II" in one.text and _SECOND.search(one.text) for one in reading.passages)
    for passage in reading.passages:
        if passage.kind in _RUNNING or not _may_hold(passage.text, passage.number):
            continue
        yield from _page_number(passage)
        if passage.kind in RUNNING_TEXT:
            if not roman:
                yield from _slash(passage)
            yield from _broken_words(passage)
        yield from _odd_characters(passage)
        if not reading.is_ours:
            yield from _loose_accents(passage)


@lru_cache(maxsize=1024)
def _may_hold(text: str, number: str) -> bool:
    """Whether any of it can be found here; most texts were typed, and hold nothing of the kind."""
    patterns = (_PAGE_WITHIN, _SLASH, _BROKEN)
    return (
        number in {"-", "–"}
        or (text.lstrip().startswith(_STARTS_PAGE) and _PAGE.match(text) is not None)
        or any(one.search(text) for one in patterns)
        or (_ODD_SIGN.search(text) is not None and _ODD.search(text) is not None)
        or not unicodedata.is_normalized("NFC", text)
    )


def _page_number(passage: Passage) -> Iterator[Hit]:
    if passage.kind is Kind.CELL or passage.kind is Kind.METADATA:
        return
    found = _PAGE.match(passage.text) or _PAGE_WITHIN.search(passage.text)
    if found is None and passage.number in {"-", "–"}:
        found = _PAGE_ITEM.fullmatch(passage.text)
    if found is not None:
        yield Hit(
            passage,
            found.start() + len(found[0]) - len(found[0].lstrip()),
            f"Midden in de tekst staat een paginanummer: “{found[0].strip()}”",
            "Haal het weg; controleer of er geen tekst van die pagina ontbreekt",
        )


def _slash(passage: Passage) -> Iterator[Hit]:
    for found in _SLASH.finditer(passage.text):
        if not just_before(_COUNTED, passage.text, found.start()):
            yield Hit(
                passage,
                found.start(),
                "Een losse “I” tussen twee woorden was waarschijnlijk een schuine streep",
                "Schrijf “/”, of liever “en” of “of”",
            )


def _broken_words(passage: Passage) -> Iterator[Hit]:
    for found in _BROKEN.finditer(passage.text):
        yield Hit(
            passage,
            found.start(),
            f"“{found[0]}” is bij een regeleinde afgebroken",
            "Schrijf het woord aan elkaar",
        )


def _odd_characters(passage: Passage) -> Iterator[Hit]:
    for found in _ODD.finditer(passage.text):
        message, hint = _TELL[found.lastgroup or ""]
        yield Hit(passage, found.start(), message.format(_word_at(passage.text, found)), hint)


def _word_at(text: str, found: re.Match[str]) -> str:
    """The words around a sign, without what cannot be seen."""
    before = text[: found.start()].rsplit(maxsplit=1)[-1:] if found.start() else []
    after = text[found.end() :].split(maxsplit=1)[:1]
    sign = found[0] if found[0].isprintable() and not found[0].isspace() else ""
    gap = " " if found.lastgroup == "spaces" else ""
    return f"{''.join(before)}{gap}{sign}{''.join(after)}".strip(".,;:()“”")


def _loose_accents(passage: Passage) -> Iterator[Hit]:
    if unicodedata.is_normalized("NFC", passage.text):
        return
    start = next((at for at, letter in enumerate(passage.text) if unicodedata.combining(letter)), 0)
    yield Hit(
        passage,
        max(0, start - 1),
        "Een letter en haar accent zijn twee losse tekens",
        "Typ het woord opnieuw; nu vindt een zoekopdracht het niet",
    )
