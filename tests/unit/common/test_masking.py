"""Secrets in addresses: masked wherever they are shown, kept as they are, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.addresses import addresses
from wireroom.common.masking import MASK, conceal, masked, part_secrets, references, reveal
from wireroom.common.tables import rows

EXAMPLES = [example for _, _, example, *_ in rows("wireroom.common", "secrets.tsv")]
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
    "https://bay.example/rss?auth%5Btoken%5D=s3cret-word",
    "https://bay.example/rss?user[auth][token][]=s3cret-word&x[]=1",
    "https://bay.example/rss?accessToken=s3cret-word",
    "https://bay.example/rss#access_token=s3cret-word",
    "https://bay.example/rss;JSESSIONID=s3cret-word!12",
    "https://bay.example/private/s3cret-w0rd-1a2b/rss.xml",
    "https://bay.example/rss?partnerKey=s3cret1word2",
    "https://bridge.example/?action=display&url=https%3A%2F%2Fbay.example%2Frss%3Ftoken%3Ds3cret-word&format=Atom",
    "https://ada:pre${PASSWORD}s3cret@bay.example/rss",
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
    "https://bay.example/rss?key=sports&section=key-west",
    "https://bay.example/rss?key=election2026&hash=tag&code=de&session=2026-27",
    "https://bay.example/viewtopic.php?f=4&t=167&sid=12",
    "https://bay.example/rss?categoryUuid=23bf4f02-399f-5ae3-a8d7-cfd81e4fc32d&id=9682993c8daa2c5497996114facdc805",
    "https://bay.example/rss?auth=true&pass=1&token=0",
    "https://bay.example/feed?feed=rss2&h=12&s=ferry",
    "https://www.youtube.com/feeds/videos.xml?channel_id=UC2Wss-yUn0b5xTTZ45tQWfA",
    "https://bay.example/music/private/instruction-for-beginners/feed",
    "https://bay.example/private-school-3b-2026/rss",
    "https://bay.example/token/bitcoin/feed",
    "https://bay.example/5d8c31a659b95cc18a43ad75d152e80f/rss",
    "https://www.google.com/alerts/feeds/12345678901234567890/1234567890123456789",
    "https://news.google.com/rss/topics/CAAqIQgKIhtDQkFTRGdvSUwyMHZNR28xWnprU0FtVnVLQUFQAQ?hl=en-US",
    "https://bay.example/rss?cursor=eyJpZCI6MTIzNDU2Nzg5MH0",
    "Basic knowledge of HTTP is missing: Bearer certificates-not-found",
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


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_rule_hides_the_secret_of_its_example_and_nothing_else(example: str) -> None:
    before, _, rest = example.partition("{")
    secret, _, after = rest.partition("}")
    url = before + secret + after
    assert masked(url) == before + MASK + after
    assert list(part_secrets(url)[1].values()) == [secret]
    shown = before + MASK + after
    assert masked(f"GET {url} failed: {url} is gone") == f"GET {shown} failed: {shown} is gone"


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


@given(st.text(max_size=200) | addresses())
def test_masking_never_raises_and_twice_is_as_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    shown, secrets = part_secrets(f"https://bay.example/?token={text}")
    assert reveal(shown, secrets) == f"https://bay.example/?token={text}"
    assert masked(shown) == shown
