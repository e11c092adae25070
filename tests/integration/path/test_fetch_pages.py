"""Summaries become full texts: the guarded outlet of the newsroom, its server's log, the table in the end."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import DayRequest
from wireroom.backfill.plan_day import plan_day
from wireroom.errors import ConfigurationError
from wireroom.full_text.collect_pages import collect_pages
from wireroom.full_text.file_pages import file_pages
from wireroom.full_text.plan_pages import plan_pages
from wireroom.full_text.run_pages import run_pages
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedContext
from wireroom.newsroom import NewsroomApp, Request, Response
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.settings import Budget
from wireroom.takedown.take_down import take_down
from wireroom.transform.transform_document import transform_document


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


def change(url: str, sql: str) -> None:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)


@dataclass
class Asked:
    """A line of the server's log."""

    host: str
    path: str
    at: float
    agent: str


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """What the newsroom was asked, in order."""
    asked: list[Asked] = []
    answer = NewsroomApp.answer

    def noted(app: NewsroomApp, request: Request) -> Response:
        agent = request.headers.get("user-agent", "")
        asked.append(Asked(request.host, request.path, time.monotonic(), agent))
        return answer(app, request)

    monkeypatch.setattr(NewsroomApp, "answer", noted)
    return asked


@pytest.fixture
def room(database_url: str, tmp_path: Path, log: list[Asked]):
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.02)
        yield running


def ingest(room: Newsroom, *outlets: str, key: str = "live") -> None:
    if outlets:
        subscribe(room.settings, *outlets)
    run_ingest(room.settings, key=key, clock=room.clock, even_if_not_due=True)


def test_pages_stand_in_for_summaries_where_robots_txt_and_the_page_allow_it(
    room: Newsroom, database_url: str, log: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.3)
    ingest(room, "ferry-gazette")
    log.clear()
    report = run_pages(room.settings, key="a", clock=room.clock)

    outcomes = dict(report.outcomes)
    assert outcomes.pop("full_text") == report.full_text >= 6
    assert outcomes.keys() == {
        *("paywall", "consent_wall", "bot_wall", "soft_404", "redirected_home", "live_blog", "disallowed")
    }
    articles = rows(database_url, "SELECT * FROM news.articles")
    whole = [article for article in articles if article["page_outcome"] == "full_text"]
    assert len(articles) == 15
    assert len(whole) == report.full_text
    for article in whole:
        assert len(article["text"]) > 1.5 * len(article["feed_text"]) > 0
        assert article["text"].startswith(article["feed_text"][:60])
        assert article["provenance"]["text"] == "page:content"
        assert article["provenance"]["published_at"] == "feed:pubDate"
        assert article["version"] == 2
    for article in articles:
        if article["page_outcome"] != "full_text":
            assert (article["version"], article["feed_text"]) == (1, None)
    reasons = rows(database_url, "SELECT DISTINCT reason FROM wireroom.changes WHERE version = 2")
    assert reasons == [{"reason": "full_text"}]
    assert all(article["tdm_reserved"] for article in whole), "which stops no fetching"
    sources = {article["tdm_source"] for article in whole}
    assert sources == {"tdmrep:header", "tdmrep:meta", "robots.txt:CCBot"}


def test_the_server_is_asked_for_rules_first_then_slowly_and_never_for_what_they_forbid(
    room: Newsroom, database_url: str, log: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.3)
    ingest(room, "ferry-gazette")
    log.clear()
    run_pages(room.settings, key="a", clock=room.clock)

    paths = [asked.path for asked in log]
    assert paths[0] == "/robots.txt"
    assert paths.count("/robots.txt") == paths.count("/.well-known/tdmrep.json") == 1
    pages = [asked for asked in log if asked.path.startswith("/20")]
    pauses = [later.at - sooner.at for sooner, later in pairwise(pages)]
    assert min(pauses) > 0.28, "Crawl-delay: 0.3"
    assert all(asked.agent.startswith("Wireroom/") for asked in log)
    kept_out = rows(
        database_url, "SELECT url, decision, http_status FROM news.pages WHERE outcome = 'disallowed'"
    )
    assert kept_out
    for page in kept_out:
        assert page["url"].partition("8799")[2].partition("?")[0] not in paths
        assert page["decision"] == "robots.txt does not allow Wireroom this address"

    log.clear()
    room.advance(timedelta(minutes=30))
    ingest(room, key="later")
    run_pages(room.settings, key="b", clock=room.clock)
    assert "/robots.txt" not in [asked.path for asked in log], "kept for a day"
    assert any(asked.path.startswith("/20") for asked in log)


def test_a_feed_that_gives_its_articles_whole_is_tried_and_left_alone(
    room: Newsroom, database_url: str, log: list[Asked]
) -> None:
    ingest(room, "stadtbote-nord")
    run_pages(room.settings, key="a", clock=room.clock)
    assert rows(database_url, "SELECT DISTINCT outcome FROM news.pages") == [{"outcome": "no_gain"}]
    log.clear()
    room.advance(timedelta(hours=1))
    ingest(room, key="later")
    run_pages(room.settings, key="b", clock=room.clock)
    assert len(rows(database_url, "SELECT FROM news.pages")) == 3
    assert not [asked for asked in log if asked.path.startswith("/20")]


