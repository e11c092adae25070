"""`make up` starts Airflow's processes anew where what they hold in memory has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from wireroom.stack.airflow import airflow_processes
from wireroom.stack.process import Command
from wireroom.stack.stack import Stack


class Recorder:
    """Keeps nothing running, and knows what it was asked to."""

    def __init__(self) -> None:
        self.commands: list[Command] = []

    def keep_running(self, command: Command) -> tuple[Any, bool]:
        self.commands.append(command)
        return None, False


@pytest.mark.parametrize(
    ("changed", "is_anew"),
    [("plugins/wireroom/one.py", True), ("sql/queries/vectors/one.sql", True), ("docs/one.md", False)],
)
def test_processes_are_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, is_anew: bool
) -> None:
    monkeypatch.setattr(airflow_processes, "PROJECT_ROOT", tmp_path)
    path = tmp_path / changed
    path.parent.mkdir(parents=True)

    def digests(text: str) -> list[str]:
        path.write_text(text)
        stack = Recorder()
        airflow_processes.bring_up_airflow(cast(Stack, stack), {}, api_server={})
        assert len(stack.commands) == len(airflow_processes.ARGUMENTS)
        return [command.digest for command in stack.commands]

    before, after = digests("old"), digests("new, and longer")
    assert [old != new for old, new in zip(before, after, strict=True)] == [is_anew] * len(before)
