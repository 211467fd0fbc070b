"""The words for what a remark is, how sure its place is, and what becomes of its change: the same in every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from pipeline.manuscript.manuscript import OBJECT
from pipeline.messages import Say
from pipeline.messages import mark as _
from pipeline.review.changing import Fate
from pipeline.review.remark import Certainty, Remark, Sort

SORTS: Mapping[Sort, str] = MappingProxyType(
    {"comment": _("Comment"), "insertion": _("Addition"), "deletion": _("Deletion"), "replacement": _("Replacement")}
)
CERTAINTIES: Mapping[Certainty, str] = MappingProxyType(
    {
        "exact": _("placed on the very words"),
        "near": _("placed nearby"),
        "conflict": _("in conflict with today’s sources"),
        "nowhere": _("without a place"),
    }
)
FATES: Mapping[Fate, str] = MappingProxyType(
    {
        "ready": _("can be applied"),
        "twin": _("can be applied, with another remark that asks for the same"),
        "unsure": _("to be made by hand"),
        "crossed": _("to be made by hand: another change stands on the same words"),
        "unwritable": _("to be made by hand: its file cannot hold it as it is"),
        "done": _("in the sources already"),
        "none": "",
    }
)


def seen(words: str) -> str:
    """Give words that changed, with a sign for each where they are blanks only: nobody would see them."""
    return (
        words if words.strip() else words.replace("\n", "¶").replace("\t", "→").replace(" ", "␣").replace("\u00a0", "␣")
    )


def without_objects(remark: Remark, say: Say) -> Remark:
    """Give a remark with words for pictures and formulas, of which the returned file has only the place."""
    said = say("[picture or formula]")
    old, new, context = (one.replace(OBJECT, said) for one in (remark.old, remark.new, remark.context))
    return replace(remark, old=old, new=new, context=context)


def sort_word(remark: Remark, say: Say) -> str:
    """Say what a remark is; an answer to a comment of ours says on which marker."""
    if remark.on_marker and remark.is_resolved and not remark.author:
        return say("Marker {number} marked as dealt with", number=remark.on_marker)
    if remark.on_marker:
        return say("Answer about marker {number}", number=remark.on_marker)
    return say(SORTS[remark.sort])


def notes(remark: Remark, fate: Fate, say: Say, *, is_noted: bool) -> Iterator[str]:
    """Say what else is to be known of a remark."""
    if remark.certainty != "exact":
        yield say(CERTAINTIES[remark.certainty])
    if remark.sort != "comment" and not remark.is_tracked:
        yield say("changed without being tracked")
    if fate != "none" and (fate != "unsure" or remark.certainty == "exact"):
        yield say(FATES[fate])
    if is_noted:
        yield say("noted in the sources")
    if remark.is_resolved:
        yield say("dealt with")


def summary(certainties: Mapping[str, int], sorts: Mapping[str, int], ready: int, say: Say) -> Iterator[str]:
    """Say the counts, a sentence each: of what, how sure their places are, what can be applied."""
    changed = sum(sorts.values()) - sorts["comment"]
    parts = [_counted(sorts["comment"], _("one comment"), _("{count} comments"), say)]
    parts += [_counted(changed, _("one change of the text"), _("{count} changes of the text"), say)]
    yield ", ".join(filter(None, parts))
    yield ", ".join(f"{certainties[key]} {say(title)}" for key, title in CERTAINTIES.items() if certainties[key])
    if changed:
        yield _counted(ready, _("one change can be applied"), _("{count} changes can be applied"), say) or say(
            "no change can be applied"
        )


def _counted(count: int, one: str, many: str, say: Say) -> str:
    return "" if not count else say(one) if count == 1 else say(many, count=count)