def test_a_feed_of_summaries_is_tried_and_then_fetched(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    assert run_pages(room.settings, key="a", clock=room.clock).full_text == 3
    assert run_pages(room.settings, key="b", clock=room.clock).full_text == 15
    assert run_pages(room.settings, key="c", clock=room.clock).outcomes == {}


def test_what_the_feed_goes_on_saying_does_not_undo_the_full_text(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    for key in "ab":
        run_pages(room.settings, key=key, clock=room.clock)
    before = rows(database_url, "SELECT id, text, version FROM news.articles ORDER BY id")
    for key in ("second", "third"):
        room.advance(timedelta(minutes=10))
        ingest(room, key=key)
    after = {row["id"]: row for row in rows(database_url, "SELECT id, text, version FROM news.articles")}
    assert [after[row["id"]] for row in before] == before


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Headlines that the newsroom's feeds say otherwise from now on: before → after."""
    headlines: dict[str, str] = {}
    answer = NewsroomApp.answer

    def say(app: NewsroomApp, request: Request) -> Response:
        response = answer(app, replace(request, headers={}))  # neither conditional nor compressed
        body = response.body
        for before, after in headlines.items() if b"<rss" in body or b"<feed" in body else ():
            body = body.replace(before.encode(), after.encode())
        return replace(response, body=body)

    monkeypatch.setattr(NewsroomApp, "answer", say)
    return headlines


@pytest.mark.parametrize("page_is_filed", ["before", "after"])
def test_a_headline_that_the_feed_corrects_stands_over_the_text_of_its_page(
    corrected: dict[str, str], room: Newsroom, database_url: str, page_is_filed: str
) -> None:
    """Whatever is filed first: what was fetched before the correction may be read after it."""
    ingest(room, "twin-bridges")
    (old, *_) = rows(database_url, "SELECT id, title FROM news.articles ORDER BY published_at DESC")
    if page_is_filed == "before":
        assert run_pages(room.settings, key="a", clock=room.clock).full_text == 3
    else:
        run_id, uri = land_pages(room)
    room.advance(timedelta(minutes=10))
    corrected[old["title"]] = "Bridge closed until spring"
    ingest(room, key="second")
    if page_is_filed == "after":
        file_pages(room.settings, run_id=run_id, uri=uri, clock=room.clock)
    shown = """
        SELECT r.title, r.version, r.change_reason, r.changed, length(r.text) > 500 AS is_whole
        FROM news.revisions AS r WHERE r.article_id = %d ORDER BY r.version
    """
    first, page, now = rows(database_url, shown % old["id"])
    assert (first["title"], first["is_whole"]) == (old["title"], False)
    assert (page["change_reason"], page["is_whole"]) == ("full_text", True)
    assert (now["title"], now["change_reason"], now["is_whole"]) == (
        "Bridge closed until spring",
        "corrected",
        True,
    )
    assert now["changed"] == ["title"]
    room.advance(timedelta(hours=2))
    run_pages(room.settings, key="again", clock=room.clock)  # asked for anew, as its feed has changed
    assert len(rows(database_url, shown % old["id"])) == 3, "its page says what it said"
    replay(room.settings, Wanted(), dry_run=False, clock=room.clock)
    assert len(rows(database_url, shown % old["id"])) == 3, "and says it when it is read again"


def land_pages(room: Newsroom) -> tuple[int, str]:
    """As a run that is killed between fetching and reading; the run and its landing file."""
    plan = plan_pages(room.settings, key="killed", now=room.now)
    (shard,) = plan.shards
    landed = collect_pages(
        room.settings, shard.article_ids, run_id=plan.run_id, run_key="killed", name="s", clock=room.clock
    )
    return plan.run_id, landed.uri


def test_a_feed_that_says_never_is_not_fetched(room: Newsroom, database_url: str, log: list[Asked]) -> None:
    ingest(room, "twin-bridges")
    change(database_url, "UPDATE wireroom.feeds SET full_text = 'never'")
    log.clear()
    assert run_pages(room.settings, key="a", clock=room.clock).outcomes == {}
    assert not log


def test_a_family_has_so_many_pages_a_day_and_no_more(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    change(database_url, "UPDATE wireroom.feeds SET full_text = 'always'")
    settings = replace(room.settings, pages_a_day=5)
    first = run_pages(settings, key="a", clock=room.clock)
    assert (sum(first.outcomes.values()), first.over_budget) == (5, 13)
    assert run_pages(settings, key="b", clock=room.clock).outcomes == {}
    room.advance(timedelta(hours=25))
    assert sum(run_pages(settings, key="c", clock=room.clock).outcomes.values()) == 5


def test_what_was_landed_and_not_read_is_read_by_the_next_run(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    run_id, _ = land_pages(room)
    room.advance(timedelta(minutes=20))  # no sign of life any more
    run_pages(room.settings, key="next", clock=room.clock)
    found = rows(database_url, "SELECT outcome, tries FROM news.pages WHERE run_id = " + str(run_id))
    assert found == [{"outcome": "full_text", "tries": 1}] * 3


def test_reading_a_landing_file_twice_files_nothing_twice(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    run_id, uri = land_pages(room)
    file_pages(room.settings, run_id=run_id, uri=uri, clock=room.clock)
    change(database_url, "UPDATE wireroom.pages SET outcome = NULL")  # killed after the articles were filed
    file_pages(room.settings, run_id=run_id, uri=uri, clock=room.clock)
    assert rows(database_url, "SELECT max(version) AS last FROM news.articles") == [{"last": 2}]
    assert rows(database_url, "SELECT DISTINCT outcome FROM news.pages") == [{"outcome": "full_text"}]


def test_a_page_that_passes_its_budget_is_passed_over(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(room, "twin-bridges")
    (victim, *_) = rows(database_url, "SELECT url FROM news.articles ORDER BY published_at DESC")
    understand = transform_document

    def hang(body: bytes, *, context: FeedContext, **more: Any) -> Any:
        while context.url == victim["url"]:
            pass
        return understand(body, context=context, **more)

    monkeypatch.setattr("wireroom.full_text.read_fetched_page.transform_document", hang)
    settings = replace(room.settings, budget=Budget(document_seconds=1, entry_seconds=1))
    report = run_pages(settings, key="a", clock=room.clock)
    assert report.outcomes == {"full_text": 2, "too_slow": 1}
    assert not report.problems


def test_a_match_that_no_feed_answers_to_is_an_error(room: Newsroom) -> None:
    ingest(room, "twin-bridges")
    with pytest.raises(ConfigurationError, match="nobody"):
        plan_pages(room.settings, key="a", now=room.now, match="nobody")


def test_a_taken_down_article_takes_its_page_along(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    run_pages(room.settings, key="a", clock=room.clock)
    (page, *_) = rows(database_url, "SELECT article_id, landing_uri FROM news.pages")
    settings = replace(room.settings, admin_database_url=database_url)
    done = take_down(settings, str(page["article_id"]), reason="asked", now=room.now, dry_run=False)
    assert page["landing_uri"] in done.files
    assert not rows(database_url, f"SELECT FROM news.pages WHERE article_id = {page['article_id']}")


def test_pages_are_no_documents_of_the_past(room: Newsroom, database_url: str) -> None:
    """Read as such they would be another copy of the article, of its feed."""
    ingest(room, "twin-bridges")
    run_pages(room.settings, key="a", clock=room.clock)
    before = rows(database_url, "SELECT id, version, text FROM news.articles ORDER BY id")
    day = room.now.date()
    plan = plan_day(room.settings, DayRequest(day, ("landed",)), key="again", now=room.now)
    for job in plan.jobs:
        gathered = gather(room.settings, job, day=day, run_key="again", clock=room.clock)
        file_day(room.settings, gathered, run_id=plan.run_id, day=day, now=room.now)
    assert rows(database_url, "SELECT id, version, text FROM news.articles ORDER BY id") == before


def test_a_landing_file_that_is_gone_is_given_up_by_name_and_its_pages_asked_for_again(
    room: Newsroom, database_url: str
) -> None:
    ingest(room, "twin-bridges")
    _, uri = land_pages(room)
    Path(uri.removeprefix("file://")).unlink()
    change(database_url, "UPDATE wireroom.feeds SET full_text = 'never'")  # so that nobody asks again anyhow
    room.advance(timedelta(hours=25))
    told = run_pages(room.settings, key="next", clock=room.clock)
    assert f"3 pages of {uri} could not be read and are given up" in told.problems
    assert rows(database_url, "SELECT DISTINCT outcome FROM news.pages") == [{"outcome": "lost"}]
    assert not run_pages(room.settings, key="green", clock=room.clock).problems
    change(database_url, "UPDATE wireroom.feeds SET full_text = 'always'")
    assert not run_pages(room.settings, key="again", clock=room.clock).problems
    assert rows(database_url, "SELECT DISTINCT outcome FROM news.pages") == [{"outcome": "full_text"}]


def test_a_page_that_gave_more_before_keeps_its_text_and_says_so(room: Newsroom, database_url: str) -> None:
    ingest(room, "twin-bridges")
    run_pages(room.settings, key="a", clock=room.clock)
    (page, *_) = rows(database_url, "SELECT run_id, landing_uri FROM wireroom.pages")
    change(database_url, "UPDATE wireroom.articles SET text = repeat(text, 3) WHERE version = 2")
    change(database_url, "UPDATE wireroom.pages SET outcome = NULL")  # as if the page were a teaser now
    file_pages(room.settings, run_id=page["run_id"], uri=page["landing_uri"], clock=room.clock)
    found = rows(database_url, "SELECT outcome, detail FROM wireroom.pages")
    assert {row["outcome"] for row in found} == {"no_gain"}
    assert all("that text stays" in row["detail"] for row in found)
