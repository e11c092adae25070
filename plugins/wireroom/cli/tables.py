"""A table in; on a terminal drawn, in a pipe one row a line, whole cells between tabs."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_table(console: Console, table: Table) -> None:
    """What a pipe gets has no head, is never cut to a width, and has no more lines than rows."""
    if console.is_terminal:
        console.print(table)
        return
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        print("\t".join(" ".join(str(_plain(cell)).split()) for cell in cells))


def print_remark(console: Console, words: str) -> None:
    """Words about a table: below it on a terminal, on standard error where the table goes into a pipe."""
    if console.is_terminal:
        console.print(words, markup=False, soft_wrap=True)
    else:
        print(words, file=sys.stderr)


def _plain(cell: object) -> object:
    return cell.plain if isinstance(cell, Text) else cell
