"""A feed and one of its addresses in; the Exchange, with no secret of the feed's in it, out."""

from __future__ import annotations

from collections.abc import Mapping

from wireroom.fetch.access import access_of
from wireroom.fetch.ask import Clock, Request, ask
from wireroom.fetch.client import Client
from wireroom.fetch.failure import Failure
from wireroom.models import Exchange, Feed
from wireroom.settings import Settings


def ask_for_feed(
    client: Client,
    feed: Feed,
    url: str,
    settings: Settings,
    *,
    clock: Clock,
    conditional: Mapping[str, str] | None = None,
    known_sha256: bytes | None = None,
) -> Exchange:
    """Ask `url`, as it is shown, with the feed's secrets filled in; never raises.

    One that is not set here is this feed's outcome (`secret_missing`), and nobody is asked.
    """
    try:
        access = access_of(feed, url, settings)
    except Failure as failure:
        return Exchange(feed.id, url, clock(), failure.outcome, failure.detail)
    request = Request(
        feed_id=feed.id,
        url=access.url,
        conditional=conditional or {},
        known_sha256=known_sha256,
        credentials=access.credentials,
        home=access.home,
    )
    return access.shown(ask(client, request, clock=clock), url)
