"""Every command that the help names is there."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from wireroom.cli.commands import SUBCOMMANDS, USES
from wireroom.cli.main import _parser, main


@pytest.mark.parametrize("name", sorted({*SUBCOMMANDS} - {"airflow"}))  # which hands `--help` on
def test_every_command_knows_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A module that was renamed leaves its command behind: nothing else imports it."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"wireroom {name}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["dags", "list", "--help"], ["-h"], []])
def test_airflow_gets_all_that_stands_behind_it(words: list[str]) -> None:
    """Its `--help` was refused as an option unknown to us, though ours sends people there."""
    assert _parser(["airflow"]).parse_args(["airflow", *words]).words == words


def test_what_the_help_names_of_alerts_is_there() -> None:
    """`list` was named, and refused as no choice."""
    parser = _parser(["alerts"])
    assert parser.parse_args(["alerts", "list"]).run == parser.parse_args(["alerts"]).run


def test_the_help_lists_every_command_once_under_its_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    listed = re.findall(r"^  ([a-z][a-z-]*) ", said, re.MULTILINE)
    assert listed == list(SUBCOMMANDS)
    assert [use for use in USES if f"\n{use}:\n" not in said] == []
    assert "usage: wireroom [-h] [--version] command" in said


@pytest.mark.parametrize("columns", ["1", "2", "15", "40", "200"])
def test_the_help_is_said_at_any_width(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for words in (["--help"], ["feeds", "list", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    assert "usage: wireroom feeds list" in " ".join(capsys.readouterr().out.split())


def test_a_commands_own_help_keeps_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["feeds", "export", "--help"])
    said = capsys.readouterr().out
    assert "OPML" in said
    assert "opml" not in said


def test_an_older_installation_can_be_ended_by_newer_code() -> None:
    """`make up` ends what runs before it installs a new lock: `down` must do with the packages of before."""
    loaded = "import sys, wireroom.cli.stack.stack_commands; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "wireroom.stack.down" in modules
    steps = ("wireroom.store", "wireroom.fetch", "wireroom.parse", "wireroom.clean", "wireroom.sources")
    assert [name for name in modules if name.startswith(steps)] == []


@pytest.mark.parametrize(
    ("words", "product"),
    [
        (["--version"], ()),
        (["--help"], ()),
        (["feeds", "list", "--help"], ()),
        (["status", "--help"], ("wireroom.settings", "wireroom.stack", "wireroom.store", "wireroom.ingest")),
        (["psql", "--help"], ("wireroom.settings", "wireroom.stack", "wireroom.store")),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(words: list[str], product: tuple[str, ...]) -> None:
    """Before, each call read all of the product first, `--version` too: more than a second of work."""
    code = (
        "import sys; from wireroom.cli.main import main\n"
        f"try: main({words})\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    heavy = ("fetch", "parse", "clean", "extract", "transform", "takedown", "normalize", "stories", "watch")
    rooms = ("sources", "settings", "stack", "store", "ingest", "feed_list", *heavy)
    ours = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("wireroom.")}
    allowed = {*product, *(("wireroom.settings",) if words[0] == "feeds" else ())}
    assert sorted(ours & {f"wireroom.{room}" for room in rooms} - allowed) == []
    assert sorted({"lxml", "bs4", "numpy", "pandas", "airflow"} & set(loaded)) == []


def test_a_word_that_is_no_command_is_told_with_all_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["feed"])
    assert ended.value.code == 2
    assert "'feeds'" in capsys.readouterr().err


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for part in action.choices.values():
                yield from _parsers(part)


@pytest.mark.parametrize("name", sorted({*SUBCOMMANDS} - {"airflow"}))
def test_every_option_says_what_it_does(name: str) -> None:
    silent = [
        f"{parser.prog} {'/'.join(action.option_strings) or action.dest}"
        for parser in _parsers(_parser([name]))
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert silent == []


def test_a_place_that_is_missing_is_asked_for_in_the_words_of_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Before, a param of a DAG was."""
    with pytest.raises(SystemExit):
        main(["backfill", "plan", "--from", "warc"])
    said = capsys.readouterr().err
    assert "--from warc:PLACE" in said
    assert "param" not in said
