"""The words of an OpenDocument text with their tracked changes.

Every element that is not known is gone through, so that no word is lost in what a later office writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.manuscript.counted import is_number
from pipeline.manuscript.edition import ANCHOR
from pipeline.manuscript.gathering import Gathering, settled
from pipeline.manuscript.manuscript import OBJECT, Change
from pipeline.manuscript.odt.changes import MOVED_TO, Changed, moved
from pipeline.manuscript.odt.fields import COUNTING, LISTS, REFERENCES, Marks, shows_number
from pipeline.manuscript.odt.names import DRAW, FIELD, LEFT_OUT, OFFICE, SHAPES, TABLE, TEXT
from pipeline.manuscript.odt.styles import plain
from pipeline.manuscript.tables import Tables, whole_number
from pipeline.manuscript.xml import Element, Walk

_PARAGRAPHS: Final = (f"{TEXT}p", f"{TEXT}h")
_BLANKS: Final = re.compile("[ \t\r\n]+")
_MOST_BLANKS: Final = 200  # in a row, by one sign: more would be a way to fill the memory
_DEEPEST: Final = 8  # deletions inside each other: two in what is written by an office


class Story:
    """The reading of a text into a gathering; notes and comments that stand in it are kept for later."""

    def __init__(self, gathering: Gathering, styles: Mapping[str, str], changes: Mapping[str, Changed]) -> None:
        self.gathering = gathering
        self.notes: list[tuple[Element, tuple[Change, ...]]] = []
        self.comments: dict[str, Element] = {}
        self._styles = styles
        self._changed = dict(changes)
        self._active: dict[str, tuple[Change, ...]] = {}
        self._moves: set[str] = set()
        self._tables = Tables()
        # Whether a blank that comes next is none: at the beginning of a paragraph and after another (6.1.2).
        self._blank = [False]
        self._framed: list[bool] = []
        self._depth = 0
        self._marks = Marks()

    def read(self, root: Element, around: tuple[Change, ...] = ()) -> None:
        """Read an element and all in it; `around` are the changes of what calls it."""
        self._active = {"": around} if around else {}
        self._settle()
        self._walk(root)

    def _walk(self, root: Element, *, only_inside: bool = False) -> None:
        walk = Walk(root)
        for event, element in walk:
            if element is root and only_inside:
                self._characters(element.text if event == "start" else None)
            elif event == "start":
                begin = _BEGIN.get(str(element.tag))
                if begin is not None and begin(self, element):
                    walk.leave_out()
                else:
                    self._characters(element.text)
            else:
                end = _END.get(str(element.tag))
                if end is not None:
                    end(self, element)
                if element is not root:
                    self._characters(element.tail)

    def _settle(self) -> None:
        self.gathering.changes = settled(one for changes in self._active.values() for one in changes)

    def _characters(self, text: str | None) -> None:
        """Say text: blanks in a row are one."""
        if not text or not self.gathering.is_inside or (self._marks.is_counting and is_number(text)):
            return
        text = _BLANKS.sub(" ", text)
        if self._blank[-1] and text[0] == " ":
            text = text[1:]
        if text:
            self._blank[-1] = text[-1] == " "
            self.gathering.add(text)

    def _say(self, text: str) -> None:
        if self.gathering.is_inside:
            self._blank[-1] = False
            self.gathering.add(text)

    # Each of these begins an element, and says whether to leave out what stands in it.

    def _leave_out(self, _element: Element) -> bool:
        return True

    def _paragraph(self, element: Element) -> bool:
        is_heading = element.tag == f"{TEXT}h"
        level = whole_number(element.get(f"{TEXT}outline-level"), 1) if is_heading else 0
        style = str(element.get(f"{TEXT}style-name", ""))
        self.gathering.table = self._tables.place
        self.gathering.begin(self._styles.get(style, plain(style)), level)
        self._blank.append(True)
        return False

    def _paragraph_end(self, _element: Element) -> None:
        self.gathering.end(self.gathering.changes)
        if len(self._blank) > 1:
            self._blank.pop()

    def _list(self, _element: Element) -> bool:
        self.gathering.is_listing = True
        return False

    def _list_end(self, _element: Element) -> None:
        self.gathering.is_listing = False

    def _mark(self, element: Element) -> bool:
        self._marks.open(element)
        self.gathering.is_listing = self._marks.is_listing
        return True

    def _mark_end(self, _element: Element) -> bool:
        self._marks.close()
        self.gathering.is_listing = self._marks.is_listing
        return True

    def _number(self, element: Element) -> bool:
        return shows_number(element)

    def _spaces(self, element: Element) -> bool:
        self._say(" " * min(whole_number(element.get(f"{TEXT}c"), 1), _MOST_BLANKS))
        return True

    def _tab(self, _element: Element) -> bool:
        self._say("\t")
        return True

    def _line_break(self, _element: Element) -> bool:
        self._say("\n")
        return True

    def _shape(self, element: Element) -> bool:
        has_words = _has_words(element)
        self._framed.append(has_words)
        if has_words:
            self.gathering.enter()
            self._tables.enter()
        else:
            self._say(OBJECT)
        return not has_words

    def _shape_end(self, _element: Element) -> None:
        if self._framed.pop():
            self.gathering.leave()
            self._tables.leave()

    def _table(self, _element: Element) -> bool:
        self._tables.begin()
        return False

    def _table_end(self, _element: Element) -> None:
        self._tables.end()

    def _row(self, element: Element) -> bool:
        self._tables.row(whole_number(element.get(f"{TABLE}number-rows-repeated"), 1))
        return False

    def _cell(self, element: Element) -> bool:
        self._tables.cell(whole_number(element.get(f"{TABLE}number-columns-repeated"), 1))
        return False

    def _anchor(self, element: Element) -> bool:
        name = str(element.get(f"{TEXT}name", ""))
        if name.startswith(ANCHOR):
            self.gathering.open_anchor(name, name)
            if element.tag == f"{TEXT}bookmark":
                self.gathering.close_anchor(name)
        elif name.startswith(MOVED_TO) and element.tag == f"{TEXT}bookmark-start":
            self._moves.add(name)
        return True

    def _anchor_end(self, element: Element) -> bool:
        name = str(element.get(f"{TEXT}name", ""))
        self.gathering.close_anchor(name)
        self._moves.discard(name)
        return True

    def _comment(self, element: Element) -> bool:
        key = str(element.get(f"{OFFICE}name", ""))
        if not key or key in self.comments:
            key = f"{key}#{len(self.comments) + 1}"
        self.comments[key] = element
        self.gathering.open_comment(key)
        return True

    def _comment_end(self, element: Element) -> bool:
        self.gathering.close_comment(str(element.get(f"{OFFICE}name", "")))
        return True

    def _note(self, element: Element) -> bool:
        self.notes.append((element, self.gathering.changes))
        return True

    def _change(self, element: Element) -> bool:
        key = str(element.get(f"{TEXT}change-id", ""))
        if key in self._changed:
            changes = self._changed[key].changes
            self._active[key] = moved(changes) if self._moves else changes
            self._settle()
        return True

    def _change_end(self, element: Element) -> bool:
        self._active.pop(str(element.get(f"{TEXT}change-id", "")), None)
        self._settle()
        return True

    def _deletion(self, element: Element) -> bool:
        """Say what was deleted here; each deletion once, however often it is called."""
        key = str(element.get(f"{TEXT}change-id", ""))
        if key in self._changed and self._depth < _DEEPEST:
            changed = self._changed.pop(key)
            self._depth += 1
            self._active[key] = changed.changes
            self._settle()
            self._deleted(changed.deleted)
            self._active.pop(key, None)
            self._settle()
            self._depth -= 1
        return True

    def _deleted(self, blocks: tuple[Element, ...]) -> None:
        """Say deleted blocks: inside a paragraph, the first goes on with it and the last is gone on with after them."""
        if not self.gathering.is_inside:
            for block in blocks:
                self._walk(block)
            return
        goes_on = True
        for block in _joined(blocks):
            if block.tag in _PARAGRAPHS:
                if not goes_on:
                    self._paragraph_end(block)
                    self._paragraph(block)
                self._walk(block, only_inside=True)
                goes_on = False
            else:
                self._paragraph_end(block)
                self._walk(block)
                self._paragraph(block)
                goes_on = True
        # What was one paragraph in the file goes on: a blank first in it is one.
        self._blank[-1] = False


def _joined(blocks: tuple[Element, ...] | Element) -> Iterator[Element]:
    """Give the paragraphs and tables of blocks, those in lists and sections too."""
    for block in blocks:
        if block.tag in _PARAGRAPHS or block.tag == f"{TABLE}table":
            yield block
        else:
            yield from _joined(block)


def _has_words(shape: Element) -> bool:
    """Say whether there are paragraphs in a shape; those of an object in it (a chart) are none of the text."""
    if shape.tag == f"{DRAW}frame":
        return shape.find(f"{DRAW}text-box") is not None
    return next(shape.iter(*_PARAGRAPHS), None) is not None


_BEGIN: Final[dict[str, Callable[[Story, Element], bool]]] = {
    **dict.fromkeys(LEFT_OUT, Story._leave_out),
    **dict.fromkeys(_PARAGRAPHS, Story._paragraph),
    **dict.fromkeys(SHAPES, Story._shape),
    f"{FIELD}fieldmark-start": Story._mark,
    f"{FIELD}fieldmark-end": Story._mark_end,
    **dict.fromkeys(LISTS, Story._list),
    **dict.fromkeys((*COUNTING, *REFERENCES), Story._number),
    f"{TEXT}s": Story._spaces,
    f"{TEXT}tab": Story._tab,
    f"{TEXT}line-break": Story._line_break,
    f"{TABLE}table": Story._table,
    f"{TABLE}table-row": Story._row,
    f"{TABLE}table-cell": Story._cell,
    f"{TABLE}covered-table-cell": Story._cell,
    f"{TEXT}bookmark": Story._anchor,
    f"{TEXT}bookmark-start": Story._anchor,
    f"{TEXT}bookmark-end": Story._anchor_end,
    f"{OFFICE}annotation": Story._comment,
    f"{OFFICE}annotation-end": Story._comment_end,
    f"{TEXT}note": Story._note,
    f"{TEXT}change-start": Story._change,
    f"{TEXT}change-end": Story._change_end,
    f"{TEXT}change": Story._deletion,
}
_END: Final[dict[str, Callable[[Story, Element], None]]] = {
    **dict.fromkeys(_PARAGRAPHS, Story._paragraph_end),
    **dict.fromkeys(SHAPES, Story._shape_end),
    **dict.fromkeys(LISTS, Story._list_end),
    f"{TABLE}table": Story._table_end,
}
