"""Lengths: Word's twentieths of a point, half points and English metric units as points."""

from __future__ import annotations

_EMU = 12700


def points(amount: float) -> str:
    """Give a length in points."""
    return f"{round(amount, 3):g}pt"


def twips(amount: str | int) -> str:
    """Give twentieths of a point as a length."""
    return points(int(amount) / 20)


def emu(amount: str | int) -> str:
    """Give English metric units as a length."""
    return points(int(amount) / _EMU)


def eighths(amount: str) -> str:
    """Give the width of a line, in eighths of a point, as a length."""
    return points(int(amount) / 8)
