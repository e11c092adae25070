"""The lock in, a virtual environment `.venv` that holds it out.

Run as a file, by whatever Python there is: it imports nothing of ours.
"""

# ruff: noqa: T201 - it speaks to whoever typed `make`

from __future__ import annotations

import argparse
import hashlib
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
ROOM_NEEDED = 1536 * 1024**2  # bytes, for the packages, their compiled code and what pip unpacks meanwhile
# They would send packages elsewhere, or leave them uncompiled (which doubles Airflow's start).
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")


def main() -> int:
    """Install what the lock says, unless the stamp says that it was done; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Install Wireroom and all it needs into .venv.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    dev = parser.parse_args().dev
    problem = missing_tool() or missing_room()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    wanted = {False: digest("requirements.txt"), True: digest("requirements-dev.txt")}
    stamp = STAMP.read_text() if STAMP.exists() else ""
    if stamp == wanted[True] or stamp == wanted[dev]:
        return 0
    return install(dev, wanted[dev])


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
    """A sentence where the disk is too full for a new environment."""
    free = shutil.disk_usage(ROOT).free
    if VENV.exists() or free >= ROOM_NEEDED:
        return ""
    needed, there = ROOM_NEEDED // 1024**2, free // 1024**2
    return f"{ROOT} has {there} MB of free disk, and the packages need {needed} MB: free some room."


def digest(lock: str) -> str:
    """Of the lock, of what makes the command, and of the Python: another one asks for an install."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    parts += [sys.version.encode(), os.fsencode(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(dev: bool, stamp: str) -> int:
    """Make the environment anew where it is of another Python; let pip do the rest, and compile."""
    began = time.monotonic()
    lock = "requirements-dev.txt" if dev else "requirements.txt"  # the former holds the latter
    print(f"Installing {lock} into .venv (about a minute; log: {LOG.relative_to(ROOT)}) …", flush=True)
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    STAMP.unlink(missing_ok=True)
    if not same_python():
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], env=environment, check=True)
    # The locks are complete, so pip need not resolve anything.
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--no-deps", "--compile"]
    command = [*pip, "--requirement", lock, "--editable", "."]
    with LOG.open("wb") as log:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode != 0:
        print("\n".join(LOG.read_text(errors="replace").splitlines()[-15:]), file=sys.stderr)
        print(
            "pip could not install the packages: is the network, or the package index, within reach?",
            file=sys.stderr,
        )
        return 1
    STAMP.write_text(stamp)
    print(f"Installed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def same_python() -> bool:
    """True where .venv is whole, of this very Python version, and was made where it now is."""
    python = VENV / "bin" / "python"
    try:
        if str(VENV) not in (VENV / "pyvenv.cfg").read_text():
            return False  # the checkout was moved: its commands name the old place
        command = [str(python), "-c", "import pip, sys; print(sys.version)"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == sys.version


if __name__ == "__main__":
    sys.exit(main())
