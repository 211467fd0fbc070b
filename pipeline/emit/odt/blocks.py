"""Blocks: paragraphs, lists, tables, frames, in the body and in each of its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.emit.odt.contents import contents, depth_change, toc_code
from pipeline.emit.odt.fields import Code
from pipeline.emit.odt.flow import Flow
from pipeline.emit.odt.frames import floating, frame_of, framed, same_frame
from pipeline.emit.odt.paragraph_properties import room_of
from pipeline.emit.odt.paragraphs import Beginning, is_empty, outline_level, paragraph, placement, style_of
from pipeline.emit.odt.runs import Reading
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.tables import table
from pipeline.emit.odt.xml import Element, child, get, make, need, q, short

Begin = Callable[[Element], Beginning]
_SECTION_END = "SectionEnd"


class Telling:
    """The telling of blocks one after the other, with the frames that wait for the paragraph they stand beside."""

    def __init__(self, reading: Reading, begin: Begin) -> None:
        self.reading, self.begin = reading, begin
        self.flow = Flow(reading.scene)
        self._waiting: list[Element] = []
        self._framed: list[Element] = []
        self._frame: Element | None = None

    def tell(self, elements: Iterable[Element]) -> list[Element]:
        """Give blocks."""
        for element in elements:
            self._block(element)
        self._place_frames()
        return self.flow.made

    def _block(self, element: Element) -> None:
        match short(element):
            case "w:p":
                self._paragraph(element)
            case "w:tbl":
                self._table(element)
            case "w:sdt":
                for inside in need(element, "w:sdtContent"):
                    self._block(inside)
            case "w:tcPr" | "w:sectPr" | "":
                pass
            case name:
                self.reading.scene.miss(name)

    def _place_frames(self) -> None:
        """Let the frames that still wait stand beside what is above them: a page ends, or the text."""
        self._end_frame()
        if not self._waiting:
            return
        last = self.flow.made[-1] if self.flow.made else None
        if last is None or short(last) not in ("text:p", "text:h"):
            last = make("text:p", {"text:style-name": "Standard"})
            self.flow.block(last)
        for number, frame in enumerate(self._waiting):
            frame.tail, last.text = (last.text, None) if number == 0 else (None, None)
            last.insert(number, frame)
        self._waiting = []

    def _paragraph(self, element: Element) -> None:
        scene = self.reading.scene
        frame = frame_of(scene, element)
        if frame is not None:
            if self._frame is not None and not same_frame(self._frame, frame):
                self._end_frame()
            self._frame = frame
            # A section does not begin in a frame: the first paragraph beside it does it.
            self._framed.append(paragraph(self.reading, element, Beginning()))
            return
        self._end_frame()
        begins = self.begin(element)
        if begins.master:
            self._place_frames()
        told = paragraph(self.reading, element, begins._replace(frames=tuple(self._waiting)))
        self._waiting = []
        where = placement(scene, element)
        if style_of(element) == _SECTION_END and is_empty([told]) and not begins.master:
            return  # Word wants a paragraph for the end of a section; OpenDocument begins one instead.
        if outline_level(scene, element) or where is None:
            if not self._goes_on(element, told):
                self.flow.block(told)
        else:
            self.flow.item(told, where)

    def _goes_on(self, element: Element, told: Element) -> bool:
        """Put a paragraph into the item of a list that it goes on with, if it does."""
        word = self.reading.scene.word
        style = word.styles.get(style_of(element))
        is_more = style is not None and "Continue" in style.name
        return is_more and self.flow.more(told, room_of(word, style_of(element)).left)

    def _table(self, element: Element) -> None:
        self._end_frame()
        scene = self.reading.scene
        begins = self.begin(element)
        if begins.master:
            self._place_frames()
        made = table(scene, element, lambda inside, cell: self._cell(inside, cell), begins.master)
        if child(element, "w:tblPr/w:tblpPr") is not None:
            self._waiting.append(floating(scene, element, made))
        else:
            self.flow.block(made)

    def _cell(self, scene: Scene, cell: Element) -> list[Element]:
        reading = self.reading
        outer, reading.scene = reading.scene, scene
        made = Telling(reading, lambda _element: Beginning()).tell(cell)
        reading.scene = outer
        return made

    def _end_frame(self) -> None:
        if self._frame is not None:
            self._waiting.append(framed(self.reading.scene, self._frame, self._framed))
        self._frame, self._framed = None, []


def tell_blocks(reading: Reading, elements: Iterable[Element], begin: Begin | None = None) -> list[Element]:
    """Give blocks, lists of contents as such."""
    made: list[Element] = []
    rest = list(elements)
    nothing: Begin = lambda _element: Beginning()  # noqa: E731
    while rest:
        start = next((number for number, one in enumerate(rest) if toc_code(one) is not None), len(rest))
        made += Telling(reading, begin or nothing).tell(rest[:start])
        rest = rest[start:]
        if rest:
            count = _length(rest)
            code = toc_code(rest[0]) or Code("TOC")
            made.append(contents(reading.scene, code, Telling(reading, begin or nothing).tell(rest[:count])))
            rest = rest[count:]
    return made


def _length(blocks: list[Element]) -> int:
    """Count the blocks until the field that begins in the first ends."""
    depth = 0
    for number, block in enumerate(blocks, 1):
        depth += depth_change(block)
        if depth <= 0:
            return number
    return len(blocks)


def notes_of(scene: Scene) -> dict[str, Element]:
    """Give the notes of a document by their identifiers."""
    root = scene.word.tree("word/footnotes.xml")
    return {str(one.get(q("w:id"))): one for one in (() if root is None else root)}


def note_calls(body: Element) -> dict[str, str]:
    """Give the identifiers of notes by the names of the bookmarks around their calls."""
    calls: dict[str, str] = {}
    opened: dict[str, str] = {}
    count = 0
    for one in body.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"), q("w:footnoteReference")):
        if short(one) == "w:bookmarkStart":
            opened[get(one, "w:id")] = get(one, "w:name")
        elif short(one) == "w:bookmarkEnd":
            opened.pop(get(one, "w:id"), None)
        else:
            count += 1
            calls |= dict.fromkeys(opened.values(), f"ftn{count}")
    return calls


def tell_note(scene: Scene, identifier: str) -> Element:
    """Give a note where it is called."""
    scene.progress.notes += 1
    number = scene.progress.notes
    inside = scene._replace(part="word/footnotes.xml", table="")
    body = tell_blocks(Reading(inside, tell_note), notes_of(scene)[identifier])
    return make(
        "text:note",
        {"text:id": f"ftn{number}", "text:note-class": "footnote"},
        make("text:note-citation", {}, str(number)),
        make("text:note-body", {}, *body),
    )
