"""What a site says beside the book, and no page of the book holds: where it stands, when its pages were changed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pipeline.config import Accessibility


class Change(NamedTuple):
    """The last recorded change of a file: its day (ISO 8601), and who has worked on the file, the latest first."""

    day: str
    authors: tuple[str, ...] = ()


class Publication(NamedTuple):
    """What is known of a book besides its sources.

    Attributes:
        url: the address of the site's folder, with a stroke at its end; "" where it is not known.
        changes: the last change of each file of the sources, where history tells it.
        former: the file of today for each path that a file of the sources had before.
        accessibility: what the declaration of accessibility says; None where there is none.
        names_authors: whether pages name those who worked on them.
    """

    url: str = ""
    changes: Mapping[str, Change] = MappingProxyType({})
    former: Mapping[str, str] = MappingProxyType({})
    names_authors: bool = False
    accessibility: Accessibility | None = None
