"""Many small feeds on a loopback server, and the settings that lead to them, for tests of whole runs."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.http_server import Answer, Server, http_server, response
from wireroom import sources
from wireroom.models import FeedSpec
from wireroom.settings import FetchLimits, Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RSS = """<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://{name}.example/{title}</link>
<description>All about {title}.</description><pubDate>{date}</pubDate></item>"""


@dataclass
class Farm:
    """What serves the feeds, and a clock set by hand."""

    server: Server
    settings: Settings
    now: datetime = NOW

    def clock(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)

    def subscribe(self, feeds: int, *, families: int = 1, seconds: float = 0.0, alone: int = 0) -> None:
        """So many feeds in so many families, then some `alone` in theirs; each answers after `seconds`."""
        specs = []
        for number in range(feeds + alone):
            path = f"/{number}"
            self.server.on(path, slow(rss(f"feed {number}", [f"entry-{number}"], at=self.now), seconds))
            family = f"family-{number % families}" if number < feeds else f"alone-{number}"
            specs.append(FeedSpec(f"http://{family}.localhost{path}", private=True))
        sources.add_feeds(self.settings.feeds_file, specs)
        with connect(self.settings.database_url) as conn:
            sync_feeds(conn, sources.load_feeds_file(self.settings.feeds_file), self.now)

    def environment(self) -> dict[str, str]:
        """What leads a process of its own to the same feeds and the same database."""
        ((asked, actual),) = self.settings.connect_to
        return {
            "WIREROOM_DATABASE_URL": self.settings.database_url,
            "WIREROOM_HOME": str(self.settings.home),
            "WIREROOM_FEEDS_FILE": str(self.settings.feeds_file),
            "WIREROOM_CONNECT_TO": f"{asked}={actual}",
            "WIREROOM_FAMILY_PAUSE": "0",
            "PATH": "/usr/bin:/bin",
        }

    def asked(self) -> Counter[str]:
        """Requests by path."""
        return Counter(asked.path for asked in self.server.asked)


def rss(title: str, entries: list[str], *, at: datetime) -> bytes:
    """A feed of these entries, a minute apart, the newest first."""
    items = "".join(
        ITEM.format(
            title=entry,
            name=title.replace(" ", "-"),
            date=f"{at - timedelta(minutes=number + 1):%a, %d %b %Y %H:%M:%S} GMT",
        )
        for number, entry in enumerate(entries)
    )
    return RSS.format(title=title, items=items).encode()


def slow(body: bytes, seconds: float) -> Answer:
    """An ordinary answer, after a while."""

    def answer(sock: object, asked: object) -> None:
        time.sleep(seconds)
        sock.sendall(response(body, headers={"Content-Type": "application/rss+xml"}))  # type: ignore[attr-defined]

    return answer


@contextlib.contextmanager
def feed_farm(database_url: str, home: Path, **changes: object) -> Iterator[Farm]:
    """A server without feeds yet; `changes` to the settings."""
    with http_server() as server:
        settings = replace(
            Settings.from_environment({"WIREROOM_HOME": str(home), "WIREROOM_DATABASE_URL": database_url}),
            limits=FetchLimits(connect_timeout=5, read_timeout=10, total_timeout=20),
            feeds_file=home / "feeds.yaml",
            connect_to=(("*.localhost:80", f"127.0.0.1:{server.port}"),),
            family_pause=0.0,
            **changes,
        )
        yield Farm(server, settings)
