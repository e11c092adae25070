"""Looking at feeds holds what is said of each, and no more, and promises nothing."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

import pytest

from support.feeds import make_feed
from support.http_server import http_server
from wireroom.feed_list.check_feeds import check_feeds
from wireroom.models import Outcome
from wireroom.parse import MAX_ENTRIES
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = b"<!DOCTYPE html><html><title>News</title><body>" + b"<p>News of the day.</p>" * 20_000


def test_pages_are_kept_only_where_they_are_looked_into_next() -> None:
    """`wireroom feeds check` kept each whole page that came where a feed was listed, up to the end."""
    settings = Settings(family_pause=0.0)
    with http_server() as server:
        specs = [make_feed(n, server.sends(f"/{n}", PAGE)).spec for n in range(30)]
        tracemalloc.start()
        checked = list(check_feeds(settings, specs, clock=lambda: NOW))
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        (asked_for,) = check_feeds(settings, specs[:1], clock=lambda: NOW, with_pages=True)
    assert [each.outcome for each in checked] == [Outcome.NOT_A_FEED] * 30
    assert all(each.page is None for each in checked)
    assert held < 10 * len(PAGE)
    assert asked_for.page is not None
    assert asked_for.page.body == PAGE


@pytest.mark.parametrize("more", [0, 2])
def test_of_a_feed_longer_than_a_poll_takes_in_is_said_what_is_kept(more: int) -> None:
    entries = "".join(
        f"<item><title>Ferry {n}</title><guid>{n}</guid></item>" for n in range(MAX_ENTRIES + more)
    )
    body = f"<rss version='2.0'><channel><title>Harbour</title>{entries}</channel></rss>".encode()
    with http_server() as server:
        spec = make_feed(1, server.sends("/feed", body)).spec
        (checked,) = check_feeds(Settings(family_pause=0.0), [spec], clock=lambda: NOW)
    assert ("5,002 entries, of which a poll takes in the newest 5,000" in checked.words) is bool(more)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "404: nothing at this address"),
        (500, "500: the server failed"),
        (451, "451: withheld for legal reasons"),
    ],
)
def test_who_looks_once_is_promised_no_other_try(status: int, words: str) -> None:
    with http_server() as server:
        spec = make_feed(1, server.sends("/feed", b"", status=f"{status} Sorry")).spec
        (checked,) = check_feeds(Settings(family_pause=0.0), [spec], clock=lambda: NOW)
    assert checked.words == words


def test_an_address_that_nobody_answers_at_is_promised_none_either() -> None:
    spec = make_feed(1, "http://127.0.0.1:1/feed").spec
    (checked,) = check_feeds(Settings(family_pause=0.0), [spec], clock=lambda: NOW)
    assert "refused the connection" in checked.words
    assert "tried again" not in checked.words.lower()
