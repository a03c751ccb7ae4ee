"""Write a whole project of any size: as many councils and as much text as asked for.

Every council mirrors one of the shipped example: as many lines, statements, steps and gaps. The
words are made up, and so are the names.

    python -m bench.dossier --gemeenten 342 --lengte 1 MAP
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from bench import sentences
from raadsvoorstel.project import Project, packaged

DOSSIER = "regiovisie"
_SOURCE = "voorbeeldbron"
_NOT_EVERYWHERE = {"alternatieven", "keuzeruimte", "overwegingen"}
"""The slots that not every shipped house style has a section for."""
_SHARED: Mapping[str, Any] = {
    "titel": "Voorbeeldplan Samen in de buurt",
    "onderwerp": "Vaststellen “{{ dossier.titel }}”",
    "regio": "Voorbeeldregio",
    "periode": {"van": "2027", "tot_en_met": "2030"},
    "versie": "1.0",
    "versiedatum": date(2026, 10, 1),
    "soort_voorstel": "kaderstelling",
    "eensluidend": "verplicht",
}
_POINTS: Mapping[str, Any] = {
    "beslispunten": [
        {
            "id": "vaststellen",
            "tekst": "het “{{ dossier.titel }}” voor de jaren {{ dossier.periode.van }} tot en met "
            "{{ dossier.periode.tot_en_met }} vast te stellen",
        }
    ],
    "collegepunten": [
        {"id": "voorstellen", "tekst": "de raad voor te stellen {{ punten.vaststellen }}"}
    ],
}
_REST: Mapping[str, Any] = {
    "bijlagen": [{"id": "plan", "titel": "{{ dossier.titel }}", "bron": _SOURCE}],
    "wetten": [{"naam": "Gemeentewet", "bron": _SOURCE}],
    "termen": ["wijkteam", "buurthuis", "dorpsraad", "wijkraad"],
    "feiten": {
        "programma": {"waarde": "Samen in de buurt", "bron": _SOURCE},
        "doelstellingen": {"waarde": "11", "bron": _SOURCE},
    },
    "bronnen": {_SOURCE: {"titel": "Verzonnen voor een meting"}},
}


@dataclass(frozen=True, slots=True)
class Size:
    """How large a project is to be; another seed gives other words of the same shape."""

    gemeenten: int
    lengte: int = 1
    seed: int = 0


def write(folder: Path, size: Size, styles: tuple[str, ...] = ()) -> Project:
    """Write the project and return it; the same size gives the same bytes.

    The councils take turns in these house styles, or else in all that the package ships with.
    """
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    shipped = {name: _shipped(name) for name in ("municipalities", DOSSIER)}
    numbers = count(size.seed * 1_000_003)
    writing = _Writing(numbers, size.lengte)
    ids = [f"voorbeeldgemeente-{number:03}" for number in range(1, size.gemeenten + 1)]
    shared = {**_SHARED, "deelnemers": ids, **_POINTS}
    texts = {slot: writing.fill(text) for slot, text in shipped[DOSSIER]["teksten"].items()}
    _dump(data / f"{DOSSIER}.yaml", {**shared, "teksten": texts, **_REST})
    models = list(shipped["municipalities"].values())
    styles = styles or Project(folder).house_styles
    blocks = {
        id_: writing.council(number, styles[number % len(styles)], models[number % len(models)])
        for number, id_ in enumerate(ids)
    }
    _dump(data / "municipalities.yaml", blocks)
    return Project(folder)


def _shipped(name: str) -> dict[str, Any]:
    text = (packaged() / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@dataclass(frozen=True, slots=True)
class _Writing:
    """Texts in the shape of shipped ones; no sentence comes back."""

    numbers: Iterator[int]
    lengte: int

    def fill(self, shipped: object) -> Any:  # noqa: ANN401 - whatever a slot may hold
        """A slot with as many parts; each text is longer, of statements there are more."""
        match shipped:
            case str():
                return self.text(shipped)
            case list():
                return [self.statement(one) for _ in range(self.lengte) for one in shipped]
            case dict():
                return {name: self.fill(part) for name, part in shipped.items()}
            case _:
                return shipped

    def statement(self, shipped: Mapping[str, str]) -> dict[str, str]:
        return {
            "stelling": self.line(shipped["stelling"]),
            "toelichting": "\n".join(map(self.line, shipped["toelichting"].splitlines())) + "\n",
        }

    def text(self, shipped: str) -> str:
        paragraphs = shipped.strip().split("\n\n")
        made = (
            "\n".join(map(self.line, paragraph.splitlines()))
            for _ in range(self.lengte)
            for paragraph in paragraphs
        )
        return "\n\n".join(made) + "\n"

    def line(self, shipped: str) -> str:
        """A sentence for a sentence, a heading for a heading."""
        number = next(self.numbers)
        if shipped.startswith("### "):
            return f"### {sentences.plain(number, len(shipped.split()))}"
        if "{{" in shipped:
            return sentences.with_placeholder(number)
        return sentences.plain(number, len(shipped.split()))

    # -- a council -----------------------------------------------------------------------------

    def council(self, number: int, style: str, model: Mapping[str, Any]) -> dict[str, Any]:
        """The block of a municipality: what its model knows it knows too, by other names."""
        name = f"{number + 1:03}"
        holders = [one for one in model.get("ambtsdragers", ()) if "van" in one or "tot" not in one]
        block = {
            "naam": f"Voorbeeldgemeente {name}",
            "huisstijl": style,
            "bron": _SOURCE,
            "organen": [_sourced(one) for one in model.get("organen", ())],
            "ambtsdragers": [_renamed({"ambt": one["ambt"]}, name) for one in holders],
            "dossiers": {DOSSIER: self.local(name, model["dossiers"][DOSSIER])},
        }
        return {key: value for key, value in block.items() if value}

    def local(self, name: str, model: Mapping[str, Any]) -> dict[str, Any]:
        kept = {key: model[key] for key in ("afdeling", "openbaarheid") if key in model}
        if "zaaknummers" in model:
            kept["zaaknummers"] = [f"2026-{name}"]
        if "portefeuillehouders" in model:
            kept["portefeuillehouders"] = [_renamed({}, name)]
        steps = [
            _sourced({key: value for key, value in one.items() if key != "datum"})
            for one in model["behandeling"]
        ]
        texts = {
            slot: {"bron": _SOURCE}
            | {way: self.fill(text) for way, text in local.items() if way != "bron"}
            for slot, local in model.get("teksten", {}).items()
            if slot not in _NOT_EVERYWHERE
        }
        return {**kept, "behandeling": steps, "bron": _SOURCE} | (
            {"teksten": texts} if texts else {}
        )


def _sourced(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "bron": _SOURCE}


def _renamed(one: Mapping[str, Any], name: str) -> dict[str, Any]:
    return _sourced({**one, "naam": f"Voorbeeldpersoon {name}"})


class _Dumper(yaml.SafeDumper):
    """Texts of more lines as a person types them."""


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _dump(path: Path, data: Mapping[str, Any]) -> None:
    text = yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.dossier", description=__doc__)
    parser.add_argument("--gemeenten", type=int, default=8)
    parser.add_argument("--lengte", type=int, default=1, help="times today's length")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("folder", type=Path, metavar="MAP")
    given = parser.parse_args()
    write(given.folder, Size(given.gemeenten, given.lengte, given.seed))


if __name__ == "__main__":
    _main()
