"""Run one program and tell what it took: `python stopwatch.py LOG PROGRAM ARGUMENT …`.

A process of its own, and a small one: until it becomes a program of its own, a child is as large
as the process that starts it, and that would count as its peak.
"""

from __future__ import annotations

import json
import os
import sys
import time


def _main(log: str, *command: str) -> None:
    to_log = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    outputs = [(os.POSIX_SPAWN_OPEN, 1, log, to_log, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=outputs)
    _, status, usage = os.wait4(child, 0)
    spent = {
        "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss / 1024,  # Linux counts in KiB
        "code": os.waitstatus_to_exitcode(status),
    }
    sys.stdout.write(json.dumps(spent))


if __name__ == "__main__":
    _main(*sys.argv[1:])
