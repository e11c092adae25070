"""What the feed around an entry lets us know: the context that normalising reads in."""

from __future__ import annotations

from datetime import datetime

from wireroom.models.entry import Reader
from wireroom.models.value import value


@value
class FeedContext:
    """Declared by the operator first, said by the feed second; None: not known."""

    feed_id: int
    url: str  # where the bytes came from
    seen_at: datetime  # when they were fetched: the `now` of every judgement about dates
    title: str | None = None
    site_url: str | None = None
    publisher: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2, lower case
    language: str | None = None  # BCP 47
    timezone: str | None = None  # IANA name
    day_first: bool | None = None
    reader: Reader | None = None  # whose reading of this feed is believed
    listed_url: str | None = None  # the feed's address in feeds.yaml, which may have redirected to `url`
