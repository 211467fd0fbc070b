"""The pass that puts back the invisible joiners that exports lose inside emoji.

Some exports drop U+200D from a sequence such as U+1F646 U+200D U+2642 U+FE0F, which is then shown as two
signs. Only sequences that Unicode's list of recommended emoji holds with a gender sign are touched (UTS #51,
ED-17).
"""

from __future__ import annotations

import re

from pipeline.diagnostics import Code, found
from pipeline.model import Handbook, Inlines, Text
from pipeline.model.text import Edit, edit, part
from pipeline.model.walk import each, rebuild
from pipeline.normalise.context import Context
from pipeline.source import Span

_JOINER = "\u200d"

# A pictograph that takes a gender sign, its skin tone or U+FE0F if there is one, then the lonely gender sign.
_LOST = re.compile(
    "[⛹🏃🏄🏊🏋🏌👮👯👰👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤼🤽🤾🦸🦹🧍🧎🧏🧔🧖🧗🧘🧙🧚🧛🧜🧝🧞🧟]"
    "[\U0001f3fb-\U0001f3ff\ufe0f]?(?=[♀♂]\ufe0f)"
)
_GENDER_SIGN = 2  # characters: the sign and U+FE0F


def joiners(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with lost joiners put back; each repair is told once per page and emoji (N101)."""
    places: dict[tuple[str, str], Span] = {}

    def mend(inlines: Inlines) -> Inlines:
        return each(inlines, lambda inline: _mended(inline, places) if isinstance(inline, Text) else inline)

    mended = rebuild(handbook, on_inlines=mend)
    for (_, broken), place in places.items():
        whole = broken[:-_GENDER_SIGN] + _JOINER + broken[-_GENDER_SIGN:]
        context.report(found(Code.N101, place, before=broken, after=whole))
    return mended


def _mended(text: Text, places: dict[tuple[str, str], Span]) -> Text:
    """Give a text with its joiners put back, and note the first place of each emoji in each file."""
    if "♂" not in text.text and "♀" not in text.text:
        return text
    lost = list(_LOST.finditer(text.text))
    for match in lost:
        pair = part(text, match.start(), match.end() + _GENDER_SIGN)
        key = (pair.span.file, pair.text)
        places[key] = min(places.get(key, pair.span), pair.span)
    return edit(text, [Edit(match.end(), match.end(), _JOINER) for match in lost])
