"""Feeds that need a secret: it goes to their host alone, and nothing that is kept or shown holds it."""

from __future__ import annotations

import base64
import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.feeds import make_feed
from support.http_server import Server, http_server
from wireroom.common.masking import part_secrets
from wireroom.decide.poll.moved_feed import moved
from wireroom.feed_list.check_feeds import check_feeds
from wireroom.feed_list.find_feeds import find_feeds
from wireroom.fetch import fetch_feeds, fetch_in_turn
from wireroom.landing import LandingWriter
from wireroom.models import Exchange, Feed, Outcome
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel/></rss>"
SECRET = "s3cret/word&more"
ENVIRONMENT = {
    "BAY_TOKEN": SECRET,
    "BAY_PASSWORD": "pass-s3cret",
    "WIREROOM_DATABASE_URL": "postgresql://s3cret",
}


def feed_at(url: str, **more: object) -> Feed:
    feed = make_feed(1, url)
    shown, secrets = part_secrets(url)
    return replace(feed, spec=replace(feed.spec, url=shown, secrets=secrets, **more))  # type: ignore[arg-type]


def poll(settings: Settings, feed: Feed, **more: object) -> Exchange:
    settings = replace(settings, **{"environment": ENVIRONMENT, **more})  # type: ignore[arg-type]
    (exchange,) = fetch_feeds([feed], settings, clock=lambda: NOW)
    return exchange


def basic(user: str) -> str:
    return f"Basic {base64.b64encode(user.encode()).decode()}"


def test_a_reference_is_filled_in_and_shown_as_it_is_written(server: Server, settings: Settings) -> None:
    server.sends("/rss?token=s3cret%2Fword%26more", FEED)
    exchange = poll(settings, feed_at(server.url("/rss?token=${BAY_TOKEN}")))
    assert exchange.outcome is Outcome.OK
    assert exchange.url == exchange.final_url == server.url("/rss?token=${BAY_TOKEN}")


def test_a_secret_that_stands_in_the_address_is_sent_and_not_shown(
    server: Server, settings: Settings
) -> None:
    server.sends("/rss?token=s3cret-word", FEED)
    exchange = poll(
        settings, feed_at(f"http://ada:pass-s3cret@127.0.0.1:{server.port}/rss?token=s3cret-word")
    )
    assert exchange.outcome is Outcome.OK
    assert server.asked[0].headers["authorization"] == basic("ada:pass-s3cret")
    assert "s3cret" not in repr(exchange)


@pytest.mark.parametrize("before", [120, 150, 180])
@pytest.mark.parametrize("location", ["", "ftp://", "http://[::1/", "http://10.1.2.3"])
def test_no_half_of_a_secret_is_told_where_an_address_is_too_long_to_be_told(
    server: Server, settings: Settings, before: int, location: str
) -> None:
    """Addresses were cut first, and of a secret only the whole is known."""
    path = f"/there/{'x' * before}/lovely-s3cret-word-of-the-bay"
    server.redirects("/rss", location + path)
    feed = feed_at(server.url("/rss"), headers=(("X-Api-Key", "${BAY_TOKEN}"),))
    secret = "lovely-s3cret-word-of-the-bay"
    exchange = poll(settings, feed, environment={"BAY_TOKEN": secret})
    assert "/there/" in exchange.detail
    assert not any(secret[:length] in exchange.detail for length in range(6, len(secret)))
    assert len(exchange.detail) < 600


def test_headers_basic_auth_and_connections_reach_the_server(server: Server, settings: Settings) -> None:
    url = server.sends("/rss", FEED)
    poll(settings, feed_at(url, headers=(("X-Api-Key", "${BAY_TOKEN}"), ("Accept", "text/xml"))))
    poll(settings, feed_at(url, basic_auth="ada:${BAY_PASSWORD}"))
    in_environment = {"AIRFLOW_CONN_BAY": "http://ada:pass%2Ds3cret@bay.example"}
    poll(settings, feed_at(url, connection="bay"), environment=in_environment)
    as_json = '{"login": "ada", "password": "pass-s3cret", "extra": {"headers": {"X-Api-Key": "k-s3cret"}}}'
    poll(settings, feed_at(url, connection="bay"), airflow_connection={"bay": as_json}.get)
    keys = [asked.headers.get("x-api-key") for asked in server.asked]
    users = [asked.headers.get("authorization") for asked in server.asked]
    assert keys == [SECRET, None, None, "k-s3cret"]
    assert users == [None, *[basic("ada:pass-s3cret")] * 3]
    assert server.asked[0].headers["accept"] == "text/xml"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_host_carries_no_credentials(
    server: Server, settings: Settings, status: int
) -> None:
    with http_server() as other:
        end = other.sends("/end", FEED)
        server.redirects("/here", server.url("/rss"), status)
        server.redirects("/rss", end, status)
        feed = feed_at(
            f"http://ada:pass-s3cret@127.0.0.1:{server.port}/here", headers=(("X-Api-Key", "${BAY_TOKEN}"),)
        )
        exchange = poll(settings, feed)
        assert exchange.outcome is Outcome.OK
        assert [asked.headers.get("x-api-key") for asked in server.asked] == [SECRET, SECRET]
        (asked,) = other.asked
        assert not {"authorization", "x-api-key", "cookie"} & asked.headers.keys()


def test_a_feed_that_has_moved_elsewhere_is_asked_there_without_them(
    server: Server, settings: Settings
) -> None:
    with http_server() as other:
        url = other.sends("/rss", FEED)
        feed = replace(feed_at(server.url("/rss"), headers=(("X-Api-Key", "${BAY_TOKEN}"),)), fetch_url=url)
        assert poll(settings, feed).outcome is Outcome.OK
        assert "x-api-key" not in other.asked[0].headers


