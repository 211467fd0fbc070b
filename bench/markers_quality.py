"""How well markers are found: precision and recall on the labelled lines, false findings on real handbooks.

Printed: for each level and each kind, the share of what is found that is right (precision) and of what is there that
is found (recall); for each folder of HANDBOOK_CORPORA, its sure findings per 1,000 pages, how many of them a person
judged false, and which nobody has judged yet. The targets: every sure marker found, at most 2 false ones per 1,000
pages.

With `--update` the file of verdicts (tests/markers/labelled/judged.txt) is written anew: verdicts follow their
markers, new findings stand there with `?`, to be replaced by `true` or `false` once somebody has looked.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pipeline.markers import KINDS
from pipeline.model import Marker
from tests.markers.judged import Corpus, Verdict, carried, judge, read_corpora, read_verdicts, write_verdicts
from tests.markers.labels import LEVELS, Score, Seen, look, read_lines, score

PAGES = 1000


def _row(name: str, result: Score) -> str:
    return f"  {name:20} {result.expected:5} {result.precision:10.1%} {result.recall:8.1%}"


def _print_lines(seen: list[Seen]) -> None:
    markers = sum(bool(one.line.labels) for one in seen)
    print(f"markers, {len(seen)} labelled lines: {markers} with a marker, {len(seen) - markers} traps")
    print(f"  {'level':20} {'lines':>5} {'precision':>10} {'recall':>8}   (target: all of sure)")
    levels = score(seen, lambda label: label.level)
    for level in LEVELS:
        print(_row(level, levels.get(level, Score(0, 0, 0))))
    print(f"  {'kind':20}")
    kinds = score(seen, lambda label: f"{label.level} {label.kind}")
    by_kind = {kind.name: [kinds[name] for name in kinds if name.split()[1] == kind.name] for kind in KINDS}
    for name, scores in by_kind.items():
        if scores:
            print(_row(name, Score(*(sum(counts) for counts in zip(*scores, strict=True)))))
    for one in seen:
        if sorted(label[:2] for label in one.line.labels) != sorted(label[:2] for label in one.found):
            print(f"  otherwise than labelled: {one.line.row}  {one.line.text}")


def _print_corpus(corpus: Corpus, judged: list[tuple[Verdict, Marker]]) -> None:
    false = sum(verdict.verdict == "false" for verdict, _marker in judged)
    counts = {level: sum(marker.level == level for marker in corpus.markers) for level in LEVELS}
    print(
        f"  {corpus.name:20} {corpus.pages:5} pages {counts['sure']:5} sure"
        f" ({counts['sure'] * PAGES / max(corpus.pages, 1):5.1f} per 1,000 pages), {false} false;"
        f" {counts['suspected']} suspected, {counts['blank']} blank"
    )
    for verdict, marker in judged:
        if verdict.verdict not in ("true", "false"):
            print(f"    not judged: {marker.kind} {marker.span.file}:{marker.span.line} {marker.text}")


def main() -> None:
    """Measure and print."""
    _print_lines(look(read_lines()))
    named = os.environ.get("HANDBOOK_CORPORA", "")
    if not named:
        print("  real handbooks: HANDBOOK_CORPORA names no folder")
        return
    corpora, verdicts = read_corpora(Path(named)), read_verdicts()
    if "--update" in sys.argv[1:]:
        verdicts = carried(corpora, verdicts)
        write_verdicts(verdicts)
    judged = [judge(corpus, verdicts) for corpus in corpora]
    for corpus, found in zip(corpora, judged, strict=True):
        _print_corpus(corpus, found)
    pages = sum(corpus.pages for corpus in corpora)
    false = sum(verdict.verdict == "false" for found in judged for verdict, _marker in found)
    print(f"  false sure findings: {false * PAGES / max(pages, 1):.1f} per 1,000 pages (target: 2 at most)")


if __name__ == "__main__":
    main()
