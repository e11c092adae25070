"""Quoted posts in plain paragraphs, players and bare addresses; platforms' cards are golden files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.clean import clean_html, clean_text

PLAYERS = [
    line.split("\t")
    for line in Path(__file__).with_name("players.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("platform", "url", "markup"), [row[1:] for row in PLAYERS], ids=[row[0] for row in PLAYERS]
)
def test_players_leave_an_address_in_html_and_nothing_in_text(platform: str, url: str, markup: str) -> None:
    cleaned = clean_html(f"<p>Before.</p>{markup}<p>After.</p>")
    (embed,) = cleaned.embeds
    assert (embed.platform, embed.url, embed.span) == (platform, url, None)
    assert cleaned.text == "Before.\n\nAfter."
    assert f'href="{url}"' in cleaned.html
    again = clean_html(cleaned.html)
    assert (again.html, again.text, [each.url for each in again.embeds]) == (
        cleaned.html,
        cleaned.text,
        [url],
    )


SIGNATURES = {
    "english": ("February 7, 2022", "2022-02-07"),
    "short": ("Feb 7, 2022", "2022-02-07"),
    "german": ("7. Februar 2022", "2022-02-07"),
    "french": ("7 février 2022", "2022-02-07"),
    "french, first": ("1er mars 2022", "2022-03-01"),
    "portuguese": ("7 de fevereiro de 2022", "2022-02-07"),
    "russian": ("7 февраля 2022 г.", "2022-02-07"),
    "turkish": ("7 Şubat 2022", "2022-02-07"),
    "polish": ("7 lutego 2022", "2022-02-07"),
    "japanese": ("2022年2月7日", "2022-02-07"),
    "korean": ("2022년 2월 7일", "2022-02-07"),
    "arabic": ("7 فبراير 2022", "2022-02-07"),
    "hindi": ("7 फ़रवरी 2022", "2022-02-07"),
    "iso": ("2022-02-07", "2022-02-07"),
}


@pytest.mark.parametrize(("day", "iso"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_posts_in_plain_form_are_read_in_many_languages(day: str, iso: str) -> None:
    post = f"Ferries run again. https://t.co/x1 pic.twitter.com/Ab9 — Bay Port ⚓ (@bayport) {day}"
    cleaned = clean_text(f"First paragraph.\n\n{post}\n\nLast paragraph.")
    (embed,) = cleaned.embeds
    assert (embed.author, embed.handle, embed.date) == ("Bay Port ⚓", "bayport", iso)
    assert (embed.text, embed.url) == ("Ferries run again.", "https://pic.twitter.com/Ab9")
    assert embed.span is not None
    assert post.startswith(cleaned.text[slice(*embed.span)])


def test_two_posts_in_one_paragraph_are_two() -> None:
    cleaned = clean_text("One. — Ann (@ann) May 1, 2020 Two. — Bo (@bo) May 2, 2020")
    assert [(embed.text, embed.handle) for embed in cleaned.embeds] == [("One.", "ann"), ("Two.", "bo")]


def test_a_signature_in_its_own_paragraph_signs_the_one_before() -> None:
    cleaned = clean_text("Prose.\n\nFerries run.\n\n— Bay Port (@bayport) May 1, 2020\n\nProse.")
    (embed,) = cleaned.embeds
    assert embed.span is not None
    assert (embed.text, cleaned.text[slice(*embed.span)].split("\n\n")[0]) == ("Ferries run.", "Ferries run.")


def test_a_mention_with_a_dash_is_no_post() -> None:
    assert clean_text("The port — Bay Port (@bayport) — said nothing.").embeds == ()


DRAWN = {
    "in its card": '<div class="twitter-tweet twitter-tweet-rendered"><iframe data-tweet-id="{0}"></div>',
    "alone": '<iframe src="about:blank" data-tweet-id="{0}"></iframe>',
}


@pytest.mark.parametrize("card", DRAWN.values(), ids=DRAWN)
def test_a_card_of_x_that_a_script_drew_keeps_its_post(card: str) -> None:
    number = "1650000000000000000"
    (embed,) = clean_html(f"<p>Prose.</p>{card.format(number)}").embeds
    assert (embed.platform, embed.url) == ("x", f"https://twitter.com/i/status/{number}")


@pytest.mark.parametrize("words", ["", "<p>Ferries run.</p>"])
def test_a_quotation_of_telegram_is_a_post(words: str) -> None:
    quote = f'<blockquote class="telegram-post">{words}<a href="https://t.me/bayport/68"></a></blockquote>'
    (embed,) = clean_html(f"<p>Prose.</p>{quote}").embeds
    assert (embed.platform, embed.url, embed.handle) == ("telegram", "https://t.me/bayport/68", "bayport")


@pytest.mark.parametrize(
    "words", ["<p>Ferries run.</p>— @bay ", "<p>Ferries run. — @bay</p>", "Ferries run. — @bay "]
)
def test_a_signature_of_nothing_but_a_handle_is_no_part_of_the_words(words: str) -> None:
    link = '<a href="https://x.com/bay/status/1650000000000000000">May 1, 2023</a>'
    (embed,) = clean_html(f'<p>Prose.</p><blockquote class="twitter-tweet">{words}{link}</blockquote>').embeds
    assert (embed.text, embed.handle, embed.date) == ("Ferries run.", "bay", "2023-05-01")


def test_a_mention_inside_a_post_does_not_end_it() -> None:
    card = (
        '<blockquote class="twitter-tweet"><p>The words — from Ann (@ann) — are hers</p>'
        "&mdash; Bay Port (@bayport) "
        '<a href="https://x.com/bayport/status/1490000000000000000">February 7, 2022</a></blockquote>'
    )
    (embed,) = clean_html(f"<p>Before.</p>{card}").embeds
    assert (embed.author, embed.handle, embed.date) == ("Bay Port", "bayport", "2022-02-07")
    assert embed.text == "The words — from Ann (@ann) — are hers"


def test_what_bluesky_writes_for_a_picture_is_no_word_of_the_post() -> None:
    address = "https://bsky.app/profile/did:plc:abc123/post/3kxyz"
    card = (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc123/app.bsky.feed.post/3kxyz">'
        f'<p>It is over.<br><br><a href="{address}">[image or embed]</a></p>&mdash; Ann (@ann.bsky.social) '
        f'<a href="{address}">February 7, 2022 at 10:01 AM</a></blockquote>'
    )
    (embed,) = clean_html(f"<p>Before.</p>{card}").embeds
    assert (embed.text, embed.url, embed.handle) == ("It is over.", address, "ann.bsky.social")


INSTAGRAM = "https://www.instagram.com/p/CxAbC12dEfG/"
SHARED = f'<p><a href="{INSTAGRAM}">A post shared by Jane Roe (@janeroe)</a></p>'


@pytest.mark.parametrize(
    "lines", [SHARED, f'<div><a href="{INSTAGRAM}">View this post on Instagram</a></div>{SHARED}']
)
def test_a_card_without_words_of_the_post_leaves_its_address_alone(lines: str) -> None:
    """Instagram's own card says nothing that was posted; its lines are no words of the article."""
    card = f'<blockquote class="instagram-media" data-instgrm-permalink="{INSTAGRAM}">{lines}</blockquote>'
    cleaned = clean_html(f"<p>Before.</p>{card}<p>After.</p>")
    (embed,) = cleaned.embeds
    assert (embed.url, embed.author, embed.handle, embed.span) == (INSTAGRAM, "Jane Roe", "janeroe", None)
    assert cleaned.text == "Before.\n\nAfter."
    assert cleaned.html.count(f'href="{INSTAGRAM}"') == 1
    assert clean_html(cleaned.html).html == cleaned.html


