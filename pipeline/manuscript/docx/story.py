"""The words of one part of a Word file (a story: the text, a note, a comment) with their tracked changes.

Every element that is not known is gone through, so that no word is lost in what a later Word writes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pipeline.manuscript.counted import is_number
from pipeline.manuscript.docx.fields import SIGNS, Fields
from pipeline.manuscript.docx.names import MC, SPACE, M, W
from pipeline.manuscript.docx.properties import change_of, changes_in, columns, look_of
from pipeline.manuscript.docx.styles import Styles
from pipeline.manuscript.edition import ANCHOR
from pipeline.manuscript.gathering import Gathering, settled
from pipeline.manuscript.manuscript import OBJECT, Change
from pipeline.manuscript.tables import Tables
from pipeline.manuscript.xml import Element, Walk

# What holds no words of the text: properties (and their former state), codes of fields, what an older Word would show.
_LEFT_OUT: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr"),
        *("customXmlPr", "instrText", "delInstrText", "fldData", "ffData"),
    )
)
_TRACKED: Final = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_FRAME: Final = f"{W}txbxContent"
_BLANK: Final = " \t\r\n"


class Story:
    """The reading of one part into a gathering; notes that are called in it are kept for later, in their order."""

    def __init__(self, gathering: Gathering, styles: Styles) -> None:
        self.gathering = gathering
        self.notes: list[tuple[str, str, tuple[Change, ...]]] = []
        self.outside = 0
        self._styles = styles
        self._tables = Tables()
        # The tracked changes around what is read, those of each element together.
        self._changes: list[tuple[Change, ...]] = []
        self._fields = Fields(())
        self._keeps_blanks = False

    def read(self, root: Element, around: tuple[Change, ...] = ()) -> None:
        """Read an element and all in it; `around` are the changes of what calls it."""
        self._fields = Fields(root.iter(*SIGNS))
        self._keeps_blanks = root.get(SPACE) == "preserve"
        self._change(around)
        walk = Walk(root)
        for event, element in walk:
            tag = str(element.tag)
            if event == "start":
                begin = _BEGIN.get(tag)
                if begin is not None and begin(self, element):
                    walk.leave_out()
            elif (end := _END.get(tag)) is not None:
                end(self, element)
        self._unchange(root)

    def _change(self, changes: tuple[Change, ...]) -> None:
        self._changes.append(changes)
        self._settle()

    def _unchange(self, _element: Element) -> None:
        self._changes.pop()
        self._settle()

    def _settle(self) -> None:
        self.gathering.changes = settled(one for changes in self._changes for one in changes)

    # Each of these begins an element, and says whether to leave out what stands in it.

    def _leave_out(self, _element: Element) -> bool:
        return True

    def _paragraph(self, element: Element) -> bool:
        look = look_of(element)
        style = self._styles.of(look.style)
        level = style.level if look.level is None else look.level
        self.gathering.table = self._tables.place
        self.gathering.begin(style.name, level, settled(changes_in(look.mark)))
        return False

    def _paragraph_end(self, _element: Element) -> None:
        self.gathering.end()

    def _text(self, element: Element) -> bool:
        text = element.text
        if text and self._fields.is_shown and not (self._fields.is_counting and is_number(text)):
            if (
                (text[0] in _BLANK or text[-1] in _BLANK)
                and not self._keeps_blanks
                and element.get(SPACE) != "preserve"
            ):
                text = text.strip(_BLANK)
            if text:
                self.gathering.add(text.replace("\n", " ") if "\n" in text else text)
        return False

    def _sign(self, element: Element) -> bool:
        return self._say(_SIGNS[str(element.tag)])

    def _break(self, element: Element) -> bool:
        is_of_line = element.get(f"{W}type", "textWrapping") == "textWrapping"
        return self._say("\n") if is_of_line else False

    def _symbol(self, element: Element) -> bool:
        code = str(element.get(f"{W}char", ""))
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return False
        return self._say(sign if sign.isprintable() or "\ue000" <= sign <= "\uf8ff" else "\ufffd")

    def _say(self, sign: str) -> bool:
        if self._fields.is_shown:
            self.gathering.add(sign)
        return False

    def _formula(self, _element: Element) -> bool:
        self._say(OBJECT)
        return True

    def _drawing(self, element: Element) -> bool:
        if next(element.iter(_FRAME), None) is not None:
            return False
        self._say(OBJECT)
        return True

    def _frame(self, _element: Element) -> bool:
        self.gathering.enter()
        self._tables.enter()
        return False

    def _frame_end(self, _element: Element) -> None:
        self.gathering.leave()
        self._tables.leave()

    def _choice(self, element: Element) -> bool:
        """One of several forms of the same thing: the first is what today's Word shows."""
        return element.getprevious() is not None

    def _field(self, element: Element) -> bool:
        self._fields.meet(element)
        self.gathering.is_listing = self._fields.is_listing
        return False

    def _simple_field(self, element: Element) -> bool:
        self._fields.enter(str(element.get(f"{W}instr", "")))
        return False

    def _simple_field_end(self, _element: Element) -> None:
        self._fields.leave()

    def _table(self, _element: Element) -> bool:
        self._tables.begin()
        return False

    def _table_end(self, _element: Element) -> None:
        self._tables.end()

    def _row(self, element: Element) -> bool:
        properties = element.find(f"{W}trPr")
        self._tables.row(skipped=columns(properties, "gridBefore", 0))
        self._change(changes_in(properties))
        return False

    def _cell(self, element: Element) -> bool:
        properties = element.find(f"{W}tcPr")
        self._tables.cell(columns(properties, "gridSpan", 1))
        self._change(changes_in(properties))
        return False

    def _tracked(self, element: Element) -> bool:
        self._change((change_of(element),))
        return False

    def _anchor(self, element: Element) -> bool:
        name = str(element.get(f"{W}name", ""))
        if name.startswith(ANCHOR):
            self.gathering.open_anchor(_id(element), name)
        return False

    def _anchor_end(self, element: Element) -> bool:
        self.gathering.close_anchor(_id(element))
        return False

    def _comment(self, element: Element) -> bool:
        self.gathering.open_comment(_id(element))
        return False

    def _comment_end(self, element: Element) -> bool:
        self.gathering.close_comment(_id(element))
        return False

    def _comment_call(self, element: Element) -> bool:
        self.gathering.mark_comment(_id(element))
        return False

    def _other_document(self, _element: Element) -> bool:
        self.outside += 1
        return False

    def _footnote(self, element: Element) -> bool:
        self.notes.append(("footnote", _id(element), self.gathering.changes))
        return False

    def _endnote(self, element: Element) -> bool:
        self.notes.append(("endnote", _id(element), self.gathering.changes))
        return False


