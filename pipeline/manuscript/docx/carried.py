"""The edition inside a Word file: a custom XML part (ISO/IEC 29500-1, 15.2.5), and custom properties (22.3)."""

from __future__ import annotations

from pipeline.manuscript.carried import decoded, known_as
from pipeline.manuscript.docx.names import CUSTOM
from pipeline.manuscript.docx.parts import part
from pipeline.manuscript.edition import CARRIED, IDENTITY, NAMESPACE
from pipeline.manuscript.package import Package

_PROPERTIES = "docProps/custom.xml"


def read_carried(package: Package) -> tuple[str, bytes]:
    """Give the identity of the edition that a file was made as, and what it carries of it."""
    said = _properties(package)
    packed = _custom_part(package) or decoded(said.get(CARRIED))
    return known_as(said.get(IDENTITY, ""), packed), packed


def _properties(package: Package) -> dict[str, str]:
    root = part(package, _PROPERTIES)
    if root is None:
        return {}
    return {
        str(one.get("name", "")): "".join(map(str, one.itertext())) for one in root.iterchildren(f"{CUSTOM}property")
    }


def _custom_part(package: Package) -> bytes:
    for name in sorted(package.names):
        if name.startswith("customxml/item") and name.endswith(".xml") and "props" not in name:
            root = package.root(name)
            if root is not None and str(root.tag).startswith(f"{{{NAMESPACE}}}"):
                return decoded("".join(map(str, root.itertext())))
    return b""
