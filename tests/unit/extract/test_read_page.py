"""A page says what it is in many tongues: one article comes out, with its own title, people and day."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import reduce
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.cpu_time import cpu_seconds
from wireroom.common.dates import choose_date, read_date
from wireroom.errors import NotAFeedError
from wireroom.extract import read_page
from wireroom.extract.page_title import page_title
from wireroom.extract.page_tree import tree_of
from wireroom.models import Entry, Markup, ParsedFeed, RawDate

URL = "https://quaypost.example/2026/11/bridge-closes"
STORY = "".join(
    f"<p>The bridge over the harbour closed on Monday, the council said in its note number {number}, and"
    " engineers will look at the northern pier before any traffic returns to the road above it.</p>"
    for number in range(6)
)
SHOWN = f"<article><h1>Bridge closes</h1>{STORY}</article>"
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge closes after storm",
    "datePublished": "2026-11-23T08:00:00Z",
    "author": {"@type": "Person", "name": "Jane Doe"},
}
JANE = ["Jane Doe"]


def page(head: str = "", body: str = SHOWN, *, url: str = URL) -> ParsedFeed:
    """Read a page made of `head` and `body`."""
    markup = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_page(markup.encode(), url=url)


def entry(head: str = "", body: str = SHOWN, *, url: str = URL) -> Entry:
    """Its one entry."""
    return page(head, body, url=url).entries[0]


def json_ld(*data: object) -> str:
    """Blocks of JSON-LD; a text is written as it is."""
    texts = (item if isinstance(item, str) else json.dumps(item) for item in data)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def meta(**named: str) -> str:
    """Meta elements; `__` stands for a colon, `_dot_` for a dot, `_dash_` for a dash."""
    signs = {"__": ":", "_dot_": ".", "_dash_": "-"}
    names = {
        reduce(lambda name, sign: name.replace(*sign), signs.items(), key): value
        for key, value in named.items()
    }
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in names.items())


def authors(found: Entry) -> list[str]:
    """The names of its authors."""
    return [person.name for person in found.authors]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(json.dumps(ARTICLE)[:-1] + ",}", id="a comma before nothing"),
        pytest.param(f"[{json.dumps(ARTICLE)},]", id="a comma at the end of a list"),
        pytest.param(f"<!-- {json.dumps(ARTICLE)} -->", id="in a comment"),
        pytest.param(f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>", id="in CDATA"),
        pytest.param(f"/*<![CDATA[*/{json.dumps(ARTICLE)}/*]]>*/", id="in CDATA, commented"),
        pytest.param(json.dumps(ARTICLE) + ";", id="a semicolon"),
        pytest.param(f"/* by the theme */\n{json.dumps(ARTICLE)}", id="after a remark"),
        pytest.param(f"// by the theme\n{json.dumps(ARTICLE)}", id="after a line of remarks"),
        pytest.param(f"\ufeff{json.dumps(ARTICLE)}", id="after a byte order mark"),
        pytest.param(json.dumps(ARTICLE).replace('"', "&quot;"), id="all quotation marks escaped"),
        pytest.param('{"@type":"WebSite"}' + json.dumps(ARTICLE), id="after another document"),
        pytest.param(json.dumps(ARTICLE).replace("closes after", "closes\nafter"), id="a raw line break"),
        pytest.param(json.dumps({**ARTICLE, "articleBody": "it$s"}).replace("$", "\\'"), id="a wrong escape"),
        pytest.param(json.dumps({"@graph": [{"@type": "WebSite"}, ARTICLE]}), id="in a graph"),
        pytest.param(json.dumps({**ARTICLE, "@type": ["Thing", "NewsArticle"]}), id="of several types"),
        pytest.param(
            json.dumps({**ARTICLE, "@type": "https://schema.org/NewsArticle"}), id="a type's address"
        ),
        pytest.param(json.dumps({**ARTICLE, "@type": "ImageGallery"}), id="a gallery"),
        pytest.param(json.dumps({**ARTICLE, "about": "the $old$ one"}).replace("$", '"'), id="bare quotes"),
        pytest.param(
            json.dumps({**ARTICLE, "author": None, "creator": ["Jane Doe"]}), id="a creator for an author"
        ),
        pytest.param(
            re.sub(
                r'"(author|headline|datePublished|name|NewsArticle)"', r'"schema:\1"', json.dumps(ARTICLE)
            ),
            id="a prefix for the vocabulary",
        ),
    ],
)
def test_json_ld_is_read_over_the_slips_of_templates(written: str) -> None:
    found = entry(json_ld(written))
    assert authors(found) == JANE
    assert found.dates[0].text == "2026-11-23T08:00:00Z"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param("Jane Doe", JANE, id="a text"),
        pytest.param(["Jane Doe", {"name": "Max Roe"}], ["Jane Doe", "Max Roe"], id="a list"),
        pytest.param({"name": ["Jane Doe", "Max Roe"]}, ["Jane Doe", "Max Roe"], id="a list of names"),
        pytest.param({"givenName": "Jane", "familyName": "Doe"}, JANE, id="given and family name"),
        pytest.param({"name": {"@value": "Jane Doe"}}, JANE, id="a value as an object"),
        pytest.param({"name": "Jane O&#39;Neill"}, ["Jane O'Neill"], id="escaped"),
        pytest.param({"@id": "#jane"}, JANE, id="by reference"),
        pytest.param(
            {"url": "https://quaypost.example/jane"}, ["Desk"], id="an address, then the meta element"
        ),
        pytest.param({"name": "Quay Post"}, ["Desk"], id="the outlet, then the meta element"),
    ],
)
def test_authors_are_named_in_many_ways(author: object, names: list[str]) -> None:
    graph = {
        "@graph": [{**ARTICLE, "author": author}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]
    }
    head = json_ld(graph) + meta(author="Desk", og__site_name="Quay Post")
    assert authors(entry(head)) == names


@pytest.mark.parametrize(
    ("author", "site", "names"),
    [
        ("ANA PIKE Marsh Today", "Marsh Today", ["ANA PIKE"]),
        ("Ana Pike, marsh today", "Marsh Today", ["Ana Pike"]),
        ("Ana Pike for Marsh Today", "Marsh Today", ["Ana Pike for Marsh Today"]),
        ("Ana Marsh", "Marsh Today", ["Ana Marsh"]),
        ("Mary Ann Marsh", "Marsh", ["Mary Ann Marsh"]),
        ("Mary Ann Marsh", "Ann Marsh", ["Mary Ann Marsh"]),
        ("Ana Pike Today", "Marsh Today", ["Ana Pike Today"]),
        ("Ana Pike MT", "Marsh Today", ["Ana Pike"]),
        ("Ana Pike Mt", "Marsh Today", ["Ana Pike Mt"]),
        ("Ana MT", "Marsh Today", ["Ana MT"]),
        ("Marsh-Today Ana Pike", "Marsh-Today.fr", ["Ana Pike"]),
        ("Marsh Ana Pike", "Marsh", ["Marsh Ana Pike"]),
        ("Anne-Marie Pike", "Anne-Marie", ["Anne-Marie Pike"]),
    ],
)
def test_the_outlet_behind_a_name_is_no_part_of_it(author: str, site: str, names: list[str]) -> None:
    """Nor is a family's name the outlet's, though this is called so too."""
    assert authors(entry(meta(author=author, og__site_name=site))) == names


@pytest.mark.parametrize(
    ("author", "site", "names"),
    [
        ("물레신문 | 네이바", "네이바 뉴스", ["김철수 기자"]),
        ("물레일보", "네이바 뉴스", ["김철수 기자"]),
        ("박영희 | 네이바", "네이바 뉴스", ["박영희 | 네이바"]),
        ("Jane Doe | Quay Post", "Quay Post", ["Jane Doe"]),
    ],
)
def test_a_paper_and_its_portal_are_no_author_where_the_page_shows_one(
    author: str, site: str, names: list[str]
) -> None:
    shown = "<p><em class='journalist_name'>김철수 기자</em></p>"
    body = f"<article><h1>Bridge closes</h1>{shown}{STORY}</article>"
    assert authors(entry(meta(author=author, og__site_name=site), body)) == names


def test_portals_of_indonesia_name_the_author_in_a_meta_element_of_their_own() -> None:
    assert authors(entry(meta(content_author="Budi Gurame", content_editor="Siti Lele"))) == ["Budi Gurame"]


@pytest.mark.parametrize(
    ("author", "shown", "names"),
    [
        ({"@type": "Organization", "name": "Quay Post News"}, "<p>By Jane Doe</p>", JANE),
        ({"@type": "Organization", "name": "Quay Post News"}, "", ["Quay Post News"]),
        (
            [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "AFP"}],
            "",
            [*JANE, "AFP"],
        ),
        ({"@type": "Person", "name": "Jane Doe"}, "<p>By Max Roe</p>", JANE),
        ("content: Quay, code: A. Roe", "<p>By Jane Doe</p>", JANE),
    ],
)
def test_whom_a_page_shows_counts_where_its_head_names_an_organisation(
    author: object, shown: str, names: list[str]
) -> None:
    body = f"<article><h1>Bridge closes</h1>{shown}{STORY}</article>"
    assert authors(entry(json_ld({**ARTICLE, "author": author}), body)) == names


@pytest.mark.parametrize(
    "desk",
    ["편집부", "本报编辑部", "Quay 뉴스", "港口日报", "Quay Post Public Company Limited", "Quay Media Inc."],
)
def test_whom_a_page_shows_counts_where_its_head_names_a_desk_or_a_firm(desk: str) -> None:
    shown = f"<article><h1>Bridge closes</h1><p>By Jane Doe</p>{STORY}</article>"
    assert authors(entry(meta(author=desk), shown)) == JANE
    assert authors(entry(meta(author="홍길동"), shown)) == ["홍길동"]


def test_of_several_articles_the_pages_own_is_read() -> None:
    other = {
        **ARTICLE,
        "headline": "Fares rise",
        "url": "https://quaypost.example/fares",
        "author": "Max Roe",
    }
    found = entry(json_ld(other, {**ARTICLE, "mainEntityOfPage": {"@id": URL}}))
    assert found.title is not None
    assert (found.title.value, authors(found)) == ("Bridge closes after storm", JANE)


def test_json_ld_fills_what_no_meta_element_says() -> None:
    whole = {
        **ARTICLE,
        "publisher": {"name": "Quay Post"},
        "image": [{"url": "https://quaypost.example/i.jpg"}],
        "keywords": ["storm", "bridge"],
        "description": "In short.",
        "inLanguage": "en-IE",
    }
    read = page(json_ld(whole))
    found = read.entries[0]
    assert (read.title, read.language) == ("Quay Post", "en-IE")
    assert [tag.term for tag in found.tags] == ["storm", "bridge"]
    assert [media.url for media in found.media] == ["https://quaypost.example/i.jpg"]
    assert found.summary is not None
    assert found.summary.value == "In short."


def test_a_page_that_calls_itself_no_article_still_has_its_day() -> None:
    found = entry(json_ld({**ARTICLE, "@type": "WebPage", "author": "Quay Post"}))
    assert found.dates[0].field == "json-ld:datePublished"
    assert authors(found) == []


@pytest.mark.parametrize(
    ("head", "names", "day"),
    [
        pytest.param(
            meta(parsely_author="Jane Doe").replace("parsely_", "parsely-"), JANE, None, id="parse.ly"
        ),
        pytest.param(
            meta(sailthru_dot_author="Jane Doe", sailthru_dot_date="2026-11-23"),
            JANE,
            "2026-11-23",
            id="Sailthru",
        ),
        pytest.param(
            meta(DC_dot_creator="Jane Doe", dcterms_dot_issued="2026-11-23"),
            JANE,
            "2026-11-23",
            id="Dublin Core",
        ),
        pytest.param(
            meta(citation_author="Doe, Jane", citation_publication_date="2026/11/23"),
            JANE,
            "2026/11/23",
            id="a journal",
        ),
        pytest.param(meta(byl="Jane Doe"), JANE, None, id="byl"),
        pytest.param(
            meta(cXenseParse__author="Jane Doe", og__pubdate="2026-11-23"), JANE, "2026-11-23", id="Cxense"
        ),
        pytest.param(
            meta(og__article__author="Jane Doe", og__article__published_time="2026-11-23"),
            JANE,
            "2026-11-23",
            id="OpenGraph's prefix twice",
        ),
        pytest.param(
            meta(twitter__label1="Est. reading time", twitter__data1="3 minutes")
            + meta(twitter__label2="Written by", twitter__data2="Jane Doe"),
            JANE,
            None,
            id="a card's label",
        ),
        pytest.param(
            meta(dc__creator="Jane Doe", dc__date="2026-11-23"), JANE, "2026-11-23", id="Dublin Core, dc:"
        ),
        pytest.param(
            meta(article__published__time="2026-11-23T15:48:15+00:00"),
            [],
            "2026-11-23T15:48:15+00:00",
            id="OpenGraph, with another sign",
        ),
        pytest.param(
            meta(og__article__author="Jane Doe", og__article__published_dash_time="2026-11-23"),
            JANE,
            "2026-11-23",
            id="OpenGraph, with its prefix twice and a dash",
        ),
        pytest.param(
            meta(author="Condé Nast", article__author="Jane Doe"), JANE, None, id="a publisher first"
        ),
        pytest.param(meta(author="新間"), ["新間"], None, id="a name without a blank"),
        pytest.param(
            meta(author="https://quaypost.example/jane", article__author="Jane Doe"),
            JANE,
            None,
            id="an address first",
        ),
    ],
)
def test_meta_elements_of_every_tongue_name_people_and_days(
    head: str, names: list[str], day: str | None
) -> None:
    found = entry(head)
    assert authors(found) == names
    assert [date.text for date in found.dates] == ([day] if day else [])


SCOPE = '<article itemscope itemtype="https://schema.org/NewsArticle">'
AUTHOR = '<b itemprop="author" itemscope><i itemprop="name">Jane Doe</i></b>'

OTHERS = "".join(
    f'<div itemscope itemtype="https://schema.org/Article"><meta itemprop="author" content="{name}">'
    f'<i itemprop="datePublished" content="2026-10-0{day}">1</i></div>'
    for day, name in enumerate(("Max Roe", "Tom Reed"), 1)
)


@pytest.mark.parametrize(
    ("body", "names", "day"),
    [
        pytest.param(
            f'{SCOPE}{AUTHOR}<time itemprop="datePublished" datetime="2026-11-23">1</time>{STORY}</article>',
            JANE,
            "2026-11-23",
            id="microdata",
        ),
        pytest.param(
            f'{SCOPE}{STORY}<div itemprop="comment" itemscope>{AUTHOR}</div></article>',
            [],
            None,
            id="a comment's",
        ),
        pytest.param(
            f'{SCOPE}{AUTHOR}{STORY}<div itemscope itemtype="https://schema.org/ImageObject">'
            '<meta itemprop="author" content="Max Roe"><meta itemprop="datePublished" content="2026-10-01">'
            "</div></article>",
            JANE,
            None,
            id="a picture's",
        ),
        pytest.param(
            '<div itemscope itemtype="http://schema.org/VideoObject">'
            f'<meta itemprop="datePublished" content="2026-11-23">{STORY}</div>',
            [],
            "2026-11-23",
            id="a video's, whose page it is",
        ),
        pytest.param(
            f"<main><h1>Bridge closes</h1>{STORY}</main>{OTHERS}", [], None, id="of the stories it lists"
        ),
        pytest.param(f'<a rel="author" href="/j">Jane Doe</a>{SHOWN}', JANE, None, id="rel=author"),
        pytest.param(f"{AUTHOR}{SHOWN}", JANE, None, id="microdata without an article"),
        pytest.param(f'{SHOWN}<div class="comment">{AUTHOR}</div>', [], None, id="a comment's without one"),
        pytest.param(
            f'{SHOWN}<div class="discussion"><a rel="author" href="/u/9">Tom Roe</a></div>',
            [],
            None,
            id="who answers",
        ),
        pytest.param(
            f'<div class="bylineComments">By <a rel="author" href="/j">Jane Doe</a> 5 comments</div>{SHOWN}',
            JANE,
            None,
            id="a byline's beside the comments' number",
        ),
        pytest.param(
            f'{SHOWN}<a rel="author">Jane Doe</a> <a rel="author">Max Roe</a>',
            [],
            None,
            id="authors of a list",
        ),
        pytest.param(
            f'<article><time datetime="2026-11-23">Mon</time>{STORY}</article>',
            [],
            "2026-11-23",
            id="the only time",
        ),
        pytest.param(
            f'<article>{STORY}</article><aside><time datetime="2026-10-01">1</time></aside>',
            [],
            None,
            id="beside it",
        ),
        pytest.param(
            f'<main><time datetime="2026-10-01">1</time><time datetime="2026-10-02">2</time>{STORY}</main>',
            [],
            "2026-10-01",
            id="the first of two times above the text",
        ),
    ],
)
def test_what_a_page_shows_counts_where_it_is_the_articles(
    body: str, names: list[str], day: str | None
) -> None:
    found = entry("", body)
    assert authors(found) == names
    assert {date.text for date in found.dates} == ({day} if day else set())


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Quay Post: Bridge closes for a year", "Bridge closes for a year"),
        ("Quay Post: Bridge closes", "Quay Post: Bridge closes"),
        ("Quay: Bridge closes for a year", "Quay: Bridge closes for a year"),
        ("Bridge: Quay Post closes for a year", "Bridge: Quay Post closes for a year"),
    ],
)
def test_an_outlet_of_two_words_before_a_colon_is_no_part_of_a_headline(written: str, title: str) -> None:
    """One word may be a place, a rubric or somebody who speaks."""
    assert page_title([written], outlets=["Quay Post", "Quay"], host="news.example") == title


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        (" and John Roe in Caracas", ["Jane Doe", "John Roe in Caracas"]),
        (", and John Roe", ["Jane Doe", "John Roe"]),
        (" and John Roe and Mary Poe", ["Jane Doe", "John Roe and Mary Poe"]),
        (" and agencies", ["Jane Doe"]),
        (", Environment editor", ["Jane Doe"]),
        (" mit AFP", ["Jane Doe"]),
        (" and Follow Us", ["Jane Doe"]),
        (" and Quay Post", ["Jane Doe"]),
        (" & Sons", ["Jane Doe"]),
    ],
)
def test_who_is_named_behind_a_linked_author_wrote_it_too(behind: str, names: list[str]) -> None:
    """zotero/translators#866: the second author stood outside the link, and in no meta element."""
    byline = f'<div class="byline"><a rel="author" href="/profile/jane">Jane Doe</a>{behind}</div>'
    outlet = meta(og__site_name="Quay Post")
    for head in (outlet, outlet + meta(author="Jane Doe")):
        assert authors(entry(head, f"<h1>Bridge closes</h1>{byline}{STORY}")) == names


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (meta(og__title="Bridge closes | Quay Post", og__site_name="Quay Post"), "Bridge closes"),
        (meta(og__title="Bridge closes - The Quay Post", og__site_name="Quay Post"), "Bridge closes"),
        (meta(og__title="Bridge closes – Quay Post"), "Bridge closes"),
        (meta(og__title="Bridge closes | quaypost.example"), "Bridge closes"),
        (
            meta(og__title="Bridge - the end of an era", og__site_name="Quay Post"),
            "Bridge - the end of an era",
        ),
        (meta(og__title="Quay Post", og__site_name="Quay Post"), "Bridge closes"),
        (json_ld({**ARTICLE, "headline": "Tom &amp; Jerry&#39;s <em>bridge</em>"}), "Tom & Jerry's bridge"),
        (meta(DC_dot_title="Another"), "Bridge closes"),
    ],
)
def test_the_title_is_the_articles_without_the_outlets_name(head: str, title: str) -> None:
    found = entry(head).title
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        pytest.param(
            "<title>Defer and recover well - The Tern Programming Language</title>",
            "<h1><a href='/blog/'>The Tern Blog</a></h1><h1>Defer and recover well</h1>",
            "Defer and recover well",
            id="a blog's name above it, and more of it in the title",
        ),
        pytest.param(
            "<title>Harbour bridge closes for a year</title>",
            "<h1>Original text</h1>",
            "Harbour bridge closes for a year",
            id="a tool's heading",
        ),
        pytest.param(
            "<title>Sound! | sound.example - The five best bridges of the bay</title>",
            "<h1>Pulse!</h1><h2 itemprop='headline'>The five best bridges of the bay</h2>",
            "The five best bridges of the bay",
            id="a section's, and a headline that is marked as one",
        ),
        pytest.param(
            "<title>Quay Post</title>",
            "<h1>Bridge closes</h1>",
            "Bridge closes",
            id="a title of the outlet alone",
        ),
        pytest.param(
            "<title>Quay Post</title>",
            "<header><h1 class='logo'><a href='/'></a></h1></header><main><h2>The bridge closes again</h2>",
            "The bridge closes again",
            id="a picture of the outlet, the headline is the next heading",
        ),
        pytest.param(
            "<title>Quay Post</title>",
            "<nav><h2>What is new today</h2></nav><h2 class='story-title'>The bridge closes again</h2>",
            "The bridge closes again",
            id="a headline that its class tells",
        ),
        pytest.param(
            "<title>Quay Post</title>",
            "<h1></h1><aside><h2>We would like to ask you</h2></aside>",
            "Quay Post",
            id="a heading beside it",
        ),
        pytest.param(
            "<title>Bridge closes</title>",
            f"<main><h1></h1><p>{'The bridge is shut. ' * 9}</p><h2>What will happen to the ferries</h2>",
            "Bridge closes",
            id="a heading within the text",
        ),
        pytest.param(
            "<title>Bridge closes</title>",
            "<main><h1></h1><h2>Why the bridge closes for a year</h2>",
            "Bridge closes",
            id="a heading that says more of the title",
        ),
        pytest.param(
            "<title>Bridge closes</title>",
            "<main><h2>What will happen to the ferries</h2>",
            "Bridge closes",
            id="a heading above the text of a page without h1",
        ),
        pytest.param(
            "<title>港口大桥关闭一年引发居民讨论_城市_码头日报</title>",
            "",
            "港口大桥关闭一年引发居民讨论",
            id="underscores",
        ),
        pytest.param("<title>snake_case_names</title>", "", "snake_case_names", id="underscores of code"),
    ],
)
def test_a_heading_that_is_not_the_articles_is_no_title(head: str, heading: str, title: str) -> None:
    """The site's, a section's, a translator's stand in `h1` too."""
    text = "<p>The bridge over the harbour closed.</p>" * 9
    page = f"<html><head>{head}</head><body>{heading}{text}</body></html>"
    assert read_page(page.encode(), url="https://news.example/a/b").entries[0].title == Markup(title, "text")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("The Daily Harbour Post", "Bridge closes for good today | The Daily Harbour Post"),
        ("The Daily Harbour Post", "The Daily Harbour Post | Bridge closes for good today"),
        ("The Great Daily Harbour Post", "Bridge closes for good | The Great Daily Harbour Post"),
        ("News from the harbour", "Bridge closes for good today | News from the harbour | DHP"),
    ],
)
@pytest.mark.parametrize("told", ["", meta(og__title="Bridge closes for good today", og__site_name="DHP")])
def test_a_heading_of_outlet_or_section_that_is_a_part_of_the_title_is_no_title(
    heading: str, title: str, told: str
) -> None:
    """Nothing else tells which part is the outlet's: its host is short, its name in the head too."""
    body = f"<header><h1>{heading}</h1></header><article><h1>Bridge closes for good</h1>{STORY}</article>"
    found = entry(f"<title>{title}</title>{told}", body, url="https://dhp.example/a/b").title
    assert found == Markup("Bridge closes for good", "text")


