"""Styles of an OpenDocument text: the name that a reader sees for each."""

from __future__ import annotations

import re
from typing import Final

from pipeline.manuscript.odt.names import STYLE
from pipeline.manuscript.xml import Element

_ESCAPED: Final = re.compile("_([0-9a-f]{1,5})_")
_STYLE: Final = f"{STYLE}style"


def read_styles(*roots: Element | None) -> dict[str, str]:
    """Give the names of paragraph styles by those in the file; a style made for one paragraph is called as its parent.

    `roots` are the parts that declare styles.
    """
    found = [one for root in roots if root is not None for one in root.iter(_STYLE) if _is_paragraph(one)]
    shown = {_name(one): str(one.get(f"{STYLE}display-name", "")) or plain(_name(one)) for one in found}
    for one in found:
        grandparent = one.getparent()
        if grandparent is not None and str(grandparent.tag).endswith("}automatic-styles"):
            parent = str(one.get(f"{STYLE}parent-style-name", ""))
            shown[_name(one)] = shown.get(parent, plain(parent))
    return shown


def _is_paragraph(style: Element) -> bool:
    return style.get(f"{STYLE}family") == "paragraph"


def _name(style: Element) -> str:
    return str(style.get(f"{STYLE}name", ""))


def plain(name: str) -> str:
    """Give a name whose signs are not escaped ("Text_20_body")."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), name)
