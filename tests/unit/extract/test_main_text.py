"""The article's own blocks come out of a page, with its links, pictures and quoted posts in place."""

from __future__ import annotations

import re
from functools import partial

import numpy as np
import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.common.soup import soup_from
from wireroom.extract import read_page
from wireroom.extract.blocks.block_features import NAMES, Told, block_features
from wireroom.extract.blocks.block_score import block_scores, likeliest
from wireroom.extract.blocks.block_surroundings import Numbers
from wireroom.extract.blocks.made_alike import with_alike, with_refrains
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.text_blocks import text_blocks
from wireroom.models import PageHints

URL = "https://quaypost.example/2026/11/bridge-closes"
SENTENCES = (
    "The bridge over the harbour closed on Monday, the council said, and no date is set for its return.",
    "Engineers will look at the northern pier first, where the flood of last week has washed out the bed.",
    "Until then buses take the long way round, through the old town, and leave a quarter of an hour earlier.",
    "Shopkeepers on the quay, who lost a third of their trade in the last closure, ask for free parking.",
    "The mayor, who had promised a second crossing, said that money for it would be voted on in spring.",
    "A ferry will carry cyclists and walkers from six in the morning until midnight, at no charge.",
)
LINK = '<a href="https://quaypost.example/pier">northern pier</a>'
PICTURE = '<figure><img src="https://quaypost.example/pier.jpg" alt="The pier"></figure>'
CARD = (
    '<blockquote class="twitter-tweet"><p>We hear you, and the ferry is free.</p>&mdash; Harbour (@harbour) '
    '<a href="https://twitter.com/harbour/status/123456789">November 23, 2026</a></blockquote>'
)
NAV = "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(9)) + "</ul></nav>"
FOOT = "<footer><p>Quay Post Ltd, 1 Quay Street. All rights reserved.</p></footer>"
RELATED = "<aside class='related'><h2>Read more</h2><ul>" + "".join(
    f'<li><a href="/s{n}"><img src="/s{n}.jpg">Fares rise again in week {n} of the year</a></li>'
    for n in range(6)
)


def content(*parts: str, cards: frozenset[str] = frozenset()) -> str:
    """The body read of a page made of `parts` in an article, with boilerplate round it."""
    inside = "".join(parts)
    article = f"<article><h1>Bridge closes</h1>{inside}</article>"
    page = f"<html><head><title>Bridge closes</title></head><body>{NAV}{article}{RELATED}</ul></aside>{FOOT}"
    found = read_page(page.encode(), url=URL, cards=cards).entries[0].content
    return found.value if found else ""


def paragraphs(start: int = 0, stop: int | None = None) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[start:stop])


def test_all_paragraphs_come_and_no_boilerplate() -> None:
    read = content(paragraphs())
    assert [sentence for sentence in SENTENCES if sentence not in read] == []
    assert "Section 3" not in read
    assert "Fares rise" not in read
    assert "All rights reserved" not in read


def test_links_and_pictures_stand_where_they_stood() -> None:
    read = content(paragraphs(0, 3).replace("northern pier", LINK), PICTURE, paragraphs(3))
    assert LINK in read
    before, _, after = read.partition("/pier.jpg")
    assert SENTENCES[2] in before
    assert SENTENCES[3] in after
    assert "/s3.jpg" not in read


def test_a_quoted_post_comes_whole_with_the_names_that_tell_it() -> None:
    read = content(paragraphs(0, 3), CARD, paragraphs(3), cards=frozenset({"twitter-tweet"}))
    assert 'class="twitter-tweet"' in read
    assert read.index(SENTENCES[2]) < read.index("We hear you") < read.index(SENTENCES[3])


@pytest.mark.parametrize("name", ["paywall", "social-history", "comment-piece", "header-bidding-story"])
def test_an_unlucky_class_name_loses_no_paragraph(name: str) -> None:
    read = content(paragraphs(0, 3), f'<div class="{name}">{paragraphs(3)}</div>')
    assert [sentence for sentence in SENTENCES if sentence not in read] == []


