"""Whether all councils decide the same: every decision beside the shared one, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from raadsvoorstel import tokens
from raadsvoorstel.diagnostics import Location, Severity
from raadsvoorstel.document import Inline, Text
from raadsvoorstel.loading import Case
from raadsvoorstel.model import Afwijking, LokaalDossier
from raadsvoorstel.papers.composed import letters
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.placeholders import PlaceholderError, phrase
from raadsvoorstel.rules.beslissing import (
    Point,
    bare,
    council_decisions,
    decisions,
    for_comparing,
    to_council,
)
from raadsvoorstel.rules.rule import Hit
from raadsvoorstel.rules.verschil import difference, likeness
from raadsvoorstel.values import Frase, Placeholder
from raadsvoorstel.view import View, view

_ALIKE = 0.5
"""From here on two clauses are versions of one; below it they are about something else."""
_STRANGER, _OWN = "", " "
"""What stands for the id of points that nobody recorded, and that a council has for itself."""
_MOST = 200
"""Different clauses in the papers of one council."""
_ABOUT = 0.75
"""The part of a title's words that makes a passage speak of it."""
_SEVERITY = {"verplicht": Severity.ERROR, "gewenst": Severity.WARNING}
_Seen = dict[tuple[str, ...], tuple[Reading, Point]]
"""The clauses that were met, by their words, with the first paper that has them."""
_Whose = tuple[str, Location, str]
"""A council, and where its words stand."""
_Wordings = dict[str, dict[tuple[str, str, str], list[_Whose]]]
"""Of each beslispunt the kind, words and difference of its wordings: who has them, and where."""
_SHARED = frozenset(
    {"dossier", "deelnemers", "feiten", "begrippen", "punten", "wetten", "termijnen", "vervangt"}
)
"""What a placeholder may name that is the same for every council."""


class Variant(Struct, frozen=True):
    """One wording of a beslispunt, and the councils that have it."""

    soort: Literal["gelijk", "afwijking", "verschil"]
    text: str
    gemeenten: tuple[str, ...]
    at: Location
    shown: str = ""
    """The difference, word by word: of `afwijking` with the shared clause, of `verschil` with what
    this council decides, which is the deviation where one is recorded."""
    where: str = ""
    """The place in a Word file, in words."""


class SharedClause(Struct, frozen=True):
    """A shared beslispunt with all its wordings; `⟨gemeente.naam⟩` stands for a local value."""

    id: str
    text: str
    at: Location
    variants: tuple[Variant, ...]
    missing: tuple[str, ...] = ()
    """The councils with a paper that decides, but not this."""


class Concordance(Struct, frozen=True):
    """Every shared beslispunt, with who decides it in which words."""

    clauses: tuple[SharedClause, ...]
    strangers: tuple[Variant, ...] = ()
    """What stands between the shared points and was not recorded."""
    own: tuple[Variant, ...] = ()
    """What councils recorded as points of their own."""

    @property
    def is_identical(self) -> bool:
        """Whether no council deviates without having recorded it."""
        wordings = (self.strangers, self.own, *(one.variants for one in self.clauses))
        return not any(one.missing for one in self.clauses) and all(
            one.soort != "verschil" for variants in wordings for one in variants
        )


class _Expected(Struct, frozen=True):
    """What a council decides; of a deviation `texts` holds the shared words too."""

    id: str
    texts: tuple[str, ...]
    at: Location
    is_shared: bool
    deviates: bool = False
    is_later: bool = False
    """Whether the deviation may be of after the proposal, which then had the shared words."""


class _Matched(Struct, frozen=True):
    """A point of a paper beside what was expected there; `diff` is None where it is right."""

    expected: _Expected
    point: Point
    shown: str | None
    start: int = 0


def differs(readings: tuple[Reading, ...], case: Case) -> Iterator[tuple[Reading, Hit]]:
    """A decision that is not the shared one, and was not recorded as a deviation."""
    severity = _SEVERITY.get(case.dossier.eensluidend)
    if severity is None:
        return
    for reading in readings:
        expected = _expected(case, reading.gemeente)
        if reading.is_ours and not _promises_decision(reading, case):
            continue
        for hit in _hits(reading, expected, str(case.dossier.titel), severity):
            yield reading, hit


