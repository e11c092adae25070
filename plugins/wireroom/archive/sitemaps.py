"""The pages of a day that a site names in its sitemaps: the feed's site in, its pages out, robots.txt obeyed.

    robots.txt ─ Sitemap: ─▶ index ─▶ sitemaps that may name the day ─▶ pages that may be of it ─▶ fetched

A page is of the day by what a news sitemap or its own address says. `lastmod` is a last change and never a
publication: of a page without other dates it says that it was there by then. What the page itself says
decides when it is filed. robots.txt is landed with the pages that it allowed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from wireroom.archive.archive_index import IndexedDocument
from wireroom.archive.feed_history import FeedHistory
from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.read_sitemap import Sitemap, SitemapPage, read_sitemap
from wireroom.archive.robots import Robots, is_of_site
from wireroom.common.dates import date_in_url
from wireroom.common.masking import masked
from wireroom.errors import OriginError
from wireroom.models import ArchivedDocument, Exchange, Outcome

NAME = "sitemaps"
_USUAL = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml")  # where robots.txt names none
_TOLERANCE = timedelta(days=1)  # zones, and pages filed on the morrow
_EDITED = timedelta(days=31)  # a page that only tells its last change is looked at when that is no later
_MONTH = re.compile(
    r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)|(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?[0-3]\d"
)
_MAX_SITEMAPS = 500
Window = tuple[datetime, datetime] | None  # None: all days


@dataclass(frozen=True, slots=True)
class SitemapsOrigin:
    """One site, by the address of one of its feeds."""

    history: FeedHistory

    def cost(self, day: date | None) -> Cost:
        """What a sitemap names is known only when it is asked for; pages fetched before are not again."""
        known = [item for item in self.history.index if item.origin == NAME and item.permanent]
        words = f"{self._site}: its sitemaps, then each page that may be of the day"
        return Cost(None, None, f"{words}; {len(known):,} pages are here" if known else words)

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Pages that may be of `day`, in the order of the sitemaps; OriginError after what could be had."""
        window = day_bounds(day, _TOLERANCE) if day else None
        walk = _Walk(self.history, self._site, window)
        yield from walk.pages()
        walk.report()

    @property
    def _site(self) -> str:
        parts = urlsplit(self.history.subscription)
        return f"{parts.scheme}://{parts.netloc}"


