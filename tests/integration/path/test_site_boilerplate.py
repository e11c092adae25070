"""What all pages of a site say is no article's: known by the third page, of that site, mended by replays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.backfill.transform_archived import ArchiveReading, transform_archived
from wireroom.decide import plan_batch
from wireroom.errors import StoreBusyError, StoreError
from wireroom.full_text.run_pages import run_pages
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import Action, ArchivedDocument, Article, Known, PageTail
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.settings import Budget, Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.retention import SITE_BLOCKS, forget
from wireroom.store.site_blocks import MOST, SiteBlock, note_site_blocks, site_blocks
from wireroom.transform.site_boilerplate import SiteBoilerplate

BOILERPLATE = ("written by eleven people on this coast", "something that we should look into")
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
ABOUT = "<p>The Harbour is read by everybody on the coast and written by four people, since 1907.</p>"
SENTENCES = (
    "The ferry left the pier at dawn with forty people on board, and a dog that nobody knew.",
    "Her captain said that the fog had lifted by then, and that the tide was as it should be.",
    "At noon the harbour master heard nothing from her, and asked two boats to look for her.",
    "They found her behind the island with a broken rudder, and everybody at lunch on deck.",
    "A tug brought her back in the evening, and the band of the fire brigade met her there.",
)


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


@pytest.fixture
def room(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.02)
    # The stories are short: of them these two lines are more than a fifth.
    monkeypatch.setattr("wireroom.extract.blocks.repeated_blocks._MOST_REMOVED", 0.5)
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.02)
        subscribe(running.settings, "ferry-gazette")
        run_ingest(running.settings, key="live", clock=running.clock, even_if_not_due=True)
        yield running


def with_boilerplate(url: str) -> int:
    texts = [
        row["text"] for row in rows(url, "SELECT text FROM news.articles WHERE page_outcome = 'full_text'")
    ]
    assert len(texts) >= 6
    return sum(any(words in text for words in BOILERPLATE) for text in texts)


def test_what_a_site_says_on_every_page_is_in_no_article(room: Newsroom, database_url: str) -> None:
    run_pages(room.settings, key="a", clock=room.clock)
    assert with_boilerplate(database_url) == 0
    known = rows(database_url, "SELECT site, pages FROM wireroom.site_blocks WHERE cardinality(pages) = 3")
    assert known
    assert {row["site"] for row in known} == {"ferry-gazette.localhost"}


def test_a_replay_takes_out_what_was_not_known_then_and_says_so(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unknowing:
        unknowing.setattr(SiteBoilerplate, "repeated", lambda self, url: None)
        run_pages(room.settings, key="a", clock=room.clock)
    before = with_boilerplate(database_url)
    assert before, "blocks are told one by one: in most pages these are known for what they are"
    replay(room.settings, Wanted(), dry_run=False, clock=room.clock)
    assert with_boilerplate(database_url) == 0
    reasons = rows(
        database_url, "SELECT change_reason, count(*) AS n FROM news.revisions WHERE version = 3 GROUP BY 1"
    )
    assert reasons == [{"change_reason": "reread", "n": before}], "no correction of the publisher's"
    versions = rows(database_url, "SELECT id, version FROM news.articles ORDER BY id")
    replay(room.settings, Wanted(), dry_run=False, clock=room.clock)
    assert rows(database_url, "SELECT id, version FROM news.articles ORDER BY id") == versions


def test_that_more_is_known_of_a_site_by_now_is_no_change_of_its_page(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unknowing:
        unknowing.setattr(SiteBoilerplate, "repeated", lambda self, url: None)
        run_pages(room.settings, key="a", clock=room.clock)
    versions = rows(database_url, "SELECT id, version FROM news.articles ORDER BY id")
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.pages SET next_try_at = asked_at WHERE outcome = 'full_text'")
        assert cursor.rowcount >= 6
    room.advance(timedelta(minutes=5))
    again = run_pages(room.settings, key="b", clock=room.clock)
    assert sum(again.outcomes.values()) >= 6
    assert rows(database_url, "SELECT id, version FROM news.articles ORDER BY id") == versions


def test_that_less_is_known_of_a_site_by_now_is_no_change_of_its_page(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_pages(room.settings, key="a", clock=room.clock)
    versions = rows(database_url, "SELECT id, version FROM news.articles ORDER BY id")
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.pages SET next_try_at = asked_at WHERE outcome = 'full_text'")
        assert cursor.rowcount >= 6
        cursor.execute("TRUNCATE wireroom.site_blocks")
    monkeypatch.setattr(SiteBoilerplate, "repeated", lambda self, url: None)
    room.advance(timedelta(minutes=5))
    assert sum(run_pages(room.settings, key="b", clock=room.clock).outcomes.values()) >= 6
    assert rows(database_url, "SELECT id, version FROM news.articles ORDER BY id") == versions
    assert with_boilerplate(database_url) == 0


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url)


def document(number: int, host: str = "harbour.example") -> ArchivedDocument:
    name = ("amber", "birch", "cedar", "delta")[number]
    text = "".join(f"<p>{name} {sentence}</p>" for sentence in SENTENCES)
    page = (
        f"<html><head><title>Ferry {name} found</title></head><body><main><h1>Ferry {name} found</h1>"
        f"<article>{text}{ABOUT}</article></main></body></html>"
    )
    url = f"https://{host}/{name}"
    return ArchivedDocument(url, url, page.encode(), AT, "text/html")


def articles_of(
    conn: Connection, settings: Settings, documents: list[ArchivedDocument], **more: bool
) -> list[Article]:
    watch = Watchdog(Budget(), RefusedDocuments())
    reading = ArchiveReading(conn, settings, watch, window=None, now=AT)
    made = transform_archived(reading, iter(documents), **more)
    return [article for each in made for article in each.articles]


def texts_of(
    conn: Connection, settings: Settings, documents: list[ArchivedDocument], **more: bool
) -> list[str]:
    return [article.text for article in articles_of(conn, settings, documents, **more)]


def test_the_third_page_of_a_site_in_an_archive_is_without_it_and_so_are_those_of_later_runs(
    conn: Connection, settings: Settings
) -> None:
    texts = texts_of(conn, settings, [document(0), document(1), document(2)])
    assert ["written by four" in text for text in texts] == [True, True, False]
    (later,) = texts_of(conn, settings, [document(3)])
    assert "written by four" not in later
    assert all(sentence in later for sentence in SENTENCES)


def test_a_site_speaks_of_itself_alone(conn: Connection, settings: Settings) -> None:
    texts_of(conn, settings, [document(number, "quay.example") for number in (0, 1, 2)])
    (other,) = texts_of(conn, settings, [document(3)])
    assert "written by four" in other


def test_a_dry_run_writes_nothing_down(conn: Connection, settings: Settings) -> None:
    texts_of(conn, settings, [document(number) for number in (0, 1, 2)], is_kept=False)
    assert not site_blocks(conn, "harbour.example")


def clock() -> datetime:
    return AT


def tail(headline: str, *marks: int) -> PageTail:
    return PageTail(headline, marks or (7,))


def known(conn: Connection, url: str, headline: str = "another") -> frozenset[int]:
    return SiteBoilerplate(conn, clock).known(url, tail(headline))


def test_an_article_counts_once_whatever_addresses_and_headlines_it_has(conn: Connection) -> None:
    """Captures, tracking parameters, printed and paged versions; a live report under a new headline."""
    boilerplate = SiteBoilerplate(conn, clock)
    for rest in ("", "?utm_source=rss", "#top", "?page=1", "/print", "?ref=home"):
        boilerplate.add(f"https://harbour.example/amber{rest}", tail("Amber found"))
    for headline in ("Amber found", "AMBER FOUND!", "Amber, one day on"):
        boilerplate.add("https://harbour.example/amber", tail(headline))
    boilerplate.add("https://harbour.example/birch", tail("Birch found"))
    boilerplate.save()
    assert known(conn, "https://harbour.example/amber", "Amber found") == frozenset()
    assert known(conn, "https://harbour.example/elsewhere", "amber found") == frozenset()
    assert known(conn, "https://harbour.example/birch", "Another headline") == frozenset()
    assert known(conn, "https://harbour.example/cedar", "") == frozenset(), "nobody knows whose it is"
    assert known(conn, "https://harbour.example/cedar", "Cedar found") == {7}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shared.example/~ada/a", "https://shared.example/~ben/a"),
        ("https://medium.com/@ada/a", "https://medium.com/@ben/a"),
        ("https://sites.google.com/view/ada/a", "https://sites.google.com/view/ben/a"),
        ("https://ada.blogs.example/a", "https://ben.blogs.example/a"),
    ],
)
def test_tenants_of_a_host_take_nothing_out_of_one_anothers_text(
    conn: Connection, one: str, other: str
) -> None:
    boilerplate = SiteBoilerplate(conn, clock)
    for number in range(5):
        boilerplate.add(f"{one}{number}", tail(f"headline {number}"))
    assert boilerplate.known(f"{one}9", tail("another")) == {7}
    assert boilerplate.known(f"{other}9", tail("another")) == frozenset()


@pytest.mark.parametrize(
    "where",
    [
        "https://web.archive.org/web/2020/https://a.example/x",
        "https://telegra.ph/x-11-03",
        "https://write.as/ada/x",
        "https://news.yahoo.com/x",
        "https://finance.yahoo.com/x",
        "https://translate.google.com/translate?u=x",
        "https://a-example.translate.goog/x",
        "https://www.msn.com/en/x",
        "https://write.as/",
    ],
)
def test_where_many_write_nothing_is_the_sites(conn: Connection, where: str) -> None:
    boilerplate = SiteBoilerplate(conn, clock)
    for number in range(5):
        boilerplate.add(f"{where}{number}", tail(f"headline {number}"))
    boilerplate.save()
    assert boilerplate.repeated(f"{where}9") is None
    assert rows_of(conn, "SELECT site FROM wireroom.site_blocks") == []


def rows_of(conn: Connection, sql: str) -> list[Any]:
    with conn.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchall()
    conn.rollback()
    return found


def block(number: int, *pages: int, at: datetime = AT) -> SiteBlock:
    return SiteBlock("harbour.example", number, tuple((page, page) for page in pages), at)


def test_a_site_holds_a_thousand_blocks_and_those_of_most_pages_stay(conn: Connection) -> None:
    for page in range(9):
        note_site_blocks(conn, [block(-1, page), block(-2, page)])
    for page in range(9, 60):
        later = AT + timedelta(hours=page)
        note_site_blocks(conn, [block(number, page, at=later) for number in range(page * 64, page * 64 + 64)])
    found = {each.block: each.pages for each in site_blocks(conn, "harbour.example")}
    assert len(found) == MOST
    assert found[-1] == found[-2] == ((0, 0), (1, 1), (2, 2))
    assert 59 * 64 in found
    assert 9 * 64 not in found


def test_nothing_is_written_where_nothing_is_new_and_once_a_day_that_it_is_still_met(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    monkeypatch.setattr(
        "wireroom.transform.site_boilerplate.note_site_blocks",
        lambda conn, blocks: (written.append(len(blocks)), note_site_blocks(conn, blocks)),
    )
    for hours, expected in ((0, [1]), (1, []), (23, []), (25, [1]), (26, [])):
        boilerplate = SiteBoilerplate(conn, lambda hours=hours: AT + timedelta(hours=hours))
        for number in range(200):
            boilerplate.add(f"https://harbour.example/{number}", tail(f"headline {number}"))
        boilerplate.save()
        assert written == expected, hours
        written.clear()
    (kept,) = site_blocks(conn, "harbour.example")
    assert (len(kept.pages), kept.seen_at) == (3, AT + timedelta(hours=25))


def test_what_is_held_and_asked_is_bounded_however_many_pages_and_sites(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what is counted: blocks held, blocks written at once, questions to the database."""
    asked: list[str] = []
    sizes: list[int] = []
    monkeypatch.setattr(
        "wireroom.transform.site_boilerplate.site_blocks", lambda conn, site: asked.append(site) or []
    )
    monkeypatch.setattr(
        "wireroom.transform.site_boilerplate.note_site_blocks", lambda conn, blocks: sizes.append(len(blocks))
    )
    boilerplate = SiteBoilerplate(conn, clock)
    for number in range(4_000):
        boilerplate.add(
            f"https://harbour.example/{number}",
            tail(f"headline {number}", 7, *range(number * 64, number * 64 + 11)),
        )
    held = boilerplate._sites["harbour.example"].pages
    assert len(held) == MOST
    assert len(held[7]) == 3
    assert asked == ["harbour.example"]
    assert len(sizes) <= 4_000 * 12 / 500
    assert max(sizes) <= 512
    for number in range(1_000):
        boilerplate.add(f"https://harbour{number}.example/a", tail("headline"))
        boilerplate.add("https://quay.example/a", tail("headline"))
    assert len(boilerplate._sites) <= 64
    assert len(asked) == 1_002, "a site that is asked for again and again stays"
    assert len(sizes) <= 4_000 * 12 / 500 + 3, "sites that are let go of are not written one by one"


