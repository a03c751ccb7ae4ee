"""Rules on the file as a whole: what it says of itself, its language, what readers may do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.wordfile import Place, WordFile
from raadsvoorstel.word.elements import child, says_yes, value

_PROPERTIES = Place("eigenschappen van het bestand")
_WHOLE = Place("het hele bestand")
_HERE = ("nl", "fy")
"""The languages of a council paper: Dutch, and Frisian in Fryslân.

A text in one that is marked as the other is no finding: small words can't tell the two apart, and a
bilingual paper marks them on purpose.
"""
_DUTCH = re.compile(
    r"\b(de|het|een|van|en|in|is|dat|op|te|zijn|met|voor|aan|niet|door|worden|wordt|naar|bij)\b"
)
_OTHER = re.compile(
    r"\b(the|of|and|to|a|is|for|that|on|with|as|by|are|this|be|from|at|or|was|which"
    r"|der|die|das|und|ist|von|mit|den|für|nicht|ein|eine|auf|sich|dem|des|im|zu|auch"
    r"|le|la|les|et|est|une|du|que|dans|pour|qui|sur|pas|au|par|plus|avec|il|elle)\b"
)
"""Small words of Dutch, and of the languages that a Dutch office meets."""
_WORDS = 8
_PROOFING = "Controleren > Taal > Controletaal instellen > Nederlands"


def title(file: WordFile) -> Iterator[Finding]:
    """A screen reader and the bar of a PDF tell the title, else the name of the file."""
    if not file.said("title"):
        yield Finding(
            _PROPERTIES,
            "Het bestand heeft geen titel",
            "Vul in: Bestand > Info > Eigenschappen > Titel",
        )


def author(file: WordFile) -> Iterator[Finding]:
    """Whoever finds the file later wants to know whose it is."""
    if not file.said("creator"):
        yield Finding(
            _PROPERTIES,
            "Het bestand noemt geen auteur",
            "Vul in: Bestand > Info > Verwante personen > Auteur, bijvoorbeeld het college",
        )


def no_language(file: WordFile) -> Iterator[Finding]:
    """Without a language a screen reader guesses how to pronounce the text."""
    if not _language(file) and not all(file.languages):
        yield Finding(
            _WHOLE,
            "De tekst heeft geen taal",
            f"Selecteer alles (Ctrl+A), kies {_PROOFING} en dan Als standaard instellen",
        )


def foreign_language(file: WordFile) -> Iterator[Finding]:
    """The language of most of the text; a text that is not Dutch may have its own."""
    most = _most(file.languages) or _language(file)
    said = file.said("language")
    if most and not _is_dutch(most) and _reads_as_dutch(_text(file)):
        yield Finding(
            _WHOLE,
            f"De taal van de tekst is {most}, niet Nederlands",
            f"Selecteer alles (Ctrl+A), kies {_PROOFING} en dan Als standaard instellen",
        )
    elif said and not _is_dutch(said) and _is_dutch(most):
        yield Finding(
            _PROPERTIES,
            f"Het bestand zegt van zichzelf dat de taal {said} is, niet Nederlands",
            "Verbeter: Bestand > Info > Eigenschappen > Geavanceerde eigenschappen > Taal",
        )


def foreign_paragraph(file: WordFile) -> Iterator[Finding]:
    """A Dutch paragraph in a Dutch file that is marked as another language."""
    if not _is_dutch(_most(file.languages)):
        return
    for paragraph, tags in file.tagged:
        most = _most(tags)
        if most and not _is_dutch(most) and _is_surely_dutch(paragraph.text):
            yield Finding(
                paragraph.place,
                f"Deze alinea is Nederlands, maar staat als {most} in het bestand",
                f"Selecteer de alinea en kies {_PROOFING}",
            )


def protection(file: WordFile) -> Iterator[Finding]:
    """Protected text can't be read by some aids, nor given larger letters."""
    enforced = value(child(file.settings, "documentProtection"), "enforcement")
    if says_yes(enforced):
        yield Finding(
            _WHOLE,
            "Het bestand is beveiligd tegen bewerken; hulpmiddelen kunnen dan minder",
            "Kies Controleren > Bewerking beperken > Beveiliging stopzetten",
        )


# -- languages ---------------------------------------------------------------------------------


def _language(file: WordFile) -> str:
    """The language that holds where a text says nothing."""
    for style in file.styles.chain(file.styles.normal):
        tag = value(child(style, "rPr", "lang"))
        if tag:
            return tag
    return value(child(file.styles.defaults, "lang"))


def _most(letters: Counter[str]) -> str:
    """The language of most letters."""
    return "".join(tag for tag, _ in letters.most_common(1))


def _text(file: WordFile) -> str:
    return "\n".join(paragraph.text for paragraph in file.body.paragraphs)


def _is_dutch(tag: str) -> bool:
    return tag.lower().split("-")[0] in _HERE


def _reads_as_dutch(text: str) -> bool:
    """Dutch unless the small words say otherwise."""
    dutch, other = _small_words(text)
    return dutch >= other


def _is_surely_dutch(text: str) -> bool:
    dutch, other = _small_words(text)
    return dutch > 2 * other and dutch > 1 and len(text.split()) >= _WORDS


def _small_words(text: str) -> tuple[int, int]:
    return len(_DUTCH.findall(text.lower())), len(_OTHER.findall(text.lower()))
