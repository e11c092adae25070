"""Texts that make careless code quadratic; the paths of a feed, page, body, link or date they stand in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

REPEATS: dict[str, str] = {
    "less-than": "<",
    "open tag and space": "<a ",
    "reference begun": "&#",
    "ampersand and space": "& ",
    "ampersand": "&",
    "quote": '"',
    "apostrophe": "'",
    "escaped quote": '\\"',
    "backslash": "\\",
    "br": "<br>",
    "space": " ",
    "tab": "\t",
    "newline": "\n",
    "blank lines": "a\n\n",
    "no-break space": "\xa0",
    "round bracket": "(",
    "round bracket closed": ")",
    "square bracket": "[",
    "curly bracket": '{"a":',
    "curly bracket bare": "{",
    "wiki bracket": "[[",
    "by": "By ",
    "von": "von ",
    "scheme": "http://",
    "address": "https://example.com/a-b?c=d ",
    "addresses glued": "https://example.com/",
    "www": "www.",
    "digits": "1",
    "digits and spaces": "12 ",
    "day": "12.11.2021 ",
    "clock": "10:10 ",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "combining mark": "\u0301",
    "two combining marks": "\u0323\u0301",
    "comma": ",",
    "comma and space": ", ",
    "names": "Ann Lee, ",
    "semicolon": ";",
    "bar": "|",
    "bar between spaces": " | ",
    "hyphen": "-",
    "hyphen between spaces": " - ",
    "em dash": "—",
    "escaped ampersand": "&amp;",
    "escaped less-than": "&lt;",
    "escaped tag": "&lt;p&gt;",
    "comment begun": "<!--",
    "cdata begun": "<![CDATA[",
    "cdata ended": "]]>",
    "comment": "<!-- a -->",
    "cdata": "<![CDATA[a]]>",
    "processing": "<?a ",
    "declaration": "<!a ",
    "end tag": "</",
    "link": "<a href='/x'>",
    "link closed": "<a href='/x'>more</a> ",
    "bold": "<b>",
    "bold closed": "<b>a</b>",
    "blockquote": "<blockquote>",
    "paragraph": "<p>",
    "paragraph of words": "<p>one two</p>",
    "division": "<div>",
    "division closed": "</div>",
    "table": "<table><tr>",
    "cell": "<td>a",
    "list": "<ul><li>",
    "script": "<script>",
    "svg closed": "<svg></svg>",
    "picture": "<img src='/a.png'>",
    "tweet": "<blockquote class='twitter-tweet'><p>a ",
    "handle": "@x ",
    "handles glued": "@x",
    "signature": "— A (@x) ",
    "signature begun": "— A (@",
    "hashtag": "#x ",
    "emoji with joiners": "👩\u200d👧 ",
    "flag": "🇩🇪",
    "arabic": "كلمة ",
    "chinese": "新聞",
    "chinese stop": "。",
    "read more": "Read more ",
    "ellipsis": "…",
    "full stops": ". ",
    "appeared first": "The post appeared first on ",
    "tracking": "?utm_source=",
    "parameter": "&a=1",
    "percent twice": "%25",
    "percent": "%",
    "punycode": "xn--",
    "dots and slash": "../",
    "slash": "/",
    "slash and letter": "/a",
    "full stop": ".",
    "label": "a.",
    "colon": ":",
    "at sign": "@",
    "equals": "=",
    "plus": "+",
    "weekday": "Monday ",
    "month": "May ",
    "months in German": "Januar ",
    "month's day": "May 12, ",
    "yesterday": "yesterday ",
    "zone": "GMT ",
    "agency": "(AP) ",
    "agency bare": "Reuters ",
    "photo credit": "Photo: ",
    "licence": "CC BY ",
    "capital words": "Word ",
    "letter": "a",
    "word": "word ",
    "dotted initial": "J. ",
    "attribute": " a=",
    "attribute quoted": ' a="b"',
    "encoding": ' encoding="a"',
    "tag in quotes": '<a" "',
    "blank references": "&#32;",
    "underscore": "_",
    "asterisk": "*",
    "callback": "/**/",
    "line comment": "//\n",
    "carriage return": "\r",
    "form feed": "\f",
    "nul": "\0",
    "stray byte": "\udcff",
    "replacement": "\ufffd",
    "bidi": "\u202e",
    "surrogate in JSON": "\\ud800",
}

# Opened as often as closed: what is read anew once a level.
NESTED: dict[str, tuple[str, str, str]] = {
    "reference in a reference": ("&#5&#5&#4&#5&#5", "5", ";;;;;"),
    "comment in a comment": ("<!", "-- -->", "--a-->"),
    "brackets": ("(", "a", ")"),
    "lists": ("[", "1", "]"),
    "objects": ('{"a":', "1", "}"),
    "bold in bold": ("<b>", "a", "</b>"),
    "spans": ("<span>", "a", "</span>"),
    "divisions": ("<div>", "a", "</div>"),
    "quotations": ("<blockquote><p>a", "a", "</blockquote>"),
    "escaped tags": ("&lt;b&gt;", "a", "&lt;/b&gt;"),
    "number of a reference": ("", "a &#", "1"),
}

# N parts, no two the same: what compares each with all that came before. By their number, from 0.
DISTINCT: dict[str, Callable[[int], str]] = {
    "words": lambda n: f"w{n:x} ",
    "words glued": lambda n: f"w{n:x}",
    "capital words": lambda n: f"W{n:x} ",
    "names": lambda n: f"Ann Lee{n:x}, ",
    "tags": lambda n: f"<t{n:x}>",
    "tags closed": lambda n: f"<t{n:x}>a</t{n:x}>",
    "tags never closed": lambda n: f"<t{n:x} ",
    "end tags": lambda n: f"</t{n:x}>",
    "entities": lambda n: f"&e{n:x};",
    "characters": lambda n: f"&#{n + 256};",
    "attributes": lambda n: f' a{n:x}="1"',
    "links": lambda n: f"<a href='https://e{n:x}.example/{n:x}'>w{n:x}</a> ",
    "addresses": lambda n: f"https://e{n:x}.example/{n:x} ",
    "parameters": lambda n: f"&p{n:x}={n:x}",
    "folders": lambda n: f"/f{n:x}",
    "labels": lambda n: f"l{n:x}.",
    "pictures": lambda n: f"<img src='/{n:x}.png' class='c{n:x}'>",
    "variants": lambda n: f"/{n:x}.png {n + 1}w, ",
    "paragraphs": lambda n: f"<p class='c{n:x}' id='i{n:x}'>w{n:x} words.</p>",
    "classes in classes": lambda n: f"<div class='c{n:x}'>",
    "bold": lambda n: f"<b>w{n:x}</b> ",
    "e-mails": lambda n: f"a{n:x}@e{n:x}.example, ",
    "handles": lambda n: f"@h{n:x} #t{n:x} ",
    "cards": lambda n: (
        f"<blockquote class='twitter-tweet'><a href='https://twitter.com/a/status/{n}'>a</a></blockquote>"
    ),
    "days": lambda n: f"{n % 28 + 1}.{n % 12 + 1}.{1000 + n} ",
    "keys": lambda n: f'"k{n:x}":"{n:x}",',
    "escaped tags": lambda n: f"&lt;t{n:x}&gt;",
    "namespaces": lambda n: f"<x xmlns:n{n:x}='urn:{n:x}'/>",
    "namespaces in namespaces": lambda n: f"<n{n:x}:x xmlns:n{n:x}='urn:{n:x}'>",
    "bases": lambda n: f"<x xml:base='b{n:x}/' xml:lang='x-{n:x}'>",
    "authors": lambda n: f"<author>Ann Lee{n:x}</author>",
    "e-mailing authors": lambda n: f"<author>a{n:x}@e{n:x}.example (Ann Lee{n:x})</author>",
    "categories": lambda n: f"<category>c{n:x}</category>",
    "categories of schemes": lambda n: f"<category domain='d{n:x}'>c{n:x}</category>",
    "enclosures": lambda n: f"<enclosure url='/{n:x}' type='t{n:x}' length='{n}'/>",
    "media": lambda n: (
        f"<media:content url='/{n:x}' width='{n}'><media:credit>c{n:x}</media:credit></media:content>"
    ),
    "media titles": lambda n: f"<media:title>t{n:x}</media:title>",
    "titles": lambda n: f"<title>t{n:x}</title><description>d{n:x}</description>",
    "dates": lambda n: f"<pubDate>{n % 28 + 1} May {1000 + n} 10:00:00 GMT</pubDate>",
    "sources": lambda n: f"<source url='/{n:x}'>s{n:x}</source>",
    "items": lambda n: f"<item><title>t{n:x}</title><guid>g{n:x}</guid><link>/{n:x}</link></item>",
    "items of one guid": lambda n: f"<item><title>t{n:x}</title><guid>g</guid><link>/{n:x}</link></item>",
    "items of one link": lambda n: f"<item><title>t{n:x}</title><guid>g{n:x}</guid><link>/a</link></item>",
    "items begun": lambda n: f"<item><title>t{n:x}",
    "tags in quotes": lambda n: f'<a{n:x}" "',
}

Question = dict[str, Any]


class Place(NamedTuple):
    """Where a text is put: the handler of `inspect`, and the question with the text in its place."""

    kind: str
    question: Callable[[str], Question]


def _bytes(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quay Post</title>
<link>https://quaypost.example/</link>{channel}<item><title>{title}</title><link>{link}</link>{more}
<guid isPermaLink="false">{guid}</guid><pubDate>{date}</pubDate>
<description>{body}</description></item>{tail}"""
_ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Quay Post</title><link href="https://quaypost.example/"/><id>tag:quaypost.example</id>
<updated>2021-11-12T10:00:00Z</updated><entry>
<title>Bridge closes</title><id>tag:1</id><link href="https://quaypost.example/1"/>{more}</entry></feed>"""
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head>
<body><article><h1>Bridge closes</h1>
<p>The bridge over the old harbour closes on Monday for repairs, the city said in a statement on Friday.</p>
<p>It will stay closed for about three weeks; buses take the long way round until it opens again.</p>
{body}</article></body></html>"""
_PROSE = "<p>The bridge over the old harbour closes on Monday for repairs, the city said.</p>"


