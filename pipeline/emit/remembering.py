"""What is worked out of a page by itself, for each output and again after each save of a live preview: done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipeline.memory import Memory, recall
from pipeline.model import Page

Made = TypeVar("Made")


def of_page(memory: Memory | None, name: str, page: Page, work: Callable[[Page], Made]) -> Made:
    """Give what `work`, a pure function, makes of a page; from memory where the page is as it was."""
    return recall(memory, (name, page.id), (page,), (), lambda _world: work(page))
