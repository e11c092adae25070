"""A misbehaving server, and settings that do not wait long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from support.http_server import Server, http_server
from wireroom.fetch import ask_in_turn
from wireroom.models import Exchange
from wireroom.settings import FetchLimits, Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

Fetch = Callable[..., Exchange]


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


@pytest.fixture
def settings() -> Settings:
    limits = FetchLimits(
        connect_timeout=1.0,
        read_timeout=0.5,
        total_timeout=1.2,
        max_bytes=3_000_000,
        max_redirects=4,
        slow_after=0.4,
        host_share=0.8,
    )
    return Settings(limits=limits, family_pause=0.0, user_agent="Wireroom/test (+https://example.org/)")


@pytest.fixture
def fetch(settings: Settings) -> Fetch:
    """`fetch(url)`: one private document, as a loopback server is."""

    def fetch_one(url: str, *, private: bool = True, **changes: object) -> Exchange:
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        with ask_in_turn(changed, clock=lambda: NOW) as ask:
            return ask(url, private)

    return fetch_one
