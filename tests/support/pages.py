"""Pages for tests: a gateway that believes a header, and a database with something of everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from fastapi import HTTPException, Request

from support.filings import NOW, article, feed, file, rejection, result, rows
from wireroom.models import Outcome
from wireroom.models.alert import Finding
from wireroom.store.alert_rows import save_findings, silence_alert
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import add_remark, close_run, open_run, run_summary
from wireroom.ui.gateway import AirflowAnswer, Visitor

HOSTILE = "<script>window.fired=1</script>\"'><img src=x onerror=window.fired=1>{{7*7}}"
LATER = NOW + timedelta(minutes=10)
STATES = ("paused", "silent", "emptied", "waiting", "failed-once", "cut-off", "new", "moved", "moving")


@dataclass
class StubGateway:
    """Lets in whom the header `X-Visitor` names: `viewer` may look, `editor` may change, `admin` all."""

    NEXT_RUN: ClassVar[str] = "2026-11-20T12:15:00Z"
    asked: list[tuple[str, str, Mapping[str, Any] | None]] = field(default_factory=list)
    status: int = 200
    backfills: list[Mapping[str, Any]] = field(default_factory=list)

    async def visitor(self, request: Request) -> Visitor:
        name = request.headers.get("X-Visitor")
        if name is None:
            raise HTTPException(401, "Not authenticated")
        return Visitor(name, may_change=name in {"editor", "admin"}, is_admin=name == "admin")

    async def ask_airflow(
        self, request: Request, method: str, path: str, json: Mapping[str, Any] | None = None
    ) -> AirflowAnswer:
        self.asked.append((method, path, json))
        if path.startswith("/api/v2/backfills?"):
            return AirflowAnswer(200, {"backfills": self.backfills})
        if method == "GET":
            return AirflowAnswer(200, {"is_paused": False, "next_dagrun_run_after": self.NEXT_RUN})
        return AirflowAnswer(self.status, {"dag_run_id": "manual__1", "detail": "no such role"})

    def about(self) -> Mapping[str, str]:
        return {"Airflow": "3.3.2"}


@dataclass
class Newsroom:
    """A database with feeds of every kind, articles, a correction, an entry in quarantine, hostile names."""

    well: int
    sick: int
    run: int
    hostile: int  # the article whose every word is an attack
    corrected: int


def fill(conn: Connection) -> Newsroom:
    well, sick = feed(conn, "harbour"), feed(conn, "mire", publisher=HOSTILE, category=(HOSTILE,))
    bad = article(
        "hostile", feed_id=well, title=HOSTILE, summary=HOSTILE, authors=(HOSTILE,), tags=(HOSTILE,)
    )
    again = article("corrected", feed_id=well, seen_at=NOW - timedelta(minutes=5), text="The pier is open.")
    fixed = article("corrected", feed_id=well, text="The pier is closed.", title="Pier closed, not open")
    day_ago = NOW - timedelta(days=1)
    file(conn, [again], results=[result(well), result(sick, Outcome.NOT_FOUND, at=day_ago)], run="first")
    file(
        conn,
        [bad, fixed, *(article(f"quay {number}", feed_id=well) for number in range(60))],
        rejections=[rejection("odd", well, detail=HOSTILE, raw=HOSTILE.encode())],
        results=[result(well), result(sick, Outcome.NOT_FOUND, failures=3, detail=HOSTILE)],
        run="second",
    )
    run_id = open_run(conn, "ingest", "second", NOW)
    add_remark(conn, run_id, HOSTILE)
    close_run(conn, run_id, LATER, run_summary(conn, run_id).counts)
    index_search(conn)
    ids = dict(rows(conn, "SELECT guid, id FROM news.articles"))
    return Newsroom(well, sick, run_id, ids["hostile"], ids["corrected"])


def fill_every_state(conn: Connection) -> None:
    """Beside that a feed in each condition, alerts open and silenced; long, unbroken and Arabic titles."""
    ids = {name: feed(conn, name, paused=name == "paused") for name in (*STATES, "gone")}
    polls = {
        "silent": result(ids["silent"]),
        "emptied": result(ids["emptied"], Outcome.EMPTY),
        "waiting": result(ids["waiting"], Outcome.RATE_LIMITED, detail="429: asks us to wait"),
        "failed-once": result(ids["failed-once"], Outcome.SERVER_ERROR, detail="500"),
        "cut-off": result(ids["cut-off"], Outcome.UNREACHABLE_HOST, at=NOW + timedelta(minutes=5)),
        "moved": result(ids["moved"], fetch_url=f"https://new.example/{'a' * 300}"),
        "moving": result(ids["moving"], redirected_to="https://new.example/feed", redirected_since=NOW),
    }
    titles = {
        "long": "long words " * 60,
        "unbroken": "w" * 400,
        "rtl": "المياه تغلق شارع الحبالين لليوم الثاني " * 8,
    }
    made = [article(name, feed_id=ids["moved"], title=title, language="ar") for name, title in titles.items()]
    file(conn, made, results=list(polls.values()), run="states")
    sync_feeds(conn, [s.feed.spec for s in list_feeds(conn) if s.feed.id != ids["gone"]], NOW)
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.feed_states SET last_new_at = %s WHERE feed_id = %s",
            (NOW - timedelta(days=40), ids["silent"]),
        )
        cursor.execute(
            "UPDATE wireroom.feed_states SET first_filled_at = %s, empty_since = %s WHERE feed_id = %s",
            (NOW - timedelta(days=90), NOW - timedelta(days=9), ids["emptied"]),
        )
        cursor.execute(
            "INSERT INTO wireroom.network_outages (began_at, families) VALUES (%s, 9)",
            (NOW + timedelta(minutes=4),),
        )
    conn.commit()
    found = [
        Finding("sick", "cause", "1 feed needs attention: " + "w" * 200, None),
        Finding("silence", "feed", "Silent for longer than it ever was.", ids["silent"]),
    ]
    save_findings(conn, found, ["sick", "silence"], NOW)
    silence_alert(conn, 1, until=LATER + timedelta(days=1), reason="they move", by="ada", now=NOW)
