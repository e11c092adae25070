"""The page behind an article: wanted, answered, read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from wireroom.models.exchange import Exchange, Outcome
from wireroom.models.value import value


class PageOutcome(StrEnum):
    """The result of reading a fetched page; a page that was not fetched has the name of its `Outcome`."""

    FULL_TEXT = "full_text"  # it gave more than the feed: a new version
    NO_GAIN = "no_gain"  # it gives no more than the feed
    PAYWALL = "paywall"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    SOFT_404 = "soft_404"  # 200 with a page that says it is not there, or with another article
    REDIRECTED_HOME = "redirected_home"
    LIVE_BLOG = "live_blog"
    NO_TEXT = "no_text"  # no article in it
    NOT_A_PAGE = "not_a_page"  # a picture, a PDF, a feed, …
    TOO_SLOW = "too_slow"
    FAILED = "failed"  # reading it ended the process
    LOST = "lost"  # its landing file is gone or damaged: nothing of the page is known


@value
class WantedPage:
    """A page to request."""

    article_id: int
    feed_id: int
    url: str
    family: str  # politeness family
    private: bool = False  # of the operator's own network, on its feed's very host


@value
class SiteRules:
    """A site's rules on who may fetch what."""

    origin: str  # scheme, host and port
    asked_at: datetime
    outcome: Outcome  # of asking for robots.txt
    robots: bytes = b""
    tdmrep: bytes | None = b""  # /.well-known/tdmrep.json; empty: none; None: not to be had now

    @property
    def robots_txt(self) -> Exchange:
        """The exchange of its robots.txt."""
        return Exchange(0, f"{self.origin}/robots.txt", self.asked_at, self.outcome, body=self.robots)


@value
class PageAnswer:
    """One exchange of a walk over pages: a page's, or one that tells a site's rules."""

    exchange: Exchange
    page: WantedPage | None = None
    decision: str = ""  # what robots.txt says of the page
    rules: SiteRules | None = None  # now complete


@value
class PageFacts:
    """Facts by which a page with its article is recognised."""

    title: str = ""
    words: str = ""  # of all that is shown, its beginning
    text: str = ""  # of its article
    kinds: frozenset[str] = frozenset()  # schema.org types
    is_free: bool | None = None  # as it says itself; None: it does not
    scripts: str = ""  # addresses of its scripts and frames
    reserved: tuple[tuple[str, str], ...] = ()  # meta elements about text and data mining: name, content
