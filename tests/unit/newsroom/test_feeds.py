"""Each feed of the newsroom is what it says it is."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

import feedparser
import pytest
from lxml import etree

from wireroom.newsroom import NewsroomApp, NewsroomClock, Request, Response, feed_specs
from wireroom.newsroom.content.outlet import Outlet, OutletFeed, standing_outlets
from wireroom.newsroom.content.schedule import ARCHIVE_DAYS, day_slots

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEEDS = {
    f"{outlet.host}{feed.path}": (outlet, feed)
    for outlet in standing_outlets().values()
    for feed in outlet.feeds
}
HEALTHY = [pytest.param(*pair, id=name) for name, pair in FEEDS.items() if not pair[1].trap]
WELL_FORMED = [p for p in HEALTHY if p.values[1].quirk != "malformed" and p.values[1].shape != "json"]


def get(url: str, now: datetime = NOW, **headers: str) -> Response:
    """What the app answers at `now`."""
    parts = urlsplit(url)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    host = (parts.hostname or "").removesuffix(".localhost")
    return NewsroomApp(NewsroomClock(now, 0)).answer(
        Request("GET", host, parts.path, dict(parse_qsl(parts.query)), named)
    )


def body_of(name: str, now: datetime = NOW) -> bytes:
    host, _, path = name.partition("/")
    return get(f"http://{host}.localhost:8799/{path}", now).body


def items(body: bytes) -> list[etree._Element]:
    return list(etree.fromstring(body).iter("item", "{*}entry", "{*}item", "{*}url"))


@pytest.mark.parametrize(("outlet", "feed"), HEALTHY)
def test_a_healthy_feed_answers_200_in_its_type(outlet: Outlet, feed: OutletFeed) -> None:
    answer = get(outlet.site + feed.path)
    assert answer.status == 200
    assert answer.content_type.startswith("application/")
    assert len(answer.body) > 2_000


@pytest.mark.parametrize(("outlet", "feed"), WELL_FORMED)
def test_its_xml_is_well_formed_and_shows_its_window(outlet: Outlet, feed: OutletFeed) -> None:
    shown = items(get(outlet.site + feed.path).body)
    assert len([item for item in shown if len(item)]) == feed.window + feed.with_adapted


@pytest.mark.parametrize(("outlet", "feed"), WELL_FORMED)
def test_feedparser_reads_it_without_complaint(outlet: Outlet, feed: OutletFeed) -> None:
    parsed = feedparser.parse(get(outlet.site + feed.path).body)
    assert not parsed.bozo
    assert feed.shape == "sitemap" or len(parsed.entries) >= 15


def test_the_json_feed_follows_its_specification() -> None:
    feed = json.loads(body_of("jornal-da-ria/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 20
    assert all(
        {"id", "url", "title", "content_html", "date_published", "authors"} <= set(i) for i in feed["items"]
    )


@pytest.mark.parametrize(
    ("name", "encoding"), [("rechnoy-vestnik/rss.xml", "windows-1251"), ("minato-shimbun/rss.xml", "utf-16")]
)
def test_other_encodings_are_declared_and_true(name: str, encoding: str) -> None:
    text = body_of(name).decode(encoding)
    assert f'encoding="{encoding}"' in text
    assert "&#" not in re.sub(r"&#x?\d+;", "", text.split("<item>")[1].split("<description>")[1][:40])


def test_the_windows_1251_feed_is_written_in_that_encoding_not_in_references() -> None:
    assert b"&#" not in body_of("rechnoy-vestnik/rss.xml")


def test_each_language_is_carried_by_a_feed_of_its_own() -> None:
    assert {spec.language for spec in feed_specs()} >= {
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "ru",
        "ar",
        "zh",
        "ja",
        "pl",
    }


def test_the_standing_feeds_are_private_named_and_each_once() -> None:
    specs = feed_specs()
    assert len({spec.url for spec in specs}) == len(specs) >= 16
    assert all(spec.private and spec.title and spec.publisher and spec.country for spec in specs)
    assert {spec.category for spec in specs} == {("Sample newsroom",)}


def test_generated_feeds_come_after_the_standing_ones() -> None:
    assert len(feed_specs(25)) == len(feed_specs()) + 25


def test_the_malformed_feed_is_malformed_and_most_of_it_can_be_read() -> None:
    body = body_of("kurier-portowy/rss.xml")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(body)
    assert len(feedparser.parse(body).entries) >= 15


def guids(body: bytes) -> list[str]:
    return re.findall(r"<guid[^>]*>([^<]*)</guid>", body.decode())


def test_two_stories_share_a_guid_and_nothing_else() -> None:
    body = body_of("twin-bridges-echo/rss.xml")
    links = re.findall(r"<link>([^<]*utm_[^<]*)</link>", body.decode())
    assert len(set(guids(body))) <= len(guids(body)) // 2 + 1
    assert len(set(links)) == len(guids(body))


def test_a_shared_guid_does_not_depend_on_the_position() -> None:
    later = NOW + timedelta(minutes=13)
    known, shown = (
        guids(body_of("twin-bridges-echo/rss.xml")),
        guids(body_of("twin-bridges-echo/rss.xml", later)),
    )
    assert set(known[:10]) <= set(shown)


def test_a_feed_without_dates_has_none() -> None:
    entries = feedparser.parse(body_of("milltown-register/rss.xml")).entries
    assert not any(entry.get("published") or entry.get("updated") for entry in entries)


def test_guids_flip_between_http_and_https_while_links_stay() -> None:
    schemes = set()
    for minutes in range(0, 24, 2):
        body = body_of("weir-gazette/rss.xml", NOW + timedelta(minutes=minutes))
        schemes |= {urlsplit(guid).scheme for guid in guids(body)}
        assert b"<link>https:" not in body
    assert schemes == {"http", "https"}


def test_noise_changes_the_bytes_and_not_the_news() -> None:
    first, second = (body_of("ticker-hall/rss.xml", NOW + timedelta(seconds=s)) for s in (0, 7))
    assert first != second
    assert [e.summary for e in feedparser.parse(first).entries] == [
        e.summary for e in feedparser.parse(second).entries
    ]


def test_a_static_feed_never_changes() -> None:
    assert body_of("granite-notice/rss.xml") == body_of("granite-notice/rss.xml", NOW + timedelta(days=200))


def test_the_podcast_gives_enclosures_that_are_as_long_as_they_say() -> None:
    entry = feedparser.parse(body_of("tideline-radio/podcast.xml")).entries[0]
    (enclosure,) = entry.enclosures
    audio = get(enclosure.href)
    assert audio.content_type == enclosure.type == "audio/mpeg"
    assert len(audio.body) == int(enclosure.length)


def test_the_adapted_article_is_always_there_with_its_date_only_in_its_text() -> None:
    for now in (NOW, NOW + timedelta(days=90)):
        (entry,) = [
            e
            for e in feedparser.parse(body_of("harbour-post/rss.xml", now)).entries
            if "breakwater" in e.link
        ]
        body = entry.content[0].value
        assert body.startswith("<p>date 2022-02-08 ")
        assert body.count('<blockquote class="twitter-tweet">') == 2
        assert "This article has been adapted from its original source." in body
        assert not entry.get("published")
        assert get(entry.link, now).status == 200


BOILERPLATE = [
    pytest.param("appeared first on", id="a tail of the blog software"),
    pytest.param('width="1" height="1"', id="a tracker"),
    pytest.param('class="sharedaddy', id="share links"),
    pytest.param("utm_source=rss", id="tracking parameters"),
    pytest.param("<figure>", id="a figure"),
]


@pytest.mark.parametrize("piece", BOILERPLATE)
def test_bodies_carry_what_cleaning_must_find(piece: str) -> None:
    assert piece in body_of("harbour-post/rss.xml").decode()


def test_links_are_relative_where_the_feed_says_so() -> None:
    body = body_of("diario-del-puerto/feed/").decode()
    assert re.search(r'src="/(?:images|pixel)', body)


def walk(url: str, step: Callable[[bytes], str | None]) -> list[bytes]:
    bodies = [get(url).body]
    while (link := step(bodies[-1])) and len(bodies) < 200:
        bodies.append(get(link).body)
    return bodies


def linked(rel: str) -> Callable[[bytes], str | None]:
    def step(body: bytes) -> str | None:
        found = re.search(rf'rel="{rel}"[^>]*href="([^"]*)"', body.decode())
        return found[1].replace("&amp;", "&") if found else None

    return step


@pytest.mark.parametrize(
    ("host", "path", "rel"),
    [("estuary-almanac", "/feed.atom", "prev-archive"), ("pegel-chronik", "/rss.xml", "next")],
)
def test_every_story_of_four_hundred_days_is_in_the_archive(host: str, path: str, rel: str) -> None:
    outlet = standing_outlets()[host]
    bodies = walk(outlet.site + path, linked(rel))
    days = (NOW.date() - timedelta(days=back) for back in range(ARCHIVE_DAYS + 1))
    expected = sum(len(day_slots(outlet, "1", day, NOW)) for day in days)
    pattern = rb"<entry>\n<id>([^<]*)<" if rel == "prev-archive" else rb"<guid [^>]*>([^<]*)<"
    shown = [guid for body in bodies for guid in re.findall(pattern, body)]
    assert len(set(shown)) == expected > 2_400


def test_an_archive_document_is_marked_and_never_changes() -> None:
    url = "http://estuary-almanac.localhost:8799/archive/2026-W40.atom"
    assert b"<fh:archive/>" in get(url).body
    later = get(url, NOW + timedelta(days=30)).body
    assert get(url).body == later


@pytest.mark.parametrize("week", ["2026-W48", "2027-W01", "2020-W01", "2026-W99", "x", "2026-W47/../.."])
def test_a_week_that_is_not_over_or_not_kept_has_no_document(week: str) -> None:
    assert get(f"http://estuary-almanac.localhost:8799/archive/{week}.atom").status == 404


@pytest.mark.parametrize("page", ["0", "9999", "-1", "x", "٣", "1" * 50])
def test_a_page_that_is_not_there_is_not_found(page: str) -> None:
    assert get(f"http://pegel-chronik.localhost:8799/rss.xml?page={page}").status == 404


def test_a_paged_feed_shows_what_came_before_and_links_nowhere() -> None:
    url = "http://diario-del-puerto.localhost:8799/feed/"
    first, second, again = get(url), get(f"{url}?paged=2"), get(f"{url}?paged=1")
    shown = [re.findall(rb"<guid [^>]*>([^<]*)<", answer.body) for answer in (first, second)]
    assert again.body == first.body
    assert len(shown[1]) == 20
    assert not set(shown[0]) & set(shown[1])
    assert b'rel="next"' not in second.body


@pytest.mark.parametrize("page", ["0", "201", "9999", "x"])
def test_a_paged_feed_ends_with_a_page_that_is_not_found(page: str) -> None:
    assert get(f"http://diario-del-puerto.localhost:8799/feed/?paged={page}").status == 404


TRAPS = [
    pytest.param("lost-letter/rss.xml", 404, {}, id="not found"),
    pytest.param("last-edition/rss.xml", 410, {}, id="gone"),
    pytest.param("moved-house/rss.xml", 301, {"Location": "/feed/new.xml"}, id="moved"),
    pytest.param("patience-press/rss.xml", 429, {"Retry-After": "600"}, id="rate limited"),
    pytest.param(
        "patience-press/rss-dated.xml",
        429,
        {"Retry-After": "Mon, 23 Nov 2026 12:10:00 GMT"},
        id="rate limited till",
    ),
    pytest.param("front-door/rss.xml", 200, {}, id="a page where the feed was"),
    pytest.param("moved-house/feed/new.xml", 200, {}, id="where the redirect leads"),
]


@pytest.mark.parametrize(("name", "status", "headers"), TRAPS)
def test_a_trap_answers_as_it_should(name: str, status: int, headers: dict[str, str]) -> None:
    host, _, path = name.partition("/")
    answer = get(f"http://{host}.localhost:8799/{path}")
    assert answer.status == status
    assert headers.items() <= dict(answer.headers).items()


def test_the_page_where_a_feed_was_is_html() -> None:
    assert body_of("front-door/rss.xml").startswith(b"<!DOCTYPE html>")


def test_the_slow_feed_is_whole_after_four_seconds() -> None:
    chunks = list(get("http://slow-barge.localhost:8799/rss.xml").stream or ())
    assert sum(pause for pause, _ in chunks) == pytest.approx(4.0)
    assert feedparser.parse(b"".join(part for _, part in chunks)).entries


def test_the_endless_feed_goes_on() -> None:
    chunks = islice(get("http://endless-roll.localhost:8799/rss.xml").stream or (), 500)
    assert sum(len(part) for _, part in chunks) > 20_000_000


def test_the_stalled_feed_gives_a_byte_a_second() -> None:
    stream = get("http://slow-barge.localhost:8799/stalled.xml").stream or ()
    assert list(islice(stream, 3)) == [(1.0, b" ")] * 3


def test_the_bomb_unpacks_to_a_thousand_times_its_size() -> None:
    answer = get("http://paper-balloon.localhost:8799/rss.xml")
    assert dict(answer.headers)["Content-Encoding"] == "gzip"
    assert len(answer.body) < 400_000
    with gzip.open(BytesIO(answer.body)) as packed:
        sizes = [
            len(part) for part in iter(lambda: packed.read(16_000_000), b"")
        ]  # to the end: checksum holds
    assert sum(sizes) > 256_000_000
