"""What changes a feed takes a whole name; and who adds one learns its name, and whether it is listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.http_server import Server
from wireroom.ingest.run_ingest import run_ingest
from wireroom.settings import Settings
from wireroom.sources import load_feeds_file
from wireroom.store.connection import connect

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel>
<title>Test Daily</title><link>https://harbour.example/</link>SELF
<item><title>Ferry returns</title><link>https://harbour.example/ferry</link></item></channel></rss>"""
TEXT = """\
feeds:
  - url: https://alpha.example/rdf/latest/headlines.rdf
    title: All Alpha
    publisher: Alpha Group
  - url: https://b.example/feed
    title: Test Daily
"""

Run = Callable[..., int]


@pytest.mark.parametrize("what", ["pause", "resume", "remove", "accept-move", "refuse-move", "list-move"])
@pytest.mark.parametrize("text", ["test", "latest", "alpha.example", ""])
def test_a_part_of_a_name_changes_nothing(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str], what: str, text: str
) -> None:
    """Before, `pause test` paused another feed, for its address has /latest/ in it; `remove` took it out."""
    assert run(what, text) == 1
    said = capsys.readouterr().err
    assert f"{text!r}" in said
    assert "nothing was changed" in said
    assert ("https://alpha.example/rdf/latest/headlines.rdf" in said) == bool(text)
    assert file.read_text() == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "test daily",
        "https://b.example/feed",
        "HTTPS://B.example/Feed",
        "http://www.b.example/feed?utm_source=x",
        "2",
        "feed:2",
    ],
)
def test_a_whole_name_is_enough(run: Run, file: Path, text: str) -> None:
    assert run("sync") == 0
    assert run("pause", text) == 0
    assert [spec.paused for spec in load_feeds_file(file)] == [False, True]
    assert run("resume", text) == 0
    assert not load_feeds_file(file)[1].paused


