"""The ODT keeps the schema of its format (OpenDocument 1.3)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.emit.odt import FILE, emit
from pipeline.emit.order import Order
from tests.emit.odf_schema import faults
from tests.emit.sample import sample_order
from tests.emit.sample_dialect import dialect_order
from tests.emit.small import small_order
from tests.emit.test_wide_tables import _table


@pytest.mark.parametrize(
    "order",
    [sample_order("draft"), sample_order("final"), dialect_order("draft"), small_order(_table(9))],
    ids=["draft", "final", "dialect", "turned"],
)
def test_samples_are_valid(order: Order, tmp_path: Path) -> None:
    assert faults(emit(order)[FILE], tmp_path) == []


def test_the_judge_sees_a_fault(tmp_path: Path) -> None:
    data = emit(small_order())[FILE]
    assert any("nonsense" in fault for fault in faults(_with_fault(data), tmp_path))


def _with_fault(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            blob = old.read(name)
            new.writestr(name, blob.replace(b"</office:text>", b"<text:p text:nonsense='1'/></office:text>"))
    return out.getvalue()
