"""The words that stand in outputs for what the model knows as kinds, the same in every format."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.messages import Say
from pipeline.model import CalloutKind, Marker, MarkerLevel, Responsibility, Responsible
from pipeline.model.text import plain

# Backslash escapes (CommonMark 2.4) and the marks of strong text: a marker is kept as written, readers need neither.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STARS = re.compile(r"\*\*|__")


def marker_words(marker: Marker) -> str:
    """Give a marker's words as readers see them: without Markdown's backslashes and stars, on one line."""
    return " ".join(_STARS.sub("", _ESCAPE.sub(r"\1", marker.text)).split())


def callout_word(kind: CalloutKind, say: Say) -> str:
    """Give the word that a callout of this kind begins with."""
    match kind:
        case "info":
            return say("Good to know")
        case "success":
            return say("Good practice")
        case "warning":
            return say("Caution")
        case "danger":
            return say("Danger")
        case "pending":
            return say("Content to come")


def responsible_word(kind: Responsible, say: Say) -> str:
    """Give the word that stands for a kind of responsibility where the author wrote none."""
    match kind:
        case "responsible":
            return say("Responsible")
        case "shared":
            return say("Jointly responsible")
        case "participates":
            return say("Takes part")
        case "informed":
            return say("Is informed")
        case "other":
            return say("Other role")
        case "none":
            return say("no role")


def word_of(cell: Responsibility, said: Mapping[str, str], say: Say) -> str:
    """Give the words of a responsibility: the author's, else those of its sign in the legend, else those of its kind.

    `said` are the author's words for signs, by sign.
    """
    return plain(cell.words) or (said.get(cell.sign) or responsible_word(cell.kind, say) if cell.sign else "")


def level_word(level: MarkerLevel, say: Say) -> str:
    """Give the word for how sure a marker is."""
    match level:
        case "sure":
            return say("to be written")
        case "suspected":
            return say("to be checked")
        case "blank":
            return say("to be filled in")


def size_words(size: int, language: str, say: Say) -> str:
    """Give the size of a file, in bytes, as people say it: "640 ko", "1,2 Mo" (ISO/IEC 80000-13); at least 1 ko."""
    steps = ((10**9, say("{size} GB")), (10**6, say("{size} MB")), (10**3, say("{size} kB")))
    whole = max(size, 10**3)
    unit, words = next(step for step in steps if whole >= step[0] * 0.9995)
    number = f"{whole / unit:.1f}" if whole < unit * 9.95 else f"{whole / unit:.0f}"
    number = number.removesuffix(".0")
    return words.format(size=number if language.startswith("en") else number.replace(".", ","))
