"""What stands in a page for another generator to carry out: kept as text, and told (S114).

Hugo's shortcodes, the variables of Jekyll and its like, the imports of MDX, and boxes that are not plain enough to be
read (`admonitions`). Components and `{% … %}` tags are told by the readers of HTML and of GitBook's tags (S160).
"""

from __future__ import annotations

import re

from pipeline.diagnostics import Code, Report, found
from pipeline.model import Blocks, Text
from pipeline.model.text import part
from pipeline.model.walk import walk

# Anywhere in a line.
_ANYWHERE = re.compile(
    r"\{\{[<%].*?[>%]\}\}|\{\{-?\s*(?:site|page|post|include|layout|theme|paginator|content)\.[^}]*\}\}"
)
# At the beginning of a line.
_AT_START = re.compile(
    r"import\s+(?:[\w*{][^'\"]*\sfrom\s+)?['\"][^'\"]+['\"];?|export\s+(?:const|default|function|let)\s.*"
    r"|:{2,}[ \t]*[A-Za-z{].*|(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z].*"
)
_SIGNS = ("{{", "import ", "export ", "::", "!!!", "???")


def tell_foreign(blocks: Blocks, text: str, report: Report) -> None:
    """Tell each such thing in the blocks of a page whose whole text is `text`."""
    if not any(sign in text for sign in _SIGNS):
        return
    for block in blocks:
        for node in walk(block):
            if isinstance(node, Text):
                _tell(node, report)


def _tell(text: Text, report: Report) -> None:
    matches = list(_ANYWHERE.finditer(text.text))
    if text.span.column == 1 and (matched := _AT_START.match(text.text)):
        matches = [matched]
    for match in matches:
        report(found(Code.S114, part(text, *match.span()).span, tag=match.group()))
