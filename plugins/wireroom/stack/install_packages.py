"""Install and compile the packages of a lock in the environment of the Python that runs this file.

uv does it: it fetches, unpacks and compiles side by side, in a third of pip's time. Where uv cannot (no wheel
of it for this machine, an index that only pip is let into) pip does.

Run as a file: it imports nothing of ours.
"""

# ruff: noqa: T201 - it speaks to whoever typed `make`

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TextIO

PIP = [sys.executable, "-m", "pip"]
PLACES = {  # settings of pip, the variables by which uv is told the same, and what stands between several
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", ""),
    "proxy": ("ALL_PROXY", ""),
}
SECTIONS = ("global", "install", ":env:")  # of pip's settings; the later counts more
Steps = Callable[[Iterable[str]], Iterator[str]]


def main() -> int:
    """`install_packages.py LOCK LOG [--editable FOLDER]`; 0 when all of it is there."""
    lock, log_file, *editable = sys.argv[1:]
    try:
        with Path(log_file).open("w", encoding="utf-8") as log:
            if by_uv(lock, editable, log):
                return 0
            log.write("uv could not install them: pip tries\n")
            packages = re.findall(r"^[\w.-]+==", Path(lock).read_text("utf-8"), re.MULTILINE)
            # The locks are complete, so nothing need be resolved.
            pip = [*PIP, "install", "--no-deps", "--compile", "--requirement", lock, *editable]
            return run(pip, dict(os.environ), log, partial(steps_of_pip, packages=len(packages)))
    except KeyboardInterrupt:
        return 130  # whoever started this says so


def by_uv(lock: str, editable: list[str], log: TextIO) -> bool:
    """Whether uv was to be had, and has installed all of it."""
    pinned = re.search(r"^uv==\S+", Path(lock).read_text("utf-8"), re.MULTILINE)
    first = [*PIP, "install", "--no-deps", "--retries", "1", pinned[0] if pinned else "uv"]
    if subprocess.run(first, stdout=log, stderr=log, check=False).returncode != 0:
        return False
    settings = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False).stdout
    # As pip has it: copies, so that an edit in one environment stays there; the version that is asked for,
    # whichever index has it.
    command = [
        *(str(Path(sys.executable).parent / "uv"), "pip", "install", "--python", sys.executable),
        *("--no-deps", "--compile-bytecode", "--link-mode", "copy", "--index-strategy", "unsafe-best-match"),
        *(["--no-index"] if setting(settings, "no-index").lower() in {"1", "true", "yes", "on"} else []),
        *("--requirement", lock, *editable),
    ]
    try:
        return run(command, environment_of_uv(settings, os.environ), log, steps_of_uv) == 0
    except OSError as error:
        log.write(f"{error}\n")
        return False


def environment_of_uv(settings: str, environment: Mapping[str, str]) -> dict[str, str]:
    """With what `pip config list` says of where packages are: uv does not read it. In the environment, since
    an address may hold a password, which arguments would show to all.

    uv's own settings are left out: they may send packages elsewhere, or choose other versions.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("UV_") or name in {"UV_CACHE_DIR", "UV_HTTP_TIMEOUT"}
    }
    told = {
        variable: between.join(said.split()) if between else said
        for name, (variable, between) in PLACES.items()
        if (said := setting(settings, name))
    }
    return {**told, **kept, "UV_NO_CONFIG": "1"}


def setting(settings: str, name: str) -> str:
    """What `pip config list` says of one; empty: nothing."""
    said = ""
    for section in SECTIONS:
        for line in settings.splitlines():
            key, found, value = line.partition("=")
            if found and key == f"{section}.{name}":
                said = str(ast.literal_eval(value))
    return said


def steps_of_uv(lines: Iterable[str]) -> Iterator[str]:
    """uv's own messages, without those on single packages, unless they are large."""
    on_one = (" +", " -", " ~", " Downloaded", "   Build", "      Built")
    return (line.strip() for line in lines if line.strip() and not line.startswith(on_one))


def steps_of_pip(lines: Iterable[str], packages: int) -> Iterator[str]:
    """How many packages are at hand, a quarter at a time."""
    seen = said = 0
    for line in lines:
        seen += line.startswith(("Collecting", "Requirement already satisfied"))
        if line.startswith("Installing collected"):
            yield f"{packages} packages at hand; unpacking and compiling them"
        elif seen - said >= packages / 4:
            said = seen
            yield f"{min(seen, packages)} of {packages} packages at hand"


def run(command: list[str], environment: dict[str, str], log: TextIO, steps: Steps) -> int:
    """Run a command and return its exit code; output goes to the log, steps are shown on the terminal."""
    ends = "" if sys.stdout.isatty() else "\n"
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        for step in steps(logged(running.stdout or (), log)):
            print(f"  {step}" if ends else f"\r  {step:<70}", end=ends, flush=True)
    if not ends:
        print("\r" + " " * 72 + "\r", end="", flush=True)
    return running.returncode


def logged(lines: Iterable[str], log: TextIO) -> Iterator[str]:
    """Write the lines to the log, and yield them."""
    for line in lines:
        log.write(line)
        yield line


if __name__ == "__main__":
    sys.exit(main())
