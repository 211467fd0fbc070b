"""Floor 0: what the program says, in the reader's language, from gettext catalogues.

The code's own texts are English; `locale/fr/LC_MESSAGES/handbook.po` holds the French, made with Babel
(`make messages`), and `libraries.po`, kept by hand, that of what Click and the system say in English. Nothing else in
the project formats a sentence for a person.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

Say = Callable[..., str]

LANGUAGES = ("fr", "en")
_DOMAIN = "handbook"
LIBRARIES = "libraries"
LOCALE = Path(__file__).parent / "locale"


def mark(text: str) -> str:
    """Mark a text for the catalogue where it is defined far from where it is said (gettext's `N_`)."""
    return text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    primary = language.split("-")[0].lower()
    ours = gettext.translation(_DOMAIN, LOCALE, languages=[primary], fallback=True)
    ours.add_fallback(gettext.translation(LIBRARIES, LOCALE, languages=[primary], fallback=True))
    return ours


def speaker(language: str) -> Say:
    """Give the function that says a text in `language` (a BCP 47 tag; English where there is no catalogue).

    `say("{count} markers", count=3)` looks the text up, then fills in the values; a text without values is given
    back as it stands, so braces in it are safe.
    """
    catalogue = _catalogue(language)

    def say(text: str, /, **values: object) -> str:
        said = catalogue.gettext(text) if text else ""
        return said.format(**values) if values else said

    return say
