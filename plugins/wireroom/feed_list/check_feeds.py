"""Try feeds: fetch and transform each once, without storing anything; and check if a URL may be polled.

fetch ─▶ transform ─▶ Checked        nothing is landed or stored
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wireroom.common.duration import ago
from wireroom.common.text.counted import counted
from wireroom.errors import NotAFeedError
from wireroom.fetch import fetch_feeds
from wireroom.fetch.connections.deadline import Deadline
from wireroom.fetch.connections.dialer import Dialer
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.outcomes import Failure
from wireroom.fetch.shared_turns import ASKED_BY_ANOTHER
from wireroom.models import Article, Clock, Exchange, Feed, FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.transform.document_context import context_of
from wireroom.transform.refused_document import instead_of_a_feed
from wireroom.transform.transform_document import TransformedDocument, transform_document

# A poll's explanation says what comes next; who looks at an address once is promised nothing.
_PROMISE = re.compile(r"[.;,]?\s+it will be tried again(?:,[^.;]*)?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryTrial:
    """An entry, and what a poll would make of it."""

    title: str
    left_out: str  # why it would be left out, in words; empty: it would be stored


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of trying one feed; `words` say what it has, or what is wrong and what to do."""

    spec: FeedSpec
    outcome: Outcome
    words: str
    articles: int = 0
    newest: Article | None = None
    title: str = ""  # as stated in the feed
    trials: tuple[EntryTrial, ...] = ()  # if `entry_by_entry` was asked for
    page: Exchange | None = field(default=None, repr=False)  # what came instead of a feed, if `with_pages`
    deferred: bool = False  # it was not requested: `words` say why
    leads_to: str = ""  # where its address redirects to
    self_url: str = ""  # the address that it gives itself
    body_sha256: bytes | None = field(default=None, repr=False)


def check_feeds(
    settings: Settings,
    specs: Sequence[FeedSpec],
    *,
    clock: Clock,
    entry_by_entry: bool = False,
    with_pages: bool = False,
    seconds: float = math.inf,
) -> Iterator[Checked]:
    """Request every feed, including paused ones, as a poll would; in the order in which they answer.

    After `seconds` no further feed is requested; the remaining ones come last, as `deferred`.
    """
    feeds = {number: Feed(number, spec) for number, spec in enumerate(specs)}
    for exchange in fetch_feeds(list(feeds.values()), settings, clock=clock, seconds=seconds):
        spec = feeds.pop(exchange.feed_id).spec
        checked = _checked(spec, exchange, entry_by_entry=entry_by_entry)
        yield checked if with_pages else replace(checked, page=None)
    for feed in feeds.values():
        yield Checked(feed.spec, Outcome.TIMED_OUT, ASKED_BY_ANOTHER, deferred=True)


def _checked(spec: FeedSpec, exchange: Exchange, *, entry_by_entry: bool) -> Checked:
    if exchange.outcome is not Outcome.OK:
        words = _PROMISE.sub("", exchange.detail)
        return Checked(spec, exchange.outcome, words, deferred=exchange.deferred)
    context = context_of(Feed(0, spec), url=exchange.answered_from, seen_at=exchange.fetched_at)
    try:
        transformed = transform_document(exchange.body, context=context, content_type=exchange.content_type)
    except NotAFeedError as error:
        outcome, words = instead_of_a_feed(error, exchange)
        return Checked(spec, outcome, words, page=exchange)
    checked = _transformed(spec, exchange, transformed)
    return replace(checked, trials=_trials(transformed)) if entry_by_entry else checked


def _trials(transformed: TransformedDocument) -> tuple[EntryTrial, ...]:
    kept = (EntryTrial(article.title, "") for article in transformed.articles)
    dropped = (EntryTrial(entry.title, entry.rule) for entry in transformed.dropped)
    refused = (EntryTrial("", f"refused: {rejection.detail}") for rejection in transformed.rejections)
    return (*kept, *dropped, *refused)


def _transformed(spec: FeedSpec, exchange: Exchange, transformed: TransformedDocument) -> Checked:
    parsed, articles = transformed.parsed, transformed.articles
    newest = max(articles, key=_published, default=None)
    parts = [f"{parsed.format.upper()} {parsed.version}".strip(), counted(len(articles), "article")]
    if parsed.left_out:
        kept = len(parsed.entries)
        parts.append(f"{kept + parsed.left_out:,} entries, of which a poll takes in the newest {kept:,}")
    if transformed.rejections:
        parts.append(f"{len(transformed.rejections)} refused ({transformed.rejections[0].detail})")
    if transformed.dropped:
        parts.append(f"{len(transformed.dropped)} dropped by its rules")
    undated = sum(article.published is None or article.published.at is None for article in articles)
    if undated:
        parts.append(f"{undated} without a date")
    if newest is not None and newest.published is not None and newest.published.at is not None:
        parts.append(f"newest {ago(newest.published.at, exchange.fetched_at)}: “{newest.title[:80]}”")
    if exchange.redirects:
        lasting = all(redirect.status in {301, 308} for redirect in exchange.redirects)
        parts.append(f"moved {'for good' if lasting else 'for now'} to {exchange.final_url}")
    if not articles and not transformed.dropped:
        outcome = Outcome.EMPTY
    else:
        outcome = Outcome.MALFORMED if parsed.problems and transformed.rejections else Outcome.OK
    leads_to = (exchange.final_url or "") if exchange.redirects else ""
    said = Checked(spec, outcome, "; ".join(parts), len(articles), newest, parsed.title or "")
    self_url = next((link.href for link in parsed.links if link.rel == "self"), "")
    return replace(said, leads_to=leads_to, self_url=self_url, body_sha256=exchange.body_sha256)


def _published(article: Article) -> float:
    at = article.published.at if article.published else None
    return at.timestamp() if at else float("-inf")


def blocked_place(settings: Settings, url: str, *, by_name: bool = True) -> str:
    """Why a poll of a feed without `private: true` refuses this address; empty if it does not.

    With `by_name` the host is resolved; a name that DNS does not know is not refused. Without it, only IP
    addresses and local names in the URL itself are checked.
    """
    dialer = Dialer(settings, Resolver(), Deadline(settings.limits), private=False)
    try:
        dialer.check(url, by_name=by_name)
    except Failure as failure:
        return failure.detail if failure.outcome is Outcome.BLOCKED_ADDRESS else ""
    return ""
