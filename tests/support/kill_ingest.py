"""Processes of ingest killed at random moments, then left in peace; what that came to.

A batch has a database, a landing folder and a newsroom of its own, and draws its moments from its number.
"""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

from support import postgres
from support.kill_batch import OUTLETS, Batch, came_to, environment_of, made, run_in_peace, start, undisturbed
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom.store.schema.migrate import migrate

STEP = timedelta(minutes=5)
PEACE = 0.3  # of the runs are left alone


def kill_ingest(admin_url: str, number: int, kills: int) -> Batch:
    """Kill `kills` runs of ingest, then let it run twice in peace and compare with one never disturbed."""
    draw = random.Random(number)
    with (
        postgres.database(admin_url) as disturbed,
        postgres.database(admin_url) as calm,
        tempfile.TemporaryDirectory() as folder,
        newsroom(disturbed, made(Path(folder) / "disturbed")) as room,
    ):
        for url in (disturbed, calm):
            migrate(url)
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
        expected = undisturbed(calm, Path(folder) / "calm", NOON, room.now)
        return came_to(number, kills, url=disturbed, expected=expected, landed=Path(folder))


def killed(environment: dict[str, str], key: str, room: Newsroom, after: float) -> bool:
    """Kill a run `after` seconds; False where it had ended by then."""
    child = start(environment, key, room)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    child.communicate()
    return child.returncode == -signal.SIGKILL