def _feed(text: str) -> Question:
    return {"url": "https://quaypost.example/feed", "body": _bytes(text)}


def _rss(**fields: str) -> Question:
    usual = {
        "title": "Bridge closes",
        "link": "https://quaypost.example/1",
        "guid": "1",
        "date": "Fri, 12 Nov 2021 10:00:00 GMT",
        "body": "It closes on Monday.",
        "channel": "",
        "more": "",
        "tail": "</channel></rss>",
    }
    return _feed(_RSS.format(**(usual | fields)))


def _latin_1(body: str) -> Question:
    """Of no declared encoding: bytes of a detector."""
    text = base64.b64decode(_rss(title="Tête", body=body)["body"]).decode("utf-8", "surrogateescape")
    written = text.replace('encoding="utf-8"', "").encode("latin-1", "replace")
    return {**_feed(""), "body": base64.b64encode(written).decode("ascii")}


def _json(**fields: Any) -> Question:
    item = {
        "id": "1",
        "url": "https://quaypost.example/1",
        "title": "Bridge closes",
        "content_html": "Closed.",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay Post", "items": [item | fields]}
    return _feed(json.dumps(feed))


def _page(**fields: str) -> Question:
    usual = {"title": "Bridge closes", "head": "", "body": ""}
    return {"url": "https://quaypost.example/1", "html": _bytes(_PAGE.format(**(usual | fields)))}


def _html(markup: str, **fields: str) -> Question:
    return {"html": markup, "base_url": "https://quaypost.example/1", "title": "Bridge closes", **fields}


def _date(text: str, **fields: Any) -> Question:
    return {"text": text, "language": "en", **fields}


_DOCTYPE = "<?xml version='1.0'?><!DOCTYPE rss [{}]><rss><channel></channel></rss>"
_TWEET = "<blockquote class='twitter-tweet'><p>a</p>{}</blockquote>"
_INSTAGRAM = "<blockquote class='instagram-media'><p>{}</p></blockquote>"
_JSON_HEAD = '{"version":"https://jsonfeed.org/version/1.1","title":"Q","items":[{"id":"1","title":"T","content_text":"'
_LD = '<script type="application/ld+json">{}</script>'
_CARD = (
    "<blockquote class='twitter-tweet'><p>A {} word</p>— A (@x) "
    "<a href='https://twitter.com/x/status/1'>May 1, 2021</a></blockquote>"
)

PLACES: dict[str, Place] = {
    "rss title": Place("feed", lambda x: _rss(title=x)),
    "rss title in CDATA": Place("feed", lambda x: _rss(title=f"<![CDATA[{x}]]>")),
    "rss link": Place("feed", lambda x: _rss(link=f"https://quaypost.example/{x}")),
    "rss link alone": Place("feed", lambda x: _rss(link=x)),
    "rss guid": Place("feed", lambda x: _rss(guid=x)),
    "rss date": Place("feed", lambda x: _rss(date=x)),
    "rss author": Place("feed", lambda x: _rss(more=f"<author>{x}</author>")),
    "rss creator in CDATA": Place("feed", lambda x: _rss(more=f"<dc:creator><![CDATA[{x}]]></dc:creator>")),
    "rss category": Place("feed", lambda x: _rss(more=f"<category><![CDATA[{x}]]></category>")),
    "rss source": Place("feed", lambda x: _rss(more=f"<source url='{x}'><![CDATA[{x}]]></source>")),
    "rss rights": Place("feed", lambda x: _rss(more=f"<dc:rights><![CDATA[{x}]]></dc:rights>")),
    "rss enclosure": Place("feed", lambda x: _rss(more=f'<enclosure url="{x}" type="{x}" length="1"/>')),
    "rss media credit": Place(
        "feed",
        lambda x: _rss(
            more=f"<media:content url='/a.png'><media:credit><![CDATA[{x}]]></media:credit></media:content>"
        ),
    ),
    "rss body": Place("feed", lambda x: _rss(body=x)),
    "rss body in CDATA": Place("feed", lambda x: _rss(body=f"<![CDATA[{x}]]>")),
    "rss body after prose": Place("feed", lambda x: _rss(body=f"<![CDATA[{_PROSE * 4}{x}]]>")),
    "rss body escaped": Place("feed", lambda x: _rss(body=x.replace("&", "&amp;").replace("<", "&lt;"))),
    "rss encoded content": Place(
        "feed", lambda x: _rss(more=f"<content:encoded><![CDATA[{_PROSE}{x}]]></content:encoded>")
    ),
    "rss more": Place("feed", lambda x: _rss(more=x)),
    "rss damaged": Place("feed", lambda x: _rss(more=f"{x}<b></i>")),
    "rss attributes": Place("feed", lambda x: _rss(more=f"<odd{x}/>")),
    "rss attributes of a body": Place("feed", lambda x: _rss(body=f"<![CDATA[<p{x}>Words.</p>]]>")),
    "rss damaged attributes": Place("feed", lambda x: _rss(more=f"<odd{x}/><b></i>")),
    "rss unknown element": Place("feed", lambda x: _rss(more=f"<odd>{x}</odd>")),
    "rss channel": Place("feed", lambda x: _rss(channel=f"<description>{x}</description>")),
    "rss channel title": Place("feed", lambda x: _rss(channel=f"<title>{x}</title>")),
    "rss tail": Place("feed", lambda x: _rss(tail=x)),
    "rss after the end": Place("feed", lambda x: _rss(tail=f"</channel></rss>{x}")),
    "rss before the root": Place("feed", lambda x: {**_feed(x + "<rss><channel><item><title>a</title>")}),
    "rss doctype": Place("feed", lambda x: _feed(_DOCTYPE.format(x))),
    "rss declaration": Place("feed", lambda x: _feed(f"<?xml version='1.0' {x}><rss><item><b></rss>")),
    "rss after the declaration": Place(
        "feed", lambda x: _feed(f"<?xml version='1.0'?>{x}<rss><channel><item><title>a</title>")
    ),
    "rss in latin-1": Place("feed", lambda x: _latin_1(f"<![CDATA[\xfc {x}]]>")),
    "atom content": Place("feed", lambda x: _feed(_ATOM.format(more=f"<content type='html'>{x}</content>"))),
    "atom xhtml": Place(
        "feed",
        lambda x: _feed(
            _ATOM.format(
                more=f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{x}</div></content>"
            )
        ),
    ),
    "atom author": Place("feed", lambda x: _feed(_ATOM.format(more=f"<author><name>{x}</name></author>"))),
    "atom xhtml attributes": Place(
        "feed",
        lambda x: _feed(
            _ATOM.format(
                more="<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                f"<p{x}>Words.</p></div></content>"
            )
        ),
    ),
    "json title": Place("feed", lambda x: _json(title=x)),
    "json content": Place("feed", lambda x: _json(content_html=x)),
    "json text": Place("feed", lambda x: _json(content_text=x)),
    "json author": Place("feed", lambda x: _json(authors=[{"name": x, "url": x}])),
    "json date": Place("feed", lambda x: _json(date_published=x)),
    "json url": Place("feed", lambda x: _json(url=x)),
    "json tags": Place("feed", lambda x: _json(tags=[x, x[: len(x) // 2]])),
    "json string": Place("feed", lambda x: _feed(f'{_JSON_HEAD}{x}"}}]}}')),
    "json cut": Place("feed", lambda x: _feed(f"{_JSON_HEAD}{x}")),
    "json cut between": Place("feed", lambda x: _feed(f'{_JSON_HEAD}"}},{x}')),
    "json padding": Place("feed", lambda x: _feed(f'{x}{_JSON_HEAD}"}}]}}')),
    "anything": Place("feed", _feed),
    "page title": Place("page", lambda x: _page(title=x)),
    "page meta": Place("page", lambda x: _page(head=f'<meta property="og:title" content="{x}">')),
    "page meta author": Place("page", lambda x: _page(head=f'<meta name="author" content="{x}">')),
    "page meta date": Place("page", lambda x: _page(head=f'<meta name="date" content="{x}">')),
    "page canonical": Place("page", lambda x: _page(head=f'<link rel="canonical" href="{x}">')),
    "page json-ld": Place("page", lambda x: _page(head=_LD.format(x))),
    "page json-ld headline": Place(
        "page", lambda x: _page(head=_LD.format(f'{{"@type":"NewsArticle","headline":"{x}","author":"{x}"}}'))
    ),
    "page json-ld cut": Place(
        "page", lambda x: _page(head=_LD.format(f'{{"@type":"NewsArticle","headline":"{x}'))
    ),
    "page body": Place("page", lambda x: _page(body=x)),
    "page paragraph": Place("page", lambda x: _page(body=f"<p>{x}</p>")),
    "page attribute": Place(
        "page", lambda x: _page(body=f'<div class="{x}" id="{x}">A line of words.</div>')
    ),
    "page attributes": Place("page", lambda x: _page(body=f"<p{x}>Words.</p>")),
    "page alone": Place("page", lambda x: {"url": "https://quaypost.example/1", "html": _bytes(x)}),
    "html": Place("html", _html),
    "html in paragraph": Place("html", lambda x: _html(f"{_PROSE}<p>{x}</p>{_PROSE}")),
    "html at the end": Place("html", lambda x: _html(f"{_PROSE * 4}<p>The end of it.{x}</p>")),
    "html in link": Place("html", lambda x: _html(f"{_PROSE}<a href='/a'>{x}</a>")),
    "html address": Place("html", lambda x: _html(f'<p>See <a href="{x}">this</a> and <img src="{x}">.</p>')),
    "html class": Place(
        "html", lambda x: _html(f'<div class="{x}" style="{x}" id="{x}"><p>Words.</p></div>')
    ),
    "html attributes": Place("html", lambda x: _html(f"<p{x}>Words.</p>")),
    "html alt": Place("html", lambda x: _html(f'{_PROSE}<img src="/a.png" srcset="{x}" alt="{x}">')),
    "html card": Place("html", lambda x: _html(_PROSE + _CARD.format(x))),
    "html card signature": Place("html", lambda x: _html(_TWEET.format(x))),
    "html in instagram card": Place("html", lambda x: _html(_INSTAGRAM.format(x))),
    "html in facebook card": Place(
        "html", lambda x: _html(f"<div class='fb-post'>{x}<a href='/'>a</a></div>")
    ),
    "html substack": Place("html", lambda x: _html(f"<div class='tweet' data-attrs=\"{x}\"></div>{_PROSE}")),
    "html quotation": Place("html", lambda x: _html(f"<blockquote>{x}</blockquote>{_PROSE}")),
    "html cell": Place("html", lambda x: _html(f"<table><tr><td>{x}</td><td>b</td></tr></table>")),
    "html pre": Place("html", lambda x: _html(f"<pre>{x}</pre>")),
    "html plain": Place("html", lambda x: _html(f"It closes. {x}")),
    "html title": Place("html", lambda x: _html(f"<h1>{x}</h1>{_PROSE}", title=x)),
    "html byline": Place("html", lambda x: _html(f"<p>By {x}</p>{_PROSE}")),
    "html base": Place(
        "html", lambda x: _html("<a href='../a'>a</a>", base_url=f"https://quaypost.example/{x}")
    ),
    "url": Place("url", lambda x: {"url": x}),
    "url path": Place("url", lambda x: {"url": f"https://quaypost.example/{x}"}),
    "url path ended": Place("url", lambda x: {"url": f"https://quaypost.example/{x}\n"}),
    "url query": Place("url", lambda x: {"url": f"https://quaypost.example/a?b={x}"}),
    "url fragment": Place("url", lambda x: {"url": f"https://quaypost.example/a#{x}"}),
    "url host": Place("url", lambda x: {"url": f"https://{x}.example/a"}),
    "url user": Place("url", lambda x: {"url": f"https://{x}@quaypost.example/a"}),
    "url wrapped": Place("url", lambda x: {"url": f"https://www.google.com/url?q={x}"}),
    "url wrapped in path": Place("url", lambda x: {"url": f"https://web.archive.org/web/2021/{x}"}),
    "url token": Place("url", lambda x: {"url": f"https://news.google.com/rss/articles/{x}"}),
    "date": Place("date", _date),
    "date after a day": Place("date", lambda x: _date(f"Fri, 12 Nov 2021 10:00:00 {x}")),
    "date before a day": Place("date", lambda x: _date(f"{x}12 November 2021")),
    "date between": Place("date", lambda x: _date(f"12{x}2021")),
    "date in German": Place("date", lambda x: _date(x, language="de", country="DE")),
}


def cases() -> Iterator[tuple[str, str]]:
    """Every repeat in every place, by name."""
    for place in PLACES:
        for repeat in (*REPEATS, *NESTED, *DISTINCT):
            yield place, repeat


def question(place: str, repeat: str, size: int) -> Question:
    """The question with about `size` characters of the repeat in its place."""
    if repeat in NESTED:
        before, within, after = NESTED[repeat]
        count = size // (len(before) + len(after))
        return PLACES[place].question(before * count + within + after * count)
    if repeat in DISTINCT:
        part = DISTINCT[repeat]
        return PLACES[place].question("".join(map(part, range(size // len(part(4_096))))))
    unit = REPEATS[repeat]
    return PLACES[place].question(unit * (size // len(unit)))
