"""Reading a Word file (.docx, .docm, .dotx; ISO/IEC 29500, transitional and strict), whoever wrote it."""

from __future__ import annotations

from pipeline.diagnostics import Code, Report, found
from pipeline.manuscript.docx.carried import read_carried
from pipeline.manuscript.docx.comments import read_comments
from pipeline.manuscript.docx.names import W
from pipeline.manuscript.docx.parts import Parts, part, parts_of
from pipeline.manuscript.docx.story import Story
from pipeline.manuscript.docx.styles import read_styles
from pipeline.manuscript.gathering import Gathering
from pipeline.manuscript.manuscript import Manuscript
from pipeline.manuscript.package import Package, damaged
from pipeline.manuscript.xml import Element


def read_docx(package: Package, report: Report) -> Manuscript:
    """Read a Word file.

    Raises:
        StopBuildError: a part that holds words is missing or damaged (E215), too large (E216), or declares a document
            type (E217).
    """
    parts = parts_of(package)
    root = part(package, parts.main)
    if root is None or root.tag != f"{W}document":
        raise damaged(package.file, parts.main)
    if any(name.endswith("vbaproject.bin") for name in package.names):
        report(found(Code.E218, None, file=package.file))
    gathering = Gathering()
    story = Story(gathering, read_styles(parts.root("styles")))
    story.read(root)
    _read_notes(story, parts)
    if story.outside:
        report(found(Code.E219, None, file=package.file, count=story.outside))
    edition, packed = read_carried(package)
    comments = read_comments(parts, gathering.commented())
    return Manuscript("docx", gathering.paragraphs(), comments, edition, packed)


def _read_notes(story: Story, parts: Parts) -> None:
    """Read the notes in the order of their calls, those at the feet of pages first; a deleted call deletes its note."""
    calls, story.gathering.region = list(story.notes), "note"
    for sort in ("footnote", "endnote"):
        root = parts.root(f"{sort}s")
        notes = {} if root is None else {_id(one): one for one in root.iterchildren(f"{W}{sort}") if _has_words(one)}
        for called, identifier, changes in calls:
            if called == sort and identifier in notes:
                story.read(notes.pop(identifier), changes)
        for note in notes.values():
            story.read(note)


def _id(element: Element) -> str:
    return str(element.get(f"{W}id", ""))


def _has_words(note: Element) -> bool:
    """Say whether a note is one: the lines above notes are written as notes too (17.11.17)."""
    return note.get(f"{W}type", "normal") == "normal"
