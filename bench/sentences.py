"""Plain Dutch sentences by number: each number its own, the same on every machine."""

from __future__ import annotations

import math

_WHEN = (
    "Elk jaar",
    "In het voorjaar",
    "In de zomer",
    "In het najaar",
    "In de winter",
    "Iedere maand",
    "Daarna",
    "Voor die tijd",
    "Op een vaste dag",
    "Waar dat kan",
    "Stap voor stap",
)
_WHO = (
    "de gemeente",
    "het wijkteam",
    "de bibliotheek",
    "het buurthuis",
    "de sportclub",
    "de school",
    "de muziekvereniging",
    "het zwembad",
    "de speeltuin",
    "de kinderboerderij",
    "het jongerencentrum",
    "de dorpsraad",
    "de wijkraad",
)
_DOES = (
    "bespreekt de plannen",
    "verdeelt het werk",
    "bekijkt de resultaten",
    "verzamelt de ervaringen",
    "organiseert een bijeenkomst",
    "maakt een overzicht",
    "schrijft een kort verslag",
    "viert de opening",
    "zoekt een goede plek",
    "regelt de inrichting",
    "opent een spreekuur",
    "begint een proef",
    "deelt de kennis",
    "vraagt advies",
    "kiest een aanpak",
    "houdt een open dag",
    "geeft uitleg",
)
_WITH = (
    "met de bewoners",
    "met de scholen",
    "met de verenigingen",
    "met de vrijwilligers",
    "met de ondernemers",
    "met de jongeren",
    "met de ouderen",
    "met de ouders",
    "met de buren",
    "met de kerken",
    "met de sportclubs",
    "met de huurders",
    "met de verhuurders",
    "met de docenten",
    "met de kunstenaars",
    "met de tuinders",
    "met de wandelaars",
    "met de fietsers",
    "met de nieuwe inwoners",
)
_WHERE = (
    "in elke wijk",
    "in het buurthuis",
    "op het gemeentehuis",
    "in de bibliotheek",
    "op het schoolplein",
    "in het park",
    "op het sportveld",
    "in het centrum",
    "aan de rand van het dorp",
    "bij het station",
    "langs het kanaal",
    "op het plein",
    "in de oude kerk",
    "bij de molen",
    "op de markt",
    "in het museum",
    "bij de haven",
    "in de gymzaal",
    "in de tuin van de school",
    "op een rustige plek",
    "in een leeg winkelpand",
    "onder het viaduct",
    "achter het theater",
)
_ABOUT = (
    "In {{{{ dossier.regio }}}} loopt daarvoor {} een vast programma {}.",
    "Het programma {{{{ feiten.programma }}}} begint {} {}.",
    "Daar werkt {{{{ gemeente.naam }}}} {} aan verder {}.",
    "Het plan heeft {{{{ feiten.doelstellingen }}}} doelen; een deel daarvan bereiken wij {} {}.",
    "Vanaf {{{{ dossier.periode.van }}}} doen wij dat {} {}.",
)
_FULL = math.prod(len(one) for one in (_WHEN, _WHO, _DOES, _WITH, _WHERE))
_STRIDE = 610_639
"""A prime that is no divisor of the number of sentences: neighbours differ in every part."""
_SHORT = 9
"""Words of a sentence that says no more than who, what and with whom."""


def plain(number: int, words: int) -> str:
    """A sentence of about this many words."""
    rest = number * _STRIDE % _FULL
    rest, when = divmod(rest, len(_WHEN))
    rest, who = divmod(rest, len(_WHO))
    rest, does = divmod(rest, len(_DOES))
    where, with_ = divmod(rest, len(_WITH))
    if words <= _SHORT:
        subject = _WHO[who]
        return f"{subject[0].upper()}{subject[1:]} {_DOES[does]} {_WITH[with_]}."
    verb, *what = _DOES[does].split()
    parts = (_WHEN[when], verb, _WHO[who], *what, _WITH[with_], _WHERE[where])
    return f"{' '.join(parts)}."


def with_placeholder(number: int) -> str:
    """A sentence with a value of the dossier or the council in it."""
    rest, about = divmod(number * _STRIDE, len(_ABOUT))
    rest, with_ = divmod(rest, len(_WITH))
    return _ABOUT[about].format(_WITH[with_], _WHERE[rest % len(_WHERE)])
