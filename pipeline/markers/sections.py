"""Sections with nothing in them."""

from __future__ import annotations

import re

from pipeline.model import Button, CrossReference, Heading, Image, Link, Mention, Page, ThematicBreak
from pipeline.model.text import plain
from pipeline.model.walk import walk

# Pages and headings of forms that are filled in elsewhere: their sections are empty on purpose.
_FORM = re.compile(
    r"\b(?:modèles?|templates?|trames?|gabarits?|canevas|formulaires?|checklists?|plan[\s-]types?|ordres?\sdu\sjour)\b",
    re.IGNORECASE,
)


def is_empty_section(page: Page, heading: Heading, index: int) -> bool:
    """Tell whether nothing stands below the heading that is block `index` of a page, before the next one that is equal.

    A heading that is a link, or shows a picture, says what it has to say; what ends a page may lead to those below it.
    """
    after = next((block for block in page.blocks[index + 1 :] if not isinstance(block, ThematicBreak)), None)
    if after is None:
        if page.children:
            return False
    elif not isinstance(after, Heading) or after.level > heading.level:
        return False
    if any(isinstance(node, Link | CrossReference | Button | Image | Mention) for node in walk(heading)):
        return False
    return not _FORM.search(plain(page.title)) and not _FORM.search(plain(heading.children))
