"""An install in; a PostgreSQL cluster on its disk out, made once."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from wireroom.errors import StackError
from wireroom.stack.postgres_install import Install
from wireroom.stack.private_file import write_private
from wireroom.stack.processes import clean_environment

SUPERUSER = "postgres"

# Written to postgresql.conf once, for the operator to change: modest, since one small machine holds all.
_SETTINGS = {
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",  # short queries: compiling them costs more than it gives
    "max_locks_per_transaction": "256",  # a query over all monthly partitions locks each of them
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
# Letters compare by code point and change case by Unicode's rules on every system alike: an index
# never breaks because the system's C library sorts differently after an upgrade.
_LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")


def create_cluster(install: Install, password: str) -> bool:
    """`initdb`, unless the cluster is there; True when one was made.

    It is made beside its final place and moved there when complete: a folder half made by a crash
    is never taken for a cluster.
    """
    if install.data.exists():
        return False
    draft = install.folder / "data.draft"
    shutil.rmtree(draft, ignore_errors=True)
    password_file = install.folder / "password.draft"
    write_private(password_file, password + "\n")
    try:
        if install.account:
            os.chown(password_file, install.account.uid, install.account.gid)
        _initdb(install, draft, password_file)
    finally:
        password_file.unlink(missing_ok=True)
    draft.rename(install.data)
    return True


def _initdb(install: Install, target: Path, password_file: Path) -> None:
    command: list[str] = [str(install.binaries / "initdb"), "--pgdata", str(target), *_LOCALE]
    command += ["--username", SUPERUSER, "--pwfile", str(password_file), "--auth", "scram-sha-256"]
    for name, value in _SETTINGS.items():
        command += ["--set", f"{name}={value}"]
    identity = install.account.popen_arguments() if install.account else {}
    done = subprocess.run(
        command, cwd="/", env=clean_environment(), capture_output=True, text=True, check=False, **identity
    )
    if done.returncode != 0:
        raise StackError(f"initdb could not make {target}:\n{done.stderr.strip() or done.stdout.strip()}")
