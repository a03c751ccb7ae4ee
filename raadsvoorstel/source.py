"""YAML text to a tree in which every value keeps its place.

The only module that imports `yaml`. A scalar stays text as typed: the schema decides its type, not
YAML 1.1, so `0012345`, `19:30` and `nee` come through unharmed.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol, TypeGuard

import yaml
from msgspec import Struct, field

from raadsvoorstel.diagnostics import Diagnostic, Location, Report, Severity
from raadsvoorstel.nodes import NULLS, Mapping, Node, Scalar, Sequence, Unreadable
from raadsvoorstel.tokens import forbidden
from raadsvoorstel.yaml_words import APOSTROPHE, BRACES, QUOTES, Stuck, explain

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same events, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_NODES = 10_000
"""Values that may come out of aliases; more is an alias bomb."""
MAX_DEPTH = 100
MAX_BYTES = 5_000_000
_MANY = 20
"""Findings of one kind after which a file is clearly no text."""
_STYLES = frozenset(("'", '"', "|", ">"))
_APOSTROPHE = re.compile(r"[st](?:-|\s)(?s:.)")
_CURLY_QUOTED = re.compile(r"[“„][^“”„]*[”“]|‘[^‘’]*’")
_CURLY = ("“", "„", "‘")
_HASH = re.compile(r"( +)#")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}(?=[ ,}\n]|$)")
_PIECES = re.compile(r"[^,{}\[\]]*(?:,[^,:{}\[\]]*(?=[,}]))+")
"""A value between braces with what its commas split off."""
_Start = yaml.ScalarEvent | yaml.CollectionStartEvent
_STARTS = (yaml.ScalarEvent, yaml.CollectionStartEvent)


def read(content: bytes, file: str, report: Report) -> Node | None:
    """The tree of a YAML file; None after reporting why there is none."""
    reader = _Reader(file, report)
    text = reader.decode(content)
    return None if text is None else reader.compose(text)


class _Mark(Protocol):
    """A place as the parser says it, counted from 0."""

    index: int
    line: int
    column: int


class _StopError(Exception):
    """The file can't be read further; the reason has been reported."""


