"""Formulas that pandoc has no equation for: each is told with its place."""

from __future__ import annotations

from pipeline.diagnostics import found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Order
from pipeline.model import Math, MathBlock
from pipeline.model.walk import walk

_LONGEST = 60  # letters of a formula that a finding quotes


def report_formulas(order: Order, dead: frozenset[str], output: str) -> None:
    """Tell every formula of the book that is one of `dead` (E120)."""
    for part in order.handbook.parts:
        for node in walk(part):
            if isinstance(node, (Math, MathBlock)) and node.text in dead:
                shown = " ".join(node.text.split())
                shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
                order.report(found(Code.E120, node.span, formula=shown, output=output))
