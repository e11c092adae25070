"""A site's sitemaps as an origin: the pages they name for a day; robots.txt is obeyed.

    robots.txt ─ Sitemap: ─▶ index ─▶ sitemaps that may name the day ─▶ pages that may be of it ─▶ fetched

A page is of the day by what a news sitemap or its own address says. `lastmod` is a last change and never a
publication: of a page without other dates it says that it was there by then. What the page itself says
decides when it is filed. robots.txt of each host that pages lie on is landed with the pages that it allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wireroom.archive.origin import Cost
from wireroom.archive.read_sitemap import (
    Sitemap,
    SitemapPage,
    Window,
    may_be_of,
    may_name,
    read_sitemap,
    window_of,
)
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.list_walks import Shortfall, dry_walk
from wireroom.common.masking import masked
from wireroom.common.robots import RobotsOfHosts, is_of_site
from wireroom.common.urls import web_origin
from wireroom.models import ArchivedDocument, Exchange, Outcome

NAME = "sitemaps"
_USUAL = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml")  # where robots.txt names none
_MAX_SITEMAPS = 500
_LONGEST_PAUSE = 30.0  # seconds that robots.txt may ask for between two requests


@dataclass(frozen=True, slots=True)
class SitemapsOrigin:
    """The sitemaps of the site of a feed."""

    history: FeedHistory

    def cost(self, day: date | None) -> Cost:
        """Unknown, since only the sitemaps themselves tell; pages fetched before are not fetched again."""
        known = [item for item in self.history.index if item.origin == NAME and item.permanent]
        words = f"{self._site}: its sitemaps, then each page that may be of the day"
        return Cost(None, None, f"{words}; {len(known):,} pages are here" if known else words)

    def estimate(self, days: Sequence[date]) -> Cost:
        """The exact cost, from the sitemaps, which are requested; no page is."""
        return dry_walk(self.history, lambda history: SitemapsOrigin(history).documents, days, name=NAME)

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Pages that may be of `day`, in the order of the sitemaps.

        Raises OriginError after all that was reached.
        """
        walk = _Walk(self.history, self._site, window_of(day))
        yield from walk.pages()
        walk.short.report()

    @property
    def _site(self) -> str:
        return web_origin(self.history.subscription)


