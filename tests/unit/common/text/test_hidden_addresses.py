"""A mail address that Cloudflare hid is read as a browser shows it; what is damaged or only shown stays."""

from __future__ import annotations

import pytest

from support.cpu_time import cpu_seconds
from wireroom.clean import clean_html
from wireroom.common.text import plain_text
from wireroom.common.text.hidden_addresses import with_addresses
from wireroom.extract import read_page

FIRE = "fire@quay.example"
PLACE = "[email&#160;protected]"
SAID = "".join(
    f"<p>The harbour council met in its room number {n}, and agreed to mend the pier.</p>" for n in range(9)
)


def hidden(address: str, key: int = 0x5A) -> str:
    return bytes((key, *(each ^ key for each in address.encode()))).hex()


def shown(digits: str, tag: str = "a") -> str:
    href = ' href="/cdn-cgi/l/email-protection"' if tag == "a" else ""
    return f'<{tag}{href} class="__cf_email__" data-cfemail="{digits}">{PLACE}</{tag}>'


def linked(digits: str, inside: str, site: str = "") -> str:
    return f'<a class="mail" href="{site}/cdn-cgi/l/email-protection#{digits}">{inside}</a>'


@pytest.mark.parametrize("key", [0, 1, 0x5A, 0xFF])
@pytest.mark.parametrize("tag", ["a", "span"])
def test_an_address_in_the_text(tag: str, key: int) -> None:
    markup = f"<p>Write to {shown(hidden(FIRE, key), tag)} until Monday.</p>"
    assert (
        clean_html(markup, base_url="https://quay.example/a").html == f"<p>Write to {FIRE} until Monday.</p>"
    )
    assert plain_text(markup) == f"Write to {FIRE} until Monday."


@pytest.mark.parametrize("site", ["", "https://quay.example", "//www.quay.example"])
def test_a_link(site: str) -> None:
    markup = f"<p>Ask {linked(hidden(FIRE), shown(hidden(FIRE, 7), 'span'), site)}.</p>"
    cleaned = clean_html(markup, base_url="https://quay.example/a")
    assert cleaned.text == f"Ask {FIRE}."
    assert f'href="mailto:{FIRE}"' in cleaned.html


def test_a_link_with_a_subject_and_other_words() -> None:
    markup = linked(hidden(f"{FIRE}?subject=Fire&body=x"), "the <b>fire</b> brigade").replace('"', "'")
    assert f'href="mailto:{FIRE}?subject=Fire&amp;body=x"' in clean_html(markup).html
    assert clean_html(markup).text == "the fire brigade"


def test_an_address_beyond_ascii() -> None:
    assert plain_text(shown(hidden("hafen@käi.example"))) == "hafen@käi.example"


def test_in_a_page() -> None:
    told = f"<p>Write to {shown(hidden(FIRE))}, or to {linked(hidden('x@quay.example'), 'the desk')}.</p>"
    body = f"<html><body><article><h1>Pier</h1>{SAID}{told}{SAID}</article></body></html>".encode()
    content = read_page(body, url="https://quay.example/a").entries[0].content
    assert content
    assert f"Write to {FIRE}, or to" in content.value
    assert '"mailto:x@quay.example"' in content.value


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "5a",
        hidden(FIRE)[:-1],
        f"{hidden(FIRE)}zz",
        hidden("no address"),
        hidden("a<b@x.example"),
        "5aff5a1a99",
    ],
)
def test_what_is_damaged_stays(digits: str) -> None:
    for markup in (shown(digits), shown(digits, "span"), linked(digits, "the desk")):
        assert with_addresses(markup) == markup


@pytest.mark.parametrize(
    "markup",
    [
        f'<pre>&lt;span data-cfemail="{hidden(FIRE)}"&gt;{PLACE}&lt;/span&gt;</pre>',
        f'<code>href="/cdn-cgi/l/email-protection#{hidden(FIRE)}"</code>',
        f'<p data-cfemail="{hidden(FIRE)}">A paragraph.</p>',
        f'<a href="https://quay.example/how?of=/cdn-cgi/l/email-protection#{hidden(FIRE)}">x</a>',
        f'<a href="/docs/email-protection#{hidden(FIRE)}">x</a>',
        f"<p>{PLACE}</p>",
    ],
)
def test_what_an_article_tells_about_it_stays(markup: str) -> None:
    assert with_addresses(markup) == markup


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a data-cfemail=5a5a5a5a ",
        '<a href="/cdn-cgi/l/email-protection#5a5a5a5a" ',
        "<a data-cfemail='5a5a5a5a'>",
    ],
)
def test_it_takes_linear_time(piece: str) -> None:
    markup = "<i data-cfemail>" + piece * 50_000
    assert cpu_seconds(lambda: with_addresses(markup), times=1) < 5
