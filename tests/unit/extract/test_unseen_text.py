"""What no reader of a page is shown is none of its text; what a click or a script shows is."""

from __future__ import annotations

import json

import pytest

from wireroom.clean import clean_html
from wireroom.extract import read_page

PROSE = (
    "The grain store at the end of the jetty burned for nine hours, and by dawn only the frame was standing.",
    "Forty firefighters from six stations fought the blaze with two boats, for the mains had been shut.",
    "Nobody was hurt, the fire chief said, although two watchmen had to jump into the net of a fishing boat.",
    "Investigators will enter the ruin on Monday, and the railway hopes to open the second track by Friday.",
)
LURE = "Words for engines alone, which no reader of this page ever sees, in a long sentence."
MORE = " ".join(
    f"The rest of the story has a sentence of its own for day {n} of the fire." for n in range(12)
)


def text_of(part: str, *, head: str = "", before: str = "", paragraphs: tuple[str, ...] = PROSE) -> str:
    """The text read of an article with `before` it, and `part` after its second paragraph."""
    told = [before, *(f"<p>{said}</p>" for said in paragraphs)]
    told.insert(3, part)
    menu = "<nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></nav>"
    article = f"<article><h1>Fire at the jetty</h1>{''.join(told)}</article>"
    page = f"<html><head><title>Fire at the jetty</title>{head}</head><body>{menu}{article}</body></html>"
    content = read_page(page.encode(), url="https://quaypost.example/fire").entries[0].content
    assert content is not None
    return clean_html(content.value).text or ""


@pytest.mark.parametrize(
    "part",
    [
        f'<div style="display:none"><p>{LURE}</p></div>',
        f'<div style="visibility: hidden"><p>{LURE}</p></div>',
        f"<p hidden>{LURE}</p>",
        f'<p>One more boat came <span style="display:none">{LURE[:40]}</span>from the north.</p>',
        f"<p><span hidden>{LURE[:40]}</span>One more boat came from the north.</p>",
        '<p>See <a href="/r">it<span class="screen-reader-text"> Words for ears</span></a> of Friday.</p>',
        '<p class="sr-only">Words for readers of screens begin here</p>',
        f'<div style="display:none"><p>{LURE}</p></div><h2>One more boat</h2>',
        f'<div style="display:none"><p>{LURE}</p></div><p><a href="/donate">One more boat</a></p>',
        f'<h2>One more boat</h2><p>It came <span style="display:none">{LURE[:40]}</span></p>',
        f'<div hidden><p>{LURE}</p></div><p>One more boat <a href="#n">1</a> came from the north.</p>',
    ],
)
def test_what_nobody_sees_is_not_read(part: str) -> None:
    text = text_of(part)
    assert "Words for" not in text
    assert [said for said in PROSE if said not in text] == []
    assert ("One more boat" in text) == ("One more boat" in part)


@pytest.mark.parametrize(
    "part",
    [
        f'<div hidden="until-found"><p>{LURE}</p></div>',
        f'<button aria-expanded="false">More</button><div hidden><p>{LURE}</p></div>',
        f'<p><a href="#" class="more">Read on</a></p><div style="display:none"><p>{LURE}</p></div>',
        f'<h2>What is not known yet</h2><div style="display:none"><p>{LURE}</p></div>',
        f'<div class="wow" style="visibility:hidden;animation-name:none"><p>{LURE}</p></div>',
        f'<div class="rest" style="display:none"><p>{LURE}</p></div>\n<button>Read more</button>',
        f'<div class="rest" hidden><p>{LURE}</p></div><p><a href="#" class="more">Show all</a></p>',
        f"<div><div><button>When?</button></div><div><div hidden><p>{LURE}</p></div></div></div>",
        f'<div x-show="open" style="display: none;"><p>{LURE}</p></div>',
    ],
)
def test_what_a_click_or_a_script_shows_is_read(part: str) -> None:
    assert LURE in text_of(part)


@pytest.mark.parametrize(
    "part",
    [
        '<h2 id="m"><a class="header-anchor" href="#m"><span>One more boat</span></a></h2>',
        '<h2 id="m" class="heading-anchor">One more boat</h2>',
        '<p>Posted under <a class="hash-link" href="/tag/b">One more boat</a> it was seen by thousands.</p>',
    ],
)
def test_words_that_are_called_a_link_to_themselves_are_read(part: str) -> None:
    assert "One more boat" in text_of(part)


def test_the_end_of_a_sentence_that_a_click_shows_is_read() -> None:
    part = "<p>One more boat came <span hidden>out of the north</span> <button>more</button></p>"
    assert "One more boat came out of the north" in text_of(part)


@pytest.mark.parametrize(
    "led", ['<a href="#b">', '<a role="tab" aria-controls="b">', '<li data-target="#b">']
)
def test_what_a_tab_or_a_mark_elsewhere_shows_is_read(led: str) -> None:
    hidden = f'<div id="b" style="display:none"><p>{LURE}</p></div>'
    first = f"<p>The boats came on the first day, and more of them {led}on the second</a>.</p>"
    assert LURE in text_of(hidden, before=first)
    assert LURE not in text_of(hidden.replace('id="b"', 'id="c"'), before=first)


def test_a_rest_that_is_much_of_the_page_is_read() -> None:
    assert MORE in text_of(f'<div id="rest" style="display:none"><p>{MORE}</p></div>')


def test_what_the_page_tells_search_engines_is_read() -> None:
    body = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join((*PROSE[:2], LURE, *PROSE[2:]))})
    head = f'<script type="application/ld+json">{body}</script>'
    part = f'<div style="display:none"><p>{LURE}</p></div>'
    assert LURE in text_of(part, head=head)
    assert LURE not in text_of(part)


@pytest.mark.parametrize("end", ["</body></html>", "</html>", "</BODY >\n</HTML>"])
def test_what_follows_the_end_of_the_document_is_read(end: str) -> None:
    text = text_of(f"{end}<div class='part2'>")
    assert [said for said in PROSE if said not in text] == []


@pytest.mark.parametrize("between", ["", "\n", "\n<!DOCTYPE html>\n"])
def test_a_second_document_is_another_page(between: str) -> None:
    told = "".join(f"<p>{said}</p>" for said in PROSE)
    end = f"</article></body></html>{between}<html><head><title>Low water</title></head><body><article>"
    text = text_of(f"{told}{end}<h1>Low water</h1><p>{LURE}</p>", paragraphs=(*PROSE[:2], MORE))
    assert PROSE[3] in text
    assert LURE not in text
    assert MORE not in text


def test_a_document_below_a_frame_without_a_headline_is_read() -> None:
    frame = "<html><head><title>Quay Post</title></head><body><ul><li>News</li></ul></body></html>"
    told = "".join(f"<p>{said}</p>" for said in PROSE)
    page = f"{frame}<!DOCTYPE html><html><head></head><body><h1>Fire at the jetty</h1>{told}</body></html>"
    content = read_page(page.encode(), url="https://quaypost.example/fire").entries[0].content
    assert content is not None
    assert PROSE[3] in content.value
