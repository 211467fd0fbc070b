"""The whole document: body, pages, styles, and the files they make."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.emit.odt.blocks import note_calls, tell_blocks, tell_note
from pipeline.emit.odt.fonts import font_faces
from pipeline.emit.odt.frames import frame_of
from pipeline.emit.odt.metadata import VERSION, metadata
from pipeline.emit.odt.numbers import label_styles, list_styles, outline_style
from pipeline.emit.odt.package import packed
from pipeline.emit.odt.pages import Pages, master_of, page_number, standard
from pipeline.emit.odt.paragraphs import Beginning, style_of
from pipeline.emit.odt.runs import Reading
from pipeline.emit.odt.scene import CONTENT, PAGES, Progress, Scene
from pipeline.emit.odt.settings import settings
from pipeline.emit.odt.styles import default_styles, graphic_styles, named_styles, note_symbol, variants
from pipeline.emit.odt.word import DOCUMENT, opened
from pipeline.emit.odt.xml import Element, child, make, need, root_of, short, written


class Made(NamedTuple):
    """A finished file, and what of the Word document it was not told of (nothing, or an oversight of ours)."""

    data: bytes
    unknown: tuple[str, ...]


def told_again(word: bytes, is_final: bool) -> Made:
    """Give an OpenDocument text (1.3) that says what a Word document of ours says.

    Args:
        word: the finished Word document.
        is_final: the file is opened to be read.
    """
    scene = Scene(opened(word), Progress())
    pages = Pages()
    body = _body(scene, pages)
    named = [*default_styles(scene), *named_styles(scene), *variants(scene), *note_symbol(scene.word)]
    lists = [outline_style(scene), *list_styles(scene)]
    named += [*graphic_styles(), *label_styles(scene), *lists, _notes()]
    fonts = font_faces(scene)
    progress = scene.progress
    files = {
        "content.xml": written(_content(fonts, progress.made[CONTENT], body)),
        "styles.xml": written(_styles(font_faces(scene), named, progress.made[PAGES], pages)),
        "meta.xml": written(metadata(scene)),
        "settings.xml": written(settings(any(name.startswith("Fonts/") for name in progress.files), is_final)),
    }
    return Made(packed({**files, **progress.files}, progress.media), tuple(sorted(progress.unknown)))


def _body(scene: Scene, pages: Pages) -> Element:
    root = need(scene.word.tree(DOCUMENT), "w:body")
    scene.progress.calls.update(note_calls(root))
    reading = Reading(scene, tell_note)
    begins = _section_starts(scene, root)

    def begin(element: Element) -> Beginning:
        section = begins.get(element)
        if section is None:
            return Beginning()
        return Beginning(master_of(scene, pages, section, style_of(element)), page_number(section))

    blocks = tell_blocks(reading, root, begin)
    sequences = [
        make("text:sequence-decl", {"text:display-outline-level": "0", "text:name": name})
        for name in scene.progress.sequences
    ]
    declared = [make("text:sequence-decls", {}, *sequences)] if sequences else []
    return make("office:text", {"text:use-soft-page-breaks": "false"}, *declared, *blocks)


def _section_starts(scene: Scene, body: Element) -> dict[Element, Element]:
    """Give the properties of each section by its first block; Word writes them at its end."""
    starts: dict[Element, Element] = {}
    first: Element | None = None
    for block in body:
        if short(block) == "w:sectPr":
            starts |= {} if first is None else {first: block}
            continue
        if first is None and not (short(block) == "w:p" and frame_of(scene, block) is not None):
            first = block
        section = child(block, "w:pPr/w:sectPr")
        if section is not None and first is not None:
            starts[first] = section
        if section is not None:
            first = None
    return starts


def _notes() -> Element:
    return make(
        "text:notes-configuration",
        {
            "text:note-class": "footnote",
            "text:default-style-name": "Footnote",
            "text:citation-style-name": "Footnote_20_Symbol",
            "text:citation-body-style-name": "Footnote_20_anchor",
            "style:num-format": "1",
            "text:start-value": "0",
            "text:footnotes-position": "page",
            "text:start-numbering-at": "document",
        },
    )


def _content(fonts: Element, automatic: list[Element], body: Element) -> Element:
    return root_of(
        "office:document-content",
        {"office:version": VERSION},
        fonts,
        make("office:automatic-styles", {}, *automatic),
        make("office:body", {}, body),
    )


def _styles(fonts: Element, named: list[Element], automatic: list[Element], pages: Pages) -> Element:
    return root_of(
        "office:document-styles",
        {"office:version": VERSION},
        fonts,
        make("office:styles", {}, *named),
        make("office:automatic-styles", {}, *pages.layouts, *automatic),
        make("office:master-styles", {}, standard(pages), *pages.masters),
    )
