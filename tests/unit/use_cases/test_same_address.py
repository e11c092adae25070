"""Which addresses of feeds are one feed's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.feed_list import same_address as module
from wireroom.feed_list.listed_feeds import add_feeds
from wireroom.feed_list.same_address import listed_as, same_address
from wireroom.settings import Settings
from wireroom.sources import load_feeds_file, new_feed

LISTED = ["https://a.example/rss", "http://127.0.0.1:7711/rss"]


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("http://127.0.0.1:7711/rss?utm_source=x", "http://127.0.0.1:7711/rss"),
        ("http://www.a.example/rss/?fbclid=1#top", "https://a.example/rss"),
        ("https://A.example/rss", "https://a.example/rss"),
        ("http://127.0.0.1:7712/rss", None),
    ],
)
def test_a_spelling_of_a_listed_address(url: str, listed: str | None) -> None:
    assert listed_as(LISTED, url) == listed


@pytest.mark.parametrize(
    ("one", "other"),
    [  # of articles' URLs these are noise; of feeds they choose one
        ("https://a.example/?feed=rss2", "https://a.example/"),
        ("https://a.example/?feed=rss2", "https://a.example/?feed=comments-rss2"),
        ("https://a.example/feed/amp", "https://a.example/feed"),
        ("https://news.google.com/rss/search?q=x&hl=en", "https://news.google.com/rss/search?q=x&hl=de"),
        ("https://a.example/rss.php?feedname=one", "https://a.example/rss.php?feedname=two"),
        ("https://full.example/make?url=https://a.example/rss", "https://a.example/rss"),
        ("https://a.example/rss?token=***3fa9c1", "https://a.example/rss?token=***aaaaaa"),
        ("https://a.example/Feed", "https://a.example/feed"),
    ],
)
def test_feeds_that_only_look_alike_stay_two(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


def test_of_two_spellings_in_one_list_each_is_itself() -> None:
    both = ["https://a.example/rss", "https://a.example/rss?utm_source=x"]
    assert [listed_as(both, url) for url in both] == both


def test_an_import_takes_each_address_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 feeds into a list of 5,000 took two minutes: the whole list was taken apart for each of them."""
    settings = Settings(feeds_file=tmp_path / "feeds.yaml")
    settings.feeds_file.write_text(
        "".join(["feeds:\n", *(f"  - https://a.example/{n}\n" for n in range(99))])
    )
    asked: list[str] = []

    def counting(url: str) -> str:
        asked.append(url)
        return same_address(url)

    monkeypatch.setattr(module, "same_address", counting)
    specs = [new_feed({"url": f"https://b.example/{n}"}) for n in range(99)]
    new, _ = add_feeds(settings, specs, datetime(2026, 11, 28, tzinfo=UTC), follow=False)
    assert len(new) == 99
    assert len(asked) < 4 * 99


@pytest.mark.parametrize(("anyway", "added"), [(False, 1), (True, 2)])
def test_two_spellings_in_one_import_are_one_feed(tmp_path: Path, *, anyway: bool, added: int) -> None:
    settings = Settings(feeds_file=tmp_path / "feeds.yaml")
    specs = [new_feed({"url": f"{scheme}://a.example/rss"}) for scheme in ("http", "https")]
    now = datetime(2026, 11, 28, tzinfo=UTC)
    new, _ = add_feeds(settings, specs, now, follow=False, anyway=anyway)
    assert [spec.url for spec in new] == [spec.url for spec in specs[:added]]
    assert len(load_feeds_file(settings.feeds_file)) == added