class _Walk:
    """A walk over a site's sitemaps and pages."""

    def __init__(self, history: FeedHistory, site: str, window: Window) -> None:
        self._history, self._site, self._window = history, site, window
        self._robots = RobotsOfHosts(history.get, history.user_agent)
        self.short = Shortfall(NAME, site, history)
        self._sitemaps_read = 0

    def pages(self) -> Iterator[ArchivedDocument]:
        """Each page once, fetched or as landed; at its limit the walk ends, and the next one continues."""
        seen: set[int] = set()  # hashes: pages may be named by the million
        fetched = 0
        for page in self._named():
            if (name := hash(page.url)) in seen:
                continue
            seen.add(name)
            known = self._history.index.find(masked(page.url), self._history.now)
            if known and known.landed_uri and self._history.is_here(known):
                yield self._document(known.landed_uri, known.url, b"", known.fetched_at, None)
            elif self._may_be_fetched(page.url):
                if fetched >= self._history.max_documents:
                    limit = f"more than {fetched:,} pages, which is what one run fetches: the next goes on"
                    self.short.missing(f"{self._site}: {limit}")
                    return
                fetched += 1
                yield from self._fetched(page)

    def _may_be_fetched(self, url: str) -> bool:
        if not is_of_site(url, self._site, to_the_host=self._history.is_private):
            self.short.leave_out("pages of other sites")
            return False
        robots = self._robots.of(url)
        if robots is None:
            self.short.missing(f"{url}: on more hosts than are asked for their robots.txt")
        elif robots.trouble:
            self.short.missing(f"{url}: robots.txt of its host cannot be had: {robots.trouble}")
        elif not robots.allows(url):
            self.short.leave_out("pages that robots.txt keeps from us")
            self.short.not_covered("robots.txt keeps pages that may be of it from us")
        else:
            return True
        return False

    def _named(self) -> Iterator[SitemapPage]:
        """Pages that may be of the window, from every sitemap that may name such pages."""
        robots = self._robots.of(self._site)
        if robots is None or robots.trouble:
            why = robots.trouble if robots else ""
            self.short.missing(f"{self._site}/robots.txt cannot be had: {why}; without it nothing is fetched")
            return
        todo = list(robots.sitemaps) or [self._site + path for path in _USUAL]
        is_guess, done = not robots.sitemaps, set[str]()
        while todo and len(done) < _MAX_SITEMAPS:
            url = todo.pop(0)
            if url in done:
                continue
            done.add(url)
            sitemap = self._sitemap(url, may_be_missing=is_guess and url.removeprefix(self._site) in _USUAL)
            wanted = [child for child, changed in sitemap.sitemaps if may_name(child, changed, self._window)]
            todo += wanted[: max(_MAX_SITEMAPS + 1 - len(done) - len(todo), 0)]
            yield from self._wanted(sitemap)
        if todo:
            self.short.missing(f"{self._site}: more sitemaps than the {_MAX_SITEMAPS} that one run reads")
        if not self._sitemaps_read:
            self.short.not_covered("it has no sitemap")

    def _wanted(self, sitemap: Sitemap) -> Iterator[SitemapPage]:
        for page in sitemap.pages:
            is_of_it = may_be_of(page, self._window, now=self._history.now)
            if is_of_it is None:
                self.short.leave_out(
                    "pages without any date in sitemap or address: a day cannot be told to be theirs"
                )
            elif is_of_it:
                yield page

    def _sitemap(self, url: str, *, may_be_missing: bool) -> Sitemap:
        if self._history.is_private and not is_of_site(url, self._site, to_the_host=True):
            self.short.leave_out("sitemaps outside a private site")
            return Sitemap((), ())
        known = self._history.index.find(masked(url), self._history.now)  # believed for an hour
        body = self._history.recall(known) if known and known.landed_uri else None
        if body is None:
            exchange = self._get(url)
            if exchange.outcome is not Outcome.OK:
                if not (may_be_missing and exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}):
                    self.short.missing(f"{url}: {exchange.detail or exchange.outcome}")
                return Sitemap((), ())
            body = exchange.body
            self._note(exchange.url, exchange, permanent=False)
        sitemap = read_sitemap(body)
        self._sitemaps_read += 1
        if sitemap.trouble:
            self.short.missing(f"{url}: {sitemap.trouble}")
        return sitemap

    def _fetched(self, page: SitemapPage) -> Iterator[ArchivedDocument]:
        if self._history.planned is not None:
            self._history.planned[page.url] = None
            return
        exchange = self._get(page.url)
        if exchange.outcome in {Outcome.NOT_FOUND, Outcome.GONE}:
            self.short.leave_out("pages that are there no more")
        elif exchange.outcome is not Outcome.OK:
            self.short.missing(f"{page.url}: {exchange.detail or exchange.outcome}")
        else:
            self._note(exchange.url, exchange, permanent=True)  # a secret in it masked, as it is landed
            yield self._document(
                exchange.url, exchange.url, exchange.body, exchange.fetched_at, exchange.content_type
            )

    def _get(self, url: str) -> Exchange:
        robots = self._robots.of(url)
        self._history.wait(min(robots.pause if robots else 0.0, _LONGEST_PAUSE))
        return self._history.get(url)

    def _note(self, url: str, exchange: Exchange, *, permanent: bool) -> None:
        size = len(exchange.body)
        self._history.index.note(
            IndexedDocument(url, exchange.fetched_at, permanent=permanent, size=size, origin=NAME)
        )

    def _document(
        self, uri: str, url: str, body: bytes, at: datetime, content_type: str | None
    ) -> ArchivedDocument:
        return ArchivedDocument(uri, url, body, at, content_type, self._history.feed_id)
