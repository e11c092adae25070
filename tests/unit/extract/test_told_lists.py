"""Lists whose lines are told badly by themselves come where the article tells them: facts, last points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from wireroom.clean import clean_html
from wireroom.extract import read_page
from wireroom.extract.blocks.block_features import Told, block_features
from wireroom.extract.blocks.block_surroundings import Numbers
from wireroom.extract.blocks.text_blocks import TextBlock

pytestmark = pytest.mark.usefixtures("doubted")

PROSE = (
    "The bridge over the harbour closed on Monday, the council said, and no date is set for its return.",
    "Engineers will look at the northern pier first, where the flood of last week has washed out the bed.",
    "Shopkeepers on the quay, who lost a third of their trade in the last closure, ask for free parking.",
)
FACTS = "<ul><li>Built of oak in 1911</li><li>Four gates of eight metres</li></ul>"
BOX = "<div class='{}'><h3>{}</h3>{}</div>"


def text_of(part: str, place: int) -> str:
    """The text read of an article with `part` behind so many of its paragraphs."""
    paragraphs = [f"<p>{said}</p>" for said in PROSE]
    paragraphs.insert(place, part)
    article = f"<article><h1>Bridge closes</h1>{''.join(paragraphs)}</article>"
    page = f"<html><head><title>Bridge closes</title></head><body>{article}<p>About</p></body></html>"
    content = read_page(page.encode(), url="https://quaypost.example/bridge").entries[0].content
    assert content is not None
    return clean_html(content.value).text or ""


@pytest.mark.parametrize("name", ["factbox", "css-1x2y3z"])
def test_facts_under_a_heading_of_their_own_between_paragraphs_are_the_articles(name: str) -> None:
    text = text_of(BOX.format(name, "Facts: the bridge", FACTS), 2)
    assert "Facts: the bridge" in text
    assert "Four gates of eight metres" in text


@pytest.mark.parametrize(
    ("box", "place"),
    [
        pytest.param(BOX.format("box", "Read more", FACTS), 2, id="other stories"),
        pytest.param(BOX.format("related-box", "The bridge", FACTS), 2, id="called related"),
        pytest.param(
            BOX.format("box", "Bridge", FACTS.replace("Four", "<a href='/4'>Four</a>")), 2, id="a link"
        ),
        pytest.param(BOX.format("box", "Bridge", FACTS.replace("Four", "Subscribe: four")), 2, id="a call"),
        pytest.param(BOX.format("box", "Bridge", f"{FACTS}<button>Vote</button>"), 2, id="more than that"),
        pytest.param(f"<form>{BOX.format('poll', 'Rebuild?', FACTS)}</form>", 2, id="a poll"),
        pytest.param(BOX.format("box", "Bridge", FACTS), 3, id="below the text"),
    ],
)
def test_other_boxes_with_a_list_are_none_of_it(box: str, place: int) -> None:
    assert "Four" not in text_of(box, place)
    assert "four" not in text_of(box, place)


@pytest.mark.parametrize("facts", [FACTS, FACTS.replace("<ul>", "<ul class='wp-block-list'>")])
def test_an_editors_list_below_the_last_paragraph_is_the_articles(facts: str) -> None:
    assert "Four gates of eight metres" in text_of(facts, 3)


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(FACTS.replace("<ul>", "<ul class='meta'>"), id="a template's"),
        pytest.param(FACTS.replace("<li>", "<li class='item'>"), id="a template's items"),
        pytest.param(FACTS.replace("Four", "<a href='/4'>Four</a>"), id="a link"),
        pytest.param("<ul><li>Four comments</li></ul>", id="one line"),
        pytest.param("<ul><li>Four comments</li><li>Share this</li></ul>", id="calls"),
        pytest.param(f"<div>{FACTS}</div>", id="set apart"),
    ],
)
def test_other_lists_below_the_text_are_none_of_it(listed: str) -> None:
    assert "Four" not in text_of(listed, 3)


FACT_BOX = (
    "<aside class='{}'><div><h2>The bridge</h2><p>It was built of oak in 1911.</p>"
    "<ul><li>Four gates</li></ul></div></aside>"
)


@pytest.mark.parametrize("name", ["fact", "nyh_faktaruta", "article-factbox wide", "lab-fact column"])
def test_a_box_that_is_called_facts_comes_whole(name: str) -> None:
    teaser = "<div class='teaser'><a href='/k'><h2>Fares rise</h2></a></div>"
    text = text_of(teaser + FACT_BOX.format(name), 2)
    assert "The bridge\n\nIt was built of oak in 1911.\n\n- Four gates" in text
    assert "Fares rise" not in text


@pytest.mark.parametrize(
    ("box", "place"),
    [
        pytest.param(FACT_BOX.format("fact-check"), 2, id="a kind of story"),
        pytest.param(FACT_BOX.format("factory"), 2, id="a word that begins so"),
        pytest.param(FACT_BOX.format("fact-links"), 2, id="called links"),
        pytest.param(FACT_BOX.format("fact related"), 2, id="called related"),
        pytest.param(FACT_BOX.format("fact").replace("Four", "<a href='/4'>Four</a>"), 2, id="a link"),
        pytest.param(FACT_BOX.format("fact").replace("The bridge", "Read more"), 2, id="other stories"),
        pytest.param(FACT_BOX.format("fact").replace("<h2>", "<h2 hidden>"), 2, id="hidden"),
        pytest.param(FACT_BOX.format("fact"), 3, id="below the text"),
    ],
)
def test_a_box_that_leads_on_or_ends_the_page_is_no_fact_box(box: str, place: int) -> None:
    assert "built of oak" not in text_of(box, place)


@pytest.mark.parametrize(("name", "is_whole"), [("article-body", True), ("wrapper", False)])
def test_a_fact_box_may_end_what_is_called_the_body(name: str, is_whole: bool) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in PROSE)
    body = f"<div class='{name}'>{paragraphs}{FACT_BOX.format('fact')}</div><p>How we work</p>"
    page = f"<html><body><main><h1>Bridge closes</h1>{body}</main></body></html>"
    entry = read_page(page.encode(), url="https://bay.example/x").entries[0]
    assert entry.content is not None
    assert ("built of oak" in entry.content.value) is is_whole


@pytest.mark.parametrize(
    ("lines", "is_whole"),
    [
        pytest.param("12 Weir Street<br>Marsh End ME4", True, id="an address"),
        pytest.param("12 Weir Street<br>Follow us on Facebook", False, id="a call"),
        pytest.param("12 Weir Street<br><a href='/map'>Marsh End</a>", False, id="a link"),
        pytest.param(f"12 Weir Street<br>{PROSE[0]} {PROSE[1]}", False, id="a paragraph"),
    ],
)
def test_an_address_comes_with_all_its_lines(
    lines: str, is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scored(blocks: Sequence[TextBlock], told: Told) -> tuple[Numbers, Numbers]:
        sure = (*PROSE, "Market Office")
        scores = np.where([block.text in sure for block in blocks], 0.9, 0.2)
        return block_features(blocks, told), scores

    monkeypatch.setattr("wireroom.extract.main_text._scored", scored)
    text = text_of(f"<div class='address'><p>Market Office<br>{lines}</p></div>", 2)
    assert ("12 Weir Street" in text, "Market Office" in text) == (is_whole, True)