def test_a_publisher_cannot_ask_for_secrets_by_redirect(server: Server, settings: Settings) -> None:
    """Neither by the names of ours, nor by the masks that stand in its own address."""
    feed = feed_at(server.url("/rss?token=s3cret-word"))
    (mask,) = feed.spec.secrets
    with http_server() as other:
        for bait in (f"?x={mask}", "?x=${BAY_PASSWORD}", "?x=${WIREROOM_DATABASE_URL}"):
            server.redirects("/rss?token=s3cret-word", other.url(f"/{bait}"))
            exchange = poll(settings, feed)
            seen = moved(feed, replace(exchange, outcome=Outcome.OK), Outcome.OK, 0)
            poll(settings, replace(feed, fetch_url=seen.redirected_to))  # as if somebody had accepted it
        assert not any("s3cret" in asked.path for asked in other.asked)
        assert len(other.asked) == 6


def test_a_site_that_is_added_cannot_ask_for_secrets_by_the_feeds_that_it_names(
    server: Server, settings: Settings
) -> None:
    """By its page, and by the sitemaps of its robots.txt."""
    with http_server() as other:
        bait = f"{other.url('/news.xml')}?x=${{BAY_TOKEN}}"
        page = f'<html><link rel="alternate" type="application/rss+xml" href="{bait}">'
        server.sends("/", page.encode(), headers={"Content-Type": "text/html"})
        server.sends("/robots.txt", f"Sitemap: {bait}".encode())
        settings = replace(settings, environment=ENVIRONMENT)
        (checked,) = check_feeds(
            settings, [feed_at(server.url("/")).spec], clock=lambda: NOW, with_pages=True
        )
        assert checked.page is not None
        find_feeds(settings, checked.spec, checked.page, clock=lambda: NOW)
        assert other.asked == []


def test_a_feed_that_moved_on_its_host_keeps_its_secret(server: Server, settings: Settings) -> None:
    server.redirects("/rss?token=s3cret-word", server.url("/new?token=s3cret-word"))
    server.sends("/new?token=s3cret-word", FEED)
    feed = feed_at(server.url("/rss?token=s3cret-word"))
    (hop,) = poll(settings, feed).redirects
    assert "s3cret" not in hop.url
    exchange = poll(settings, replace(feed, fetch_url=hop.url))
    assert (exchange.outcome, exchange.redirects) == (Outcome.OK, ())
    assert server.asked[-1].path == "/new?token=s3cret-word"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"headers": (("X-Api-Key", "${NOT_SET}"),)}, "${NOT_SET} is not set where feeds are fetched"),
        ({"basic_auth": "ada:${WIREROOM_DATABASE_URL}"}, "is no secret for a feed"),
        ({"basic_auth": "ada:${AWS_SECRET_ACCESS_KEY}"}, "is no secret for a feed"),
        ({"connection": "nowhere"}, "there is no Airflow connection nowhere"),
    ],
)
def test_a_secret_that_is_not_there_is_that_feeds_outcome(
    server: Server, settings: Settings, more: dict[str, object], words: str
) -> None:
    url = server.sends("/rss", FEED)
    sick, well = feed_at(url, **more), replace(make_feed(2, url), spec=make_feed(2, url).spec)
    exchanges = fetch_feeds([sick, well], replace(settings, environment=ENVIRONMENT), clock=lambda: NOW)
    by_id = {exchange.feed_id: exchange for exchange in exchanges}
    assert by_id[1].outcome is Outcome.SECRET_MISSING
    assert words in by_id[1].detail
    assert by_id[2].outcome is Outcome.OK
    assert len(server.asked) == 1


def test_nothing_that_is_landed_or_said_holds_a_secret(
    server: Server, settings: Settings, tmp_path: Path
) -> None:
    """Failures and headers too: servers repeat what they are asked."""
    path = "/rss?token=s3cret-word"
    feed = feed_at(f"http://ada:pass-s3cret@127.0.0.1:{server.port}{path}")
    server.sends(path, FEED, headers={"Link": f"<{server.url(path)}>; rel=self", "X-Echo": "ada:pass-s3cret"})
    exchanges = [poll(settings, feed)]
    server.redirects(path, server.url(path))
    exchanges.append(poll(settings, feed))
    server.sends(path, b"", status="403 No")
    exchanges.append(poll(settings, feed))
    exchanges.append(poll(settings, feed_at("http://ada:pass-s3cret@127.0.0.1:1/rss?token=s3cret-word")))
    with fetch_in_turn(settings, clock=lambda: NOW) as fetch:
        exchanges.append(fetch(server.url(path), True, feed))
    with LandingWriter((tmp_path / "paid" / "landed.warc.gz").as_uri()) as landing:
        for exchange in exchanges:
            assert "s3cret" not in repr(exchange)
            landing.add(exchange)
    with gzip.open(tmp_path / "paid" / "landed.warc.gz") as file:
        assert b"s3cret" not in file.read()
    assert oct((tmp_path / "paid" / "landed.warc.gz").stat().st_mode)[-3:] == "640"
    assert oct((tmp_path / "paid").stat().st_mode)[-3:] == "750"


def test_the_log_of_the_http_library_holds_no_secret(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """AIRFLOW__LOGGING__LOGGING_LEVEL=DEBUG shows it."""
    server.sends("/rss?token=s3cret-word", FEED)
    with caplog.at_level("DEBUG"):
        poll(settings, feed_at(server.url("/rss?token=s3cret-word")))
    assert f'http://127.0.0.1:{server.port} "GET /… HTTP/1.1" 200' in caplog.text
    assert "s3cret" not in caplog.text
