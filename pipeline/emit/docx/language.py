"""Languages as Word names them."""

from __future__ import annotations

# Where Word expects a region and a handbook says only a language.
_REGIONS = {"fr": "fr-FR", "en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt": "pt-PT"}


def word_language(language: str) -> str:
    """Give a language as Word names it: with its region (BCP 47)."""
    return language if "-" in language else _REGIONS.get(language, language)
