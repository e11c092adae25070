"""Loaders that are slow, that fail and that are killed, and consumers of `news.changes` that are killed too.

    python tests/support/changes_under_fire.py [--kills N] [--articles N] [--keep]

At the end each consumer must have every version exactly once, and its copy must be the table.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from support import postgres
from support.trials import keep
from wireroom.store.schema.migrate import migrate

ROOT = Path(__file__).resolve().parents[2]
LOADERS = 3
EXAMPLE = ROOT / "docs" / "examples" / "keep_a_copy.py"
# Files batches until it is killed: new articles, changed ones, some undone, some slowly.
LOADER = """
import random, sys, time
from datetime import timedelta
sys.path[:0] = [{tests!r}, {plugins!r}]
from support.filings import NOW, article
from wireroom.decide import plan_batch
from wireroom.models import LoadBatch
from wireroom.store.articles.loader import loading
from wireroom.store.connection import FILING, connect
from wireroom.store.runs import open_run
url, seed, until = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
draw = random.Random(seed)
with connect(url, limits=FILING) as conn:
    run_id = open_run(conn, "ingest", f"loader {{seed}}", NOW)
    print("begun", flush=True)
    while True:
        # Few names and many: the same article is revised, told anew and met by all loaders.
        batch = [
            article(
                str(draw.randrange(until)),
                text=str(draw.random()),
                seen_at=NOW + timedelta(seconds=draw.randrange(10**6)),
            )
            for _ in range(draw.randrange(1, 40))
        ]
        try:
            with loading(conn, plan_batch, searchable=False) as filing:
                filing.apply(LoadBatch(run_id, tuple(batch)))
                time.sleep(draw.choice((0, 0, 0.01, 0.1)))
                if draw.random() < 0.1:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass
"""
# Writes down every cursor that it is given, and goes on from the last that is written down.
WITNESS = """
import json, os, sys
import psycopg2
url, path = sys.argv[1:]
conn = psycopg2.connect(url)
after = None
if os.path.exists(path):
    with open(path, "rb+") as file:
        whole = file.read().rpartition(b"\\n")[0]
        file.truncate(len(whole) + 1 if whole else 0)
        after = json.loads(whole.splitlines()[-1])[-1][0] if whole else None
print("begun", flush=True)
with open(path, "a") as file:
    while True:
        with conn, conn.cursor() as cursor:
            cursor.execute("SELECT cursor, kind, article_id, version FROM news.changes(%s, 100)", (after,))
            page = cursor.fetchall()
        if page:
            after = page[-1][0]
            file.write(json.dumps(page) + "\\n")
            file.flush()
"""


@dataclass(frozen=True)
class Fire:
    """What it came to: the last four must be 0."""

    kills: int  # half of them of loaders, half of consumers
    changes: int
    missed: int  # changes that the witness has not seen
    doubled: int  # that it was given twice
    out_of_order: int  # that came after a later one
    different: int  # articles in which a copy is not the table


def fire(url: str, folder: Path, *, kills: int, names: int = 400, seed: int = 0) -> Fire:
    """Kill consumers and loaders in turn, at random moments, then let the consumers come to the end."""
    draw = random.Random(seed)
    loader = LOADER.format(tests=str(ROOT / "tests"), plugins=str(ROOT / "plugins"))
    notes, copy = folder / "witness.jsonl", folder / "copy.sqlite"

    def load(number: int) -> list[str]:
        return ["-c", loader, url, str(number), str(names)]

    commands = [load(number) for number in range(LOADERS)]
    commands += [["-c", WITNESS, url, str(notes)], [str(EXAMPLE), url, str(copy)]]
    at_work = [start(command) for command in commands]
    for kill in range(kills):
        time.sleep(draw.uniform(0, 0.3))
        chosen = draw.randrange(LOADERS) if kill % 2 else draw.randrange(LOADERS, len(commands))
        at_work[chosen].send_signal(signal.SIGKILL)
        at_work[chosen].communicate()
        if chosen < LOADERS:
            commands[chosen] = load(LOADERS + kill)
        at_work[chosen] = start(commands[chosen])
        if not kill % 10:
            vacuum(url)
    for child in at_work[:LOADERS]:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    subprocess.run([sys.executable, EXAMPLE, url, copy, "--once"], check=True, timeout=120)
    expected = wait_for_witness(url, notes)
    for child in at_work[LOADERS:]:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    seen = [tuple(change) for line in notes.read_text().splitlines() for change in json.loads(line)]
    cursors = [change[0] for change in seen]
    return Fire(
        kills,
        len(expected),
        missed=len(set(expected) - set(seen)),
        doubled=sum(times - 1 for times in Counter(cursors).values()),
        out_of_order=sum(later <= earlier for earlier, later in pairwise(cursors)),
        different=different(url, copy) + untold(url, expected),
    )


def start(command: list[str]) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    if command[0] == "-c":  # says when it begins, so that no kill is spent on starting Python
        assert child.stdout is not None
        child.stdout.readline()
    return child


def vacuum(url: str) -> None:
    conn = psycopg2.connect(url)
    conn.autocommit = True
    with conn.cursor() as cursor:
        cursor.execute("VACUUM (FREEZE) wireroom.changes, wireroom.articles")
    conn.close()


def wait_for_witness(url: str, notes: Path) -> list[tuple[object, ...]]:
    """All changes, once the witness has had the time to write them down."""
    deadline = time.monotonic() + 60
    while True:
        told = rows(url, "SELECT cursor, kind, article_id, version FROM news.changes(NULL, NULL)")
        lines = notes.read_text().splitlines() if notes.exists() else []
        if time.monotonic() > deadline or (lines and json.loads(lines[-1])[-1][0] == told[-1][0]):
            return told
        time.sleep(0.1)


def different(url: str, copy: Path) -> int:
    theirs = set(rows(url, "SELECT id, version, title, text FROM news.articles"))
    with sqlite3.connect(copy) as conn:
        ours = set(conn.execute("SELECT id, version, title, text FROM article"))
    return len(ours ^ theirs)


def untold(url: str, told: list[tuple[object, ...]]) -> int:
    """Versions that are there but in no change since their article was told anew, or the reverse."""
    versions: set[tuple[object, object]] = set()
    for _, kind, article_id, version in told:
        if kind == "rewritten":
            versions = {kept for kept in versions if kept[0] != article_id}
        assert (article_id, version) not in versions, "told twice"
        versions.add((article_id, version))
    return len(versions ^ set(rows(url, "SELECT article_id, version FROM news.revisions")))


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def main() -> int:
    """One fire on a server of its own; 1 where something was not well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    arguments = parser.parse_args()
    with (
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        migrate(url)
        came_to = fire(url, Path(folder), kills=arguments.kills, names=arguments.articles)
    print(came_to)
    if arguments.keep:
        keep(
            f"python tests/support/changes_under_fire.py --kills {arguments.kills}",
            f"{came_to.changes} changes: {came_to.missed} missed, {came_to.doubled} doubled, "
            f"{came_to.out_of_order} out of order, {came_to.different} different in a copy",
        )
    return 1 if came_to.missed or came_to.doubled or came_to.out_of_order or came_to.different else 0


if __name__ == "__main__":
    sys.exit(main())
