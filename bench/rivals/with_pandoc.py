"""pandoc: Markdown to a Word file, in the styles of a reference file."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path

from bench.processes import Command
from bench.rivals.work import body_words


def commands(works: Path, names: tuple[str, ...]) -> tuple[Command, ...]:
    """A run per paper; none where pandoc is not installed."""
    program = shutil.which("pandoc")
    if program is None:
        return ()
    return tuple(
        Command(f"pandoc {name.rpartition('.')[2]}", partial(_arguments, program, works, name))
        for name in names
    )


def _arguments(program: str, works: Path, name: str, target: Path) -> tuple[str | Path, ...]:
    base, out = works / f"{name}.basis.docx", target / f"{name}.docx"
    markdown = "markdown-smart+hard_line_breaks"
    return (program, "-f", markdown, works / f"{name}.md", "--reference-doc", base, "-o", out)


def makes(works: Path, name: str, target: Path, ours: bytes) -> bool:
    """Whether it gives the words of our paper; how they lie in paragraphs it decides itself."""
    program = shutil.which("pandoc")
    if program is None:
        return True
    subprocess.run(_arguments(program, works, name, target), check=True)
    return _words((target / f"{name}.docx").read_bytes()) == _words(ours)


def _words(content: bytes) -> list[str]:
    return " ".join(body_words(content)).split()