@pytest.mark.parametrize(
    ("told", "heading", "title"),
    [
        pytest.param(
            "Strike: Ferries stay in port",
            '<h1><span class="article__kicker">Strike</span> <span>Ferries stay in port</span></h1>',
            "Strike: Ferries stay in port",
            id="told with a colon: both are meant",
        ),
        pytest.param(
            "",
            '<h1><span class="dachzeile ">Nach dem Streik</span> Ferries stay in port</h1>',
            "Ferries stay in port",
            id="in the heading alone",
        ),
        pytest.param(
            "Strike: Ferries stay in port",
            '<h1>Strike: Ferries stay in port</h1><h2><span class="kicker">Strike</span> Another story</h2>',
            "Strike: Ferries stay in port",
            id="a card's",
        ),
        pytest.param(
            "Strike ends",
            '<h1><span class="kicker">Strike</span> ends</h1>',
            "Strike ends",
            id="one word below",
        ),
        pytest.param(
            "Strike: Ferries stay in port",
            '<meta property="og:title" content="Ferries stay in port">'
            "<nav><h1>Strike: Ferries stay in port</h1></nav>",
            "Ferries stay in port",
            id="among breadcrumbs, for search engines",
        ),
        pytest.param(
            "Strike: Ferries stay in port",
            '<meta property="og:title" content="Ferries stay in port"><h1>Strike: Ferries stay in port</h1>',
            "Strike: Ferries stay in port",
            id="the readers' own",
        ),
    ],
)
def test_the_words_above_a_headline_are_not_of_it(told: str, heading: str, title: str) -> None:
    """A heading's text runs both together."""
    text = "<p>The bridge over the harbour closed.</p>" * 9
    head = json_ld({**ARTICLE, "headline": told}) if told else ""
    page = f"<html><head>{head}</head><body>{heading}{text}</body></html>"
    assert read_page(page.encode(), url="https://news.example/a/b").entries[0].title == Markup(title, "text")


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        pytest.param(
            meta(og__title="Ferries stay in port") + "<title>Ferries stay in port | Quay Post</title>",
            '<span class="badge badge--live">LIVE</span> Ferries stay in port',
            "Ferries stay in port",
            id="a badge",
        ),
        pytest.param(
            "<title>Ferries stay in port | Quay Post</title>",
            '<i class="icon-video"></i><span>Video</span>Ferries stay in port',
            "Ferries stay in port",
            id="of no name, the page's title alone without it",
        ),
        pytest.param(
            meta(og__title="Ferries stay in port") + "<title>Ferries stay in port | Quay Post</title>",
            'Ferries stay in port <span class="label label-premium">Abo</span>',
            "Ferries stay in port",
            id="behind it",
        ),
        pytest.param(
            meta(og__title="Ferries stay in port") + "<title>Ferries stay in port | Quay Post</title>",
            "Ferries stay in port <small>Part 2</small>",
            "Ferries stay in port Part 2",
            id="a part's number is no badge",
        ),
        pytest.param(
            meta(og__title="Ferries stay in port") + "<title>LIVE Ferries stay in port | Quay Post</title>",
            '<span class="badge">LIVE</span> Ferries stay in port',
            "LIVE Ferries stay in port",
            id="the titles differ",
        ),
        pytest.param(
            meta(og__title="Live Aid comes to the harbour") + "<title>Live Aid comes to the harbour</title>",
            '<span class="badge">Live</span> Aid comes to the harbour',
            "Live Aid comes to the harbour",
            id="a word of all titles",
        ),
        *(
            pytest.param(
                meta(og__title="Ferries stay in port") + "<title>Ferries stay in port | Quay Post</title>",
                f"{before}Ferries stay in port",
                f"{words}Ferries stay in port",
                id=f"no badge: {words}",
            )
            for before, words in [
                ("<span>Ines Moor:</span> ", "Ines Moor: "),
                ("<strong>Don’t</strong> let ", "Don’t let "),
                ("<strong>No</strong> ", "No "),
                ('<span class="tag">2019</span> ', "2019 "),
            ]
        ),
        pytest.param(
            meta(og__title="Ferries stay in port") + "<title>Ferries stay in port | Quay Post</title>",
            "<span>Strike</span>: Ferries stay in port",
            "Strike: Ferries stay in port",
            id="joined by a colon",
        ),
    ],
)
def test_a_badge_in_the_heading_is_not_of_the_headline(head: str, heading: str, title: str) -> None:
    assert entry(head, f"<article><h1>{heading}</h1>{STORY}</article>").title == Markup(title, "text")


