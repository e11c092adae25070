"""HTML that nobody escaped and that does not close: it takes no more than its own field."""

from __future__ import annotations

import re

import pytest

from wireroom.parse import open_document, our_reading, parse_document

SECOND = "<item><title>Second</title><link>https://a.example/2</link><description>Two.</description></item>"


def bodies(first: str) -> list[tuple[str | None, str]]:
    """Link and body of each entry of a feed whose first has `first` within its fields."""
    items = f"<item><title>First</title><link>https://a.example/1</link>{first}</item>{SECOND}"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>{items}</channel></rss>'
    entries = parse_document(feed.encode(), url="https://a.example/feed").entries
    return [(entry.link, entry.content.value if entry.content else "") for entry in entries]


@pytest.mark.parametrize(
    "body",
    [
        "Rain fell<br>on the quay<br>all day.",
        "<p>Rain fell.<p>Sun came.",
        'Look: <img src="https://a.example/a.jpg" alt="A &amp; B"> rain &amp; wind.',
        "<ul><li>One<li>Two</ul>",
        "<b>Bold <i>both</b> leaning</i>",
        "Rain</p> fell.",
        "<p>One<br>two<!-- more -->three</p><p>x",
        "Look<!-- <b> -->: <br> rain.",
    ],
)
@pytest.mark.parametrize("field", ["description", "content:encoded", "summary"])
def test_markup_that_stays_open_ends_with_its_field(field: str, body: str) -> None:
    assert bodies(f"<{field}>{body}</{field}><category>Rain</category>") == [
        ("https://a.example/1", body),
        ("https://a.example/2", "Two."),
    ]


@pytest.mark.parametrize(
    ("inside", "body"),
    [
        ("<p>if (a[b[0]]>1) go<br>and on", "<p>if (a[b[0]]&gt;1) go<br>and on"),
        ("<p>One<![CDATA[<b> & c]]><br>two", "<p>One&lt;b&gt; &amp; c<br>two"),
        ("<p>if (a[b[0]]>1) go</p>", "<p>if (a[b[0]]&gt;1) go</p>"),
        ("if (a[b[0]]>1) &lt;b>go", "if (a[b[0]]>1) <b>go"),
    ],
)
def test_the_end_of_a_section_within_such_markup_ends_nothing(inside: str, body: str) -> None:
    assert bodies(f"<description>{inside}</description>") == [
        ("https://a.example/1", body),
        ("https://a.example/2", "Two."),
    ]


@pytest.mark.parametrize(
    "said", ["", " type='text'", ' type="text/plain" xml:lang="en"', ' type="html"', " type='xhtml'"]
)
@pytest.mark.parametrize("field", ["content", "summary"])
def test_markup_in_atom_is_markup_though_nobody_says_so(field: str, said: str) -> None:
    entry = (
        f"<entry><id>1</id><title>A</title><{field}{said}><p>One<p>two</{field}><updated>x</updated></entry>"
    )
    found = parse_document(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), url=""
    ).entries[0]
    assert found.content is not None
    assert (found.content.value, found.content.type) == ("<p>One<p>two", "html")
    assert [date.text for date in found.dates] == ["x"]


def test_xhtml_that_does_not_close_takes_no_other_entry() -> None:
    inside = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Rain<br>fell <img src="a.jpg"> here</div>'
    entries = "".join(
        f"<entry><id>{number}</id><title>A{number}</title><content type='xhtml'>{inside}</content></entry>"
        for number in (1, 2)
    )
    found = parse_document(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode(), url=""
    ).entries
    assert [(entry.guid, entry.content and entry.content.value) for entry in found] == [
        ("1", inside),
        ("2", inside),
    ]


def test_markup_that_closes_is_left_alone() -> None:
    first = "<description><p>Rain<br/> <b>fell</b>.</p></description><guid>a & b</guid>"
    assert bodies(first)[0] == ("https://a.example/1", "<p>Rain<br> <b>fell</b>.</p>")


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        *("<description>", "<description></p>", "<description><p></description>", "<summary><item>"),
        *("<description><!--", "<description><p><!--</description>", "<description> <![CDATA["),
        *("<content><x:a>", "<content:encoded><![CDATA[]]><x:a/>"),
    ],
)
def test_repeated_fields_take_linear_time(hostile: str) -> None:
    """A hundred thousand of them must not take minutes: the test would not end."""
    assert len(bodies(hostile * 100_000 + "<item></description></summary></item>")) >= 1


@pytest.mark.parametrize("end", ["</channel></rss>", "<item><title>Third ite"])
@pytest.mark.parametrize(
    "words", ["Rain<br>", "<b>Rain", "Rain</p>", "<p>Ra<i>i</b>n", 'R<a href="/x">ain<br/>']
)
@pytest.mark.parametrize("field", ["title", "category", "dc:creator", "author", "comments"])
def test_in_a_field_of_words_a_tag_that_stays_open_ends_with_it_wherever_the_feed_ends(
    field: str, words: str, end: str
) -> None:
    """The body behind a category with `<br>` was taken for tags, where the feed broke off too."""
    item = (
        "<item><link>https://a.example/1</link>"
        f"<{field}>{words}</{field}><description><![CDATA[<p>One, and all.</p>]]></description></item>"
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>{item}{SECOND}{end}'
    ours = our_reading(open_document(feed.encode(), url="https://a.example/"))
    assert ours is not None
    first, second = ours.entries[:2]
    assert first.content is not None
    assert first.content.value == "<p>One, and all.</p>"
    said = [first.title and first.title.value, first.comments, *(p.name for p in first.authors)]
    said += [tag.term for tag in first.tags]
    assert [re.sub("<[^<>]*>", "", value) for value in said if value] == ["Rain"]
    assert second.link == "https://a.example/2"


def test_markup_that_is_closed_in_a_field_of_words_stays() -> None:
    title = "A <b>bold</b> step<br/>ahead"
    feed = f"<rss version='2.0'><channel><item><title>{title}</title><guid>1</guid></item>{SECOND}<item><tit"
    entry = parse_document(feed.encode(), url="https://a.example/").entries[0]
    assert entry.title is not None
    assert entry.title.value.replace("<br>", "<br/>") == title
