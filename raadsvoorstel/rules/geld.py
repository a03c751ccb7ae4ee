"""Amounts: written in one way, adding up, and the same wherever one thing is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, RUNNING_TEXT, Kind, Passage, Reading
from raadsvoorstel.rules.beslissing import council_decisions
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.values import Bedrag

_WRITTEN = (*RUNNING_TEXT, Kind.CLAUSE, Kind.METADATA)
_AMOUNT = Pattern(
    r"€[ \u00a0\u202f]*-?(?P<euro>\d[\d.]*(?:,\d{2}|,-+|,=)?)"
    r"|(?<![\d.,€])(?P<bare>\d[\d.]*,-)(?!\d)"
    r"|(?<![\d.,€])(?P<word>\d[\d.]*(?:,\d{2}|,-)?)[ \u00a0]euro\b"
)
_ROUND = Pattern(r"[ \u00a0]*(?:miljoen|miljard|mln|mld|ton|duizend)\b", re.IGNORECASE)
_GROUPED = Pattern(r"\d{1,3}(?:\.\d{3})*")
_UNGROUPED = Pattern(r"\d{4,}")
_TOTAL = Pattern(
    r"\b(?:totaal|totale|totalen|in totaal|tezamen|gezamenlijk|samen)\b",
    re.IGNORECASE,
    needs=("totaal", "totale", "tezamen", "gezamenlijk", "samen"),
)
_YEAR = Pattern(r"\b(?:19|20|21)\d\d\b")
_THING = (
    r"(?:\w*krediet|\w*budget|\w*subsidie|\w*bijdrage|\w*investering|\w*garantstelling|\w*lening)"
)
_NAMED = Pattern(
    rf"\b(?:een|het|dit|de|deze) (?:(?:gevraagde|benodigde|totale|eenmalige|extra) )?"
    rf"(?P<thing>{_THING}) (?:van|ter hoogte van|ad|te geven van|groot) (?=€)",
    re.IGNORECASE,
)
_ELSEWHERE = Pattern(
    r"\b(?:eerder|eerste|vorige?|tweede|al verleend|in 20\d\d|per (?:jaar|gemeente|inwoner)|rijk"
    r"|provincie|maximaal|minimaal|ieder|elke?)\b",
    re.IGNORECASE,
)
_CELL = Kind.CELL
_SENTENCE = Pattern(r"(?<=[.;!?])\s+(?=[A-Z])")


class Amount(Struct, frozen=True):
    """A sum of money as it stands in a passage."""

    passage: Passage
    start: int
    typed: str
    euros: Decimal
    form: str
    """How whole euros are written: `,-`, `,00` or nothing; empty as well where there are cents."""
    has_cents: bool


def amounts(reading: Reading) -> Iterator[Amount]:
    """Every sum of money with a form of its own; “€ 2 miljoen” is none."""
    for passage in reading.of(*_WRITTEN):
        yield from _amounts_in(passage)


def _amounts_in(passage: Passage) -> Iterator[Amount]:
    if not any(mark in passage.text for mark in ("€", ",-", "euro")):
        return
    for found in _AMOUNT.finditer(passage.text):
        typed = (found["euro"] or found["bare"] or found["word"]).rstrip(".")
        if _ROUND.match(passage.text, found.end()):
            continue
        one = _amount(passage, found.start(), typed)
        if one is not None:
            yield one


def _amount(passage: Passage, start: int, typed: str) -> Amount | None:
    whole, _, tail = typed.partition(",")
    cents = tail if tail.isdigit() else "00"
    try:
        euros = Decimal(f"{whole.replace('.', '')}.{cents}")
    except InvalidOperation:
        return None
    form = ",00" if tail == "00" else (",-" if tail and not tail.isdigit() else "")
    return Amount(passage, start, typed, euros, form, has_cents=tail.isdigit() and tail != "00")


def badly_written(passage: Passage, _: Setting) -> Iterator[Hit]:
    """Thousands without a point, points in the wrong place, a sum without its sign."""
    for one in _amounts_in(passage) if passage.kind in _WRITTEN else ():
        whole = one.typed.partition(",")[0]
        if _UNGROUPED.fullmatch(whole) or not _GROUPED.fullmatch(whole):
            yield Hit(
                one.passage,
                one.start,
                f"Het bedrag “{one.typed}” heeft de punten van duizendtallen niet op hun plaats",
                f"Schrijf bijvoorbeeld {dutch.bedrag(Decimal(125000))}; achter een komma staan "
                "centen",
            )
        elif not _has_sign(one):
            yield Hit(
                one.passage,
                one.start,
                f"Bij het bedrag “{one.typed}” ontbreekt het euroteken",
                f"Schrijf {dutch.bedrag(one.euros)}",
            )


def _has_sign(one: Amount) -> bool:
    text = one.passage.text
    after = text[one.start + len(one.typed) :]
    return text[one.start] == "€" or re.match(r"[ \u00a0]euro\b", after) is not None


def two_forms(reading: Reading) -> Iterator[Hit]:
    """“€ 1.250” beside “€ 1.250,-”."""
    found = [one for one in amounts(reading) if not one.has_cents and _has_sign(one)]
    forms = [one.form for one in found]
    kinds = sorted(set(forms), key=lambda form: (-forms.count(form), forms.index(form)))
    if len(kinds) < 2:  # noqa: PLR2004 - one form is right
        return
    odd = next(one for one in found if one.form != kinds[0])
    usual = next(one for one in found if one.form == kinds[0])
    yield Hit(
        odd.passage,
        odd.start,
        f"Het bedrag “{odd.typed}” staat in een andere vorm dan “{usual.typed}”",
        "Schrijf alle hele bedragen in een stuk gelijk",
    )


# -- adding up ---------------------------------------------------------------------------------


def wrong_total(reading: Reading) -> Iterator[Hit]:
    """A row “Totaal” of a table that is not the sum of the rows above it."""
    for rows in _tables(reading):
        _, *body = rows
        above: list[tuple[Passage, ...]] = []
        for row in body:
            if not _TOTAL.match(row[0].text.strip()):
                above.append(row)
                continue
            for column in range(1, len(row)):
                yield from _wrong_column(row[column], [one[column] for one in above])
            above = []


def _wrong_column(total: Passage, above: list[Passage]) -> Iterator[Hit]:
    parts = [_cell(one) for one in above]
    written = _cell(total)
    if written is None or not parts or any(one is None for one in parts):
        return
    summed = sum((one for one in parts if one is not None), Decimal(0))
    if summed != written:
        yield Hit(
            total,
            0,
            f"Het totaal is {dutch.bedrag(written)}, maar de bedragen erboven zijn samen "
            f"{dutch.bedrag(summed)}",
            "Tel de kolom opnieuw op",
        )


def _cell(passage: Passage) -> Decimal | None:
    text = passage.text.strip().replace("\u00a0", " ")
    found = re.fullmatch(r"€? ?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|-))?", text)
    if found is None:
        return None
    cents = found[2] if found[2] and found[2].isdigit() else "00"
    return Decimal(f"{found[1].replace('.', '')}.{cents}")


def _tables(reading: Reading) -> Iterator[list[tuple[Passage, ...]]]:
    """Tables with money, in rows: their width is where the first row of amounts begins."""
    run: list[Passage] = []
    for passage in (*reading.passages, None):
        if passage is not None and passage.kind is _CELL:
            run.append(passage)
            continue
        if run:
            yield from _rows(run)
            run = []


def _rows(run: list[Passage]) -> Iterator[list[tuple[Passage, ...]]]:
    first = next((i for i, one in enumerate(run) if "€" in one.text), None)
    if first is None:
        first = next((i for i, one in enumerate(run) if re.search(r"\d\.\d{3}", one.text)), None)
    if first is None or first < 3:  # noqa: PLR2004 - two heads and the name of a row
        return
    width = first - 1
    if len(run) % width == 0:
        yield [tuple(run[i : i + width]) for i in range(0, len(run), width)]


def other_contribution(reading: Reading, case: Case) -> Iterator[Hit]:
    """What a paper says a municipality pays, beside what the dossier says."""
    table = case.dossier.bijdragen
    if not table:
        return
    names = {str(case.names[id_]): row for id_, row in table.items() if id_ in case.names}
    for rows in _tables(reading):
        yield from _other_cells(rows, names)
    for passage in reading.of(Kind.TEXT, Kind.ITEM, Kind.CLAUSE):
        if any(True for _ in _amounts_in(passage)):
            yield from _other_sums(passage, names)


def _other_cells(
    rows: list[tuple[Passage, ...]], names: dict[str, dict[str, Bedrag]]
) -> Iterator[Hit]:
    head, *body = rows
    for row in body:
        known = names.get(row[0].text.strip())
        for column in range(1, len(row)):
            year = head[column].text.strip()
            written = _cell(row[column])
            if known is None or written is None or year not in known:
                continue
            if known[year].euros != written:
                yield _other(row[column], 0, written, known[year].euros, f"{year}")


def _other_sums(passage: Passage, names: dict[str, dict[str, Bedrag]]) -> Iterator[Hit]:
    """Sentences with one amount and one year, of one municipality or of all together."""
    for begin, end in _sentences(passage.text):
        found = [one for one in _amounts_in(passage) if begin <= one.start < end]
        sentence = passage.text[begin:end]
        years = set(_YEAR.findall(_AMOUNT.sub("", sentence)))
        if len(found) != 1 or len(years) != 1 or OPAQUE in sentence:
            continue
        expected = _expected_sum(sentence, next(iter(years)), names)
        if expected is not None and expected != found[0].euros:
            yield _other(passage, found[0].start, found[0].euros, expected, next(iter(years)))


def _expected_sum(sentence: str, year: str, names: dict[str, dict[str, Bedrag]]) -> Decimal | None:
    if not re.search(r"\bbijdra(?:gen?|agt)\b|\bbetaalt\b|\bbetalen\b", sentence, re.IGNORECASE):
        return None
    named = [row for name, row in names.items() if re.search(rf"\b{re.escape(name)}\b", sentence)]
    if _TOTAL.search(sentence) and not named:
        sums = [row[year].euros for row in names.values() if year in row]
        return sum(sums, Decimal(0)) if len(sums) == len(names) else None
    if len(named) == 1 and not _TOTAL.search(sentence) and year in named[0]:
        return named[0][year].euros
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _SENTENCE.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def _other(passage: Passage, start: int, written: Decimal, known: Decimal, year: str) -> Hit:
    return Hit(
        passage,
        start,
        f"Hier staat {dutch.bedrag(written)} voor {year}, maar volgens `bijdragen` is het "
        f"{dutch.bedrag(known)}",
        "Verbeter het bedrag hier, of `bijdragen` in het dossier",
    )


# -- one thing, one amount ---------------------------------------------------------------------


def other_amount(reading: Reading) -> Iterator[Hit]:
    """The credit that the text names is the one that the council gives."""
    decided: dict[str, Amount | None] = {}
    points = {id(one.passage) for known in council_decisions(reading) for one in known.points}
    clauses = [one for one in reading.passages if id(one) in points]
    for passage in clauses:
        for thing, amount in _things(passage):
            known = decided.setdefault(thing, amount)
            if known is not None and known.euros != amount.euros:
                decided[thing] = None  # the council gives two of them
    for passage in reading.of(Kind.TEXT, Kind.ITEM):
        if id(passage) in points:
            continue
        for thing, amount in _things(passage):
            known = decided.get(thing)
            if known is not None and known.euros != amount.euros:
                yield Hit(
                    passage,
                    amount.start,
                    f"Hier staat bij “{thing}” {dutch.bedrag(amount.euros)}, in het besluit "
                    f"{dutch.bedrag(known.euros)}",
                    "Maak de bedragen gelijk, of zeg dat het om een ander bedrag gaat",
                )


def _things(passage: Passage) -> Iterator[tuple[str, Amount]]:
    if "€" not in passage.text:
        return
    at = {one.start: one for one in _amounts_in(passage)}
    for found in _NAMED.finditer(passage.text):
        begin, end = next((b, e) for b, e in _sentences(passage.text) if b <= found.start() <= e)
        if found.end() in at and not _ELSEWHERE.search(passage.text[begin:end]):
            yield found["thing"].casefold(), at[found.end()]
