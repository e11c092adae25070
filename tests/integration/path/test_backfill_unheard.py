"""`wireroom backfill run | head`: who has seen enough ends the work, and hears that it is not done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg2

FILES = 3


def start(database_url: str, home: Path, *words: str, unbuffered: bool) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(home),
        "PYTHONUNBUFFERED": "1" if unbuffered else "",
    }
    command = [sys.executable, "-m", "wireroom.cli.main", "backfill", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def unheard(running: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit code, and what it says where somebody still reads."""
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    said = running.stderr.read()
    return running.wait(timeout=120), said


def held(database_url: str) -> int:
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        return int((cursor.fetchone() or (0,))[0])


def test_a_backfill_that_nobody_listens_to_any_more_stops_and_says_so(
    database_url: str, tmp_path: Path
) -> None:
    """It ended with exit code 0, and not a word on what was left."""
    place = tmp_path / "saved"
    place.mkdir()
    for number in range(FILES):
        text = f"date 2022-02-0{number + 1} The ferry ran {number} times. " + f"Tea {number} was given. " * 20
        (place / f"{number}.txt").write_text(text)
    asked = ("run", "--from", f"documents:{place}")
    code, said = unheard(start(database_url, tmp_path, *asked, unbuffered=True))
    assert code == 141, said
    assert f"stopped: 0 of {FILES} files" in said
    assert "`wireroom backfill resume 1` goes on" in said
    assert held(database_url) == 0
    code, said = unheard(start(database_url, tmp_path, "resume", unbuffered=False))
    assert (code, said) == (0, ""), "its words were kept to the end, and it came to it"
    assert held(database_url) == FILES
