"""The format `junit`: XML for a CI's tab of tests. A file of the sources is a suite, a finding a test.

Source of the rules: the XML of Ant's JUnit task as Jenkins and GitLab read it. A finding that makes the check fail is
a failure; one known to the baseline or vouched for is skipped; any other passes, and says what it found. A test's name
holds no line, so that a CI knows it again from one run to the next. Why a check stopped is an error.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.view import View, hint_of, message_of, place_of, shown
from pipeline.diagnostics.formats.xml import as_xml
from pipeline.diagnostics.visible import visible

_LONGEST_NAME = 150


def written(checked: Checked, view: View) -> str:
    """Give the suites, in the order of the files."""
    root = Element("testsuites", name="handbook check")
    suites: dict[str, Element] = {}
    names: Counter[tuple[str, str]] = Counter()
    for finding in shown(checked, view):
        path = place_of(finding.diagnostic, view).path
        if path not in suites:
            suites[path] = SubElement(root, "testsuite", name=visible(path))
        suites[path].append(_case(finding, checked, view, names))
    if not suites:
        # A report without a test is taken for one that is missing.
        suite = SubElement(root, "testsuite", name=visible(view.base or "."))
        SubElement(suite, "testcase", classname="handbook", name=view.say("Nothing to report."), time="0")
    for suite in root:
        _count(suite)
    _count(root)
    return as_xml(root)


def _case(finding: Finding, checked: Checked, view: View, names: Counter[tuple[str, str]]) -> Element:
    place, message = place_of(finding.diagnostic, view), message_of(finding, view)
    name = visible(message, _LONGEST_NAME)
    names[place.path, name] += 1
    again = names[place.path, name]
    case = Element(
        "testcase",
        # Jenkins takes what stands before a point for a package.
        classname=visible(str(PurePosixPath(place.path).with_suffix(""))).replace(".", "_"),
        name=name if again == 1 else f"{name} ({again})",
        file=visible(place.path),
        line=str(place.line),
        time="0",
    )
    where = f"{visible(place.path)}:{place.line}:{place.column}"
    told = "\n".join(filter(None, (where, message, hint_of(finding, view))))
    if finding.state != "new":
        reason = visible(finding.reason) or view.say("Known to the baseline.")
        SubElement(case, "skipped", message=reason)
    elif finding.is_failing:
        is_stop = finding.diagnostic is checked.stopped
        SubElement(case, "error" if is_stop else "failure", message=message, type=visible(finding.rule)).text = told
    else:
        SubElement(case, "system-out").text = told
    return case


def _count(element: Element) -> None:
    """Write on a suite, or on all of them, how many tests there are and how they ended."""
    counts = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in counts.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))
    element.set("time", "0")
