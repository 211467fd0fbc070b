"""Emoji kept as characters, with their name for readers who cannot see them (the door to `emoji`)."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from pipeline.emit.html.tag import joined, tag

# Quick test before the slow search: no emoji lies below these, but for keycaps (U+20E3).
_MAYBE = re.compile("[\u203c-\u33ff\U0001f000-\U0001faff]")
_SPOKEN = ("fr", "en", "de", "es", "it", "pt", "ar", "fa", "id", "ja", "ko", "ru", "tr", "zh")


def emoji_name(sign: str, language: str) -> str:
    """Give the name of an emoji in a language, or in English where the list lacks that language."""
    from emoji import demojize

    primary = language.split("-")[0].lower()
    name = demojize(sign, language=primary if primary in _SPOKEN else "en")
    return name.strip(":").replace("_", " ").replace("-", " ") if name != sign else sign


def with_emoji(text: str, language: str) -> Markup:
    """Give a text escaped, each emoji in it named.

    A character that Unicode shows as text unless told otherwise (©, ↔, ✔ without U+FE0F) is left as text.
    """
    if not _MAYBE.search(text):
        return escape(text)
    from emoji import EMOJI_DATA, STATUS, emoji_list

    pieces: list[Markup] = []
    done = 0
    for match in emoji_list(text):
        sign = str(match["emoji"])
        if len(sign) == 1 and EMOJI_DATA[sign]["status"] == STATUS["unqualified"]:
            continue
        start, end = int(match["match_start"]), int(match["match_end"])
        label = emoji_name(sign, language)
        pieces += [escape(text[done:start]), tag("span", sign, class_="emoji", role="img", aria_label=label)]
        done = end
    return joined([*pieces, escape(text[done:])])
