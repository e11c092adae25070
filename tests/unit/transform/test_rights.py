"""Licence and copyright reach the article's attribution: what the entry states, else what its feed states."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import Attribution, FeedContext
from wireroom.transform.transform_document import transform_document

CONTEXT = FeedContext(feed_id=7, url="https://bay.example/rss", seen_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
BY, BY_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
SA, SA_URL = "CC BY-SA 3.0", "http://creativecommons.org/licenses/by-sa/3.0/"
NAMESPACES = (
    'xmlns:cc="http://web.resource.org/cc/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"'
)
STATED = {
    "creativeCommons": (
        f"<creativeCommons:license>{BY_URL}</creativeCommons:license>", "licence", BY, BY_URL,
    ),
    "cc resource": (f'<cc:license rdf:resource="{BY_URL}"/>', "licence", BY, BY_URL),
    "atom link": (f'<atom:link rel="license" href="{BY_URL}"/>', "licence", BY, BY_URL),
    "media license": (f'<media:license href="{BY_URL}">Attribution</media:license>', "licence", BY, BY_URL),
    "dcterms license": (f"<dcterms:license>{BY_URL}</dcterms:license>", "licence", BY, BY_URL),
    "another licence": (
        '<atom:link rel="license" title="Open Government Licence" href="https://crown.example/ogl/3/"/>',
        *("licence", "Open Government Licence", "https://crown.example/ogl/3/"),
    ),
    "dc:rights": ("<dc:rights>© 2026 The Bay Post</dc:rights>", "copyright", None, None),
    "dc:rights resource": (f'<dc:rights rdf:resource="{BY_URL}"/>', "licence", BY, BY_URL),
    "copyright": ("<copyright>© 2026 &lt;b&gt;The Bay Post&lt;/b&gt;</copyright>", "copyright", None, None),
    "atom rights": ("<atom:rights>© 2026 The Bay Post</atom:rights>", "copyright", None, None),
    "media copyright": ("<media:copyright>© 2026 The Bay Post</media:copyright>", "copyright", None, None),
    "licence in words": ("<dc:rights>Licensed under CC BY 4.0</dc:rights>", "licence", BY, None),
    "licence in markup": (
        f'<dc:rights>&lt;a href="{BY_URL}"&gt;Some rights&lt;/a&gt;</dc:rights>', "licence", BY, BY_URL,
    ),
}  # fmt: skip


def attribution(
    channel: str = "", item: str = "", link: str = "https://bay.example/1"
) -> tuple[Attribution, ...]:
    body = (
        f'<rss version="2.0" {NAMESPACES}><channel><title>The Bay Post</title><link>https://bay.example/</link>'
        f"{channel}<item><title>Crane falls</title><link>{link}</link>{item}</item></channel></rss>"
    )
    (article,) = transform_document(body.encode(), context=CONTEXT).articles
    return article.attribution


@pytest.mark.parametrize("where", ["channel", "item"])
@pytest.mark.parametrize("way", STATED)
def test_rights_reach_the_article(way: str, where: str) -> None:
    element, kind, name, url = STATED[way]
    (said,) = attribution(**{where: element})
    assert (said.kind, said.name, said.url) == (kind, name, url)
    assert "<" not in said.text
    assert kind == "licence" or said.text == "© 2026 The Bay Post"


def test_the_entry_outranks_its_feed_kind_by_kind() -> None:
    feed = STATED["creativeCommons"][0] + STATED["copyright"][0]
    said = attribution(feed, f"<cc:license>{SA_URL}</cc:license>")
    assert [(each.kind, each.name) for each in said] == [("licence", SA), ("copyright", None)]
    said = attribution(feed, "<dc:rights>© 2026 Ada North</dc:rights>")
    assert [(each.kind, each.text) for each in said] == [
        ("copyright", "© 2026 Ada North"),
        ("licence", BY_URL),
    ]


def test_the_source_outranks_the_feed_that_carries_it() -> None:
    """RFC 4287 §4.2.11: the head of the feed that the entry was copied from."""
    entry = (
        '<entry><title>Crane falls</title><link href="https://wire.example/1"/><id>1</id><source>'
        f'<title>The Wire</title><link href="https://wire.example/"/><rights>© The Wire</rights>'
        f'<link rel="license" href="{BY_URL}"/></source></entry>'
    )
    head = "<title>Planet</title><rights>© Planet</rights>"
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entry}</feed>'
    (article,) = transform_document(body.encode(), context=CONTEXT).articles
    said = [(each.kind, each.name or each.text) for each in article.attribution if each.kind != "original"]
    assert said == [("licence", BY), ("copyright", "© The Wire")]


def test_the_feeds_rights_are_not_those_of_texts_it_took_from_others() -> None:
    said = attribution(
        STATED["copyright"][0],
        '<source url="https://wire.example/rss">The Wire</source>',
        link="https://wire.example/1",
    )
    assert [each.kind for each in said if each.kind == "copyright"] == []


def test_a_json_feed_and_a_saved_page_state_rights_too() -> None:
    feed = (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Bay", "copyright": "(c) Bay", "items": '
        b'[{"id": "1", "url": "https://bay.example/1", "content_text": "Crane", "license": "'
        + BY_URL.encode()
        + b'"}]}'
    )
    (article,) = transform_document(feed, context=CONTEXT).articles
    assert [(each.kind, each.name) for each in article.attribution] == [("licence", BY), ("copyright", None)]
    page = (
        f'<html><head><title>Crane falls</title><link rel="license" href="{BY_URL}"><meta name="copyright" '
        f'content="© Bay"></head><body><article><h1>Crane falls</h1>'
        f"{'<p>The crane fell into the bay.</p>' * 9}</article></body></html>"
    )
    (article,) = transform_document(page.encode(), context=CONTEXT, or_page=True).articles
    assert [(each.kind, each.name) for each in article.attribution] == [("licence", BY), ("copyright", None)]


def test_damaged_feeds_keep_their_rights() -> None:
    body = (
        f'<rss version="2.0" {NAMESPACES}><channel><title>Bay & Post</title><copyright>© 2026 Bay</copyright>'
        f"<item><title>Crane <b>falls</title><link>https://bay.example/1</link></item></channel>"
    )
    (article,) = transform_document(body.encode(), context=CONTEXT).articles
    assert ("copyright", "© 2026 Bay") in [(each.kind, each.text) for each in article.attribution]


@pytest.mark.parametrize(
    "noise", ["", "<copyright/>", "<copyright> - </copyright>", "<dc:rights>2026</dc:rights>"]
)
def test_nothing_stated_is_nothing_said(noise: str) -> None:
    assert attribution(noise) == ()
