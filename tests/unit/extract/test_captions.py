"""The caption of a picture that is shown is shown with it, and is no part of the text."""

from __future__ import annotations

from functools import partial

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.clean import clean_html
from wireroom.extract import read_page
from wireroom.models import Cleaned

URL = "https://quaypost.example/2026/11/bridge-closes"
SENTENCES = (
    "The bridge over the harbour closed on Monday, the council said, and no date is set for its return.",
    "Engineers will look at the northern pier first, where the flood of last week has washed out the bed.",
    "Until then buses take the long way round, through the old town, and leave a quarter of an hour earlier.",
    "Shopkeepers on the quay, who lost a third of their trade in the last closure, ask for free parking.",
    "The mayor, who had promised a second crossing, said that money for it would be voted on in spring.",
    "A ferry will carry cyclists and walkers from six in the morning until midnight, at no charge.",
)
SAID = "The pier in 1961"
PIER = '<img src="/pier.jpg" width="900" height="600" alt="">'
DECK = '<img src="/deck.jpg" width="900" height="600" alt="">'


def cleaned(between: str) -> Cleaned:
    """What becomes of a page whose article has `between` in its midst."""
    first, last = ("".join(f"<p>{each}</p>" for each in half) for half in (SENTENCES[:3], SENTENCES[3:]))
    page = (
        f"<html><head><title>Bridge closes</title></head><body><article><h1>Bridge closes</h1>"
        f"{first}{between}{last}</article>"
        "<footer><p>Quay Post Ltd, 1 Quay Street. All rights reserved.</p></footer></body></html>"
    )
    found = read_page(page.encode(), url=URL).entries[0].content
    assert found is not None
    return clean_html(found.value, base_url=URL)


def figure(name: str, said: str) -> str:
    return (
        f'<figure><img src="https://quaypost.example/{name}.jpg" width="900" height="600">'
        f"<figcaption>{said}</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure>{PIER}<figcaption>{SAID}</figcaption></figure>",
        f"<figure><div>{PIER}</div><div class='meta'><figcaption>{SAID}</figcaption></div></figure>",
        f"<div class='photo'>{PIER}<div class='photo__caption'>{SAID}</div></div>",
        f"<div class='wp-caption aligncenter'>{PIER}<p class='wp-caption-text'>{SAID}</p></div>",
        f"<div><div>{PIER}</div><div class='PhotoCMS_Caption'>{SAID}</div></div>",
        f"<span class='end_photo_org'>{PIER}<em class='img_desc'>{SAID}</em></span>",
        f"<div>{PIER}<span class='imageCaption'>{SAID}</span></div>",
        f"<p>{PIER}</p> <p class='caption'>{SAID}</p>",
    ],
)
def test_the_caption_stands_below_its_picture_and_is_no_text(picture: str) -> None:
    read = cleaned(picture)
    assert figure("pier", SAID) in read.html
    assert read.text == "\n\n".join(SENTENCES)
    assert read.images == ("https://quaypost.example/pier.jpg",)


def test_each_picture_of_a_gallery_has_its_own() -> None:
    items = (
        f"<li><figure>{each}<figcaption>{said}</figcaption></figure></li>"
        for each, said in ((PIER, SAID), (DECK, "The deck"))
    )
    read = cleaned(f"<ul class='wp-block-gallery'>{''.join(items)}</ul>")
    assert figure("pier", SAID) + figure("deck", "The deck") in read.html


@pytest.mark.parametrize(
    "beside",
    [
        f"<figure>{PIER}<figcaption><a href='/fares'>Fares rise again</a></figcaption></figure>",
        f"<div><a href='/fares'>{PIER}</a><a class='story-caption' href='/fares'>Fares rise again</a></div>",
        f"<a href='/fares'><figure>{PIER}<figcaption>Fares rise again</figcaption></figure></a>",
        f"<figure>{PIER}<figcaption><h3>Fares rise again</h3></figcaption></figure>",
        f"<div>{PIER}<div class='text-caption'>Fares rise again</div></div>",
        f"{PIER}<div class='teaser'>Fares</div><p class='caption'>Fares rise again</p>",
    ],
)
def test_what_leads_to_another_story_or_only_looks_so_is_no_caption(beside: str) -> None:
    assert "Fares rise again" not in cleaned(beside).html


def test_a_caption_goes_with_a_picture_that_does() -> None:
    dot = '<img src="/dot.gif" width="1" height="1">'
    read = cleaned(f"<figure>{dot}<figcaption>{SAID}</figcaption></figure>")
    assert (SAID in read.html, "<figure>" in read.html) == (False, False)


def test_a_feeds_caption_is_text() -> None:
    read = clean_html(f"<p>Closed.</p><figure>{PIER}<figcaption>{SAID}</figcaption></figure>", base_url=URL)
    assert (read.text, figure("pier", SAID) in read.html) == (f"Closed.\n\n{SAID}", True)


def test_time_grows_no_faster_than_the_captions() -> None:
    nested = PIER + '<div class="caption">' * 200 + SAID + "</div>" * 200

    def work(count: int) -> partial[object]:
        page = f"<html><body><article><p>{SENTENCES[0]}</p>{nested * count}<p>{SENTENCES[1]}</p></article>"
        return partial(read_page, page.encode(), url=URL)

    assert growth(work, 160) < STEEPEST
