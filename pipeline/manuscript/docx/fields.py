"""Fields of a Word file: which of their words are shown (ISO/IEC 29500-1, 17.16.18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.manuscript.counted import is_counting, is_listing
from pipeline.manuscript.docx.names import W
from pipeline.manuscript.xml import Element

SIGNS: Final = (f"{W}fldChar", f"{W}instrText")


class Fields:
    """The fields that are open at a place of a part.

    A beginning without its end, as a script may leave it, opens none: else the rest of the book would be its code.
    """

    def __init__(self, signs: Iterable[Element]) -> None:
        """Pair the signs of fields (`SIGNS`), in their order."""
        self._paired: set[Element] = set()
        self._codes: dict[Element, str] = {}
        opened: list[list[Element]] = []
        for sign in signs:
            sort = _sort(sign)
            if sort == "begin":
                opened.append([sign])
            elif opened and not sort:
                begin = opened[-1][0]
                self._codes[begin] = self._codes.get(begin, "") + (sign.text or "")
            elif opened:
                opened[-1].append(sign)
                if sort == "end":
                    self._paired.update(opened.pop())
        self._shown: list[bool] = []
        self._open: list[str] = []
        self.is_shown = True

    def meet(self, sign: Element) -> None:
        """Go past the beginning of a field, the end of its code, or its end."""
        if sign not in self._paired:
            return
        sort = _sort(sign)
        if sort == "begin":
            self._shown.append(False)
            self._open.append(self._codes.get(sign, ""))
        elif self._shown:
            self._shown.pop()
            if sort != "end":
                self._shown.append(True)
            else:
                self._open.pop()
        self.is_shown = all(self._shown)

    def enter(self, code: str) -> None:
        """Go into a field whose code stands beside what it shows."""
        self._shown.append(True)
        self._open.append(code)

    def leave(self) -> None:
        """Come out of such a field."""
        if self._shown:
            self._shown.pop()
            self._open.pop()
        self.is_shown = all(self._shown)

    @property
    def is_counting(self) -> bool:
        """Whether what is shown here is a number that the client counts."""
        return any(map(is_counting, self._open))

    @property
    def is_listing(self) -> bool:
        """Whether this is a line of a table of contents, or of another list that the client makes."""
        return any(map(is_listing, self._open))


def _sort(sign: Element) -> str:
    return str(sign.get(f"{W}fldCharType", ""))
