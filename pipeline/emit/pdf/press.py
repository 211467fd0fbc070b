"""Laying out jobs in processes of their own: this module is the process, and `pressed` sends it its jobs.

A process reads jobs from its input and writes fragments to its output, each behind its length in eight bytes. It
imports what laying out needs, and nothing of the rest.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from typing import IO, TypeAlias

from pipeline.diagnostics import StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.pdf.fragment import pack, unpack_job

_DONE, _FAILED, _CRASHED = b"+", b"-", b"!"
# Laid-out boxes refer to each other in circles: to look for those all the time would take a tenth of the work. So many
# bytes of jobs, their style with them, are laid out in between: some twenty-five pages, which leave sixty megabytes.
_SWEPT = 1_200_000
_COMMAND = (sys.executable, "-P", "-m", "pipeline.emit.pdf.press")


class LayoutError(Exception):
    """A document could not be laid out: something failed in the library that does it."""


Process: TypeAlias = "subprocess.Popen[bytes]"


def pressed(jobs: Sequence[bytes], processes: int) -> list[bytes]:
    """Give the fragment of each packed job, in the order of the jobs; the longest are begun first.

    Raises:
        StopBuildError: WeasyPrint or a library it needs is missing (E104), or a process died (E201).
        LayoutError: the library failed on a job.
    """
    order = sorted(range(len(jobs)), key=lambda place: -len(jobs[place]))
    made: dict[int, bytes] = {}
    with _processes(min(processes, len(jobs))) as free, ThreadPoolExecutor(processes) as threads:

        def press(place: int) -> None:
            process = free.get()
            try:
                made[place] = _asked(process, jobs[place])
            finally:
                free.put(process)

        for _ in threads.map(press, order):
            pass
    return [made[place] for place in range(len(jobs))]


def pressed_here(job: bytes) -> bytes:
    """Give the fragment of a packed job, laid out in this process.

    Raises:
        StopBuildError: WeasyPrint or a library it needs is missing (E104).
        LayoutError: the library failed.
    """
    from pipeline.emit.pdf.layout import lay

    sweeps = gc.isenabled() and len(job) < _SWEPT
    if sweeps:
        gc.disable()
    try:
        return pack(lay(unpack_job(job)))
    except StopBuildError:
        raise
    except Exception as error:
        raise LayoutError(f"{type(error).__name__}: {error}") from error
    finally:
        if sweeps:
            gc.enable()


@contextmanager
def _processes(count: int) -> Iterator[SimpleQueue[Process]]:
    free: SimpleQueue[Process] = SimpleQueue()
    with ExitStack() as running:
        for _ in range(count):
            process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            running.callback(_end, process)
            free.put(process)
        yield free


def _end(process: Process) -> None:
    process.kill()
    process.communicate()


def _asked(process: Process, job: bytes) -> bytes:
    """Give a process a job and wait for its answer."""
    if process.stdin is None or process.stdout is None:
        raise ValueError(process)
    try:
        _send(process.stdin, job)
        answer = _received(process.stdout)
    except (BrokenPipeError, EOFError) as error:
        raise StopBuildError(found(Code.E201, None, problem=str(process.poll()))) from error
    if answer[:1] == _FAILED:
        raise StopBuildError(found(Code.E104, None, problem=answer[1:].decode()))
    if answer[:1] == _CRASHED:
        raise LayoutError(answer[1:].decode())
    return answer[1:]


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(8)
    data = stream.read(int.from_bytes(head, "big"))
    if len(head) < 8 or len(data) < int.from_bytes(head, "big"):
        raise EOFError
    return data


def main() -> None:
    """Answer jobs until there are no more."""
    gc.disable()
    letters = 0
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    while True:
        try:
            job = _received(source)
        except EOFError:
            return
        try:
            answer = _DONE + pressed_here(job)
        except StopBuildError as error:
            answer = _FAILED + dict(error.diagnostic.values).get("problem", "").encode()
        except LayoutError as error:
            answer = _CRASHED + str(error).encode()
        _send(answers, answer)
        letters += len(job)
        if letters > _SWEPT:
            gc.collect()
            letters = 0


if __name__ == "__main__":
    main()
