"""Slots and placeholders: every text has a place, and can be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from raadsvoorstel import dutch
from raadsvoorstel.codes import severity_of
from raadsvoorstel.composing import printers
from raadsvoorstel.diagnostics import DataPath, Diagnostic, Key, Problem
from raadsvoorstel.loading import DOSSIER, STYLE, Case, local_path, locals_
from raadsvoorstel.placeholders import unfillable
from raadsvoorstel.slots import SLOTS
from raadsvoorstel.values import Frase, Tekst
from raadsvoorstel.view import View, view


def unknown_slot(case: Case) -> Iterator[Problem]:
    """A slot is in the list of texts, or has a template of its own."""
    known = (*SLOTS, *printers(case.project))
    for slot in case.dossier.teksten:
        if slot not in SLOTS:
            hint = _as_block(slot) or _meant(slot, tuple(SLOTS))
            yield _unknown_slot((DOSSIER, "teksten", Key(slot)), slot, hint)
    for gemeente, local in locals_(case):
        for name in local.teksten:
            if not _is_text(name, case):
                at = local_path(case, gemeente, "teksten", Key(name))
                yield _unknown_slot(at, name, _text_meant(name, case))
    yield from _unknown_in_a_style(case, known)


def _unknown_in_a_style(case: Case, known: tuple[str, ...]) -> Iterator[Problem]:
    """The parts of a slot are those of this dossier: only its own councils need to have them."""
    used = {case.municipalities[gemeente].huisstijl for gemeente in case.participants}
    for style_name, style in case.styles.items():
        for kind, stuk in style.stukken.items():
            for number, sectie in enumerate(stuk.secties):
                place = ("stukken", kind, "secties", number, "onderdelen")
                for index, name in enumerate(sectie.onderdelen):
                    slot, _, part = name.partition(".")
                    parts = _parts(slot, case)
                    at = (STYLE, style_name, *place, index)
                    if slot not in known:
                        yield _unknown_slot(at, name, _meant(name, known))
                    elif part and parts and part not in parts and style_name in used:
                        yield _unknown_slot(at, name, _part_meant(slot, part, parts))


def _unknown_slot(path: DataPath, name: str, hint: str) -> Problem:
    return Problem("RV304", path, f"Het onderdeel '{name}' bestaat niet", hint)


def _meant(name: str, known: tuple[str, ...]) -> str:
    return dutch.nearest(name, known) or f"Mogelijk zijn: {', '.join(known)}"


def _text_meant(name: str, case: Case) -> str:
    """What to write for a local text: the slot may be right, and only its part unknown here."""
    slot, _, part = name.partition(".")
    if part and slot in SLOTS:
        return _part_meant(slot, part, _parts(slot, case))
    names = _text_names(case)
    so_called = [f"'{one}'" for one in names if one.partition(".")[2] == name]
    return f"Bedoelde u {' of '.join(so_called)}?" if so_called else _meant(name, names)


def _part_meant(slot: str, part: str, parts: tuple[str, ...]) -> str:
    """Compares the parts alone: with the slot before them all are alike."""
    if not parts:
        return f"'{slot}' heeft in dit dossier geen delen; neem '{slot}' zelf, of verdeel het daar"
    names = ", ".join(f"{slot}.{one}" for one in parts)
    found = dutch.near(part, parts)
    return f"Bedoelde u '{slot}.{found}'?" if found else f"Mogelijk zijn: {names}"


def _as_block(name: str) -> str:
    """How the dossier itself writes a part, which elsewhere is `financien.lokaal`."""
    slot, _, part = name.partition(".")
    if not part or slot not in SLOTS:
        return ""
    return f"Schrijf een deel onder zijn onderdeel: `{slot}:`, en ingesprongen `{part}: …`"


def _is_text(name: str, case: Case) -> bool:
    return name in SLOTS or name in _text_names(case)


def _text_names(case: Case) -> tuple[str, ...]:
    parts = (f"{slot}.{part}" for slot in case.dossier.teksten for part in _parts(slot, case))
    return (*SLOTS, *parts)


def _parts(slot: str, case: Case) -> tuple[str, ...]:
    """The names that this dossier gives the parts of a slot, if it divides it."""
    content = case.dossier.teksten.get(slot)
    return tuple(content) if isinstance(content, dict) else ()


def local_text_not_one_of_four(case: Case) -> Iterator[Problem]:
    """A slot is replaced, preceded, followed or dropped: exactly one of these."""
    for gemeente, local in locals_(case):
        for slot, change in local.teksten.items():
            given = [
                name
                for name in ("vervang", "vooraf", "erna", "vervalt")
                if getattr(change, name) is not None
            ]
            if len(given) != 1:
                yield Problem(
                    "RV203",
                    local_path(case, gemeente, "teksten", slot),
                    f"De lokale tekst '{slot}' heeft {_words(given)}",
                    "Kies er één: vervang, vooraf, erna of vervalt",
                )


def local_text_twice(case: Case) -> Iterator[Problem]:
    """What replaces or drops a whole slot leaves no place for a change of one of its parts."""
    for gemeente, local in locals_(case):
        for name in local.teksten:
            slot, _, part = name.partition(".")
            whole = local.teksten.get(slot) if part else None
            if whole is not None and (whole.vervang is not None or whole.vervalt is not None):
                yield Problem(
                    "RV203",
                    local_path(case, gemeente, "teksten", Key(name)),
                    f"De lokale tekst '{name}' valt weg, want '{slot}' verandert ook als geheel",
                    f"Verander òf '{slot}' òf de delen ervan",
                )


def local_text_not_printed(case: Case) -> Iterator[Problem]:
    """The house style has no section for a local text: nobody would read it."""
    if _templates_print_texts(case):
        return
    for gemeente, local in locals_(case):
        printed = _printed(case, gemeente)
        for name, change in local.teksten.items():
            lost = change.vervalt is None and not printed & {name, name.split(".")[0]}
            if lost and _is_text(name, case):
                yield Problem(
                    "RV315",
                    local_path(case, gemeente, "teksten", Key(name)),
                    f"De lokale tekst '{name}' komt in geen stuk van {case.names[gemeente]}",
                    f"De huisstijl '{case.municipalities[gemeente].huisstijl}' heeft er geen "
                    "sectie voor; zet de tekst in een ander onderdeel, of voeg een sectie toe",
                )


def _printed(case: Case, gemeente: str) -> set[str]:
    """The slots and parts in the sections of the papers that a council delivers."""
    kinds = case.municipalities[gemeente].stukken or case.project.kinds
    stukken = case.style(gemeente).stukken
    secties = (one for kind in kinds if kind in stukken for one in stukken[kind].secties)
    return {str(name) for sectie in secties for name in sectie.onderdelen}


def _templates_print_texts(case: Case) -> bool:
    """Whether a template names `teksten` itself, beside the sections of the house style."""
    paths = (path for one in case.project.template_folders for path in one.rglob("*.md.j2"))
    return any("teksten" in path.read_text("utf-8", errors="replace") for path in paths)


def _words(given: list[str]) -> str:
    return f"tegelijk {dutch.opsomming(given)}" if given else "geen inhoud"


def unfillable_texts(case: Case, gemeente: str) -> Iterator[Diagnostic]:
    """Placeholders of any text that can't be filled here, also where no paper prints the text."""
    seen = view(case, gemeente)
    for value in _texts(seen):
        for error in unfillable(value, seen):
            yield Diagnostic(
                error.code,
                severity_of(error.code),
                error.origin,
                error.message,
                error.hint,
                frozenset({gemeente}),
            )


def _texts(seen: View) -> Iterator[Tekst | Frase]:
    """Every text with a placeholder of the data that one council's papers may print."""
    delen = [deel for slot in seen.teksten.values() for deel in slot]
    values: tuple[object, ...] = (
        seen.dossier.onderwerp,
        *(value for deel in delen for value in (deel.stelling, deel.tekst)),
        *(punt.tekst for punt in (*seen.beslispunten, *seen.collegepunten)),
        *seen.punten.values(),
        *(one.titel for one in (*seen.bijlagen, *seen.achterliggend)),
        *seen.gelet_op,
        *seen.overwegende,
    )
    return (one for one in values if isinstance(one, Tekst | Frase) and one.placeholders)
