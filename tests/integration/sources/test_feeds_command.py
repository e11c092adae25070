"""`wireroom feeds`: the file changes, the database follows, and the words say what happened."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.http_server import Server
from wireroom.cli.feeds import add_feed
from wireroom.cli.feeds.feeds_check import checked_table
from wireroom.cli.main import main
from wireroom.feed_list.check_feeds import Checked
from wireroom.feed_list.find_feeds import FoundFeeds
from wireroom.fetch.shared_turns import ASKED_BY_ANOTHER
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.sources import load_feeds_file
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import list_feeds

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<link>https://harbour.example/</link><item><title>Ferry returns after eleven weeks</title>
<link>https://harbour.example/ferry</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>
<description>The ferry crossed again at noon.</description></item></channel></rss>"""
HOROSCOPE = b"<item><title>Your horoscope</title><link>https://harbour.example/stars</link></item>"
TEXT = """\
feeds:
  # the good one
  - url: https://a.example/feed
    title: Alpha
    category: News/Africa
  - url: https://b.example/feed
    title: Beta
"""

Run = Callable[..., int]


PAGE = b"""<html><head><title>Harbour Post</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Gone" href="/gone.xml">
<link rel="alternate" type="application/atom+xml" href="/empty.xml">
<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
</head><body><p>Harbour</p></body></html>"""
EMPTY = b"<rss version='2.0'><channel><title>Nothing yet</title></channel></rss>"


def asked_for(server: Server) -> list[str]:
    return [asked.path for asked in server.asked]


def known(database_url: str) -> dict[str, bool]:
    """Address → paused, of the feeds that the database has not retired."""
    with connect(database_url) as conn:
        return {status.feed.spec.url: status.feed.spec.paused for status in list_feeds(conn)}


