"""What we take over of feedparser is there, changes nothing of what it reads, and makes it linear."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import feedparser
import feedparser.api
import pytest

from support.adversarial import DISTINCT
from support.cpu_time import STEEPEST, growth
from wireroom.parse import linear_feedparser
from wireroom.parse.linear_feedparser import TooBrokenError, parse_with_feedparser
from wireroom.parse.tolerant import read_tolerantly

STRICT, LOOSE = (taken.__bases__[1] for taken in (linear_feedparser._Strict, linear_feedparser._Loose))

# Whose → name → parameters: an upgrade of feedparser that changes one must be looked at, and this with it.
PRIVATE = {
    (STRICT, LOOSE): {
        "unknown_starttag": ["self", "tag", "attrs"],
        "track_namespace": ["self", "prefix", "uri"],
        "pop": ["self", "element", "strip_whitespace"],
        "_add_tag": ["self", "term", "scheme", "label"],
        "_sync_author_detail": ["self", "key"],
        "_get_context": ["self"],
    },
    (STRICT,): {"startElementNS": ["self", "name", "qname", "attrs"]},
    (LOOSE,): {"parse_starttag": ["self", "i"]},
}
FIELDS = ("baseuri", "namespaces_in_use", "elementstack")


def test_each_method_of_feedparser_that_we_take_over_is_there() -> None:
    for classes, methods in PRIVATE.items():
        for theirs in classes:
            for name, parameters in methods.items():
                assert list(inspect.signature(getattr(theirs, name)).parameters) == parameters, name


def test_each_field_of_feedparser_that_we_look_at_is_there() -> None:
    for parser in (STRICT("", None, "utf-8"), LOOSE("", None, "utf-8", {})):
        assert all(hasattr(parser, name) for name in FIELDS)


def test_our_copy_parses_with_our_classes_and_feedparser_itself_with_its_own() -> None:
    ours = (linear_feedparser._Strict, linear_feedparser._Loose)
    assert (linear_feedparser._API.StrictFeedParser, linear_feedparser._API.LooseFeedParser) == ours
    assert (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser) == (STRICT, LOOSE)


ITEM = """<item><title>Ferry &amp; harbour</title><link>https://quay.example/{n}?a=1&amp;b=2</link>
<author>ann@quay.example (Ann Lee)</author><dc:creator>Bo Li &lt;bo@quay.example&gt;</dc:creator>
<category domain="d">Sea</category><category>Sea</category><pubDate>Fri, 12 Nov 2021 10:00:00 GMT</pubDate>
<media:content url="/a.png" type="image/png"><media:credit>Ann</media:credit></media:content>
<description> &#32; <![CDATA[<p class="a">It closes.</p>]]></description>
<odd:thing xmlns:odd="urn:odd" a="1" b="2">text</odd:thing></item>"""
RSS = (
    "<?xml version='1.0' encoding='utf-8'?>\n<!-- made --><rss version='2.0'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'><channel>"
    "<title>Quay</title><link>https://quay.example/</link>{items}</channel></rss>"
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/a/"><title>Quay</title>
<entry xml:base="b/"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"> A <b>b</b></div></title>
<id>tag:1</id><link href="c"/><author><name>Ann Lee</name><email>ann@quay.example</email></author>
<content type="xhtml">\n\n<div xmlns="http://www.w3.org/1999/xhtml"><p>It closes.</p></div>\n</content>
</entry></feed>"""
SANE = {
    "rss": RSS.format(items="".join(ITEM.format(n=n) for n in range(3))),
    "rss cut": RSS.format(items="".join(ITEM.format(n=n) for n in range(3)))[:-300],
    "rss with a bare tag": RSS.format(items=ITEM.format(n=1) + "<item><title>a <b c</title></item>"),
    "atom": ATOM,
    "atom cut": ATOM[:-60],
}


@pytest.mark.parametrize("text", SANE.values(), ids=SANE)
def test_a_feed_is_read_as_feedparser_reads_it(text: str) -> None:
    ours = parse_with_feedparser(text)
    headers = {"content-type": "application/xml; charset=utf-8"}
    theirs = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    assert ours["entries"]
    assert (ours["feed"], ours["entries"]) == (theirs["feed"], theirs["entries"])
    assert (ours["version"], ours["bozo"]) == (theirs["version"], theirs["bozo"])


def _item(more: str, *, end: str = "") -> str:
    return f"<rss version='2.0'><channel><item><title>T</title>{more}</item></channel></rss>{end}"


def _many(name: str, size: int) -> str:
    part = DISTINCT[name]
    return "".join(map(part, range(size // len(part(4_096)))))


# Each was minutes for a megabyte.
HOSTILE: dict[str, Callable[[int], str]] = {
    "an author of words without end": lambda n: _item(f"<author>{'www.' * (n // 4)}</author>"),
    "categories": lambda n: _item(_many("categories", n)),
    "attributes": lambda n: _item(f"<odd{_many('attributes', n)}/>"),
    "namespaces": lambda n: _item(_many("namespaces in namespaces", n), end="</b>"),
    "bases in bases": lambda n: _item(f"<a xml:base='http://a/'>{_many('bases', n)}", end="</b>"),
    "tags in quotes": lambda n: _item('<a" "' * (n // 5)),
    "encodings in a declaration": lambda n: "<?xml " + 'encoding="a" ' * (n // 13) + ">" + _item(""),
    "blank lines before the root": lambda n: "<?xml version='1.0'?>" + "\n" * n + _item(""),
    "blanks before a division": lambda n: (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title><content type='xhtml'>"
        f"{'&#32;' * (n // 5)}<div>a</div></content><b></entry></feed>"
    ),
    "ends of nothing after blanks": lambda n: _item(f"<a>{'&#32;' * (n // 10)}{'</b>' * (n // 8)}<"),
}


def _parsed(text: str) -> None:
    with suppress(TooBrokenError):
        parse_with_feedparser(text)


@pytest.fixture(autouse=True)
def _warm() -> None:
    _parsed(SANE["rss"])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_feedparser_takes_the_square_of_takes_it_twice_as_long_when_twice_as_long(
    text: Callable[[int], str],
) -> None:
    assert growth(lambda size: partial(_parsed, text(size)), 120_000) <= STEEPEST


def test_a_long_word_is_no_name_and_its_entry_is_read_all_the_same() -> None:
    feed = read_tolerantly(_item(f"<author>{'www.' * 100}</author><category>Sea</category>"), None)
    assert feed is not None
    [entry] = feed.entries
    assert (entry.title and entry.title.value, [tag.term for tag in entry.tags]) == ("T", ["Sea"])


def test_text_whose_tags_never_end_is_no_feed() -> None:
    assert read_tolerantly(_item("<a <b " * 200), None) is None
    assert read_tolerantly(_item("<a <b " * 50), None) is not None