def test_what_asks_to_pay_for_the_rest_is_no_text_and_a_story_called_so_is() -> None:
    offer = "<h3>Subscribe to continue</h3><p>Already a subscriber? Log in, from £1 a week.</p>"
    read = content(paragraphs(), f'<div class="paywall-prompt">{offer}</div>')
    assert ("Subscribe" in read, "£1" in read, SENTENCES[-1] in read) == (False, False, True)
    read = content(f'<div class="paywall-overlay">{paragraphs(0, 2)}</div>')
    assert [sentence for sentence in SENTENCES[:2] if sentence not in read] == []
    read = content(paragraphs(0, 2), f'<div class="paywall-overlay">{paragraphs(2)}</div>')
    assert [sentence for sentence in SENTENCES if sentence not in read] == []


@pytest.mark.parametrize(
    "part",
    [
        "<p>word</p>",
        "<div class=paywall-offer>",
        "<div>",
        "<div><img src=a.jpg>",
        "x<br>",
        "<blockquote class=twitter-tweet>",
        "<a href=/b>",
        "<blockquote>x",
        "<figure><pre>x</pre>y",
        "<table><tr><td>1<td><pre>x</pre>",
        "<p>x<br>y</p>",
        '<p>x<input type="email">',
        f"<p>{SENTENCES[0]}</p>",
    ],
)
def test_time_grows_no_faster_than_the_page(part: str) -> None:
    cards = frozenset({"twitter-tweet"})
    content(paragraphs(), part * 100, cards=cards)
    assert growth(lambda times: partial(content, paragraphs(), part * times, cards=cards), 8_000) <= STEEPEST


def test_a_list_among_the_articles_paragraphs_comes_whole_and_one_of_links_does_not() -> None:
    """adbar/trafilatura#233: lists belong to the text."""
    listed = f"<ul><li>New bearings</li><li>Oak deck</li><li>{LINK}</li></ul>"
    links = "".join(f'<li><a href="/s{n}">Fares rise again in week {n}</a></li>' for n in range(3))
    read = content(paragraphs(0, 2), listed, paragraphs(2, 4), f"<ul>{links}</ul>", paragraphs(4))
    assert [item for item in ("New bearings", "Oak deck", LINK) if item not in read] == []
    assert "Fares rise" not in read
    label = "<p>Read more on this:</p>"
    assert "Fares rise" not in content(paragraphs(0, 3), label, f"<ul>{links}</ul>", paragraphs(3))


def test_links_that_a_sentence_introduces_are_the_articles() -> None:
    """adbar/trafilatura#769."""
    links = "".join(
        f'<li><a href="https://trust.example/{each}">For {each}</a></li>' for each in ("dogs", "us")
    )
    said = "<p>The trust has written a guide for each kind of visitor:</p>"
    read = content(paragraphs(0, 2), said, f"<ul>{links}</ul>", paragraphs(2))
    assert [each for each in ("For dogs", "For us") if each not in read] == []


OTHERS = (
    "Fares rise again",
    "Mayor opens the new quay",
    "Ten best cafes of the old town",
    "Ferry to the island is late",
)
HEADLINES = (
    "<ul>" + "".join(f'<li><a href="/s{n}">{title}</a></li>' for n, title in enumerate(OTHERS)) + "</ul>"
)


@pytest.mark.parametrize(
    "said",
    [
        "You may also be interested in these other stories:",
        "If you liked this story you may want to read:",
        "Read more of our coverage of the harbour and its people here:",
        "Sign up for our newsletter and follow us here:",
        "These are the other stories of the harbour this week:",
        "Das sind weitere Artikel über den Hafen und die Brücke:",
    ],
)
def test_links_that_a_site_offers_its_readers_are_none_of_the_articles(said: str) -> None:
    for place in (3, 6):
        read = content(paragraphs(0, place), f"<p>{said}</p>{HEADLINES}", paragraphs(place))
        assert [headline for headline in OTHERS if headline in read] == []


def test_links_below_the_text_need_more_than_a_sentence() -> None:
    said = "<p>The council has published four reports on the state of the bridge:</p>"
    assert "Ten best cafes" not in content(paragraphs(), said, HEADLINES)


