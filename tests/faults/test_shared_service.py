"""Some hours beside a tenant that says 429 for years, a bridge with a broken route and a blog that drips."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2

from support.http_server import drip, http_server
from wireroom.ingest.run_ingest import run_ingest
from wireroom.settings import Settings

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEED = (
    b"<rss version='2.0'><channel><title>T</title>"
    b"<item><title>A ferry sails</title><guid>%d</guid></item></channel></rss>"
)
TENANTS = 6
HOURS = 6


def test_hours_beside_hostile_siblings_costs_a_feed_none_of_its_polls(
    database_url: str, tmp_path: Path
) -> None:
    with http_server() as server:
        server.sends("/evil", status="429 Never", headers={"Retry-After": "99999999"})
        server.sends("/broken", status="429 Upstream")
        server.on("/drip", drip(0.02))
        for n in range(TENANTS):
            server.sends(f"/{n}", FEED % n)
        urls = {
            "/evil": "evil", "/broken": "bridge", "/drip": "dripping", **{f"/{n}": f"t{n}" for n in range(4)},
            "/4": "bridge", "/5": "bridge",
        }  # fmt: skip
        urls = {path: f"{host}.shared.localhost" for path, host in urls.items()}  # one family
        feeds = tmp_path / "feeds.yaml"
        feeds.write_text(
            "feeds:\n"
            + "".join(
                f"  - {{url: '{server.url(path, host=host)}', private: true, every: 1h}}\n"
                for path, host in urls.items()
            )
        )
        settings = Settings.from_environment(
            {
                "WIREROOM_HOME": str(tmp_path),
                "WIREROOM_DATABASE_URL": database_url,
                "WIREROOM_FEEDS_FILE": str(feeds),
                "WIREROOM_FAMILY_PAUSE": "0",
            }
        )
        limits = replace(settings.limits, slow_after=0.3, host_share=0.6)
        settings = replace(settings, limits=limits)
        red = []
        for minutes in range(0, HOURS * 60, 10):
            now = NOON + timedelta(minutes=minutes)
            report = run_ingest(settings, key=str(minutes), clock=lambda now=now: now)  # type: ignore[misc]
            red += [report.failure] if report.failure else []
        asked = Counter(request.path for request in server.asked)
    assert not red
    assert min(asked[f"/{n}"] for n in range(TENANTS)) >= HOURS - 2, asked
    assert asked["/evil"] == 1, "its own date is kept"
    assert max(asked["/broken"], asked["/drip"]) < HOURS - 1, "they back off, by themselves"
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.feeds WHERE health LIKE 'Well%'")
        assert cursor.fetchone() == (TENANTS,)
