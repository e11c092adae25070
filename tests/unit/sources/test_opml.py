"""OPML both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wireroom.common.families import politeness_family
from wireroom.errors import FeedsFileError
from wireroom.models import EntryRule, FeedSpec
from wireroom.sources import read_opml, write_opml


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
_rules = st.lists(
    st.builds(
        EntryRule,
        st.sampled_from(["title", "text", "any"]),
        st.from_regex(r'[a-zéß"&<>]{1,8}', fullmatch=True) | st.just("re2:^(a|b)x"),
    ),
    max_size=3,
    unique=True,
).map(lambda rules: tuple(sorted(rules, key=lambda rule: rule.field)))
_own = st.fixed_dictionaries(
    {},
    optional={
        "keep": _rules,
        "drop": _rules,
        "every": st.integers(1, 5000).map(lambda minutes: timedelta(minutes=minutes)),
        "full_text": st.sampled_from(["auto", "always", "never"]),
        "paused": st.booleans(),
        "publisher": _words,
        "country": st.just("no"),
        "timezone": st.just("Europe/Oslo"),
    },
)
_specs = st.lists(
    st.builds(
        lambda host, title, category, language, own: FeedSpec(
            f"https://{host}.example/rss",
            title=title,
            category=tuple(category),
            language=language,
            family=politeness_family(f"https://{host}.example/rss"),
            **own,
        ),
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        _words,
        st.lists(_words, max_size=3),
        st.none() | st.sampled_from(["en", "pt-br"]),
        _own,
    ),
    max_size=6,
    unique_by=lambda spec: spec.url,
)


@given(_specs)
def test_what_is_exported_is_imported_again(specs: list[FeedSpec]) -> None:
    """In whatever order the folders come together."""
    data, known = write_opml(specs, "Mine"), {spec.url: spec for spec in specs}
    again = read_opml(data, "x.opml")
    plain = [replace(spec, publisher=None) for spec in specs]
    assert sorted(again, key=lambda spec: spec.url) == sorted(plain, key=lambda spec: spec.url)
    again = read_opml(data, "x.opml", known=known)
    assert sorted(again, key=lambda spec: spec.url) == sorted(specs, key=lambda spec: spec.url)


@pytest.mark.parametrize("claimed", ["bbc.co.uk", "BBC", "evil.example"])
def test_a_list_does_not_say_for_whom_a_feed_speaks(claimed: str) -> None:
    """A stranger's feed was trusted with the articles of whomever the list named."""
    told: list[str] = []
    body = (
        "<outline xmlns:w='urn:wireroom:feeds' xmlUrl='https://evil.example/rss' "
        f"w:publisher='{claimed}' w:country='no'/>"
    )
    (spec,) = read_opml(opml(body), "x.opml", on_skip=told.append)
    assert (spec.publisher, spec.country) == (None, "no")
    assert len(told) == 1
    assert claimed in told[0]


def test_rules_stand_in_a_namespace_of_their_own_that_other_readers_pass_over() -> None:
    """They were left out: who moved his list with OPML had every entry again, at another pace."""
    rule = EntryRule("title", "live blog")
    data = write_opml([FeedSpec("https://a.example/rss", drop=(rule,), full_text="never")], "Mine")
    (outline,) = etree.fromstring(data).iterfind("body/outline")
    plain = {key: text for key, text in outline.attrib.items() if not str(key).startswith("{")}
    assert plain.keys() == {"type", "text", "title", "xmlUrl"}
    assert outline.get("{urn:wireroom:feeds}drop") == '{"title": ["live blog"]}'
    assert b"wireroom" not in write_opml([FeedSpec("https://a.example/rss")], "Mine")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("wireroom:drop='live'", "is no JSON"),
        ("wireroom:drop='[1]'", "names no words by field"),
        ("wireroom:drop='{&quot;title&quot;: [[1]]}'", "names no words by field"),
        ("wireroom:keep='{&quot;mood&quot;: &quot;x&quot;}'", "names the field 'mood'"),
        ("wireroom:every='often'", "is not a length of time"),
    ],
)
def test_a_rule_that_cannot_be_read_is_told_and_its_feed_left_out(said: str, why: str) -> None:
    skipped: list[str] = []
    body = f"<outline xmlns:wireroom='urn:wireroom:feeds' xmlUrl='https://a.example/' {said}/>"
    assert read_opml(opml(body), "x.opml", on_skip=skipped.append) == ()
    assert why in skipped[0]


@pytest.mark.parametrize(
    "said", ["private='true'", "headers='{&quot;X&quot;: &quot;${SECRET}&quot;}'", "connection='paid'"]
)
def test_a_list_of_somebody_elses_does_not_say_what_a_feed_is_asked_with(said: str) -> None:
    body = f"<outline xmlns:w='urn:wireroom:feeds' xmlUrl='https://a.example/' w:{said}/>"
    (spec,) = read_opml(opml(body), "x.opml")
    assert spec == FeedSpec("https://a.example/", family="a.example")


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