def concordance(readings: tuple[Reading, ...], case: Case) -> Concordance:
    """All shared beslispunten with the wordings that these papers give them."""
    if not case.participants:  # no council has values to fill the shared clauses with
        return Concordance(())
    found: _Wordings = {}
    lacking: dict[str, list[str]] = {}
    for reading in readings:
        expected = _expected(case, reading.gemeente)
        matched = _matches(reading, expected)
        _note_wordings(found, reading, matched)
        if matched or (reading.is_ours and _promises_decision(reading, case)):
            for one in _lacking(reading, matched, expected):
                lacking.setdefault(one.id, []).append(reading.gemeente)
                if not one.is_shared:
                    gone = ("verschil", one.texts[0], f"[{one.texts[0]}]")
                    _note(found, _STRANGER, gone, (reading.gemeente, one.at, ""))
    return Concordance(
        tuple(
            SharedClause(
                punt.id,
                _shared_text(punt.tekst, case),
                _place(punt.tekst),
                _variants(found, punt.id),
                tuple(dict.fromkeys(lacking.get(punt.id, ()))),
            )
            for punt in case.dossier.beslispunten
        ),
        _variants(found, _STRANGER),
        _variants(found, _OWN),
    )


def _note_wordings(found: _Wordings, reading: Reading, matched: tuple[_Matched, ...]) -> None:
    for one in matched:
        kind, shown = _judged(one)
        alike = "" if one.expected.is_shared else one.expected.texts[0]
        text = alike if kind == "gelijk" else one.point.clause
        id_ = one.expected.id if one.expected.is_shared else _OWN
        _note(found, id_, (kind, text, shown), _whose(reading, one.point))
    for point in _strangers(reading, matched):
        wording = ("verschil", point.clause, f"{{{point.clause}}}")
        _note(found, _STRANGER, wording, _whose(reading, point))


def _note(found: _Wordings, id_: str, wording: tuple[str, str, str], whose: _Whose) -> None:
    found.setdefault(id_, {}).setdefault(wording, []).append(whose)


def _whose(reading: Reading, point: Point) -> _Whose:
    return reading.gemeente, point.passage.at(point.start), point.passage.where


def _lacking(
    reading: Reading, matched: tuple[_Matched, ...], expected: tuple[_Expected, ...]
) -> Iterator[_Expected]:
    """The points that a paper should have and has not; only of ours those of one council too."""
    have = {one.expected.id for one in matched}
    wanted = (one for one in expected if one.is_shared or reading.is_ours)
    return (one for one in wanted if one.id not in have)


def _variants(found: _Wordings, id_: str) -> tuple[Variant, ...]:
    return tuple(
        Variant(
            kind,  # type: ignore[arg-type]  # one of the three, by construction
            text,
            tuple(dict.fromkeys(gemeente for gemeente, *_ in places)),
            places[0][1],
            shown,
            places[0][2],
        )
        for (kind, text, shown), places in found.get(id_, {}).items()
    )


def _judged(one: _Matched) -> tuple[str, str]:
    """The kind of a wording, and the difference that it shows.

    What the council decided on record counts here, also where a paper may still have the shared
    words of before.
    """
    decided, *shared = one.expected.texts
    apart = difference(decided, one.point.clause)
    if apart is not None:
        return "verschil", apart.shown
    deviation = difference(shared[0], one.point.clause) if shared else None
    return ("afwijking", deviation.shown) if deviation is not None else ("gelijk", "")


def two_versions(readings: tuple[Reading, ...], case: Case | None) -> Iterator[tuple[Reading, Hit]]:
    """One decision in two wordings: in a paper, in the papers of a council, in loose files."""
    seen: dict[str, _Seen] = {}
    for reading in readings:
        group = (reading.gemeente or reading.file) if case is not None else ""
        known = seen.setdefault(group, {})
        for decision in decisions(reading):
            versions = {for_comparing(to_council(one.clause)): one for one in decision.points}
            new = {words: one for words, one in versions.items() if words not in known}
            if len(known) + len(new) > _MOST:
                continue  # no paper decides that much
            for point in new.values():
                yield from ((reading, hit) for hit in _against(reading, point, known))
            known |= {words: (reading, one) for words, one in new.items()}


