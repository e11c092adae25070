"""Both DAGs run for real, task by task, against the sample newsroom and a real Postgres."""

from __future__ import annotations

import gzip
import io
import json
import os
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.embeddings import DIMENSIONS, embedding_endpoint
from support.file_server import ServedFile, serving
from support.mail_server import mail_server
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.ingest.collect_shard import collect_shard
from wireroom.ingest.run_ingest import plan_run
from wireroom.ingest.run_report import report_run
from wireroom.models import FeedSelection
from wireroom.store.connection import connect
from wireroom.store.runs import open_run
from wireroom.store.schema.chunk_tables import make_chunks

pytestmark = pytest.mark.slow
UNUSED_DATES = (datetime(2026, 8, 1, tzinfo=UTC) + timedelta(days=day) for day in count())


def one(url: str, sql: str) -> Any:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row[0] if row else None


ALL_FEEDS = {"even_if_not_due": True}


@pytest.fixture
def dag_bag() -> Any:
    """Parsed for each test: `dag.test` leaves the params of its run in the DAG."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=str(Path(__file__).resolve().parents[2] / "dags"))


@pytest.fixture
def room(airflow_database: None, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A newsroom in real time (tasks read the clock), and the environment that leads tasks to it."""
    with newsroom(database_url, tmp_path, now=datetime.now(UTC)) as running:
        ((asked, actual),) = running.settings.connect_to
        # As whom tasks connect in every installation: a table that nobody granted was red there alone.
        monkeypatch.setenv("WIREROOM_DATABASE_URL", f"{database_url}?options=-c%20role%3Dwireroom_loader")
        monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
        monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(tmp_path / "feeds.yaml"))
        monkeypatch.setenv("WIREROOM_CONNECT_TO", f"{asked}={actual}")
        yield running


def states(run: Any) -> dict[str, set[str]]:
    """Task id → states of its instances."""
    found: dict[str, set[str]] = {}
    for instance in run.get_task_instances():
        found.setdefault(instance.task_id, set()).add(str(instance.state))
    return found


def test_ingest_feeds_is_green_and_says_what_came_in(dag_bag, room: Newsroom, database_url: str) -> None:
    subscribe(room.settings, "harbour-post")
    run = dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)

    assert str(run.state) == "success"
    assert states(run) == {
        task: {"success"} for task in ("plan", "follow_list", "shard.collect", "shard.file", "report")
    }
    report = next(ti for ti in run.get_task_instances() if ti.task_id == "report")
    summary = report.xcom_pull(task_ids="report")
    assert summary["new"] == one(database_url, "SELECT count(*) FROM news.articles") > 20
    assert one(database_url, "SELECT status FROM news.runs ORDER BY id DESC LIMIT 1") == "succeeded"


def test_embed_articles_is_skipped_until_enabled_and_then_fills(
    dag_bag, room: Newsroom, database_url: str, monkeypatch
) -> None:
    subscribe(room.settings, "harbour-post")
    dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    dag = dag_bag.dags["embed_articles"]
    assert states(dag.test()) == {"embed": {"skipped"}}
    with embedding_endpoint() as endpoint, connect(database_url) as conn:
        monkeypatch.setenv("WIREROOM_EMBEDDINGS_URL", endpoint.url)
        monkeypatch.setenv("WIREROOM_EMBEDDINGS_MODEL", "words")
        assert states(dag.test(logical_date=next(UNUSED_DATES))) == {"embed": {"skipped"}}
        make_chunks(conn, "words", DIMENSIONS, datetime.now(UTC), print)
        assert states(dag.test(logical_date=next(UNUSED_DATES))) == {"embed": {"success"}}
    embedded = one(database_url, "SELECT count(DISTINCT article_id) FROM news.chunks")
    assert embedded == one(database_url, "SELECT count(*) FROM news.articles") > 20