TABLE = "<table><tr><th>Year</th><th>Walkers</th></tr><tr><td>2024</td><td>12,000</td></tr></table>"
CODE = "<pre><code>make bridge\n  make install</code></pre>"


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param(TABLE, id="a table"),
        pytest.param(f'<div class="responsive">{TABLE}</div>', id="a table in an element of its own"),
        pytest.param(CODE, id="code"),
        pytest.param(TABLE + CODE, id="both"),
        pytest.param("<dl><dt>Oak</dt><dd>The deck</dd></dl>", id="definitions"),
        pytest.param("<ul><li>Oak<ul><li>Pine</li></ul></li></ul>", id="a list in a list"),
    ],
)
def test_tables_and_code_among_the_articles_paragraphs_come_whole(whole: str) -> None:
    for place in (3, 6):  # and at its end, but for a list that nothing announces
        if place == 3 or whole[:3] not in ("<ul", "<dl"):
            read = content(paragraphs(0, place), whole, paragraphs(place))
            assert [text for text in re.findall(r">([^<>]+)<", whole) if text not in read] == []


def test_what_ends_an_article_belongs_to_it_where_it_is_announced() -> None:
    items = "<ul><li>New bearings</li><li>Oak deck</li></ul>"
    assert "Oak deck" in content(paragraphs(), "<p>These parts of the bridge are new:</p>", items)
    assert "Fares" not in content(paragraphs(), '<ul><li><a href="/s">Fares rise again</a></li></ul>')


@pytest.mark.parametrize("name", ["stock-ticker widget", "rating", "related"])
@pytest.mark.parametrize(
    "cells", [("DAX", "18,400", "Gold", "2,031"), ("Rate this", "5 stars", "Your vote", "12 votes")]
)
def test_a_table_below_the_text_that_stands_in_something_else_is_none_of_the_articles(
    name: str, cells: tuple[str, ...]
) -> None:
    table = "<table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></table>".format(*cells)
    assert cells[0] not in content(paragraphs(), f'<div class="{name}">{table}</div>')


def test_a_witness_knows_the_items_of_its_lists_and_the_cells_of_its_tables() -> None:
    """With their marks they were no lines of their own: a quarter of the blocks that it keeps."""
    witness = Witness("The bridge:\n- New bearings\nPlan | Price | 9\n")
    assert [witness.share(text) for text in ("New bearings", "Price", "bearings", "Oak")] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ([0.9, 0.9, 0.1], [True, True, False]),
        ([0.4, 0.4, 0.4], [True, True, True]),  # in doubt, more of them
        ([0.9, 0.45, 0.1], [True, True, False]),
        ([0.0, 0.0, 0.0], [True, False, False]),
    ],
)
def test_the_blocks_are_chosen_by_what_word_f1_is_expected(scores: list[float], kept: list[bool]) -> None:
    assert likeliest(np.array(scores), np.full(3, 50.0)).tolist() == kept


STANDFIRST = "Nobody who works on the quay was told before the barriers went up on Monday at dawn."


@pytest.fixture
def doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the trees take what the head's description repeats for a teaser."""

    def scores(features: Numbers) -> Numbers:
        return np.where(features[:, NAMES.index("in_description")] > 1, 0.1, block_scores(features))

    monkeypatch.setattr("wireroom.extract.main_text.block_scores", scores)


def described(inside: str, description: str = STANDFIRST) -> str:
    """The body read of a page whose head describes it by `description`."""
    head = f'<title>Bridge closes</title><meta name="description" content="{description}">'
    page = f"<html><head>{head}</head><body>{NAV}<article>{inside}</article>{FOOT}</body></html>"
    found = read_page(page.encode(), url=URL).entries[0].content
    return found.value if found else ""


OPENINGS = (
    f"<h1>Bridge closes</h1><p>{STANDFIRST}</p>",
    f"<div class='banner-header'><h1>Bridge closes</h1><h2>{STANDFIRST}</h2></div>",
    f"<header><h1>Bridge closes</h1><div class='promo subscribe'>{STANDFIRST}</div></header><hr>",
    (
        f"<h1>Bridge closes</h1><div class='teaser'>{STANDFIRST}</div>"
        f"<p>Share this</p><div class='teaser mobile'>{STANDFIRST}</div>"
    ),
    (
        f"<h1>Bridge closes</h1><div class='teaser'>{STANDFIRST}</div>"
        f"<p>{STANDFIRST} Most heard of it on the way to work.</p>"
    ),
)


