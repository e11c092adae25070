"""Taking an article down: gone from every place that is ours, and kept away."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.filings import NOW, article, feed, file, known, published, rejection, rows
from wireroom import landing
from wireroom.cli.main import main
from wireroom.errors import ConfigurationError, StoreError
from wireroom.landing.take_out import MARK
from wireroom.models import Exchange, Outcome, PageTail
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.files_made import files_made, note_file_made
from wireroom.store.queries import query
from wireroom.store.schema.chunk_tables import make_chunks
from wireroom.takedown.take_down import take_down
from wireroom.transform.site_boilerplate import SiteBoilerplate, page_hashes

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://www.harbour-post.example/ferry"
TABLES = [
    "article_heads",
    "article_keys",
    "articles",
    "revisions",
    "copies",
    "sightings",
    "article_search",
    "rejected",
]
RSS = b"""<rss><channel><title>Harbour</title>
<item><title>Ferry</title><link>https://www.harbour-post.example/ferry?utm_source=rss&amp;utm_medium=feed</link></item>
<item><title>Other</title><link>https://harbour-post.example/other</link>
<description>see https://www.harbour-post.example/ferry</description></item>
<item><title>Ferry two</title><link>https://harbour-post.example/ferry-two</link></item></channel></rss>"""

JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1",
"items": [{"id": "1", "url": "https://harbour-post.example/ferry"}, {"id": "2"}]}"""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=database_url,
        admin_database_url=database_url,
        home=tmp_path,
        landing_url=(tmp_path / "landing").as_uri(),
    )


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """In which a command works on this test's database and folder."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(settings.home))


def land(settings: Settings, feed_id: int, body: bytes, *, url: str = "https://harbour.example/feed") -> str:
    uri = landing.landing_uri(settings.landing_url, "ingest", NOW, "run", f"shard-{feed_id}")
    with landing.LandingWriter(uri) as writer:
        for at in (NOW, NOW + HOUR):
            writer.add(
                Exchange(feed_id, url, at, Outcome.OK, status=200, body=body, headers=(("X-Kept", "yes"),))
            )
    return uri


def everything(conn: Connection) -> dict[str, int]:
    return {table: rows(conn, f"SELECT count(*) FROM wireroom.{table}")[0][0] for table in TABLES}


@pytest.fixture
def filled(conn: Connection) -> int:
    """Two articles, one with a version more and another's copy; the feed's number."""
    one, two = feed(conn, "one"), feed(conn, "two")
    file(conn, [known("ferry", feed_id=one), known("other", feed_id=one)])
    file(conn, [known("ferry", feed_id=one, text="Changed.", seen_at=NOW + HOUR)], run="second")
    names_it = rejection("bad", one, raw=json.dumps({"link": URL}).encode())
    file(
        conn, [known("ferry", feed_id=two, text="Copied.")], rejections=[names_it, rejection("else")], run="3"
    )
    return one


def test_vectors_go_with_the_rest_whoever_takes_it_down(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """Where they are enabled; by the rows of the article that they hang on."""
    make_chunks(conn, "words", 2, NOW, print)
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.chunks"
            " SELECT id, version, 'words', 1, 0, 0, '[1,0]' FROM wireroom.articles;"
            "INSERT INTO wireroom.chunk_queue SELECT id, 'words', 'ferry' FROM wireroom.articles"
        )
    conn.commit()
    [(article_id,)] = rows(conn, "SELECT id FROM news.articles WHERE url = %s", URL)
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    for table in ("chunks", "chunk_queue"):
        left = rows(conn, f"SELECT article_id = %s FROM wireroom.{table}", article_id)
        assert left == [(False,)], table


def test_a_dry_run_says_what_it_is_in_and_changes_nothing(
    conn: Connection, settings: Settings, filled: int
) -> None:
    uri = land(settings, filled, RSS)
    before = everything(conn), Path(uri.removeprefix("file://")).read_bytes()
    done = take_down(settings, URL, reason="court order", now=NOW, dry_run=True)
    assert [found.title for found in done.articles] == ["Report on ferry"]
    assert (done.quarantined, [(out.entries, out.pages) for out in done.files.values()]) == (1, [(2, 0)])
    assert (everything(conn), Path(uri.removeprefix("file://")).read_bytes()) == before


