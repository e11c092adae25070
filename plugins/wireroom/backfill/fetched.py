"""The documents of one walk: asked for, landed in files of a few, and known from then on.

A file is published and remembered while the walk goes on: whatever ends the process, the next walk asks only
for what the last file would have held.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from wireroom import store
from wireroom.archive import ArchiveIndex, FeedHistory
from wireroom.backfill.jobs import FeedWalk
from wireroom.fetch import Ask
from wireroom.landing import LandingWriter
from wireroom.models import Exchange, Feed
from wireroom.settings import Settings

AT_ONCE = 10  # answers a file; all that a kill can cost
_SECONDS = 60.0  # or so long, where a server is asked slowly


class Fetched:
    """Asks, lands each answer before anything is made of it, and keeps which file holds it."""

    def __init__(self, settings: Settings, feed: Feed, ask: Ask, name: str) -> None:
        self._settings, self._feed, self._ask, self._name = settings, feed, ask, name
        self._index = ArchiveIndex()
        self._landing: LandingWriter | None = None
        self._open = ExitStack()
        self._urls: list[str] = []  # in the file that is written
        self._since = 0.0
        self._files = 0
        self.uri = ""  # the file that the last answer is in
        self.requests = 0
        self.size = 0  # bytes of all answers

    @contextmanager
    def kept_in(self, index: ArchiveIndex) -> Iterator[None]:
        """Answers are known to `index`, and in the database, once their file is there; at the end all are."""
        self._index = index
        with ExitStack() as self._open:
            try:
                yield
            finally:
                self._close()

    def get(self, url: str) -> Exchange:
        """What the publisher answers. Raises LandingError where it cannot be kept."""
        if len(self._urls) >= AT_ONCE or (self._urls and time.monotonic() - self._since > _SECONDS):
            self._close()
        exchange = self._ask(url, self._feed.spec.private, self._feed)
        if self._landing is None:
            self._landing = self._begin()
        self._landing.add(exchange)
        self._urls.append(exchange.url)
        self.requests += 1
        self.size += len(exchange.body)
        return exchange

    def counted(self, walk: FeedWalk, history: FeedHistory) -> FeedWalk:
        """What the walk came to, with what it cost and left out."""
        return replace(walk, requests=self.requests, size=self.size, left_out=dict(history.left_out))

    def _begin(self) -> LandingWriter:
        self._files += 1
        stem, dot, suffix = self._name.partition(".warc")
        self.uri = f"{stem}-{self._files}{dot}{suffix}" if self._files > 1 else self._name
        self._since = time.monotonic()
        return self._open.enter_context(LandingWriter(self.uri))

    def _close(self) -> None:
        """Publish the file, then remember what it holds."""
        if self._landing is None:
            return
        self._landing = None
        self._open.close()
        for url in self._urls:
            self._index.note_landed(url, self.uri)
        new = self._index.to_rows(self._urls)
        self._urls.clear()
        if new:
            with store.connect(self._settings.database_url) as conn:
                store.save_archive_documents(conn, self._feed.id, new.values())
