"""What commands have in common: steps with their times, tables, days."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.table import Table
from rich.text import Text

from wireroom.common.days import day_of
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.models import Counts

INTERRUPTED = 130  # exit code, as shells report an interrupt
LOG_WIDTH = 120  # columns, where there is no terminal to ask


def day_argument(text: str) -> date:
    """The `type` of an option that takes a day. Raises ArgumentTypeError; argparse names the option."""
    try:
        return day_of(text)
    except ConfigurationError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def utc_now() -> datetime:
    """The present, in UTC: the clock that a command gives to what it runs."""
    return datetime.now(UTC)


def say_stopped(ended_by: BaseException, words: str) -> None:
    """Say on standard error what a command that is ended early leaves; then `main` need not."""
    print(words, file=sys.stderr)
    ended_by.add_note(words)


def counts_in_words(counts: Counts) -> str:
    """What a backfill came to, in one line."""
    return (
        f"{counted(counts.entries, 'article')} read, {counts.inserted:,} new, {counts.revised:,} changed, "
        f"{counts.unchanged:,} known, {counts.rejected:,} rejected"
    )


def make_console() -> Console:
    """As wide as the terminal, or as a log may be."""
    console = _Console(highlight=False)
    return console if console.is_terminal else _Console(highlight=False, width=LOG_WIDTH)


class _Console(Console):
    """Leaves it to the command what it means that nobody reads: rich's own ends it with 1, as failed."""

    def on_broken_pipe(self) -> None:
        raise


class Progress:
    """A turning sign on a terminal; in a log, a line when a step begins and one when it is done."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or make_console()
        self._began = time.monotonic()
        self._status: Status | None = None

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """One step; what is `said` of it is shown while it lasts, and the last of it stays."""
        began = time.monotonic()
        step = Step(self, title)
        if self.console.is_terminal:
            with self.console.status(escape(title)) as self._status:
                yield step
            self._status = None
        else:
            self.console.print(f"{self._clock()} {title} …", markup=False)
            yield step
        took = f"{time.monotonic() - began:.1f} s"
        end = f": {step.result}" if step.result else ""
        self.console.print(
            f"{self._clock()} [green]✓[/] {escape(title + end)} [dim]({took})[/]", soft_wrap=True
        )

    def tell(self, remark: str) -> None:
        """A remark that stays."""
        self.console.print(f"{' ' * 9}[yellow]note[/] {escape(remark)}", soft_wrap=True)

    def show(self, text: str) -> None:
        """What a step is at; only where it can be wiped away again."""
        if self._status is not None:
            self._status.update(escape(text))

    @property
    def elapsed(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self._began

    def _clock(self) -> str:
        return f"{self.elapsed:6.1f} s"


class Step:
    """What a step says of itself."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._title = title
        self.result = ""

    def said(self, text: str) -> None:
        """What it is at now, or came to."""
        self.result = text
        self._progress.show(f"{self._title}: {text}")


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
