"""What councils share in the data: one version of each annex, and texts that differ knowingly."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from raadsvoorstel import dutch
from raadsvoorstel.diagnostics import DataPath, Problem, Severity
from raadsvoorstel.document import inline_text, texts
from raadsvoorstel.dutch import folded
from raadsvoorstel.loading import DOSSIER, Case, local_path, locals_
from raadsvoorstel.model import Bijlage, LokaalDossier, Onderdeel
from raadsvoorstel.tokens import TOKEN
from raadsvoorstel.values import Datum, Tekst

_SEVERITY = {"verplicht": Severity.ERROR, "gewenst": Severity.WARNING}
SHARED = "het dossier"
"""Who an annex is of that all councils share."""
IDENTITY = ("versie", "datum", "sha256")
"""What tells two versions of one document apart."""
_SHOWN = 60
"""Letters of a difference that a message holds."""


def other_version(case: Case) -> Iterator[Problem]:
    """Two councils that adopt another version of one document adopt something else."""
    severity = _SEVERITY.get(case.dossier.eensluidend)
    if severity is None:
        return
    first: dict[str, tuple[str, Bijlage]] = {}
    for owner, path, one in annexes(case):
        known_owner, known = first.setdefault(document(one), (owner, one))
        for field in IDENTITY:
            here, there = getattr(one, field), getattr(known, field)
            if here is not None and there is not None and here != there:
                yield Problem(
                    "RV752",
                    (*path, field),
                    f"De bijlage '{one.id}' heeft hier {field} {written(here)}, "
                    f"maar bij {known_owner} {written(there)}",
                    "Laat alle raden dezelfde versie vaststellen; een gedeelde bijlage staat "
                    "één keer, in het dossier",
                    severity,
                )


def annexes(case: Case) -> Iterator[tuple[str, DataPath, Bijlage]]:
    """Every annex with whose it is and where it stands."""
    for index, one in enumerate(case.dossier.bijlagen):
        yield SHARED, (DOSSIER, "bijlagen", index), one
    for gemeente, local in locals_(case):
        for index, one in enumerate(local.bijlagen):
            path = local_path(case, gemeente, "bijlagen", index)
            yield str(case.names[gemeente]), path, one


def document(one: Bijlage) -> str:
    """What makes two annexes one document: the file, or else the title."""
    return str(one.bestand) if one.bestand else folded(inline_text(one.titel.children))


def written(value: object) -> str:
    """A version, a day or the first letters of a hash, for people."""
    if isinstance(value, Datum):
        return dutch.datum(value)
    return f"{str(value)[:8]}…" if len(str(value)) == 64 else str(value)  # noqa: PLR2004


def shared_text_replaced(case: Case) -> Iterator[Problem]:
    """A shared text that one council replaces or drops, with what is other about it."""
    for gemeente, local in locals_(case):
        for slot, change in local.teksten.items():
            shared = _plain(_shared(case, slot))
            path = local_path(case, gemeente, "teksten", slot)
            if not shared or _is_refused(case, local, slot):
                continue
            if change.vervalt is not None:
                told = f"laat de gedeelde tekst '{slot}' weg: {change.vervalt}"
            elif change.vervang is not None:
                told = f"vervangt de gedeelde tekst '{slot}'{_apart(shared, change.vervang)}"
            else:
                continue
            yield Problem(
                "RV753",
                path,
                f"{case.names[gemeente]} {told}",
                "Ga na of de gedeelde tekst hier echt niet past; een wijziging daarvan komt hier "
                "niet meer door",
            )


def _is_refused(case: Case, local: LokaalDossier, slot: str) -> bool:
    """A change that may not be, or not like this, has a code of its own."""
    name = slot.partition(".")[0]
    change = local.teksten[slot]
    forms = (change.vervang, change.vooraf, change.erna, change.vervalt)
    one_form = sum(form is not None for form in forms) == 1
    parts = any(other != slot and other.partition(".")[0] == name for other in local.teksten)
    locked = any(path.startswith(f"teksten.{name}") for path in case.dossier.vast)
    return not one_form or parts or locked


def _shared(case: Case, slot: str) -> Onderdeel | None:
    name, _, part = slot.partition(".")
    found = case.dossier.teksten.get(name)
    if isinstance(found, dict):
        return found.get(part) if part else found
    return None if part else found


def _plain(content: Onderdeel | None) -> str:
    """The words of a text; a placeholder is one mark."""
    if isinstance(content, Tekst):
        return TOKEN.sub("…", " ".join(inline_text(line) for line in texts(content.blocks)))
    if isinstance(content, dict):
        return " ".join(filter(None, map(_plain, content.values())))
    if isinstance(content, tuple):
        words = ((inline_text(one.stelling.children), _plain_or_none(one)) for one in content)
        return TOKEN.sub("…", " ".join(word for pair in words for word in pair if word))
    return ""


def _plain_or_none(one: object) -> str:
    toelichting = getattr(one, "toelichting", None)
    return _plain(toelichting) if isinstance(toelichting, Tekst) else ""


def _apart(shared: str, content: Onderdeel) -> str:
    """The first words that differ; of two texts that have little in common, nothing."""
    before, after = shared.split(), _plain(content).split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:  # noqa: PLR2004 - half: another text altogether
        return " door een heel andere"
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            return f": [{_short(before[i:j])}] {{{_short(after[k:m])}}}"
    return ""


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
