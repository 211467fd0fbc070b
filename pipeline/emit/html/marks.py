"""The marks of a draft's markers in HTML: their numbers, and those of markers without words."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from pipeline.emit.html.tag import tag
from pipeline.emit.spots import Spot, spot_of
from pipeline.messages import Say
from pipeline.model import Marker
from pipeline.source import Span


def number_link(number: int, say: Say) -> Markup:
    """Draw a marker's number, which leads to its line in the list at the end."""
    label = say("Unfinished place {number}: see the list", number=number)
    return tag("a", str(number), class_="marker-number", href=f"#todo-{number}", aria_label=label)


def spot_mark(span: Span, known: Mapping[Spot, Marker], say: Say) -> Markup:
    """Draw the mark of a place without words, or nothing where none is unfinished."""
    marker = known.get(spot_of(span))
    if marker is None:
        return Markup("")
    return tag("span", number_link(marker.number, say), class_="spot", id=f"marker-{marker.number}")
