"""What a pull quote says a second time is in the text once; a quotation that says more stays."""

from __future__ import annotations

import pytest

from wireroom.extract import read_page

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
