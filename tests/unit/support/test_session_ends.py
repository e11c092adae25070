"""A session of pytest that is told to end, by SIGTERM, brings down what its fixtures had started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from support import postgres

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


FORKING = """
import os, signal, time

def test_that_forks(server):
    ready, tell = os.pipe()
    child = os.fork()
    if not child:
        os.write(tell, b".")  # what comes before is lost: Python forgets signals that come amid a fork
        time.sleep(30)
        os._exit(0)
    os.read(ready, 1)
    os.kill(child, signal.SIGTERM)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGTERM
"""


def test_a_forked_child_that_gets_sigterm_leaves_the_fixtures_of_the_session_alone(tmp_path: Path) -> None:
    """Before, it ended them under its parent's feet, as if it were the session."""
    fixture = SESSION.partition("@pytest.mark")[0]
    (tmp_path / "test_session.py").write_text(fixture + FORKING)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "conftest", "test_session.py"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert len(list(tmp_path.glob("*.down"))) == 1


@pytest.mark.slow
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


def test_a_bench_that_is_told_to_end_takes_its_server_along() -> None:
    """As `timeout` does; the server ran on, and held memory and a port."""
    with _server_of_another_process("") as (running, url):
        running.terminate()
        assert running.wait(timeout=60) == 128 + signal.SIGTERM
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url, connect_timeout=5)


@pytest.mark.skipif(not postgres.has_room_in_memory(), reason="this machine has no room in /dev/shm")
def test_the_next_server_ends_what_a_killed_session_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its data are in memory, which nobody would get back before the machine restarts."""
    monkeypatch.delenv("WIREROOM_TEST_DATABASE_URL", raising=False)
    with _server_of_another_process("in_memory=True") as (running, url):
        running.kill()
    psycopg2.connect(url).close()  # nobody has told the server
    with postgres.admin_url(in_memory=True), pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url, connect_timeout=5)


@contextlib.contextmanager
def _server_of_another_process(arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    code = (
        "import time\nfrom support import postgres\n"
        f"with postgres.admin_url({arguments}) as url:\n    print(url, flush=True)\n    time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    environment.pop("WIREROOM_TEST_DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        url = running.stdout.readline().strip()
        psycopg2.connect(url).close()
        yield running, url
