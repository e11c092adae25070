"""What parse_document makes of dialects, damage and attacks."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest

from support.cpu_time import cpu_seconds
from wireroom.errors import NotAFeedError
from wireroom.models import FeedFormat, ParsedFeed
from wireroom.parse import parse_document

URL = "https://news.example.org/feeds/all.xml"
DATE = "Mon, 02 Nov 2026 08:00:00 GMT"
ITEM = f"<item><title>Ferry service resumes</title><guid>f-1</guid><pubDate>{DATE}</pubDate></item>"


def parse(document: str | bytes, **options: int) -> ParsedFeed:
    """Parse a document written in a test."""
    return parse_document(document if isinstance(document, bytes) else document.encode(), url=URL, **options)


def rss(inside: str, attributes: str = "") -> str:
    """An RSS 2.0 document around `inside`."""
    channel = f"<channel><title>Harbour</title>{inside}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {attributes}>{channel}</rss>'


DAMAGE = {
    "white space before the prolog": "\n\n " + rss(ITEM),
    "a PHP warning before the prolog": "<br />\n<b>Warning</b>: mysql_connect() in <b>/srv/rss.php</b>"
    + rss(ITEM),
    "wide characters before the prolog": "Предупреждение — … 😀 <b>" + rss(ITEM),
    "wide characters before a DOCTYPE": "\ufeff<!-- — … 😀 --><!DOCTYPE rss>" + rss(ITEM)[21:],
    "a script after the end": rss(ITEM) + '<script src="/cdn/mail.js"></script>',
    "a bare ampersand": rss(ITEM + "<item><title>Fish & chips</title></item>"),
    "an entity of HTML": rss(ITEM + "<item><title>Caf&eacute;&nbsp;au lait</title></item>"),
    "an undeclared prefix": rss(ITEM + '<item><media:content url="https://news.example.org/a.jpg"/></item>'),
    "a control character": rss(ITEM + "<item><title>Form\x0cfeed</title></item>"),
    "a character reference XML forbids": rss(ITEM + "<item><title>Unit&#31;separator</title></item>"),
    "a NUL": rss(ITEM + "<item><title>Nul\x00l</title></item>"),
    "cut short in an entry": rss(ITEM + "<item><title>Half")[:-25],
    "tags crossed": rss(ITEM + "<item><title>Bold <b>and</title></b></item>"),
    "a page's doctype": "<!DOCTYPE html>" + rss(ITEM + "<item/>").removeprefix('<?xml version="1.0"?>'),
    "a namespace that is no address": rss(ITEM + "<item/>", 'xmlns:a="http://www .w3.org/2005/Atom"'),
}


@pytest.mark.parametrize("document", DAMAGE.values(), ids=DAMAGE)
def test_no_entry_is_lost_to_damage(document: str) -> None:
    """The sound entry is read whole, whatever is wrong elsewhere."""
    first = parse(document).entries[0]
    assert first.guid == "f-1"
    assert first.title is not None
    assert first.title.value == "Ferry service resumes"
    assert [date.text for date in first.dates] == [DATE]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fish & chips", "Fish & chips"),
        ("Caf&eacute;&nbsp;au lait & more", "Café\xa0au lait & more"),
        ("Form\x0cfeed", "Formfeed"),
        ("AT&amp;T & <![CDATA[R&D &eacute;]]>", "AT&T & R&D &eacute;"),
        ("&unknown; &", "&unknown; &"),
    ],
)
def test_characters_are_mended_outside_cdata_only(written: str, read: str) -> None:
    """Entities are decoded by XML once; what CDATA holds is the publisher's markup."""
    title = parse(rss(f"<item><title>{written}</title></item>")).entries[0].title
    assert title is not None
    assert title.value == read


def test_mending_is_reported() -> None:
    """`problems` says what was wrong, in words; a sound feed has none."""
    assert parse(rss(ITEM)).problems == ()
    assert parse(rss("<item><title>Fish & chips</title></item>")).problems[0].startswith("mended: line 1")


