"""Find the feeds of a site from one of its pages, and try them.

page ─┬▶ <meta http-equiv=refresh>            where it leads at once: a feed, or the page to look at instead
      ├▶ <link rel=alternate>, Link headers   what the page names
      ├▶ <a href=…/feed.rss> of its own site   what it links to, if it names none that answers
      ├▶ /feed/, /rss.xml, …                  the usual places, likewise
      └▶ news sitemaps of robots.txt          if there is no feed at all
Each is requested once, as a poll would (`check_feeds`); feeds of comments are left out.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from wireroom.common.masking import references
from wireroom.common.robots import Robots, is_of_site
from wireroom.common.urls import absolute_url
from wireroom.feed_list.check_feeds import Checked, check_feeds
from wireroom.fetch import fetch_in_turn
from wireroom.models import Clock, Exchange, FeedSpec
from wireroom.settings import Settings
from wireroom.sources import linked_feeds, named_feeds, refreshed_to

# Paths of feeds in WordPress, Drupal, Hugo, Jekyll, Ghost, Blogger and Medium, since some sites do not name
# their /feed/ or /rss.xml (Media Cloud's feed_seeker#17).
USUAL_PLACES = ("/feed/", "/rss.xml", "/rss/", "/atom.xml", "/feed.xml", "/index.xml", "/feeds/posts/default")
MOST_TRIED = 10  # requests to a site, besides the page and its robots.txt
_COMMENTS = re.compile(r"\bcomments(?:[/_.?-]|$)", re.IGNORECASE)
_COMMENTS_TITLE = re.compile(
    r"^\s*(?:comments? (?:on|for)|kommentare zu|commentaires sur|comentarios en)\b", re.I
)
_NEWS_SITEMAP = re.compile(r"news", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed of a site, the result of trying it, and in words `where` it was found."""

    checked: Checked
    where: str

    @property
    def url(self) -> str:
        """Its URL."""
        return self.checked.spec.url


@dataclass(slots=True)
class FoundFeeds:
    """The feeds of a site, the best first; `unasked` says why some were not requested, if so."""

    feeds: tuple[FoundFeed, ...] = ()
    unasked: str = ""


def find_feeds(
    settings: Settings, site: FeedSpec, page: Exchange, *, clock: Clock, seconds: float = math.inf
) -> FoundFeeds:
    """The feeds of `site` that answer, in the site's order, but those with articles first.

    `page` is the answer of `site`, which is not requested again. Requests are made one at a time with pauses,
    for ten feeds at most; links and usual places only if robots.txt allows them. After `seconds` nothing more
    is requested, and no request may take more than a third of that time.
    """
    ends = time.monotonic() + seconds
    limits = settings.limits
    settings = replace(settings, limits=replace(limits, total_timeout=min(limits.total_timeout, seconds / 3)))
    onward = _onward(settings, site, page, clock=clock, seconds=seconds)
    if onward is not None and onward.outcome.is_healthy:
        return FoundFeeds((FoundFeed(onward, "where the page leads"),))
    page = (onward.page if onward else None) or page
    with fetch_in_turn(settings, clock=clock, seconds=ends - time.monotonic()) as fetch:
        answer = fetch(absolute_url("/robots.txt", page.answered_from) or site.url, site.private)
    robots = Robots(answer, settings.user_agent)
    base = page.answered_from
    tried: set[str] = {site.url}
    look = FoundFeeds(unasked=f"its robots.txt: {robots.trouble}" if robots.trouble else "")

    def found(addresses: Iterable[str], where: str) -> list[FoundFeed]:
        chosen = [url for url in dict.fromkeys(addresses) if url not in tried and _is_wanted(url)]
        if site.private:  # a page of the intranet must not lead us to other hosts there
            chosen = [url for url in chosen if is_of_site(url, site.url, to_the_host=True)]
        chosen = chosen[: max(MOST_TRIED + 1 - len(tried), 0)]
        tried.update(chosen)
        specs = [replace(site, url=url) for url in chosen]
        left = ends - time.monotonic()
        tries = tuple(check_feeds(settings, specs, clock=clock, seconds=left)) if specs else ()
        look.unasked = next((each.words for each in tries if each.deferred), look.unasked)
        return _answering(specs, tries, where)

    links = (url for url in linked_feeds(page.body, base) if is_of_site(url, base, to_the_host=False))
    places = (absolute_url(place, base) for place in USUAL_PLACES)
    sitemaps = (url for url in robots.sitemaps if _NEWS_SITEMAP.search(urlsplit(url).path))
    look.feeds = _ranked(
        found(named_feeds(page.body, base, page.headers), "named by the page")
        or found((url for url in links if robots.allows(url)), "linked by the page")
        or found((url for url in places if url and robots.allows(url)), "at a usual place")
        or found(sitemaps, "a news sitemap of robots.txt: titles and dates, no texts")
    )
    return look


def _onward(
    settings: Settings, site: FeedSpec, page: Exchange, *, clock: Clock, seconds: float
) -> Checked | None:
    """What a page of the same site sends browsers to at once; None if it sends them nowhere."""
    url = refreshed_to(page.body, page.answered_from)
    if url is None or not _is_wanted(url) or not is_of_site(url, site.url, to_the_host=site.private):
        return None
    tries = check_feeds(settings, [replace(site, url=url)], clock=clock, with_pages=True, seconds=seconds)
    return next(tries, None)


def _is_wanted(url: str) -> bool:
    """Whether a URL is no feed of comments and has no `${NAME}`, for which our secret would be filled in."""
    return not _COMMENTS.search(url) and not references(url)


def _answering(specs: Sequence[FeedSpec], tries: Iterable[Checked], where: str) -> list[FoundFeed]:
    """The feeds that answered, in the order of `specs`, without feeds of comments."""
    checked = {each.spec.url: each for each in tries if each.outcome.is_healthy}
    well = [checked[spec.url] for spec in specs if spec.url in checked]
    return [FoundFeed(each, where) for each in well if not _COMMENTS_TITLE.search(each.title)]


def _ranked(feeds: Sequence[FoundFeed]) -> tuple[FoundFeed, ...]:
    return tuple(sorted(feeds, key=lambda feed: feed.checked.articles == 0))
