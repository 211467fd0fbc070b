"""Comments of a Word file: their words, their threads, and which are dealt with."""

from __future__ import annotations

from pipeline.manuscript.docx.names import W14, W15, W
from pipeline.manuscript.docx.parts import Parts
from pipeline.manuscript.docx.story import Story
from pipeline.manuscript.docx.styles import Styles
from pipeline.manuscript.gathering import Gathering
from pipeline.manuscript.manuscript import Comment, Point, after, told_when
from pipeline.manuscript.xml import Element


def read_comments(parts: Parts, places: dict[str, tuple[Point, Point]]) -> tuple[Comment, ...]:
    """Read the comments, in their order in the file; `places` are where they stand in the text, by identifier.

    Threads and what is dealt with stand in a part of their own, under the identifier of a comment's last paragraph
    (MS-DOCX, 2.5.3.1).
    """
    root = parts.root("comments")
    if root is None:
        return ()
    comments = list(root.iterchildren(f"{W}comment"))
    by_paragraph = {paragraph: _id(one) for one in comments for paragraph in _paragraphs(one)}
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    extended = parts.root("commentsExtended")
    for more in extended.iter(f"{W15}commentEx") if extended is not None else ():
        identifier = by_paragraph.get(str(more.get(f"{W15}paraId", "")), "")
        parents[identifier] = by_paragraph.get(str(more.get(f"{W15}paraIdParent", "")), "")
        if more.get(f"{W15}done") in ("1", "true", "on"):
            resolved.add(identifier)
    return tuple(_comment(one, parents, resolved, places) for one in comments)


def _comment(
    element: Element, parents: dict[str, str], resolved: set[str], places: dict[str, tuple[Point, Point]]
) -> Comment:
    identifier = _id(element)
    start, end = places.get(identifier, (None, None))
    return Comment(
        identifier,
        str(element.get(f"{W}author", "")),
        _words(element),
        told_when(str(element.get(f"{W}date", ""))),
        parents.get(identifier, ""),
        identifier in resolved,
        start,
        end,
    )


def _words(element: Element) -> str:
    gathering = Gathering()
    Story(gathering, Styles({})).read(element)
    return "\n".join(map(after, gathering.paragraphs()))


def _id(element: Element) -> str:
    return str(element.get(f"{W}id", ""))


def _paragraphs(comment: Element) -> list[str]:
    return [name for one in comment.iter(f"{W}p") if (name := str(one.get(f"{W14}paraId", "")))]
