"""`wireroom psql` runs each of its commands and files, in the order in which they are named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_several_commands_and_files_run_in_order(database_url: str, tmp_path: Path) -> None:
    """Only the last was run, without a word of the others."""
    file = tmp_path / "two.sql"
    file.write_text("SELECT 'two';", encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "wireroom.cli.main", "psql", "-c", "SELECT 'one'"),
            *("-f", str(file), "--command", r"\pset tuples_only", "-c", "SELECT 'three'"),
        ],
        env={
            **os.environ,
            "WIREROOM_READER_DATABASE_URL": database_url,
            "WIREROOM_DATABASE_URL": database_url,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    said = [word for word in done.stdout.split() if word in {"one", "two", "three"}]
    assert said == ["one", "two", "three"]
