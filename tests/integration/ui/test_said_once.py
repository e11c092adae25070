"""What pages say of a feed or an article: once, whole, and of this one."""

from __future__ import annotations

import re
from datetime import timedelta

from fastapi.testclient import TestClient

from support.filings import NOW, article, feed, file, result
from support.pages import LATER, Newsroom
from wireroom.models import Outcome
from wireroom.store.connection import Connection


def _state(viewer: TestClient, feed_id: int) -> str:
    text = viewer.get(f"/wireroom/feeds/{feed_id}").text
    return text.partition('aria-label="State"')[2].partition("</section>")[0]


def test_a_status_is_said_once(viewer: TestClient, newsroom: Newsroom, conn: Connection) -> None:
    """It read "HTTP 429: 429: the server asks us …"."""
    limited = result(newsroom.sick, Outcome.RATE_LIMITED, detail="200: the server asks us to come less often")
    file(conn, results=[limited], run="limited")
    state = _state(viewer, newsroom.sick)
    assert "HTTP 200: the server asks us" in state
    assert "200: 200" not in state


def test_what_another_reader_finds_is_said_once(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """It read "feedparser found what ours did not: feedparser finds what our reader does not …"."""
    words = "feedparser finds what our reader does not in entries that both find: text of 1"
    with conn.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.feed_states SET reader = 'wireroom', disagreement = %s WHERE feed_id = %s",
            (words, newsroom.well),
        )
    conn.commit()
    assert f"wireroom; {words}" in _state(viewer, newsroom.well)


def test_a_poll_that_is_overdue_is_not_said_to_be_in_the_past(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """A feed that falls due just after a run began waits for the next: "Next poll: 3 min ago"."""
    due = NOW + timedelta(minutes=5)
    file(conn, results=[result(newsroom.well, at=NOW + timedelta(minutes=1), next_poll_at=due)], run="late")
    assert "with the next run, due <time" in _state(viewer, newsroom.well)
    assert re.search(r"due <time[^>]*>5 min ago", viewer.get("/wireroom/feeds").text)
    file(conn, results=[result(newsroom.well, at=LATER)], run="early")
    assert "due <time" not in _state(viewer, newsroom.well)
    assert "due <time" not in viewer.get("/wireroom/feeds?q=harbour").text


def test_all_that_a_version_changed_is_named(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """Beside a changed title its new tags and authors went unsaid."""
    old = article("twice", feed_id=newsroom.well, tags=("one",), seen_at=NOW - timedelta(minutes=5))
    new = article("twice", feed_id=newsroom.well, tags=("two",), title="Another title", authors=("Ada",))
    for number, version in enumerate((old, new)):
        file(conn, [version], results=[result(newsroom.well)], run=f"version {number}")
    with conn.cursor() as cursor:
        cursor.execute("SELECT id FROM news.articles WHERE guid = 'twice'")
        ((article_id,),) = cursor.fetchall()
    changed = viewer.get(f"/wireroom/articles/{article_id}").text.partition("What changed")[2]
    changed = changed.partition("</section>")[0]
    assert "<ins>Another title</ins>" in changed or "<ins>Another</ins>" in changed
    (also,) = re.findall(r"Also changed: ([\w, ]+)\.", changed)
    assert set(also.split(", ")) == {"tags", "authors"}
    assert "Also changed" not in viewer.get(f"/wireroom/articles/{newsroom.corrected}").text


def test_why_a_feed_has_no_document_is_said_of_this_feed(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """All got the same two guesses, also one whose every poll had failed."""
    unasked = feed(conn, "unasked")
    gone = feed(conn, "gone")
    file(conn, results=[result(gone, Outcome.NOT_FOUND, failures=1, detail="404: nothing here")], run="gone")
    pages = {each: viewer.get(f"/wireroom/feeds/{each}/document").text for each in (unasked, gone)}
    assert "cannot be shown: it has not been polled yet" in pages[unasked]
    assert "no poll that is kept brought one with entries. The last one: 404: nothing here" in pages[gone]