LONG = "The old lock at Marsh End will stay shut until February because two of its gates have lost their oak"


@pytest.mark.parametrize(
    ("told", "heading", "title"),
    [
        (f"{LONG[:-12]}…", LONG, LONG),
        (f"{LONG[:-12]} ...", LONG, LONG),
        (LONG[:-6], LONG, LONG),  # within a word
        (
            "And then the old bridge moved …",
            "And then the old bridge moved …",
            "And then the old bridge moved …",
        ),
        (
            "The night the river came to town...",
            "The night the river came to town...",
            "The night the river came to town...",
        ),
        ("The old lock at Marsh End, part 1", "The old lock at Marsh End, part 12", None),
        ("The old lock at Marsh …", "The old weir at Marsh Middle", None),
        (LONG, f"{LONG} to worms", None),  # whole words: it may be written so
    ],
)
def test_a_headline_that_was_cut_gives_way_to_the_whole_one(
    told: str, heading: str, title: str | None
) -> None:
    found = entry(json_ld({**ARTICLE, "headline": told}), f"<article><h1>{heading}</h1>{STORY}</article>")
    assert found.title == Markup(title or told, "text")


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param('<h1><a href="/">Harbour Mail</a></h1>', id="a logo for a heading"),
        pytest.param('<a href="https://quaypost.example/"><img alt="Harbour Mail"></a>', id="a logo"),
        pytest.param("<footer>© 2019–2026 Harbour Mail. All rights reserved.</footer>", id="the owner"),
    ],
)
def test_a_page_tells_its_outlets_name_where_its_head_does_not(beside: str) -> None:
    found = entry("<title>Bridge closes - Harbour Mail</title>", f"{beside}<article>{STORY}</article>").title
    assert found is not None
    assert found.value == "Bridge closes"


