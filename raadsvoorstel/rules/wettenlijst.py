"""The laws that councils often name: their official title, and the days on which they hold.

What is not certain is left out. The source of a law is wetten.overheid.nl/<bwb>.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Law(Struct, frozen=True):
    """A law as it is officially cited, and when it holds."""

    naam: str
    van: date
    """The first day on which it holds."""
    tot: date | None = None
    """The first day on which it no longer does; none where it still holds."""
    afkorting: str = ""
    opvolger: str = ""
    bwb: str = ""
    voorheen_zonder_jaar: bool = False
    """Whether an older law had the same title without the year."""

    @property
    def without_year(self) -> str:
        """The name that an older law had too."""
        return _in_two(self.naam)[0]

    @property
    def year(self) -> str:
        """The year in the name; empty where there is none."""
        return _in_two(self.naam)[1]

    @property
    def short(self) -> str:
        """The abbreviation without its year."""
        return _in_two(self.afkorting)[0]


def _in_two(name: str) -> tuple[str, str]:
    """A name, and the year at its end."""
    before, _, last = name.rpartition(" ")
    return (before, last) if last.isdecimal() else (name, "")


LAWS: tuple[Law, ...] = (
    Law(
        "Wet maatschappelijke ondersteuning 2015",
        date(2015, 1, 1),
        afkorting="Wmo 2015",
        bwb="BWBR0035362",
        voorheen_zonder_jaar=True,
    ),
    Law("Wet inburgering 2021", date(2022, 1, 1), bwb="BWBR0044770", voorheen_zonder_jaar=True),
    Law("Jeugdwet", date(2015, 1, 1), bwb="BWBR0034925"),
    Law(
        "Wet op de jeugdzorg",
        date(2005, 1, 1),
        date(2015, 1, 1),
        opvolger="Jeugdwet",
        bwb="BWBR0016637",
    ),
    Law("Gemeentewet", date(1994, 1, 1), bwb="BWBR0005416"),
    Law("Algemene wet bestuursrecht", date(1994, 1, 1), afkorting="Awb", bwb="BWBR0005537"),
    Law("Wet gemeenschappelijke regelingen", date(1985, 1, 1), afkorting="Wgr", bwb="BWBR0003740"),
    Law("Wet tijdelijk huisverbod", date(2009, 1, 1)),
    Law("Wet open overheid", date(2022, 5, 1), afkorting="Woo", bwb="BWBR0045754"),
    Law(
        "Wet openbaarheid van bestuur",
        date(1992, 5, 1),
        date(2022, 5, 1),
        afkorting="Wob",
        opvolger="Wet open overheid",
        bwb="BWBR0005252",
    ),
    Law("Participatiewet", date(2015, 1, 1), bwb="BWBR0015703"),
    Law(
        "Wet werk en bijstand",
        date(2004, 1, 1),
        date(2015, 1, 1),
        afkorting="Wwb",
        opvolger="Participatiewet",
        bwb="BWBR0015703",
    ),
    Law("Wet publieke gezondheid", date(2008, 12, 1), afkorting="Wpg", bwb="BWBR0024705"),
    Law("Omgevingswet", date(2024, 1, 1), bwb="BWBR0037885"),
    Law("Wet ruimtelijke ordening", date(2008, 7, 1), date(2024, 1, 1), opvolger="Omgevingswet"),
    Law(
        "Wet algemene bepalingen omgevingsrecht",
        date(2010, 10, 1),
        date(2024, 1, 1),
        afkorting="Wabo",
        opvolger="Omgevingswet",
        bwb="BWBR0024779",
    ),
    Law("Algemene verordening gegevensbescherming", date(2018, 5, 25), afkorting="AVG"),
    Law(
        "Wet bescherming persoonsgegevens",
        date(2001, 9, 1),
        date(2018, 5, 25),
        afkorting="Wbp",
        opvolger="Algemene verordening gegevensbescherming",
    ),
)
