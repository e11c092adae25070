"""A subscribed feed that speaks for another publisher: it replaces nothing, and what it says is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count, permutations
from pathlib import Path

import pytest

from support.feed_farm import feed_farm, slow
from support.filings import NOW, rows
from wireroom import sources
from wireroom.ingest.run_ingest import run_ingest
from wireroom.load import load_batch
from wireroom.models import Counts, FeedSpec, LoadItem
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run
from wireroom.transform.document_context import context_of
from wireroom.transform.transform_document import transform_document

OWN, EVIL, OTHER = "https://quaypost.com/rss", "https://evil.example/rss", "https://other.example/rss"
URL = "https://www.quaypost.com/2026/ferry"
SHORT = "The ferry is late. It leaves at nine, says the harbour master."
FALSE = "The ferry has sunk. " * 40

_run = count()


@dataclass(frozen=True)
class Item:
    """An item of an RSS feed."""

    text: str
    url: str | None = URL
    guid: str | None = "tag:quaypost.com,2026:ferry"
    title: str = "Ferry late"
    more: str = ""  # elements besides

    def xml(self) -> str:
        link = f"<link>{self.url}</link>" if self.url else ""
        guid = f'<guid isPermaLink="false">{self.guid}</guid>' if self.guid else ""
        return (
            f"<item>{link}{guid}{self.more}<title>{self.title}</title>"
            f"<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate>"
            f"<description><![CDATA[{self.text}]]></description></item>"
        )


def polled(
    conn: Connection, url: str, *items: Item, hour: int = 0, title: str = "The Quay Post", **spec: str
) -> Counts:
    """Poll the feed at `url`, which calls itself the victim's, and file what it says at that hour."""
    listed = [status.feed.spec for status in list_feeds(conn) if status.feed.spec.url != url]
    sync_feeds(conn, [*listed, FeedSpec(url=url, **spec)], NOW)
    [feed] = [status.feed for status in list_feeds(conn) if status.feed.spec.url == url]
    body = (
        f"<rss><channel><title>{title}</title><link>https://www.quaypost.com/</link>"
        f"{''.join(item.xml() for item in items)}</channel></rss>"
    )
    context = context_of(feed, url=url, seen_at=NOW + timedelta(hours=hour))
    transformed = transform_document(body.encode(), context=context)
    run_id = open_run(conn, "ingest", f"run {next(_run)}", NOW)
    return load_batch(conn, run_id, [LoadItem(transformed.articles, transformed.rejections)])


def stands(conn: Connection) -> list[tuple[str, str]]:
    """Text and trust of each article."""
    return rows(conn, "SELECT text, trust FROM news.articles ORDER BY id")


def test_a_longer_text_at_the_publishers_address_does_not_replace_its_own(conn: Connection) -> None:
    """Nor does it keep the publisher's correction out."""
    polled(conn, OWN, Item(SHORT))
    assert polled(conn, EVIL, Item(FALSE), hour=1).revised == 0
    assert stands(conn) == [(SHORT, "own")]
    assert polled(conn, OWN, Item("The ferry left."), hour=2).revised == 1
    assert stands(conn) == [("The ferry left.", "own")]
    assert rows(conn, "SELECT DISTINCT trust FROM news.revisions") == [("own",)]


def test_a_disagreement_is_recorded(conn: Connection) -> None:
    polled(conn, OWN, Item(SHORT))
    polled(conn, EVIL, Item(FALSE), hour=1)
    polled(conn, OTHER, Item(SHORT), hour=1)  # says the same: no disagreement
    assert rows(conn, "SELECT text, trust, reason, url FROM news.disagreements") == [
        (FALSE.strip(), "stranger", "a stranger's version", URL)
    ]
    assert sorted(rows(conn, "SELECT trust, times FROM news.sightings")) == [
        ("own", 1),
        ("stranger", 1),
        ("stranger", 1),
    ]


@pytest.mark.parametrize("own", [SHORT, ""], ids=["shorter", "only a title"])
def test_an_address_taken_before_its_publisher_comes_is_given_back(conn: Connection, own: str) -> None:
    """As a revision with its reason, however short the publisher's text is."""
    polled(conn, EVIL, Item(FALSE))
    [(text, trust, carrier)] = rows(conn, "SELECT text, trust, provenance ->> 'carrier' FROM news.articles")
    assert (text, trust, carrier) == (FALSE.strip(), "stranger", "stranger evil.example")
    polled(conn, OWN, Item(own, title="Ferry"), hour=1)
    assert stands(conn) == [(own, "own")]
    assert rows(conn, "SELECT version, trust, change_reason FROM news.revisions ORDER BY 1") == [
        (1, "stranger", "published"),
        (2, "own", "own_copy"),
    ]


