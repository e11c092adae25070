"""What an answer without a feed is, in few words however much the page holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Outcome
from wireroom.transform.refused_document import instead_of_a_feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def words_of(*links: str) -> str:
    page = "".join(f'<link rel=alternate type="application/rss+xml" href="{link}">' for link in links)
    answer = Exchange(0, "https://a.example/", NOW, Outcome.OK, status=200, body=page.encode())
    outcome, words = instead_of_a_feed(NotAFeedError("no feed but a web page", found="html"), answer)
    assert outcome is Outcome.NOT_A_FEED
    return words


def test_long_addresses_are_cut_after_their_secrets_are_masked() -> None:
    """It was up to 9.7 kB of addresses, in the log and in the database."""
    words = words_of(*(f"/{n}/{'x' * 1800}" for n in range(4)), f"/{'y' * 160}?token=s3cret-word-of-the-bay")
    assert len(words) < 1_300
    assert "https://a.example/0/xxx" in words
    assert "?token=***" in words
    assert "s3c" not in words


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (5, "/4.xml; "),
        (6, "/4.xml and 1 more; "),
        (19, " and 14 more; "),
        (20, " and more; "),
        (900, " and more; "),
    ],
)
def test_how_many_more_are_said_only_where_they_were_counted(count: int, end: str) -> None:
    words = words_of(*(f"/{number}.xml" for number in range(count)))
    assert words.endswith(f"{end}list one of them instead")
