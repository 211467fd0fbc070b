"""Sections with nothing in them."""

from __future__ import annotations

import re

from pipeline.model import Button, Code, CrossReference, Heading, Image, Link, Mention, Page, Text, ThematicBreak
from pipeline.model.text import plain
from pipeline.model.walk import walk

# Pages and headings of forms that are filled in elsewhere: their sections are empty on purpose.
_FORM = re.compile(
    r"\b(?:modèles?|templates?|trames?|gabarits?|canevas|formulaires?|checklists?|plan[\s-]types?|ordres?\sdu\sjour)\b",
    re.IGNORECASE,
)


def is_empty_section(page: Page, heading: Heading, index: int) -> bool:
    """Tell whether nothing stands below the heading that is block `index` of a page, before the next one that is equal.

    A heading that is a link, shows a picture or names a thing of code says what it has to say (two of the last may
    share what follows); what ends a page may lead to those below it, but not the last of bare
    headings.
    """
    later = (page.blocks[at] for at in range(index + 1, len(page.blocks)))
    after = next((block for block in later if not isinstance(block, ThematicBreak)), None)
    if after is None:
        if page.children and not _is_one_of_bare(page, heading, index):
            return False
    elif not isinstance(after, Heading) or after.level > heading.level:
        return False
    if any(isinstance(node, Link | CrossReference | Button | Image | Mention | Code) for node in walk(heading)):
        return False
    if index == 0 and _is_named_after_its_file(page):
        return False
    return not _FORM.search(plain(page.title)) and not _FORM.search(plain(heading.children))


def _is_one_of_bare(page: Page, heading: Heading, index: int) -> bool:
    """Tell whether a heading follows one of its level with nothing between them."""
    earlier = (page.blocks[at] for at in range(index - 1, -1, -1))
    before = next((block for block in earlier if not isinstance(block, ThematicBreak)), None)
    return isinstance(before, Heading) and before.level == heading.level


def _is_named_after_its_file(page: Page) -> bool:
    """Tell whether a page has no title of its own: its first heading is then one in all but level."""
    span = page.title[0].span if page.title and isinstance(page.title[0], Text) else None
    return span is not None and (span.line, span.column) == (span.end_line, span.end_column)
