"""Run all checks once, and open and end alerts; a check that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.decide.alerts import learn_documents, learn_rhythm
from wireroom.errors import WireroomError
from wireroom.models.alert import Finding
from wireroom.settings import Settings
from wireroom.store import alert_rows
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds import feed_baselines
from wireroom.watch.checks import Context, check_documents, check_silence, check_volumes, check_whole

Check = Callable[[Context], Iterator[Finding]]
CHECKS: dict[Check, tuple[str, ...]] = {  # with the rules of each
    check_silence: ("silence",),
    check_documents: ("document", "refused"),
    check_whole: ("heartbeat", "runs", "outcomes", "sick", "queue", "disk", "list"),
    check_volumes: ("volume", "text", "freshness"),
}
VOLUMES_EVERY = timedelta(hours=1)  # counting the articles of several days takes a second

LOOKED_BACK = timedelta(days=42)
DOCUMENTS = 200  # last documents of a feed that are considered
AT_ONCE = 60  # feeds learned in a watch: 5,000 take seven hours


@dataclass(frozen=True, slots=True)
class Watched:
    """The result of one watch."""

    open: tuple[alert_rows.OpenAlert, ...]  # all open alerts, including silenced ones
    learned: int  # number of feeds whose rhythm was learned again
    problems: tuple[str, ...] = ()  # what could not be checked

    @property
    def failure(self) -> WireroomError | None:
        """The error to raise if something could not be checked, so that the watch does not pass as fine."""
        return WireroomError.of(self.problems)


def watch_health(settings: Settings, *, now: datetime) -> Watched:
    """Run all checks that are due. Raises StoreError if the database is not available."""
    with connect(settings.database_url, application="wireroom watch") as conn:
        _, volumes_at = alert_rows.watch_state(conn)
        counting = volumes_at is None or now - volumes_at >= VOLUMES_EVERY
        findings: list[Finding] = []
        looked: list[str] = []
        problems: list[str] = []
        learned = 0
        try:
            learned = learn_usual(conn, now)
        except WireroomError as error:
            problems.append(f"learn_usual: {error}")
        for check, rules in CHECKS.items():
            if check is check_volumes and not counting:
                continue
            try:
                findings += check(Context(settings, conn, now))
                looked += rules
            except (WireroomError, OSError) as error:
                problems.append(f"{check.__name__}: {error}")
        alert_rows.save_findings(conn, findings, looked, now)
        alert_rows.note_watch(conn, now, volumes=counting, problems=problems)
        return Watched(alert_rows.open_alerts(conn), learned, tuple(problems))


def learn_usual(conn: Connection, now: datetime) -> int:
    """Learn what is usual for some feeds again; returns their number."""
    feed_ids = feed_baselines.rhythms_to_learn(conn, now, AT_ONCE)
    since = now - LOOKED_BACK
    hours = feed_baselines.hours_with_news(conn, feed_ids, since)
    read = {
        feed_id: learn_documents(entries, refused)
        for feed_id, entries, refused in feed_baselines.last_documents(
            conn, feed_ids, since, DOCUMENTS, filled=True
        )
    }
    for feed_id in feed_ids:
        first, with_news = hours.get(feed_id, (now, []))
        rhythm, documents = learn_rhythm(with_news, first, now), read.get(feed_id)
        feed_baselines.note_rhythm(
            conn,
            {
                "feed_id": feed_id,
                "learned_at": now,
                "intervals": rhythm.intervals if rhythm else max(len(with_news) - 1, 0),
                "chances": list(rhythm.chances) if rhythm else [],
                "longest_usual": rhythm.longest_usual if rhythm else None,
                "documents": documents.documents if documents else 0,
                "entries_usual": documents.entries if documents else None,
                "entries_low": documents.low if documents else None,
                "refused_usual": documents.refused if documents else None,
            },
        )
    return len(feed_ids)
