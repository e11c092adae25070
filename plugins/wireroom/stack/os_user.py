"""Which account runs Postgres: ours, or as root one that may do nothing else."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wireroom.errors import StackError

NAME = "wireroom-postgres"


@dataclass(frozen=True, slots=True)
class OsUser:
    """A user of the system that a process can drop to."""

    name: str
    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, Any]:
        """For `subprocess`: no group of root's is kept."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_write(self, path: Path) -> bool:
        """True where this account reaches the path and may write there."""
        command = ["/bin/sh", "-c", 'test -w "$1"', "sh", str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.popen_arguments()).returncode == 0


def os_user_for_postgres() -> OsUser:
    """For root: an account of the server's own, created where it is missing.

    Postgres refuses to run as root, and sharing an account with another service would give that
    service our data.
    """
    return _find() or _create()


def owner_of(folder: Path) -> OsUser | None:
    """Whose folder it is; None where it is not there or is root's."""
    try:
        status = folder.stat()
        entry = pwd.getpwuid(status.st_uid)
    except (FileNotFoundError, KeyError):
        return None
    return OsUser(entry.pw_name, status.st_uid, status.st_gid) if status.st_uid else None


def _find() -> OsUser | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create() -> OsUser:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    command = [useradd or "useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", None) or str(error)
        if (account := _find()) is not None:
            return account  # another `up` was faster
        raise StackError(
            f"Postgres may not run as root, and an account for it cannot be created ({reason.strip()}). "
            f"Run `make up` as an ordinary user, or create the system user {NAME} first."
        ) from error
    if (account := _find()) is None:
        raise StackError(f"{NAME} was created and cannot be found: run `make up` as an ordinary user")
    return account
