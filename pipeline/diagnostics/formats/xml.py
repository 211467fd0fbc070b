"""Writing small XML documents. Their words were made safe by `visible`; the library escapes what is left."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring


def as_xml(root: Element) -> str:
    """Give a document with its declaration, indented, ended by an end of line."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
