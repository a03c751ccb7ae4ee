"""The comparison of `compare` as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from raadsvoorstel.checks import samenhang
from raadsvoorstel.comparing import Compared, ComparedAnnex, ComparedClause, Recorded, Version
from raadsvoorstel.diagnostics import Location
from raadsvoorstel.dutch import datum, opsomming
from raadsvoorstel.papers.reading import OPAQUE
from raadsvoorstel.rules.eensluidendheid import Variant
from raadsvoorstel.values import Datum

_HIDDEN = "geheim"


def as_text(compared: Compared) -> str:
    """For people: each beslispunt with its councils, then the annexes; a blank is `…`."""
    parts = (
        *(_clause(one, compared) for one in compared.clauses),
        *([_own(compared)] if compared.own else ()),
        *([_strangers(compared)] if compared.strangers else ()),
        *(_annex(one, compared) for one in compared.annexes),
    )
    text = "\n".join("".join(f"{line}\n" for line in part) for part in parts)
    return text.replace(OPAQUE, "…")


def summary(compared: Compared) -> str:
    """In one line what came of it, of what, and who is not in it."""
    return " ".join(filter(None, (_result(compared), _left_out(compared), _of_data(compared))))


def _result(compared: Compared) -> str:
    if not compared.labels:
        return "Er is geen stuk om te vergelijken."
    of_data = ", zoals de gegevens het nu zeggen" if compared.is_of_data else ""
    looked = f"{_counted(compared.labels, compared)} vergeleken{of_data}: "
    if compared.is_identical:
        return f"{looked}alles is gelijk."
    found = [
        _number(compared.differences, "verschil", "verschillen"),
        _number(compared.deviations, "vastgelegde afwijking", "vastgelegde afwijkingen"),
    ]
    own = sum(len(one.gemeenten) for one in compared.own)
    found += [_number(own, "eigen beslispunt", "eigen beslispunten")] if own else []
    return f"{looked}{opsomming(found)}."


def _left_out(compared: Compared) -> str:
    """Who is not compared: of them nothing is known."""
    if not compared.uncompared:
        return ""
    verb = "is" if len(compared.uncompared) == 1 else "zijn"
    who = _names(compared.uncompared, compared)
    return f"{who} {verb} niet vergeleken: los eerst de fouten op (`raadsvoorstel validate`)."


def _of_data(compared: Compared) -> str:
    if not compared.labels or not compared.is_of_data:
        return ""
    return "Geef bestanden op om die te vergelijken."


def _counted(labels: tuple[str, ...], compared: Compared) -> str:
    """How many councils; of files of nobody known how many papers."""
    if all(one in compared.case.names for one in labels):
        return _number(len(labels), "raad", "raden")
    return _number(len(labels), "stuk", "stukken")


def _number(number: int, one: str, more: str) -> str:
    return f"{number or 'geen'} {one if number == 1 else more}"


def _clause(one: ComparedClause, compared: Compared) -> Iterator[str]:
    yield f"Beslispunt '{one.clause.id}' ({_place(one.clause.at)})"
    yield f"  {one.clause.text}"
    if one.local:
        yield f"  plaatselijk ingevuld, en geen verschil: {opsomming(one.local)}"
    if one.alike:
        yield f"  gelijk in {_counted(one.alike, compared)}: {_names(one.alike, compared)}"
    for variant, recorded in one.deviating:
        yield f"  vastgelegde afwijking: {_names(variant.gemeenten, compared)} ({_at(variant)})"
        yield f"    {variant.shown or variant.text}"
        yield from (f"    {reason}" for reason in _reasons(recorded, compared))
    for variant, recorded in one.different:
        who = _names(variant.gemeenten, compared)
        yield f"  verschil ({compared.severity}): {who} ({_at(variant)})"
        yield f"    {variant.shown}"
        for reason in _reasons(recorded, compared):
            yield f"    naast de vastgelegde afwijking van deze raad; {reason}"
    if one.missing:
        yield f"  ontbreekt ({compared.severity}): {_names(one.missing, compared)}"


def _own(compared: Compared) -> Iterator[str]:
    yield "Eigen beslispunten, vastgelegd bij de gemeente"
    for one in compared.own:
        yield f"  {_names(one.gemeenten, compared)} ({_at(one)})"
        yield f"    {one.text}"


def _strangers(compared: Compared) -> Iterator[str]:
    yield "Beslispunten die niet gezamenlijk zijn, en niet zo vastgelegd"
    for one in compared.strangers:
        who = _names(one.gemeenten, compared)
        yield f"  verschil ({compared.severity}): {who} ({_at(one)})"
        yield f"    {one.shown}"


def _names(labels: Iterable[str], compared: Compared) -> str:
    return opsomming([compared.name(one) for one in labels])


def _reasons(recorded: Recorded, compared: Compared) -> Iterator[str]:
    """Each reason, with the councils that gave it where there are more."""
    for one, gemeenten in recorded:
        of = f" van {_names(gemeenten, compared)}" if len(recorded) > 1 else ""
        yield f"reden{of}: {one.reden} ({one.besloten_door}, {datum(one.datum)})"


def _at(variant: Variant) -> str:
    return _place(variant.at, variant.where)


def _place(at: Location, where: str = "") -> str:
    return f"{at.file}, {where}" if where else f"{at.file}:{at.line}:{at.column}"


def _annex(one: ComparedAnnex, compared: Compared) -> Iterator[str]:
    yield f"Bijlage '{one.id}'"
    if len(one.versions) == 1:
        yield f"  één keer vastgelegd, voor alle raden: {_identity(one.versions[0])}"
        return
    for version in one.versions:
        yield f"  {version.owner}: {_identity(version)}"
    if one.apart:
        yield f"  verschil ({compared.severity}): {opsomming(one.apart)}"
    elif one.is_told_apart:
        yield "  gelijk"
    else:
        yield "  niet te vergelijken: vul versie, datum of sha256 overal in"


def _identity(version: Version) -> str:
    """What tells the version; of a secret annex nothing."""
    if version.annex.openbaarheid == _HIDDEN:
        return _HIDDEN
    known = [
        f"{field} {samenhang.written(value)}"
        for field in samenhang.IDENTITY
        if (value := getattr(version.annex, field)) is not None
    ]
    return opsomming(known) if known else "zonder versie, datum of sha256"


# -- for programs ------------------------------------------------------------------------------


def as_json(compared: Compared) -> str:
    """For programs: the same, with a place for each wording."""
    found = {
        "dossier": compared.case.dossier_id,
        "eensluidend": compared.case.dossier.eensluidend,
        "ernst": compared.severity.in_json,
        "verschillen": compared.differences,
        "afwijkingen": compared.deviations,
        "vergeleken": list(compared.labels),
        "niet_vergeleken": list(compared.uncompared),
        "beslispunten": [_clause_object(one) for one in compared.clauses],
        "eigen": [_variant_object(one) for one in compared.own],
        "niet_gezamenlijk": [_variant_object(one) for one in compared.strangers],
        "bijlagen": [_annex_object(one) for one in compared.annexes],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _clause_object(one: ComparedClause) -> dict[str, object]:
    return {
        "id": one.clause.id,
        "tekst": one.clause.text,
        "plaats": _place(one.clause.at),
        "plaatselijk": list(one.local),
        "gelijk": list(one.alike),
        "afwijkingen": [
            _variant_object(variant) | _recorded_object(recorded)
            for variant, recorded in one.deviating
        ],
        "verschillen": [_variant_object(variant) for variant, _ in one.different],
        "ontbreekt": list(one.missing),
    }


def _recorded_object(recorded: Recorded) -> dict[str, object]:
    return {
        "reden": "; ".join(dict.fromkeys(one.reden for one, _ in recorded)) or None,
        "redenen": [
            {
                "gemeenten": list(gemeenten),
                "reden": one.reden,
                "besloten_door": one.besloten_door,
                "datum": one.datum.isoformat(),
            }
            for one, gemeenten in recorded
        ],
    }


def _variant_object(variant: Variant) -> dict[str, object]:
    return {
        "gemeenten": list(variant.gemeenten),
        "tekst": variant.text,
        "verschil": variant.shown,
        "plaats": _at(variant),
    }


def _annex_object(one: ComparedAnnex) -> dict[str, object]:
    return {
        "id": one.id,
        "versies": [_version_object(version) for version in one.versions],
        "verschil": list(one.apart),
    }


def _version_object(version: Version) -> dict[str, object]:
    annex = version.annex
    found: dict[str, object] = {"van": version.owner, "openbaarheid": annex.openbaarheid}
    if annex.openbaarheid == _HIDDEN:
        return found
    day = annex.datum.isoformat() if isinstance(annex.datum, Datum) else None
    return found | {
        "versie": annex.versie,
        "datum": day,
        "sha256": annex.sha256,
    }


FORMS: Mapping[str, Callable[[Compared], str]] = {"volledig": as_text, "json": as_json}
