"""Pages on record: given back, given up, and what their sites were last known to allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from support.filings import NOW
from wireroom import store
from wireroom.common.robots import SETTLED
from wireroom.models import Outcome, SiteRules, WantedPage
from wireroom.store import pages
from wireroom.store.queries import fetch_all

SITE = "https://a.example"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAGE = WantedPage(7, 1, f"{SITE}/7", "a.example")


def known(conn: store.Connection, at: datetime) -> SiteRules | None:
    found = pages.site_rules(conn, [SITE], at - DAY, settled=SETTLED, failed_since=at - HOUR)
    return found.get(SITE)


def open_run(conn: store.Connection, key: str) -> int:
    return store.open_run(conn, "pages", key, NOW, alive_for=HOUR)


def landed(conn: store.Connection, run_id: int, at: datetime, uri: str = "file:///gone.warc.gz") -> None:
    assert pages.claim_pages(conn, run_id, [PAGE], at, lease=HOUR)
    row = {"article_id": 7, "asked_at": at.isoformat(), "decision": "", "final_url": None, "status": 200}
    pages.note_pages_landed(conn, uri, [{**row, "record": "r"}])


def test_a_failure_to_ask_replaces_no_rules_and_is_believed_for_an_hour(conn: store.Connection) -> None:
    good = SiteRules(SITE, NOW, Outcome.OK, b"User-agent: *\nDisallow: /x\n")
    failed = SiteRules(SITE, NOW + HOUR, Outcome.TIMED_OUT)
    pages.save_site_rules(conn, failed, settled=SETTLED)
    assert known(conn, NOW + HOUR + HOUR / 2) == failed
    assert known(conn, NOW + 2 * HOUR) is None
    pages.save_site_rules(conn, good, settled=SETTLED)
    pages.save_site_rules(conn, failed, settled=SETTLED)
    assert known(conn, NOW + 23 * HOUR) == good
    gone = SiteRules(SITE, NOW + HOUR, Outcome.NOT_FOUND)
    pages.save_site_rules(conn, gone, settled=SETTLED)
    assert known(conn, NOW + 23 * HOUR) == gone


def test_a_tdmrep_json_that_cannot_be_had_replaces_none_and_is_asked_for_again_after_an_hour(
    conn: store.Connection,
) -> None:
    unheard = SiteRules(SITE, NOW, Outcome.OK, b"", tdmrep=None)
    pages.save_site_rules(conn, unheard, settled=SETTLED)
    assert known(conn, NOW + HOUR / 2) == unheard
    assert known(conn, NOW + 2 * HOUR) is None
    reserved = replace(unheard, tdmrep=b'[{"location": "/", "tdm-reservation": 1}]')
    pages.save_site_rules(conn, reserved, settled=SETTLED)
    pages.save_site_rules(conn, replace(unheard, asked_at=NOW + HOUR), settled=SETTLED)
    assert known(conn, NOW + 24 * HOUR) == replace(reserved, asked_at=NOW + HOUR)
    pages.save_site_rules(conn, replace(unheard, asked_at=NOW + HOUR), settled=SETTLED, older=23 * HOUR)
    assert known(conn, NOW + 3 * HOUR) is None, "what it said before is not as good as new"
    pages.save_site_rules(conn, replace(unheard, tdmrep=b""), settled=SETTLED)
    assert known(conn, NOW + HOUR) == replace(unheard, tdmrep=b""), "it says now that there is none"


def test_when_a_site_was_asked_for_a_page_last_is_known_by_its_origin(conn: store.Connection) -> None:
    run_id = open_run(conn, "first")
    landed(conn, run_id, NOW)
    assert pages.pages_last_asked(conn, [PAGE.family], NOW - DAY) == {SITE: NOW}
    assert pages.pages_last_asked(conn, [PAGE.family], NOW) == {}
    kept_out = {"article_id": 7, "outcome": "disallowed", "detail": "", "next_try_at": None}
    pages.note_pages_read(conn, [kept_out])
    assert pages.pages_last_asked(conn, [PAGE.family], NOW - DAY) == {}, "it was not asked"


def test_a_page_asked_for_before_and_given_back_is_no_longer_its_runs(conn: store.Connection) -> None:
    first = open_run(conn, "first")
    landed(conn, first, NOW)
    read = {"article_id": 7, "outcome": "timed_out", "detail": "", "next_try_at": (NOW + HOUR).isoformat()}
    pages.note_pages_read(conn, [read])
    second = open_run(conn, "second")
    assert pages.claim_pages(conn, second, [PAGE], NOW + HOUR, lease=HOUR)
    pages.release_pages(conn, second, [7], NOW + HOUR)
    assert pages.pages_of_run(conn, second) == {}
    assert pages.claim_pages(conn, open_run(conn, "third"), [PAGE], NOW + HOUR, lease=HOUR)


def test_a_page_whose_landing_file_nobody_can_read_is_given_up_after_a_day_and_wanted_again(
    conn: store.Connection,
) -> None:
    landed(conn, open_run(conn, "first"), NOW)
    second = open_run(conn, "second")
    assert pages.give_up_pages(conn, second, NOW - HOUR, NOW) == {}
    later = NOW + DAY + HOUR
    assert pages.give_up_pages(conn, second, later - DAY, later) == {"file:///gone.warc.gz": 1}
    assert pages.give_up_pages(conn, second, later - DAY, later) == {}
    (page,) = fetch_all(conn, "pages_of_run", {"run_id": second - 1}) or [{"outcome": None}]
    assert page["outcome"] == "lost"
    assert pages.claim_pages(conn, second, [PAGE], later, lease=HOUR)
