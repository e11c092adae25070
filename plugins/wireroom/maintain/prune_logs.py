"""Rotate the logs of our own stack daily, and delete those past their retention."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from wireroom.common.file_part import file_part
from wireroom.common.text.counted import are, counted, size_in_words
from wireroom.errors import FileBusyError
from wireroom.maintain.maintenance import NOT_YET, Maintenance, days_in_words

_DATED = re.compile(r".+\.log\.(\d{4}-\d{2}-\d{2})")


def prune_logs(maintenance: Maintenance) -> str:
    """Only where Airflow is ours alone: elsewhere its logs are somebody else's."""
    kept = maintenance.settings.retention.logs
    if not maintenance.settings.own_airflow_database_url:
        return (
            "left alone: Airflow is not ours alone, as far as is known here; "
            "where `make up` or compose started it, its DAG maintain_warehouse sees to them"
        )
    if kept is None:
        return "kept for ever"
    before = maintenance.before(kept, of_logs=True)
    home = maintenance.settings.home
    if not maintenance.dry_run:
        for log in sorted((home / "logs").glob("*.log")):
            _begin_anew(log, maintenance.now.date())
    if before is None:
        return f"nothing to remove: {NOT_YET}"
    old = [
        *_old_task_logs(home / "airflow" / "logs", before),
        *_old_process_logs(home / "logs", before.date()),
    ]
    size = sum(_size(path) for path in old)
    if not maintenance.dry_run:
        for path in old:
            path.unlink(missing_ok=True)
            _remove_empty_parents(path, home / "airflow" / "logs")
    verb = "would be removed" if maintenance.dry_run else "removed"
    found = f"{counted(len(old), 'file')} with {size_in_words(size)}"
    return f"{found} {verb} that {are(len(old))} older than {days_in_words(kept)} of work"


def log_bytes(home: Path) -> int:
    """Bytes that all logs take together."""
    folders = (home / "logs", home / "airflow" / "logs")
    return sum(_size(path) for folder in folders if folder.is_dir() for path in _files(folder))


def _begin_anew(log: Path, today: date) -> None:
    """Put what is there aside under the day's date; its process goes on at the end of an empty file.

    By one process at a time: a second one would put the emptied file in the place of the day's lines.
    """
    aside = log.with_name(f"{log.name}.{today}")
    if aside.exists() or not _size(log):
        return
    with suppress(FileBusyError), file_part(aside, mode=0o600) as part:
        if aside.exists():
            return
        shutil.copyfile(log, part)
        part.replace(aside)
        with log.open("r+b") as writing:
            writing.truncate(0)


def _old_process_logs(folder: Path, before: date) -> Iterator[Path]:
    for path in sorted(folder.glob("*.log.*")):
        found = _DATED.fullmatch(path.name)
        if found and date.fromisoformat(found[1]) < before:
            yield path


def _old_task_logs(folder: Path, before: datetime) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in _files(folder) if _changed(path) < before)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _changed(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _remove_empty_parents(path: Path, top: Path) -> None:
    """Those that held only what was removed; others may be made by Airflow for a task just now."""
    if top not in path.parents:
        return
    with suppress(OSError):  # not empty
        for folder in path.parents:
            if folder == top:
                return
            folder.rmdir()
