"""One document of a feed's past in, all that a walk wants to know of it out: it is read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wireroom.archive.walks.feed_history import DateReader
from wireroom.archive.walks.feed_links import FeedLinks, feed_links
from wireroom.errors import NotAFeedError, OriginError
from wireroom.models import Exchange, ParsedFeed
from wireroom.parse import parse_document


@dataclass(frozen=True, slots=True)
class HistoryReading:
    """Where the document leads, the dates that its entries span and the names they go by."""

    links: FeedLinks
    oldest: datetime | None = None  # None: no entry with a date
    newest: datetime | None = None
    entries: frozenset[str] = frozenset()  # guid, else link, else title
    is_feed: bool = True  # False: bytes that are no feed, such as a login or a page on maintenance

    def must_be_feed(self, url: str, *, origin: str) -> None:
        """Raises OriginError where `url` answered something else: the past does not end there."""
        if not self.is_feed:
            words = f"{url}: answered with what is no feed; what was reached before it was kept"
            raise OriginError(words, origin=origin)


def read_history(exchange: Exchange, date_of: DateReader) -> HistoryReading:
    """Read what was answered; of bytes that are no feed only the Link header counts.

    Only to know which days the document may hold: every date that can be read counts, of whatever.
    """
    url = exchange.answered_from
    try:
        parsed = parse_document(exchange.body, url=url, content_type=exchange.content_type, max_entries=None)
    except NotAFeedError:
        return HistoryReading(feed_links(None, url, exchange.headers), is_feed=False)
    dates = [at for entry in parsed.entries for raw in entry.dates if (at := date_of(raw, parsed))]
    links = feed_links(parsed, url, exchange.headers)
    return HistoryReading(links, min(dates, default=None), max(dates, default=None), _names_in(parsed))


def _names_in(parsed: ParsedFeed) -> frozenset[str]:
    titles = ((entry, entry.title.value if entry.title else "") for entry in parsed.entries)
    return frozenset(name for entry, title in titles if (name := entry.guid or entry.link or title))
