"""The pass that puts back the invisible joiners that exports lose inside emoji.

Some exports drop U+200D from a sequence such as U+1F646 U+200D U+2642 U+FE0F, which is then shown as two
signs. Two kinds are touched, and only where Unicode's list of recommended emoji holds the joined form (UTS #51, ED-17):
a pictograph with a gender sign, and a person with a tool (told as N130, for they might be two).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.diagnostics import Code, Diagnostic, Report, found
from pipeline.model import Handbook, Inlines, Text
from pipeline.model.text import Edit, edit, part
from pipeline.model.walk import Node, each, rebuild, rebuild_around
from pipeline.normalise.by_page import by_itself
from pipeline.normalise.context import Context
from pipeline.normalise.repairing import Repairs
from pipeline.source import Span

_JOINER = "\u200d"
_TONES = "\U0001f3fb-\U0001f3ff"

# A pictograph that takes a gender sign, its skin tone or U+FE0F if there is one, then the lonely gender sign.
_GENDER = (
    "[⛹🏃🏄🏊🏋🏌👮👯👰👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤼🤽🤾🦸🦹🧍🧎🧏🧔🧖🧗🧘🧙🧚🧛🧜🧝🧞🧟]"
    f"[{_TONES}\ufe0f]?(?=[♀♂]\ufe0f)"
)
# A person and what shows a role; which pairs exist, Unicode's list says.
_TOOLS = "⚕⚖✈🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🦰🦱🦲🦳🎄"
_ROLE = f"[👨👩🧑][{_TONES}]?(?=[{_TOOLS}])"
_LOST = re.compile(f"(?<!{_JOINER})(?:{_GENDER}|(?P<role>{_ROLE}))")
_QUICK = re.compile("[♀♂👨👩🧑]")


def joiners(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with lost joiners put back; each repair is told once per page and emoji (N101, N130)."""
    repairs = Repairs(context)
    if not repairs.wants("joiners"):
        return handbook
    told: list[Diagnostic] = []
    page = by_itself("joiners", context._replace(report=told.append), repairs, _mended)
    mended = rebuild_around(handbook, page, lambda rest: _mended(rest, told.append, repairs))
    for finding in _first(told):
        context.report(finding)
    return repairs.put_in(mended)


def _first(told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give each emoji's finding once for each file, at the first of its places."""
    places: dict[tuple[str, Code, tuple[tuple[str, str], ...]], Span] = {}
    for code, place, values in told:
        if place is not None:
            key = (place.file, code, values)
            places[key] = min(places.get(key, place), place)
    return (Diagnostic(code, place, values) for (_file, code, values), place in places.items())


def _mended(node: Node, report: Report, repairs: Repairs) -> Node:
    """Give a page, or what stands around pages, with its joiners put back."""

    def mend(inlines: Inlines) -> Inlines:
        return each(inlines, lambda one: _mended_text(one, report, repairs) if isinstance(one, Text) else one)

    return rebuild(node, on_inlines=mend)


def _mended_text(text: Text, report: Report, repairs: Repairs) -> Text:
    """Give a text with its joiners put back, each told."""
    if _QUICK.search(text.text) is None:
        return text
    edits = []
    for match in _LOST.finditer(text.text):
        end = match.end() + 1
        end += text.text[end : end + 1] == "\ufe0f"
        broken = text.text[match.start() : end]
        whole = match.group() + _JOINER + text.text[match.end() : end]
        if match.group("role") is not None:
            # A tool such as ⚕ is in the list with U+FE0F.
            known = next((form for form in (whole, whole + "\ufe0f") if _is_recommended(form)), None)
            if known is None:
                continue
        place = part(text, match.start(), end).span
        code = Code.N130 if match.group("role") is not None else Code.N101
        report(found(code, place, before=broken, after=whole))
        repairs.in_text("joiners", text, match.start(), end, whole)
        edits.append(Edit(match.end(), match.end(), _JOINER))
    return edit(text, edits)


@cache
def _is_recommended(sequence: str) -> bool:
    # Imported where a pair was met: its table of all emoji is large.
    from emoji import EMOJI_DATA, STATUS

    known = EMOJI_DATA.get(sequence)
    return known is not None and known["status"] == STATUS["fully_qualified"]
