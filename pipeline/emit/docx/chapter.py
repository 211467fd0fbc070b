"""Drawing a chapter: its opening, its text, its notes, and the pages below it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.decided import decisions
from pipeline.emit.docx.ast import Nodes, div, image, para, span, words
from pipeline.emit.docx.block import picture_or_frame
from pipeline.emit.docx.days import dated
from pipeline.emit.docx.estimate import height_of
from pipeline.emit.docx.headings import is_sheet, page_title
from pipeline.emit.docx.inline import inlines, spot_marked
from pipeline.emit.docx.names import OPENING, bookmark, note_bookmark
from pipeline.emit.docx.picture import described, fitted
from pipeline.emit.docx.scene import Scene, once, serial
from pipeline.model import Figure, Heading, JobSheet, Page, Step, Term
from pipeline.model.text import plain
from pipeline.model.walk import walk

_COVER_HEIGHT = 58 * 72 / 25.4  # points: the picture at the head of an article


def chapter(page: Page, scene: Scene, level: int = 1) -> Nodes:
    """Draw a page whose title is a heading of `level`; pages below it follow, one level deeper."""
    if level == 1:
        scene.progress.level = 0
    known = {note.label: note for note in page.footnotes}
    own = scene._replace(
        page=page.id,
        title=plain(page.title),
        offset=level - 1,
        notes=known,
        fits=decisions(page, scene.look, scene.say),
    )
    opening = _opening(page, own)
    above = _above(page, opening, own) if level == 1 or page.kind == "job-sheet" else None
    drawn = [*opening, *own.draw(page.blocks, own._replace(above=above)), *_uncalled_notes(page, own)]
    for child in page.children:
        below = chapter(child, scene, level + 1)
        # As in print: a job sheet has a panel beside its text, which no page may cut.
        drawn += [div(below, identifier=f"{OPENING}{serial(scene)}")] if is_sheet(child) else below
    return drawn


def _above(page: Page, opening: Nodes, scene: Scene) -> float | None:
    """Give how far down a page of its own a job sheet begins, in points; notes at its foot would push it about."""
    sheets = [place for place, one in enumerate(page.blocks) if isinstance(one, JobSheet)]
    if sheets != [0] or page.footnotes:
        return None
    return height_of(opening, scene.frame.text, scene.measures.page.text, scene.measures)


def _opening(page: Page, scene: Scene) -> Nodes:
    words_ = spot_marked(inlines(page.title, scene), page.span, scene)
    title = span(words_, identifier=once(scene, bookmark(page.id)))
    drawn = [page_title(page, [title], scene)]
    if page.record.subtitle:
        drawn.append(para("Chapter Subtitle", inlines(page.record.subtitle, scene)))
    if page.description:
        drawn.append(para("Standfirst", inlines(page.description, scene)))
    drawn += _byline(page, scene)
    if page.cover:
        drawn += _cover(page.cover, scene)
    return drawn


def _cover(cover: Figure, scene: Scene) -> Nodes:
    """Draw the picture of an article, below its byline."""
    caption = [para("caption", inlines(cover.caption, scene))] if cover.caption else []
    picture = scene.picture(cover.asset) if cover.asset else None
    if picture is None:
        return [picture_or_frame(cover, scene, "Picture"), *caption]
    width, height = fitted(picture, scene.width, _COVER_HEIGHT * 1.5)
    return [para("Picture", [image(picture.name, described(cover.alt, scene.say), width, height)]), *caption]


def _byline(page: Page, scene: Scene) -> Nodes:
    """Say who wrote an article and when, and what it is about; an ordinary page has none of it."""
    pieces = list(_byline_pieces(page, scene))
    line: Nodes = []
    for piece in pieces:
        line += [*words(" · "), *piece] if line else piece
    drawn = [para("Byline", line)] if line else []
    if page.record.tags:
        subjects: Nodes = [*words(scene.say("Subjects")), *words("\u00a0: ")]
        for place, one in enumerate(page.record.tags):
            subjects += [*words(", " if place else ""), *inlines(one, scene)]
        drawn.append(para("Byline", subjects))
    return drawn


def _byline_pieces(page: Page, scene: Scene) -> Iterator[Nodes]:
    record = page.record
    if record.authors:
        yield [span(words(", ".join(record.authors)), "Author")]
    if record.date:
        yield words(dated(record.date, scene.language))
    if record.updated:
        yield words(scene.say("updated on {date}", date=dated(record.updated, scene.language)))


def _uncalled_notes(page: Page, scene: Scene) -> Nodes:
    """Draw the notes that no line calls, so that nothing is lost."""
    drawn: Nodes = []
    for one in page.footnotes:
        if note_bookmark(page.id, one.label) not in scene.progress.called:
            inside = scene.draw(one.blocks, scene._replace(frame=scene.frame._replace(text="Notes")))
            drawn += inside
    return drawn


def page_ids(page: Page) -> Iterator[str]:
    """Give the ids of a page, of its headings and steps, and of the pages below it."""
    for node in walk(page):
        if isinstance(node, Page):
            yield node.id
        elif isinstance(node, Heading | Step | Term) and node.anchor:
            yield node.anchor
