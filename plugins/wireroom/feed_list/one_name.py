"""Say where a feed's publisher would stand beside another feed's articles: a domain has one publisher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wireroom.errors import StoreError
from wireroom.feed_list.check_feeds import Checked
from wireroom.models import FeedSpec
from wireroom.normalize import publisher_domain
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, connect
from wireroom.store.queries import fetch_all


def two_names(settings: Settings, checked: Checked, listed: Iterable[FeedSpec]) -> tuple[str, str]:
    """Why the publisher said of a feed cannot be kept apart from that of listed feeds, and what it changes
    beside articles that are there; each in words, or empty.
    """
    name = checked.spec.publisher
    publisher = checked.newest.publisher if checked.newest else None
    if not name or publisher is None or not publisher.domain:
        return "", ""
    domain = publisher.domain
    known, source = _known(settings, domain)
    named = {spec.publisher for spec in listed if spec.publisher and spec.url != checked.spec.url}
    near = {spec.publisher for spec in listed if spec.publisher and publisher_domain(spec.url) == domain}
    others = {*near, *({known} if source == "feeds.yaml" and known in named else ())}
    others = {other for other in others if other.casefold() != name.casefold()}
    if others:
        return (
            f"articles of {domain} have one publisher, in the list {', '.join(sorted(others))}: with "
            f"{name} too, all of them would stand under one of the names"
        ), ""
    if known and known.casefold() != name.casefold():
        return "", f"All articles of {domain} are under {known} now, and will be under {name}."
    return "", ""


def _known(settings: Settings, domain: str) -> tuple[str, str]:
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            rows = fetch_all(conn, "feeds/publisher_at", {"domain": domain})
    except StoreError:
        return "", ""
    return (rows[0]["name"], rows[0]["source"]) if rows else ("", "")


def domains_of_two_names(specs: Iterable[FeedSpec]) -> list[str]:
    """Of each domain for whose feeds a list says several publishers, a sentence."""
    names = defaultdict[str, set[str]](set)
    for spec in specs:
        if spec.publisher:
            names[publisher_domain(spec.url)].add(spec.publisher)
    return [
        f"Feeds of {domain} are listed as of {', '.join(sorted(said))}: where their articles are of one "
        "domain, all of them stand under one of the names."
        for domain, said in names.items()
        if len({name.casefold() for name in said}) > 1
    ]
