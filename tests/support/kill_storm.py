"""Runs of ingest killed at random moments, then left in peace; what was lost, doubled or left behind.

    python tests/support/kill_storm.py [--kills N] [--done FILE]

A storm is made of batches. Each has a database, a landing folder and a newsroom of its own, and draws its
moments from its number; each goes on in FILE, so that a long storm can be ended and taken up again.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from support import postgres
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom import store
from wireroom.stack.process import code_hash

CODE = Path(store.__file__).parents[1]
KILLS_A_BATCH = 25
STEP = timedelta(minutes=5)
PEACE = 0.3  # of the runs are left alone
# Well feeds in several languages and formats; the traps have tests of their own and only cost time here.
OUTLETS = (
    "harbour-post",
    "pegel-chronik",
    "courrier",
    "diario",
    "stadtbote",
    "estuary-almanac",
    "twin-bridges",
)
# One run in a process of its own; it says when it begins, so that no kill is spent on starting Python.
CHILD = """
import sys
from datetime import datetime
from wireroom.ingest import run_ingest
from wireroom.settings import Settings
now = datetime.fromisoformat(sys.argv[2])
print("begun", flush=True)
run_ingest(Settings.from_environment(), key=sys.argv[1], clock=lambda: now, even_if_not_due=True)
"""
CONTENT = """
SELECT coalesce(canonical_url, url), title, md5(text), published_at::text FROM news.articles ORDER BY 1, 2, 3
"""
DOUBLED = """
SELECT count(*) - count(DISTINCT canonical_url) FROM news.articles WHERE canonical_url IS NOT NULL
"""


@dataclass(frozen=True)
class Batch:
    """What a batch came to: all but the first two must be 0."""

    number: int
    kills: int
    lost: int  # articles that an undisturbed pipeline has, and this one not, or otherwise
    doubled: int
    running: int  # runs that nobody works at and that say they run
    parts: int  # temporary files
    waiting: int  # articles that are not searchable

    @property
    def is_well(self) -> bool:
        return not any((self.lost, self.doubled, self.running, self.parts, self.waiting))


def batch(admin_url: str, number: int, kills: int) -> Batch:
    """Kill `kills` runs of ingest, then let it run twice in peace and compare with one never disturbed."""
    draw = random.Random(number)
    with (
        postgres.database(admin_url) as disturbed,
        postgres.database(admin_url) as calm,
        tempfile.TemporaryDirectory() as folder,
        newsroom(disturbed, made(Path(folder) / "disturbed")) as room,
    ):
        for url in (disturbed, calm):
            store.migrate(url)
        subscribe(room.settings, *OUTLETS)
        environment = environment_of(room, disturbed)
        usual = run_in_peace(environment, "first", room)
        done = 0
        while done < kills:
            room.advance(STEP)
            key = f"{room.now:%d-%H%M}"
            if draw.random() < PEACE:  # no reader helps where no run ends before stories leave the feed
                usual = run_in_peace(environment, key, room)
            else:
                done += killed(environment, key, room, draw.uniform(0, usual))
        for last in ("peace", "again"):
            room.advance(STEP)
            run_in_peace(environment, last, room)
        expected = undisturbed(room, calm, Path(folder) / "calm")
        found = rows(disturbed, CONTENT)
        return Batch(
            number,
            kills,
            lost=len(set(expected) ^ set(found)),
            doubled=rows(disturbed, DOUBLED)[0][0],
            running=rows(disturbed, "SELECT count(*) FROM news.runs WHERE status = 'running'")[0][0],
            parts=len(list(Path(folder).rglob("*.part"))),
            waiting=rows(disturbed, "SELECT count(*) FROM wireroom.search_queue")[0][0],
        )


def environment_of(room: Newsroom, url: str) -> dict[str, str]:
    """What leads a process to the newsroom and to this database."""
    ((asked, actual),) = room.settings.connect_to
    return {
        "PATH": "/usr/bin:/bin",
        "WIREROOM_DATABASE_URL": url,
        "WIREROOM_HOME": str(room.settings.home),
        "WIREROOM_FEEDS_FILE": str(room.settings.feeds_file),
        "WIREROOM_CONNECT_TO": f"{asked}={actual}",
        "WIREROOM_FAMILY_PAUSE": "0",
    }


def start(environment: dict[str, str], key: str, room: Newsroom) -> subprocess.Popen[str]:
    """A run that has begun."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, key, room.now.isoformat()],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "begun\n", child.communicate()[1]
    return child


def run_in_peace(environment: dict[str, str], key: str, room: Newsroom) -> float:
    """One run to its end; the seconds that it took."""
    began = time.monotonic()
    child = start(environment, key, room)
    _, said = child.communicate(timeout=300)
    assert child.returncode == 0, said
    return time.monotonic() - began


def killed(environment: dict[str, str], key: str, room: Newsroom, after: float) -> bool:
    """Kill a run `after` seconds; False where it had ended by then."""
    child = start(environment, key, room)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    child.communicate()
    return child.returncode == -signal.SIGKILL


def undisturbed(room: Newsroom, url: str, home: Path) -> list[tuple[object, ...]]:
    """The articles of a pipeline that sees the same hours of the newsroom and is left alone."""
    end = room.now
    with newsroom(url, made(home), now=NOON) as calm:
        subscribe(calm.settings, *OUTLETS)
        environment = environment_of(calm, url)
        while calm.now < end:
            run_in_peace(environment, f"calm-{calm.now:%d-%H%M}", calm)
            calm.advance(min(timedelta(minutes=15), end - calm.now))
        run_in_peace(environment, "last", calm)
    return rows(url, CONTENT)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def main() -> int:
    """Go on where FILE ends, until there are as many kills as wanted; 1 where something was not well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--done", type=Path, help="default: a file in build/ named for this very code")
    arguments = parser.parse_args()
    done = arguments.done or Path("build") / f"kill_storm-{code_hash(CODE)}.jsonl"
    done.parent.mkdir(parents=True, exist_ok=True)
    batches = read(done)
    with postgres.admin_url() as admin:
        while (left := arguments.kills - sum(found.kills for found in batches)) > 0:
            batches.append(batch(admin, len(batches), min(left, KILLS_A_BATCH)))
            with done.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(batches[-1])) + "\n")
            print(batches[-1], flush=True)
    kinds = [field.name for field in fields(Batch)[1:]]
    print(", ".join(f"{sum(getattr(found, kind) for found in batches)} {kind}" for kind in kinds))
    return 0 if all(found.is_well for found in batches) else 1


def read(path: Path) -> list[Batch]:
    """The batches that are done."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Batch(**json.loads(line)) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
