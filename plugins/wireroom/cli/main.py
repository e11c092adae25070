"""The `wireroom` command: finds the subcommand, runs it, turns our errors into one clear line."""

from __future__ import annotations

import argparse
import importlib
import os
import select
import shutil
import signal
import sys
import textwrap
import threading
from collections.abc import Sequence
from types import FrameType

from wireroom import __version__
from wireroom.cli.commands import SUBCOMMANDS, USES, Subcommands
from wireroom.errors import WireroomError

_COLUMN = 14  # of the help, in which what a command does begins


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; exit code 0 done, 1 failed with a message, 2 wrong usage, 130 interrupted, 141
    where nobody reads any more what it says, so that it ended early: as any command in a shell.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(words)
    except KeyboardInterrupt as interrupt:
        if not getattr(interrupt, "__notes__", ()):  # `console.say_stopped` has said nothing of what is kept
            print("wireroom: stopped before it was done", file=sys.stderr)
        return 128 + signal.SIGINT


def _run(words: Sequence[str]) -> int:
    parser = _loaded(words[:1])
    if not words:
        parser.print_help(sys.stderr)
        return 2
    arguments = parser.parse_args(words)
    try:
        code = int(arguments.run(arguments))
    except WireroomError as error:
        print(f"wireroom: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        if not _is_read_by_nobody():
            raise  # another pipe or connection
        _say_no_more()  # `| head` has seen enough
        return 128 + signal.SIGPIPE
    try:
        print(end="", flush=True)
    except BrokenPipeError:  # all is done: whether its last words are read changes nothing
        _say_no_more()
    return code


def _loaded(first: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with Ctrl-C ending the process at once while modules load: that takes a second or three.

    Python may drop an exception that is raised in a callback of an import, and the command would run on.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return _parser(first)
    signal.signal(signal.SIGINT, _end_at_once)
    try:
        return _parser(first)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_at_once(number: int, frame: FrameType | None) -> None:
    os.write(2, b"wireroom: stopped before it began\n")
    os._exit(128 + signal.SIGINT)


def _is_read_by_nobody() -> bool:
    """True if the other end of standard output is closed; without one (`>&-`) there was never a reader."""
    try:
        output = sys.stdout.fileno()
    except (AttributeError, OSError):  # None, or no file
        return False
    ends = select.poll()
    ends.register(output, 0)  # errors are told unasked
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in ends.poll(0))


def _say_no_more() -> None:
    """Or Python complains at its end of words that it has kept."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Import only the subcommand that is asked for: the help of all takes no more than their names."""
    parser = argparse.ArgumentParser(
        prog="wireroom",
        usage="wireroom [-h] [--version] command ...",
        description="Feeds in, clean dated articles out.",
        epilog=_by_use(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    # One list of all commands tells nobody where to begin: `epilog` has them by use instead.
    subcommands = Subcommands(
        parser.add_subparsers(required=True, prog="wireroom", metavar="command", help=argparse.SUPPRESS)
    )
    if first and first[0] in SUBCOMMANDS:
        module = SUBCOMMANDS[first[0]].module
        importlib.import_module(f"wireroom.cli.{module}").register(subcommands)
    else:
        for name in SUBCOMMANDS:
            subcommands.add_parser(name)
    return parser


def _by_use() -> str:
    """The commands under what they are for; each has `--help` of its own."""
    width = max(min(shutil.get_terminal_size().columns, 100) - 2, 40)
    lines = []
    for use, commands in USES.items():
        lines += ["", f"{use}:"]
        for name, command in commands.items():
            first = f"  {name}".ljust(_COLUMN)
            lines += textwrap.wrap(
                command.words, width, initial_indent=first, subsequent_indent=" " * _COLUMN
            )
    return "\n".join([*lines, "", "wireroom COMMAND --help says more of each."]).lstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
