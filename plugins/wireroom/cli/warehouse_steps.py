"""The steps of `wireroom up` that end in a database ready for articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from wireroom import store
from wireroom.cli.progress import Progress
from wireroom.follow_feed_list import follow_feed_list
from wireroom.settings import Settings
from wireroom.stack.paths import write_private
from wireroom.stack.postgres.databases import Databases, bring_up_embedded_postgres, use_external_postgres
from wireroom.stack.stack import Stack


def bring_up_databases(stack: Stack, progress: Progress) -> Databases:
    """Our own server, or the one that WIREROOM_DATABASE_URL names."""
    if stack.settings.external_postgres:
        with progress.step("PostgreSQL of yours") as step:
            databases = use_external_postgres(stack.settings)
            step.said("lets us in")
        return databases
    with progress.step("PostgreSQL") as step:
        databases = bring_up_embedded_postgres(stack)
        step.said(f"port {stack.state.ports['postgres']}")
    return databases


def remark_on_a_change_of_server(stack: Stack, databases: Databases, progress: Progress) -> None:
    """A new terminal lacks the variable: articles that seem lost are on the other server."""
    kept = stack.paths.environment
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    known = dict(line.partition("=")[::2] for line in lines).get("WIREROOM_DATABASE_URL", "")
    before, now = urlsplit(known), urlsplit(databases.loader_url)
    is_ours_moved = before.username == now.username and not stack.settings.external_postgres  # to a free port
    if known and not is_ours_moved and (before.hostname, before.port) != (now.hostname, now.port):
        progress.tell(
            f"the database was at {before.hostname}:{before.port} until now, and is another from here on: "
            "WIREROOM_DATABASE_URL says which; the articles of the other one stay where they are"
        )


def write_environment(stack: Stack, databases: Databases, connect_to: str) -> None:
    """What `wireroom` commands find when nothing else tells them (`Settings.from_environment`)."""
    lines = {
        "WIREROOM_DATABASE_URL": databases.loader_url,
        "WIREROOM_ADMIN_DATABASE_URL": databases.admin_url,
        "WIREROOM_READER_DATABASE_URL": databases.reader_url,
        "WIREROOM_CONNECT_TO": connect_to,
    }
    write_private(stack.paths.environment, "".join(f"{name}={value}\n" for name, value in lines.items()))


def load_schema_and_feeds(settings: Settings, databases: Databases, progress: Progress) -> None:
    """Migrate, then let the database follow the list of feeds."""
    with progress.step("Schema") as step:
        migrated = store.migrate(
            databases.admin_url, reader_limits=settings.reader_limits, tell=progress.tell
        )
        for remark in migrated.remarks:
            progress.tell(remark)
        step.said(_migrated(migrated))
    with progress.step(f"Feeds of {settings.feeds_file.name}") as step:
        loading = replace(settings, database_url=databases.loader_url)
        followed = follow_feed_list(loading, datetime.now(UTC))
        step.said(f"{followed.listed} declared" if not followed.problem else "not followed")
    if followed.problem:
        progress.tell(followed.words)


def _migrated(migrated: store.Migrated) -> str:
    if not migrated.present:
        return "made"
    return f"{len(migrated.applied)} migrations applied" if migrated.applied else "in place"
