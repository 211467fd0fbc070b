"""Words that Word looks up elsewhere: a reference that says the title of what it leads to."""

from __future__ import annotations

from pipeline.emit.docx.ast import Nodes, raw

_LOOK = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'


def looked_up(drawn: Nodes, bookmark: str) -> Nodes:
    """Give words as what a field gives that looks a bookmark up (ISO/IEC 29500-1, 17.16.5.51).

    It keeps the look of a link when it is brought up to date.
    """
    begin = (
        f'<w:r>{_LOOK}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{_LOOK}<w:instrText xml:space="preserve"> REF {bookmark} \\h \\* CHARFORMAT </w:instrText></w:r>'
        f'<w:r>{_LOOK}<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return [raw(begin), *drawn, raw(f'<w:r>{_LOOK}<w:fldChar w:fldCharType="end"/></w:r>')]