def test_a_card_with_words_or_a_picture_of_the_post_stays_whole() -> None:
    words = "<p>The harbour is frozen.</p>"
    picture = '<p><img src="https://bay.example/harbour.jpg"></p>'
    for own in (words, picture):
        card = f'<blockquote class="instagram-media" cite="{INSTAGRAM}">{own}{SHARED}</blockquote>'
        cleaned = clean_html(f"<p>Before.</p>{card}<p>After.</p>")
        assert "A post shared by Jane Roe (@janeroe)" in cleaned.text
        assert own.removesuffix("</p>") in cleaned.html
        assert cleaned.embeds[0].span is not None


def test_a_frame_that_nobody_can_name_leaves_its_address_where_readers_saw_it() -> None:
    url = "https://charts.quaypost.example/_/AbC12/"
    cleaned = clean_html(f'<p>Map:</p><iframe src="{url}" width="600"></iframe><p>End.</p>')
    assert [(embed.kind, embed.platform, embed.url) for embed in cleaned.embeds] == [("frame", "web", url)]
    assert f'href="{url}"' in cleaned.html
    assert cleaned.text == "Map:\n\nEnd."


PLAYER = "https://www.youtube.com/embed/abcdefghijk"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f'<noscript><iframe src="{PLAYER}"></iframe></noscript>', id="in noscript alone"),
        pytest.param(
            f'<iframe data-src="{PLAYER}"></iframe><noscript><iframe src="{PLAYER}"></iframe></noscript>',
            id="in noscript beside the lazy one",
        ),
        pytest.param(
            f'<div class="consent" data-src="{PLAYER}"><p>May YouTube know?</p><button>Load</button></div>',
            id="until the reader agrees to it",
        ),
        pytest.param(
            f'<div data-src="{PLAYER}"><iframe src="{PLAYER}"></iframe></div>',
            id="beside its address",
        ),
        pytest.param(
            f'<div data-src="{PLAYER}"><div data-src="{PLAYER}"><p>Load it?</p></div></div>',
            id="one in another",
        ),
    ],
)
def test_a_player_that_is_loaded_later_is_one_embed_and_no_words(markup: str) -> None:
    cleaned = clean_html(f"<p>Before.</p>{markup}<p>After.</p>")
    assert [embed.url for embed in cleaned.embeds] == ["https://www.youtube.com/watch?v=abcdefghijk"]
    assert cleaned.text == "Before.\n\nAfter."


