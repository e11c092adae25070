"""The warehouse looked at once in, alerts opened and ended out; a check that fails holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom import store
from wireroom.decide.alerts import learn_documents, learn_rhythm
from wireroom.errors import WireroomError
from wireroom.models.alert import Finding
from wireroom.settings import Settings
from wireroom.store import alert_rows
from wireroom.store.feeds import feed_baselines
from wireroom.watch.checks import Context, check_documents, check_silence, check_volumes, check_whole

Check = Callable[[Context], Iterator[Finding]]
CHECKS: dict[Check, tuple[str, ...]] = {  # and the rules that each answers for
    check_silence: ("silence",),
    check_documents: ("document", "refused"),
    check_whole: ("heartbeat", "runs", "outcomes", "sick", "queue", "disk", "list"),
    check_volumes: ("volume", "text", "freshness"),
}
VOLUMES_EVERY = timedelta(hours=1)  # counting a day's articles six times over costs a second

LOOKED_BACK = timedelta(days=42)
DOCUMENTS = 200  # of a feed, the last
AT_ONCE = 60  # feeds a watch: 5,000 are done in seven hours


@dataclass(frozen=True, slots=True)
class Watched:
    """What one watch found."""

    open: tuple[alert_rows.OpenAlert, ...]  # all that last, silenced ones too
    learned: int  # feeds whose rhythm was learned anew
    problems: tuple[str, ...] = ()  # what could not be looked at

    @property
    def failure(self) -> WireroomError | None:
        """What a watch that must not be green raises: who cannot look does not know."""
        return WireroomError.of(self.problems)


def watch_health(settings: Settings, *, now: datetime) -> Watched:
    """Look at everything that is due to be looked at. Raises StoreError where the database is not there."""
    with store.connect(settings.database_url, application="wireroom watch") as conn:
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


def learn_usual(conn: store.Connection, now: datetime) -> int:
    """Learn some feeds; how many."""
    feed_ids = feed_baselines.rhythms_to_learn(conn, now, AT_ONCE)
    since = now - LOOKED_BACK
    hours = feed_baselines.hours_with_news(conn, feed_ids, since)
    read = {
        feed_id: learn_documents(entries, refused)
        for feed_id, entries, refused in feed_baselines.last_documents(conn, feed_ids, since, DOCUMENTS)
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
