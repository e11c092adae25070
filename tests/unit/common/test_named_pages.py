"""What came where a feed was to be is called by its name, with what to do; a front page is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.stand_ins.named_pages import page_in_words
from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Outcome, Redirect
from wireroom.parse import parse_document
from wireroom.transform.refused_document import instead_of_a_feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AT = "https://harbour-post.example/feed"
FORM = '<form method="post"><input name="u"><input type="{}" name="p"><input type="submit" value="{}"></form>'
LONG = "<p>The harbour was closed on Monday since the water came over the quay and stayed there.</p>" * 40


def page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


PAGES = {
    "a form for a password": (page("Harbour Post", FORM.format("password", "Go")), "a login page"),
    "its type unquoted, in capitals": (page("x", "<input type=PASSWORD>"), "a login page"),
    "a long one that says so": (page("Sign in", LONG + FORM.format("password", "Go")), "a login page"),
    "in German": (page("Anmeldung", LONG + FORM.format("password", "Los")), "a login page"),
    "a domain for sale": (page("harbour.example", "<h1>This domain is for sale</h1>"), "a parked domain"),
    "of a parking service": (
        page("harbour.example", '<script src="https://img.sedoparking.com/x.js"></script>'),
        "a parked domain",
    ),
    "repairs": (page("Site under maintenance", "<h1>Back soon</h1>"), "a maintenance page"),
    "WordPress's": (
        page("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
        "a maintenance page",
    ),
    "in Russian": (page("Технические работы", "Скоро вернёмся."), "a maintenance page"),
    "cookies": (
        page("Before you continue", "We use cookies. <button>Accept all</button><button>Reject</button>"),
        "consent to cookies",
    ),
    "nothing, with all of the site around it": (
        page("Page not found – Harbour Post", LONG),
        "nothing is there",
    ),
    "by its heading alone": (page("Harbour Post", f"<h1>404</h1>{LONG}"), "nothing is there"),
    "in French": (page("Page introuvable", LONG), "nothing is there"),
}


@pytest.mark.parametrize(("markup", "words"), PAGES.values(), ids=PAGES)
def test_a_page_in_a_feeds_place_is_named(markup: str, words: str) -> None:
    """All were "no feed but a web page, which links to no feed"."""
    answer = Exchange(1, AT, NOW, Outcome.OK, status=200, body=markup.encode())
    with pytest.raises(NotAFeedError) as caught:
        parse_document(answer.body, url=AT)
    outcome, said = instead_of_a_feed(caught.value, answer)
    assert outcome is Outcome.NOT_A_FEED
    assert said.startswith(f"{AT} gave no feed but ")
    assert words in said


FRONT_PAGES = {
    "a login form in its head": page("Harbour Post", FORM.format("password", "Log in") + LONG),
    "a banner on cookies": page("Harbour Post", "We use cookies. <button>Accept</button>" + LONG),
    "a headline on what was not found": page(
        "Harbour Post", f"<h1>Boat not found</h1>{LONG}<h1>Rents rise</h1>"
    ),
    "a headline on repairs": page("Harbour Post", f"<h2>Bridge closed for maintenance</h2>{LONG}"),
    "little at all": page("Harbour Post", "<h1>Harbour Post</h1><p>All news of today.</p>"),
    "nothing": "<html></html>",
    "a number": page("Room 404040", "<h1>Flat 4041</h1>"),
}


@pytest.mark.parametrize("markup", FRONT_PAGES.values(), ids=FRONT_PAGES)
def test_a_front_page_is_called_nothing_else(markup: str) -> None:
    assert page_in_words(markup.encode(), AT) == ""


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("https://login.identity.example/x?SAMLRequest=abc", "a login page"),
        ("https://harbour-post.example/account/signin?next=/feed", "a login page"),
        ("https://accounts.google.com/v3/x", "a login page"),
        ("https://consent.portal.example/collect", "consent to cookies"),
        ("https://harbour-post.example/login-crisis-in-the-harbour", ""),
        ("https://harbour-post.example/", ""),
    ],
)
def test_where_a_redirect_leads_tells_too_but_a_listed_address_does_not(to: str, words: str) -> None:
    """Many logins are drawn by a script: nothing stands in the page."""
    shell = page("", "<div id=app></div>").encode()
    elsewhere = page_in_words(shell, to, is_elsewhere=True)
    assert words in elsewhere if words else elsewhere == ""
    assert page_in_words(shell, to) == ""


def test_where_a_page_links_to_feeds_these_are_said() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    answer = Exchange(1, AT, NOW, Outcome.OK, redirects=(Redirect(302, f"{AT}/login"),), body=link.encode())
    _, words = instead_of_a_feed(NotAFeedError("no feed but a web page", found="html"), answer)
    assert "list one of them instead" in words
