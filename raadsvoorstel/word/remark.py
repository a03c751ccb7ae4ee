"""What there is to say about a municipality's own Word file."""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """A finding under its code; the caller knows where the file is named."""

    code: str
    message: str
    hint: str
    at: tuple[str | int, ...] = ("bestand",)
    """The value under `basis:` that it is about."""
    place: str = "het hele bestand"
    """Where in the Word file it is, for who has no house style yet."""


class Fragment(NamedTuple):
    """A text, field or content control that the letterhead would print on every paper."""

    place: str
    """`koptekst van de eerste pagina`"""
    kind: str
    """`tekst`, `veld`, `invulveld`, `watermerk`, `beschrijving` (of a picture), `koppeling`"""
    text: str
    fate: str
    """What becomes of it, in words for people."""
    doubt: str = ""
    """Why it may not belong on every paper: `een nummer`; nobody has to confirm it when empty."""