def test_a_publisher_of_one_feed_names_it_and_one_of_two_does_not(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("pause", "alpha group") == 0
    file.write_text(TEXT + "  - url: https://c.example/feed\n    publisher: Alpha Group\n")
    assert run("remove", "alpha group") == 1
    assert "fits 2 feeds; say which, by its address" in capsys.readouterr().err
    assert len(load_feeds_file(file)) == 3


def test_a_look_may_still_be_at_a_part_of_a_name(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "latest", "--urls") == 0
    assert capsys.readouterr().out == "https://alpha.example/rdf/latest/headlines.rdf\n"


def test_a_listed_feed_is_known_behind_a_tracker_and_added_only_anyway(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before, it was a second feed of that title, and `pause` by the title it was told paused the first."""
    file.write_text("feeds: []\n")
    url = server.sends("/rss", RSS)
    assert run("add", url, "--private") == 0
    assert "Commands know it by its title: `wireroom feeds pause 'Test Daily'`" in capsys.readouterr().out
    tracked = server.sends("/rss?utm_source=x", RSS)
    assert run("add", tracked, "--private") == 0
    said = capsys.readouterr().out
    assert f"{tracked} is in the list already, as {url}; `--anyway` adds it too" in said
    assert [spec.url for spec in load_feeds_file(file)] == [url]
    assert run("add", tracked, "--private", "--anyway") == 0
    said = capsys.readouterr().out
    assert "Another feed is called 'Test Daily' too, so commands know it by its address" in said
    assert run("pause", "test daily") == 1, "it would be one of two"
    assert run("pause", tracked) == 0
    assert [spec.paused for spec in load_feeds_file(file)] == [False, True]


def test_a_feed_that_calls_itself_a_listed_one_is_told(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    link = b"<a:link rel='self' href='https://b.example/feed'/>"
    url = server.sends("/other", RSS.replace(b"SELF", link))
    assert run("add", url, "--private") == 0
    assert "It calls itself https://b.example/feed, which is in the list" in capsys.readouterr().out
    own = server.sends("/own", RSS.replace(b"SELF", b""))
    assert run("add", own, "--private", "--title", "Own") == 0
    assert "probably one feed" not in capsys.readouterr().out


def test_a_feed_without_a_title_is_known_by_its_address(
    run: Run, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.sends("/gone", status="404 Not Found")
    assert run("add", url, "--private", "--anyway") == 0
    assert f"Commands know it by its address: `wireroom feeds pause {url}`" in capsys.readouterr().out


def test_the_list_shows_the_title_before_the_first_poll(
    run: Run, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.sends("/rss", RSS)
    assert run("add", url, "--private") == 0
    capsys.readouterr()
    assert run("list", url) == 0
    shown = capsys.readouterr().out
    assert "Test Daily" in shown
    assert "waits for its first poll" in shown, "and it is still a feed that was never polled"


def test_two_names_for_one_host_are_refused_and_told(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before, the second outlet's articles stood under the name and country of the first, without a word."""
    file.write_text("feeds: []\n")
    own = RSS.replace(b"https://harbour.example", server.url("").rstrip("/").encode())
    one, two = server.sends("/a", own), server.sends("/b", own)
    assert run("add", one, "--private", "--publisher", "Alpha Times", "--country", "gb") == 0
    capsys.readouterr()
    assert run("add", two, "--private", "--publisher", "Beta Post", "--country", "fr") == 1
    assert "Not added: articles of" in capsys.readouterr().out
    assert len(load_feeds_file(file)) == 1
    assert run("add", two, "--private", "--publisher", "alpha times") == 0, "one name in another case"
    file.write_text(file.read_text().replace("alpha times", "Beta Post"))
    assert run("sync") == 0
    said = capsys.readouterr().out
    assert "are listed as of Alpha Times, Beta Post" in said
    assert "publisher, country, language and timezone counts for articles that come in or change" in said


def test_outlets_whose_feeds_share_a_host_and_not_their_articles_are_two(
    run: Run, file: Path, server: Server
) -> None:
    file.write_text("feeds: []\n")
    one = server.sends("/a", RSS)
    two = server.sends("/b", RSS.replace(b"harbour", b"bay"))
    assert run("add", one, "--private", "--publisher", "Alpha Times") == 0
    assert run("add", two, "--private", "--publisher", "Beta Post") == 0


def test_what_is_said_otherwise_counts_when_sync_says_it_does(
    run: Run, file: Path, server: Server, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of `sync` and of the head of feeds.yaml, held: before, `2 changed` was all that was said."""
    item = b"<item><title>NAME</title><link>https://harbour.example/NAME</link>"
    item += b"<description>NAME came in at noon.</description>"
    item += b"<pubDate>23 Nov 2026 10:00:00</pubDate></item></channel>"
    first = RSS.replace(b"</channel>", item.replace(b"NAME", b"one"))
    second = first.replace(b"</channel>", item.replace(b"NAME", b"two"))
    settings = Settings(database_url=database_url, feeds_file=file, landing_url=str(file.parent / "landing"))

    def polled(name: str, zone: str, body: bytes, key: str) -> list[tuple[str, str, int]]:
        url = server.sends("/a", body)
        declared = f"private: true\n    publisher: {name}\n    timezone: {zone}\n"
        file.write_text(f"feeds:\n  - url: {url}\n    {declared}")
        assert run("sync") == 0
        run_ingest(settings, key=key, clock=lambda: datetime.now(UTC), even_if_not_due=True)
        with connect(database_url) as conn, conn.cursor() as cursor:
            cursor.execute(
                "SELECT title, publisher, published_at AT TIME ZONE 'UTC' FROM news.articles "
                "WHERE url LIKE '%%/one' OR url LIKE '%%/two' ORDER BY title"
            )
            return [(title, publisher, at.hour) for title, publisher, at in cursor.fetchall()]

    before = polled("Alpha Times", "Europe/Berlin", first, "1")
    assert [hour for *_, hour in before] == [9]
    capsys.readouterr()
    assert polled("Beta Post", "America/New_York", first, "2") == before
    said = capsys.readouterr().out
    assert "counts for articles that come in or change from now on" in said
    after = polled("Beta Post", "America/New_York", second, "3")
    assert [(name, hour) for _, name, hour in after] == [("Beta Post", 9), ("Beta Post", 15)]
