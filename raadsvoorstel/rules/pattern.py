"""Regular expressions that are compiled when a text may match them, and not before.

Compiling the patterns of all rules takes longer than reading two papers with them, and in most
papers most of them find nothing. So a pattern waits for its first text, and one that names words
it cannot do without waits for a text that has one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from sys import maxsize
from typing import Any


class Pattern:
    """A pattern by its source; as one of `re`, but compiled at its first use.

    Every text that it matches holds one of the words that it `needs`, in small letters or capitals.
    """

    __slots__ = ("_compiled", "flags", "needs", "source")

    def __init__(self, source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> None:
        self.source = source
        self.flags = flags
        self.needs = needs
        self._compiled: re.Pattern[str] | None = None

    @property
    def plain(self) -> re.Pattern[str]:
        """The pattern of `re`, for texts that are known to be worth it."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    @property
    def is_compiled(self) -> bool:
        """Whether any text has needed it yet."""
        return self._compiled is not None

    def may_match(self, text: str) -> bool:
        """Whether a text has one of the words without which there is nothing to find."""
        if not self.needs:
            return True
        small = small_letters(text)
        for word in self.needs:  # noqa: SIM110 - a generator takes longer, for every rule and text
            if word in small:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match anywhere."""
        if self.needs and not self.may_match(text):
            return None
        return (self._compiled or self.plain).search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """A match at the start."""
        if self.needs and not self.may_match(text):
            return None
        return (self._compiled or self.plain).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """A match of all of it."""
        if self.needs and not self.may_match(text):
            return None
        return (self._compiled or self.plain).fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Every match, in order."""
        if self.needs and not self.may_match(text):
            return iter(())
        return (self._compiled or self.plain).finditer(text, start, end)

    def findall(self, text: str) -> list[Any]:
        """The words of every match, or of its groups."""
        if self.needs and not self.may_match(text):
            return []
        return (self._compiled or self.plain).findall(text)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with something else in place of every match."""
        if self.needs and not self.may_match(text):
            return text
        return (self._compiled or self.plain).sub(instead, text, count)


@lru_cache(maxsize=2048)
def small_letters(text: str) -> str:
    """In small letters, as `re` compares them: an i with or without a dot is an i there."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")
