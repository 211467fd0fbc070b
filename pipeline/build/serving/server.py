"""The server of a preview: its sockets, its beginning and its end. The only module that knows uvicorn."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn

from pipeline.build.serving.application import application
from pipeline.build.serving.aside import aside
from pipeline.build.serving.preview import Preview
from pipeline.build.serving.watching import saves
from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.emit.look import templates

# The ports that are tried first, so that a browser knows the preview again (settings, history); then any that is free.
_USUAL = range(8400, 8410)


def listening(port: int | None) -> tuple[int, tuple[socket.socket, ...]]:
    """Listen at a port of this machine alone, None for one that is free; give it with its sockets (IPv4, then IPv6).

    Raises:
        StopBuildError: the port asked for is taken (E165), or can't be used (E167).
    """
    if port is not None:
        try:
            return _at(port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StopBuildError(found(Code.E165, None, port=port)) from error
            problem = error.strerror or str(error)
            raise StopBuildError(found(Code.E167, None, port=port, problem=problem)) from error
    for usual in _USUAL:
        with suppress(OSError):
            return _at(usual)
    return _at(0)


def _at(port: int) -> tuple[int, tuple[socket.socket, ...]]:
    first = _bound(socket.AF_INET, "127.0.0.1", port)
    number: int = first.getsockname()[1]
    try:
        return number, (first, _bound(socket.AF_INET6, "::1", number))
    except OSError:  # no IPv6, or somebody else's: the address that is opened is the other one
        return number, (first,)


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


class _Server(uvicorn.Server):
    """A server that ends the streams of events when it is told to end: they would keep it waiting."""

    def __init__(self, config: uvicorn.Config, ended: Callable[[], object]) -> None:
        super().__init__(config)
        self._ended = ended

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End."""
        self._ended()
        super().handle_exit(sig, frame)


def serve(preview: Preview, port: int, sockets: tuple[socket.socket, ...], ready: Callable[[], object]) -> None:
    """Serve a preview until Ctrl-C or an order to end; `ready` is called when pages can be asked for."""
    with suppress(KeyboardInterrupt):  # uvicorn ends cleanly first, then passes the signal on
        asyncio.run(_served(preview, port, sockets, ready))


async def _served(preview: Preview, port: int, sockets: tuple[socket.socket, ...], ready: Callable[[], object]) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(lambda _loop, _context: None)  # a browser that hangs up is nobody's problem

    def end() -> None:
        preview.listeners.close()
        stop.set()

    config = uvicorn.Config(
        application(preview, port),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, lambda: loop.call_soon_threadsafe(end))
    followed = asyncio.create_task(_followed(preview, stop))
    opened = asyncio.create_task(_opened(server, ready))
    try:
        await server.serve(sockets=list(sockets))
    finally:
        end()
        for task in (followed, opened):
            task.cancel()
        await asyncio.gather(followed, opened, return_exceptions=True)


async def _opened(server: uvicorn.Server, ready: Callable[[], object]) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    await aside(ready)


async def _followed(preview: Preview, stop: asyncio.Event) -> None:
    """Read the sources again after each save."""
    root, look = preview.place.resolve(), templates().resolve()
    async for paths in saves((root, look), stop):
        saved = {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)}
        is_look = any(path.is_relative_to(look) for path in paths)
        await preview.follow(saved, is_look=is_look)
