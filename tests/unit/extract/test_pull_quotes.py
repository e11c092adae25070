"""What a pull quote says a second time is in the text once; a quotation that says more stays."""

from __future__ import annotations

import time

import numpy as np
import pytest

from wireroom.common.soup import soup_from
from wireroom.extract import read_page
from wireroom.extract.blocks.pull_quotes import without_pull_quotes
from wireroom.extract.blocks.text_blocks import text_blocks

SAID = "The city has never sold its houses, and it builds seven thousand new ones each year."
PROSE = [
    "Whoever looks for a flat in the capital needs luck, money or patience, and best of all the three.",
    f"In the old harbour town every second tenant lives in a council flat. {SAID} That costs money.",
    "It costs less than the housing benefit that the state pays to private landlords, the mayor said.",
    "The state must build again, she said, not because it does so better, but because nobody else will.",
]


def text_of(quote: str) -> str:
    """The markup read of an article with `quote` after its second paragraph."""
    paragraphs = [f"<p>{said}</p>" for said in PROSE]
    body = "".join([*paragraphs[:2], quote, *paragraphs[2:]])
    page = f"<html><head><title>Housing</title></head><body><article><h1>Housing</h1>{body}</article></body>"
    content = read_page(page.encode(), url="https://news.example/housing").entries[0].content
    assert content is not None
    return content.value


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{SAID}</p></blockquote>",
        f"<blockquote><p>“{SAID}”</p><cite>Jane Roe, mayor</cite></blockquote>",
        f'<div class="pull-quote"><p>{SAID}</p></div>',
        f'<div class="Quote_quote__vu9m9"><p>{SAID}</p><p>Jane Roe</p></div>',
        f"<aside><p>{SAID}</p></aside>",
        f'<div class="wp-block-pullquote"><p>{SAID}</p></div>',
    ],
)
def test_a_pull_quote_is_said_once(quote: str) -> None:
    text = text_of(quote)
    assert text.count(SAID) == 1
    assert "Jane Roe" not in text
    assert all(said in text for said in PROSE)


@pytest.mark.parametrize(
    "said",
    [
        "The city will sell no house while I am mayor, and I have said so to every buyer who asked.",
        f"{SAID} The city will sell no house while I am mayor, and I have said so to every buyer who asked.",
    ],
)
def test_a_quotation_that_says_something_new_stays(said: str) -> None:
    assert said in text_of(f"<blockquote><p>{said}</p></blockquote>")


@pytest.mark.parametrize(
    ("around", "beside"),
    [
        ("<blockquote><p>{}</p>{}</blockquote>", ["But it must not stop there.", "Never again."]),
        ("<blockquote><p>{}</p>{}</blockquote>", ["“But it must not stop there.”"]),
        ("<blockquote><p>{}</p>{}</blockquote>", ["Jane Roe, mayor", "The harbour pier"]),
        ('<div class="no-quote"><p>{}</p>{}</div>', ["The harbour pier"]),
        ('<div class="stock-quotes"><p>{}</p>{}</div>', ["Harwich Docks 12.40 euros"]),
    ],
)
def test_words_beside_a_quote_stay(around: str, beside: list[str]) -> None:
    """Who said it is one line, and no sentence; an element that is no quote has none."""
    text = text_of(around.format(SAID, "".join(f"<p>{line}</p>" for line in beside)))
    assert all(line in text for line in beside)


def test_a_heading_a_credit_and_a_line_before_the_quote_stay() -> None:
    for aside in (
        f"<p>{SAID}</p><h2>What happens next</h2>",
        f"<p>Where they stand</p><p>{SAID}</p>",
        f"<p>{SAID}</p><p>Photo: Jane Roe</p>",
    ):
        blocks = text_blocks(soup_from(f"<p>{PROSE[1]}</p><aside>{aside}</aside>".encode())[0])
        assert without_pull_quotes(np.ones(len(blocks), dtype=bool), blocks).all()


def test_the_time_that_pull_quotes_take_goes_by_their_text() -> None:
    """Each in each of as many paragraphs took 18 s."""
    count = 16_000
    lines = [
        f"Number {number} of the houses that the city has built by the old harbour" for number in range(count)
    ]
    markup = "".join(f"<blockquote>{line}</blockquote><p>{line[::-1]}</p>" for line in lines)
    blocks = text_blocks(soup_from(markup.encode())[0])
    kept = np.ones(len(blocks), dtype=bool)
    begin = time.process_time()
    assert without_pull_quotes(kept, blocks).all()
    assert time.process_time() - begin < 3


LETTERS = (
    "Sir, the gates were tarred every spring until the authority sold the kettle, which I saw myself.",
    "Sir, Mr Moss is mistaken. The kettle was lent, and it came back with a hole that nobody made.",
)


def letters(opening: str, signed: str, closing: str) -> str:
    """The markup read of a page of letters, each signed so."""
    body = "".join(f"{opening}<p>{said}</p>{signed}{closing}" for said in LETTERS)
    page = (
        "<html><head><title>Letters: who tarred the gates?</title></head><body><main><article>"
        f"<h1>Letters: who tarred the gates?</h1><div>{body}</div></article></main></body></html>"
    )
    content = read_page(page.encode(), url="https://news.example/letters").entries[0].content
    assert content is not None
    return content.value


@pytest.mark.parametrize(
    ("opening", "closing"), [("<blockquote>", "</blockquote>"), ('<div class="letter">', "</div>")]
)
@pytest.mark.parametrize(
    ("signed", "stays"),
    [
        ("<p><em>Harald Moss, Dunning</em></p>", True),
        ("<footer>Harald Moss</footer>", True),
        ('<p><a href="/letters">All letters</a></p>', False),
        ('<p class="share">Share Moss</p>', False),
        ("<button>Harald Moss</button>", False),
    ],
)
def test_who_wrote_a_letter_stays_below_it(opening: str, closing: str, signed: str, stays: bool) -> None:
    found = letters(opening, signed, closing)
    assert all(said in found for said in LETTERS)
    assert any(name in found for name in ("Moss</", "Dunning", "All letters", "Harald Moss")) == stays
