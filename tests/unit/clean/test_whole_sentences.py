"""Class names of boilerplate round prose: what is in the element decides, not what it is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.clean import clean_html

BEFORE, AFTER = "The lock gates were closed for the winter. " * 8, "Boats return to the canal in April. " * 8
SENTENCE = "The keeper walks the towpath twice a day and writes down how high the water stands."
LINKED = SENTENCE.replace("towpath", '<a href="/towpath">towpath</a>')
NAMES = [
    *(
        "gdpr-Paragraph",
        "related-content",
        "more-news",
        "popular-topics",
        "recommended-reading",
        "trending-story",
    ),
    *("newsletter-text", "subscribe-box", "advertising-history", "advert", "ad-block", "share-section"),
    *(
        "social-network",
        "read-more",
        "more-link",
        "readmore-box",
        "breadcrumbs-recipe",
        "nav-links",
        "respond",
    ),
    *("print-only", "no-print", "button-wrapper", "inline-related-text"),
]


def cleaned(middle: str) -> list[str]:
    return clean_html(f"<p>{BEFORE}</p>{middle}<p>{AFTER}</p>").text.split("\n\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_of_one_sentence_stays_whatever_it_is_called(name: str) -> None:
    assert cleaned(f'<p class="{name}">{LINKED}</p>') == [BEFORE.strip(), SENTENCE, AFTER.strip()]
    assert cleaned(f'<p id="{name}">{SENTENCE}</p>') == [BEFORE.strip(), SENTENCE, AFTER.strip()]


@pytest.mark.parametrize("name", [*NAMES[1:6], "breadcrumbs-recipe", "nav-links", "button-wrapper"])
def test_an_element_round_such_paragraphs_is_prose_too(name: str) -> None:
    inside = f"<div><p>{SENTENCE}</p> <p>{LINKED}</p></div>"
    assert cleaned(f'<div class="{name}">{inside}</div>')[1:3] == [SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    "sentence",
    [
        "水门看守人每天沿着纤道走两次，记下水位有多高。",
        "Смотритель дважды в день проходит по тропе и записывает уровень воды.",
        "Der Wärter sagte: „Das Wasser steht so hoch wie seit zwanzig Jahren nicht mehr.“",
    ],
)
def test_so_it_is_in_other_languages(sentence: str) -> None:
    assert cleaned(f'<p class="gdpr-Paragraph">{sentence}</p>')[1] == sentence


BOILERPLATE = {
    "a way to another story": '<p class="related-content">Related: <a href="/o">How it was dug</a></p>',
    "a headline and its teaser": f'<p class="more-news"><a href="/o">How it was dug.</a> {SENTENCE}</p>',
    "a card": f'<div class="related-story"><h3>How the canal was dug</h3><p>{SENTENCE}</p></div>',
    "a card with its picture": f'<div class="related-story"><img src="/o.jpg"><p>{SENTENCE}</p></div>',
    "a linked card": f'<a class="related-story" href="/o"><p>{SENTENCE}</p></a>',
    "a list": f'<ul class="popular-posts"><li>{SENTENCE}</li></ul>',
    "text that no paragraph holds": f'<div class="related-posts">{SENTENCE} {SENTENCE}</div>',
    "a call": '<p class="newsletter-text">Subscribe to our letter and read it before all others do.</p>',
    "a form": f'<div class="newsletter-box"><p>{SENTENCE}</p><form><input></form></div>',
    "consent": '<div class="gdpr-notice"><p>This site sets cookies to work as you expect.</p></div>',
    "consent in German": '<p class="gdpr">Wir verarbeiten personenbezogene Daten, um dies zu zeigen.</p>',
    "an advertisement's label": '<p class="advert">Story continues below advertisement.</p>',
    "a call to share": '<div class="share-box"><p>Share this story with all of your friends.</p></div>',
    "subscribing": (
        '<div class="subscribe-box"><p>'
        "Have the news of the canal brought straight to your inbox each morning.</p></div>"
    ),
    "a letter": (
        '<div class="newsletter-signup"><p>'
        "All that the keepers tell us, in your inbox on each weekday.</p></div>"
    ),
    "an advertisement": (
        '<div class="advertisement"><p>'
        "Sail the new Otter barge this weekend: now only 19,990 euros at the yard.</p></div>"
    ),
    "an advertisement's paragraph": (
        '<p class="advert-text">Win a week for two on a narrow boat, from only 99 pounds a night.</p>'
    ),
    "partners": (
        '<div class="gdpr-notice"><p>'
        "We and our partners keep information on your device to count visits.</p></div>"
    ),
    "a third party": (
        '<div class="gdpr-banner"><p>'
        "The map comes from elsewhere. By showing it you accept its terms and conditions.</p></div>"
    ),
    "a third party in German": (
        '<div class="gdpr-embed"><p>'
        "Die Karte stammt von einem Drittanbieter, dessen Regeln dann für Sie gelten.</p></div>"
    ),
    "what was printed": (
        '<p class="print-only">This article was printed from The Canal Post, the paper of the towpath.</p>'
    ),
    "registering": (
        '<div class="no-print"><p>'
        "Do you like the Post? Register for an account to read ten stories a month.</p></div>"
    ),
    "telling friends": (
        '<div class="share-box"><p>If you liked what you read, tell your friends along the canal!</p></div>'
    ),
    "another story": (
        '<div class="related-box"><p>'
        "Keeper resigns after the trust finds that thousands are missing.</p></div>"
    ),
    "the form of comments": (
        '<div id="respond"><p>Nobody sees your email address. Required fields have a mark *.</p></div>'
    ),
    "a wall": '<p class="read-more">What comes next is there for our paying readers only, every week.</p>',
    "a shop": (
        '<div class="ad-block"><p>'
        "Cheap pills without a prescription, brought to your boat at night.</p></div>"
    ),
    "a letter in French": (
        '<div class="newsletter-box"><p>'
        "Recevez chaque matin les nouvelles du canal dans votre boîte mail.</p></div>"
    ),
    "no sentence": '<p class="more-news">Harbour Canal Lock Towpath Bridge Ferry Market Weather Sport</p>',
    "hidden, whatever it says": f'<p class="read-more" hidden>{SENTENCE}</p>',
    "hidden by its style": f'<p class="read-more" style="display:none">{SENTENCE}</p>',
    "on the author": f'<p class="author-bio">{SENTENCE}</p>',
    "comments": f'<div class="comments-list"><p>{SENTENCE}</p></div>',
}


STORY = (
    "The council said on Monday that the northern pier would be rebuilt. No boat passes below it before the"
    " spring, and the keeper has moved to the lower lock."
)
BOXES = [
    "advertorial-text advert-body",
    "gdpr-story",
    "ad-block",
    "newsletter-text",
    "print-only",
    "share-section",
]


@pytest.mark.parametrize("name", BOXES)
@pytest.mark.parametrize("tag", ["div", "section", "article"])
def test_a_box_that_tells_a_story_is_prose_whatever_it_is_called(name: str, tag: str) -> None:
    """Whole sentences, long, without links, that speak to nobody: only the class stood against them."""
    assert cleaned(f'<{tag} class="{name}"><p>{STORY}</p></{tag}>')[1] == STORY
    assert cleaned(f'<{tag} id="{name}"><p>{STORY}</p><p>{SENTENCE}</p></{tag}>')[1:3] == [STORY, SENTENCE]


@pytest.mark.parametrize("name", BOXES)
@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<p>Advertisement</p>", id="a label"),
        pytest.param(f"<p>{SENTENCE}</p>", id="few words"),
        pytest.param(f'<p>{STORY} <a href="/barge">The barge.</a></p>', id="a link"),
        pytest.param(f"<p>Advertisement</p><p>{STORY}</p>", id="a story below the label"),
        pytest.param(f"<p>Sponsored by the yard. {STORY}</p>", id="a sponsor's"),
        pytest.param(
            "<p>The new Otter barge brings calm to the canal. With two decks and a quiet motor it is made for"
            " families, and your dealer has it on show this weekend.</p>",
            id="for your dealer",
        ),
        pytest.param(
            "<p>We keep what visitors read so that the paper gets better each week. Nothing of it is sold to"
            " others, and all of it is deleted when the year is over.</p>",
            id="for the site",
        ),
        pytest.param(
            "<p>Das neue Boot bringt Ruhe auf den Kanal, und es ist gemacht für lange Fahrten im Herbst. Im"
            " Hafen steht es bereit, und unser Team zeigt es an jedem Samstag.</p>",
            id="in German",
        ),
        pytest.param(f'<form><p>{STORY}</p><input name="mail"></form>', id="a form"),
        pytest.param(f"<h3>How the canal was dug</h3><p>{STORY}</p>", id="a card"),
        pytest.param(STORY, id="no paragraph"),
    ],
)
def test_a_box_that_promotes_asks_or_links_is_none(name: str, inside: str) -> None:
    assert cleaned(f'<div class="{name}">{inside}</div>') == [BEFORE.strip(), AFTER.strip()]


@pytest.mark.parametrize(
    "story",
    [
        STORY.replace("council", "US embassy"),
        (
            "Le conseil du port a dit lundi que la pile du pont sera rebâtie. Aucun bateau ne passe avant"
            " le printemps, et le gardien loge près de l'écluse du bas."
        ),
        (
            "De raad zei maandag dat de pijler van de brug wordt herbouwd. Geen schip heeft te varen voor het"
            " voorjaar, en de sluiswachter woont bij de onderste sluis."
        ),
        (
            "Der Rat sagte am Montag, dass der Pfeiler der Brücke neu gebaut wird. Sie bleibt bis zum"
            " Frühling zu, und ihr Wärter zieht an die untere Schleuse, teilte die Stadt mit."
        ),
    ],
)
def test_words_to_the_reader_are_no_others(story: str) -> None:
    """`US`, French `du`, Dutch `te`, a German sentence about `sie`."""
    assert cleaned(f'<div class="advert-body"><p>{story}</p></div>')[1] == story


def test_a_teaser_that_is_one_link_is_none() -> None:
    card = f'<a href="/o"><div class="related-box"><p>{STORY}</p></div></a>'
    assert STORY not in cleaned(card)


@pytest.mark.parametrize("middle", BOILERPLATE.values(), ids=BOILERPLATE.keys())
def test_what_is_boilerplate_by_its_content_too_goes(middle: str) -> None:
    assert cleaned(middle) == [BEFORE.strip(), AFTER.strip()]


@pytest.mark.parametrize("name", ["related-content", "advert-body"])
def test_boxes_in_boxes_take_linear_time(name: str) -> None:
    def nested(depth: int) -> Callable[[], object]:
        markup = f'<div class="{name}">' * depth + f"<p>{SENTENCE}</p>" + "</div>" * depth
        return lambda: clean_html(markup)

    assert growth(nested, 2_000) < STEEPEST