def test_it_is_gone_from_every_table_and_told_in_the_changes(
    conn: Connection, settings: Settings, filled: int
) -> None:
    [(article_id,)] = rows(conn, "SELECT id FROM news.articles WHERE url = %s", URL)
    take_down(settings, str(article_id), reason="court order", now=NOW, dry_run=False)
    assert everything(conn) == {
        **dict.fromkeys(TABLES, 1),
        "revisions": 0,
        "copies": 0,
        "article_keys": rows(conn, "SELECT count(*) FROM wireroom.article_keys")[0][0],
    }
    assert rows(conn, "SELECT title FROM news.articles") == [("Report on other",)]
    assert rows(
        conn, "SELECT kind, article_id, change_reason FROM news.changes() ORDER BY cursor DESC LIMIT 1"
    ) == [("taken_down", article_id, "court order")]
    for table in (*TABLES, "rejected", "article_search", "search_words", "tombstones", "changes"):
        assert rows(conn, f"SELECT count(*) FROM wireroom.{table} AS t WHERE t::text ~* 'ferry'") == [(0,)], (
            table
        )


def test_it_does_not_come_in_again_by_any_way(conn: Connection, settings: Settings, filled: int) -> None:
    """By its address, its identifier or its text; a neighbour comes in, and the sums add up."""
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    again = [
        known("ferry", feed_id=filled, seen_at=NOW + 9 * HOUR),
        known(
            "ferry",
            feed_id=filled,
            url="https://harbour-post.example/moved",
            canonical_url=None,
            guid="ferry",
        ),
        known("new", feed_id=filled),
    ]
    counts = file(conn, again, run="again")
    assert (counts.entries, counts.inserted, counts.rejected) == (3, 1, 2)
    assert rows(conn, "SELECT reason, raw, times FROM news.rejected WHERE reason = 'taken_down'") == [
        ("taken_down", b"", 2)
    ] or [
        bytes(row[1]) for row in rows(conn, "SELECT 1, raw FROM news.rejected WHERE reason = 'taken_down'")
    ] == [b""]
    assert rows(conn, "SELECT title FROM news.articles ORDER BY title") == [
        ("Report on new",),
        ("Report on other",),
    ]


def test_an_address_that_never_came_in_is_kept_away(conn: Connection, settings: Settings) -> None:
    take_down(settings, "http://harbour-post.example/never", reason="asked to", now=NOW, dry_run=False)
    assert file(conn, [known("never")]).inserted == 0


def test_the_landed_exchange_is_rewritten_without_it(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """The others' entries, one that links to it among them, every header and id stay; the record says so."""
    uri = land(settings, filled, RSS)
    before = list(landing.read_landed(uri))
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    after = list(landing.read_landed(uri))
    assert [landed.ref for landed in after] == [landed.ref for landed in before]
    assert [landed.exchange.headers for landed in after] == [landed.exchange.headers for landed in before]
    for landed in after:
        assert b"<title>Ferry</title>" not in landed.exchange.body
        assert b"<title>Ferry two</title>" in landed.exchange.body
        assert b"<title>Other</title>" in landed.exchange.body
    raw = gzip.decompress(Path(uri.removeprefix("file://")).read_bytes())
    assert raw.count(f"{MARK}: 2026-11-20T12:00:00Z".encode()) == 2
    assert take_down(settings, URL, reason="again", now=NOW, dry_run=False).changed == 0


def test_a_page_goes_altogether(conn: Connection, settings: Settings, filled: int) -> None:
    page = land(settings, 0, b"<!DOCTYPE html><title>Ferry</title>", url=URL)
    other = land(settings, 9, b"<!DOCTYPE html><title>Other</title>", url=f"{URL}-two")
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    assert list(landing.read_landed(page)) == []
    assert len(list(landing.read_landed(other))) == 2


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (JSON_FEED, 1),
        (b"<feed><entry><link rel='alternate' href='http://harbour-post.example/ferry'/></entry></feed>", 0),
        (b"<urlset><url><loc><![CDATA[https://harbour-post.example/ferry]]></loc></url></urlset>", 0),
        (b"<rss><item><guid>https://harbour-post.example/ferry</guid></item><item><link>x", 1),
    ],
    ids=["json", "atom", "sitemap", "torn"],
)
def test_every_kind_of_feed_loses_the_entry(
    conn: Connection, settings: Settings, filled: int, body: bytes, left: int
) -> None:
    uri = land(settings, filled, body)
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    [landed, _] = landing.read_landed(uri)
    marks = (b'"id"', b"<entry>", b"<url>", b"<item>")
    assert b"/ferry" not in landed.exchange.body
    assert sum(landed.exchange.body.count(mark) for mark in marks) == left


