"""A feed that breaks off: what is whole comes in, the fragment is told once and is no article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wireroom.models import Article, FeedContext, Reader
from wireroom.transform.read_document import read_document
from wireroom.transform.transform_document import transform_document, transform_parsed

CONTEXT = FeedContext(7, "https://gazette.example/rss.xml", datetime(2026, 11, 23, tzinfo=UTC))
WHOLE = (
    "<rss version='2.0'><channel><title>Gazette</title>"
    "<item><title>Ferry sails again</title><link>https://gazette.example/1</link><guid>1</guid>"
    "<description>With a new rudder.</description></item>"
    "<item><title>Storm takes the pier at Gannet Lane</title><link>https://gazette.example/2</link></item>"
)


@pytest.mark.parametrize(
    "cut", ["<title>Storm takes", "<title>Storm takes the pi", "<title>Storm takes the pier"]
)
def test_half_a_title_is_no_article(cut: str) -> None:
    body = WHOLE[: WHOLE.index("<title>Storm")] + cut
    transformed = transform_document(body.encode(), context=CONTEXT)

    assert [article.title for article in transformed.articles] == ["Ferry sails again"]
    assert [rejection.reason for rejection in transformed.rejections] == ["cut_off"]


def test_wherever_the_cut_is_the_rejection_is_one_row() -> None:
    start = WHOLE.index("<title>Storm")
    keys = {
        rejection.key
        for end in range(start + 12, start + 30, 6)
        for rejection in transform_document(WHOLE[:end].encode(), context=CONTEXT).rejections
    }
    assert len(keys) == 1


def json_feed(count: int) -> tuple[str, list[str]]:
    """A JSON Feed, and each of its items as it stands there."""
    items = [
        json.dumps({"id": str(n), "url": f"https://gazette.example/{n}", "content_text": f"Ferry {n} sails."})
        for n in range(count)
    ]
    head = '{"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": ['
    return f"{head}{', '.join(items)}]}}", items


@pytest.mark.parametrize("is_torn", [True, False], ids=["hung up", "whole by its length"])
def test_wherever_a_json_feed_breaks_off_its_whole_items_are_articles_and_no_half_one(is_torn: bool) -> None:
    body, items = json_feed(4)
    ends = [body.index(item) + len(item) for item in items]
    for cut in range(ends[0], len(body)):
        parsed = read_document(body[:cut].encode(), CONTEXT, is_torn=is_torn)
        transformed = transform_parsed(parsed, CONTEXT)
        whole = [f"Ferry {n} sails." for n, end in enumerate(ends) if end <= cut]
        assert [article.text for article in transformed.articles] == whole, body[cut - 10 : cut]
        assert transformed.parsed.is_damaged


def test_what_stands_before_the_damage_of_a_json_feed_comes_in() -> None:
    body, items = json_feed(3)
    damaged = body.replace(items[1], items[1].replace("Ferry", 'The "Ferry"'))
    transformed = transform_document(damaged.encode(), context=CONTEXT)
    assert [article.text for article in transformed.articles] == ["Ferry 0 sails."]
    assert transformed.parsed.problems[0].startswith("not well-formed: after item 1: Expecting ',' delimiter")


FORMATS = {
    "rss": """<rss version='2.0'><channel><title>Gazette</title><image><url>https://gazette.example/i</url></image>
|<item><title>Ferry {n} sails</title><link>https://gazette.example/{n}/ferry</link>
<guid>https://gazette.example/{n}/ferry</guid><category>Port</category>
<description><![CDATA[<p>With a <b>new</b> rudder.</p>]]></description></item>
|</channel></rss>""",
    "atom": """<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>
|<entry><title>Ferry {n} sails</title><link href='https://gazette.example/{n}/ferry'/>
<id>https://gazette.example/{n}/ferry</id><content type='html'>&lt;p&gt;A rudder.&lt;/p&gt;</content></entry>
|</feed>""",
    "rdf": """<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>
