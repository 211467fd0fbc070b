"""Edits documents in LibreOffice, by its own programming interface (UNO), as `tests.office` asks.

Run by the system's Python, which has `uno`: `python3 office_editing.py SOFFICE -env:UserInstallation=FOLDER`, what to
do as JSON on the standard input. Nothing of the project is imported here.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import uno  # type: ignore[import-not-found, import-untyped, unused-ignore]

_FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
_ANNOTATION = "com.sun.star.text.textfield.Annotation"
_PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
_USER = "/org.openoffice.UserProfile/Data"
_PATIENCE = 60.0  # seconds for LibreOffice to start


def _value(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _connected(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    """Give LibreOffice's context of components, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # UNO's own exceptions come without a base class of theirs
            if office.poll() not in (None, 81) or time.monotonic() > until:  # 81: it starts itself again
                raise
            time.sleep(0.1)


def _be(context: Any, author: str) -> None:
    """Let LibreOffice work for somebody: changes are signed with the name in its settings."""
    make = context.ServiceManager.createInstanceWithContext
    provider = make("com.sun.star.configuration.ConfigurationProvider", context)
    path = (_value("nodepath", _USER),)
    settings = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", path)
    settings.setPropertyValue("givenname", author)
    settings.setPropertyValue("sn", "")
    settings.commitChanges()


def _elements(container: Any) -> Iterator[Any]:
    listed = container.createEnumeration()
    while listed.hasMoreElements():
        yield listed.nextElement()


def _paragraphs(text: Any) -> Iterator[Any]:
    """Give the paragraphs of a text, those of its tables in their place."""
    for one in _elements(text):
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in one.CellNames:
                yield from _paragraphs(one.getCellByName(name))
        else:
            yield one


def _texts(document: Any) -> Iterator[Any]:
    """Give the texts of a document: the body, the frames beside it, the notes."""
    yield document.Text
    for several in (document.TextFrames, document.Footnotes, document.Endnotes):
        yield from (several.getByIndex(place) for place in range(several.Count))


class _Desk:
    """A document, and the words of its paragraphs as they were read last: each question to LibreOffice takes long."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._read: list[tuple[Any, str]] = []

    def found(self, words: str) -> Any:
        """Give the first place of some words, as a cursor. (LibreOffice's own search needs a window.)"""
        for _time in range(2):
            for paragraph, text in self._read:
                place = _found_in(paragraph, words) if words in text else None
                if place is not None:
                    return place
            self._read = [(one, _said(one)) for text in _texts(self.document) for one in _paragraphs(text)]
        raise LookupError(f"no such words: {words!r}")


def _said(paragraph: Any) -> str:
    return str(paragraph.String)


def _found_in(paragraph: Any, words: str) -> Any:
    """Give the first place of some words of a paragraph, None where they are not there, or not any more."""
    try:
        runs = [run for run in _elements(paragraph) if run.TextPortionType == "Text"]
    except Exception:  # noqa: BLE001  (the paragraph was deleted since; UNO's exceptions have no base class of theirs)
        return None
    place = "".join(run.String for run in runs).find(words)
    if place < 0:
        return None
    cursor = paragraph.Text.createTextCursorByRange(_at(runs, place))
    cursor.gotoRange(_at(runs, place + len(words), end=True), True)
    return cursor


def _at(runs: Sequence[Any], place: int, end: bool = False) -> Any:
    """Give the position in some runs after so many characters; an end stays in the run that it ends."""
    for run in runs:
        length = len(run.String)
        if place < length or (end and place == length):
            cursor = run.Text.createTextCursorByRange(run.Start)
            cursor.goRight(place, False)
            return cursor
        place -= length
    raise AssertionError


def _comment(desk: _Desk, edit: dict[str, Any]) -> None:
    place = desk.found(edit["words"])
    note = desk.document.createInstance(_ANNOTATION)
    note.Content, note.Author = edit["text"], edit["author"]
    note.Initials = "".join(name[0] for name in edit["author"].split())
    place.Text.insertTextContent(place, note, True)


def _resolve(desk: _Desk, edit: dict[str, Any]) -> None:
    fields = _elements(desk.document.TextFields)
    notes = [field for field in fields if field.supportsService(_ANNOTATION) and edit["text"] in field.Content]
    if not notes:
        raise LookupError(f"no such comment: {edit['text']!r}")
    for note in notes:
        note.Resolved = True


def _replace(desk: _Desk, edit: dict[str, Any]) -> None:
    desk.found(edit["words"]).setString(edit["by"])


def _delete_paragraph(desk: _Desk, edit: dict[str, Any]) -> None:
    """Delete a paragraph and an end of one: its own, or that of the one before where a table comes next."""
    place = desk.found(edit["words"])
    text = place.Text
    cursor = text.createTextCursorByRange(place)
    cursor.gotoStartOfParagraph(False)
    around = [None, *_elements(text), None]
    own = next(at for at, one in enumerate(around) if _is_paragraph(one) and _starts_as(text, one, cursor))
    if not _is_paragraph(around[own + 1]) and _is_paragraph(around[own - 1]):
        cursor.goLeft(1, False)
    cursor.gotoRange(place.End, True)
    cursor.gotoEndOfParagraph(True)
    if _is_paragraph(around[own + 1]):
        cursor.goRight(1, True)
    cursor.setString("")


def _is_paragraph(one: Any) -> bool:
    return one is not None and bool(one.supportsService("com.sun.star.text.Paragraph"))


def _starts_as(text: Any, one: Any, other: Any) -> bool:
    return bool(text.compareRegionStarts(one.Start, other.Start) == 0)


def _insert_paragraph(desk: _Desk, edit: dict[str, Any]) -> None:
    place = desk.found(edit["after"])
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoEndOfParagraph(False)
    place.Text.insertControlCharacter(cursor, _PARAGRAPH_BREAK, False)
    place.Text.insertString(cursor, edit["text"], False)


_EDITS: dict[str, Callable[[_Desk, dict[str, Any]], None]] = {
    "Comment": _comment,
    "Resolve": _resolve,
    "Replace": _replace,
    "DeleteParagraph": _delete_paragraph,
    "InsertParagraph": _insert_paragraph,
}


def _opened(context: Any, address: str) -> Any:
    """Open a document without a window: Debian's LibreOffice for servers has none to show a comment in, and dies."""
    make = context.ServiceManager.createInstanceWithContext
    document = make("com.sun.star.text.TextDocument", context)
    document.load((_value("URL", address), _value("FilterName", _FILTERS[address.rpartition(".")[2]])))
    return document


def _do(context: Any, job: dict[str, Any]) -> None:
    document = _opened(context, job["document"])
    desk = _Desk(document)
    try:
        for edit in job["edits"]:
            document.RecordChanges = edit.get("tracked", False)
            if edit.get("author"):
                _be(context, edit["author"])
            _EDITS[edit["kind"]](desk, edit)
        document.RecordChanges = False
        for form, address in job["saved"].items():
            document.storeToURL(address, (_value("FilterName", _FILTERS[form]),))
    finally:
        document.close(True)


def _main(program: str, profile: str) -> None:
    pipe = f"handbook-{os.getpid()}"
    quiet = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen([program, profile, *quiet], start_new_session=True)
    try:
        context = _connected(pipe, office)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        try:
            for job in json.load(sys.stdin):
                _do(context, job)
        finally:
            desktop.terminate()
        office.wait(timeout=30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)  # what is left of it, were it to hang or to start itself again


if __name__ == "__main__":
    _main(*sys.argv[1:3])
