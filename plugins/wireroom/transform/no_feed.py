"""An answer that holds no feed in; how its poll ends, and in words what it is instead, out."""

from __future__ import annotations

from wireroom.common.bot_walls import wall_in_page, wall_in_words
from wireroom.common.masking import shown_in_words
from wireroom.common.text import one_line
from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Outcome
from wireroom.sources import MOST_NAMED, named_feeds

_LOOKED_AT = 1_000_000  # bytes of a page: what names its feeds stands in its head
_NAMED = 5  # of a page's feeds; some name one for each of their sections


def instead_of_a_feed(error: NotAFeedError, exchange: Exchange) -> tuple[Outcome, str]:
    """BOT_WALL where a challenge answered; else NOT_A_FEED, with the feeds that a page links to."""
    if error.found != "html":
        return Outcome.NOT_A_FEED, str(error)
    page = exchange.body[:_LOOKED_AT]
    named = named_feeds(page, exchange.answered_from, exchange.headers)
    if named:  # which no challenge does
        said = " ".join(shown_in_words(one_line(url)) for url in named[:_NAMED])
        left = len(named) - _NAMED
        more = " and more" if len(named) == MOST_NAMED else f" and {left} more" if left > 0 else ""
        words = f"{error}; it links to these feeds: {said}{more}; list one of them instead"
        return Outcome.NOT_A_FEED, words
    if wall := wall_in_page(page, exchange.status):
        return Outcome.BOT_WALL, wall_in_words(wall)
    return Outcome.NOT_A_FEED, f"{error}, which links to no feed"
