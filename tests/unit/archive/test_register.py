"""The register of origins: the DAGs, the command line and the backfill know what it holds, and no more."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from wireroom.archive.register import ORIGINS, FromPlace, origin_named, summaries
from wireroom.cli.backfill import backfill_command as command
from wireroom.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser()
    command.register(made.add_subparsers())
    return made


@pytest.mark.parametrize("name", ORIGINS)
def test_the_command_line_takes_every_origin_and_says_what_it_reads(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = f"{name}:/saved" if isinstance(ORIGINS[name], FromPlace) else name
    assert parser().parse_args(["backfill", "run", "--from", wanted]).origins[0][0] == name
    with pytest.raises(SystemExit):
        parser().parse_args(["backfill", "run", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert f"{wanted.replace('/saved', 'PLACE')}: {ORIGINS[name].summary}" in said


@pytest.mark.parametrize("name", ORIGINS)
def test_readme_and_the_dag_that_reads_it_name_every_origin(name: str) -> None:
    dag = "backfill_archive" if ORIGINS[name].by_day and name != "documents" else "backfill_files"
    for path in (ROOT / "README.md", ROOT / "dags" / f"{dag}.py"):
        assert f"`{name}`" in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("wayback", f"there are {', '.join(ORIGINS)}"),
        ("documents", "--from documents:PLACE"),
        ("landed:/saved", "landed reads no files: give --from landed, without '/saved'"),
    ],
    ids=["unknown", "without its place", "with a place that it would not read"],
)
def test_a_slip_is_told_at_once_with_what_would_be_right(
    wanted: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["backfill", "run", "--from", wanted])
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_day_that_has_not_begun_is_refused_before_anybody_is_asked() -> None:
    """A slip in the year was loaded, and the day written down as empty."""
    asked = parser().parse_args(["backfill", "run", "--from", "landed", "--since", "2962-10-01"])
    with pytest.raises(ConfigurationError, match="2962-10-01 has not begun"):
        asked.run(asked)


def test_help_shows_examples_that_the_command_takes(capsys: pytest.CaptureFixture[str]) -> None:
    for action in ("plan", "run"):
        with pytest.raises(SystemExit):
            parser().parse_args(["backfill", action, "--help"])
        lines = capsys.readouterr().out.splitlines()
        examples = [line.split() for line in lines if line.startswith("  wireroom backfill ")]
        assert len(examples) == 5
        for words in examples:
            assert parser().parse_args(words[1:]).origins


def test_no_origin_has_a_name_that_is_not_in_the_register() -> None:
    with pytest.raises(ConfigurationError, match="no origin is named ftp"):
        origin_named("ftp")


def test_what_cannot_be_had_by_day_is_not_offered_for_days() -> None:
    offered = summaries(by_day=True)
    assert [name for name in ORIGINS if f"{name}: " in offered] == [n for n, o in ORIGINS.items() if o.by_day]
