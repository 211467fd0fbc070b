"""Fields of a Word file: which of their words are shown (ISO/IEC 29500-1, 17.16.18)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.manuscript.docx.names import W
from pipeline.manuscript.xml import Element


class Fields:
    """The fields that are open at a place of a part.

    A beginning without its end, as a script may leave it, opens none: else the rest of the book would be its code.
    """

    def __init__(self, signs: Iterable[Element]) -> None:
        """Pair the signs of fields, in their order."""
        self._paired: set[Element] = set()
        opened: list[list[Element]] = []
        for sign in signs:
            sort = _sort(sign)
            if sort == "begin":
                opened.append([sign])
            elif opened:
                opened[-1].append(sign)
                if sort == "end":
                    self._paired.update(opened.pop())
        self._shown: list[bool] = []
        self.is_shown = True

    def meet(self, sign: Element) -> None:
        """Go past the beginning of a field, the end of its code, or its end."""
        if sign not in self._paired:
            return
        sort = _sort(sign)
        if sort == "begin":
            self._shown.append(False)
        elif self._shown:
            self._shown.pop()
            if sort != "end":
                self._shown.append(True)
        self.is_shown = all(self._shown)


def _sort(sign: Element) -> str:
    return str(sign.get(f"{W}fldCharType", ""))
