"""What a marker carries besides its words: who is to see to it, by when, and how pressing it is.

`[ENRICHIR @lea avant le 2026-12-31, urgent]`: its author writes it inside the brackets, or right after the words where
that leaves no doubt. None of it is part of what makes a marker the same marker tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model import MarkerPriority
from pipeline.model.dates import read_date

_OWNER = r"(?<![\w.@/])@(?:[\w][\w.-]*\w|\w)"
_ISO = r"\d{4}-\d\d?-\d\d?(?![\w-])"
_DAY = (
    rf"(?:{_ISO}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}(?!\w)|"
    r"\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d_]{3,9}\.?,?\s+\d{4}(?!\w)|"
    r"[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?!\w))"
)
_BY = (
    r"(?:au\s+plus\s+tard\s+(?:le\s+)?|(?:avant|pour|d['’]ici)\s+(?:le\s+|au\s+)?|(?:échéance|date\s+limite|deadline)\s*"
    r":?\s*|(?:no\s+later\s+than|due(?:\s+(?:by|on))?|by|before|until)\s+(?:the\s+)?)"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+|dimanche\s+|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
)
_HIGH = (
    r"(?:(?:très\s+)?urgente?s?|prioritaires?|(?:haute|forte)\s+priorité|priorité\s*:?\s*(?:haute|élevée|forte|1)|"
    r"(?:high|top)\s+priority|priority\s*:?\s*(?:high|1)|(?-i:P[01]))\b"
)
_LOW = (
    r"(?:(?:pas|non|not)\s+urgente?s?|(?:basse|faible)\s+priorité|priorité\s*:?\s*(?:basse|faible|3)|low\s+priority|"
    r"priority\s*:?\s*(?:low|3)|(?-i:P[34]))\b"
)
_USUAL = (
    r"(?:priorité\s*:?\s*(?:moyenne|normale|2)|(?:medium|normal)\s+priority|priority\s*:?\s*(?:medium|normal|2)|"
    r"(?-i:P2))\b"
)
# What such words must be followed by, to be no words of a sentence.
_DONE = (
    r"(?=\s*(?:[^\w\s]|$|\d{4}-)|\s+(?:avant|pour|d['’]ici|au\s+plus|by|before|due|(?-i:P[0-4])|(?:très|pas|non|not)\s+"
    r"urgent|urgent|priorité|haute|forte|basse|faible|high|low|top|priority)\b)"
)

# One thing that a marker carries; `\ufffc` is a person who is mentioned (`flat.OPAQUE`).
_ITEM = (
    rf"(?:(?P<owner>{_OWNER})|(?P<by>\b{_BY})(?P<day>{_DAY})|(?P<iso>{_ISO})|"
    rf"(?P<low>\b{_LOW}){_DONE}|(?P<usual>\b{_USUAL}){_DONE}|(?P<high>\b{_HIGH}){_DONE})"
)
_ITEMS = re.compile(_ITEM, re.IGNORECASE)
_SHOUTED = re.compile(r"\s*(!+)\s*[\])]?$")
_NAMED = re.compile(r"^((?:TODO|FIXME|TBD))\(([^()]+)\)")
_NAMES = re.compile(r"\s*[,;&/]\s*|\s+(?:et|and)\s+")
_BARE_ITEM = re.sub(r"\?P<\w+>", "?:", _ITEM)

# What may follow a kind's words in its bracket, whatever the kind.
_LAST = re.compile(rf"(?:[\s:,;(–—-]*(?:{_BARE_ITEM}|\ufffc)\)?)+[\s!.]*$", re.IGNORECASE)
# Right after a marker: in round brackets of its own, or before a colon, a dash or the end of the line.
_AFTER_BRACKET = re.compile(rf"\s*\((?P<said>(?:[\s:,;–—-]*{_BARE_ITEM})+)\s*\)", re.IGNORECASE)
# Or alone to the end of its line, which then says nothing else.
_ALONE = re.compile(
    rf"(?P<said>(?:[^\S\n]*[:,;–—-]?[^\S\n]*{_BARE_ITEM})+)[^\S\n]*[.!]?[^\S\n]*(?=\n|$)", re.IGNORECASE
)
_AFTER_WORDS = re.compile(rf"(?P<said>(?:[\s,(]+{_BARE_ITEM}\)?)+)(?=\s*(?:[:;.–—-]|$|\n))", re.IGNORECASE)
# « les chiffres d'avant le 31/12/2025 », « la version du 2024-01-05 »: a date of what is written about.
_OF = re.compile(
    r"(?:\bd['’]|\b(?:de|du|des|le|la|les|au|aux|en|dès|depuis|et|à|version|of|from|since|the|on|in|and))\s*$",
    re.IGNORECASE,
)
# What stands before « urgent » where it is no word of a sentence: a sign, words in capitals, or « à » and a verb alone.
_APART = re.compile(r"(?:^|[\[(:,;.–—-]|\b[A-ZÀ-Ý]{3,})\s*$")
_VERB_ALONE = re.compile(r"^[\[(]?\s*(?:(?:à|to(?:\s+be)?)\s+)?\w+(?:\s+à\s+jour)?\s*$", re.IGNORECASE)


class Carried(NamedTuple):
    """What a marker carries.

    Attributes:
        owner: the name after an `@` or in `TODO(name)`, the first of several, else "".
        due: an ISO 8601 date, else "".
        priority: "high", "low", or "" where it says nothing of it.
        bare: the marker's words without all that.
    """

    owner: str
    due: str
    priority: MarkerPriority
    bare: str


class After(NamedTuple):
    """What is said right after a marker: a date, a priority, and where it ends (where the marker ends, for nothing)."""

    due: str
    priority: MarkerPriority
    end: int


class _Item(NamedTuple):
    """One thing that is carried, and the characters that say it."""

    start: int
    end: int
    owner: str = ""
    due: str = ""
    priority: MarkerPriority = ""


def first_name(names: str) -> str:
    """Give the first of the names in `TODO(lea, omar)`, without its sign."""
    return _NAMES.split(names.strip())[0].lstrip("@")


def _date(words: str) -> str:
    """Give a date as ISO 8601; "" for one that no calendar has."""
    found = read_date(words)
    return found.iso if found is not None else ""


def _item(match: re.Match[str], before: str) -> _Item | None:
    """Read one thing; None where it belongs to the words. `before` is what stands before it, other things aside."""
    start, end = match.span()
    if match["owner"]:
        return _Item(start, end, owner=match["owner"][1:])
    if match["day"] or match["iso"]:
        due = "" if _OF.search(before) else _date(match["day"] or match["iso"])
        return _Item(start, end, due=due) if due else None
    if not _APART.search(before) and not _VERB_ALONE.match(before):
        return None
    return _Item(start, end, priority="high" if match["high"] else "low" if match["low"] else "")


def _items(words: str) -> Iterator[_Item]:
    """Give what words carry, in order."""
    before, at = "", 0
    for match in _ITEMS.finditer(words):
        before += words[at : match.start()]
        item = _item(match, before)
        if item is None:
            before += match.group()
        else:
            yield item
            before = before.rstrip() + ","  # what follows another thing is set apart from the words
        at = match.end()
    shouted = _SHOUTED.search(words) if words[:1] in "[(" else None
    if shouted:
        yield _Item(*shouted.span(1), priority="high")


def _due(items: Iterable[_Item]) -> str:
    return next((item.due for item in items if item.due), "")


def _priority(items: Iterable[_Item]) -> MarkerPriority:
    return next((item.priority for item in items if item.priority), "")


def carried(words: str) -> Carried:
    """Give what a marker's words carry, brackets included in them."""
    named = _NAMED.match(words)
    owner, bare, at = "", "", 0
    if named:
        owner, bare, at = first_name(named[2]), named[1], named.end()
    found = [item for item in _items(words) if item.start >= at]
    for item in found:
        bare += words[at : item.start]
        at = item.end
    bare += words[at:]
    owner = owner or next((item.owner for item in found if item.owner), "")
    return Carried(owner, _due(found), _priority(found), bare)