def test_nothing_that_a_stranger_said_stays_under_the_publishers_name(conn: Connection) -> None:
    """Neither authors, tags, pictures nor enclosures, where the publisher gives none."""
    more = (
        "<author>x@evil.example (Evil Author)</author><category>Sinking</category>"
        '<enclosure url="https://evil.example/x.jpg" type="image/jpeg" length="9"/>'
    )
    said = "SELECT authors, tags, image_url, media, provenance ->> 'carrier' FROM news.articles"
    polled(conn, EVIL, Item(FALSE, more=more))
    [(authors, tags, image, media, carrier)] = rows(conn, said)
    assert (authors, tags, image) == (["Evil Author"], ["Sinking"], "https://evil.example/x.jpg")
    assert (len(media), carrier) == (1, "stranger evil.example")
    polled(conn, OWN, Item(SHORT), hour=1)
    assert rows(conn, said) == [([], [], None, [], None)]


def test_the_publishers_markup_stands_where_a_stranger_had_the_same_words(conn: Connection) -> None:
    """Equal words with other links would pass for the same content."""
    polled(conn, EVIL, Item(f'<p>{SHORT} <a href="https://evil.example/pay">Pay</a></p>'))
    polled(conn, OWN, Item(f'<p>{SHORT} <a href="https://www.quaypost.com/pay">Pay</a></p>'), hour=1)
    [(html,)] = rows(conn, "SELECT html FROM news.articles")
    assert "evil.example" not in html


@pytest.mark.parametrize("guid", ["tag:quaypost.com,2026:next", "https://www.quaypost.com/?p=2"])
def test_a_stranger_cannot_tie_an_article_to_one_to_come(conn: Connection, guid: str) -> None:
    """URL of the first, GUID of the second: the second would have been taken for a change of the first."""
    polled(conn, OWN, Item(SHORT))
    polled(conn, EVIL, Item(FALSE, guid=guid), hour=1)
    crane = Item("A new crane has come.", url="https://www.quaypost.com/2026/crane", guid=guid)
    assert polled(conn, OWN, Item(SHORT), crane, hour=2).inserted == 1
    assert stands(conn) == [(SHORT, "own"), ("A new crane has come.", "own")]


@pytest.mark.parametrize("url", ["https://news.yahoo.com/ferry", "https://feedproxy.google.com/~r/quay/1"])
def test_a_link_of_a_portal_or_feed_service_ties_nothing_together(conn: Connection, url: str) -> None:
    """Neither to an article that the publisher brings, nor so as to replace what the portal carries."""
    source = '<source url="https://www.quaypost.com/rss">The Quay Post</source>'
    polled(conn, "https://news.yahoo.com/rss", Item(SHORT, url=url, guid="tag:yahoo.com,2026:1", more=source))
    polled(conn, EVIL, Item(FALSE, url=url, guid="tag:quaypost.com,2026:next", more=source), hour=1)
    mine = source.replace("quaypost.com", "evil.example")
    polled(conn, EVIL, Item(FALSE, url=url, guid="tag:evil.example,2026:1", more=mine), hour=2)
    crane = Item("A crane.", url="https://www.quaypost.com/2026/crane", guid="tag:quaypost.com,2026:next")
    polled(conn, OWN, crane, hour=3)
    found = "SELECT text, trust FROM news.articles WHERE "
    assert rows(conn, found + "url = %s", crane.url) == [("A crane.", "own")]
    assert rows(conn, found + "guid = 'tag:yahoo.com,2026:1'") == [(SHORT, "carrier")]


def test_a_stranger_cannot_tie_two_addresses_together(conn: Connection) -> None:
    """By a GUID, or a text, that it gives first to the one and then to the other."""
    polled(conn, OWN, Item(SHORT))
    polled(conn, EVIL, Item(FALSE, guid="tag:evil.example,2026:1"), hour=1)
    crane = "https://www.quaypost.com/2026/crane"
    polled(conn, EVIL, Item(FALSE, url=crane, guid="tag:evil.example,2026:1"), hour=2)
    polled(conn, OWN, Item("A crane.", url=crane, guid="tag:quaypost.com,2026:crane"), hour=3)
    assert stands(conn) == [(SHORT, "own"), ("A crane.", "own")]


