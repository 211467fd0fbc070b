"""Functions of a locked library replaced by others for a while."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(holder: Any, functions: Mapping[str, Any]) -> Iterator[None]:
    """Put functions in place of those of a module or class, by name, while the block runs."""
    before = {name: holder.__dict__[name] for name in functions}
    for name, function in functions.items():
        setattr(holder, name, function)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(holder, name, function)
