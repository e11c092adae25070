"""A `make up` without the variable of last time must not look like lost articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from wireroom.cli.stack.up_steps import remark_on_a_change_of_server, write_environment
from wireroom.settings import Settings

BUNDLED = "postgresql://wireroom_loader:x@127.0.0.1:5432/wireroom"
MOVED = "postgresql://wireroom_loader:x@127.0.0.1:5433/wireroom"
OWN = "postgresql://alice:x@db.example:5432/wireroom"


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        pytest.param("", BUNDLED, False, id="the first time"),
        pytest.param(BUNDLED, BUNDLED, False, id="as before"),
        pytest.param(BUNDLED, MOVED, False, id="ours on another port"),
        pytest.param(OWN, BUNDLED, True, id="the variable is gone"),
        pytest.param(BUNDLED, OWN, True, id="the variable is new"),
    ],
)
def test_a_change_of_server_is_told(tmp_path: Path, before: str, now: str, is_told: bool) -> None:
    kept = tmp_path / "environment"
    if before:
        kept.write_text(f"WIREROOM_DATABASE_URL={before}\n")
    settings = replace(Settings(), database_url=now) if now == OWN else Settings()
    told: list[str] = []
    stack = SimpleNamespace(paths=SimpleNamespace(environment=kept), settings=settings)
    remark_on_a_change_of_server(stack, SimpleNamespace(loader_url=now), SimpleNamespace(tell=told.append))

    assert bool(told) is is_told
    assert not any(":x@" in line for line in told), "no password"


def test_a_command_knows_that_this_airflow_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, `maintain` by hand left its logs alone. Whoever looks after another database still does."""
    stack = SimpleNamespace(paths=SimpleNamespace(environment=tmp_path / "environment"))
    airflow = "postgresql+psycopg2://airflow:x@127.0.0.1:5432/airflow"
    urls = {"loader_url": BUNDLED, "admin_url": BUNDLED, "reader_url": BUNDLED, "airflow_url": airflow}
    write_environment(stack, SimpleNamespace(**urls), "")
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.delenv("WIREROOM_DATABASE_URL", raising=False)
    assert Settings.from_environment().own_airflow_database_url == airflow
    monkeypatch.setenv("WIREROOM_DATABASE_URL", OWN)
    assert Settings.from_environment().own_airflow_database_url == ""