class _Reader(Struct):
    """Reads one file; nothing of it outlives the call."""

    file: str
    report: Report
    text: str = ""
    anchors: dict[str, Node] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    unused: dict[str, Location] = field(default_factory=dict)
    """Where a text has a name before it that nothing has referred to yet."""
    nodes: int = 0
    lines: set[int] = field(default_factory=set)
    """The lines on which something was found."""
    quoted: Scalar | None = None
    """The last text between quotation marks."""

    def problem(
        self,
        code: str,
        at: Location,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.lines.add(at.line)
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
        found = list(itertools.islice(forbidden(text), _MANY))
        for match in found:
            self._forbidden(match.group(), self._after(text[: match.start()]))
        if not text.strip():
            self.problem(
                "RV002",
                Location(self.file),
                "Het bestand is leeg",
                "Vul het in, of maak een voorbeeld met `raadsvoorstel init MAP`",
            )
            return False
        return not found

    def _forbidden(self, character: str, at: Location) -> None:
        self.problem(
            "RV004",
            at,
            f"Hier staat een onzichtbaar teken dat geen tekst is (U+{ord(character):04X})",
            "Verwijder het teken; het komt vaak mee met plakken uit Word of pdf",
        )

    # -- text to tree --------------------------------------------------------------------------

    def compose(self, text: str) -> Node | None:
        self.text = text
        self._warn_decomposed(text)
        try:
            root = self._document()
            return None if isinstance(root, Unreadable) else root
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except _StopError:
            pass
        return None

    def _warn_decomposed(self, text: str) -> None:
        if unicodedata.is_normalized("NFC", text):
            return
        for number, line in enumerate(text.split("\n"), 1):
            normal = unicodedata.normalize("NFC", line)
            if line != normal:
                pairs = itertools.zip_longest(line, normal)
                column = next(i for i, (a, b) in enumerate(pairs, 1) if a != b)
                self.problem(
                    "RV014",
                    Location(self.file, number, column),
                    "Deze letter heeft een losse of ongewone code",
                    "Typ de letter met haar accent opnieuw; zoeken vindt het woord anders niet",
                    Severity.WARNING,
                )

    def _document(self) -> Node:
        """The one document of a file, straight from the events of the parser.

        Those come one by one, as `yaml.parse` gives them after asking twice as often.
        """
        parser = _Loader(self.text)
        events = iter(parser.get_event, None)
        try:
            root = self._root(events)
        finally:
            parser.dispose()
        for anchor in tuple(self.unused):
            self._tell_unused(anchor)
        if root is None or (isinstance(root, Scalar) and root.is_null):
            raise self.fail(
                "RV002",
                Location(self.file),
                "Het bestand is leeg",
                "Vul het in, of maak een voorbeeld met `raadsvoorstel init MAP`",
            )
        return root

    def _root(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    raise self.fail(
                        "RV005",
                        self._at_mark(event.start_mark),
                        "Hier begint een tweede document",
                        "Zet één document in een bestand; verwijder de regel `---`",
                    )
                root = self._node(event, events, 0)
        return root

    def _at_mark(self, mark: _Mark | None) -> Location:
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._at_mark(event.start_mark)
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
        if not isinstance(event, _STARTS):
            raise TypeError(event)  # the parser promises nodes inside a collection
        if event.anchor or event.tag:
            return self._marked(event, events, depth, at)
        return self._open_node(event, events, depth, at)

    def _marked(
        self, event: _Start, events: Iterator[yaml.Event], depth: int, at: Location
    ) -> Node:
        """A value with an anchor, a label or both."""
        anchor, before = event.anchor, self.nodes
        if anchor:
            self.open_anchors.add(anchor)
        node = self._open_node(event, events, depth, at)
        if event.tag:
            self._label(event.tag, at)
            node = Unreadable(at)
        if anchor:
            self.open_anchors.discard(anchor)
            self._tell_unused(anchor)  # another text has taken its name
            if _is_plain(event):
                self.unused[anchor] = at
            self.anchors[anchor] = node
            self.sizes[anchor] = self.nodes - before + 1
        return node

    def _tell_unused(self, anchor: str) -> None:
        """A name that nobody asks for was meant as letters, most likely; no paper shows them."""
        at = self.unused.pop(anchor, None)
        if at is not None:
            self.problem(
                "RV017",
                at,
                f"YAML leest '&{anchor}' als naam van wat volgt; die letters vallen weg",
                "Zet de hele waarde tussen aanhalingstekens, of haal de naam weg",
            )

    def _label(self, tag: str, at: Location) -> None:
        label = tag.replace("tag:yaml.org,2002:", "!!")
        self.problem(
            "RV008",
            at,
            f"YAML leest '{label}' als label; labels worden niet ondersteund",
            "Zet een tekst die met ! begint tussen aanhalingstekens; verwijder anders het label",
        )

    def _open_node(
        self, event: _Start, events: Iterator[yaml.Event], depth: int, at: Location
    ) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, at)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self._node(inner, events, depth + 1))
            return Sequence(tuple(items), at)
        return self._mapping(event, events, depth, at)

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
        self.unused.pop(name, None)
        return self.anchors[name]

    def _mapping(
        self, start: _Start, events: Iterator[yaml.Event], depth: int, at: Location
    ) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        readable = True
        before: yaml.Event | None = None
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            opening = next(events)
            value = self._node(opening, events, depth + 1)
            if before and readable and self._is_split_off(before, event, opening):
                self._cut_by_comma(before, key)
                readable = False
            before = opening
            if not isinstance(key, Scalar):
                self._key_is_no_text(key, start, at)
                readable = False
            elif key.value == "<<":
                self.problem(
                    "RV007",
                    key.at,
                    "Samenvoegen met `<<` wordt niet ondersteund",
                    "Schrijf de velden voluit, of gebruik `gebaseerd_op` in een huisstijl",
                )
                readable = False
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
        return Mapping(tuple(entries.values()), at) if readable else Unreadable(at)

    def _is_split_off(self, before: yaml.Event, key: yaml.Event, value: yaml.Event) -> bool:
        """Whether a name between braces, without a colon, is what a comma cut from a text."""
        if not (_is_plain(before) and _is_plain(key) and _is_plain(value)):
            return False
        if value.value or before.value in NULLS:
            return False
        between = self.text[_span(before)[1] : _span(key)[0]]
        return "," in between and ":" not in self.text[_span(key)[1] : _span(value)[0]]

    def _cut_by_comma(self, before: yaml.Event, key: Node) -> None:
        start, end = _span(before)
        whole = _PIECES.match(self.text, start)
        typed = " ".join(whole.group().split()) if whole else ""
        shown = f': "{typed}"' if typed and '"' not in typed else ""
        loose = key.value if isinstance(key, Scalar) else ""
        self.problem(
            "RV016",
            self._after(self.text[: self.text.index(",", end)]),
            f"De waarde is hier afgekapt: YAML leest '{loose}' achter de komma als nieuw veld",
            f"Zet de hele waarde tussen aanhalingstekens{shown}",
        )

    def _key_is_no_text(self, key: Node, start: _Start, at: Location) -> None:
        mark = start.start_mark
        if mark is not None and self.text.startswith("{{", mark.index):
            self.problem("RV012", at, *BRACES)
        elif not isinstance(key, Unreadable):
            self.problem(
                "RV005",
                key.at,
                "De naam van een veld moet een woord zijn",
                "Zet er een woord met een dubbele punt voor",
            )

    def _scalar(self, event: yaml.ScalarEvent, at: Location) -> Node:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise TypeError(event)  # the parser marks every event
        style = event.style if event.style in _STYLES else ""
        if not style:
            self._cut_by_hash(end)
            self._in_curly_quotes(event.value, at)
        elif style == "'" and _APOSTROPHE.match(event.value):
            self.problem("RV011", at, *APOSTROPHE)
        raw = self.text[start.index : end.index] if start.line != end.line else ""
        node = Scalar(event.value, at, style, raw)
        if style in QUOTES:
            self.quoted = node
        if style == '"':  # the only style in which a hidden character can be typed: "\0"
            hidden = next(forbidden(event.value), None)
            if hidden:
                self._forbidden(hidden.group(), at)
                return Unreadable(at)
        return node

    def _in_curly_quotes(self, value: str, at: Location) -> None:
        """Word makes them of straight ones; YAML takes them for letters of the value."""
        if value[:1] in _CURLY and _CURLY_QUOTED.fullmatch(value):
            self.problem(
                "RV018",
                at,
                f"De gekrulde aanhalingstekens om {value} komen mee in het stuk",
                'Typ rechte aanhalingstekens: "…", of laat ze weg',
                Severity.WARNING,
            )

    def _cut_by_hash(self, end: _Mark) -> None:
        """Two blanks before and one after `#` make a comment; anything else may be lost text."""
        match = _HASH.match(self.text, end.index)
        if match is None:
            return
        blanks = len(match.group(1))
        is_comment = blanks > 1 and self.text[match.end() : match.end() + 1] in (" ", "\n", "")
        if not is_comment:
            colour = _COLOUR.match(self.text, match.end())
            self.problem(
                "RV010",
                Location(self.file, end.line + 1, end.column + blanks + 1),
                "De tekst is hier afgekapt: YAML leest ' #' als begin van een opmerking",
                f"Schrijf een kleur zonder hekje: {colour[0]}"
                if colour
                else "Zet de tekst tussen aanhalingstekens; voor een opmerking: twee spaties, "
                "dan `# `",
            )

    # -- syntax errors, in Dutch ---------------------------------------------------------------

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        at = self._at_mark(error.problem_mark or error.context_mark)
        opened = self._at_mark(error.context_mark) if error.context_mark else at
        found = explain(
            Stuck(
                f"{error.context}: {error.problem}",
                at,
                opened,
                self.quoted,
                tuple(self.text.split("\n")),
            )
        )
        if found.at.line not in self.lines:  # else it is the echo of what was found there
            self.problem(found.code, found.at, found.message, found.hint)


def _is_plain(event: yaml.Event) -> TypeGuard[yaml.ScalarEvent]:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError(event)  # the parser marks every event
    return start.index, end.index