@pytest.mark.parametrize(
    "href", ["#", "?", "?page=2", "mailto:a@b.example", "tel:1", "javascript:void(0)", ""]
)
@pytest.mark.parametrize("named", ["Ukraine", "Bridge closes - Ukraine"])
def test_a_link_that_does_not_lead_home_names_no_outlet(href: str, named: str) -> None:
    head = "<title>Bridge closes - Ukraine</title>"
    found = entry(head, f'<a href="{href}">{named}</a><article>{STORY}</article>').title
    assert found is not None
    assert found.value == "Bridge closes - Ukraine"


def test_a_line_break_in_a_headline_is_a_blank() -> None:
    """And no element else: `<span>B</span>ridge` is one word."""
    shown = f"<article><h1><span>B</span>ridge<br>closes <b>at<br/></b>noon</h1>{STORY}</article>"
    assert entry("<title>x</title>", shown).title == Markup("Bridge closes at noon", "text")


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の火事", "港の火事"),
        ('Bridge closes <img class="emoji" alt="😐" src="/e.png">', "Bridge closes 😐"),
        ('Bridge closes <img alt="The bridge" src="/b.jpg">at noon', "Bridge closes at noon"),
        ("Bridge (bri) closes", "Bridge (bri) closes"),
    ],
)
def test_how_a_headline_is_read_is_left_out_and_a_drawn_emoji_is_not(shown: str, title: str) -> None:
    markup = f"<article><h1>{shown}</h1>{STORY}</article>"
    assert entry("<title>x</title>", markup).title == Markup(title, "text")


