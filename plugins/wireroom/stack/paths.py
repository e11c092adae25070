"""Where each thing that `make up` keeps lies; a private file is written there in one step."""

from __future__ import annotations

import os
from pathlib import Path


class Paths:
    """Everything lives under `home` (`.wireroom/`); nothing of it is code."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.state = home / "state.json"  # what `make up` remembers (`stack.state`)
        self.credentials = home / "credentials.json"  # passwords and keys, mode 600
        self.lock = home / "lock"  # held while a command changes the stack
        self.logs = home / "logs"  # a folder: the log of each process
        # What `wireroom` commands outside the stack need to reach it, as `NAME=value` lines.
        self.environment = home / "environment"
        self.airflow_home = home / "airflow"  # AIRFLOW_HOME
        # Users of Airflow's pages, as its simple auth manager keeps them.
        self.ui_passwords = self.airflow_home / "ui_passwords.json"
        # What `wireroom airflow …` needs to be the stack's Airflow, as a JSON object.
        self.airflow_environment = self.airflow_home / "environment.json"
        self.documents = home / "documents"  # the backfill DAGs' saved documents (`Settings.documents_root`)
        self.postgres = home / "postgres"  # the bundled server: binaries and data, where the user may run it


def prepare_paths(home: Path) -> Paths:
    """Create the folders, closed to other users.

    As root the top is 0711 rather than 0700: the server's own account must pass through it to its
    data, and can neither list it nor open what else lies there.
    """
    paths = Paths(home)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)
    for folder in (paths.logs, paths.airflow_home):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    paths.documents.mkdir(exist_ok=True)  # the operator's; in a container it is mounted, and read-only
    return paths


def write_private(path: Path, text: str) -> None:
    """Replace `path` in one step; only its owner can read it at any moment."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
