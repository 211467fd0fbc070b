"""Nothing lost, measured: the words and things of the model against those found in each finished file.

`expected` reads the model (`fields` says which of its fields count), `page`, `site`, `epub`, `word`, `odt` and `pdf`
read the files back by other means than those that made them, `compare` finds words in a text, `losses` says what is
missing and where, `verdict` what of it handbook.yml accepts and how it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from pipeline.build.verify.expected import FRONT, stretches
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.losses import Verdict, checked
from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.emit.html.book import book_titles
from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.look import Look, look
from pipeline.messages import speaker
from pipeline.model import Handbook
from pipeline.model.kind import kind_title

FILES: MappingProxyType[str, str] = MappingProxyType(
    {
        "docx": "handbook.docx",
        "odt": "handbook.odt",
        "pdf": "handbook.pdf",
        "html": "handbook.html",
        "epub": "handbook.epub",
        "site": "site/",
    }
)
"""The file of each output that is verified; one that ends in a stroke is a folder."""

Finished: TypeAlias = bytes | Mapping[str, bytes]
"""A finished output: a file, or the files of a folder by their paths in it."""


def finished_of(output: str, files: Mapping[str, bytes]) -> Finished:
    """Give what an output is among the files of a build.

    Raises:
        KeyError: it is not there.
    """
    name = FILES[output]
    if not name.endswith("/"):
        return files[name]
    return {file.removeprefix(name): data for file, data in files.items() if file.startswith(name)}


def verified(handbook: Handbook, files: Mapping[str, Finished]) -> tuple[Verdict, ...]:
    """Compare finished files, by the name of their output, with the model that they were made of.

    Raises:
        StopBuildError: a file is not what its name says (E142).
    """
    ids = frozenset(book_titles(handbook))
    chapters = tuple(page.id for part in handbook.parts for page in part.chapters)
    fronts = frozenset(part.id for part in handbook.parts if part.title) | {TODO_ID}
    places = Places(chapters, fronts - frozenset(chapters), ids, _notes(handbook))
    expected = stretches(handbook, ids)
    style = look()
    verdicts = []
    for output, data in files.items():
        try:
            holds = _read(output, data, places, style)
        except UnreadableError as error:
            raise StopBuildError(found(Code.E142, None, file=FILES[output], problem=error)) from error
        verdicts.append(Verdict(output, FILES[output], checked(expected, {FRONT: Found("", ()), **holds})))
    return tuple(verdicts)


def _notes(handbook: Handbook) -> frozenset[str]:
    """Give what the notes beside the text of a draft say: the kind of each marker, and whose it is."""
    say = speaker(handbook.identity.language)
    kinds = {say(kind_title(marker.kind)) for marker in handbook.markers}
    return frozenset(kinds | {f"@{marker.owner}" for marker in handbook.markers if marker.owner})


def _read(output: str, data: Finished, places: Places, style: Look) -> Mapping[str, Found]:
    """Read a file back with the reader of its output; a reader is loaded when it is asked for."""
    if not isinstance(data, bytes):
        from pipeline.build.verify.site import read_site

        return read_site(data, places)
    match output:
        case "docx":
            from pipeline.build.verify.word import read_word

            return read_word(data, places)
        case "odt":
            from pipeline.build.verify.odt import read_odt

            return read_odt(data, places)
        case "pdf":
            from pipeline.build.verify.pdf import read_pdf

            return read_pdf(data, places, style)
        case "epub":
            from pipeline.build.verify.epub import read_epub

            return read_epub(data, places)
        case _:
            from pipeline.build.verify.page import read_page

            return read_page(data, places)
