"""One landed exchange of a feed in; what it gives to load out: articles, rejections, the feed's next state.

    secrets masked ─▶ read_twice ─▶ transform_parsed ─▶ feed_result ─▶ LoadItem

All of it within the document's budget of time and memory. Nothing raises: what cannot be read is a state.
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
from wireroom.models import (
    Exchange,
    Feed,
    Landed,
    LoadItem,
    Outcome,
    ReaderState,
    Rejection,
)
from wireroom.normalize import load_language_model
from wireroom.parse.open_document import LARGEST
from wireroom.parse.xml_feeds.xml_tree import LARGE
from wireroom.runtime.document_budget import Refusal, Watchdog
from wireroom.runtime.this_process import give_back_memory
from wireroom.settings import IN_DOUBT, Settings
from wireroom.transform.entry_context import context_of
from wireroom.transform.known_entries import Lookup
from wireroom.transform.no_feed import instead_of_a_feed
from wireroom.transform.read_document import read_twice
from wireroom.transform.safe_fields import safe
from wireroom.transform.transform_document import TransformedDocument, transform_parsed

# Documents that are kept as a row: why → how the poll ended.
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
    random: Callable[[], float] = random.random,
    known: Lookup | None = None,
) -> LoadItem:
    """What the poll of `feed` gives to file; `watch` hears what is read, and knows what must not be.

    Entries that `known` knows are not transformed anew. `random` gives 0 ≤ x < 1: which polls feedparser
    reads as a sample, and when the feed is asked again.
    """
    size, body = len(landed.exchange.body), [shown_body(landed.exchange.body, feed, settings)]
    landed = replace(landed, exchange=replace(landed.exchange, body=b""))  # 30 MB, and not needed once read
    exchange = landed.exchange
    only_in_doubt = settings.second_reading == IN_DOUBT
    read = _read(feed, exchange, body, watch, random, only_in_doubt, known) if exchange.has_document else None
    transformed = read.transformed if isinstance(read, _Read) else None
    refusal = read if isinstance(read, Refusal) else None
    articles, dropped = (transformed.articles, transformed.dropped) if transformed else ((), ())
    rejections = transformed.rejections if transformed else _rejections(exchange, size, refusal)
    located = tuple(_located(rejection, landed) for rejection in rejections)
    result = feed_result(
        feed,
        exchange,
        landed.ref,
        parsed=transformed.parsed if transformed else None,
        now=now,
        random=random,
        waiting=settings.waiting,
        min_interval=settings.min_interval,
        max_interval=settings.max_interval,
        articles=articles,
        dropped=dropped,
        refused=refusal.words if refusal else None,
        refused_as=_REFUSED.get(refusal.reason, Outcome.NOT_A_FEED) if refusal else Outcome.NOT_A_FEED,
        day_first=transformed.day_first if transformed else None,
        readers=read.readers if isinstance(read, _Read) else None,
    )
    result = replace(safe(result), exchange=exchange, document=transformed.document if transformed else None)
    # What a hub delivers says nothing of the feed's own document.
    return LoadItem(articles, located, None if exchange.pushed else result, dropped)


@dataclass(frozen=True, slots=True)
class _Read:
    transformed: TransformedDocument
    readers: ReaderState


def _read(
    feed: Feed,
    exchange: Exchange,
    body: list[bytes],  # one, taken out and let go of before the entries are transformed
    watch: Watchdog,
    random: Callable[[], float],
    only_in_doubt: bool,
    known: Lookup | None,
) -> _Read | Refusal:
    if feed.id in watch.refused.documents:
        return watch.refused.documents[feed.id]
    context = context_of(feed, url=exchange.answered_from, seen_at=exchange.fetched_at)
    watch.document(feed.id)
    whole = replace(exchange, body=body.pop())
    try:
        reading = read_twice(feed, whole, watch, random=random, only_in_doubt=only_in_doubt)
        is_large, whole = len(whole.body) > LARGE, exchange
        if is_large:
            give_back_memory()
            load_language_model()  # not while the document and its tree are here, nor among the articles
        if reading.before or exchange.outcome is Outcome.TRUNCATED:
            known = None
        transformed = transform_parsed(reading.parsed, context, watch.entry, known)
        if reading.before:
            before = transform_parsed(reading.before, context, watch.entry)
            transformed = _with_fingerprints_of(before, transformed)
        return _Read(transformed, reading.readers)
    except NotAFeedError as error:
        outcome, words = instead_of_a_feed(error, whole)
        return Refusal(outcome.value, words)
    except MemoryError:
        return Refusal("too_large", "reading it takes more memory than is allowed")
    except Exception as error:
        # A feed that trips a fault of ours must not take its shard along; its bytes are landed.
        _log.exception("feed %s (%s): a fault of Wireroom's while reading it", feed.id, feed.spec.url)
        words = f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}"
        return Refusal("not_a_feed", words)
    finally:
        watch.done()


def _with_fingerprints_of(before: TransformedDocument, now: TransformedDocument) -> TransformedDocument:
    """`now` by the new reader, each article with the fingerprint that the reader before gave it."""
    prints = {key: article.fingerprint for article in before.articles for key in article.keys}
    articles = (
        replace(article, read_before=next((prints[key] for key in article.keys if key in prints), b""))
        for article in now.articles
    )
    return replace(now, articles=tuple(articles))


def shown_body(body: bytes, feed: Feed, settings: Settings) -> bytes:
    """Mask the secrets of `feed` before anything is read; one in an entry's link would be the article's."""
    secrets = {mask: secret for mask, secret in secrets_of(feed, settings).items() if secret}
    if not secrets:
        return body
    unpacked = gunzip(body, most=LARGEST)
    return conceal_in_document(body if unpacked.trouble else unpacked.content[:LARGEST], secrets)


def _rejections(exchange: Exchange, size: int, refusal: Refusal | None) -> tuple[Rejection, ...]:
    """One row a feed and reason, however often it is met; `size` of its document."""
    if refusal is None or refusal.reason not in _QUARANTINED:
        return ()
    key = hashlib.sha256(b"%s %d" % (refusal.reason.encode(), exchange.feed_id)).digest()
    raw = json.dumps({"url": exchange.answered_from, "bytes": size}).encode()
    words = f"the whole document: {refusal.words}"
    return (Rejection(exchange.feed_id, exchange.fetched_at, refusal.reason, words, raw, key),)


def _located(rejection: Rejection, landed: Landed) -> Rejection:
    """With the WARC record of the document in the words: its bytes are whole there."""
    if rejection.reason not in _QUARANTINED:
        return rejection  # its entry is all there is to see
    return replace(rejection, detail=f"{rejection.detail} (landed: {landed.ref.uri} {landed.ref.record_id})")
