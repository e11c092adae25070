"""A web archive as an origin: its captures of a feed about a day, or pages dated on that day.

CDX: captures of the feed, each digest once ─▶ played back as they were
  └─ none ─▶ CDX: pages of its host whose address has the day ─▶ likewise
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.read_cdx import Capture, read_cdx
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.list_walks import Shortfall, dry_walk
from wireroom.common.dates import date_in_url
from wireroom.common.masking import masked
from wireroom.common.urls import host_of
from wireroom.errors import NotCoveredError
from wireroom.models import ArchivedDocument, Exchange, Outcome

NAME = "cdx"
WAYBACK = "https://web.archive.org/cdx/search/cdx"
_STAYS = timedelta(days=3)  # an entry of the day is looked for in captures of so long after
_MOST = 2_000  # captures asked for at once
_MOST_LISTS = 50  # one after the other; a server may make up keys for the rest without end
_TRIES = 4  # of what is answered with 429
_LONGEST_WAIT = 300.0  # seconds of waiting for a server that limits us
_IS_IT_RIGHT = "; is WIREROOM_CDX_URL right?"
_ASTRAY = (Outcome.NOT_FOUND, Outcome.GONE, Outcome.UNREACHABLE_HOST, Outcome.CONNECTION_FAILED)
_PLAYED = re.compile(r"/(\d{14})id_/(https?://.+)$")


@dataclass(frozen=True, slots=True)
class CdxOrigin:
    """The captures of one feed in a web archive."""

    history: FeedHistory

    def cost(self, day: date | None) -> Cost:
        """Unknown, since only the server knows the number of captures."""
        here = sum(1 for item in self.history.index if item.origin == NAME)
        words = f"{self.history.subscription}: one request for the list, then one a capture"
        return Cost(None, None, f"{words}; {here:,} captures are here" if here else words)

    def estimate(self, days: Sequence[date]) -> Cost:
        """The exact cost, from the server's lists of captures; no capture is fetched."""
        return dry_walk(self.history, lambda history: CdxOrigin(history).documents, days, name=NAME)

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Captures that may hold articles of `day` (None: all).

        Raises OriginError after what could be fetched,
        and NotCoveredError if there are none, or if the archive must not learn of this feed.
        """
        history = self.history
        if reason := self._must_not_be_asked():
            raise NotCoveredError(f"{history.subscription}: {reason}", origin=NAME)
        walk = _Walk(history)
        yield from walk.played(walk.captures_of_feed(day))
        if not walk.captures and day and not walk.short.is_missing:
            history.note(f"{history.subscription}: no capture of the feed about {day}; pages are looked for")
            yield from walk.played(walk.captures_of_pages(day))
        if not walk.captures:
            walk.short.not_covered(
                "the archive has no capture of it, nor of pages of its host, about the day"
            )
        walk.short.report()

    def _must_not_be_asked(self) -> str:
        """Why the archive's operator must not learn of this feed, in words; empty if it may."""
        if "***" in self.history.subscription or "${" in self.history.subscription:
            return "its address holds a secret, which no archive is told"
        if self.history.is_private and self.history.archive_server.url == WAYBACK:
            return "it is private: a public archive is not asked for it"
        return ""


