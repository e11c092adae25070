"""Airflow's REST API, as far as `make up` needs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import requests

from wireroom.errors import StackError

_TIMEOUT = 30.0


class AirflowApi:
    """Speaks to an api-server on this machine, never through a proxy."""

    def __init__(self, base_url: str, user: str, password: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._login = {"username": user, "password": password}
        self._session = requests.Session()
        self._session.trust_env = False

    def log_in(self, timeout: float = _TIMEOUT) -> None:
        """Get the token that the other calls need; `timeout` in seconds.

        Raises StackError where nobody answers, or an Airflow that does not know our password.
        """
        answer = self._send("POST", "/auth/token", self._login, timeout)
        if answer.status_code == 401:
            raise StackError(
                f"another Airflow answers at {self.base_url}: the port was taken while ours started. "
                "Run the command again: it takes the next free port"
            )
        token = self._checked(answer)["access_token"]
        self._session.headers["Authorization"] = f"Bearer {token}"

    def health(self) -> dict[str, Any] | None:
        """State of each component; None while nobody answers. Needs no login."""
        try:
            return self._call("GET", "/api/v2/monitor/health")
        except StackError:
            return None

    def warm_up_execution(self, timeout: float = _TIMEOUT) -> None:
        """The API that tasks speak to is built at its first request: let that not be a task's.

        `timeout` in seconds. Raises StackError where nobody answers in time.
        """
        self._checked(self._send("GET", "/execution/health", timeout=timeout))

    def dag(self, dag_id: str) -> dict[str, Any] | None:
        """The DAG as Airflow knows it; None where it does not know it (yet)."""
        return self._find(f"/api/v2/dags/{dag_id}")

    def unpause(self, dag_id: str) -> None:
        """Switch the DAG on."""
        self._call("PATCH", f"/api/v2/dags/{dag_id}", json={"is_paused": False})

    def ensure_pool(self, name: str, slots: int, description: str) -> None:
        """Make the pool where it is missing; one that the operator has resized stays as it is."""
        if self._find(f"/api/v2/pools/{name}") is None:
            pool = {"name": name, "slots": slots, "description": description, "include_deferred": False}
            self._call("POST", "/api/v2/pools", json=pool)

    def trigger(self, dag_id: str, params: Mapping[str, object] | None = None) -> str:
        """Start a run; its id."""
        return str(
            self._call(
                "POST",
                f"/api/v2/dags/{dag_id}/dagRuns",
                json={"logical_date": None, "conf": dict(params or {})},
            )["dag_run_id"]
        )

    def open_runs(self, dag_id: str) -> list[str]:
        """Runs that are queued or under way, the newest first; their ids."""
        query = "state=running&state=queued&order_by=-run_after&limit=10"
        found = self._call("GET", f"/api/v2/dags/{dag_id}/dagRuns?{query}")["dag_runs"]
        return [str(run["dag_run_id"]) for run in found]

    def run_state(self, dag_id: str, run_id: str) -> str:
        """Airflow's word for it: `queued`, `running`, `success`, `failed`."""
        return str(self._call("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def task_states(self, dag_id: str, run_id: str) -> list[tuple[str, str]]:
        """Task id and state (`waiting` where Airflow has none yet) of each task instance of a run."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=1000"
        return [
            (task["task_id"], task["state"] or "waiting")
            for task in self._call("GET", path)["task_instances"]
        ]

    def backfills(self, dag_id: str, timeout: float = _TIMEOUT) -> list[dict[str, Any]]:
        """Backfills of the DAG, those that have ended too, as Airflow has them; `timeout` in seconds."""
        path = f"/api/v2/backfills?dag_id={quote(dag_id)}&limit=100&order_by=-id"
        found: list[dict[str, Any]] = self._checked(self._send("GET", path, timeout=timeout))["backfills"]
        return found

    def import_errors(self, since: datetime | None = None) -> list[str]:
        """File and error of each DAG file that Airflow could not read (at `since` or later)."""
        found = self._call("GET", "/api/v2/importErrors")["import_errors"]
        if since:
            found = [error for error in found if datetime.fromisoformat(error["timestamp"]) >= since]
        return [f"{error['filename']}: {error['stack_trace'].strip().splitlines()[-1]}" for error in found]

    def _find(self, path: str) -> dict[str, Any] | None:
        answer = self._send("GET", path)
        return None if answer.status_code == 404 else self._checked(answer)

    def _call(self, method: str, path: str, json: object = None) -> dict[str, Any]:
        return self._checked(self._send(method, path, json))

    def _send(
        self, method: str, path: str, json: object = None, timeout: float = _TIMEOUT
    ) -> requests.Response:
        try:
            return self._session.request(method, self.base_url + path, json=json, timeout=timeout)
        except requests.RequestException as error:
            raise StackError(f"Airflow's api-server at {self.base_url} does not answer: {error}") from error

    def _checked(self, answer: requests.Response) -> dict[str, Any]:
        if not answer.ok:
            raise StackError(f"Airflow answers {answer.status_code} to {answer.url}: {answer.text[:500]}")
        body: dict[str, Any] = answer.json()
        return body
