"""Secrets in the database: apart from addresses, out of readers' sight; older installations come along."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import psycopg2
import psycopg2.extras
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import postgres
from support.addresses import addresses
from support.filings import NOW, rows
from support.masking_sql import masking_sql
from wireroom.common import tables
from wireroom.common.masking import masked
from wireroom.models import FeedSpec
from wireroom.sources import new_feed
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feeds_by_id, list_feeds
from wireroom.store.feeds.feed_sync import retiring_feeds, sync_feeds

PRIVATE = "https://bay.example/private/a1b2c3-s3cret-4d5e6f/rss"
RAW = "https://ada:s3cret-word@bay.example/rss?token=s3cret-too"


def test_a_feed_comes_back_with_what_it_is_asked_with(conn: Connection) -> None:
    spec = replace(
        new_feed({"url": RAW, "archive": "https://bay.example/old?key=s3cret-old"}),
        headers=(("X-Api-Key", "${BAY_KEY}"),),
        basic_auth="ada:${BAY}",
        connection="bay",
    )
    sync_feeds(conn, [spec], NOW)
    (feed,) = (status.feed for status in list_feeds(conn))
    assert feed.spec == spec
    assert set(feed.spec.secrets.values()) == {"ada:s3cret-word", "s3cret-too", "s3cret-old"}


def test_readers_see_masks(conn: Connection) -> None:
    sync_feeds(conn, [new_feed({"url": RAW})], NOW)
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


def test_an_installation_of_before_comes_along(conn: Connection) -> None:
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
    retiring = retiring_feeds(conn, [spec.url for spec in listed])
    assert (retiring.feeds, retiring.active) == ((), 2)
    changes = sync_feeds(conn, listed, NOW)
    assert (changes.added, changes.retired) == (0, 0)
    assert "s3cret" not in str(rows(conn, "SELECT url, title FROM wireroom.feeds"))
    assert "s3cret" not in str(rows(conn, "SELECT detail, fetch_url FROM wireroom.feed_states"))
    (feed, _) = feeds_by_id(conn, [1, 2])
    assert (feed.validators.etag, set(feed.spec.secrets.values())) == (
        "kept",
        {"ada:s3cret-word", "s3cret-too"},
    )
    restored = sync_feeds(conn, [*listed, new_feed({"url": gone})], NOW)
    assert (restored.restored, restored.added) == (1, 0)


@pytest.mark.parametrize(
    ("stored", "archive", "secrets", "listed"),
    [
        (
            "https://bay.example/rss?key=***abcdef",
            None,
            {"***abcdef": "sports"},
            "https://bay.example/rss?key=sports",
        ),
        (PRIVATE, None, {}, PRIVATE),
        (
            "https://bay.example/rss?auth[token]=s3cret-word",
            None,
            {},
            "https://bay.example/rss?auth[token]=s3cret-word",
        ),
        ("https://bay.example/rss", "https://bay.example/old?pw=s3cret-old", {}, "https://bay.example/rss"),
    ],
    ids=["no longer a secret", "in the path", "in brackets", "of its archive"],
)
def test_a_feed_stays_the_same_when_the_rules_of_what_is_a_secret_change(
    conn: Connection, stored: str, archive: str | None, secrets: dict[str, str], listed: str
) -> None:
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.feeds (url, archive, secrets, added_at, changed_at) "
            "VALUES (%s, %s, %s, now(), now())",
            (stored, archive, psycopg2.extras.Json(secrets)),
        )
        cursor.execute(
            "INSERT INTO wireroom.feed_states (feed_id, etag, fetch_url) "
            "SELECT id, 'kept', url FROM wireroom.feeds"
        )
    conn.commit()
    assert "s3cret" not in str(rows(conn, "SELECT * FROM news.feeds"))
    spec = new_feed({"url": listed, **({"archive": archive} if archive else {})})
    changes = sync_feeds(conn, [spec], NOW)
    assert (changes.added, changes.retired) == (0, 0)
    (feed,) = (status.feed for status in list_feeds(conn))
    assert (feed.spec, feed.validators.etag) == (spec, "kept")
    assert rows(conn, "SELECT fetch_url FROM wireroom.feed_states") == [(spec.url,)]


@pytest.mark.parametrize(
    "text",
    [
        RAW,
        "cannot ask https://ada:w@bay.example/rss?x=1&X-Amz-Signature=s3&page=2 in time",
        "https://ada:${BAY}@bay.example/?token=${BAY}&key=word",
        "https://***ab12cd@bay.example/?token=***ab12cd&sig=1;pwd=2#x",
        "https://bay.example/?keyword=a&author=b&mail=a@b",
        "no address at all",
        *(
            example.replace("{", "").replace("}", "")
            for _, _, example, *_ in tables.rows("wireroom.common", "secrets.tsv")
        ),
        "Authorization: Bearer abcdef123456",
        "https://bay.example/private/a1b2c3d4e5f6/rss;jsessionid=12ab?page=2&auth%5Btoken%5D=w",
    ],
)
def test_the_database_masks_as_the_code_does(conn: Connection, text: str) -> None:
    with conn.cursor() as cursor:
        cursor.execute("SELECT wireroom.masked(%s)", (text,))
        assert cursor.fetchone() == (masked(text),)
        cursor.execute("SELECT wireroom.masked(upper(%s))", (text,))
        assert cursor.fetchone() == (masked(text.upper()),)


def test_a_database_in_turkish_masks_alike() -> None:
    """There BASIC in lower case is basıc, without a dot: before, such texts were taken for harmless."""
    texts = ("AUTHORIZATION: BASIC YWRHOMZLCNJ5", "BAY.EXAMPLE/PRIVATE/A1B2C3D4E5F6")
    with postgres.older_admin_url() as server:
        if server is None:
            pytest.skip("no PostgreSQL 15 or 16 in /usr/lib/postgresql; the wheel's knows no ICU")
        with postgres.database(server, icu_locale="tr") as url:
            turkish = psycopg2.connect(url)
            with contextlib.closing(turkish), turkish.cursor() as cursor:
                cursor.execute("CREATE SCHEMA wireroom")
                cursor.execute(masking_sql())
                for text in texts:
                    cursor.execute("SELECT lower('BASIC'), wireroom.masked(%s)", (text,))
                    assert cursor.fetchone() == ("basıc", masked(text))
                    assert "***" in masked(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(addresses(), min_size=30, max_size=30))
def test_no_text_is_masked_otherwise_there(conn: Connection, texts: list[str]) -> None:
    """One table of rules, two languages: 1,800 texts put together of what the rules look for."""
    texts = [text.replace("\0", "") for text in texts]
    with conn.cursor() as cursor:
        cursor.execute(
            "SELECT wireroom.masked(text) FROM unnest(%s) WITH ORDINALITY AS t (text, n) ORDER BY n", (texts,)
        )
        assert [row[0] for row in cursor.fetchall()] == [masked(text) for text in texts]
