"""Entries that the rules of feeds.yaml do not want, in a whole document."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from wireroom.common.entry_rules import read_rules
from wireroom.models import FeedContext
from wireroom.transform.transform_document import TransformedDocument, transform_document

CONTEXT = FeedContext(1, "https://harbour.example/rss", datetime(2026, 3, 2, 12, tzinfo=UTC))
DOCUMENT = importlib.import_module("wireroom.transform.transform_document")  # not the function
FEED = b"""<rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example/</link>
<item><title>Ferry &lt;em&gt;returns&lt;/em&gt;</title><link>/news/ferry</link><category>Traffic</category>
<author>a@harbour.example (Ada North)</author><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;The ferry crossed &lt;b&gt;again&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Your horoscope</title><link>/stars/1</link><category>Stars</category>
<pubDate>Sat, 28 Feb 2026 08:00:00 GMT</pubDate><description>Good luck.</description></item>
<item><title>Cup final</title><link>/sport/cup?utm_source=rss</link><category>Sport</category>
<pubDate>Fri, 27 Feb 2026 08:00:00 GMT</pubDate><description>Two to one.</description></item>
<item><description></description></item>
</channel></rss>"""


def transformed(**rules: Any) -> TransformedDocument:
    context = replace(CONTEXT, **{key: read_rules(written) for key, written in rules.items()})
    return transform_document(FEED, context=context)


def titles(document: TransformedDocument) -> list[str]:
    return [article.title for article in document.articles]


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ({"drop": {"title": "horoscope"}}, ["Ferry returns", "Cup final"]),
        ({"drop": {"title": "ferry returns"}}, ["Your horoscope", "Cup final"]),
        ({"drop": {"text": "crossed again"}}, ["Your horoscope", "Cup final"]),
        ({"drop": {"url": "harbour.example/sport/"}}, ["Ferry returns", "Your horoscope"]),
        ({"drop": {"author": "Ada North"}}, ["Your horoscope", "Cup final"]),
        ({"drop": {"any": ["stars", "sport"]}}, ["Ferry returns"]),
        ({"keep": {"category": "re2:^(Traffic|Sport)$"}}, ["Ferry returns", "Cup final"]),
        ({"keep": {"category": ["traffic", "sport"]}, "drop": {"url": "re2:/sport/"}}, ["Ferry returns"]),
    ],
    ids=str,
)
def test_what_is_not_wanted_becomes_no_article(rules: Any, left: list[str]) -> None:
    document = transformed(**rules)
    assert titles(document) == left
    assert len(document.articles) + len(document.dropped) + len(document.rejections) == 4


ADDRESSES: dict[str, tuple[str, str, bool]] = {
    "a path of other letters": ("/política/", "https://x.example/política/1", True),
    "a path that was sent in escapes": ("/política/", "https://x.example/pol%C3%ADtica/1", True),
    "a path written in two characters": ("/política/", "https://x.example/poli%CC%81tica/1", True),
    "a rule in escapes": ("/pol%C3%ADtica/", "https://x.example/política/1", True),
    "a pattern of other letters": ("re2:/(новости|спорт)/", "https://x.example/новости/1", True),
    "a host of other letters": ("новости.рф/", "https://новости.рф/1", True),
    "a host in punycode, and a port": ("новости.рф:8080", "https://xn--b1amnebsh.xn--p1ai:8080/1", True),
    "a rule in punycode": ("xn--b1amnebsh.xn--p1ai", "https://новости.рф/1", True),
    "a host that IDNA 2008 refuses": ("☃.example", "https://☃.example/1", True),
    "what is no punycode": ("xn--99999999.example", "https://xn--99999999.example/1", True),
    "bytes that are no text": ("re2:/a\ufffd", "https://x.example/a%FF/1", True),
    "another path": ("/política/", "https://x.example/politica/1", False),
}


@pytest.mark.parametrize(("rule", "link", "fits"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_is_judged_as_it_is_sent_and_as_it_is_shown(rule: str, link: str, fits: bool) -> None:
    """Before, only as it is sent: `drop` of other letters dropped nothing, and `keep` everything."""
    context = replace(CONTEXT, drop=read_rules({"url": rule}))
    feed = f"<rss version='2.0'><channel><item><title>A</title><link>{link}</link></item></channel></rss>"
    document = transform_document(feed.encode(), context=context)
    assert (len(document.dropped), len(document.articles)) == ((1, 0) if fits else (0, 1))


TYPED = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay</title><id>a</id>
<entry><id>b</id><link href="https://bay.example/1"/><title type="text">The &lt;video&gt; element</title>
<summary type="text">About &lt;em&gt;,\ntoo.</summary></entry>
<entry><id>c</id><link href="https://bay.example/2"/><title type="html">A &lt;b&gt;video&lt;/b&gt;</title>
<summary type="html">&lt;video&gt;&lt;/video&gt; of a pier</summary></entry></feed>"""


@pytest.mark.parametrize(
    ("rules", "dropped"),
    [
        ({"title": "<video>"}, ["The ‹video› element"]),
        ({"title": "‹video›"}, ["The ‹video› element"]),
        ({"title": "re2:^The .video. element$"}, ["The ‹video› element"]),
        ({"text": "about <em>, too."}, ["The ‹video› element"]),
        ({"title": "A video"}, ["A video"]),
        ({"any": "<b>"}, []),
    ],
    ids=str,
)
def test_declared_text_is_judged_as_text_and_markup_as_what_it_shows(rules: Any, dropped: list[str]) -> None:
    """Before, both were read as markup: no rule fitted what stands in tags in declared text."""
    context = replace(CONTEXT, drop=read_rules(rules))
    assert [entry.title for entry in transform_document(TYPED, context=context).dropped] == dropped


def test_a_dropped_entry_says_which_rule_and_when_it_was_published() -> None:
    (entry,) = transformed(drop={"title": "horoscope"}).dropped
    assert (entry.rule, entry.title) == ("drop title: horoscope", "Your horoscope")
    assert entry.published is not None
    assert entry.published.at == datetime(2026, 2, 28, 8, tzinfo=UTC)


def test_what_is_dropped_is_not_refused_as_well() -> None:
    """The empty entry is refused; where `keep` wants a category it is only not wanted."""
    assert len(transformed().rejections) == 1
    assert transformed(keep={"category": "Traffic"}).rejections == ()


def test_a_fault_while_judging_an_entry_costs_that_entry_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drops = importlib.import_module("wireroom.transform.drop_entries")

    def trip(keep: Any, drop: Any, said: Any) -> None:
        if "Cup final" in said("title"):
            raise RuntimeError("tripped")

    monkeypatch.setattr(drops, "reason_to_drop", trip)
    document = transformed(drop={"title": "horoscope"})
    assert titles(document) == ["Ferry returns", "Your horoscope"]
    assert any("tripped" in rejection.detail for rejection in document.rejections)
