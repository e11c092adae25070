"""A player that is never closed holds nothing of the article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.clean import clean_html
from wireroom.common.unclosed_players import with_closed_players
from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

PLAYERS = [
    '<amp-youtube data-videoid="abcdefghijk">',
    '<amp-twitter data-tweetid="12345678901">',
    '<amp-iframe src="https://charts.example/x" width="600">',
    '<amp-video src="https://cdn.example/x.mp4">',
    '<oembed url="https://www.youtube.com/watch?v=abcdefghijk">',
]
SAID = (
    "The harbour council met on Tuesday and agreed to rebuild the northern pier, which a storm had broken.",
    "Work will begin in the spring, the mayor said, and the first ferries are expected to call in the year.",
)


@pytest.mark.parametrize("player", [*PLAYERS, '<amp-img src="https://cdn.example/a.jpg">'])
@pytest.mark.parametrize(
    "rest", ["<p>two</p><p>three</p>", "two<br><br><b>three</b>", "<dl><dt>two<dd>three</dl>"]
)
def test_what_follows_in_a_feed_stays(player: str, rest: str) -> None:
    cleaned = clean_html(f"<p>one</p>{player}{rest}{player}")
    assert cleaned.text.split() == ["one", "two", "three"]
    assert len(cleaned.embeds) == 2 * (player in PLAYERS)


@pytest.mark.parametrize("player", PLAYERS)
def test_what_follows_in_a_page_stays(player: str) -> None:
    page = (
        f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1><p>{SAID[0]}</p>{player}"
        f"<p>{SAID[1]}</p></article></body></html>"
    )
    context = FeedContext(1, "https://harbour.example/pier", datetime(2026, 11, 26, 20, tzinfo=UTC))
    (article,) = transform_document(page.encode(), context=context, or_page=True).articles
    assert [said in article.text for said in SAID] == [True, True]
    assert len(article.embeds) == 1


@pytest.mark.parametrize(
    "closed",
    [
        '<amp-video src="/x.mp4"><p>Your browser shows no video.</p></amp-video>',
        '<amp-twitter data-tweetid="1"><blockquote class="twitter-tweet">Words</blockquote></amp-twitter>',
        '<amp-youtube data-videoid="abcdefghijk"/>',
        "<amp-carousel><p>one</p></amp-carousel>",
        "<amp-sidebar><p>one</p>",
    ],
)
def test_what_is_closed_or_no_player_stays_as_it_is(closed: str) -> None:
    assert with_closed_players(closed) == closed
