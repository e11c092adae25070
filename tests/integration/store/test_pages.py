"""Pages on record: given back, given up, and what their sites were last known to allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from support.filings import NOW, article, feed, file, rows
from wireroom.common.robots import SETTLED
from wireroom.models import Exchange, Landed, LandedRef, Outcome, SiteRules, Trust, WantedPage
from wireroom.store import pages
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all
from wireroom.store.runs import open_run as open_stored_run

SITE = "https://a.example"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAGE = WantedPage(7, 1, f"{SITE}/7", "a.example")


def known(conn: Connection, at: datetime) -> SiteRules | None:
    found = pages.site_rules(conn, [SITE], at - DAY, settled=SETTLED, failed_since=at - HOUR)
    return found.get(SITE)


def open_run(conn: Connection, key: str) -> int:
    return open_stored_run(conn, "pages", key, NOW, alive_for=HOUR)


def landed(conn: Connection, run_id: int, at: datetime, uri: str = "file:///gone.warc.gz") -> None:
    assert pages.claim_pages(conn, run_id, [PAGE], at, lease=HOUR)
    row = {"article_id": 7, "asked_at": at.isoformat(), "decision": "", "final_url": None, "status": 200}
    pages.note_pages_landed(conn, uri, [{**row, "record": "r"}])


def test_a_failure_to_ask_replaces_no_rules_and_is_believed_for_an_hour(conn: Connection) -> None:
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
    conn: Connection,
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


def test_a_tdmrep_json_that_may_not_be_read_stays_what_it_was_and_is_no_cause_to_ask_each_hour(
    conn: Connection,
) -> None:
    closed = SiteRules(SITE, NOW, Outcome.OK, b"User-agent: *\nDisallow: /\n", tdmrep=None)
    pages.save_site_rules(conn, closed, settled=SETTLED, unread=b"")
    assert known(conn, NOW + 23 * HOUR) == replace(closed, tdmrep=b"")
    reserved = SiteRules(SITE, NOW, Outcome.OK, b"", tdmrep=b'[{"location": "/", "tdm-reservation": 1}]')
    pages.save_site_rules(conn, reserved, settled=SETTLED)
    pages.save_site_rules(conn, closed, settled=SETTLED, unread=b"")
    assert known(conn, NOW + 23 * HOUR) == replace(closed, tdmrep=reserved.tdmrep)


def test_when_a_site_was_asked_for_a_page_last_is_known_by_its_origin(conn: Connection) -> None:
    run_id = open_run(conn, "first")
    landed(conn, run_id, NOW)
    assert pages.pages_last_asked(conn, [PAGE.family], NOW - DAY) == {SITE: NOW}
    assert pages.pages_last_asked(conn, [PAGE.family], NOW) == {}
    kept_out = {"article_id": 7, "outcome": "disallowed", "detail": "", "next_try_at": None}
    pages.note_pages_read(conn, [kept_out])
    assert pages.pages_last_asked(conn, [PAGE.family], NOW - DAY) == {}, "it was not asked"


def test_a_page_asked_for_before_and_given_back_is_no_longer_its_runs(conn: Connection) -> None:
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
    conn: Connection,
) -> None:
    landed(conn, open_run(conn, "first"), NOW)
    second = open_run(conn, "second")
    assert pages.give_up_pages(conn, second, NOW - HOUR, NOW) == {}
    later = NOW + DAY + HOUR
    assert pages.give_up_pages(conn, second, later - DAY, later) == {"file:///gone.warc.gz": 1}
    assert pages.give_up_pages(conn, second, later - DAY, later) == {}
    (page,) = fetch_all(conn, "full_text/pages_of_run", {"run_id": second - 1}) or [{"outcome": None}]
    assert page["outcome"] == "lost"
    assert pages.claim_pages(conn, second, [PAGE], later, lease=HOUR)


def of_articles(conn: Connection, feed_id: int, at: datetime) -> WantedPage:
    """The page of the one article there is, landed and not read yet."""
    [(article_id, url)] = rows(conn, "SELECT id, url FROM news.articles")
    page = WantedPage(article_id, feed_id, url, "harbour-post.example")
    run_id = open_run(conn, "pages")
    assert pages.claim_pages(conn, run_id, [page], at, lease=HOUR)
    row = {"article_id": article_id, "asked_at": at.isoformat(), "decision": "", "final_url": None}
    pages.note_pages_landed(conn, "file:///a.warc.gz", [{**row, "status": 200, "record": "r"}])
    return page


def test_a_page_is_read_again_beside_the_feed_that_it_was_asked_for(conn: Connection) -> None:
    """Not beside the one that the article is at home in by now, which had nothing of it then."""
    first, second = feed(conn, "first"), feed(conn, "second")
    file(conn, [article("a", feed_id=first, title="Of then", trust=Trust.DECLARED)])
    page = of_articles(conn, first, NOW + HOUR)
    own = article("a", feed_id=second, title="Of now", seen_at=NOW + 2 * HOUR, trust=Trust.OWN)
    file(conn, [own], run="later")
    assert rows(conn, "SELECT home_feed_id FROM wireroom.article_heads") == [(second,)]
    exchange = Exchange(first, page.url, NOW + HOUR, Outcome.OK, status=200)
    landed = Landed(exchange, LandedRef("file:///a.warc.gz", "r"))
    [found] = pages.pages_to_replay(conn, [landed])
    assert (found["feed_id"], found["title"]) == (first, "Of then")


def test_a_page_is_read_beside_what_its_feed_had_too_when_it_was_asked_for(conn: Connection) -> None:
    """Of two feeds with one text only one's is kept: the page was read beside what is said now."""
    first, second = feed(conn, "first"), feed(conn, "second")
    for number, feed_id in enumerate((first, second)):
        file(conn, [article("a", feed_id=feed_id, title="Of then", trust=Trust.OWN)], run=str(number))
    of_articles(conn, second, NOW + HOUR)
    later = article("a", feed_id=first, title="Of now", seen_at=NOW + 2 * HOUR, trust=Trust.OWN)
    file(conn, [later], run="later")
    assert (second, True) in rows(conn, "SELECT feed_id, content IS NULL FROM wireroom.copies")
    [found] = pages.pages_of_landing(conn, "file:///a.warc.gz").values()
    assert (found["feed_id"], found["title"]) == (second, "Of then")