def test_a_text_that_a_players_address_stands_on_stays() -> None:
    """A film behind a whole story is no reason to lose the story."""
    story = "<p>The bridge over the harbour closed on Monday, the council said.</p>" * 12
    assert clean_html(f'<div data-src="{PLAYER}">{story}</div>').text.count("the council said") == 12


@pytest.mark.parametrize("beside", ["", "<button>Share</button>", '<p><a href="/q">Quay Post</a></p>'])
def test_paragraphs_of_the_article_stay_beside_a_player_that_waits(beside: str) -> None:
    told = "The bridge over the harbour closed on Monday, the council said, and engineers look at the pier."
    more = "Buses take the long way round through the old town, and leave a quarter of an hour earlier."
    inside = f"<p>{told}</p><p>{more}</p>{beside}"
    cleaned = clean_html(f'<p>Before.</p><div class="entry" data-src="{PLAYER}">{inside}</div>')
    assert [embed.url for embed in cleaned.embeds] == ["https://www.youtube.com/watch?v=abcdefghijk"]
    assert [line for line in (told, more) if line not in cleaned.text] == []


def test_lines_without_a_question_stay_beside_a_player_that_waits() -> None:
    line = "The bridge over the harbour closed on Monday, the council said, and the pier is being looked at"
    cleaned = clean_html(f'<div data-src="{PLAYER}"><h4>{line}</h4><div>{line}</div></div>')
    assert cleaned.text.count(line) == 2


def test_players_in_one_another_take_no_longer_than_what_they_hold() -> None:
    def nested(times: int) -> str:
        return f'<div data-src="{PLAYER}">' * (times // 50) + "<i>x</i>" * times

    assert growth(lambda times: partial(clean_html, nested(times)), 8_000) <= STEEPEST


def test_what_a_search_in_the_page_unfolds_is_text() -> None:
    folded = '<div hidden="until-found"><p>Only windfalls.</p></div><div hidden><p>Nothing.</p></div>'
    assert clean_html(f"<p>May I pick?</p>{folded}").text == "May I pick?\n\nOnly windfalls."


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="https://www.googletagmanager.com/ns.html?id=G"></iframe>',
        '<video src="https://ad.doubleclick.net/x.mp4"></video>',
        '<amp-video src="https://ad.doubleclick.net/x.mp4"></amp-video>',
        '<iframe src="https://a.example/count" width="1" height="1"></iframe>',
        '<iframe src="https://a.example/count" style="display: none"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<noscript><iframe src="https://a.example/ns.html?id=G"></iframe></noscript>',
    ],
)
def test_a_frame_that_only_counts_readers_leaves_nothing(frame: str) -> None:
    cleaned = clean_html(f"<p>Before.</p>{frame}<p>After.</p>")
    assert (cleaned.embeds, cleaned.html) == ((), "<p>Before.</p><p>After.</p>")
