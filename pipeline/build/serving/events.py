"""Telling the pages that are open what happened, by Server-Sent Events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress

# Seconds between two signs of life: what stands between a page and its server closes what is silent for long.
_SILENCE = 15.0


def event(name: str, data: Mapping[str, object]) -> bytes:
    """Give an event as it is sent."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


class Listeners:
    """The pages that listen. All of it happens in the event loop."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: set[asyncio.Queue[bytes]] = set()
        self._is_over = False

    def tell(self, name: str, data: Mapping[str, object]) -> None:
        """Tell all pages."""
        for queue in self._waiting:
            queue.put_nowait(event(name, data))

    def close(self) -> None:
        """End all streams: the preview stops."""
        self._is_over = True
        for queue in self._waiting:
            queue.put_nowait(b"")

    async def stream(self, first: Callable[[], bytes]) -> AsyncIterator[bytes]:
        """Give what one page is sent, beginning with what `first` gives when it is sent, until it leaves or we stop.

        Nothing that is told from then on is missed.
        """
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            yield b"retry: 1000\n\n" + first()
            while not self._is_over:
                told = b": still here\n\n"
                with suppress(TimeoutError):
                    told = await asyncio.wait_for(queue.get(), _SILENCE)
                if not told:
                    return
                yield told
        finally:
            self._waiting.discard(queue)
