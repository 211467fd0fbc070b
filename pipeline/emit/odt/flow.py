"""Paragraphs one after the other, as lists where they are items of lists."""

from __future__ import annotations

from pipeline.emit.odt.numbers import is_bulleted, level_of, list_name, starts
from pipeline.emit.odt.paragraph_properties import room
from pipeline.emit.odt.paragraphs import Placement
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, child, make, q


class Flow:
    """What stands between two borders: blocks, and lists that are open at the end."""

    def __init__(self, scene: Scene) -> None:
        self.made: list[Element] = []
        self._scene = scene
        self._lists: list[Element] = []
        self._numbers: list[str] = []

    def block(self, element: Element) -> None:
        """Add what stands in no list."""
        self._lists, self._numbers = [], []
        self.made.append(element)

    def item(self, element: Element, where: Placement) -> None:
        """Add an item of a list."""
        if not self._goes_on(where) and not self._goes_inside(where):
            self._begin(where.number)
        del self._lists[where.level + 1 :], self._numbers[where.level + 1 :]
        while len(self._lists) <= where.level:
            outer, inner = self._lists[-1], make("text:list")
            if not len(outer):
                outer.append(make("text:list-item"))
            outer[-1].append(inner)
            self._lists.append(inner)
            self._numbers.append(where.number)
        self._lists[-1].append(make("text:list-item", self._start(where), element))

    def _goes_on(self, where: Placement) -> bool:
        """Tell whether an item follows those of its level in the list that is open, or opens a deeper one there."""
        return bool(self._numbers) and where.number == self._numbers[min(where.level, len(self._numbers) - 1)]

    def _goes_inside(self, where: Placement) -> bool:
        """Tell whether an item begins a list of its own inside an open one of the same kind.

        Word parts them by number; here they are one inside the other, as readers hear them.
        """
        if not 0 < where.level <= len(self._lists) or not len(self._lists[where.level - 1]):
            return False
        word = self._scene.word
        if list_name(word, where.number) != list_name(word, self._numbers[0]):
            return False
        del self._lists[where.level :], self._numbers[where.level :]
        return True

    def more(self, element: Element, left: int) -> bool:
        """Add what goes on with the item above it, whose lines begin there; tell whether there is such an item."""
        for level in range(len(self._lists) - 1, -1, -1):
            found = level_of(self._scene.word, self._numbers[level], level)
            if found is not None and room(child(found, "w:pPr/w:ind")).left == left and len(self._lists[level]):
                del self._lists[level + 1 :], self._numbers[level + 1 :]
                self._lists[level][-1].append(element)
                return True
        return False

    def _begin(self, number: str) -> None:
        lists = self._scene.progress.lists
        name = f"list{self._scene.number()}"
        made = make("text:list", {"xml:id": name, "text:style-name": list_name(self._scene.word, number)})
        if number in lists and not is_bulleted(self._scene.word, number, 0):
            made.set(q("text:continue-list"), lists[number])
        lists[number] = name
        self._lists, self._numbers = [made], [number]
        self.made.append(made)

    def _start(self, where: Placement) -> dict[str, str]:
        """Give where the numbers of a level begin, at its first item."""
        begun = self._scene.progress.begun
        if (where.number, where.level) in begun:
            return {}
        begun.add((where.number, where.level))
        start = starts(self._scene.word, where.number).get(where.level, "")
        return {"text:start-value": start} if start and not is_bulleted(self._scene.word, *where) else {}
