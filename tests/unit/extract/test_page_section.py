"""The section is what the head names so, else the last of the breadcrumbs before the article."""

from __future__ import annotations

import json

import pytest

from wireroom.extract.page_metadata import page_metadata
from wireroom.extract.page_tree import tree_of

URL = "https://quay.example/2026/11/20/bridge-closes"
TITLE = "Bridge closes at noon"
Crumb = tuple[str, str | None]
HOME: Crumb = ("Start", "https://quay.example/")
SPORT: Crumb = ("Sport", "https://quay.example/sport/")
SELF: Crumb = (TITLE, None)


def section(head: str) -> str | None:
    page = tree_of(f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1></body>".encode())
    assert page is not None
    return page_metadata(page, url=URL).section


def trail(*crumbs: Crumb, nested: bool = False) -> str:
    items = [
        {"@type": "ListItem", "position": place, "item": {"@id": address, "name": name}}
        if nested and address
        else {"@type": "ListItem", "position": place, "name": name, **({"item": address} if address else {})}
        for place, (name, address) in enumerate(crumbs, 1)
    ]
    data = {"@type": "BreadcrumbList", "itemListElement": items[::-1]}
    whole = {"@type": "WebPage", "breadcrumb": data} if nested else data
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


@pytest.mark.parametrize("name", ["article:section", "og:article:section", "article.section", "og:section"])
def test_names_of_the_section_are_siblings(name: str) -> None:
    assert section(f'<meta property="{name}" content="Docks">{trail(HOME, SPORT, SELF)}') == "Docks"


@pytest.mark.parametrize("empty", ["null", "undefined", "None"])
def test_what_a_program_writes_for_no_section_is_none(empty: str) -> None:
    assert (
        section(f'<meta property="article:section" content="{empty}">{trail(HOME, SPORT, SELF)}') == "Sport"
    )
    assert section(f'<meta property="article:section" content="{empty}">') is None


@pytest.mark.parametrize("name", ["article:tag", "og:article:tag", "article.tag"])
def test_names_of_tags_are_siblings(name: str) -> None:
    page = tree_of(f'<html><head><meta property="{name}" content="Docks"></head><body></body>'.encode())
    assert page is not None
    assert page_metadata(page, url=URL).tags == ("Docks",)


@pytest.mark.parametrize(
    "crumbs",
    [
        pytest.param((HOME, SPORT, SELF), id="home, section, article"),
        pytest.param((HOME, SPORT), id="the article is left out"),
        pytest.param((HOME, ("News", "https://quay.example/news"), SPORT, SELF), id="the inner of two"),
        pytest.param((HOME, SPORT, ("The bridge", URL)), id="the article by its address"),
        pytest.param((HOME, SPORT, ("Bridge closes …", "/p/1")), id="the article, cut"),
        pytest.param((("Start", "/de/"), SPORT, SELF), id="the home of a language"),
        pytest.param((HOME, SPORT, ("2026", "/2026"), ("November", "/2026/11"), SELF), id="its month"),
    ],
)
def test_the_last_crumb_before_the_article_is_its_section(crumbs: tuple[Crumb, ...]) -> None:
    assert section(trail(*crumbs)) == "Sport"
    assert section(trail(*crumbs, nested=True)) == "Sport"


@pytest.mark.parametrize(
    "crumbs",
    [
        pytest.param((HOME, SELF), id="home and article"),
        pytest.param((HOME, ("The bridge", URL)), id="home and article by its address"),
        pytest.param((("Start", "/index.html"), SELF), id="home, otherwise written"),
        pytest.param((("Start", None), SELF), id="no addresses"),
        pytest.param((HOME, ("Page", None)), id="the page itself"),
        pytest.param((SPORT,), id="one alone"),
        pytest.param((HOME, ("What the town says of its bridge today", "/p/1")), id="a headline"),
        pytest.param((("Home", "https://quay.example/blog/"), SELF), id="the home of a part of a site"),
        pytest.param((("Startseite", "/startseite"), SELF), id="home in other words"),
        pytest.param((("الرئيسية", "/main"), SELF), id="in another script"),
        pytest.param((("QUAY POST", "/quay-post/"), SELF), id="the site's name"),
        pytest.param((), id="none"),
    ],
)
def test_neither_home_nor_the_article_is_a_section(crumbs: tuple[Crumb, ...]) -> None:
    assert section(f'<meta property="og:site_name" content="Quay Post">{trail(*crumbs)}') is None


@pytest.mark.parametrize("name", ["Home", "Start", "Home and garden", "Start-ups"])
def test_a_section_may_be_called_like_a_home_page(name: str) -> None:
    """Below the first crumb, or with more words."""
    assert section(trail(HOME, (name, "/home-section"), SELF)) == name
    assert (section(trail((name, "/home-section"), SELF)) == name) == (len(name) > 6)
