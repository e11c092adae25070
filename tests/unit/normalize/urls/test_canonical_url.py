"""Copies of one article get one form, two articles never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.urls import absolute_url
from wireroom.normalize import canonical_url, unwrap_url

ARTICLE = "https://news.example/2026/11/story-of-the-day"

hosts = st.sampled_from(
    ["news.example", "www.news.example", "m.news.example", "amp.blogspot.com", "bücher.example", "x.m.co.uk"]
)
pieces = st.text(st.sampled_from("abc019-_.~%2fF5;=&?+ äé/\\#!"), max_size=14)
queries = st.lists(
    st.tuples(st.sampled_from(["id", "utm_source", "ref", "amp", "sid", "p", "URL", ""]), pieces), max_size=4
)


@pytest.mark.parametrize(
    "copy",
    [
        "http://www.news.example/2026/11/story-of-the-day/",
        "https://m.news.example/2026/11/story-of-the-day#comments",
        "https://news.example/2026/11/story-of-the-day/amp/",
        "https://news.example/2026/11/story-of-the-day.amp",
        "https://news.example:443//2026/./11/story-of-the-day?utm_medium=rss&gclid=1",
        "https://news.example/2026/11/story%2Dof-the-day?rssfeed=true",
        "https://news.example/2026/11/story-of-the-day;jsessionid=1A2B",
        "https://news.example/2026/11/story-of-the-day?sessionid=0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "https://news.example/2026/11/story-of-the-day?sid=k2v9q0t7m4p1r8s5u3w6x0y2z4",
        "https://news.example/2026/11/story-of-the-day#comment-5",
        "https://news.example/2026/11/story-of-the-day#respond",
        "https://news.example/2026/11/story-of-the-day#xtor=RSS-17",
        "https://news.example/2026/11/story-of-the-day#ref=rss1",
        "https://news.example/2026/11/story-of-the-day#rss2",
        "https://news.example/2026/11/story-of-the-day#0",
        "https://news.example/2026/11/story-of-the-day#more-1234",
        "https://news.example/2026/11/story-of-the-day#.X1b2C3d4E5",
        "https://news.example/2026/11/story-of-the-day?maca=de-rss-1",
        "https://news.example/2026/11/story-of-the-day?spm=C73544894212.P59",
        "https://news.example/2026/11/story-of-the-day?feature=youtu.be",
        "https://news.example/2026/11/story-of-the-day?replytocom=51",
        "https://news.example/2026/11/story-of-the-day?utm_source=rss?utm_medium=feed&gclid=1",
        "https://news.example/2026/11/story-of-the-day&utm_source=rss&utm_medium=x",
        "https://news.example/2026/11/story-of-the-day?print",
        "https://news.example/2026/11/story-of-the-day?printable=true",
        "https://news.example/2026/11/story-of-the-day?noamp=mobile",
        "https://news.example/2026/11/story-of-the-day?nonamp=1",
        "https://news.example/2026/11/story-of-the-day?outputType=valve_amp",
        "https://news.example/2026/11/story-of-the-day?ModPagespeed=off",
        "https://news.example/2026/11/story-of-the-day?mibextid=Zxz2cZ",
        "https://news.example/2026/11/story-of-the-day#amp=1",
        "https://news.example/2026/11/story-of-the-day#aoh=16987654321&csi=1",
        "https://www.google.com/url?q=https%3A%2F%2Fnews.example%2F2026%2F11%2Fstory-of-the-day",
        "https://www.google.co.uk/url?q=https%3A%2F%2Fnews.example%2F2026%2F11%2Fstory-of-the-day",
        "https://news-example.translate.goog/2026/11/story-of-the-day?_x_tr_sl=auto&_x_tr_tl=en",
    ],
)
def test_copies_meet(copy: str) -> None:
    """At the plainest of them."""
    assert canonical_url(copy) == ARTICLE


@pytest.mark.parametrize(
    ("copy", "article"),
    [
        pytest.param(
            "https://mill.example/2026/11/bridge.html?m=1",
            "https://mill.example/2026/11/bridge.html",
            id="Blogger on its own domain",
        ),
        pytest.param(
            "https://news.example/a-slug-of-five-words/print/",
            "https://news.example/a-slug-of-five-words",
            id="print behind a slug",
        ),
        pytest.param(
            "https://news.example/s/1234567/print", "https://news.example/s/1234567", id="and a number"
        ),
        pytest.param("https://x.com/a/status/12/photo/1", "https://x.com/a/status/12", id="a post's picture"),
        pytest.param("https://t.me/s/harbour/12", "https://t.me/harbour/12", id="a channel's preview"),
        pytest.param("https://t.me/harbour/12?single", "https://t.me/harbour/12", id="one of an album"),
        pytest.param(
            "https://www.youtube.com/watch?v=abcdefghijk&t=35s",
            "https://youtu.be/abcdefghijk",
            id="a place in a video",
        ),
    ],
)
def test_copies_of_other_shapes_meet_too(copy: str, article: str) -> None:
    assert canonical_url(copy) == canonical_url(article)


def test_the_session_of_a_conference_is_no_visit() -> None:
    """`sessionid` is a visitor's where its value looks like one, else it names the page."""
    assert canonical_url("https://fair.example/talk?sessionid=12") != canonical_url(
        "https://fair.example/talk?sessionid=13"
    )