def assert_stands_once_before_the_text(read: str) -> None:
    assert read.count(STANDFIRST) == 1
    assert read.index(STANDFIRST) < read.index(SENTENCES[0])
    assert [sentence for sentence in SENTENCES if sentence not in read] == []


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_the_head_describes_the_page_by_stands_once_before_the_text(opening: str) -> None:
    assert_stands_once_before_the_text(described(opening + paragraphs()))


@pytest.mark.usefixtures("doubted")
@pytest.mark.parametrize("opening", OPENINGS)
def test_a_standfirst_that_looks_like_a_teaser_comes_back_once(opening: str) -> None:
    assert_stands_once_before_the_text(described(opening + paragraphs()))


@pytest.mark.usefixtures("doubted")
@pytest.mark.parametrize(
    "opening",
    [
        f"<p class='slogan'>{STANDFIRST}</p><h1>Bridge closes</h1>",
        f"<h1>Bridge closes</h1><div><a href='/other'>{STANDFIRST}</a></div>",
        f"<h1>Bridge closes</h1><div hidden>{STANDFIRST}</div>",
    ],
)
def test_a_description_above_the_headline_linked_or_hidden_is_no_standfirst(opening: str) -> None:
    read = described(opening + paragraphs())
    assert STANDFIRST not in read
    assert SENTENCES[0] in read


def summarised(summary: str, opening: str) -> str:
    """The body read of a page whose head says nothing; the feed has said `summary` of the article."""
    head = f"<title>Bridge closes</title></head><body>{NAV}"
    page = f"<html><head>{head}<article>{opening}{paragraphs()}</article>{FOOT}</body></html>"
    found = read_page(page.encode(), url=URL, hints=PageHints(summary=summary)).entries[0].content
    return found.value if found else ""


