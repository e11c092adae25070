"""What has been delivered before is known again, whatever became of the process that took it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wireroom.landing import POLLS, PUSHES, LandingWriter, landing_uri
from wireroom.models import Exchange, Outcome
from wireroom.websub import known_deliveries
from wireroom.websub.known_deliveries import KnownDeliveries

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def land(root: Path, body: bytes, *, at: datetime, kind: str = PUSHES) -> Path:
    uri = landing_uri(root.as_uri(), kind, at, "run", f"told-{at:%H%M%S}")
    with LandingWriter(uri) as writer:
        writer.add(
            Exchange(
                1, "https://a.example/feed", at, Outcome.OK, status=200, body=body, body_sha256=body * 32
            )
        )
    return Path(uri.removeprefix("file://"))


def test_those_that_were_landed_since_yesterday_are_known(tmp_path: Path) -> None:
    for hours, body in ((1, b"a"), (2, b"b"), (50, b"c")):
        land(tmp_path, body, at=NOW - timedelta(hours=hours))
    land(tmp_path, b"d", at=NOW, kind=POLLS)
    known = KnownDeliveries()
    known.add_landed(tmp_path.as_uri(), NOW)
    assert [body for body in (b"a", b"b", b"c", b"d") if (1, body * 32) in known] == [b"a", b"b"]


def test_a_damaged_file_hides_no_other(tmp_path: Path) -> None:
    damaged = land(tmp_path, b"a", at=NOW - timedelta(hours=1))
    damaged.write_bytes(damaged.read_bytes()[:40])
    land(tmp_path, b"b", at=NOW)
    known = KnownDeliveries()
    known.add_landed(tmp_path.as_uri(), NOW)
    assert (1, b"b" * 32) in known


def test_the_oldest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_deliveries, "_REMEMBERED", 2)
    known = KnownDeliveries()
    for body in (b"a", b"b", b"c"):
        known.add((1, body))
    assert [body for body in (b"a", b"b", b"c") if (1, body) in known] == [b"b", b"c"]