def _against(reading: Reading, point: Point, known: _Seen) -> Iterator[Hit]:
    """A point beside the earlier one that is most like it."""
    text = to_council(point.clause)
    near = ((likeness(to_council(one.clause), text), other, one) for other, one in known.values())
    alike, other, one = max(near, key=lambda found: found[0], default=(0.0, reading, point))
    apart = difference(to_council(one.clause), text) if alike >= _ALIKE else None
    if apart is not None:
        where = "in dit stuk" if other.file == reading.file else f"in {other.file}"
        yield Hit(
            point.passage,
            point.start + len(point.clause) - len(text) + apart.start,
            f"Dit besluit staat eerder {where} in andere woorden: {apart.shown}",
            f"Schrijf het overal gelijk; de eerdere tekst staat op {_at(one)}",
        )


def _hits(
    reading: Reading, expected: tuple[_Expected, ...], title: str, severity: Severity
) -> Iterator[Hit]:
    matched = _matches(reading, expected)
    for one in matched:
        if one.shown is not None:
            meant = "de vastgelegde afwijking" if one.expected.deviates else "het gezamenlijke"
            yield Hit(
                one.point.passage,
                one.point.start + one.start,
                f"Het beslispunt '{one.expected.id}' is niet {meant}: {one.shown}",
                _advice(one.expected),
                severity,
            )
    at = _first_place(reading)
    if at is None or not (matched or reading.is_ours or _is_about(reading, title)):
        return
    for lacking in _lacking(reading, matched, expected):
        whose = "gezamenlijke" if lacking.is_shared else "eigen"
        yield Hit(
            at,
            0,
            f"Het {whose} beslispunt '{lacking.id}' ontbreekt in dit stuk",
            _advice(lacking),
            severity,
        )
    for point in _strangers(reading, matched):
        yield Hit(
            point.passage,
            point.start,
            "Dit beslispunt staat niet in het dossier en niet bij de gemeente",
            "Zet het onder `beslispunten` in het blok van de gemeente, of haal het weg",
            severity,
        )


def _advice(expected: _Expected) -> str:
    taken = f"Neem de tekst over van {_written(expected.at)}"
    if expected.deviates:
        return f"{taken}, of pas de afwijking daar aan"
    return f"{taken}, of leg het verschil vast onder `afwijkingen`"


def _promises_decision(reading: Reading, case: Case) -> bool:
    """Whether its house style prints the decision here; one that does not has a code of its own."""
    stuk = case.style(reading.gemeente).stukken.get(reading.soort)
    slots = {name for one in (stuk.secties if stuk else ()) for name in one.onderdelen}
    return bool(slots & {"raadsbesluit", "beslispunten"}) or bool(reading.clauses)


def _is_about(reading: Reading, title: str) -> bool:
    """Whether a file that decides something else is of this dossier all the same."""
    wanted = frozenset(for_comparing(title))
    return any(
        len(wanted & set(for_comparing(one.text))) > _ABOUT * len(wanted)
        for one in reading.of(Kind.TITLE, Kind.TEXT, Kind.METADATA, Kind.HEADING)
    )


def _first_place(reading: Reading) -> Passage | None:
    """Where a decision stands; of our own paper, its first words if it decides nothing."""
    for decision in council_decisions(reading):
        return decision.points[0].passage
    return reading.passages[0] if reading.is_ours and reading.passages else None


def _strangers(reading: Reading, matched: tuple[_Matched, ...]) -> Iterator[Point]:
    """Points that stand between the shared ones, and that nobody recorded."""
    known = {id(one.point.passage) for one in matched}
    for decision in council_decisions(reading):
        if any(id(one.passage) in known for one in decision.points):
            yield from (one for one in decision.points if id(one.passage) not in known)


