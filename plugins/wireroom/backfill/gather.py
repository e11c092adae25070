"""Fetch the archive documents of a job and land them, each only once.

Landing files are published and recorded during the walk: whatever ends the process, the next walk requests
only what the last, unpublished file would have held.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date

from wireroom.archive.origin import Origin
from wireroom.archive.register import FromFeeds, origin_named
from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.backfill.jobs import Allowance, FeedWalk, Gathered, Job
from wireroom.backfill.origins import feed_history
from wireroom.backfill.read_so_far import WalkSoFar
from wireroom.common.masking import masked
from wireroom.errors import NotCoveredError, OriginError
from wireroom.fetch import Fetch, fetch_in_turn
from wireroom.landing import ARCHIVES, LandingWriter, landing_uri
from wireroom.models import Clock, Exchange, Feed
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import archive_documents, feeds_by_id, save_archive_documents

AT_ONCE = 10  # answers in a file, the most that a kill can lose
_SECONDS = 60.0  # a file is also published after this time, for slow servers


def gather(
    settings: Settings,
    job: Job,
    *,
    day: date | None,
    run_key: str,
    clock: Clock,
    on_answer: Callable[[str], None] = lambda words: None,
    allowance: Allowance | None = None,
) -> Gathered:
    """Fetch what `job` needs for `day`, or for all days (None), and is not landed yet.

    `on_answer` is called after each answer with the progress in words. `allowance` limits the number of
    requests. A walk that needs more, or that breaks off, is a problem in the result; what it reached is kept.
    Raises LandingError if bytes cannot be stored, and StoreError if Postgres is not available.
    """
    origin = origin_named(job.origin)
    if not isinstance(origin, FromFeeds):
        return Gathered(job)
    when = clock()
    wanted: dict[str, dict[str, None]] = {}  # landing file → URLs, each once
    walks, notes = list[FeedWalk](), list[str]()
    with connect(settings.database_url) as conn:  # not kept open: a walk may take hours
        feeds = feeds_by_id(conn, job.feed_ids)
        known = archive_documents(conn, job.feed_ids)
    with fetch_in_turn(settings, clock=clock) as fetch:
        for done, feed in enumerate(feeds):
            name = landing_uri(settings.landing_url, ARCHIVES, when, run_key, f"{feed.id}-{when:%H%M%S.%f}")
            so_far = WalkSoFar(on_answer, masked(feed.spec.title or feed.spec.url), done, len(feeds))
            fetched = Fetched(
                settings, feed, fetch, name=name, origin=job.origin, allowance=allowance, so_far=so_far
            )
            history = feed_history(
                settings,
                feed,
                known.get(feed.id, {}),
                get=fetched.get,
                now=when,
                note=lambda words: notes.append(masked(words)),
            )
            # All days include the entries of the current feed, and those without a date.
            history = replace(history, with_subscription=day is None)
            with fetched.kept_in(history.index):
                walk = _walk(origin.open(history), feed, day, fetched, wanted)
            walks.append(fetched.counted(walk, history))
    return _gathered(job, wanted, walks, notes)


def _gathered(
    job: Job, wanted: dict[str, dict[str, None]], walks: Sequence[FeedWalk], notes: Sequence[str]
) -> Gathered:
    return Gathered(
        job,
        tuple((file, tuple(urls)) for file, urls in wanted.items()),
        tuple(walk.failure for walk in walks if walk.failure),
        walks=tuple(walks),
        notes=(*notes, *(walk.uncovered for walk in walks if walk.uncovered)),
    )


def _walk(
    origin: Origin,
    feed: Feed,
    day: date | None,
    fetched: Fetched,
    wanted: dict[str, dict[str, None]],
) -> FeedWalk:
    """Note in `wanted` which file holds each document of the day. Secrets in messages are masked here."""
    name = feed.spec.title or feed.spec.url
    try:
        for document in origin.documents(day):
            is_fetched = document.uri == document.url  # else it was recalled from an earlier landing file
            wanted.setdefault(fetched.uri if is_fetched else document.uri, {})[document.url] = None
    except NotCoveredError as error:
        return FeedWalk(feed.id, uncovered=masked(f"{name}: not covered: {error}"))
    except OriginError as error:
        return FeedWalk(feed.id, failure=masked(f"{name}: {error}"))
    return FeedWalk(feed.id)


class Fetched:
    """Makes requests, lands each answer before it is used, and records which file holds it."""

    def __init__(
        self,
        settings: Settings,
        feed: Feed,
        fetch: Fetch,
        *,
        name: str,
        origin: str,
        allowance: Allowance | None,
        so_far: WalkSoFar,
    ) -> None:
        self._settings, self._feed, self._fetch, self._name = settings, feed, fetch, name
        self._so_far = so_far
        self._origin, self._allowance = origin, allowance or Allowance()
        self._began = time.process_time()
        self._index = ArchiveIndex()
        self._landing: LandingWriter | None = None
        self._open = ExitStack()
        self._urls: list[str] = []  # in the file being written
        self._since = 0.0
        self._files = 0
        self.uri = ""  # the file with the last answer
        self.requests = 0
        self.size = 0  # bytes of all answers

    @contextmanager
    def kept_in(self, index: ArchiveIndex) -> Iterator[None]:
        """Within the block, answers are added to `index` and the database as their files are published."""
        self._index = index
        with ExitStack() as self._open:
            try:
                yield
            finally:
                self._close()

    def get(self, url: str) -> Exchange:
        """Request `url` and land the answer.

        Raises LandingError if it cannot be stored, and OriginError if no more requests may be made.
        """
        self._allowance.take(self._origin)
        if len(self._urls) >= AT_ONCE or (self._urls and time.monotonic() - self._since > _SECONDS):
            self._close()
        exchange = self._fetch(url, self._feed.spec.private, self._feed)
        if self._landing is None:
            self._landing = self._begin()
        self._landing.add(exchange)
        self._urls.append(exchange.url)
        self.requests += 1
        self.size += len(exchange.body)
        self._so_far.report(self.requests, self.size)
        return exchange

    def counted(self, walk: FeedWalk, history: FeedHistory) -> FeedWalk:
        """`walk`, completed with its cost and what was left out."""
        return replace(
            walk,
            requests=self.requests,
            size=self.size,
            left_out=dict(history.left_out),
            cpu_seconds=time.process_time() - self._began,
        )

    def _begin(self) -> LandingWriter:
        self._files += 1
        stem, dot, suffix = self._name.partition(".warc")
        self.uri = f"{stem}-{self._files}{dot}{suffix}" if self._files > 1 else self._name
        self._since = time.monotonic()
        return self._open.enter_context(LandingWriter(self.uri))

    def _close(self) -> None:
        """Publish the file, then record what it holds."""
        if self._landing is None:
            return
        self._landing = None
        self._open.close()
        for url in self._urls:
            self._index.note_landed(url, self.uri)
        new = self._index.to_rows(self._urls)
        self._urls.clear()
        if new:
            with connect(self._settings.database_url) as conn:
                save_archive_documents(conn, self._feed.id, new.values())
