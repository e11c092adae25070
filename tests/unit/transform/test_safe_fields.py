"""Nothing that leaves understanding can hurt whoever shows it: every field of feed and article."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from support.every_field import filled, strings
from wireroom.models import (
    Article,
    Attribution,
    DateReading,
    Embed,
    Entry,
    FeedContext,
    FeedFormat,
    FeedResult,
    LanguageReading,
    Link,
    Markup,
    Media,
    ParsedFeed,
    Publisher,
    Rejection,
)
from wireroom.transform.document_context import document_context
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_document import transform_document, transform_entries

PROJECT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora")
OURS = (PROJECT / "tests" / "browser" / "xss_payloads.txt").read_text("utf-8").split("\n%\n")
PLAIN = [
    "javascript:alert(1)",
    "JaVaScRiPt&#58;alert(1)",
    " \x01java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    'https://bay.example/?"><script>alert(1)</script>',
    "https://bay.example/'onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "paid \u202egnp.exe\x00\x07\u202d",
    "<img src=x onerror=alert(1)",
]
PAYLOADS = [*OURS, *PLAIN]
SEEN = datetime(2026, 3, 2, 12, tzinfo=UTC)
CONTEXT = FeedContext(feed_id=7, url="https://feeds.bay.example/rss", seen_at=SEEN)

OPENS_TAG = re.compile(r"<[A-Za-z/!?]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ud800-\udfff]")
RUNS = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data)[\s\x00-\x20]*:", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[!#-;=?-_a-~]+")
ADDRESSES = frozenset(
    {
        "url",
        "canonical_url",
        "image_url",
        "link",
        "href",
        "site_url",
        "archive_url",
        "fetch_url",
        "redirected_to",
    }
)
# What is not shown: sent back to the server, kept as bytes read, or what the publisher said.
NOT_SHOWN = ("document", "exchange", "ref", "validators", "entries")


def harm(path: str, text: str) -> str | None:
    """Why `text` at `path` is not safe to show; None: it is."""
    name = path.rpartition(".")[2]
    if path == "html":
        return f"{path}: {text!r}" if unsafe_html(text) else None
    if name in ADDRESSES and path.partition(".")[0] != "provenance":
        return None if not text or ADDRESS.fullmatch(text) else f"{path} is no address: {text!r}"
    if OPENS_TAG.search(text) or CONTROL.search(text):
        return f"{path}: {text!r}"
    return f"{path} runs when followed: {text!r}" if name == "guid" and RUNS.match(text) else None


def harms(value: Any) -> list[str]:
    found = (harm(path, text) for path, text in strings(value) if path.partition(".")[0] not in NOT_SHOWN)
    return [each for each in found if each]


def unsafe_html(text: str) -> bool:
    oracle = _oracle()
    if oracle is not None:
        return bool(oracle(text))
    return (
        re.search(r"<script|<iframe|<[^>]*\son\w+=|(?:href|src)=.?(?:javascript|data|vbscript):", text, re.I)
        is not None
    )


@cache
def _oracle() -> Callable[[str], list[str]] | None:
    path = CORPORA / "xss_oracle.py"
    if not path.is_file() or importlib.util.find_spec("html5lib") is None:
        return None
    spec = importlib.util.spec_from_file_location("xss_oracle", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda html: module.severe(module.bad(html))


LEAVING = (
    Article,
    Publisher,
    DateReading,
    LanguageReading,
    Embed,
    Attribution,
    Rejection,
    ParsedFeed,
    FeedResult,
    Link,
)


@pytest.mark.parametrize("of", LEAVING, ids=lambda of: of.__name__)
def test_every_field_of_a_value_that_leaves_is_safe(of: type) -> None:
    """A field added tomorrow is filled and looked at as well; of an article all but the cleaner's two."""
    for payload in PAYLOADS:
        value = filled(of, payload)
        assert list(strings(value)), "nothing was filled"
        left = safe_feed(value, CONTEXT.url) if isinstance(value, ParsedFeed) else safe(value)
        left = replace(left, text="", html="") if isinstance(left, Article) else left
        assert harms(left) == [], payload


@pytest.mark.parametrize("of", LEAVING, ids=lambda of: of.__name__)
def test_the_check_itself_sees_harm_in_each_field(of: type) -> None:
    value = filled(of, "<script>alert(1)</script>")
    shown = [text for path, text in strings(value) if path.partition(".")[0] not in NOT_SHOWN]
    assert len(harms(value)) == sum("<" in text for text in shown) > 0


@pytest.mark.parametrize("of", LEAVING, ids=lambda of: of.__name__)
def test_what_is_safe_stays_as_it_is(of: type) -> None:
    for payload in PAYLOADS:
        left = safe(filled(of, payload))
        assert safe(left) == left