<channel><title>Gazette</title></channel>
|<item rdf:about='https://gazette.example/{n}/ferry'><title>Ferry {n} sails</title>
<link>https://gazette.example/{n}/ferry</link><description>With a new rudder.</description></item>
|</rdf:RDF>""",
    "sitemap": """<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'
 xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>
|<url><loc>https://gazette.example/{n}/ferry</loc><n:news><n:title>Ferry {n} sails</n:title>
<n:publication_date>2026-11-22</n:publication_date></n:news></url>
|</urlset>""",
}


def _told(article: Article) -> tuple[object, ...]:
    """What an article says, by which a revision would be told from the version before."""
    return article.keys, article.url, article.fingerprint, article.tags, article.published


@pytest.mark.parametrize("name", FORMATS)
def test_wherever_a_feed_breaks_off_no_article_is_half_of_one(name: str) -> None:
    head, entry, end = FORMATS[name].split("|")
    start = head + entry.format(n=1)
    body = start + entry.format(n=2) + end
    whole = [_told(article) for article in transform_document(body.encode(), context=CONTEXT).articles]
    assert len(whole) == 2
    for cut in range(len(start), len(body)):
        transformed = transform_document(body[:cut].encode(), context=CONTEXT)
        assert len(transformed.articles) + len(transformed.rejections) <= 2
        for article in transformed.articles:
            assert _told(article) in whole, body[:cut][-60:]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rest", ["", " ", "\n</", "</it"])
def test_a_last_entry_that_its_publisher_never_closes_comes_in(name: str, rest: str) -> None:
    head, entry, _ = FORMATS[name].split("|")
    last = entry.format(n=2)
    unclosed = last[: last.rindex("</")]
    if rest.strip(" \n</"):
        rest = last[last.rindex("</") :][: len(rest)]
    for before in (entry.format(n=1), entry.format(n=1)[: entry.format(n=1).rindex("</")], ""):
        found = transform_document((head + before + unclosed + rest).encode(), context=CONTEXT)
        assert [article.title for article in found.articles][-1:] == ["Ferry 2 sails"], before[-30:]
        assert not found.rejections


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_that_goes_on_behind_an_entry_without_its_end_tag_loses_none(name: str) -> None:
    head, entry, end = FORMATS[name].split("|")
    last = entry.format(n=2)
    body = head + entry.format(n=1) + last[: last.rindex("</")] + end
    found = transform_document(body.encode(), context=CONTEXT)
    assert [article.title for article in found.articles] == ["Ferry 1 sails", "Ferry 2 sails"]
    found = transform_document((head + entry.format(n=1) + last).encode(), context=CONTEXT)
    assert [article.title for article in found.articles] == ["Ferry 1 sails", "Ferry 2 sails"]


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize("cut", ["<link>http", "<link>https://gaz", "<description>With a"])
def test_half_a_link_is_no_address_whoever_reads_it(reader: Reader, cut: str) -> None:
    item = "<item><title>Storm</title><link>https://gazette.example/2</link><description>With a roof"
    body = WHOLE[: WHOLE.index("<item><title>Storm")] + item[: item.index(cut) + len(cut)]
    found = transform_document(body.encode(), context=replace(CONTEXT, reader=reader))
    assert [article.title for article in found.articles] == ["Ferry sails again"]
    assert [rejection.reason for rejection in found.rejections] == ["cut_off"]


def test_of_a_feed_longer_than_a_poll_takes_in_the_entry_cut_off_is_known_by_its_place() -> None:
    newest_first = "".join(
        f"<item><title>Ferry {n}</title><link>https://gazette.example/{n}</link>"
        f"<pubDate>Sun, 22 Nov 2026 {23 - n:02}:00:00 GMT</pubDate></item>"
        for n in range(5)
    )
    body = f"<rss version='2.0'><channel><title>Gazette</title>{newest_first}<item><title>Fe"
    parsed = read_document(body.encode(), CONTEXT, max_entries=3)
    found = transform_parsed(parsed, CONTEXT)
    assert [article.title for article in found.articles] == ["Ferry 0", "Ferry 1", "Ferry 2"]
