"""What stands in the way from outside: no rights, no such folder. It loads no library."""

from __future__ import annotations


class OutsideError(Exception):
    """The world is in the way (no rights, no such folder): one message, exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
