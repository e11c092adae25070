"""A feed that breaks off: what is whole comes in, the fragment is told once and is no article."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from wireroom.models import FeedContext
from wireroom.transform.read_document import read_document
from wireroom.transform.transform_document import transform_document, transform_parsed

CONTEXT = FeedContext(7, "https://gazette.example/rss.xml", datetime(2026, 11, 23, tzinfo=UTC))
WHOLE = (
    "<rss version='2.0'><channel><title>Gazette</title>"
    "<item><title>Ferry sails again</title><link>https://gazette.example/1</link><guid>1</guid>"
    "<description>With a new rudder.</description></item>"
    "<item><title>Storm takes the pier at Gannet Lane</title><link>https://gazette.example/2</link></item>"
)


@pytest.mark.parametrize(
    "cut", ["<title>Storm takes", "<title>Storm takes the pi", "<title>Storm takes the pier"]
)
def test_half_a_title_is_no_article(cut: str) -> None:
    body = WHOLE[: WHOLE.index("<title>Storm")] + cut
    transformed = transform_document(body.encode(), context=CONTEXT)

    assert [article.title for article in transformed.articles] == ["Ferry sails again"]
    assert [rejection.reason for rejection in transformed.rejections] == ["cut_off"]


def test_wherever_the_cut_is_the_rejection_is_one_row() -> None:
    start = WHOLE.index("<title>Storm")
    keys = {
        rejection.key
        for end in range(start + 12, start + 30, 6)
        for rejection in transform_document(WHOLE[:end].encode(), context=CONTEXT).rejections
    }
    assert len(keys) == 1


def json_feed(count: int) -> tuple[str, list[str]]:
    """A JSON Feed, and each of its items as it stands there."""
    items = [
        json.dumps({"id": str(n), "url": f"https://gazette.example/{n}", "content_text": f"Ferry {n} sails."})
        for n in range(count)
    ]
    head = '{"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": ['
    return f"{head}{', '.join(items)}]}}", items


@pytest.mark.parametrize("is_torn", [True, False], ids=["hung up", "whole by its length"])
def test_wherever_a_json_feed_breaks_off_its_whole_items_are_articles_and_no_half_one(is_torn: bool) -> None:
    body, items = json_feed(4)
    ends = [body.index(item) + len(item) for item in items]
    for cut in range(ends[0], len(body)):
        parsed = read_document(body[:cut].encode(), CONTEXT, is_torn=is_torn)
        transformed = transform_parsed(parsed, CONTEXT)
        whole = [f"Ferry {n} sails." for n, end in enumerate(ends) if end <= cut]
        assert [article.text for article in transformed.articles] == whole, body[cut - 10 : cut]
        assert transformed.parsed.is_damaged


def test_what_stands_before_the_damage_of_a_json_feed_comes_in() -> None:
    body, items = json_feed(3)
    damaged = body.replace(items[1], items[1].replace("Ferry", 'The "Ferry"'))
    transformed = transform_document(damaged.encode(), context=CONTEXT)
    assert [article.text for article in transformed.articles] == ["Ferry 0 sails."]
    assert transformed.parsed.problems[0].startswith("not well-formed: after item 1: Expecting ',' delimiter")
