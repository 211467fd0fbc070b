"""Running another program within bounds: of time, of what it may answer, and ended whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, NamedTuple

_PIECE = 1_000_000
_COMPLAINT = 2_000


class Ended(NamedTuple):
    """How a program ended: its exit code, what it answered, and the beginning of what it complained of."""

    code: int
    told: bytes
    said: bytes


def run(command: Sequence[str], environment: Mapping[str, str], given: bytes, most: int, seconds: float) -> Ended:
    """Run a program that reads `given`, and wait for its end.

    Raises:
        TimeoutError: it has not ended after so many seconds.
        BufferError: it answers more than `most` bytes.
        OSError: it can't be run.
        ValueError: a word of the command can't be one.
    """
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaints:
        asked.write(given)
        asked.seek(0)
        process = subprocess.Popen(
            command,
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            start_new_session=True,  # Ctrl-C is ours to answer; and all of it can be ended at once
        )
        told = _heard(process, most, seconds)
        complaints.seek(0)
        return Ended(process.returncode, told, complaints.read(_COMPLAINT))


def _heard(process: subprocess.Popen[bytes], most: int, seconds: float) -> bytes:
    """Give all that a process says; whatever happens, it has ended afterwards."""
    timer = threading.Timer(seconds, _end, (process,))
    assert process.stdout is not None  # noqa: S101  (it was asked for)
    timer.start()
    try:
        with process.stdout as stream:
            told = _read(stream, most)
        process.wait()
    finally:
        timer.cancel()
        _end(process)
        process.wait()
    if process.returncode == -signal.SIGKILL:
        raise TimeoutError
    return told


def _read(stream: IO[bytes], most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise BufferError
    return b"".join(pieces)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that has not ended, with those it started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
