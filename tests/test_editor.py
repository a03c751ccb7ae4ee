"""The YAML extension of editors, run for real: it is right about every file, and helps to fill one.

This is the language server inside the YAML extension of Red Hat for Visual Studio Code.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

from raadsvoorstel import starting
from raadsvoorstel.slots import SLOTS
from tests.conftest import ALL_TOOLS, ROOT

SERVER = ROOT / ".tools/node_modules/yaml-language-server/bin/yaml-language-server"
ANSWERS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {}}}
CAN = {"workspace": {"configuration": True}, "textDocument": {"hover": {}, "completion": {}}}

Message = dict[str, Any]
WRONG = """\
# yaml-language-server: $schema=schema/dossier.json
titel: [a]
regio: 711325
onderwerp: "{{ x y }}"
versie: 1.0
soort_vorstel: kaderstelling
deelnemers: []
beslispunten: []
versiedatum: 6-10-2020
voorbeeld: true
teksten:
  \n"""


class Editor:
    """An editor with one folder open; speaks to the server as editors do."""

    def __init__(self, folder: Path, said: IO[bytes], heard: IO[bytes]) -> None:
        self.folder, self.said, self.heard = folder, said, heard
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": CAN})
        self.say({"method": "initialized", "params": {}})

    def say(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.said.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.said.flush()

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """The message that is waited for, after answering what the server asks meanwhile."""
        while True:
            length = 0
            while line := self.heard.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            assert length, "the server stopped"
            message: Message = json.loads(self.heard.read(length))
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items", [])
                answer = [ANSWERS.get(one.get("section"), {}) for one in items]
                self.say({"id": message["id"], "result": answer or None})
            elif wanted(message):
                return message

    def ask(self, method: str, params: Message) -> Any:
        self.say({"id": method, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == method)["result"]

    def open(self, name: str, text: str) -> dict[int, str]:
        """What is underlined in a file: the message by its line, the first being 1."""
        uri = (self.folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.say({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        told = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            )
        )
        found = told["params"]["diagnostics"]
        return {one["range"]["start"]["line"] + 1: one["message"] for one in found}

    def at(self, method: str, name: str, line: int, column: int) -> Any:
        place = {"line": line - 1, "character": column}
        uri = (self.folder / name).as_uri()
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    if not SERVER.exists():
        assert not ALL_TOOLS, "yaml-language-server is missing, and RV_ALLES=1 promises it"
        pytest.skip("yaml-language-server is not installed: .ci/run says how")
    folder = tmp_path_factory.mktemp("editor") / "project"
    starting.start(folder, empty=False)
    node = shutil.which("node")
    assert node is not None
    with subprocess.Popen(
        [node, SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        limit = Timer(180, server.kill)  # a server that says nothing would be waited for forever
        limit.start()
        yield Editor(folder, server.stdin, server.stdout)
        limit.cancel()
        server.kill()


def test_an_editor_objects_to_nothing_in_a_new_project(editor: Editor) -> None:
    paths = sorted(editor.folder.rglob("*.yaml"))
    assert len(paths) > 10
    for path in paths:
        name = path.relative_to(editor.folder).as_posix()
        assert editor.open(name, path.read_text(encoding="utf-8")) == {}, name


def test_an_editor_underlines_what_is_wrong(editor: Editor) -> None:
    found = editor.open("data/fout.yaml", WRONG)
    assert {2, 4, 6, 9, 10} == set(found)
    assert "{{" in found[4]
    assert "soort_vorstel" in found[6]
    assert "jaar-maand-dag" in found[9]
    assert '"ja"' in found[10]


def test_an_editor_tells_what_a_field_means_and_what_may_stand_there(editor: Editor) -> None:
    editor.open("data/hulp.yaml", WRONG)
    told = editor.at("textDocument/hover", "data/hulp.yaml", 9, 3)
    assert "De dag van die versie." in json.dumps(told)
    offered = editor.at("textDocument/completion", "data/hulp.yaml", 12, 2)["items"]
    assert {one["label"] for one in offered} == set(SLOTS)
