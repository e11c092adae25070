"""Where a feed's document leads, in every dialect; nothing that its entries say counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.archive.walks.read_history import FeedLinks, read_history
from wireroom.models import Exchange, Outcome

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
URL = "http://gull.example/feed/now.xml"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
IANA = "http://www.iana.org/assignments/relation"
PREV = "http://gull.example/feed/old.xml"


def links_of(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> FeedLinks:
    exchange = Exchange(0, URL, NOW, Outcome.OK, status=200, body=body, headers=tuple(headers))
    return read_history(exchange, lambda raw, parsed: None).links


LEADS_BACK = [
    pytest.param(f'<feed {ATOM}><link rel="prev-archive" href="old.xml"/></feed>', id="atom"),
    pytest.param(
        '<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="prev-archive" href="old.xml"/>'
        "</channel></rss>",
        id="atom in rss",
    ),
    pytest.param(
        '<rss><channel><link rel="prev-archive" href="old.xml"/></channel></rss>', id="no namespace"
    ),
    pytest.param(
        f'<feed {ATOM} xml:base="/feed/"><link rel="prev-archive" href="old.xml"/></feed>', id="xml:base"
    ),
    pytest.param(
        f'<feed {ATOM}><link rel="{IANA}/prev-archive" href="old.xml"/></feed>',
        id="relation as IRI",
    ),
    pytest.param(f'<feed {ATOM}><link rel="prev-archive" href="old.xml"/><entry><ti', id="cut off"),
    pytest.param(
        f'\n <feed {ATOM}><link rel="prev-archive" href="old.xml#top"/></feed>', id="leading blanks"
    ),
    pytest.param(
        f'<feed {ATOM}><entry><link rel="prev-archive" href="bad.xml"/></entry>'
        '<link rel="prev-archive" href="old.xml"/></feed>',
        id="after an entry with a link of that name",
    ),
]


@pytest.mark.parametrize("body", LEADS_BACK)
def test_the_archive_before_is_found(body: str) -> None:
    assert links_of(body.encode()).older == PREV


def test_a_json_feed_leads_to_its_next_page() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [], "next_url": "/feed/old.xml"}'
    assert links_of(body).older == PREV


def test_the_link_header_counts_where_the_document_says_nothing() -> None:
    headers = [("Link", '<https://hub.example/>; rel="hub", <old.xml>; title="a, b"; rel="prev-archive"')]
    assert links_of(b"<rss/>", headers).older == PREV


def test_archives_come_before_pages() -> None:
    body = f'<feed {ATOM}><link rel="next" href="p2"/><link rel="prev-archive" href="old.xml"/></feed>'
    assert links_of(body.encode()).older == PREV


LEADS_NOWHERE = [
    pytest.param(b"", id="empty"),
    pytest.param(b"<html><a rel='next' href='/2'>more</a></html>", id="an anchor of a page"),
    pytest.param(
        f'<feed {ATOM}><link rel="next" href="javascript:alert(1)"/></feed>'.encode(), id="no web address"
    ),
    pytest.param(f'<feed {ATOM}><link rel="next" href="http://[::1"/></feed>'.encode(), id="broken address"),
    pytest.param(
        f'<feed {ATOM}><entry><link rel="next" href="x"/></entry></feed>'.encode(), id="within an entry"
    ),
    pytest.param(b'{"next_url": 7}', id="a number"),
    pytest.param(b"[" * 100_000, id="nested without end"),
]


@pytest.mark.parametrize("body", LEADS_NOWHERE)
def test_other_documents_lead_nowhere(body: bytes) -> None:
    assert links_of(body).older is None


def test_a_document_may_say_that_it_is_an_archive_or_complete() -> None:
    body = b'<rss xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:archive/></channel></rss>'
    assert links_of(body).is_archive
    assert links_of(body.replace(b"archive", b"complete")).is_complete


def test_an_entity_bomb_is_not_expanded() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    body = f'<!DOCTYPE f [<!ENTITY e0 "boom">{lines}]><feed {ATOM}><link rel="next" href="&e8;"/></feed>'
    assert "boom" not in (links_of(body.encode()).older or "")


@given(st.binary(max_size=400), st.text(max_size=120))
def test_no_bytes_make_it_raise(body: bytes, header: str) -> None:
    links = links_of(b"<rss><link rel='next' href='" + body, [("Link", header)])
    assert links.older is None or links.older.startswith("http")
