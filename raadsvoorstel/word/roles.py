"""The roles that a paragraph or word can play, and the Word style of each."""

from __future__ import annotations

from msgspec import Struct


class Role(Struct, frozen=True):
    """A Word style: its id in the XML and its name in Word."""

    id: str
    name: str

    @property
    def is_ours(self) -> bool:
        """Whether it is no style of Word itself: it marks a role, however it looks."""
        return self.name.startswith("RV ")


BODY = Role("Standaard", "Normal")
HEADINGS = tuple(Role(f"Kop{level}", f"heading {level}") for level in range(1, 7))
NUMBERED = Role("Lijstnummering", "List Number")
BULLETED = Role("Lijstopsomteken", "List Bullet")
CONTINUED = Role("Lijstvoortzetting", "List Continue")
CAPTION = Role("Bijschrift", "caption")
HEADER = Role("Koptekst", "header")
FOOTER = Role("Voettekst", "footer")
WORDMARK = Role("RVWoordmerk", "RV Woordmerk")
METADATA = Role("RVKenmerken", "RV Kenmerken")
POINT = Role("RVBeslispunt", "RV Beslispunt")
FORMULA = Role("RVFormule", "RV Formule")
CLOSING = Role("RVOndertekening", "RV Ondertekening")
SIGNATURE = Role("RVHandtekening", "RV Handtekening")
CONCEPT = Role("RVConcept", "RV Concept")
EXAMPLE = Role("RVVoorbeeld", "RV Voorbeeld")
DEVIATION = Role("RVAfwijking", "RV Afwijking")
CELL = Role("RVTabeltekst", "RV Tabeltekst")
CELL_HEAD = Role("RVTabelkop", "RV Tabelkop")

TABLE = Role("RVTabel", "RV Tabel")

STRONG = Role("Zwaar", "Strong")
EMPHASIS = Role("Nadruk", "Emphasis")
LINK = Role("Hyperlink", "Hyperlink")
BLANK = Role("RVInvullen", "RV Invullen")

ROLES = (
    BODY,
    *HEADINGS,
    NUMBERED,
    BULLETED,
    CONTINUED,
    CAPTION,
    HEADER,
    FOOTER,
    WORDMARK,
    METADATA,
    POINT,
    FORMULA,
    CLOSING,
    SIGNATURE,
    CONCEPT,
    EXAMPLE,
    DEVIATION,
    CELL,
    CELL_HEAD,
    TABLE,
    STRONG,
    EMPHASIS,
    LINK,
    BLANK,
)

BY_GROUP: dict[str, Role] = {
    "kenmerken": METADATA,
    "formule": FORMULA,
    "ondertekening": CLOSING,
    "concept": CONCEPT,
    "voorbeeld": EXAMPLE,
    "afwijking": DEVIATION,
    "bijschrift": CAPTION,
}
"""The style of paragraphs in a group; a group that is not here changes nothing."""

BY_NAME: dict[str, Role] = {
    "titel": HEADINGS[0],
    "kop1": HEADINGS[1],
    "kop2": HEADINGS[2],
    "tekst": BODY,
    "genummerd": NUMBERED,
    "opsomming": BULLETED,
    "vervolg": CONTINUED,
    "koptekst": HEADER,
    "voettekst": FOOTER,
    "kenmerken": METADATA,
    "formule": FORMULA,
    "ondertekening": CLOSING,
    "tabel": TABLE,
    "tabeltekst": CELL,
    "tabelkop": CELL_HEAD,
}
"""The roles that a house style can give a style of its own Word file, as `uiterlijk` calls them."""
