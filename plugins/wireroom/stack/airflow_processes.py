"""Airflow's environment in; its tables made and its four processes running out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from wireroom.errors import StackError
from wireroom.settings import PROJECT_ROOT
from wireroom.stack.processes import Command, last_words
from wireroom.stack.source_version import source_version
from wireroom.stack.stack import Stack
from wireroom.stack.state import ProcessRecord

API_SERVER = "api-server"
# The log servers would listen on every address of the machine; logs are read from the disk they are on.
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    API_SERVER: ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
_MIGRATED = "airflow_migrated"


def airflow_command(*arguments: str) -> tuple[str, ...]:
    """Through the interpreter: the script's first line may name no path with spaces or over 127 bytes."""
    return (sys.executable, "-m", "airflow", *arguments)


def migrate_airflow(stack: Stack, environment: Mapping[str, str]) -> bool:
    """Bring Airflow's own tables up to date; False where that was done before for this version and server."""
    wanted = f"{version('apache-airflow-core')} {environment['AIRFLOW__DATABASE__SQL_ALCHEMY_CONN']}"
    if not stack.settings.own_server and stack.state.notes.get(_MIGRATED) == wanted:
        return False
    run_airflow_migration(stack.places.logs / "airflow-migrate.log", environment)
    stack.state.notes[_MIGRATED] = wanted
    stack.save()
    return True


def run_airflow_migration(log: Path, environment: Mapping[str, str]) -> None:
    """`airflow db migrate`; StackError with the end of its log where it fails."""
    with log.open("wb") as output:
        command = airflow_command("db", "migrate")
        done = subprocess.run(command, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise StackError(f"Airflow could not migrate its tables; the end of {log}:\n{last_words(str(log))}")


def bring_up_airflow(stack: Stack, environment: Mapping[str, str]) -> dict[str, tuple[ProcessRecord, bool]]:
    """Start what does not run, restart what was started with other settings or other code."""
    code = source_version(PROJECT_ROOT / "plugins")
    folder = Path(PROJECT_ROOT)
    return {
        name: stack.keep_running(
            Command(name, airflow_command(*arguments), environment, folder, version=code)
        )
        for name, arguments in ARGUMENTS.items()
    }
