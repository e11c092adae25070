"""Find the publisher of an article, from its URL and the context of its feed.

URL ──▶ aggregator or portal? ──▶ <source> names the outlet
   └──▶ otherwise the URL's own registrable domain
domain ──▶ name: the operator's (own domain) ▷ outlets.tsv ▷ its <source> ▷ the feed's title (own domain)
no domain, as in a saved file ──▶ whom the title names: an outlet ▷ itself ▷ nobody
"""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.common.text import plain_text
from wireroom.common.urls import host_of, registrable_domain
from wireroom.models import FeedContext, Publisher
from wireroom.normalize.language.language_tables import language_code
from wireroom.normalize.publishers.outlets import OutletRow, outlet_named, outlet_of, service_kind
from wireroom.normalize.publishers.publisher_domain import names_publisher, publisher_domain
from wireroom.normalize.publishers.publisher_name import publisher_name

# A title that is a domain: `quaypost.com`, not `St.Gallen` or `No.10`.
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)*[a-z0-9-]{3,}\.(?:com?\.)?(?:com|org|net|info|news|[a-z]{2})", re.IGNORECASE
)


def publisher_of(
    url: str | None, *, source_title: str | None, source_url: str | None, context: FeedContext
) -> Publisher:
    """The publisher of what is at `url` (absolute; None: the feed's own site published it).

    `source_title` and `source_url` are the entry's <source> (RSS 2.0) or atom:source. It counts where the URL
    is an aggregator's: Google News, Yahoo and MSN carry articles and do not publish them. Elsewhere it only
    names the domain of the URL, if it belongs to that domain.
    """
    own = _own_domain(context.site_url, context.url)
    host = _host(url, context)
    domain = publisher_domain(url) or own
    service = _service(host)
    if service in ("aggregator", "portal"):
        attributed = _from_source(source_title, source_url, domain)
        if attributed is not None:
            return attributed
        if service == "aggregator":
            host, domain = _host(None, context), own  # the link of a feed proxy: the site behind it published
    return _named(domain, host, own, _own_source(url, source_title, source_url, domain), context)


def _own_source(url: str | None, title: str | None, source_url: str | None, domain: str) -> str | None:
    """The <source>, unless it names the entry itself, as Discourse's does, and not a publication."""
    if not title or not names_publisher(title, source_url, domain):
        return None
    is_entry = source_url and url and url.startswith(source_url.rstrip("/")) and source_url.count("/") > 3
    return None if is_entry and not names_publisher(title, None, domain) else title


def _from_source(title: str | None, url: str | None, carrier: str) -> Publisher | None:
    """The publisher by the link of <source>, unless an aggregator's or the `carrier`'s; else by its title."""
    domain = publisher_domain(url)
    if domain and domain != carrier and service_kind(host_of(url or "")) != "aggregator":
        outlet = outlet_of(host_of(url or ""))
        return _publisher(domain, (outlet.name if outlet else None) or title, outlet, "feed:source")
    if outlet := outlet_named(title or ""):
        return _publisher(outlet.domain, outlet.name, outlet, "feed:source")
    if title and (written := _DOMAIN.fullmatch(title.strip())):
        return _publisher(registrable_domain(written[0]), title, None, "feed:source")
    return None


@lru_cache(maxsize=4096)  # nearly every entry of a feed asks the same
def _named(domain: str, host: str, own: str, source_title: str | None, context: FeedContext) -> Publisher:
    if not domain:
        return _titled(_plain(context.title))
    outlet = outlet_of(host)
    is_own = domain == own
    if is_own and context.publisher:
        return _publisher(domain, context.publisher, outlet, "feeds.yaml", context)
    if outlet is not None:
        return _publisher(domain, outlet.name, outlet, "outlets", context if is_own else None)
    named = publisher_name(_plain(source_title), domain)
    is_spelt = named and names_publisher(named, None, domain)
    if is_own and context.title and not is_spelt:
        title = publisher_name(_plain(context.title), domain)
        return _publisher(domain, title, None, "feed:title", context)
    if not (is_own or named) and (title := _spelt_title(context.title, domain)):
        return _publisher(domain, title, None, "feed:title")
    source = "feed:source" if named else "url"
    return _publisher(domain, named, None, source, context if is_own else None)


def _spelt_title(title: str | None, domain: str) -> str | None:
    """The outlet or site that the title of a proxy's feed (FeedBurner, rss.app, a CDN) spells."""
    name = publisher_name(_plain(title), domain) if title else None
    return name if name and names_publisher(name, None, domain) else None


def _titled(title: str | None) -> Publisher:
    """The publisher by the title of a document without any address; nobody if it has none."""
    if outlet := outlet_named(title or ""):
        return _publisher(outlet.domain, outlet.name, outlet, "feed:title")
    name = publisher_name(title, "")
    if not name:
        return Publisher(domain="")
    is_domain = "." in name and " " not in name  # as `CTVNews.ca`
    domain = (registrable_domain(name) if is_domain else "") or name.lower()
    return _publisher(domain, name, None, "feed:title")


def _publisher(
    domain: str, name: str | None, outlet: OutletRow | None, source: str, context: FeedContext | None = None
) -> Publisher:
    """The publisher, with country and language as the operator or the feed says, else as the table does."""
    country = (context.country if context else None) or (outlet.country if outlet else None)
    language = language_code(context.language if context else None) or (outlet.language if outlet else None)
    return Publisher(domain=domain, name=_plain(name), country=country, language=language, source=source)


@lru_cache(maxsize=256)  # every entry of a feed asks the same
def _own_domain(site_url: str | None, feed_url: str) -> str:
    return publisher_domain(site_url) or publisher_domain(feed_url)


_service = lru_cache(maxsize=4096)(service_kind)


def _host(url: str | None, context: FeedContext) -> str:
    return host_of(url or context.site_url or context.url)


def _plain(text: str | None) -> str | None:
    return plain_text(text or "") or None
