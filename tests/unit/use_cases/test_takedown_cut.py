"""Property: a landed document without an entry reads as exactly the others, in every dialect and encoding."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.models import Entry
from wireroom.parse import parse_document
from wireroom.takedown.article_marks import ArticleMarks, address_keys
from wireroom.takedown.cut_article import Scissors

FEED = "https://harbour-post.example/feed"
PAGE = "https://harbour-post.example/news/{}"
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-16-le",
    "utf-32",
    "utf-32-be",
    "cp1251",
    "shift_jis",
]
# What stands in entries: ends of entries as text, markup that is none, links to the one that goes.
TRAPS = [
    "plain",
    "<![CDATA[</item></entry></url> ]] > ]]>",
    "<!-- </item> <item> </entry><entry> -->",
    "<![CDATA[<a href='{goes}'>see</a>]]>",
    "a &lt;/item&gt; b",
    "日本 привет",
]
RSS = "<{p}item><title>{title}</title><link>{link}</link>{guid}<description>{text}</description></{p}item>"
ATOM = (
    "<{p}entry a='>'><{p}title>{title}</{p}title><{p}link rel='related' href='{goes}'/>"
    "<{p}link href='{link}'/>"
    "<{p}source><{p}id>{goes}</{p}id></{p}source><{p}id>{link}</{p}id><{p}content>{text}</{p}content></{p}entry>"
)
SITEMAP = "<{p}url><{p}loc>{link}</{p}loc><!-- </url> --></{p}url>"
AROUND = {
    "rss": (
        "<rss version='2.0'><channel><title>H</title><link>https://harbour-post.example/</link>{}</channel></rss>"
    ),
    "rss1": (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:rss='http://purl.org/rss/1.0/'>"
        "<rss:channel><rss:title>H</rss:title></rss:channel>{}</rdf:RDF>"
    ),
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title>{}</feed>",
    "prefixed": "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:title>H</atom:title>{}</atom:feed>",
    "sitemap": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>",
    "map": "<sm:urlset xmlns:sm='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</sm:urlset>",
}
PREFIX = {"rss1": "rss:", "prefixed": "atom:", "map": "sm:"}
SHAPE = {"atom": ATOM, "prefixed": ATOM, "sitemap": SITEMAP, "map": SITEMAP}


def xml(dialect: str, names: list[str], texts: list[str], goes: str) -> str:
    shape, prefix = SHAPE.get(dialect, RSS), PREFIX.get(dialect, "")
    entries = []
    for name, text in zip(names, texts, strict=True):
        guid = "" if dialect == "rss1" else f"<guid isPermaLink='false'>{name}</guid>"
        entry = shape.format(
            p=prefix, title=name, link=PAGE.format(name), guid=guid, text=text.format(goes=goes), goes=goes
        )
        if dialect == "rss1":
            for tag in ("title", "link", "description"):
                entry = entry.replace(f"<{tag}", f"<rss:{tag}").replace(f"</{tag}", f"</rss:{tag}")
        entries.append(entry)
    return AROUND[dialect].format("\n".join(entries))


def json_feed(names: list[str], texts: list[str], goes: str) -> str:
    items = [
        {
            "id": name,
            "url": PAGE.format(name),
            "external_url": goes,
            "content_text": f'{text} }}]{{ "items": [',
        }
        for name, text in zip(names, texts, strict=True)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "x": {"items": [{"id": "none"}]}, "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1)


def encoded(text: str, encoding: str, *, is_xml: bool) -> bytes:
    """As publishers send it; letters that the encoding lacks as references."""
    declared = encoding.replace("-sig", "").split("-be")[0].split("-le")[0]
    prolog = f"<?xml version='1.0' encoding='{declared}'?>" if is_xml else ""
    return (prolog + text).encode(encoding, "xmlcharrefreplace" if is_xml else "replace")


def scissors(name: str) -> Scissors:
    address = PAGE.format(name)
    return Scissors(ArticleMarks(own=frozenset(address_keys(address)), names=frozenset({address})))


def entries(body: bytes) -> list[Entry]:
    return [replace(entry, position=0) for entry in parse_document(body, url=FEED, max_entries=None).entries]


@settings(deadline=None, max_examples=300)
@given(
    dialect=st.sampled_from([*AROUND, "json"]),
    encoding=st.sampled_from(ENCODINGS),
    texts=st.lists(st.sampled_from(TRAPS), min_size=1, max_size=6),
    place=st.integers(0, 5),
    is_packed=st.booleans(),
)
def test_a_document_without_an_entry_reads_as_the_others(
    dialect: str, encoding: str, texts: list[str], place: int, is_packed: bool
) -> None:
    names = [f"story-{number}" for number in range(len(texts))]
    place %= len(names)
    goes = PAGE.format(names[place])
    is_xml = dialect != "json"
    text = xml(dialect, names, texts, goes) if is_xml else json_feed(names, texts, goes)
    body = encoded(
        text, encoding if is_xml or not encoding.startswith(("cp", "shift")) else "utf-8", is_xml=is_xml
    )
    before = entries(body)
    assert len(before) == len(names)
    sent = gzip.compress(body) if is_packed else body

    cut = scissors(names[place]).cut(sent, urls=(FEED,), content_type=None, feed_id=1)

    assert (cut.entries, cut.is_held, cut.is_page) == (1, False, False)
    del before[place]
    if before:
        assert entries(cut.body) == before
    assert (
        f"<title>{names[place]}" not in gzip.decompress(cut.body).decode(encoding, "replace")
        if is_packed
        else True
    )


BROKEN = {
    "unclosed": "<rss><channel><item><link>{0}</link>\n<item><link>{1}</link></item></channel></rss>",
    "slip": "<rss><channel><item><title>A & b</title><link>{0}</link></item><item><link>{1}</link></item>",
    "cdata never closed": """<rss><channel><item><title>B</title><link>{1}</link></item><item><link>{0}</link>
        <title>A</title><description><![CDATA[never closed</description></item></channel></rss>""",
    "relative link": """<rss><channel><link>https://harbour-post.example/</link><item><link>/news/0</link></item>
        <item><title>B</title><link>{1}</link></item></channel></rss>""",
    "capitals": "<RSS><CHANNEL><ITEM><LINK>{0}</LINK></ITEM><ITEM><LINK>{1}</LINK></ITEM></CHANNEL></RSS>",
    "padded json": """callback({{"version": "https://jsonfeed.org/version/1",
        "items": [{{"id": "a", "url": "{0}"}}, {{"id": "b", "url": "{1}"}},]}})""",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_broken_document_loses_the_entry_and_no_other(body: str) -> None:
    sent = body.format(PAGE.format(0), PAGE.format(1)).encode()
    cut = scissors("0").cut(sent, urls=(FEED,), content_type=None, feed_id=1)
    assert cut.entries == 1, cut
    assert [entry.link for entry in entries(cut.body)] == [PAGE.format(1)]
    assert b"/news/0" not in cut.body


def test_what_cannot_be_cut_without_harm_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence would be taken for success."""
    monkeypatch.setattr("wireroom.parse.entry_spans.Laid.guesses", lambda laid: iter([[(0, len(laid.text))]]))
    sent = AROUND["rss"].format(xml("rss", ["0", "1"], ["x", "y"], "")).encode()
    cut = scissors("0").cut(sent, urls=(FEED,), content_type=None, feed_id=1)
    assert (cut.is_held, cut.entries, cut.body) == (True, 0, sent)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_record_that_only_names_it_is_told_by_its_bytes(encoding: str) -> None:
    marks = scissors("0").marks
    for written in (PAGE.format(0), escape(f"HTTP://www.harbour-post.example/news/0?a=1&b={encoding}")):
        assert marks.are_named_in(f"see {written} there".encode(encoding))
    assert marks.are_named_in(json.dumps({"x": PAGE.format(0)}).replace("/", "\\/").encode(encoding))
    assert not marks.are_named_in(f"see {PAGE.format('0-and-more')}".encode(encoding))
