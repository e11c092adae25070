"""One landed exchange of a feed in; articles, rejections and the feed's next state, to be loaded, out.

    secrets masked ─▶ read_twice ─▶ transform_parsed ─▶ feed_result ─▶ LoadItem

It all happens within the document's budget of time and memory. Nothing raises: a document that cannot be read
is an outcome of the poll.
"""

from __future__ import annotations

import hashlib
import json
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from wireroom.common.gzip_members import gunzip
from wireroom.common.masking import conceal_in_document
from wireroom.decide import feed_result
from wireroom.errors import NotAFeedError
from wireroom.fetch.feed_credentials import secrets_of
from wireroom.models import Exchange, Feed, FeedResult, Landed, LoadItem, Outcome, ReaderState, Rejection
from wireroom.normalize import load_language_model
from wireroom.parse.open_document import LARGEST
from wireroom.parse.xml_feeds.xml_tree import LARGE
from wireroom.runtime.document_budget import Refusal, Watchdog
from wireroom.runtime.this_process import give_back_memory
from wireroom.settings import IN_DOUBT, Settings
from wireroom.transform.document_context import context_of
from wireroom.transform.known_entries import Lookup
from wireroom.transform.no_feed import instead_of_a_feed
from wireroom.transform.read_document import read_twice
from wireroom.transform.safe_fields import safe
from wireroom.transform.transform_document import TransformedDocument, transform_parsed

# Why a document is refused → the outcome of its poll. These leave a row in the quarantine.
_QUARANTINED: Final = {
    "too_slow": Outcome.TOO_SLOW,
    "too_large": Outcome.TOO_LARGE,
    "failed": Outcome.UNPARSABLE,
}
_REFUSED: Final = {**_QUARANTINED, "bot_wall": Outcome.BOT_WALL}

_log = logging.getLogger(__name__)