def impossible_date(words: str) -> str:
    """Give the first date in figures that a marker's words set and no calendar has (“2026-02-31”), else ""."""
    for match in _ITEMS.finditer(words):
        day = match["day"] or match["iso"] or ""
        if day and not any(map(str.isalpha, day)) and not _date(day) and not _OF.search(words[: match.start()]):
            return day
    return ""


def without_last(text: str, start: int, end: int) -> int:
    """Give where the words of a bracket end, characters `start` to `end` of a text: before what it carries last."""
    last = _LAST.search(text, start, end)
    return last.start() if last is not None else end


def after(text: str, start: int, end: int) -> After:
    """Give what is said right after the marker that is characters `start` to `end` of a text.

    A marker in brackets is followed by the text it is about, which may begin with a date: there only round brackets
    that hold nothing else count, and the rest of a line that says nothing else.
    """
    patterns = (_AFTER_BRACKET, _ALONE) if text[start] in "[(" else (_AFTER_WORDS,)
    limit = min(len(text), end + 200)
    said = next((match for pattern in patterns if (match := pattern.match(text, end, limit))), None)
    if said is None:
        return After("", "", end)
    found = tuple(_items("," + said["said"]))
    due, priority = _due(found), _priority(found)
    return After(due, priority, said.end()) if due or priority else After("", "", end)
