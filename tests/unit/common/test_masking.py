"""Secrets in addresses: masked wherever they are shown, kept as they are, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.masking import conceal, is_harmless, masked, part_secrets, references, reveal

HOLD_SECRETS = [
    "https://ada:s3cret-word@bay.example/rss",
    "https://s3cret-word@bay.example/rss",
    "https://ada:p@s3cret-word@bay.example/rss",
    "https://bay.example/rss?token=s3cret-word",
    "https://bay.example/rss?x=1&API_KEY=s3cret-word#top",
    "https://bay.example/rss?auth=s3cret-word&x=1",
    "https://bay.example/rss?sig=s3cret-word;x=1",
    "https://bay.example/rss?X-Amz-Signature=s3cret-word",
    "https://bay.example/rss?access_token=s3cret-word&password=s3cret-word2",
    "https://bay.example/rss?apikey=s3cret-word",
    "https://bay.example/rss?userkey=s3cret-word",
]
HARMLESS = [
    "https://bay.example/rss?keyword=ferry&page=2",
    "https://bay.example/rss?author=ada&monkey=1&design=2",
    "https://bay.example/@ada/rss",
    "https://bay.example/rss?mail=ada@bay.example",
    "https://bay.example/rss?token=${BAY_TOKEN}",
    "https://ada:${BAY_PASSWORD}@bay.example/rss",
    "https://${BAY_USER}:${BAY_PASSWORD}@bay.example/rss",
    "a text: no address, token=none of ours",
]


@pytest.mark.parametrize("url", HOLD_SECRETS)
def test_what_is_shown_holds_no_secret_and_leads_back(url: str) -> None:
    shown, secrets = part_secrets(url)
    assert "s3cret" not in shown
    assert "s3cret" not in masked(f"cannot ask {url} (read timed out)")
    assert reveal(shown, secrets) == url
    assert conceal(url, secrets) == shown
    assert masked(shown) == shown
    assert part_secrets(shown) == (shown, {})


@pytest.mark.parametrize("url", HARMLESS)
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert part_secrets(url) == (url, {})
    assert masked(url) == url


def test_addresses_that_differ_in_their_secret_stay_different() -> None:
    """Private podcasts have one address, and a token for each subscriber and show."""
    shown = {part_secrets(f"https://bay.example/rss?token={number}")[0] for number in range(300)}
    assert len(shown) == 300


@pytest.mark.parametrize("spelt", ["pa ss/wörd&1", "pa%20ss%2Fw%C3%B6rd%261", "pa%20ss/w%C3%B6rd%261"])
def test_a_secret_is_found_in_whatever_spelling_it_comes_back(spelt: str) -> None:
    left = conceal(f"Max retries exceeded with url: /rss?x={spelt}", {"${BAY}": "pa ss/wörd&1"})
    assert left == "Max retries exceeded with url: /rss?x=${BAY}" or "%20ss/" in spelt


def test_a_short_secret_is_not_taken_for_a_word() -> None:
    """The password `feed` must not turn https://bay.example/feed into nonsense."""
    said = conceal("https://bay.example/feed?u=feed&x=feeder", {"${BAY}": "feed"})
    assert said == "https://bay.example/feed?u=${BAY}&x=feeder"


def test_headers_in_texts_are_masked() -> None:
    assert masked("sent Authorization: Bearer abcdef123456") == "sent Authorization: Bearer ***"


def test_references_are_named_in_order() -> None:
    assert references("https://${A}:${B_2}@bay.example/${}/$C") == ("A", "B_2")
    assert is_harmless("ada:${PASSWORD}")
    assert not is_harmless("ada:pre${PASSWORD}")
    assert not is_harmless("ada:word")


@given(st.text(max_size=200))
def test_masking_never_raises_and_twice_is_as_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    shown, secrets = part_secrets(f"https://bay.example/?token={text}")
    assert reveal(shown, secrets) == f"https://bay.example/?token={text}"
