"""Work beside the event loop, in threads that the end of the program does not wait for: Ctrl-C stops at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

_Result = TypeVar("_Result")


async def aside(work: Callable[[], _Result]) -> _Result:
    """Do some work in a thread of its own and give what it gives, or raise what it raises."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_Result] = loop.create_future()

    def settle(tell: Callable[[], None]) -> None:
        if not future.done():
            tell()

    def run() -> None:
        try:
            tell = partial(future.set_result, work())
        except BaseException as error:  # noqa: BLE001  (raised again where it is waited for)
            tell = partial(future.set_exception, error)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, tell)

    Thread(target=run, daemon=True).start()
    return await future
