"""Fixtures for commands on a list of feeds: the list, the command, and a server of feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.http_server import Server, http_server
from wireroom.cli.main import main


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A list of feeds that holds `TEXT` of the test's module."""
    path = tmp_path / "feeds.yaml"
    path.write_text(request.module.TEXT)
    return path


@pytest.fixture
def run(file: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Callable[..., int]:
    """`run("list", …)` with a database of one's own; the exit code."""
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("WIREROOM_FAMILY_PAUSE", "0")
    return lambda *words: main(["feeds", *words])


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running
