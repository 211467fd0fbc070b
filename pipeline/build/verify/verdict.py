"""What is done with losses: those that handbook.yml names are accepted and said; the others are errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.build.verify.losses import KINDS, Kind, Loss, Verdict
from pipeline.config import CONFIG_FILE
from pipeline.config.settings import AcceptedLoss
from pipeline.diagnostics import Code, Diagnostic, found
from pipeline.source import whole_file

_CODES: dict[Kind, Code] = {
    "word": Code.E135,
    "picture": Code.E136,
    "link": Code.E137,
    "table": Code.E138,
    "note": Code.E139,
    "formula": Code.E140,
}


class Judged(NamedTuple):
    """Losses by file: those that are refused, those that are accepted, and the acceptances that serve no more."""

    refused: tuple[tuple[Verdict, Loss], ...]
    accepted: tuple[tuple[Verdict, Loss, AcceptedLoss], ...]
    idle: tuple[AcceptedLoss, ...]


def judged(verdicts: Sequence[Verdict], accepted: Sequence[AcceptedLoss]) -> Judged:
    """Part the losses; an acceptance speaks of one output and of one file of the sources."""
    known: dict[tuple[str, str], AcceptedLoss] = {(one.output, one.file): one for one in accepted}
    refused: list[tuple[Verdict, Loss]] = []
    allowed: list[tuple[Verdict, Loss, AcceptedLoss]] = []
    for verdict in verdicts:
        for loss in verdict.losses:
            named = known.get((verdict.output, loss.where.file))
            if named is None:
                refused.append((verdict, loss))
            else:
                allowed.append((verdict, loss, named))
    served = {(one.output, one.file) for _verdict, _loss, one in allowed}
    looked_at = {verdict.output for verdict in verdicts}
    idle = tuple(one for key, one in known.items() if key not in served and one.output in looked_at)
    return Judged(tuple(refused), tuple(allowed), idle)


def findings(judgement: Judged) -> Iterator[Diagnostic]:
    """Give the diagnostics: each loss at its place in the sources, accepted ones with their reason, idle ones."""
    for verdict, loss in judgement.refused:
        values = {"output": verdict.file, "chapter": loss.title, "text": loss.text}
        if loss.kind == "word":
            values["count"] = str(loss.size)
        yield found(_CODES[loss.kind], loss.where if loss.where.file else None, **values)
    for verdict, loss, named in judgement.accepted:
        yield found(Code.E144, loss.where, output=verdict.file, text=loss.text, reason=named.reason)
    for one in judgement.idle:
        yield found(Code.E145, whole_file(CONFIG_FILE), output=one.output, file=one.file)


def record(verdicts: Sequence[Verdict], judgement: Judged) -> dict[str, Any]:
    """Give everything as plain data, for machines."""
    refused = {(verdict.output, loss) for verdict, loss in judgement.refused}
    return {
        "whole": not judgement.refused,
        "outputs": [_output(verdict, refused) for verdict in verdicts],
        "accepted_no_longer_lost": [{"output": one.output, "file": one.file} for one in judgement.idle],
    }


def _output(verdict: Verdict, refused: set[tuple[str, Loss]]) -> dict[str, Any]:
    return {
        "output": verdict.output,
        "file": verdict.file,
        "chapters": [
            {
                "id": one.stretch.id,
                "title": one.stretch.title,
                **{kind: {"expected": one.counts[kind].expected, "found": one.counts[kind].found} for kind in KINDS},
            }
            for one in verdict.stretches
        ],
        "losses": [
            {
                "kind": loss.kind,
                "chapter": loss.stretch,
                "count": loss.size,
                "text": loss.text,
                "file": loss.where.file,
                "line": loss.where.line,
                "column": loss.where.column,
                "accepted": (verdict.output, loss) not in refused,
            }
            for loss in verdict.losses
        ],
    }
