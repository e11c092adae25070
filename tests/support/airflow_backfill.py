"""Past days by Airflow's own backfill, created over REST as its UI does it; what that came to.

    python tests/support/airflow_backfill.py [--keep]

A stack of its own as `make up` starts it: three days from every origin that knows days, the scheduler and all
that it started killed in the middle of them; again with reprocess; a day that was planned and not run; and
files of documents, of WARC and of a news crawl. The newsroom is the past of all of them.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil
import psycopg2
import requests

from support.kill_airflow import CONTAINER, Installation, of_stack, open_folder
from support.sample_newsroom import write_feed_list
from support.trials import keep
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Exchange, Outcome
from wireroom.newsroom import NewsroomApp, NewsroomClock, Request
from wireroom.stack.airflow.airflow_api import AirflowApi

DAG = "backfill_archive"
ORIGINS = ["landed", "rfc5005", "paged", "sitemaps", "cdx"]
FEEDS = ("estuary-almanac", "diario-del-puerto")  # one with an archive of documents, one paged
HELD = "SELECT count(*), count(DISTINCT article_id), sum(hashtext(article_id::text)) FROM news.revisions"
BY_ORIGIN = """
SELECT origin, string_agg(DISTINCT state, ' ' ORDER BY state), sum(documents)::int, sum(entries)::int
FROM news.backfill_units GROUP BY origin ORDER BY origin
"""


class Archive(Installation):
    """The stack, with a web archive: the newsroom's own."""

    def __init__(self, folder: Path, since: datetime) -> None:
        super().__init__(folder, since)
        write_feed_list(folder / "feeds.yaml", *FEEDS)
        self.environment |= {
            "WIREROOM_POSTGRES_PORT": "20432",
            "WIREROOM_UI_PORT": "20080",
            "WIREROOM_NEWSROOM_PORT": "20799",
            "WIREROOM_CDX_URL": "http://127.0.0.1:20799/-/cdx",
            "WIREROOM_CDX_PLAYBACK": "http://127.0.0.1:20799/-/web/{stamp}id_/{url}",
            "WIREROOM_CDX_PAUSE": "0",
        }

    def land(self, days: list[date]) -> None:
        """What ingest would have landed then, had it run: noon of each day, from the newsroom as it was."""
        root = str(self.home / "landing")
        for day in days:
            at = datetime.combine(day, time(12), UTC)
            with LandingWriter(landing_uri(root, "ingest", at, "then", "all")) as writer:
                for number, url in self.ask("SELECT id, url FROM news.feeds"):
                    asked = Request("GET", url.split("/")[2].partition(".")[0], urlsplit(url).path)
                    answer = NewsroomApp(NewsroomClock(at, 0)).answer(asked)
                    writer.add(Exchange(number, url, at, Outcome.OK, status=200, body=answer.body))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg2.connect(self.database_url) as conn, conn.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())


def create(api: AirflowApi, first: date, last: date, reprocess: str) -> requests.Response:
    """As the UI does it."""
    asked = {
        "dag_id": DAG,
        "from_date": f"{first}T00:00:00Z",
        "to_date": f"{last}T00:00:00Z",
        "run_backwards": False,
        "dag_run_conf": {"origins": ORIGINS},
        "max_active_runs": 2,
        "reprocess_behavior": reprocess,
    }
    return api._send("POST", "/api/v2/backfills", asked)


def created(api: AirflowApi, first: date, last: date, reprocess: str) -> None:
    """Airflow marks a backfill as ended by a timer of thirty seconds: until then it answers 409."""
    deadline = monotonic() + 120
    while (answer := create(api, first, last, reprocess)).status_code == 409 and monotonic() < deadline:
        sleep(3)
    assert answer.ok, answer.text


def wait(what: str, is_so: Callable[[], bool], seconds: float = 900) -> None:
    deadline = monotonic() + seconds
    while not is_so():
        assert monotonic() < deadline, f"{what}: not after {seconds:.0f} seconds"
        sleep(2)


def tasks_of(api: AirflowApi) -> list[tuple[str, str]]:
    return [state for run in api.open_runs(DAG) for state in api.task_states(DAG, run)]


def kill(stack: Archive) -> None:
    """As when a container ends; and what a supervisor does then."""
    victims = of_stack(stack, CONTAINER)
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.send_signal(signal.SIGKILL)
    psutil.wait_procs(victims, timeout=30)
    print(f"killed {len(victims)} processes", flush=True)
    stack.up()


def run_states(api: AirflowApi, dag: str = DAG) -> list[str]:
    runs = api._call("GET", f"/api/v2/dags/{dag}/dagRuns?limit=100")["dag_runs"]
    return [run["state"] for run in runs if run["run_type"] in {"backfill", "manual"}]