def _id(element: Element) -> str:
    return str(element.get(f"{W}id", ""))


_BEGIN: Final[dict[str, Callable[[Story, Element], bool]]] = {
    **dict.fromkeys(_LEFT_OUT, Story._leave_out),
    f"{W}p": Story._paragraph,
    f"{W}t": Story._text,
    f"{W}delText": Story._text,
    **dict.fromkeys(_SIGNS, Story._sign),
    f"{W}br": Story._break,
    f"{W}sym": Story._symbol,
    **dict.fromkeys(_TRACKED, Story._tracked),
    f"{W}fldChar": Story._field,
    f"{W}fldSimple": Story._simple_field,
    f"{W}tbl": Story._table,
    f"{W}tr": Story._row,
    f"{W}tc": Story._cell,
    f"{W}drawing": Story._drawing,
    f"{W}pict": Story._drawing,
    f"{W}object": Story._drawing,
    f"{M}oMath": Story._formula,
    _FRAME: Story._frame,
    f"{MC}Choice": Story._choice,
    f"{MC}Fallback": Story._choice,
    f"{W}bookmarkStart": Story._anchor,
    f"{W}bookmarkEnd": Story._anchor_end,
    f"{W}commentRangeStart": Story._comment,
    f"{W}commentRangeEnd": Story._comment_end,
    f"{W}commentReference": Story._comment_call,
    f"{W}footnoteReference": Story._footnote,
    f"{W}endnoteReference": Story._endnote,
    f"{W}altChunk": Story._other_document,
    f"{W}subDoc": Story._other_document,
}
_END: Final[dict[str, Callable[[Story, Element], None]]] = {
    f"{W}p": Story._paragraph_end,
    f"{W}fldSimple": Story._simple_field_end,
    f"{W}tbl": Story._table_end,
    f"{W}tr": Story._unchange,
    f"{W}tc": Story._unchange,
    **dict.fromkeys(_TRACKED, Story._unchange),
    _FRAME: Story._frame_end,
}
