"""Create the virtual environment `.venv` with the packages of a lock file of requirements.

Run as a file, by whatever Python there is: it imports nothing of ours.
"""

# ruff: noqa: T201 - it speaks to whoever typed `make`

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
STAMP = VENV / ".wireroom-stamp"
LOG = VENV / "install.log"
OLDEST, NEWEST = (3, 11), (3, 13)
ROOM_NEEDED = 1536 * 1024**2  # bytes, for the packages, their compiled code and what is unpacked meanwhile
# They would send packages elsewhere, or leave them uncompiled (which doubles Airflow's start).
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")


def main() -> int:
    """Install what the lock says, unless the stamp says that it was done; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Install Wireroom and all it needs into .venv.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--restart", action="store_true", help="end a running stack where packages change")
    arguments = parser.parse_args()
    problem = missing_tool() or missing_room()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    stamp = STAMP.read_text() if STAMP.exists() else ""
    works = venv_works()
    enough = ["requirements-dev.txt"] if arguments.dev else ["requirements-dev.txt", "requirements.txt"]
    if works and stamp in map(digest, enough):
        return 0
    adds = works and arguments.dev and stamp == digest("requirements.txt")
    if not adds and running_pids() and not stop_the_stack(arguments.restart):
        return 1
    try:
        return install(arguments.dev, afresh=not works, adds=adds)
    except KeyboardInterrupt:
        print("\nInterrupted: the same command goes on where it was.", file=sys.stderr)
        return 130


def missing_tool() -> str:
    """What this Python lacks, and what to do about it; empty where it will do."""
    found = "{}.{}.{} ({})".format(*sys.version_info[:3], sys.executable)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return (
            f"Wireroom needs Python 3.11, 3.12 or 3.13, and this is {found}.\n"
            "Install one of them, or name it: make PYTHON=/path/to/python3.12 up"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        return (
            f"Python {found} comes without {error.name}, which makes virtual environments.\n"
            f"On Debian and Ubuntu: apt install python3.{sys.version_info[1]}-venv"
        )
    return ""


def missing_room() -> str:
    """A message if the disk is too full for a new environment; else empty."""
    free = shutil.disk_usage(ROOT).free
    if VENV.exists() or free >= ROOM_NEEDED:
        return ""
    needed, there = ROOM_NEEDED // 1024**2, free // 1024**2
    return f"{ROOT} has {there} MB of free disk, and the packages need {needed} MB: free some room."


def digest(lock: str) -> str:
    """A hash of the lock file, of pyproject.toml, and of the path of the checkout."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, os.fsencode(ROOT)])).hexdigest()


def install(dev: bool, *, afresh: bool, adds: bool) -> int:
    """Make the environment where there is none that works; let `install_packages.py` do the rest.

    `adds` lays packages beside those that are there and touches none: a stack may be running from them.
    """
    began = time.monotonic()
    lock = "requirements-dev.txt" if dev else "requirements.txt"  # the former holds the latter
    print(f"Installing {lock} into .venv (log: {LOG.relative_to(ROOT)}) …", flush=True)
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    if not adds:
        STAMP.unlink(missing_ok=True)
    if afresh:
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], env=environment, check=True)
    installer = [str(VENV / "bin" / "python"), str(Path(__file__).with_name("install_packages.py"))]
    command = [*installer, lock, str(LOG), *([] if adds else ["--editable", "."])]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        print("\n".join(LOG.read_text(errors="replace").splitlines()[-15:]), file=sys.stderr)
        print(
            "The packages could not be installed: is the network, or the package index, within reach?",
            file=sys.stderr,
        )
        return 1
    STAMP.write_text(digest(lock))
    print(f"Installed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def venv_works() -> bool:
    """True where .venv runs, has pip, is of a Python that will do and was made where it now is.

    Whatever `make PYTHON=…` says: the environment that is there wins, or a slip would rebuild it under a
    running stack. `make clean` makes room for another Python.
    """
    python = VENV / "bin" / "python"
    try:
        if str(VENV) not in (VENV / "pyvenv.cfg").read_text():
            return False  # the checkout was moved: its commands name the old place
        command = [str(python), "-c", "import pip, sys; print(*sys.version_info[:2])"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    version = tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else ()
    return OLDEST <= version <= NEWEST


def running_pids() -> list[int]:
    """Processes that `make up` recorded and that are alive; none where nothing was started."""
    state = Path(os.environ.get("WIREROOM_HOME") or ROOT / ".wireroom") / "state.json"
    try:
        recorded = [int(record["pid"]) for record in json.loads(state.read_text())["processes"].values()]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [pid for pid in recorded if is_alive(pid)]


def is_alive(pid: int) -> bool:
    """True if the system knows the process."""
    try:
        os.kill(pid, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


def stop_the_stack(may_restart: bool) -> bool:
    """End the running stack before its packages change, or say who has to; True where nothing runs."""
    if not may_restart:
        print(
            "The packages have changed and the stack is running from the old ones: `make up` restarts it "
            "with the new ones, `make down` ends it.",
            file=sys.stderr,
        )
        return False
    print("The packages have changed: ending the running stack, to start it anew with them", flush=True)
    down = subprocess.run([str(VENV / "bin" / "wireroom"), "down"], cwd=ROOT, check=False)
    if down.returncode != 0:
        pids = ", ".join(map(str, running_pids()))
        print(f"It could not be ended: end the processes {pids}, then `make up` again.", file=sys.stderr)
    return down.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
