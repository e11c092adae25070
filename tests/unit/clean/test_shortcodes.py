"""Shortcodes are a content system's, and words in brackets the author's."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.cpu_time import STEEPEST, growth
from wireroom.clean.clean_html import clean_html
from wireroom.clean.read.shortcodes import without_shortcodes

PICTURE = '<img src="https://quay.example/a.jpg">'


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            '<p>[vc_row][vc_column width="1/2"]</p><p>One.</p><p>[/vc_column]</p>', "One.", id="a builder's"
        ),
        pytest.param('<p>One.</p><p>[gallery ids="1,2,3"]</p>', "One.", id="a gallery"),
        pytest.param(
            "<p>One.</p><p>[gallery ids=&#8221;1,2&#8243;]</p>", "One.", id="with typographic quotes"
        ),
        pytest.param(
            '[vc_row][vc_column_text css=".a{b:c}"]One.[/vc_column_text][/vc_row]', "One.", id="no element"
        ),
        pytest.param('<p>[contact-form-7 id="5" title="Ask us"]</p><p>One.</p>', "One.", id="a form"),
        pytest.param("<p>They said [sic] that [the mayor] paid [3].</p>", None, id="words in brackets"),
        pytest.param("<p>[Video] See the [gallery] of it, [embed] and [caption] too.</p>", None, id="labels"),
        pytest.param(
            '<pre>[gallery ids="1"]</pre><p>shows it; so does <code>[vc_row]</code>.</p>', None, id="in code"
        ),
        pytest.param("<p>[vc_[vc_row]row] One.</p>", "[vc_ row] One.", id="halves that would make another"),
    ],
)
def test_shortcodes_go_and_words_in_brackets_stay(markup: str, text: str | None) -> None:
    """None: all of it stays."""
    if text is None:
        assert without_shortcodes(markup) == markup
    else:
        assert clean_html(markup).text == text


@pytest.mark.parametrize(
    ("shortcode", "caption"),
    [
        pytest.param(
            f'[caption id="a_1" width="300"]{PICTURE} A boat[/caption]', "A boat", id="words behind"
        ),
        pytest.param(
            f'<p>[caption width="300" caption="A boat"]{PICTURE}[/caption]</p>', "A boat", id="attribute"
        ),
        pytest.param(
            f'[wp_caption width="300"]<a href="/b">{PICTURE}</a>A boat[/wp_caption]', "A boat", id="linked"
        ),
    ],
)
def test_a_caption_belongs_to_its_picture(shortcode: str, caption: str) -> None:
    """As WordPress shows it."""
    cleaned = clean_html(f"<p>One.</p>{shortcode}<p>Two.</p>", base_url="https://quay.example/")
    assert f"<figcaption>{caption}</figcaption></figure>" in cleaned.html
    assert cleaned.images == ("https://quay.example/a.jpg",)
    assert "[" not in cleaned.html


def test_what_a_shortcode_would_have_shown_stays() -> None:
    """A film's address alone in its paragraph is an embed, as WordPress has it."""
    cleaned = clean_html("<p>One.</p><p>[embed]https://www.youtube.com/watch?v=srtMWzyqdp8[/embed]</p>")
    assert [embed.platform for embed in cleaned.embeds] == ["youtube"]
    played = clean_html('<p>One.</p>[audio mp3="https://quay.example/a.mp3"]<p>Two.</p>')
    assert "https://quay.example/a.mp3" in played.html


@given(
    st.lists(
        st.sampled_from(
            ("[", "]", "vc_row", "/", "caption a=", " ", "x", "<p>", "gallery", "<pre>", "</pre>")
        )
    )
)
def test_doing_it_again_changes_nothing(parts: list[str]) -> None:
    once = without_shortcodes("".join(parts))
    assert without_shortcodes(once) == once


@pytest.mark.parametrize("opened", ["[caption a=1]", "<pre>[vc_row]", "[vc_row a=", "[caption "])
def test_shortcodes_that_never_end_take_time_that_grows_with_them(opened: str) -> None:
    assert growth(lambda size: partial(without_shortcodes, "[vc_row]" + opened * size), 20_000) <= STEEPEST


@pytest.mark.parametrize("arrow", ["↩", "↩︎", "&#8617;", "↩\ufe0f"])
def test_the_way_back_from_a_footnote_goes(arrow: str) -> None:
    markup = f'<p>One.<a href="#n1">1</a></p><ol><li id="n1">A note. <a href="#r1">{arrow}</a></li></ol>'
    assert clean_html(markup).text.endswith("1. A note.")


@pytest.mark.parametrize("sign", ["#", "¶", "§", "🔗", "<span>#</span>"])
@pytest.mark.parametrize("heading", ["h2", "h4"])
def test_a_headings_link_to_itself_goes(heading: str, sign: str) -> None:
    markup = f'<{heading} id="rail">In C#<a href="#rail">{sign}</a></{heading}><p>It is done.</p>'
    assert clean_html(markup).text == "In C#\n\nIt is done."


def test_signs_with_links_elsewhere_are_text() -> None:
    markup = '<h2><a href="#one">#</a></h2><p>See <a href="#s4">§</a> 4 and <a href="/tag/c">C#</a>.</p>'
    assert clean_html(markup).text == "#\n\nSee § 4 and C#."


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ('What <a href="/law#p5">§</a> 5 of the law says', "What § 5 of the law says"),
        ('The <a href="#inf">∞</a> symbol', "The ∞ symbol"),
        ('<a href="#site">#</a> The site', "The site"),
    ],
)
def test_a_sign_within_a_heading_is_its_text(heading: str, text: str) -> None:
    assert clean_html(f"<h2>{heading}</h2><p>It is done.</p>").text == f"{text}\n\nIt is done."


@pytest.mark.parametrize(
    "name", ["hash-link", "header-anchor", "headerlink", "heading-anchor", "anchor-link"]
)
def test_a_heading_that_is_called_a_link_to_itself_is_read(name: str) -> None:
    """VuePress links all of a heading; the class stands on the heading of others, or on hashtags."""
    after = "<p>It is done.</p>"
    linked = f'<h2><a class="{name}" href="#site"><span>The site</span></a></h2>{after}'
    assert clean_html(linked).text == "The site\n\nIt is done."
    assert clean_html(f'<h2 class="{name}">The site</h2>{after}').text == "The site\n\nIt is done."
    tag = f'<p>Posted under <a class="{name}" href="/tag/site">#site</a> today.</p>'
    assert clean_html(tag).text == "Posted under #site today."
    beside = f'<h2>The site <a class="{name}" href="#site">Link</a></h2>{after}'
    assert clean_html(beside).text == "The site\n\nIt is done."
    sign = f'<dl><dt>site() <a class="{name}" href="#site">¶</a></dt><dd>It is done.</dd></dl>'
    assert "¶" not in clean_html(sign).text


def test_a_link_to_the_editor_of_a_heading_goes() -> None:
    edit = '<span class="mw-editsection">[<a href="/w?action=edit">edit</a>]</span>'
    assert clean_html(f"<h2>The site{edit}</h2><p>It is done.</p>").text == "The site\n\nIt is done."
