"""Landing files of several feeds and polls, filed in any order: the same rows, and the same feed state."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from support.filings import NOW, rows
from wireroom.landing import LandingWriter
from wireroom.load import load_landed
from wireroom.models import Exchange, FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run

FULL = "The ferry is late today, and nobody knows when it will come. " * 8
MAIN, SECTION, EVIL = "https://quaypost.com/rss", "https://quaypost.com/sea", "https://evil.example/rss"

# What each feed says, poll by poll, an hour apart: article → text; None: the poll fails.
POLLS: dict[str, list[dict[str, str] | None]] = {
    MAIN: [
        {"ferry": FULL, "crane": "A crane."},
        None,
        {"ferry": FULL + "It came.", "crane": "A crane.", "dock": "Docked."},
        {"ferry": "Withdrawn.", "dock": "Docked. Again."},
    ],
    SECTION: [
        {"ferry": "In short."},
        {"ferry": "In short.", "dock": "Docked."},
        {"ferry": FULL},
        None,
    ],
    EVIL: [
        {"dock": FULL * 3},
        {"ferry": FULL * 3, "crane": "A crane."},
        {"ferry": FULL * 4, "pier": "No pier."},
        {"pier": "No pier at all."},
    ],
}
TABLES = (
    "articles, wireroom.article_heads, wireroom.article_keys, wireroom.copies, wireroom.revisions,"
    " wireroom.sightings, wireroom.publishers, wireroom.feed_states, wireroom.runs, wireroom.run_feeds,"
    " wireroom.rejected, wireroom.article_search, wireroom.search_queue"
)
SHOWN = {
    "articles": "SELECT url, title, text, html, published_at, publisher, first_seen_at, captured_at,"
    " last_seen_at, feed, trust, version, provenance FROM news.articles ORDER BY url",
    "revisions": "SELECT a.url, r.version, r.text, r.changed, r.change_reason, r.captured_at, r.replaced_at,"
    " r.trust FROM news.revisions AS r JOIN news.articles AS a ON a.id = r.article_id ORDER BY 1, 2",
    "sightings": "SELECT a.url, s.feed, s.trust, s.first_seen_at, s.last_seen_at, s.times"
    " FROM news.sightings AS s JOIN news.articles AS a ON a.id = s.article_id ORDER BY 1, s.feed_id",
    "disagreements": "SELECT a.url, d.feed, d.trust, d.captured_at, d.last_captured_at, d.text, d.reason"
    " FROM news.disagreements AS d JOIN news.articles AS a ON a.id = d.article_id ORDER BY 1, d.feed_id, 4",
    "feeds": "SELECT url, site_url, format, outcome, http_status, last_polled_at, last_well_at"
    " FROM news.feeds ORDER BY url",
    "validators": "SELECT feed_id, etag, body_sha256, entries, failures FROM wireroom.feed_states"
    " ORDER BY feed_id",
}


def body(said: dict[str, str]) -> bytes:
    """An RSS feed that calls itself the publisher's."""
    items = "".join(
        f"<item><title>About {name}</title><link>https://www.quaypost.com/{name}</link>"
        f"<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate><description>{text}</description></item>"
        for name, text in said.items()
    )
    site = "<title>The Quay Post</title><link>https://www.quaypost.com/</link>"
    return f"<rss version='2.0'><channel>{site}{items}</channel></rss>".encode()


def exchange(feed_id: int, url: str, at: datetime, said: dict[str, str] | None) -> Exchange:
    """One poll."""
    if said is None:
        return Exchange(feed_id, url, at, Outcome.SERVER_ERROR, "503", status=503)
    read = body(said)
    return Exchange(
        feed_id,
        url,
        at,
        Outcome.OK,
        final_url=url,
        status=200,
        headers=(("Content-Type", "application/rss+xml"), ("ETag", f'"{at:%H}"')),
        body=read,
        body_sha256=hashlib.sha256(read).digest(),
    )


@pytest.fixture
def landed(conn: Connection, tmp_path: Path) -> list[tuple[datetime, str]]:
    """When each file was captured, and where it is; a file a poll of a feed."""
    sync_feeds(conn, [FeedSpec(url=url) for url in POLLS], NOW)
    ids = {status.feed.spec.url: status.feed.id for status in list_feeds(conn)}
    files = []
    for minute, (url, polls) in enumerate(POLLS.items()):
        for hour, said in enumerate(polls):
            at = NOW + timedelta(hours=hour, minutes=minute)
            uri = (tmp_path / f"{ids[url]}-{hour}.warc.gz").as_uri()
            with LandingWriter(uri) as writer:
                writer.add(exchange(ids[url], url, at, said))
            files.append((at, uri))
    return sorted(files)


def filed(conn: Connection, database_url: str, uris: list[str]) -> dict[str, Any]:
    """File into empty tables; what schema news shows then."""
    with conn.cursor() as cursor:
        cursor.execute(f"TRUNCATE wireroom.{TABLES} CASCADE")
    conn.commit()
    settings = Settings(database_url=database_url)
    for number, uri in enumerate(uris):
        run_id = open_run(conn, "ingest", f"run {number}", NOW)
        load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW + timedelta(days=1))
    return {name: rows(conn, statement) for name, statement in SHOWN.items()}


def test_landing_files_may_be_filed_in_any_order(
    conn: Connection, database_url: str, landed: list[tuple[datetime, str]]
) -> None:
    """As captured, backwards, newest first then the rest, and shuffled."""
    uris = [uri for _, uri in landed]
    expected = filed(conn, database_url, uris)
    texts = {row[0].rpartition("/")[2]: row[2] for row in expected["articles"]}
    assert texts == {"ferry": "Withdrawn.", "crane": "A crane.", "dock": "Docked.", "pier": "No pier at all."}
    assert len(expected["disagreements"]) >= 2
    orders = [uris[::-1], uris[-1:] + uris[:-1], uris[6:] + uris[:6]]
    orders += [random.Random(seed).sample(uris, len(uris)) for seed in range(3)]
    for order in orders:
        found = filed(conn, database_url, order)
        for name, shown in expected.items():
            different = [pair for pair in zip_longest(found[name], shown) if pair[0] != pair[1]]
            assert not different, f"{name} differ when filed in the order {order}"
