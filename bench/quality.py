"""Runs every `bench/quality_*.py` on the corpora and prints one table; exit code 1 if a bar is missed.

python bench/quality.py            all
python bench/quality.py dates urls those two
python bench/quality.py pages --limit 0 every page; else some of each corpus, spread over it
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from rows import Row, corpora

HERE = Path(__file__).parent


def main(names: list[str], limit: int | None) -> int:
    """Measure what `names` select (all by default) and print the table.

    `limit` is for the benches that take one: items a corpus, 0 for all.
    """
    folder = corpora()
    if not folder.is_dir():
        print(f"No corpora at {folder}: set WIREROOM_CORPORA to the folder that holds them.")
        return 2
    modules = sorted(path.stem for path in HERE.glob("quality_*.py"))
    wanted = [module for module in modules if not names or module.removeprefix("quality_") in names]
    if not wanted:
        print(f"No bench named {names}; there are {[m.removeprefix('quality_') for m in modules]}.")
        return 2
    rows: list[Row] = []
    for module in wanted:
        print(f"measuring {module.removeprefix('quality_')} …", file=sys.stderr)
        measure = importlib.import_module(module).measure
        takes_limit = "limit" in inspect.signature(measure).parameters
        rows.extend(measure(folder, limit) if takes_limit else measure(folder))
    Console(width=160).print(_table(rows))
    return 0 if all(row.ok for row in rows) else 1


def _table(rows: list[Row]) -> Table:
    table = Table("what", "on", "ours", "peers", "bar", "met", "note")
    for row in rows:
        table.add_row(row.what, row.on, row.ours, row.peers, row.bar, "yes" if row.ok else "NO", row.note)
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--limit", type=int, help="items a corpus, 0 for all")
    arguments = parser.parse_args()
    sys.exit(main(arguments.names, arguments.limit))
