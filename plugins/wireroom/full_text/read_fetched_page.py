"""Read a fetched page: its outcome, and its article with the page's text."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wireroom.common.robots import Robots
from wireroom.common.text import storable
from wireroom.decide.page_outcome import page_outcome
from wireroom.decide.page_quota import next_try
from wireroom.decide.versions import is_richer
from wireroom.errors import NotAFeedError
from wireroom.extract.mining_rights import mining_reserved
from wireroom.extract.page_facts import page_facts
from wireroom.full_text.page_version import Stored, page_version
from wireroom.models import (
    NO_TAIL,
    Article,
    Exchange,
    Feed,
    FeedContext,
    FeedFormat,
    IsRepeated,
    Outcome,
    PageFacts,
    PageHints,
    PageOutcome,
    PageTail,
    SiteRules,
)
from wireroom.normalize import fingerprint
from wireroom.runtime.document_budget import Watchdog
from wireroom.transform.transform_document import transform_document

_log = logging.getLogger(__name__)
_PAGES = ("html", "xml", "text/plain")
_ARTICLES = (PageOutcome.FULL_TEXT, PageOutcome.NO_GAIN)
_WALLED = {"cf-mitigated", "x-datadome", "x-amzn-waf-action"}  # headers of those who ask who we are


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A fetched page and its article, before it is read."""

    stored: Stored
    feed: Feed
    exchange: Exchange
    number: int  # as the watch knows it
    rules: SiteRules | None  # of the site that answered
    now: datetime


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The result of reading a page; `article` is the new version, if the page gives more than the feed."""

    article_id: int
    outcome: str
    detail: str
    feed_length: int
    text_length: int | None = None
    next_try_at: datetime | None = None
    reserved: tuple[bool | None, str | None] = (None, None)
    tail: PageTail = NO_TAIL  # where it is an article
    article: Article | None = None

    def row(self) -> dict[str, Any]:
        """The result as a row for `note_pages_read`."""
        again = self.next_try_at
        return {
            "article_id": self.article_id,
            "outcome": self.outcome,
            "detail": storable(self.detail),
            "next_try_at": again.isoformat() if again else None,
            "feed_length": self.feed_length,
            "text_length": self.text_length,
            "tdm_reserved": self.reserved[0],
            "tdm_source": self.reserved[1],
        }


def read_fetched_page(page: FetchedPage, watch: Watchdog, is_repeated: IsRepeated | None = None) -> ReadPage:
    """Read and judge a page within the budget of `watch`, which refuses a page that ended a process before.

    `is_repeated` tells which blocks other pages of the site end with too.
    """
    stored, exchange = page.stored, page.exchange
    read = ReadPage(stored["article_id"], exchange.outcome.value, exchange.detail, len(stored["feed_text"]))
    reserved = _reserved(page, PageFacts())
    if reserved[0]:  # the site says so, whether its page is had or not; of one that is not, no is not known
        read = replace(read, reserved=reserved)
    if exchange.outcome is not Outcome.OK:
        return _not_had(read, page)
    if refusal := watch.refused.documents.get(page.number):
        outcome = PageOutcome.TOO_SLOW if refusal.reason == "too_slow" else PageOutcome.FAILED
        return replace(read, outcome=outcome.value, detail=refusal.words)
    watch.document(page.number)
    try:
        return _had(read, page, is_repeated)
    except MemoryError:
        return replace(read, outcome=PageOutcome.FAILED.value, detail="reading it takes too much memory")
    except Exception as error:  # one page that trips a fault of ours must not take the others along
        _log.exception("%s: a fault of Wireroom's while reading it", exchange.answered_from)
        words = f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}"
        return replace(read, outcome=PageOutcome.FAILED.value, detail=words)
    finally:
        watch.done()


def _not_had(read: ReadPage, page: FetchedPage) -> ReadPage:
    exchange = page.exchange
    headers = {name.lower() for name, _ in exchange.headers}
    walls = (Outcome.FORBIDDEN, Outcome.BOT_WALL, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR)
    if exchange.outcome in walls and headers & _WALLED:
        words = f"{exchange.status}: it asks who we are before it shows anything"
        return replace(read, outcome=PageOutcome.BOT_WALL.value, detail=words)
    again = next_try(exchange.outcome, page.stored["tries"], now=page.now, wait=exchange.retry_after)
    return replace(read, next_try_at=again)


def _had(read: ReadPage, page: FetchedPage, is_repeated: IsRepeated | None) -> ReadPage:
    stored, exchange = page.stored, page.exchange
    kind = (exchange.content_type or "html").lower()
    if not any(word in kind for word in _PAGES):
        return replace(read, outcome=PageOutcome.NOT_A_PAGE.value, detail=f"it is {kind[:80]}, no page")
    understood, tail = _understood(page, is_repeated)
    facts = replace(page_facts(exchange.body, kind), text=understood.text if understood else "")
    outcome, words = page_outcome(
        facts,
        asked=stored["url"],
        answered=exchange.answered_from,
        title=stored["title"],
        feed_text=stored["feed_text"],
    )
    before = stored["page_length"] or 0
    if outcome is PageOutcome.FULL_TEXT and is_richer(before, len(facts.text)):
        outcome = PageOutcome.NO_GAIN
        words = f"{len(facts.text):,} characters, where the page gave {before:,} before: that text stays"
    article = None
    if understood and outcome is PageOutcome.FULL_TEXT and not _is_as_before(stored, understood):
        article = page_version(stored, understood)
    return replace(
        read,
        outcome=outcome.value,
        detail=words,
        text_length=len(facts.text),
        reserved=_reserved(page, facts),
        tail=tail if outcome in _ARTICLES else NO_TAIL,
        article=article,
    )


def _is_as_before(page: Stored, read: Article) -> bool:
    """Whether the page is unchanged, even if other blocks of its site are now known as boilerplate."""
    if read.text == page["page_text"]:
        return True
    print_before, whole = page["page_fingerprint"], read.whole_text or read.text
    return print_before is not None and bytes(print_before) == fingerprint(page["page_title"] or "", whole)


def _understood(page: FetchedPage, is_repeated: IsRepeated | None) -> tuple[Article | None, PageTail]:
    """The page as an article (None if it holds none), and the blocks that it ends with."""
    stored, feed, exchange = page.stored, page.feed, page.exchange
    context = FeedContext(
        feed_id=feed.id,
        url=exchange.answered_from,
        seen_at=exchange.fetched_at,
        country=feed.spec.country,
        language=stored["language"] or feed.spec.language,
        timezone=feed.spec.timezone,
        day_first=feed.day_first,
        hints=PageHints(is_repeated, stored["summary"] or ""),
    )
    try:
        found = transform_document(
            exchange.body, context=context, content_type=exchange.content_type, or_page=True
        )
    except NotAFeedError:
        return None, NO_TAIL
    is_page = found.parsed.format is FeedFormat.PAGE
    return (found.articles[0], found.parsed.tail) if is_page and found.articles else (None, NO_TAIL)


def _reserved(page: FetchedPage, facts: PageFacts) -> tuple[bool, str | None]:
    exchange = page.exchange
    rules = page.rules or SiteRules("", exchange.fetched_at, Outcome.NOT_FOUND)
    return mining_reserved(
        exchange.answered_from,
        Robots(rules.robots_txt, "Wireroom"),
        tdmrep=rules.tdmrep or b"",
        headers=exchange.headers,
        metas=facts.reserved,
    )
