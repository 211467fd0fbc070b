"""Formulas in TeX: as MathML for screens, as drawings for print. The only module that knows the two libraries.

Both read the same part of TeX: mathematics without macros, packages or files. A formula that cannot be read is None
here; it is shown as it is written, and `unread` says where.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.model import Handbook, Math, MathBlock
from pipeline.model.walk import walk

_LONGEST = 4000  # letters: no formula of a handbook is longer, and reading one takes more than linear time
_WIDEST = 400.0  # ems: an author's `\hspace` is not to ask for a sheet of kilometres
_SIZE = 20.0  # pixels that drawings are made at; what is given is in ems
_COMMAND = re.compile(r"\\[A-Za-z]")
# Environments of amsmath that the libraries do not know, and those of theirs that draw the same.
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(aligned|gathered|gather\*?|eqnarray\*?)\}(?:\[[bct]\])?")
_ALIKE = {"aligned": "split", "gathered": "matrix", "gather": "matrix", "eqnarray": "array"}
# MathML Core, 3.3 and 3.4: how many parts these have. With fewer, TeX that breaks off would lose its words.
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}


class Drawing(NamedTuple):
    """A formula drawn: an SVG file, its size, and how far it hangs below the line of text, in ems of the text."""

    svg: bytes
    width: float
    height: float
    depth: float


@cache
def mathml(tex: str, display: bool) -> ElementTree.Element | None:
    """Give a formula as a `<math>` element without a namespace, or None where it cannot be read."""
    if not tex.strip() or len(tex) > _LONGEST:
        return None
    from latex2mathml.converter import convert_to_element

    try:
        root: ElementTree.Element = convert_to_element(_known(tex), display="block" if display else "inline")
        # A command that the library does not know comes back as a name.
        known = not any(_COMMAND.match((node.text or "").strip()) for node in root.iter() if node.tag != "mtext")
        known = known and all(len(node) == _PARTS.get(node.tag, len(node)) for node in root.iter())
    except Exception:  # noqa: BLE001  (the library's own errors have no common type, and it lets others through)
        return None
    return root if known else None


def _known(tex: str) -> str:
    """Give a formula in the environments that the libraries know."""

    def renamed(match: re.Match[str]) -> str:
        word, name = match[1], _ALIKE[match[2].rstrip("*")]
        return f"\\{word}{{{name}}}" + ("{rcl}" if name == "array" and word == "begin" else "")

    return _ENVIRONMENT.sub(renamed, tex)


@cache
def drawing(tex: str, display: bool, color: str) -> Drawing | None:
    """Give a formula as a drawing in one colour (#rrggbb), or None where it cannot be read."""
    if mathml(tex, display) is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library asks its fonts of Python in an old way, and tells of rare letters
        from ziamath.zmath import Latex

        try:
            return _measured(Latex(_known(tex), size=_SIZE, color=color, inline=not display).svgxml())
        except Exception:  # noqa: BLE001  (as above)
            return None


def drawn_mathml(mathml_file: bytes) -> Drawing | None:
    """Give a formula of our own MathML as a drawing in black, or None where it cannot be drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        from ziamath.zmath import Math as Drawn

        try:
            return _measured(Drawn(ElementTree.fromstring(mathml_file), size=_SIZE).svgxml())  # noqa: S314 (ours)
        except Exception:  # noqa: BLE001  (as above)
            return None


def _measured(made: ElementTree.Element) -> Drawing | None:
    _left, top, width, height = (float(number) / _SIZE for number in made.attrib["viewBox"].split())
    if not (0 < width <= _WIDEST and 0 < height <= _WIDEST):
        return None
    return Drawing(ElementTree.tostring(made), width, height, height + top)


def unread(handbook: Handbook, is_readable: Callable[[str, bool], bool]) -> Iterator[Diagnostic]:
    """Give a diagnostic for each formula that a format cannot read (E110); `is_readable` gets TeX, alone in a line."""
    for node in walk(handbook):
        if isinstance(node, (Math, MathBlock)) and not is_readable(node.text, isinstance(node, MathBlock)):
            yield found(Code.E110, node.span, formula=" ".join(node.text.split()))
