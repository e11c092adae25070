"""`git pull` changes files under a server that runs: it goes on with those that it was started with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.pages import StubGateway
from wireroom.settings import Settings
from wireroom.store import queries
from wireroom.ui.app import build_app


def test_the_pages_have_every_query_in_memory_once_they_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.query.cache_clear()
    build_app(Settings(), StubGateway(), lambda: datetime.now(UTC))
    monkeypatch.setattr(queries, "SQL_FOLDER", tmp_path)
    assert "news." in queries.query("ui/hours")
