"""A session of pytest that is told to end, by SIGTERM, brings down what its fixtures had started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[2]
SESSION = """
import os, time
from pathlib import Path
import pytest

@pytest.fixture(scope="session")
def server():
    Path(f"{os.getpid()}.up").touch()
    yield
    time.sleep(1)
    Path(f"{os.getpid()}.up").rename(f"{os.getpid()}.down")

@pytest.mark.parametrize("number", range(2))
def test_that_lasts(server, number):
    time.sleep(120)
"""


@pytest.mark.parametrize("workers", [0, 2])
def test_sigterm_runs_the_ends_of_fixtures(tmp_path: Path, workers: int) -> None:
    """Before, each session that was ended so left a Postgres or a whole stack running."""
    (tmp_path / "test_session.py").write_text(SESSION)
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers), "-p", "conftest", "test_session.py"]
    session = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 120
        while len(list(tmp_path.glob("*.up"))) < max(workers, 1):
            assert session.poll() is None, "it runs"
            assert time.monotonic() < deadline
            time.sleep(0.1)
        session.send_signal(signal.SIGTERM)
        assert session.wait(60) == 128 + signal.SIGTERM
    finally:
        session.kill()
    assert len(list(tmp_path.glob("*.down"))) == max(workers, 1)
    assert list(tmp_path.glob("*.up")) == []