PARSELY = {
    "title": "Bridge closes after storm",
    "link": URL,
    "type": "post",
    "authors": ["Jane Doe", "Ben Low"],
    "pub_date": "2026-11-23T08:00:00Z",
    "section": "Harbour",
    "tags": ["bridge", "storm"],
    "image_url": "https://quaypost.example/b.jpg",
}


def parsely(page_of: object) -> str:
    written = page_of if isinstance(page_of, str) else json.dumps(page_of)
    return f'<meta name="parsely-page" content="{escape(written)}">'


def test_parsely_tells_of_a_page_in_one_document() -> None:
    found = entry(parsely(PARSELY), url="file:///saved.html")
    assert found.title == Markup("Bridge closes", "text")
    assert authors(found) == ["Jane Doe", "Ben Low"]
    assert found.dates[0] == RawDate("meta:parsely-pub-date", "2026-11-23T08:00:00Z")
    assert [tag.term for tag in found.tags] == ["bridge", "storm", "Harbour"]
    assert [media.url for media in found.media] == ["https://quaypost.example/b.jpg"]
    assert found.link == URL


@pytest.mark.parametrize("author", ["Jane Doe", {"name": "Jane Doe"}, ["Jane Doe"]])
def test_parsely_names_one_author_in_several_ways(author: object) -> None:
    assert authors(entry(parsely({"author": author}))) == JANE


