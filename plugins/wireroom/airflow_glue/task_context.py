"""What every task needs: the present, the settings, its run, and failures that no retry can mend."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from airflow.sdk import Connection, get_current_context
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException

from wireroom.common.masking import masked
from wireroom.errors import ConfigurationError
from wireroom.ingest.run_keys import key_of
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


def say_why_last(context: Mapping[str, Any]) -> None:
    """End a failed task's log with what is wrong: it stood below the frames of a traceback.

    Airflow calls this within a group of its log, which its pages show folded.
    """
    if error := context.get("exception"):
        _log.info("::endgroup::")
        _log.error("%s", masked(str(error)))


ALL_TASKS: Final[dict[str, Any]] = {"owner": "wireroom", "on_failure_callback": [say_why_last]}
# How tasks of one kind run, in every DAG that has them.
PLANNING: Final[dict[str, Any]] = {"retries": 2, "retry_delay": timedelta(seconds=10)}
FILING: Final[dict[str, Any]] = {  # may be repeated at will
    "retries": 4,
    "retry_delay": timedelta(seconds=15),
    "retry_exponential_backoff": True,
}
REPORTING: Final[dict[str, Any]] = {
    "trigger_rule": "all_done",  # what failed must not hide what the others brought
    "retries": 2,
    "retry_delay": timedelta(seconds=10),
    "execution_timeout": timedelta(minutes=5),
}
SHARD_NAME: Final[dict[str, Any]] = {"map_index_template": "{{ shard_name }}"}  # which `label` sets
# Kind of run → the DAGs that do it.
_DAGS = {
    "ingest": ("ingest_feeds",),
    "pages": ("fetch_pages",),
    "backfill": ("backfill_archive", "backfill_files"),
    "replay": ("replay_landed",),
}


def utc_now() -> datetime:
    """The present, in UTC."""
    return datetime.now(tz=UTC)


def task_settings() -> Settings:
    """The environment's, for tasks that ask publishers: they may look up connections."""
    return replace(Settings.from_environment(), airflow_connection=_connection)


def _connection(name: str) -> str | None:
    """As JSON; None: Airflow knows none of that id."""
    try:
        found = Connection.get(name)
    except AirflowNotFoundException:
        return None
    return json.dumps({"login": found.login, "password": found.password, "extra": found.extra})


@contextmanager
def no_retry_for_configuration() -> Iterator[None]:
    """Fail the task at once for what only the operator can mend; a retry would fail three times alike."""
    try:
        yield
    except ConfigurationError as error:
        raise AirflowFailException(str(error)) from None


def check_params(context: Mapping[str, Any]) -> None:
    """Raise ConfigurationError for a param that the DAG does not have: Airflow takes any, and a slip in a
    name would run green with the default."""
    given = set(context["dag_run"].conf or {})
    known = set(context["dag"].params)
    if unknown := sorted(given - known):
        raise ConfigurationError(
            f"{context['dag'].dag_id} has no param {', '.join(unknown)}; it has {', '.join(sorted(known))}"
        )


def idle_kinds(context: Any) -> Callable[[str], bool]:
    """Asks Airflow whether it does no run of a kind but this one: those left open are over, whatever their
    lease."""

    def is_idle(kind: str) -> bool:
        dags = _DAGS.get(kind, ())
        running = sum(context["ti"].get_dr_count(dag_id=dag_id, states=["running"]) for dag_id in dags)
        return bool(dags) and running == (context["dag"].dag_id in dags)

    return is_idle


def planned_run(context: Any, task_id: str) -> dict[str, Any]:
    """What the planning task said of the run. Raises AirflowFailException where it did not get so far."""
    run = context["ti"].xcom_pull(task_ids=task_id, key="run")
    if run is None:
        raise AirflowFailException(f"there is nothing to report: see the log of `{task_id}`")
    return dict(run)


def run_key(context: Any) -> str:
    """The DAG run's id as a name that is safe in a path; the same for every try of the run."""
    return key_of(context["dag_run"].run_id)


def label(words: str) -> None:
    """What the run page calls this mapped task: its shard, and at its end what came in."""
    get_current_context()["shard_name"] = words  # type: ignore[typeddict-unknown-key]
