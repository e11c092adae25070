"""Every entry of real feeds that were cut into archives and pages is reached, and nothing twice."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora")


@pytest.mark.skipif(
    not (CORPORA / "archive" / "rfc5005.tar.gz").exists(), reason="needs the corpora, see WIREROOM_CORPORA"
)
def test_the_bench_meets_its_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PROJECT / "bench"))
    bench = importlib.import_module("quality_archive")
    try:
        (row,) = bench.measure(CORPORA)
    finally:
        sys.modules.pop("quality_archive", None)
    assert row.ok, row
