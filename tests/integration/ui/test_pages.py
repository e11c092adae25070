"""What the pages say, and what their buttons do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from support.filings import NOW, article, feed, file, published, rejection, result, rows
from support.http_server import drip
from support.pages import LATER, Newsroom, StubGateway
from support.sites import RSS, site_with_feeds
from wireroom.cli.main import main
from wireroom.common import duration
from wireroom.models import DateReading, DroppedEntry, Outcome, Precision, Publisher
from wireroom.models.alert import Finding
from wireroom.settings import PROJECT_ROOT, Alerting, Settings
from wireroom.store import storage
from wireroom.store.alert_rows import save_findings
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import close_run, open_run, run_summary
from wireroom.stories.cluster_stories import cluster_stories
from wireroom.ui import request_params, template_filters
from wireroom.ui.pages import coverage, runs_page
from wireroom.ui.template_filters import cadence, refusal, version_reason
from wireroom.watch.watch_health import watch_health


def test_an_empty_newsroom_has_pages_that_say_what_to_do(viewer: TestClient) -> None:
    """Each that the bar of pages links to."""
    bar = viewer.get("/wireroom/").text.partition('<nav class="pages"')[2].partition("</nav>")[0]
    paths = re.findall(r'href="([^"]+)"', bar)
    assert len(paths) > 8
    for path in paths:
        answer = viewer.get(path)
        assert answer.status_code == 200, path
        assert path.endswith("/about") or 'class="empty"' in answer.text, path


def test_the_overview_groups_what_needs_somebody_by_cause(editor: TestClient, newsroom: Newsroom) -> None:
    text = editor.get("/wireroom/").text
    assert "There is nothing at its address (404). Look for the new address if this lasts." in text
    assert "1 sick" in text
    assert f'action="/wireroom/feeds/{newsroom.sick}/poll"' in text


def test_the_overview_counts_what_a_run_under_way_has_brought(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """Runs are added up at their end: `first` was never closed."""
    text = viewer.get("/wireroom/").text
    assert ">62</a>" in text  # 61 of `second`, one of `first`


def test_a_search_shows_the_words_that_were_found(viewer: TestClient, newsroom: Newsroom) -> None:
    text = viewer.get("/wireroom/articles?q=pier").text
    assert "<mark>pier</mark>" in text
    assert "Pier closed, not open" in text
    assert "No article matches" in viewer.get("/wireroom/articles?q=nothinglikethis").text


def test_a_date_without_a_time_is_shown_without_one_wherever_articles_are_listed(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """And a search names the publisher as the list does: it showed its domain, and midnight of the day."""
    raw, day = "20 Nov 2026", NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    dated = DateReading(raw, "feed:pubDate", day, Precision.DAY)
    file(conn, [article("kiosk", feed_id=newsroom.well, published=dated)], run="third")
    run_id = open_run(conn, "ingest", "third", NOW)
    close_run(conn, run_id, LATER, run_summary(conn, run_id).counts)
    index_search(conn)
    for path in ("articles", "articles?q=kiosk", f"feeds/{newsroom.well}", f"runs/{run_id}"):
        text = viewer.get(f"/wireroom/{path}").text
        row = next(each for each in text.split("<tr>") if "Report on kiosk" in each)
        assert 'title="to the day">2026-11-20</time>' in row, path
    assert "Harbour Post" in viewer.get("/wireroom/articles?q=kiosk").text.partition("<tbody>")[2]


def test_a_page_that_is_not_there_says_so_in_words(viewer: TestClient) -> None:
    answer = viewer.get("/wireroom/nothing")
    assert (answer.status_code, "There is no such page." in answer.text) == (404, True)


def test_a_list_is_had_as_json_with_the_pages_own_parameters(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    feeds = viewer.get("/wireroom/feeds.json?condition=sick").json()
    assert [(feed["id"], feed["condition"]) for feed in feeds["feeds"]] == [(newsroom.sick, "sick")]
    assert (feeds["page"], feeds["more"]) == (1, False)
    pages = [viewer.get(f"/wireroom/articles.json?page={page}").json() for page in (1, 2)]
    assert [(len(page["articles"]), page["more"]) for page in pages] == [(50, True), (12, False)]
    assert len({article["id"] for page in pages for article in page["articles"]}) == 62
    [found] = viewer.get("/wireroom/articles.json?q=closed").json()["articles"]
    assert found["id"] == newsroom.corrected
    runs = viewer.get("/wireroom/runs.json?kind=ingest").json()["runs"]
    assert {run["id"]: run["duration"] for run in runs}[newsroom.run] == 600.0
    save_findings(conn, [Finding("disk", "/data", "The disk is full.", None)], ["disk"], NOW)
    assert [alert["words"] for alert in viewer.get("/wireroom/alerts.json").json()["alerts"]] == [
        "The disk is full."
    ]
    assert viewer.get("/wireroom/alerts.json?past=1").json() == {"alerts": [], "page": 1, "more": False}
    page = viewer.get("/wireroom/feeds?condition=sick&q=%22%3E").text
    assert 'href="/wireroom/feeds.json?condition=sick&amp;q=%22%3E"' in page


@pytest.mark.parametrize("order", ["", "&order=published"])
def test_a_list_that_is_turned_over_shows_each_article_once(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, order: str
) -> None:
    """Most of a poll's articles have one time of capture: 411 of 462 came, some twice."""
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.articles SET published_at = %s", [NOW - timedelta(hours=1)])
    conn.commit()
    pages = [viewer.get(f"/wireroom/articles.json?page={page}{order}").json() for page in (1, 2)]
    ids = [article["id"] for page in pages for article in page["articles"]]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == 62


def test_a_script_that_turns_pages_over_comes_to_an_end(
    viewer: TestClient, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_params, "DEEPEST", 1)
    monkeypatch.setattr(request_params, "PAGE_SIZE", 1)
    for name in ("articles", "feeds"):
        answer = viewer.get(f"/wireroom/{name}.json").json()
        assert (len(answer[name]), answer["page"], answer["more"]) == (1, 1, True), name
        assert viewer.get(f"/wireroom/{name}.json?page=2").status_code == 400, name


LISTS = ("feeds", "articles", "runs", "alerts")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "201", "999", "abc", "9" * 30])
def test_a_page_that_cannot_be_had_is_an_error_of_a_list_as_json(
    viewer: TestClient, name: str, page: str
) -> None:
    """Before, page 201 answered with page 200 again, and `abc` with the first."""
    answer = viewer.get(f"/wireroom/{name}.json?page={page}")
    assert answer.status_code == 400
    assert "a number from 1 to 200" in answer.json()["words"]
    assert viewer.get(f"/wireroom/{name}.json?page=").json()["page"] == 1
    assert viewer.get(f"/wireroom/{name}.json?page=200").status_code == 200
    assert viewer.get(f"/wireroom/{name}?page={page}", follow_redirects=True).status_code == 200, "a page"