ATTACKS = {
    "billion laughs": '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    "external file": '<!DOCTYPE r [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
    "external address": '<!DOCTYPE r [<!ENTITY c SYSTEM "http://127.0.0.1:9/secret">]>',
    "parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    "external subset": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("doctype", ATTACKS.values(), ids=ATTACKS)
def test_entities_of_a_doctype_are_never_expanded(doctype: str) -> None:
    """The reference stays as written, the rest of the feed is read."""
    feed = parse(rss("<item><title>&c;</title><guid>g</guid></item>").replace("?>", f"?>{doctype}", 1))
    assert feed.entries[0].guid == "g"
    assert feed.entries[0].title is not None
    assert feed.entries[0].title.value == "&c;"


def test_a_short_literal_entity_of_the_doctype_is_read() -> None:
    """RSS 0.91 declared its entities so; they can do no harm."""
    feed = parse(
        '<!DOCTYPE rss [<!ENTITY town "Østerhavn">]>' + rss("<item><title>&town;</title></item>")[21:]
    )
    assert feed.entries[0].title is not None
    assert feed.entries[0].title.value == "Østerhavn"


NOT_FEEDS = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\x00", "empty"),
    "html": (b"<!doctype html><html><head><title>Sign in</title></head></html>", "html"),
    "html that mentions rss": (b"<html><body>Paste <rss> here</body></html>", "html"),
    "png": (b"\x89PNG\r\n\x1a\n....", "image"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image"),
    "pdf": (b"%PDF-1.7 ...", "pdf"),
    "json": (b'{"error": "not found"}', "json"),
    "json of another kind": (b'{"items": [{"name": "tea"}]}', "json"),
    "opml": (b"<opml version='2.0'><body/></opml>", "opml"),
    "sitemap index": (
        b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>",
        "sitemap index",
    ),
    "text": (b"Service unavailable", "text"),
    "broken gzip": (b"\x1f\x8bxx", "gzip"),
}


@pytest.mark.parametrize(("body", "found"), NOT_FEEDS.values(), ids=NOT_FEEDS)
def test_what_is_no_feed_is_named(body: bytes, found: str) -> None:
    """NotAFeedError.found is a word for the operator."""
    with pytest.raises(NotAFeedError) as error:
        parse_document(body, url=URL)
    assert error.value.found == found
    assert URL in str(error.value)


def test_a_feed_without_entries_is_a_feed() -> None:
    """An empty channel is the outcome `empty`, no error."""
    assert parse(rss("")).entries == ()


def test_entries_are_capped() -> None:
    """The cap holds in every dialect, and is said."""
    many = rss("<item><title>x</title></item>" * 12)
    sitemap = "<urlset>" + "<url><loc>https://a.example/</loc></url>" * 12 + "</urlset>"
    jsonfeed = '{"version":"https://jsonfeed.org/version/1","items":[' + ",".join(['{"id":"1"}'] * 12) + "]}"
    for document in (many, sitemap, jsonfeed):
        feed = parse(document, max_entries=10)
        assert len(feed.entries) == 10
        assert feed.problems == ("kept the newest 10 of 12 entries, as many as one poll takes in",)


def test_a_gzip_file_is_unpacked() -> None:
    """News sitemaps are published as .xml.gz files."""
    feed = parse(gzip.compress(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>"))
    assert feed.format is FeedFormat.SITEMAP
    assert feed.entries[0].link == "https://a.example/1"


HOSTILE = {
    "brackets": b"<rss><channel>" + b"<" * 300_000,
    "ampersands": b"<rss><channel>" + b"&" * 300_000,
    "open CDATA": b"<rss><channel>" + b"<![CDATA[" * 30_000,
    "open comments": b"<rss><channel>" + b"<!--" * 70_000,
    "open items": b"<rss><channel>" + b"<item>" * 30_000,
    "doctype": b"<!DOCTYPE rss [" + b"]" * 300_000,
    "deep json": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 300_000,
    "escaped brackets": b"<rss><item><description>"
    + b"&lt;" * 70_000
    + b"</description><content>x</content></item></rss>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_cost_bounded_time(body: bytes) -> None:
    """Seconds, not minutes, whatever is repeated."""

    def parsed() -> None:
        with suppress(NotAFeedError):
            parse_document(body, url=URL)

    assert cpu_seconds(parsed, times=1) < 10
