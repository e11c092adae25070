"""`wireroom alerts`: what is wrong, from whichever clock; silenced or closed by whom it is told."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from rich.table import Table

from wireroom.cli.console import make_console, print_remark, print_table, utc_now
from wireroom.common.duration import read_duration
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store import alert_rows
from wireroom.store.connection import Connection, connect

if TYPE_CHECKING:
    from wireroom.watch.notify import Send

TERMINAL = "terminal"  # is told like an address: cron mails what is printed, once
WATCHED_WITHIN = timedelta(minutes=15)  # three times the interval of watch_health


def register(subcommands: Any) -> None:
    """Add `wireroom alerts` and its own subcommands."""
    parser = subcommands.add_parser("alerts")
    parser.set_defaults(run=show)
    parts = parser.add_subparsers(metavar="what")
    parts.add_parser("list", help="the open ones; so also without a word").set_defaults(run=show)
    looking = parts.add_parser(
        "watch", help="look once, tell webhooks and the ping, as the DAG watch_health does; for cron"
    )
    looking.set_defaults(run=look)
    closing = parts.add_parser("close", help="close an alert until it has ended and comes again")
    closing.set_defaults(run=close)
    quiet = parts.add_parser("silence", help="tell nobody of an alert for a time")
    quiet.add_argument("--for", dest="span", required=True, metavar="TIME", help="such as 2h, 3d")
    quiet.add_argument("--reason", required=True, help="why, for whoever looks later")
    quiet.set_defaults(run=silence)
    loud = parts.add_parser("unsilence", help="tell of it again")
    loud.set_defaults(run=unsilence)
    for part in (closing, quiet, loud):
        part.add_argument("id", type=int, help="number of the alert, as `wireroom alerts` lists it")


def show(arguments: argparse.Namespace) -> int:
    """Print the open alerts; exit code 1 where there are any that are not silenced, or nobody watches."""
    now = utc_now()
    console = make_console()
    with connect(Settings.from_environment().database_url) as conn:
        found, (looked_at, _) = alert_rows.open_alerts(conn), alert_rows.watch_state(conn)
    print_table(console, _table(found))
    print_remark(console, _watched(looked_at, now) or ("" if found else "no open alert"))
    return int(any(alert.silenced_until is None for alert in found) or bool(_watched(looked_at, now)))


def look(arguments: argparse.Namespace) -> int:
    """Look once, here and now; exit code 1 where something is wrong. Mail and Slack are Airflow's to send."""
    from wireroom.watch.notify import ping, tell
    from wireroom.watch.watch_health import watch_health

    settings, now = Settings.from_environment(), utc_now()
    watched = watch_health(settings, now=now)
    senders: dict[str, Send] = {TERMINAL: lambda _, message: print(message.text)}
    _, refused = tell(settings, now=now, to=(TERMINAL, *settings.alerting.to), senders=senders)
    problems = [*watched.problems, *refused, *filter(None, [ping(settings)])]
    print(
        f"{counted(len(watched.open), 'open alert')}; "
        f"the rhythm of {counted(watched.learned, 'feed')} was learned anew"
    )
    for problem in problems:
        print(f"problem: {problem}")
    return int(bool(problems) or any(alert.silenced_until is None for alert in watched.open))


def close(arguments: argparse.Namespace) -> int:
    """Close one."""
    with connect(Settings.from_environment().database_url) as conn:
        alert_rows.close_alert(conn, arguments.id, by=getpass.getuser(), now=utc_now())
    print(f"Closed alert {arguments.id}: it opens again once it has ended and comes back.")
    return 0


def silence(arguments: argparse.Namespace) -> int:
    """Silence one. Raises ConfigurationError for a time that is none."""
    span, now = read_duration(arguments.span), utc_now()
    if span is None:
        raise ConfigurationError(f"--for: {arguments.span!r} is no time such as 2h or 3d")
    with connect(Settings.from_environment().database_url) as conn:
        alert_rows.silence_alert(
            conn, arguments.id, until=now + span, reason=arguments.reason, by=getpass.getuser(), now=now
        )
    print(f"Nobody is told of alert {arguments.id} until {now + span:%Y-%m-%d %H:%M} UTC.")
    return 0


def unsilence(arguments: argparse.Namespace) -> int:
    """Tell of one again."""
    with connect(Settings.from_environment().database_url) as conn:
        alert_rows.unsilence_alert(conn, arguments.id)
    print(f"Alert {arguments.id} is told of again.")
    return 0


def alert_lines(conn: Connection) -> Iterator[str]:
    """For `wireroom status`: how many are open, and what the first of them say."""
    looked_at, _ = alert_rows.watch_state(conn)
    if words := _watched(looked_at, utc_now()):
        yield words
    found = [alert for alert in alert_rows.open_alerts(conn) if alert.silenced_until is None]
    if found:
        count = counted(len(found), "open alert")
        yield f"{count}, the oldest: {found[0].words} (`wireroom alerts`)"


def _watched(looked_at: datetime | None, now: datetime) -> str:
    """That nobody watches; empty: somebody does, or never did (a stack that is just coming up)."""
    if looked_at is None or now - looked_at <= WATCHED_WITHIN:
        return ""
    since = f"{looked_at:%Y-%m-%d %H:%M} UTC"
    return f"nobody has watched since {since}: see the DAG watch_health and Airflow's scheduler"


def _table(found: tuple[alert_rows.OpenAlert, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "rule", "since (UTC)", "what"):
        table.add_column(heading, overflow="fold")
    for alert in found:
        quiet = (
            f" [silenced until {alert.silenced_until:%Y-%m-%d %H:%M}: {alert.silenced_reason}]"
            if alert.silenced_until
            else ""
        )
        table.add_row(str(alert.id), alert.rule, f"{alert.opened_at:%m-%d %H:%M}", f"{alert.words}{quiet}")
    return table