class _Walk:
    """One way through a site's sitemaps and pages."""

    def __init__(self, history: FeedHistory, site: str, window: Window) -> None:
        self._history, self._site, self._window = history, site, window
        self._robots = Robots(history.get(f"{site}/robots.txt"), history.user_agent)
        self._left: Counter[str] = Counter()
        self._problems: list[str] = []
        self._here: dict[str, bool] = {}  # landing files that earlier pages lie in

    def pages(self) -> Iterator[ArchivedDocument]:
        """Each page once, fetched or as it was landed."""
        seen: set[str] = set()
        fetched = 0
        for page in self._named():
            if page.url in seen:
                continue
            seen.add(page.url)
            known = self._history.index.find(masked(page.url), self._history.now)
            if known and known.landed_uri and self._is_here(known):
                yield self._document(known.landed_uri, known.url, b"", known.fetched_at, None)
            elif not is_of_site(page.url, self._site, to_the_host=self._history.is_private):
                self._left["pages of other sites, whose robots.txt was not asked"] += 1
            elif not self._robots.allows(page.url):
                self._left["pages that robots.txt keeps from us"] += 1
            elif fetched >= self._history.max_documents:
                self._left["pages more than are fetched in one run"] += 1
            else:
                fetched += 1
                yield from self._fetched(page)

    def report(self) -> None:
        """Raises OriginError for what could not be had."""
        for words, count in self._left.items():
            self._history.note(f"{self._site}: {count:,} {words}")
        if self._problems:
            more = f" and {len(self._problems) - 3} more" if len(self._problems) > 3 else ""
            raise OriginError("; ".join(self._problems[:3]) + more, origin=NAME)

    def _named(self) -> Iterator[SitemapPage]:
        """Pages that may be of the window, of every sitemap that may name them."""
        todo = list(self._robots.sitemaps) or [self._site + path for path in _USUAL]
        is_guess, done = not self._robots.sitemaps, set[str]()
        while todo and len(done) < _MAX_SITEMAPS:
            url = todo.pop(0)
            if url in done:
                continue
            done.add(url)
            sitemap = self._sitemap(url, may_be_missing=is_guess and url.removeprefix(self._site) in _USUAL)
            wanted = [child for child, changed in sitemap.sitemaps if self._may_name(child, changed)]
            todo += wanted[: max(_MAX_SITEMAPS + 1 - len(done) - len(todo), 0)]
            yield from (page for page in sitemap.pages if self._may_be_of_it(page))
        if todo:
            self._left[f"sitemaps more than the {_MAX_SITEMAPS} that are read in one run"] += len(todo)

    def _sitemap(self, url: str, *, may_be_missing: bool) -> Sitemap:
        if self._history.is_private and not is_of_site(url, self._site, to_the_host=True):
            self._left["sitemaps outside a private site"] += 1
            return Sitemap((), ())
        known = self._history.index.find(masked(url), self._history.now)  # believed for an hour
        body = self._history.recall(known) if known and known.landed_uri else None
        if body is None:
            exchange = self._get(url)
            if exchange.outcome is not Outcome.OK:
                if not (may_be_missing and exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}):
                    self._problems.append(f"{url}: {exchange.detail or exchange.outcome}")
                return Sitemap((), ())
            body = exchange.body
            self._note(exchange.url, exchange, permanent=False)
        sitemap = read_sitemap(body)
        if sitemap.trouble:
            self._problems.append(f"{url}: {sitemap.trouble}")
        return sitemap

    def _may_name(self, url: str, changed: datetime | None) -> bool:
        """A sitemap that was last changed before the day, or is named for another month, does not."""
        if self._window is None:
            return True
        start, end = self._window
        if changed and changed < start:
            return False
        if not (found := _MONTH.search(urlsplit(url)._replace(scheme="", netloc="").geturl())):
            return True
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
        first = datetime(year, month, 1, tzinfo=UTC)
        return first < end and first + timedelta(days=32) > start

    def _may_be_of_it(self, page: SitemapPage) -> bool:
        if self._window is None:
            return True
        start, end = self._window
        if page.published:
            return start <= page.published < end
        written = date_in_url(page.url, now=self._history.now)
        if written and written.at:
            last = written.at + timedelta(days=31 if str(written.precision) == "month" else 1)
            return written.at < end and last > start
        if page.changed:
            return start <= page.changed < end + _EDITED
        self._left["pages without any date in sitemap or address: a day cannot be told to be theirs"] += 1
        return False

    def _fetched(self, page: SitemapPage) -> Iterator[ArchivedDocument]:
        exchange = self._get(page.url)
        if exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}:
            self._left["pages that are there no more"] += 1
        elif exchange.outcome is not Outcome.OK:
            self._problems.append(f"{page.url}: {exchange.detail or exchange.outcome}")
        else:
            self._note(exchange.url, exchange, permanent=True)  # a secret in it masked, as it is landed
            yield self._document(
                exchange.url, exchange.url, exchange.body, exchange.fetched_at, exchange.content_type
            )

    def _get(self, url: str) -> Exchange:
        self._history.wait(min(self._robots.pause, 30.0))
        return self._history.get(url)

    def _note(self, url: str, exchange: Exchange, *, permanent: bool) -> None:
        size = len(exchange.body)
        self._history.index.note(
            IndexedDocument(url, exchange.fetched_at, permanent=permanent, size=size, origin=NAME)
        )

    def _is_here(self, known: IndexedDocument) -> bool:
        """Asked once a landing file: its pages are read from it later, together."""
        uri = known.landed_uri or ""
        if uri not in self._here:
            self._here[uri] = self._history.recall(known) is not None
        return self._here[uri]

    def _document(
        self, uri: str, url: str, body: bytes, at: datetime, content_type: str | None
    ) -> ArchivedDocument:
        return ArchivedDocument(uri, url, body, at, content_type, self._history.feed_id)