def transform_poll(
    feed: Feed,
    landed: Landed,
    settings: Settings,
    watch: Watchdog,
    *,
    now: datetime,
    random: Callable[[], float] = random.random,  # noqa: S311 - a sample and jitter, no secret
    known: Lookup | None = None,
) -> LoadItem:
    """What the poll of `feed` gives to load.

    `watch` is told what is being read, and knows the documents and entries that must not be. Entries that
    `known` recognises are not transformed again. `random` gives 0 ≤ x < 1: it chooses the polls that
    feedparser reads as a sample, and spreads the next polls.
    """
    size, body = len(landed.exchange.body), [masked_body(landed.exchange.body, feed, settings)]
    landed = replace(landed, exchange=replace(landed.exchange, body=b""))  # up to 30 MB that are done with
    exchange = landed.exchange
    read = _Read()
    if exchange.has_document:
        in_doubt = settings.second_reading == IN_DOUBT
        read = _read(feed, exchange, body, watch, random=random, only_in_doubt=in_doubt, known=known)
    transformed = read.transformed
    articles, dropped = (transformed.articles, transformed.dropped) if transformed else ((), ())
    rejections = transformed.rejections if transformed else _rejections(exchange, size, read.refusal)
    located = tuple([_located(rejection, landed) for rejection in rejections])
    # What a hub pushed is not the feed's document: it says nothing of the feed's state.
    result = None if exchange.pushed else _feed_result(feed, landed, read, settings, now=now, random=random)
    return LoadItem(articles, located, result, dropped)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document that was read, or why it was refused; neither if there was none."""

    transformed: TransformedDocument | None = None
    readers: ReaderState | None = None
    refusal: Refusal | None = None


def _read(
    feed: Feed,
    exchange: Exchange,
    body: list[bytes],  # one, taken out so that its memory is free while the entries are transformed
    watch: Watchdog,
    *,
    random: Callable[[], float],
    only_in_doubt: bool,
    known: Lookup | None,
) -> _Read:
    if feed.id in watch.refused.documents:
        return _Read(refusal=watch.refused.documents[feed.id])
    context = context_of(feed, url=exchange.answered_from, seen_at=exchange.fetched_at)
    watch.document(feed.id)
    whole = replace(exchange, body=body.pop())
    try:
        reading = read_twice(feed, whole, watch, random=random, only_in_doubt=only_in_doubt)
        is_large, whole = len(whole.body) > LARGE, exchange
        if is_large:
            give_back_memory()
            load_language_model()  # after the document and its tree are gone, and before the articles come
        if reading.before or exchange.outcome is Outcome.TRUNCATED:
            known = None
        transformed = transform_parsed(reading.parsed, context, watch.entry, known)
        if reading.before:
            before = transform_parsed(reading.before, context, watch.entry)
            transformed = _with_fingerprints_of(before, transformed)
        return _Read(transformed, reading.readers)
    except NotAFeedError as error:
        outcome, words = instead_of_a_feed(error, whole)
        return _Read(refusal=Refusal(outcome.value, words))
    except MemoryError:
        return _Read(refusal=Refusal("too_large", "reading it takes more memory than is allowed"))
    except Exception as error:
        # A bug that one feed meets must not end the polls of its whole shard; the bytes are landed.
        _log.exception("feed %s (%s): a fault of Wireroom's while reading it", feed.id, feed.spec.url)
        words = f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}"
        return _Read(refusal=Refusal("not_a_feed", words))
    finally:
        watch.done()


def _feed_result(
    feed: Feed,
    landed: Landed,
    read: _Read,
    settings: Settings,
    *,
    now: datetime,
    random: Callable[[], float],
) -> FeedResult:
    """What the poll taught about the feed, safe to be stored and shown."""
    transformed, refusal = read.transformed, read.refusal
    result = feed_result(
        feed,
        landed.exchange,
        landed.ref,
        parsed=transformed.parsed if transformed else None,
        now=now,
        random=random,
        waiting=settings.waiting,
        min_interval=settings.min_interval,
        max_interval=settings.max_interval,
        articles=transformed.articles if transformed else (),
        dropped=transformed.dropped if transformed else (),
        refused=refusal.words if refusal else None,
        refused_as=_REFUSED.get(refusal.reason, Outcome.NOT_A_FEED) if refusal else Outcome.NOT_A_FEED,
        day_first=transformed.day_first if transformed else None,
        readers=read.readers,
    )
    document = transformed.document if transformed else None
    return replace(safe(result), exchange=landed.exchange, document=document)


def _with_fingerprints_of(before: TransformedDocument, now: TransformedDocument) -> TransformedDocument:
    """`now` with the fingerprints of the reader before, lest its change be taken for the publisher's."""
    prints = {key: article.fingerprint for article in before.articles for key in article.keys}
    articles = (
        replace(article, read_before=next((prints[key] for key in article.keys if key in prints), b""))
        for article in now.articles
    )
    return replace(now, articles=tuple(articles))


def masked_body(body: bytes, feed: Feed, settings: Settings) -> bytes:
    """The body with the secrets of `feed` masked: one in an entry's link would end up in its article."""
    secrets = {mask: secret for mask, secret in secrets_of(feed, settings).items() if secret}
    if not secrets:
        return body
    unpacked = gunzip(body, most=LARGEST)
    return conceal_in_document(body if unpacked.trouble else unpacked.content[:LARGEST], secrets)


def _rejections(exchange: Exchange, size: int, refusal: Refusal | None) -> tuple[Rejection, ...]:
    """The row of a refused document of `size` bytes; the same one however often the feed is refused so."""
    if refusal is None or refusal.reason not in _QUARANTINED:
        return ()
    key = hashlib.sha256(b"%s %d" % (refusal.reason.encode(), exchange.feed_id)).digest()
    raw = json.dumps({"url": exchange.answered_from, "bytes": size}).encode()
    words = f"the whole document: {refusal.words}"
    return (Rejection(exchange.feed_id, exchange.fetched_at, refusal.reason, words, raw, key),)


def _located(rejection: Rejection, landed: Landed) -> Rejection:
    """With the WARC record that holds the document, if that is what was refused and not an entry of it."""
    if rejection.reason not in _QUARANTINED:
        return rejection
    return replace(rejection, detail=f"{rejection.detail} (landed: {landed.ref.uri} {landed.ref.record_id})")
