"""Short hashes by which a paper says what it was made from: its data and its templates.

They are taken of values as typed, so comments, line ends and the folder play no part.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from raadsvoorstel.diagnostics import Location
from raadsvoorstel.document import Document, inline_text, origins, texts
from raadsvoorstel.loading import DOSSIER, STYLE, Case
from raadsvoorstel.nodes import NULLS, Mapping, Node, Scalar, Sequence
from raadsvoorstel.project import MUNICIPALITIES

_LENGTH = 12
_CAPITALS = re.compile(r"[A-ZÀ-Þ0-9]\w*")
"""Words with a capital, and numbers: most names hold one, and looking for them is quick."""
_ANNEXES = ("bijlagen", "achterliggend")
_PRINTED_OF_A_SECRET = ("id", "titel", "openbaarheid")


class DataPrints(Struct, frozen=True, eq=False):
    """Takes the hashes of the data of one case; what all councils share is read once."""

    case: Case
    shared: str

    def of(self, gemeente: str, kind: str, document: Document) -> str:
        """The hash of all that a paper rests on; of another council only what the paper shows."""
        style = str(self.case.municipalities[gemeente].huisstijl)
        return digest(
            (
                self.shared,
                _own(self.case, gemeente),
                _style(self.case, style, kind),
                _of_others(self.case, gemeente, document),
            )
        )


def data_prints(case: Case) -> DataPrints:
    """The hashes of a case: the contributions in its dossier belong to each council by itself."""
    shared = _without_secrets(_values(case.trees[DOSSIER]))
    return DataPrints(case, digest({name: shared[name] for name in shared if name != "bijdragen"}))


@lru_cache(maxsize=64)
def of_templates(templates: tuple[tuple[str, str], ...]) -> str:
    """The hash of the templates that a paper went through; most papers of a kind share them."""
    return digest(templates)


def digest(values: object) -> str:
    """A short hash of lists, mappings and texts, in their order."""
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()[:_LENGTH]


def _values(node: Node | None) -> Any:  # noqa: ANN401 - what YAML can hold
    if isinstance(node, Scalar):
        return None if node.value in NULLS and node.is_null else node.value
    if isinstance(node, Mapping):
        return {key.value: _values(value) for key, value in node.entries}
    return [_values(item) for item in node.items] if isinstance(node, Sequence) else None


def _at(node: Node | None, *road: str) -> Node | None:
    for step in road:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


@lru_cache(maxsize=2)
def _own(case: Case, gemeente: str) -> str:
    """A municipality's block, with its part in this dossier alone."""
    block: dict[str, Any] = _values(_at(case.trees[MUNICIPALITIES], gemeente))
    local = (block.get("dossiers") or {}).get(case.dossier_id) or {}
    pays = _values(_at(case.trees[DOSSIER], "bijdragen", gemeente))
    return digest([{**block, "dossiers": _without_secrets(local)}, pays])


@lru_cache(maxsize=64)
def _style(case: Case, name: str, kind: str) -> str:
    """The merged house style, with the wording of this kind of paper alone."""
    look, wording = _look(case, name)
    return digest((look, wording.get(kind)))


@lru_cache(maxsize=64)
def _look(case: Case, name: str) -> tuple[str, dict[str, Any]]:
    """The hash of what all papers in a house style share, and the wording of each kind."""
    style: dict[str, Any] = _values(case.trees[f"{STYLE}/{name}"])
    wording = style.pop("stukken", None) or {}
    return digest(style), wording


def _without_secrets(block: dict[str, Any]) -> dict[str, Any]:
    """Of a secret annex only what its paper prints: even a hash could betray a guess."""
    annexes = {name: [_printed(one) for one in block.get(name) or ()] for name in _ANNEXES}
    return {**block, **annexes}


def _printed(annex: dict[str, Any]) -> dict[str, Any]:
    if annex.get("openbaarheid") != "geheim":
        return annex
    return {name: annex.get(name) for name in _PRINTED_OF_A_SECRET}


def _of_others(case: Case, gemeente: str, document: Document) -> list[tuple[str, ...]]:
    """The names and contributions of other participants that this paper shows."""
    runs = texts(document.blocks)
    lines = [inline_text(run) for run in runs]
    words = frozenset().union(*map(_marked, lines))
    names = [
        (name,)
        for parts, id_, name in _names(case)
        if parts <= words and id_ != gemeente and any(name in line for line in lines)
    ]
    amounts = _amounts(case)
    shown = {origin for run in runs for origin in origins(run)} if amounts else set()
    paid = sorted(amounts[origin] for origin in shown & amounts.keys())
    return [*names, *(one for one in paid if one[0] != gemeente)]


@lru_cache(maxsize=2048)
def _marked(line: str) -> frozenset[str]:
    """The marked words of a line; most lines of a paper stand in those of other councils too."""
    return frozenset(_CAPITALS.findall(line))


@lru_cache(maxsize=2)
def _names(case: Case) -> tuple[tuple[frozenset[str], str, str], ...]:
    """Every participant with the marked words of its name, which are quicker to look for."""
    names = ((id_, str(name)) for id_, name in case.names.items())
    return tuple((_marked(name), id_, name) for id_, name in names)


@lru_cache(maxsize=2)
def _amounts(case: Case) -> dict[Location | None, tuple[str, ...]]:
    """Whose contribution stands at which place."""
    return {
        amount.origin: (id_, year, amount.typed)
        for id_, row in case.dossier.bijdragen.items()
        for year, amount in row.items()
    }