def test_what_was_not_written_yet_is_known_though_its_site_was_let_go_of(conn: Connection) -> None:
    boilerplate = SiteBoilerplate(conn, clock)
    for number in range(3):
        boilerplate.add(f"https://harbour.example/{number}", tail(f"headline {number}"))
        for other in range(70):
            boilerplate.add(f"https://quay{other}.example/{number}", tail("headline"))
    assert boilerplate.known("https://harbour.example/9", tail("another")) == {7}


def test_writing_trimming_and_forgetting_at_once_never_wait_for_one_another(
    database_url: str, conn: Connection
) -> None:
    """Three sessions, as two loaders and maintenance: nothing fails, by a deadlock or otherwise."""
    failed: list[str] = []

    def work(seed: int) -> None:
        random = Random(seed)
        with connect(database_url) as mine:
            for _ in range(30):
                moment = AT + timedelta(minutes=random.randrange(9_999))
                numbers = random.sample(range(6_000), 400)
                blocks = [
                    SiteBlock(f"h{number % 3}.example", number, ((number, number),), moment)
                    for number in numbers
                ]
                try:
                    note_site_blocks(mine, blocks)
                    forget(mine, SITE_BLOCKS, AT + timedelta(minutes=random.randrange(5_000)))
                    mine.commit()
                except StoreError as error:
                    failed.append(str(error))

    threads = [Thread(target=work, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_page_is_read_though_what_is_known_of_its_site_cannot_be_had(
    conn: Connection,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def busy(*args: object) -> list[SiteBlock]:
        raise StoreBusyError("somebody else's lock was in the way")

    monkeypatch.setattr("wireroom.transform.site_boilerplate.site_blocks", busy)
    monkeypatch.setattr("wireroom.transform.site_boilerplate.note_site_blocks", busy)
    assert len(texts_of(conn, settings, [document(0), document(1), document(2)])) == 3
    assert "cannot be stored" in caplog.text


def test_that_more_is_known_of_a_site_makes_no_other_article_of_a_page_in_an_archive(
    conn: Connection, settings: Settings
) -> None:
    """Nor that less is: captures of a day apart, before and after the site is known."""
    before = articles_of(conn, settings, [document(3)])
    texts_of(conn, settings, [document(number) for number in (0, 1, 2)])
    after = articles_of(conn, settings, [document(3)])
    (one,), (other,) = before, after
    assert len(other.text) < len(one.text)
    assert (one.fingerprint, one.keys) == (other.fingerprint, other.keys)
    plans = [
        plan_batch([first, replace(second, seen_at=AT + timedelta(days=1))], nothing_known())
        for first, second in ((one, other), (other, one))
    ]
    for plan in plans:
        assert [write.action for write in plan.writes] == [Action.INSERT, Action.SIGHTING]


def nothing_known() -> Known:
    return Known({}, {}, lambda ids: {}, count(1))
