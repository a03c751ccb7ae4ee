"""The content slots of a council paper: what the headings of every house style stand for."""

from __future__ import annotations

SLOTS: dict[str, str] = {
    "samenvatting": "samenvatting",
    "behandelvoorstel": "behandelvoorstel",
    "eerdere_besluiten": "eerdere besluiten",
    "juridisch_kader": "juridisch kader",
    "aanleiding": "aanleiding",
    "beoogd_effect": "beoogd effect",
    "keuzeruimte": "keuzeruimte van de raad",
    "argumenten": "argumenten",
    "kanttekeningen": "kanttekeningen",
    "risicos": "risico’s",
    "alternatieven": "alternatieven",
    "overwegingen": "overwegingen van het college",
    "financien": "financiën",
    "planning_uitvoering": "planning en uitvoering",
    "evaluatie": "evaluatie",
    "participatie": "participatie",
    "communicatie": "communicatie",
    "samenwerking": "samenwerking",
    "duurzaamheid": "duurzaamheid",
}
"""Each text slot and the words in which a blank asks for it."""


def label(slot: str) -> str:
    """What a blank says when the text of a slot, or of a part of it, is missing."""
    name, _, part = slot.partition(".")
    words = SLOTS.get(name, name)
    return f"tekst {words} ({part.replace('_', ' ')})" if part else f"tekst {words}"
