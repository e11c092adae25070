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
    "nothing": (page("Page not found – Harbour Post", "<p>Home, News</p>"), "nothing is there"),
    "by its heading alone": (page("Harbour Post", "<h1>404</h1><p>Home</p>"), "nothing is there"),
    "in French": (page("Page introuvable", ""), "nothing is there"),
    "the site's name before": (page("Harbour Post | 404", "Home"), "nothing is there"),
    "a number and words": (page("Error 404: Page not found", "Home"), "nothing is there"),
    "number, words and name": (page("404 - Page not found - Harbour Post", "Home"), "nothing is there"),
    "WordPress's nothing": (page("x", "<h1>Oops! That page can’t be found.</h1>"), "nothing is there"),
    "nothing, with a login in its head": (
        page("404 Not Found", FORM.format("password", "Log in")),
        "nothing is there",
    ),
    "WordPress's login": (
        page("Log In ‹ Harbour Post — WordPress", LONG + FORM.format("password", "Log In")),
        "a login page",
    ),
    "in Portuguese": (page("Entrar | Porto", LONG + FORM.format("password", "Entrar")), "a login page"),
    "to the account": (
        page("Sign in to your account", LONG + FORM.format("password", "Go")),
        "a login page",
    ),
    "a named domain for sale": (page("harbour.example is for sale!", "Make an offer"), "a parked domain"),
    "a lander": (page("", "<script>window.location.href='/lander?x=1'</script>"), "a parked domain"),
    "repairs of a named site": (page("Down for maintenance - Harbour Post", "Sorry."), "a maintenance page"),
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
    "a road in a headline": page("Crash closes Highway 404 - Toronto News", "<p>It is open again.</p>"),
    "a car": page("Peugeot 404 turns 60", "<p>A car.</p>"),
    "a station": page("Radio 410 | News", "<p>Now on air.</p>"),
    "a search": page("Missing plane not found after a week", "<p>The search goes on.</p>"),
    "a search in German": page("Leiche nicht gefunden: Suche geht weiter", "<p>An der Elbe.</p>"),
    "a long page of that title": page("Not found", LONG),
    "a story on a sale": page("ai domain is for sale, says owner", LONG),
    "a short story on a sale": page("ai domain is for sale, says owner", "<p>It is.</p>"),
    "an app's own page": page("Harbour Post", "<script>location = '/lander-page'</script>"),
    "a link to a seller of domains": page("Harbour Post", '<a href="https://dan.com/">Dan</a> is sold.'),
    "short, on roads": page("Harbour Post", "<h2>Road maintenance delays traffic</h2>"),
    "short, on a bridge": page("Harbour Post", "<h2>Bridge under construction for three years</h2>"),
    "one headline on roads": page("Harbour Post", "<h1>Road maintenance delays traffic</h1>"),
    "short, a login form in its head": page(
        "Harbour Post", FORM.format("password", "Log in") + "<h2>Rents rise</h2><p>By a third.</p>"
    ),
    "one form around all": page(
        "Harbour Post", f"<form><input type=password>{'<p>Rents rise by a third.</p>' * 9}</form>"
    ),
    "a drawing's title": page("Harbour Post", "<svg><title>404</title></svg><p>Rents rise.</p>"),
    "a title without end": page(f"404{'!' * 100_000} log in to {'!' * 100_000} a b", "<p>x</p>"),
    "a verb that is a login": page(
        "Ministro vai entrar em férias", FORM.format("password", "x") + "<p>Em agosto, com todos.</p>"
    ),
    "an access to aid": page("Cómo acceder a las ayudas", FORM.format("password", "x") + LONG),
    "a bonus": page("Sign-in bonus scandal", FORM.format("password", "x") + LONG),
    "an app with its banner": page("Harbour Post", "<div id=app></div>We use cookies. <b>Accept</b>"),
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
        ("https://harbour-post.example/cas/login?service=x", "a login page"),
        ("https://sso.harbour-post.example/", "a login page"),
        ("https://id.example/authorize?client_id=a&response_type=code", "a login page"),
        ("https://harbour-post.example/consent?to=/feed", "consent to cookies"),
        ("https://harbour-post.example/cas/", ""),
        ("https://harbour-post.example/sso/news", ""),
        ("https://harbour-post.example/feed?response_type=json", ""),
        ("https://www.connexion.example/news", ""),
        ("https://harbour-post.example/topics/consent", ""),
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
