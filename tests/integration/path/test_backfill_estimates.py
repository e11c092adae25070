"""What planning says that days will cost, beside what loading them then costs: within a factor of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.sample_newsroom import Newsroom, newsroom, planned, subscribe
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import DayRequest
from wireroom.backfill.plan_day import plan_day
from wireroom.cli.main import main
from wireroom.ingest.run_ingest import run_ingest

DAYS = [date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 14)]
FEEDS = {
    "rfc5005": ("estuary-almanac", "pegel-chronik"),
    "paged": ("diario-del-puerto",),
    "sitemaps": ("estuary-almanac",),
    "cdx": ("estuary-almanac",),
}


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(database_url, tmp_path) as running:
        (_, address) = running.settings.connect_to[0]
        server = f"http://{address}/-"
        running.settings = replace(
            running.settings,
            cdx_url=f"{server}/cdx",
            cdx_playback=server + "/web/{stamp}id_/{url}",
            cdx_pause=0.0,
            family_pause=0.0,
        )
        yield running


def loaded(room: Newsroom, origin: str, days: list[date]) -> tuple[int, int]:
    """Requests made and bytes that came."""
    requests = size = 0
    for day in days:
        plan = plan_day(room.settings, DayRequest(day, [origin]), key=f"{day} {origin}", now=room.now)
        for job in plan.jobs:
            gathered = gather(room.settings, job, day=day, run_key=f"{day}", clock=room.clock)
            requests += sum(walk.requests for walk in gathered.walks)
            size += sum(walk.size for walk in gathered.walks)
            room.now += timedelta(seconds=1)  # landing files are named by the second
    return requests, size


@pytest.mark.parametrize("origin", sorted(FEEDS))
def test_a_plan_is_within_a_factor_of_two_of_what_it_then_costs(room: Newsroom, origin: str) -> None:
    """Never walked before, and again half of the days later, when some of it is known."""
    subscribe(room.settings, *FEEDS[origin])
    if origin != "paged":  # whose feed in pages need never have been polled
        run_ingest(room.settings, key="live", clock=room.clock)
    days = [room.now.date() - timedelta(days=ahead) for ahead in (4, 3)] if origin == "paged" else DAYS
    for some in (days, [days[0] - timedelta(days=2), *days]):
        estimate = planned(room, origin, some)
        requests, size = loaded(room, origin, some)
        print(f"\n{origin}: {estimate.requests} requests and {estimate.size} bytes: {requests}, {size}")
        assert requests / 2 <= estimate.requests <= max(requests, 1) * 2
        if not estimate.unknown:
            assert size / 2 <= estimate.size <= max(size, 1) * 2
        assert estimate.asked <= max(requests, 8), "planning asks for lists, and three documents of a feed"


def test_several_origins_are_asked_in_order_by_one_command(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = room.settings.home / "saved"
    folder.mkdir()
    (folder / "a.txt").write_text("date 2026-10-12 The ferry ran again. " + "Tea was given. " * 20)
    monkeypatch.setenv("WIREROOM_DATABASE_URL", room.settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(room.settings.home))
    several = ["--from", f"documents:{folder}", "--from", "landed", "--since", "2026-10-12"]
    assert main(["backfill", "plan", *several]) == 0
    assert main(["backfill", "run", *several]) == 0
    said = capsys.readouterr().out
    assert "planning asked for 0 lists" in said
    assert said.index("1 article read, 1 new") < said.index("all days: 0 articles read")
