"""Words that take no hyphen in print: those longer than any language has, and addresses of mail.

WeasyPrint tries every hyphen of a word for every line of it, each try a layout of all that is left: the time grows
with the third power of the word's length (a thousand letters take half a second, nine thousand minutes). Such a word
is an address, a key or a mistake; a hyphen in it would be wrong anyway. In an address of mail it would be copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from pipeline.emit.html.tag import joined, tag

_LONGEST = 60  # letters: the longest words of German and Finnish have fewer
# Without hyphens the time still grows with the square: longer ones are laid out in stretches.
_STRETCH = 1500
_LONG = re.compile(rf"\S{{{_LONGEST + 1},}}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def with_long_words(text: str, draw: Callable[[str], Markup]) -> Markup:
    """Draw a text by `draw`, such words in it in elements of their own. The text that is copied stays the same."""
    if (len(text) <= _LONGEST and "@" not in text) or not (found := list(_LONG.finditer(text))):
        return draw(text)
    pieces: list[Markup] = []
    done = 0
    for match in found:
        pieces.append(draw(text[done : match.start()]))
        word = match[0]
        stretches = [word[start : start + _STRETCH] for start in range(0, len(word), _STRETCH)]
        kind = "endless" if len(stretches) == 1 else "endless stretch"
        pieces += [tag("span", draw(one), class_=kind) for one in stretches]
        done = match.end()
    return joined([*pieces, draw(text[done:])])