class _Walk:
    """A walk over one feed's captures; the pause between requests doubles with each HTTP 429."""

    def __init__(self, history: FeedHistory) -> None:
        self._history, self._server = history, history.archive_server
        self._pause = self._server.pause
        self.captures = 0
        self.short = Shortfall(NAME, history.subscription, history)

    def captures_of_feed(self, day: date | None) -> Iterator[Capture]:
        """Captures of the feed, the first of each digest."""
        seen: set[str] = set()
        for capture in self._listed({"url": self._history.subscription, "collapse": "digest"}, day):
            if not capture.digest or capture.digest not in seen:
                seen.add(capture.digest)
                yield capture

    def captures_of_pages(self, day: date) -> Iterator[Capture]:
        """Captures of the host's pages with `day` in their address, the first of each."""
        asked = {"url": host_of(self._history.subscription), "matchType": "host", "collapse": "urlkey"}
        seen: set[str] = set()
        for capture in self._listed(asked, day):
            written = date_in_url(capture.url, now=self._history.now)
            is_of_day = written is not None and written.at is not None and written.at.date() == day
            if is_of_day and "html" in capture.mime and capture.url not in seen:
                seen.add(capture.url)
                yield capture

    def played(self, captures: Iterator[Capture]) -> Iterator[ArchivedDocument]:
        """Fetch captures in the order of the list, up to the limit of a run.

        The next run continues after them.
        """
        fetched = 0
        for capture in captures:
            self.captures += 1
            url = self._server.playback.format(stamp=capture.stamp, url=capture.url)
            known = self._history.index.find(masked(self._history.conceal(url)), self._history.now)
            if known and known.landed_uri and self._history.is_here(known):
                yield ArchivedDocument(
                    known.landed_uri, known.url, b"", capture.at, None, self._history.feed_id
                )
            elif fetched >= self._history.max_documents:
                self.short.missing(f"more than {fetched:,} captures, which is what one run plays back")
                return
            else:
                fetched += 1
                yield from self._fetched(url, capture)

    def _fetched(self, url: str, capture: Capture) -> Iterator[ArchivedDocument]:
        if self._history.planned is not None:
            self._history.planned[url] = None
            return
        exchange = self._get(url)
        if exchange.outcome is not Outcome.OK:
            self.short.missing(f"{url}: {exchange.detail or exchange.outcome}")
            return
        size, known_as = len(exchange.body), exchange.url  # a secret in it masked, as it is landed
        self._history.index.note(
            IndexedDocument(known_as, exchange.fetched_at, permanent=True, size=size, origin=NAME)
        )
        yield ArchivedDocument(
            known_as, known_as, exchange.body, capture.at, exchange.content_type, self._history.feed_id
        )

    def _listed(self, asked: dict[str, str], day: date | None) -> Iterator[Capture]:
        """Captures from the day to a few days after it, requested page by page."""
        window = {}
        if day:
            start, end = day_bounds(day)
            last = min(end + _STAYS, self._history.now)
            window = {"from": f"{start:%Y%m%d%H%M%S}", "to": f"{last:%Y%m%d%H%M%S}"}
        more: dict[str, str] = {}
        keys: set[str] = set()
        for _ in range(_MOST_LISTS):
            query = {**asked, **window, "filter": "statuscode:200", "showResumeKey": "true", **more}
            exchange = self._get(f"{self._server.url}?{urlencode({**query, 'limit': str(_MOST)})}")
            if exchange.outcome is not Outcome.OK:
                words = f"{self._server.url}: {exchange.detail or exchange.outcome}"
                self.short.missing(f"{words}{_IS_IT_RIGHT if exchange.outcome in _ASTRAY else ''}")
                return
            answer = read_cdx(exchange.body)
            if answer.trouble or (answer.unread and not answer.captures):
                words = answer.trouble or f"answers with no list of captures{_IS_IT_RIGHT}"
                self.short.missing(f"{self._server.url}: {words}")
                return
            if answer.unread:
                self.short.leave_out("lines of the archive's list that cannot be read", answer.unread)
            yield from (capture for capture in answer.captures if capture.status in {"200", "", "-"})
            if not answer.resume:
                return
            if answer.resume in keys:
                self.short.missing(f"{self._server.url}: gives the same part of its list again and again")
                return
            keys.add(answer.resume)
            more = {"resumeKey": answer.resume}
        self.short.missing(f"{self._server.url}: a list of more than {_MOST * _MOST_LISTS:,} captures")

    def _get(self, url: str) -> Exchange:
        """Fetch a URL; after HTTP 429 wait as asked, and double the pause for the rest of the walk."""
        self._history.wait(self._pause)
        for _ in range(_TRIES - 1):
            exchange = self._history.get(url)
            if exchange.outcome is not Outcome.RATE_LIMITED:
                return exchange
            self._pause = min(max(self._pause, 1.0) * 2, _LONGEST_WAIT)
            told = exchange.retry_after or timedelta()
            self._history.wait(min(max(self._pause, told.total_seconds()), _LONGEST_WAIT))
        return self._history.get(url)


def as_captured(document: ArchivedDocument) -> ArchivedDocument:
    """A landed playback as the captured document, with its own address and the time of capture."""
    found = _PLAYED.search(document.url)
    if found is None:
        return document
    at = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return replace(document, url=found[2], captured_at=at)
