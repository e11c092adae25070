"""Dialogs over a page, and the cards that ask for an e-mail address, are no text of the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.extract import read_page

STORY = (
    "A freighter hit the weir at Dunning on Friday morning. Nobody was hurt, the water police said.",
    "Engineers will look at the two gates on Monday, when the flood is expected to have gone down.",
)
CONSENT = "".join(
    f"<p>With your consent we and our partners may process your data for purpose number {number}, above all "
    "to measure content, to understand audiences and improve what we offer; you may withdraw at any time.</p>"
    for number in range(11)
)
MORE = "".join(
    f"<p>Paragraph {number} of the story, which tells what the council said of it.</p>" for number in range(6)
)
FORM = "<form><label>Address</label><input {field}><button>Go</button></form>"
EMAIL = FORM.format(field='type="email"')


def text_of(body: str) -> str:
    html = f"<html><head><title>Freighter hits weir</title></head><body>{body}</body></html>"
    found = read_page(html.encode(), url="https://news.example/1").entries[0].content
    return found.value if found else ""


def article(*parts: str) -> str:
    return f"<main><article><h1>Freighter hits weir</h1>{''.join(parts)}</article></main>"


@pytest.mark.parametrize(
    "opened",
    [
        '<div class="cmp-modal">',
        '<div class="site_popup-body">',
        '<div role="dialog">',
        '<div><div aria-modal="true">',
        "<dialog>",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_dialog_with_more_prose_than_the_story_is_not_read(opened: str, before: bool) -> None:
    dialog = f"{opened}{CONSENT}<button>I agree</button></div></dialog>"
    story = article(f"<p>{STORY[0]}</p>")
    read = text_of(dialog + story if before else story + dialog)
    assert STORY[0] in read
    assert "purpose number" not in read


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f'<div role="dialog">{article(MORE)}</div>', id="the article opens in one"),
        pytest.param(f'<h1>Freighter hits weir</h1><div class="modal">{MORE}</div>', id="nothing beside it"),
        pytest.param(f'<div class="modal-open">{article(MORE)}</div>', id="a page that shows one"),
        pytest.param(
            f'<h1>Freighter hits weir</h1><div class="entry lightbox">{MORE}<button>Zoom</button></div>'
            '<div class="author-bio"><p>Jane Doe has written about the river and its locks.</p></div>',
            id="a story whose pictures open",
        ),
        pytest.param(
            article(MORE[:200], f'<div class="lightbox"><figure><img src="/a.jpg"></figure>{MORE}</div>'),
            id="a paragraph beside a picture that opens",
        ),
    ],
)
def test_an_article_in_a_dialog_is_read(page: str) -> None:
    assert "Paragraph 3 of the story" in text_of(page)


@pytest.mark.parametrize("field", ['type="email"', 'type="text" name="your-email"', 'name="EMAIL"'])
@pytest.mark.parametrize("style", ["", f"<style>{'.card { color: red }' * 40}</style>"])
def test_a_card_that_asks_for_an_address_is_no_text(field: str, style: str) -> None:
    card = (
        f"<div>{style}<h2>Join 4,000 readers</h2><p>A letter each Friday.</p>{FORM.format(field=field)}</div>"
    )
    read = text_of(article(MORE, card, f"<p>{STORY[1]}</p>"))
    assert "A letter each Friday" not in read
    assert STORY[1] in read


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(article(f"<p>{STORY[0]}</p>", EMAIL), id="a short story above its comment form"),
        pytest.param(
            article(f"<section>{MORE}<p>{STORY[0]}</p>{EMAIL}</section>"),
            id="a form ends a section",
        ),
        pytest.param(
            article(MORE, f"<div><p>{STORY[0]}</p>{FORM.format(field='name=q')}</div>"),
            id="a search",
        ),
    ],
)
def test_a_story_with_a_form_is_read(page: str) -> None:
    assert STORY[0] in text_of(page)


APPEAL = "<p>Readers like you make our work possible.</p>"
GIVE = '<a href="/give">Donate</a>'


@pytest.mark.parametrize("button", [GIVE, f"<p>{GIVE}</p>", "<button>Donate</button>"])
def test_an_appeal_with_a_button_is_no_text(button: str) -> None:
    read = text_of(article(MORE, f'<div class="donation-cta">{APPEAL}{button}</div>', f"<p>{STORY[1]}</p>"))
    assert "Readers like you" not in read
    assert STORY[1] in read


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(f'<div class="paywall"><p>{STORY[0]}</p>{GIVE}</div>', id="speaks to nobody"),
        pytest.param(
            f'<div class="paywall"><p>{STORY[0]}</p><p>“We <a href="/h">heard</a> it,” one said.</p></div>',
            id="a link in a sentence",
        ),
        pytest.param(
            f'<div class="paywall"><p>{STORY[0]} We heard.</p><a href="/i"><img src="/i.jpg"></a></div>',
            id="a picture to press",
        ),
        pytest.param(f'<div class="story"><p>{STORY[0]} We heard it.</p>{GIVE}</div>', id="not called so"),
    ],
)
def test_what_is_told_in_a_box_called_so_is_read(box: str) -> None:
    assert STORY[0] in text_of(article(MORE, box, f"<p>{STORY[1]}</p>"))


PROMISE = "<p><strong>The Morning Quay</strong></p><p>Five stories{}, free every weekday.</p>"
SIGN_UP = '<p><a href="/n">Sign up now</a></p>'


def test_a_box_that_offers_letters_is_no_text_whatever_it_is_called() -> None:
    box = f'<div class="box">{PROMISE.format(" in your inbox")}{SIGN_UP}</div>'
    read = text_of(article(MORE, box, f"<p>{STORY[1]}</p>"))
    assert "Morning Quay" not in read
    assert STORY[1] in read


def test_what_one_signs_up_for_elsewhere_is_told() -> None:
    run = "The run round your weir begins at nine on Friday, and nobody has to pay a penny, the pilots said."
    box = f'<div class="box"><p>{run}</p>{SIGN_UP}</div>'
    assert run in text_of(article(MORE, box, f"<p>{STORY[1]}</p>"))


def test_what_somebody_says_of_a_letter_is_told() -> None:
    said = "The ministry’s newsletter tells you when boats may sail again, the mayor said."
    box = f'<div class="box"><p>{said}</p>{SIGN_UP}</div>'
    assert said in text_of(article(MORE, box, f"<p>{STORY[1]}</p>"))


NEWS = '<a href="https://news.google.com/publications/C1">{}</a>'


@pytest.mark.parametrize("call", ["Siga o Quay no Google Notícias", "Follow the Quay on Google News"])
def test_a_call_that_is_all_a_link_ends_no_text(call: str) -> None:
    read = text_of(article(MORE, f"<p>{STORY[1]}</p><p><strong>{NEWS.format(call)}</strong></p>"))
    assert call not in read
    assert STORY[1] in read


@pytest.mark.parametrize(
    "last",
    [
        f"The papers may be read {NEWS.format('on Google News')} once more, and they ask to follow them.",
        NEWS.format("The pilots denied on Tuesday that they had known of the flood above the weir."),
    ],
)
def test_a_sentence_with_a_link_may_end_a_text(last: str) -> None:
    read = text_of(article(MORE, f"<p>{last}</p>"))
    assert "Google News</a> once more" in read or "The pilots denied" in read


def test_forms_in_forms_take_linear_time() -> None:
    def work(size: int) -> Callable[[], object]:
        inside = f"<p>{STORY[1]}</p><input type=email>"
        deep = ("<div>" * 40 + inside + "</div>" * 40) * (size // 600)
        return lambda: text_of(article(MORE, deep))

    assert growth(work, 32_768) <= STEEPEST