def test_a_page_read_before_is_read_again_beside_what_its_feed_says_too(conn: Connection) -> None:
    """Where another feed's copy holds the words: the page's own text was taken for the feed's."""
    first, second = feed(conn, "first"), feed(conn, "second")
    for number, feed_id in enumerate((first, second)):
        file(conn, [article("a", feed_id=feed_id, text="Short.", trust=Trust.OWN)], run=str(number))
    whole = article("a", feed_id=first, text="Whole. " * 300, seen_at=NOW + HOUR, trust=Trust.OWN)
    file(conn, [replace(whole, from_page=True, provenance={"text": "page:content"})], run="page")
    of_articles(conn, second, NOW + 2 * HOUR)
    [found] = pages.pages_of_landing(conn, "file:///a.warc.gz").values()
    assert (found["feed_text"], found["page_text"]) == ("Short.", whole.text)


def test_what_its_feed_gives_is_found_where_another_feed_holds_the_words(conn: Connection) -> None:
    """Of one text in two feeds one copy holds the words: feed_text was what the feed had said before."""
    first, second = feed(conn, "first"), feed(conn, "second")
    said = ((first, "Short.", 0), (second, "Short.", 1), (second, "Brief.", -2))  # the last comes late
    for feed_id, text, hours in said:
        file(conn, [article("a", feed_id=feed_id, text=text, seen_at=NOW + hours * HOUR, trust=Trust.OWN)])
    whole = article("a", feed_id=second, text="Whole. " * 300, seen_at=NOW + 3 * HOUR, trust=Trust.OWN)
    file(conn, [replace(whole, from_page=True, provenance={"text": "page:content"})], run="page")
    assert rows(conn, "SELECT feed_id, feed_text FROM news.articles") == [(second, "Short.")]


def test_a_page_that_cannot_be_had_again_frees_nothing_that_it_reserved(conn: Connection) -> None:
    """Its text of before stays, and exports for training held it from then on; read again it may free it."""
    read = {"article_id": 7, "detail": "", "next_try_at": None, "feed_length": 1, "text_length": 1}
    failed = {**read, "outcome": "timed_out", "tdm_reserved": None, "tdm_source": None}
    freed = {**read, "outcome": "full_text", "tdm_reserved": False, "tdm_source": None}
    run_id = open_run(conn, "first")
    landed(conn, run_id, NOW)
    more = {"feed_id": 1, "family": PAGE.family, "url": PAGE.url, "final_url": None, "status": 503}
    more |= {"asked_at": NOW.isoformat(), "landing_uri": "file:///a.warc.gz", "landing_record": "r"}
    on_record = "SELECT outcome, tdm_reserved, tdm_source FROM news.pages"
    for said, reserved in (
        ({**read, "outcome": "full_text", "tdm_reserved": True, "tdm_source": "tdmrep:meta"}, True),
        (failed, True),
        (freed, False),
    ):
        pages.note_pages_read(conn, [said])
        source = "tdmrep:meta" if reserved else None
        assert rows(conn, on_record) == [(said["outcome"], reserved, source)]
    pages.note_pages_read(conn, [{**freed, "tdm_reserved": True, "tdm_source": "meta:noai"}])
    pages.note_pages_replayed(conn, run_id, [{**failed, **more}])
    assert rows(conn, on_record) == [("timed_out", True, "meta:noai")]
    pages.note_pages_replayed(conn, run_id, [{**freed, **more}])
    assert rows(conn, on_record) == [("full_text", False, None)]
