"""OPML both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.errors import FeedsFileError
from wireroom.models import FeedSpec
from wireroom.sources import politeness_family, read_opml, write_opml


def opml(body: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<opml version="2.0"><head/><body>{body}</body></opml>'.encode()


def test_folders_become_categories() -> None:
    specs = read_opml(
        opml("""
        <outline text="News"><outline text="Africa" title="Afrika">
          <outline type="rss" text="Short" title="Long &amp; full" xmlUrl="https://a.example/rss"
            language="en-ZA"/>
        </outline></outline>
        <outline text="B" xmlUrl="http://b.example/" language="unknown"/>"""),
        "x.opml",
    )
    assert specs == (
        FeedSpec(
            "https://a.example/rss",
            "Long & full",
            language="en-za",
            category=("News", "Afrika"),
            family="a.example",
        ),
        FeedSpec("http://b.example/", "B", family="b.example"),
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<outline xmlurl="https://a.example/"/>', id="lower case"),
        pytest.param('<OUTLINE XMLURL="https://a.example/"/>', id="upper case"),
        pytest.param('<outline xmlUrl=" feed:https://a.example/ "/>', id="the feed scheme"),
        pytest.param('<outline text="AT&T" xmlUrl="https://a.example/"/>', id="a bare ampersand"),
        pytest.param('<outline xmlUrl="https://a.example/"><outline text="open">', id="cut short"),
        pytest.param('<outline xmlUrl="https://a.example/"/>' * 2, id="twice"),
    ],
)
def test_files_of_the_wild_are_read(body: str) -> None:
    assert [spec.url for spec in read_opml(opml(body), "x.opml")] == ["https://a.example/"]


def test_a_category_attribute_counts_where_there_are_no_folders() -> None:
    (spec,) = read_opml(opml('<outline xmlUrl="https://a.example/" category="/News/Asia,/Other"/>'), "x.opml")
    assert spec.category == ("News", "Asia")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.example/my feed.xml", "https://a.example/my%20feed.xml"),
        ("https://a.example/?q=low  water&amp;b=c ", "https://a.example/?q=low%20water&b=c"),
    ],
)
def test_a_space_in_an_address_is_escaped(written: str, url: str) -> None:
    (spec,) = read_opml(opml(f'<outline xmlUrl="{written}"/>'), "x.opml", on_skip=pytest.fail)
    assert spec.url == url


@pytest.mark.parametrize("written", ["https://a.example/ https://b.example/", "https://a .example/"])
def test_what_a_space_makes_no_address_of_is_told(written: str) -> None:
    skipped: list[str] = []
    assert read_opml(opml(f'<outline xmlUrl="{written}"/>'), "x.opml", on_skip=skipped.append) == ()
    assert len(skipped) == 1


def test_an_entry_without_a_usable_address_is_told() -> None:
    skipped: list[str] = []
    body = '<outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://a.example/"/>'
    assert len(read_opml(opml(body), "x.opml", on_skip=skipped.append)) == 1
    assert "javascript" in skipped[0]


LEVELS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LEVELS}]>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(opml("<outline text='&a11;'/>", BOMB), id="an entity bomb in an attribute"),
        pytest.param(opml("&a11;", BOMB), id="an entity bomb in a text"),
        pytest.param(
            opml(
                "<outline xmlUrl='https://a.example/'>&x;</outline>",
                '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            ),
            id="an external entity",
        ),
        pytest.param(opml("", BOMB).decode().encode("utf-16"), id="a bomb in UTF-16"),
        pytest.param(b"<html></html>", id="HTML"),
        pytest.param(b"hello", id="a text"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_no_honest_opml_is_refused(data: bytes) -> None:
    with pytest.raises(FeedsFileError):
        read_opml(data, "x.opml")


def test_deep_nesting_is_bounded() -> None:
    deep = "<outline text='a'>" * 5000
    found: object
    try:
        found = read_opml(opml(deep), "x.opml")
    except FeedsFileError as error:
        found = error
    assert found == () or isinstance(found, FeedsFileError)


_words = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_specs = st.lists(
    st.builds(
        lambda host, title, category, language: FeedSpec(
            f"https://{host}.example/rss",
            title=title,
            category=tuple(category),
            language=language,
            family=politeness_family(f"https://{host}.example/rss"),
        ),
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        _words,
        st.lists(_words, max_size=3),
        st.none() | st.sampled_from(["en", "pt-br"]),
    ),
    max_size=6,
    unique_by=lambda spec: spec.url,
)


@given(_specs)
def test_what_is_exported_is_imported_again(specs: list[FeedSpec]) -> None:
    """In whatever order the folders come together."""
    again = read_opml(write_opml(specs, "Mine"), "x.opml")
    assert sorted(again, key=lambda spec: spec.url) == sorted(specs, key=lambda spec: spec.url)


@given(
    st.binary(max_size=300)
    | st.text(max_size=100).map(lambda text: opml(text.encode("utf-8", "replace").decode()))
)
def test_any_bytes_are_feeds_or_a_mistake(data: bytes) -> None:
    try:
        found: object = read_opml(data, "x.opml")
    except FeedsFileError as error:
        found = error
    assert isinstance(found, tuple | FeedsFileError)
