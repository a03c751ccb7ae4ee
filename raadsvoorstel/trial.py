"""A trial of a Word file as a base, before any house style names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.audit import audit
from raadsvoorstel.codes import severity_of
from raadsvoorstel.diagnostics import Diagnostic, Location, has_errors
from raadsvoorstel.document import DUTCH
from raadsvoorstel.housestyle import (
    Formule,
    Handtekeningen,
    Herkomst,
    HouseStyle,
    StyleFiles,
    Uiterlijk,
    UnusableFileError,
    Wordbestand,
)
from raadsvoorstel.project import shown
from raadsvoorstel.sample import sample
from raadsvoorstel.stylefiles import content
from raadsvoorstel.values import Regel
from raadsvoorstel.word.opening import UnreadableError
from raadsvoorstel.word.own import adopt
from raadsvoorstel.word.own.casting import Part, cast, lacks
from raadsvoorstel.word.own.suspect import is_offered
from raadsvoorstel.word.package import LARGEST
from raadsvoorstel.word.remark import Fragment, Remark
from raadsvoorstel.writers import FORMATS

_REFUSED = "RV325"
_PLAIN = HouseStyle(
    naam=Regel("proef"),
    bron=Herkomst(soort="aanname", toelichting=Regel("proef")),
    formule=Formule(regels=()),
    handtekeningen=Handtekeningen(college=(), raad=()),
    stukken={},
)
"""What any house style has; the words of a paper make no difference to a base."""


class Trial(Struct, frozen=True):
    """What came of it; a file that is refused has findings alone."""

    file: str
    name: str
    findings: tuple[Diagnostic, ...]
    fragments: tuple[Fragment, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file can't be a base at all."""
        return any(one.code == _REFUSED for one in self.findings)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The texts that somebody has to confirm, once each."""
        return tuple(dict.fromkeys(one.text for one in self.fragments if one.doubt))

    @property
    def offered(self) -> tuple[str, ...]:
        """The doubtful texts that can well be the same on every paper: no blank, date or case."""
        return tuple(text for text in self.doubtful if is_offered(text))

    def fails(self, *, strict: bool) -> bool:
        """Whether anything was found that has to be mended or confirmed."""
        return has_errors(self.findings, strict=strict)


def trial(path: Path) -> Trial:
    """Adopt the file as a base and write a sample on it; touches no disk but to read."""
    file = shown(path)
    try:
        _refuse_name(path.name)
        found = content(path, LARGEST)
        own = adopt(found, Uiterlijk(), DUTCH)
    except (UnusableFileError, UnreadableError) as error:
        refused = Remark(_REFUSED, error.message, error.hint)
        return Trial(file, path.name, (_finding(refused, file),))
    remarks = (*own.remarks, *lacks(found, own))
    return Trial(
        file,
        path.name,
        (*(_finding(one, file) for one in remarks), *_audited(found, file)),
        own.fragments,
        cast(found, own),
    )


def _refuse_name(name: str) -> None:
    form = get_args(Wordbestand)[1].pattern
    if not re.match(form, name):
        raise UnusableFileError(
            f"In een huisstijl kan het bestand niet '{name}' heten",
            "Bewaar het in Word als .docx of .dotx"
            if name.lower().endswith((".doc", ".dot"))
            else "Gebruik letters, cijfers, spaties, punten en streepjes, met .docx, .dotx, .docm "
            "of .dotm erachter",
        )


def _finding(remark: Remark, file: str) -> Diagnostic:
    code = remark.code
    return Diagnostic(
        code, severity_of(code), Location(file), remark.message, remark.hint, where=remark.place
    )


def _audited(found: bytes, file: str) -> Iterator[Diagnostic]:
    """What the audit says of a paper on this base: the sample has no fault of its own."""
    paper = FORMATS["docx"].load()(sample(), _PLAIN, StyleFiles(basis=found))
    for one in audit(paper, file):
        yield replace(one, where=f"in een voorbeeldstuk op deze basis: {one.where}")


def as_yaml(tried: Trial) -> str:
    """The block for huisstijl.yaml that names this file and confirms what it offers."""
    texts = "".join(f"    - {quoted(text)}\n" for text in tried.offered)
    return f"basis:\n  bestand: {tried.name}\n" + (f"  vaste_tekst:\n{texts}" if texts else "")


def quoted(text: str) -> str:
    """A text between double quotes, as YAML reads it back letter for letter."""
    signs = {"\\": "\\\\", '"': '\\"'}
    return f'"{"".join(signs.get(letter, letter) for letter in text)}"'
