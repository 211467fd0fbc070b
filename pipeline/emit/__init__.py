"""Floor 4: emit, the model to the files that readers open.

`EMITTERS` is the whole list of outputs. An emitter is imported when it is asked for: `html` must not pay for
WeasyPrint, nor `check` for pandoc.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from pipeline.emit.order import Emitter, Files, Order


def _docx(order: Order) -> Files:
    """Give `handbook.docx`."""
    from pipeline.emit.docx import emit

    return emit(order)


def _odt(order: Order) -> Files:
    """Give `handbook.odt`."""
    from pipeline.emit.odt import emit

    return emit(order)


def _pdf(order: Order) -> Files:
    """Give `handbook.pdf`."""
    from pipeline.emit.pdf import emit

    return emit(order)


def _html(order: Order) -> Files:
    """Give `handbook.html`, one file with everything in it."""
    from pipeline.emit.html import emit

    return emit(order)


def _epub(order: Order) -> Files:
    """Give `handbook.epub`."""
    from pipeline.emit.epub import emit

    return emit(order)


def _site(order: Order) -> Files:
    """Give the site, a folder of pages."""
    from pipeline.emit.site import emit

    return emit(order)


def _todo(order: Order) -> Files:
    """Give the to-do report in its five forms."""
    from pipeline.emit.todo import emit

    return emit(order)


def _hygiene(order: Order) -> Files:
    """Give the report of what was repaired, in its two forms."""
    from pipeline.emit.hygiene import emit

    return emit(order)


EMITTERS: MappingProxyType[str, Emitter] = MappingProxyType(
    {
        "docx": _docx,
        "odt": _odt,
        "pdf": _pdf,
        "html": _html,
        "epub": _epub,
        "site": _site,
        "todo": _todo,
        "hygiene": _hygiene,
    }
)
# The outputs that are made after others: Word and the e-book name the pages of the PDF, the ODT is the Word file told
# again, the site offers all of them.
_LAST = ("docx", "odt", "epub", "site")


def in_order(outputs: Sequence[str]) -> tuple[str, ...]:
    """Give outputs in the order in which they are made: each after what it is made of."""
    return tuple(sorted(outputs, key=lambda name: _LAST.index(name) + 1 if name in _LAST else 0))
