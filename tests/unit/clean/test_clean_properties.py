"""What holds for any input: cleaning never raises, is idempotent, never grows, and its spans are true."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wireroom.clean import clean_html, clean_text
from wireroom.common.text import plain_text
from wireroom.models import Cleaned

_WORDS = st.sampled_from(
    Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()
) | st.sampled_from(["\x00", "\x85", "\ud800", "\u00ad", "e\u0301", "\u200b", "\ufeff", "\u2028"])
_NAMES = st.sampled_from(Path(__file__).with_name("names.txt").read_text("utf-8").split())
_ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="/a"',
        ' href="http://ex.com/?a=1&amp;b=2"',
        ' href="javascript:alert(1)"',
        ' src="https://ex.com/i.jpg"',
        ' src="https://www.youtube.com/embed/aaaaaaaaaaa"',
        ' class="twitter-tweet"',
        ' class="sharedaddy"',
        ' style="display:none"',
        ' onclick="x()"',
        ' colspan="2"',
        ' start="3"',
        ' href="http://[::1]/x"',
        ' href="http://a b/c"',
        ' data-src="//ex.com/l.png"',
        ' width="1"',
    ]
)
_PIECES = st.one_of(
    _WORDS,
    st.text(max_size=8),
    st.builds(lambda name, attributes: f"<{name}{attributes}>", _NAMES, _ATTRIBUTES),
    _NAMES.map(lambda name: f"</{name}>"),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<", ">", '"', "\n\n", " ", "\t"]),
)
MARKUP = st.lists(_PIECES, max_size=30).map("".join)
PLAIN = st.lists(
    st.one_of(_WORDS, st.text(max_size=8), st.sampled_from(["\n", "\n\n", " ", "\r\n"])), max_size=30
).map("".join)
_SETTINGS = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_TAG = re.compile(r"<[a-zA-Z/!?]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def assert_clean_text(text: str) -> None:
    assert not _TAG.search(text)
    assert not [entity for entity in _ENTITY.findall(text) if html.unescape(entity) != entity]
    assert not [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs"} and character != "\n"
    ]
    assert text == text.strip()


def assert_true_spans(cleaned: Cleaned) -> None:
    for embed in cleaned.embeds:
        if embed.span is not None:
            start, end = embed.span
            assert 0 <= start < end <= len(cleaned.text)
            shown = cleaned.text[start:end]
            assert embed.handle is None or embed.url is not None or embed.handle in shown
    for notice in cleaned.attribution:
        assert notice.span is not None
        start, end = notice.span
        assert cleaned.text[start:end] == notice.text


@_SETTINGS
@given(MARKUP)
@example("<p>a<b></b>\n&amp;<i></i>nbsp;</p>")
@example("date 2022-02-08 Related:")
def test_cleaning_html_again_changes_nothing(markup: str) -> None:
    once = clean_html(markup, base_url="https://ex.com/a/")
    assert clean_html(once.html).html == once.html


@_SETTINGS
@given(MARKUP)
def test_text_of_html_is_plain_short_and_its_spans_are_true(markup: str) -> None:
    cleaned = clean_html(markup, base_url="https://ex.com/a/")
    assert_clean_text(cleaned.text)
    assert_true_spans(cleaned)
    assert len(cleaned.text) <= len(markup)


@_SETTINGS
@given(PLAIN)
def test_cleaning_text_again_changes_nothing(plain: str) -> None:
    once = clean_text(plain)
    again = clean_text(once.text)
    assert (again.text, again.embeds) == (once.text, once.embeds)


@_SETTINGS
@given(PLAIN)
def test_plain_documents_come_out_plain_short_and_with_true_spans(plain: str) -> None:
    cleaned = clean_text(plain)
    assert_clean_text(cleaned.text)
    assert_true_spans(cleaned)
    assert len(cleaned.text) <= len(plain)


@_SETTINGS
@given(MARKUP)
def test_titles_are_one_plain_line_and_left_alone_the_second_time(markup: str) -> None:
    once = plain_text(markup)
    assert_clean_text(once)
    assert "\n" not in once
    assert len(once) <= len(markup)
    assert plain_text(once) == once


@_SETTINGS
@given(st.text())
def test_no_text_at_all_makes_it_raise(text: str) -> None:
    assert isinstance(clean_html(text).text, str)
    assert isinstance(clean_text(text).text, str)
    assert isinstance(plain_text(text), str)


def test_the_recursion_limit_is_not_what_keeps_nesting_bounded() -> None:
    assert "end" in clean_html("<div>" * (sys.getrecursionlimit() * 3) + "end").text
