"""What a batch of kills came to: its articles beside those of a pipeline that saw the same hours in peace."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg2

from support import programs, warm
from support.sample_newsroom import Newsroom, newsroom, subscribe
from support.warm import WarmProcess

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
# As the feed gives it: Airflow fetches pages too, and the calm pipeline does not.
CONTENT = """
SELECT coalesce(canonical_url, url), title, md5(coalesce(feed_text, text)), published_at::text
FROM news.articles ORDER BY 1, 2, 3
"""
RUNNING = "SELECT count(*) FROM news.runs WHERE status = 'running'"
UNFILED = "SELECT count(*) FROM wireroom.landings WHERE status NOT IN ('filed', 'lost')"
DOUBLED = """
SELECT count(*) - count(DISTINCT canonical_url) FROM news.articles WHERE canonical_url IS NOT NULL
"""


@dataclass(frozen=True)
class Batch:
    """What it came to: all but the first two, and `where`, must be 0."""

    number: int
    kills: int
    lost: int  # articles that an undisturbed pipeline has, and this one not, or otherwise
    doubled: int
    running: int  # runs that nobody works at and that say they run, ours and Airflow's
    parts: int  # temporary files
    waiting: int  # articles that are not searchable
    unfiled: int = 0  # landing files
    where: str = "ingest"  # or airflow: what was killed

    @property
    def is_well(self) -> bool:
        return not any((self.lost, self.doubled, self.running, self.parts, self.waiting, self.unfiled))


def came_to(
    number: int,
    kills: int,
    *,
    url: str,
    expected: list[tuple[object, ...]],
    landed: Path,
    where: str = "ingest",
    running: int = 0,
) -> Batch:
    """Look at what is left in the database at `url` and in the folder `landed`; `running`: in Airflow."""
    held = set(rows(url, CONTENT))
    for row in sorted({*expected} - held, key=str):
        print("only in peace:", row, flush=True)
    for row in sorted(held - {*expected}, key=str):
        print("only after kills:", row, flush=True)
    return Batch(
        number,
        kills,
        lost=len(held.symmetric_difference(expected)),
        doubled=number_of(url, DOUBLED),
        running=running + number_of(url, RUNNING),
        parts=len(list(landed.rglob("*.part"))),
        waiting=number_of(url, "SELECT count(*) FROM wireroom.search_queue"),
        unfiled=number_of(url, UNFILED),
        where=where,
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


def start(environment: dict[str, str], key: str, room: Newsroom) -> WarmProcess:
    """A run that has begun, in a process of its own."""
    child = warm.start(programs.ingest, key, room.now, environment=environment)
    assert child.stdout.readline() == "begun\n", child.communicate()[0]
    return child


def run_in_peace(environment: dict[str, str], key: str, room: Newsroom) -> float:
    """One run to its end; the seconds that it took."""
    began = time.monotonic()
    child = start(environment, key, room)
    said, _ = child.communicate(timeout=300)
    assert child.returncode == 0, said
    return time.monotonic() - began


def undisturbed(url: str, home: Path, since: datetime, until: datetime) -> list[tuple[object, ...]]:
    """The articles of a pipeline that sees these hours of the newsroom and is left alone."""
    with newsroom(url, made(home), now=since) as calm:
        subscribe(calm.settings, *OUTLETS)
        environment = environment_of(calm, url)
        while calm.now < until:
            run_in_peace(environment, f"calm-{calm.now:%d-%H%M}", calm)
            calm.advance(min(timedelta(minutes=15), until - calm.now))
        run_in_peace(environment, "last", calm)
    return rows(url, CONTENT)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def number_of(url: str, sql: str) -> int:
    return int(str(rows(url, sql)[0][0]))