@pytest.mark.parametrize("said", [STANDFIRST, f"{STANDFIRST[:50]} [...]", f"{STANDFIRST} And more of it."])
def test_what_the_feed_says_of_the_article_tells_its_standfirst_too(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scores(features: Numbers) -> Numbers:
        return np.where(features[:, NAMES.index("tag_div")] > 0, 0.1, block_scores(features))

    monkeypatch.setattr("wireroom.extract.main_text.block_scores", scores)
    opening = f"<h1>Bridge closes</h1><div class='teaser'>{STANDFIRST}</div>"
    assert_stands_once_before_the_text(summarised(said, opening))
    assert STANDFIRST not in summarised("", opening)
    assert STANDFIRST not in summarised("The bridge is closed.", opening)


def test_a_summary_that_is_the_first_paragraph_adds_nothing() -> None:
    opening = "<h1>Bridge closes</h1>"
    assert summarised(SENTENCES[0], opening) == summarised("", opening)


ASIDE = "Most of them heard of it on the way to work, from those who had turned back already."


@pytest.mark.usefixtures("doubted")
@pytest.mark.parametrize("template", ["<div class='teaser'>{}</div>", "<p>{}</p>", "<h2>{}</h2>"])
@pytest.mark.parametrize(
    "written",
    [
        (STANDFIRST, f"{STANDFIRST} {ASIDE}"),
        (f"{STANDFIRST} {ASIDE}", ASIDE),
        (STANDFIRST, ASIDE),
        (f"{STANDFIRST} {ASIDE}", STANDFIRST, ASIDE),
    ],
)
def test_each_sentence_of_the_description_comes_back_once(written: tuple[str, ...], template: str) -> None:
    opening = "<h1>Bridge closes</h1>" + "".join(template.format(text) for text in written)
    read = described(opening + paragraphs(), f"{STANDFIRST} {ASIDE}")
    assert (read.count(STANDFIRST), read.count(ASIDE)) == (1, 1)
    assert read.index(STANDFIRST) < read.index(ASIDE) < read.index(SENTENCES[0])


LAST = "Whoever has to be across by eight is better off on the first train, which waits for the bus."


@pytest.mark.parametrize("template", ["<div class='teaser'>{}</div>", "<h2><b>{}</b></h2>"])
@pytest.mark.parametrize(
    ("written", "crumb"),
    [
        ((f"{STANDFIRST} {ASIDE}", f"{ASIDE} {LAST}"), ""),
        ((STANDFIRST, f"{STANDFIRST} {ASIDE} {LAST}", LAST), ""),
        ((f"{STANDFIRST} {SENTENCES[1]} {ASIDE}", f"{SENTENCES[2]} {LAST}"), ""),
        ((f"{STANDFIRST} {ASIDE} {LAST}", f"{SENTENCES[4]} No toll. {SENTENCES[1]}"), "No toll"),
    ],
)
def test_of_a_standfirst_only_the_sentences_come_back_that_are_not_said_yet(
    written: tuple[str, ...], crumb: str, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scores(features: Numbers) -> Numbers:
        return np.where(features[:, NAMES.index("tag_p")] > 0, block_scores(features), 0.1)

    monkeypatch.setattr("wireroom.extract.main_text.block_scores", scores)
    opening = "".join(template.format(text.replace(" the ", " <i>the</i> ")) for text in written)
    read = described(f"<h1>Bridge closes</h1>{opening}{paragraphs()}", " ".join(written))
    read = read.replace("<i>", "").replace("</i>", "")
    assert [read.count(text) for text in (STANDFIRST, ASIDE, LAST, *SENTENCES)] == [1] * 9
    assert read.index(STANDFIRST) < read.index(ASIDE) < read.index(LAST) < read.index(SENTENCES[0])
    assert not crumb or crumb not in read


NOTE = '<li id="fn:1"><p>The oak was felled here. <a href="#fnref:1">↩︎</a></p></li>'


def unlikely_in(element: str, features: Numbers) -> Numbers:
    """Scores of trees that think nothing of what stands in it."""
    return np.where(features[:, NAMES.index(element)] < 9, 0.01, block_scores(features))


@pytest.mark.parametrize(
    ("mark", "is_kept"),
    [
        ('<sup><a href="#fn:1">1</a></sup>', True),
        ('<a href="https://quaypost.example/2026/11/bridge-closes#fn:1">[1]</a>', True),
        ('<a href="#fn:1">*</a>', True),
        ('<a href="#fn:1">the oak</a>', False),
        ('<a href="#fn:2">1</a>', False),
        ('<a href="#fn:1">1</a>', False),  # neither raised nor led back to
        ('<span id="fnref:1"><a href="#fn:1">1</a></span>', True),
        ('[<a href="/2026/11/bridge-closes#fn:1">1</a>]', True),
        ('<sup><a href="https://other.example/x#fn:1">1</a></sup>', False),
        ('<sup><a href="/a-z#fn:1">a</a></sup>', False),
    ],
)
def test_a_note_that_a_mark_in_the_text_leads_to_is_the_articles(
    mark: str, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", partial(unlikely_in, "in_ol"))
    text = paragraphs().replace("out the bed.", f"out the bed.{mark}")
    read = content(text, f'<section class="footnotes"><hr><ol>{NOTE}</ol></section>')
    assert ("The oak was felled" in read, SENTENCES[1][:40] in read) == (is_kept, True)


BACK = '<a {}="fn1" href="#ref1">1</a>'


@pytest.mark.parametrize(
    ("note", "is_kept"),
    [
        (f"<p>[{BACK.format('name')}] The oak was felled here.</p>", True),
        (f"<p>See {BACK.format('name')}. The oak was felled here.</p>", False),  # something before it
        (f"<div id='ftn1'><p>{BACK.format('name')} The oak was felled here.</p></div>", True),
        (f"<p><sup>{BACK.format('id')}</sup> The oak was felled here.</p>", True),
        (f"<div>{BACK.format('id')}<div><p>The oak was felled here.</p></div></div>", True),
        ('<p><a name="fn1"></a>The oak was felled here. <a href="#ref1">Back</a></p>', True),
        ('<p><a name="fn1"></a>The oak was felled here.</p>', False),  # a chapter
        (f"<p>The oak was felled here. {BACK.format('name')}</p>", False),
    ],
)
def test_a_note_is_known_by_the_anchor_that_it_begins_with(
    note: str, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", partial(unlikely_in, "in_section"))
    mark = 'bed.<a id="ref1" href="#fn1"><span>[1]</span></a>'
    read = content(paragraphs().replace("out the bed.", f"out the {mark}"), f"<section>{note}</section>")
    assert ("The oak was felled" in read, SENTENCES[1][:40] in read) == (is_kept, True)


@pytest.mark.parametrize("name", ["comments", "respond", "share-bar", "site-nav"])
def test_what_a_count_leads_to_is_no_note(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", partial(unlikely_in, "in_section"))
    text = paragraphs().replace("out the bed.", f'out the bed. <sup><a href="#{name}">3</a></sup>')
    read = content(text, f'<section><div id="{name}"><p>Shame on them all, as always.</p></div></section>')
    assert ("Shame on them" in read, SENTENCES[1][:40] in read) == (False, True)


def test_an_article_that_is_appended_for_who_scrolls_on_is_another() -> None:
    def article(title: str, body: str) -> str:
        head = f'<header><h1>{title}</h1><p class="byline">By Ana Pike</p></header>'
        return f'<article class="post">{head}<div class="body">{body}</div></article>'

    brine = "<p>Brine is pumped into wide ponds on the flat, where the sun takes the water over a year.</p>"
    after = f'<div class="next">{article("Lithium from the lake", brine * 4)}</div>'
    head = "<html><head><title>Bridge closes</title></head><body>"
    page = f"{head}{NAV}<main>{article('Bridge closes', paragraphs())}{after}</main>{FOOT}"
    found = read_page(page.encode(), url=URL).entries[0].content
    assert found is not None
    assert ("Brine is pumped" in found.value, SENTENCES[-1] in found.value) == (False, True)


def test_a_hidden_copy_of_what_is_shown_is_not_read() -> None:
    hidden = f'<div class="mobile" style="display: none">{paragraphs(0, 2)}</div>'
    read = content(hidden, f"<div>{paragraphs()}</div>")
    assert [read.count(sentence) for sentence in SENTENCES] == [1] * len(SENTENCES)
    read = content(paragraphs(0, 2), f'<div style="display: none">{paragraphs(2)}</div>')
    assert [read.count(sentence) for sentence in SENTENCES] == [1] * len(SENTENCES)


def test_a_copy_in_a_hidden_span_is_not_read() -> None:
    read = content(
        paragraphs(), f'<p><span style="display: none">{SENTENCES[0]}</span></p>', paragraphs(2, 3)
    )
    assert read.count(SENTENCES[0]) == 1


def test_of_a_hidden_copy_no_short_part_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wireroom.extract.main_text.block_scores", lambda features: np.full(len(features), 0.9)
    )
    lines = "<h2>The night</h2><ul><li>Pier one</li><li>Pier two</li></ul>"
    hidden = f'<div style="display: none">{paragraphs(0, 2)}{lines}</div>'
    read = content(f"<div>{paragraphs(0, 2)}{lines}</div>", paragraphs(2), hidden)
    assert [read.count(text) for text in ("The night", "Pier one", "Pier two", SENTENCES[0])] == [1] * 4


CONSENT = (
    "<h2>Our use of cookies</h2><p>We use necessary cookies to make this site work. With your leave we use"
    " more of them, to count visits and to see which pages are read most by the public and by the press.</p>"
)
BUTTON = "<button>Accept</button>"


@pytest.mark.parametrize(
    ("markup", "is_kept"),
    [
        (f'<div class="cookie-content">{CONSENT}{BUTTON}</div>', False),
        (f'<section id="onetrust-consent"><div><div>{CONSENT}</div>{BUTTON}</div></section>', False),
        (f'<div class="cookie-content">{CONSENT}</div>', True),  # nothing to answer
        (f'<div class="cookie-recipes">{paragraphs(3)}{BUTTON}</div>', True),
        (f'<div class="box">{CONSENT}{BUTTON}</div>', True),
        (f'<div class="post tag-cookies">{CONSENT}{BUTTON}</div>', True),
        (f'<div class="cookie-bar-open">{CONSENT}{BUTTON}</div>', True),
        (f'<div class="cookies">{CONSENT * 7}{BUTTON}</div>', True),  # long
        (f'<div class="cookie-bar cookie-bar-open">{CONSENT}{BUTTON}</div>', False),
    ],
)
def test_what_asks_for_consent_to_cookies_is_no_text(
    markup: str, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "wireroom.extract.main_text.block_scores", lambda features: np.full(len(features), 0.9)
    )
    head = "<html><head><title>Bridge closes</title></head><body>"
    page = f"{head}{markup}<main><h1>Bridge closes</h1>{paragraphs(0, 1)}</main>"
    found = read_page(page.encode(), url=URL).entries[0].content
    assert found is not None
    said = "necessary cookies" if "necessary" in markup else SENTENCES[4]
    assert (said in found.value, SENTENCES[0] in found.value) == (is_kept, True)


def test_a_story_below_its_headline_is_no_banner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wireroom.extract.main_text.block_scores", lambda features: np.full(len(features), 0.9)
    )
    head = "<html><head><title>Bridge closes</title></head><body><header><h1>Bridge closes</h1>"
    story = f'<div class="cookies">{paragraphs(1)}<p>A cookie is a file.</p>{BUTTON}</div>'
    page = f"{head}<p>{SENTENCES[0]}</p></header>{story}<p>It was tested.</p>"
    found = read_page(page.encode(), url=URL).entries[0].content
    assert found is not None
    assert [text for text in SENTENCES if text not in found.value] == []


def test_a_page_about_cookies_is_read() -> None:
    head = "<html><head><title>Our use of cookies</title></head><body>"
    page = f'{head}<div class="cookie-policy"><h1>Our use of cookies</h1>{CONSENT[29:] * 3}{BUTTON}</div>'
    found = read_page(page.encode(), url=URL).entries[0].content
    assert found is not None
    assert "necessary cookies" in found.value


def unlikely_headings(features: Numbers) -> Numbers:
    """Scores of trees that think little of headings, cells and buttons."""
    is_prose = (features[:, NAMES.index("tag_p")] > 0) | (features[:, NAMES.index("is_title")] > 0)
    return np.where(is_prose, block_scores(features), 0.2)


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Who pays in cash</h3>",
        '<h3 class="accordion-header"><button type="button">Who pays in cash</button></h3>',
        "<h2>Fares</h2><h3>Who pays in cash</h3>",
    ],
)
def test_a_heading_above_what_stays_stays(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", unlikely_headings)
    panel = f'<div class="item">{heading}<div class="panel">{paragraphs(3, 4)}</div></div>'
    read = content(paragraphs(0, 3), panel, paragraphs(4))
    assert read.index(SENTENCES[2]) < read.index("Who pays in cash") < read.index(SENTENCES[3])
    assert re.search("<h3>\\s*Who pays in cash\\s*</h3>", read)
    assert ("Fares</h2>" in read) is ("Fares" in heading)


def test_the_title_above_the_text_is_not_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def scores(features: Numbers) -> Numbers:
        return np.where(features[:, NAMES.index("heading")] == 3, 0.2, block_scores(features))

    monkeypatch.setattr("wireroom.extract.main_text.block_scores", scores)
    read = content(f"<p>{SENTENCES[0]}</p><h3>Bridge closes</h3>", paragraphs(1))
    assert (read.count("Bridge closes<"), SENTENCES[0] in read, SENTENCES[1] in read) == (1, True, True)


@pytest.mark.parametrize("where", ["above the text", "of other stories", "linked", "of readers"])
def test_a_heading_that_is_none_of_the_texts_does_not_come_back(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", unlikely_headings)
    if where == "above the text":
        read = content("<h5>Harbour desk, Quay Post</h5>", paragraphs())
    elif where == "linked":
        teaser = f'<a href="/next"><h4>The harbour desk</h4><p>{SENTENCES[5]}</p></a>'
        read = content(paragraphs(0, 5), teaser)
    elif where == "of readers":
        read = content(paragraphs(0, 3), "<h2>Lesermeinungen zu harbour desk</h2>", paragraphs(3))
    else:
        read = content(paragraphs(0, 3), "<h3>Related: harbour desk</h3>", paragraphs(3))
    assert ("arbour desk" in read, SENTENCES[0] in read) == (False, True)


def test_a_table_below_a_heading_ends_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", unlikely_headings)
    read = content(paragraphs(), "<h2>Walkers</h2>", TABLE, "<ul><li>Counted at noon.</li></ul>")
    assert [text for text in ("Walkers</h2>", "2024", "12,000", "Counted at noon.") if text not in read] == []
    assert "Walkers</h2>" not in content(paragraphs(), f'<div class="box"><h2>Walkers</h2>{TABLE}</div>')


def test_a_table_that_lays_the_page_out_is_none_below_a_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", unlikely_headings)
    rest = "<span>Walkers of 2024</span><span>Walkers of 2025</span>"
    cell = f"<table><tr><td>{paragraphs()}<h2>Walkers</h2><div>{rest}</div></td></tr></table>"
    read = content(cell)
    assert ("Walkers" in read, SENTENCES[-1] in read) == (False, True)


GALLERY = "".join(
    f'<figure><img src="/g{n}.jpg"><figcaption>The deck on day {n}</figcaption></figure>' for n in range(3)
)


@pytest.mark.parametrize(
    ("gallery", "is_shown"),
    [
        (f"<div class='photo-gallery'><div>Wait 1 second to continue.</div>{GALLERY}</div>", True),
        (f"<div><div class='swiper'>{GALLERY}</div></div>", True),
        (f"<div>{GALLERY}</div>", False),  # cards, which a script may lead elsewhere
        (f"<div class='gallery'>{GALLERY.replace('The deck', '<a href=/s>Fares rise</a>')}</div>", False),
        (f"<div class='gallery'><a href='/s'>{GALLERY}</a></div>", False),
    ],
)
def test_a_gallery_among_paragraphs_shows_its_pictures(
    gallery: str, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wireroom.extract.main_text.block_scores", unlikely_headings)
    read = content(paragraphs(0, 3), gallery, paragraphs(3))
    assert [f"/g{n}.jpg" in read for n in range(3)] == [is_shown] * 3


def test_a_figure_whose_picture_is_a_button_shows_it() -> None:
    button = '<button class="lightbox"><span>View fullsize</span><img src="/deck.jpg"></button>'
    read = content(paragraphs(0, 3), f"<figure>{button}</figure>", paragraphs(3))
    assert ("/deck.jpg" in read, "View fullsize" in read) == (True, False)


VERSES = (
    "<p>Oh the winter came early<br>and the ice came to stay</p>"
    "<p><em>Haul her over, boys,<br>the tide is slow</em></p>"
)


@pytest.mark.parametrize(
    ("line", "is_kept"), [("Haul her over, boys,", True), ("Read more of it on our site.", False)]
)
def test_a_refrain_stands_as_often_as_it_is_sung(line: str, is_kept: bool) -> None:
    refrain = f"<p><em>{line}<br>the tide is slow</em></p>"
    verses = "".join(f"<p>{said}<br>and more of it</p>{refrain}" for said in ("Oh the winter", "Oh the ice"))
    blocks = text_blocks(soup_from(f"<div>{verses}</div>")[0])
    kept = np.array([block.text != "the tide is slow" for block in blocks])
    kept[-2:] = [False, True]
    possible = np.ones(len(blocks), dtype=bool)
    assert with_refrains(kept, possible, blocks)[[3, 6]].tolist() == [is_kept, is_kept]
    assert with_refrains(kept, ~possible, blocks).tolist() == kept.tolist()


def test_what_is_said_twice_in_another_element_is_no_refrain() -> None:
    read = content(paragraphs(0, 3), VERSES, paragraphs(3), f'<div class="more">{VERSES}</div>')
    assert read.count("Haul her over") <= 1


@pytest.mark.parametrize(
    ("last", "is_kept"),
    [
        ("<p>Fog until noon.</p>", True),
        ("<p>Follow us on Facebook.</p>", False),
        ('<p><a href="/print">Print this page.</a></p>', False),
        ("<p>Back to top</p>", False),
        ('<p class="legal">Fog until noon.</p>', False),
        ("<div><p>Fog until noon.</p></div>", False),
    ],
)
def test_on_a_page_in_doubt_what_is_made_alike_stays_together(last: str, is_kept: bool) -> None:
    before = "<p>A swan was freed.</p><p>It runs.</p><p>Two oars lie here.</p>"
    blocks = text_blocks(soup_from(f"<div>{before}{last}</div>")[0])
    scores = np.array([0.14, 0.18, 0.16, 0.1])
    told = Told(main=Witness(""), title="", description="", body=None)
    features = block_features(blocks, told)
    kept = np.array([True, True, True, False])
    assert bool(with_alike(kept, scores, features, blocks)[3]) is is_kept
    assert not with_alike(kept, scores * 4, features, blocks)[3]  # a page that is told well
