"""The app keeps to HTTP: validators, time travel, pages behind the stories, pictures, refusals."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from wireroom.newsroom import NewsroomApp, NewsroomClock, Request, Response
from wireroom.newsroom.content.outlet import standing_outlets
from wireroom.newsroom.content.schedule import latest
from wireroom.newsroom.content.story import make_story

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def app() -> NewsroomApp:
    return NewsroomApp(NewsroomClock(NOW, 0), generated=10)


def ask(
    app: NewsroomApp, host: str, path: str, query: dict[str, str] | None = None, **headers: str
) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.answer(Request("GET", host, path, query or {}, named))


def header(answer: Response, name: str) -> str:
    return dict(answer.headers)[name]


def test_a_matching_etag_is_answered_with_304(app: NewsroomApp) -> None:
    etag = header(ask(app, "harbour-post", "/rss.xml"), "ETag")
    again = ask(app, "harbour-post", "/rss.xml", if_none_match=f'"other", W/{etag}')
    assert (again.status, again.body, header(again, "ETag")) == (304, b"", etag)


def test_a_date_no_older_than_the_last_change_is_answered_with_304(app: NewsroomApp) -> None:
    changed = header(ask(app, "harbour-post", "/rss.xml"), "Last-Modified")
    assert ask(app, "harbour-post", "/rss.xml", if_modified_since=changed).status == 304


NOT_THE_SAME = [
    pytest.param({"if_none_match": '"other"'}, id="another tag"),
    pytest.param({"if_modified_since": "Mon, 01 Jan 2024 00:00:00 GMT"}, id="an older date"),
    pytest.param({"if_modified_since": "yesterday"}, id="no date"),
    pytest.param({"if_modified_since": "Mon, 01 Jan 2024 00:00:00"}, id="a date without a zone"),
    pytest.param(
        {"if_none_match": '"other"', "if_modified_since": "Tue, 01 Jan 2030 00:00:00 GMT"},
        id="the tag decides where both are given",
    ),
]


@pytest.mark.parametrize("headers", NOT_THE_SAME)
def test_anything_else_is_answered_in_full(app: NewsroomApp, headers: dict[str, str]) -> None:
    assert ask(app, "harbour-post", "/rss.xml", **headers).status == 200


def test_a_new_story_makes_a_new_tag_and_a_later_date(app: NewsroomApp) -> None:
    before = ask(app, "harbour-post", "/rss.xml")
    after = ask(app, "harbour-post", "/rss.xml", {"now": (NOW + timedelta(minutes=10)).isoformat()})
    assert header(before, "ETag") != header(after, "ETag")
    assert header(before, "Last-Modified") != header(after, "Last-Modified")
    assert after.status == 200


def test_a_feed_without_validators_never_says_304(app: NewsroomApp) -> None:
    answer = ask(app, "granite-notice", "/rss.xml", if_none_match="*")
    assert answer.status == 200
    assert not {"ETag", "Last-Modified"} & dict(answer.headers).keys()


def test_packed_and_plain_are_the_same_under_different_tags(app: NewsroomApp) -> None:
    plain = ask(app, "harbour-post", "/rss.xml")
    packed = ask(app, "harbour-post", "/rss.xml", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == plain.body
    assert header(packed, "ETag") != header(plain, "ETag")


def test_one_request_may_travel_in_time_without_taking_the_clock_along(app: NewsroomApp) -> None:
    before = ask(app, "harbour-post", "/rss.xml").body
    assert ask(app, "harbour-post", "/rss.xml", x_newsroom_now="2026-01-01T00:00Z").body != before
    assert ask(app, "harbour-post", "/rss.xml").body == before


def test_the_clock_is_set_by_post_only(app: NewsroomApp) -> None:
    moved = {"now": "2026-12-24T18:00Z", "speed": "60"}
    assert ask(app, "newsroom", "/-/clock", moved).body == NOW.isoformat().encode()
    told = app.answer(Request("POST", "newsroom", "/-/clock", moved))
    assert told.body.startswith(b"2026-12-24T18:00")
    assert app.clock.speed == 60


@pytest.mark.parametrize(
    "host", [outlet.host for outlet in standing_outlets().values() if not outlet.feeds[0].trap]
)
def test_every_story_has_a_page_with_its_facts(app: NewsroomApp, host: str) -> None:
    outlet = standing_outlets()[host]
    story = make_story(outlet, "1", latest(outlet, "1", NOW, 1)[0])
    answer = ask(app, host, story.path)
    page = html.fromstring(answer.body.decode())
    data = json.loads(page.findtext(".//script[@type='application/ld+json']"))
    assert answer.status == 200
    assert page.findtext(".//h1") == data["headline"] == story.title
    assert datetime.fromisoformat(data["datePublished"]) == story.published
    assert [author["name"] for author in data["author"]] == list(story.authors)
    assert page.find(".//link[@rel='canonical']").get("href") == outlet.site + story.path
    text = page.find(".//div[@itemprop='articleBody']").text_content()
    assert all(paragraph in text for paragraph in story.paragraphs)


def test_a_page_in_arabic_runs_from_right_to_left(app: NewsroomApp) -> None:
    assert b'<html lang="ar" dir="rtl">' in ask(app, "minaa-alyoum", "/").body


def test_an_old_slug_leads_to_the_right_address(app: NewsroomApp) -> None:
    outlet = standing_outlets()["harbour-post"]
    story = make_story(outlet, "1", latest(outlet, "1", NOW, 1)[0])
    wrong = re.sub(r"/[^/]*-", "/another-slug-", story.path)
    assert header(ask(app, "harbour-post", wrong), "Location") == story.path


def test_a_story_of_tomorrow_is_not_out_yet(app: NewsroomApp) -> None:
    outlet = standing_outlets()["harbour-post"]
    story = make_story(outlet, "1", latest(outlet, "1", NOW + timedelta(days=1), 1)[0])
    assert ask(app, "harbour-post", story.path).status == 404


@pytest.mark.parametrize(
    ("path", "kind", "start"),
    [
        ("/images/9x4.svg", "image/svg+xml", b"<svg"),
        ("/images/9x5.png", "image/png", b"\x89PNG\r\n"),
        ("/logo.png", "image/png", b"\x89PNG\r\n"),
        ("/pixel.gif", "image/gif", b"GIF89a"),
        ("/robots.txt", "text/plain", b"User-agent"),
    ],
)
def test_pictures_are_what_they_say(app: NewsroomApp, path: str, kind: str, start: bytes) -> None:
    answer = ask(app, "harbour-post", path)
    assert (answer.status, answer.content_type) == (200, kind)
    assert answer.body.startswith(start)


@pytest.mark.parametrize("host", ["", "localhost", "newsroom", "127.0.0.1"])
def test_without_an_outlet_the_directory_is_shown(app: NewsroomApp, host: str) -> None:
    page = ask(app, host, "/").body.decode()
    assert all(outlet.site in page for outlet in standing_outlets().values())
    assert ask(app, host, "/feeds.txt").body.decode().count("\n") > 25


def test_each_outlet_lists_its_feeds_and_what_they_show(app: NewsroomApp) -> None:
    page = ask(app, "harbour-post", "/").body.decode()
    assert all(feed.path in page and feed.shows in page for feed in standing_outlets()["harbour-post"].feeds)


@pytest.mark.parametrize("host", ["outlet-00010", "outlet-x", "outlet-", "nobody", "harbour-post.evil"])
def test_a_host_that_is_nobodys_is_not_found(app: NewsroomApp, host: str) -> None:
    assert ask(app, host, "/rss.xml").status == 404


def test_generated_outlets_answer_as_far_as_they_were_asked_for(app: NewsroomApp) -> None:
    assert ask(app, "outlet-00009", "/rss.xml").status == 200


@given(st.sampled_from([*standing_outlets(), "outlet-3", "?"]), st.text(max_size=40), st.text(max_size=12))
def test_no_address_makes_it_raise(host: str, path: str, page: str) -> None:
    answer = NewsroomApp(NewsroomClock(NOW, 0)).answer(
        Request("GET", host, "/" + path, {"page": page, "now": page})
    )
    assert 200 <= answer.status < 500
