"""The pass that puts back the invisible joiners that exports lose inside emoji.

Some exports drop U+200D from a sequence such as U+1F646 U+200D U+2642 U+FE0F, which is then shown as two
signs. Two kinds are touched, and only where Unicode's list of recommended emoji holds the joined form (UTS #51, ED-17):
a pictograph with a gender sign, and a person with a tool (told as N130, for they might be two).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.diagnostics import Code, found
from pipeline.model import Handbook, Inlines, Text
from pipeline.model.text import Edit, edit, part
from pipeline.model.walk import each, rebuild
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
    places: dict[tuple[str, str, str, Code], Span] = {}

    def mend(inlines: Inlines) -> Inlines:
        return each(inlines, lambda inline: _mended(inline, places, repairs) if isinstance(inline, Text) else inline)

    mended = rebuild(handbook, on_inlines=mend)
    for (_, broken, whole, code), place in places.items():
        context.report(found(code, place, before=broken, after=whole))
    return repairs.put_in(mended)


def _mended(text: Text, places: dict[tuple[str, str, str, Code], Span], repairs: Repairs) -> Text:
    """Give a text with its joiners put back, and note the first place of each emoji in each file."""
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
        key = (place.file, broken, whole, Code.N130 if match.group("role") is not None else Code.N101)
        places[key] = min(places.get(key, place), place)
        repairs.in_text("joiners", text, match.start(), end, whole)
        edits.append(Edit(match.end(), match.end(), _JOINER))
    return edit(text, edits)


@cache
def _is_recommended(sequence: str) -> bool:
    # Imported where a pair was met: its table of all emoji is large.
    from emoji import EMOJI_DATA, STATUS

    known = EMOJI_DATA.get(sequence)
    return known is not None and known["status"] == STATUS["fully_qualified"]
