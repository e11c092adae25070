"""Runs, and what came in with one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from wireroom.ingest.run_keys import key_of
from wireroom.models import Outcome
from wireroom.ui import request_params
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page

router = APIRouter()
KINDS = ("", "ingest", "pages", "backfill", "replay", "websub")
ARTICLES = 200
FEEDS = 500
NAMED = 5  # feeds of one trouble
# Kind of run → the DAG that does it; a backfill's by its key. What hubs tell comes in without one.
_DAGS = {"ingest": "ingest_feeds", "pages": "fetch_pages", "replay": "replay_landed"}
_DAYS_RUN = re.compile(r"\d{4}-\d\d-\d\d ")  # airflow_glue.backfill_tasks puts the day before the run's name
_BY_COMMAND = re.compile(r"\d{8}T\d{6}\.\d{6}$")  # the moment that ends the key of what a command began


@router.get("/runs")
def runs(request: Request) -> HTMLResponse:
    """Page of runs, newest first."""
    given = request.query_params
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_runs(session, given)
        values = {
            "runs": rows,
            "more": more,
            "number": request_params.page(given),
            "kinds": [(name, name) for name in KINDS if name],
            **_chosen(given),
        }
        return page(request, "runs.html", values, now=request.app.state.clock(), session=session)


def chosen_runs(session: ReadSession, given: Mapping[str, str]) -> tuple[list[Row], bool]:
    """One page of runs, and whether another follows."""
    return request_params.page_of(session.rows("ui/runs", **_chosen(given), **request_params.one_more(given)))


def _chosen(given: Mapping[str, str]) -> dict[str, Any]:
    return {"kind": request_params.one_of(given, "kind", KINDS), "busy": given.get("busy") == "1"}


@router.get("/runs/{run_id:int}")
def run(request: Request, run_id: int) -> HTMLResponse:
    """Page of one run. Raises HTTPException, 404."""
    return _run(request, run_id=run_id, key=None)


@router.get("/dags/{dag_id}/runs/{dag_run_id}")
def run_of_dag(request: Request, dag_id: str, dag_run_id: str) -> HTMLResponse:
    """Page for the tab of a DAG run: our run, found by Airflow's name for it."""
    return _run(request, run_id=None, key=key_of(dag_run_id))


def _run(request: Request, *, run_id: int | None, key: str | None) -> HTMLResponse:
    now: datetime = request.app.state.clock()
    with read_session(request.app.state.settings) as session:
        found = session.row("ui/run", run_id=run_id, key=key)
        if found is None:
            raise HTTPException(
                404,
                f"There is no run {run_id}."
                if key is None
                else "Wireroom knows nothing of this run: it has planned nothing yet, or is another DAG's.",
            )
        number = request_params.page(request.query_params)
        articles = session.rows(
            "ui/run_articles",
            run_id=found["id"],
            began=found["started_at"] - timedelta(hours=1),
            ended=(found["finished_at"] or now) + timedelta(hours=1),
            limit=ARTICLES + 1,
            offset=(number - 1) * ARTICLES,
        )
        polls = session.rows("ui/run_polls", run_id=found["id"], limit=FEEDS)
        values: dict[str, Any] = {
            "run": found,
            "dag": dag_of(found["kind"], found["key"]),
            "polls": polls,
            "troubles": _troubles(polls),
            "named": NAMED,
            "articles": articles[:ARTICLES],
            "more": len(articles) > ARTICLES and number < request_params.DEEPEST,
            "number": number,
        }
        return page(request, "run.html", values, now=now, session=session)


def dag_of(kind: str, key: str) -> str | None:
    """The DAG that does such runs; None if the run was not a DAG's."""
    if _BY_COMMAND.search(key):
        return None
    if kind == "backfill":
        return "backfill_archive" if _DAYS_RUN.match(key) else "backfill_files"
    return _DAGS.get(kind)


def _troubles(polls: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Failures in words, each with the polls that had it, the most frequent first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for poll in polls:
        if poll["outcome"] and not Outcome(poll["outcome"]).is_healthy:
            found[poll["in_words"]].append(poll)
    return sorted(found.items(), key=lambda trouble: (-len(trouble[1]), trouble[0]))
