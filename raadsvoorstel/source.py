"""YAML text to a tree in which every value keeps its place.

The only module that imports `yaml`. A scalar stays text as typed: the schema decides its type, not
YAML 1.1, so `0012345`, `19:30` and `nee` come through unharmed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from raadsvoorstel.diagnostics import Diagnostic, Location, Report, Severity
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence
from raadsvoorstel.yaml_words import explain

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same events, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_NODES = 10_000
"""Values that may come out of aliases; more is an alias bomb."""
MAX_DEPTH = 100
MAX_BYTES = 5_000_000


def read(content: bytes, file: str, report: Report) -> Node | None:
    """The tree of a YAML file; None after reporting why there is none."""
    reader = _Reader(file, report)
    text = reader.decode(content)
    return None if text is None else reader.compose(text)


class _StopError(Exception):
    """The file can't be read further; the reason has been reported."""


@dataclass(slots=True)
class _Reader:
    """Reads one file; nothing of it outlives the call."""

    file: str
    report: Report
    text: str = ""
    anchors: dict[str, Node] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    nodes: int = 0

    def problem(
        self,
        code: str,
        at: Location,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.report(Diagnostic(code, severity, at, message, hint))

    def fail(self, code: str, at: Location, message: str, hint: str = "") -> _StopError:
        self.problem(code, at, message, hint)
        return _StopError()

    # -- bytes to text -------------------------------------------------------------------------

    def decode(self, content: bytes) -> str | None:
        start = Location(self.file)
        if len(content) > MAX_BYTES:
            self.problem(
                "RV009",
                start,
                "Het bestand is te groot (meer dan 5 MB)",
                "Splits de gegevens of haal ingevoegde inhoud weg",
            )
            return None
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            self.problem(
                "RV003", start, "Het bestand is opgeslagen als UTF-16", "Sla het op als UTF-8"
            )
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8-sig")
            self.problem(
                "RV003",
                self._after(before),
                "Hier staat een teken dat geen UTF-8 is",
                "Sla het bestand op als UTF-8 (niet als ANSI of Windows-1252)",
            )
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if self._clean(text) else None

    def _after(self, before: str) -> Location:
        return Location(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def _clean(self, text: str) -> bool:
        found = [
            (match.start(), match.group())
            for match in re.finditer(
                "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]", text
            )
        ]
        for index, character in found:
            self.problem(
                "RV004",
                self._after(text[:index]),
                f"Hier staat een onzichtbaar stuurteken (U+{ord(character):04X})",
                "Verwijder het teken; het komt vaak mee met plakken uit Word of pdf",
            )
        if not text.strip():
            self.problem(
                "RV002",
                Location(self.file),
                "Het bestand is leeg",
                "Vul het in, of maak een voorbeeld met `raadsvoorstel init MAP`",
            )
            return False
        return not found

    # -- text to tree --------------------------------------------------------------------------

    def compose(self, text: str) -> Node | None:
        self.text = text
        self._warn_decomposed(text)
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except _StopError:
            pass
        return None

    def _warn_decomposed(self, text: str) -> None:
        if unicodedata.is_normalized("NFC", text):
            return
        for number, line in enumerate(text.splitlines(), 1):
            if not unicodedata.is_normalized("NFC", line):
                column = next(i for i, c in enumerate(line, 1) if unicodedata.combining(c))
                self.problem(
                    "RV014",
                    Location(self.file, number, column),
                    "Een letter en zijn accent staan hier als twee losse tekens",
                    "Typ de letter opnieuw; zoeken en vergelijken mist dit woord anders",
                    Severity.WARNING,
                )

    def _document(self) -> Node:
        events = yaml.parse(self.text, Loader=_Loader)
        roots: list[Node] = []
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if roots:
                    raise self.fail(
                        "RV005",
                        self._mark(event),
                        "Hier begint een tweede document",
                        "Zet één document in een bestand; verwijder de regel `---`",
                    )
                roots.append(self._node(event, events, 0))
        if not roots:
            raise self.fail(
                "RV002",
                Location(self.file),
                "Het bestand is leeg",
                "Vul het in, of maak een voorbeeld met `raadsvoorstel init MAP`",
            )
        return roots[0]

    def _mark(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        if mark is None:
            return Location(self.file)
        return Location(self.file, mark.line + 1, mark.column + 1)

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._mark(event)
        if depth > MAX_DEPTH:
            raise self.fail(
                "RV009",
                at,
                f"Hier staan meer dan {MAX_DEPTH} niveaus in elkaar",
                "Maak de opbouw platter",
            )
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, at)
        anchor, before = event.anchor, self.nodes
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag not in (None, "!"):
            self.problem(
                "RV008",
                at,
                f"Het label '{tag}' wordt niet ondersteund",
                "Verwijder het woord dat met ! begint",
            )
        if anchor:
            self.open_anchors.add(anchor)
        node = self._open_node(event, events, depth, at)
        if anchor:
            self.open_anchors.discard(anchor)
            self.anchors[anchor] = node
            self.sizes[anchor] = self.nodes - before + 1
        return node

    def _open_node(
        self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int, at: Location
    ) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, at)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self._inner(inner, events, depth))
            return Sequence(tuple(items), at)
        return self._mapping(events, depth, at, flow=bool(getattr(event, "flow_style", False)))

    def _inner(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if not isinstance(event, yaml.NodeEvent):  # the parser promises nodes inside a collection
            raise TypeError(event)
        return self._node(event, events, depth + 1)

    def _alias(self, event: yaml.AliasEvent, at: Location) -> Node:
        name = event.anchor or ""
        if name in self.open_anchors:
            raise self.fail(
                "RV007",
                at,
                f"De verwijzing '*{name}' wijst naar zichzelf",
                "Schrijf de waarde hier voluit",
            )
        self.nodes += self.sizes.get(name, 0)
        if self.nodes > MAX_NODES:
            raise self.fail(
                "RV007",
                at,
                "De verwijzingen met * maken dit bestand te groot",
                f"Samen mogen ze niet meer dan {MAX_NODES} waarden opleveren",
            )
        if name not in self.anchors:
            raise self.fail(
                "RV007",
                at,
                f"De verwijzing '*{name}' heeft geen bron '&{name}'",
                "Schrijf de waarde voluit, of zet tekst met * tussen aanhalingstekens",
            )
        return self.anchors[name]

    def _mapping(
        self, events: Iterator[yaml.Event], depth: int, at: Location, *, flow: bool
    ) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._inner(event, events, depth)
            value = self._inner(next(events), events, depth)
            if not isinstance(key, Scalar):
                self._key_is_no_text(key, at, flow=flow)
            elif key.value == "<<":
                self.problem(
                    "RV007",
                    key.at,
                    "Samenvoegen met `<<` wordt niet ondersteund",
                    "Schrijf de velden voluit, of gebruik `gebaseerd_op` in een huisstijl",
                )
            elif key.value in entries:
                first = entries[key.value][0].at
                self.problem(
                    "RV006",
                    key.at,
                    f"'{key.value}' staat hier dubbel; eerder op regel {first.line}",
                    "Houd één van de twee",
                )
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), at)

    def _key_is_no_text(self, key: Node, at: Location, *, flow: bool) -> None:
        if flow and isinstance(key, Mapping):
            self.problem(
                "RV012",
                at,
                "Een tekst die met {{ begint, leest YAML als een lijst",
                'Zet de tekst tussen dubbele aanhalingstekens: "{{ … }}"',
            )
        else:
            self.problem(
                "RV005",
                key.at,
                "De naam van een veld moet een woord zijn",
                "Zet er een woord met een dubbele punt voor",
            )

    def _scalar(self, event: yaml.ScalarEvent, at: Location) -> Scalar:
        style = event.style or ""
        if style not in ("'", '"', "|", ">"):
            style = ""
        start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        if not style and event.value:
            self._cut_by_hash(end)
        if style == "'" and re.match(r"[st](-|\s)", event.value) and len(event.value) > 2:  # noqa: PLR2004
            self.problem(
                "RV011",
                at,
                "De apostrof aan het begin is als aanhalingsteken gelezen",
                f'Schrijf "\'{event.value}" met dubbele aanhalingstekens eromheen',
            )
        return Scalar(event.value, at, style, self.text[start:end])

    def _cut_by_hash(self, end: int) -> None:
        """Two blanks before and one after `#` make a comment; anything else may be lost text."""
        rest = self.text[end : self.text.find("\n", end) if "\n" in self.text[end:] else None]
        match = re.match(r"( +)#", rest)
        if match is None:
            return
        is_comment = len(match.group(1)) > 1 and rest[match.end() : match.end() + 1] in (" ", "")
        if not is_comment:
            self.problem(
                "RV010",
                self._after(self.text[: end + match.end() - 1]),
                "De tekst is hier afgekapt: YAML leest ' #' als begin van een opmerking",
                "Zet de tekst tussen aanhalingstekens; voor een opmerking: twee spaties, dan `# `",
            )

    # -- syntax errors, in Dutch ---------------------------------------------------------------

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        at = Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)
        lines = self.text.split("\n")
        line = lines[at.line - 1] if at.line <= len(lines) else ""
        opened = error.context_mark
        first = lines[opened.line] if opened and opened.line < len(lines) else line
        code, message, hint = explain(error.problem or "", line, first)
        if opened and code in {"RV011", "RV012"}:
            at = Location(self.file, opened.line + 1, opened.column + 1)
        self.problem(code, at, message, hint)
