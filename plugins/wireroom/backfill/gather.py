"""A job in, its bytes on hand out: archive documents are fetched and landed, once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime

from wireroom import store
from wireroom.archive import Rfc5005Origin
from wireroom.backfill.jobs import Gathered, Job
from wireroom.backfill.origins import rfc5005_origin
from wireroom.errors import OriginError
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Feed
from wireroom.settings import Settings


def gather(
    settings: Settings,
    job: Job,
    *,
    day: date,
    run_key: str,
    clock: Callable[[], datetime],
    on_feed: Callable[[int, int], None] = lambda done, of: None,
) -> Gathered:
    """Fetch what `job` needs for `day` and is not landed yet; `on_feed` hears how many feeds are done.

    A chain that breaks is a problem in the result; what was reached is kept. Raises LandingError where bytes
    cannot be kept and StoreError where Postgres is away.
    """
    if job.origin != "rfc5005":
        return Gathered(job)
    when = clock()
    uri = landing_uri(settings.landing_url, "archive", when, run_key, f"{job.name[:40]}-{when:%H%M%S}")
    wanted: dict[str, list[str]] = {}
    problems: list[str] = []
    with store.connect(settings.database_url) as conn:
        feeds = store.feeds_by_id(conn, job.feed_ids)
        walks = []
        with LandingWriter(uri) as landing:
            for done, feed in enumerate(feeds, start=1):
                origin = rfc5005_origin(conn, settings, feed, now=when, on_exchange=landing.add)
                fetched = _walk(origin, feed, day, uri, wanted, problems)
                walks.append((feed, origin, fetched))
                on_feed(done, len(feeds))
        _remember(conn, walks, uri)  # only now is the landing file there to be remembered
    return Gathered(job, tuple((file, tuple(urls)) for file, urls in wanted.items()), tuple(problems))


def _walk(
    origin: Rfc5005Origin, feed: Feed, day: date, uri: str, wanted: dict[str, list[str]], problems: list[str]
) -> list[str]:
    """Note in `wanted` where each document of the day is; give the URLs that were fetched now."""
    before = {document.url for document in origin.index if document.landed_uri}
    try:
        for document in origin.documents(day):
            wanted.setdefault(document.uri if document.url in before else uri, []).append(document.url)
    except OriginError as error:
        problems.append(f"{feed.spec.title or feed.spec.url}: {error}")
    return [document.url for document in origin.index if document.url not in before]


def _remember(
    conn: store.Connection, walks: Sequence[tuple[Feed, Rfc5005Origin, list[str]]], uri: str
) -> None:
    for feed, origin, fetched in walks:
        for url in fetched:
            origin.index.note_landed(url, uri)
        documents = {document["url"]: document for document in json.loads(origin.index.to_json())}
        if documents:
            store.save_archive_index(conn, feed.id, documents)