def ended(api: AirflowApi, count: int, dag: str = DAG) -> bool:
    states = run_states(api, dag)
    return len(states) >= count and all(state in {"success", "failed"} for state in states)


def trial() -> str:
    since = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=1)
    days = [since.date() - timedelta(days=ahead) for ahead in (7, 6, 5, 4)]
    with open_folder() as folder:
        stack = Archive(folder, since)
        try:
            stack.wireroom("up")
            api = stack.api()
            wait("the first poll", lambda: stack.ask("SELECT count(*) FROM news.articles")[0][0] > 30, 300)
            stack.wireroom("airflow", "dags", "pause", "ingest_feeds")
            wait("no run", lambda: not api.open_runs("ingest_feeds"), 300)
            stack.land(days)
            created(api, days[0], days[2], "none")
            assert create(api, days[3], days[3], "none").status_code == 409, "one backfill of a DAG at a time"
            wait("work on them", lambda: ("job.gather", "running") in tasks_of(api))
            kill(stack)
            api = stack.api()
            wait("three days", lambda: ended(api, 3))
            first, states = stack.ask(HELD)[0], run_states(api)
            print("three days:", states, first, stack.ask(BY_ORIGIN), flush=True)
            came = {origin: entries for origin, _, _, entries in stack.ask(BY_ORIGIN)}
            assert all(came.get(origin) for origin in ORIGINS), f"an origin without an entry: {came}"
            created(api, days[0], days[2], "completed")
            sleep(5)
            wait("the same again", lambda: ended(api, 3))
            again = stack.ask(HELD)[0]
            print("again:", run_states(api), again, flush=True)
            api.trigger("plan_backfill", {"since": f"{days[3]}", "origins": ORIGINS})
            wait("the plan", lambda: ended(api, 1, "plan_backfill"))
            created(api, days[3], days[3], "none")
            wait("the planned day", lambda: ended(api, 4))
            of_day = stack.ask(f"SELECT count(*) FROM news.articles WHERE published_at::date = '{days[3]}'")[
                0
            ][0]
            print("planned day:", run_states(api), of_day, flush=True)
            files = of_files(stack, api, days[0])
            print(stack.ask(BY_ORIGIN), flush=True)
            assert again == first, "the same days again changed something"
            assert of_day > 0
            assert set(run_states(api)) == {"success"}
            return (
                f"3 days of {len(ORIGINS)} origins, killed midway: {first[1]} articles; again the same; "
                f"a planned day: {of_day} articles; files: {files}"
            )
        finally:
            stack.wireroom("down", "--delete-data")


def of_files(stack: Archive, api: AirflowApi, day: date) -> str:
    """Documents; a WARC of what was landed; the newsroom's crawl, as a copy, and by command as it is."""
    root, newsroom = stack.home / "documents", f"http://127.0.0.1:{stack.state.ports['newsroom']}"
    (root / "saved").mkdir(parents=True)
    (root / "saved" / "ferry.txt").write_text(
        "date 2022-02-08 The ferry ran again. " + "Tea was given. " * 20
    )
    (root / "warc").mkdir()
    for number, path in enumerate(sorted((stack.home / "landing").rglob("*.warc.gz"))[:5]):
        shutil.copy(path, root / "warc" / f"{number}.warc.gz")
    listed = f"crawl-data/CC-NEWS/{day:%Y/%m}/warc.paths.gz"
    for path in (listed, f"crawl-data/CC-NEWS/{day:%Y/%m}/CC-NEWS-{day:%Y%m%d}233000-00001.warc.gz"):
        copy = root / "crawl" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(requests.get(f"{newsroom}/{path}", timeout=60).content)
    for number, (origin, place) in enumerate(
        (("documents", "saved"), ("warc", "warc"), ("ccnews", "crawl")), start=1
    ):
        days = {"since": f"{day}"} if origin == "ccnews" else {}
        asked = {"origin": origin, "place": place, "dry_run": False, **days}
        api.trigger("backfill_files", asked)
        wait(f"files of {origin}", lambda count=number: ended(api, count, "backfill_files"))  # type: ignore[misc]
    next_day = f"{day + timedelta(days=1)}"
    stack.wireroom("backfill", "run", "--from", f"ccnews:{newsroom}", "--since", next_day)
    read = stack.ask("SELECT origin, sum(entries) FROM news.backfill_units WHERE state = 'done' GROUP BY 1")
    came = {origin: int(entries) for origin, entries in read if origin in {"documents", "warc", "ccnews"}}
    assert len(came) == 3, came
    assert all(came.values()), came
    return f"{', '.join(run_states(api, 'backfill_files'))}, with {came} articles"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write the outcome into docs/TRIALS.md")
    came_to = trial()
    print(came_to)
    if parser.parse_args().keep:
        keep("python tests/support/airflow_backfill.py", came_to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
