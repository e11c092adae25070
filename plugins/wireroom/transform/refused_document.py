"""Work out the outcome of a poll whose document could not be read, and its row in the quarantine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Final

from wireroom.common.masking import shown_in_words
from wireroom.common.stand_ins.bot_walls import wall_in_page, wall_in_words
from wireroom.common.stand_ins.error_messages import message_in_words
from wireroom.common.stand_ins.named_pages import page_in_words
from wireroom.common.text import one_line
from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Landed, Outcome, Rejection
from wireroom.runtime.document_budget import Refusal
from wireroom.sources import MOST_NAMED, named_feeds

_LOOKED_AT = 1_000_000  # bytes of a page: its feeds are named in its head
_MESSAGES = ("json", "xml", "xml error")
_NAMED = 5  # of a page's feeds; some pages name one for each of their sections

# Why a document is refused → the outcome of its poll. These refusals leave a row in the quarantine.
_QUARANTINED: Final = {
    "too_slow": Outcome.TOO_SLOW,
    "too_large": Outcome.TOO_LARGE,
    "failed": Outcome.UNPARSABLE,
}
_REFUSED: Final = {**_QUARANTINED, "bot_wall": Outcome.BOT_WALL}


def instead_of_a_feed(error: NotAFeedError, exchange: Exchange) -> tuple[Outcome, str]:
    """BOT_WALL if a bot challenge answered; else NOT_A_FEED, with the feeds that the page links to.

    Or with what the page or the message says of itself: a login, a maintenance page, an error.
    """
    if error.found != "html":
        said = message_in_words(exchange.body, error.found) if error.found in _MESSAGES else ""
        return Outcome.NOT_A_FEED, f"{error}{_says(error.found, said)}"
    page = exchange.body[:_LOOKED_AT]
    named = named_feeds(page, exchange.answered_from, exchange.headers)
    if named:  # no bot challenge links to feeds
        said = " ".join(shown_in_words(one_line(url)) for url in named[:_NAMED])
        left = len(named) - _NAMED
        more = " and more" if len(named) == MOST_NAMED else f" and {left} more" if left > 0 else ""
        words = f"{error}; it links to these feeds: {said}{more}; list one of them instead"
        return Outcome.NOT_A_FEED, words
    if wall := wall_in_page(page, exchange.status):
        return Outcome.BOT_WALL, wall_in_words(wall)
    if kind := page_in_words(page, exchange.answered_from, is_elsewhere=bool(exchange.redirects)):
        return Outcome.NOT_A_FEED, f"{exchange.answered_from} gave no feed but {kind}"
    return Outcome.NOT_A_FEED, f"{error}, which links to no feed"


def _says(found: str, said: str) -> str:
    """What an error message says; nothing where a document is none."""
    if not said:
        return ""
    what = ": an error message, which says " if found == "json" else ", which says "
    return f"{what}{shown_in_words(said)}; check the feed's address, or whether it wants a key (feeds.yaml)"


def outcome_of(refusal: Refusal) -> Outcome:
    """The outcome of a poll whose document was refused."""
    return _REFUSED.get(refusal.reason, Outcome.NOT_A_FEED)


def rejections_of(exchange: Exchange, size: int, refusal: Refusal | None) -> tuple[Rejection, ...]:
    """The quarantine row of a refused document of `size` bytes: one row for each feed and reason."""
    if refusal is None or refusal.reason not in _QUARANTINED:
        return ()
    key = hashlib.sha256(b"%s %d" % (refusal.reason.encode(), exchange.feed_id)).digest()
    raw = json.dumps({"url": exchange.answered_from, "bytes": size}).encode()
    words = f"the whole document: {refusal.words}"
    return (Rejection(exchange.feed_id, exchange.fetched_at, refusal.reason, words, raw, key),)


def located(rejection: Rejection, landed: Landed) -> Rejection:
    """`rejection`, with the WARC record of the document in its detail if the whole document was refused."""
    if rejection.reason not in _QUARANTINED:
        return rejection
    return replace(rejection, detail=f"{rejection.detail} (landed: {landed.ref.uri} {landed.ref.record_id})")
