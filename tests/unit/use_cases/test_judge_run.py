"""When a run must not be green: decisions/0003."""

from __future__ import annotations

import pytest

from wireroom.errors import TooManyFeedsFailedError
from wireroom.ingest.run_report import judge
from wireroom.models import Counts, Outcome
from wireroom.store.values import Poll


def polls(well: int = 0, newly: int = 0, long: int = 0, unreachable: int = 0, put_off: int = 0) -> list[Poll]:
    """So many feeds of each kind: well, newly failed, failing for long, not reached, not asked."""
    kinds = [(Outcome.OK, 0)] * well + [(Outcome.NOT_FOUND, 1)] * newly + [(Outcome.GONE, 9)] * long
    kinds += [(Outcome.UNREACHABLE_HOST, 1)] * unreachable + [(Outcome.RATE_LIMITED, 0)] * put_off
    return [
        Poll(number, f"feed {number}", "http://example.org/", outcome, "", failures, Counts(feeds=1))
        for number, (outcome, failures) in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("of", "is_red"),
    [
        pytest.param(polls(), False, id="nothing was due"),
        pytest.param(polls(well=20), False, id="all well"),
        pytest.param(polls(well=10, newly=10), False, id="half failed: not more than the share"),
        pytest.param(polls(well=9, newly=10), True, id="more than half newly failed"),
        pytest.param(polls(newly=4), True, id="few feeds, all newly failed"),
        pytest.param(polls(newly=3), False, id="too few to judge"),
        pytest.param(polls(well=1, long=30), False, id="long broken feeds are no news of this run"),
        pytest.param(polls(unreachable=40), False, id="no network: no feed is to blame"),
        pytest.param(polls(well=4, newly=1, put_off=40), False, id="a service limits us: obeyed, not failed"),
        pytest.param(polls(well=20, unreachable=40), False, id="public feeds away, the newsroom well"),
    ],
)
def test_a_run_is_red_when_too_many_feeds_that_answered_newly_failed(of: list[Poll], is_red: bool) -> None:
    failure = judge(of, expected=len(of), standing={}, max_failed_share=0.5)
    assert isinstance(failure, TooManyFeedsFailedError) is is_red


def test_a_run_is_red_when_planned_feeds_were_not_filed() -> None:
    failure = judge(polls(well=20), expected=25, standing={}, max_failed_share=0.5)
    assert "5 of 25 planned feeds were not stored" in str(failure)


@pytest.mark.parametrize(
    ("standing", "is_red"),
    [
        pytest.param({Outcome.OK: 20, Outcome.GONE: 5}, False, id="a few dead feeds"),
        pytest.param({Outcome.OK: 5, Outcome.FORBIDDEN: 20}, True, id="most refuse us, for long"),
        pytest.param({Outcome.OK: 5, Outcome.UNREACHABLE_HOST: 40}, False, id="no network"),
    ],
)
def test_a_lasting_breakage_does_not_turn_green_again(standing: dict[Outcome, int], is_red: bool) -> None:
    """All feeds at their last poll count, too, not only what this run saw fail first."""
    failure = judge(polls(well=1), expected=1, standing=standing, max_failed_share=0.5)
    assert isinstance(failure, TooManyFeedsFailedError) is is_red
    assert judge([], expected=0, standing=standing, max_failed_share=0.5) is None, "nothing was due"