def test_fetch_pages_puts_full_texts_in_place_of_summaries(
    dag_bag, room: Newsroom, database_url: str, monkeypatch
) -> None:
    monkeypatch.setenv("WIREROOM_FAMILY_PAUSE", "0.05")
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0)
    subscribe(room.settings, "ferry-gazette")
    dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    with connect(database_url) as conn:  # killed with all its tries a moment ago, says Airflow
        for kind in ("pages", "backfill"):
            open_run(conn, kind, "killed", datetime.now(UTC))
    run = dag_bag.dags["fetch_pages"].test(run_conf={"match": "ferry"})

    assert str(run.state) == "success"
    assert states(run) == {
        task: {"success"}
        for task in (
            "plan_of_pages",
            "pages.collect_shard_of_pages",
            "pages.file_shard_of_pages",
            "report_of_pages",
        )
    }
    whole = one(database_url, "SELECT count(*) FROM news.articles WHERE feed_text IS NOT NULL")
    report = next(ti for ti in run.get_task_instances() if ti.task_id == "report_of_pages")
    assert report.xcom_pull(task_ids="report_of_pages")["full_text"] == whole > 0
    closed = (
        "SELECT count(*) FROM news.runs WHERE key = 'killed' AND detail LIKE 'It ended without a report%'"
    )
    assert one(database_url, closed) == 2


def test_ingest_feeds_is_red_when_most_feeds_that_answer_have_newly_failed(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    subscribe(room.settings, "front-door", "lost-letter", "last-edition", "patience-press")
    run = dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)

    assert str(run.state) == "failed"
    assert states(run)["report"] == {"failed"}
    assert states(run)["shard.file"] == {"success"}, "the shard itself is fine: feeds fail as rows"


