"""The main job, as a newcomer does it: an empty copy of the repository, `make up`, and news comes in."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest
import requests

from support.checkout import copy_repository, make, newcomers_environment
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.terminate import stack_processes

pytestmark = [pytest.mark.slow, pytest.mark.stack, pytest.mark.timeout(1500)]
STARTED = datetime.now(UTC) - timedelta(days=3)


@dataclass
class Newcomer:
    """Somebody with a fresh checkout."""

    checkout: Path
    environment: dict[str, str]
    first_output: str = ""

    def make(self, target: str) -> str:
        return make(target, self.checkout, self.environment)

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.checkout / ".wireroom" / "state.json").read_text())
        return state

    def ask(self, sql: str) -> Any:
        url = re.search(r"postgresql://wireroom_reader\S+", self.first_output)
        assert url
        with closing(psycopg2.connect(url[0])) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]  # type: ignore[index]

    def api(self) -> AirflowApi:
        found = re.search(r"Airflow\s+(\S+)\s+\(user (\S+), password (\S+)\)", self.first_output)
        assert found
        api = AirflowApi(*found.groups())
        api.log_in()
        return api

    def processes(self) -> list[str]:
        """All that carries the stack's mark, or names the checkout on its command line."""
        ours = {process.pid: process.name() for process in stack_processes(self.state["stack_id"])}
        for process in psutil.process_iter(["cmdline", "name"]):
            if any(str(self.checkout) in part for part in process.info["cmdline"] or ()):
                ours[process.pid] = process.info["name"]
        return [f"{pid} {name}" for pid, name in ours.items()]


@pytest.fixture(scope="module")
def newcomer(open_root: Path) -> Iterator[Newcomer]:
    """A running system in a folder with a space in its name, its newsroom three days behind."""
    options = f"--start {STARTED:%Y-%m-%dT%H:%MZ}"
    environment = newcomers_environment(WIREROOM_NEWSROOM_OPTIONS=options, PYTHONDONTWRITEBYTECODE="1")
    newcomer = Newcomer(copy_repository(open_root / "newcomer" / "wire room"), environment)
    try:
        newcomer.first_output = newcomer.make("up")
        yield newcomer
    finally:
        newcomer.make("down")
        assert newcomer.processes() == []


def follow(api: AirflowApi, run_id: str) -> str:
    deadline = time.monotonic() + 300
    while (state := api.run_state("ingest_feeds", run_id)) in {"queued", "running"}:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    return state


def test_it_ends_with_what_came_in_and_a_query_with_its_result(newcomer: Newcomer) -> None:
    output = newcomer.first_output
    articles = re.search(r"(\d+) articles from (\d+) feeds", output)
    assert articles
    assert int(articles[1]) > 100
    assert int(articles[2]) > 10
    assert "FROM news.articles" in output
    assert re.search(r"^20\d\d-\d\d-\d\d .*(second|minute|day)", output, re.MULTILINE)


def test_what_it_printed_is_in_the_database(newcomer: Newcomer) -> None:
    assert newcomer.ask("select count(*) from news.articles") > 100
    assert newcomer.ask("select count(distinct language) from news.articles") >= 8


def test_airflow_is_switched_on_and_behind_a_login(newcomer: Newcomer) -> None:
    api = newcomer.api()
    for dag_id in ("ingest_feeds", "backfill_archive"):
        dag = api.dag(dag_id)
        assert dag is not None
        assert dag["is_paused"] is False
    assert requests.get(f"{api.base_url}/api/v2/dags", timeout=10).status_code == 401


def test_secrets_are_for_their_owner_alone(newcomer: Newcomer) -> None:
    home = newcomer.checkout / ".wireroom"
    for path in (home / "credentials.json", home / "environment", home / "airflow" / "ui_passwords.json"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_status_names_every_process_as_healthy(newcomer: Newcomer) -> None:
    output = newcomer.make("status")
    for name in ("postgres", "newsroom", "api-server", "scheduler", "dag-processor", "triggerer"):
        assert re.search(rf"^{name} .*healthy", output, re.MULTILINE), name


def test_a_second_run_brings_new_and_changed_stories(newcomer: Newcomer) -> None:
    before = newcomer.ask("select count(*) from news.articles")
    newsroom = f"http://127.0.0.1:{newcomer.state['ports']['newsroom']}"
    later = STARTED + timedelta(days=1)
    requests.post(f"{newsroom}/-/clock", params={"now": later.isoformat()}, timeout=10).raise_for_status()
    api = newcomer.api()
    run_id = api.trigger("ingest_feeds", {"match": ".localhost", "even_if_not_due": True})
    assert follow(api, run_id) == "success"
    assert newcomer.ask("select count(*) from news.articles") > before
    assert newcomer.ask("select inserted from news.runs where inserted > 0 order by id desc limit 1") > 0
    assert newcomer.ask("select count(*) from news.revisions") > 0


def test_make_up_again_starts_and_doubles_nothing(newcomer: Newcomer) -> None:
    processes = newcomer.state["processes"]
    began = time.monotonic()
    newcomer.make("up")
    assert time.monotonic() - began < 120  # the bar is 60 s (bench/make_up.py); tests share their machine
    assert newcomer.state["processes"] == processes
    doubled = (
        "select count(*) - count(distinct canonical_url) from news.articles where canonical_url is not null"
    )
    assert newcomer.ask(doubled) == 0


def test_idle_memory_stays_under_two_gigabytes(newcomer: Newcomer) -> None:
    memory = re.search(r"memory ([\d,]+) MB", newcomer.make("status"))
    assert memory
    assert int(memory[1].replace(",", "")) < 2048


def test_a_component_that_was_killed_is_reported_and_brought_back(newcomer: Newcomer) -> None:
    before = newcomer.state["processes"]
    os.killpg(before["triggerer"]["pid"], signal.SIGKILL)
    with pytest.raises(AssertionError, match=r"triggerer .*ended"):
        newcomer.make("status")
    newcomer.make("up")
    after = newcomer.state["processes"]
    assert [name for name in after if after[name] != before[name]] == ["triggerer"]
    newcomer.make("status")
