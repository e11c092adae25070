"""Exchanges of every kind, for tests of what is done with them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from wireroom.models import Exchange, Outcome, Redirect

NOW = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
BODY = b"<rss version='2.0'><channel><title>Harbour Post</title></channel></rss>"

OK = Exchange(
    feed_id=1,
    url="https://example.org/feed",
    fetched_at=NOW,
    outcome=Outcome.OK,
    final_url="https://example.org/feed.xml",
    redirects=(Redirect(301, "https://example.org/feed.xml"),),
    status=200,
    headers=(
        ("Content-Type", "text/xml"),
        ("Content-Encoding", "gzip"),
        ("Content-Length", "42"),
        ("ETag", '"v1"'),
    ),
    body=BODY,
    elapsed_ms=120,
    body_sha256=hashlib.sha256(BODY).digest(),
)
UNCHANGED = Exchange(
    2,
    "https://example.org/same",
    NOW,
    Outcome.UNCHANGED,
    status=200,
    headers=(("Transfer-Encoding", "chunked"),),
    body_sha256=OK.body_sha256,
)
NOT_MODIFIED = Exchange(
    3,
    "https://example.org/304",
    NOW,
    Outcome.NOT_MODIFIED,
    status=304,
    headers=(("ETag", '"v1"'),),
    conditional=True,
)
RATE_LIMITED = Exchange(
    4,
    "https://example.org/often",
    NOW,
    Outcome.RATE_LIMITED,
    "429: the server asks us to come less often",
    status=429,
    headers=(("Retry-After", "60"),),
    retry_after=timedelta(seconds=60),
)
UNREACHABLE = Exchange(5, "https://nowhere.example/", NOW, Outcome.UNREACHABLE_HOST, "does not resolve")

EVERY_KIND = (OK, UNCHANGED, NOT_MODIFIED, RATE_LIMITED, UNREACHABLE)

_text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\ud800\r\n\0"), max_size=40)
_headers = st.lists(
    st.tuples(
        st.sampled_from(
            ["Content-Encoding", "content-length", "Transfer-Encoding", "X-Archive-Orig-Age", "Set-Cookie"]
        )
        | _text,
        _text,
    ),
    max_size=6,
).map(tuple)

ANY_EXCHANGE = st.builds(
    Exchange,
    feed_id=st.integers(0, 2**62),
    url=_text,
    fetched_at=st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    outcome=st.sampled_from(Outcome),
    detail=_text,
    final_url=st.none() | _text,
    redirects=st.lists(st.builds(Redirect, st.integers(300, 308), _text), max_size=3).map(tuple),
    status=st.none() | st.integers(100, 599),
    headers=_headers,
    body=st.binary(max_size=300) | st.sampled_from([b"", b"\r\n\r\n", b"WARC/1.1\r\n", BODY]),
    elapsed_ms=st.integers(0, 10**9),
    retry_after=st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=31)),
    conditional=st.booleans(),
    body_sha256=st.none() | st.binary(min_size=32, max_size=32),
    deferred=st.booleans(),
    pushed=st.booleans(),
)
"""Anything a dishonest server and a later version of fetch could put into one."""
