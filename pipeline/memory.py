"""Floor 0: what was worked out once in a process, kept beside what it came from, so that it need not be again.

Nothing here is global and nothing is guessed: whoever works hands a `Memory` down, or none. Work is remembered with
what it was given and with every answer that it got from the world around it (the text of a file, the page that a link
leads to); where both are the same again, so is what comes of it. Each run makes a memory of its own out of the former
one: what it no longer asked for is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

World = TypeVar("World", bound=tuple[Any, ...])
Made = TypeVar("Made")


class Kept(NamedTuple):
    """A piece of work: what it was given; what it asked (of which function) and was answered; what came of it."""

    given: object
    asked: tuple[tuple[tuple[int, Any], Any], ...]
    made: Any


class Memory:
    """What is known of a former run, and what this one makes known; `kept` is what the next one may be given."""

    def __init__(self, former: Mapping[Hashable, Kept] = MappingProxyType({})) -> None:
        """Begin a run with what the one before it kept, which stays as it is."""
        self._former = former
        self.kept: dict[Hashable, Kept] = {}

    def recall(self, key: Hashable, given: object, world: World, work: Callable[[World], Made]) -> Made:
        """Give what `work` makes of the world, from memory where nothing that it saw is different.

        Args:
            key: names the work among all others.
            given: what it is made from; compared with what it was given before.
            world: a named tuple of functions of one argument, which is all that `work` may ask. Their arguments can be
                hashed, their answers compared; they raise nothing.
            work: a pure function but for its questions.
        """
        old = self._former.get(key)
        if old is None or old.given != given or not _is_as_before(world, old):
            asked: dict[tuple[int, Any], Any] = {}
            made = work(_overheard(world, asked))
            old = Kept(given, tuple(asked.items()), made)
        self.kept[key] = old
        known: Made = old.made
        return known


def recall(memory: Memory | None, key: Hashable, given: object, world: World, work: Callable[[World], Made]) -> Made:
    """Do as `Memory.recall`; without a memory the work is done."""
    return work(world) if memory is None else memory.recall(key, given, world, work)


def _is_as_before(world: tuple[Any, ...], old: Kept) -> bool:
    for (which, question), answer in old.asked:
        now = world[which](question)
        if now is not answer and now != answer:
            return False
    return True


def _overheard(world: World, asked: dict[tuple[int, Any], Any]) -> World:
    """Give a world that answers as this one does and notes what it was asked."""

    def overheard(which: int, ask: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def answer(question: Any) -> Any:
            asked[which, question] = said = ask(question)
            return said

        return answer

    if not world:
        return world
    made: World = type(world)(*(overheard(which, ask) for which, ask in enumerate(world)))  # type: ignore[arg-type]
    return made
