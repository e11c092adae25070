"""Days at the door: a day of news comes in, anything else is refused in words, whatever takes it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.cli.main import main
from wireroom.common.days import FIRST, LAST, day_of, day_or_none, in_order, nothing_between
from wireroom.errors import ConfigurationError

REFUSED = {
    "2026-02-30": "no day 2026-02-30 in the calendar",
    "2026-13-01": "in the calendar",
    "2025-02-29": "in the calendar",
    "2026-00-10": "in the calendar",
    "0000-01-01": "in the calendar",
    "0001-01-01": "no day of news",
    "9999-12-31": "no day of news",
    "99999-01-01": "form YYYY-MM-DD",
    "-2026-01-01": "form YYYY-MM-DD",
    "20261120": "form YYYY-MM-DD",
    "2026-W01-1": "form YYYY-MM-DD",
    "2026-11-20T00:00": "form YYYY-MM-DD",
    "2026-1-2": "form YYYY-MM-DD",
    "20.11.2026": "form YYYY-MM-DD",
    "٢٠٢٦-١١-٢٠": "form YYYY-MM-DD",
    "2026-11-20\n": "form YYYY-MM-DD",
    "yesterday": "form YYYY-MM-DD",
    "": "form YYYY-MM-DD",
}
COMMANDS = {
    "replay": ("replay",),
    "export": ("export",),
    "stories": ("stories", "again"),
    "backfill plan": ("backfill", "plan", "--from", "landed"),
    "backfill run": ("backfill", "run", "--from", "landed"),
    "backfill gaps": ("backfill", "gaps"),
}


@pytest.mark.parametrize(("written", "says"), REFUSED.items(), ids=map(repr, REFUSED))
def test_what_is_no_day_of_news_is_refused_in_words(written: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        day_of(written)
    with pytest.raises(ConfigurationError, match=f"^until: .*{says}" if written else "^until: "):
        day_of(written, what="until")


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("written", ["2026-02-30", "0000-01-01", "9999-12-31", "99999-01-01", "2026-W01-1"])
def test_every_command_refuses_it_at_the_door_and_names_the_option(
    command: tuple[str, ...], option: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`export --since 9999-12-31` was an OverflowError with its traceback."""
    with pytest.raises(SystemExit) as ended:
        main([*command, f"{option}={written}"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert f"argument {option}" in said
    assert REFUSED[written] in said


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_refuses_a_last_day_before_the_first(
    command: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`replay` and `stories again` found nothing to do, and said nothing. No database is asked."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert main([*command, "--since", "2026-03-01", "--until", "2026-02-01"]) != 0
    assert "the last day, 2026-02-01, is before the first, 2026-03-01" in capsys.readouterr().err


@given(st.dates(FIRST, LAST))
def test_every_other_day_comes_in_as_it_is(day: date) -> None:
    assert day_of(day.isoformat()) == day_or_none(str(day)) == day
    in_order(day, day)
    in_order(None, day)


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(ConfigurationError):
        assert day_of(text).isoformat() == text


def test_an_empty_param_is_none() -> None:
    assert day_or_none(None) is None
    assert day_or_none("") is None


TOLD = {
    (11, 13): "nothing was landed between 2026-10-11 and 2026-10-13; the nearest landed day is 2026-10-10",
    (16, 19): "nothing was landed between 2026-10-16 and 2026-10-19; the nearest landed day is 2026-10-20",
    (9, 9): "nothing was landed on 2026-10-09; the nearest landed day is 2026-10-10",
    (25, None): "nothing was landed since 2026-10-25; the nearest landed day is 2026-10-20",
    (None, 1): "nothing was landed until 2026-10-01; the nearest landed day is 2026-10-10",
}


@pytest.mark.parametrize(("span", "words"), TOLD.items(), ids=map(str, TOLD))
def test_where_nothing_is_the_nearest_day_with_something_is_told(
    span: tuple[int | None, int | None], words: str
) -> None:
    since, until = (day and date(2026, 10, day) for day in span)
    days = [date(2026, 10, 10), date(2026, 10, 20)]
    assert nothing_between("nothing was landed", since, until, days, there="landed day") == words
    without = nothing_between("nothing was landed", since, until, [], there="landed day")
    assert without == words.partition(";")[0] + "; there is no landed day"
