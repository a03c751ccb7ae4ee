"""Fixed text that may not belong on every paper: numbers, dates, people, and blanks to fill in."""

from __future__ import annotations

import re

_BLANK = re.compile(
    r"\[[^\]]*\]|<[^>@]*>|«[^»]*»|\{[^}]*\}|_{3,}|\.{4,}|…{2,}|\bnog in te vullen\b|"
    r"\bn\.?t\.?b\b|\blorem\b",
    re.IGNORECASE,
)
"""What can't be meant as it stands, unlike a slogan that ends in an ellipsis."""
_PLACEHOLDER = re.compile(
    r"<[^>]*>|\.{3}|…|\b[xX]{2,}\b|"
    r"\bklik\b.*\btekst\b|\bclick\b.*\btext\b|\binvullen\b|\bvul\b.*\bin\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(zaak|zaak(nummer|nr|id|code)|(ons |uw )?kenmerk|agendapunt|"
    r"((raads)?voorstel|(raads)?besluit|dossier|registratie|document|volg)(nummer|nr))\b.*\d|"
    r"(?<!\w)(19|20)\d\d[-/_]\d{3,}|(?-i:\b[A-Z]{1,4}[-/.]?[1-9]\d{1,3}[-/._]\d{3,})",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?:nummer|nr|no)\b\.?:? ?|# ?)?[A-Z]?[-.]?[1-9](?:[-./ ]?\d){5,}", re.IGNORECASE
)
"""A long number and nothing else, its label in another cell; one of a telephone begins with 0."""
_MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_DATE = re.compile(
    r"(?<!\d )\b(0?[1-9]|[12]\d|3[01])([-/. ])(0?[1-9]|1[0-2])\2\d{2,4}\b(?! ?\d)|"
    rf"\b\d{{1,2}} ({_MONTHS})[a-z]*\.?\b|"
    r"\b(19|20)\d\d\b(?-i:(?! ?[A-Z]{2}\b))",
    re.IGNORECASE,
)
"""A telephone number in pairs is no date, and a postcode such as 2003 AA no year."""
_MAIL = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\d")
_TITLE = re.compile(
    r"\b(dhr|mevr|mw|drs|ing|ir|mr|dr|prof|contactpersoon|behandeld door|steller|behandelaar|"
    r"directeur|burgemeester|wethouder|secretaris|griffier)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b([A-Z]\.){1,5} ?((van|de|der|den|ten|ter|te|'t) )*[A-Z]")
_TWO_NAMES = re.compile(r"\b[A-Z][a-zà-ÿ]+ ((van|de|der|den|ten|ter|te|'t) )*[A-Z][a-zà-ÿ]+\b")
_NO_PERSON = re.compile(
    r"\b(gemeente|gemeenteraad|provincie|raad|college|burgemeester en wethouders|afdeling|postbus|"
    r"pagina|bladzijde|bezoekadres|postadres)\b",
    re.IGNORECASE,
)


_A_PLACE, _A_CASE, _A_DATE = (
    "een plek om in te vullen",
    "een zaaknummer of kenmerk",
    "een datum of jaartal",
)


def reason(text: str) -> str:
    """Why a text may not be meant for every paper; empty when nothing speaks against it."""
    if is_blank(text) or (_PLACEHOLDER.search(text) and not _MAIL.search(text)):
        return _A_PLACE
    if _MAIL.search(text):
        return "een e-mailadres"
    if _CASE.search(text):
        return _A_CASE
    if _DATE.search(text):
        return _A_DATE
    if _ALONE.fullmatch(text):
        return _A_CASE
    if _NUMBER.search(text):
        return "een nummer"
    if _TITLE.search(text) or _INITIALS.search(text):
        return "een persoon"
    if _TWO_NAMES.search(text) and not _NO_PERSON.search(text):
        return "misschien een naam"
    return ""


def is_offered(text: str) -> bool:
    """Whether a text can well be the same on every paper, as a postal address is."""
    return reason(text) not in {_A_PLACE, _A_CASE, _A_DATE}


def is_blank(text: str) -> bool:
    """Whether somebody still has to fill something in, which no confirmation makes true."""
    return bool(_BLANK.search(text))
