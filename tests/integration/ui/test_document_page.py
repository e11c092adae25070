"""What a feed's last document said, entry by entry, beside the articles that it became."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from support.filings import NOW, file, known, result
from support.pages import HOSTILE, Newsroom
from wireroom import landing
from wireroom.inspection import last_document
from wireroom.inspection.last_document import LARGEST_DOUBTED
from wireroom.models import Article, Exchange, Landed, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import Connection

BODY = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<item><title>Ferry stops</title><link>https://harbour-post.example/ferry</link>
<guid isPermaLink="false">f1</guid></item>
<item><title>Nobody has it</title><link>https://harbour-post.example/lost</link>
<description><![CDATA[{HOSTILE}]]></description></item></channel></rss>""".encode()


@pytest.fixture
def landed(conn: Connection, settings: Settings, newsroom: Newsroom) -> Landed:
    """The last poll of the feed `well`, landed and filed."""
    return land(conn, settings, newsroom, BODY, [known("ferry", title="Ferry stops")])


def land(
    conn: Connection, settings: Settings, newsroom: Newsroom, body: bytes, articles: list[Article]
) -> Landed:
    """A poll of the feed `well` that brought these bytes and, as is said, these articles."""
    uri = landing.landing_uri(settings.landing_url, "ingest", NOW, "third", "shard-0")
    with landing.LandingWriter(uri) as writer:
        writer.add(
            Exchange(
                newsroom.well,
                "https://harbour.example/feed",
                NOW,
                Outcome.OK,
                status=200,
                body=body,
                headers=(("ETag", '"seven"'), ("Set-Cookie", "not=shown")),
            )
        )
    (landed,) = landing.read_landed(uri)
    poll = result(newsroom.well, entries=2, exchange=replace(landed.exchange, body=b""), ref=landed.ref)
    brought = [replace(article, feed_id=newsroom.well) for article in articles]
    file(conn, brought, results=[poll], run="third")
    return landed


def test_each_entry_stands_beside_what_became_of_it(
    viewer: TestClient, newsroom: Newsroom, landed: Landed
) -> None:
    address = f"/wireroom/feeds/{newsroom.well}/document"
    assert address in viewer.get(f"/wireroom/feeds/{newsroom.well}").text
    answer = viewer.get(address)
    assert HOSTILE not in answer.text
    said = html.unescape(answer.text)
    assert '<guid isPermaLink="false">f1</guid></item>' in said
    assert said.index("<title>Ferry stops</title>") < said.index('dir="auto" lang="en">Ferry stops</a>')
    assert "There is no article for it" in said
    assert "Nobody has it" not in said, "what was taken down came back here, to every viewer"
    assert '"seven"' in said
    assert "not=shown" not in said
    assert landed.ref.uri in said


@pytest.mark.parametrize("trouble", ["secret", "gone", "damaged"])
def test_a_document_that_cannot_be_shown_is_a_page_that_says_why(
    viewer: TestClient, settings: Settings, newsroom: Newsroom, landed: Landed, trouble: str
) -> None:
    path = Path(landed.ref.uri.removeprefix("file://"))
    if trouble == "secret":
        secret = '{url: "https://harbour.example/feed", basic_auth: "a:${B}"}'
        listed = settings.feeds_file.read_text()
        settings.feeds_file.write_text(listed.replace("https://harbour.example/feed", secret))
    elif trouble == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:60])
    answer = viewer.get(f"/wireroom/feeds/{newsroom.well}/document")
    assert answer.status_code == 200
    assert "cannot be shown" in answer.text
    assert "Ferry stops" not in answer.text


def test_halves_of_characters_and_markup_in_identifiers_are_no_error(
    viewer: TestClient, conn: Connection, settings: Settings, newsroom: Newsroom
) -> None:
    """JSON can hold half a surrogate pair, which no page and no query can; stored identifiers open no tag."""
    body = rb"""{"version": "https://jsonfeed.org/version/1.1", "title": "Half \ud83d", "items": [{
        "id": "f\ud800-1<b>", "url": "https://harbour-post.example/fe\udc00", "content_text": "\udfff ends."
    }]}"""
    stored = known("ferry", title="Ferry stops", guid="f\N{REPLACEMENT CHARACTER}-1‹b›", canonical_url="")
    land(conn, settings, newsroom, body, [stored])
    answer = viewer.get(f"/wireroom/feeds/{newsroom.well}/document")
    assert answer.status_code == 200
    assert "Half " in answer.text
    assert 'dir="auto" lang="en">Ferry stops</a>' in answer.text


@pytest.mark.parametrize("is_damaged", [True, False])
def test_a_large_document_is_given_to_no_reader_that_hostile_markup_costs_seconds(
    viewer: TestClient,
    conn: Connection,
    settings: Settings,
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    is_damaged: bool,
) -> None:
    """A quarter of a megabyte of entries that nobody closed took 1.9 s of the server of all pages."""

    def second_reader(*_: object, **__: object) -> None:
        raise AssertionError("feedparser would be asked")

    monkeypatch.setattr(last_document, "parse_document", second_reader)
    item = b"<item>" if is_damaged else b"<item><title>Ferry stops</title><guid>ferry</guid></item>"
    count = LARGEST_DOUBTED // len(item) + 1
    end = b"" if is_damaged else b"</channel></rss>"
    body = b'<rss version="2.0"><channel>' + count * item + end
    land(conn, settings, newsroom, body, [known("ferry", title="Ferry stops")])
    answer = viewer.get(f"/wireroom/feeds/{newsroom.well}/document")
    assert answer.status_code == 200
    assert ("it is damaged" in answer.text) is is_damaged
    assert (f"The newest 30 of {count:,} entries" in answer.text) is not is_damaged
