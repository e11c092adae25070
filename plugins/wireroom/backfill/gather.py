"""A job in, its bytes on hand out: archive documents are fetched and landed, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from wireroom import store
from wireroom.archive import FromFeeds, Origin, origin_named
from wireroom.backfill.fetched import Fetched
from wireroom.backfill.jobs import FeedWalk, Gathered, Job
from wireroom.backfill.origins import feed_history
from wireroom.common.masking import masked
from wireroom.errors import NotCoveredError, OriginError
from wireroom.fetch import ask_in_turn
from wireroom.landing import landing_uri
from wireroom.models import Feed
from wireroom.settings import Settings


def gather(
    settings: Settings,
    job: Job,
    *,
    day: date | None,
    run_key: str,
    clock: Callable[[], datetime],
    on_feed: Callable[[int, int], None] = lambda done, of: None,
) -> Gathered:
    """Fetch what `job` needs for `day`, None for all there is, and is not landed yet; `on_feed` hears how
    many feeds are done.

    A chain that breaks is a problem in the result; what was reached is kept. Raises LandingError where bytes
    cannot be kept and StoreError where Postgres is away.
    """
    origin = origin_named(job.origin)
    if not isinstance(origin, FromFeeds):
        return Gathered(job)
    when = clock()
    wanted: dict[str, dict[str, None]] = {}  # landing file → URLs, each once
    walks: list[FeedWalk] = []
    notes: list[str] = []
    with store.connect(settings.database_url) as conn:  # not kept open: a walk may take hours
        feeds = store.feeds_by_id(conn, job.feed_ids)
        known = store.archive_documents(conn, job.feed_ids)
    with ask_in_turn(settings, clock=clock) as ask:
        for done, feed in enumerate(feeds, start=1):
            name = landing_uri(settings.landing_url, "archive", when, run_key, f"{feed.id}-{when:%H%M%S}")
            fetched = Fetched(settings, feed, ask, name)
            history = feed_history(
                settings,
                feed,
                known.get(feed.id, {}),
                get=fetched.get,
                now=when,
                note=lambda words: notes.append(masked(words)),
            )
            if day is None:  # all there is: today's entries too, and those without a date
                history = replace(history, with_subscription=True)
            with fetched.kept_in(history.index):
                walk = _walk(origin.open(history), feed, day, fetched, wanted)
            walks.append(fetched.counted(walk, history))
            on_feed(done, len(feeds))
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
    """Note in `wanted` which file holds each document of the day. What is secret in the words is masked here,
    for every origin.
    """
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
