"""An installation of an earlier day comes along: `git pull && make up` loses nothing, even killed midway."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support.checkout import ROOT, copy_repository, make, newcomers_environment

pytestmark = [pytest.mark.slow, pytest.mark.stack, pytest.mark.timeout(1500)]

EARLIER = "770127d68e96"  # the last commit before the first change of the schema that had users
ARTICLES = 30_000  # more than any step of a migration or a filing takes at once
# With that day's own code: its bench files what an ingest files.
GROW = f"""
import sys
sys.path[:0] = ["bench", "tests"]
from load_articles import file_all, synthetic_articles
from wireroom import store
from wireroom.settings import Settings
articles = list(synthetic_articles({ARTICLES}, words=40))
with store.connect(Settings.from_environment().database_url) as conn:
    store.ensure_partitions(conn, articles)
    file_all(conn, articles)
    with conn.cursor() as cursor:
        cursor.execute("DELETE FROM wireroom.search_queue")  # making them searchable takes minutes
    conn.commit()
"""
# Nothing polls these publishers, so nothing may change in their articles.
CONTENT = """
SELECT count(*), md5(string_agg(
    concat_ws('|', id, url, title, md5(text), published_at, first_seen_at, updated_at, version),
    E'\\n' ORDER BY id
))
FROM news.articles WHERE url LIKE 'https://www.outlet%.example/%'
"""
KEYS = "SELECT count(*) FROM wireroom.article_keys"


class Installation:
    """One checkout with its stack."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        ports = {
            "WIREROOM_POSTGRES_PORT": "28432",
            "WIREROOM_UI_PORT": "28080",
            "WIREROOM_NEWSROOM_PORT": "28799",
        }
        self.environment = newcomers_environment(**ports)

    def make(self, target: str) -> str:
        return make(target, self.checkout, self.environment)

    def ask(self, sql: str) -> Any:
        lines = (self.checkout / ".wireroom" / "environment").read_text().splitlines()
        url = dict(line.split("=", 1) for line in lines)["WIREROOM_DATABASE_URL"]
        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()

    def landed(self) -> set[str]:
        folder = self.checkout / ".wireroom" / "landing"
        return {str(path.relative_to(folder)) for path in folder.rglob("*.warc.gz")}

    def task_logs(self) -> set[str]:
        """Of Airflow's runs so far."""
        folder = self.checkout / ".wireroom" / "airflow" / "logs"
        return {str(path.relative_to(folder)) for path in folder.rglob("attempt=*.log")}

    def pull(self) -> None:
        """The files of today in place of those of that day; data and environment stay."""
        for path in self.checkout.iterdir():
            if path.name not in {".venv", ".wireroom"}:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        copy_repository(self.checkout)


def unpack(commit: str, target: Path) -> None:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode != 0:
        pytest.skip(f"the history of this checkout does not reach {commit}")
    target.mkdir()
    subprocess.run(["tar", "-x", "-C", str(target)], input=archive.stdout, check=True)


def lay_packages(checkout: Path) -> None:
    """Those of that day's lock, by uv: its own `make up` then finds them there. By pip they took a minute."""
    subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=checkout, check=True)
    uv = [str(Path(sys.executable).parent / "uv"), "pip", "install", "--python", ".venv/bin/python"]
    lock = ["--no-deps", "--compile-bytecode", "--requirement", "requirements.txt"]
    subprocess.run([*uv, *lock], cwd=checkout, check=False)  # where uv cannot, `make up` does it


@pytest.fixture
def installation(open_folder: Path) -> Iterator[Installation]:
    """Made by the earlier commit, with a first ingest and many articles."""
    unpack(EARLIER, open_folder / "wireroom")
    made = Installation(open_folder / "wireroom")
    lay_packages(made.checkout)
    try:
        made.make("up")
        grow = [".venv/bin/python", "-c", GROW]
        subprocess.run(grow, cwd=made.checkout, env=made.environment, check=True)
        yield made
    finally:
        made.make("down")


def kill_up_at(installation: Installation, line: str) -> str:
    """Start `make up` and kill all of it as soon as it prints `line`; what it had said."""
    said = ""
    command = ["make", "--no-print-directory", "up"]
    with subprocess.Popen(
        command,
        cwd=installation.checkout,
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as up:
        for text in up.stdout or ():
            said += text
            if line in text:
                os.killpg(up.pid, signal.SIGKILL)
                break
    return said


def test_an_installation_with_many_articles_comes_along(installation: Installation) -> None:
    before, keys = installation.ask(CONTENT), installation.ask(KEYS)[0]
    landed, logs = installation.landed(), installation.task_logs()
    assert before[0] == ARTICLES
    assert landed

    installation.pull()
    assert "Schema …" in kill_up_at(installation, "Schema …")
    said = installation.make("up")

    assert re.search(r"Schema: (\d+ migrations applied|up to date)", said), said
    assert installation.ask(CONTENT) == before
    assert installation.ask(KEYS)[0] >= keys
    assert landed <= installation.landed()
    assert logs <= installation.task_logs()
    deadline = time.monotonic() + 300
    while (waiting := installation.ask("SELECT count(*) FROM wireroom.search_queue")[0]) > 0:
        assert time.monotonic() < deadline, f"{waiting} articles wait to be searchable"
        time.sleep(2)
    installation.make("status")
