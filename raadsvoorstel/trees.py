"""The trees of YAML files: one that an earlier run read from what that kept, any other by parsing.

Loading a parser and reading all house styles takes longer than to decode them, and most often all
files but one are as they were. A file is the same with the same bytes under the same name.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from raadsvoorstel import cache
from raadsvoorstel.diagnostics import Diagnostic, Report
from raadsvoorstel.nodes import Node

_KIND = "boom"


def tree_of(content: bytes, file: str, report: Report) -> Node | None:
    """The tree of a YAML file; None after reporting why there is none.

    A file in which something is wrong is read anew each time, so that all of it is told.
    """
    if not cache.is_on():
        return _parsed(content, file, report)
    entry = cache.key(str(Path.cwd()), file)
    seal = cache.key(content, cache.stamp()).encode()
    tree = _kept(entry, seal)
    if tree is not None:
        return tree
    found: list[Diagnostic] = []
    tree = _parsed(content, file, found.append)
    for one in found:
        report(one)
    if tree is not None and not found:
        cache.put(_KIND, entry, seal + msgspec.msgpack.encode(tree))
    return tree


def _parsed(content: bytes, file: str, report: Report) -> Node | None:
    from raadsvoorstel import source

    return source.read(content, file, report)


def _kept(entry: str, seal: bytes) -> Node | None:
    """A file has one entry, however often it changes: those of a country are large."""
    kept = cache.get(_KIND, entry)
    if kept is None or not kept.startswith(seal):
        return None
    try:
        tree: Node = msgspec.msgpack.decode(kept[len(seal) :], type=Node)
    except msgspec.MsgspecError:
        return None
    return tree
