"""What a template or an earlier paper left behind: words to fill in, values that never came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.document import Text
from raadsvoorstel.housestyle import Stuk
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import OPAQUE, Kind, Passage, Reading
from raadsvoorstel.rules.nearby import just_before
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.quoted import is_quoted
from raadsvoorstel.rules.rule import Hit, Setting
from raadsvoorstel.values import Frase

_REMAINS = Pattern(
    r"(?P<prompt>\b(?:klik of tik|klik hier) om .{0,30}?(?:in te voeren|te typen)"
    r"|\bkies een item\b|\bclick or tap (?:here )?to enter \w+)"
    r"|(?P<filler>\blorem ipsum\b)"
    r"|(?P<broken>\b(?:fout! (?:verwijzingsbron|bladwijzer) niet \w+"
    r"|error! (?:reference source|bookmark) not \w+))"
    r"|(?P<braces>\{\{[^{}]*\}\}|\{%[^%]*%\}|\{\{|\}\}|\{%|%\})"
    r"|(?P<angled><[^\W\d][\w .-]{0,40}>)"
    r"|(?P<square>\[(?:…|\.{2,}|[x_]{2,}|(?:[\w ]+ )?"
    r"(?:naam|datum|nummer|bedrag|invullen|gemeente|titel|tekst|onderwerp|functie))\](?!\())"
    r"|(?P<crosses>(?<![a-z])x{2,}(?![a-z]))"
    r"|(?P<pattern>\bdd[-/. ]mm[-/. ](?:jj|yy){1,2}\b)"
    r"|(?P<dots>(?:(?<=[\s(])|^)(?:…+|\.{3,})(?=[\s).,;:]|$)(?!\s*\d+$))",
    re.IGNORECASE,
    needs=(
        "klik ",
        "kies een item",
        "click or tap",
        "lorem ipsum",
        "fout!",
        "error!",
        "{{",
        "}}",
        "{%",
        "%}",
        "<",
        "[",
        "xx",
        "dd-mm",
        "dd/mm",
        "dd.mm",
        "dd mm",
        "…",
        "...",
    ),
)
_ROMAN_AFTER = Pattern(
    r"\b(artikel|hoofdstuk|bijlage|titel|deel|paragraaf|boek|afdeling|eeuw)\s+$", re.IGNORECASE
)
_OPEN = Pattern(
    r"(?<!\w)(?:n\.t\.b\.|ntb|t\.b\.d\.|nog (?:te bepalen|in te vullen|onbekend)"
    r"|(?<!een )(?<!de )(?<!het )nader te bepalen(?=\s*(?:[.,;)]|$)))(?!\w)",
    re.IGNORECASE,
    needs=(
        "n.t.b.",
        "ntb",
        "t.b.d.",
        "nog te bepalen",
        "nog in te vullen",
        "nog onbekend",
        "nader te bepalen",
    ),
)
REMAINS_NEED = (*_REMAINS.needs, *_OPEN.needs)
_DECISION = (Kind.TITLE, Kind.CLAUSE, Kind.FORMULA)
_MARKUP = Pattern(
    r"\*\*(?=\S)[^*\n]{1,300}?(?<=\S)\*\*|(?<!\w)__(?=\w)[^_\n]{1,300}?(?<=\w)__(?!\w)"
    r"|^#{1,6} (?=\S)|\]\((?=https?:)|(?<=[\s(“])\*\*(?=\w)"
    r"|^\|[^|\n]+\|(?=.*\|\s*$)|^(?P<bullet>[•▪●◦])(?= .*\s(?P=bullet) )",
    re.MULTILINE | re.DOTALL,
    needs=("**", "__", "#", "](", "|", "•", "▪", "●", "◦"),
)
MARKUP_NEEDS = _MARKUP.needs
_MENDED = (
    ("**", "Zet er `**` achter waar het vet ophoudt, of haal de sterretjes weg"),
    ("|", "Zet onder de eerste regel van de tabel een regel met streepjes: `| --- | --- |`"),
    ("#", "Zet een lege regel om de kop, en gebruik `###`"),
    ("](", "Schrijf een koppeling als `[woorden](https://adres)`, zonder spatie ertussen"),
)
_CUT_OFF = Pattern(r"\b(van|d\.d\.|op)\s*[,;:.]?\s*$", re.IGNORECASE)
_CUT_OFF_ANYWHERE = Pattern(
    r"\b((?:van|op)(?= [,;])|d\.d\.(?=\s*(?:[,;:)]|$)))",
    re.IGNORECASE,
    needs=("van ,", "van ;", "op ,", "op ;", "d.d."),
)
_UNENDED = ("van", "d.d.", "op")
_FORMAL = Pattern(
    r"(gelezen|gezien|gelet op|gehoord|aldus (vastgesteld|besloten)|besloten in|vastgesteld in)\b",
    re.IGNORECASE,
)
_PROPOSAL = Pattern(r"gelezen\b.*\bvoorstel", re.IGNORECASE | re.DOTALL)
_BREAKS_OFF = Pattern(r"\b(van|d\.d\.)\s*$")
_OFFICES = ("burgemeester", "secretaris", "griffier", "voorzitter", "wethouder")
_OFFICE = r"(?:burgemeester|(?:gemeente)?secretaris|griffier|voorzitter|wethouder)"
_NAMELESS = Pattern(
    rf"^\s*,\s*(?:de )?(?:(?:waarnemend|wnd\.|plv\.|plaatsvervangend) |loco-?)?{_OFFICE}\b",
    re.IGNORECASE | re.MULTILINE,
    needs=_OFFICES,
)
_LABEL = Pattern(
    r"^((?:datum(?: \w+)?|d\.d\.|(?:raads|commissie)?vergadering|\w*nummer|kenmerk|steller|afdeling"
    r"|portefeuillehouder|agendapunt|commissie|telefoon|e-mail|programma|behandeld door)) ?:\s*?$",
    re.IGNORECASE | re.MULTILINE,
    needs=(
        *("datum", "d.d.", "vergadering", "nummer", "kenmerk", "steller", "afdeling", "agendapunt"),
        *("portefeuillehouder", "commissie", "telefoon", "e-mail", "programma", "behandeld door"),
    ),
)
_LONGEST_VALUE = 60
_LABELLED = Pattern(r"\s*[^\W\d][\w /&()-]{2,40}? ?:")
_BETWEEN_BRACKETS = Pattern(r"\(([^()]+)\)\s*:?$")
_TO_REPLACE = frozenset(
    {"gemeente", "gemeentenaam", "naam gemeente", "naam", "datum", "titel", "onderwerp", "invullen"}
)


def remains(passage: Passage, setting: Setting) -> Iterator[Hit]:
    """Words of a template that were never replaced: `XX`, `<naam>`, “Klik of tik om …”."""
    for found in _REMAINS.finditer(passage.text):
        typed = setting.is_ours and found[0].startswith("{{")  # a text of ours means them
        if not typed and not _belongs(passage, found):
            yield Hit(
                passage,
                found.start(),
                f"“{found[0]}” is een rest van een sjabloon",
                "Vul in wat hier hoort, of haal het weg",
            )
    if passage.kind in _DECISION:
        for found in _OPEN.finditer(passage.text):
            yield Hit(
                passage,
                found.start(),
                f"“{found[0]}” staat in het besluit, dat dan nog niet vaststaat",
                "Vul in waarover de raad besluit",
            )


def _belongs(passage: Passage, found: re.Match[str]) -> bool:
    """An omission in a quotation, a Roman number, room for a signature."""
    if found["dots"]:
        return passage.kind is Kind.SIGNATURE or is_quoted(passage.text, found.start())
    if found["square"]:
        return found[0] in {"[…]", "[...]"} and is_quoted(passage.text, found.start())
    if found["crosses"] and found[0].isupper():
        return bool(just_before(_ROMAN_AFTER, passage.text, found.start()))
    return False


def missing_value(reading: Reading) -> Iterator[Hit]:
    """A sentence that stops before its date or name."""
    for index, passage in enumerate(reading.passages):
        if not _may_miss(passage.text):
            continue
        following = reading.passages[index + 1 : index + 2]
        yield from _cut_off(passage, following)
        for nameless in _NAMELESS.finditer(passage.text):
            yield Hit(
                passage,
                passage.text.index(",", nameless.start()),
                f"Voor “{nameless[0].strip()}” ontbreekt de naam",
                "Zet de naam van de ondertekenaar ervoor",
            )
        for label in _LABEL.finditer(passage.text):
            rest = passage.text[label.end() :].strip() or next(
                (one.text for one in following if one.kind not in {Kind.HEADING, Kind.TITLE}), ""
            )
            if not rest or _LABELLED.match(rest) or len(rest) > _LONGEST_VALUE:
                yield Hit(
                    passage,
                    label.start(),
                    f"Achter “{label[0].strip()}” staat niets",
                    "Vul de waarde in, of haal de regel weg",
                )


@lru_cache(maxsize=1024)
def _may_miss(text: str) -> bool:
    """Whether a text has an end, a comma or a label after which something may be missing."""
    return (
        _CUT_OFF_ANYWHERE.search(text) is not None
        or (_breaks_off(text) and _CUT_OFF.search(text, _last_word(text)) is not None)
        or (
            any(_may_lack_a_value(line) for line in text.split("\n"))
            and (_NAMELESS.search(text) is not None or _LABEL.search(text) is not None)
        )
    )


def _breaks_off(text: str) -> bool:
    """Whether a text ends in a word after which something comes; its marks do not count."""
    end = text.rstrip().casefold()
    return end.endswith(_UNENDED) or end[:-1].rstrip().endswith(_UNENDED)


def _may_lack_a_value(line: str) -> bool:
    """Whether a line ends as a label does, or begins with what follows a name."""
    return line.rstrip().endswith(":") or line.lstrip().startswith(",")


def _last_word(text: str) -> int:
    """Before the last word, at the latest: what breaks off there needs no look at all of it."""
    return max(0, len(text.rstrip().rstrip(",;:.").rstrip()) - len("d.d."))


def _cut_off(passage: Passage, following: tuple[Passage, ...]) -> Iterator[Hit]:
    text = passage.text
    if passage.kind in {Kind.HEADING, Kind.CELL, Kind.HEADER, Kind.FOOTER}:
        return
    if passage.kind is Kind.FORMULA and _PROPOSAL.match(text):
        return  # the rule on formulas says more of it
    formal = passage.kind in {Kind.FORMULA, Kind.SIGNATURE} or _FORMAL.match(text)
    goes_on = any(one.kind in {Kind.ITEM, Kind.CLAUSE} or one.number for one in following)
    at_end = None if goes_on else (_CUT_OFF if formal else _BREAKS_OFF).search(text)
    found = _CUT_OFF_ANYWHERE.search(text) or at_end
    if found is not None:
        yield Hit(
            passage,
            found.start(),
            f"Na “{found[1]}” ontbreekt de waarde",
            "Vul in wat hier hoort, zoals een datum of een naam",
        )


def markup(passage: Passage, setting: Setting) -> Iterator[Hit]:
    """Signs of Markdown that a reader should never see: `**vet**`."""
    for found in _MARKUP.finditer(passage.text):
        ours = "Begin elk deel van de lijst op een eigen regel met `- `" if found["bullet"] else ""
        yield Hit(
            passage,
            found.start(),
            f"“{found[0]}” toont de tekens van de opmaak",
            (ours or _mended(found[0]))
            if setting.is_ours
            else "Haal de tekens weg en maak de tekst op in Word",
        )


def _mended(signs: str) -> str:
    hints = (hint for start, hint in _MENDED if signs.startswith(start))
    return next(hints, "Haal de tekens weg; vet is `**woord**`, cursief `*woord*`")


def label_in_heading(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """A heading that still names another municipality: “Samenwerking (Velsen)”."""
    for passage in reading.of(Kind.HEADING, Kind.TITLE):
        found = _BETWEEN_BRACKETS.search(passage.text) if ")" in passage.text else None
        if found is None or OPAQUE in found[1] or passage.text in _headings(reading, case):
            continue
        if found[1].casefold() in _TO_REPLACE or found[1] in _others(reading, case, found[1]):
            yield Hit(
                passage,
                found.start(),
                f"De kop eindigt op “({found[1]})”: dat lijkt een rest van een sjabloon",
                "Haal het weg, of zet deze kop in de huisstijl als hij zo hoort",
            )


def _headings(reading: Reading, case: Case | None) -> frozenset[str]:
    if case is None or reading.gemeente not in case.municipalities:
        return frozenset()
    papers = case.style(reading.gemeente).stukken.values()
    phrases = [phrase for one in papers for phrase in (*_titles(one), *_section_titles(one))]
    return frozenset(
        "".join(part.value for part in phrase.children if isinstance(part, Text))
        for phrase in phrases
    )


def _titles(paper: Stuk) -> Iterator[Frase]:
    yield paper.titel
    if paper.titel_concept is not None:
        yield paper.titel_concept


def _section_titles(paper: Stuk) -> Iterator[Frase]:
    return (section.kop for section in paper.secties)


def _others(reading: Reading, case: Case | None, word: str) -> frozenset[str]:
    """The other municipalities; without a dossier this word, if the paper itself calls it one."""
    if case is not None and case.known:
        names = {id_: str(name) for id_, name in case.known.items()}
        return frozenset(name for id_, name in names.items() if id_ != reading.gemeente)
    named = re.compile(rf"\bgemeenten?\b[^.]{{0,200}}\b{re.escape(word)}\b")
    told = any(named.search(passage.text) for passage in reading.running_text)
    return frozenset({word}) if told and word[:1].isupper() else frozenset()
