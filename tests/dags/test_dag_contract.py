"""What every DAG of ours keeps: documentation, an owner, tags, limits, typed params, cheap parsing."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from airflow.sdk.exceptions import ParamValidationError

from wireroom.errors import ConfigurationError
from wireroom.store.connection import FILING, QUICK
from wireroom.store.lock_waits import TRIES

ROOT = Path(__file__).resolve().parents[2]
DAG_FILES = sorted((ROOT / "dags").glob("*.py"))
HEADINGS = ("**In**", "**Out**", "**Steps**", "**Re-run**", "**Fails**")


def test_every_dag_file_parses_without_an_error(dag_bag) -> None:
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dags) == {path.stem for path in DAG_FILES}, "one DAG a file, named for it"


@pytest.mark.parametrize("dag_id", [path.stem for path in DAG_FILES])
class TestContract:
    def test_its_docstring_is_its_documentation(self, dag_bag, dag_id: str) -> None:
        dag = dag_bag.dags[dag_id]
        docstring = ast.get_docstring(ast.parse((ROOT / "dags" / f"{dag_id}.py").read_text()), clean=False)
        assert dag.doc_md == docstring
        for heading in HEADINGS:
            assert heading in dag.doc_md, f"{dag_id} does not say {heading}"

    def test_it_has_owner_and_tags(self, dag_bag, dag_id: str) -> None:
        dag = dag_bag.dags[dag_id]
        assert dag.owner == "wireroom"
        assert "wireroom" in dag.tags

    def test_its_failed_tasks_say_why_in_the_last_line(self, dag_bag, dag_id: str) -> None:
        """The sentence stood below twenty frames of a traceback."""
        from wireroom.airflow_glue.task_context import say_why_last

        for task in dag_bag.dags[dag_id].tasks:
            assert say_why_last in (task.on_failure_callback or ()), task.task_id

    def test_it_is_bounded(self, dag_bag, dag_id: str) -> None:
        dag = dag_bag.dags[dag_id]
        assert dag.max_active_runs <= 4
        assert dag.catchup is False
        assert isinstance(dag.dagrun_timeout, timedelta)
        for task in dag.tasks:
            assert isinstance(task.execution_timeout, timedelta), f"{task.task_id} may run for ever"

    def test_the_database_gives_up_before_airflow_does(self, dag_bag, dag_id: str) -> None:
        """A task that Airflow ends midway says nothing; Postgres names what it waited for."""
        for task in dag_bag.dags[dag_id].tasks:
            files = task.task_id.rpartition(".")[2].startswith("file")
            limits = FILING if files else QUICK
            longest = max(limits.statement, limits.transaction) + (
                TRIES * limits.lock if files else limits.lock
            )
            assert longest < task.execution_timeout, task.task_id

    def test_its_params_are_typed_and_described(self, dag_bag, dag_id: str) -> None:
        params = dag_bag.dags[dag_id].params
        assert params, "a run by hand needs something to choose"
        for name in params:
            param = params.get_param(name)
            assert param.schema.get("type"), f"{name} has no type"
            assert param.value != "", f"{name}: the UI takes an empty text for a missing one; use null"
            assert param.description or param.schema.get("description"), f"{name} has no description"

    def test_its_days_are_days_of_the_calendar(self, dag_bag, dag_id: str) -> None:
        """Airflow refuses the form, before there is a run."""
        params = dag_bag.dags[dag_id].params
        days = [name for name in params if params.get_param(name).schema.get("format") == "date"]
        assert days == [name for name in ("since", "until") if name in params]
        for written in ("2026-02-30", "0000-01-01", "99999-01-01", "2026-W01-1"):
            for name in days:
                with pytest.raises(ParamValidationError, match=written):
                    params.get_param(name).resolve(written)

    def test_its_mapped_tasks_have_names(self, dag_bag, dag_id: str) -> None:
        from airflow.sdk.definitions.mappedoperator import MappedOperator

        for task in dag_bag.dags[dag_id].tasks:
            in_mapped_group = task.get_closest_mapped_task_group() is not None
            if in_mapped_group or isinstance(task, MappedOperator):
                assert task.map_index_template, f"{task.task_id} shows numbers instead of names"

    def test_it_survives_serialisation(self, dag_bag, dag_id: str) -> None:
        from airflow.serialization.serialized_objects import DagSerialization

        serialised = DagSerialization.to_dict(dag_bag.dags[dag_id])
        assert DagSerialization.from_dict(serialised).dag_id == dag_id


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.stem)
def test_parsing_a_dag_file_does_no_work(path: Path) -> None:
    """No database, HTTP, Variable or clock at parse time: the DAG processor reads the file for ever."""
    tree = ast.parse(path.read_text())
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {name for name in called if name.endswith((".now", ".today", ".get", ".connect", "utcnow"))}


def test_every_pool_that_a_task_names_is_made_by_the_stack(dag_bag) -> None:
    """A task in a pool that is not there waits for ever, and says so nowhere."""
    from wireroom.cli.stack.up_steps import POOLS

    named = {task.pool for dag in dag_bag.dags.values() for task in dag.tasks} - {"default_pool"}
    assert named == {name for name, _, _ in POOLS}


def test_the_table_of_schedules_says_what_airflow_reads(dag_bag) -> None:
    page = (ROOT / "docs" / "DAGS.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    said = {cells[0].strip("`"): cells[1:] for cells in rows}
    for dag_id, dag in dag_bag.dags.items():
        schedule, kinds, _, at_once = said[dag_id]
        cron = getattr(dag.timetable, "expression", None)
        by_asset = type(dag.timetable).__name__.startswith("Asset")
        assert schedule.startswith(f"`{cron}`" if cron else "whenever" if by_asset else "none"), dag_id
        assert set(kinds.split(", ")) == {kind.value for kind in dag.allowed_run_types}
        assert int(at_once) == dag.max_active_runs


def test_only_days_of_the_past_can_be_backfilled(dag_bag) -> None:
    allowed = {
        dag_id: {kind.value for kind in dag.allowed_run_types or ()} for dag_id, dag in dag_bag.dags.items()
    }
    assert {dag_id for dag_id, kinds in allowed.items() if "backfill" in kinds} == {"backfill_archive"}
    assert all(allowed.values()), "a DAG without allowed_run_types offers every button"


def test_no_dag_with_dates_has_a_dry_run(dag_bag) -> None:
    """Airflow keeps one run a logical date: a dry run would use the date up."""
    dated = {
        dag_id: dag
        for dag_id, dag in dag_bag.dags.items()
        if "backfill" in {kind.value for kind in dag.allowed_run_types}
    }
    assert dated
    for dag_id, dag in dated.items():
        assert "dry_run" not in dag.params, dag_id


def test_make_up_switches_every_dag_on_that_costs_nobody_anything(dag_bag) -> None:
    """A run triggered of one that is off waits in the queue for ever, and nothing says why."""
    from wireroom.cli.stack.up_steps import UNPAUSED

    off = {dag_id for dag_id, dag in dag_bag.dags.items() if dag.is_paused_upon_creation}
    assert off == {"embed_articles"}
    assert set(UNPAUSED) == set(dag_bag.dags) - off


def test_whoever_loads_tells_downstream_the_same_of_its_run(dag_bag) -> None:
    """A backfill of files sent the ledger's sums, without a killed try's share, and without its run."""
    from wireroom.airflow_glue.assets import ARTICLES, CHANGED_ARTICLES, tell_of_changes
    from wireroom.models import Counts

    events = {CHANGED_ARTICLES: Told()}
    summary = tell_of_changes(events, Counts(inserted=2, unchanged=1), run_id=7, summary={"files": 1})
    assert summary == {"files": 1, "new": 2, "revised": 0, "known": 1}
    assert events[CHANGED_ARTICLES] == [(ARTICLES, {**summary, "run_id": 7})]
    tell_of_changes(events, Counts(unchanged=3), run_id=8, summary={})
    assert len(events[CHANGED_ARTICLES]) == 1, "a run that changed nothing wakes nobody"
    glue = (ROOT / "plugins" / "wireroom" / "airflow_glue").glob("*.py")
    telling = [path.name for path in glue if "[CHANGED_ARTICLES].add(" in path.read_text()]
    assert telling == ["assets.py"]


class Told(list):
    def add(self, asset: object, extra: dict[str, object]) -> None:
        self.append((asset, extra))


def test_the_last_line_of_a_failed_task_is_what_is_wrong(caplog: pytest.LogCaptureFixture) -> None:
    from wireroom.airflow_glue.task_context import say_why_last

    with caplog.at_level("INFO"):
        say_why_last({"exception": ConfigurationError("name the `place` of s3://me:secret@a.example/b")})
        before = caplog.messages[:]
        say_why_last({})  # killed: the DAG processor calls it, and knows of no exception
    assert before == caplog.messages
    assert before[-1].startswith("name the `place`")
    assert "secret" not in before[-1]
    assert caplog.records[-1].levelname == "ERROR"


def test_a_last_day_of_files_without_a_first_is_refused() -> None:
    """It was passed over, and all days were read."""
    from wireroom.airflow_glue.file_tasks import wanted_days

    with pytest.raises(ConfigurationError, match="since is needed too"):
        wanted_days({"since": None, "until": "2026-11-19"})
    assert wanted_days({"since": None, "until": None}) is None
    assert wanted_days({"since": "2026-11-19", "until": None}) == (date(2026, 11, 19), date(2026, 11, 19))
