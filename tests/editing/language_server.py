"""A client of npm's `yaml-language-server`, as editor programs are, over its input and output."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SERVER = Path(sys.prefix) / "node/node_modules/yaml-language-server/bin/yaml-language-server"
NODE = Path(sys.prefix) / "bin/node"


class LanguageServer:
    """The server at work in a folder, with the settings of that folder's `.vscode`.

    Each file is opened once, so that what is said about it is about the text given.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
        self._number = 0
        self._is_configured = False
        self._diagnostics: dict[str, list[Any]] = {}
        self._process = subprocess.Popen(
            [NODE, SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        folder = {"uri": root.as_uri(), "name": "hub"}
        self.ask(
            "initialize",
            processId=None, rootUri=root.as_uri(), workspaceFolders=[folder],
            capabilities={
                "workspace": {"configuration": True},
                "textDocument": {
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                },
            },
        )  # fmt: skip
        self._send({"method": "initialized", "params": {}})
        while not self._is_configured:
            self._receive()

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.communicate()

    def diagnostics(self, path: str, text: str) -> list[Any]:
        """Return what the server finds wrong in a file with this text."""
        uri = (self._root / path).as_uri()
        assert uri not in self._diagnostics
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while uri not in self._diagnostics:
            self._receive()
        return self._diagnostics[uri]

    def completions(self, path: str, text: str, line: int, column: int) -> dict[str, str]:
        """Return what can be written at a place, counted from 0, and what is said about each."""
        self.diagnostics(path, text)
        answer = self._at("textDocument/completion", path, line, column)
        return {x["label"]: _text(x.get("documentation", "")) for x in answer["items"]}

    def hover(self, path: str, text: str, line: int, column: int) -> str:
        """Return what is shown about a place, counted from 0."""
        self.diagnostics(path, text)
        answer = self._at("textDocument/hover", path, line, column)
        return _text(answer["contents"]) if answer else ""

    def _at(self, method: str, path: str, line: int, column: int) -> Any:
        uri = (self._root / path).as_uri()
        at = {"line": line, "character": column}
        return self.ask(method, textDocument={"uri": uri}, position=at)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return the answer to it."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; questions of the server are answered here."""
        assert self._process.stdout is not None
        size = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        message: dict[str, Any] = json.loads(self._process.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                self._is_configured = True
                result = [self._section(x.get("section", "")) for x in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        return message

    def _section(self, name: str) -> Any:
        start = f"{name}."
        found = {k.removeprefix(start): v for k, v in self._settings.items() if k.startswith(start)}
        return found or None


def _text(contents: Any) -> str:
    return str(contents["value"] if isinstance(contents, dict) else contents)