def test_a_list_that_cannot_be_followed_is_a_red_task_at_once_and_a_red_run_the_second_time(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    subscribe(room.settings, "harbour-post")
    with room.settings.feeds_file.open("a") as listed:
        listed.write("  - utl: http://typo.localhost/\n")
    first = dag_bag.dags["ingest_feeds"].test()

    assert str(first.state) == "success"
    assert states(first)["follow_list"] == {"failed"}
    assert states(first)["shard.file"] == {"success"}, "the feeds are polled as they were"
    assert "no key `utl`" in one(database_url, "SELECT detail FROM news.runs WHERE status = 'succeeded'")

    second = dag_bag.dags["ingest_feeds"].test()
    assert str(second.state) == "failed"
    assert states(second)["report"] == {"failed"}


def test_what_an_earlier_run_has_landed_and_not_filed_is_filed_by_the_next(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    """Its collect task was killed, or file had failed for good: mapped tasks of the next run take it on."""
    subscribe(room.settings, "harbour-post")
    now = datetime.now(UTC)
    first = plan_run(room.settings, key="first", now=now, selection=FeedSelection(even_if_not_due=True))
    [shard] = first.shards
    collect_shard(
        room.settings,
        shard.feed_ids,
        run_id=first.run_id,
        run_key="first",
        name="left",
        clock=lambda: now,
    )
    report_run(room.settings, run_id=first.run_id, expected=first.feeds, now=now)
    run = dag_bag.dags["ingest_feeds"].test()

    assert str(run.state) == "success"
    counts = "SELECT inserted FROM news.runs WHERE key = 'first'"
    assert one(database_url, counts) == one(database_url, "SELECT count(*) FROM news.articles") > 20
    assert one(database_url, "SELECT count(*) FROM wireroom.landings WHERE status <> 'filed'") == 0
    assert one(database_url, "SELECT count(*) FROM wireroom.feed_claims") == 0


def test_a_run_with_nothing_due_is_green(dag_bag, room: Newsroom) -> None:
    run = dag_bag.dags["ingest_feeds"].test()

    assert str(run.state) == "success"


def test_backfill_archive_loads_its_day(dag_bag, room: Newsroom, database_url: str) -> None:
    subscribe(room.settings, "estuary-almanac", "pegel-chronik")
    dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    run = dag_bag.dags["backfill_archive"].test(logical_date=datetime(2026, 9, 15, tzinfo=UTC))

    assert str(run.state) == "success"
    day = run.data_interval_start.date().isoformat()
    loaded = f"SELECT count(*) FROM news.articles WHERE published_at::date = '{day}'"
    assert one(database_url, loaded) >= 5
    assert one(database_url, "SELECT key FROM news.runs WHERE kind = 'backfill'").startswith(f"{day} ")
    labels = [ti.rendered_map_index for ti in run.get_task_instances() if ti.map_index >= 0]
    assert labels
    assert all(label.startswith(f"{day}: ") for label in labels), "Airflow names the run by the day after"


def test_backfill_archive_is_green_with_one_job(dag_bag, room: Newsroom, database_url: str) -> None:
    run = dag_bag.dags["backfill_archive"].test(
        logical_date=datetime(2026, 9, 15, tzinfo=UTC), run_conf={"origins": ["landed"]}
    )

    assert str(run.state) == "success"
    assert {task for task, found in states(run).items() if found == {"success"}} == {
        "plan_day",
        "job.gather",
        "job.file_day",
        "report_day",
    }
    assert one(database_url, "SELECT status FROM news.runs ORDER BY id DESC LIMIT 1") == "succeeded"
    [report] = (ti for ti in run.get_task_instances() if ti.task_id == "report_day")
    said = "nothing was landed on 2026-09-14; there is no landed day (nobody polled then, or it was pruned)"
    assert report.xcom_pull(task_ids="report_day")["nothing"] == [said]
    assert one(database_url, "SELECT detail FROM news.runs ORDER BY id DESC LIMIT 1") == f"{said}."


def test_a_day_on_which_nothing_is_costs_three_cpu_seconds_at_most(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    """Of ten years few days may hold something. Processes that read apart count too."""
    subscribe(room.settings, "estuary-almanac", "pegel-chronik")
    dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    costs = []
    for day in (2, 3):  # the first walks the archives, whose documents are then known
        began = sum(os.times()[:4])
        run = dag_bag.dags["backfill_archive"].test(logical_date=datetime(2023, 4, day, tzinfo=UTC))
        costs.append(sum(os.times()[:4]) - began)
        assert str(run.state) == "success"
    print(f"an empty day, CPU seconds: {costs[0]:.2f}, then {costs[1]:.2f}")
    assert one(database_url, "SELECT count(*) FROM news.articles WHERE published_at < '2023-05-01'") == 0
    assert costs[1] <= 3


def test_backfill_files_reads_a_folder_once_and_the_day_reports_it(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    folder = Path(room.settings.documents_root) / "2026"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text("date 2026-09-14 The ferry came late.\n\nNobody minded.")
    conf = {"origin": "documents", "place": "2026"}
    files = dag_bag.dags["backfill_files"]
    dry = files.test(logical_date=next(UNUSED_DATES), run_conf={**conf, "dry_run": True})
    assert str(dry.state) == "success"
    assert one(database_url, "SELECT count(*) FROM news.articles") == 0, "a dry run reads nothing"
    assert one(database_url, "SELECT count(*) FROM news.backfill_units") == 0

    run = files.test(logical_date=next(UNUSED_DATES), run_conf={**conf, "dry_run": False})
    assert str(run.state) == "success"
    labels = [ti.rendered_map_index for ti in run.get_task_instances() if ti.task_id == "file_set"]
    assert labels == ["ferry.txt … (1 file, 0.0 MB)"]
    assert one(database_url, "SELECT inserted FROM news.backfills") == 1
    assert one(database_url, "SELECT status FROM news.runs ORDER BY id DESC LIMIT 1") == "succeeded"

    day = dag_bag.dags["backfill_archive"].test(
        logical_date=datetime(2026, 9, 15, tzinfo=UTC),
        run_conf={"origins": ["documents"], "documents": "2026"},
    )
    assert str(day.state) == "success"
    assert one(database_url, "SELECT entries FROM news.runs ORDER BY id DESC LIMIT 1") == 0


CRAWL = "crawl-data/CC-NEWS/2024/05"


def crawled(name: str) -> bytes:
    """A page of either of two hosts."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for host in ("quay.example", "tram.example"):
        text = f"The {name} of {host} ran again. " * 20
        page = (
            f"<html><head><title>{host} {name}</title></head><article><h1>{name}</h1><p>{text}</p></article>"
        )
        record = writer.create_warc_record(
            f"https://{host}/{name}",
            "response",
            payload=io.BytesIO(page.encode()),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
        )
        writer.write_record(record)
    return out.getvalue()


def test_backfill_files_reads_the_crawl_of_some_days_in_mapped_tasks_and_once(
    dag_bag, room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the month's list of files, as Common Crawl serves it; a file of a gigabyte is a set of its own."""
    monkeypatch.setattr(import_module("wireroom.backfill.plan_files"), "_SET_FILES", 1)
    days = ("20240430235900", "20240501120000", "20240502120000", "20240503120000")
    names = [f"{CRAWL}/CC-NEWS-{day}-0000{number}.warc.gz" for number, day in enumerate(days)]
    paths = {f"/root/mirror/{name}": crawled(name[-24:-8]) for name in names}
    paths[f"/root/mirror/{CRAWL}/warc.paths.gz"] = gzip.compress("\n".join(names).encode())
    files = dag_bag.dags["backfill_files"]
    wanted = {"since": "2024-05-01", "until": "2024-05-02", "hosts": ["quay.example"], "dry_run": False}
    with serving(ServedFile(b"", paths=paths)) as served:
        monkeypatch.setenv("WIREROOM_DOCUMENTS_ROOT", f"{served.url.rpartition('/')[0]}/root")
        first, again = (
            files.test(
                logical_date=next(UNUSED_DATES), run_conf={"origin": "ccnews", "place": "mirror", **wanted}
            )
            for _ in range(2)
        )
    assert {str(first.state), str(again.state)} == {"success"}
    sets = [len([ti for ti in run.get_task_instances() if ti.map_index >= 0]) for run in (first, again)]
    assert sets == [2, 0]
    assert one(
        database_url, "SELECT array_agg(DISTINCT split_part(canonical_url, '/', 3)) FROM news.articles"
    ) == ["quay.example"]
    assert one(database_url, "SELECT count(*) FROM news.articles") == 2
    assert one(database_url, "SELECT sum(units) FROM news.backfills") == 2


def test_backfill_files_says_that_a_folder_holds_nothing(dag_bag, room: Newsroom, database_url: str) -> None:
    (Path(room.settings.documents_root) / "2026").mkdir(parents=True)
    run = dag_bag.dags["backfill_files"].test(
        logical_date=next(UNUSED_DATES), run_conf={"origin": "documents", "place": "2026", "dry_run": False}
    )
    assert str(run.state) == "success"
    [report] = (ti for ti in run.get_task_instances() if ti.task_id == "report_files")
    [note] = report.xcom_pull(task_ids="report_files")["notes"]
    assert note.endswith("/2026: holds no file that `documents:` reads")
    assert one(database_url, "SELECT detail FROM news.runs ORDER BY id DESC LIMIT 1") == f"{note}."


def test_backfill_files_is_red_where_a_file_is_torn_and_files_the_rest(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    folder = Path(room.settings.documents_root)
    folder.mkdir()
    (folder / "a.txt").write_text("date 2026-09-14 The ferry came late.\n\nNobody minded.")
    (folder / "b.xml.gz").write_bytes(b"\x1f\x8b\x08 no gzip")
    run = dag_bag.dags["backfill_files"].test(
        logical_date=next(UNUSED_DATES), run_conf={"origin": "documents", "place": ".", "dry_run": False}
    )
    assert str(run.state) == "failed"
    assert states(run)["report_files"] == {"failed"}
    assert one(database_url, "SELECT count(*) FROM news.articles") == 1
    assert "b.xml.gz" in one(database_url, "SELECT detail FROM news.runs ORDER BY id DESC LIMIT 1")


def test_planning_a_backfill_says_the_cost_and_leaves_the_day_to_be_run(
    dag_bag, room: Newsroom, database_url: str
) -> None:
    subscribe(room.settings, "harbour-post")
    dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    before = one(database_url, "SELECT count(*) FROM news.runs")
    today = datetime.now(UTC).date()
    run = dag_bag.dags["plan_backfill"].test(
        run_conf={"since": str(today - timedelta(days=2)), "until": str(today), "origins": ["landed"]}
    )

    assert str(run.state) == "success"
    summary = next(iter(run.get_task_instances())).xcom_pull(task_ids="plan_days")
    assert summary["days"] == 3
    assert summary["bytes"] > 1000
    assert summary["requests"] == 0
    assert one(database_url, "SELECT count(*) FROM news.runs") == before, "planning writes nothing"


def test_mapped_tasks_are_labelled_with_what_came_in(dag_bag, room: Newsroom, database_url: str) -> None:
    subscribe(room.settings, "harbour-post", "lost-letter")
    run = dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)

    labels = {ti.task_id: ti.rendered_map_index for ti in run.get_task_instances() if ti.map_index >= 0}
    new = one(database_url, "SELECT count(*) FROM news.articles")
    assert labels["shard.file"].endswith(f": {new} new, 0 changed, 1 sick")
    assert labels["shard.collect"].endswith(": 3 feeds, 1 failed")


@pytest.mark.parametrize(
    ("dag_id", "conf", "first_task", "message"),
    [
        ("ingest_feeds", {"match": "no-such-feed"}, "plan", "no feed has 'no-such-feed'"),
        ("ingest_feeds", {"macth": "harbour"}, "plan", "ingest_feeds has no param macth"),
        ("backfill_archive", {"match": "no-such-feed"}, "plan_day", "no feed has 'no-such-feed'"),
        (
            "backfill_archive",
            # all of them: in one process, params of the run before stand for those that are not given
            {"origins": ["documents"], "match": None, "documents": None},
            "plan_day",
            "needs the param `documents`",
        ),
        (
            "backfill_archive",
            {"origins": ["documents"], "documents": "/etc"},
            "plan_day",
            "does not lie below",
        ),
        (
            "plan_backfill",
            {"origins": ["documents"], "documents": "../.."},
            "plan_days",
            "does not lie below",
        ),
        ("backfill_archive", {"dry_run": True}, "plan_day", "backfill_archive has no param dry_run"),
        ("plan_backfill", {"since": "2026-11-20", "until": "2026-11-19"}, "plan_days", "is before the first"),
        (
            "replay_landed",
            {"since": "2026-11-20", "until": "2026-11-19"},
            "read_again",
            "is before the first",
        ),
        ("plan_backfill", {"since": "0001-01-01"}, "plan_days", "since: 0001-01-01 is no day of news"),
        ("replay_landed", {"until": "9999-12-31"}, "read_again", "until: 9999-12-31 is no day of news"),
        ("backfill_files", {}, "plan_files", "name the `place`"),
        (
            "backfill_files",
            {"origin": "documents", "place": "nothing-here", "dry_run": False},
            "plan_files",
            "there is no such file or folder",
        ),
    ],
)
def test_a_slip_in_the_params_is_red_at_once_and_says_what_is_wrong(
    dag_bag,
    room: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    dag_id: str,
    conf: dict[str, Any],
    first_task: str,
    message: str,
) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    from wireroom.airflow_glue import task_context

    said: list[str] = []

    class Recorded(AirflowFailException):
        """What the task's log ends with; the log itself goes where Airflow was told to first."""

        def __init__(self, words: str) -> None:
            said.append(words)
            super().__init__(words)

    monkeypatch.setattr(task_context, "AirflowFailException", Recorded)
    subscribe(room.settings, "harbour-post")
    Path(room.settings.documents_root).mkdir()
    # A date of its own: Airflow keeps one run a date, with the params of the first.
    run = dag_bag.dags[dag_id].test(logical_date=next(UNUSED_DATES), run_conf=conf)

    assert str(run.state) == "failed"
    (first,) = [ti for ti in run.get_task_instances() if ti.task_id == first_task]
    assert str(first.state) == "failed", "not up_for_retry: only the operator can mend it"
    assert sum(message in words for words in said) == 1, "failed once, not three times"
    assert len(said) <= 2, "and the report at most says where to look"


def test_maintain_warehouse_says_what_it_did(dag_bag, room: Newsroom, database_url: str, monkeypatch) -> None:
    """With a dry run first; of Airflow's own tables nothing where it is not ours alone."""
    subscribe(room.settings, "harbour-post")
    assert str(dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS).state) == "success"
    looked = dag_bag.dags["maintain_warehouse"].test(run_conf={"dry_run": True})
    assert str(looked.state) == "success"
    assert one(database_url, "SELECT count(*) FROM news.storage") == 0
    run = dag_bag.dags["maintain_warehouse"].test(run_conf={"dry_run": False})
    assert str(run.state) == "success"
    [instance] = run.get_task_instances()
    lines = instance.xcom_pull(task_ids="put_in_order")
    assert len(lines) == 11
    assert any("not ours alone" in line for line in lines)
    assert one(database_url, "SELECT bytes FROM news.storage WHERE part = 'landed files'") > 1000
    assert one(database_url, "SELECT count(*) FROM news.articles") > 20


def test_maintenance_cleans_an_airflow_that_is_ours_alone(airflow_database: None, tmp_path: Path) -> None:
    """By its own `db clean`, in a process that may reach its database."""
    import os

    from wireroom.maintain.maintenance import NOT_YET, Maintenance
    from wireroom.maintain.prune_data import clean_airflow
    from wireroom.settings import Settings
    from wireroom.store.retention import ActiveDay

    url = os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    settings = Settings(home=tmp_path, own_airflow_database_url=url)
    now = datetime.now(UTC)

    def clean(now: datetime, *, days: int = 15, dry_run: bool) -> str:
        """As after so many days with maintenance and no run."""
        at_work = [ActiveDay((now - timedelta(day)).date(), False) for day in range(days)]
        return clean_airflow(Maintenance(settings, None, now, at_work, dry_run=dry_run))

    assert clean(now, dry_run=True).endswith("would be deleted that are older than 14 days of work")
    far = now + timedelta(days=60)
    assert clean(far, days=14, dry_run=False) == f"nothing to delete: {NOT_YET}"
    assert clean(far, dry_run=False).endswith("are older than 14 days of work")
    left = clean(far, dry_run=True)
    assert int(left.partition(" ")[0]) <= 1, "no more than its own row in Airflow's audit log"


def test_watch_health_sends_what_is_wrong_by_mail_once(
    dag_bag, room: Newsroom, database_url: str, monkeypatch
) -> None:
    """A feed that is not there, through Airflow's own SMTP notifier, to a real mail server."""
    subscribe(room.settings, "harbour-post")
    with room.settings.feeds_file.open("a", encoding="utf-8") as feeds:
        feeds.write("  - url: http://127.0.0.1:9/none\n    title: Nobody\n    private: true\n")
    for _ in range(2):
        dag_bag.dags["ingest_feeds"].test(run_conf=ALL_FEEDS)
    with mail_server() as (port, mails):
        monkeypatch.setenv("WIREROOM_ALERTS_TO", "mailto:desk@example.org")
        connection = {
            "conn_type": "smtp",
            "host": "127.0.0.1",
            "port": port,
            "extra": {"disable_ssl": True, "disable_tls": True, "from_email": "wireroom@example.org"},
        }
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", json.dumps(connection))
        for _ in range(2):
            assert str(dag_bag.dags["watch_health"].test().state) == "success"
    assert one(database_url, "SELECT rule FROM news.alerts WHERE is_open") == "sick"
    (mail,) = mails
    assert "Subject: Wireroom: 1 new alert" in mail
    assert "To: desk@example.org" in mail
