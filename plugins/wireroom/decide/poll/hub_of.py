"""Find the hub that announces new entries of a feed (W3C WebSub, section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.common.http_headers import links
from wireroom.common.masking import may_hold_secrets
from wireroom.common.urls import absolute_url
from wireroom.models import Exchange, Feed, ParsedFeed

Links = Iterator[tuple[str, str]]


def hub_of(feed: Feed, exchange: Exchange, parsed: ParsedFeed | None) -> tuple[str | None, str | None]:
    """The first hub and the feed's topic URL, from the answer's headers, else from the document.

    None for a feed with secrets, whose address must not be given to a hub.
    """
    if parsed is None or may_hold_secrets(feed.spec):
        return None, None
    for said in (list(_of_answer(exchange)), list(_of_document(parsed))):
        hub, topic = (_first(said, rel, exchange.answered_from) for rel in ("hub", "self"))
        if hub:
            return hub, topic or exchange.answered_from
    return None, None


def _of_answer(exchange: Exchange) -> Links:
    for rels, target in links(exchange.headers):
        for rel in rels.lower().split():
            yield rel, target


def _of_document(parsed: ParsedFeed) -> Links:
    return ((link.rel, link.href) for link in parsed.links)


def _first(said: list[tuple[str, str]], rel: str, base: str) -> str | None:
    found = (absolute_url(target, base) for each, target in said if each == rel)
    return next((url for url in found if url), None)
