"""Turn one landed exchange of a feed into articles, rejections and the feed's next state, ready to load.

    secrets masked ─▶ read_poll ─▶ feed_result ─▶ LoadItem

All of it is subject to the document's budget of time and memory. A document that cannot be read does not
raise: it is an outcome of the poll.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from wireroom.common.gzip_members import gunzip
from wireroom.common.masking import conceal_in_document
from wireroom.decide import feed_result
from wireroom.fetch.feed_credentials import secrets_of
from wireroom.models import Feed, FeedResult, Landed, LoadItem, PollLimits
from wireroom.parse.open_document import LARGEST
from wireroom.runtime.document_budget import Watchdog
from wireroom.settings import IN_DOUBT, Settings
from wireroom.transform.known_entries import Lookup
from wireroom.transform.read_poll import ReadPoll, read_poll
from wireroom.transform.refused_document import located, rejections_of
from wireroom.transform.safe_fields import safe


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
