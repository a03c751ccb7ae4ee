"""The values of a paper in a letterhead: marks in its text, which each paper fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from raadsvoorstel.document import Blank, Properties
from raadsvoorstel.word.markup import escaped

TITLE_HEADING = "Kop 1"
PROPERTIES = {
    name.casefold(): name
    for name in (
        "Gemeente",
        "Dossier",
        "Stuk",
        "Versie",
        "Status",
        "Zaaknummer",
        "Collegedatum",
        "Raadsdatum",
        "Gegevens",
        "Sjabloon",
        "Title",
        "Subject",
        "Author",
    )
} | {"titel": "Title", "onderwerp": "Subject", "auteur": "Author"}
"""The properties of a paper by the names under which a letterhead may ask for them."""
EXAMPLES = "Zaaknummer, Collegedatum of Raadsdatum"
"""Those that somebody most often types into a letterhead instead."""
OF_THE_PAGE = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}(.*?){_END}")


def mark_of(name: str) -> str:
    """What stands where the value of a property comes."""
    return f"{_BEGIN}{name}{_END}"


def is_marked(part: bytes) -> bool:
    """Whether a part shows a value that differs per paper."""
    return _BEGIN.encode() in part


def without_marks(text: str) -> str:
    """The text as it stands there whatever the paper."""
    return _MARKED.sub("", text)


def asked(parts: Iterable[str]) -> frozenset[str]:
    """The properties that these parts show."""
    return frozenset({name for part in parts for name in _MARKED.findall(part)} - OF_THE_PAGE)


class Values(Struct, frozen=True):
    """What a paper answers: to any field, and as properties that Word finds when it updates."""

    all: Mapping[str, str]
    custom: Mapping[str, str]


def values(properties: Properties, title: str, wanted: frozenset[str]) -> Values:
    """The values of a paper for the fields of its letterhead; an unknown one is a visible blank."""
    own = {
        "Title": properties.title,
        "Subject": properties.subject,
        "Author": properties.author,
        TITLE_HEADING: title,
    }
    unknown = sorted(wanted - {name for name, _ in properties.custom} - own.keys())
    custom = {**dict(properties.custom), **{name: str(Blank(name.lower())) for name in unknown}}
    return Values({**custom, **own}, custom)


def filled(part: str, values: Mapping[str, str]) -> str:
    """A part of the letterhead with the values of one paper."""
    known = {**dict.fromkeys(OF_THE_PAGE, "1"), **values}
    return _MARKED.sub(lambda found: escaped(known.get(found[1], "")), part)
