"""The content of a paragraph while it is written: text, spans, spaces that must not fall together."""

from __future__ import annotations

import re

from pipeline.emit.odt.xml import Element, get, make, q

_RUNS = re.compile(r" +|[^ ]+")


class Line:
    """A paragraph that grows at its end.

    OpenDocument takes spaces that follow one another, and those at either end, for none or one (1.3, part 3, 6.1.2):
    all but the first are elements.
    """

    def __init__(self, root: Element) -> None:
        self.root = self.here = root
        self._after_space = True
        self._last: tuple[Element, bool] | None = None

    def words(self, text: str) -> None:
        """Add words; any white space but no-break spaces counts as a space."""
        for part in _RUNS.findall(re.sub(r"[\t\r\n]", " ", text)):
            if part[0] != " ":
                self._put(part)
                self._after_space, self._last = False, None
                continue
            count = len(part)
            if not self._after_space:
                self._put(" ")
                self._last = self._slot()
                count -= 1
            self._spaces(count)
            self._after_space = True

    def add(self, element: Element) -> None:
        """Add an element that stands for itself."""
        self.here.append(element)
        self._after_space, self._last = False, None

    def mark(self, element: Element) -> None:
        """Add an element that takes no room: the end of a bookmark, a range."""
        self.here.append(element)

    def open(self, element: Element) -> None:
        """Go into a new element at the end."""
        self.here.append(element)
        self.here = element

    def span(self, style: str) -> None:
        """Go into a span: the one before, where it has the same style and nothing stands between."""
        last = self.here[-1] if len(self.here) else None
        if last is not None and last.tag == q("text:span") and not last.tail and get(last, "text:style-name") == style:
            self.here = last
        else:
            self.open(make("text:span", {"text:style-name": style}))

    def close(self) -> None:
        """Go out of the element that was opened last."""
        self.here = _parent(self.here)

    def finish(self) -> Element:
        """End the paragraph: a space at its end stays one."""
        if self._last is not None:
            element, is_tail = self._last
            if is_tail:
                parent = _parent(element)
                element.tail = (element.tail or "")[:-1]
                parent.insert(parent.index(element) + 1, make("text:s"))
            else:
                element.text = (element.text or "")[:-1]
                element.insert(0, make("text:s"))
        return self.root

    def _slot(self) -> tuple[Element, bool]:
        return (self.here[-1], True) if len(self.here) else (self.here, False)

    def _put(self, text: str) -> None:
        element, is_tail = self._slot()
        if is_tail:
            element.tail = (element.tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _spaces(self, count: int) -> None:
        if count:
            self.here.append(make("text:s", {"text:c": str(count)} if count > 1 else {}))
            self._last = None


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise LookupError(element.tag)
    return parent
