"""The format `checkstyle`: XML that Jenkins, reviewdog and most gatherers of warnings read.

Source of the rules: the output of Checkstyle's own XMLLogger (`checkstyle` > `file` > `error`).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats.view import View, message_of, place_of, unsettled
from pipeline.diagnostics.formats.xml import as_xml
from pipeline.diagnostics.visible import visible

_SEVERITIES = {Level.note: "info", Level.warning: "warning", Level.error: "error"}


def written(checked: Checked, view: View) -> str:
    """Give the findings file by file; those known to the baseline or vouched for are left out."""
    root = Element("checkstyle", version="4.3")
    files: dict[str, Element] = {}
    for finding in unsettled(checked, view):
        place = place_of(finding.diagnostic, view)
        if place.path not in files:
            files[place.path] = SubElement(root, "file", name=visible(place.path))
        SubElement(
            files[place.path],
            "error",
            line=str(place.line),
            column=str(place.column),
            severity=_SEVERITIES[finding.diagnostic.code.level],
            message=message_of(finding, view),
            source=f"handbook.{visible(finding.rule)}",
        )
    return as_xml(root)
