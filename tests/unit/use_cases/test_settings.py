"""Settings: read once from the environment; what cannot be used is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from wireroom.errors import ConfigurationError
from wireroom.settings import COLLECT_TIMEOUT, Settings


def test_without_an_environment_everything_has_a_value() -> None:
    settings = Settings.from_environment({})
    assert settings.admin_database_url == settings.reader_database_url == settings.database_url
    assert settings.landing_url == (settings.home / "landing").as_uri()
    assert not settings.external_postgres


def test_a_database_of_the_operators_serves_all_roles_until_others_are_named() -> None:
    url = "postgresql://me@db.example/news"
    settings = Settings.from_environment({"WIREROOM_DATABASE_URL": url})
    assert settings.external_postgres
    assert {settings.admin_database_url, settings.reader_database_url} == {url}


def test_publishers_are_told_whom_to_write_to() -> None:
    settings = Settings.from_environment({"WIREROOM_CONTACT": "https://example.org/bot"})
    assert settings.user_agent.endswith("+https://example.org/bot)")


def test_connections_are_mapped_as_curl_maps_them() -> None:
    text = "*.localhost:8799=127.0.0.1:8801, Mirror.example:443=10.0.0.2:8443"
    assert Settings.from_environment({"WIREROOM_CONNECT_TO": text}).connect_to == (
        ("*.localhost:8799", "127.0.0.1:8801"),
        ("mirror.example:443", "10.0.0.2:8443"),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIREROOM_MAX_SHARDS", "0"),
        ("WIREROOM_KEEP_POLLS_DAYS", "0"),
        ("WIREROOM_KEEP_LANDED_DAYS", "never"),
        ("WIREROOM_FETCH_THREADS", "many"),
        ("WIREROOM_FAMILY_PAUSE", "-1"),
        ("WIREROOM_FAMILY_PAUSE", "nan"),
        ("WIREROOM_MAX_FAILED_SHARE", "50"),
        ("WIREROOM_PROXY", "socks5://127.0.0.1:1080"),
        ("WIREROOM_CONNECT_TO", "localhost"),
        ("WIREROOM_LANDING_URL", "no-such-storage://bucket/landing"),
        ("WIREROOM_DOCUMENTS_ROOT", "s3-eu://bucket"),
        ("WIREROOM_LANDING_URL", "s3:bucket/landing"),
        ("WIREROOM_LANDING_URL", "c://landing"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize(
    "url",
    [
        *("/srv/landing", "/srv/landing://odd", "./odd:place", "landing"),
        *("s3://bucket/landing", "simplecache::s3://bucket", "file:///a", "file:/a"),
    ],
)
def test_a_landing_url_is_a_path_or_a_url(url: str) -> None:
    assert Settings.from_environment({"WIREROOM_LANDING_URL": url}).landing_url == url


def test_what_a_stack_left_in_its_home_counts_below_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "environment").write_text("WIREROOM_MAX_SHARDS=3\nWIREROOM_FETCH_THREADS=2\n")
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_FETCH_THREADS", "5")
    settings = Settings.from_environment()
    assert (settings.max_shards, settings.fetch_threads) == (3, 5)


def test_what_readers_may_cost_is_set_as_postgres_writes_it() -> None:
    settings = Settings.from_environment(
        {"WIREROOM_READER_STATEMENT_TIMEOUT": "2h", "WIREROOM_READER_TEMP_FILE_LIMIT": "50GB"}
    )
    assert settings.reader_limits == {"statement_timeout": "2h", "temp_file_limit": "50GB"}
    assert Settings.from_environment({}).reader_limits == {}


def test_a_shards_time_stays_well_below_the_limit_of_its_task() -> None:
    assert Settings.from_environment({}).shard_time <= COLLECT_TIMEOUT / 2
    assert Settings.from_environment({"WIREROOM_SHARD_MINUTES": "2.5"}).shard_time == timedelta(minutes=2.5)
    for text in ("0", "21", "soon"):
        with pytest.raises(ConfigurationError, match="WIREROOM_SHARD_MINUTES"):
            Settings.from_environment({"WIREROOM_SHARD_MINUTES": text})
