"""OpenDocument: the finished Word document told again for LibreOffice, element by element.

The Word document that `emit.docx` makes uses few elements and named styles for everything, all of them ours; each
module here tells one kind of them (`styles`, `numbers`, `pages`, `paragraphs`, `runs`, `fields`, `tables`, `drawings`,
`formula`…). What has no telling is never dropped in silence: its words stay, and it is reported.
"""

from __future__ import annotations

from pipeline.diagnostics import found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Files, Order

FILE = "handbook.odt"


def emit(order: Order) -> Files:
    """Give `handbook.odt` (OpenDocument 1.3).

    Raises:
        StopBuildError: as for the Word document, where it has not been made yet.
    """
    from pipeline.emit.docx import FILE as WORD
    from pipeline.emit.docx import emit as emit_word
    from pipeline.emit.odt.document import told_again

    word = order.made[WORD] if WORD in order.made else emit_word(order)[WORD]
    made = told_again(word, is_final=order.edition == "final")
    for what in made.unknown:
        order.report(found(Code.E152, None, file=FILE, what=what))
    return {FILE: made.data}
