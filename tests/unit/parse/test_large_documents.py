"""A large document, of which only the entries that are taken in are kept, says what it says as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wireroom.errors import NotAFeedError
from wireroom.models import ParsedFeed
from wireroom.parse import document, json_feed, parse_document

START = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://bay.example/feed"
RSS = """<rss version='2.0'><channel><title>Bay</title><link>https://bay.example/</link>{}<ttl>5</ttl>
</channel></rss>"""
ITEM = """<item><title>Färe {0}</title><guid>{0}</guid><pubDate>{1}</pubDate>
<description>W {0}</description></item>"""
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bay</title>{}<id>x</id></feed>"
ENTRY = "<entry><id>{0}</id><title>Ferry {0}</title><updated>{1}</updated></entry> "
BARE = ATOM.replace(" xmlns='http://www.w3.org/2005/Atom'", "")
MAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
PAGE = "<url><loc>https://bay.example/{0}</loc><lastmod>{1}</lastmod></url>"


def filled(frame: str, one: str, count: int = 40, *, dated: int = 1) -> str:
    """Each `dated`th entry has a date; the newest stand in the middle."""
    times = [START + timedelta(days=abs(20 - n)) * -1 for n in range(count)]
    return frame.format(
        "".join(one.format(n, at.isoformat() if n % dated == 0 else "") for n, at in enumerate(times))
    )


JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": str(n),
                "title": f"F {n}",
                "date_published": (START - timedelta(days=abs(20 - n))).isoformat(),
            }
            for n in range(40)
        ],
        "title": "Bay",
        "authors": [{"name": "Ada"}],
    }
)
DOCUMENTS = {
    "rss": filled(RSS, ITEM),
    "rss of which few are dated": filled(RSS, ITEM, dated=4),
    "rss of few": filled(RSS, ITEM, 5),
    "rss without any": RSS.format(""),
    "rss damaged": filled(RSS, ITEM.replace("</title>", "</title></b>")),
    "rss cut": filled(RSS, ITEM)[:-500],
    "rss mended": filled(RSS, ITEM.replace("W ", "W & ")),
    "atom": filled(ATOM, ENTRY),
    "atom without its namespace": filled(BARE, ENTRY),
    "sitemap": filled(MAP, PAGE),
    "json": JSON,
    "json with a comma too many": JSON.replace('}], "title', '},], "title'),
    "json whose items are one": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": {"id": "1", "content_text": "Rain."}}
    ),
    "json of something else": json.dumps({"items": [{"a": 1}, 2], "b": [{"c": None}]}),
    "json that is cut": JSON[:-200],
    "no json": "{[",
}


def read(text: str) -> ParsedFeed | None:
    """Without the end of the words about damage, where libxml2 repeats the line number or does not."""
    try:
        parsed = parse_document(text.encode(), url=URL, max_entries=10)
    except NotAFeedError:
        return None
    return replace(parsed, problems=tuple(words[:50] for words in parsed.problems))


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_large_document_says_what_a_small_one_says(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(text)
    monkeypatch.setattr(document, "WHOLE_UP_TO", 0)
    monkeypatch.setattr(json_feed, "WHOLE_UP_TO", 0)
    assert read(text) == whole


def test_the_newest_of_a_large_document_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "WHOLE_UP_TO", 0)
    parsed = read(DOCUMENTS["rss"])
    assert parsed is not None
    assert [entry.position for entry in parsed.entries] == [*range(15, 25)]
    assert parsed.left_out == 30
    assert [entry.guid for entry in parsed.entries] == [str(entry.position) for entry in parsed.entries]


def test_entries_in_entries_are_no_trouble_in_a_large_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "WHOLE_UP_TO", 0)
    parsed = read(filled(ATOM, ENTRY.replace("</title>", "</title><entry><id>y</id></entry>")))
    assert parsed is not None
    assert len(parsed.entries) == 10