def test_a_text_copied_beforehand_ties_nothing_together(conn: Connection) -> None:
    """The same, by the words of the second article and its time."""
    words = "A new crane has come to the harbour. " * 10
    polled(conn, OWN, Item(SHORT))
    polled(conn, EVIL, Item(words), hour=1)
    second = Item(words, url="https://www.quaypost.com/2026/crane", guid="crane", title="Crane")
    assert polled(conn, OWN, second, hour=2).inserted == 1


def test_a_stranger_without_an_address_is_marked_and_gives_way(conn: Connection) -> None:
    """The GUID alone claims the article; the channel's link claims the site."""
    polled(conn, EVIL, Item(FALSE, url=None))
    assert stands(conn) == [(FALSE.strip(), "stranger")]
    polled(conn, OWN, Item(SHORT), hour=1)
    assert stands(conn) == [(SHORT, "own")]


def test_a_stranger_does_not_name_a_publisher(conn: Connection) -> None:
    polled(conn, EVIL, Item(FALSE), title="Sunk Ferries Daily")
    assert rows(conn, "SELECT publisher, publisher_domain FROM news.articles") == [
        ("quaypost.com", "quaypost.com")
    ]
    polled(conn, OWN, Item(SHORT), hour=1, title="Quay Post")
    assert rows(conn, "SELECT publisher FROM news.articles") == [("Quay Post",)]


def test_of_strangers_alone_the_first_stays_unless_another_has_much_more(conn: Connection) -> None:
    """No feed of the publisher's is subscribed: its article is what is known of it, marked."""
    polled(conn, EVIL, Item(SHORT))
    polled(conn, OTHER, Item("Another few words."), hour=1)
    assert stands(conn) == [(SHORT, "stranger")]
    polled(conn, OTHER, Item(FALSE), hour=2)
    assert stands(conn) == [(FALSE.strip(), "stranger")]


@pytest.mark.parametrize("hours", list(permutations(range(3))), ids=str)
def test_trust_decides_whatever_comes_first(conn: Connection, hours: tuple[int, int, int]) -> None:
    """Aggregator, stranger and declared feed, in any order: the declared publisher's stands."""
    polled(conn, "https://feeds.feedburner.com/quay", Item("Burned. " * 9), hour=hours[0])
    polled(conn, EVIL, Item(FALSE), hour=hours[1])
    polled(conn, "https://d1.cdn.example/quay", Item(SHORT), hour=hours[2], publisher="Quay Post")
    assert stands(conn) == [(SHORT, "declared")]


def test_a_stranger_that_keeps_changing_its_text_keeps_nothing_out(conn: Connection) -> None:
    """Past the most versions kept of a feed, the publisher's own still counts."""
    for hour in range(52):
        polled(conn, EVIL, Item(f"Sunk at {hour} o'clock, {'x' * hour}."), hour=hour)
    polled(conn, OWN, Item(SHORT), hour=60)
    assert stands(conn) == [(SHORT, "own")]


def test_an_open_redirect_at_the_publishers_does_not_speak_for_it(
    conn: Connection, database_url: str, tmp_path: Path
) -> None:
    """Listed on its domain, answered by a stranger; before, that was the publisher's own, and replaced it."""
    article = "http://quaypost.localhost/2026/ferry"
    with feed_farm(database_url, tmp_path) as farm:
        for path, text in (("/rss", SHORT), ("/forged", FALSE)):
            body = f"<rss><channel><title>Quay Post</title>{Item(text, url=article).xml()}</channel></rss>"
            farm.server.on(path, slow(body.encode(), 0.0))
        farm.server.redirects("/go/17", "http://evil.localhost/forged")
        listed = ["http://quaypost.localhost/rss", "http://quaypost.localhost/go/17"]
        specs = [replace(sources.new_feed({"url": url}), private=True) for url in listed]
        for hour, spec in enumerate(specs):
            sources.add_feeds(farm.settings.feeds_file, [spec])
            farm.advance(hours=hour)
            assert run_ingest(farm.settings, key=str(hour), clock=farm.clock).counts.feeds
    assert stands(conn) == [(SHORT, "own")]
    assert rows(conn, "SELECT trust, text FROM news.disagreements") == [("stranger", FALSE.strip())]
