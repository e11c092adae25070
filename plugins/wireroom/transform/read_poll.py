"""Turn the document of a poll into articles, or say why it is refused. Never raises.

read_twice ─▶ transform_parsed      within the document's budget of time and memory
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Feed, Outcome, PolledDocument, ReaderState
from wireroom.normalize import load_language_model
from wireroom.parse.xml_feeds.xml_tree import WHOLE_UP_TO
from wireroom.runtime.document_budget import Refusal, Watchdog
from wireroom.runtime.this_process import give_back_memory
from wireroom.transform.document_context import context_of
from wireroom.transform.known_entries import Lookup
from wireroom.transform.read_document import read_twice
from wireroom.transform.refused_document import instead_of_a_feed, outcome_of
from wireroom.transform.transform_document import TransformedDocument, transform_parsed

_log = logging.getLogger(__name__)


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
