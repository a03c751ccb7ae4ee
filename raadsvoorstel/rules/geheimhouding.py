"""Secrecy under the law of its day: the article, the ground, and the council that confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from raadsvoorstel import dutch
from raadsvoorstel.loading import Case
from raadsvoorstel.papers.reading import Passage, Reading
from raadsvoorstel.rules.datums import day_of_paper
from raadsvoorstel.rules.pattern import Pattern
from raadsvoorstel.rules.rule import Hit

NEW_LAW = date(2023, 4, 1)
"""From this day on secrecy stands in articles 87 to 89 of the Gemeentewet."""
OLD_ARTICLES, NEW_ARTICLES = ("25", "55", "86"), ("87", "88", "89")
_SECRET = Pattern(r"\bgeheimhouding\b", re.IGNORECASE, needs=("geheimhouding",))
_ARTICLE = Pattern(
    r"\bart(?:ikel(?:en)?|\.) (?P<number>25|55|86|87|88|89)\b(?![.\d])[^.;]{0,40}?\bGemeentewet\b",
    re.IGNORECASE,
    needs=("gemeentewet",),
)
_PAST = Pattern(r"\b(?:destijds|eerder|toenmalige?|oude|vroegere?|voorheen|tot 1 april 2023)\b")
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_SECRET_ANNEX = Pattern(
    r"\bgeheime? bijlage|\(geheim\)|\(vertrouwelijk, geheim\)", re.IGNORECASE, needs=("geheim",)
)
_GROUND = Pattern(
    r"\b(?:art(?:ikel(?:en)?|\.) \d[^;]{0,60}(?:Woo|Wob|Wet open overheid|"
    r"Wet openbaarheid van bestuur)|(?:Woo|Wob|Wet open overheid|Wet openbaarheid van bestuur),? "
    r"art)",
    re.IGNORECASE,
    needs=("woo", "wob", "wet open"),
)
_IMPOSED = Pattern(
    r"\b(?:college|burgemeester|commissie)\b[^.]{0,80}\bgeheimhouding\b[^.]{0,40}\bopgelegd\b|"
    r"\bgeheimhouding\b[^.]{0,40}\bopgelegd\b[^.]{0,30}\bdoor (?:het college|de burgemeester)",
    re.IGNORECASE,
    needs=("geheimhouding",),
)
CONFIRMS = Pattern(r"\bbekrachtig", re.IGNORECASE, needs=("bekrachtig",))


def article_of_another_day(reading: Reading, case: Case | None) -> Iterator[Hit]:
    """Secrecy on an article of the Gemeentewet that did not, or no longer, speak of it."""
    day = day_of_paper(reading, case)
    if day is None:
        return
    is_new = day >= NEW_LAW
    right = NEW_ARTICLES if is_new else OLD_ARTICLES
    for passage in reading.passages:
        if not _SECRET.search(passage.text) or (is_new and _tells_of_the_past(passage)):
            continue
        for found in _ARTICLE.finditer(passage.text):
            if found["number"] not in right:
                when = "vanaf 1 april 2023" if is_new else "tot 1 april 2023"
                yield Hit(
                    passage,
                    found.start(),
                    f"Artikel {found['number']} van de Gemeentewet gaat op {dutch.datum(day)} niet "
                    "over geheimhouding",
                    f"Geheimhouding staat {when} in {_as_list(right)}; kies het artikel dat past",
                )


def _as_list(articles: tuple[str, ...]) -> str:
    return f"de artikelen {dutch.opsomming(articles)} van de Gemeentewet"


def _tells_of_the_past(passage: Passage) -> bool:
    years = (int(year[0]) for year in _YEAR.finditer(passage.text))
    return bool(_PAST.search(passage.text)) or any(year <= NEW_LAW.year for year in years)


def secret_without_ground(reading: Reading) -> Iterator[Hit]:
    """A secret annex in a paper that exists already, and no ground for it anywhere."""
    if reading.is_ours or any(_GROUND.search(one.text) for one in reading.passages):
        return
    named = ((one, _SECRET_ANNEX.search(one.text)) for one in reading.passages)
    for passage, found in [(one, found) for one, found in named if found][:1]:
        yield Hit(
            passage,
            found.start(),
            "Het stuk noemt een geheime bijlage, maar niet op welke grond zij geheim is",
            "Noem het artikel van de Woo (voor 1 mei 2022: de Wob), en wie de geheimhouding "
            "oplegde",
        )


def secrecy_without_confirmation(reading: Reading) -> Iterator[Hit]:
    """The college imposed secrecy, and no beslispunt of its own lets the council confirm it."""
    told = [one for one in reading.running_text if _IMPOSED.search(one.text)]
    points = [one for one in reading.clauses if _SECRET.search(one.text)]
    confirming = [one for one in points if CONFIRMS.search(one.text)]
    if told and reading.clauses and not points:
        found = _IMPOSED.search(told[0].text)
        yield Hit(
            told[0],
            found.start() if found else 0,
            "De geheimhouding is opgelegd, maar geen beslispunt vraagt de raad haar te "
            "bekrachtigen",
            "Voeg een eigen beslispunt toe waarin de raad de geheimhouding bekrachtigt",
        )
    for one in confirming:
        if re.search(r"\bte (?:stellen|nemen|verlenen)\b|vast te stellen", one.text):
            yield Hit(
                one,
                0,
                "Dit beslispunt bekrachtigt de geheimhouding en besluit nog iets anders",
                "Maak van de bekrachtiging een eigen beslispunt, zodat de raad er apart over stemt",
            )