def test_a_second_question_mark_before_a_tracker_parts_it_from_the_article() -> None:
    """Plugins append `?utm_…` to links that have a query; a question mark within a value is the article's."""
    assert canonical_url("https://news.example/?p=959?utm_source=rss&utm_medium=x") == canonical_url(
        "https://news.example/?p=959"
    )
    assert canonical_url("https://news.example/?q=who?me=1") != canonical_url("https://news.example/?q=who")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://a.example/?p=1", "https://a.example/?p=2", id="number in the query"),
        pytest.param(
            "https://a.example/item.php?ref=1", "https://a.example/item.php?ref=2", id="ref that chooses"
        ),
        pytest.param("https://a.example/view?cid=1", "https://a.example/view?cid=2", id="cid that chooses"),
        pytest.param("https://a.example/?sid=12", "https://a.example/?sid=13", id="short sid"),
        pytest.param("https://a.example/Story", "https://a.example/story", id="case"),
        pytest.param("https://a.example/a%2Fb", "https://a.example/a/b", id="escaped slash"),
        pytest.param("https://a.example/#!/1", "https://a.example/#!/2", id="hashbang"),
        pytest.param(
            "https://a.example/live#post-12345", "https://a.example/live#post-12346", id="live entries"
        ),
        pytest.param("https://a.example/changes#v1.2", "https://a.example/changes#v1.3", id="releases"),
        pytest.param(
            "https://a.example/daily#2026-08-03-story",
            "https://a.example/daily#2026-08-04-story",
            id="digests",
        ),
        pytest.param("https://a.example/a&id=1", "https://a.example/a&id=2", id="ampersands in paths"),
        pytest.param("https://m.blogspot.com/a", "https://blogspot.com/a", id="a blog called m"),
        pytest.param("https://a.example/amp/marshall", "https://a.example/marshall", id="an amplifier"),
        pytest.param("https://a.example:8080/a", "https://a.example:8081/a", id="ports"),
        pytest.param("https://a.example/s?page=1", "https://a.example/s?page=2", id="pages"),
        pytest.param(
            "https://f.example/i.php?threads/a.1/", "https://f.example/i.php?threads/b.2/", id="bare words"
        ),
        pytest.param("https://a.example/list?m=1", "https://a.example/list?m=2", id="m that chooses"),
        pytest.param(
            "https://a.example/2026/11/a.html?m=3", "https://a.example/2026/11/a.html", id="another m"
        ),
        pytest.param("https://a.example/news/print", "https://a.example/news", id="a page about printing"),
        pytest.param(
            "https://a.example/2026/11/23/amp", "https://a.example/2026/11/23", id="a day's story on AMP"
        ),
        pytest.param(
            "https://a.example/crossword-of-the-day-mini?ts=20261122",
            "https://a.example/crossword-of-the-day-mini?ts=20261123",
            id="days",
        ),
        pytest.param(
            "https://a.example/the-ten-best-albums-yet?track=1",
            "https://a.example/the-ten-best-albums-yet?track=2",
            id="tracks",
        ),
        pytest.param("https://t.me/s/harbour", "https://t.me/harbour/12", id="a channel and its post"),
        pytest.param("https://a.example/x?print", "https://a.example/x", id="print that may choose"),
        pytest.param(
            "https://a--b-example.translate.goog/x",
            "https://a-b-example.translate.goog/x",
            id="dashes and dots",
        ),
        pytest.param("https://de.a.example/x", "https://fr.a.example/x", id="subdomains"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    """A false merge loses an article; a missed one costs a row."""
    assert canonical_url(one) != canonical_url(other)


@given(scheme=st.sampled_from(["http", "https", "HTTP"]), host=hosts, path=pieces, query=queries)
def test_canonical_forms_are_their_own(
    scheme: str, host: str, path: str, query: list[tuple[str, str]]
) -> None:
    """Idempotent, absolute, and never raising."""
    url = f"{scheme}://{host}/{path}?" + "&".join(f"{name}={value}" for name, value in query)
    form = canonical_url(url)
    assert form is None or (canonical_url(form) == form and form.startswith(("http://", "https://")))


@given(text=st.text(max_size=200), base=st.none() | st.text(max_size=50))
def test_no_text_raises(text: str, base: str | None) -> None:
    """Whatever a feed puts where a link should be."""
    made = absolute_url(text, base)
    assert made is None or made.isascii()
    assert isinstance(unwrap_url(text), str)
    form = canonical_url(text)
    assert form is None or canonical_url(form) == form


def test_a_parameter_said_twice_is_said_once() -> None:
    assert canonical_url("https://a.example/a?foo=bar&foo=bar") == canonical_url(
        "https://a.example/a?foo=bar"
    )
    assert canonical_url("https://a.example/a?foo=bar&foo=baz") == "https://a.example/a?foo=bar&foo=baz"
    assert canonical_url("https://a.example/guide?fp_ref=youtube") == "https://a.example/guide"
