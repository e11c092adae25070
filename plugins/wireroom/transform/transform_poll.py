"""Turn one landed exchange of a feed into articles, rejections and the feed's next state, ready to load.

    secrets masked ─▶ read_twice ─▶ transform_parsed ─▶ feed_result ─▶ LoadItem

All of it is subject to the document's budget of time and memory. A document that cannot be read does not
raise: it is an outcome of the poll.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from wireroom.common.gzip_members import gunzip
from wireroom.common.masking import conceal_in_document
from wireroom.decide import feed_result
from wireroom.errors import NotAFeedError
from wireroom.fetch.feed_credentials import secrets_of
from wireroom.models import (
    Exchange,
    Feed,
    FeedResult,
    Landed,
    LoadItem,
    Outcome,
    PolledDocument,
    PollLimits,
    ReaderState,
)
from wireroom.normalize import load_language_model
from wireroom.parse.open_document import LARGEST
from wireroom.parse.xml_feeds.xml_tree import WHOLE_UP_TO
from wireroom.runtime.document_budget import Refusal, Watchdog
from wireroom.runtime.this_process import give_back_memory
from wireroom.settings import IN_DOUBT, Settings
from wireroom.transform.document_context import context_of
from wireroom.transform.known_entries import Lookup
from wireroom.transform.read_document import read_twice
from wireroom.transform.refused_document import instead_of_a_feed, located, outcome_of, rejections_of
from wireroom.transform.safe_fields import safe
from wireroom.transform.transform_document import TransformedDocument, transform_parsed

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
    """Transform the poll of `feed` that was `landed`.

    `watch` is told what is being read, and knows the documents and entries that must be refused. Entries that
    `known` recognises are not transformed again. `random` gives 0 ≤ x < 1: it selects the sample of polls
    that feedparser reads too, and the jitter of the next poll.
    """
    size, body = len(landed.exchange.body), [masked_body(landed.exchange.body, feed, settings)]
    landed = replace(landed, exchange=replace(landed.exchange, body=b""))  # up to 30 MB that are done with
    exchange = landed.exchange
    read = ReadPoll()
    if exchange.has_document:
        in_doubt = settings.second_reading == IN_DOUBT
        read = read_poll(feed, exchange, body, watch, random=random, only_in_doubt=in_doubt, known=known)
    transformed = read.transformed
    articles, dropped = (transformed.articles, transformed.dropped) if transformed else ((), ())
    rejections = transformed.rejections if transformed else rejections_of(exchange, size, read.refusal)
    rejections = tuple([located(rejection, landed) for rejection in rejections])
    # What a hub pushed is not the feed's document: it says nothing about the feed's state.
    result = None if exchange.pushed else _feed_result(feed, landed, read, settings, now=now, random=random)
    return LoadItem(articles, rejections, result, dropped)


def _feed_result(
    feed: Feed,
    landed: Landed,
    read: ReadPoll,
    settings: Settings,
    *,
    now: datetime,
    random: Callable[[], float],
) -> FeedResult:
    """What the poll says about the feed, made safe to store and show."""
    limits = PollLimits(settings.min_interval, settings.max_interval, settings.waiting)
    result = feed_result(
        feed, landed.exchange, landed.ref, read.polled_document(), limits, now=now, random=random
    )
    document = read.transformed.document if read.transformed else None
    return replace(safe(result), exchange=landed.exchange, document=document)


def masked_body(body: bytes, feed: Feed, settings: Settings) -> bytes:
    """The body with the secrets of `feed` masked: a secret in an entry's link would end up in its article."""
    secrets = {mask: secret for mask, secret in secrets_of(feed, settings).items() if secret}
    if not secrets:
        return body
    unpacked = gunzip(body, most=LARGEST)
    return conceal_in_document(body if unpacked.trouble else unpacked.content[:LARGEST], secrets)


@dataclass(frozen=True, slots=True)
class ReadPoll:
    """A document that was read, or why it was refused; neither if the poll brought none."""

    transformed: TransformedDocument | None = None
    readers: ReaderState | None = None
    refusal: Refusal | None = None

    def polled_document(self) -> PolledDocument:
        """What the document says about the feed."""
        if self.refusal:
            return PolledDocument(refused=self.refusal.words, refused_as=outcome_of(self.refusal))
        if self.transformed is None:
            return PolledDocument()
        read = self.transformed
        return PolledDocument(
            read.parsed, read.articles, read.dropped, day_first=read.day_first, readers=self.readers
        )


def read_poll(
    feed: Feed,
    exchange: Exchange,
    body: list[bytes],  # one item, popped so that its memory is free while the entries are transformed
    watch: Watchdog,
    *,
    random: Callable[[], float],
    only_in_doubt: bool,
    known: Lookup | None,
) -> ReadPoll:
    """Read the `body` of `exchange`, and transform its entries except those that `known` recognises."""
    if feed.id in watch.refused.documents:
        return ReadPoll(refusal=watch.refused.documents[feed.id])
    context = context_of(feed, url=exchange.answered_from, seen_at=exchange.fetched_at)
    watch.document(feed.id)
    whole = replace(exchange, body=body.pop())
    try:
        reading = read_twice(feed, whole, watch, random=random, only_in_doubt=only_in_doubt)
        is_large, whole = len(whole.body) > WHOLE_UP_TO, exchange
        if is_large:
            give_back_memory()
            load_language_model()  # when the document and its tree are freed, before articles take memory
        if reading.before or exchange.outcome is Outcome.TRUNCATED:
            known = None
        transformed = transform_parsed(reading.parsed, context, watch.entry, known)
        if reading.before:
            before = transform_parsed(reading.before, context, watch.entry)
            transformed = _with_fingerprints_of(before, transformed)
        return ReadPoll(transformed, reading.readers)
    except NotAFeedError as error:
        outcome, words = instead_of_a_feed(error, whole)
        return ReadPoll(refusal=Refusal(outcome.value, words))
    except MemoryError:
        return ReadPoll(refusal=Refusal("too_large", "reading it takes more memory than is allowed"))
    except Exception as error:
        # A bug that one feed triggers must not end the polls of its whole shard; the bytes are landed.
        _log.exception("feed %s (%s): a fault of Wireroom's while reading it", feed.id, feed.spec.url)
        words = f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}"
        return ReadPoll(refusal=Refusal("not_a_feed", words))
    finally:
        watch.done()


def _with_fingerprints_of(before: TransformedDocument, now: TransformedDocument) -> TransformedDocument:
    """`now` with the previous reader's fingerprints, so that no publisher's change is seen in the switch."""
    prints = {key: article.fingerprint for article in before.articles for key in article.keys}
    articles = (
        replace(article, read_before=next((prints[key] for key in article.keys if key in prints), b""))
        for article in now.articles
    )
    return replace(now, articles=tuple(articles))
