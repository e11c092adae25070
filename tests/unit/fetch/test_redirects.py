"""Which addresses can be asked for at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.fetch.outcomes import Failure
from wireroom.fetch.redirects import checked_url
from wireroom.models import Outcome


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("ftp://example.org/feed", id="another scheme"),
        pytest.param("file:///etc/passwd", id="a local file"),
        pytest.param("gopher://example.org", id="gopher"),
        pytest.param("example.org/feed", id="no scheme"),
        pytest.param("http:///feed", id="no host"),
        pytest.param("http://example.org:99999/", id="no such port"),
        pytest.param("http://example.org:0/", id="port nought"),
        pytest.param("http://example.org:x/", id="no port at all"),
        pytest.param("http://[::1/", id="half an IPv6 address"),
        pytest.param("http://example.org/a b", id="a space"),
        pytest.param("http://example.org/\r\nX: y", id="a line break"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_bad_url_is_named_so(url: str) -> None:
    with pytest.raises(Failure) as failure:
        checked_url(url)
    assert failure.value.outcome is Outcome.BAD_URL


def test_a_fragment_is_not_sent() -> None:
    assert checked_url("HTTPS://example.org/feed?a=1#top") == "https://example.org/feed?a=1"


@given(st.text())
def test_any_text_is_a_url_or_a_bad_url(text: str) -> None:
    try:
        outcome = Outcome.OK if checked_url(text).lower().startswith(("http://", "https://")) else None
    except Failure as failure:
        outcome = failure.outcome
    assert outcome in {Outcome.OK, Outcome.BAD_URL}
