"""Every case of the conformance suite, asked over HTTP, read as a poll reads it: its right answer is ours."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from wireroom.fetch import fetch_feeds
from wireroom.models import Article, Exchange, Feed, FeedSpec, Landed, LandedRef, LoadItem, Outcome
from wireroom.newsroom import ConformanceApp, NewsroomServer, conformance_cases
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.settings import Budget, Settings
from wireroom.transform.transform_poll import transform_poll

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SITE = "http://suite.localhost"
REF = LandedRef("file:///nowhere.warc.gz", "urn:uuid:0")


@pytest.fixture(scope="module")
def suite() -> Iterator[NewsroomServer]:
    with NewsroomServer(ConformanceApp()) as server:
        yield server


@pytest.fixture
def settings(suite: NewsroomServer, tmp_path: Path) -> Settings:
    environment = {
        "WIREROOM_HOME": str(tmp_path),
        "WIREROOM_CONNECT_TO": f"*.localhost:80=127.0.0.1:{suite.port}",
    }
    return replace(Settings.from_environment(environment), family_pause=0.0)


def poll(feed: Feed, settings: Settings) -> tuple[Exchange, LoadItem]:
    (exchange,) = fetch_feeds([feed], settings, clock=lambda: NOW)
    watch = Watchdog(Budget(), RefusedDocuments())
    return exchange, transform_poll(feed, Landed(exchange, REF), settings, watch, now=NOW, random=lambda: 0.5)


def said(article: Article, key: str) -> Any:
    value = getattr(article, key)
    if key in ("published", "updated"):
        at = value.at if value else None
        return at and (
            at.date().isoformat() if value.precision == "day" else at.strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", conformance_cases())
def test_the_answer_is_the_right_one(name: str, settings: Settings) -> None:
    expected = conformance_cases()[name].expected
    feed = Feed(1, FeedSpec(f"{SITE}/{name}", private=True))
    _, transformed = poll(feed, settings)
    result = transformed.result
    assert result is not None
    wanted = expected.get("entries", expected.get("first_entries", []))
    found = [{key: said(article, key) for key in want} for article, want in zip(transformed.articles, wanted)]  # noqa: B905
    assert (result.outcome, found) == (expected.get("outcome", result.outcome), wanted), result.detail
    if "entries" in expected:
        assert len(transformed.articles) == len(wanted)
    if "outcome" not in expected:
        assert result.outcome in (Outcome.OK, Outcome.MALFORMED)
    if again := expected.get("again"):
        assert poll(replace(feed, validators=result.validators), settings)[0].outcome == again


def test_the_list_is_for_people_and_for_programs(suite: NewsroomServer) -> None:
    """Another reader takes cases.json, asks each URL, and compares."""
    home = f"http://127.0.0.1:{suite.port}"
    page = get(home).decode()
    listed = json.loads(get(f"{home}/cases.json"))
    assert {case["name"] for case in listed} == set(conformance_cases())
    assert all(f'href="{urlsplit(case["url"]).path}"' in page for case in listed)
    assert get(listed[0]["url"]).strip()
    assert all(case["source"] and case["shows"] and case["expected"] for case in listed)


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bytes(answer.read())
