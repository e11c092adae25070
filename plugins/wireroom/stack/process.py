"""Start processes in sessions of their own, and record them so that no others are ever signalled."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

from wireroom.errors import StackError
from wireroom.stack.os_user import OsUser
from wireroom.stack.state import ProcessRecord

MARKER = "WIREROOM_STACK_ID"
_END_OF_LOG = 12  # lines
_SAME_START = 2.0  # seconds by which a clock step may move a start time
# Of the terminal, the shell or make, and another in each window: no reason to restart anything.
_OF_THE_SESSION = re.compile(
    r"_|SHLVL|(?:OLD)?PWD|PS\d|HIST\w+|LS_COLORS|COLUMNS|LINES|(?:COLOR)?TERM\w*|LC_TERMINAL\w*|ITERM_\w+|VTE_\w+|"
    r"TMUX\w*|STY|WINDOW(?:ID)?|(?:WAYLAND_)?DISPLAY|XAUTHORITY|XDG_\w+|DBUS_\w+|DESKTOP_\w+|SESSION_MANAGER|"
    r"SSH_\w+|SUDO_\w+|GPG_(?:TTY|AGENT_INFO)|INVOCATION_ID|JOURNAL_STREAM|SECURITYSESSIONID|VSCODE_\w+|"
    r"MAKE\w*|MFLAGS|GNOME_\w+|KDE_\w+|KONSOLE_\w+|KITTY_\w+|WT_\w+|__\w+"
)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Command:
    """What to run; `version` is anything else whose change asks for a restart."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    account: OsUser | None = None  # None: whoever runs `make up`
    version: str = ""

    @property
    def digest(self) -> str:
        """Changes when the process must be started anew; calling `make up` in another window is no reason."""
        environment = sorted(
            pair for pair in self.environment.items() if not _OF_THE_SESSION.fullmatch(pair[0])
        )
        parts = [self.arguments, environment, str(self.folder), self.version]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def start_process(command: Command, log: Path, stack_id: str) -> ProcessRecord:
    """Start it in a session of its own, marked with the stack's id, its output in `log`.

    The log of the last start is kept beside it as `.1`. Raises StackError where it cannot be started.
    """
    if log.exists():
        log.replace(log.with_name(f"{log.name}.1"))
    identity = command.account.popen_arguments() if command.account else {}
    with log.open("ab") as output:  # at its end always: maintenance empties it while it is written
        os.fchmod(output.fileno(), 0o600)
        try:
            process = subprocess.Popen(
                command.arguments,
                env={**command.environment, MARKER: stack_id},
                cwd=command.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **identity,
            )
        except OSError as error:
            raise StackError(f"{command.name} cannot be started ({command.arguments[0]}): {error}") from error
    return ProcessRecord(command.name, process.pid, _created(process.pid), command.digest, str(log))


def is_running(record: ProcessRecord) -> bool:
    """True while the very process that we started lives; a later one with its pid is not it."""
    try:
        process = psutil.Process(record.pid)
        same = abs(process.create_time() - record.created) < _SAME_START
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end_of_log(log: str) -> str:
    """The end of a log, for the message that says why a process died."""
    try:
        text = Path(log).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-_END_OF_LOG:])


def clean_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The caller's environment without what would break or slow the stack's processes.

    Compiled code is kept (starting Airflow without it takes twice as long), loopback is never asked
    of a proxy, and titles that processes give themselves leave the environment readable (SPT_NOENV).
    """
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", MARKER)
    kept = {
        name: value
        for name, value in environ.items()
        if name.startswith(("AIRFLOW_CONN_", "AIRFLOW__METRICS__"))  # what feeds are asked with; whom to tell
        or (name not in unwanted and not name.startswith(("AIRFLOW", "_AIRFLOW", "PG")))
    }
    direct = ",".join(filter(None, (kept.get("no_proxy") or kept.get("NO_PROXY"), "127.0.0.1,localhost")))
    return {**kept, "no_proxy": direct, "NO_PROXY": direct, "SPT_NOENV": "1", "PYTHONUNBUFFERED": "1"}


def _created(pid: int) -> float:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0  # died at once: whoever waits for it will say so


def wait_until(
    ask: Callable[[], Answer | None],
    *,
    what: str,
    process: ProcessRecord,
    timeout: float,
    pause: float = 0.2,
) -> Answer:
    """Ask, every `pause` seconds, until the answer is not None.

    Raises StackError, which names `what`, where the process dies or `timeout` seconds are over.
    """
    deadline = time.monotonic() + timeout
    while True:
        alive = is_running(process)
        answer = ask() if alive else None
        if answer is not None:
            return answer
        late = time.monotonic() > deadline
        if late or not alive:
            happened = f"is not ready after {timeout:.0f} s" if late and alive else "ended while starting"
            raise StackError(f"{what} {happened}; the end of {process.log}:\n{end_of_log(process.log)}")
        time.sleep(pause)


def code_hash(*folders: Path) -> str:
    """Of names, sizes and times: processes hold the code they started with, so a change means restart."""
    digest = hashlib.sha256()
    found = ((path.relative_to(folder), path) for folder in folders for path in sorted(folder.rglob("*")))
    for name, path in found:
        if path.is_file() and path.suffix in {".py", ".yaml", ".json", ".tsv", ".txt", ".sql"}:
            status = path.stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
