"""A link as written, resolved: RFC 3986 where it holds, repair where feeds err, None where no page can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.urls import absolute_parts, absolute_url

BASE = "https://news.example/world/today?page=2"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        pytest.param("../story", "https://news.example/story", id="up"),
        pytest.param("story?id=1", "https://news.example/world/story?id=1", id="beside"),
        pytest.param("?page=3", "https://news.example/world/today?page=3", id="query only"),
        pytest.param("#end", "https://news.example/world/today?page=2#end", id="fragment only"),
        pytest.param("//cdn.example/a", "https://cdn.example/a", id="without a scheme"),
        pytest.param(" \n/sto\try ", "https://news.example/story", id="blanks and controls"),
        pytest.param("https://news.example/\n   story", "https://news.example/story", id="folded"),
        pytest.param("/a?w=1&amp;h=2", "https://news.example/a?w=1&h=2", id="an ampersand escaped twice"),
        pytest.param("/a story", "https://news.example/a%20story", id="blank inside"),
        pytest.param('/x"><b>`', "https://news.example/x%22%3E%3Cb%3E%60", id="markup in the path"),
        pytest.param(
            "https://o.example/?q=<b>#<i>", "https://o.example/?q=%3Cb%3E#%3Ci%3E", id="and behind it"
        ),
        pytest.param("\\story", "https://news.example/story", id="backslash"),
        pytest.param("12345", "https://news.example/world/12345", id="a number is a path"),
        pytest.param("www.other.example/a", "https://www.other.example/a", id="host without a scheme"),
        pytest.param("News.example/a", "https://news.example/a", id="its own host without a scheme"),
        pytest.param("www.news.example/a", "https://www.news.example/a", id="the same with www"),
        pytest.param("news.example?p=1", "https://news.example/?p=1", id="the same with a query"),
        pytest.param("news.example#a", "https://news.example/#a", id="the same with a fragment"),
        pytest.param("news.example.pdf", "https://news.example/world/news.example.pdf", id="a file"),
        pytest.param("http:/other.example/a", "http://other.example/a", id="one slash"),
        pytest.param("http://http://other.example/a", "http://other.example/a", id="scheme twice"),
        pytest.param("feed:https://other.example/a", "https://other.example/a", id="feed scheme"),
        pytest.param(
            "<![CDATA[ https://other.example/a ]]>", "https://other.example/a", id="CDATA left over"
        ),
        pytest.param('"https://other.example/a"', "https://other.example/a", id="quoted"),
        pytest.param("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", id="beyond ASCII"),
        pytest.param("https://o.example:8443/a", "https://o.example:8443/a", id="port"),
    ],
)
def test_links_are_resolved(href: str, expected: str) -> None:
    """Against the document's address."""
    assert absolute_url(href, BASE) == expected


@pytest.mark.parametrize(
    "href",
    [
        "",
        " ",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "http://",
        "http://[::1",
        "http://[fe80::1%25a]/",
        "http://a..example/",
        "http://news.example:99999/",
        "https://" + "a" * 9000,
        None,
    ],
    ids=repr,
)
def test_what_is_no_page_is_none(href: str | None) -> None:
    """Never an exception."""
    assert absolute_url(href, BASE) is None


def test_a_relative_link_needs_a_base() -> None:
    """And a base that is one."""
    assert absolute_url("/story", None) is None
    assert absolute_url("/story", "urn:isbn:1") is None


@given(st.text(max_size=80))
def test_no_url_can_open_a_tag_or_leave_its_attribute(text: str) -> None:
    """Whoever prints it."""
    url = absolute_url(f"https://news.example/{text}", None)
    assert url is None or not set(url) & set('<>"` ')


_HOSTS = (
    "o.example",
    "O.example",
    "o.example.",
    "o..example",
    "u@o.example",
    "o.example:443",
    "o.example:81",
)
_OTHER_HOSTS = ("1.2.3.4", "0x7f.1", "1.2", "-o.example", "_o.example", "xn--o.example", "[::1]", "")


@given(
    st.sampled_from(("https", "http", "HTTP", "ftp")),
    st.sampled_from((*_HOSTS, *_OTHER_HOSTS)),
    st.text("/?#:&;%.[]|'\"<\\ aéZ", max_size=12),
)
def test_a_link_that_is_left_as_it_is_would_come_out_so(scheme: str, host: str, rest: str) -> None:
    """Most are: they are told by their form, without being taken apart and put together again."""
    href = f"{scheme}://{host}{rest}"
    parts = absolute_parts(href, None)
    assert absolute_url(href, None) == (parts.text() if parts else None)


@pytest.mark.parametrize(
    ("link", "base", "expected"),
    [
        ("127.0.0.1/a", "http://127.0.0.1:8080/f", "http://127.0.0.1:8080/a"),
        ("News.example", "http://www.news.example:8080/f", "http://news.example:8080/"),
        ("news/2024/1.html", "http://news/world/feed.xml", "http://news/world/news/2024/1.html"),
        ("localhost/a", "http://localhost:8080/f", "http://localhost:8080/localhost/a"),
    ],
)
def test_a_link_that_begins_with_its_own_host(link: str, base: str, expected: str) -> None:
    """It keeps the port; a host without a dot is the name of a folder as well."""
    assert absolute_url(link, base) == expected