def test_what_stands_in_elements_of_its_own_outranks_parselys_document() -> None:
    single = '<meta name="parsely-author" content="Ada North"><meta name="author" content="Ada North">'
    for head in (single + parsely(PARSELY), parsely(PARSELY) + single):
        assert authors(entry(head)) == ["Ada North"]


@pytest.mark.parametrize(
    "written",
    ["", "{", '{"author": "Jane', "[]", '"Jane"', "null", '{"author": null, "pub_date": {}}', "[" * 100_000],
)
def test_a_broken_document_of_parselys_says_nothing(written: str) -> None:
    found = entry(f"<title>Bridge closes</title>{parsely(written)}")
    assert (authors(found), found.dates, found.title) == ([], (), Markup("Bridge closes", "text"))


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@id": "#jane"}, JANE),
        ({"@type": ["Person"], "name": "Jane Doe"}, JANE),
        ({"@type": "Organization", "name": "Desk of the Quay"}, []),
        ("Desk of the Quay", []),
        *(({"@type": "Person", "name": login}, []) for login in ("vpohl", "Josh", "webnata")),
    ],
)
def test_a_person_whom_the_page_itself_names_wrote_it(author: object, names: list[str]) -> None:
    """Where nothing calls itself an article (Yoast)."""
    jane = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    web = {"@type": "WebPage", "datePublished": "2020-07-13T01:10:40+09:00", "author": author}
    found = entry(json_ld({"@graph": [web, jane]}))
    assert (found.dates[0].text, authors(found)) == ("2020-07-13T01:10:40+09:00", names)


@pytest.mark.parametrize(
    ("told", "names"),
    [("None None", JANE), ("undefined null", JANE), ("Christopher Null", ["Christopher Null"])],
)
def test_where_a_template_lacked_the_names_the_shown_author_wrote_it(told: str, names: list[str]) -> None:
    shown = SHOWN.replace("</h1>", "</h1><p>By Jane Doe</p>")
    found = entry(json_ld(ARTICLE | {"author": {"@type": "Person", "name": told}}), shown)
    assert [person.name for person in found.authors] == names


VIDEO = {
    "@type": "VideoObject",
    "name": "Ferries, and why",
    "uploadDate": "2020-07-13T09:59:35-07:00",
    "comment": [{"@type": "Comment", "dateCreated": "2020-07-20T12:29:04-07:00"}],
    "author": {"@type": "Person", "name": "Ben Low"},
}


