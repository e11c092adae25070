"""Whoever tries a feed that is in the list, by its own address or another, is told so before adding it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from support.pages import Newsroom
from support.sites import site_with_feeds
from wireroom.settings import Settings


def test_a_feed_that_is_listed_is_not_offered(
    editor: TestClient, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was offered as if it were new, also one that did not answer just now."""
    with site_with_feeds(monkeypatch) as site:
        settings.feeds_file.write_text(f"feeds:\n  - {site.url('/news.xml')}\n  - {site.url('/gone.xml')}\n")
        for path, words in (("/news.xml", "The feed works"), ("/gone.xml", "This did not work")):
            text = editor.post("/wireroom/feeds/try", data={"url": site.url(path)}).text
            assert words in text
            assert "in feeds.yaml already" in text
            assert "Add it" not in text
        assert (
            "Add it</button>" in editor.post("/wireroom/feeds/try", data={"url": site.url("/sport.xml")}).text
        )


def test_a_feed_that_leads_to_a_listed_one_says_so(
    editor: TestClient, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both, the same document would be asked for twice."""
    with site_with_feeds(monkeypatch) as site:
        settings.feeds_file.write_text(f"feeds:\n  - {site.url('/news.xml')}\n")
        site.redirects("/old.xml", "/news.xml")
        site.redirects("/other.xml", "/sport.xml")
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/old.xml")}).text
        assert f"It leads to {site.url('/news.xml')}, which is in feeds.yaml already" in text
        assert "Add it anyway" in text
        other = editor.post("/wireroom/feeds/try", data={"url": site.url("/other.xml")}).text
        assert "already" not in other
        assert "Add it</button>" in other
