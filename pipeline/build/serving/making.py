"""The PDF and the Word file of the book as it is now, made in a process beside the preview, which stays alive."""

from __future__ import annotations

from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType

from pipeline.build import stages
from pipeline.build.run import order_of
from pipeline.build.serving.shown import unforeseen
from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.emit import EMITTERS
from pipeline.model import Handbook
from pipeline.model.coding import decode, encode

# What can be asked for: the file of each output, and its type.
DOCUMENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pdf": ("handbook.pdf", "application/pdf"),
        "docx": ("handbook.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    }
)


def document(name: str, handbook: Handbook, place: Path) -> bytes | Diagnostic:
    """Make a document of a book whose pictures stand in the folder `place`, or give why it can't be made."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(name, encode(handbook), place, theirs), daemon=True)
    try:
        process.start()
        theirs.close()
        made: bytes | Diagnostic = ours.recv()
    except (EOFError, OSError) as error:  # it died: no memory left, or somebody ended it
        made = unforeseen(error)
    finally:
        process.kill()
        process.join()
    return made


def _make(name: str, model: bytes, place: Path, answer: Connection) -> None:
    """Make a document in a process of its own and send it back."""
    try:
        answer.send(_made(name, model, place))
    except StopBuildError as stop:
        answer.send(stop.diagnostic)
    except Exception as error:  # noqa: BLE001  (whatever it is, the preview goes on and says it)
        answer.send(unforeseen(error))


def _made(name: str, model: bytes, place: Path) -> bytes:
    opened = stages.open_sources(place, lambda _finding: None)
    return EMITTERS[name](order_of(decode(model), opened, "draft"))[DOCUMENTS[name][0]]
