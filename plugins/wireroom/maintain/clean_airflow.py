"""Old rows of an Airflow that is ours alone in, room out, by Airflow's own `db clean`."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from wireroom.errors import StackError
from wireroom.maintain.upkeep import NOT_YET, Upkeep, days_in_words

SECONDS = 1800
_FOUND = re.compile(r"Found (\d+) rows meeting deletion criteria")
_LAST_LINES = 5


def clean_airflow(upkeep: Upkeep) -> str:
    """Whole tables, so only where `make up` or compose owns that Airflow. Raises StackError."""
    kept, url = upkeep.settings.retention.logs, upkeep.settings.own_airflow_database_url
    if not url:
        return (
            "its tables are left alone, since it is not ours alone; its operator can clean ours there: "
            "airflow db clean --clean-before-timestamp … --dag-ids ingest_feeds,…"
        )
    if kept is None:
        return "its tables are kept for ever"
    before = upkeep.before(kept, of_logs=True)
    if before is None:
        return f"nothing to delete: {NOT_YET}"
    words = ["db", "clean", "--clean-before-timestamp", f"{before:%Y-%m-%dT%H:%M:%S}+00:00"]
    words += ["--verbose", "--yes", "--skip-archive", "--error-on-cleanup-failure"]
    said = _airflow([*words, "--dry-run"] if upkeep.dry_run else words, url)
    rows = sum(map(int, _FOUND.findall(said)))
    verb = "would be deleted" if upkeep.dry_run else "deleted"
    return f"{rows:,} rows of its tables {verb} that are older than {days_in_words(kept)} of work"


def _airflow(words: list[str], url: str) -> str:
    """What it said. A task may not reach Airflow's database, so the URL is given to this one command."""
    environment = {**os.environ, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url}
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
