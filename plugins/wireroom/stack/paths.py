"""Where each thing that `make up` keeps lies; a private file is written there in one step."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Everything lives under `home` (`.wireroom/`); nothing of it is code."""

    home: Path

    @property
    def state(self) -> Path:
        """What `make up` remembers (`stack.state`)."""
        return self.home / "state.json"

    @property
    def credentials(self) -> Path:
        """Passwords and keys, mode 600."""
        return self.home / "credentials.json"

    @property
    def lock(self) -> Path:
        """Held while a command changes the stack."""
        return self.home / "lock"

    @property
    def logs(self) -> Path:
        """A folder: the log of each process."""
        return self.home / "logs"

    @property
    def environment(self) -> Path:
        """What `wireroom` commands outside the stack need to reach it, as `NAME=value` lines."""
        return self.home / "environment"

    @property
    def airflow_home(self) -> Path:
        """AIRFLOW_HOME."""
        return self.home / "airflow"

    @property
    def ui_passwords(self) -> Path:
        """Users of Airflow's pages, as its simple auth manager keeps them."""
        return self.airflow_home / "ui_passwords.json"

    @property
    def airflow_environment(self) -> Path:
        """What `wireroom airflow …` needs to be the stack's Airflow, as a JSON object."""
        return self.airflow_home / "environment.json"

    @property
    def documents(self) -> Path:
        """Where the backfill DAGs find saved documents (`Settings.documents_root`)."""
        return self.home / "documents"

    @property
    def postgres(self) -> Path:
        """The bundled server: binaries and data, where the user may run it."""
        return self.home / "postgres"


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