def _matches(reading: Reading, expected: tuple[_Expected, ...]) -> tuple[_Matched, ...]:
    return tuple(
        match
        for decision in council_decisions(reading)
        for point in decision.points
        if (match := _match(point, expected, is_final=decision.is_formal)) is not None
    )


def _match(point: Point, expected: tuple[_Expected, ...], *, is_final: bool) -> _Matched | None:
    same = [_beside(point, one, is_final=is_final) for one in expected if one.id == point.id]
    if same:  # two with one id have a code of their own
        return next((one for one in same if one.shown is None), same[0])
    if not expected:
        return None
    near = max(expected, key=lambda one: max(likeness(text, point.clause) for text in one.texts))
    if max(likeness(text, point.clause) for text in near.texts) < _ALIKE:
        return None
    return _beside(point, near, is_final=is_final)


def _beside(point: Point, expected: _Expected, *, is_final: bool) -> _Matched:
    texts = expected.texts if expected.is_later and not is_final else expected.texts[:1]
    apart = [difference(text, point.clause) for text in texts]
    if any(one is None for one in apart) or apart[0] is None:
        return _Matched(expected, point, None)
    return _Matched(expected, point, apart[0].shown, apart[0].start)


# -- what a council should decide --------------------------------------------------------------


def _expected(case: Case, gemeente: str) -> tuple[_Expected, ...]:
    """The beslispunten of a council, filled in; of an unknown one, with blanks for its values."""
    known = gemeente if case.takes_part(gemeente) else next(iter(case.participants), None)
    if known is None:
        return ()
    seen, is_known = view(case, known), known == gemeente
    shared: dict[str, Frase] = {punt.id: punt.tekst for punt in case.dossier.beslispunten}
    found = []
    for punt in seen.beslispunten:
        deviation = punt.afwijking if is_known else None
        common = punt.tekst if punt.afwijking is None else shared[punt.id]
        wordings = [common] if deviation is None else [punt.tekst, common]
        try:
            texts = tuple(bare(_filled(one, seen, is_known=is_known)) for one in wordings)
        except PlaceholderError:
            continue  # has a code of its own
        is_later = deviation is not None and _is_later(deviation, case.local(known))
        place, is_shared = _place(wordings[0]), punt.id in shared
        found.append(_Expected(punt.id, texts, place, is_shared, deviation is not None, is_later))
    return tuple(one for one in found if one.is_shared or is_known)


def _is_later(deviation: Afwijking, local: LokaalDossier) -> bool:
    decided = local.collegebesluit.datum
    return not isinstance(decided, date) or deviation.datum > decided


def _filled(frase: Frase, seen: View, *, is_known: bool) -> str:
    if is_known:
        return letters(phrase(frase, seen))
    return letters(_masked(frase, seen, lambda _: OPAQUE))


def _shared_text(frase: Frase, case: Case) -> str:
    """The clause with the name of each local value in its place."""
    seen = view(case, case.participants[0])
    return letters(_masked(frase, seen, lambda one: f"⟨{'.'.join(one.path)}⟩"))


def _masked(frase: Frase, seen: View, name: Callable[[Placeholder], str]) -> tuple[Inline, ...]:
    """The phrase, filled in but for the values that are a council's own."""
    values = [
        tokens.Line((Text(name(one)),))
        if one.path[0] not in _SHARED
        else tokens.Line(_value(one, seen))
        for one in frase.placeholders
    ]
    return tokens.fill_line(frase.children, values)


def _value(one: Placeholder, seen: View) -> tuple[Inline, ...]:
    return phrase(Frase((Text(tokens.token(0)),), (one,)), seen)


def _place(frase: Frase) -> Location:
    return frase.origin or Location("")


def _written(at: Location) -> str:
    return f"{at.file}:{at.line}:{at.column}"


def _at(point: Point) -> str:
    if point.passage.where:
        return f"{point.passage.at(0).file}, {point.passage.where}"
    return _written(point.passage.at(point.start))
