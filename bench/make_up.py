"""How long `make up` takes in an empty copy of the repository and again, and what it holds idle."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.checkout import copy_repository, make, newcomers_environment

BARS = {"first": 240.0, "again": 60.0, "after down": 60.0}  # seconds
MEMORY_BAR = 2048  # MB, PSS


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="wireroom-bench-") as folder:
        Path(folder).chmod(0o755)
        checkout = copy_repository(Path(folder) / "wireroom")
        environment = newcomers_environment()
        seconds: dict[str, float] = {}
        try:
            seconds["first"] = timed("up", checkout, environment)
            seconds["again"] = timed("up", checkout, environment)
            time.sleep(60)
            status = make("status", checkout, environment)
            timed("down", checkout, environment)
            seconds["after down"] = timed("up", checkout, environment)
        finally:
            seconds["down"] = timed("down", checkout, environment)
    found = re.search(r"memory ([\d,]+) MB", status)
    memory = int(found[1].replace(",", "")) if found else 0
    print(f"{os.cpu_count()} cores")
    for name, took in seconds.items():
        bar = f"(bar {BARS[name]:.0f} s)" if name in BARS else ""
        print(
            f"make up, {name:<10} {took:7.1f} s  {bar}"
            if name != "down"
            else f"make down           {took:7.1f} s"
        )
    print(f"idle memory (PSS)   {memory:7} MB (bar {MEMORY_BAR} MB)")
    return int(memory > MEMORY_BAR or any(seconds[name] > bar for name, bar in BARS.items()))


def timed(target: str, checkout: Path, environment: dict[str, str]) -> float:
    began = time.monotonic()
    make(target, checkout, environment)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
