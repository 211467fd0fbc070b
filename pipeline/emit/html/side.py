"""The side label of a part: a tab at the outer edge of its printed pages, a step lower with each part.

It is a running element: the style sheet puts it into the page's outer margin, where no reader takes it for text. All
of it is known from the book's outline, so that a chapter laid out alone has the same label.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.emit.outline import roman
from pipeline.model import Handbook, Part
from pipeline.model.text import plain

_LETTERS = 38  # what stands along the edge in one line
_STEPS = 12  # places at the edge; the thirteenth part begins again at the top
_WIDEST = 0.2  # of the room for all steps: two parts stand near each other
# Emoji and other drawn signs before the first and behind the last word of a title; not numbers in circles.
_SIGNS = r"[\s\u200d\ufe0f\u20e3\u2190-\u245f\u2500-\u2bff\u3030\u303d\U0001f000-\U0001faff]+"
_ORNAMENT = re.compile(f"^{_SIGNS}|{_SIGNS}$")


def side_label(part: Part | None, handbook: Handbook, setting: Setting) -> Markup:
    """Draw the label of a part; nothing on a screen and in a book without parts.

    Chapters that belong to no part (None: those that the pipeline adds at the end) get an empty label: it ends that of
    the part before, where the book is laid out as one document.
    """
    titled = [one for one in handbook.parts if one.title]
    if setting.medium == "screen" or not titled:
        return Markup("")
    if part is None or not part.title:
        return tag("div", class_="side-label")
    place, count = titled.index(part), min(len(titled), _STEPS)
    down = (place % count) * min(1 / max(count - 1, 1), _WIDEST)
    number, title = roman(place + 1), shortened(unadorned(plain(part.title)), _LETTERS)
    tab = tag("div", tag("span", number, class_="side-number"))
    along = tag("div", tag("span", tag("span", title, class_="side-words"), class_="side-title"))
    style = f"padding-top:calc(var(--page-side-steps) * {down:.4f})"
    right = tag("div", tab, along, class_="side-label", style=style)
    # The label of a left page is another one: its tint reaches over the other edge.
    return right + tag("div", tab, along, class_="side-label left", style=style) if setting.is_two_sided else right


def unadorned(title: str) -> str:
    """Give a title without the emoji at its ends; one that is nothing else stays."""
    return _ORNAMENT.sub("", title) or title


def shortened(title: str, most: int) -> str:
    """Give a title, cut behind a word where it has more letters than `most`."""
    title = " ".join(title.split())
    if len(title) <= most:
        return title
    start = title[: most - 1]
    whole_words = start.rpartition(" ")[0]
    return (whole_words if len(whole_words) > most // 2 else start).rstrip(" ,;:.–-") + "…"
