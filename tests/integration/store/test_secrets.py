"""Secrets in the database: apart from addresses, out of readers' sight; older installations come along."""

from __future__ import annotations

from dataclasses import replace

import psycopg2
import pytest

from support.filings import NOW, rows
from wireroom import store
from wireroom.common.masking import masked
from wireroom.models import FeedSpec
from wireroom.sources import new_feed

RAW = "https://ada:s3cret-word@bay.example/rss?token=s3cret-too"


def test_a_feed_comes_back_with_what_it_is_asked_with(conn: store.Connection) -> None:
    spec = replace(
        new_feed({"url": RAW, "archive": "https://bay.example/old?key=s3cret-old"}),
        headers=(("X-Api-Key", "${BAY_KEY}"),),
        basic_auth="ada:${BAY}",
        connection="bay",
    )
    store.sync_feeds(conn, [spec], NOW)
    (feed,) = (status.feed for status in store.list_feeds(conn))
    assert feed.spec == spec
    assert set(feed.spec.secrets.values()) == {"ada:s3cret-word", "s3cret-too", "s3cret-old"}


def test_readers_see_masks(conn: store.Connection) -> None:
    store.sync_feeds(conn, [new_feed({"url": RAW})], NOW)
    conn.commit()
    for view in ("feeds", "articles", "runs", "rejected", "revisions", "publishers"):
        assert "s3cret" not in str(rows(conn, f"SELECT * FROM news.{view}"))
    (shown,) = rows(conn, "SELECT url FROM news.feeds")
    assert shown[0].startswith("https://***")
    with conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("SELECT secrets FROM wireroom.feeds")
    conn.rollback()


def test_an_installation_of_before_comes_along(conn: store.Connection) -> None:
    """Its addresses hold their secrets: they stay the same feeds, retired ones too, and show masks."""
    gone = "https://bay.example/gone?token=s3cret-gone"
    before = [FeedSpec(RAW), FeedSpec("https://two.example/feed"), FeedSpec(gone)]
    with conn.cursor() as cursor:
        for spec in before:
            cursor.execute(
                "INSERT INTO wireroom.feeds (url, added_at, changed_at, retired_at) "
                "VALUES (%s, now(), now(), %s)",
                (spec.url, NOW if spec.url == gone else None),
            )
        cursor.execute(
            "INSERT INTO wireroom.feed_states (feed_id, detail, etag, fetch_url) "
            "SELECT id, 'cannot ask ' || url, 'kept', url FROM wireroom.feeds WHERE url = %s",
            (RAW,),
        )
    conn.commit()
    assert "s3cret" not in str(rows(conn, "SELECT * FROM news.feeds")), (
        "masked even before the list is followed"
    )
    listed = [new_feed({"url": spec.url}) for spec in before[:2]]
    retiring = store.retiring_feeds(conn, [spec.url for spec in listed])
    assert (retiring.feeds, retiring.active) == ((), 2)
    changes = store.sync_feeds(conn, listed, NOW)
    assert (changes.added, changes.retired) == (0, 0)
    assert "s3cret" not in str(rows(conn, "SELECT url, title FROM wireroom.feeds"))
    assert "s3cret" not in str(rows(conn, "SELECT detail, fetch_url FROM wireroom.feed_states"))
    (feed, _) = store.feeds_by_id(conn, [1, 2])
    assert (feed.validators.etag, set(feed.spec.secrets.values())) == (
        "kept",
        {"ada:s3cret-word", "s3cret-too"},
    )
    restored = store.sync_feeds(conn, [*listed, new_feed({"url": gone})], NOW)
    assert (restored.restored, restored.added) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        RAW,
        "cannot ask https://ada:w@bay.example/rss?x=1&X-Amz-Signature=s3&page=2 in time",
        "https://ada:${BAY}@bay.example/?token=${BAY}&key=word",
        "https://***ab12cd@bay.example/?token=***ab12cd&sig=1;pwd=2#x",
        "https://bay.example/?keyword=a&author=b&mail=a@b",
        "no address at all",
    ],
)
def test_the_database_masks_as_the_code_does(conn: store.Connection, text: str) -> None:
    with conn.cursor() as cursor:
        cursor.execute("SELECT wireroom.masked(%s)", (text,))
        assert cursor.fetchone() == (masked(text),)