def test_rules_are_tried_without_effect_then_added(
    run: Run, file: Path, server: Server, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.sends("/feed", RSS.replace(b"</channel>", HOROSCOPE + b"</channel>"))
    assert run("try", url, "--private", "--drop", "title=horoscope", "--drop", "url=re2:/x/") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Ferry returns after eleven weeks\tyes",
        "Your horoscope\tno: drop title: horoscope",
    ]
    assert "1 article; 1 dropped by its rules" in said.out + said.err
    assert (file.read_text(), known(database_url)) == (TEXT, {})
    assert run("add", url, "--private", "--drop", "title=horoscope") == 0
    assert 'drop: {title: ["horoscope"]}' in file.read_text()
    capsys.readouterr()
    assert run("try", url, "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["left_out"] for line in lines] == [None, "drop title: horoscope"]
    assert run("try", url, "--drop", "horoscope") != 0
    assert run("try", url, "--drop", "title=re2:(a") != 0
    assert "missing )" in capsys.readouterr().err


def test_a_list_that_cannot_say_the_rules_is_an_error_where_they_are_tried(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before, a broken list and an address that fits several feeds were as good as an unlisted address."""
    url = server.sends("/feed", RSS)
    file.write_text(f"feeds:\n  - url: {url}\n    drop: {{title: 're2:('}}\n")
    assert run("try", url, "--private") != 0
    said = capsys.readouterr()
    assert "missing )" in said.err
    assert "no rules" not in said.out + said.err
    file.write_text(f"feeds:\n  - url: {url}/a\n  - url: {url}/b\n")
    assert run("try", url, "--private") != 0
    assert "fits 2 feeds; say which" in capsys.readouterr().err
    file.unlink()
    assert run("try", url, "--private") == 0


def test_a_good_feed_is_looked_at_and_added(
    run: Run, file: Path, server: Server, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.sends("/feed", RSS)
    assert run("add", url, "--private", "--category", "News/Harbour", "--every", "2h") == 0
    assert "1 article" in capsys.readouterr().out
    spec = load_feeds_file(file)[-1]
    assert (spec.url, spec.private, spec.category) == (url, True, ("News", "Harbour"))
    assert url in known(database_url)
    assert "# the good one" in file.read_text()


def test_a_page_is_not_added_but_its_feeds_are_named(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    link = b"<link rel=alternate type='application/rss+xml' href='/rss'>"
    page = b"<!DOCTYPE html><html><head>" + link + b"</head><body><p>Hello.</p></body></html>"
    url = server.sends("/", page, headers={"Content-Type": "text/html"})
    assert run("add", url, "--private") == 1
    assert f"{url}rss" in capsys.readouterr().out
    assert file.read_text() == TEXT


def test_a_feed_nobody_can_reach_is_added_only_anyway(run: Run, file: Path) -> None:
    assert run("add", "http://127.0.0.1:1/feed", "--private") == 1
    assert file.read_text() == TEXT
    assert run("add", "http://127.0.0.1:1/feed", "--private", "--anyway") == 0
    assert len(load_feeds_file(file)) == 3


@pytest.mark.parametrize(
    ("private", "status", "advice"),
    [
        ((), "200 OK", "`--private` says that it is meant to live there; `--anyway`"),
        (("--private",), "401 Unauthorized", "write them beside its `url` in feeds.yaml (its head says how)"),
        (("--private",), "404 Not Found", "Not added. `--anyway`"),
    ],
)
def test_who_adds_a_feed_that_lets_nobody_in_is_told_the_way(
    run: Run,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    private: tuple[str, ...],
    status: str,
    advice: str,
) -> None:
    server.sends("/feed", RSS, status=status)
    assert run("add", server.url("/feed"), *private) == 1
    assert advice in capsys.readouterr().out


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Feeds, and what they bring:" in capsys.readouterr().err


def test_a_wrong_value_is_said_in_words(run: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "https://c.example/", "--country", "Norway") == 1
    assert "two letters" in capsys.readouterr().err
    assert file.read_text() == TEXT


def test_pause_and_resume_reach_file_and_database(run: Run, file: Path, database_url: str) -> None:
    assert run("pause", "alpha") == 0
    assert load_feeds_file(file)[0].paused
    assert known(database_url) == {"https://a.example/feed": True, "https://b.example/feed": False}
    assert run("resume", "https://a.example/feed") == 0
    assert not load_feeds_file(file)[0].paused
    assert known(database_url)["https://a.example/feed"] is False


def test_a_title_goes_before_a_part_of_an_address(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TEXT + "  - url: https://c.example/alpha\n    title: Gamma\n")
    assert run("pause", "alpha") == 0
    assert "Paused https://a.example/feed" in capsys.readouterr().out


def test_a_feed_is_found_by_the_title_that_it_gives_itself(
    run: Run, file: Path, server: Server, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"feeds:\n  - url: {server.url('/feed')}\n    private: true\n")
    server.sends("/feed", RSS)
    assert run("sync") == 0
    settings = Settings(database_url=database_url, feeds_file=file, landing_url=str(file.parent / "landing"))
    run_ingest(settings, key="one", clock=lambda: datetime.now(UTC), even_if_not_due=True)
    with file.open("a") as listed:  # a part of an address goes behind the whole title
        listed.write("  - url: https://b.example/feed\n    publisher: The Harbour Post Group\n")
    assert run("pause", "harbour post") == 0
    assert f"Paused {server.url('/feed')}" in capsys.readouterr().out
    assert run("check", "harbour post") == 0
    assert "1 work, 0 do not" in capsys.readouterr().err
    assert run("list", "harbour post") == 0
    assert "Harbour Post" in capsys.readouterr().out


def test_a_removed_feed_is_retired(run: Run, file: Path, database_url: str) -> None:
    assert run("remove", "beta") == 0
    assert [spec.title for spec in load_feeds_file(file)] == ["Alpha"]
    assert set(known(database_url)) == {"https://a.example/feed"}


def test_a_text_that_fits_several_changes_nothing(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("remove", "example") == 1
    assert "https://a.example/feed" in capsys.readouterr().err
    assert file.read_text() == TEXT


def test_the_list_can_be_searched(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "africa") == 0
    shown = capsys.readouterr()
    assert "Alpha" in shown.out
    assert "Beta" not in shown.out
    assert "1 of 2 feeds" in shown.err, "not in the way of what reads the pipe"
    assert run("list", "--urls") == 0
    assert capsys.readouterr().out == "https://a.example/feed\nhttps://b.example/feed\n"


def test_a_pipe_gets_a_feed_a_line_with_its_whole_address(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    long = f"https://c.example/{'long/' * 60}feed"
    file.write_text(f"{TEXT}  - url: {long}\n    title: A title of some length, too, to be sure of it\n")
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert [line.split("\t")[1] for line in lines] == [
        "https://a.example/feed",
        "https://b.example/feed",
        long,
    ]
    assert lines[0].split("\t") == [
        "Alpha",
        "https://a.example/feed",
        "News/Africa",
        "",
        "",
        "not polled yet",
    ]


def test_the_list_can_be_had_as_lines_of_json(
    run: Run, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    assert run("pause", "beta") == 0
    capsys.readouterr()
    assert run("list", "--json") == 0
    one, two = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["url"], one["title"], one["category"]) == (
        "https://a.example/feed",
        "Alpha",
        ["News", "Africa"],
    )
    assert (one["condition"], one["needs_somebody"], one["cause"]) == ("new", False, None)
    assert (two["condition"], two["paused"], two["last_polled_at"]) == ("paused", True, None)


def test_without_a_database_the_json_says_null(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert run("list", "alpha", "--json") == 0
    (one,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["url"], one["health"], one["needs_somebody"]) == ("https://a.example/feed", None, None)


def test_export_and_import_meet(run: Run, file: Path, tmp_path: Path, database_url: str) -> None:
    opml = tmp_path / "feeds.opml"
    before = load_feeds_file(file)
    assert run("export", str(opml)) == 0
    file.write_text("feeds: []\n")
    assert run("import", str(opml)) == 0
    assert load_feeds_file(file) == before
    assert len(known(database_url)) == 2


def test_check_says_what_would_come_and_stores_nothing(
    run: Run, server: Server, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, gone = server.sends("/feed", RSS), server.sends("/gone", status="410 Gone")
    assert run("check", good, gone, "--private") == 1
    shown = "".join(capsys.readouterr())
    assert "Ferry returns after eleven weeks" in shown
    assert "410" in shown
    assert "1 work, 1 do not" in shown
    assert known(database_url) == {}


def test_a_mistake_in_the_file_names_its_line(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TEXT + "    privat: true\n")
    assert run("list") == 1
    assert f"{file}:8" in capsys.readouterr().err


def test_without_a_database_the_file_is_changed_and_it_is_said(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert run("pause", "alpha") == 0
    assert "does not answer" in capsys.readouterr().out
    assert load_feeds_file(file)[0].paused


def test_a_secret_in_a_list_that_others_may_read_is_told(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, mode, is_told in [("a", 0o644, True), ("b", 0o600, False)]:
        file.chmod(mode)
        assert run("add", f"http://127.0.0.1:1/{path}?token=s3cret-word", "--private", "--anyway") == 0
        said = capsys.readouterr().out
        assert ("write ${NAME} in its place" in said) == is_told
        assert "s3cret" not in said
    file.chmod(0o644)
    assert run("add", "http://127.0.0.1:1/c?token=${PAID_TOKEN}", "--private", "--anyway") == 0
    assert "in its place" not in capsys.readouterr().out


def test_an_exported_list_brings_feeds_with_secrets_back(
    run: Run, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Masked in the export; the file knows what stood there or, where it was lost, the database."""
    secret = "  - https://bay.example/private/a1b2c3-s3cret-4d5e6f/rss\n"
    file.write_text(
        TEXT + secret + "  - url: https://paid.example/rss?token=${PAID_TOKEN}\n    country: gb\n"
    )
    before = load_feeds_file(file)
    assert run("sync") == 0
    opml = tmp_path / "feeds.opml"
    assert run("export", str(opml)) == 0
    assert "s3cret" not in opml.read_text()
    assert run("import", str(opml)) == 0
    assert "0 added, 4 known, 0 skipped" in capsys.readouterr().out
    file.write_text(TEXT)
    assert run("sync") == 0
    assert run("import", str(opml)) == 0
    assert "2 added, 2 known, 0 skipped" in capsys.readouterr().out
    assert secret.strip("- \n") in file.read_text()
    assert load_feeds_file(file) == before


def test_a_sites_page_leads_to_its_feed(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.sends("/", PAGE, headers={"Content-Type": "text/html"})
    server.sends("/empty.xml", EMPTY)
    server.sends("/news.xml", RSS)
    server.sends("/comments/feed/", RSS)
    assert run("add", server.url("/"), "--private", "--category", "News/Sea") == 0
    said = capsys.readouterr().out
    assert f"found: {server.url('/news.xml')} (named by the page): RSS 2.0; 1 article" in said
    assert f"{server.url('/news.xml')} is added" in said
    added = load_feeds_file(file)[-1]
    assert (added.url, added.category) == (server.url("/news.xml"), ("News", "Sea")), "articles before none"
    assert "/comments/feed/" not in asked_for(server), "comments are no news"
    assert "/feed/" not in asked_for(server), "nor is a place guessed where the page names one that answers"
    assert asked_for(server).count("/") == 1


@pytest.mark.parametrize("where", ["/home/", "/news.xml"])
def test_a_page_that_sends_browsers_on_leads_there(run: Run, file: Path, server: Server, where: str) -> None:
    """A splash page in front of the site, or in front of a feed that has moved."""
    onward = f"<html><head><meta http-equiv='Refresh' content='0; URL={where}'></head></html>"
    server.sends("/", onward.encode(), headers={"Content-Type": "text/html"})
    server.sends("/home/", PAGE, headers={"Content-Type": "text/html"})
    server.sends("/news.xml", RSS)
    assert run("add", server.url("/"), "--private") == 0
    assert load_feeds_file(file)[-1].url == server.url("/news.xml")


def test_no_page_sends_us_to_another_host_of_the_intranet(run: Run, file: Path, server: Server) -> None:
    other = server.url("/news.xml").replace("127.0.0.1", "127.0.0.2")
    server.sends("/", f"<html><meta http-equiv=refresh content='0;url={other}'><p>Wait</p></html>".encode())
    server.sends("/news.xml", RSS)
    assert run("add", server.url("/"), "--private") == 1
    assert "/news.xml" not in asked_for(server)


def test_a_site_that_another_process_asks_is_not_said_to_have_no_feed(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the look itself does then: `tests/faults/test_shared_turns.py`."""
    monkeypatch.setattr(add_feed, "find_feeds", lambda *_, **__: FoundFeeds(unasked=ASKED_BY_ANOTHER))
    assert run("add", server.sends("/", PAGE, headers={"Content-Type": "text/html"}), "--private") == 1
    said = capsys.readouterr().out
    assert f"Whether the site has a feed is not known: {ASKED_BY_ANOTHER}" in said
    assert "No feed of the site was found" not in said
    assert file.read_text() == TEXT


def test_a_page_of_the_intranet_leads_to_no_other_host_there(run: Run, file: Path, server: Server) -> None:
    other = server.url("/news.xml").replace("127.0.0.1", "127.0.0.2")
    page = f"<html><head><link rel='alternate' type='application/rss+xml' href='{other}'></head></html>"
    server.sends("/", page.encode(), headers={"Content-Type": "text/html"})
    server.sends("/news.xml", RSS)
    assert run("add", server.url("/"), "--private") == 1
    assert "/news.xml" not in asked_for(server)
    assert file.read_text() == TEXT


def test_usual_places_are_tried_where_robots_txt_allows_them(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.sends("/", b"<html><body><p>No link at all</p></body></html>")
    server.sends("/robots.txt", b"User-agent: *\nDisallow: /feed/\n")
    server.sends("/feed/", RSS)
    server.sends("/rss.xml", RSS)
    assert run("add", server.url("/"), "--private") == 0
    assert load_feeds_file(file)[-1].url == server.url("/rss.xml")
    assert "/feed/" not in asked_for(server)
    assert "at a usual place" in capsys.readouterr().out


def test_a_news_sitemap_is_taken_where_there_is_no_feed(run: Run, file: Path, server: Server) -> None:
    server.sends("/", b"<html><body><p>No link at all</p></body></html>")
    maps = f"Sitemap: {server.url('/pages.xml')}\nSitemap: {server.url('/news-sitemap.xml')}\n"
    server.sends("/robots.txt", maps.encode())
    server.sends(
        "/news-sitemap.xml",
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        b"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://harbour.example/a</loc>"
        b"<news:news><news:publication><news:name>H</news:name><news:language>en</news:language>"
        b"</news:publication><news:publication_date>2026-11-23T10:00:00Z</news:publication_date>"
        b"<news:title>A ferry</news:title></news:news></url></urlset>",
    )
    assert run("add", server.url("/"), "--private") == 0
    assert load_feeds_file(file)[-1].url == server.url("/news-sitemap.xml")
    assert "/pages.xml" not in asked_for(server)
    assert len(server.asked) <= 13, "a look costs a site little"


def test_a_site_without_any_feed_is_not_added(
    run: Run, file: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.sends("/", b"<html><body><p>No link at all</p></body></html>")
    assert run("add", server.url("/"), "--private") == 1
    assert "No feed of the site was found" in capsys.readouterr().out
    assert file.read_text() == TEXT


def test_what_is_checked_is_told_apart_where_titles_are_one() -> None:
    specs = [FeedSpec(url=f"https://{host}.example/feed", title="News") for host in ("harbour", "mire")]
    table = checked_table([Checked(spec, Outcome.OK, "12 articles") for spec in specs])
    names = [str(cell) for cell in table.columns[0].cells]
    assert names == ["News (https://harbour.example/feed)", "News (https://mire.example/feed)"]
