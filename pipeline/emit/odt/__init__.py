"""OpenDocument: the finished Word document told again for LibreOffice, element by element.

The Word document that `emit.docx` makes uses few elements and named styles for everything, all of them ours; each
module here tells one kind of them (`styles`, `numbers`, `pages`, `paragraphs`, `runs`, `fields`, `tables`, `drawings`,
`formula`…). What has no telling is never dropped in silence: it is counted, and reported.
"""

from __future__ import annotations
