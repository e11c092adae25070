"""A web page where a feed is listed: its poll says what came and which feeds the page links to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from support.http_server import http_server
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PAGE = """<!DOCTYPE html><html><head><title>Harbour Post</title>
<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';</script>{}</head><body>News</body></html>"""


def test_a_poll_that_meets_a_page_names_the_feeds_that_it_links_to(database_url: str, tmp_path: Path) -> None:
    links = [
        f'<link rel="alternate" type="application/rss+xml" href="/{name}.xml?token=s3cret">'
        for name in "abcdefg"
    ]
    settings = replace(
        Settings.from_environment({"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}),
        feeds_file=tmp_path / "feeds.yaml",
    )
    with http_server() as server:
        home = server.sends("/", PAGE.format("".join(links)).encode())
        bare = server.sends("/bare", PAGE.format("").encode())
        with connect(database_url) as conn:
            specs = [FeedSpec(url, private=True, family="harbour") for url in (home, bare)]
            sync_feeds(conn, specs, NOON)
        run_ingest(replace(settings, family_pause=0.0), key="1", clock=lambda: NOON)
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT url, outcome, detail FROM news.feeds")
        found = {url: (outcome, detail) for url, outcome, detail in cursor.fetchall()}
    outcome, detail = found[home]
    assert outcome == "not_a_feed"
    assert detail.startswith(f"{home} gave no feed but a web page; it links to these feeds: {home}a.xml")
    assert "e.xml" in detail
    assert "f.xml" not in detail
    assert detail.endswith(" and 2 more; list one of them instead")
    assert "s3cret" not in detail
    assert found[bare] == ("not_a_feed", f"{bare} gave no feed but a web page, which links to no feed")
