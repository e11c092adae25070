"""A list of feeds in, what planning a run over it costs out: CPU seconds and the largest memory.

    python bench/plan.py [--feeds 100000] [--family 0.15] [--runs 4]

One politeness family holds a share of all feeds, the others one each. The first run follows the list; then
every feed is given a past, and the others find the list unchanged and all feeds due. Starts a PostgreSQL of
its own, whose CPU time counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psutil

from support import postgres
from wireroom.store.connection import connect
from wireroom.store.schema.migrate import migrate

ROOT = Path(__file__).resolve().parents[1]
FEEDS = 100_000
MOST_CPU = 2.0  # seconds, at so many
MOST_MEMORY = 150  # MB, likewise

PAST = """
INSERT INTO wireroom.feed_states (
    feed_id, next_poll_at, last_polled_at, interval, outcome, status, detail, etag, title, rhythm_counts,
    rhythm_since, rhythm_until, rhythm_at, next_poll_reason, failures, polls_since_full, entries
)
SELECT
    id, '2026-11-26 12:00Z'::timestamptz - random() * interval '1 hour', '2026-11-26 10:00Z',
    interval '1 hour', 'ok', 200, '', md5(url), url, array_fill(64::smallint, ARRAY[168]), '2026-11-01Z',
    '2026-11-26 09:00Z', '2026-11-26 09:00Z', '1.0 new entries are expected by then', 0, 0, 20
FROM wireroom.feeds
ON CONFLICT DO NOTHING;
COMMIT;
ANALYZE wireroom.feed_states;
"""

# Each run is a process of its own, as Airflow's task is.
RUN = """
import json, resource, sys, time
from collections import Counter
from datetime import UTC, datetime, timedelta
import psutil
from wireroom.ingest.run_ingest import plan_run
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import feeds_by_id
key, server = sys.argv[1], psutil.Process(int(sys.argv[2]))
def spent():
    own, of_others = time.process_time(), 0.0
    for process in [server, *server.children(recursive=True)]:
        times = process.cpu_times()
        of_others += times.user + times.system + times.children_user + times.children_system
    return own, of_others
settings, now = Settings.from_environment(), datetime(2026, 11, 26, 12, int(key), tzinfo=UTC)
before = spent()
plan = plan_run(settings, key=key, now=now)
own, of_others = (after - earlier for after, earlier in zip(spent(), before))
with connect(settings.database_url) as conn:
    feeds = feeds_by_id(conn, [id for shard in plan.shards for id in shard.feed_ids])
families = Counter(feed.spec.family for feed in feeds)
print(json.dumps({
    "own": own, "server": of_others, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "feeds": plan.feeds, "families": len(families), "largest": max(families.values(), default=0),
}))
"""


def main() -> None:
    """Print a line a run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=100_000)
    options.add_argument("--family", type=float, default=0.15, help="share of one politeness family")
    options.add_argument("--runs", type=int, default=4)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
    ):
        migrate(url)
        file = Path(folder) / "feeds.yaml"
        file.write_text(listed(given.feeds, given.family))
        with connect(url) as conn:
            server = psutil.Process(conn.info.backend_pid).parent()
        assert server is not None
        for number in range(given.runs):
            found = planned(number, server.pid, url, file)
            cpu = found["own"] + found["server"]
            print(
                f"{'list unchanged' if number else 'follows the list'}: {cpu:.2f} CPU s, "
                f"{found['server']:.2f} of them Postgres's, {found['memory']:.0f} MB; {found['feeds']} feeds "
                f"taken on in {found['families']} families, {found['largest']} of the largest",
                flush=True,
            )
            if number == 0:
                with connect(url) as conn, conn.cursor() as cursor:
                    cursor.execute(PAST)
            if number and given.feeds <= FEEDS:
                assert cpu <= MOST_CPU
                assert found["memory"] <= MOST_MEMORY


def listed(feeds: int, share: float) -> str:
    """feeds.yaml with so many feeds."""
    of_one = int(feeds * share)
    lines = [f"  - https://large.example/{number}/rss" for number in range(of_one)]
    lines += [f"  - https://paper-{number}.example/rss" for number in range(feeds - of_one)]
    return "\n".join(["feeds:", *lines, ""])


def planned(number: int, server: int, url: str, file: Path) -> dict[str, float]:
    """What one run took."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "plugins"),
        "WIREROOM_DATABASE_URL": url,
        "WIREROOM_FEEDS_FILE": str(file),
        "WIREROOM_HOME": str(file.parent),
    }
    command = [sys.executable, "-c", RUN, str(number), str(server)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
