"""Pictures named by pages: found in the source folder, or reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.drawings import tell_drawing
from pipeline.ingest.folder import Folder
from pipeline.messages import mark as _
from pipeline.source import Span

Find: TypeAlias = Callable[[str, Span], str]

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
# Why a picture cannot be put on the cover.
_MISSING = _("there is no such file")
_NO_PICTURE = _("it is no picture of the source folder that can be read")


def finder(source: Folder, files: folder.Index, page: str, report: Report) -> Find:
    """Give the function that resolves a picture written on `page`: its path, or "" with a report of why not."""

    def find(written: str, place: Span) -> str:
        target = written.strip()
        if target.lower().startswith("data:"):
            report(found(Code.S144, place))
            return ""
        if _SCHEME.match(target):
            code = Code.S142 if target.lower().startswith(("http:", "https:", "//")) else Code.S141
            report(found(code, place, image=target[:80]))
            return ""
        path = folder.resolve(files, page, target.split("?")[0].split("#")[0]) if target else ""
        if path is None:
            report(found(Code.S141, place, image=target))
            return ""
        if not path:
            report(found(Code.S140, place, image=target))
            return ""
        if not _is_picture(source, path):
            report(found(Code.S143, place, image=target))
            return ""
        if path.lower().endswith(".svg"):
            tell_drawing(path, source.read(path), report)
        return path

    return find


def cover_picture(source: Folder, files: folder.Index, written: str, place: Span, report: Report) -> str:
    """Give the path of the picture that handbook.yml names, at a place of it; "" for one that cannot be used (S220)."""
    told: list[Code] = []
    path = finder(source, files, place.file, lambda finding: told.append(finding.code))(written, place)
    if not path:
        problem = _MISSING if Code.S140 in told else _NO_PICTURE
        report(found(Code.S220, place, file=written, problem=problem))
    return path


def _is_picture(source: Folder, path: str) -> bool:
    if not path.lower().endswith(folder.PICTURES):
        return False
    try:
        head = source.read(path)[:1024]
    except OSError:
        return False
    if path.lower().endswith(".svg"):
        # Entities can name other files or multiply themselves: a drawing has no use for them.
        return (b"<svg" in head or b"<?xml" in head or b"<!DOCTYPE" in head) and b"<!ENTITY" not in source.read(path)
    return head.startswith(_SIGNATURES)
