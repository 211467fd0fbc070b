"""A live preview as its reader starts it: the command in a process of its own, heard by its address and its events."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

_PROGRAM = "import sys; from pipeline.cli.app import run; sys.exit(run(sys.argv[1:]))"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_PATIENCE = 120.0  # seconds until a test gives up waiting; none waits for it to pass


class Answered(NamedTuple):
    """An answer: its status, its headers in lower case, its bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Events:
    """The stream of events of a preview."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._connection.request("GET", "/-/events")
        self._answer = self._connection.getresponse()

    def next(self, name: str) -> dict[str, Any]:
        """Wait for the next event of that name, and give what it tells."""
        told = ""
        while line := self._answer.readline():
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                told = text.removeprefix("event: ")
            elif text.startswith("data: ") and told == name:
                found: dict[str, Any] = json.loads(text.removeprefix("data: "))
                return found
        raise EOFError(name)

    def is_over(self) -> bool:
        """Wait for the end of the stream."""
        return all(not line.startswith(b"event: ") for line in self._answer)

    def __enter__(self) -> Events:
        return self

    def __exit__(self, *_error: object) -> None:
        self._answer.close()
        self._connection.close()


class Previewed(NamedTuple):
    """A running preview: its port, its process."""

    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answered:
        """Ask for a path as it is written; `headers` by their names with underscores ("sec_fetch_site")."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="host" in given)
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answered(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


@contextmanager
def previewed(folder: Path, *options: str) -> Iterator[Previewed]:
    """Start a preview of a folder, and end it afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "serve", str(folder), "--no-open", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "HANDBOOK_LANG": "fr"},
    )
    assert process.stdout is not None
    try:
        first = process.stdout.readline()
        found = _ADDRESS.search(first)
        assert found, first + process.stdout.read()
        process.stdout.readline()  # how to stop it: said before its pages can be asked for
        yield Previewed(int(found[1]), process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
