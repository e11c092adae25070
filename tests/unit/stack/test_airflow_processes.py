"""What each of Airflow's processes is started with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_environment import TAKEDOWN_URL, airflow_environment
from wireroom.stack.airflow.airflow_processes import API_SERVER, ARGUMENTS, bring_up_airflow
from wireroom.stack.postgres.databases import Databases
from wireroom.stack.process import Command
from wireroom.stack.stack import Stack, open_stack


def test_tasks_wait_for_an_api_server_that_is_starting(tmp_path: Path) -> None:
    """After a restart the scheduler takes up what was interrupted before the api-server answers.

    They gave up in 15 s, sooner by chance: the waits are drawn between the least and the most. Where nobody
    answers any more a task ends before the scheduler takes it for dead, at the average of the draws.
    """
    with open_stack(Settings(home=tmp_path / "home"), print, needed_room=0) as stack:
        given = airflow_environment(stack, Databases("", "", "", ""), 8080, "")
    tries = int(given["AIRFLOW__WORKERS__EXECUTION_API_RETRIES"])
    least = float(given["AIRFLOW__WORKERS__EXECUTION_API_RETRY_WAIT_MIN"])
    most = float(given["AIRFLOW__WORKERS__EXECUTION_API_RETRY_WAIT_MAX"])
    assert least * (tries - 1) >= 35
    drawn = sum((least + max(least, min(most, 2.0**number))) / 2 for number in range(tries - 1))
    assert drawn < float(given["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"])


def test_the_api_server_alone_is_told_how_to_take_articles_down(tmp_path: Path, monkeypatch: Any) -> None:
    """Also where whoever calls `make up` has it in their shell: tasks would find it there."""
    monkeypatch.setenv(TAKEDOWN_URL, "postgresql://taker:secret@db.example/wireroom")
    started: dict[str, Mapping[str, str]] = {}

    def keep_running(command: Command) -> tuple[None, bool]:
        started[command.name] = command.environment
        return None, True

    with open_stack(Settings(home=tmp_path / "home"), print, needed_room=0) as stack:
        environment = airflow_environment(stack, Databases("", "", "", ""), 8080, "")
    fake = cast(Stack, SimpleNamespace(keep_running=keep_running))
    bring_up_airflow(fake, environment, api_server={TAKEDOWN_URL: "the URL"})
    assert {name: given[TAKEDOWN_URL] for name, given in started.items()} == {
        name: "the URL" if name == API_SERVER else "" for name in ARGUMENTS
    }
