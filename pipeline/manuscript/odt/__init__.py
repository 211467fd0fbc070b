"""Reading an OpenDocument text (.odt, .ott, .fodt; ODF 1.1 to 1.3), whoever wrote it."""

from __future__ import annotations

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.manuscript.carried import decoded, known_as
from pipeline.manuscript.edition import CARRIED, IDENTITY
from pipeline.manuscript.gathering import Gathering
from pipeline.manuscript.manuscript import Manuscript
from pipeline.manuscript.odt.changes import read_changes
from pipeline.manuscript.odt.comments import read_comments
from pipeline.manuscript.odt.names import MANIFEST, META, OFFICE, OOO, TEXT
from pipeline.manuscript.odt.story import Story
from pipeline.manuscript.odt.styles import read_styles
from pipeline.manuscript.package import Package, damaged, xml
from pipeline.manuscript.xml import Element


def read_odt(package: Package, report: Report) -> Manuscript:
    """Read an OpenDocument text.

    Raises:
        StopBuildError: it is locked (E214), its text is missing or damaged (E215), too large (E216), or declares a
            document type (E217).
    """
    manifest = package.root("META-INF/manifest.xml")
    if "encrypted-package" in package or _has(manifest, f"{MANIFEST}encryption-data"):
        raise StopBuildError(found(Code.E214, None, file=package.file))
    if any(map(_is_macro, package.names)):
        report(found(Code.E218, None, file=package.file))
    content = package.root("content.xml")
    return _read(content, package.root("styles.xml"), package.root("meta.xml"), package.file)


def read_flat_odt(data: bytes, file: str, report: Report) -> Manuscript:
    """Read an OpenDocument text that is one XML file.

    Raises:
        StopBuildError: as `read_odt`.
    """
    root = xml(data, file, file)
    if _has(root, f"{OOO}module"):
        report(found(Code.E218, None, file=file))
    return _read(root, None, root, file)


def _read(content: Element | None, styles: Element | None, meta: Element | None, file: str) -> Manuscript:
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if content is None or body is None:
        raise damaged(file, "content.xml")
    gathering = Gathering()
    story = Story(gathering, read_styles(content, styles), read_changes(body))
    story.read(body)
    _read_notes(story)
    said = _properties(meta)
    packed = decoded(said.get(CARRIED))
    comments = read_comments(story.comments, gathering.commented())
    return Manuscript("odt", gathering.paragraphs(), comments, known_as(said.get(IDENTITY, ""), packed), packed)


def _read_notes(story: Story) -> None:
    """Read the notes in the order of their calls, those at the feet of pages first."""
    calls, story.gathering.region = list(story.notes), "note"
    for are_last in (False, True):
        for note, changes in calls:
            body = note.find(f"{TEXT}note-body")
            if body is not None and (note.get(f"{TEXT}note-class") == "endnote") is are_last:
                story.read(body, changes)


def _properties(meta: Element | None) -> dict[str, str]:
    """Give the properties that have a name of their own (ODF 1.3, part 3, 4.3.3)."""
    if meta is None:
        return {}
    return {str(one.get(f"{META}name", "")): one.text or "" for one in meta.iter(f"{META}user-defined")}


def _has(root: Element | None, tag: str) -> bool:
    return root is not None and next(root.iter(tag), None) is not None


def _is_macro(name: str) -> bool:
    """Say whether a part is a macro: each library of LibreOffice's Basic lists its own in a part more."""
    is_basic = name.startswith("basic/") and name.endswith(".xml") and not name.endswith(("-lb.xml", "-lc.xml"))
    return is_basic or (name.startswith("scripts/") and not name.endswith("/"))
