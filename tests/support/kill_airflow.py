"""Airflow's tasks, workers and scheduler, or the whole stack, killed at random moments; what that came to.

A batch has a stack of its own as `make up` starts it, with a newsroom whose clock stands still between
steps. After a kill nobody helps but `make up`, and not even that where only a task or a worker is gone; the
run must come to its end.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import requests

from support import postgres
from support.checkout import ROOT, newcomers_environment
from support.kill_batch import OUTLETS, Batch, came_to, undisturbed
from support.sample_newsroom import write_feed_list
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.credentials import load_credentials
from wireroom.stack.state import State, load_state
from wireroom.stack.terminate import cluster_processes, session_processes, stack_processes
from wireroom.store.schema.migrate import migrate

DAG = "ingest_feeds"
AFTERWARDS = "fetch_pages"  # begins whenever a run has brought articles, and is killed with the rest
STEP = timedelta(minutes=5)
OPEN = ("queued", "running")
END_OF_RUN = 300.0  # seconds until a run must have ended, whatever was killed in it
# What is killed: the process of a task; the worker that looks after one, and so its task's parent; the
# scheduler alone, whose workers go on without it; all of these, as when a container ends; and with them
# Postgres, the api-server and whatever else there is, as when a machine ends.
TASK, WORKER, SCHEDULER, CONTAINER, MACHINE = "task", "worker", "scheduler", "container", "machine"
KINDS = (TASK, MACHINE, WORKER, SCHEDULER, CONTAINER)
TASK_TAKES = 3.0  # seconds; a kill within them is not always too late
TASKS = ("plan", "shard.collect", "shard.file", "report")


class Installation:
    """One stack under a folder, its newsroom's clock, and Airflow's API."""

    def __init__(self, folder: Path, since: datetime) -> None:
        self.home = folder / "home"
        self.now = since
        feeds = folder / "feeds.yaml"
        write_feed_list(feeds, *OUTLETS)
        self.environment = newcomers_environment(
            WIREROOM_HOME=str(self.home),
            WIREROOM_FEEDS_FILE=str(feeds),
            WIREROOM_FAMILY_PAUSE="0",
            WIREROOM_NEWSROOM_OPTIONS=f"--speed 0 --start {since.isoformat()}",
            WIREROOM_POSTGRES_PORT="26432",
            WIREROOM_UI_PORT="26080",
            WIREROOM_NEWSROOM_PORT="26799",
        )

    def wireroom(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "wireroom.cli.main", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, f"wireroom {arguments}:\n{done.stdout}{done.stderr}"

    def up(self) -> None:
        """Start what does not run, as an operator or a supervisor would."""
        self.wireroom("up", "--no-ingest")
        self.set_clock()  # a newsroom that was started anew is back at the beginning

    @property
    def state(self) -> State:
        return load_state(self.home / "state.json")

    @property
    def database_url(self) -> str:
        return Settings.from_environment(
            dict(line.split("=", 1) for line in (self.home / "environment").read_text().splitlines())
        ).database_url

    def api(self) -> AirflowApi:
        password = load_credentials(self.home / "credentials.json").ui_admin
        api = AirflowApi(f"http://127.0.0.1:{self.state.ports['api-server']}", "admin", password)
        api.log_in()
        return api

    def advance(self) -> None:
        """Let time pass in the newsroom: new stories, corrections of old ones."""
        self.now += STEP
        self.set_clock()

    def set_clock(self) -> None:
        clock = f"http://127.0.0.1:{self.state.ports['newsroom']}/-/clock"
        requests.post(clock, params={"now": self.now.isoformat()}, timeout=10).raise_for_status()

    def scheduler(self) -> psutil.Process:
        return psutil.Process(self.state.processes["scheduler"].pid)

    def processes(self) -> list[psutil.Process]:
        """All that `make up` started, and their children."""
        data = Path(self.state.notes["postgres_folder"]) / "data"
        return [*stack_processes(self.state.stack_id), *cluster_processes(data)]


def kill_airflow(number: int, kills: int) -> Batch:
    """Kill `kills` times, run twice in peace and compare with a pipeline never disturbed."""
    draw = random.Random(number)
    since = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=1)
    with postgres.admin_url() as admin, postgres.database(admin) as calm, open_folder() as folder:
        installation = Installation(folder, since)
        try:
            installation.wireroom("up")  # polls before time passes: as the calm pipeline does
            usual = run_in_peace(installation)
            for kill in range(kills):
                while not disturbed_run(installation, KINDS[(number + kill) % len(KINDS)], draw, usual):
                    pass
            for _ in range(2):
                run_in_peace(installation)
            installation.wireroom("airflow", "dags", "pause", DAG)
            api = installation.api()
            left_open = run_ends(api) + run_ends(api, AFTERWARDS)
            migrate(calm)
            return came_to(
                number,
                kills,
                url=installation.database_url,
                expected=undisturbed(calm, folder / "calm", since, installation.now),
                landed=installation.home,
                where="airflow",
                running=left_open,
            )
        finally:
            installation.wireroom("down", "--delete-data")


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that the database server's account may enter, too."""
    with tempfile.TemporaryDirectory(prefix="wireroom-storm-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def run_in_peace(installation: Installation) -> float:
    """One run, which must be green; the seconds that it took."""
    api, run = new_run(installation)
    began = time.monotonic()
    assert run_ends(api) == 0
    state = api.run_state(DAG, run)
    assert state == "success", (state, api.task_states(DAG, run))
    return time.monotonic() - began


def disturbed_run(installation: Installation, kind: str, draw: random.Random, usual: float) -> bool:
    """One run with a kill in it, followed to its end; False where there was nothing left to kill."""
    api, run = new_run(installation)
    if kind in {TASK, WORKER}:
        victims = busy(installation, kind, draw, api, run)
    else:
        time.sleep(draw.uniform(0, usual))
        victims = of_stack(installation, kind)
    is_open = api.run_state(DAG, run) in OPEN
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.send_signal(signal.SIGKILL)
    psutil.wait_procs(victims, timeout=30)  # the kernel takes its time with a server's memory
    if kind not in {TASK, WORKER}:
        installation.up()
        api = installation.api()
    left = run_ends(api)
    assert left == 0, (kind, api.task_states(DAG, run))
    return is_open and bool(victims)


def new_run(installation: Installation) -> tuple[AirflowApi, str]:
    """Trigger one, five minutes later in the newsroom, when Airflow's own have ended."""
    api = installation.api()
    assert run_ends(api) == 0
    installation.advance()
    return api, api.trigger(DAG, {"even_if_not_due": True})


def run_ends(api: AirflowApi, dag: str = DAG) -> int:
    """Wait until no run is open; how many are after all, when their time is over."""
    deadline = time.monotonic() + END_OF_RUN
    while (left := len(api.open_runs(dag))) and time.monotonic() < deadline:
        time.sleep(0.5)
    return left


def busy(
    installation: Installation, kind: str, draw: random.Random, api: AirflowApi, run: str
) -> list[psutil.Process]:
    """The process of some task, or its worker, a moment after a task drawn at random began."""
    wanted = draw.choice(TASKS)
    while (wanted, "running") not in api.task_states(DAG, run):
        if api.run_state(DAG, run) not in OPEN:
            return []
        time.sleep(0.1)
    time.sleep(draw.uniform(0, TASK_TAKES))
    scheduler = installation.scheduler()
    tasks = [
        process
        for process in scheduler.children(recursive=True)
        if (parent := process.parent()) and parent.ppid() == scheduler.pid
    ]
    if not tasks:
        return []
    task = draw.choice(tasks)
    parent = task.parent()
    return [task] if kind == TASK or parent is None else [parent]


def of_stack(installation: Installation, kind: str) -> list[psutil.Process]:
    if kind == MACHINE:
        return installation.processes()
    if kind == SCHEDULER:
        return [installation.scheduler()]
    return list(session_processes(installation.state.processes["scheduler"]))
