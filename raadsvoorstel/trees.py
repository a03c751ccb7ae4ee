"""The trees of YAML files: one that an earlier run read from what that kept, any other by parsing.

Loading a parser and reading all house styles takes longer than to decode them, and most often all
files but one are as they were. A file is the same with the same bytes under the same name.
"""

from __future__ import annotations

import msgspec

from raadsvoorstel import cache
from raadsvoorstel.diagnostics import Diagnostic, Report
from raadsvoorstel.nodes import Node

_KIND = "boom"


def tree_of(content: bytes, file: str, report: Report) -> Node | None:
    """The tree of a YAML file; None after reporting why there is none.

    A file in which something is wrong is read anew each time, so that all of it is told.
    """
    key = cache.key(content, file, cache.stamp()) if cache.is_on() else None
    tree = _kept(key)
    if tree is not None:
        return tree
    from raadsvoorstel import source

    found: list[Diagnostic] = []
    tree = source.read(content, file, found.append)
    for one in found:
        report(one)
    if key is not None and tree is not None and not found:
        cache.put(_KIND, key, msgspec.msgpack.encode(tree))
    return tree


def _kept(key: str | None) -> Node | None:
    content = cache.get(_KIND, key) if key is not None else None
    try:
        return msgspec.msgpack.decode(content, type=Node) if content is not None else None
    except msgspec.MsgspecError:
        return None
