"""A family that cannot keep up delays nobody else: two hours of the trial of 100,000 feeds, with 2,000."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import large_day, postgres
from support.large_day import simulate
from wireroom.ingest import run_ingest as ingest


def test_a_family_that_cannot_keep_up_delays_nobody_else(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run takes on few feeds, and of the family so few that it falls behind."""
    monkeypatch.setattr(ingest, "DUE_AT_ONCE", 48)
    monkeypatch.setattr(ingest, "family_share", lambda settings: 5)
    with postgres.kept_server(open_folder) as admin:
        day = simulate(admin, open_folder, feeds=2_000, hours=2, family=0.5)
    assert day.of_family == 5 * day.runs, "it never keeps up"
    assert max(day.late) <= 15
    assert day.polls > 800
    assert day.is_well, day


def test_a_killed_trial_goes_on_where_it_was(open_folder: Path) -> None:
    """SIGKILL leaves its server running; the next one ends that and takes up its data."""
    command = [sys.executable, large_day.__file__, "--feeds", "100", "--hours", "1", "--folder", open_folder]
    known = open_folder / "day.json"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as first:
        while first.poll() is None and not (known.exists() and json.loads(known.read_text())["runs"] >= 3):
            time.sleep(0.05)
        first.kill()
    polls = json.loads(known.read_text())["polls"]
    assert first.returncode == -9, "it was killed in the middle"
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode == 0, second.stderr
    assert second.stdout.startswith("12 runs"), second.stdout
    assert json.loads(known.read_text())["polls"] > polls
    third = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (third.returncode, third.stdout) == (0, second.stdout), "nothing is left to be done"
