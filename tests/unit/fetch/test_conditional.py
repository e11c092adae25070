"""Which validators are sent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.fetch.poll_next import conditional_headers
from wireroom.models import FULL_EVERY, Feed, FeedSpec, Validators

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def headers_for(validators: Validators, polls_since_full: int = 0) -> dict[str, str]:
    feed = Feed(1, FeedSpec("https://example.org/feed"), validators, polls_since_full=polls_since_full)
    return conditional_headers(feed, now=NOW)


def test_both_validators_go_out_verbatim() -> None:
    validators = Validators('W/"a-b"', "Mon, 23 Nov 2026 10:00:00 GMT")
    assert headers_for(validators) == {
        "If-None-Match": 'W/"a-b"',
        "If-Modified-Since": "Mon, 23 Nov 2026 10:00:00 GMT",
    }


def test_a_full_body_is_asked_for_now_and_then() -> None:
    validators = Validators('"a"', None)
    assert headers_for(validators, FULL_EVERY - 1) == {"If-None-Match": '"a"'}
    assert headers_for(validators, FULL_EVERY) == {}


@pytest.mark.parametrize(
    "modified",
    [
        pytest.param("Fri, 01 Mar 2041 00:00:00 GMT", id="the future answers 304 for ever (FreshRSS#1020)"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", id="the epoch (commafeed#859)"),
        pytest.param("yesterday", id="no date"),
        pytest.param("", id="empty"),
        pytest.param("Mon, 23 Nov 2026 10:00:00 GMT\r\nX-Evil: 1", id="a line break"),
    ],
)
def test_an_absurd_last_modified_is_not_sent(modified: str) -> None:
    assert headers_for(Validators(None, modified)) == {}


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"\x00"', '"日本"', f'"{"a" * 60_000}"'])
def test_an_etag_that_would_break_the_request_is_not_sent(etag: str) -> None:
    assert headers_for(Validators(etag)) == {}


def test_an_etag_that_stands_for_any_document_is_not_sent() -> None:
    """A server that compares would answer 304 for ever; in quotes it is an ordinary one."""
    assert headers_for(Validators("*")) == {}
    assert headers_for(Validators('"*"')) == {"If-None-Match": '"*"'}