def articles_with(payload: str) -> Iterator[Article]:
    """What becomes of `payload` in every string that a publisher can write."""
    entry: Entry = filled(Entry, payload)
    page = "https://bay.example/crane"
    written = (
        entry,
        replace(entry, link=page, original_link=None, guid=None),
        replace(entry, title=Markup(payload, "text"), content=Markup(payload), link=page, original_link=None),
        replace(
            entry,
            media=tuple(
                Media("/a.mp3", kind, payload, title=payload, credit=payload)
                for kind in ("enclosure", "image")
            ),
            tags=tuple(replace(tag, scheme="section") for tag in entry.tags),
            source_url=page,
        ),
    )
    for format_ in (FeedFormat.RSS, FeedFormat.SITEMAP):
        parsed = replace(filled(ParsedFeed, payload), format=format_, entries=written)
        document = document_context(parsed, CONTEXT)
        yield from transform_entries(parsed, document)  # type: ignore[misc] # rejections are looked at alike


def test_every_field_a_publisher_can_write_comes_out_safe() -> None:
    for payload in PAYLOADS:
        for article in articles_with(payload):
            assert harms(article) == [], payload


DOCUMENTS = (
    """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:cc="http://backend.userland.com/creativeCommonsRssModule" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
      <title>{text}</title><link>{text}</link><description>{text}</description><language>{text}</language>
      <copyright>{text}</copyright><generator>{text}</generator><cc:license>{text}</cc:license>
      <atom:link rel="prev-archive" href={quoted}/><atom:link rel="license" href={quoted}/>
      <image><url>{text}</url><title>{text}</title><link>{text}</link></image>
      <item><title>{text}</title><link>{text}</link><guid>{text}</guid><author>{text}</author><pubDate>{text}</pubDate>
      <category domain={quoted}>{text}</category><comments>{text}</comments><description>{text}</description>
      <source url={quoted}>{text}</source><enclosure url={quoted} type={quoted} length={quoted}/>
      <dc:creator>{text}</dc:creator><dc:rights>{text}</dc:rights><media:content type={quoted}
      url="https://bay.example/a.jpg"><media:title>{text}</media:title><media:credit>{text}</media:credit></media:content>
      <media:copyright url={quoted}>{text}</media:copyright><cc:license>{text}</cc:license></item></channel>
      </rss>""",
    """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoted} xml:base={quoted}>
      <title type="html">{text}</title><id>{text}</id><rights>{text}</rights><link href={quoted}/>
      <icon>{text}</icon><author><name>{text}</name><uri>{text}</uri></author><entry><id>{text}</id>
      <title>{text}</title><link href={quoted} title={quoted}/>
      <link rel="license" href={quoted}/><updated>{text}</updated><category term={quoted} label={quoted}/>
      <content type="html">{text}</content><source><title>{text}</title><link href={quoted}/>
      <rights>{text}</rights></source></entry></feed>""",
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=["rss", "atom"])
def test_every_element_of_a_feed_comes_out_safe(document: str) -> None:
    for payload in PAYLOADS:
        text = CONTROL.sub("", payload)
        body = document.format(text=escape(text), quoted=quoteattr(text)).encode()
        transformed = transform_document(body, context=CONTEXT)
        assert transformed.articles or transformed.rejections
        found = (transformed.parsed, *transformed.articles, *transformed.rejections)
        assert [each for value in found for each in harms(value)] == [], payload


def test_the_corpus_comes_out_safe() -> None:
    path = CORPORA / "gold" / "xss.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"no {path}: set WIREROOM_CORPORA")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        payloads = [json.loads(line)["payload"] for line in lines]
    assert len(payloads) > 1000
    for payload in payloads:
        left = safe(replace(filled(Article, payload), text="", html=""))
        assert harms(left) == []
        assert harms(safe_feed(filled(ParsedFeed, payload), CONTEXT.url)) == []


@pytest.mark.parametrize(
    ("written", "kind", "title"),
    [
        ("Use of <b> in HTML", "text", "Use of ‹b› in HTML"),
        ("Use of &lt;dialog&gt; in HTML", "html", "Use of ‹dialog› in HTML"),
        ("AT&amp;T < 5 > 3", "html", "AT&T < 5 > 3"),
        ("I <3 it, a < b", "text", "I <3 it, a < b"),
        ("<b>Crane</b> falls", "html", "Crane falls"),
        ("javascript: the good parts", "html", "javascript: the good parts"),
    ],
)
def test_a_title_says_what_it_is_about(written: str, kind: str, title: str) -> None:
    entry = Entry(position=0, link="https://bay.example/1", title=Markup(written, kind))
    parsed = ParsedFeed(format=FeedFormat.ATOM, entries=(entry,))
    (article,) = transform_entries(parsed, document_context(parsed, CONTEXT))
    assert isinstance(article, Article)
    assert article.title == title


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("audio/mpeg", "audio/mpeg"),
        ("audio/mp4; codecs=mp4a.40.2", "audio/mp4; codecs=mp4a.40.2"),
        ("application/vnd.apple.mpegurl", "application/vnd.apple.mpegurl"),
        ("audio", "audio"),
        ('audio/mpeg" onerror="alert(1)', None),
        ("image/jpeg<x>", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_media_type_has_the_form_of_one(said: str, kept: str | None) -> None:
    """Before, a quote in it led out of the attribute of whoever shows it."""
    item = safe(replace(filled(Article, "x"), media=({"url": "https://bay.example/x", "type": said},)))
    assert item.media[0].get("type") == kept
