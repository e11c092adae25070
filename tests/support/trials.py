"""What a long trial came to in; its row in docs/TRIALS.md, in place of the one before, out."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from support.checkout import ROOT

PAGE = ROOT / "docs" / "TRIALS.md"


def keep(command: str, came_to: str, page: Path = PAGE) -> None:
    """Write the row of `command`, with today's date and the commit that was tried."""
    commit = _said_by_git("describe", "--always", "--abbrev=12")
    if _said_by_git("status", "--porcelain", "--untracked-files=no", "--", ":!docs/TRIALS.md"):
        commit += "-dirty"  # other rows of this page change nothing of what is tried
    row = f"| `{command}` | {datetime.now(UTC):%Y-%m-%d} | {commit} | {came_to} |"
    lines = page.read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if not line.startswith(f"| `{command}` |")]
    page.write_text("\n".join([*known, row]) + "\n", encoding="utf-8")


def _said_by_git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
