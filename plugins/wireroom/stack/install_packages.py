"""A lock of requirements in; its packages, compiled, in the environment of the Python that runs this file.

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
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

PIP = [sys.executable, "-m", "pip"]
SETTINGS = {  # of pip, as uv calls them; it does not read pip's
    "index-url": "--default-index",
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "trusted-host": "--allow-insecure-host",
}
SECTIONS = ("global", "install", ":env:")  # of pip's settings; the later counts more
Steps = Callable[[Iterable[str]], Iterator[str]]


def main() -> int:
    """`install_packages.py LOCK LOG [--editable FOLDER]`; 0 when all of it is there."""
    lock, log_file, *editable = sys.argv[1:]
    packages = re.findall(r"^[\w.-]+==", Path(lock).read_text("utf-8"), re.MULTILINE)
    environment = dict(os.environ)
    with Path(log_file).open("w", encoding="utf-8") as log:
        uv = uv_command(lock, environment, log)
        if uv and run([*uv, *editable], environment, log, steps_of_uv) == 0:
            return 0
        log.write("uv could not install them: pip tries\n")
        # The locks are complete, so nothing need be resolved.
        pip = [*PIP, "install", "--no-deps", "--compile", "--requirement", lock, *editable]
        return run(pip, environment, log, partial(steps_of_pip, packages=len(packages)))


def uv_command(lock: str, environment: dict[str, str], log: TextIO) -> list[str]:
    """What installs a lock; empty where uv itself is not to be had."""
    pinned = re.search(r"^uv==\S+", Path(lock).read_text("utf-8"), re.MULTILINE)
    first = [*PIP, "install", "--no-deps", pinned[0] if pinned else "uv"]
    if subprocess.run(first, stdout=log, stderr=log, check=False).returncode != 0:
        return []
    settings = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False)
    places = as_uv_is_told(settings.stdout, environment)
    uv = [str(Path(sys.executable).parent / "uv"), "pip", "install", "--python", sys.executable]
    # As pip has it: copies, that an edit in one environment stays in it; the version that is asked for, of
    # whichever index has it.
    return [
        *uv,
        *("--no-deps", "--compile-bytecode", "--link-mode", "copy", "--index-strategy", "unsafe-best-match"),
        *places,
        *("--requirement", lock),
    ]


def as_uv_is_told(settings: str, environment: dict[str, str]) -> list[str]:
    """What `pip config list` says of where packages are, as arguments; certificates and proxies are added
    to `environment`, unless it has its own.
    """
    said: dict[str, str] = {}
    for section in SECTIONS:
        for line in settings.splitlines():
            name, found, value = line.partition("=")
            if found and name.startswith(f"{section}."):
                said[name.removeprefix(f"{section}.")] = str(ast.literal_eval(value))
    for name, variable in (("cert", "SSL_CERT_FILE"), ("proxy", "ALL_PROXY")):
        if name in said:
            environment.setdefault(variable, said[name])
    is_closed = said.get("no-index", "").lower() in {"1", "true", "yes", "on"}
    return [
        *(["--no-index"] if is_closed else []),
        *(
            word
            for name, argument in SETTINGS.items()
            for place in said.get(name, "").split()
            for word in (argument, place)
        ),
    ]


def steps_of_uv(lines: Iterable[str]) -> Iterator[str]:
    """Its own words, but for those on a single package, unless it is large."""
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
    """Its output goes into the log, its steps to whoever waits: rewritten on a terminal."""
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
    """The same lines."""
    for line in lines:
        log.write(line)
        yield line


if __name__ == "__main__":
    sys.exit(main())
