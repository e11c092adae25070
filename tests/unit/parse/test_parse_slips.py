"""A slip in one entry costs nothing of its siblings: brackets in titles, unclosed CDATA, padded JSON."""

from __future__ import annotations

import pytest

from wireroom.errors import NotAFeedError
from wireroom.models import ParsedFeed
from wireroom.parse import open_document, our_reading, parse_document

SECOND = "<item><title>Second</title><link>https://a.example/2</link><description>Two</description></item>"
PREFIXES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
)
JSON_FEED = '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"One"}]}'


def read(body: str) -> ParsedFeed:
    """Parse `body` as it came."""
    return parse_document(body.encode(), url="https://a.example/feed")


def rss(items: str) -> str:
    """An RSS feed of `items`."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>{items}</channel></rss>'


def title_of(feed: ParsedFeed, place: int) -> str:
    """The title of an entry, as written."""
    title = feed.entries[place].title
    return title.value if title else ""


@pytest.mark.parametrize(
    "title",
    ["Bridge a < b closes", "We <3 the quay", "1 << 2", "Rates <= 2 %", "End <", "By <mail@a.example>"],
)
def test_a_bracket_that_opens_no_tag_is_text(title: str) -> None:
    feed = read(rss(f"<item><title>{title}</title><link>https://a.example/1</link></item>{SECOND}"))
    assert [title_of(feed, 0), title_of(feed, 1)] == [title, "Second"]
    assert feed.entries[0].link == "https://a.example/1"
    assert feed.problems[0].startswith("mended")


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(
            "<title><![CDATA[First</title><link>https://a.example/1</link>", id="title, nothing after"
        ),
        pytest.param("<title><![CDATA[First]></title><link>https://a.example/1</link>", id="closed in half"),
        pytest.param(
            "<title><![CDATA[First]]</title><link>https://a.example/1</link>", id="in the other half"
        ),
        pytest.param(
            "<title><![CDATA[First</title><link>https://a.example/1</link>"
            "<description><![CDATA[One]]></description>",
            id="another section after",
        ),
        pytest.param(
            "<title>First</title><link>https://a.example/1</link><description><![CDATA[One</description>",
            id="description",
        ),
    ],
)
def test_an_unclosed_section_ends_with_its_element(item: str) -> None:
    feed = read(rss(f"<item>{item}</item>{SECOND}"))
    assert [title_of(feed, 0), title_of(feed, 1)] == ["First", "Second"]
    assert feed.entries[0].link == "https://a.example/1"


def test_a_closed_section_may_hold_its_elements_end() -> None:
    """Elsewhere in the feed something is damaged; a section that is whole stays whole."""
    body = "<description><![CDATA[as </description> is]]></description>"
    feed = read(rss(f"<item><title>A & B</title>{body}</item>{SECOND}"))
    assert feed.entries[0].content is not None
    assert feed.entries[0].content.value == "as </description> is"


@pytest.mark.parametrize(
    "body",
    [
        f"callback({JSON_FEED});",
        f"/**/ my.feed.cb( {JSON_FEED} )",
        f")]}}',\n{JSON_FEED}",
        f"while(1);{JSON_FEED}",
        f"// our feed\n{JSON_FEED}",
    ],
)
def test_a_json_feed_in_padding_is_read(body: str) -> None:
    """JSONP names a callback, others guard against being run as a script."""
    assert [entry.guid for entry in read(body).entries] == ["1"]


@pytest.mark.parametrize(
    "body", [f"var feed = {JSON_FEED};", "callback({});", 'cb({"items":[{"a":1}]})', "cb("]
)
def test_a_script_is_no_feed(body: str) -> None:
    with pytest.raises(NotAFeedError):
        read(body)


@pytest.mark.parametrize(
    ("kind", "links", "media"),
    [
        ("text/html", ["https://a.example/full"], []),
        ("audio/mpeg", [], ["https://a.example/full"]),
        ("application/pdf", [], ["https://a.example/full"]),
    ],
)
def test_atom_content_elsewhere_is_a_link_or_a_recording(
    kind: str, links: list[str], media: list[str]
) -> None:
    entry = f'<entry><id>1</id><title>A</title><content type="{kind}" src="https://a.example/full"/></entry>'
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>').entries[0]
    assert [link.href for link in found.links] == links
    assert [item.url for item in found.media] == media


@pytest.mark.slow
@pytest.mark.parametrize("hostile", ["<a><![CDATA[</a>", "<![CDATA[", "<a><![CDATA[", "< ", "<a "])
def test_repeated_slips_take_linear_time(hostile: str) -> None:
    """A hundred thousand of them must not take minutes: the test would not end."""
    feed = read(rss(SECOND + "<item><title>" + hostile * 100_000 + "]]>"))
    assert len(feed.entries) >= 1


def test_a_recording_that_does_not_say_what_it_is_is_known_by_its_name() -> None:
    entry = '<entry><id>1</id><title>A</title><content src="https://a.example/talk.mp4"/></entry>'
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>').entries[0]
    assert [(item.url, item.type) for item in found.media] == [("https://a.example/talk.mp4", "video/mp4")]
    assert not found.links


@pytest.mark.parametrize(
    "namespace", ["https://www.w3.org/2005/Atom", "http://www.w3.org/2007/Atom", "urn:x"]
)
def test_a_feed_under_any_default_namespace_is_read_by_its_roots_name(namespace: str) -> None:
    feed = read(
        f'<feed xmlns="{namespace}"><title>A</title><entry><id>1</id><title>One</title>'
        '<link href="https://a.example/1"/></entry></feed>'
    )
    assert title_of(feed, 0) == "One"
    assert feed.entries[0].link == "https://a.example/1"


def test_two_halves_of_utf_16_are_one_character() -> None:
    feed = read(rss(f"<item><title>Thanks &#55357;&#56841; &#xD83D;&#xDE80; &#55357;</title></item>{SECOND}"))
    assert title_of(feed, 0).startswith("Thanks \N{WINKING FACE} \N{ROCKET}")
    assert title_of(feed, 1) == "Second"


@pytest.mark.parametrize(
    "item",
    [
        "<title>First<link>https://a.example/1</link><description>One</description>",
        "<title>First</title><link>https://a.example/1<description>One</description>",
        "<title>First</title><link>https://a.example/1</link><description>One",
        "<guid>1<title>First</title><link>https://a.example/1</link><description>One</description>",
        "<link>https://a.example/1</link><dc:creator>Ann<title>First</title><description>One</description>",
        "<description><![CDATA[One]]><title>First</title><link>https://a.example/1</link>",
        "<title>First</title><link>https://a.example/1</link><content:encoded>One<author>Ann</author>",
        "<source url='https://b.example/f'>B<title>First</title><link>https://a.example/1</link><summary>One</summary>",
        "<content type='html'>One<title>First</title><link>https://a.example/1</link>",
        "<title><![CDATA[First]]> <link>https://a.example/1</link><description>One</description>",
        "<title>First</title><link>https://a.example/1</link><content:encoded><![CDATA[One]]>",
        "<title>First</title><description>One<media:content url='p.jpg'/><link>https://a.example/1</link>",
        "<title>First</title><content:encoded><![CDATA[One]]><slash:hits>3</slash:hits><link>https://a.example/1</link>",
        "<title>First</title><summary>One</summary><link>https://a.example/1<wfw:commentRss>c</wfw:commentRss>",
        "<title>First</title><content:encoded><![CDATA[One]]> <![CDATA[]]><link>https://a.example/1</link>",
    ],
)
def test_a_field_left_open_ends_where_the_next_begins(item: str) -> None:
    feed = read(rss(f"<item>{item}</item>{SECOND}").replace("<rss", f"<rss {PREFIXES}"))
    first = feed.entries[0]
    assert [title_of(feed, 0), title_of(feed, 1)] == ["First", "Second"]
    assert first.link == "https://a.example/1"
    assert "One" in [body.value for body in (first.content, first.summary) if body]


@pytest.mark.parametrize(
    ("inside", "body"),
    [
        ("\n<title>inner</title><p>words</p>", "<title>inner</title><p>words</p>"),
        ("<x:p>words</x:p>", "<p>words</p>"),
        ("<![CDATA[some]]> <x:p>words</x:p>", "some <p>words</p>"),
    ],
)
@pytest.mark.parametrize("field", ["content", "content:encoded"])
def test_a_field_that_closes_keeps_the_elements_in_it(field: str, inside: str, body: str) -> None:
    """Something else in the feed is damaged."""
    item = f"<item><title>R & D</title><{field}>{inside}</{field}></item>"
    content = (
        read(rss(f"{item}{SECOND}").replace("<rss", f"<rss {PREFIXES} xmlns:x='urn:x'")).entries[0].content
    )
    assert content is not None
    assert content.value == body


def test_json_gives_one_thing_for_a_list_and_a_list_for_one() -> None:
    item = (
        '{"id":"1","url":["https://a.example/1"],"content_text":"One","image":{"url":"https://a.example/i.jpg"},'
        '"authors":{"name":"Ann Lee"},"attachments":{"url":"https://a.example/a.mp3","mime_type":"audio/mpeg"}}'
    )
    entry = read(f'{{"version":"https://jsonfeed.org/version/1.1","items":[{item}]}}').entries[0]
    assert entry.link == "https://a.example/1"
    assert [media.url for media in entry.media] == ["https://a.example/i.jpg", "https://a.example/a.mp3"]
    assert [person.name for person in entry.authors] == ["Ann Lee"]


@pytest.mark.parametrize("most", [None, 1])
@pytest.mark.parametrize(
    "items",
    [
        pytest.param('{"1":%s,"4":%s}', id="numbered, as PHP writes a list that lost its first"),
        pytest.param("%s", id="one item for a list of one"),
    ],
)
def test_json_items_in_an_object_are_items(items: str, most: int | None) -> None:
    item = '{"id":"1","url":"https://a.example/1","content_text":"One' + " and more" * 20_000 + '"}'
    count = items.count("%s")
    body = f'{{"version":"https://jsonfeed.org/version/1.1","items":{items.replace("%s", item)}}}'
    feed = parse_document(body.encode(), url="https://a.example/feed", max_entries=most)
    assert len(feed.entries) == min(count, most or count)
    assert feed.entries[0].link == "https://a.example/1"


def test_nothing_is_lost_behind_an_error_that_mending_does_not_reach() -> None:
    """libxml2 dropped each `&amp;` and `&lt;` there: links without `&`, markup without brackets."""
    link = "https://a.example/2?b=1&amp;c=2"
    second = f"<item><title>R&amp;D</title><link>{link}</link><description>&lt;p&gt;Two</description></item>"
    feed = read(rss(f"<item><title>One</title><category>Sea<zone></category></item>{second}"))
    assert feed.is_damaged
    assert title_of(feed, 1) == "R&D"
    assert feed.entries[1].link == "https://a.example/2?b=1&c=2"
    ours = our_reading(open_document(rss(f"<item><br></item>{second}").encode(), url="https://a.example/"))
    assert ours is not None
    assert ours.entries[1].link == "https://a.example/2?b=1&c=2"
    assert "<p>Two" in repr(ours.entries[1])


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Fish &amp chips", "Fish & chips"),
        ("Said &quotno&quot", 'Said &quotno"'),
        ("Tea for &#163 5", "Tea for £ 5"),
        ("Tea&nbsp for two", "Tea\xa0 for two"),
        ("a?b=1&amp=2", "a?b=1&amp=2"),
        ("R&lt=3", "R&lt=3"),
        ("&copy 2026", "&copy 2026"),
        ("Track &#22 and &#7, side B", "Track &#22 and &#7, side B"),
        ("It&#39 s a &quot", "It' s a \""),
    ],
)
def test_a_common_reference_may_lack_its_semicolon(title: str, meant: str) -> None:
    """Not a parameter of an address, and not a name that is a word as well."""
    feed = read(rss(f"<item><title>{title}</title><link>https://a.example/1</link></item>{SECOND}"))
    assert [title_of(feed, 0), title_of(feed, 1)] == [meant, "Second"]


@pytest.mark.parametrize("mark", ["<![cdata[", "<![CDATA [", "<! [CDATA[", "<![ CDATA["])
def test_a_misspelt_section_is_one(mark: str) -> None:
    feed = read(rss(f"<item><title>{mark}Rain & wind]]></title></item>{SECOND}"))
    assert [title_of(feed, 0), title_of(feed, 1)] == ["Rain & wind", "Second"]


def test_a_page_of_a_sitemap_whose_address_nobody_closed_is_read() -> None:
    news = "<news:news><news:title>{}</news:title></news:news>"
    pages = (
        f"<url><loc>https://a.example/1{news.format('One')}</url>"
        f"<url><loc>https://a.example/2<lastmod>2026-11-20</lastmod>{news.format('Two')}</url>"
        f"<url><loc>https://a.example/3</loc><lastmod>2026-11-20{news.format('Three')}</url>"
    )
    feed = read(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>')
    assert [(entry.link, title_of(feed, place)) for place, entry in enumerate(feed.entries)] == [
        ("https://a.example/1", "One"),
        ("https://a.example/2", "Two"),
        ("https://a.example/3", "Three"),
    ]


def test_short_fields_are_taken_out_of_sections_that_were_escaped_with_them() -> None:
    escaped = "&lt;![CDATA[{}]]&gt;".format
    item = (
        f"<item><title>First</title><guid>{escaped('a-1')}</guid><author>{escaped('Ada Finch')}</author>"
        f"<pubDate>{escaped(' Fri, 20 Nov 2026 07:00:00 GMT ')}</pubDate></item>"
    )
    entry = read(rss(item)).entries[0]
    assert (entry.guid, entry.authors[0].name) == ("a-1", "Ada Finch")
    assert entry.dates[0].text == "Fri, 20 Nov 2026 07:00:00 GMT"


@pytest.mark.parametrize(
    "query", ["a=1&lt-3", "q=1&quot", "a=1&nbsp/x", "a=1&amp.x", "a=1&#64/b", "a=1&#163"]
)
def test_a_parameter_of_an_address_is_no_reference(query: str) -> None:
    feed = read(rss(f"<item><title>R&D</title><link>https://a.example/1?{query}</link></item>{SECOND}"))
    assert [feed.entries[0].link, title_of(feed, 1)] == [f"https://a.example/1?{query}", "Second"]


@pytest.mark.parametrize(
    "empty", ["<feed/>", "<feed></feed>", '<rss version="2.0"> </rss>', "<feed/>\n<feed />"]
)
@pytest.mark.parametrize("declaration", ['<?xml version="1.0"?>\n', ""])
def test_a_root_with_nothing_in_it_is_passed_over_where_another_follows(declaration: str, empty: str) -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id></entry></feed>'
    found = parse_document(f"{declaration}{empty}\n{feed}".encode(), url="https://a.example/feed")
    assert (found.title, [entry.guid for entry in found.entries]) == ("A", ["1"])


def test_the_end_of_a_section_that_did_not_begin_is_no_text() -> None:
    item = (
        "<item><title>Ferry ]]&gt;</title><link>https://a.example/1]]&gt;</link>"
        "<description>&lt;p>Rain.&lt;/p>]]&gt;</description></item>"
    )
    entry = parse_document(
        f"<rss><channel>{item}</channel></rss>".encode(), url="https://a.example/feed"
    ).entries[0]
    assert (entry.title and entry.title.value, entry.link) == ("Ferry", "https://a.example/1")
    assert entry.content is not None
    assert entry.content.value == "<p>Rain.</p>"


@pytest.mark.parametrize("empty", ["<rss/>", "<rss></rss>"])
def test_a_root_inside_a_comment_is_none(empty: str) -> None:
    comments = "<!-- a <feed> --><!-- <html> or <feed><entry/></feed> -->"
    found = parse_document(f"{empty}{comments}".encode(), url="https://a.example/feed")
    assert (found.entries, found.problems) == ((), ())
    feed = '<rss version="2.0"><channel><title>A</title><item><guid>1</guid></item></channel></rss>'
    found = parse_document(f"{comments}{feed}".encode(), url="https://a.example/feed")
    assert (found.title, found.problems, len(found.entries)) == ("A", (), 1)


def test_a_comment_nobody_closes_takes_no_other_entry() -> None:
    items = "".join(
        f"<item><title>{n}</title><link>https://a.example/{n}</link><description>{body}</description></item>"
        for n, body in enumerate(("One. &lt;3 <!--more", "Two.", "Three."))
    )
    feed = parse_document(f"<rss><channel>{items}</channel></rss>".encode(), url="https://a.example/feed")
    assert [entry.title and entry.title.value for entry in feed.entries] == ["0", "1", "2"]
    assert feed.cut_off is None


def test_a_feed_that_breaks_off_in_a_comment_is_cut_off() -> None:
    item = "<item><title>One</title><link>https://a.example/1</link><description>Rain.</description></item>"
    torn = f"<rss><channel>{item}<item><title>Two</title><!-- by <b>Ann</b>"
    feed = parse_document(torn.encode(), url="https://a.example/feed")
    assert feed.cut_off == len(feed.entries) - 1
