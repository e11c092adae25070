"""Where landing files live."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.landing import landing_uri

WHEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_plain_names_are_kept() -> None:
    uri = landing_uri("s3://bucket/landing/", "feeds", WHEN, "run-1", "shard.0")
    assert uri == "s3://bucket/landing/feeds/2026/11/23/run-1/shard.0.warc.gz"


def test_the_day_is_the_day_in_utc() -> None:
    late = datetime(2026, 11, 24, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert "/2026/11/23/" in landing_uri("/landing", "feeds", late, "run", "name")


@pytest.mark.parametrize(
    "name", ["../../etc", "a b", "scheduled__2026-11-23T12:00:00+00:00", "", "..", "日本", "x" * 500]
)
def test_names_for_people_become_names_for_files(name: str) -> None:
    uri = landing_uri("/landing", "feeds", WHEN, name, name)
    assert re.fullmatch(r"/landing/feeds/2026/11/23/[\w.-]{1,140}/[\w.-]{1,140}\.warc\.gz", uri, re.ASCII)
    assert "/../" not in uri


@given(st.text(max_size=50), st.text(max_size=50))
def test_two_runs_never_share_a_file(one: str, other: str) -> None:
    same = landing_uri("r", "k", WHEN, one, "n") == landing_uri("r", "k", WHEN, other, "n")
    assert same is (one == other)
