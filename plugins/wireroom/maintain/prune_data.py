"""Delete rows and landed days older than their retention, or count them in a dry run; say so in words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from wireroom import landing
from wireroom.common.text.counted import are, counted, size_in_words
from wireroom.errors import StackError
from wireroom.maintain.maintenance import NOT_YET, Maintenance, days_in_words
from wireroom.store import retention
from wireroom.store.landings import unfiled_landings

SECONDS = 1800
_FOUND = re.compile(r"Found (\d+) rows meeting deletion criteria")
# Not `dag` and `dag_version`: a few rows, and those of a DAG that had a backfill cannot go (foreign keys).
_HISTORY = (
    "asset_event,callback,dag_run,deadline,import_error,job,log,partitioned_asset_key_log,revoked_token,"
    "task_instance,task_instance_history,task_reschedule,task_state_store,trigger,xcom"
)
_LAST_LINES = 5


def prune_polls(maintenance: Maintenance) -> str:
    """`news.polls` of runs past their time."""
    return _prune(maintenance, retention.POLLS, maintenance.settings.retention.polls)


def prune_runs(maintenance: Maintenance) -> str:
    """`news.runs` past their time; a run whose polls are still there stays with them."""
    return _prune(maintenance, retention.RUNS, maintenance.settings.retention.runs)


def prune_rejected(maintenance: Maintenance) -> str:
    """`news.rejected` that nobody has met again for long."""
    return _prune(maintenance, retention.REJECTED, maintenance.settings.retention.rejected)


def prune_site_blocks(maintenance: Maintenance) -> str:
    """What pages of sites had in common and have no more, for as long as polls are kept."""
    return _prune(maintenance, retention.SITE_BLOCKS, maintenance.settings.retention.polls)


def _prune(maintenance: Maintenance, what: retention.Kept, kept: timedelta | None) -> str:
    before = maintenance.before(kept)
    if kept is None:
        return "kept for ever"
    if before is None:
        return f"nothing to delete: {NOT_YET}"
    if maintenance.dry_run:
        polls_before = maintenance.before(maintenance.settings.retention.polls)
        rows = retention.count_old(maintenance.conn, what, before, polls_before=polls_before)
    else:
        rows = retention.forget(maintenance.conn, what, before)
    verb = "would be deleted" if maintenance.dry_run else "deleted"
    since = f"before {before:%Y-%m-%d %H:%M} UTC"
    return f"{rows:,} {verb} that are older than {days_in_words(kept)} of work ({since})"


def prune_landed(maintenance: Maintenance) -> str:
    """Remove whole days; a file that is not filed yet stays, whatever its age."""
    kept = maintenance.settings.retention.landed
    before = maintenance.before(kept)
    if kept is None:
        return "kept for ever, all that was fetched can be replayed"
    if before is None:
        return f"nothing to remove: {NOT_YET}"
    root, files, size = maintenance.settings.landing_url, 0, 0
    unfiled = unfiled_landings(maintenance.conn)
    for day in landing.landed_days(root, before=before.date()):
        found = (day.files, day.bytes)
        removed = found if maintenance.dry_run else landing.remove_day(root, day, keep=unfiled)
        files, size = files + removed[0], size + removed[1]
    verb = "would be removed" if maintenance.dry_run else "removed"
    return f"{counted(files, 'file')} with {size_in_words(size)} {verb}: {_reach(kept)}"


def _reach(kept: timedelta) -> str:
    return (
        f"kept for {days_in_words(kept)} (WIREROOM_KEEP_LANDED_DAYS), and a replay reaches no further back; "
        "a body that has not changed since before then is no longer there either"
    )


def clean_airflow(maintenance: Maintenance) -> str:
    """Whole tables, so only where `make up` or compose owns that Airflow. Raises StackError."""
    kept, url = maintenance.settings.retention.logs, maintenance.settings.own_airflow_database_url
    if not url:
        return (
            "its tables are left alone, since it is not ours alone, as far as is known here (where `make up` "
            "or compose started it, its DAG maintain_warehouse cleans them); its operator can clean ours: "
            "airflow db clean --clean-before-timestamp … --dag-ids ingest_feeds,…"
        )
    if kept is None:
        return "its tables are kept for ever"
    before = maintenance.before(kept, of_logs=True)
    if before is None:
        return f"nothing to delete: {NOT_YET}"
    words = ["db", "clean", "--clean-before-timestamp", f"{before:%Y-%m-%dT%H:%M:%S}+00:00"]
    words += ["--verbose", "--yes", "--skip-archive", "--error-on-cleanup-failure", "--tables", _HISTORY]
    home = maintenance.settings.home / "airflow"
    said = _airflow([*words, "--dry-run"] if maintenance.dry_run else words, url, home)
    rows = sum(map(int, _FOUND.findall(said)))
    verb = "would be deleted" if maintenance.dry_run else "deleted"
    return (
        f"{counted(rows, 'row')} of its tables {verb} that {are(rows)} older than "
        f"{days_in_words(kept)} of work"
    )


def _airflow(words: list[str], url: str, home: Path) -> str:
    """What it said. A task may not reach Airflow's database, so the URL is given to this one command; whoever
    runs it by hand has no Airflow home either, and one would be made in theirs.
    """
    environment = {"AIRFLOW_HOME": str(home), **os.environ, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "airflow", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StackError(f"`airflow {' '.join(words[:2])}` did not run to its end: {error}") from error
    if done.returncode:
        last = " / ".join(done.stdout.strip().splitlines()[-_LAST_LINES:])
        raise StackError(f"`airflow {' '.join(words)}` failed with {done.returncode}: {last}")
    return done.stdout
