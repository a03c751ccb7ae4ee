"""Fixed text that may not belong on every paper: numbers, dates, people, and blanks to fill in."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"\[[^\]]*\]|<[^>]*>|«[^»]*»|\{[^}]*\}|_{3,}|\.{4,}|…{2,}|\b[xX]{2,}\b|"
    r"\bklik\b.*\btekst\b|\bclick\b.*\btext\b|\binvullen\b|\bvul\b.*\bin\b|\bn\.?t\.?b\.?\b|\blorem\b",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_DATE = re.compile(
    rf"\b\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}\b|\b\d{{1,2}} ({_MONTHS})[a-z]*\.?\b|"
    r"\b(19|20)\d\d\b",
    re.IGNORECASE,
)
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


def reason(text: str) -> str:
    """Why a text may not be meant for every paper; empty when nothing speaks against it."""
    if _PLACEHOLDER.search(text):
        return "een plek om in te vullen"
    if _MAIL.search(text):
        return "een e-mailadres"
    if _DATE.search(text):
        return "een datum of jaartal"
    if _NUMBER.search(text):
        return "een nummer"
    if _TITLE.search(text) or _INITIALS.search(text):
        return "een persoon"
    if _TWO_NAMES.search(text) and not _NO_PERSON.search(text):
        return "misschien een naam"
    return ""