@pytest.mark.parametrize(
    ("name", "day"), [("Ferries, and why", "2020-07-13"), ("Ferries", None), ("Low water", None), ("", None)]
)
def test_a_page_with_a_videos_title_came_out_with_it(name: str, day: str | None) -> None:
    """With no comment on it; a video of another name is older than what shows it."""
    head = "<title>Ferries, and why - Quay Post</title>" + json_ld({**VIDEO, "name": name})
    found = entry(head, f"<article>{STORY}</article>")
    assert found.title is not None
    assert found.title.value == "Ferries, and why"
    assert [(date.field, date.text[:10]) for date in found.dates] == (
        [("json-ld:uploadDate", day)] if day else []
    )
    assert authors(found) == []


def test_what_a_page_tells_of_itself_goes_before_a_video_of_its_title() -> None:
    head = json_ld(VIDEO) + meta(**{"og:title": "Ferries, and why", "author": "Jane Doe"})
    head += meta(**{"article:published_time": "2026-11-20T07:00:00Z"})
    found = entry(head, f"<article><p>18 November 2026</p>{STORY}</article>")
    dates = [date.field for date in found.dates]
    assert (dates, authors(found)) == (
        ["meta:article:published_time", "json-ld:uploadDate", "html:shown"],
        JANE,
    )
    now = datetime(2026, 11, 26, tzinfo=UTC)
    readings = [read_date(date.text, source=date.field, now=now) for date in found.dates]
    for without in (readings, readings[1:]):
        chosen = choose_date(without, now=now)
        assert chosen is not None
        assert chosen.at is not None
        assert chosen.at.year == 2026


def test_what_was_asked_is_the_page_of_an_answers_site() -> None:
    """Of a list of questions that are answered beforehand, none is."""
    asked = {
        "@type": "Question",
        "name": "Why?",
        "dateCreated": "2020-07-13T01:10:40+09:00",
        "author": JANE[0],
    }
    found = entry(json_ld({"@type": "QAPage", "mainEntity": asked}))
    assert (found.dates[0].text, authors(found)) == ("2020-07-13T01:10:40+09:00", JANE)
    known = {"@type": "Question", "name": "Why?", "author": JANE[0]}
    assert not authors(entry(json_ld({"@type": "FAQPage", "mainEntity": [known]})))


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ('<span class="updated" title="2013-04-04T18:52:11+00:00"></span>', ["html:updated"]),
        ('<span class="updated" title="2013-04-04T18:52:11+00:00">4 h</span>', []),
        (
            '<b class="updated"></b>'
            + "".join(f'<p><span class="updated" title="2013-04-0{day}"></span></p>' for day in (4, 5)),
            [],
        ),
    ],
)
def test_an_empty_element_of_a_microformat_tells_the_change(shown: str, said: list[str]) -> None:
    """A card's too, where there are several."""
    found = entry("", f"{shown}{SHOWN}")
    assert [date.field for date in found.dates if date.field == "html:updated"] == said


def test_a_number_is_an_instant_too() -> None:
    found = entry(json_ld({**ARTICLE, "datePublished": 1795154400000}))
    assert (found.dates[0].field, found.dates[0].text) == ("json-ld:datePublished", "1795154400000")


SHELL = "<h1>Bridge closes</h1><div id=app></div>"
PARAGRAPHS = re.findall("<p>(.*?)</p>", STORY)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param("", f"{SHELL}<noscript>{STORY}</noscript>", id="noscript"),
        pytest.param("", f"{SHELL}<template>{STORY}</template>", id="a template"),
        pytest.param(json_ld({**ARTICLE, "articleBody": "\n\n".join(PARAGRAPHS)}), SHELL, id="as text"),
        pytest.param(
            json_ld(json.dumps({**ARTICLE, "articleBody": STORY}).replace("</", "<\\/")),
            SHELL,
            id="as markup",
        ),
        pytest.param(json_ld({**ARTICLE, "articleBody": escape(STORY)}), SHELL, id="as escaped markup"),
    ],
)
def test_the_text_of_a_page_that_scripts_would_draw_is_read(head: str, body: str) -> None:
    found = entry(head, body).content
    assert found is not None
    assert re.findall("<p>(.*?)</p>", found.value) == PARAGRAPHS


def drawn(*articles: dict[str, str]) -> str:
    """The data of a page that a script draws."""
    written = json.dumps({"props": {"pageProps": {"stories": articles}}}).replace("</", "<\\/")
    return f'{SHELL}<script id="__NEXT_DATA__" type="application/json">{written}</script>'


DRAWN = {"headline": "Bridge closes", "body": STORY}
OTHERS = {"headline": "Ferry sails", "body": STORY.replace("note", "goat") + "<p>And more.</p>"}


@pytest.mark.parametrize("articles", [[DRAWN], [OTHERS, DRAWN], [{"body": STORY}]])
def test_the_text_in_the_data_of_a_page_is_read_where_it_is_surely_its_own(
    articles: list[dict[str, str]],
) -> None:
    found = entry("", drawn(*articles)).content
    assert found is not None
    assert re.findall("<p>(.*?)</p>", found.value) == PARAGRAPHS


def test_of_two_texts_in_the_data_of_a_page_without_its_title_neither_is_read() -> None:
    found = entry("", drawn({"body": STORY}, OTHERS)).content
    assert found is None or "note number 5" not in found.value


def test_a_page_that_shows_its_text_is_not_read_from_its_data() -> None:
    shown = STORY.replace("note", "page")
    found = entry("", shown + drawn(DRAWN)).content
    assert found is not None
    assert "page number 5" in found.value
    assert "note number 5" not in found.value


