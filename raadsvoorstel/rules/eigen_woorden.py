"""The words that a dossier brings along: names of people and places, terms, titles of laws."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.loading import Case
from raadsvoorstel.model import LokaalDossier, Municipality
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.values import Regel

_WORD = Pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=4)
def own_words(case: Case | None, gemeente: str) -> frozenset[str]:
    """In small letters, for the papers of one municipality; nothing without a dossier."""
    if case is None:
        return frozenset()
    if gemeente not in case.municipalities:
        return _of_dossier(case)
    people = _people(case.municipalities[gemeente], case.local(gemeente))
    return _of_dossier(case) | _words_in(tuple(people))


@lru_cache(maxsize=4)
def _of_dossier(case: Case) -> frozenset[str]:
    dossier = case.dossier
    texts: list[str] = [*case.known.values(), *case.names.values()]
    texts += [one for one in (dossier.titel, dossier.regio) if isinstance(one, str)]
    texts += [*dossier.begrippen, *dossier.begrippen.values(), *dossier.termen]
    texts += [fact.waarde for fact in dossier.feiten.values()]
    texts += [law.naam for law in dossier.wetten]
    texts += [part for law in dossier.wetten for part in (law.afkorting,) if part]
    texts += [one.tekst for one in dossier.uitzonderingen]
    return _words_in(tuple(texts))


def _people(council: Municipality, local: LokaalDossier) -> Iterator[str]:
    yield from (one.naam for one in council.ambtsdragers)
    yield from (one.naam for one in council.organen)
    yield from (str(one.naam) for one in (*local.ondertekening, *local.indiener.ondertekenaars))
    for listed in (local.portefeuillehouders, local.stellers):
        if isinstance(listed, tuple):
            yield from (one if isinstance(one, Regel) else one.naam for one in listed)


def _words_in(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        word.casefold().replace("’", "'") for text in texts for word in _WORD.findall(text)
    )
