"""`git pull` changes files under a server that runs: it goes on with those that it was started with."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from support.pages import StubGateway
from wireroom.settings import Settings
from wireroom.store import queries
from wireroom.ui import render
from wireroom.ui.app import build_app


def test_the_pages_have_every_query_in_memory_once_they_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.query.cache_clear()
    build_app(Settings(), StubGateway(), lambda: datetime.now(UTC))
    monkeypatch.setattr(queries, "SQL_FOLDER", tmp_path)
    assert "news." in queries.query("ui/hours")


def test_the_pages_have_every_template_in_memory_once_they_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer template wanted a value that the server did not give, and its page was an error."""
    newer = tmp_path / "about.html"
    newer.write_text("old")
    monkeypatch.setattr(render, "PackageLoader", lambda name: FileSystemLoader(tmp_path))
    render.environment.cache_clear()
    try:
        build_app(Settings(), StubGateway(), lambda: datetime.now(UTC))
        newer.write_text("new {{ value }}")
        os.utime(newer, (0, 0))
        assert render.environment().get_template("about.html").render() == "old"
    finally:
        render.environment.cache_clear()
