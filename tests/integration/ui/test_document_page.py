"""What a feed's last document said, entry by entry, beside the articles that it became."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from support.filings import NOW, file, known, result
from support.pages import HOSTILE, Newsroom
from wireroom import landing, store
from wireroom.models import Exchange, Landed, Outcome
from wireroom.settings import Settings

BODY = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<item><title>Ferry stops</title><link>https://harbour-post.example/ferry</link>
<guid isPermaLink="false">f1</guid></item>
<item><title>Nobody has it</title><link>https://harbour-post.example/lost</link>
<description><![CDATA[{HOSTILE}]]></description></item></channel></rss>""".encode()


@pytest.fixture
def landed(conn: store.Connection, settings: Settings, newsroom: Newsroom) -> Landed:
    """The last poll of the feed `well`, landed and filed."""
    uri = landing.landing_uri(settings.landing_url, "ingest", NOW, "third", "shard-0")
    with landing.LandingWriter(uri) as writer:
        writer.add(
            Exchange(
                newsroom.well,
                "https://harbour.example/feed",
                NOW,
                Outcome.OK,
                status=200,
                body=BODY,
                headers=(("ETag", '"seven"'), ("Set-Cookie", "not=shown")),
            )
        )
    (landed,) = landing.read_landed(uri)
    poll = result(newsroom.well, entries=2, exchange=replace(landed.exchange, body=b""), ref=landed.ref)
    file(conn, [known("ferry", feed_id=newsroom.well, title="Ferry stops")], results=[poll], run="third")
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
    assert "No article answers to it" in said
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