def test_a_text_full_of_blanks_takes_no_longer_than_another_and_is_no_article() -> None:
    head = json_ld({**ARTICLE, "articleBody": "x" + " " * 200_000 + "y"})
    assert cpu_seconds(lambda: entry(head, SHELL), times=1) < 5, "it was minutes"
    assert entry(head, SHELL).content is not None
    blank = entry(json_ld({**ARTICLE, "articleBody": "\n" * 9_000}))
    assert blank.content is not None
    assert "note number 5" in blank.content.value


def test_a_plain_text_that_tells_of_a_tag_is_no_markup() -> None:
    lines = [*PARAGRAPHS, "Who writes a &lt;p&gt; opens a paragraph."]
    found = entry(json_ld({**ARTICLE, "articleBody": "\n".join(lines)}), SHELL).content
    assert found is not None
    assert re.findall("<p>(.*?)</p>", found.value) == lines


def test_links_of_a_page_are_relative_to_what_it_says() -> None:
    found = entry('<base href="/archive/">').content
    assert found is not None
    assert found.base == "https://quaypost.example/archive/"


@pytest.mark.parametrize(
    ("written", "host", "title"),
    [
        ("Bridge closes | Quay", "drinkquay.example", "Bridge closes"),
        ("Bridge closes | Harbour Tides", "tides.harbour.example", "Bridge closes"),
        ("Bridge closes - Quay", "drinkquay.example", "Bridge closes - Quay"),
        ("Bridge closes | Harbour", "quaypost.example", "Bridge closes | Harbour"),
        ("Streik | Berlin", "berliner-zeitung.example", "Streik | Berlin"),
        ("Streik in Mitte beendet | Berlin", "berliner-zeitung.example", "Streik in Mitte beendet | Berlin"),
        ("Streik in Mitte beendet | Berliner", "berliner-zeitung.example", "Streik in Mitte beendet"),
        ("News | Bridge", "bridgenews.example", "News | Bridge"),
        ("大桥因风暴关闭 | Quay", "drinkquay.example", "大桥因风暴关闭"),
        ("Bridge closes | Pos", "quaypos.example", "Bridge closes | Pos"),
    ],
)
def test_behind_a_bar_a_part_of_the_hosts_name_is_the_outlet(written: str, host: str, title: str) -> None:
    assert page_title([written], outlets=[], host=host) == title


@pytest.mark.parametrize(
    "written",
    [
        "Chronik | Der Mauerfall | 9. November 1989",
        "Timeline - The Blitz - 7 September 1940",
        "Match report - Harwich v Quay - 12 October 2026",
        "Concert on the quay | Town | 1/2/2026",
    ],
)
def test_a_day_in_a_title_is_what_it_tells_of(written: str) -> None:
    changed = "<p>Updated: 27 October 2026</p>"
    found = entry(f"<title>{written}</title>", f"<article>{changed}{STORY}</article>")
    assert found.title is not None
    assert (found.title.value, [date.field for date in found.dates]) == (written, ["html:modified"])


HOME = '<link rel="canonical" href="https://quaypost.example/">'
OWN = f'<meta property="og:url" content="{URL}">'


@pytest.mark.parametrize(
    ("head", "link", "site"),
    [
        pytest.param(HOME, None, "https://quaypost.example/", id="the home page is no article"),
        pytest.param(HOME + OWN, URL, URL, id="the home page, then the article"),
        pytest.param('<link rel="canonical" href="/a">' + OWN, URL, URL, id="a path, then the article"),
        pytest.param(f'<link rel="canonical" href="{URL[6:]}">', URL, URL, id="without a scheme"),
    ],
)
def test_a_saved_page_is_found_by_its_canonical_address(head: str, link: str | None, site: str) -> None:
    read = page(head, url="file:saved/a.html")
    assert (read.entries[0].link, read.link) == (link, site)


def test_a_canonical_elsewhere_moves_no_page_from_where_it_stood() -> None:
    assert entry('<link rel="canonical" href="https://other.example/b">').link == URL


@given(st.text(max_size=300), st.text(max_size=100))
def test_no_head_raises_but_as_agreed(written: str, title: str) -> None:
    try:
        found = entry(json_ld(written.replace("<", "")) + f"<title>{title}</title>")
    except NotAFeedError:
        return
    assert found.link == URL


def test_a_page_is_read_in_the_encoding_that_it_or_its_server_declares() -> None:
    """Of ISO-8859-1 too as its bytes are: browsers read windows-1252 for that (WHATWG Encoding)."""
    said = '<meta name="description" content="{}">'
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    written = f"<html><head>{meta}{said.format('Closed – “for good”')}</head><body>{SHOWN}</body></html>"
    [entry] = read_page(written.encode("cp1252"), url=URL).entries
    assert entry.summary == Markup("Closed – “for good”", "text")
    served = f"<html><head>{said.format('Мост закрыт')}</head><body>{SHOWN}</body></html>".encode("cp1251")
    [entry] = read_page(served, url=URL, content_type="text/html; charset=windows-1251").entries
    assert entry.summary == Markup("Мост закрыт", "text")


@pytest.mark.parametrize("control", ["\x01", "\f", "\ud800", "&#5;", "&#12;", "&#xd800;", "&#xfffe;"])
def test_a_long_text_with_control_characters_in_it_is_read(control: str) -> None:
    """lxml reads them and lets nobody write them."""
    odd = f"<p>{control * 600}a</p>{control * 600}<p title='<!-- {control}'>b{control * 600}</p>"
    page = f"<html><body>{SHOWN}{odd}</body></html>".encode("utf-8", "surrogatepass")
    [entry] = read_page(page, url=URL).entries
    assert entry.content
    assert "note number 5" in entry.content.value


def test_of_a_tag_with_more_attributes_than_anyone_writes_the_first_are_kept() -> None:
    many = " ".join(f"a{number}='1'" for number in range(20_000))
    page = f"<html><body><div class='story' {many}>{SHOWN}</div></body></html>".encode()
    [entry] = read_page(page, url=URL).entries
    assert entry.content
    assert "note number 5" in entry.content.value
    tree = tree_of(page)
    assert tree is not None
    assert tree.xpath("count(//div[@class='story'][1]/@*)") == 200
