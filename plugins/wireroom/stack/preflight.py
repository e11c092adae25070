"""Is there room to start? Raises before anything is touched, saying what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

from wireroom.errors import StackError

ROOM_NEEDED = 1024**3  # bytes: an empty cluster with its WAL, Airflow's tables, logs


def check_room(folder: Path, needed: int = ROOM_NEEDED) -> None:
    """StackError where the disk of `folder` has less than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        found, wanted = (f"{size / 1024**2:,.0f} MB" for size in (free, needed))
        raise StackError(
            f"the disk of {folder} has {found} free and {wanted} are needed: "
            "free some room, or set WIREROOM_HOME to a folder on another disk"
        )
