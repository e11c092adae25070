"""Every command that the help names is there."""

from __future__ import annotations

import pytest

from wireroom.cli.main import SUBCOMMANDS, main


@pytest.mark.parametrize("name", sorted({*SUBCOMMANDS} - {"airflow"}))  # which hands `--help` on
def test_every_command_knows_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A module that was renamed leaves its command behind: nothing else imports it."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"wireroom {name}" in capsys.readouterr().out