@pytest.mark.parametrize("name", LISTS)
def test_more_is_said_of_the_deepest_page_too(
    viewer: TestClient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, there was never more after page 200: a script took what it had for all."""
    before = viewer.get(f"/wireroom/{name}.json").json()["more"]
    monkeypatch.setattr("wireroom.ui.request_params.DEEPEST", 1)
    assert viewer.get(f"/wireroom/{name}.json").json()["more"] is before


def test_what_goes_wrong_with_a_list_as_json_is_said_as_json(anybody: TestClient) -> None:
    answer = anybody.get("/wireroom/feeds.json")
    assert (answer.status_code, answer.json()["error"]) == (401, "Please log in")


def test_a_country_is_found_as_people_write_it(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    ids = [feed(conn, name, country=code) for name, code in (("moor", "gb"), ("rio", "br"))]
    for written in ("uk", "UK", "GB", "gb"):
        [found] = viewer.get(f"/wireroom/feeds.json?country={written}").json()["feeds"]
        assert found["id"] == ids[0], written


def test_a_list_is_turned_over_in_the_database(viewer: TestClient, newsroom: Newsroom) -> None:
    first, second = (viewer.get(f"/wireroom/articles?page={page}").text for page in (1, 2))
    assert "page=2" in first
    assert "page=3" not in second
    assert (first.count("/wireroom/articles/"), second.count("/wireroom/articles/")) == (50, 12)


def test_an_article_shows_its_correction_word_by_word(viewer: TestClient, newsroom: Newsroom) -> None:
    text = viewer.get(f"/wireroom/articles/{newsroom.corrected}").text
    assert "<del>open</del><ins>closed</ins>" in text


def test_an_article_names_the_bytes_behind_it_and_who_else_has_its_text(
    conn: Connection, viewer: TestClient, newsroom: Newsroom
) -> None:
    text = " ".join(f"word{number}" for number in range(90))
    other = Publisher("post.example", name="Hill Post", source="url")
    copies = [
        article("wire", feed_id=newsroom.well, text=text),
        article("post", feed_id=newsroom.well, text=text, publisher=other, url="https://post.example/a"),
    ]
    file(conn, copies, results=[result(newsroom.well)], run="copies")
    while cluster_stories(conn, 14):
        pass
    [(number,)] = rows(conn, "SELECT id FROM news.articles WHERE guid = 'wire'")
    page = viewer.get(f"/wireroom/articles/{number}").text
    assert "2 articles, 2 publishers" in page
    assert "Hill Post" in page
    assert "file:///landing/x.warc.gz" in page
    assert "urn:uuid:1" in page


def test_an_article_names_who_else_reports_on_its_event(
    conn: Connection, viewer: TestClient, newsroom: Newsroom
) -> None:
    other = Publisher("post.example", name="Hill Post", source="url")
    reports = [
        article("strike", feed_id=newsroom.well, text="Dockers stopped work at the port on Tuesday."),
        article(
            "ships",
            feed_id=newsroom.well,
            title="Forty ships wait outside",
            text="The union has called a strike, it said by noon.",
            publisher=other,
            url="https://post.example/ships",
        ),
    ]
    file(conn, reports, results=[result(newsroom.well)], run="reports")
    while cluster_stories(conn, 14):
        pass
    [(number,)] = rows(conn, "SELECT id FROM news.articles WHERE guid = 'strike'")
    assert "The same event" not in viewer.get(f"/wireroom/articles/{number}").text
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.event_members SET grouped = true, event_id = (SELECT event_id FROM news.articles"
            " WHERE guid = 'strike') WHERE article_id IN"
            " (SELECT id FROM news.articles WHERE guid IN ('strike', 'ships'))"
        )
    conn.commit()
    page = viewer.get(f"/wireroom/articles/{number}").text
    assert "2 articles of 2 publishers" in page
    assert "Forty ships wait outside" in page


def test_only_what_its_publisher_changed_is_called_corrected() -> None:
    """Before, an article whose page gave its text was "corrected: text" on the page of that run."""
    reasons = ("corrected", None, "full_text", "own_copy", "richer_copy", "reread")
    assert [version_reason(reason) == "corrected" for reason in reasons] == [True, True, *[False] * 4]


@pytest.mark.parametrize("order", ["captured", "published"])
def test_corrected_only_finds_what_publishers_corrected(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, order: str
) -> None:
    """Before, whatever had a second version: texts of pages and our own rereading, too."""
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.articles SET version = 2, change_reason = 'full_text' WHERE guid = 'quay 3'"
        )
        # corrected first, then read anew: it stays corrected
        cursor.execute("UPDATE wireroom.articles SET change_reason = 'reread' WHERE guid = 'corrected'")
    conn.commit()
    text = viewer.get(f"/wireroom/articles?corrected=1&order={order}").text
    assert re.findall(r'/wireroom/articles/(\d+)"', text) == [str(newsroom.corrected)]
    assert ">1 corrected</a>" in viewer.get("/wireroom/").text


def test_articles_an_hour_are_shown_by_language_and_by_publisher(
    conn: Connection, viewer: TestClient, newsroom: Newsroom
) -> None:
    """With their numbers as a table; an article that got its page's text comes from no backfill."""
    other = Publisher("post.example", name="Hill Post", source="url")
    file(
        conn,
        [article("quai", feed_id=newsroom.well, language="fr", publisher=other)],
        results=[result(newsroom.well)],
        run="third",
    )
    pages = open_run(conn, "pages", "a page", NOW)
    with conn.cursor() as cursor:  # filed by the clock of the database, which is not that of the test
        for table in ("articles", "revisions"):
            cursor.execute(f"UPDATE wireroom.{table} SET filed_at = %s", (NOW,))
        cursor.execute(
            "INSERT INTO wireroom.revisions SELECT id, 1, updated_at, updated_at, published_at, home_feed_id,"
            " title, summary, text, html, '', '{}', 'new', run_id, NULL, filed_at"
            " FROM wireroom.articles WHERE guid = 'quay 3'"
        )
        cursor.execute(
            "UPDATE wireroom.articles SET version = 2, change_reason = 'full_text', run_id = %s"
            " WHERE guid = 'quay 3'",
            (pages,),
        )
    conn.commit()
    by_language = viewer.get("/wireroom/?by=language").text
    assert 'href="/wireroom/articles?language=fr"' in by_language
    assert re.search(r"</svg>63 <a[^>]*>English</a>", by_language)
    assert re.search(r"</svg>1 <a[^>]*>Hill Post</a>", viewer.get("/wireroom/?by=publisher").text)
    assert "The numbers as a table" in by_language
    everything = viewer.get("/wireroom/?by=nonsense").text
    assert re.search(r"</svg>63 new.*</svg>1 corrected.*</svg>0 from backfills", everything)


def test_articles_an_hour_look_up_only_the_first_version_of_what_has_another(
    newsroom: Newsroom, conn: Connection
) -> None:
    """Joined, all versions that there are would be read for two days; runs are joined once counted."""
    plan = "\n".join(
        line for (line,) in rows(conn, "EXPLAIN VERBOSE SELECT first_filed_at, run_id FROM news.arrivals")
    )
    assert re.search(r"CASE WHEN \(\w+\.version > 1\) THEN \(SubPlan", plan)
    assert "Seq Scan on wireroom.revisions" not in plan
    assert "on wireroom.runs" not in plan


def test_a_preview_loads_nothing_remote_until_asked(viewer: TestClient, newsroom: Newsroom) -> None:
    path = f"/wireroom/articles/{newsroom.corrected}/preview"
    policy = viewer.get(path).headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "img-src" not in policy
    assert "script-src" not in policy
    assert "img-src https:" in viewer.get(f"{path}?pictures=1").headers["content-security-policy"]


def test_a_run_says_what_was_wrong_and_with_whom(viewer: TestClient, newsroom: Newsroom) -> None:
    text = viewer.get(f"/wireroom/runs/{newsroom.run}").text
    trouble = text.partition("Failed feeds")[2].partition("</section>")[0]
    assert "<strong>1 feed</strong>: there is nothing at its address (404)" in trouble
    assert f'href="/wireroom/feeds/{newsroom.sick}"' in trouble


def test_a_first_day_has_no_gap_on_the_day_before(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """The backfill of yesterday that brought nothing makes no day of polls of it."""
    yesterday = (LATER - timedelta(days=1)).date()
    assert "possible gap" not in viewer.get("/wireroom/coverage").text.partition("</table>")[0]
    open_run(conn, "backfill", f"scheduled {yesterday}", LATER)
    assert "possible gap" not in viewer.get("/wireroom/coverage").text.partition("</table>")[0]


def test_a_run_is_found_by_airflows_name_of_it(viewer: TestClient, newsroom: Newsroom) -> None:
    text = viewer.get("/wireroom/dags/ingest_feeds/runs/second").text
    assert f"ingest run {newsroom.run}" in text
    assert "corrected: title, text" in text


RUNS = {  # kind and key → the DAG whose runs its page leads to
    ("ingest", "scheduled__2026-11-24T09-00-00-00-00"): "ingest_feeds",
    ("ingest", "cli-20261124T090000.000001"): None,
    ("pages", "asset_triggered__2026-11-24T09-00-00.123456-00-00_x"): "fetch_pages",
    ("backfill", "2026-11-20 scheduled__2026-11-21T00-00-00-00-00"): "backfill_archive",
    ("backfill", "manual__2026-11-24T09-00-00.123456-00-00"): "backfill_files",
    ("backfill", "cli-2026-11-20-20261124T090000.000001"): None,
    ("backfill", "2026-11-20 gaps wayback 20261124T090000.000001"): None,
    ("backfill", "warc-20261124T090000.000001"): None,
    ("replay", "2026-11-24T09:00:00.000001"): "replay_landed",
    ("replay", "cli-20261124T090000.000001"): None,
    ("websub", "websub-2026-11-24"): None,
}


@pytest.mark.parametrize(("run", "dag"), RUNS.items(), ids=[" ".join(run) for run in RUNS])
def test_a_run_leads_to_the_runs_of_its_own_dag(
    viewer: TestClient, conn: Connection, run: tuple[str, str], dag: str | None
) -> None:
    run_id = open_run(conn, *run, LATER)
    text = viewer.get(f"/wireroom/runs/{run_id}").text
    head = text.partition('<div class="cards">')[0]
    assert ("Feeds polled" in text) == (run[0] == "ingest"), "the others ask no feed"
    assert re.findall(r"/dags/(\w+)/runs", head) == ([dag] if dag else [])
    assert f'href="/wireroom/runs/{run_id}"' in viewer.get(f"/wireroom/runs?kind={run[0]}").text
    other = "ingest" if run[0] != "ingest" else "websub"
    assert f'href="/wireroom/runs/{run_id}"' not in viewer.get(f"/wireroom/runs?kind={other}").text


def test_a_run_that_asks_no_feed_counts_all_whose_articles_it_read(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counted those that the page shows, 500 at most."""
    monkeypatch.setattr(runs_page, "FEEDS", 1)
    run_id = open_run(conn, "replay", "all", LATER)
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.run_feeds (run_id, feed_id)"
            " SELECT %s, id FROM wireroom.feeds UNION SELECT %s, 0",
            (run_id, run_id),
        )
    conn.commit()
    ((feeds,),) = rows(conn, "SELECT count(*) FROM news.feeds")
    assert feeds > 1
    text = viewer.get(f"/wireroom/runs/{run_id}").text
    assert f'Feeds</div><div class="figure">{feeds}</div>' in text


def test_a_replay_by_command_leads_to_no_dag(
    viewer: TestClient,
    conn: Connection,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It led to the runs of `replay_landed`, among which it is not."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    assert main(["replay", "--all", "--no-dry-run"]) == 0
    ((run_id,),) = rows(conn, "SELECT id FROM news.runs WHERE kind = 'replay'")
    assert "all runs in Airflow" not in viewer.get(f"/wireroom/runs/{run_id}").text


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("every 00:30:00", "every 30 min"),
        ("every 01:30:00", "every 1 h 30 min"),
        ("every 1 day", "every 1 day"),
        ("every 1 day 23:00:00", "every 1 day 23 h"),
        ("every 2 days 00:10:00", "every 2 days 10 min"),
        ("every 00:00:00", "every 0 s"),
        ("not known yet", "not known yet"),
    ],
)
def test_a_cadence_is_said_whole(interval: str, words: str) -> None:
    assert cadence(interval) == words


def test_half_a_surrogate_pair_in_an_entry_costs_no_page(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.rejected SET raw = %s RETURNING id", (b'{"title": "ferry \\ud83d"}',))
        rejected_id = cursor.fetchone()[0]  # type: ignore[index]
    conn.commit()
    answer = viewer.get(f"/wireroom/quarantine/{rejected_id}")
    assert (answer.status_code, "ferry ?" in answer.text) == (200, True)


def test_settings_are_shown_without_secrets(viewer: TestClient, app: object, settings: Settings) -> None:
    from dataclasses import replace

    from wireroom.ui.pages.about import shown_settings

    shown = shown_settings(
        replace(
            settings, database_url="postgresql://ada:hunter2hunter2@host/db", proxy="http://a:hunter2@p:1"
        )
    )
    assert "hunter2" not in repr(shown)
    assert "host/db" in shown["WIREROOM_DATABASE_URL"]
    assert (shown["WIREROOM_KEEP_POLLS_DAYS"], shown["WIREROOM_KEEP_LANDED_DAYS"]) == ("90 days", "for ever")
    assert shown["WIREROOM_WAITING_MINUTES"] == "20 min"
    assert shown["turns_folder"] == "", "only what is kept can be kept for ever"
    assert "hunter2" not in viewer.get("/wireroom/about").text


def test_a_number_of_the_settings_has_its_unit_and_its_variable_exists(settings: Settings) -> None:
    """`1.0` and `33554432` stood there, of what nobody knew; and variables that would have set nothing."""
    from wireroom.ui.pages.about import shown_settings

    shown = shown_settings(settings)
    bare = {name for name, said in shown.items() if re.fullmatch(r"[\d.]+", said)}
    ports = {f"WIREROOM_{what}_PORT" for what in ("POSTGRES", "UI", "NEWSROOM")}
    named = {"WIREROOM_FETCH_THREADS", "WIREROOM_MAX_SHARDS", "WIREROOM_MAX_RETIRED_FEEDS"}
    assert bare == ports | named | {"limits.max_redirects"}
    assert shown["WIREROOM_FAMILY_PAUSE"].startswith("1 s ")
    assert shown["limits.max_bytes"] == "32 MB"
    listed = (PROJECT_ROOT / "docs" / "SETTINGS.md").read_text()
    assert [name for name in shown if name.startswith("WIREROOM_") and f"`{name}`" not in listed] == []


def test_the_pages_read_as_a_role_that_can_change_nothing(viewer: TestClient, settings: Settings) -> None:
    text = viewer.get("/wireroom/about").text
    assert settings.reader_database_url.partition("//")[2].partition("@")[0] in text


def test_pause_and_resume_edit_one_line_of_the_list(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    before = settings.feeds_file.read_text()
    answer = editor.post(f"/wireroom/feeds/{newsroom.sick}/pause")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/wireroom/feeds/{newsroom.sick}?done=paused",
    )
    assert set(settings.feeds_file.read_text().splitlines()) - set(before.splitlines()) == {
        "    paused: true"
    }
    assert "Resume" in editor.get(f"/wireroom/feeds/{newsroom.sick}").text
    editor.post(f"/wireroom/feeds/{newsroom.sick}/resume")
    assert "# kept too" in settings.feeds_file.read_text()
    assert "paused" not in settings.feeds_file.read_text()


def test_a_move_is_shown_with_what_it_waits_for_and_accepted(
    editor: TestClient, viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.feed_states SET redirected_to = 'https://new.example/feed',"
            " redirected_since = now(),"
            " move_note = 'another site' WHERE feed_id = %s",
            (newsroom.sick,),
        )
    conn.commit()
    page = f"/wireroom/feeds/{newsroom.sick}"
    shown = editor.get(page).text
    assert "new.example/feed" in shown
    assert "another site" in shown
    assert "Accept the move" not in viewer.get(page).text
    assert "Accept the move" in shown
    answer = editor.post(f"{page}/accept-move")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}?done=move-accepted")
    shown = editor.get(answer.headers["location"]).text
    assert "Accepted:" in shown
    assert "Poll its listed address again" in shown
    editor.post(f"{page}/refuse-move")
    assert "Moved" not in editor.get(page).text


def test_a_move_is_no_more_spoken_of_once_it_is_refused(
    editor: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """Its server says it at each poll; the feed's own page alone shows it, where it can still be accepted."""
    page, new = f"/wireroom/feeds/{newsroom.well}", "https://new.example/feed"
    says_so = result(newsroom.well, redirected_to=new, redirected_since=LATER, at=LATER)
    file(conn, results=[says_so], run="third")
    overview = editor.get("/wireroom/").text
    assert "1 feed redirects to a new address</a> that is not used yet" in overview
    assert "has moved" not in overview
    assert f"redirects to {new}, not used yet" in editor.get("/wireroom/feeds?condition=moved").text
    assert editor.post(f"{page}/refuse-move").status_code == 303
    for run in ("fourth", "fifth"):
        overview = editor.get("/wireroom/").text
        assert "not used yet" not in overview
        assert "has moved" not in overview
        assert new not in editor.get("/wireroom/feeds?condition=moved").text
        shown = editor.get(page).text
        assert "Accept the move" in shown
        assert "Refuse it" not in shown
        file(conn, results=[says_so], run=run)


def test_a_feed_that_moved_is_written_into_the_list_and_stays_itself(
    editor: TestClient, newsroom: Newsroom, settings: Settings, conn: Connection
) -> None:
    home, page = f"https://new.example/feed?{'x' * 600}", f"/wireroom/feeds/{newsroom.well}"
    assert editor.post(f"{page}/list-move", data={"to": home}).status_code == 409  # it has not moved
    file(conn, results=[result(newsroom.well, fetch_url=home)], run="third")
    assert f'name="to" value="{home}"' in editor.get(page).text
    assert "1 feed has moved" in editor.get("/wireroom/").text
    assert f"moved to {home}" in editor.get("/wireroom/feeds?condition=moved").text
    other = editor.post(f"{page}/list-move", data={"to": "https://elsewhere.example/"})
    assert other.status_code == 409
    assert "asked at https://new.example" in other.text
    assert "new.example" not in settings.feeds_file.read_text()
    assert (
        editor.post(f"{page}/list-move", data={"to": home}).headers["location"] == f"{page}?done=move-listed"
    )
    assert home in settings.feeds_file.read_text()
    assert "harbour.example" not in settings.feeds_file.read_text()
    text = editor.get(f"{page}?done=move-listed").text
    assert "It stays the same feed" in text
    assert "Moved" not in text


def test_no_page_lists_the_move_of_a_feed_that_has_a_login(
    editor: TestClient, newsroom: Newsroom, settings: Settings, conn: Connection
) -> None:
    """What goes to its own host alone would go to whom its server names."""
    settings.feeds_file.write_text(
        "feeds:\n  - url: https://harbour.example/feed\n    basic_auth: ada:${PAID}\n"
        "  - https://mire.example/feed\n"
    )
    file(conn, results=[result(newsroom.well, fetch_url="https://evil.example/")], run="third")
    refused = editor.post(f"/wireroom/feeds/{newsroom.well}/list-move", data={"to": "https://evil.example/"})
    assert refused.status_code == 409
    assert "list that by hand" in refused.text
    assert "evil" not in settings.feeds_file.read_text()
    here = "https://harbour.example/new"  # its own host has the login already
    file(conn, results=[result(newsroom.well, fetch_url=here, at=LATER)], run="fourth")
    assert editor.post(f"/wireroom/feeds/{newsroom.well}/list-move", data={"to": here}).status_code == 303
    assert f"url: {here}\n    basic_auth: ada:${{PAID}}" in settings.feeds_file.read_text()


def test_a_long_address_is_added_whole(editor: TestClient, newsroom: Newsroom, settings: Settings) -> None:
    url = f"https://ferry.example/feed?{'y' * 900}"
    editor.post("/wireroom/feeds/add", data={"url": url})
    assert url in settings.feeds_file.read_text()


def test_a_secret_in_an_address_is_warned_of_as_the_command_does(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    """Before, only `wireroom feeds add` and `import` did; the secret itself is shown by none."""
    settings.feeds_file.chmod(0o644)
    url = "https://ferry.example/feed?api_key=f3rry-secret-word"
    warning = f"holds a secret, and other users of this machine may read {settings.feeds_file}"
    assert warning not in editor.post("/wireroom/feeds/try", data={"url": "https://127.0.0.1:9/feed"}).text
    tried = editor.post("/wireroom/feeds/try", data={"url": url}).text
    assert warning in tried.partition("<form")[0] + tried.partition("</form>")[2]
    added = editor.post("/wireroom/feeds/add", data={"url": url}).headers["location"]
    page = editor.get(added).text
    assert warning in page
    assert "f3rry" not in added + page
    opml = f'<opml><body><outline xmlUrl="{url.replace("ferry.", "quay.")}"/></body></opml>'
    taken = editor.post("/wireroom/feeds/import", files={"file": ("a.opml", opml.encode())})
    assert warning in editor.get(taken.headers["location"]).text
    settings.feeds_file.chmod(0o600)
    assert warning not in editor.get(added).text


def test_a_list_that_cannot_be_written_is_a_page_that_says_why(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    settings.feeds_file.write_text("feeds: [https://mire.example/feed]\n")
    answer = editor.post(f"/wireroom/feeds/{newsroom.sick}/pause")
    assert answer.status_code == 409
    assert "brackets" in answer.text


def test_poll_now_starts_a_run_for_that_feed(
    editor: TestClient, newsroom: Newsroom, gateway: StubGateway
) -> None:
    answer = editor.post(f"/wireroom/feeds/{newsroom.well}/poll")
    assert answer.headers["location"].endswith(f"/feeds/{newsroom.well}?done=polling")
    conf = {"match": f"feed:{newsroom.well}", "even_if_not_due": True, "in_full": True}
    assert gateway.asked == [
        ("POST", "/api/v2/dags/ingest_feeds/dagRuns", {"logical_date": None, "conf": conf})
    ]
    gateway.status = 403
    answer = editor.post(f"/wireroom/feeds/{newsroom.well}/poll")
    assert answer.status_code == 403
    assert "no such role" in answer.text


def test_a_database_that_is_away_is_a_page_that_says_so(
    app: object, viewer: TestClient, settings: Settings
) -> None:
    from dataclasses import replace

    mounted = next(route for route in app.routes if getattr(route, "path", "") == "/wireroom").app  # type: ignore[attr-defined]
    mounted.state.settings = replace(settings, reader_database_url="postgresql://nobody@127.0.0.1:9/none")
    answer = viewer.get("/wireroom/feeds")
    assert answer.status_code == 503
    assert "make status" in answer.text
    assert "nobody@" not in answer.text
    assert viewer.get("/wireroom/health").status_code == 503


def test_the_bars_of_a_feeds_days_are_a_table_too(viewer: TestClient, newsroom: Newsroom) -> None:
    """Only a mouse found what a bar stood for."""
    text = viewer.get(f"/wireroom/feeds/{newsroom.well}").text
    table = text.partition('aria-label="Articles per day, in numbers"')[2].partition("</table>")[0]
    days = re.findall(r'<td class="when">([^<]+)</td><td class="number">(\d+)</td>', table)
    assert days == [("2026-11-20", "62")]
    assert "Day (UTC)" in table


def test_what_is_usual_is_not_told_as_what_is_next(viewer: TestClient, newsroom: Newsroom) -> None:
    """`every 5 min` stood under `in 16 h`, of a feed that had failed."""
    cells = re.findall(
        r'<td class="when hide">.*?<div class="sub">([^<]+)</div>', viewer.get("/wireroom/feeds").text
    )
    assert cells
    assert all(cell.startswith(("usually every ", "not ")) for cell in cells), cells


def test_an_alert_is_seen_silenced_with_a_reason_and_closed(
    editor: TestClient, newsroom: Newsroom, settings: Settings, conn: Connection
) -> None:
    found = [
        Finding("volume", "harbour", "Harbour Post: 2 new articles in 24 hours", None),
        Finding("sick", "cause", "1 feed needs attention: Mire", None),
    ]
    save_findings(conn, found, ["volume", "sick"], LATER)
    needed = editor.get("/wireroom/").text
    assert 'Needs attention <span class="quiet">(2)</span>' in needed
    assert re.findall(r"/wireroom/alerts#alert-(\d)", needed) == ["1"], "of the sick feed its own row tells"
    assert "1 feed needs attention: Mire" in editor.get("/wireroom/alerts").text
    refused = editor.post("/wireroom/alerts/1/silence", data={"hours": "8", "reason": " "})
    assert refused.status_code == 409
    assert "reason" in refused.text
    answer = editor.post("/wireroom/alerts/1/silence", data={"hours": "8", "reason": "they <move>"})
    assert answer.headers["location"] == "/wireroom/alerts?done=silenced&alert=1"
    note = editor.get(answer.headers["location"]).text.partition('role="status"')[2].partition("</div>")[0]
    assert "Harbour Post: 2 new articles" in note
    for said in (f"{LATER + timedelta(hours=8):%Y-%m-%d %H:%M}", "“End silence” there undoes it"):
        assert said in note, "it said `until then`, and of none of the alerts"
    text = editor.get("/wireroom/alerts").text
    assert "by editor: they &lt;move&gt;" in text
    assert "#alert-1" not in editor.get("/wireroom/").text
    assert editor.post("/wireroom/alerts/1/unsilence").status_code == 303
    outdated = editor.get(answer.headers["location"]).text
    assert "Silenced until" not in outdated, "by a link that was kept, though it is silent no longer"
    assert editor.post("/wireroom/alerts/1/close").status_code == 303
    assert "closed by editor" in editor.get("/wireroom/alerts?past=1").text
    assert editor.post("/wireroom/alerts/1/close").status_code == 409


def test_a_sites_feeds_are_found_ranked_and_one_is_chosen(
    editor: TestClient, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_with_feeds(monkeypatch) as site:
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/"), "category": "Coast"}).text
    offered = re.findall(r'"radio" name="url" value="http://127.0.0.1:\d+([^"]+)"( checked)?', text)
    assert offered == [("/news.xml", " checked"), ("/sport.xml", ""), ("/empty.xml", "")]
    assert "Ferry returns after eleven weeks" in text
    assert "Add it anyway" not in text
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)
    assert hidden == [("category", "Coast")]
    added = editor.post("/wireroom/feeds/add", data={"url": site.url("/sport.xml"), **dict(hidden)})
    assert "done=added" in added.headers["location"]
    assert "/sport.xml\n    category: Coast" in settings.feeds_file.read_text()


@pytest.mark.parametrize("well", [["/news.xml"], []], ids=str)
def test_a_dripping_site_does_not_hold_the_page(
    editor: TestClient, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, well: list[str]
) -> None:
    """What was found by then is shown; before, the look went on, a minute a request."""
    monkeypatch.setattr("wireroom.ui.actions.list_actions.LOOK_SECONDS", 6.0)
    slow = [f"/slow{number}.xml" for number in range(4)]
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in (*well, *slow)
    )
    with site_with_feeds(monkeypatch) as site:
        site.sends("/", f"<html><head>{named}</head></html>".encode(), headers={"Content-Type": "text/html"})
        site.sends("/feed/", RSS % b"Pier")
        for path in slow:
            site.on(path, drip(0.2))
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/")}).text
        asked = {each.path for each in site.asked}
    assert re.findall(r'"radio" name="url" value="http://127.0.0.1:\d+([^"]+)"', text) == well
    assert slow[0] in asked
    assert not {slow[-1], "/feed/"} & asked, "not in the time that was left"


def test_a_page_without_feeds_says_what_was_looked_for(
    editor: TestClient, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_with_feeds(monkeypatch) as site:
        site.sends("/", b"<html><head><title>Pier</title></head><body>Pier</body></html>")
        text = editor.post("/wireroom/feeds/try", data={"url": site.url("/")}).text
    assert "no feed of the site was found" in text
    assert "Add it anyway" in text


def test_a_feed_is_tried_then_added_then_removed(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    missed = editor.post("/wireroom/feeds/try", data={"url": "http://ferry.invalid/feed"})
    assert missed.status_code == 200
    assert "This did not work" in missed.text
    assert "Add it anyway" in missed.text
    assert "ferry.invalid" not in settings.feeds_file.read_text()
    added = editor.post(
        "/wireroom/feeds/add", data={"url": "https://ferry.example/feed", "title": "Ferry", "private": "true"}
    )
    assert "done=added" in added.headers["location"]
    assert "title: Ferry" in settings.feeds_file.read_text()
    assert "private" not in settings.feeds_file.read_text()
    again = editor.post("/wireroom/feeds/add", data={"url": "https://ferry.example/feed"})
    assert "done=known" in again.headers["location"]
    listed = editor.get(added.headers["location"]).text
    feed_id = re.search(r"/wireroom/feeds/(\d+)\"", listed)[1]  # type: ignore[index]
    assert editor.post(f"/wireroom/feeds/{feed_id}/remove").status_code == 303
    assert "ferry" not in settings.feeds_file.read_text()
    assert "Add it again" in editor.get(f"/wireroom/feeds/{feed_id}").text
    assert editor.post("/wireroom/feeds/add", data={"url": ""}).status_code == 400
    assert editor.post("/wireroom/feeds/add", data={"url": "javascript:alert(1)"}).status_code == 409


HERE = ["http://127.0.0.1:9/feed", "http://localhost:8080/feed", "http://10.0.0.7/feed", "http://2130706433/"]


@pytest.mark.parametrize("url", [*HERE, "http://[::1]/feed", "http://169.254.169.254/latest"])
def test_no_page_lists_a_feed_on_this_machine_or_network(
    editor: TestClient, newsroom: Newsroom, settings: Settings, url: str
) -> None:
    """Before, it was refused when it was tried, and yet offered and added to the list."""
    before = settings.feeds_file.read_text()
    tried = editor.post("/wireroom/feeds/try", data={"url": url})
    assert (tried.status_code, "Add it" in tried.text) == (200, False)
    assert "Blocked address" in tried.text
    refused = editor.post("/wireroom/feeds/add", data={"url": url})
    assert refused.status_code == 400
    assert "Not added" in refused.text
    opml = f'<opml version="2.0"><body><outline type="rss" text="Here" xmlUrl="{url}"/></body></opml>'
    imported = editor.post("/wireroom/feeds/import", files={"file": ("feeds.opml", opml)})
    assert "added=0" in imported.headers["location"]
    assert "skipped=1" in imported.headers["location"]
    assert settings.feeds_file.read_text() == before


@pytest.mark.parametrize(
    "url",
    ["http://ⓛocalhost/", "http://127。0。0。1/", "http://１２７.0.0.1/", "http://[fe80::1%25eth0]/"],
)
def test_no_page_lists_this_network_in_signs_that_look_like_it(
    editor: TestClient, newsroom: Newsroom, settings: Settings, url: str
) -> None:
    before = settings.feeds_file.read_text()
    assert editor.post("/wireroom/feeds/add", data={"url": url}).status_code == 400
    opml = f'<opml version="2.0"><body><outline type="rss" text="Here" xmlUrl="{url}"/></body></opml>'
    imported = editor.post("/wireroom/feeds/import", files={"file": ("feeds.opml", opml)})
    assert "added=0" in imported.headers["location"]
    assert settings.feeds_file.read_text() == before


def test_a_name_that_leads_to_this_machine_is_not_listed_either(
    editor: TestClient, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "wireroom.fetch.connections.resolver.socket.getaddrinfo",
        lambda host, *given, **more: [(2, 1, 6, "", ("192.168.0.9", 0))] if more.get("type") else _none(),
    )
    refused = editor.post("/wireroom/feeds/add", data={"url": "https://inside.example/feed"})
    assert refused.status_code == 400
    assert "192.168.0.9" in refused.text
    assert "inside" not in settings.feeds_file.read_text()


def _none() -> None:
    raise OSError("no such name")


def test_a_feed_is_removed_where_it_is_sick_and_added_again_as_it_was(
    editor: TestClient, newsroom: Newsroom, settings: Settings, conn: Connection
) -> None:
    """By the same use case as the command line; "Needs attention" had no such button."""
    settings.feeds_file.write_text(
        settings.feeds_file.read_text() + "    every: 2h\n    keep: {title: [pier]}\n"
    )
    needing = editor.get("/wireroom/").text.partition('id="needs-attention"')[2].partition("</section>")[0]
    assert f'action="/wireroom/feeds/{newsroom.sick}/remove"' in needing
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/remove").status_code == 303
    assert "mire" not in settings.feeds_file.read_text()
    said = rows(conn, "SELECT reason FROM news.retirements ORDER BY retired_at DESC LIMIT 1")
    assert said == [("taken out on a page, by editor",)]
    page = editor.get(f"/wireroom/feeds/{newsroom.sick}").text
    assert f'action="/wireroom/feeds/{newsroom.sick}/restore"' in page
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/restore").status_code == 303
    again = settings.feeds_file.read_text()
    assert [part in again for part in ("mire.example/feed", "title: Mire", "every: 2h", "pier")] == [True] * 4
    assert rows(conn, f"SELECT retired_at FROM news.feeds WHERE id = {newsroom.sick}") == [(None,)]


def test_a_feed_of_this_network_is_brought_back_by_the_list_alone(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    settings.feeds_file.write_text(settings.feeds_file.read_text() + "    private: true\n")
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/resume").status_code == 303
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/remove").status_code == 303
    refused = editor.post(f"/wireroom/feeds/{newsroom.sick}/restore")
    assert refused.status_code == 400
    assert "mire" not in settings.feeds_file.read_text()


def test_a_feed_that_lies_on_this_network_by_now_is_not_brought_back(
    editor: TestClient, newsroom: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/remove").status_code == 303
    monkeypatch.setattr(
        "wireroom.fetch.connections.resolver.socket.getaddrinfo",
        lambda host, *given, **more: [(2, 1, 6, "", ("192.168.0.9", 0))] if more.get("type") else _none(),
    )
    refused = editor.post(f"/wireroom/feeds/{newsroom.sick}/restore")
    assert (refused.status_code, "192.168.0.9" in refused.text) == (400, True)
    assert "mire" not in settings.feeds_file.read_text()


def test_a_private_feed_is_not_said_to_come_back_by_a_button(
    editor: TestClient, settings: Settings, conn: Connection
) -> None:
    """It was offered to be added again, and then refused."""
    feed_id = feed(conn, "cellar", private=True)
    settings.feeds_file.write_text("feeds:\n  - url: https://cellar.example/feed\n    private: true\n")
    removed = editor.post(f"/wireroom/feeds/{feed_id}/remove").headers["location"]
    text = editor.get(removed).text
    assert "Removed from feeds.yaml" in text
    assert "only feeds.yaml itself can list it again" in text
    assert "Add it again" not in text


def test_a_main_database_that_is_away_is_said_where_a_feed_is_removed_and_brought_back(
    app: Any, editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    """An error of ours, where the readers' database answers; and "polled no more" was not so yet."""
    (mounted,) = [route.app for route in app.routes if getattr(route, "path", "") == "/wireroom"]
    mounted.state.settings = replace(settings, database_url="postgresql://localhost:9/none")
    removed = editor.post(f"/wireroom/feeds/{newsroom.sick}/remove")
    assert removed.status_code == 303
    assert "but not yet in the database" in editor.get(removed.headers["location"]).text
    refused = editor.post(f"/wireroom/feeds/{newsroom.sick}/restore")
    assert (refused.status_code, "does not answer: try later" in refused.text) == (503, True)
    mounted.state.settings = settings
    settings.feeds_file.write_text(
        settings.feeds_file.read_text() + "  - url: https://mire.example/feed\n    paused: true\n"
    )
    assert editor.post(f"/wireroom/feeds/{newsroom.sick}/remove").status_code == 303
    restored = editor.post(f"/wireroom/feeds/{newsroom.sick}/restore").headers["location"]
    assert "it is paused, and polled once it is resumed" in editor.get(restored).text


def test_publishers_that_are_found_are_counted_and_no_feed_is_denied_beside_them(
    editor: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    for number in range(23):
        feed(conn, f"quay-{number}", publisher=f"Zanzi {number}")
    many = editor.get("/wireroom/coverage?q=zanzi").text
    assert "23 publishers match: add a word to narrow the search" in many
    sync_feeds(conn, [s.feed.spec for s in list_feeds(conn) if s.feed.id <= newsroom.sick], NOW)
    text = editor.get("/wireroom/coverage?q=zanzi").text
    assert "Zanzi 1</bdi>" in text
    assert "No feed has" not in text


@pytest.mark.parametrize("button", ["try", "add"])
@pytest.mark.parametrize(
    "given",
    [
        {"url": "https://evil.example/?x=${HARBOUR_TOKEN}"},
        {"url": "https://${HARBOUR_TOKEN}.evil.example/"},
        {"url": "https://evil.example/", "title": "${HARBOUR_TOKEN}"},
        {"url": "https://evil.example/", "connection": "warehouse"},
        {"url": "https://evil.example/", "headers": "X-Api-Key: ${HARBOUR_TOKEN}"},
    ],
)
def test_no_form_names_a_secret_of_this_machine(
    editor: TestClient, newsroom: Newsroom, settings: Settings, button: str, given: dict[str, str]
) -> None:
    """Whoever may start runs would have it sent to a host of their choice."""
    before = settings.feeds_file.read_text()
    refused = editor.post(f"/wireroom/feeds/{button}", data=given)
    assert refused.status_code == 400
    assert "into feeds.yaml" in refused.text
    assert settings.feeds_file.read_text() == before


def test_opml_comes_in_and_goes_out(editor: TestClient, newsroom: Newsroom, settings: Settings) -> None:
    opml = (
        '<opml version="2.0"><body><outline text="World"><outline type="rss" text="Ferry &lt;b&gt;" '
        'xmlUrl="https://ferry.example/feed"/></outline></body></opml>'
    )
    answer = editor.post("/wireroom/feeds/import", files={"file": ("feeds.opml", opml)})
    assert "added=1" in answer.headers["location"]
    assert "1 added" in editor.get(answer.headers["location"]).text
    exported = editor.post("/wireroom/feeds/export")
    assert exported.headers["content-disposition"] == 'attachment; filename="feeds.opml"'
    assert b"https://ferry.example/feed" in exported.content
    assert editor.post("/wireroom/feeds/import").status_code == 400
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><opml><body>&a;</body></opml>'
    assert editor.post("/wireroom/feeds/import", files={"file": ("x", bomb)}).status_code == 409


def test_the_calendar_of_a_feed_is_found_by_its_name_and_origins_say_what_they_read(
    viewer: TestClient, newsroom: Newsroom
) -> None:
    """Only the page of a feed led to its calendar; origins were words such as cdx."""
    for words in ("harb", "HARBOUR.example"):
        text = viewer.get("/wireroom/coverage", params={"q": words}).text.partition("Feeds with gaps")[0]
        assert f'href="/wireroom/coverage?feed={newsroom.well}"' in text
        assert f'href="/wireroom/coverage?feed={newsroom.sick}"' not in text
    text = viewer.get("/wireroom/coverage?q=%22%3E<b>nothing").text
    assert "No feed has “&#34;&gt;&lt;b&gt;nothing” in its title" in text
    assert "Captures of feeds in a web archive" in text


def test_the_calendar_of_a_publisher_adds_its_feeds_up(
    editor: TestClient, newsroom: Newsroom, conn: Connection, gateway: StubGateway
) -> None:
    """By feed alone, an outlet of twelve sections was twelve calendars."""
    mine = [feed(conn, name, publisher="Quay Press") for name in ("quay-news", "quay-sport")]
    other = feed(conn, "quay-other", publisher="Quayside")
    made = [
        *(article(f"news {number}", feed_id=mine[0]) for number in range(3)),
        *(article(f"sport {number}", feed_id=mine[1]) for number in range(4)),
        article("not theirs", feed_id=other),
    ]
    file(conn, made, results=[result(each) for each in (*mine, other)], run="quay")
    found = editor.get("/wireroom/coverage?q=quay").text
    assert 'href="/wireroom/coverage?publisher=Quay+Press"' in found
    text = editor.get("/wireroom/coverage?publisher=Quay+Press").text
    day = re.search(r'title="2026-11-20: articles received; (\d) of (\d) polls succeeded[^>]*>(\d+)<', text)
    assert day is not None
    assert day.groups() == ("2", "2", "7")
    assert [f"/wireroom/coverage?feed={each}" in text for each in (*mine, other)] == [True, True, False]
    planned = editor.get("/wireroom/coverage?publisher=Quay+Press&since=2026-11-19&until=2026-11-19").text
    assert 'name="match" value="publisher:Quay Press"' in planned
    assert "The backfill takes the 2 feeds below and no others." in planned
    days = {"since": "2026-11-19", "until": "2026-11-19", "origins": "landed"}
    whose = {"publisher": "Quay Press", "match": "publisher:Quay Press"}
    answer = editor.post("/wireroom/coverage/backfill", data={**days, **whose})
    assert "publisher=Quay+Press" in answer.headers["location"]
    assert gateway.asked[-1][2]["dag_run_conf"]["match"] == "publisher:Quay Press"  # type: ignore[index]
    assert editor.get("/wireroom/coverage?publisher=Nobody").status_code == 404


def test_a_publisher_of_thousands_of_feeds_is_not_added_up_while_somebody_waits(
    editor: TestClient, newsroom: Newsroom, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5,000 took four seconds; its days can be had again all the same."""
    mine = [feed(conn, name, publisher="Quay Press") for name in ("quay", "quay-sport", "quay-tv")]
    monkeypatch.setattr(coverage, "ADDED_UP", 2)
    monkeypatch.setattr(coverage, "NAMED", 1)
    text = editor.get("/wireroom/coverage?publisher=Quay+Press&since=2026-11-19&until=2026-11-19").text
    assert "3 feeds are too many to add up" in text
    assert "ui/coverage_feeds" not in text  # under "SQL behind this page"
    assert 'name="match" value="publisher:Quay Press"' in text
    assert [f"/wireroom/coverage?feed={each}" in text for each in mine] == [True, False, False]
    assert "The first 1 of 3" in text


@pytest.mark.parametrize(
    "name",
    ["Iran\u200cian Press", "Agence\u00a0Quay", "News\u00adpaper", "Quay\u3000News", "Quay " * 120 + "!"],
)
def test_a_publisher_of_any_name_has_its_calendar(
    editor: TestClient, newsroom: Newsroom, conn: Connection, name: str
) -> None:
    """404, even by its own button, where a sign of the name is not seen."""
    mine = feed(conn, "quay", publisher=name)
    file(conn, [article("news", feed_id=mine)], results=[result(mine)], run="quay")
    href = re.search(
        r'href="([^"]*coverage\?publisher=[^"]*)"', editor.get(f"/wireroom/coverage?feed={mine}").text
    )
    assert href is not None
    calendar = editor.get(href[1])
    assert calendar.status_code == 200
    assert f"/wireroom/coverage?feed={mine}" in calendar.text
    days = {"since": "2026-11-19", "until": "2026-11-19", "publisher": name, "match": f"publisher:{name}"}
    back = editor.post("/wireroom/coverage/backfill", data=days).headers["location"]
    assert editor.get(back).status_code == 200


def _states(page: str) -> dict[str, str]:
    found = re.findall(r'class="day (\w+)[^>]*><\w+ [^>]*title="([0-9-]+):', page)
    return {day: state for state, day in found}


@pytest.mark.parametrize("gone", ["removed", "paused"])
def test_a_publisher_has_no_gap_for_a_feed_that_is_gone(
    editor: TestClient, newsroom: Newsroom, conn: Connection, gone: str
) -> None:
    """What the removed one used to bring was expected for eight weeks more."""
    small, large = (feed(conn, name, publisher="Quay Press") for name in ("quay-small", "quay-large"))
    for ago in range(28, 0, -1):
        at = NOW - timedelta(days=ago)
        polled = [small] if ago < 8 else [small, large]
        made = [article(f"small {ago}", feed_id=small)]
        made += [article(f"large {ago} {number}", feed_id=large) for number in range(9) if large in polled]
        file(conn, made, results=[result(each, at=at) for each in polled], run=f"day {ago}")
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feeds SET added_at = %s", (NOW - timedelta(days=28),))
        if gone == "paused":
            cursor.execute("UPDATE wireroom.feeds SET paused = true WHERE id = %s", (large,))
    left = [s.feed.spec for s in list_feeds(conn) if gone == "paused" or s.feed.id != large]
    conn.commit()
    sync_feeds(conn, left, NOW - timedelta(days=8))
    states = _states(editor.get("/wireroom/coverage?publisher=Quay+Press").text)
    week = [f"{NOW - timedelta(days=ago):%Y-%m-%d}" for ago in range(7, 0, -1)]
    assert [states[day] for day in week] == ["held"] * 7
    alone = _states(editor.get(f"/wireroom/coverage?feed={large}").text)
    assert [alone[day] for day in week] == ["away"] * 7
    assert alone[f"{NOW - timedelta(days=9):%Y-%m-%d}"] == "held"


def test_an_emptied_feed_stands_on_the_overview_once(
    viewer: TestClient, conn: Connection, settings: Settings, newsroom: Newsroom
) -> None:
    """Its alert said there what the group of emptied feeds says below it."""
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.feed_states SET first_filled_at = %s, empty_since = %s WHERE feed_id = %s",
            (NOW - timedelta(days=90), NOW - timedelta(days=9), newsroom.well),
        )
    conn.commit()
    watch_health(settings, now=NOW)
    page = viewer.get("/wireroom/").text
    assert page.count("without entries since 2026-11-11") == 1
    assert "without entries since 2026-11-11" in viewer.get("/wireroom/alerts").text


def test_the_calendar_says_by_which_day_it_counts(
    viewer: TestClient, conn: Connection, newsroom: Newsroom
) -> None:
    """It said "per day", and counted by the day of receipt: an article of long ago is today's."""
    made = [article("late", feed_id=newsroom.well, published=published(NOW - timedelta(days=40)))]
    file(conn, made, results=[result(newsroom.well)], run="third")
    page = viewer.get(f"/wireroom/coverage?feed={newsroom.well}").text
    assert "Articles by the day on which they were received (UTC), whenever they were published" in page
    ((held,),) = rows(conn, "SELECT held FROM news.coverage WHERE feed_id = %s", newsroom.well)
    assert re.search(rf">{held}<", page)
    ((said,),) = rows(conn, "SELECT col_description('news.coverage'::regclass, 6)")
    assert "whatever day they are dated" in said


def test_a_publisher_whose_feed_falls_silent_keeps_its_gap(
    editor: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    small, large = (feed(conn, name, publisher="Quay Press") for name in ("quay-small", "quay-large"))
    for ago in range(28, 0, -1):
        at = NOW - timedelta(days=ago)
        made = [article(f"small {ago}", feed_id=small)]
        made += [article(f"large {ago} {number}", feed_id=large) for number in range(9) if ago >= 8]
        file(conn, made, results=[result(each, at=at) for each in (small, large)], run=f"day {ago}")
    states = _states(editor.get("/wireroom/coverage?publisher=Quay+Press").text)
    assert states[f"{NOW - timedelta(days=7):%Y-%m-%d}"] == "gap"


def test_a_day_that_is_not_over_is_not_offered_to_airflow(editor: TestClient) -> None:
    """Airflow has no run of it yet and refused: "No runs to create"."""
    today, day_before = (f"{LATER - timedelta(days=ago):%Y-%m-%d}" for ago in (0, 1))
    alone = editor.get(f"/wireroom/coverage?since={today}&until={today}").text
    assert f"choose a day up to {day_before}" in alone
    assert "Create the backfill" not in alone
    both = editor.get(f"/wireroom/coverage?since={day_before}&until={today}").text
    assert f"the last will be {day_before}" in both
    assert f'name="until" value="{day_before}"' in both
    assert "Create the backfill" in both
    past = editor.get(f"/wireroom/coverage?since={day_before}&until={day_before}").text
    assert "once they are over" not in past


def test_a_day_of_the_calendar_is_planned_and_had_again(
    editor: TestClient, newsroom: Newsroom, gateway: StubGateway
) -> None:
    text = editor.get(f"/wireroom/coverage?feed={newsroom.well}").text
    assert "since=2026-11-19&amp;until=2026-11-19" in text or "since=2026-11-20" in text
    planned = editor.get(f"/wireroom/coverage?feed={newsroom.well}&since=2026-11-20&until=2026-11-20")
    assert planned.status_code == 200
    assert "Estimate cost" in planned.text
    answer = editor.post(
        "/wireroom/coverage/backfill",
        data={"since": "2026-11-19", "until": "2026-11-20", "origins": "landed,rfc5005", "match": "harbour"},
    )
    assert answer.headers["location"] == "/wireroom/coverage?done=started"
    method, path, body = gateway.asked[-1]
    assert (method, path) == ("POST", "/api/v2/backfills")
    assert body == {
        "dag_id": "backfill_archive",
        "from_date": "2026-11-19T00:00:00Z",
        "to_date": "2026-11-20T00:00:00Z",
        "reprocess_behavior": "completed",
        "dag_run_conf": {"origins": ["landed", "rfc5005"], "match": "harbour"},
    }
    assert editor.get("/wireroom/coverage?since=2026-01-01&until=2026-11-20").status_code == 400
    assert editor.get("/wireroom/coverage?feed=99999").status_code == 404
    gateway.status = 409
    refused = editor.post("/wireroom/coverage/backfill", data={"since": "2026-11-19", "until": "2026-11-20"})
    assert refused.status_code == 409
    assert "one at a time" in refused.text
    gateway.backfills = [{"id": 7, "from_date": "2026-09-14", "to_date": "2026-09-20", "completed_at": None}]
    refused = editor.post("/wireroom/coverage/backfill", data={"since": "2026-11-19", "until": "2026-11-20"})
    assert refused.status_code == 409
    assert "number 7 is under way: 2026-09-14 to 2026-09-20" in refused.text


def test_why_an_entry_is_in_quarantine_is_said_in_words(viewer: TestClient, newsroom: Newsroom) -> None:
    for path in ("/wireroom/quarantine", "/wireroom/quarantine/1"):
        assert "Nothing to read" in viewer.get(path).text, path
    assert refusal("bad_date") == "Bad date"


def test_a_quarantined_entry_has_its_day_read_again(
    editor: TestClient, newsroom: Newsroom, gateway: StubGateway, app: Any
) -> None:
    """Once it is over: of today Airflow has no run yet and refused, "No runs to create"."""
    early = editor.post("/wireroom/quarantine/1/replay")
    assert (early.status_code, "once it is over" in early.text, gateway.asked) == (409, True, [])
    page = editor.get("/wireroom/quarantine/1").text
    assert "once it is over" in page
    assert "Read that day again" not in page
    app.routes[-1].app.state.clock = lambda: LATER + timedelta(days=1)
    assert "Read that day again" in editor.get("/wireroom/quarantine/1").text
    answer = editor.post("/wireroom/quarantine/1/replay")
    assert answer.headers["location"] == "/wireroom/quarantine/1?done=replaying"
    body = gateway.asked[-1][2] or {}
    assert body["dag_run_conf"] == {"origins": ["landed"], "match": "feed:1"}
    assert body["from_date"] == body["to_date"] == "2026-11-20T00:00:00Z"
    assert editor.post("/wireroom/quarantine/77/replay").status_code == 404


@pytest.mark.parametrize(("kind", "is_reread"), [("backfill", True), ("replay", True), ("ingest", False)])
def test_an_entry_that_was_read_again_in_vain_says_so(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, kind: str, is_reread: bool
) -> None:
    """After a replay the page looked as before: the entry was refused again, or nothing had happened yet."""
    assert "Still refused" not in viewer.get("/wireroom/quarantine/1").text
    file(conn, rejections=[rejection("odd", newsroom.well)], run="again", kind=kind)
    text = viewer.get("/wireroom/quarantine/1").text
    assert ("Still refused" in text) == is_reread
    ((run,),) = rows(conn, "SELECT max(id) FROM news.runs")
    assert f'href="/wireroom/runs/{run}"' in text


def test_an_entry_that_only_a_backfill_met_was_not_read_again(viewer: TestClient, conn: Connection) -> None:
    file(conn, rejections=[rejection("old")], run="past", kind="backfill")
    assert "Still refused" not in viewer.get("/wireroom/quarantine/1").text


def test_an_entry_that_has_left_quarantine_is_said_to_have(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    with conn.cursor() as cursor:
        cursor.execute("DELETE FROM wireroom.rejected")
    conn.commit()
    answer = viewer.get("/wireroom/quarantine/1?done=replaying")
    assert (answer.status_code, "when it becomes an article" in answer.text) == (404, True)


def test_how_a_poll_ended_is_said_once(viewer: TestClient, newsroom: Newsroom, conn: Connection) -> None:
    """Beside its detail in its label: "its server asks us to come less often: we do" and "429: the server
    asks us to come less often" stood one above the other."""
    polls = [
        result(newsroom.well),
        result(newsroom.sick, Outcome.RATE_LIMITED, detail="429: the server asks us to come less often"),
    ]
    file(conn, results=polls, run="third")
    run = f"/wireroom/runs/{rows(conn, 'SELECT max(id) FROM news.runs')[0][0]}"
    for path in (f"/wireroom/feeds/{newsroom.sick}", run):
        text = viewer.get(path).text
        assert re.search(r'>Rate limited</span>\s*<div class="sub">429: the server asks us', text), path
    assert ">Brings articles</span>" in viewer.get(run).text
    labels = [template_filters.condition(name) for name in ("ok", "tls_failed", "not_found", "sick")]
    assert labels == ["OK", "TLS failed", "Not found", "Sick"]


def test_what_was_not_there_when_it_was_measured_is_told_as_nothing_yet(
    viewer: TestClient, conn: Connection
) -> None:
    """The first measurement of a new stack comes before its first run."""
    for part, size in (("articles", 4_000_000), ("landed files", 0)):
        storage.note_storage(conn, storage.PartSize(part, size, None), NOW.date())
    conn.commit()
    text = viewer.get("/wireroom/storage").text
    landed = text.partition("<td>Landed files</td>")[2].partition("</tr>")[0]
    assert "nothing yet" in landed
    assert "0 bytes" not in landed
    total = text.partition(">Total<")[2].partition("</tr>")[0]
    assert total.count("3.8 MB") == 1, "on the first day, what comes in a day is not known"


def test_the_overview_says_in_how_long_the_next_run_is(viewer: TestClient, newsroom: Newsroom) -> None:
    next_run = datetime.fromisoformat(StubGateway.NEXT_RUN)
    assert next_run > LATER
    text = viewer.get("/wireroom/").text.partition(">Last run<")[2]
    assert re.search(rf"next run <time[^>]*>{duration.ago(next_run, LATER)}</time>", text)


def test_a_feed_says_once_what_is_wrong(viewer: TestClient, newsroom: Newsroom, conn: Connection) -> None:
    file(conn, results=[result(newsroom.sick, Outcome.FORBIDDEN, failures=3, detail="")], run="bare")
    text = viewer.get(f"/wireroom/feeds/{newsroom.sick}").text
    state = text.partition('aria-label="State"')[2].partition("</section>")[0]
    assert state.count("erver refuses us") == 1


def test_metrics_are_for_whoever_is_logged_in_or_brings_the_token(
    app: Any, anybody: TestClient, viewer: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    text = viewer.get("/wireroom/metrics").text
    assert 'wireroom_feeds{condition="sick"} 1.0' in text
    assert 'wireroom_entries_last_day{result="inserted"}' in text
    bearer = {"Authorization": "Bearer of-a-scraper"}
    assert anybody.get("/wireroom/metrics", headers=bearer).status_code == 401
    (mounted,) = [route.app for route in app.routes if getattr(route, "path", "") == "/wireroom"]
    mounted.state.settings = replace(settings, alerting=Alerting(metrics_token="of-a-scraper"))
    assert anybody.get("/wireroom/metrics", headers=bearer).status_code == 200
    assert anybody.get("/wireroom/metrics", headers={"Authorization": "Bearer "}).status_code == 401
    assert anybody.get("/wireroom/feeds", headers=bearer).status_code == 401


def test_a_feed_shows_its_rules_and_what_they_dropped(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    plain = viewer.get(f"/wireroom/feeds/{newsroom.well}").text
    assert "Dropped by rules" not in plain
    with conn.cursor() as cursor:
        rules = '{"drop": {"title": ["<b>stars</b>", "re2:^Live"]}, "keep": {"category": ["Sport"]}}'
        cursor.execute("UPDATE wireroom.feeds SET rules = %s WHERE id = %s", (rules, newsroom.well))
    conn.commit()
    unwanted = [DroppedEntry(newsroom.well, "drop title: <b>stars</b>", "Stars", None)] * 3
    file(conn, results=[result(newsroom.well, at=LATER, entries=3)], dropped=unwanted, run="rules")
    text = viewer.get(f"/wireroom/feeds/{newsroom.well}").text
    assert "<code>&lt;b&gt;stars&lt;/b&gt;</code>" in text
    assert "<code>re2:^Live</code>" in text
    assert re.search(r"drop title: &lt;b&gt;stars&lt;/b&gt;</td><td class=\"number\">3<", text)
