"""A misbehaving server, and settings that wait for a busy machine, or for nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from support.http_server import Server, http_server
from wireroom.fetch import fetch_in_turn
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
    """Patient: where an answer is to come, a machine that is busy with other tests may be slow."""
    limits = FetchLimits(
        connect_timeout=10.0, read_timeout=10.0, total_timeout=30.0, max_bytes=3_000_000, max_redirects=4
    )
    return Settings(limits=limits, family_pause=0.0, user_agent="Wireroom/test (+https://example.org/)")


@pytest.fixture
def short_limits(settings: Settings) -> FetchLimits:
    """For servers that drip or say nothing: all that is waited for is the end of these."""
    return replace(
        settings.limits,
        connect_timeout=1.0,
        read_timeout=0.5,
        total_timeout=1.2,
        slow_after=0.4,
        host_share=0.8,
    )


@pytest.fixture
def fetch(settings: Settings) -> Fetch:
    """`fetch(url)`: one private document, as a loopback server is."""

    def fetch_one(url: str, *, private: bool = True, **changes: object) -> Exchange:
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        with fetch_in_turn(changed, clock=lambda: NOW) as fetch:
            return fetch(url, private)

    return fetch_one
