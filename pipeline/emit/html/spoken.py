"""The words of a screen that no text of the book holds: what its script says, and the names of its themes."""

from __future__ import annotations

import json

from pipeline.messages import Say


def script_words(say: Say) -> str:
    """Give what the script of a screen says, as JSON: a script has no words of its own."""
    return json.dumps(_of_every_screen(say), ensure_ascii=False)


def _of_every_screen(say: Say) -> dict[str, str]:
    return {
        "copy": say("Copy"),
        "copyCode": say("Copy the code"),
        "copied": say("Copied"),
        "notCopied": say("Could not be copied: select the text and copy it by keyboard."),
        "linkCopied": say("Link copied"),
        "enlarge": say("Enlarge"),
        "enlargePicture": say("Enlarge the picture"),
        "close": say("Close"),
    }


def site_words(say: Say) -> str:
    """Give what the script of a site says: that of every screen, and the search."""
    words = {
        **_of_every_screen(say),
        "foundOne": say("One page found"),
        "foundMany": say("{count} pages found"),
        "foundNone": say("Nothing found for “{words}”. Try another word, or fewer letters of it."),
        "noSearch": say("The search needs a server: here, on a disk, use the contents, or find in the page (Ctrl+F)."),
    }
    return json.dumps(words, ensure_ascii=False)


def theme_words(say: Say) -> tuple[str, ...]:
    """Give the words of the choice of theme."""
    return (say("Display"), say("As the system"), say("Light"), say("Dark"), say("High contrast"))
