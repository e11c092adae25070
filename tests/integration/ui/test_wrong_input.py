"""What was typed wrongly is said where it was typed, and the rest of it is kept; no error is a dead end."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from support.pages import LATER, Newsroom, StubGateway, fill_every_state
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.ui.app import build_app


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("since=2026-11-19&until=2026-11-17", "The last day is before the first"),
        ("since=2026-01-01&until=2026-11-17", "These are 321 days: choose up to 31"),
    ],
)
def test_days_that_cannot_be_planned_stay_in_the_form(editor: TestClient, days: str, words: str) -> None:
    """They were lost on a page of its own, which led to the overview alone."""
    answer = editor.get(f"/wireroom/coverage?{days}&origin=paged")
    assert answer.status_code == 400
    assert words in answer.text
    for name, day in re.findall(r"(\w+)=([0-9-]+)", days):
        assert f'name="{name}" required value="{day}"' in answer.text.replace(
            '"until" value', '"until" required value'
        )
    assert 'value="paged" checked' in answer.text
    assert 'value="landed" checked' not in answer.text
    assert "Create the backfill" not in answer.text


@pytest.mark.parametrize("button", ["try", "add"])
@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"url": "ftp://quay.example/feed"}, 409, "does not begin with http"),
        ({"url": "https://quay.example/feed", "country": "Neverland"}, 409, "Neverland"),
        ({"url": "https://quay.example/feed", "headers": "X-Key: ${SECRET}"}, 400, "into feeds.yaml"),
    ],
)
def test_what_was_typed_of_a_feed_stays_in_the_form(
    editor: TestClient, button: str, given: dict[str, str], status: int, words: str
) -> None:
    """One wrong letter of the country, and all had to be typed again."""
    answer = editor.post(f"/wireroom/feeds/{button}", data={**given, "title": "The <Quay>"})
    assert answer.status_code == status
    assert words in answer.text
    assert f'name="url" value="{given["url"]}"' in answer.text
    assert 'name="title" value="The &lt;Quay&gt;"' in answer.text
    assert "<details open>" in answer.text
    assert "SECRET" not in answer.text


def test_a_feed_that_is_not_added_stays_in_the_form(editor: TestClient, newsroom: Newsroom) -> None:
    answer = editor.post("/wireroom/feeds/add", data={"url": "http://10.0.0.7/feed", "category": "World"})
    assert answer.status_code == 400
    assert "Not added" in answer.text
    assert 'name="category" value="World"' in answer.text


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/wireroom/feeds?q=a%26b&page=2", "/wireroom/feeds?q=a%26b&amp;page=2"),
        ("http://testserver/wireroom/feeds/import", ""),  # of a form, and no page
        ("http://elsewhere.example/wireroom/feeds", ""),
        ("http://testserver/home", ""),
        ("http://testserver/wireroom/feeds/99999", ""),  # the page itself
        ("http://[testserver/wireroom/feeds", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_error_leads_back_to_where_one_came_from(
    viewer: TestClient, newsroom: Newsroom, came_from: str, leads_to: str
) -> None:
    text = viewer.get("/wireroom/feeds/99999", headers={"Referer": came_from}).text
    assert 'href="/wireroom/">Overview' in text
    assert ("Back to where you came from" in text) == bool(leads_to)
    assert f'<a href="{leads_to}">Back' in text or not leads_to


def test_a_file_that_is_no_list_leads_back_to_the_feeds(editor: TestClient) -> None:
    answer = editor.post(
        "/wireroom/feeds/import",
        files={"file": ("x", b"no list")},
        headers={"Referer": "http://testserver/wireroom/feeds"},
    )
    assert answer.status_code == 409
    assert '<a href="/wireroom/feeds">Back' in answer.text


def test_a_list_without_a_filter_is_not_called_a_match(editor: TestClient, newsroom: Newsroom) -> None:
    """What was done before, the order, the page and empty fields narrow nothing down."""
    for query in ("done=imported&added=0&known=1&skipped=0", "sort=title", "page=1", "q=&condition=", ""):
        text = editor.get(f"/wireroom/feeds?{query}").text
        assert ">Clear</a>" not in text, query
        assert " match</span>" not in text, query
    for query in ("q=harbour", "condition=sick", "page=2&language=en"):
        text = editor.get(f"/wireroom/feeds?{query}").text
        assert ">Clear</a>" in text, query
        assert " match</span>" in text, query


def test_an_imported_list_is_counted_feed_by_feed(
    editor: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    """A listed feed of this network was called skipped; one that was taken in, both added and skipped."""
    settings.feeds_file.write_text(
        "feeds:\n  - url: http://127.0.0.1:9/feed\n    private: true\n  - https://harbour.example/feed\n"
    )
    outlines = "".join(
        f'<outline type="rss" text="x" xmlUrl="{url}" {more}/>'
        for url, more in [
            ("http://127.0.0.1:9/feed", ""),
            ("https://harbour.example/feed", ""),
            ("http://127.0.0.1:9/other", ""),
            ("https://quay.example/feed", 'xmlns:w="urn:wireroom:feeds" w:publisher="The Quay"'),
            ("nonsense", ""),
        ]
    )
    opml = f'<opml version="2.0"><body>{outlines}</body></opml>'
    answer = editor.post("/wireroom/feeds/import", files={"file": ("feeds.opml", opml)})
    assert {"added=1", "known=2", "skipped=2"} <= set(re.split("[?&]", answer.headers["location"]))
    assert "quay.example" in settings.feeds_file.read_text()


FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"hours": "168", "reason": "they <move> until Monday"}
KEPT = ('name="hours" value="168"', 'name="reason" value="they &lt;move&gt; until Monday"', "Send it again")


def test_what_was_typed_stays_where_the_server_refuses_it(
    admin: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """It was lost on a page that said what was wrong with it."""
    fill_every_state(conn)
    answer = admin.post("/wireroom/alerts/1/silence", data={**TYPED, "hours": "0"})
    assert (answer.status_code, KEPT[1] in answer.text) == (409, True)
    assert '<form method="post" action="/wireroom/alerts/1/silence"' in answer.text
    blank = admin.post("/wireroom/alerts/1/silence", data={**TYPED, "reason": "  "})
    assert (blank.status_code, KEPT[0] in blank.text) == (409, True)
    down = f"/wireroom/articles/{newsroom.hostile}/takedown"
    wrong = admin.post(down, data={"reason": "court order 7", "confirmed": "12"})
    assert (wrong.status_code, 'name="reason" value="court order 7"' in wrong.text) == (400, True)
    assert "Something went wrong" not in wrong.text


def test_what_was_typed_stays_when_the_login_has_expired(anybody: TestClient, newsroom: Newsroom) -> None:
    answer = anybody.post("/wireroom/alerts/1/silence", data=TYPED, headers=FROM_HERE)
    assert answer.status_code == 401
    assert all(part in answer.text for part in KEPT)
    large = anybody.post("/wireroom/alerts/1/silence", data={"reason": "w" * 40_000}, headers=FROM_HERE)
    assert (large.status_code, "Send it again" in large.text) == (401, False)


def test_what_was_typed_stays_when_the_database_is_away(settings: Settings) -> None:
    away = "postgresql://nobody@127.0.0.1:1/none"
    app = FastAPI()
    broken = replace(settings, database_url=away, reader_database_url=away)
    app.mount("/wireroom", build_app(broken, StubGateway(), lambda: LATER))
    editor = TestClient(app, headers={"X-Visitor": "editor", **FROM_HERE})
    answer = editor.post("/wireroom/alerts/1/silence", data=TYPED)
    assert answer.status_code == 503
    assert all(part in answer.text for part in KEPT)
    assert "data-again" not in answer.text, "to load it anew would ask whether to send it"
    large = editor.post("/wireroom/alerts/1/silence", data={**TYPED, "reason": "w" * 40_000})
    assert (large.status_code, "data-again" in large.text) == (503, False), "nor of what was not kept"
    assert "data-again" in editor.get("/wireroom/").text, "it says that it comes back by itself"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_what_another_site_sent_is_not_offered_to_be_sent_from_here(
    anybody: TestClient, editor: TestClient, newsroom: Newsroom, site: str
) -> None:
    """On our page it would come from our page."""
    for client in (anybody, editor):
        answer = client.post("/wireroom/alerts/1/silence", data=TYPED, headers={"Sec-Fetch-Site": site})
        assert answer.status_code in {401, 403}
        assert "they " not in answer.text
        assert "Send it again" not in answer.text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("feeds/1/list-move", {"to": "https://elsewhere.example/"}),
        ("feeds/confirm", {"digest": "0123456789ab"}),
        ("coverage/backfill", {"since": "2026-01-05", "until": "2026-01-01", "origins": "landed"}),
    ],
)
def test_nothing_is_offered_that_would_be_refused_again(
    editor: TestClient, newsroom: Newsroom, path: str, sent: dict[str, str]
) -> None:
    """What a page showed is another by now, and nothing of the form can be put right here."""
    answer = editor.post(f"/wireroom/{path}", data=sent, headers=FROM_HERE)
    assert answer.status_code in {400, 409}
    assert "Send it again" not in answer.text


def test_a_button_alone_is_offered_again_after_a_new_login(anybody: TestClient, newsroom: Newsroom) -> None:
    answer = anybody.post(f"/wireroom/feeds/{newsroom.well}/pause", headers=FROM_HERE)
    assert (answer.status_code, "Send it again" in answer.text) == (401, True)


def test_a_large_form_is_not_read_of_whom_nobody_knows(anybody: TestClient, newsroom: Newsroom) -> None:
    """With zeros before it, its length was taken for none."""
    body = "reason=" + "w" * 40_000
    typed = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": f"{len(body):016}"}
    answer = anybody.post("/wireroom/alerts/1/silence", content=body, headers=FROM_HERE | typed)
    assert (answer.status_code, "Send it again" in answer.text) == (401, False)


def test_a_removed_feed_is_shown_though_the_list_has_a_slip(
    editor: TestClient, newsroom: Newsroom, settings: Settings, conn: Connection
) -> None:
    """Its page asks whether it was private, and was refused with the slip."""
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feeds SET retired_at = now() WHERE id = %s", (newsroom.well,))
    conn.commit()
    settings.feeds_file.write_text("feeds: [oops")
    answer = editor.get(f"/wireroom/feeds/{newsroom.well}")
    assert (answer.status_code, "Add it again" in answer.text) == (200, True)
