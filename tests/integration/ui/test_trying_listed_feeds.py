"""Whoever tries a feed that is in the list, by its own address or another, is told so before adding it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from support.pages import Newsroom
from support.sites import site_with_feeds
from wireroom.settings import Settings
from wireroom.store.connection import Connection


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


def test_an_address_that_a_listed_feed_redirects_to_is_said_to_be_its(
    editor: TestClient, newsroom: Newsroom, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who copies the new address from the site would have the feed asked twice."""
    with site_with_feeds(monkeypatch) as site:
        with conn.cursor() as cursor:
            cursor.execute(
                "UPDATE wireroom.feed_states SET redirected_to = %s, redirected_since = now()"
                " WHERE feed_id = %s",
                (site.url("/news.xml"), newsroom.well),
            )
        conn.commit()
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/news.xml")}).text
        assert f'href="/wireroom/feeds/{newsroom.well}"' in text
        assert f"redirects to {site.url('/news.xml')}" in text
        assert "Add it anyway" in text
        assert (
            "redirects" not in editor.post("/wireroom/feeds/try", data={"url": site.url("/sport.xml")}).text
        )


@pytest.mark.parametrize("listed", [["/news.xml"], ["/news.xml", "/sport.xml", "/empty.xml"]], ids=len)
def test_of_a_sites_feeds_those_that_are_listed_cannot_be_chosen(
    editor: TestClient,
    newsroom: Newsroom,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    listed: list[str],
) -> None:
    """The best one was chosen, and added to be told that it is in the list."""
    with site_with_feeds(monkeypatch) as site:
        settings.feeds_file.write_text("feeds:\n" + "".join(f"  - {site.url(path)}\n" for path in listed))
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/")}).text
    offered = re.findall(r'"radio" name="url" value="http://127.0.0.1:\d+([^"]+)"( \w+)?', text)
    states = {path: state.strip() for path, state in offered}
    assert [path for path, state in states.items() if state == "disabled"] == listed
    assert [path for path, state in states.items() if state == "checked"] == ["/sport.xml"][
        len(listed) // 3 :
    ]
    assert ("Add the chosen one" in text) == (len(listed) == 1)
    assert ("All of them are in feeds.yaml already" in text) == (len(listed) == 3)
