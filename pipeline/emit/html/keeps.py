"""What stays together on a page of print, as far as its words tell before it is laid out.

The style sheet keeps headings with what follows, rows and callouts whole, and three lines of a paragraph together.
Here is decided what it cannot see: which paragraphs announce what comes after them, and how tall a piece is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Cards,
    CodeBlock,
    Columns,
    DefinitionList,
    Embed,
    Figure,
    Gallery,
    Heading,
    JobSheet,
    LineBreak,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Strong,
    Table,
    Tabs,
    Text,
)
from pipeline.model.text import plain
from pipeline.model.walk import walk

_ANNOUNCED = BulletList | OrderedList | CodeBlock | Table | Figure | Callout | Quote | Steps | Cards | Columns | Gallery
_ALSO_ANNOUNCED = DefinitionList | MathBlock | Embed | Tabs | SkillsMatrix | ResponsibilityMatrix
_TALL_PIECES = Table | SkillsMatrix | ResponsibilityMatrix | Figure | Gallery | Cards | Columns | JobSheet
_LINE = 66  # letters in a line of text
_LABEL = 80  # letters: a bold paragraph that is longer is no label
_SHORT, _PAGE = 16, 44  # lines: about a third of a page, and about as many as a page holds


def leads(node: Block, before: Block | None, after: Block | None) -> bool:
    """Tell whether a paragraph must not end a page: it announces what follows, or is a line alone under a heading."""
    if not isinstance(node, Paragraph) or after is None or isinstance(after, Heading):
        return False
    if isinstance(before, Heading) and len(plain(node.children)) <= _LINE:
        return True
    if isinstance(after, _ANNOUNCED | _ALSO_ANNOUNCED) and plain(node.children).rstrip().endswith(":"):
        return True
    return _is_label(node)


def ends(items: Sequence[ListItem], place: int) -> str:
    """Give the class of an item that begins or ends a list with a single line, else "": a page ends with no such line.

    What a longer item holds stays together by itself.
    """
    last = len(items) - 1
    if not last or place not in (0, last):
        return ""
    blocks = items[place].blocks
    is_line = len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(plain(blocks[0].children)) <= _LINE
    return ("closes" if place else "opens") if is_line else ""


def _is_label(node: Paragraph) -> bool:
    """Tell whether a paragraph is a few words in bold: the heading that its author did not make."""
    alone = len(node.children) == 1 and isinstance(node.children[0], Strong)
    return alone and len(plain(node.children)) <= _LABEL


def height(blocks: Blocks) -> float:
    """Give about how many lines blocks take in the column; a picture or a table in them counts as half a page."""
    lines = 0.0
    for block in blocks:
        for node in walk(block):
            match node:
                case Text():
                    lines += len(node.text) / _LINE
                case LineBreak():
                    lines += 1
                case Paragraph() | Heading():
                    lines += 0.8
                case CodeBlock():
                    lines += node.text.count("\n") + 2
                case _ if isinstance(node, _TALL_PIECES):
                    lines += _PAGE / 2
                case _:
                    pass
    return lines


def keep(blocks: Blocks) -> str:
    """Give the class of a piece that may be cut but is not where it is short, else ""."""
    return "short" if height(blocks) <= _SHORT else ""


def loosen(blocks: Blocks) -> str:
    """Give the class of a piece that is never cut but where it is taller than a page, else ""."""
    return "tall" if height(blocks) > _PAGE else ""
