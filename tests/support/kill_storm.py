"""Runs killed at random moments, of ingest and under Airflow; what was lost, doubled or left behind.

    python tests/support/kill_storm.py [--kills N] [--done FILE] [--keep]

A storm is made of batches, each with a database and a newsroom of its own. Each goes on record in FILE, so
that a long storm can be ended and taken up again. Every sixteenth kill, but no more than 30, is Airflow's.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import postgres
from support.kill_airflow import kill_airflow
from support.kill_batch import Batch
from support.kill_ingest import kill_ingest
from support.trials import keep
from wireroom import store
from wireroom.stack.process import code_hash

CODE = Path(store.__file__).parents[1]
INGEST_A_BATCH = 25
AIRFLOW_A_BATCH = 5  # each costs a minute or two, and a batch is what is lost where the storm is ended
OF_AIRFLOW = 1 / 16
MOST_OF_AIRFLOW = 30
SUMS = ("kills", "lost", "doubled", "running", "parts", "waiting", "unfiled")


def main() -> int:
    """Go on where FILE ends, until there are as many kills as wanted; 1 where something was not well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--done", type=Path, help="default: a file in build/ named for this very code")
    parser.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    arguments = parser.parse_args()
    done = arguments.done or Path("build") / f"kill_storm-{code_hash(CODE)}.jsonl"
    done.parent.mkdir(parents=True, exist_ok=True)
    batches = read(done)
    of_airflow = min(round(arguments.kills * OF_AIRFLOW), MOST_OF_AIRFLOW)
    with postgres.admin_url() as admin:
        while left := arguments.kills - of_airflow - killed(batches, "ingest"):
            number = len(batches)
            record(kill_ingest(admin, number, min(left, INGEST_A_BATCH)), batches, done)
    while left := of_airflow - killed(batches, "airflow"):
        record(kill_airflow(len(batches), min(left, AIRFLOW_A_BATCH)), batches, done)
    came_to = "; ".join(summary(batches, where) for where in ("ingest", "airflow"))
    print(came_to)
    if arguments.keep:
        keep("make faults", came_to)
    return 0 if all(batch.is_well for batch in batches) else 1


def read(path: Path) -> list[Batch]:
    """The batches that are done."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Batch(**json.loads(line)) for line in lines]


def summary(batches: list[Batch], where: str) -> str:
    """Sums of all batches of one kind."""
    found = [batch for batch in batches if batch.where == where]
    sums = (f"{sum(getattr(batch, kind) for batch in found)} {kind}" for kind in SUMS)
    return f"{where}: {', '.join(sums)}"


def killed(batches: list[Batch], where: str) -> int:
    """How often, so far."""
    return sum(batch.kills for batch in batches if batch.where == where)


def record(batch: Batch, batches: list[Batch], done: Path) -> None:
    """Write it down and say it."""
    batches.append(batch)
    with done.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(batch)) + "\n")
    print(batch, flush=True)


if __name__ == "__main__":
    sys.exit(main())