@pytest.mark.parametrize("what", ["99", "https://harbour-post.example/", "ferry"])
def test_what_names_no_article_is_refused(conn: Connection, settings: Settings, what: str) -> None:
    """A home page above all: it would take all that has no address of its own."""
    with pytest.raises(ConfigurationError):
        take_down(settings, what, reason="x", now=NOW, dry_run=False)
    assert rows(conn, "SELECT count(*) FROM wireroom.tombstones") == [(0,)]


@pytest.mark.usefixtures("environment")
def test_the_command_says_what_it_did(conn: Connection, filled: int, capsys) -> None:
    assert main(["takedown", URL, "--reason", "court order", "--dry-run"]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert main(["takedown", URL, "--reason", "court order"]) == 0
    said = capsys.readouterr().out
    assert "Report on ferry" in said
    assert "Backups and exports" in said
    assert "none of them is on record since it came in" in said


@pytest.mark.usefixtures("environment")
def test_backups_and_exports_that_may_hold_it_are_named(
    conn: Connection,
    settings: Settings,
    filled: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing of ours reaches them; those of before it came in, or of other days, do not hold it."""
    published = NOW - timedelta(days=1)
    for folder, day in (("of-its-day", published), ("of-another", published - timedelta(days=9))):
        words = ["export", "--since", f"{day:%Y-%m-%d}", "--until", f"{day:%Y-%m-%d}", "--format", "csv"]
        assert main([*words, "--to", str(tmp_path / folder)]) == 0
    assert main(["backup", str(tmp_path / "warehouse.dump")]) == 0
    with connect(settings.database_url) as other:
        note_file_made(other, "backup", tmp_path / "old.dump", now=NOW - timedelta(days=400))
    capsys.readouterr()
    assert main(["takedown", URL, "--reason", "court order"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("on record")]
    assert [line.split(": ")[1].split(" on ")[0] for line in said] == [
        f"export {tmp_path / 'of-its-day'}",
        f"backup {tmp_path / 'warehouse.dump'}",
    ]


def article_ids(conn: Connection) -> list[int]:
    return [number for (number,) in rows(conn, "SELECT id FROM wireroom.articles")]


@pytest.mark.usefixtures("environment")
def test_an_article_that_comes_in_while_an_export_goes_on_may_be_in_it(
    conn: Connection,
    filled: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Noted as begun alone, it was of before the article came in: no takedown named it."""
    came: list[datetime] = []

    def slow(*_: object, **__: object) -> None:
        came.append(datetime.now(UTC))
        raise StoreError("the database is gone")

    monkeypatch.setattr("wireroom.cli.export_command.export", slow)
    main(["export", "--since", "2020-01-01", "--until", "2026-12-31", "--to", str(tmp_path / "made")])
    assert [made.path for made in files_made(conn, article_ids(conn), came[0])] == [str(tmp_path / "made")]


def test_a_folder_of_every_day_is_one_line_over_all_its_days(
    conn: Connection, filled: int, tmp_path: Path
) -> None:
    for days in range(-3, 3):
        at = NOW + timedelta(days=days)
        note_file_made(conn, "export", tmp_path, now=at, since=at.date(), until=at.date())
    (made,) = files_made(conn, article_ids(conn), NOW - timedelta(days=9))
    assert made.made_at == NOW + timedelta(days=2)


def test_the_export_that_may_hold_an_article_without_a_date_is_named(
    conn: Connection, tmp_path: Path
) -> None:
    """It stands in the file of the day on which it came; that day moves back where a clock was ahead."""
    file(conn, [article("undated", published=None)])
    note_exports(conn, tmp_path, -2, 0, 2)
    assert exports_named(conn) == ["0", "2"]
    with conn.cursor() as cursor:
        cursor.execute(query("clock/put_right_contents"), {"now": NOW - DAY, "limit": NOW - HOUR})
    conn.commit()
    assert exports_named(conn) == ["0", "2"]


@pytest.mark.parametrize("before", [None, NOW - 2 * DAY], ids=["undated", "dated"])
@pytest.mark.parametrize("after", [None, NOW - 6 * DAY], ids=["undated", "dated"])
def test_the_exports_of_an_article_whose_day_has_moved_are_named(
    conn: Connection, tmp_path: Path, before: datetime | None, after: datetime | None
) -> None:
    """An earlier capture takes the place of what was exported, and nothing knows its date any more."""
    first = article("moved", published=published(before))
    file(conn, [first])
    days = [0] if before is None else [-2]
    note_exports(conn, tmp_path, *days)
    assert exports_named(conn) == [str(day) for day in days]
    file(conn, [replace(first, published=published(after), seen_at=NOW - 5 * DAY)], run="earlier")
    assert rows(conn, "SELECT version, published_at, first_seen_at FROM news.articles") == [
        (1, after, NOW - 5 * DAY)
    ]
    assert exports_named(conn) == [str(day) for day in days]


def note_exports(conn: Connection, folder: Path, *days: int) -> None:
    """One of each of these days, counted from now, into a folder named so."""
    for day in days:
        on = (NOW + day * DAY).date()
        note_file_made(conn, "export", folder / str(day), now=NOW + HOUR, since=on, until=on)


def exports_named(conn: Connection) -> list[str]:
    return [Path(made.path).name for made in files_made(conn, article_ids(conn), NOW - 9 * DAY)]


def test_an_export_by_a_reader_alone_is_made_and_says_that_no_takedown_names_it(
    conn: Connection,
    settings: Settings,
    filled: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("WIREROOM_READER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_DATABASE_URL", f"{settings.database_url}_not_there")
    monkeypatch.setenv("WIREROOM_HOME", str(settings.home))
    words = ["export", "--since", "2026-11-19", "--until", "2026-11-19", "--format", "csv"]
    assert main([*words, "--to", str(tmp_path / "made")]) == 0
    assert "no takedown will name it" in capsys.readouterr().err
    assert list((tmp_path / "made").glob("*/*.csv"))


def test_its_page_goes_from_what_pages_of_its_site_end_with(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """Hashes of its addresses and headline would tell whoever has an address that it was here."""
    boilerplate = SiteBoilerplate(conn, lambda: NOW)
    other = "https://www.harbour-post.example/other"
    boilerplate.add(URL, PageTail("Report on ferry", (1, 2)))
    boilerplate.add(other, PageTail("Report on other", (2,)))
    boilerplate.save()
    hashes = page_hashes([URL])["harbour-post.example"]
    assert rows(conn, "SELECT block FROM wireroom.site_blocks WHERE pages && %s", list(hashes)) == [
        (1,),
        (2,),
    ]
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    assert rows(conn, "SELECT block, pages, cardinality(headlines) FROM wireroom.site_blocks") == [
        (2, list(page_hashes([other])["harbour-post.example"]), 1)
    ]


def test_the_role_of_takedowns_has_the_rights_it_needs(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """Blocks of pages and the list of backups, too."""
    boilerplate = SiteBoilerplate(conn, lambda: NOW)
    boilerplate.add(URL, PageTail("Report on ferry", (1,)))
    boilerplate.save()
    with conn.cursor() as cursor:
        cursor.execute("CREATE ROLE taker_of_blocks LOGIN IN ROLE wireroom_takedown")
    conn.commit()
    try:
        url = urlsplit(settings.database_url)
        own = url._replace(netloc=f"taker_of_blocks@{url.netloc.rpartition('@')[2]}").geturl()
        take_down(replace(settings, admin_database_url=own), URL, reason="x", now=NOW, dry_run=False)
    finally:
        with conn.cursor() as cursor:
            cursor.execute("DROP ROLE taker_of_blocks")
        conn.commit()
    assert rows(conn, "SELECT count(*) FROM wireroom.site_blocks") == [(0,)]


def test_what_is_torn_at_the_end_of_a_file_stays_as_it_is(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """A damaged file must not keep the rest from being taken down."""
    path = Path(land(settings, filled, RSS).removeprefix("file://"))
    torn = path.read_bytes()[:-40]
    path.write_bytes(torn)
    take_down(settings, URL, reason="court order", now=NOW, dry_run=False)
    assert path.read_bytes()[-40:] == torn[-40:]
    assert path.read_bytes().count(torn[-40:]) == 1
    assert take_down(settings, URL, reason="again", now=NOW, dry_run=True).changed == 0


def test_a_link_that_all_episodes_share_takes_none_of_the_others_along(
    conn: Connection, settings: Settings
) -> None:
    """Entries with one link for all are known by their GUIDs alone: the link tells none of them."""
    show, names = "https://pod.example/show", ("episode-one-of-the-show", "episode-two-of-the-show")
    number = feed(conn, "pod")
    shared = set(known("x", feed_id=number, guid=None, url=show, canonical_url=show).keys)
    episodes = [known(name, feed_id=number, guid=name, url=show, canonical_url=show) for name in names]
    file(conn, [replace(each, keys=tuple(set(each.keys) - shared)) for each in episodes])
    items = "".join(f"<item><link>{show}</link><guid>{name}</guid></item>" for name in names)
    uri = land(settings, number, f"<rss><channel>{items}</channel></rss>".encode())
    first = rows(conn, "SELECT id FROM news.articles WHERE guid = 'episode-one-of-the-show'")[0][0]

    take_down(settings, str(first), reason="asked", now=NOW, dry_run=False)

    bodies = [landed.exchange.body for landed in landing.read_landed(uri)]
    assert all(b"episode-two" in body and b"episode-one" not in body for body in bodies)


def command(settings: Settings, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(settings.home))
    return main(["takedown", *words, "--reason", "court order"])


def test_records_that_go_on_naming_it_are_said(
    conn: Connection, settings: Settings, filled: int, monkeypatch, capsys
) -> None:
    """Another's entry that links to it stays as it is, and is no silence."""
    uri = land(settings, filled, RSS)
    assert command(settings, monkeypatch, URL) == 0
    said = capsys.readouterr().out
    assert "2 landed records go on naming it" in said
    assert f"{uri}: " in said
    assert said.count("urn:uuid:") == 2


@pytest.mark.parametrize("trouble", ["cannot be cut", "damaged file"])
def test_where_it_may_still_be_the_command_fails_and_names_the_file(
    conn: Connection, settings: Settings, filled: int, monkeypatch, capsys, trouble: str
) -> None:
    uri = land(settings, filled, RSS)
    path = Path(uri.removeprefix("file://"))
    if trouble == "damaged file":
        path.write_bytes(path.read_bytes()[:-20])
    else:
        monkeypatch.setattr("wireroom.parse.entry_spans.Laid.guesses", lambda laid: iter([[]]))
    assert command(settings, monkeypatch, URL) == 1
    said = capsys.readouterr().out
    assert f"{uri} may still hold it" in said
    assert rows(conn, "SELECT count(*) FROM news.articles WHERE title ~ 'ferry'") == [(0,)], (
        "the rest is done"
    )


def test_an_entry_without_address_goes_by_its_identifier_from_its_own_feed_alone(
    conn: Connection, settings: Settings
) -> None:
    """`17` is another entry in every other feed."""
    one, two = feed(conn, "one"), feed(conn, "two")
    file(
        conn, [known("17", feed_id=number, guid="17", url=None, canonical_url=None) for number in (one, two)]
    )
    body = b"<rss><channel><item><guid isPermaLink='false'>17</guid><title>T</title></item></channel></rss>"
    uris = [land(settings, number, body) for number in (one, two)]
    [(first,)] = rows(
        conn, "SELECT article_id FROM wireroom.sightings WHERE feed_id = %s ORDER BY article_id", one
    )
    take_down(settings, str(first), reason="asked", now=NOW, dry_run=False)
    left = [[landed.exchange.body.count(b"<item>") for landed in landing.read_landed(uri)] for uri in uris]
    assert left == [[0, 0], [1, 1]]


def test_what_is_known_by_its_title_alone_is_said_not_to_have_been_looked_for(
    conn: Connection, settings: Settings, monkeypatch, capsys
) -> None:
    number = feed(conn, "one")
    file(conn, [article("x", feed_id=number, guid=None, url=None, canonical_url=None)])
    land(settings, number, b"<rss><channel><item><title>Report on x</title></item></channel></rss>")
    [(first,)] = rows(conn, "SELECT id FROM news.articles")
    assert command(settings, monkeypatch, str(first)) == 1
    assert "neither address nor identifier" in capsys.readouterr().out


def test_what_its_publisher_said_again_afterwards_goes_with_the_next_takedown(
    conn: Connection, settings: Settings, filled: int
) -> None:
    """It is landed as fetched, and never filed: no row says any more where it is."""
    take_down(settings, URL, reason="court order", now=NOW - HOUR, dry_run=False)
    uri = land(settings, filled, RSS)
    again = take_down(settings, URL, reason="again", now=NOW + HOUR, dry_run=False)
    assert [taken.entries for taken in again.files.values()] == [2]
    assert all(b"<title>Ferry</title>" not in landed.exchange.body for landed in landing.read_landed(uri))


def test_an_entry_that_was_refused_goes_from_what_was_landed_too(
    conn: Connection, settings: Settings
) -> None:
    number = feed(conn, "one")
    file(conn, [], rejections=[rejection("bad", number, raw=json.dumps({"link": URL}).encode())])
    uri = land(settings, number, RSS)
    take_down(settings, URL, reason="court order", now=NOW + HOUR, dry_run=False)
    assert all(b"<title>Ferry</title>" not in landed.exchange.body for landed in landing.read_landed(uri))
