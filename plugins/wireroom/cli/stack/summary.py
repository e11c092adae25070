"""What `wireroom up` ends with: what came in, where to look, what to try."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from wireroom.cli.console import Progress, utc_now
from wireroom.common.text.counted import agreeing, counted
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_environment import UI_USER
from wireroom.stack.postgres.databases import Databases
from wireroom.stack.stack import Stack
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.queries import query

FEEDS_SHOWN = 12
# Characters: a time is never cut, however long a headline is.
_NARROWEST = {"published_at": len("2026-11-28 15:30"), "published_precision": len("published_precision")}


def show_summary(stack: Stack, databases: Databases, api: AirflowApi, progress: Progress) -> None:
    """Print what the feeds brought, read as an analyst would, then addresses, logins and a query to try."""
    console = progress.console
    with connect(databases.reader_url, application="wireroom up", limits=PATIENT) as connection:
        _show_feeds(console, _rows(connection, "runs/arrivals_by_feed", limit=FEEDS_SHOWN))
        _show_unreached(console, _rows(connection, "runs/arrivals_unreached")[0])
        _show_query(console, _rows(connection, "runs/arrivals_latest"))
    login = f"user {UI_USER}, password {stack.credentials.ui_admin}"
    console.print(f"\nWireroom    {api.base_url}/plugin/wireroom", markup=False)
    console.print(f"Airflow     {api.base_url}  ({login})", markup=False)
    console.print(f"Postgres    {databases.reader_url}", markup=False, soft_wrap=True)
    console.print("A prompt    make psql", markup=False)
    console.print("Afterwards  make status, make logs, make down", markup=False)


def _show_feeds(console: Console, rows: list[dict[str, Any]]) -> None:
    if not rows:
        console.print("\nNo article has come in yet.")
        return
    table = Table(box=None, pad_edge=False, title_justify="left", title_style="bold")
    table.title = f"{counted(rows[0]['total'], 'article')} from {counted(rows[0]['feeds'], 'feed')}"
    table.add_column("feed", max_width=48, no_wrap=True)
    table.add_column("language")
    table.add_column("articles", justify="right")
    for row in rows:
        table.add_row(row["title"], row["language"] or "", str(row["articles"]))
    console.print()
    console.print(table)
    if (more := rows[0]["feeds"] - len(rows)) > 0:
        console.print(f"and {more} more feeds", style="dim")


def _show_unreached(console: Console, row: dict[str, Any]) -> None:
    """One line, and no alarm: without a network the sample newsroom still comes in."""
    if row["unreached"]:
        again = _minutes_until(row["next_try"])
        console.print(
            f"\n{row['unreached']} public feeds could not be reached; they will be tried again{again}."
        )
    if row["waiting"]:
        console.print(
            f"{row['waiting']} of {counted(row['feeds'], 'feed')} "
            f"{agreeing(row['waiting'], 'waits', 'wait')} for a first poll."
        )


def _minutes_until(moment: datetime | None) -> str:
    if moment is None:
        return ""
    minutes = max(1, round((moment - utc_now()).total_seconds() / 60))
    return f" in {minutes} minutes" if minutes > 1 else " within a minute"


def _show_query(console: Console, rows: list[dict[str, Any]]) -> None:
    lines = [line for line in query("runs/arrivals_latest").splitlines() if not line.startswith("--")]
    console.print("\n[bold]A query to try[/], and what it answers\n")
    console.print("\n".join(lines).strip() + ";\n", markup=False)
    table = Table(box=None, pad_edge=False)
    for name in ("published_at", "published_precision", "publisher", "title"):
        table.add_column(name, no_wrap=True, min_width=_NARROWEST.get(name))
    for row in rows:
        published = f"{row['published_at']:%Y-%m-%d %H:%M}"
        table.add_row(published, row["published_precision"], row["publisher"], row["title"])
    console.print(table)


def _rows(connection: Connection, name: str, **parameters: object) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query(name), parameters or None)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
