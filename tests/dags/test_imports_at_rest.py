"""What a quiet installation imports: DAG files are parsed for ever, and most runs have little to do."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSFORMING = ("wireroom.transform", "wireroom.clean", "wireroom.parse", "bs4", "feedparser")
FETCHING = ("wireroom.fetch", "wireroom.landing.landing_writer", "urllib3.connectionpool")
WHAT_IS_THERE = """
import json, sys
print(json.dumps([name for name in json.loads(sys.argv[-1]) if name in sys.modules]))
"""


def imported(code: str, unwanted: tuple[str, ...], *arguments: str, **environment: str) -> list[str]:
    """Which of `unwanted` a process of its own has in memory once it has run `code`."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code + WHAT_IS_THERE, *arguments, json.dumps(unwanted)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(json.loads(done.stdout.splitlines()[-1]))


DAGS = sorted(str(path) for path in (ROOT / "dags").glob("*.py"))
ORIGINS = ("wireroom.archive.files_origin", "wireroom.archive.walks.feed_history", "fastwarc")
OUR_DATABASE = ("wireroom.store", "psycopg2")


@pytest.mark.slow
def test_parsing_a_dag_needs_neither_fetching_nor_transforming_code() -> None:
    """Each file is parsed every ten minutes and at the start of each task: of eight, five took 1.0 s, and
    three that list the origins of archives .2 s for opening none.
    """
    code = """
import json, runpy, sys
*dags, unwanted = sys.argv[1:]
for dag in dags:
    runpy.run_path(dag)
    found = [name for name in json.loads(unwanted) if name in sys.modules]
    assert not found, f"{dag} imports {found}"
"""
    assert imported(code, (*TRANSFORMING, *FETCHING, *ORIGINS, *OUR_DATABASE), *DAGS) == []


GLUE = ROOT / "plugins" / "wireroom" / "airflow_glue"


def imported_within_tasks(path: Path) -> set[str]:
    """Modules that the functions of a file import when they run."""
    functions = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    return {
        f"wireroom.{alias.name}" if node.module == "wireroom" else str(node.module)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("wireroom")
        for alias in node.names
    }


STARTED = """
from wireroom.airflow_glue import preloading_executor
class Forked(Exception): pass
def fork(self, workers):
    raise Forked
executor = preloading_executor.PreloadingExecutor
executor._spawn_workers_with_gc_freeze = fork
try:
    executor(parallelism=1).start()
except Forked:
    pass
else:
    raise SystemExit("forked no workers")
"""


IS_READ = """
from pathlib import Path
from wireroom.normalize.language import language_model
assert language_model._identifier.cache_info().currsize == 1, "each shard would unpack it again"
from wireroom.store import queries
names = [str(path.relative_to(queries.SQL_FOLDER / "queries"))[:-4]
    for path in (queries.SQL_FOLDER / "queries").rglob("*.sql")]
queries.SQL_FOLDER = Path("/pulled/and/others/by/now")
assert len([name for name in names if queries.query(name)]) > 100
"""


@pytest.mark.slow
def test_workers_have_what_frequent_tasks_need_before_they_are_forked() -> None:
    """Each task of each run imported it anew: 3.4 of the 7 seconds of a run that found nothing new.

    Queries too: between `git pull` and `make up` the old code met new ones, with parameters it does not know.
    """
    needed = imported_within_tasks(GLUE / "ingest_tasks.py") | imported_within_tasks(GLUE / "watch_tasks.py")
    assert len(needed) > 4
    needed |= {"airflow.dag_processing.dagbag"}
    assert set(imported(STARTED + IS_READ, tuple(needed))) == needed


@pytest.mark.slow
def test_workers_are_forked_although_an_import_fails() -> None:
    """The scheduler serves all DAGs; the task that needs the module fails with its reason."""
    code = "import sys; sys.modules['wireroom.load'] = None" + STARTED
    assert imported(code, ("wireroom.watch.notify",)) == ["wireroom.watch.notify"]


@pytest.mark.slow
def test_a_run_with_nothing_due_is_planned_and_reported_without_transforming_code(
    database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    code = """
from datetime import UTC, datetime
from wireroom.ingest.run_ingest import plan_run
from wireroom.ingest.run_report import report_run
from wireroom.settings import Settings
settings, now = Settings.from_environment(), datetime(2026, 11, 26, tzinfo=UTC)
plan = plan_run(settings, key="quiet", now=now)
assert report_run(settings, run_id=plan.run_id, expected=plan.feeds, now=now).failure is None
"""
    environment = {
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(tmp_path),
        "WIREROOM_FEEDS_FILE": str(tmp_path / "feeds.yaml"),
    }
    assert imported(code, TRANSFORMING, **environment) == []
