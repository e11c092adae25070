"""What `make up` ends with can be read whole, also in a log."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from wireroom.cli.stack.summary import _show_query


@pytest.mark.parametrize("width", [80, 120])
def test_a_long_headline_cuts_no_time(width: int) -> None:
    row = {
        "published_at": datetime(2026, 11, 28, 15, 30, tzinfo=UTC),
        "published_precision": "second",
        "publisher": "The Harbour Post",
        "title": "Aktualizacja: Biblioteka przy ulicy Rybaków otwarta do północy " * 2,
    }
    console = Console(file=io.StringIO(), width=width)
    _show_query(console, [row])
    assert "2026-11-28 15:30  second" in console.file.getvalue()
