"""A feed that breaks off: what is whole comes in, the fragment is told once and is no article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import FeedContext
from wireroom.transform import transform_document

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
